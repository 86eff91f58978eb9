"""Names out of a spreadsheet are found again in the register, and who is not found is said with the row."""

from __future__ import annotations

from pathlib import Path

import pytest
from unionapp.errors import Refused
from unionapp.exchange.book import SheetRow, Spreadsheet
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.books import models
from unionapp.subjects.funds.handouts import actions as handing
from unionapp.subjects.funds.handouts import sheet as handing_sheet
from unionapp.subjects.funds.handouts.models import HandoutLine
from unionapp.subjects.funds.handouts.records import HANDOUT_LINES
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS

from tests import support
from tests.subjects.funds import kept
from tests.subjects.funds.test_handing import handout


@pytest.fixture
def book(store: Store) -> models.Book:
    """A book and three members, two of whom bear the same name."""
    made = kept.book(store)
    for number, name in enumerate(("丁一", "王二", "王二"), 1):
        given = {"name": name, "id_number": support.citizen_number(number), "union": made.union}
        support.saved(store, MEMBERS, number, **given)
    return made


def sheet(*rows: tuple[str | None, ...]) -> Spreadsheet:
    return Spreadsheet(("名单",), "名单", [SheetRow(number, cells) for number, cells in enumerate(rows, 1)])


def test_people_are_known_by_number_and_by_a_name_that_is_theirs_alone(store: Store, book: models.Book) -> None:
    second = support.citizen_number(2).lower()
    found = handing_sheet.find(sheet(("姓名", "证件号码"), ("丁一", None), (None, second), ("丁 一", None)))
    assert [Member.get_by_id(number).name for number in found.found] == ["丁一", "王二"]
    assert found.unknown == ()


def test_who_is_not_found_or_not_alone_is_said_with_the_row(store: Store, book: models.Book) -> None:
    found = handing_sheet.find(sheet(("序号", "姓名"), ("1", "王二"), ("2", "无名氏"), ("3", None)))
    assert found.found == ()
    assert found.unknown == ("第 2 行 王二（有同名的，请补证件号码）", "第 3 行 无名氏")


def test_a_sheet_without_names_is_refused(store: Store, book: models.Book) -> None:
    with pytest.raises(Refused, match="认不出人"):
        handing_sheet.find(sheet(("金额", "品名"), ("1", "米")))


def test_a_list_for_the_bank_is_noted_and_needs_somebody_to_pay(
    store: Store, book: models.Book, tmp_path: Path
) -> None:
    made = handout(store, book, item="relief", festival="", form="transfer")
    file = tmp_path / "代发.xlsx"
    with pytest.raises(Refused, match="没有转账的人"):
        handing_sheet.write_transfers(store, made, file)
    lines = handing.add(store.journal, made, [Member.select().first()])
    lines[0].account = "6228480000000000001"
    with store.journal.step("账号"):
        editing.put(HANDOUT_LINES, lines)
    assert handing_sheet.write_transfers(store, made, file) == 1
    assert file.exists()
    assert "银行代发清单 1 行" in store.journal.steps(1)[0].title


def test_marks_tell_who_is_twice_on_a_list_and_who_had_it(store: Store, book: models.Book) -> None:
    first = handout(store, book)
    one, two, _ = Member.select().order_by(Member.id)
    handing.add(store.journal, first, [one])
    autumn = handout(store, book, "中秋节慰问品", festival="mid-autumn")
    lines = handing.add(store.journal, autumn, [one, two])
    with store.journal.step("又一次"):
        editing.put(HANDOUT_LINES, [HandoutLine(handout=autumn, place=3, member=two.id, name=two.name, amount=1)])
    marks = handing.marks(autumn)
    assert marks[lines[0].id] == ("今年已领 300.00",)
    assert marks[lines[1].id] == ("重复",)
