"""Papers are drawn the same as they were looked at, and the same every time."""

from __future__ import annotations

from datetime import date

import pytest
from unionapp.paper.document import (
    Bookmark,
    Cell,
    Document,
    FormGrid,
    LedgerEntry,
    LedgerPages,
    Listing,
    ListingColumn,
    Page,
    Paragraph,
    Title,
)
from unionapp.paper.letter import letter

from tests.paper.conftest import Golden, drawn


def official() -> Document:
    return letter(
        "河口镇总工会关于召开河口镇工会第三次代表大会并进行换届选举的请示",
        "中共河口镇委员会、青山县总工会",
        [
            "根据《工会基层组织选举工作条例》，现请示如下：",
            "一、主要任务",
            "（一）听取报告。审议工作报告。",
            "妥否，请批示。",
        ],
        ("工作方案", "名额分配表"),
        "河口镇总工会",
        date(2026, 11, 20),
        "河工〔2026〕12号",
        "张三",
        "联系人：李四",
        "河口镇总工会文件",
    )


def form() -> Document:
    rows = (
        (Cell("姓名", label=True), Cell("𠮷䶮𬭚"), Cell("性别", label=True), Cell("女"), Cell("照片", rows=2)),
        (Cell("简历", label=True, vertical=True, height_mm=30), Cell("在河口镇中心小学任教。" * 9, span=3)),
        (Cell("意见", label=True), Cell("☑ 同意　☐ 不同意", span=4, lines=2, foot="（盖章）\n年　月　日")),
    )
    note = Paragraph("注：本表一式三份。", style="small", indent=False)
    return Document("登记表", (Bookmark("登记表"), Title("登记表"), FormGrid((25, 50, 25, 40, 34), rows), note))


def roster() -> Document:
    columns = (
        ListingColumn("序号", align="center"),
        ListingColumn("姓名", group="人员"),
        ListingColumn("工会", group="人员"),
        ListingColumn("金额", kind="number"),
    )
    rows = [(str(number), "䶮𬭚𠮷", "河口镇工会" * (number % 9), f"{number}.00") for number in range(1, 60)]
    listing = Listing(columns, rows, ("合计", "", "", "1,770.00"))
    page = Page(landscape=True)
    return Document(
        "名册", (Title("会员名册"), listing), page, header="单位：河口\t2026年\t元", closing="制表：\t审核："
    )


def ledger() -> Document:
    columns = (
        ListingColumn("摘要", width=14),
        ListingColumn("收入", kind="number"),
        ListingColumn("结余", kind="number"),
    )
    entries = [
        LedgerEntry((f"收入{n}", f"{n}.00", f"{n}.00"), (n * 100,), rule="single" if n % 20 == 0 else "")
        for n in range(90)
    ]
    book = LedgerPages(columns, entries, carry=(1,), latest=(2,))
    return Document("账", (Title("现金日记账"), book), header="单位：元", repeat_title=True)


PAPERS = {"letter": official, "form": form, "roster": roster, "ledger": ledger}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_drawn_as_it_was_accepted(name: str, golden: Golden) -> None:
    golden(name, drawn(PAPERS[name]()))


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_paper_gives_the_same_bytes(name: str) -> None:
    assert drawn(PAPERS[name]()) == drawn(PAPERS[name]())
