"""Many sentences said in few lines: what is said of many persons alike is said once, with their number."""

from __future__ import annotations

from collections.abc import Iterable

_NAMED = 5
"""So many of those concerned are named in a line."""


def grouped(sentences: Iterable[str]) -> list[str]:
    """“张三：没有证件号” and “李四：没有证件号” as “2 人：没有证件号（张三、李四）”; others as they are, each once."""
    found: dict[str, list[str]] = {}
    for each in dict.fromkeys(sentences):
        whom, colon, what = each.partition("：")
        key = what if colon and what and len(whom) <= _LONGEST else each
        found.setdefault(key, []).append(whom if key is what else "")
    return [_line(what, whom) for what, whom in found.items()]


_PERSON = 4
"""Characters of a person's name."""
_LONGEST = 12
"""Characters of a name; what is longer before the colon is a sentence."""


def _line(what: str, whom: list[str]) -> str:
    if len(whom) == 1:
        return f"{whom[0]}：{what}" if whom[0] else what
    more = " 等" if len(whom) > _NAMED else ""
    return f"{len(whom):,} {_counted(whom)}：{what}（{'、'.join(whom[:_NAMED])}{more}）"


def _counted(whom: list[str]) -> str:
    """By what word they are counted: lines of a record, persons by their short names, or anything else."""
    if all(each.startswith("第") for each in whom):
        return "行"
    return "人" if all(len(each) <= _PERSON for each in whom) else "处"
