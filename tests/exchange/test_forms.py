"""Whatever others call a workbook is read, or said what it is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

import pytest
from unionapp.errors import Trouble
from unionapp.exchange import forms, ole, reader
from unionapp.exchange.book import Cell, Limits
from unionapp.exchange.csvtext import NOT_A_SHEET

from tests.exchange import oldbooks
from tests.exchange.test_marks import biff, container

ROWS = (("姓名", "工作单位"), ("王䶮", "青石水泥厂"), ("买买提·吐尔逊", "青石中心学校"))
"""䶮 is one of the characters that GBK gives a private code."""
PLAIN = (("姓名", "工作单位"), ("欧阳测", "青石水泥厂"))
STANDING = "VelvetSweatshop"


def rows(data: bytes, sheet: str | None = None) -> list[tuple[Cell, ...]]:
    """The cells of the first sheet, read without a child process."""
    found = reader.messages(data, sheet, Limits())
    return [cells for message in found if isinstance(message, reader.RowBatch) for _, cells in message.rows]


def sheets(data: bytes) -> tuple[str, ...]:
    """The names of the sheets that are seen."""
    return next(each.sheets for each in reader.messages(data, None, Limits()) if isinstance(each, reader.Heading))


def said(data: bytes) -> str:
    """What is said in place of rows."""
    with pytest.raises(Trouble) as caught:
        rows(data)
    return str(caught.value)


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name, content in parts.items():
            pack.writestr(name, content)
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """The files of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def test_a_workbook_of_protected_structure_opens_without_asking() -> None:
    assert rows(oldbooks.xlsx_locked(ROWS, STANDING)) == [*ROWS]
    assert rows(ole.wrapped(oldbooks.biff8_locked(biff(), STANDING))) == [("50%", 0.5), ("5000%", 50)]
    assert rows(ole.wrapped(oldbooks.biff5_locked(PLAIN, STANDING))) == [*PLAIN]


def test_a_workbook_with_a_password_of_its_own_is_told_as_such() -> None:
    assert said(oldbooks.xlsx_locked(ROWS, "abc")) == forms.PASSWORD
    assert said(ole.wrapped(oldbooks.biff8_locked(biff(), "abc"))) == forms.PASSWORD
    assert said(ole.wrapped(oldbooks.biff5_locked(PLAIN, "abc"))) == forms.PASSWORD
    ods = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"\x01\x02"}
    locked = '<m:file-entry m:full-path="{}" m:size="2"> <m:encryption-data/></m:file-entry>'
    assert said(packed({**ods, "META-INF/manifest.xml": locked.format("content.xml")})) == forms.PASSWORD
    assert said(packed({**ods, "META-INF/manifest.xml": locked.format("Basic/a.xml")})) != forms.PASSWORD
    assert "设了打开密码" in forms.PASSWORD


@pytest.mark.parametrize("name", ["WORKBOOK", "workbook", "BOOK", "Book"])
def test_the_workbook_is_found_in_its_container_by_whatever_name(name: str) -> None:
    assert rows(oldbooks.named(container(biff()), name)) == [("50%", 0.5), ("5000%", 50)]
    assert rows(oldbooks.named(ole.wrapped(biff()), name)) == [("50%", 0.5), ("5000%", 50)]


@pytest.mark.parametrize("page", [936, None, 0])
def test_a_workbook_of_excel_95_in_gbk_is_read_with_its_container_and_without(page: int | None) -> None:
    stream = oldbooks.biff5(PLAIN, page)
    for data in (stream, ole.wrapped(stream), oldbooks.named(ole.wrapped(stream), "BOOK")):
        assert rows(data) == [*PLAIN]
        assert sheets(data) == ("名册",)
        assert rows(data, "名册") == [*PLAIN]


def test_a_workbook_of_excel_95_in_a_western_code_page_is_left_alone() -> None:
    assert rows(oldbooks.biff5([("Café", "Müller")], 1252, "Blatt", encoding="cp1252")) == [("Café", "Müller")]


