"""A made-up kind with fields whose sight takes a right, and two operators: who founded the data and sees all, and one
who does not; what both may get to is told by values that appear nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import singledispatch
from pathlib import Path
from typing import Any

import pytest
from unionapp import subjects
from unionapp.errors import Problem
from unionapp.records import fields, formats
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import admission, editing, system, upgrade
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union

from tests import support

OTHER, OTHER_PASSWORD = "李四", "demo-2-long"
RIGHT = "private"


class Family(Record):
    """A household in need, as far as its secrets go."""

    name = fields.Name("户主", required=True)
    union = fields.Link("所属工会", Union)
    members = fields.Number("家庭人口")
    income = fields.Money("家庭年收入", right=RIGHT)
    illness = fields.Text("患病情况", right=RIGHT)
    cause = fields.Choice("致困原因", "politics", right=RIGHT)
    since = fields.Date("患病日期", right=RIGHT)
    insured = fields.YesNo("有医保", right=RIGHT)
    account = fields.IdNumber("证件号码", right=RIGHT)
    helper = fields.Link("帮扶人单位", Union, right=RIGHT)
    remark = fields.LongText("备注")

    class Meta:
        table_name = "made_up_family"


def income_is_low(family: Family) -> list[Problem]:
    """A rule whose sentence tells the value."""
    high = family.income is not None and family.income > 5_000_000
    text = f"家庭年收入 {formats.show(Family.income, family.income)} 元超过了标准。"
    return [Problem("income", text, "某办法第一条", "warning")] if high else []


def income_is_no_debt(family: Family) -> list[Problem]:
    """A rule that refuses, in a sentence that tells the value."""
    debt = family.income is not None and family.income < 0
    return [Problem("income", f"收入不能是 {family.income}。", "某办法第二条")] if debt else []


def family_keeps_its_income(family: Family, old: Any) -> list[Problem]:
    """A rule over a change whose sentence tells the value."""
    words = f"收入由 {old.get('income')} 改成了 {family.income}。"
    return [Problem("income", words, level="warning")] if family.income != old.get("income") else []


FAMILIES = Kind(
    key="made-up-families",
    model=Family,
    title="测试家庭",
    noun="家庭",
    columns=("name", "union", "income", "illness", "members"),
    sections={
        "家庭": ("name", "union", "members", "remark"),
        "隐私": ("income", "illness", "cause", "since", "insured", "account", "helper"),
    },
    rules=(income_is_low, income_is_no_debt),
    moves=(family_keeps_its_income,),
    search=("name",),
    filters=("union", "cause"),
    help="只为测试而设。",
)

SECRET_KINDS = (FAMILIES, *(kind for kind in support.ALL_KINDS if kind.secrets))
every_secret_kind = pytest.mark.parametrize("kind", SECRET_KINDS, ids=lambda kind: kind.key)

TABLE = '''
"""A made-up table, for tests."""

def up(migrator, db):
    """Make it."""
    db.execute_sql("""CREATE TABLE "made_up_family" ("id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL,
        "name" TEXT NOT NULL, "name_strokes" TEXT NOT NULL, "name_pinyin" TEXT NOT NULL, "union_id" INTEGER,
        "members" INTEGER, "income" INTEGER, "illness" TEXT NOT NULL, "cause" TEXT NOT NULL, "since" DATE,
        "insured" INTEGER, "account" TEXT NOT NULL, "helper_id" INTEGER, "remark" TEXT NOT NULL)""")
'''


@pytest.fixture
def families(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Kind, ...]:
    """All kinds of the program and the made-up one, for which data files have a table."""
    support.make_store(tmp_path / "plain").close()  # the store that all others copy is made in the program's own form
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    for path in upgrade.MIGRATIONS.glob("[0-9]*.py"):
        (scripts / path.name).write_bytes(path.read_bytes())
    (scripts / "9000_made_up.py").write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr(upgrade, "MIGRATIONS", scripts)
    kinds = (*subjects.KINDS, FAMILIES)
    monkeypatch.setattr(subjects, "KINDS", kinds)
    monkeypatch.setitem(support.BY_MODEL, Family, FAMILIES)
    return kinds


def founded(folder: Path) -> Store:
    """A new store with a second operator, who may write and export but sees no secrets."""
    store = support.make_store(folder)
    admission.admit(store, OTHER, OTHER_PASSWORD)
    row = system.Operator.get(system.Operator.name == OTHER)
    row.rights = ("write", "export", "numbers", "read-members", "read-funds", "read-service")
    editing.save(store.journal, system.OPERATORS, row)
    return store


def as_other(store: Store) -> Store:
    """The same data opened by who sees no secrets."""
    store.close()
    return support.open_store(store.folder, OTHER, OTHER_PASSWORD)


@singledispatch
def telling(field: Any, number: int) -> Any:
    """A value for a secret field that is found nowhere else, whatever shows it; another for every number."""
    return f"绝不外传{'甲乙丙丁'[number]}"


@telling.register(fields.Number)
@telling.register(fields.Money)
@telling.register(fields.Percent)
def _(field: Any, number: int) -> int:
    return 7_654_321 + number


@telling.register
def _(field: fields.Date, number: int) -> date:
    return date(1987, 6, 5 + number)


@telling.register
def _(field: fields.MonthText, number: int) -> str:
    return f"1987-0{6 + number}"


@telling.register
def _(field: fields.IdNumber, number: int) -> str:
    return support.citizen_number(9_876_543 + number, telling(fields.Date(""), number))


@telling.register
def _(field: fields.Phone, number: int) -> str:
    return f"1397654321{number}"


@telling.register
def _(field: fields.Choice, number: int) -> str:
    return field.codes.codes[number % len(field.codes.codes)].key


@telling.register
def _(field: fields.Choices, number: int) -> tuple[str, ...]:
    return (field.codes.codes[number % len(field.codes.codes)].key,)


@telling.register
def _(field: fields.YesNo, number: int) -> bool:
    return number % 2 == 0


@telling.register
def _(field: fields.Attachment, number: int) -> str:
    return f"{number}{'f' * 63}/绝不外传{number}.jpg"


@telling.register
def _(field: fields.Link, number: int) -> None:
    return None


_UNTELLING = (fields.Choice, fields.YesNo, fields.Link)
"""Types whose values are found elsewhere too: for them it is asked that the cell is hidden."""


def with_secrets(store: Store, kind: Kind) -> Any:
    """A stored record whose secrets have been filled, then changed."""
    record = support.saved(store, kind)
    for number in (0, 1):
        for name in kind.secrets:
            setattr(record, name, telling(kind.model._meta.fields[name], number))
        with store.journal.step(f"修改{kind.noun}“{record.label}”"):
            editing.put(kind, [record])
    return kind.model.get_by_id(record.id)


def words_of(kind: Kind) -> list[str]:
    """Every way in which the secrets of such a record may be read."""
    found: set[str] = set()
    for name in kind.secrets:
        field = kind.model._meta.fields[name]
        if not isinstance(field, _UNTELLING):
            values = [telling(field, number) for number in (0, 1)]
            texts = [formats._shown(field, value) for value in values] + [str(value) for value in values]
            found.update(texts, (text.replace(",", "") for text in texts))
    return sorted(found)


def leaks(kind: Kind, shown: str | Sequence[str]) -> list[str]:
    """The secrets that stand in what was shown."""
    text = shown if isinstance(shown, str) else "\n".join(shown)
    return [word for word in words_of(kind) if word in text]
