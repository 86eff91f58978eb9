"""代表: constituencies with the share-out of seats, the delegates of the chosen one, and the figures of the review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from unionapp.records import formats
from unionapp.store import editing
from unionapp.subjects.elections.case import people, quota, readers, review
from unionapp.subjects.elections.models import Constituency, Delegate, Election
from unionapp.subjects.elections.records import CONSTITUENCIES, DELEGATES, ELECTIONS
from unionapp.subjects.members.models import Member

from ui.cases.asking import ask_and_do, ask_for
from ui.elections.part import ElectionPart, one_of
from ui.kit import undoing
from ui.kit.actions import Action
from ui.kit.forms import Asked
from ui.kit.plain import halves, label
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.members.picking import members_for
from ui.records.picking import pick
from ui.session import Session

_SHARES = {
    "women": "女",
    "young": "青年",
    "party": "党员",
    "minority": "少数民族",
    "front_line": "一线",
    "managers": "中层以上",
    "models": "劳模先进",
}
_UNITS = ("选举单位", "会员", "名额", "女", "青年", "中层以上", "已选", "候选至少")
_PEOPLE = ("姓名", "性别", "政治面貌", "单位及职务", "类别", "赞成票", "当选", "审查")
_SHOWN = ("sex", "politics", "post", "sorts", "votes", "elected", "review")
_CHANGED = ("name", "members", "seats", "front_line", "managers", "women", "young", "models", "candidates", "convener")


class DelegatesPart(ElectionPart):
    """Who elects how many delegates, and who they are."""

    def __init__(self, session: Session, election: Election) -> None:
        super().__init__(session, election)
        self.units: list[Constituency] = []
        self.delegates: list[Delegate] = []
        self.figures = label("")
        self.table = told_table("选举单位", _UNITS, _UNITS[1:])
        self.people = told_table("代表", _PEOPLE, ("赞成票",))
        self.heading = label("", "heading")
        self._lay_out()
        self.table.chosen_changed.connect(self._show_people)
        self.table.opened.connect(lambda: self.attempt(self._change_unit))
        self.people.opened.connect(lambda: self.attempt(self._edit))
        self.show_case(election)

    def _lay_out(self) -> None:
        split, first, second = halves()
        first.addWidget(
            self.bar(
                Action("share-out", "按比例分配", self._share_out),
                Action("change-unit", "调整名额", self._change_unit),
                Action("add-unit", "新增选举单位", self._add_unit),
                Action("print-quota", "打印分配表", lambda: self.print("delegate-quota")),
                Action("print-roster", "打印代表名册", lambda: self.print("delegate-roster")),
                Action("print-review", "打印审查报告", lambda: self.print("delegate-review")),
            )
        )
        first.addWidget(self.table, 1)
        second.addLayout(self._adding())
        second.addWidget(self.people, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.figures)
        column.addWidget(split, 1)
        self.setFocusProxy(self.table)

    def _adding(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.heading, 1)
        row.addWidget(
            self.bar(
                Action("pick", "选代表", self.pick, "F6"),
                Action("edit", "编辑代表", self._edit),
                Action("remove", "删除", self._remove),
            )
        )
        return row

    def show_case(self, election: Election) -> None:
        """Read constituencies and delegates anew."""
        super().show_case(election)
        self.units = readers.constituencies_of(election)
        everybody = readers.delegates_of(election)
        chosen: dict[int | None, int] = {}
        for each in everybody:
            chosen[each.constituency_id] = chosen.get(each.constituency_id, 0) + bool(each.elected)
        self.table.show_rows([Told(each.id, _unit_row(each, chosen.get(each.id, 0))) for each in self.units])
        self.figures.setText(self._figures(everybody))
        self._show_people()

    @property
    def unit(self) -> Constituency:
        """The chosen constituency; Refused where there is none."""
        return one_of(self.units, self.table.chosen(), "还没有选举单位。请先点“按比例分配”或“新增选举单位”。")

    @property
    def delegate(self) -> Delegate:
        """The chosen delegate; Refused where there is none."""
        return one_of(self.delegates, self.people.chosen(), "请先选中一位代表。")

    def pick(self) -> None:
        """Choose delegates of the chosen constituency from the register."""
        unit, election, journal = self.unit, self.election, self.session.store.journal

        def act(members: Sequence[Member]) -> str:
            return f"已加入 {len(people.name_delegates(journal, unit, members))} 名代表"

        picking = members_for(
            f"选代表　{unit.name}",
            act,
            lambda members: people.delegate_marks(election, members),
            union=unit.union_id or election.union_id,
            quota=(unit.seats, len(self.delegates)) if unit.seats else None,
        )
        pick(self, self.session, picking)

    def _figures(self, everybody: list[Delegate]) -> str:
        """The make-up of the delegates as the review report tells it."""
        shared = sum(each.seats or 0 for each in self.units)
        planned = self.election.planned_delegates or "＿"
        first = (
            f"代表名额 {planned} 名，已分配 {shared} 名，已选出 {sum(bool(each.elected) for each in everybody)} 名。"
        )
        if not everybody:
            return first
        made = review.group([each for each in everybody if each.elected], self.election.day or date.today())
        parts = "　".join(f"{word} {getattr(made, name)}（{made.percent(name)}）" for name, word in _SHARES.items())
        return f"{first}　{parts}"

    def _show_people(self) -> None:
        chosen = next((each for each in self.units if each.id == self.table.chosen()), None)
        self.delegates = [] if chosen is None else readers.delegates_from(chosen)
        self.heading.setText(f"{chosen.name}的代表" if chosen is not None else "代表")
        self.people.show_rows([Told(each.id, _delegate_row(each)) for each in self.delegates])

    def _share_out(self) -> None:
        """Seats by members; the number is asked for and kept with the election."""
        election = self.election
        journal = self.session.store.journal
        field = ELECTIONS.fields["planned_delegates"]
        asked = [Asked("planned_delegates", field, value=election.planned_delegates, required=True)]
        about = "按各选举单位的会员数分配（最大余额法，每个单位至少 1 名）。分配以后可以逐个调整。"

        def act(planned_delegates: int) -> None:
            election.planned_delegates = planned_delegates
            editing.save(journal, ELECTIONS, election)
            rows = quota.quota(journal, election)
            undoing.offer(self, self.session, f"已把 {planned_delegates} 名代表分配到 {len(rows)} 个选举单位")

        ask_and_do(self, self.session, "按比例分配", about, asked, act)

    def _change_unit(self) -> None:
        ask_for(self, self.session, CONSTITUENCIES, self.unit, _CHANGED, f"调整：{self.unit.name}")

    def _add_unit(self) -> None:
        made = Constituency(election=self.election.id)
        ask_for(self, self.session, CONSTITUENCIES, made, ("name", "staff", "members", "convener"), "新增选举单位")

    def _edit(self) -> None:
        names = ("sorts", "votes", "elected", "review", "remark")
        ask_for(self, self.session, DELEGATES, self.delegate, names, f"代表：{self.delegate.name}")

    def _remove(self) -> None:
        delegate = self.delegate
        editing.remove(self.session.store.journal, DELEGATES, [delegate])
        undoing.offer(self, self.session, f"已去掉代表“{delegate.name}”")


def _unit_row(each: Constituency, chosen: int) -> tuple[str, ...]:
    numbers = (each.members, each.seats, each.women, each.young, each.managers, chosen, each.candidates)
    return (each.name, *("" if number is None else str(number) for number in numbers))


def _delegate_row(each: Delegate) -> tuple[str, ...]:
    return (each.name, *(formats.show(DELEGATES.fields[name], getattr(each, name)) for name in _SHOWN))
