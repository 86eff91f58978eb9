"""What the papers of activities, service and links have in common: texts of records, money, days, answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.errors import Refused
from unionapp.paper.document import Page, Paragraph
from unionapp.paper.paper import PrintRequest
from unionapp.records.fields import Choice
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.members.papers.common import RecordTexts
from unionapp.values import money
from unionapp.values.periods import chinese_date

FORM = Page(margins=(18.0, 18.0, 16.0, 18.0))
WIDE = Page(landscape=True, margins=(16.0, 14.0, 15.0, 14.0))
EM = "　"
ON, OFF = "☑", "□"
MOST_ROWS = 500
"""So many spare rows or copies are printed at most."""


@dataclass(frozen=True)
class ActivityList:
    """A list of one activity, or of many."""

    title: str = ""
    unit: str = ""
    line: str = ""
    rows: Sequence[Sequence[str]] = ()
    totals: Sequence[str] | None = None
    amount: int | None = None


def texts(kind: Kind, record: Record, masked: bool = False) -> RecordTexts:
    """The fields of a record as they stand on paper."""
    return RecordTexts({name: kind.shown(record, name, masked) for name in kind.fields})


def yuan(fen: int | None) -> str:
    """An amount in a table, empty where there is none."""
    return "" if fen is None else money.show(fen)


def capital(fen: int | None) -> str:
    """合计 in capitals with the figure behind, or room for the pen."""
    if fen is None:
        return f"人民币{EM * 14}（¥{EM * 6}）"
    return f"人民币{money.capital(fen)}（¥{money.show(fen)}）"


def per_head(fen: int, people: int | None) -> int | None:
    """Each one's share in fen, rounded half up; None where nobody is counted."""
    return (2 * fen + people) // (2 * people) if people else None


def days(first: date | None, last: date | None) -> str:
    """A stretch of days as a form has it; one day stands alone, and an open one leaves room."""
    if first is None:
        return ""
    if last is None or last == first:
        return chinese_date(first)
    return f"{chinese_date(first)}至{chinese_date(last)}"


def when(activity: Activity) -> str:
    """Days and hours of an activity."""
    hours = "—".join(text for text in (activity.begins, activity.ends) if text)
    return f"{days(activity.day, activity.until)}{EM if hours else ''}{hours}"


def home(person: Participant) -> str:
    """Where somebody comes from: the team, else the union, else the place of work."""
    return str(person.team or (person.union.name if person.union else person.unit))


def number(request: PrintRequest, name: str, usual: int, least: int = 0) -> int:
    """The answer to a question for a number; Refused in words where it is none that can be printed."""
    text = request.words.get(name, "").strip() or str(usual)
    if not text.isascii() or not text.isdigit() or not least <= int(text[:9]) <= MOST_ROWS:
        raise Refused(f"“{text}”应是 {least} 至 {MOST_ROWS} 的整数，请改正后再打印。")
    return int(text)


def yes(request: PrintRequest, name: str, usual: bool) -> bool:
    """The answer to a question of yes or no."""
    text = request.words.get(name, "")
    return usual if not text else text == "True"


def ticks(field: Choice, chosen: Sequence[str]) -> str:
    """All words of a field's code table, those chosen ticked."""
    marks = ((ON if code.key in chosen else OFF, code.label) for code in field.codes.codes)
    return EM.join(f"{mark}{word}" for mark, word in marks)


def blank_rows(columns: int, rows: int, start: int = 1) -> list[list[str]]:
    """Numbered rows to be filled by hand."""
    return [[str(place), *[""] * (columns - 1)] for place in range(start, start + rows)]


def note(text: str) -> Paragraph:
    """A line of small type over or under a form."""
    return Paragraph(text, indent=False, style="small")
