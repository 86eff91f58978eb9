"""The one door through which records are checked and written, one at a time or by the hundred thousand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import peewee

from unionapp.errors import Problem, Refused, errors_only
from unionapp.records import access, fields, lengths, reading, search
from unionapp.records.kind import PLACE, Kind, Lines, SavedRow
from unionapp.records.record import Record, Row, new_uid
from unionapp.store import bulk
from unionapp.store.journal import Journal

_CHUNK = 400
ONLY_ADDED = "{title}只增不改。填错时请撤销，或再登记一笔更正。"
LINES_IN_USE = "还有别的记录用到要去掉的{noun}，没有改动。请先处理那些记录。"


def check(kind: Kind, record: Record) -> list[Problem]:
    """Everything wrong or doubtful with a record, in itself and beside the others; fills what follows first."""
    unfit = lengths.problems(kind, record)
    if unfit:  # no query could take such texts
        return unfit
    kind.fill(record)
    old = _former(kind, record) if record.id and kind.moves else None
    moved = kind.check_move(record, old) if old else []
    return kind.check(record) + moved + duplicates(kind, record) + lookalikes(kind, record)


def _former(kind: Kind, record: Record) -> Mapping[str, Any] | None:
    """The stored values of a record, under "lines" its stored lines where it carries others."""
    old = stored(kind, [record.id]).get(record.id)
    return {**old, "lines": lines_of(kind, record)} if old and record.lines is not None else old


def duplicates(kind: Kind, record: Record) -> list[Problem]:
    """Another record with the same identity."""
    if not kind.told(record.__data__):
        return []
    other = _other(kind, record, kind.identity)
    if other is None:
        return []
    labels = "、".join(kind.fields[name].label for name in kind.identity)
    return [Problem(kind.identity[0], f"{labels}与已有的“{other.label}”相同，不能重复登记。", rule="identity")]


def lookalikes(kind: Kind, record: Record) -> list[Problem]:
    """Another record that may be the same under another number: a warning."""
    if not kind.likeness or not all(record.__data__.get(name) for name in kind.likeness):
        return []
    other = _other(kind, record, kind.likeness)
    if other is None:
        return []
    labels = "、".join(kind.fields[name].label for name in kind.likeness)
    message = f"{labels}与已有的“{other.label}”相同，可能是同一个人，请核对。"
    return [Problem(kind.likeness[0], message, level="warning", rule="likeness")]


def _other(kind: Kind, record: Record, names: Sequence[str]) -> Record | None:
    """Another record with the same values in these fields."""
    columns = [kind.model._meta.fields[name] for name in names]
    alike = " AND ".join(f'"{column.column_name}" IS ?' for column in columns)
    values = [column.db_value(record.__data__.get(column.name)) for column in columns]
    sql = f'SELECT id FROM "{kind.model._meta.table_name}" WHERE {alike} AND id IS NOT ? LIMIT 1'
    row = kind.model._meta.database.execute_sql(sql, (*values, record.id)).fetchone()
    return search.rows(kind, row)[0] if row else None


def save(journal: Journal, kind: Kind, record: Record) -> list[Problem]:
    """Check and write one record as one step; Refused with the errors, else the warnings that remain."""
    need_hand(kind)
    need_rights_of_kind(journal, kind, f"登记{kind.title}")
    need_rights_of_fields(journal, kind, record)
    problems = check(kind, record)
    if errors_only(problems):
        raise Refused(errors_only(problems))
    if record.id and kind.append_only:
        raise Refused(ONLY_ADDED.format(title=kind.title))
    former = record.id
    try:
        with journal.step(f"{'修改' if former else '新增'}{kind.noun}“{record.label}”"):
            put(kind, [record])
    except BaseException:
        record.id = former
        raise
    return problems


def need_hand(kind: Kind) -> None:
    """Refused for a kind whose rows only actions write."""
    if not kind.by_hand:
        raise Refused(f"{kind.title}由程序登记，不能直接录入、修改、导入或删除。")


def need_rights_of_kind(journal: Journal, kind: Kind, what: str) -> None:
    """Refused where the operator may neither read nor change a kind; `what` she wanted to do stands in the log."""
    journal.need(reading.right_of(kind), what)
    journal.need(kind.right, what)


def need_rights_of_fields(journal: Journal, kind: Kind, record: Record) -> None:
    """Refused where a field was filled or changed whose right the operator does not have."""
    columns = kind.model._meta.fields
    rights = {name: access.right_of(each) for name, each in columns.items()}
    closed = [name for name, right in rights.items() if right and not journal.may(right)]
    if not closed:
        return
    old = stored(kind, [record.id]).get(record.id, {}) if record.id else kind.model().plain()
    touched = [name for name in closed if (record.__data__.get(name) or None) != (old.get(name) or None)]
    if touched:
        labels = "、".join(f"“{columns[name].label}”" for name in touched)
        raise Refused(f"您没有填写{labels}的权限，没有改动。请有权限的操作员来填。")


def save_with_lines(journal: Journal, kind: Kind, record: Record, lines: Sequence[Record]) -> list[Problem]:
    """Check and write a record and its lines, which take the place of the stored ones, as one step; as in `save`."""
    record.lines = list(lines)
    return save(journal, kind, record)


def lines_of(kind: Kind, record: Record) -> list[Any]:
    """The stored lines of a record in their order; a new record has none."""
    return stored_lines(kind, [record.id]).get(record.id, []) if record.id else []


def stored_lines(kind: Kind, row_ids: Iterable[int]) -> dict[int, list[Any]]:
    """The stored lines of records by the id of the record, in their order; a record without lines is left out."""
    lines = _lines(kind)
    model: Any = lines.kind.model
    link, place = (model._meta.fields[name].column_name for name in (lines.link, PLACE))
    found: dict[int, list[Any]] = {}
    for chunk in chunks(list(row_ids)):
        marks = ",".join("?" * len(chunk))
        sql = f'SELECT id FROM "{model._meta.table_name}" WHERE "{link}" IN ({marks}) ORDER BY "{place}", id'
        ids = [row[0] for row in model._meta.database.execute_sql(sql, tuple(chunk))]
        for part in chunks(ids):
            loaded = search.load(model, part)
            for line in map(loaded.__getitem__, part):
                found.setdefault(line.__data__[lines.link], []).append(line)
    return found


def _lines(kind: Kind) -> Lines:
    assert kind.lines is not None, f"{kind.key} has no lines"
    return kind.lines


def _put_lines(kind: Kind, records: Sequence[Record]) -> None:
    """Write the lines that records carry in the place of the stored ones; a line that was stored keeps its row."""
    lines = _lines(kind)
    former = stored_lines(kind, [record.id for record in records])
    gone: list[int] = []
    for record in records:
        olds = {line.id for line in former.get(record.id, ())}
        for place, line in enumerate(record.lines or (), 1):
            _settle_line(line, olds)
            line.__data__.update({lines.link: record.id, PLACE: place})
        gone += olds
    try:
        delete(lines.kind.model, lines.kind.model.id, gone)
    except peewee.IntegrityError as error:
        raise Refused(LINES_IN_USE.format(noun=lines.kind.noun)) from error
    put(lines.kind, [line for record in records for line in record.lines or ()])


def _settle_line(line: Record, olds: set[int]) -> None:
    """Take a line's row from those of its record; a row of another record, or one taken already, is not its own."""
    if line.id in olds:
        olds.remove(line.id)
    elif line.id:
        line.id, line.uid = None, new_uid()  # type: ignore[assignment]


