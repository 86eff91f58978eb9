"""Listings over many pages lose nothing, and repeat their heading."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unionapp.errors import Stopped
from unionapp.paper.document import Band, Document, Listing, ListingColumn, Page, Title
from unionapp.paper.listing import numbered
from unionapp.paper.pdf import render
from unionapp.paper.table import column_widths

from tests.paper.conftest import drawn, page_texts, whole_text

COLUMNS = (
    ListingColumn("序号", align="center"),
    ListingColumn("姓名"),
    ListingColumn("所在工会", group="组织"),
    ListingColumn("金额", kind="number"),
)
LONG = "青山县河口镇人民政府机关工会委员会联合会筹备工作领导小组办公室综合协调组甲乙丙丁"


def listing(rows: Sequence[tuple[str, ...]], totals: tuple[str, ...] | None = None) -> Document:
    return Document("名册", (Title("会员名册"), Listing(COLUMNS, rows, totals)), header="单位：河口\t2026年\t单位：元")


def kept(text: str) -> list[str]:
    return sorted("".join(text.split()))


def body(data: bytes) -> str:
    return "".join(text[: text.rindex("第")] for text in page_texts(data))


TEXTS = st.text(st.sampled_from("工会会员，。（）0123abc𠮷䶮\n"), max_size=120)


@settings(max_examples=30)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=30))
def test_every_character_of_every_cell_is_drawn(rows: list[tuple[str, str, str]]) -> None:
    cells = [(str(number), *row) for number, row in enumerate(rows)]
    data = drawn(Document("册", (Listing(COLUMNS, cells),)))
    pages = len(page_texts(data))
    expected = "序号姓名组织所在工会金额" * pages + "".join("".join(row) for row in cells)
    assert kept(body(data)) == kept(expected)


@pytest.mark.parametrize("column", [1, 2, 3])
def test_a_cell_higher_than_a_page_goes_on_overleaf(column: int) -> None:
    row = ["1", "甲", "乙", "2"]
    row[column] = "长" * 9000
    data = drawn(listing([("0", "前", "前", "0"), tuple(row), ("2", "后", "后", "0")]))
    found = whole_text(data)
    assert found.count("长") == 9000
    assert found.count("后") == 2
    assert len(page_texts(data)) > 2


def test_the_heading_stands_on_every_page_and_the_total_of_pages_too() -> None:
    rows = [(str(number), "张三", LONG, "1.00") for number in range(200)]
    texts = page_texts(drawn(listing(rows, ("合计", "", "", "200.00"))))
    assert len(texts) > 5
    for number, text in enumerate(texts, 1):
        flat = "".join(text.split())
        assert "序号姓名" in flat
        assert "所在工会" in flat
        assert "单位：河口" in flat
        assert f"第{number}页共{len(texts)}页" in flat
    assert "合计" in texts[-1]
    assert sum("合计" in text for text in texts) == 1


def test_rows_may_come_from_an_iterator() -> None:
    def rows() -> Iterator[tuple[str, ...]]:
        for number in range(2500):
            yield (str(number), "䶮𬭚𠮷", "河口镇工会", "1.00")

    texts = page_texts(drawn(Document("册", (Listing(COLUMNS, rows()),))))
    assert "".join("".join(texts).split()).count("䶮𬭚𠮷") == 2500


def test_an_empty_listing_still_has_its_heading() -> None:
    texts = page_texts(drawn(listing([])))
    assert len(texts) == 1
    assert "姓名" in texts[0]


def test_rows_that_belong_together_stand_under_their_band() -> None:
    rows: list[tuple[str, ...] | Band] = [
        Band("第一代表团（12人）"),
        ("1", "甲", "乙", "1"),
        Band("第二代表团"),
        ("2", "丙", "丁", "2"),
    ]
    text = whole_text(drawn(Document("册", (Listing(COLUMNS, rows),))))
    assert text.index("第一代表团（12人）") < text.index("甲") < text.index("第二代表团") < text.index("丙")


def test_widths_fill_the_page_and_numbers_keep_theirs() -> None:
    sample = [("1", "张三", LONG, "1,234,567.00")]
    found = column_widths(COLUMNS, sample, 300, 10)
    assert sum(found) == pytest.approx(300)
    assert found[3] >= 60
    assert found[2] == max(found)


def test_numbers_of_papers_stay_on_one_line() -> None:
    columns = (ListingColumn("证件号码"), ListingColumn("工会"), ListingColumn("职务"))
    found = column_widths(columns, [("330000199001011234", LONG, "办公室主任" * 5)], 300, 9)
    assert found[0] > 18 * 9 * 0.5
    assert sum(found) == pytest.approx(300)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12))
def test_widths_always_fill_the_page(lengths: list[int]) -> None:
    columns = tuple(ListingColumn("栏") for _ in lengths)
    found = column_widths(columns, [["字" * length for length in lengths]], 500, 10)
    assert sum(found) == pytest.approx(500)
    assert min(found) > 0


def test_the_clerk_may_stop_the_drawing() -> None:
    def stop(done: int, total: int, what: str) -> None:
        if done == 2:
            raise Stopped

    rows = [(str(number), "张三", LONG, "1.00") for number in range(400)]
    out = io.BytesIO()
    with pytest.raises(Stopped):
        render(listing(rows), out, stop)
    assert out.getvalue() == b""


def test_rows_are_numbered_from_one() -> None:
    assert list(numbered([("甲",), ("乙",)])) == [("1", "甲"), ("2", "乙")]


def test_the_closing_fields_stand_on_every_page() -> None:
    rows = [(str(number), "张三", LONG, "1.00") for number in range(100)]
    document = Document(
        "册", (Listing(COLUMNS, rows),), page=Page(landscape=True), closing="制表：\t审核：\t工会主席："
    )
    for text in page_texts(drawn(document)):
        assert "制表：审核：工会主席：" in "".join(text.split())


@pytest.mark.parametrize("header", [LONG * 3, f"单位：{LONG}\t筛选：{LONG}{LONG}\t单位：元"])
def test_a_long_heading_line_is_never_cut(header: str) -> None:
    listing = Listing(COLUMNS, [("1", "甲", "乙", "1")])
    text = whole_text(drawn(Document("册", (Title("册"), listing), header=header)))
    assert "".join(header.split()) in text
