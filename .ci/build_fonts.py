"""Makes resources/fonts from the published fonts: only the characters and tables that printing needs.

Needs fonttools (not a dependency of the program) and the unpacked originals in one folder:
    NotoSerifSC_400Regular.ttf, NotoSerifSC_700Bold.ttf   npm @expo-google-fonts/noto-serif-sc
    NotoSansSC_500Medium.ttf                              npm @expo-google-fonts/noto-sans-sc
    LXGWWenKai-Regular.ttf                                Debian fonts-lxgw-wenkai
    HanaMinB.ttf                                          Debian fonts-hanazono
The results carry our own names, since some of the licences reserve the original ones for unchanged fonts.

    python .ci/build_fonts.py ORIGINALS resources/fonts
"""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

SYMBOLS = [
    *range(0x20, 0x2E80),
    *range(0x2F00, 0x2FD6),
    *range(0x3000, 0x3130),
    *range(0x31C0, 0x3400),
    *range(0xF900, 0xFB00),
    *range(0xFE10, 0xFE70),
    *range(0xFF00, 0xFFF0),
]
URO = list(range(0x4E00, 0xA000))
EXTENSION_A = list(range(0x3400, 0x4DC0))
BEYOND_BMP = list(range(0x20000, 0x2EBF0))
DROPPED = ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "DSIG", "STAT", "vhea", "vmtx", "FFTM", "gasp", "meta"]


def options() -> subset.Options:
    """Outlines and character map only: no hinting, no layout rules, no glyph names."""
    chosen = subset.Options()
    chosen.hinting = False
    chosen.layout_features = []
    chosen.notdef_outline = True
    chosen.glyph_names = False
    chosen.legacy_cmap = False
    chosen.name_IDs = [1, 2, 4, 6]
    chosen.drop_tables += DROPPED
    chosen.recalc_timestamp = False
    return chosen


def cut(source: Path, characters: list[int], name: str) -> TTFont:
    """The font with these characters alone, under our name."""
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options())
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    rename(font, name)
    return font


def rename(font: TTFont, name: str) -> None:
    """Family, full and PostScript names become ours."""
    table = font["name"]
    table.names = []
    for number, text in ((1, name), (2, "Regular"), (4, name), (6, name.replace(" ", ""))):
        table.setName(text, number, 3, 1, 0x409)


def add_boxes(font: TTFont) -> None:
    """☐ and ☑, which the original lacks, from its own □ and √."""
    characters = font.getBestCmap()
    square, tick = characters[0x25A1], characters[0x221A]
    advance = font["hmtx"][square]
    for code, parts in ((0x2610, [square]), (0x2611, [square, tick])):
        pen = TTGlyphPen(font.getGlyphSet())
        for part in parts:
            pen.addComponent(part, (0.8, 0, 0, 0.8, 100, 60) if part == tick else (1, 0, 0, 1, 0, 0))
        glyph = f"box{code:X}"
        font.setGlyphOrder([*font.getGlyphOrder(), glyph])
        font["glyf"][glyph] = pen.glyph()
        font["hmtx"][glyph] = advance
        for table in font["cmap"].tables:
            table.cmap[code] = glyph


def write(font: TTFont, target: Path) -> None:
    """As it is, or packed where the name ends in .gz."""
    buffer = io.BytesIO()
    font.save(buffer)
    data = buffer.getvalue()
    target.write_bytes(gzip.compress(data, 9, mtime=0) if target.suffix == ".gz" else data)
    sys.stdout.write(f"{target.name} {target.stat().st_size / 1e6:.1f} MB\n")


def main(originals: Path, target: Path) -> None:
    """Every face that the program ships."""
    kai_source = originals / "LXGWWenKai-Regular.ttf"
    common_a = [code for code in TTFont(kai_source).getBestCmap() if 0x3400 <= code < 0x4DC0]
    common = [*SYMBOLS, *URO, *common_a, *BEYOND_BMP]
    song = cut(originals / "NotoSerifSC_400Regular.ttf", [*common, *EXTENSION_A], "Union Song")
    add_boxes(song)
    write(song, target / "song.ttf")
    write(cut(originals / "NotoSerifSC_700Bold.ttf", common, "Union Title"), target / "title.ttf")
    write(cut(originals / "NotoSansSC_500Medium.ttf", common, "Union Hei"), target / "hei.ttf")
    write(cut(kai_source, common, "Union Kai"), target / "kai.ttf.gz")
    write(cut(originals / "HanaMinB.ttf", BEYOND_BMP, "Union Rare"), target / "rare.ttf.gz")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
