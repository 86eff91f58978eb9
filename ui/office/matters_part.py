"""要办的事: the matters by day and subject, what can be done with them, and how they were arranged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget
from unionapp.office import arranging, cabinet, matters
from unionapp.office.matters import SPANS, DueMatter, Span
from unionapp.paper.paper import PrintRequest
from unionapp.store import system
from unionapp.store.arrangements import ARRANGEMENTS
from unionapp.subjects import TITLES
from unionapp.values.periods import Month, chinese_date

from ui.cases.asking import ask_and_do
from ui.kit import undoing
from ui.kit.actions import Action, ActionBar
from ui.kit.chips import Chips
from ui.kit.forms import Asked
from ui.kit.plain import label
from ui.kit.text_model import Column
from ui.kit.text_table import TextTable
from ui.printing.opening import print_paper
from ui.session import Session

ALL, ASIDE = "全部", "改期和不办的"
_EVERYWHERE = "各方面"
_LEVELS = {"overdue": "error", "today": "warning", "week": "warning", "later": ""}
_ORDER = [*TITLES.values(), matters.OFFICE]
_DAYS = "一二三四五六日"
_FIELDS = ARRANGEMENTS.fields
_COLUMNS = (
    Column[DueMatter]("时间", lambda each: SPANS[each.span], width=4, level=lambda each: _LEVELS[each.span]),
    Column[DueMatter]("要办的事", lambda each: each.words, width=18, stretch=True),
    Column[DueMatter]("范围", lambda each: each.sort.told, width=4),
    Column[DueMatter]("安排", lambda each: each.arrangement, width=6),
    Column[DueMatter]("期限", lambda each: each.day.isoformat() if each.day else "", "right", width=6),
)
_NOTHING = "现在没有到期或将到期的事。"
_NONE_SUCH = "这一类没有要办的事。点“全部”看所有的。"


class MattersPart(QWidget):
    """All matters in one table, filtered by the buttons above it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.found: Sequence[DueMatter] = ()
        self.heading = label("", "title")
        self.spans = Chips("按时间看", self._fill)
        self.subjects = Chips("按范围看", self._fill)
        self.table: TextTable[DueMatter] = TextTable("要办的事", _COLUMNS, lambda each: each.key, wrap=False)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setProperty("role", "faint")
        row = QHBoxLayout()
        row.setSpacing(8)
        self.tools = ActionBar(self, row, self._actions())
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)  # before what stands above it, so that the cursor comes to it first
        column.addWidget(self.about)
        self.heading.setWordWrap(False)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self.heading)
        top.addWidget(self.spans, 1)
        column.insertLayout(0, top)
        column.insertWidget(1, self.subjects)
        column.insertLayout(2, row)
        self.setFocusProxy(self.table)
        self.table.opened.connect(lambda row, column: self.go())
        self.table.chosen_changed.connect(self._say)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(lambda place: _offer_menu(self, place))

    def _actions(self) -> tuple[Action, ...]:
        journal = self.session.store.journal
        return (
            Action("go", "去办", self.go, main=True, needs="one"),
            Action("put-off", "改到…", self.put_off, needs="some", allowed=lambda: journal.may("write")),
            Action("drop", "不办…", self.drop, needs="some", allowed=lambda: journal.may("write")),
            Action("hand-over", "交给…", self.hand_over, needs="some", allowed=lambda: journal.may("write")),
            Action("cancel", "取消安排", self.cancel, needs="some", allowed=self._may_cancel),
            Action("print", "打印清单", self.print_list, "Ctrl+P"),
            Action("print-calendar", "打印日历", self.print_calendar),
        )

    def show_matters(self, found: Sequence[DueMatter]) -> None:
        """Show these matters in place of the former."""
        self.found = found
        today = found[0].today if found else date.today()
        open_ones = [each for each in found if not each.aside]
        self.heading.setText(f"{chinese_date(today)}　星期{_DAYS[today.weekday()]}")
        aside = [(ASIDE, len(found) - len(open_ones))] if len(open_ones) < len(found) else []
        counted = matters.counted(open_ones)
        self.spans.offer([(ALL, len(open_ones)), *((SPANS[span], counted[span]) for span in SPANS), *aside])
        told = sorted({each.sort.told for each in found}, key=_ORDER.index)
        of_subject = {words: sum(each.sort.told == words for each in open_ones) for words in told}
        self.subjects.offer([(_EVERYWHERE, len(open_ones)), *of_subject.items()])
        self.subjects.setVisible(len(of_subject) > 1)
        self._fill()

    def chosen(self) -> list[DueMatter]:
        """The matters that are chosen in the table, from the top."""
        return self.table.selected()

    def go(self) -> None:
        """Go where the chosen matter is done."""
        chosen = self.table.row()
        if chosen is not None:
            self.session.follow(chosen.lead)

    def put_off(self) -> None:
        """Ask for the day to which the chosen matters are put off."""
        chosen = self.chosen()
        day = min((each.day for each in chosen if each.day and each.day > each.today), default=None)
        late = f"其中最早的期限是 {day}，改到以后就逾期了。" if day is not None else ""
        about = f"到那一天再列出来；有新的也会再列出来。{late}"
        asked = (
            Asked("until", _FIELDS["until"], value=date.today() + timedelta(7), required=True),
            Asked("reason", _FIELDS["reason"]),
        )
        ask_and_do(self, self.session, "改期", about, asked, lambda **given: self._arrange(arranging.put_off, **given))

    def drop(self) -> None:
        """Ask why the chosen matters are not done."""
        about = "这些事不再列出来，可以在“改期和不办的”里看到、取消；有新的也会再列出来。记录本身不变。"
        asked = (Asked("reason", _FIELDS["reason"], required=True),)
        ask_and_do(self, self.session, "不办", about, asked, lambda **given: self._arrange(arranging.drop, **given))

    def hand_over(self) -> None:
        """Ask who does the chosen matters."""
        others = [each.name for each in system.operators() if each.active and each.name != self.session.store.operator]
        known = f"其他操作员：{'、'.join(others)}。" if others else ""
        about = f"写上由谁办，清单和日历上都会印出来。{known}"
        value = others[0] if len(others) == 1 else None
        asked = (Asked("who", _FIELDS["who"], value=value, required=True),)
        ask_and_do(
            self, self.session, "交给", about, asked, lambda **given: self._arrange(arranging.hand_over, **given)
        )

    def cancel(self) -> None:
        """Take back how the chosen matters were arranged."""
        self._arrange(arranging.cancel)

    def print_list(self) -> None:
        """The preview of the list of all matters."""
        print_paper(self.session, self, cabinet.paper("reminders"), PrintRequest(day=date.today()))

    def print_calendar(self) -> None:
        """The preview of this month's calendar."""
        print_paper(self.session, self, cabinet.paper("calendar"), PrintRequest(month=Month.of(date.today())))

    def _arrange(self, deed: Callable[..., None], **given: object) -> None:
        chosen = [each for each in self.chosen() if deed is not arranging.cancel or each.arranged is not None]
        deed(self.session.store.journal, chosen, **given)
        undoing.offer(self, self.session, f"{_DONE[deed]}：{chosen[0].title}")

    def _may_cancel(self) -> bool:
        return self.session.store.journal.may("write") and any(each.arranged for each in self.chosen())

    def _fill(self) -> None:
        """Show the matters that the buttons ask for."""
        span, told = self.spans.chosen, self.subjects.chosen
        wanted: Span | None = next((key for key, words in SPANS.items() if words == span), None)
        shown = [
            each
            for each in self.found
            if each.aside == (span == ASIDE)
            and (wanted is None or wanted in each.counts)
            and told in (_EVERYWHERE, each.sort.told)
        ]
        self.table.empty = _NONE_SUCH if any(not each.aside for each in self.found) else _NOTHING
        self.table.show_rows(shown)
        self._say()

    def _say(self) -> None:
        """What demands the chosen matter, and what can be done with it."""
        self.tools.choose(len(self.chosen()))
        row = self.table.row()
        article = f"依据：{row.article}" if row is not None and row.article else ""
        arranged = row.arrangement if row is not None else ""
        self.about.setText("　".join(part for part in (arranged, article) if part))


def _offer_menu(part: MattersPart, place: QPoint) -> None:
    """What can be done with the chosen matters, where the mouse is."""
    menu = QMenu(part)
    menu.setAccessibleName("对选中的事能做的")
    part.tools.fill(menu)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(part.table.viewport().mapToGlobal(place))


_DONE = {
    arranging.put_off: "已改期",
    arranging.drop: "已记为不办",
    arranging.hand_over: "已交办",
    arranging.cancel: "已取消安排",
}
