"""What tests of records share: a store of their own, valid records of any kind, and a picture of the whole file."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import date
from functools import cache, singledispatch
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import peewee
import pytest
from hypothesis import strategies as st
from unionapp import subjects
from unionapp.office import demo
from unionapp.records import context, fields, finding, formats, search
from unionapp.records.figures import Dated
from unionapp.records.kind import Kind
from unionapp.store import editing, journal, keys, system
from unionapp.store.store import Store
from unionapp.values.partialdate import PartialDate

OPERATOR, PASSWORD = "张三", "demo-1"
CHEAP = {"iterations": 1, "lanes": 1, "memory_cost": 8}
ALL_KINDS = (*system.KINDS, *subjects.KINDS)
BY_MODEL = {kind.model: kind for kind in ALL_KINDS}

NEEDED: Mapping[str, Callable[[int], Mapping[str, Any]]] = {
    "codes": lambda number: {"table": "member-group"},
    "terms": lambda number: {"years": 5},
    "ballots": lambda number: {"marks": "o"},
    "aid-plans": lambda number: {"year": 2020 + number % 7},
    "aid-campaigns": lambda number: {"year": 2020 + number % 7},
    "place-assessments": lambda number: {"year": 2020 + number % 7},
    "link-reports": lambda number: {"month": f"2020-{1 + number % 12:02d}", "day": date(2021, 1, 5)},
    "activities": lambda number: {"number": f"2020-{number:03d}"},
    "activity-photos": lambda number: {"photo": f"{number:064x}/照片.jpg"},
    "accounts": lambda number: {"number": f"102{1 + number % 99:02d}"},
    "matters": lambda number: {"account": "401"},
    "openings": lambda number: {"year": 2020, "account": ("101", "102", "141", "162", "215")[number % 5]},
    "voucher-lines": lambda number: {"account": "102", "summary": "购办公用品", "debit": 100},
    "bank-lines": lambda number: {"account": "102", "income": 100},
    "reconciliations": lambda number: {"account": "102"},
    "budgets": lambda number: {"version": 1},
    "budget-lines": lambda number: {"account": "401"},
    "limits": lambda number: {"amount": 100},
    "contributions": lambda number: {"unit": "青石镇砖厂"},
    "vouchers": lambda number: {"day": date(2021, 1, 1 + number % 28)},
    "characters": lambda number: {"name": chr(0x2B740 + number), "stroke_order": "1", "reading": "yi"},
}
"""What a valid record of a kind needs beyond its required fields, by the kind's key and the record's number."""

AFTER: Mapping[str, str] = {"accounts": "books", "matters": "books"}
"""Kinds whose records need one of another kind without a field that points to it: the first book brings the chart."""


@pytest.fixture(scope="session", autouse=True)
def cheap_keys() -> Iterator[None]:
    """Passwords are stretched only a little, so that a store is made in a moment."""
    with mock.patch.object(keys, "_COST", CHEAP):
        yield


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An open store with nothing in it but its operator and settings."""
    opened = make_store(tmp_path / "data")
    yield opened
    opened.close()


def make_store(folder: Path, operator: str = OPERATOR, password: str = PASSWORD) -> Store:
    """A new store in `folder`, open; end it with `close`. It is a copy of one that is made once in a run of tests."""
    shutil.copytree(_fresh(operator, password), folder)
    return open_store(folder, operator, password)


def make_township(folder: Path) -> None:
    """The small demonstration of the first seed in `folder`: a copy of one that is made once in a run of tests."""
    shutil.copytree(_township(), folder)


@cache
def _fresh(operator: str, password: str) -> Path:
    """A data folder just made; making all its tables anew for each test would take most of the time."""
    folder = _passing_folder()
    Store.create(folder, subjects.KINDS, operator, password, subjects.OPTIONS)[0].close()
    return folder


@cache
def _township() -> Path:
    """The small demonstration, with its own operator and password."""
    folder = _passing_folder()
    store = make_store(folder, demo.OPERATOR, demo.PASSWORD)
    demo.fill(store, "small", 1)
    store.close()
    return folder


