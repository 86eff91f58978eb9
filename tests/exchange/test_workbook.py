import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
import xlsxwriter
from unionapp.errors import Stopped, Trouble
from unionapp.exchange import bounds, forms, pages, plain, reader, workbook
from unionapp.exchange.book import Limits, Merged, SheetRow, filled_down
from unionapp.exchange.workbook import read

FILES = Path(__file__).parent / "files"


def made(path: Path, cells: dict[str, Any], **sheets: dict[str, Any]) -> Path:
    """An .xlsx of one sheet with the cells, and further sheets."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for title, contents in {"会员": cells, **sheets}.items():
            sheet = book.add_worksheet(title)
            for place, value in contents.items():
                sheet.write(place, value, day) if isinstance(value, date) else sheet.write(place, value)
    return path


def sentence(path: Path, **options: Any) -> str:
    """What the clerk is told instead of rows."""
    with pytest.raises(Trouble) as caught:
        read(path, **options)
    return str(caught.value)


def test_a_blank_row_is_left_out_and_the_others_keep_their_numbers(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", {"A1": "姓名", "A3": "甲一", "B4": "　 ", "A6": "乙二"})
    assert read(path).rows == [SheetRow(1, ("姓名", None)), SheetRow(3, ("甲一", None)), SheetRow(6, ("乙二", None))]


def test_columns_count_from_a_even_if_the_first_ones_are_empty(tmp_path: Path) -> None:
    assert read(made(tmp_path / "a.xlsx", {"C3": "姓名"})).rows == [SheetRow(3, (None, None, "姓名"))]


def test_values_come_as_few_plain_types(tmp_path: Path) -> None:
    moment = datetime(2024, 3, 15, 8, 30)
    values = {"A1": 12.0, "B1": 0.5, "C1": date(2024, 3, 15), "D1": True, "E1": "文字", "F1": 16.8}
    cells = read(made(tmp_path / "a.xlsx", values)).rows[0].cells
    assert cells == (12, 0.5, date(2024, 3, 15), True, "文字", 16.8)
    assert [type(cell) for cell in cells] == [int, float, date, bool, str, float]
    assert plain.cell(moment) == moment
    assert plain.cell(datetime(2024, 3, 15)) == date(2024, 3, 15)


def test_an_id_number_stored_as_a_number_comes_with_the_digits_that_are_left(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", {"A1": 110105199001011234, "B1": 13900000000})
    assert read(path).rows[0].cells == ("110105199001011200", 13900000000)
    assert plain.cell(1.10105199001011e17) == "110105199001011000"


def test_the_first_sheet_that_is_not_blank_is_read(tmp_path: Path) -> None:
    book = read(made(tmp_path / "a.xlsx", {}, 空格={"B2": " "}, 名单={"A1": "姓名"}))
    assert (book.sheets, book.sheet, book.width) == (("会员", "空格", "名单"), "名单", 1)


def test_a_named_sheet_is_read(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", {"A1": "一"}, 名单={"A1": "二"})
    assert read(path, "名单").rows == [SheetRow(1, ("二",))]


def test_a_sheet_that_is_not_there_is_named_beside_those_that_are(tmp_path: Path) -> None:
    message = sentence(made(tmp_path / "a.xlsx", {"A1": "一"}), sheet="名单")
    assert "“名单”" in message
    assert "会员" in message


def test_a_named_sheet_that_is_blank_is_told_with_the_other_sheets(tmp_path: Path) -> None:
    message = sentence(made(tmp_path / "a.xlsx", {"A1": "一"}, 名单={}), sheet="名单")
    assert message == reader.BLANK_SHEET.format(sheet="名单", others="会员")


def test_a_merged_cell_has_its_value_in_its_first_cell_and_can_be_filled_down() -> None:
    book = read(FILES / "members.xls")
    assert Merged(4, 3, 5, 3) in book.merged
    assert [row.cells[3] for row in book.rows[2:4]] == ["山前乡示例工会", None]
    assert [row.cells[3] for row in filled_down(book)] == [None, "单位", "山前乡示例工会", "山前乡示例工会", None]


@pytest.mark.parametrize("name", ["members.xls", "members.ods"])
def test_other_formats_give_the_same_rows(name: str) -> None:
    book = read(FILES / name)
    assert book.sheets == ("会员", "空表")
    assert [row.number for row in book.rows] == [1, 3, 4, 5, 8]
    first = ("䶮一", "999999199001010000", date(1990, 1, 1), "山前乡示例工会", 12.5, False)
    assert book.rows[2].cells == first
    assert book.rows[4].cells[1] == "999999199001010000"


def test_a_wps_file_is_read() -> None:
    assert read(FILES / "members.et").rows[1].cells == ("甲一", "999999199001010000", date(1990, 1, 1), 12.5)


@pytest.mark.parametrize("ending", [".xls", ".et", ".csv", ".txt", ""])
def test_the_format_is_told_by_content_and_not_by_the_ending(tmp_path: Path, ending: str) -> None:
    path = made(tmp_path / "a.xlsx", {"A1": "姓名"}).rename(tmp_path / f"b{ending}")
    assert read(path).rows == [SheetRow(1, ("姓名",))]


def test_a_csv_is_a_sheet_too(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("姓名,电话\r\n\r\n甲一,13900000000,多\r\n".encode("gb18030"))
    book = read(path)
    assert book.sheets == (reader.CSV_SHEET,)
    assert book.rows == [SheetRow(1, ("姓名", "电话", None)), SheetRow(3, ("甲一", "13900000000", "多"))]


def test_two_far_apart_cells_are_told_and_kill_nothing(tmp_path: Path) -> None:
    assert "1048576 行 × 16384 列" in sentence(made(tmp_path / "a.xlsx", {"A1": "一", "XFD1048576": "二"}))


def test_a_range_of_too_many_cells_is_told_with_its_size(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", {"A1": "一", "Z1000": "二"})
    assert "1000 行 × 26 列" in sentence(path, limits=Limits(cells=25_999))
    assert len(read(path, limits=Limits(cells=26_000)).rows) == 2


@pytest.mark.parametrize("seed", range(30))
def test_a_mutated_file_gives_rows_or_a_sentence(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    name = random.choice(["members.xls", "members.ods", "members.et", "password.xlsx"])
    data = bytearray((FILES / name).read_bytes())
    for _ in range(random.randrange(1, 40)):
        data[random.randrange(len(data))] = random.randrange(256)
    path = tmp_path / name
    path.write_bytes(data)
    try:
        assert read(path, limits=Limits(memory=1024**3)).rows
    except Trouble as trouble:
        assert "没有读入任何" in str(trouble)


@pytest.mark.parametrize("seed", range(30))
def test_a_mutated_sheet_inside_a_sound_package_gives_rows_or_a_sentence(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    sound = made(tmp_path / "a.xlsx", {f"{column}{row}": row for column in "ABC" for row in range(1, 9)})
    part = random.choice(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            data = bytearray(old.read(name))
            if name == part:
                for _ in range(random.randrange(1, 6)):
                    data[random.randrange(len(data))] = random.choice(b'0123456789<>/"AZ&')
            new.writestr(name, bytes(data))
    try:
        assert read(tmp_path / "b.xlsx", limits=Limits(memory=1024**3)).rows
    except Trouble as trouble:
        assert "没有读入任何" in str(trouble)


def test_a_file_with_a_password_is_told() -> None:
    assert sentence(FILES / "password.xlsx") == forms.PASSWORD


def packed(path: Path, *names: str) -> Path:
    """A zip file with the named members."""
    with zipfile.ZipFile(path, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return path


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", forms.EMPTY),
        (b"\xef\xbb\xbf\r\n", forms.EMPTY),
        (b",,\r\n,,\r\n", reader.ALL_BLANK),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 9, forms.PICTURE),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), forms.PICTURE),
        (b"PK\x03\x04" + b"\0" * 100, forms.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, forms.DAMAGED),
        (b"<html><p>1</p>", pages.NO_TABLE),
        (b'<?xml version="1.0"?><Workbook/>', pages.NO_TABLE),
    ],
)
def test_what_is_no_sheet_is_told_in_words(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(data)
    assert sentence(path) == message


def test_a_word_document_is_no_sheet(tmp_path: Path) -> None:
    assert sentence(packed(tmp_path / "a.xlsx", "word/document.xml")) == forms.DOCUMENT


def test_a_package_without_its_workbook_is_damaged(tmp_path: Path) -> None:
    assert sentence(packed(tmp_path / "a.xlsx", "xl/styles.xml")) == forms.DAMAGED


def test_a_truncated_file_is_damaged(tmp_path: Path) -> None:
    data = made(tmp_path / "a.xlsx", {"A1": "一"}).read_bytes()
    (tmp_path / "b.xlsx").write_bytes(data[: len(data) // 2])
    assert sentence(tmp_path / "b.xlsx") == forms.DAMAGED


def test_a_workbook_with_no_content_is_told(tmp_path: Path) -> None:
    assert sentence(made(tmp_path / "a.xlsx", {}, 名单={"C9": "  "})) == reader.ALL_BLANK


def test_a_file_that_unpacks_to_too_much_is_told(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", {"A1": "一"})
    assert sentence(path, limits=Limits(unpacked=1000)) == bounds.TOO_LARGE


def test_a_file_above_the_limit_is_not_even_read(tmp_path: Path) -> None:
    message = sentence(made(tmp_path / "名单.xlsx", {"A1": "一"}), limits=Limits(file=1000))
    assert message == workbook.TOO_BIG.format(name="名单.xlsx", size=1, most=0)


def test_too_little_memory_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("甲一,乙二\n" * 300_000, encoding="utf-8")
    assert sentence(path, limits=Limits(memory=1)) in (reader.NO_MEMORY, workbook.DIED)


def test_too_little_time_is_a_sentence(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", {"A1": "一"})
    assert sentence(path, limits=Limits(seconds=0)) == workbook.TOO_SLOW.format(seconds="0")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert sentence(tmp_path / "无.xlsx") == workbook.MISSING.format(name="无.xlsx")


def test_a_folder_is_told(tmp_path: Path) -> None:
    assert sentence(tmp_path) == workbook.NOT_A_FILE.format(name=tmp_path.name)


def test_a_locked_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path / "a.xlsx", {"A1": "一"})

    def locked(_: Path) -> bytes:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert sentence(path) == workbook.NOT_ALLOWED.format(name="a.xlsx")


def test_stop_ends_the_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    children: list[Any] = []
    context = workbook.multiprocessing.get_context("spawn")
    kill = context.Process.kill
    monkeypatch.setattr(context.Process, "kill", lambda self: (children.append(self.pid), kill(self)))
    calls: list[int] = []

    def stop_at_the_second_look(done: int, total: int, what: str) -> None:
        calls.append(done)
        if len(calls) == 2:
            raise Stopped

    with pytest.raises(Stopped):
        read(made(tmp_path / "a.xlsx", {"A1": "一"}), progress=stop_at_the_second_look)
    assert len(children) == 1
    assert not workbook.multiprocessing.active_children()


def test_progress_comes_to_the_last_row(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    read(made(tmp_path / "a.xlsx", {"A1": "一", "A9": "二"}), progress=lambda *call: seen.append(call[:2]))
    assert seen[0] == (0, 0)
    assert seen[-1] == (9, 9)


def test_the_child_loads_nothing_heavy() -> None:
    heavy = "peewee PySide6 reportlab xlsxwriter docx cryptography sqlcipher3 pypinyin"
    program = f"import sys, unionapp.exchange.reader; print([m for m in '{heavy}'.split() if m in sys.modules])"
    root = Path(__file__).parents[2]
    answer = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert answer.stdout == "[]\n"
