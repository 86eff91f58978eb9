"""Comma-separated text: how it is encoded, what separates it, and which cells must not run as formulas."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence

from unionapp.errors import Trouble

NOT_A_SHEET = (
    "这个文件不是电子表格，没有读入任何内容。请选择 .xlsx、.xls、.et、.ods 或 .csv 文件；"
    "如果内容在别的文件里，请先复制到 Excel 或 WPS 表格中保存。"
)
UNREADABLE_TEXT = "这个文件的文字编码无法识别，没有读入任何内容。请用 Excel 或 WPS 打开它，另存为 .xlsx 后再选择。"
BROKEN_QUOTES = (
    "这个 .csv 文件第 {line} 行附近的引号不成对，没有读入任何内容。请用 Excel 或 WPS 打开它，另存为 .xlsx 后再选择。"
)

DELIMITERS = (",", "\t", ";", "|")
SAMPLE = 50_000
"""Characters looked at to find the delimiter."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet run a cell of a text file as a formula."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NEVER_IN_TEXT = frozenset(map(chr, range(32))) - set("\t\n\r\f\x1a")


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or GB 18030. Raises Trouble for anything else."""
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _NEVER_IN_TEXT.isdisjoint(text):
            return text
    raise Trouble(NOT_A_SHEET if b"\0" in data else UNREADABLE_TEXT)


def _encodings(data: bytes) -> tuple[str, ...]:
    """The encodings worth trying, most certain first."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return (encoding,)
    if b"\0" in data:
        return ("utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be",)
    return ("utf-8", "gb18030")


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the first lines into the most even rows; a comma where none does."""
    sample = text[:SAMPLE]
    if len(text) > SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows share the commonest width above one, and that width."""
    try:
        widths = Counter(map(len, csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)))
    except csv.Error:
        return (0, 0)
    return max(((rows, width) for width, rows in widths.items() if width > 1), default=(0, 0))


def parse(text: str) -> list[list[str | None]]:
    """All records of a text, blank ones too; an empty cell is None. Raises Trouble for unmatched quotes."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    try:
        return [[_read_cell(cell) for cell in record] for record in reader]
    except csv.Error as error:
        raise Trouble(BROKEN_QUOTES.format(line=reader.line_num)) from error


def _read_cell(text: str) -> str | None:
    """A cell's text: `="0123"`, which keeps digits in Excel, is 0123; the guard of `guarded` is taken off."""
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        return text[2:-1].replace('""', '"') or None
    if text.startswith("'") and text.lstrip("'").startswith(FORMULA_STARTS):
        return text[1:]
    return text or None


def guarded(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it as a formula."""
    return "'" + text if text.lstrip("'").startswith(FORMULA_STARTS) else text


def compose(records: Iterable[Sequence[str]]) -> Iterable[str]:
    """The lines of a text file, one record at a time, all ending as Windows programs expect."""
    for record in records:
        line = io.StringIO(newline="")
        csv.writer(line).writerow(record)
        yield line.getvalue()
