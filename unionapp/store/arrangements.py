"""事项安排: what was decided of things to be done: put off to a day, not to be done, handed to somebody."""

from __future__ import annotations

from unionapp.errors import Problem
from unionapp.records import fields
from unionapp.records.kind import Kind
from unionapp.records.record import Record


class Arrangement(Record):
    """事项安排: how the clerk arranged a matter of the workbench, and which of its records she then knew."""

    matter = fields.Text("事项代号", required=True, unique=True, longest=fields.TITLE)
    words = fields.Text("事项", required=True)
    until = fields.Date("改到")
    dropped = fields.YesNo("不办")
    reason = fields.Text("原因", longest=fields.PASSAGE)
    who = fields.Text("交给", longest=fields.NAME)
    number = fields.Number("当时件数")
    known = fields.LongText("当时的记录")

    @property
    def label(self) -> str:
        """What it is about."""
        return self.words


def says_something(arrangement: Arrangement) -> list[Problem]:
    """It puts off, drops or hands over."""
    if arrangement.until or arrangement.dropped or arrangement.who:
        return []
    return [Problem("until", "没有写改到哪天、不办或交给谁。")]


ARRANGEMENTS = Kind(
    key="arrangements",
    model=Arrangement,
    title="事项安排",
    noun="事项安排",
    columns=("words", "until", "dropped", "reason", "who"),
    sections={"安排": ("matter", "words", "until", "dropped", "reason", "who", "number")},
    identity=("matter",),
    rules=(says_something,),
    by_hand=False,
    empty="没有改期、不办或交给别人的事项。在工作台上选一件事，点“改到…”“不办…”或“交给…”。",
    help="工作台上改了期、决定不办或交给别人的事项。要取消安排，在工作台上选它，点“取消安排”。",
)
