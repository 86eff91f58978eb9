"""Tables in files that are text: web pages called .xls, XML of Excel 2003, SYLK, DIF, and lines cut by other signs."""

from __future__ import annotations

import base64
from datetime import date

import pytest
from unionapp.errors import Trouble
from unionapp.exchange import bounds, pages, reader
from unionapp.exchange.book import Hidden, Limits, Merged, Remark
from unionapp.exchange.csvtext import delimiter_of

from tests.exchange.test_forms import rows, said, sheets

TABLE = (
    "<table><tr><th>姓名</th><th>身份证号</th></tr>"
    "<tr><td>张&nbsp;测 </td><td style='mso-number-format:\"\\@\"'>0012</td></tr></table>"
)
TWO = [("姓名", "身份证号"), ("张 测", "0012")]


def heading(data: bytes) -> reader.Heading:
    """What is said before the rows."""
    return next(each for each in reader.messages(data, None, Limits()) if isinstance(each, reader.Heading))


def remarks(data: bytes) -> tuple[Remark, ...]:
    """What is said of cells."""
    return next(each.remarks for each in reader.messages(data, None, Limits()) if isinstance(each, reader.End))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TABLE, "utf-8"),
        (f"<!-- 导出 --><div>{TABLE}</div>", "utf-8"),
        (f"<html>{TABLE}</html>", "utf-16"),
        (f"\n <!DOCTYPE html>\r\n<html><body>{TABLE}", "utf-8-sig"),
        (f'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">{TABLE}', "gbk"),
        (TABLE, "gbk"),
        (f'<meta charset="utf-8">{TABLE}', "gbk"),
        (f'<?xml version="1.0" encoding="GBK"?><html>{TABLE}</html>', "gbk"),
    ],
)
def test_a_web_page_called_xls_is_read_however_it_begins(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert rows(data) == TWO
    assert sheets(data) == ("网页",)


def test_cells_over_several_rows_and_columns_are_merged_ones() -> None:
    data = (
        "<table><tr><td rowspan=2>姓名</td><td colspan='2'>工作</td></tr><tr><td>单位</td><td>职务</td></tr>"
        "<tr style='display:none'><td>张测<br>（大）<td>水泥厂</td></tr></table>"
    ).encode()
    assert rows(data) == [("姓名", "工作", None), (None, "单位", "职务"), ("张测\n（大）", "水泥厂", None)]
    assert heading(data).merged == (Merged(1, 0, 2, 0), Merged(1, 1, 1, 2))
    assert heading(data).hidden.rows == {3}


def test_tables_stand_one_below_the_other_and_one_within_a_cell_has_rows_of_its_own() -> None:
    data = f"<table><tr><td>{TABLE}</td></tr></table><p>字<script>var a='<td>'</script>{TABLE}".encode()
    assert rows(data) == [*TWO, *TWO]


def test_a_page_without_a_table_is_told(tmp_path: object) -> None:
    assert said(b"<html><body><p>404</p></body></html>") == pages.NO_TABLE
    assert said(b"<?xml version='1.0'?><data><a>1</a></data>") == pages.NO_TABLE


def test_a_span_of_millions_takes_no_memory() -> None:
    assert rows(b"<table><tr><td rowspan=999999999 colspan=9999>a</td></tr><tr><td>b</td></tr></table>")
    assert said(b"<table>" + b"<tr><td colspan=16000>" * 2 + b"<td colspan=16000>") == bounds.TOO_LARGE


def test_a_page_saved_as_one_file_has_a_sheet_for_every_part() -> None:
    names = (
        "<x:ExcelWorksheet><x:Name>一车间</x:Name><x:WorksheetSource HRef='s1.htm'/></x:ExcelWorksheet>"
        "<x:ExcelWorksheet><x:Name>二车间</x:Name><x:WorksheetSource HRef='s2.htm'/></x:ExcelWorksheet>"
    )
    parts = [("a.htm", names), ("s1.htm", TABLE), ("s2.htm", TABLE.replace("张", "李"))]
    data = 'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    for name, content in parts:
        data += f"--b\r\nContent-Location: file:///C:/x/{name}\r\nContent-Transfer-Encoding: base64\r\n"
        encoded = base64.b64encode(content.encode("gbk")).decode()
        data += f'Content-Type: text/html; charset="gb2312"\r\n\r\n{encoded}\r\n'
    whole = (data + "--b--\r\n").encode()
    assert sheets(whole) == ("一车间", "二车间")
    assert rows(whole) == TWO
    assert rows(whole, "二车间")[1] == ("李 测", "0012")
    with pytest.raises(Trouble, match="没有名为"):
        rows(whole, "三车间")


XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
<Styles><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>
<Style ss:ID="z"><NumberFormat ss:Format="000000"/></Style></Styles>
<Worksheet ss:Name="封面"><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel">
<Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
<Worksheet ss:Name="名册"><Table><Column/><Column ss:Hidden="1"/>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">姓名</Data></Cell>
<Cell><Data ss:Type="String">日</Data></Cell></Row>
<Row ss:Index="4" ss:Hidden="1"><Cell><Data ss:Type="String">张<B>测</B></Data></Cell>
<Cell ss:Index="3"><Data ss:Type="DateTime">2024-03-15T00:00:00.000</Data></Cell></Row>
<Row><Cell ss:StyleID="p"><Data ss:Type="Number">0.5</Data></Cell><Cell ss:StyleID="z"><Data
 ss:Type="Number">123</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell><Data
 ss:Type="Boolean">1</Data></Cell></Row></Table></Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_xml_of_excel_2003_is_read_with_what_is_hidden_and_wrong(encoding: str) -> None:
    data = XML.encode(encoding)
    assert rows(data) == [
        ("姓名", None, "日", None),
        ("张测", None, date(2024, 3, 15), None),
        ("50%", "000123", "", True),
    ]
    assert heading(data).sheets == ("名册",)
    assert heading(data).merged == (Merged(1, 0, 1, 1),)
    assert heading(data).hidden == Hidden(frozenset({4}), frozenset({1}), False, ("封面",))
    assert remarks(data) == (Remark(5, 2, "error", "#N/A"),)


def test_xml_cells_far_away_and_a_torn_file_are_told() -> None:
    assert said(XML.replace('ss:Index="4"', 'ss:Index="9999999"').encode()) == bounds.TOO_LARGE
    far = XML.replace('ss:Index="4"', 'ss:Index="1000000"').replace('ss:Index="3"', 'ss:Index="900"')
    assert "1000001 行 × 900 列" in said(far.encode())
    assert "已损坏" in said(XML[:-200].encode())


def test_sylk_and_dif_are_read() -> None:
    text = 'ID;PWXL;N;E\nC;Y1;X1;K"姓名;甲;;乙"\nC;X2;K"金额"\nF;Y2;X1\nC;K"张""测"\nC;X2;K12.50\nC;Y3;X1;KTRUE\nE\n'
    assert rows(text.encode("gbk")) == [("姓名;甲;乙", "金额"), ('张"测', 12.5), (True, None)]
    dif = 'TABLE\n0,1\n"EXCEL"\nVECTORS\n0,2\n""\nDATA\n0,0\n""\n-1,0\nBOT\n1,0\n"姓名"\n0,12\nV\n'
    dif += '-1,0\nBOT\n1,0\n""\n-1,0\nEOD\n'
    assert rows(dif.encode("gbk")) == [("姓名", 12)]
    assert said(b"ID;PWXL\nC;Y99999999;X1;K1\n") == bounds.TOO_LARGE


@pytest.mark.parametrize("mark", ["|", ";", "\t", ","])
def test_lines_cut_by_other_signs_are_read(mark: str) -> None:
    text = f"姓名{mark}单位\r\n张测{mark}水泥厂，二车间\r\n"
    assert delimiter_of(text) == mark
    assert rows(text.encode("gbk")) == [("姓名", "单位"), ("张测", "水泥厂，二车间")]


def test_a_text_that_only_begins_with_a_bracket_is_cut_into_lines() -> None:
    assert rows("<必填>姓名,单位\n张测,水泥厂\n".encode()) == [("<必填>姓名", "单位"), ("张测", "水泥厂")]
