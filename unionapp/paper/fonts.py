"""The five faces of Chinese office papers, and for each character the first face that can draw it.

Roles: song 宋体, fang 仿宋, hei 黑体, kai 楷体, title 小标宋. The machine's own faces are taken for fang, hei, kai
and title where it has them; resources/fonts holds one for every role but fang, and one more with the rare
characters of Extensions B to F, so that every Han character of GB 18030-2022 prints on every machine.
"""

from __future__ import annotations

import gzip
import io
import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError

from unionapp.paper.cidfont import CompositeFont

Role = Literal["song", "fang", "hei", "kai", "title"]
ROLES: tuple[Role, ...] = ("song", "fang", "hei", "kai", "title")
SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "fonts"
ONLY_SHIPPED = "UNIONAPP_SHIPPED_FONTS"
"""When this environment variable is set, the machine's own faces are left alone (tests, golden files)."""

SYSTEM_FILES: dict[Role, tuple[str, ...]] = {
    "song": (),
    "fang": ("simfang.ttf", "fangsong_gb2312.ttf", "仿宋_gb2312.ttf", "fzfsk.ttf", "fzfsjw.ttf"),
    "hei": ("simhei.ttf", "fzhtk.ttf", "fzhtjw.ttf"),
    "kai": ("simkai.ttf", "楷体_gb2312.ttf", "fzktk.ttf", "fzktjw.ttf"),
    "title": ("fzxbsjw.ttf", "fzxbsk.ttf", "方正小标宋简体.ttf", "方正小标宋_gbk.ttf"),
}
SHIPPED_FILES: dict[Role, str] = {
    "song": "song.ttf",
    "fang": "song.ttf",
    "hei": "hei.ttf",
    "kai": "kai.ttf.gz",
    "title": "title.ttf",
}
RARE = "rare.ttf.gz"
LIKE = {"\xa0": " ", "\t": " ", "\u2011": "-", "\u2022": "·", "\u30fb": "·", "\u2027": "·", "\uff65": "·"}
"""Characters drawn as another one when no face has them."""


@dataclass(frozen=True)
class Face:
    """One font file; opened and registered when first needed (0.1 s, the rare one 0.6 s)."""

    path: Path
    widths: dict[str, float] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def font(self) -> CompositeFont:
        """The registered font; raises TTFError where the file is no usable TrueType font."""
        name = "U-" + self.path.name.split(".")[0]
        source = self.path
        packed = source.suffix == ".gz"
        font = CompositeFont(name, io.BytesIO(gzip.decompress(source.read_bytes())) if packed else source)
        pdfmetrics.registerFont(font)
        return font

    @property
    def name(self) -> str:
        """The name under which reportlab knows the font."""
        return str(self.font.fontName)

    def has(self, character: str) -> bool:
        """Whether this face can draw the character."""
        return bool(self.font.face.charToGlyph.get(ord(character)))

    def advance(self, character: str) -> float:
        """Width of the character in units of the type size."""
        return float(self.font.face.getCharWidth(ord(character))) / 1000


def font_folders() -> Iterable[Path]:
    """Where Windows, UOS and Kylin keep their fonts."""
    if windows := os.environ.get("WINDIR"):
        yield Path(windows) / "Fonts"
    if local := os.environ.get("LOCALAPPDATA"):
        yield Path(local) / "Microsoft" / "Windows" / "Fonts"
    yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")


@cache
def system_fonts() -> dict[str, Path]:
    """The machine's TrueType files by lower-case name."""
    found: dict[str, Path] = {}
    for folder in font_folders():
        for root, _folders, files in os.walk(folder):
            for name in files:
                if name.lower().endswith(".ttf"):
                    found.setdefault(name.lower(), Path(root) / name)
    return found


@cache
def face(path: Path) -> Face:
    """The one face of a font file."""
    return Face(path)


def usable(path: Path) -> bool:
    """Whether a font of the machine may be embedded and can draw Chinese."""
    try:
        return face(path).has("工")
    except (TTFError, OSError):
        return False


@cache
def chain(role: Role, shipped: bool) -> tuple[Face, ...]:
    """The faces asked for a character, in turn."""
    installed = {} if shipped else system_fonts()
    own = (installed[name] for name in SYSTEM_FILES[role] if name in installed)
    first = next((path for path in own if usable(path)), None)
    files = [first, SHIPPED / SHIPPED_FILES[role], SHIPPED / SHIPPED_FILES["song"], SHIPPED / RARE]
    return tuple(face(path) for path in dict.fromkeys(files) if path is not None)


class FaceChoice(dict[str, Face]):
    """For one role: the face of each character met so far."""

    def __init__(self, faces: tuple[Face, ...]) -> None:
        super().__init__()
        self.faces = faces
        self.lost: set[str] = set()

    def __missing__(self, character: str) -> Face:
        found = next((one for one in self.faces if one.has(character)), None)
        if found is None:
            self.lost.add(character)
        self[character] = chosen = found or self.faces[0]
        return chosen


class Widths(dict[str, float]):
    """For one role: the width of each character met so far, in units of the type size."""

    def __init__(self, chosen: FaceChoice) -> None:
        super().__init__()
        self.chosen = chosen

    def __missing__(self, character: str) -> float:
        self[character] = found = self.chosen[character].advance(character)
        return found


def only_shipped() -> bool:
    """Whether the machine's own faces are to be left alone."""
    return bool(os.environ.get(ONLY_SHIPPED))


@lru_cache
def _chosen(role: Role, shipped: bool) -> FaceChoice:
    return FaceChoice(chain(role, shipped))


@lru_cache
def _widths(role: Role, shipped: bool) -> Widths:
    return Widths(_chosen(role, shipped))


def chosen(role: Role) -> FaceChoice:
    """Character → face for a role, as the machine stands."""
    return _chosen(role, only_shipped())


def widths(role: Role) -> Widths:
    """Character → width for a role, as the machine stands."""
    return _widths(role, only_shipped())


def clean(text: str) -> str:
    """The text without control characters and variant marks; look-alikes stand in where no face has one."""
    if text.isprintable() and text.isascii():
        return text
    return "".join(LIKE.get(character, character) for character in text if not unseen(character))


@lru_cache(maxsize=100_000)
def unseen(character: str) -> bool:
    """Whether a character has no shape of its own: controls but the line break, joiners, variation selectors, halves of
    surrogate pairs and noncharacters, which no file can hold."""
    variant = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    nothing = "\ufdd0" <= character <= "\ufdef" or ord(character) & 0xFFFE == 0xFFFE
    return variant or nothing or (unicodedata.category(character) in {"Cc", "Cf", "Cs"} and character not in "\n\t")


def runs(text: str, role: Role) -> list[tuple[str, str]]:
    """The text in pieces of one font each: (font name, piece)."""
    table = chosen(role)
    return [(one.name, "".join(piece)) for one, piece in groupby(text, table.__getitem__)]


def width(text: str, role: Role, size: float) -> float:
    """How wide the text is, in the unit of `size`."""
    return sum(map(widths(role).__getitem__, text)) * size


def undrawable(text: str) -> set[str]:
    """The characters that no face can draw, to be named before printing."""
    table = chosen("song")
    for character in set(clean(text)) - {"\n"}:
        table[character]
    return table.lost & set(text)
