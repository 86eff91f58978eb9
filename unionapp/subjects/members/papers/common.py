"""What the papers of members have in common: pages, cells, and a member's fields as texts."""

from __future__ import annotations

from datetime import date

from unionapp.paper.document import Page
from unionapp.subjects.members.models import Application, Member
from unionapp.subjects.members.records import APPLICATIONS, MEMBERS
from unionapp.values.partialdate import PartialDate

FORM = Page(margins=(20.0, 20.0, 18.0, 20.0))
WIDE = Page(landscape=True, margins=(16.0, 12.0, 15.0, 12.0))
A3_WIDE = Page("A3", landscape=True, margins=(18.0, 14.0, 16.0, 14.0))


def chinese(day: PartialDate | date | None) -> str:
    return PartialDate(day.year, day.month, day.day).chinese() if day else "　　年　　月　　日"


class RecordTexts(dict[str, str]):
    """The texts of a record by field name; what is not there is blank."""

    def __missing__(self, name: str) -> str:
        return ""


def told(application: Application, masked: bool = False) -> RecordTexts:
    """What an application tells of the applicant, by the names that the fields of a member have."""
    names = [name for name in APPLICATIONS.fields if name in MEMBERS.fields and name != "remark"]
    return RecordTexts({name: APPLICATIONS.shown(application, name, masked) for name in names})


def shown(record: Member, masked: bool = False) -> RecordTexts:
    """A member's fields as they stand on paper."""
    return RecordTexts({name: MEMBERS.shown(record, name, masked) for name in MEMBERS.fields})
