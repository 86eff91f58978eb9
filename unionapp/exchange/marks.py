"""What the reading library does not tell of cells: that a number is shown as percent, that a formula has no result.

A cell that shows 50% holds 0.5 (ECMA-376 part 1, 18.8.30). Read from the files themselves: .xlsx here, .ods in
`odsmarks`, .xls and .et in `biffmarks`; whatever cannot be followed gives no marks, and the fields of shares then ask
(`parsing`). Runs in the child process that reads a file.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import IO
from xml.parsers import expat

from unionapp.exchange import biffmarks, odsmarks
from unionapp.exchange.book import Cell, Mark, Marks, Uncomputed

_STYLES = "xl/styles.xml"
_BOOK = "xl/workbook.xml"
_CONTENT = "content.xml"
_TYPED_DIGITS = 8
"""More digits than anybody types into a cell: such a number was computed."""
_BUILT_IN = {9, 10}
"""The formats 0% and 0.00%, which need no code of their own (ECMA-376 part 1, 18.8.30)."""
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""Parts of a format code that stand for themselves."""
_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_BLOCK = 1024 * 1024
BROKEN = (
    *(expat.ExpatError, zipfile.BadZipFile, zlib.error),
    *(KeyError, ValueError, EOFError, NotImplementedError, RuntimeError),
)
"""What reading a packed file raises where it cannot be followed."""


def of_sheet(data: bytes, sheet: str) -> Marks:
    """The marked cells of one sheet by row (from 1) and column (from 0); nothing for what cannot be followed."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return biffmarks.of_sheet(data, sheet)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            names = set(pack.namelist())
            if _BOOK in names:
                return _of_xlsx(pack, names, sheet)
            return odsmarks.of_sheet(pack.open(_CONTENT), sheet) if _CONTENT in names else {}
    except BROKEN:
        return {}


def applied(cells: Sequence[Cell], known: Mapping[int, Mark]) -> tuple[Cell, ...]:
    """The cells of a row as their marks say."""
    return tuple(_marked(cell, known.get(column)) for column, cell in enumerate(cells))


def _marked(cell: Cell, mark: Mark | None) -> Cell:
    """A cell as its mark says: a share as the text shown, with the 15 digits that are kept.

    One that no text shows whole (1/3) is given with two decimals, as it is shown and as shares are kept.
    """
    if mark == "uncomputed" and cell is None:
        return Uncomputed()
    if mark != "percent" or isinstance(cell, bool) or not isinstance(cell, int | float):
        return cell
    share = (Decimal(f"{cell:.15g}") * 100).normalize()
    if len(share.as_tuple().digits) > _TYPED_DIGITS:
        share = share.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    return f"{share:f}%"


def is_percent(code: str) -> bool:
    """Whether a format code shows a number as percent."""
    return "%" in _QUOTED.sub("", code)


def _of_xlsx(pack: zipfile.ZipFile, names: set[str], sheet: str) -> Marks:
    part = part_of(pack, sheet)
    shares = _percent_styles(pack.read(_STYLES)) if _STYLES in names else frozenset()
    if not shares and not _holds(pack.open(part), (b"<f", b":f")):
        return {}
    scan = _Cells(shares)
    _parse(pack.open(part), scan)
    return scan.marks


def _holds(stream: IO[bytes], words: Iterable[bytes]) -> bool:
    """Whether one of some short words stands in a stream; the thorough reading is then worth its time."""
    before = b""
    while block := stream.read(_BLOCK):
        if any(word in before + block for word in words):
            return True
        before = block[-1:]
    return False


def part_of(pack: zipfile.ZipFile, sheet: str) -> str:
    """The name of the part of an .xlsx that holds a sheet; KeyError where there is none."""
    sheets, targets = _Attributes("sheet"), _Attributes("Relationship")
    _parse(pack.open(_BOOK), sheets)
    _parse(pack.open("xl/_rels/workbook.xml.rels"), targets)
    link = next(_local(each, "id") for each in sheets.found if each.get("name") == sheet)
    target = {each["Id"]: each["Target"] for each in targets.found}[link]
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


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
    """Gathers the formats that show percent, and which of the cells' styles use them."""

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


def _percent_styles(styles: bytes) -> frozenset[str]:
    """The numbers of the cell styles that show percent, as cells name them."""
    scan = _Styles()
    _parse(io.BytesIO(styles), scan)
    own = {int(each["numFmtId"]): each.get("formatCode", "") for each in scan.found}
    percent = {number for number, code in own.items() if is_percent(code)} | (_BUILT_IN - own.keys())
    return frozenset(str(place) for place, number in enumerate(scan.formats) if number in percent)


class _Cells:
    """Gathers the marked cells of a sheet's part."""

    def __init__(self, shares: frozenset[str]) -> None:
        self.marks: dict[int, dict[int, Mark]] = {}
        self._shares = shares
        self._row = self._column = 0
        self._cell: dict[str, str] = {}
        self._formula = self._value = self._in_value = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(":")[2]
        if name == "c":
            self._cell, self._formula, self._value = attributes, False, False
            self._place(attributes.get("r", ""))
        elif name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), -1
        elif name == "f":
            self._formula = True
        elif name in ("v", "t"):
            self._in_value = True

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition(":")[2]
        if name in ("v", "t"):
            self._in_value = False
        elif name == "c":
            mark = self._mark()
            if mark is not None:
                self.marks.setdefault(self._row, {})[self._column] = mark

    def text(self, data: str) -> None:
        """Text within an element."""
        self._value = self._value or self._in_value

    def _mark(self) -> Mark | None:
        kind = self._cell.get("t", "n")
        if self._formula and not self._value and kind != "str":  # a result that is the empty text is one
            return "uncomputed"
        return "percent" if kind == "n" and self._cell.get("s") in self._shares else None

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


def _parse(stream: IO[bytes], scan: _Attributes | _Cells) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = scan.start, scan.end
    parser.CharacterDataHandler = scan.text
    parser.ParseFile(stream)
