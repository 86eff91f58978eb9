"""What must hold of a person of whom name and ID number are known, and what follows from the number."""

from __future__ import annotations

import re
from datetime import date
from typing import Protocol

from unionapp.errors import Problem
from unionapp.records import codes
from unionapp.subjects.members.models import Application, Cadre, Member
from unionapp.subjects.members.states import SexCode
from unionapp.values import idnumber, periods
from unionapp.values.partialdate import PartialDate


def name_is_a_name(person: Member | Application | Cadre) -> list[Problem]:
    """A name is of letters, with a middle dot or blanks between its parts; a note in brackets may follow."""
    if person.name and not re.fullmatch(r"[^\W\d_][\w·•.\-' ]*(（[^（）]+）)?", person.name):
        return [Problem("name", "姓名里有数字或不寻常的符号，请核对。", level="warning", rule="name")]
    return []


_OLDEST = 120
"""Years; a number of somebody older is more likely one of 15 digits with a year of this century."""


def has_citizen_number(person: object) -> bool:
    """Whether the person's document carries an 18-digit citizen number."""
    return getattr(person, "id_type", "1") in codes.table("id-type").marked("id18")


class HasIdNumber(Protocol):
    """A record of a person with an ID number: a member, an applicant, somebody of a family."""

    id_number: str
    birth: PartialDate | None
    sex: str


def fill_from_the_number(person: HasIdNumber) -> None:
    """Sex and birth date follow from the ID number where they are empty; old 15-digit numbers get 18 digits.

    A birth of which only the month or year was known, and fits, becomes known to the day.
    """
    if not person.id_number or not has_citizen_number(person):
        return
    found = idnumber.read(person.id_number)
    if isinstance(found, Problem):
        return
    person.id_number = found.number
    if person.birth is None or person.birth.includes(found.birth):
        person.birth = PartialDate.of(found.birth)
    person.sex = person.sex or (SexCode.MALE if found.sex == "男" else SexCode.FEMALE)


def _identity(person: Member | Application) -> idnumber.Identity | None:
    if not person.id_number or not has_citizen_number(person):
        return None
    found = idnumber.read(person.id_number)
    return None if isinstance(found, Problem) else found


def id_number_is_right(person: Member | Application) -> list[Problem]:
    """A citizen number has 18 characters, a possible birth date and the right check digit (GB 11643-1999)."""
    if not person.id_number or not has_citizen_number(person):
        return []
    found = idnumber.read(person.id_number)
    if isinstance(found, Problem):
        return [found]
    if not idnumber.region_known(found.region):
        return [Problem("id_number", "证件号码前两位不是已知的省份代码，请核对。", "GB/T 2260", "warning", "region")]
    years = periods.age(found.birth, date.today())
    if years > _OLDEST:
        message = f"按证件号码已 {years} 岁，请与证件核对出生年份。"
        return [Problem("id_number", message, "GB 11643-1999", "warning", "old")]
    return []


def sex_agrees_with_the_number(person: Member | Application) -> list[Problem]:
    """The 17th digit tells the sex (GB 11643-1999)."""
    found = _identity(person)
    if (
        found
        and person.sex in (SexCode.MALE, SexCode.FEMALE)
        and person.sex != (SexCode.MALE if found.sex == "男" else SexCode.FEMALE)
    ):
        return [Problem("sex", f"与证件号码不符：按号码应为{found.sex}。", "GB 11643-1999", rule="sex-by-number")]
    return []


def birth_agrees_with_the_number(person: Member | Application) -> list[Problem]:
    """Digits 7 to 14 are the birth date (GB 11643-1999)."""
    found = _identity(person)
    if found and person.birth and person.birth != found.birth:
        message = f"与证件号码不符：按号码应为 {found.birth.isoformat()}。"
        return [Problem("birth", message, "GB 11643-1999", rule="birth-by-number")]
    return []


def birth_is_possible(person: Member | Application) -> list[Problem]:
    """Nobody is born in the future or more than 130 years ago; a month or a year is taken at its beginning."""
    if person.birth and not 0 <= periods.age(person.birth.first, date.today()) <= 130:
        return [Problem("birth", "出生日期不可能，请核对。", rule="birth")]
    return []
