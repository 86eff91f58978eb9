"""What words of other people's sheets mean, as the clerk answered once: a union, a code, a heading."""

from __future__ import annotations

from collections.abc import Mapping

from unionapp.records import fields
from unionapp.records.fields import RecordField
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import editing
from unionapp.values.text import half_width


class Alias(Record):
    """导入对照: a word of a sheet and what it stands for."""

    area = fields.Text("用于", required=True, index=True, longest=fields.TITLE)
    word = fields.Text("表中的写法", required=True)
    meaning = fields.Text("就是", required=True)

    @property
    def label(self) -> str:
        """The word and what it means."""
        return f"{self.word} → {self.meaning}"


ALIASES = Kind(
    key="aliases",
    model=Alias,
    title="导入对照",
    noun="对照",
    columns=("area", "word", "meaning"),
    sections={"对照": ("area", "word", "meaning")},
    identity=("area", "word"),
    search=("word", "meaning"),
    empty="导入时回答过的“某某就是某某”会记在这里，下次不再问。",
    help="别人的表里怎么写，登记中指的是什么。答错了的，在这里改或删掉，下次导入会重新问。",
)


def normal(word: str) -> str:
    """A word as it is compared: brackets and blanks as they come."""
    return half_width(word).replace(" ", "").lower()


def area_of(field: RecordField, kinds: Mapping[type[Record], Kind]) -> str:
    """What the words of a field are about: the register that it points to, or its code table; empty for others."""
    if isinstance(field, fields.Link):
        kind = kinds.get(field.rel_model)
        return kind.title if kind is not None else ""
    return field.codes.title if isinstance(field, fields.Choice) else ""


def heads_of(kind: Kind) -> str:
    """The area of the headings of a kind's sheets."""
    return f"{kind.title}的栏目"


def known(area: str) -> dict[str, str]:
    """The meanings of an area's words as they are compared."""
    rows = Alias.select(Alias.word, Alias.meaning).where(Alias.area == area).tuples() if area else ()
    return {normal(word): meaning for word, meaning in rows}


def remember(answers: Mapping[tuple[str, str], str]) -> None:
    """Keep what words of areas mean, within the running step; a former answer to the same word gives way."""
    if not answers:
        return
    stored = {(each.area, normal(each.word)): each for each in Alias.select()}
    changed = []
    for (area, word), meaning in answers.items():
        row = stored.get((area, normal(word))) or Alias(area=area, word=word)
        if row.meaning != meaning:
            row.meaning = meaning
            changed.append(row)
    editing.put(ALIASES, changed)
