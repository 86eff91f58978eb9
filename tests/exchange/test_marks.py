"""What is read of cells beside their values: shares shown as percent, formulas that were never computed."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from unionapp.exchange import biffmarks, marks, odsmarks, reader
from unionapp.exchange.book import Cell, Limits, Uncomputed
from unionapp.exchange.directory import Unreadable
from unionapp.exchange.parsing import reader as reader_of
from unionapp.records.kind import Kind
from unionapp.store.store import Store
from unionapp.subjects.funds.handouts.records import LIMITS
from unionapp.subjects.members.records import MEMBERS

from tests.exchange.places import HEADINGS, person, planned, told


def rows(data: bytes) -> list[tuple[Cell, ...]]:
    """The cells of the first sheet, read without a child process."""
    found = reader.messages(data, None, Limits())
    return [cells for message in found if isinstance(message, reader.RowBatch) for _, cells in message.rows]


def shares(path: Path) -> bytes:
    """A sheet whose numbers bear formats of percent, and some that only look so."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        formats = [book.add_format({"num_format": code}) for code in ("0%", "0.00%", '0.0"约"%', '0"%"', "0.00")]
        for column, (value, form) in enumerate(zip((0.5, 0.3333, 0.07, 60, 0.5), formats, strict=True)):
            sheet.write_number(0, column, value, form)
        sheet.write_number(1, 0, 1, formats[0])
        sheet.write_number(1, 1, 0.1 + 0.2, formats[1])
        sheet.write_string(1, 2, "50%", formats[0])
    return path.read_bytes()


def test_a_cell_that_shows_percent_is_read_as_it_shows_in_xlsx(tmp_path: Path) -> None:
    assert rows(shares(tmp_path / "a.xlsx")) == [
        ("50%", "33.33%", "7%", 60, 0.5),
        ("100%", "30%", "50%", None, None),
    ]


def test_cells_that_do_not_say_where_they_stand_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    shares(path)
    bare = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for place in (b' r="A1"', b' r="B1"', b' r="C1"', b' r="D1"', b' r="E1"'):
                content = content.replace(place, b"") if name.endswith("sheet1.xml") else content
            new.writestr(name, content)
    assert marks.of_sheet(bare.getvalue(), "Sheet1")[1] == dict.fromkeys((0, 1, 2), "percent")


