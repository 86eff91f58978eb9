"""Several papers in one file, and a sheet drawn once and put down often."""

from __future__ import annotations

import pypdfium2
import pytest
from unionapp.errors import Refused
from unionapp.paper.document import (
    Bundle,
    Cell,
    Contents,
    Copies,
    Document,
    FormGrid,
    Page,
    PageBreak,
    Paragraph,
    Title,
)

from tests.paper.conftest import drawn, page_texts

A5_WIDE = Page("A5", landscape=True, margins=(10.0, 10.0, 8.0, 10.0))


def bundle() -> Bundle:
    """Three parts of two, one and three pages."""
    first = Document("甲", (Title("甲件"), PageBreak(), Paragraph("甲件之二")))
    second = Document("乙", (Title("乙件"),), A5_WIDE)
    third = Document("丙", (Title("丙件"), PageBreak(), Paragraph("丙二"), PageBreak(), Paragraph("丙三")))
    parts = (("甲件", first), ("乙件", second), ("丙件", third))
    return Bundle("全卷", (Title("目　录"), Contents(tuple(title for title, _ in parts))), footer=False, parts=parts)


def test_the_contents_say_where_each_part_begins() -> None:
    texts = page_texts(drawn(bundle()))
    lines = ["".join(line.replace("·", "").split()) for line in texts[0].splitlines() if "．" in line]
    assert [line.split("．")[1] for line in lines] == ["甲件2", "乙件4", "丙件5"]
    assert ["甲件" in texts[1], "乙件" in texts[3], "丙件" in texts[4]] == [True] * 3


def test_every_page_carries_its_number_within_the_whole() -> None:
    texts = page_texts(drawn(bundle()))
    assert [str(number) in text.split() for number, text in enumerate(texts, 1)] == [True] * 7


def test_every_part_keeps_its_format_and_stands_in_the_outline() -> None:
    pdf = pypdfium2.PdfDocument(drawn(bundle()))
    marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()]
    sizes = [tuple(round(side) for side in pdf.get_page_size(number)) for number in range(len(pdf))]
    pdf.close()
    assert marks == [("甲件", 1), ("乙件", 3), ("丙件", 4)]
    assert sizes == [(595, 842)] * 3 + [(595, 420)] + [(595, 842)] * 3


def test_each_part_counts_its_own_pages() -> None:
    texts = page_texts(drawn(bundle()))
    assert "第2页共2页" in "".join(texts[2].split())
    assert "第3页共3页" in "".join(texts[6].split())


def test_copies_stand_two_on_a_page() -> None:
    ballot = Document("选票", (Title("某工会选票"), Paragraph("填写说明")), A5_WIDE, footer=False)
    texts = page_texts(
        drawn(Document("选票", (Copies(ballot, 5, 2),), Page(margins=(0.0, 0.0, 0.0, 0.0)), footer=False))
    )
    assert [text.count("某工会选票") for text in texts] == [2, 2, 1]


def test_what_is_too_long_for_the_one_sheet_is_refused() -> None:
    tall = FormGrid((50.0,), ((Cell("甲", height_mm=200),),))
    ballot = Document("选票", (Title("选票"), tall), A5_WIDE, footer=False)
    with pytest.raises(Refused, match="一张纸放不下"):
        drawn(Document("选票", (Copies(ballot),), footer=False))
