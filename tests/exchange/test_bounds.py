"""Sheets that are small as files and vast as tables are refused in words, before anything is spread out."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from unionapp.errors import Trouble
from unionapp.exchange import biffmarks, bounds, extents, reader
from unionapp.exchange.book import Limits
from unionapp.exchange.extents import Extent

BEGIN, END = b"<worksheet><sheetData>", b"</sheetData></worksheet>"
ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="名单">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
)
SMALL = Limits(cells=1000)


def sheet(path: Path, part: str, content: Iterable[bytes]) -> Path:
    """A sound .xlsx of which one part holds something else."""
    with xlsxwriter.Workbook(str(path.with_suffix(".sound")), {"constant_memory": False}) as book:
        book.add_worksheet("会员").write("A1", "姓名")
    with zipfile.ZipFile(path.with_suffix(".sound")) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            with new.open(name, "w") as out:
                out.writelines(content if name == part else [old.read(name)])
    return path


def ods(path: Path, rows: str) -> Path:
    """An .ods of one sheet."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        pack.writestr("META-INF/manifest.xml", "<manifest/>")
        pack.writestr("content.xml", ODS.format(rows=rows))
    return path


def said(path: Path, limits: Limits | None = None) -> str:
    """What is said of a file, asked in this process: nothing may grow before it is said."""
    with pytest.raises(Trouble) as caught:
        list(reader.messages(path.read_bytes(), None, limits or Limits()))
    return str(caught.value)


def reach(tmp_path: Path, rows: bytes, most: int = 10**9) -> Extent:
    """How far the cells of a part reach."""
    path = tmp_path / "part"
    path.write_bytes(BEGIN + rows + END)
    with path.open("rb") as stream:
        return extents.of_xlsx_part(stream, most)


def test_two_cells_far_apart_are_told_with_their_range(tmp_path: Path) -> None:
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="4999"><c r="GJH4999"><v>1</v></c></row>'
    path = sheet(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", [BEGIN, rows, END])
    assert path.stat().st_size < 8000
    assert "4999 行 × 5000 列" in said(path)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_one_vast_text_is_told(tmp_path: Path, part: str) -> None:
    path = sheet(
        tmp_path / "a.xlsx", part, [b'<sst><row><c t="inlineStr"><is><t>', *[b"x" * 2**20] * 20, b"</t></is></c>"]
    )
    assert said(path) == bounds.TOO_LARGE


def test_a_vast_part_beside_the_sheets_is_told(tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", "xl/styles.xml", [b"<x/>" * 2**18] * 21)
    assert said(path) == bounds.TOO_LARGE


@pytest.mark.parametrize(
    ("rows", "extent"),
    [
        (b'<row r="2"><c s="1" r="C2" t="s"><v>0</v></c><c r="XFD2" s="4"/></row>', Extent(2, 3)),
        (b"<row><c><v>1</v></c><c><v>1</v></c></row><row><c><v>1</v></c></row>", Extent(2, 2)),
        (b'<row r="7"><c><v>1</v></c></row>', Extent(7, 1)),
        (b'<row r="900" ht="3"/>', Extent(0, 0)),
        (b"", Extent(0, 0)),
    ],
)
def test_only_filled_cells_count_and_those_without_a_place_stand_side_by_side(
    tmp_path: Path, rows: bytes, extent: Extent
) -> None:
    assert reach(tmp_path, rows) == extent


def test_a_prefix_and_the_end_of_a_block_hide_no_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "part"
    rows = b"".join(b'<x:row r="%d"><x:c r="AB%d"><x:v>1</x:v></x:c></x:row>' % (n, n) for n in range(1, 60))
    path.write_bytes(b"<x:worksheet>" + rows + b"</x:worksheet>")
    for block in (7, 64, 1000):
        monkeypatch.setattr(extents, "BLOCK", block)
        with path.open("rb") as stream:
            assert extents.of_xlsx_part(stream, 10**9) == Extent(59, 28)


def test_a_cell_of_an_ods_repeated_over_a_vast_range_is_told(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="5000" office:value-type="string"><text:p>x</text:p>'
    rows = f'<table:table-row table:number-rows-repeated="4999">{cell}</table:table-cell></table:table-row>'
    assert "“名单”占用的范围太大（4999 行 × 5000 列）" in said(ods(tmp_path / "a.ods", rows))


def test_empty_cells_repeated_to_the_end_of_an_ods_are_nothing(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>姓名</text:p></table:table-cell>'
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = (
        f"<table:table-row>{cell}{empty}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="1048575">{empty}</table:table-row>'
    )
    found = list(reader.messages(ods(tmp_path / "a.ods", rows).read_bytes(), None, Limits()))
    assert found[1] == reader.RowBatch([(1, ("姓名",))], 1)


def test_cells_far_apart_in_an_xls_are_told(tmp_path: Path) -> None:
    number = struct.pack("<HHHHHd", 0x0203, 14, 60_000, 200, 0, 1.0)
    assert biffmarks.extent(b"\x09\x08\x04\x00\x00\x06\x10\x00" + number) == Extent(60_001, 201)
    (tmp_path / "a.xls").write_bytes(b"\x09\x08\x04\x00\x00\x06\x10\x00" + number)
    assert "60001 行 × 201 列" in said(tmp_path / "a.xls")


@pytest.mark.parametrize("data", [b"a\n" * 1001, b"a\r" * 1001, b"a,b\n" + b"," * 1001, b"a\tb\n" + b"\t" * 1001])
def test_too_many_lines_or_cells_of_a_text_are_told_before_it_is_cut(
    tmp_path: Path, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(text: str) -> list[list[Any]]:
        raise AssertionError(text[:9])

    monkeypatch.setattr(reader, "parse", cut)
    (tmp_path / "a.csv").write_bytes(data)
    assert said(tmp_path / "a.csv", SMALL) == bounds.TOO_LARGE


def test_what_a_hundred_thousand_members_take_is_within_the_bounds() -> None:
    assert Limits().cells >= 100_000 * 40
