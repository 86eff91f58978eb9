"""What speaks against a change of membership or an approval without forbidding it: asked before it is done."""

from __future__ import annotations

from datetime import date

from unionapp.errors import Problem
from unionapp.records.options import Option
from unionapp.subjects.members import rules
from unionapp.subjects.members.models import Application, Member
from unionapp.subjects.members.states import ChangeType, SexCode
from unionapp.values import periods
from unionapp.values.partialdate import PartialDate
from unionapp.values.periods import chinese_date

LAW_RETIREMENT = "全国人大常委会《关于实施渐进式延迟法定退休年龄的决定》第一条、第三条"
_EARLIER = 36
"""Months before the legal age in which somebody may retire of her own will, never before the former age (第三条)."""
_NEEDED = ("id_number", "sex", "mobile")


def of_change(member: Member, change_type: str, day: PartialDate | date) -> list[Problem]:
    """What speaks against a change for a member on a day."""
    return _of_retiring(member, day) if change_type == ChangeType.RETIRE else []


def _of_retiring(member: Member, day: PartialDate | date) -> list[Problem]:
    """Retiring before the age of today's law, reckoned from the sex as far as it is known."""
    if member.birth is None:
        return [Problem("birth", "没有登记出生日期，看不出到没到退休年龄。", LAW_RETIREMENT, "warning", "retire-age")]
    on = day.last if isinstance(day, PartialDate) else day
    born = member.birth.first
    earliest = min(_may_retire_from(option, born, on) for option in _options(member.sex))
    if on >= earliest:
        return []
    message = f"{member.birth.chinese()}出生，{periods.age(born, on)} 岁，按现行规定最早 {chinese_date(earliest)}退休。"
    return [Problem("birth", message, LAW_RETIREMENT, "warning", "retire-age")]


def _options(sex: str) -> tuple[Option[int], ...]:
    if sex == SexCode.MALE:
        return (rules.RETIRE_MEN,)
    women = (rules.RETIRE_WOMEN, rules.RETIRE_WORKERS)
    return women if sex == SexCode.FEMALE else (rules.RETIRE_MEN, *women)


def _may_retire_from(option: Option[int], born: date, on: date) -> date:
    """The first day on which somebody born on a day may retire: three years before the age, not before the former."""
    schedule = rules.retirement(option, on)
    own_will = periods.add_months(schedule.day(born), -_EARLIER)
    return max(own_will, periods.add_years(born, schedule.former))


def of_approval(application: Application) -> list[Problem]:
    """What an applicant has not told yet, though a member is registered with it (总工办发〔2017〕14号)."""
    missing = [name for name in _NEEDED if not getattr(application, name)]
    if not missing:
        return []
    labels = "、".join(Application._meta.fields[name].label for name in missing)
    return [Problem(missing[0], f"没有填{labels}。", "总工办发〔2017〕14号 采集表", "warning", "expected")]
