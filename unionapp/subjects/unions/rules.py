"""What must hold of a union and of the units it covers."""

from __future__ import annotations

from datetime import date
from typing import Any

from unionapp.errors import Problem
from unionapp.records.options import Option
from unionapp.values import names

RENEW = Option("unions.renew_days", int)
OPTIONS: tuple[Option[Any], ...] = (RENEW,)


def name_is_tidy(union: Any) -> None:
    """A union's name is written without stray blanks."""
    union.name = names.clean(union.name or "")


def code_is_a_unions(union: Any) -> list[Problem]:
    """A union's own credit code begins with 81 or 89 (GB 32100-2015; 法人登记管理办法 3)."""
    if union.code and union.code[:2] not in ("81", "89"):
        message = "工会自己的统一社会信用代码应以 81（基层工会）或 89 开头，这里像是单位的代码。"
        return [
            Problem("code", message, "《基层工会法人登记管理办法》第三条；GB 32100-2015", "warning", "code-is-a-unions")
        ]
    return []


def unit_code_is_not_a_unions(record: Any) -> list[Problem]:
    """An employer's credit code does not begin with 8, which means a union (GB 32100-2015)."""
    name = "unit_code" if hasattr(record, "unit_code") else "code"
    if (getattr(record, name) or "").startswith("8"):
        message = "单位的统一社会信用代码不应以 8 开头，这里像是工会的代码。"
        return [Problem(name, message, "GB 32100-2015", "warning", "unit-code")]
    return []


def certificate_ends_after_it_begins(union: Any) -> list[Problem]:
    """A certificate is valid until some day after it was issued."""
    start, end = union.certificate_from, union.certificate_to
    if start and end and end <= start:
        return [Problem("certificate_to", "证书有效期应在发证日期之后。", rule="certificate-dates")]
    return []


def founded_not_in_the_future(union: Any) -> list[Problem]:
    """No union is founded tomorrow."""
    if union.founded and union.founded > date.today():
        return [Problem("founded", "建会日期在今天之后，请核对。", rule="founded")]
    return []


def counts_are_not_negative(record: Any) -> list[Problem]:
    """Heads are counted from nought."""
    counted = (name for name in ("employees", "women", "migrants") if hasattr(record, name))
    return [Problem(name, "人数不能是负数。", rule="counts") for name in counted if (getattr(record, name) or 0) < 0]


def parts_fit_the_whole(unit: Any) -> list[Problem]:
    """Women and migrant workers are among the workers, where their number is known."""
    if unit.employees is None:
        return []
    parts = (name for name in ("women", "migrants") if (getattr(unit, name) or 0) > unit.employees)
    return [Problem(name, "人数多于职工人数，请核对。", rule="parts") for name in parts]
