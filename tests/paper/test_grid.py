"""Fixed forms: every text of every cell is drawn, inside the page."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from unionapp.errors import Refused
from unionapp.paper.document import Cell, Document, FormGrid, Page, PageBreak, Title
from unionapp.paper.grid import Form, places

from tests.paper.conftest import drawn, page_texts, whole_text


def picture(kind: str = "JPEG", mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (300, 400), 128 if mode == "L" else (90, 120, 160, 255)[: len(mode)]).save(out, kind)
    return out.getvalue()


def form(*rows: tuple[Cell, ...], widths: tuple[float, ...] = (30, 57, 30, 57)) -> Document:
    return Document("表", (Title("登记表"), FormGrid(widths, rows)))


def kept(text: str) -> list[str]:
    return sorted("".join(text.split()))


CELLS = st.text(st.sampled_from("工会会员代表，。（）12345abc𠮷䶮"), max_size=400)


@settings(max_examples=30)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6))
def test_every_character_of_every_cell_is_drawn(rows: list[tuple[str, str]]) -> None:
    document = form(*((Cell("栏", label=True), Cell(a), Cell("目", label=True), Cell(b)) for a, b in rows))
    expected = "登记表" + "".join("栏目" + a + b for a, b in rows)
    found = "".join(text[: text.rindex("第")] for text in page_texts(drawn(document)))
    assert kept(found) == kept(expected)


@pytest.mark.parametrize("length", [0, 50, 3000, 12000])
@pytest.mark.parametrize("span", [1, 3])
def test_a_cell_higher_than_the_page_goes_on_overleaf(length: int, span: int) -> None:
    text = "简历" * length
    rows = [(Cell("个人简历", label=True, vertical=True, rows=span), Cell(text, span=3))]
    below = [(Cell("下", span=3),)] * (span - 1)
    data = drawn(form(*rows, *below))
    found = whole_text(data)
    assert found.count("历") == length + 1
    assert found.count("下") == span - 1
    assert inside(data)


def test_a_high_cell_spanning_rows_goes_on_overleaf() -> None:
    text = "事迹" * 4000
    rows = [(Cell("行", label=True), Cell(text, span=3, rows=30)), *[(Cell("行", label=True),)] * 29]
    data = drawn(form(*rows))
    found = whole_text(data)
    assert found.count("迹") == 4000
    assert found.count("行") == 30
    assert inside(data)


def inside(data: bytes) -> bool:
    """Whether no character stands below the bottom margin but the page number."""
    pdf = pypdfium2.PdfDocument(data)
    lowest = 900.0
    for page in pdf:
        text = page.get_textpage()
        whole = text.get_text_range()
        for place in range(min(text.count_chars(), whole.rindex("第") - 1)):
            box = text.get_charbox(place)
            if box[1] > 0:
                lowest = min(lowest, box[1])
        text.close()
        page.close()
    pdf.close()
    return lowest > 18 * 72 / 25.4


def test_cells_spanning_rows_and_columns_find_their_places() -> None:
    grid = FormGrid((10, 10, 10), ((Cell("a", rows=2), Cell("b", span=2)), (Cell("c"), Cell("d"))))
    found = [(row, column, cell.text) for row, column, cell in places(grid)]
    assert found == [(0, 0, "a"), (0, 1, "b"), (1, 1, "c"), (1, 2, "d")]


def test_a_row_wider_than_the_form_is_an_error() -> None:
    with pytest.raises(ValueError, match="row 1"):
        list(places(FormGrid((10,), ((Cell(span=2),),))))


def test_rows_are_as_high_as_asked_and_no_lower_than_their_text() -> None:
    mm = 72 / 25.4
    rows = ((Cell(height_mm=30), Cell()), (Cell(lines=3), Cell()), (Cell("字" * 200), Cell()))
    heights = Form(FormGrid((30, 30), rows), 170 * mm).heights
    assert heights[0] == pytest.approx(30 * mm)
    assert heights[1] == pytest.approx(24 * mm)
    assert heights[2] > 20 * 7 * 1.3


def test_a_form_wider_than_the_page_is_made_to_fit() -> None:
    made = Form(FormGrid((200, 200), ((Cell(), Cell()),)), 400)
    assert made.edges[-1] == pytest.approx(400)


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("PNG", "L")])
def test_a_photo_is_drawn_upright_within_its_cell(kind: str, mode: str) -> None:
    document = form((Cell("姓名", label=True), Cell("张三", span=2), Cell(photo=picture(kind, mode), height_mm=40)))
    pdf = pypdfium2.PdfDocument(drawn(document))
    images = [one for one in pdf[0].get_objects() if one.type == 3]
    assert len(images) == 1
    left, bottom, right, top = images[0].get_bounds()
    assert (right - left) / (top - bottom) == pytest.approx(0.75, abs=0.01)
    assert top - bottom <= 40 * 72 / 25.4
    pdf.close()


def test_a_damaged_photo_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="照片打不开"):
        drawn(form((Cell(photo=b"no picture", span=4),)))


def test_a_form_that_fits_a_page_is_not_torn() -> None:
    grid = FormGrid((100,), tuple((Cell(f"第{row}行"),) for row in range(20)))
    texts = page_texts(drawn(Document("表", (grid, grid))))
    assert len(texts) == 2
    assert "第19行" in texts[0]
    assert "第0行" in texts[1]


def test_a_title_does_not_stand_alone_before_a_long_form() -> None:
    rows = ((Cell("姓名", label=True), Cell("张三")), (Cell("简历", label=True), Cell("任教。" * 900)))
    texts = page_texts(
        drawn(Document("表", (Title("登记表"), FormGrid((30, 140), (*rows, *[(Cell(span=2, height_mm=20),)] * 5)))))
    )
    assert "张三" in texts[0]


def test_the_foot_of_a_cut_cell_stands_inside_its_last_piece() -> None:
    for lines in range(1500, 1600, 7):
        rows = ((Cell("任" * lines, span=2, foot="（盖章）\n年　月　日"),), (Cell("末", span=2),))
        data = drawn(Document("表", (FormGrid((30, 140), rows, size=14),)))
        last = page_texts(data)[-1]
        assert last.index("（盖章）") < last.index("末")
        assert inside(data)


def test_brackets_lie_down_in_vertical_text() -> None:
    text = whole_text(drawn(form((Cell("郑秀英（女）", vertical=True, span=4),))))
    assert "郑秀英︵女︶" in text


def test_one_document_holds_many_forms() -> None:
    blocks = [block for _ in range(3) for block in (FormGrid((50,), ((Cell("甲"),),)), PageBreak())][:-1]
    assert len(page_texts(drawn(Document("表", blocks)))) == 3


def test_a_foot_stands_at_the_end_of_its_cell() -> None:
    text = whole_text(
        drawn(form((Cell("意见", label=True), Cell("同意", span=3, foot="（盖章）\n年　月　日", height_mm=30))))
    )
    assert "意见同意（盖章）年月日" in text


def test_a_landscape_page_is_wider_than_high() -> None:
    pdf = pypdfium2.PdfDocument(drawn(Document("表", (Title("横"),), page=Page(landscape=True))))
    wide, high = pdf[0].get_size()
    assert (round(wide), round(high)) == (842, 595)
    pdf.close()
