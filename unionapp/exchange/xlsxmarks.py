"""What the parts of an .xlsx tell of cells besides values (ECMA-376 part 1, 18.3 and 18.8)."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import IO
from xml.parsers import expat

from unionapp.exchange import numberforms
from unionapp.exchange.book import Asides, Mark
from unionapp.exchange.extents import BLOCK

BOOK = "xl/workbook.xml"
_STYLES = "xl/styles.xml"
_OF_CELLS, _OF_ROWS = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/", b't="e"'), (b'hidden="1"', b'hidden="true"')
"""What stands in a sheet whose cells, or whose rows and columns, have more to tell than values."""
_LONGEST_WORD = 16
_TAG = re.compile(rb"<(?:\w{1,9}:)?(row|col|filterColumn)(\s[^>]*)?>")
_ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_FILTERED = b"filterColumn"
_TRUE = ("1", "true")
_MOST_COLUMNS = 16_384


def of_sheet(pack: zipfile.ZipFile, sheet: str) -> Asides:
    """What is told of a sheet; KeyError or StopIteration where there is none."""
    part = part_of(pack, sheet)
    styles = _marked_styles(pack.read(_STYLES)) if _STYLES in pack.namelist() else {}
    scan = _Cells(styles)
    if styles or _holds(pack.open(part), _OF_CELLS):
        _parse(pack.open(part), scan)
    elif _holds(pack.open(part), _OF_ROWS):
        _skim(pack.open(part), scan)
    if scan.found.rows and not scan.found.filtered:
        scan.found.filtered = any(_FILTERED in pack.read(table) for table in _tables(pack, part))
    return scan.found


def _tables(pack: zipfile.ZipFile, part: str) -> list[str]:
    """The parts of a sheet's tables, which may have filters of their own."""
    folder, name = posixpath.split(part)
    links = f"{folder}/_rels/{name}.rels"
    if links not in pack.namelist():
        return []
    targets = _Attributes("Relationship")
    _parse(pack.open(links), targets)
    found = [_placed(folder, each["Target"]) for each in targets.found if each.get("Type", "").endswith("/table")]
    return [table for table in found if table in pack.namelist()]


def _holds(stream: IO[bytes], words: Iterable[bytes]) -> bool:
    """Whether one of some short words stands in a stream; the thorough reading is then worth its time."""
    before = b""
    while block := stream.read(BLOCK):
        block = before + block
        if any(word in block for word in words):
            return True
        before = block[-_LONGEST_WORD:]
    return False


def part_of(pack: zipfile.ZipFile, sheet: str) -> str:
    """The name of the part that holds a sheet; KeyError or StopIteration where there is none."""
    sheets, targets = _Attributes("sheet"), _Attributes("Relationship")
    _parse(pack.open(BOOK), sheets)
    _parse(pack.open("xl/_rels/workbook.xml.rels"), targets)
    link = next(_local(each, "id") for each in sheets.found if each.get("name") == sheet)
    target = {each["Id"]: each["Target"] for each in targets.found}[link]
    return _placed("xl", target)


def _placed(folder: str, target: str) -> str:
    """A part as a link within a folder names it."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _local(attributes: dict[str, str], name: str) -> str:
    """An attribute whatever its prefix: r:id."""
    return next(value for key, value in attributes.items() if key.rpartition(":")[2] == name and ":" in key)


class _Attributes:
    """Gathers the attributes of all elements of one name."""

    def __init__(self, name: str) -> None:
        self.found: list[dict[str, str]] = []
        self._name = name

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag.rpartition(":")[2] == self._name:
            self.found.append(attributes)

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Text within an element."""


class _Styles(_Attributes):
    """Gathers the number formats, and which of the cells' styles use them."""

    def __init__(self) -> None:
        super().__init__("numFmt")
        self.formats: list[int] = []
        self._in_cells = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        super().start(tag, attributes)
        name = tag.rpartition(":")[2]
        self._in_cells = self._in_cells or name == "cellXfs"
        if self._in_cells and name == "xf":
            self.formats.append(int(attributes.get("numFmtId", "0")))

    def end(self, tag: str) -> None:
        self._in_cells = self._in_cells and tag.rpartition(":")[2] != "cellXfs"


def _marked_styles(styles: bytes) -> Mapping[str, Mark]:
    """The marks of the cell styles that have one, by their numbers as cells name them."""
    scan = _Styles()
    _parse(io.BytesIO(styles), scan)
    own = {int(each["numFmtId"]): numberforms.mark(each.get("formatCode", "")) for each in scan.found}
    marks = {**numberforms.BUILT_IN, **own}
    return {str(place): mark for place, number in enumerate(scan.formats) if (mark := marks.get(number)) is not None}


class _Cells:
    """Gathers the marked cells of a sheet's part, and its hidden rows and columns."""

    def __init__(self, styles: Mapping[str, Mark]) -> None:
        self.found = Asides()
        self._styles = styles
        self._row = self._column = 0
        self._cell: dict[str, str] = {}
        self._value = ""
        self._formula = self._in_value = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(":")[2]
        if name == "c":
            self._cell, self._formula, self._value = attributes, False, ""
            self._place(attributes.get("r", ""))
        elif name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), -1
            self.found.rows.update({self._row} if attributes.get("hidden") in _TRUE else ())
        elif name == "f":
            self._formula = True
        elif name in ("v", "t"):
            self._in_value = True
        elif name == "col" and attributes.get("hidden") in _TRUE:
            self.found.columns.update(range(int(attributes["min"]) - 1, min(int(attributes["max"]), _MOST_COLUMNS)))
        elif name == "filterColumn":
            self.found.filtered = True

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition(":")[2]
        if name in ("v", "t"):
            self._in_value = False
        elif name == "c":
            mark = self._mark()
            if mark is not None:
                self.found.marks.setdefault(self._row, {})[self._column] = mark

    def text(self, data: str) -> None:
        """Text within an element."""
        if self._in_value and len(self._value) < len("#GETTING_DATA"):
            self._value += data

    def _mark(self) -> Mark | None:
        kind = self._cell.get("t", "n")
        if kind == "e":
            return self._value if self._value.startswith("#") else "#N/A"
        if self._formula and not self._value and kind != "str":  # a result that is the empty text is one
            return "uncomputed"
        return self._styles.get(self._cell.get("s", "")) if kind == "n" else None

    def _place(self, name: str) -> None:
        """Where a cell stands; one that does not say stands beside the one before."""
        found = _PLACE.fullmatch(name)
        if found is None:
            self._column += 1
            return
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        self._row, self._column = int(found[2]), column - 1


def _skim(stream: IO[bytes], scan: _Cells) -> None:
    """Give the tags of rows and columns alone, which is several times as quick."""
    kept = b""
    while block := stream.read(BLOCK):
        kept += block
        end = max(kept.rfind(b"<"), 0)
        for tag, attributes in _TAG.findall(kept[:end]):
            scan.start(tag.decode(), {name.decode(): value.decode() for name, value in _ATTRIBUTE.findall(attributes)})
        kept = kept[end:]


def _parse(stream: IO[bytes], scan: _Attributes | _Cells) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = scan.start, scan.end
    parser.CharacterDataHandler = scan.text
    while block := stream.read(BLOCK):
        parser.Parse(block)
    parser.Parse(b"", True)
