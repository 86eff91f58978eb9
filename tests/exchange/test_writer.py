import errno
import os
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from unionapp.errors import Refused, Stopped, Trouble
from unionapp.exchange import reader, writer
from unionapp.exchange.book import Limits, SheetRow
from unionapp.exchange.cells import FIRST_DATE, LONGEST_NUMBER, LONGEST_TEXT, clean, shown
from unionapp.exchange.sheet import TITLE_LENGTH, Sheet, SheetColumn, Value, display_width, free_title
from unionapp.exchange.writer import write, write_csv, write_template
from unionapp.store import disk

COLUMNS = (
    SheetColumn("姓名"),
    SheetColumn("人数", "number"),
    SheetColumn("金额", "money"),
    SheetColumn("日期", "date"),
    SheetColumn("月份", "month"),
)
DANGEROUS = ["=1+1", "+8613900000000", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "http://a.example", "0123"]
MARKUP = st.sampled_from(["<r>", "</r>", "<t>x</t>", "_x0041_", "&amp;", "]]>"])
TEXT = st.one_of(st.text(max_size=20), st.sampled_from(DANGEROUS), MARKUP)
ROW = st.tuples(
    TEXT,
    st.none() | st.integers() | st.floats(-1e14, 1e14, allow_subnormal=False),
    st.none() | st.integers(-(10**14), 10**14),
    st.none() | st.dates(),
    st.none() | st.dates().map(lambda day: f"{day.year:04}-{day.month:02}"),
)


def rows_of(path: Path, sheet: str | None = None) -> list[SheetRow]:
    """The rows of a file, read without a child process."""
    rows: list[SheetRow] = []
    for message in reader.messages(path.read_bytes(), sheet, Limits()):
        if isinstance(message, reader.RowBatch):
            rows.extend(map(SheetRow._make, message.rows))
    return rows


def cells_of(path: Path) -> list[tuple[Any, ...]]:
    """The cells of all rows below the headings."""
    return [row.cells for row in rows_of(path)[1:]]


def part(path: Path, name: str) -> str:
    """One part of the written package."""
    with zipfile.ZipFile(path) as packed:
        return packed.read(name).decode("utf-8")


def expected(row: Sequence[Value]) -> tuple[Any, ...]:
    """What a written row reads back as."""
    name, number, fen, day, month = row
    whole = isinstance(number, float) and number.is_integer()
    long = isinstance(number, int) and abs(number) >= LONGEST_NUMBER
    assert isinstance(fen, int | None)
    assert isinstance(day, date | None)
    return (
        clean(str(name)) or None,
        int(number) if whole and isinstance(number, float) else str(number) if long else number,
        None if fen is None else fen // 100 if fen % 100 == 0 else fen / 100,
        day if day is None or day >= FIRST_DATE else day.isoformat(),
        month,
    )


def same(left: tuple[Any, ...], right: tuple[Any, ...]) -> bool:
    """Whether two rows are alike, a number of 16 digits in the file apart from its 17th."""
    return all(
        a == pytest.approx(b, rel=1e-15, abs=0) if isinstance(a, float) and isinstance(b, float) else a == b
        for a, b in zip(left, right, strict=True)
    )


