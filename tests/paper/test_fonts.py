"""Every character of GB 18030-2022 prints, and comes back by extraction."""

from __future__ import annotations

from pathlib import Path

import pytest
from unionapp.errors import Trouble
from unionapp.paper import fonts
from unionapp.paper.cidfont import MOST, Used, unicode_map
from unionapp.paper.document import Document, Page, Paragraph, Style

from tests.paper.conftest import drawn, whole_text

GB18030_HAN = {
    "URO": (0x4E00, 0x9FFF),
    "A": (0x3400, 0x4DBF),
    "B": (0x20000, 0x2A6DF),
    "C": (0x2A700, 0x2B734),
    "D": (0x2B740, 0x2B81D),
    "E": (0x2B820, 0x2CEA1),
    "F": (0x2CEB0, 0x2EBE0),
    "radicals": (0x2F00, 0x2FD5),
}
"""GB 18030-2022, implementation level 3; Extension B of the standard ends with U+2A6D6."""
LATER = set(range(0x2A6D7, 0x2A6E0))
SIGNS = "·—…“”‘’《》〔〕①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳○×√□☐☑℃㎡²¥￥№％°±≥≤→、。，；：？！（）【】〇"
LATIN = "".join(map(chr, range(0x21, 0x7F)))


def han(name: str) -> str:
    first, last = GB18030_HAN[name]
    return "".join(chr(code) for code in range(first, last + 1) if code not in LATER)


@pytest.mark.parametrize("name", GB18030_HAN)
def test_every_han_character_of_the_standard_can_be_drawn(name: str) -> None:
    assert fonts.undrawable(han(name)) == set()


@pytest.mark.parametrize("name", GB18030_HAN)
def test_every_han_character_comes_back_by_extraction(name: str) -> None:
    text = han(name)
    for start in range(0, len(text), 15_000):
        part = text[start : start + 15_000]
        page = Page("A3", margins=(10, 10, 10, 10))
        found = whole_text(drawn(Document("字", (Paragraph(part, indent=False),), page=page, footer=False)))
        assert set(part) - set(found) == set()
        assert found == part


@pytest.mark.parametrize("style", ["body", "kai", "hei", "song", "small"])
def test_signs_and_latin_come_back_in_every_face(style: Style) -> None:
    text = SIGNS + LATIN
    document = Document("符号", (Paragraph(text, indent=False, style=style),), footer=False)
    assert whole_text(drawn(document)) == text
    assert fonts.undrawable(text) == set()


def test_a_rare_name_is_drawn_from_more_than_one_face() -> None:
    assert fonts.runs("䶮𬭚𠮷工会", "song") == [("U-song", "䶮𬭚"), ("U-rare", "𠮷"), ("U-song", "工会")]
    assert fonts.runs("𠮷工", "title") == [("U-rare", "𠮷"), ("U-title", "工")]


def test_what_no_face_has_is_named() -> None:
    assert fonts.undrawable("工会😀\ue000") == {"😀", "\ue000"}


def test_what_no_face_has_still_leaves_the_rest_readable() -> None:
    data = drawn(Document("字", (Paragraph("甲😀乙", indent=False),), footer=False))
    found = whole_text(data)
    assert found.startswith("甲")
    assert found.endswith("乙")


def test_width_is_that_of_the_pieces() -> None:
    assert fonts.width("工会", "song", 10) == pytest.approx(20)
    assert fonts.width("𠮷", "hei", 16) == pytest.approx(16)
    assert 4 < fonts.width("8", "song", 10) < 7


def test_control_characters_and_variant_marks_are_not_drawn() -> None:
    assert fonts.clean("甲\x00乙\u200b\U000e0100丙\ufe0f") == "甲乙丙"
    assert fonts.clean("a\tb\xa0c") == "a b c"


def test_a_font_of_the_machine_is_taken_only_when_it_can_draw_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "simhei.ttf"
    broken.write_bytes(b"no font")
    good = tmp_path / "simfang.ttf"
    good.write_bytes((fonts.SHIPPED / "hei.ttf").read_bytes())
    installed = {"simhei.ttf": broken, "simfang.ttf": good}
    monkeypatch.setattr(fonts, "system_fonts", lambda: installed)
    fonts.chain.cache_clear()
    try:
        assert fonts.chain("hei", False)[0].path == fonts.SHIPPED / "hei.ttf"
        assert fonts.chain("fang", False)[0].path == good
        assert fonts.chain("fang", True)[0].path == fonts.SHIPPED / "song.ttf"
    finally:
        fonts.chain.cache_clear()


def test_too_many_different_characters_are_refused_in_words() -> None:
    used = Used()
    for character in range(1, MOST):
        used.code(character)
    with pytest.raises(Trouble, match="分几次打印"):
        used.code(MOST + 1)


def test_the_unicode_map_writes_rare_characters_as_surrogates() -> None:
    assert "<0001> <D842DFB7>" in unicode_map([0, 0x20BB7])


def test_the_shipped_fonts_stay_small_and_their_licences_are_there() -> None:
    assert sum(path.stat().st_size for path in fonts.SHIPPED.iterdir()) < 61_000_000
    licences = fonts.SHIPPED.parent / "licences"
    for name in ("noto-serif-sc", "noto-sans-sc", "lxgw-wenkai", "hanazono"):
        assert "OPEN FONT LICENSE" in (licences / f"{name}.txt").read_text(encoding="utf-8").upper()


def test_the_compatibility_characters_of_the_standard_can_be_drawn() -> None:
    codes = "F92C F979 F995 F9E7 F9F1 FA0C FA0D FA0E FA0F FA11 FA13 FA14 FA18 FA1F FA20 FA21 FA23 FA24 FA27 FA28 FA29"
    text = "".join(chr(int(code, 16)) for code in codes.split())
    assert fonts.undrawable(text) == set()
    assert whole_text(drawn(Document("字", (Paragraph(text, indent=False),), footer=False))) == text
