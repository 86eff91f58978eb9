"""Any table on paper: its columns, filter, rows, sums and blank form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import peewee
import pytest
from unionapp import subjects
from unionapp.office import list_paper as tables
from unionapp.office.list_paper import filter_words, list_paper
from unionapp.paper.document import Listing
from unionapp.paper.paper import Paper, PrintRequest
from unionapp.records import fields, search
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.records.search import Condition, Query
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects import printed
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

TOWN, MILL, DAIRY = "青山乡总工会", "青山乡面粉厂工会", "青山乡乳业工会"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A township with three unions."""
    made, _ = Store.create(tmp_path / "data", subjects.KINDS, "张三", "demo", subjects.OPTIONS)
    made.enter()
    with made.journal.step("录入工会"):
        town = Union(name=TOWN)
        editing.put(UNIONS, [town])
        editing.put(UNIONS, [Union(name=MILL, parent=town), Union(name=DAIRY, parent=town)])
    yield made
    made.close()


def listing(paper: Paper, store: Store, wish: PrintRequest) -> tuple[str, Listing]:
    """The heading line and the table of a paper."""
    document = paper.document(store, wish)
    (found,) = [block for block in document.blocks if isinstance(block, Listing)]
    return document.header, found


def test_the_table_stands_on_paper_with_its_columns_in_their_order(store: Store) -> None:
    header, table = listing(list_paper(UNIONS, ("state", "name")), store, PrintRequest(day=date(2026, 3, 5)))
    assert header == f"单位：{TOWN}\t全部\t2026年3月5日　共 3 行"
    assert [column.title for column in table.columns] == ["序号", "状态", "工会名称"]
    assert [row[2] for row in table.rows] == [TOWN, MILL, DAIRY]


def test_only_the_rows_that_answer_are_printed_in_their_order(store: Store) -> None:
    query = Query("乳业")
    header, table = listing(list_paper(UNIONS, ("name",)), store, PrintRequest(query=query))
    assert [list(row) for row in table.rows] == [["1", DAIRY]] and "\t筛选：查找“乳业”\t" in header
    falling = Query(order=("-id",))
    _, table = listing(list_paper(UNIONS, ("name",)), store, PrintRequest(query=falling))
    assert [row[1] for row in table.rows] == [DAIRY, MILL, TOWN]


def test_chosen_rows_go_before_the_filter(store: Store) -> None:
    chosen = [Union.get(Union.name == MILL)]
    header, table = listing(list_paper(UNIONS, ("name",)), store, PrintRequest(chosen=chosen, query=Query("乳业")))
    assert [row[1] for row in table.rows] == [MILL] and "\t所选的行\t" in header


def test_rows_are_read_in_pieces(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_PIECE", 2)
    _, table = listing(list_paper(UNIONS, ("name",)), store, PrintRequest())
    assert [row[0] for row in table.rows] == ["1", "2", "3"]


def test_the_filter_is_said_in_the_words_of_the_fields(store: Store) -> None:
    town = Union.get(Union.name == TOWN)
    where = (
        Condition("parent", "=", town.id),
        Condition("state", "in", ("active",)),
        Condition("founded", ">=", date(2020, 1, 1)),
        Condition("chair", "empty"),
    )
    words = filter_words(UNIONS, Query(" 青山 ", where))
    state = Union.state.codes.label("active")
    assert words == f"查找“青山”，上级工会：{TOWN}，状态：{state}，建会日期≥2020-01-01，工会负责人为空"
    assert filter_words(UNIONS, Query()) == ""


def test_words_of_the_page_stand_in_for_the_filter(store: Store) -> None:
    header, _ = listing(list_paper(UNIONS, ("name",)), store, PrintRequest(words={"filter": "会员：王小明"}))
    assert "\t筛选：会员：王小明\t" in header


def test_hidden_numbers_stay_hidden(store: Store) -> None:
    town = Union.get(Union.name == TOWN)
    town.chair_phone = "15400000001"
    paper = list_paper(UNIONS, ("chair_phone",))
    with store.journal.step("改电话"):
        town.save()
    shown = [next(row[1] for row in listing(paper, store, PrintRequest(masked=m))[1].rows) for m in (False, True)]
    assert shown[0] == "15400000001" and shown[1] not in ("", shown[0])


def test_a_blank_list_has_rows_to_fill(store: Store) -> None:
    _, table = listing(list_paper(UNIONS, ("name", "state")), store, PrintRequest(blank=True))
    assert {tuple(row[1:]) for row in table.rows} == {("", "")}


@pytest.mark.parametrize(("columns", "size", "lies"), [(5, "A4", False), (6, "A4", True), (17, "A3", True)])
def test_many_columns_get_wider_paper(store: Store, columns: int, size: str, lies: bool) -> None:
    page = list_paper(UNIONS, tuple(UNIONS.fields)[:columns]).document(store, PrintRequest()).page
    assert (page.size, page.landscape) == (size, lies)


class Gift(Record):
    """A table with money, private and not."""

    name = fields.Text("名称")
    price = fields.Money("金额")
    paid = fields.Money("实发", private=True)


GIFTS = Kind("gifts", Gift, "礼品", "礼品", ("name", "price", "paid"), {"礼品": ("name", "price", "paid")})


def test_money_is_summed_and_hidden_money_is_not(store: Store) -> None:
    database = peewee.SqliteDatabase(":memory:")
    with database, Gift.bind_ctx(database):
        Gift.create_table()
        for name, price in (("米", 1050), ("油", 9950), ("面", None)):
            Gift.create(name=name, price=price, paid=price)
        rice = search.ids(GIFTS, Query(where=(Condition("name", "!=", "油"),)))
        full, hidden, some = (
            listing(list_paper(GIFTS, GIFTS.columns), store, wish)[1].totals
            for wish in (PrintRequest(), PrintRequest(masked=True), PrintRequest(chosen=search.rows(GIFTS, rice)))
        )
    assert full == ["合计", "", "110.00", "110.00"]
    assert hidden == ["合计", "", "110.00", ""]
    assert some == ["合计", "", "10.50", "10.50"]


def test_no_paper_of_the_program_has_the_name_of_a_table(store: Store) -> None:
    kinds = {f"list-{kind.key}" for kind in subjects.KINDS}
    assert not kinds & {paper.id for paper in printed.PAPERS}
