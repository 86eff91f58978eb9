"""服务登记台: one line for one visitor, ready for the next one at once, with what was written down today below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from unionapp.errors import Refused
from unionapp.office import cabinet
from unionapp.paper.paper import PrintRequest
from unionapp.store import editing, rows
from unionapp.subjects.service import actions
from unionapp.subjects.service.figures import Visitors
from unionapp.subjects.service.places import counter as desk
from unionapp.subjects.service.places import register
from unionapp.subjects.service.places.models import ServiceEntry, ServicePlace
from unionapp.subjects.service.places.records import PLACES, SERVICE_LOG
from unionapp.values.periods import Month

from ui.cases.asking import ask_for
from ui.kit import messages, style, undoing
from ui.kit.actions import Acting, Action
from ui.kit.choosing import RecordChoice
from ui.kit.field_edit import DateEdit, LineEdit
from ui.kit.keeping import Keeper
from ui.kit.plain import label
from ui.kit.seen import Watch, tables_of
from ui.kit.text_table import TextTable
from ui.printing.opening import print_paper
from ui.records.columns import field_columns
from ui.service.counter_form import CounterForm
from ui.session import Session

HELP = (
    "选好站点，以后每来一个人记一行：两个字母找到会员（不是会员的直接写姓名），回车；事项照上一次的，回车；再回车就保存。\n"
    "站点和经办人会记住。记错了点“撤销”或 Ctrl+Z。下面是这一天的登记，可以修改、删除。"
)
_PLACE = "service/place"
"""The place at this desk, remembered on this computer."""
_COLUMNS = ("name", "sort", "union", "item", "matter", "people", "result", "by")
_EDITED = ("name", "phone", "sort", "group", "item", "matter", "people", "result", "done_on", "by")


class CounterPage(Acting):
    """The desk of one place on one day."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.place = RecordChoice(session, session.kind(PLACES.key))
        self.day = DateEdit(SERVICE_LOG.fields["day"])
        self.by = LineEdit(SERVICE_LOG.fields["by"])
        self.form = CounterForm(session)
        self.figures = label("", "heading")
        self.table = TextTable("这一天的登记", field_columns(SERVICE_LOG, _COLUMNS), key=lambda entry: entry.id)
        self.entries: Sequence[ServiceEntry] = ()
        self._lay_out()
        self._connect()
        self.day.set_value(date.today())
        self.settle()
        Keeper(self, session, lambda: "counter", lambda: "服务登记台的一行登记", self.form.typed)

    def _lay_out(self) -> None:
        asked = QHBoxLayout()
        for words, edit, share in (("站点", self.place, 4), ("日期", self.day, 2), ("经办人", self.by, 2)):
            asked.addWidget(label(words))
            asked.addWidget(edit, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 6)
        column.setSpacing(8)
        column.addLayout(asked)
        column.addWidget(self.form)
        column.addWidget(
            self.bar(
                Action("save", "保存登记", self.save, "Ctrl+S", main=True),
                Action("edit", "编辑所选", self.edit, "F2"),
                Action("remove", "删除所选", self.remove),
                Action("print", "打印本月登记簿", self.print, "Ctrl+P"),
                Action("all", "全部登记", lambda: self.session.page_wanted.emit(SERVICE_LOG.key)),
                Action("new-place", "新增站点", lambda: self.session.page_wanted.emit(PLACES.key)),
            )
        )
        column.addWidget(self.figures)
        column.addWidget(self.table, 1)
        self.by.setMinimumWidth(style.letters(self, 6))
        self.setFocusProxy(self.form)

    def _connect(self) -> None:
        self.form.finished.connect(self.command("save").trigger)
        self.place.chosen.connect(self._place_chosen)
        self.day.edited.connect(self.show_day)
        self.table.opened.connect(lambda: self.attempt(self.edit))
        self.table.dropped.connect(lambda: self.attempt(self.remove))
        self.seen = Watch(self, self.session, tables_of(PLACES, SERVICE_LOG), self.show_day)

    def settle(self) -> None:
        """Begin at the place that was remembered, else at the only one there is."""
        open_places = register.open_places()
        kept = str(self.session.remembered.value(_PLACE) or "")
        found = [each for each in open_places if str(each.id) == kept]
        if not found and len(open_places) == 1:
            found = open_places
        self.place.choose(found[0].id if found else None)
        self._propose()
        self.show_day()

    def chosen_place(self) -> ServicePlace:
        """The place that is chosen; Refused where none is."""
        try:
            number = self.place.value()
        except ValueError as error:
            raise Refused(str(error)) from error
        if number is None:
            raise Refused("请先选站点。还没有站点的，点“新增站点”在“服务阵地”里登记。")
        return rows.get(ServicePlace, number)

    def save(self) -> None:
        """Write one entry and be ready for the next visitor."""
        place, day = self.chosen_place(), _day(self.day)
        who, item, values = self.form.read()
        entry = actions.serve(self.session.store.journal, place, item, who, day, by=self.by.value(), **values)
        self.form.propose(item)
        self.show_day()
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)
        undoing.offer(self, self.session, f"已登记“{entry.name}”　{SERVICE_LOG.shown(entry, 'item')}")

    def edit(self) -> None:
        """Mend the chosen entry."""
        entry = self._chosen()
        ask_for(self, self.session, SERVICE_LOG, entry, _EDITED, f"修改登记：{entry.name}")

    def remove(self) -> None:
        """Take the chosen entry away; it can be taken back."""
        entry = self._chosen()
        editing.remove(self.session.store.journal, SERVICE_LOG, [entry])
        self.show_day()
        undoing.offer(self, self.session, f"已删除“{entry.name}”的登记")

    def print(self) -> None:
        """The log of this place for the month."""
        place, month = self.chosen_place(), Month.of(_day(self.day))
        request = PrintRequest(month=month, words={"place": place.name})
        print_paper(self.session, self, cabinet.paper("service-log"), request)

    def may_leave(self) -> bool:
        """Asks where somebody was typed and not saved."""
        said = "这一行登记还没有保存，不保存就会丢掉。"
        return not self.form.typed() or messages.leave(self, said, self._saved)

    def show_day(self) -> None:
        """What was written down on this day in this place, and how many came."""
        try:
            place, day = self.chosen_place(), _day(self.day)
        except Refused:
            self.entries = ()
            self.figures.setText(
                "选好站点就可以登记。" if register.open_places() else "还没有服务阵地：点“新增站点”先登记一个。"
            )
            self.table.show_rows(())
            return
        self.entries = desk.entries(place, day)
        self.table.show_rows(self.entries)
        self.figures.setText(
            f"{_said('今天' if day == date.today() else str(day), desk.count(place, day, day))}　　"
            f"{_said('本月', desk.of_month(place, day))}"
        )

    def _saved(self) -> bool:
        """Write the entry; whether it could be."""
        self.attempt(self.save)
        return not self.form.typed()

    def _place_chosen(self) -> None:
        number = self.place.offer.value if self.place.offer is not None else ""
        self.session.remembered.setValue(_PLACE, str(number))
        self._propose()
        self.show_day()
        if number:
            self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _propose(self) -> None:
        """What was done last in this place is proposed again, and who did it."""
        offer = self.place.offer
        last = desk.last_entry(rows.get(ServicePlace, offer.value)) if offer is not None else None
        self.form.propose(last.item if last is not None else "")
        self.by.set_value(last.by if last is not None else "")

    def _chosen(self) -> ServiceEntry:
        number = self.table.chosen()
        if not isinstance(number, int):
            raise Refused("请先在下面选中一行。")
        return rows.get(ServiceEntry, number)


def _day(edit: DateEdit) -> date:
    try:
        day = edit.value()
    except ValueError as error:
        raise Refused(f"“日期”{error}") from error
    if not isinstance(day, date):
        raise Refused("请填日期。")
    return day


def _said(when: str, count: Visitors) -> str:
    parts = (("本级会员", count.own), ("外地会员", count.elsewhere), ("非会员", count.others))
    shares = "、".join(f"{words} {number:,}" for words, number in parts if number)
    return f"{when} {count.people:,} 人次" + (f"（{shares}）" if shares else "")
