"""What the reading library does not tell of cells: how numbers are shown, errors, missing results, what is hidden.

A cell that shows 50% holds 0.5, one that shows 000123 holds 123. Read from the files themselves: .xlsx in `xlsxmarks`,
.xlsb in `xlsbmarks`, .ods in `odsmarks`, .xls and .et in `biffmarks`; whatever cannot be followed gives nothing, and
the fields of shares then ask (`parsing`). Runs in the child process that reads a file.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from xml.parsers import expat

from unionapp.exchange import biffmarks, odsmarks, ole, plain, xlsbmarks, xlsxmarks
from unionapp.exchange.book import Asides, Cell, Mark, Remark, Uncomputed

_CONTENT = "content.xml"
_TYPED_DIGITS = 8
"""More digits than anybody types into a cell: such a number was computed."""
BROKEN = (
    *(expat.ExpatError, zipfile.BadZipFile, zlib.error, StopIteration),
    *(KeyError, EOFError, NotImplementedError, RuntimeError, *ole.BROKEN),
)
"""What reading a file raises where it cannot be followed."""
_DURATION = re.compile(r"PT(?:(\d{1,6})H)?(?:(\d{1,4})M)?(?:(\d{1,6})(?:[.,]\d+)?S)?")
CUT = {255, 32_767}
"""The lengths at which old and new programs cut a text without a word."""
LONG, SHORT = 1e15, 15
"""Digits that a spreadsheet keeps of a number; longer ones come as text (`plain`)."""


def of_sheet(data: bytes, sheet: str, place: int) -> Asides:
    """What is told of one sheet, which stands at that place among all; nothing where it cannot be followed."""
    try:
        if not data.startswith(b"PK"):
            return biffmarks.of_sheet(ole.workbook(data), place)
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            if xlsxmarks.BOOK in pack.namelist():
                return xlsxmarks.of_sheet(pack, sheet)
            if xlsbmarks.BOOK in pack.namelist():
                return xlsbmarks.of_sheet(pack, place)
            return odsmarks.of_sheet(pack.open(_CONTENT), sheet)
    except BROKEN:
        return Asides()


def applied(cells: Sequence[Cell], known: Mapping[int, Mark]) -> tuple[Cell, ...]:
    """The cells of a row as their marks say."""
    return tuple(shown(cell, known.get(column)) for column, cell in enumerate(cells))


def shown(cell: Cell, mark: Mark | None) -> Cell:
    """A cell as its mark says: a share as the text shown, with the 15 digits that are kept.

    One that no text shows whole (1/3) is given with two decimals, as it is shown and as shares are kept.
    """
    if mark is None:
        return cell
    if mark.startswith("#") or mark == "uncomputed":
        return Uncomputed() if not cell or mark.startswith("#") else cell
    if mark == "time" and isinstance(cell, str):
        return _hours(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return cell
    if mark != "percent":
        filled = isinstance(cell, int) and mark != "time" and 0 <= cell < 10 ** (len(mark) - 1)
        return f"{cell:0{len(mark)}}" if filled else cell
    share = (Decimal(f"{cell:.15g}") * 100).normalize()
    if len(share.as_tuple().digits) > _TYPED_DIGITS:
        share = share.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    return f"{share:f}%"


def _hours(text: str) -> Cell:
    """A duration of OpenDocument, PT08H30M00S, as hours are shown."""
    found = _DURATION.fullmatch(text)
    if found is None:
        return text
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return plain.cell(timedelta(hours=hours, minutes=minutes, seconds=seconds))


def remarks(number: int, values: Sequence[object], cells: Sequence[Cell], known: Mapping[int, Mark]) -> list[Remark]:
    """What is to be said of the cells of a row, given as they are and, without the empty first ones, as they were."""
    found: list[Remark] = []
    before = len(cells) - len(values)
    for place in [place for place, cell in enumerate(cells) if cell.__class__ is str and len(cell) > SHORT]:
        text = str(cells[place])
        value = values[place - before]
        if isinstance(value, float) and abs(value) >= LONG:
            found.append(Remark(number, place, "digits", text))
        elif len(text) in CUT:
            found.append(Remark(number, place, "cut", text))
    for place in known if known else ():
        if place < len(cells) and cells[place].__class__ is Uncomputed:
            error = known[place].startswith("#")
            found.append(Remark(number, place, "error" if error else "uncomputed", known[place] if error else ""))
    return found
