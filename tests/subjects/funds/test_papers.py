"""The printed books carry their sums from page to page; vouchers, statements and ledgers say what was kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from unionapp.errors import Refused
from unionapp.office import cabinet
from unionapp.paper.document import Bundle, Cell, Document, FormGrid
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.funds import veil
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.values import money
from unionapp.values.periods import Month

from tests.paper.conftest import drawn, page_texts, whole_text
from tests.subjects.funds import kept
from tests.subjects.funds.kept import Deed, Entry

MARCH = Month(2026, 3)
OWN = (
    "voucher voucher-cover cash-journal bank-journal general-ledger subsidiary-ledger monthly-ledger "
    "monthly-ledger-public balance-sheet income-expenditure trial-balance"
)


@pytest.fixture
def book(store: Store) -> Book:
    made = kept.book(store)
    kept.open_with(store, made, 2026, [("101", 50_000), ("102", 900_000), ("32205", -950_000)])
    return made


def paper(store: Store, id: str, **wish: Any) -> Document:
    return cabinet.paper(id).document(store, PrintRequest(**{"month": MARCH, **wish}))


def bare(pages: Sequence[str]) -> list[str]:
    return ["".join(page.split()) for page in pages]


def spend(count: int) -> list[Deed]:
    """So many small sums from the cash box, spread over the days of March."""
    return [
        Deed(date(2026, 3, 1 + place * 31 // count), (Entry("50105", 1 + place % 97), Entry("101", 0, 1 + place % 97)))
        for place in range(count)
    ]


def test_three_thousand_entries_are_carried_over_rightly_on_every_page(store: Store, book: Book) -> None:
    deeds = spend(3_000)
    kept.enter(store, book, deeds)
    pages = bare(page_texts(drawn(paper(store, "cash-journal"))))
    amounts = [deed.lines[1].credit for deed in deeds]
    done = 0
    for this, following in pairwise(pages):
        done += len(re.findall(r"记-\d+第\d+笔", this))
        spent = sum(amounts[:done])
        left = 50_000 - spent
        carried = f"0.00{money.show(spent)}{'借' if left > 0 else '贷'}{money.show(abs(left))}"
        assert f"过次页{carried}" in this
        assert f"承前页{carried}" in following
    whole = "".join(pages)
    assert len(re.findall(r"记-\d+第\d+笔", whole)) == 3_000
    assert whole.count("本日合计") == 31
    assert f"本月合计0.00{money.show(sum(amounts))}" in whole
    assert len(pages) > 90
    assert all("现金日记账" in page and "出纳：钱有余" in page and "会计主管：马会计" in page for page in pages)


def test_each_month_of_a_year_begins_its_sums_anew(store: Store, book: Book) -> None:
    kept.enter(
        store, book, [Deed(date(2026, month, 9), (Entry("50105", 100), Entry("101", 0, 100))) for month in (2, 3)]
    )
    text = whole_text(drawn(paper(store, "cash-journal", words={"whole": "True"})))
    assert text.count("本月合计0.00") == 3
    assert text.count("本月合计0.001.00") == 2
    assert "本年累计0.002.00" in text


def test_several_accounts_are_bound_behind_a_first_page_with_contents(store: Store, book: Book) -> None:
    kept.enter(store, book, spend(2))
    document = paper(store, "subsidiary-ledger")
    assert isinstance(document, Bundle)
    assert [title for title, _ in document.parts] == [
        "101 库存现金",
        "102 银行存款",
        "32205 工会资金结余—累计结余",
        "50105 职工活动支出—会员活动支出",
    ]
    first = bare(page_texts(drawn(document)))[0]
    assert "账簿启用表" in first and "马会计" in first and "目录" in first
    one = paper(store, "subsidiary-ledger", words={"account": "50105"})
    assert not isinstance(one, Bundle)
    with pytest.raises(Refused, match="没有编号"):
        paper(store, "subsidiary-ledger", words={"account": "999"})


def test_a_voucher_of_many_lines_takes_several_sheets_and_its_blank_lines_are_struck_out(
    store: Store, book: Book
) -> None:
    lines = tuple(
        Entry(account, 100 * place)
        for place, account in enumerate(("50101", "50102", "50103", "50104", "50105", "50106"), 1)
    )
    kept.enter(store, book, [Deed(date(2026, 3, 5), (*lines, Entry("102", 0, 2_100)))])
    document = paper(store, "voucher")
    grids = [block for block in document.blocks if isinstance(block, FormGrid)]
    assert len(grids) == 2
    assert [cell.strike for grid in grids for row in grid.rows for cell in row if cell.strike] == [3, 3]
    pages = page_texts(drawn(document))
    assert len(pages) == 1
    text = bare(pages)[0]
    assert "记字第0001号（1/2）" in text and "记字第0001号（2/2）" in text
    assert "50106职工活动支出—其他活动支出" in text
    assert text.count("人民币") == 1
    assert "人民币贰拾壹元整¥21.00¥21.00" in text
    assert "附单据2张" in text and "制单：张三" in text and "出纳：钱有余" in text


def test_a_reversal_is_printed_in_red_and_with_its_sign(store: Store, book: Book) -> None:
    red = (Entry("50105", -700, summary="注销3月1日记字第1号凭证"), Entry("102", 0, -700))
    kept.enter(store, book, [Deed(date(2026, 3, 5), red, sort="reversal")])
    document = paper(store, "voucher")
    cells = [cell for block in document.blocks if isinstance(block, FormGrid) for row in block.rows for cell in row]
    assert _texts(cells, red=True) == {"-7.00", "", "合计（大写）：人民币负柒元整", "¥-7.00"}
    assert _has_red(drawn(document))
    kept.enter(store, book, spend(1))
    assert not _has_red(drawn(paper(store, "voucher", record=Voucher.select().order_by(Voucher.id.desc()).first())))


def _texts(cells: Sequence[Cell], red: bool) -> set[str]:
    return {cell.text for cell in cells if cell.red == red}


def _has_red(data: bytes) -> bool:
    with pypdfium2.PdfDocument(data) as document:
        picture = document[0].render(scale=1).to_pil().convert("RGB")
    return any(red > 150 and green < 90 and blue < 90 for _, (red, green, blue) in picture.getcolors(1 << 20))


def test_only_the_chosen_vouchers_are_printed(store: Store, book: Book) -> None:
    entered = kept.enter(store, book, spend(5))
    assert whole_text(drawn(paper(store, "voucher"))).count("核算单位") == 5
    assert whole_text(drawn(paper(store, "voucher", chosen=entered[:2]))).count("核算单位") == 2
    assert whole_text(drawn(paper(store, "voucher", record=entered[3]))).count("核算单位") == 1


def test_the_cover_says_what_the_bundle_holds(store: Store, book: Book) -> None:
    kept.enter(store, book, spend(12))
    text = whole_text(drawn(paper(store, "voucher-cover")))
    assert "自第0001号至第0012号" in text and "12张" in text and "附单据24张" in text
    assert "2026年3月1日至2026年3月29日" in text


def test_the_statements_stand_on_one_page_each_with_the_words_of_the_regulation(store: Store, book: Book) -> None:
    kept.enter(store, book, [Deed(date(2026, 3, 5), (Entry("50105", 1_200), Entry("102", 0, 1_200)))])
    kept.enter(store, book, [Deed(date(2026, 3, 6), (Entry("50105", 9), Entry("102", 0, 9)), state="draft")])
    for words in ({}, {"whole": "True"}):
        for id in ("balance-sheet", "income-expenditure"):
            pages = bare(page_texts(drawn(paper(store, id, words=words))))
            assert len(pages) == 1
            assert "编制单位：青石镇总工会" in pages[0] and "单位：元" in pages[0]
            assert "法定代表人：主管会计工作负责人：会计主管人员：制表：" in pages[0]
            assert "另有1张未记账" in pages[0]
    sheet = whole_text(drawn(paper(store, "balance-sheet")))
    assert "工会01表" in sheet and "货币资金9,500.009,488.00" in sheet and "资产总计9,500.009,488.00" in sheet
    assert "年末余额" in whole_text(drawn(paper(store, "balance-sheet", words={"whole": "True"})))
    flows = whole_text(drawn(paper(store, "income-expenditure")))
    assert "（一）职工活动支出12.0012.00" in flows and "五、本期收支差额-12.00-12.00" in flows


def test_the_widest_amount_is_printed_whole(store: Store, book: Book) -> None:
    kept.enter(store, book, [Deed(date(2026, 3, 5), (Entry("102", 999_999_999_999), Entry("401", 0, 999_999_999_999)))])
    for id in ("voucher", "bank-journal", "general-ledger", "monthly-ledger", "income-expenditure", "trial-balance"):
        assert "9,999,999,999.99" in whole_text(drawn(paper(store, id))), id


def test_the_monthly_ledger_begins_with_what_was_left_and_ends_with_what_is(store: Store, book: Book) -> None:
    deeds = [
        Deed(date(2026, 2, 5), (Entry("102", 1_000), Entry("401", 0, 1_000))),
        Deed(
            date(2026, 3, 5),
            (Entry("102", 5_000, summary="收会费，联系13912345678，住址青石街3号"), Entry("401", 0, 5_000)),
        ),
        Deed(date(2026, 3, 6), (Entry("101", 3_000), Entry("102", 0, 3_000))),
        Deed(date(2026, 3, 7), (Entry("50105", 700), Entry("101", 0, 700))),
    ]
    kept.enter(store, book, deeds)
    text = whole_text(drawn(paper(store, "monthly-ledger")))
    assert "上月结余9,510.00" in text
    assert "本月合计50.007.009,553.00" in text
    assert "本年累计60.007.00" in text
    assert "本月结余9,553.00" in text
    assert "13912345678" in text and "李四" in text
    public = whole_text(drawn(paper(store, "monthly-ledger-public")))
    masked = whole_text(drawn(paper(store, "monthly-ledger", masked=True)))
    for hidden in ("13912345678", "青石街", "李四"):
        assert hidden not in public and hidden not in masked
    assert "9,553.00" in public


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("付110105198503041234押金", "付＊＊＊押金"),
        ("卡号6222 0212 3456 7890 123", "卡号＊＊＊"),
        ("第12号凭证 2026 年 320 人", "第12号凭证 2026 年 320 人"),
        ("合计 1234567.89 元", "合计 1234567.89 元"),
        ("家住幸福村，慰问金", "＊＊＊，慰问金"),
        ("送到3栋201室", "送到＊＊＊＊＊＊"),
    ],
)
def test_numbers_and_homes_are_hidden_and_amounts_are_not(text: str, left: str) -> None:
    assert veil.veiled(text) == left


def test_the_book_is_named_or_that_of_the_union(store: Store, book: Book) -> None:
    other = kept.book(store)
    with store.journal.step("改名"):
        type(other).update(name="机关工会").where(type(other).id == other.id).execute()
    kept.enter(store, other, spend(1))
    assert "会员活动支出" not in whole_text(drawn(paper(store, "cash-journal")))
    assert "会员活动支出" in whole_text(drawn(paper(store, "cash-journal", words={"book": "机关工会"})))
    assert "会员活动支出" in whole_text(drawn(paper(store, "cash-journal", union=other.union)))
    with pytest.raises(Refused, match="没有名为"):
        paper(store, "cash-journal", words={"book": "无"})


@pytest.mark.parametrize("id", OWN.split())
def test_without_a_book_the_page_says_what_to_do_first(store: Store, id: str) -> None:
    assert "还没有账套" in whole_text(drawn(paper(store, id)))


@pytest.mark.parametrize("id", OWN.split())
def test_a_book_without_vouchers_is_printed_too(store: Store, book: Book, id: str) -> None:
    for words in ({}, {"whole": "True"}):
        assert cabinet.paper(id).title in whole_text(drawn(paper(store, id, words=words))).replace("总　账", "总账")