def biff(percent: str = "0.0%") -> bytes:
    """The stream of an .xls of one sheet with the cell A2 in a format of its own and B2 in none."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    code = percent.encode("latin-1")
    name = b"\x00" + b"Sheet1"
    globals_ = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 6))
    globals_ += record(0x041E, struct.pack("<HHB", 164, len(code), 0) + code)
    globals_ += b"".join(record(0x00E0, struct.pack("<HH", 0, form) + bytes(16)) for form in (0, 164, 9))
    begin = len(globals_) + 4 + 6 + 1 + len(name) + 4
    globals_ += record(0x0085, struct.pack("<IHB", begin, 0, 6) + name) + record(0x000A, b"")
    cells = record(0x0203, struct.pack("<HHHd", 1, 0, 1, 0.5)) + record(0x0203, struct.pack("<HHHd", 1, 1, 0, 0.5))
    cells += record(0x00BD, struct.pack("<HHHIHIH", 2, 0, 2, 50 << 2 | 2, 0, 50 << 2 | 2, 1))
    return globals_ + record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 6)) + cells + record(0x000A, b"")


def container(stream: bytes) -> bytes:
    """An OLE container of one stream called Workbook."""
    stream = stream.ljust(4096, b"\0")
    count = len(stream) // 512
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 2 + count), 0xFFFFFFFE]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0)

    def entry(name: str, sort: int, child: int, start: int, size: int) -> bytes:
        text = name.encode("utf-16-le") + b"\0\0"
        links = struct.pack("<HBBIII", len(text), sort, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
        return text.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)

    folder = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    return header.ljust(512, b"\xff") + fat + folder.ljust(512, b"\0") + stream


def test_a_cell_that_shows_percent_is_read_as_it_shows_in_xls() -> None:
    assert rows(container(biff())) == [("50%", 0.5), ("5000%", 50)]


def test_a_percent_sign_in_quotes_is_no_percent_and_a_broken_file_has_no_marks() -> None:
    assert biffmarks.of_sheet(biff('0"%"'), "Sheet1") == {3: {0: "percent"}}
    assert biffmarks.of_sheet(container(biff())[:700], "Sheet1") == {}
    assert marks.of_sheet(b"PK\x03\x04", "Sheet1") == {}


ODS = """<office:document-content xmlns:office="o" xmlns:table="t"><table:table table:name="甲">
<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"/></table:table-row>
<table:table-row table:number-rows-repeated="2">
<table:table-cell table:number-columns-repeated="2" office:value-type="percentage" office:value="0.5"/>
<table:table-cell table:formula="of:=1+1"/></table:table-row></table:table>
<table:table table:name="乙"><table:table-row><table:table-cell office:value-type="percentage"/></table:table-row>
</table:table></office:document-content>"""


def test_percent_and_formulas_without_a_result_are_seen_in_ods() -> None:
    row = {0: "percent", 1: "percent", 2: "uncomputed"}
    assert odsmarks.of_sheet(io.BytesIO(ODS.encode()), "甲") == {3: row, 4: row}


def test_a_limit_of_a_half_comes_in_as_a_half(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, percent = book.add_worksheet(), book.add_format({"num_format": "0%"})
        sheet.write_row(0, 0, ("地区", "项目", "施行日期", "计算单位", "发放形式", "比例上限", "依据文件"))
        for row, item, share in (
            (1, "节日慰问", 0.5),
            (2, "个人奖励", 0.3333),
            (3, "奖励面", 2 / 3),
        ):
            sheet.write_row(row, 0, ("甲省", item, "2026-01-01", "占预算收入比例", "实物"))
            sheet.write_number(row, 5, share, percent)
            sheet.write_string(row, 6, "文件")
    plan = planned(store, path, LIMITS).plan
    assert [row.record.share for row in plan.of("new")] == [5000, 3333, 6667]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (0.5, "50% 还是 0.5%"),
        (1, "100% 还是 1%"),
        (0.3333, "33.33% 还是 0.3333%"),
        ("0.5", "50% 还是 0.5%"),
        (" ０．５ ", "50% 还是 0.5%"),
        ("1", "100% 还是 1%"),
    ],
)
def test_a_bare_number_that_may_be_a_share_is_asked_about(cell: Cell, words: str) -> None:
    found = share(LIMITS, cell)
    assert isinstance(found, Unreadable) and words in found.message


def test_a_share_written_as_text_or_above_one_is_taken(store: Store) -> None:
    assert [share(LIMITS, cell) for cell in ("0.5%", "50%", 60, 33.33, "60")] == [50, 5000, 6000, 3333, 6000]


def share(kind: Kind, cell: Cell) -> object:
    """What is read of a cell under 比例上限."""
    return reader_of(kind.fields["share"], kind, (kind,), ())[cell]


def uncomputed(path: Path) -> Path:
    """A roster whose phone is a formula that nobody ever computed, and one whose result is empty."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        for serial in (1, 2):
            values = person(serial, 出生日期="1985-03-15", 会籍变化日期="2020-01-02")
            sheet.write_row(serial, 0, values)
            sheet.write_formula(serial, 4, '"138"&"00000001"', value="<>")
    content = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            part = part.replace(b' t="str"><f>', b"><f>", 1).replace(b"<v>&lt;&gt;</v>", b"<v></v>")
            new.writestr(name, part)
    path.write_bytes(content.getvalue())
    return path


def test_a_formula_without_a_stored_result_is_told_with_row_and_column(store: Store, tmp_path: Path) -> None:
    intake = planned(store, uncomputed(tmp_path / "a.xlsx"), MEMBERS)
    assert isinstance(intake.book.rows[1].cells[4], Uncomputed)
    [(row, field, words)] = [each for each in told(intake, "warning") if "公式" in each[2]]
    assert (row, field) == (2, "移动电话")
    assert "没有存计算结果" in words
    assert intake.plan.new == 2
