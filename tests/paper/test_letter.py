"""公文 after GB/T 9704-2012."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest
from unionapp.paper.document import LETTER_PAGE, Document, Masthead, Paragraph, Signature
from unionapp.paper.flow import setting, strips, written
from unionapp.paper.fonts import width
from unionapp.paper.layout import balanced, lines
from unionapp.paper.letter import letter, paragraph

from tests.paper.conftest import drawn, page_texts, whole_text

MM = 72 / 25.4


def test_twenty_eight_characters_fill_the_measure_exactly() -> None:
    way = setting(LETTER_PAGE)
    line = "工" * 28
    assert way.measure == pytest.approx(156 * MM)
    assert width(line, "fang", 16) + 28 * way.spacing == pytest.approx(way.measure)
    assert lines(line + "会", way.measure, "fang", 16, way.spacing) == [line, "会"]


def test_a_page_holds_twenty_two_lines() -> None:
    page = setting(LETTER_PAGE)
    assert page.pitch * 22 == pytest.approx(225 * MM)
    for count, pages in ((22, 1), (23, 2), (44, 2), (45, 3)):
        text = Paragraph("工" * 28 * count, indent=False)
        assert len(page_texts(drawn(Document("满页", (text,), page=LETTER_PAGE)))) == pages


def test_each_full_line_of_a_page_has_twenty_eight_characters() -> None:
    data = drawn(Document("满页", (Paragraph("工" * 28 * 22, indent=False),), page=LETTER_PAGE, footer=False))
    assert [len(line) for line in page_texts(data)[0].splitlines()] == [28] * 22


def test_the_type_area_stands_where_the_standard_puts_it() -> None:
    data = drawn(Document("满页", (Paragraph("工" * 28 * 22, indent=False),), page=LETTER_PAGE, footer=False))
    pdf = pypdfium2.PdfDocument(data)
    text = pdf[0].get_textpage()
    boxes = [text.get_charbox(place, loose=True) for place in range(28)]
    assert boxes[0][0] == pytest.approx(28 * MM, abs=1)
    assert boxes[27][2] == pytest.approx(184 * MM, abs=1)
    assert boxes[0][3] == pytest.approx(260 * MM, abs=8)
    text.close()
    pdf.close()


def request(words: int = 1) -> Document:
    return letter(
        "河口镇总工会关于召开第三次代表大会的请示",
        "中共河口镇委员会",
        [
            "根据有关规定，现将有关事项请示如下：" * words,
            "一、大会任务",
            "（一）听取报告。审议工作报告。",
            "妥否，请批示。",
        ],
        attachments=("工作方案", "代表名额分配表"),
        issuer="河口镇总工会",
        date=date(2026, 11, 2),
        number="河工〔2026〕12号",
        signer="张三",
        contact="联系人：李四",
    )


def test_a_request_carries_all_its_parts_in_order() -> None:
    text = whole_text(drawn(request()))
    parts = [
        "河工〔2026〕12号",
        "签发人：张三",
        "河口镇总工会关于",
        "中共河口镇委员会：",
        "妥否，请批示。",
        "附件：1.工作方案",
    ]
    parts += ["2.代表名额分配表", "河口镇总工会2026年11月2日", "（联系人：李四）", "—1—"]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("words", range(1, 40, 3))
def test_issuer_and_date_never_stand_alone_on_a_page(words: int) -> None:
    last = next(page for page in page_texts(drawn(request(words))) if "2026年11月2日" in page)
    assert "河口镇总工会" in last
    assert "附件" in last or "2." in last


def test_a_missing_date_leaves_room_for_the_pen() -> None:
    assert written(None) == "　　　年　　月　　日"
    assert written(date(2026, 1, 5)) == "2026年1月5日"


def test_a_very_long_issuer_stays_within_the_margins() -> None:
    way = setting(LETTER_PAGE)
    issuer = "青山县河口镇人民政府机关工会委员会联合会筹备工作领导小组办公室综合协调组"
    text = whole_text(drawn(Document("函", (Signature(issuer, date(2026, 1, 5)),), page=LETTER_PAGE)))
    assert issuer in text
    assert len(strips(Signature(issuer), way)) == 4


def test_levels_of_headings_have_their_faces() -> None:
    assert paragraph("一、大会的主要任务").style == "hei"
    assert paragraph("（一）听取报告").style == "kai"
    mixed = paragraph("二、时间。拟于十二月召开。")
    assert (mixed.lead, mixed.lead_style, mixed.text) == ("二、时间。", "hei", "拟于十二月召开。")
    assert paragraph("1.具体事项").style == "body"


def test_the_red_head_is_drawn_only_where_it_is_named() -> None:
    way = setting(LETTER_PAGE)
    assert len(strips(Masthead("河工〔2026〕1号", "", "河口镇总工会文件"), way)) > len(
        strips(Masthead("河工〔2026〕1号"), way)
    )
    assert strips(Masthead(), way) == []


def test_title_lines_are_balanced() -> None:
    found = balanced("河口镇总工会关于召开河口镇工会第三次代表大会并进行换届选举的请示", 156 * MM, "title", 22)
    assert [len(line) for line in found] == [16, 16]
