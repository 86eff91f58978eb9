"""What a member, or the people of a union, took part in and received: on the page of the member and of the union."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget
from unionapp.records import fields
from unionapp.subjects.activities.models.people import EventResult, Participant
from unionapp.subjects.activities.records import ACTIVITIES, PARTICIPANTS
from unionapp.subjects.activities.took import Took, of_member, of_union
from unionapp.subjects.members.records import MEMBERS
from unionapp.values.present import present

from ui.figures.table import FigureRow, FigureTable, Head
from ui.kit.seen import EVERYTHING
from ui.records.record_page import RecordPage
from ui.records.record_view import RecordView
from ui.records.related import Related
from ui.session import Session

_WHO = Head(fields.Text("姓名"), 4)
_HEADS = (
    Head(fields.Date("日期"), 6),
    Head(fields.Text("活动"), 12, stretch=True),
    Head(fields.Text("签到"), 4),
    Head(fields.Text("成绩和获奖"), 10, stretch=True),
    Head(fields.Text("领取物品"), 8),
    Head(fields.Money("价值（元）"), 5),
    Head(fields.Text("学时、证书"), 7),
)


class TookTable(FigureTable):
    """One line for each activity; Enter opens it."""

    def __init__(self, session: Session, took: list[Took], named: bool) -> None:
        super().__init__("参加的活动")
        lines = [FigureRow((*((each.participant.name,) if named else ()), *_told(each)), leads=each) for each in took]
        if took:
            total = sum(each.amount for each in took)
            blank = ("",) * (len(_HEADS) - 3)
            words = f"共 {len(took)} 人次" if named else f"共 {len(took)} 次"
            lines.append(FigureRow((*(("",) if named else ()), None, words, *blank[:-1], total, ""), strong=True))
        self.show_lines((_WHO, *_HEADS) if named else _HEADS, lines)
        self.opened.connect(lambda row, column: _open(session, lines[row]))


def _open(session: Session, line: FigureRow) -> None:
    if line.leads is not None:
        session.record_wanted.emit(ACTIVITIES.key, line.leads.activity.id)


def _told(each: Took) -> tuple[str | int | date | None, ...]:
    """What somebody had of one activity."""
    person = each.participant
    won = [_result(row) for row in each.results]
    if person.award or person.level:
        won.append(person.award or Participant.level.codes.label(person.level))
    goods = [f"{person.goods}×{person.quantity}" if (person.quantity or 1) > 1 else person.goods]
    goods += [row.goods for row in each.results]
    learnt = [f"{person.hours} 学时" if person.hours else "", person.certificate]
    came = (person.signed_in or "✓") if person.present else "没到"
    texts = ("，".join(filter(None, part)) for part in (won, goods))
    return (each.activity.day, each.activity.title, came, *texts, each.amount or None, "，".join(filter(None, learnt)))


def _result(row: EventResult) -> str:
    level = Participant.level.codes.label(row.level) if row.level else ""
    return " ".join(filter(None, (row.event.title, row.score, level)))


class TookView(RecordView):
    """The page of a member or a union, its activities told in words."""

    def tables(self) -> frozenset[str] | None:
        """Results and prizes hang on those who take part, not on the member."""
        return EVERYTHING

    def table_of(self, what: Related) -> QWidget:
        """Activities with what was won and received; anything else as it is stored."""
        if what.kind is not PARTICIPANTS:
            return super().table_of(what)
        whole, record = self.kind is not MEMBERS, present(self.record)
        took = of_union(record) if whole else of_member(record)
        return TookTable(self.session, took, named=whole)


class TookPage(RecordPage):
    """The list of members or unions, each with its activities."""

    def view_of(self, row_id: int) -> RecordView:
        """The page of one of them."""
        return TookView(self.session, self.kind, row_id, self.actions_for_one(), self.rows_fixed)
