"""Word files hold the same texts in the same layout."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document as open_word
from docx.oxml.ns import qn
from docx.shared import Mm
from unionapp.errors import Refused, Trouble
from unionapp.paper import pdf, word
from unionapp.paper.document import (
    Band,
    Cell,
    Document,
    FormGrid,
    LedgerPages,
    Listing,
    ListingColumn,
    Page,
    Paragraph,
    Space,
    Title,
)
from unionapp.paper.letter import letter

from tests.paper.test_grid import picture


def opened(document: Document) -> Any:
    out = io.BytesIO()
    word.render(document, out)
    return open_word(io.BytesIO(out.getvalue()))


def request() -> Document:
    return letter(
        "关于换届选举的请示",
        "县总工会",
        ["一、时间", "（一）地点。在镇政府。", "妥否，请批示。"],
        ("方案", "名单"),
        "河口镇总工会",
        date(2026, 11, 2),
        "河工〔2026〕12号",
        "张三",
        masthead="河口镇总工会文件",
    )


def test_a_letter_has_the_margins_and_lines_of_the_standard() -> None:
    made = opened(request())
    section = made.sections[0]
    found = [section.top_margin, section.right_margin, section.bottom_margin, section.left_margin]
    assert [round(one / Mm(1)) for one in found] == [37, 26, 35, 28]
    body = next(one for one in made.paragraphs if one.text.startswith("妥否"))
    assert body.paragraph_format.line_spacing.pt == pytest.approx(28.99, abs=0.05)
    assert body.runs[0].font.size.pt == 16
    assert body.runs[0]._element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋"
    assert body._p.pPr.ind.get(qn("w:firstLineChars")) == "200"


def test_a_letter_has_all_its_parts_in_order() -> None:
    text = "\n".join(one.text for one in opened(request()).paragraphs)
    parts = [
        "河口镇总工会文件",
        "河工〔2026〕12号\t签发人：张三",
        "关于换届选举的请示",
        "县总工会：",
        "妥否",
        "附件：1. 方案",
    ]
    parts += ["2. 名单", "河口镇总工会\n2026年11月2日"]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_headings_keep_their_faces() -> None:
    made = opened(request())
    first = next(one for one in made.paragraphs if one.text == "一、时间")
    second = next(one for one in made.paragraphs if one.text.startswith("（一）"))
    faces = [run._element.rPr.rFonts.get(qn("w:eastAsia")) for run in (*first.runs, *second.runs)]
    assert faces == ["黑体", "楷体", "仿宋"]


def test_page_numbers_are_outside_on_both_sides() -> None:
    made = opened(request())
    assert made.settings.odd_and_even_pages_header_footer
    assert "PAGE" in made.sections[0].footer._element.xml
    assert "PAGE" in made.sections[0].even_page_footer._element.xml


def test_a_form_keeps_its_spanning_cells_and_its_photo() -> None:
    rows = (
        (Cell("姓名", label=True), Cell("𠮷"), Cell(photo=picture(), rows=2)),
        (Cell("意见\n栏", label=True), Cell("同意", foot="（盖章）", height_mm=30)),
        (Cell("宽", span=3),),
    )
    made = opened(
        Document("表", (Title("登记表"), FormGrid((30, 80, 40), rows), Paragraph("注", style="small"), Space(3)))
    )
    table = made.tables[0]
    assert table.cell(0, 2)._tc is table.cell(1, 2)._tc
    assert table.cell(2, 0)._tc is table.cell(2, 2)._tc
    assert table.cell(0, 1).text == "𠮷"
    assert table.cell(1, 1).text == "同意\n（盖章）"
    assert len(made.inline_shapes) == 1
    assert made.inline_shapes[0].height <= Mm(45)


def test_a_listing_repeats_its_heading_and_keeps_every_cell() -> None:
    columns = (
        ListingColumn("序号"),
        ListingColumn("姓名", group="人"),
        ListingColumn("金额", kind="number", group="人"),
    )
    rows: list[tuple[str, ...] | Band] = [
        Band("第一组"),
        *((str(number), f"甲<{number}>&", "1.00") for number in range(50)),
    ]
    document = Document(
        "册", (Title("册"), Listing(columns, rows, ("合计", "", "50.00"))), page=Page(landscape=True), header="单位\t元"
    )
    table = opened(document).tables[0]
    texts = [cell.text for row in table.rows for cell in row.cells]
    assert "甲<49>&" in texts
    assert "第一组" in texts
    assert "合计" in texts
    assert len(table._tbl.xpath(".//w:tblHeader")) == 2


def test_an_account_book_is_refused() -> None:
    with pytest.raises(Refused, match="PDF"):
        opened(Document("账", (LedgerPages((ListingColumn("摘要"),), ()),)))


@pytest.mark.parametrize("writer", [word.render, pdf.render])
def test_a_folder_that_cannot_be_written_is_told_in_words(writer: Any, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"没有改动|没有变动"):
        writer(Document("表", (Title("表"),)), tmp_path / "missing" / "a.out")


@pytest.mark.parametrize("writer", [word.render, pdf.render])
def test_a_document_is_written_to_a_file(writer: Any, tmp_path: Path) -> None:
    out = tmp_path / "a.out"
    writer(Document("表", (Title("表"),)), out)
    assert out.read_bytes()[:2] in (b"PK", b"%P")


def test_a_title_with_characters_that_no_file_may_hold_or_too_many_is_cleaned_and_cut() -> None:
    unfit = "\x00\x01\x0b\u202e\ufffe\uffff\ud840"
    made = opened(Document(f"活{unfit}动\n" + "长" * 300, (Title(f"活{unfit}动"), Paragraph(f"内{unfit}容"))))
    assert made.core_properties.title == "活动 " + "长" * 252
    assert [one.text for one in made.paragraphs if one.text] == ["活动", "内容"]