def _passing_folder() -> Path:
    """Where a folder may be made that goes when the tests have ended."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder / "data"


def open_store(folder: Path, operator: str = OPERATOR, password: str = PASSWORD) -> Store:
    """The store in `folder`, opened again; the thread of the test speaks of it."""
    return Store.open(folder, subjects.KINDS, operator, password, subjects.OPTIONS).enter()


def put_in_force(monkeypatch: pytest.MonkeyPatch, key: str, value: str) -> None:
    """A setting for the rest of one test, in the folder at work or, where none is open, in one that holds nothing."""
    folder = context._at_work.get()
    if folder is None:
        folder = SimpleNamespace(context=context.Context(peewee.SqliteDatabase(None)))
        monkeypatch.setattr(context, "_at_work", ContextVar("at_work", default=folder))
    settings = {**folder.context.settings, key: (Dated(None, value),)}
    monkeypatch.setattr(folder, "context", replace(folder.context, settings=settings))


@contextmanager
def passing_store() -> Iterator[Store]:
    """A store for one example of a property; its folder goes when the example ends."""
    with tempfile.TemporaryDirectory() as folder:
        opened = make_store(Path(folder) / "data")
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def looking() -> Iterator[None]:
    """Somebody looks who may see everything, though no store is open."""
    everything = frozenset(code.key for code in system.Operator.rights.codes.codes)
    nowhere = context.Context(peewee.SqliteDatabase(None), rights=everything)
    with context.at_work(SimpleNamespace(context=nowhere)):
        yield


def picture(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of records, and the words of every search index."""
    found = {}
    for kind in store.kinds:
        table = kind.model._meta.table_name
        found[table] = store.database.execute_sql(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
        if finding.indexed(kind):
            found[finding.index_table(kind)] = indexed(store, kind)
    return found


def indexed(store: Store, kind: Kind) -> list[tuple[Any, ...]]:
    """Every word of a search index with the row it leads to."""
    name = finding.index_table(kind)
    return _vocabulary(store, "main", name)


def reindexed(store: Store, kind: Kind) -> list[tuple[Any, ...]]:
    """What the search index of a kind would hold if it were made now."""
    table, run = kind.model._meta.table_name, store.database.execute_sql
    run("CREATE VIRTUAL TABLE temp.again USING fts5(tokens, content='', contentless_delete=1, detail=none)")
    run(f"INSERT INTO temp.again(rowid, tokens) SELECT id, {search._tokens(kind, table)} FROM {table}")
    found = _vocabulary(store, "temp", "again")
    run("DROP TABLE temp.again")
    return found


def _vocabulary(store: Store, schema: str, table: str) -> list[tuple[Any, ...]]:
    run = store.database.execute_sql
    run(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab('{schema}', '{table}', 'instance')")
    found = list(run("SELECT term, doc FROM temp.words ORDER BY term, doc").fetchall())
    run("DROP TABLE temp.words")
    return found


def person_name(number: int) -> str:
    """A made-up name, another for every number."""
    return f"赵{chr(0x4E00 + number // 500 % 500)}{chr(0x5200 + number % 500)}"


def citizen_number(number: int, born: date = date(1985, 3, 4)) -> str:
    """A made-up ID number with a right check digit; even numbers are women's."""
    first = f"110105{born:%Y%m%d}{number % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first + "10X98765432"[sum(int(d) * w for d, w in zip(first, weights, strict=True)) % 11]


def credit_code(number: int) -> str:
    """A made-up credit code of a unit with a right check character."""
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    first = f"91110105{number:09d}"
    total = sum(letters.index(letter) * 3**place % 31 for place, letter in enumerate(first))
    return first + letters[(31 - total % 31) % 31]


@singledispatch
def plain_value(field: Any, number: int) -> Any:
    """A valid value for a field, another for every number where the type allows it."""
    return person_name(number)


@plain_value.register
def _(field: fields.Date, number: int) -> date:
    return date(2020, 1, 1 + number % 28)


@plain_value.register
def _(field: fields.MonthText, number: int) -> str:
    return f"2020-{1 + number % 12:02d}"


@plain_value.register(fields.Number)
@plain_value.register(fields.Money)
@plain_value.register(fields.Percent)
def _(field: Any, number: int) -> int:
    return 10 + number % 90


@plain_value.register
def _(field: fields.YesNo, number: int) -> bool:
    return number % 2 == 0


@plain_value.register
def _(field: fields.Choices, number: int) -> tuple[str, ...]:
    return (field.codes.codes[0].key,)


@plain_value.register
def _(field: fields.Choice, number: int) -> str:
    return field.codes.codes[0].key


@plain_value.register
def _(field: fields.IdNumber, number: int) -> str:
    return citizen_number(number)


@plain_value.register
def _(field: fields.CreditCodeText, number: int) -> str:
    return credit_code(number)


@plain_value.register
def _(field: fields.Phone, number: int) -> str:
    return f"138{number % 100_000_000:08d}"


def needed(kind: Kind, number: int) -> Mapping[str, Any]:
    """What a valid record of a kind needs beyond its required fields."""
    return NEEDED[kind.key](number) if kind.key in NEEDED else {}


def sample(store: Store, kind: Kind, number: int = 1, /, **values: Any) -> Any:
    """A valid record of a kind, not yet saved; records it must link to are saved first."""
    given = {**needed(kind, number), **values}
    if kind.key in AFTER:
        saved(store, store.kind(AFTER[kind.key]), number)
    for name, field in kind.fields.items():
        if not field.required or name in given:
            continue
        if isinstance(field, fields.Link):
            given[name] = saved(store, BY_MODEL[field.rel_model], number)
        else:
            given[name] = plain_value(field, number)
    return kind.model(**given)


def saved(store: Store, kind: Kind, number: int = 1, /, **values: Any) -> Any:
    """A valid record of a kind, saved; one that was saved before under the same identity is found again."""
    record = sample(store, kind, number, **values)
    if kind.identity and editing.duplicates(kind, record):
        return editing._other(kind, record, kind.identity)
    if kind.by_hand:
        editing.save(store.journal, kind, record)
    else:
        with store.journal.step("登记"):
            editing.put(kind, [record])
    return kind.model.get_by_id(record.id)


@singledispatch
def any_value(field: Any) -> st.SearchStrategy[Any]:
    """Values that a field may hold after it was read, whatever was typed."""
    return st.text(max_size=30).map(lambda raw: formats.parse(field, raw))


@any_value.register
def _(field: fields.Date) -> st.SearchStrategy[Any]:
    return st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31))


