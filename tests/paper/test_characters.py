"""The characters of a paper, noted while it is drawn."""

from __future__ import annotations

import io

from unionapp.paper import pdf
from unionapp.paper.characters import watched
from unionapp.paper.document import (
    Band,
    Cell,
    Document,
    FormGrid,
    LedgerEntry,
    LedgerPages,
    Listing,
    ListingColumn,
    Paragraph,
    Title,
)

HEAD = (ListingColumn("甲"), ListingColumn("乙"))
PAPER = Document(
    "题",
    (
        Title("名"),
        Paragraph("文", lead="引"),
        FormGrid((20.0, 20.0), ((Cell("格"), Cell("栏", foot="脚")),)),
        Listing(HEAD, (Band("段"), ("行", "列")), totals=("合", "计")),
        LedgerPages((ListingColumn("摘"), ListingColumn("要")), (LedgerEntry(("账", "页")),)),
    ),
    header="单位",
    closing="制表",
)


def test_every_character_of_a_paper_is_seen() -> None:
    seen: set[str] = set()
    pdf.render(watched(PAPER, seen), io.BytesIO())
    assert seen >= set("题名文引格栏脚甲乙段行列合计摘要账页单位制表")


def test_watching_changes_nothing_on_the_paper() -> None:
    plain, seen = io.BytesIO(), io.BytesIO()
    pdf.render(PAPER, plain)
    pdf.render(watched(PAPER, set()), seen)
    assert plain.getvalue() == seen.getvalue()


def test_rows_are_seen_one_by_one_as_they_are_drawn() -> None:
    seen: set[str] = set()
    (block,) = watched(Document("题", (Listing(HEAD, iter([("一", "二"), ("三", "四")])),)), seen).blocks
    assert isinstance(block, Listing) and not seen & set("一二三四")
    rows = iter(block.rows)
    next(rows)
    assert seen & set("一二三四") == set("一二")
