"""What is asked on the command line, as the search understands it: conditions, order, one record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from unionapp.errors import Refused
from unionapp.exchange.directory import Directory
from unionapp.records import context, fields, formats, texts
from unionapp.records.fields import RecordField
from unionapp.records.kind import Kind
from unionapp.records.record import Record, Row
from unionapp.records.search import Condition
from unionapp.values.text import brief

_RANGED = (fields.Date, fields.Number, fields.Money, fields.Percent, fields.MonthText)


def field_of(kind: Kind, word: str) -> RecordField:
    """The field named by its label or its English name; Refused with those there are."""
    try:
        found: RecordField = kind.field(word.strip())
        return found
    except KeyError:
        labels = "、".join(each.label for each in kind.fields.values())
        raise Refused(f"“{kind.title}”没有“{word}”这一栏。可用的有：{labels}。") from None


def conditions(kind: Kind, words: Sequence[str]) -> tuple[Condition, ...]:
    """The conditions of FIELD=VALUE; a value may be a range (from..to) of days, months or figures, or nothing."""
    return tuple(each for word in words for each in _condition(kind, word))


def _condition(kind: Kind, word: str) -> list[Condition]:
    name, sign, value = word.partition("=")
    if not sign:
        raise Refused(f"条件“{word}”看不懂，请写成 栏目=内容。")
    field = field_of(kind, name)
    if not value.strip():
        return [Condition(field.name, "empty")]
    if isinstance(field, fields.Link):
        return [Condition(field.name, "in", _named(field, value.strip()))]
    if isinstance(field, _RANGED) and ".." in value:
        return _range(field, value)
    if isinstance(field, fields.Choices):
        return [Condition(field.name, "has", key) for key in _parsed(field, value)]
    return [Condition(field.name, "=", _parsed(field, value))]


def settings(words: Sequence[str]) -> list[tuple[str, str]]:
    """The fields and texts of FIELD=VALUE; Refused where one has no value."""
    pairs = [word.partition("=") for word in words]
    for word, (name, _, value) in zip(words, pairs, strict=True):
        if not name.strip() or not value.strip():
            raise Refused(f"--set 的“{word}”看不懂，请写成 栏目=内容，如 所属工会=某某工会。没有导入任何内容。")
    return [(name.strip(), value.strip()) for name, _, value in pairs]


def _range(field: RecordField, value: str) -> list[Condition]:
    first, _, last = value.partition("..")
    ends = ((">=", first), ("<=", last))
    return [Condition(field.name, op, _parsed(field, end)) for op, end in ends if end.strip()]


def _parsed(field: RecordField, value: str) -> Any:
    if texts.broken(value):
        raise Refused(f"{field.label}：要找的内容里有残缺的字符，没有查找。请重新输入。")
    try:
        return formats.parse(field, value)
    except texts.TooLong as error:
        most, now = f"{field.longest:,}", f"{len(error.value):,}"
        raise Refused(f"{field.label}最长 {most} 个字，要找的有 {now} 个，不会有这样的记录。") from None
    except ValueError as error:
        raise Refused(f"{field.label}：{error}") from None


def _named(field: fields.Link, value: str) -> list[int]:
    """The ids of the linked records that are called so, as lists show them; Refused where there are none."""
    if texts.broken(value):
        raise Refused(f"{field.label}：没有这个名称的记录，名称里有残缺的字符。请重新输入。")
    found = Directory(field.rel_model, context.opened().kinds).meant(value)
    if not found:
        raise Refused(f"{field.label}：没有名为“{brief(value)}”的记录，请照列表里显示的写。")
    return list(found)


def ordering(kind: Kind, word: str) -> tuple[str, ...]:
    """The order asked for: a field ("-" before it for falling), or strokes or pinyin of the name."""
    if not word:
        return ()
    falling, bare = ("-", word[1:]) if word.startswith("-") else ("", word)
    if bare in ("strokes", "pinyin"):
        if f"name_{bare}" not in kind.model._meta.fields:
            raise Refused(f"“{kind.title}”没有姓名一栏，不能按笔画或拼音排。请写栏目名。")
        return (falling + bare,)
    return (falling + str(field_of(kind, bare).name),)


def record_among(kinds: Sequence[Kind], uid: str) -> Record:
    """The record of that uid in any of the kinds; Refused where there is none."""
    found = (record for kind in kinds if (record := _find(kind, uid)) is not None)
    return next(found, None) or record_of(kinds[0], uid)


def _find(kind: Kind[Row], uid: str) -> Row | None:
    return None if texts.broken(uid) else kind.model.get_or_none(kind.model.uid == uid.strip())


def record_of(kind: Kind[Row], uid: str) -> Row:
    """The record of that uid; Refused where there is none."""
    record = _find(kind, uid)
    if record is None:
        raise Refused(f"“{kind.title}”里没有编号为“{uid}”的记录。编号见 list 的最后一栏。")
    return record