@any_value.register
def _(field: fields.KnownDate) -> st.SearchStrategy[Any]:
    known = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(lambda day: (day.year, day.month, day.day))
    return st.none() | st.builds(lambda parts, known: PartialDate(*parts[:known]), known, st.integers(1, 3))


@any_value.register
def _(field: fields.MonthText) -> st.SearchStrategy[Any]:
    return st.just("") | st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(lambda day: f"{day:%Y-%m}")


@any_value.register(fields.Number)
@any_value.register(fields.Money)
@any_value.register(fields.Percent)
def _(field: Any) -> st.SearchStrategy[Any]:
    return st.none() | st.integers(-(10**9), 10**12)


@any_value.register
def _(field: fields.YesNo) -> st.SearchStrategy[Any]:
    return st.sampled_from((None, True, False))


@any_value.register
def _(field: fields.Choices) -> st.SearchStrategy[Any]:
    return st.lists(st.sampled_from([code.key for code in field.codes.codes]), unique=True).map(tuple)


@any_value.register
def _(field: fields.Choice) -> st.SearchStrategy[Any]:
    return st.sampled_from(["", *(code.key for code in field.codes.codes)])


@any_value.register
def _(field: fields.CreditCodeText) -> st.SearchStrategy[Any]:
    return st.just("") | st.integers(0, 999_999_999).map(credit_code)


@any_value.register
def _(field: fields.Phone) -> st.SearchStrategy[Any]:
    mobile = st.integers(0, 99_999_999).map(lambda number: f"139{number:08d}")
    return st.just("") | mobile | st.sampled_from(("0971-6123456", "0971-6123456-801", "010-62345678", "4008123456"))


@any_value.register
def _(field: fields.Link) -> st.SearchStrategy[Any]:
    return st.none()


@any_value.register
def _(field: fields.Attachment) -> st.SearchStrategy[Any]:
    return st.just("") | st.from_regex(r"[0-9a-f]{64}/[^/\x00]{1,20}", fullmatch=True)


def taken_back(store: Store) -> None:
    """Take back the last step even where undo stops: whether a step can be reversed is another question."""
    store.journal.reverse(store.journal.stacks._done[-1], journal.UNDO)