@pytest.mark.parametrize("begin", [b"\x09\x00\x04\x00\x02\x00\x10\x00", b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00"])
def test_a_workbook_before_excel_5_is_told_as_what_it_is(begin: bytes) -> None:
    assert said(begin + bytes(60)) == forms.TOO_OLD


def test_a_large_workbook_gets_a_container_that_reads_back() -> None:
    stream = bytes(range(256)) * 20_000
    assert ole.Container(ole.wrapped(stream)).read("workbook")[: len(stream)] == stream


@pytest.mark.parametrize("folder", ["", "book/", "XL/"])
def test_parts_may_lie_in_any_folder_of_the_package(folder: str) -> None:
    moved = {}
    for name, content in parts(oldbooks.xlsx(ROWS)).items():
        content = content.replace(b'Target="xl/', b'Target="' + folder.encode())
        moved[re.sub("^xl/", folder, name)] = content.replace(b'PartName="/xl/', b'PartName="/' + folder.encode())
    assert rows(packed(moved)) == [*ROWS]


FLAT = """<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
 <office:body><office:spreadsheet>
  <table:table table:name="名册">
   <table:table-row>
    <table:table-cell office:value-type="string"><text:p>姓名</text:p></table:table-cell>
    <table:table-cell office:value-type="time" office:time-value="PT08H30M00S"><text:p>8:30</text:p></table:table-cell>
   </table:table-row>
  </table:table>
 </office:spreadsheet></office:body></office:document>"""


def test_an_opendocument_sheet_of_one_file_and_one_with_blanks_between_its_cells_are_read() -> None:
    assert rows(FLAT.encode()) == [("姓名", "08:30")]
    spread = FLAT.replace("<office:document ", "<office:document-content ").replace(
        "/office:document>", "/office:document-content>"
    )
    ods = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": "<manifest/>"}
    assert rows(packed({**ods, "content.xml": spread})) == [("姓名", "08:30")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\0", "是 PDF"),
        (b"GIF89a\x01\0\x01\0", "是图片"),
        (b"BM\x36\0\0\0\0\0", "是图片"),
        (b"Rar!\x1a\x07\x01\0rest", "是压缩包"),
        (b"7z\xbc\xaf\x27\x1c\0\x04rest", "是压缩包"),
        (b"{\\rtf1\\ansi\0}", "文字文档"),
        (b"\x62\x14\x23\x65 E-SafeNet   LOCK" + bytes(99), "加密软件"),
    ],
)
def test_what_is_no_sheet_is_said_with_what_to_do(data: bytes, words: str) -> None:
    message = said(data)
    assert words in message
    assert "没有读入任何内容。请" in message


def test_an_archive_names_the_sheets_in_it_those_in_gbk_too() -> None:
    plain = packed({"a/one.xlsx": b"x", "说明.txt": b"x"})
    assert "“a/one.xlsx”" in said(plain)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        member = zipfile.ZipInfo("AAAA.xls")
        pack.writestr(member, b"x")
    assert "“花名.xls”" in said(out.getvalue().replace(b"AAAA", b"\xbb\xa8\xc3\xfb"))
    assert "请先解压" in said(packed({f"{n}.xls": b"x" for n in range(9)}))


def test_documents_and_slides_in_their_packages_and_containers_are_told() -> None:
    assert said(packed({"word/document.xml": "x", "[Content_Types].xml": "x"})) == forms.DOCUMENT
    assert said(packed({"ppt/presentation.xml": "x"})) == forms.SLIDES
    assert said(packed({"mimetype": "application/vnd.oasis.opendocument.text"})) == forms.DOCUMENT
    assert said(packed({"[Content_Types].xml": "x", "visio/document.xml": "x"})) == NOT_A_SHEET
    document = bytearray(ole.wrapped(b"x"))
    at = document.index("Workbook".encode("utf-16-le"))
    document[at : at + 24] = "WordDocument".encode("utf-16-le")
    document[at + 64] = 26
    assert said(bytes(document)) == forms.DOCUMENT