@given(st.lists(ROW, max_size=6))
def test_what_is_written_reads_back_the_same(rows: list[tuple[Any, ...]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        write(path, [Sheet("会员", COLUMNS, rows)])
        read_back = cells_of(path)
    wanted = [cells for cells in map(expected, rows) if not reader._blank(cells)]
    assert len(read_back) == len(wanted)
    assert all(map(same, read_back, wanted)), (read_back, wanted)


@given(st.lists(ROW, max_size=6))
def test_a_csv_reads_back_as_the_texts_shown(rows: list[tuple[Any, ...]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        write_csv(path, Sheet("会员", COLUMNS, rows))
        read_back = cells_of(path)
    kinds = [column.kind for column in COLUMNS]
    texts = [tuple(shown(kind, cell) or None for kind, cell in zip(kinds, row, strict=True)) for row in rows]
    assert read_back == [cells for cells in texts if not reader._blank(cells)]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_never_becomes_a_formula_or_a_link(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.xlsx"
    write(path, [Sheet(text, (SheetColumn(text, note=text),), [(text,)], (text,), (text,))])
    sheet = part(path, "xl/worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert sheet.count('t="inlineStr"') == 3
    assert [row.cells for row in rows_of(path)] == [(text,)] * 3


def test_a_text_like_a_formula_has_the_text_format_and_the_quote_prefix(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write(path, [Sheet("会员", (SheetColumn("姓名"),), [("=1+1",)])])
    styles = part(path, "xl/styles.xml")
    assert 'numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"' in styles


def test_ready_made_markup_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write(path, [Sheet("会员", (SheetColumn("姓名"),), [("<r><t>x</t></r>",)])])
    assert cells_of(path) == [("<r><t>x</t></r> ",)]


def test_dates_and_moments_are_real_date_cells(tmp_path: Path) -> None:
    moment = datetime(2024, 3, 15, 8, 30, 1)
    path = tmp_path / "a.xlsx"
    write(path, [Sheet("会员", (SheetColumn("日期", "date"),), [(date(2024, 3, 15),), (moment,), ("1990年",)])])
    assert cells_of(path) == [(date(2024, 3, 15),), (moment,), ("1990年",)]
    assert 'formatCode="yyyy-mm-dd"' in part(path, "xl/styles.xml")


def test_yes_and_no_are_written_in_words(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    columns = (
        SheetColumn("文字"),
        SheetColumn("数字", "number"),
        SheetColumn("金额", "money"),
        SheetColumn("日期", "date"),
    )
    write(path, [Sheet("会员", columns, [(True, False, True, False)])])
    assert cells_of(path) == [("是", "否", "是", "否")]


def test_empty_cells_of_a_template_have_the_format_of_their_column(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_template(path, Sheet("会员", (SheetColumn("证件号码"), SheetColumn("日期", "date"))))
    columns = part(path, "xl/worksheets/sheet1.xml").split("<cols>")[1].split("</cols>")[0]
    assert columns.count("style=") == 2
    assert 'numFmtId="49"' in part(path, "xl/styles.xml")


def test_a_template_says_what_each_column_takes(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    columns = (SheetColumn("姓名", required=True, note="与身份证一致"), SheetColumn("性别", choices=("男", "女")))
    write_template(path, Sheet("会员", columns, notes=("每人一行",)))
    assert [row.cells for row in rows_of(path)] == [("姓名", "性别")]
    assert [row.cells for row in rows_of(path, "填写说明")] == [
        ("每人一行", None, None, None),
        ("栏目", "必填", "填写要求", "可填内容"),
        ("姓名", "必填", "文字；与身份证一致", None),
        ("性别", None, "文字", "男、女"),
    ]
    assert "【必填】" in part(path, "xl/comments1.xml")


def test_notes_stand_on_a_sheet_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write(path, [Sheet("会员", (SheetColumn("姓名"),), [("甲一",)], notes=("单位：元",))])
    assert [row.cells for row in rows_of(path, "说明")] == [("说明",), ("单位：元",)]


def test_headings_stay_in_view_and_filter_below_the_title_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write(path, [Sheet("会员", COLUMNS, [("甲", 1, 1, None, None)], title_lines=("会员名册", "单位：某乡"))])
    sheet = part(path, "xl/worksheets/sheet1.xml")
    assert 'ySplit="3"' in sheet
    assert '<autoFilter ref="A3:E4"/>' in sheet
    assert [row.number for row in rows_of(path)] == [1, 2, 3, 4]


def test_a_short_list_stands_in_the_drop_down(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write(path, [Sheet("会员", (SheetColumn("性别", choices=("男", "女")),))])
    assert '<formula1>"男,女"</formula1>' in part(path, "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("choices", [[f"选择{i}" for i in range(80)], ["甲,乙", "丙"], ["=1", "2"]])
def test_a_list_that_does_not_fit_stands_on_a_hidden_sheet(tmp_path: Path, choices: list[str]) -> None:
    path = tmp_path / "a.xlsx"
    write(path, [Sheet("会员", (SheetColumn("民族", choices=choices), SheetColumn("另", choices=choices)))])
    source = f"<formula1>'选项'!$A$1:$A${len(choices)}</formula1>"
    assert part(path, "xl/worksheets/sheet1.xml").count(source) == 2
    assert 'name="选项" sheetId="2" state="hidden"' in part(path, "xl/workbook.xml")
    assert [row.cells for row in rows_of(path, "选项")] == [(choice,) for choice in choices]


def test_a_column_is_as_wide_as_its_contents(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    columns = (SheetColumn("甲"), SheetColumn("乙"), SheetColumn("丙", width=30))
    write(path, [Sheet("会员", columns, [("一" * 10, "一" * 100, "")])])
    with xlsxwriter.Workbook(str(tmp_path / "b.xlsx")) as book:
        sheet = book.add_worksheet()
        for place, width in enumerate([22, writer.WIDEST, 30]):
            sheet.set_column(place, place, width)
    ours, wanted = (part(tmp_path / name, "xl/worksheets/sheet1.xml") for name in ("a.xlsx", "b.xlsx"))
    assert [piece.split('"')[1] for piece in ours.split(" width=")[1:]] == [
        piece.split('"')[1] for piece in wanted.split(" width=")[1:]
    ]


def test_a_text_longer_than_a_cell_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="第 2 行“姓名”"):
        write(tmp_path / "a.xlsx", [Sheet("会员", (SheetColumn("姓名"),), [("𠮷" * (LONGEST_TEXT // 2 + 1),)])])
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet_holds_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "LAST_ROW", 2)
    write(tmp_path / "a.xlsx", [Sheet("会员", (SheetColumn("姓名"),), [("一",)] * 2)])
    with pytest.raises(Trouble, match="3 行"):
        write(tmp_path / "b.xlsx", [Sheet("会员", (SheetColumn("姓名"),), [("一",)] * 3)])
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def write_either(path: Path, rows: Any = (("一",),), **options: Any) -> None:
    """Write .xlsx or .csv by the ending."""
    sheet = Sheet("会员", (SheetColumn("姓名"),), rows)
    if path.suffix == ".csv":
        write_csv(path, sheet, **options)
    else:
        write(path, [sheet], **options)


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_stop_leaves_the_old_file_as_it_was(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("旧", encoding="utf-8")

    def stop(done: int, total: int, what: str) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        write_either(path, progress=stop)
    assert path.read_text(encoding="utf-8") == "旧"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_an_old_file_is_replaced(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("旧", encoding="utf-8")
    write_either(path)
    assert cells_of(path) == [("一",)]


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_a_full_disk_is_told_and_the_old_file_kept(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("旧", encoding="utf-8")

    def rows() -> Iterator[tuple[str]]:
        yield ("一",)
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(Trouble) as caught:
        write_either(path, rows())
    assert str(caught.value) == disk.DISK_FULL.format(name=f"“{name}”")
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_fills_up_at_the_very_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Any) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(xlsxwriter.Workbook, "_store_workbook", full)
    with pytest.raises(Trouble) as caught:
        write_either(tmp_path / "a.xlsx")
    assert str(caught.value) == disk.DISK_FULL.format(name="“a.xlsx”")
    assert list(tmp_path.iterdir()) == []


def test_a_file_open_in_excel_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_use(*_: Any) -> None:
        raise PermissionError(errno.EACCES, "in use")

    path = tmp_path / "a.xlsx"
    path.write_text("旧", encoding="utf-8")
    monkeypatch.setattr(os, "replace", in_use)
    with pytest.raises(Trouble) as caught:
        write_either(path)
    assert str(caught.value) == disk.FORBIDDEN.format(name="“a.xlsx”")
    assert list(tmp_path.iterdir()) == [path]


def test_a_read_only_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*_: Any, **__: Any) -> None:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(tempfile, "mkstemp", read_only)
    with pytest.raises(Trouble) as caught:
        write_either(tmp_path / "a.xlsx")
    assert str(caught.value) == disk.FORBIDDEN.format(name="“a.xlsx”")


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        write_either(tmp_path / "无" / "a.xlsx")
    assert str(caught.value) == disk.NOT_THERE.format(name="“a.xlsx”")


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(Trouble, match=r"没有改动|没有变动"):
        write_either(tmp_path / "a.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_progress_tells_the_rows_written(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    write_either(tmp_path / "a.xlsx", [("一",)] * 501, progress=lambda *call: seen.append(call[:2]))
    assert seen == [(0, 501), (500, 501), (501, 501)]


@pytest.mark.parametrize(("fen", "text"), [(168032, "1680.32"), (-5, "-0.05"), (0, "0.00"), (-168000, "-1680.00")])
def test_money_is_shown_with_two_decimals(fen: int, text: str) -> None:
    assert shown("money", fen) == text


def test_a_month_is_shown_as_year_and_month() -> None:
    assert shown("month", date(2024, 3, 1)) == "2024-03"


@given(st.lists(st.text(max_size=40), max_size=12))
def test_sheet_names_are_allowed_and_different(wanted: list[str]) -> None:
    taken: set[str] = set()
    titles = [free_title(title, taken) for title in wanted]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert all(0 < len(title) <= TITLE_LENGTH and not set(title) & set("[]:*?/\\") for title in titles)


def test_a_chinese_character_is_two_wide() -> None:
    assert display_width("一a\n三") == 3


def test_the_first_real_date_is_the_day_after_the_day_that_never_was(tmp_path: Path) -> None:
    days = [(FIRST_DATE - timedelta(days=1),), (FIRST_DATE,)]
    write(tmp_path / "a.xlsx", [Sheet("会员", (SheetColumn("日期", "date"),), days)])
    assert cells_of(tmp_path / "a.xlsx") == [("1900-02-28",), (date(1900, 3, 1),)]
