"""What must hold of a union and of the units it covers."""

from __future__ import annotations

from unionapp.errors import Problem
from unionapp.records.options import Option
from unionapp.records.rules import in_order, not_above, not_in_the_future, not_negative
from unionapp.subjects.unions.models import CoveredUnit, Union
from unionapp.values import names

RENEW = Option("unions.renew_days", int)
OPTIONS: tuple[Option[int], ...] = (RENEW,)


def name_is_tidy(union: Union) -> None:
    """A union's name is written without stray blanks."""
    union.name = names.clean(union.name or "")


def code_is_a_unions(union: Union) -> list[Problem]:
    """A union's own credit code begins with 81 or 89 (GB 32100-2015; 法人登记管理办法 3)."""
    if union.code and union.code[:2] not in ("81", "89"):
        message = "工会自己的统一社会信用代码应以 81（基层工会）或 89 开头，这里像是单位的代码。"
        return [
            Problem("code", message, "《基层工会法人登记管理办法》第三条；GB 32100-2015", "warning", "code-is-a-unions")
        ]
    return []


def unit_code_is_not_a_unions(record: Union | CoveredUnit) -> list[Problem]:
    """An employer's credit code does not begin with 8, which means a union (GB 32100-2015)."""
    name, code = ("unit_code", record.unit_code) if isinstance(record, Union) else ("code", record.code)
    if (code or "").startswith("8"):
        message = "单位的统一社会信用代码不应以 8 开头，这里像是工会的代码。"
        return [Problem(name, message, "GB 32100-2015", "warning", "unit-code")]
    return []


certificate_ends_after_it_begins = in_order("certificate_from", "certificate_to", apart=True, rule="certificate-dates")

founded_not_in_the_future = not_in_the_future("founded", rule="founded")

counts_are_not_negative = not_negative(
    "employees", "women", "migrants", "dues_each", "office_area", "activity_area", rule="counts"
)


women_are_among_the_workers = not_above("women", "employees", rule="parts")
migrants_are_among_the_workers = not_above("migrants", "employees", rule="parts")
