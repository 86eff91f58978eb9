"""What is read of cells beside their values: shares shown as percent, formulas that were never computed."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from unionapp.exchange import biffmarks, marks, odsmarks, reader
from unionapp.exchange.book import Asides, Cell, Hidden, Limits, Remark, Uncomputed
from unionapp.exchange.directory import Unreadable
from unionapp.exchange.parsing import reader as reader_of
from unionapp.exchange.workbook import read
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
    assert marks.of_sheet(bare.getvalue(), "Sheet1", 0).marks[1] == dict.fromkeys((0, 1, 2), "percent")


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
    assert biffmarks.of_sheet(biff('0"%"'), 0).marks == {3: {0: "percent"}}
    assert marks.of_sheet(container(biff())[:700], "Sheet1", 0) == Asides()
    assert marks.of_sheet(b"PK\x03\x04", "Sheet1", 0) == Asides()


ODS = """<office:document-content xmlns:office="o" xmlns:table="t"><table:table table:name="甲">
<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"/></table:table-row>
<table:table-row table:number-rows-repeated="2">
<table:table-cell table:number-columns-repeated="2" office:value-type="percentage" office:value="0.5"/>
<table:table-cell table:formula="of:=1+1"/></table:table-row></table:table>
<table:table table:name="乙"><table:table-row><table:table-cell office:value-type="percentage"/></table:table-row>
</table:table></office:document-content>"""


def test_percent_and_formulas_without_a_result_are_seen_in_ods() -> None:
    row = {0: "percent", 1: "percent", 2: "uncomputed"}
    assert odsmarks.of_sheet(io.BytesIO(ODS.encode()), "甲").marks == {3: row, 4: row}


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


def beside(data: bytes) -> tuple[Hidden, list[Remark]]:
    """What is hidden in the first sheet of a file, and what is said of its cells."""
    found = list(reader.messages(data, None, Limits()))
    hidden = next(each.hidden for each in found if isinstance(each, reader.Heading))
    return hidden, sorted(next(each.remarks for each in found if isinstance(each, reader.End)))


def doubtful(path: Path, filtered: bool = False) -> bytes:
    """A sheet with errors, zeros before numbers, cut texts, too long numbers, and some of it hidden."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("名册")
        zeros = [book.add_format({"num_format": code}) for code in ("000000", "00_ ;[Red]-00", '"G"000', "0.00")]
        sheet.write_row(0, 0, ("工号", "短", "三", "四", "五"))
        for place, form in enumerate(zeros):
            sheet.write_number(1, place, 7, form)
        sheet.write_number(1, 4, 1234567, zeros[0])
        sheet.write_formula(2, 0, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 1, "=NA()", None, "#N/A")
        sheet.write_string(2, 2, "#N/A")
        sheet.write_string(3, 0, "长" * 255)
        sheet.write_string(3, 1, "长" * 254)
        sheet.write_number(3, 2, 639901198001011234)
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column(1, 2, None, None, {"hidden": True})
        if filtered:
            sheet.autofilter(0, 0, 3, 4)
            sheet.filter_column(0, "x == 7")
        book.add_worksheet("底稿").hide()
    return path.read_bytes()


def test_errors_cut_texts_and_lost_digits_are_told_with_row_and_column(tmp_path: Path) -> None:
    data = doubtful(tmp_path / "a.xlsx")
    assert rows(data)[1:3] == [("000007", "07", 7, 7, 1234567), ("", "", "#N/A", None, None)]
    assert beside(data) == (
        Hidden(frozenset({4}), frozenset({1, 2}), False, ("底稿",)),
        [
            Remark(3, 0, "error", "#DIV/0!"),
            Remark(3, 1, "error", "#N/A"),
            Remark(4, 0, "cut", "长" * 255),
            Remark(4, 2, "digits", "639901198001011200"),
        ],
    )


def test_rows_that_a_filter_hides_are_told_apart(tmp_path: Path) -> None:
    assert beside(doubtful(tmp_path / "a.xlsx", filtered=True))[0].filtered


def test_a_filter_of_a_table_within_the_sheet_counts_too(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.add_table(0, 0, 2, 0, {"data": [["甲"], ["乙"]], "columns": [{"header": "姓名"}]})
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(3, 4, None, None, {"hidden": True})
    assert beside(path.read_bytes())[0] == Hidden(frozenset({3}), frozenset({3, 4}))
    content = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            mark = b'<filterColumn colId="0"/></autoFilter>'
            new.writestr(name, re.sub(rb"(<autoFilter[^>]*)/>", rb"\1>" + mark, old.read(name)))
    assert beside(content.getvalue())[0].filtered


def hidden_biff() -> bytes:
    """The stream of an .xls of one sheet with a hidden row and column, a filter, errors and zeros before a number."""

    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    code, name = b"000000", b"\x00Sheet1"
    head = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 6))
    head += record(0x041E, struct.pack("<HHB", 164, len(code), 0) + code)
    head += b"".join(record(0x00E0, struct.pack("<HH", 0, form) + bytes(16)) for form in (0, 164))
    head += record(0x0085, struct.pack("<IHB", len(head) + 4 + 6 + 1 + len(name) + 4, 0, 6) + name) + record(
        0x000A, b""
    )
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 6)) + record(0x009B, b"")
    sheet += record(0x007D, struct.pack("<HHHHHH", 1, 2, 99, 0, 1, 0))
    sheet += record(0x0208, struct.pack("<HHHHIHH", 1, 0, 3, 255, 0, 0x20, 0))
    sheet += record(0x0203, struct.pack("<HHHd", 0, 0, 1, 7))
    sheet += record(0x0205, struct.pack("<HHHBB", 1, 0, 0, 0x2A, 1))
    sheet += record(0x0006, struct.pack("<HHHBBBBBBHHIH", 1, 1, 0, 2, 0, 0x17, 0, 0, 0, 0xFFFF, 0, 0, 0))
    sheet += record(0x0203, struct.pack("<HHHd", 1, 2, 0, 12.5))
    return head + sheet + record(0x000A, b"")


