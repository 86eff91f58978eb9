"""A TrueType font written into a PDF as one composite font with two-byte codes.

reportlab (5.1) cuts a TrueType font into subsets of 256 characters and writes a ToUnicode entry of five hex
digits above U+FFFF, which readers cannot search or copy. Here a face is one Type0 font: one name in the page
stream, an explicit glyph map, and ToUnicode in UTF-16, so every character comes back by extraction.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFont

from unionapp.errors import Trouble

MOST = 32_000
"""Different characters of one face in one document: the limit of the subset's character map."""

CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange"""
CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class Used:
    """The characters of one face that one document uses, in the order of their first use."""

    namePrefix = "F"

    def __init__(self) -> None:
        self.code_of: dict[int, int] = {0: 0}
        self.characters: list[int] = [0]
        self.internalName: str | None = None
        self.frozen = False

    def code(self, character: int) -> int:
        """The two-byte code of a character, given when it is first asked for."""
        code = self.code_of.get(character)
        if code is None:
            code = len(self.characters)
            if self.frozen or code >= MOST:
                raise Trouble("这份文件用到的不同文字太多，一次打印不下。数据没有改动，请分几次打印。")
            self.code_of[character] = code
            self.characters.append(character)
        return code


def unicode_map(characters: list[int]) -> str:
    """The ToUnicode map, in blocks of at most 100 entries (ISO 32000, 9.10.3)."""
    parts = [CMAP_HEAD]
    for start in range(0, len(characters), 100):
        block = list(enumerate(characters[start : start + 100], start))
        parts.append(f"{len(block)} beginbfchar")
        parts += [f"<{code:04X}> <{chr(value).encode('utf-16-be').hex().upper()}>" for code, value in block]
        parts.append("endbfchar")
    return "\n".join([*parts, CMAP_TAIL])


class CompositeFont(TTFont):
    """A face that reportlab's canvas treats like its own dynamic fonts."""

    def __init__(self, name: str, source: Path | BinaryIO) -> None:
        super().__init__(name, str(source) if isinstance(source, Path) else source, shapable=False)

    def used(self, doc: pdfdoc.PDFDocument) -> Used:
        """What the document has used of this face so far."""
        state = self.state.get(doc)
        if state is None:
            state = self.state[doc] = Used()
        return state  # type: ignore[no-any-return]

    def splitString(self, text: str, doc: pdfdoc.PDFDocument, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        """The text as codes of the one subset."""
        codes = [self.used(doc).code(ord(character)) for character in text]
        return [(0, struct.pack(f">{len(codes)}H", *codes))] if codes else []

    def getSubsetInternalName(self, subset: int, doc: pdfdoc.PDFDocument) -> str:
        """The name of the font in page streams."""
        state = self.used(doc)
        if state.internalName is None:
            state.internalName = f"{state.namePrefix}{len(doc.fontMapping) + 1}"
            doc.fontMapping[self.fontName] = "/" + state.internalName
            doc.delayedFonts.append(self)
        return "/" + state.internalName

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:
        """Writes the font with exactly the characters that were used."""
        state = self.used(doc)
        state.frozen = True
        base = "UNIONA+" + self.face.name.decode("ascii")
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": pdfdoc.PDFName(base),
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(self._descendant(doc, base, state))]),
                "ToUnicode": stream(doc, unicode_map(state.characters)),
            }
        )
        doc.idToObject["BasicFonts"].dict[state.internalName] = doc.Reference(font, state.internalName)
        del self.state[doc]

    def _descendant(self, doc: pdfdoc.PDFDocument, base: str, state: Used) -> pdfdoc.PDFDictionary:
        widths = pdfdoc.PDFArray([round(self.face.getCharWidth(c), 2) for c in state.characters])
        identity = {"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}
        return pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": pdfdoc.PDFName(base),
                "CIDSystemInfo": pdfdoc.PDFDictionary(identity),
                "FontDescriptor": self.face.addSubsetObjects(doc, base, state.characters),
                "DW": 1000,
                "W": pdfdoc.PDFArray([0, widths]),
                "CIDToGIDMap": stream(doc, self._glyph_map(state.characters)),
            }
        )

    def _glyph_map(self, characters: list[int]) -> bytes:
        """Code to glyph of the cut font; `makeSubset` numbers glyphs by first use, shared ones once."""
        numbers = {0: 0}
        glyphs = []
        for character in characters:
            glyph = self.face.charToGlyph.get(character, 0)
            glyphs.append(numbers.setdefault(glyph, len(numbers)))
        return struct.pack(f">{len(glyphs)}H", *glyphs)


def stream(doc: pdfdoc.PDFDocument, content: str | bytes) -> pdfdoc.PDFObjectReference:
    """A reference to a packed stream of the document."""
    made = pdfdoc.PDFStream(content=content)
    if doc.compression:
        made.filters = [pdfdoc.PDFZCompress]
    return doc.Reference(made)
