"""The values of a count as a file gives them: names, whole numbers, and no item that is not known; Refused in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unionapp.errors import Refused
from unionapp.values.names import clean, spelled

_NOUGHT = ("for", "against", "abstain", "valid", "invalid")
"""Numbers that may be left out where they are nought."""


def only(raw: Mapping[str, object], known: Sequence[str], where: str) -> None:
    """Refuse an item that is not known, such as a misspelt one: its marks would be lost without a word."""
    strange = next((each for each in raw if each not in known), None)
    if strange is not None:
        raise Refused(f"{where}里有不认识的项目“{strange}”，没有计票，免得漏掉划写。可用的项目：{'、'.join(known)}。")


class Spelling:
    """One way to write each name in one file: as it is written first, which is as a candidate."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        """The name as it is counted."""
        return self._first.setdefault(spelled(name), clean(name))


def names_of(raw: Mapping[str, object], part: str, number: int, spelling: Spelling) -> frozenset[str]:
    """The names of one part of a ballot, in their clean form; `number` says which ballot is refused."""
    names = raw.get(part) or []
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise Refused(f"第 {number} 张选票的 {part} 应是一列姓名。")
    return frozenset(spelling(name) for name in names if name.strip())


def whole(raw: Mapping[str, object], name: str) -> int:
    """A whole number from nought on."""
    value = raw.get(name, 0 if name in _NOUGHT else None)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Refused(f"“{name}”应是不小于 0 的整数。")
    return value


def mapping(raw: Mapping[str, object], name: str) -> Mapping[str, object]:
    """Values by name; nothing where the part is left out."""
    value = raw.get(name) or {}
    if not isinstance(value, Mapping):
        raise Refused(f"“{name}”的写法不对，应是一组名称和数字。")
    return value


def clean_totals(raw: Mapping[str, object], spelling: Spelling) -> dict[str, object]:
    """The sums with every name in its clean form; one name written in two ways is refused."""
    totals = dict(mapping(raw, "totals"))
    for part in ("votes", "write_ins"):
        given = mapping(totals, part)
        cleaned = {spelling(name): marks for name, marks in given.items()}
        if len(cleaned) < len(given):
            raise Refused(f"票数合计（{part}）里有同一个人写了两次。")
        totals[part] = cleaned
    return totals