def test_an_xls_tells_what_is_hidden_and_its_errors() -> None:
    data = container(hidden_biff())
    assert rows(data) == [("000007", None, None), ("", "", 12.5)]
    hidden, said = beside(data)
    assert hidden == Hidden(frozenset({2}), frozenset({1, 2}), True)
    assert said == [Remark(2, 0, "error", "#N/A"), Remark(2, 1, "error", "#REF!")]


def ods(content: str) -> bytes:
    """An .ods with this content, its prefixes declared."""
    spaces = {"office": "office", "table": "table", "text": "text", "number": "datastyle", "style": "style"}
    urn, root = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0", "office:document-content"
    declared = " ".join(f'xmlns:{name}="{urn.format(each)}"' for name, each in spaces.items())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        pack.writestr("META-INF/manifest.xml", "<manifest/>")
        pack.writestr("content.xml", f'<{root} {declared} xmlns:calcext="c">{content}</{root}>')
    return out.getvalue()


HIDDEN_ODS = (
    '<office:automatic-styles><number:number-style style:name="N1"><number:number number:decimal-places="0" '
    'number:min-integer-digits="6"/></number:number-style><style:style style:name="c1" style:data-style-name="N1"/>'
    '</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="甲">'
    '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    '<table:table-row><table:table-cell table:style-name="c1" office:value-type="float" office:value="7"/>'
    '<table:table-cell office:value-type="time" office:time-value="PT08H05M00S"/></table:table-row>'
    '<table:table-row table:visibility="filter"><table:table-cell table:formula="of:=NA()" office:value-type="string" '
    'office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell></table:table-row>'
    "</table:table></office:spreadsheet></office:body>"
)


def test_an_ods_tells_what_is_hidden_its_errors_and_its_hours() -> None:
    data = ods(HIDDEN_ODS)
    assert rows(data) == [("000007", "08:05"), ("", None)]
    assert beside(data) == (Hidden(frozenset({2}), frozenset({1, 2}), True), [Remark(2, 0, "error", "#N/A")])


def xlsb() -> bytes:
    """An .xlsb of one sheet: percent, zeros before a number, an error; a row and a column are hidden."""

    def record(kind: int, body: bytes) -> bytes:
        numbers = (kind, len(body))
        return b"".join(bytes((n & 0x7F | 0x80, n >> 7)) if n > 0x7F else bytes((n,)) for n in numbers) + body

    def text(words: str) -> bytes:
        return struct.pack("<I", len(words)) + words.encode("utf-16-le")

    def cell(kind: int, column: int, style: int, value: bytes) -> bytes:
        return record(kind, struct.pack("<II", column, style) + value)

    styles = record(615, struct.pack("<I", 1)) + record(44, struct.pack("<H", 164) + text("000000")) + record(616, b"")
    xfs = b"".join(record(47, struct.pack("<HH", 0, form) + bytes(12)) for form in (0, 9, 164))
    styles = record(278, b"") + styles + record(617, struct.pack("<I", 3)) + xfs + record(618, b"") + record(279, b"")
    sheet = record(129, b"") + record(148, struct.pack("<IIII", 0, 1, 0, 2)) + record(390, b"")
    sheet += record(60, struct.pack("<IIIIH", 1, 1, 99, 0, 1)) + record(391, b"") + record(145, b"")
    for row, flags in ((0, 0), (1, 0x10)):
        sheet += record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, flags, 0, 0))
        sheet += (
            cell(5, 0, 1, struct.pack("<d", 0.5))
            + cell(2, 1, 2, struct.pack("<I", 7 << 2 | 2))
            + cell(3, 2, 0, b"\x2a")
        )
    sheet += record(146, b"") + record(130, b"")
    book = record(131, b"") + record(143, b"") + record(156, struct.pack("<II", 0, 1) + text("rId1") + text("名册"))
    link = '<Relationships><Relationship Id="{}" Type="{}" Target="{}"/>{}</Relationships>'
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    more = f'<Relationship Id="rId2" Type="{kinds}styles" Target="styles.bin"/>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr("_rels/.rels", link.format("rId1", f"{kinds}officeDocument", "xl/workbook.bin", ""))
        pack.writestr("xl/_rels/workbook.bin.rels", link.format("rId1", f"{kinds}worksheet", "worksheets/s.bin", more))
        pack.writestr("xl/workbook.bin", book + record(144, b"") + record(132, b""))
        pack.writestr("xl/styles.bin", styles)
        pack.writestr("xl/worksheets/s.bin", sheet)
    return out.getvalue()


def test_an_xlsb_shows_percent_and_zeros_and_tells_what_is_hidden() -> None:
    assert rows(xlsb()) == [("50%", "000007", ""), ("50%", "000007", "")]
    hidden, said = beside(xlsb())
    assert hidden == Hidden(frozenset({2}), frozenset({1}))
    assert said == [Remark(1, 2, "error", "#N/A"), Remark(2, 2, "error", "#N/A")]


def test_what_is_hidden_and_said_comes_through_the_reading_process(tmp_path: Path) -> None:
    doubtful(tmp_path / "a.xlsx")
    book = read(tmp_path / "a.xlsx")
    assert book.hidden.rows == {4}
    assert book.hidden.sheets == ("底稿",)
    assert {each.sort for each in book.remarks} == {"error", "cut", "digits"}