def remove(journal: Journal, kind: Kind, records: Sequence[Record]) -> None:
    """Remove records as one step; Refused where others still point to one of them."""
    need_hand(kind)
    if kind.append_only:
        raise Refused(f"{kind.title}只增不改，不能删除。填错时请撤销，或再登记一笔更正。")
    need_rights_of_kind(journal, kind, f"删除{kind.title}")
    title = f"“{records[0].label}”" if len(records) == 1 else f"{len(records)} 条"
    try:
        with journal.step(f"删除{kind.noun}{title}"):
            if kind.removing:
                kind.removing(records)
            if kind.lines:
                part: Any = kind.lines.kind.model
                delete(part, part._meta.fields[kind.lines.link], [record.id for record in records])
            delete(kind.model, kind.model.id, [record.id for record in records])
    except peewee.IntegrityError as error:
        raise Refused(f"还有别的记录用到所选的{kind.noun}，没有删除。请先处理那些记录。") from error


def delete(model: type[Record], column: peewee.Field, values: Sequence[int]) -> None:
    """Delete the rows whose `column` is among the values, letting go first of what links them to one another."""
    own = [link for link in model._meta.sorted_fields if isinstance(link, fields.Link) and link.rel_model is model]
    for chunk in chunks(values):
        for link in own:
            model.update({link: None}).where(column.in_(chunk) & link.is_null(False)).execute()
    for chunk in chunks(values):
        model.delete().where(column.in_(chunk)).execute()


def put(kind: Kind, records: Sequence[Row], follow: bool = True) -> list[SavedRow]:
    """Write records, with the lines they carry, unchecked within a running step; let what follows from them follow.

    Records of one call with an id must exist; those without get one.
    """
    for record in records:
        record.derive()
    olds = stored(kind, [record.id for record in records if record.id])
    saved = [SavedRow(record, olds.get(record.id) if record.id else None) for record in records]
    bulk.insert(kind, [each.record for each in saved if each.old is None])
    bulk.update(kind, [each for each in saved if each.old is not None])
    for record in records:
        record._dirty.clear()
    if kind.lines:
        _put_lines(kind, [record for record in records if record.lines is not None])
    if follow and kind.after and saved:
        kind.after(saved)
    return saved


def stored(kind: Kind, row_ids: Iterable[int]) -> dict[int, Mapping[str, Any]]:
    """The values of rows as they stand in the file, by id."""
    found: dict[int, Mapping[str, Any]] = {}
    for chunk in chunks(list(row_ids)):
        found.update({number: record.__data__ for number, record in search.load(kind.model, chunk).items()})
    return found


def chunks(items: Sequence[int]) -> list[Sequence[int]]:
    """Pieces small enough for one statement."""
    return [items[at : at + _CHUNK] for at in range(0, len(items), _CHUNK)]
