"""From a page to paper: the preview, what it asks for, the files, the printer, and what the log keeps of it."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pypdfium2
import pytest
import shiboken6
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.printing import opening as printing
from ui.printing import printers
from ui.printing.drawing import file_name
from ui.printing.print_dialog import PrintDialog
from ui.printing.printer_panel import NO_PRINTER
from ui.records.record_page import RecordPage
from ui.session import Session
from unionapp.errors import Trouble
from unionapp.office import cabinet
from unionapp.paper import pdf
from unionapp.paper.document import Document, PageBreak, Paragraph
from unionapp.paper.paper import Paper, PrintRequest, write
from unionapp.records import search
from unionapp.records.kind import Kind
from unionapp.store.store import Store
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS
from unionapp.values.periods import Month
from unionapp.values.present import present

from tests.ui import township
from tests.ui.conftest import Recorder

DAY = date(2026, 3, 5)
LASER = "一楼激光打印机"

Open = Callable[[str, PrintRequest], PrintDialog]


class FilePrinter(QPrinter):
    """Prints into a file, and keeps how it was told to use both sides, which a file has not."""

    def __init__(self, out: Path) -> None:
        super().__init__(QPrinter.PrinterMode.HighResolution)
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setOutputFileName(str(out))
        self.sides = QPrinter.DuplexMode.DuplexNone

    def setDuplex(self, mode: QPrinter.DuplexMode) -> None:
        self.sides = mode


class PaperTray:
    """Printers that print into files."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.folder = folder
        self.installed = list(names)
        self.opened: list[FilePrinter] = []

    def names(self) -> list[str]:
        return self.installed

    def open(self, name: str) -> QPrinter:
        if name not in self.installed:
            raise Trouble(f"找不到打印机“{name}”。")
        self.opened.append(FilePrinter(self.folder / "printed.pdf"))
        return self.opened[-1]

    def sheets(self) -> list[tuple[int, int]]:
        """Width and height in mm of what came out."""
        with pypdfium2.PdfDocument(self.folder / "printed.pdf") as out:
            sizes = [out.get_page_size(number) for number in range(len(out))]
        return [(round(wide / 72 * 25.4), round(high / 72 * 25.4)) for wide, high in sizes]


@pytest.fixture
def session(town: Session) -> Session:
    """A township with three unions and forty members."""
    township.settle(town, 40)
    return town


@pytest.fixture(autouse=True)
def tray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PaperTray:
    """One printer that prints into a file."""
    made = PaperTray(tmp_path, LASER)
    monkeypatch.setattr(printers, "printers", made)
    return made


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """The window that the preview stands over."""
    made = QWidget()
    made.resize(1366, 768)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def show(qtbot: QtBot, session: Session, window: QWidget) -> Iterator[Open]:
    """Opens a preview and waits for its pages; closed at the end."""
    opened: list[PrintDialog] = []

    def start(key: str, wish: PrintRequest) -> PrintDialog:
        with qtbot.waitSignal(tasks.desk.idle):
            opened.append(printing.print_paper(session, window, cabinet.paper(key), wish))
        return opened[-1]

    yield start
    for dialog in opened:
        if shiboken6.isValid(dialog) and dialog.isVisible():
            dialog.reject()


def titles(session: Session) -> list[str]:
    """The log, newest first."""
    return [step.title for step in session.store.journal.steps()]


def text_of(dialog: PrintDialog) -> str:
    """What stands on the pages that are seen."""
    assert dialog.pages is not None
    with pypdfium2.PdfDocument(dialog.pages.content) as shown:
        return "\n".join(shown[number].get_textpage().get_text_bounded() for number in range(len(shown)))


def someone() -> PrintRequest:
    """The wish for a paper about the first member."""
    return PrintRequest(record=search.rows(MEMBERS, search.ids(MEMBERS, search.Query())[:1])[0])


def test_the_preview_shows_every_page_of_the_paper(show: Open, session: Session) -> None:
    dialog = show("member-roster", PrintRequest(day=DAY))
    document = cabinet.paper("member-roster").document(session.store, PrintRequest(day=DAY))
    assert dialog.pages is not None and dialog.bar.count.text() == f"/ 共 {len(dialog.pages)} 页"
    assert len(dialog.pages) == pdf.render(document, io.BytesIO()) > 1


def test_a_page_is_drawn_when_it_comes_into_sight(show: Open) -> None:
    dialog = show("member-roster", PrintRequest(day=DAY))
    dialog.preview.set_zoom(2.0)
    drawn = present(dialog.preview._drawn).kept
    drawn.clear()
    dialog.preview.grab()
    assert {number for number, _ in drawn} == {0}
    image = next(iter(drawn.values()))
    tones = {image.pixelColor(x, y).lightness() for x in range(0, image.width(), 2) for y in range(image.height())}
    assert min(tones) < 100 and max(tones) == 255


def test_pages_turn_by_keys_and_by_number(qtbot: QtBot, show: Open) -> None:
    dialog = show("member-roster", PrintRequest(day=DAY))
    assert dialog.pages is not None and dialog.preview.page == 1
    qtbot.keyClick(dialog.preview, Qt.Key.Key_PageDown)
    assert (dialog.preview.page, dialog.bar.page.value()) == (2, 2)
    qtbot.keyClick(dialog.preview, Qt.Key.Key_End)
    assert dialog.preview.page == len(dialog.pages)
    dialog.bar.page.setValue(1)
    assert dialog.preview.page == 1 and dialog.preview.verticalScrollBar().value() == 0


def test_every_preview_opens_with_the_whole_page(qtbot: QtBot, show: Open) -> None:
    dialog = show("member-transfer", someone())
    whole = dialog.preview.zoom
    qtbot.keyClick(dialog.preview, Qt.Key.Key_Plus)
    assert dialog.preview.zoom == pytest.approx(whole * 1.2)
    dialog.reject()
    assert show("member-transfer", someone()).preview.zoom == pytest.approx(whole)


def test_print_stands_right_under_the_questions(show: Open) -> None:
    dialog = show("member-roster", PrintRequest(day=DAY))
    button, asked = dialog.tools.button("print"), dialog.printer
    under = button.mapTo(dialog, QPoint(0, 0)).y() - asked.mapTo(dialog, QPoint(0, asked.height())).y()
    assert 0 <= under <= 24


def test_a_saved_pdf_has_the_bytes_of_the_command_line(
    show: Open, session: Session, tmp_path: Path, door: Recorder
) -> None:
    dialog = show("member-roster", PrintRequest(day=DAY))
    door.answers.append(tmp_path / "名册.pdf")
    dialog.save_pdf()
    write(cabinet.paper("member-roster"), session.store, PrintRequest(day=DAY), tmp_path / "cli.pdf")
    assert (tmp_path / "名册.pdf").read_bytes() == (tmp_path / "cli.pdf").read_bytes()
    line = "“会员花名册”（含完整证件号码、移动电话，40 条）"
    assert titles(session)[:3] == [f"打印{line}", f"打印{line}", f"预览{line}"]
    assert door.texts("toast") == ["已保存“名册.pdf”"] and "打开" in door.offered


def test_a_file_that_cannot_be_written_is_a_sentence_and_no_line_in_the_log(
    show: Open, session: Session, tmp_path: Path, door: Recorder
) -> None:
    dialog = show("member-roster", PrintRequest(day=DAY))
    before = titles(session)
    door.answers.append(tmp_path / "没有" / "名册.pdf")
    dialog.save_pdf()
    assert len(door.texts("warn")) == 1 and "名册.pdf" in door.texts("warn")[0]
    assert titles(session) == before


def test_a_form_is_saved_for_word(qtbot: QtBot, show: Open, session: Session, tmp_path: Path, door: Recorder) -> None:
    wish = someone()
    dialog = show("member-transfer", wish)
    door.answers.append(tmp_path / "接转单.docx")
    with qtbot.waitSignal(tasks.desk.idle):
        dialog.save_word()
    words = "".join(part.text for part in docx.Document(str(tmp_path / "接转单.docx")).paragraphs)
    assert "工会会员关系接转单" in words and wish.record.name in words
    assert titles(session)[0] == f"打印“会员关系接转单”：{wish.record.name}（含完整证件号码，1 条）"


def test_a_list_is_not_offered_for_word(show: Open) -> None:
    assert show("member-roster", PrintRequest()).tools.button("word").isHidden()
    assert not show("member-transfer", someone()).tools.button("word").isHidden()


def test_hidden_numbers_are_hidden_and_the_log_says_so(
    qtbot: QtBot, show: Open, session: Session, tmp_path: Path, door: Recorder
) -> None:
    dialog = show("member-roster", PrintRequest(day=DAY))
    full = township.number(1)
    assert full in text_of(dialog)
    with qtbot.waitSignal(tasks.desk.idle):
        dialog.asking.masked.click()
    assert full not in text_of(dialog) and full[:6] in text_of(dialog)
    door.answers.append(tmp_path / "名册.pdf")
    dialog.save_pdf()
    assert titles(session)[0] == "打印“会员花名册”（脱敏）"


def test_a_blank_form_asks_for_nothing(
    qtbot: QtBot, show: Open, session: Session, tmp_path: Path, door: Recorder
) -> None:
    dialog = show("member-transfer", PrintRequest())
    assert (
        dialog.words.text() == "打印“会员关系接转单”要先指明哪一条记录。"
        and not dialog.tools.button("print").isEnabled()
    )
    with qtbot.waitSignal(tasks.desk.idle):
        dialog.asking.blank.click()
    assert dialog.pages is not None and dialog.tools.button("print").isEnabled()
    door.answers.append(tmp_path / "空白.pdf")
    dialog.save_pdf()
    assert titles(session)[0] == "打印“会员关系接转单”（空白表）"


def test_the_record_is_chosen_by_typing(qtbot: QtBot, show: Open) -> None:
    dialog = show("member-transfer", PrintRequest())
    wanted = someone().record
    assert dialog.asking.record is not None
    line = dialog.asking.record.line
    with qtbot.waitSignal(tasks.desk.idle):
        qtbot.keyClicks(line, wanted.id_number)
        qtbot.keyClick(line.list.popup(), Qt.Key.Key_Return)
    assert wanted.name in text_of(dialog)


def test_a_union_narrows_the_list(qtbot: QtBot, show: Open) -> None:
    dialog = show("member-roster", PrintRequest(day=DAY))
    assert "共 40 人" in text_of(dialog) and dialog.asking.union is not None
    with qtbot.waitSignal(tasks.desk.idle):
        dialog.asking.union.choose(Union.get(Union.name == township.DAIRY).id)
        dialog.asking.union.chosen.emit()
    assert "共 0 人" in text_of(dialog) and township.DAIRY in text_of(dialog)


def test_the_month_goes_on_into_the_next_year(qtbot: QtBot, show: Open) -> None:
    dialog = show("member-changes", PrintRequest(month=Month(2019, 12)))
    assert dialog.asking.month is not None
    with qtbot.waitSignal(tasks.desk.idle):
        dialog.asking.month._month.stepUp()
    assert dialog.asking.month.value() == Month(2020, 1)
    assert "2020年1月" in text_of(dialog)
    dialog.asking.month._month.stepDown()
    assert dialog.asking.month.value() == Month(2019, 12)


def test_a_day_that_cannot_be_read_is_said_in_place_of_the_pages(show: Open) -> None:
    dialog = show("member-roster", PrintRequest(day=DAY))
    assert dialog.asking.day is not None
    dialog.asking.day.line.setText("2026-02-30")
    dialog.make()
    assert "2026-02-30" in dialog.words.text() and dialog.pages is None and not dialog.tools.button("print").isEnabled()


def test_rows_are_those_chosen_or_shown_or_all(qtbot: QtBot, show: Open) -> None:
    query = search.Query("王一")
    shown = search.rows(MEMBERS, search.ids(MEMBERS, query))
    dialog = show("member-roster", PrintRequest(query=query, chosen=tuple(shown[:2]), day=DAY))
    rows = dialog.asking.rows
    assert rows is not None
    assert [rows.itemText(place) for place in range(rows.count())] == [
        "选中的 2 行",
        "当前筛选的 4 行",
        "全部（按工会）",
    ]
    assert "共 2 人" in text_of(dialog)
    for place, words in ((1, "共 4 人"), (2, "共 40 人")):
        with qtbot.waitSignal(tasks.desk.idle):
            rows.setCurrentIndex(place)
        assert words in text_of(dialog)


def test_characters_without_a_shape_are_named(qtbot: QtBot, session: Session, window: QWidget) -> None:
    odd = Paper(
        "odd", "通知", "letter", lambda store, wish: None, lambda facts: Document("通知", (Paragraph("甲\ue000乙"),))
    )
    with qtbot.waitSignal(tasks.desk.idle):
        dialog = printing.print_paper(session, window, odd, PrintRequest())
    assert "\ue000（U+E000）" in dialog.warning.text() and not dialog.warning.isHidden()
    dialog.reject()


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Holds a work until the test opens it."""
    event = threading.Event()
    yield event
    event.set()


def test_a_stop_leaves_words_in_place_of_the_pages(
    qtbot: QtBot, session: Session, window: QWidget, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "DELAY", 0)

    def gather(store: Store, wish: PrintRequest) -> None:
        gate.wait()

    slow = Paper("slow", "长表", "list", gather, lambda facts: Document("长表", (PageBreak(),)))
    with qtbot.waitSignal(tasks.desk.idle):
        dialog = printing.print_paper(session, window, slow, PrintRequest())
        qtbot.waitUntil(lambda: bool(dialog.findChildren(tasks.ProgressDialog)))
        qtbot.mouseClick(dialog.findChildren(tasks.ProgressDialog)[0].stop, Qt.MouseButton.LeftButton)
        gate.set()
    assert dialog.words.text().startswith("已停止") and dialog.pages is None
    dialog.reject()


def test_leaving_waits_for_the_pages_and_then_frees_them(qtbot: QtBot, session: Session, window: QWidget) -> None:
    dialog = printing.print_paper(session, window, cabinet.paper("member-roster"), PrintRequest())
    with qtbot.waitSignal(tasks.desk.idle):
        dialog.make()
        dialog.reject()
        assert dialog.isVisible()
    pages = dialog.pages
    assert pages is not None and not pages.closed
    dialog.reject()
    assert pages.closed and dialog.pages is None and not pages._pdf.raw


def test_pages_made_anew_close_the_former_ones(qtbot: QtBot, show: Open) -> None:
    dialog = show("member-transfer", someone())
    former = dialog.pages
    with qtbot.waitSignal(tasks.desk.idle):
        dialog.asking.blank.click()
    assert former is not None and former.closed and dialog.pages is not former


def test_printing_is_noted_and_the_choice_is_kept_for_this_paper(
    qtbot: QtBot, show: Open, session: Session, tray: PaperTray, door: Recorder
) -> None:
    tray.installed = ["办公室", LASER]
    dialog = show("member-transfer", someone())
    dialog.printer.printer.setCurrentText(LASER)
    dialog.printer.copies.setValue(2)
    dialog.printer.duplex.setCurrentIndex(1)
    with qtbot.waitSignal(tasks.desk.idle):
        dialog.print()
    assert titles(session)[0].startswith("打印“会员关系接转单”")
    assert door.texts("toast") == [f"已送到打印机“{LASER}”：1 页，2 份"]
    assert tray.opened[0].sides == QPrinter.DuplexMode.DuplexLongSide
    again, other = show("member-transfer", someone()), show("member-consent", someone())
    assert again.printer.choice() == printers.PrintChoice(LASER, 2, "long")
    assert other.printer.choice() == printers.PrintChoice(LASER, 1, "none")


def test_sheets_have_the_size_of_the_paper(qtbot: QtBot, show: Open, tray: PaperTray) -> None:
    for key, size in (("member-transfer", (210, 297)), ("union-list", (297, 210)), ("member-collection", (420, 297))):
        dialog = show(key, PrintRequest(blank=True))
        with qtbot.waitSignal(tasks.desk.idle):
            dialog.print()
        assert set(tray.sheets()) == {size}


def test_only_the_pages_named_are_printed(qtbot: QtBot, show: Open, tray: PaperTray, door: Recorder) -> None:
    dialog = show("member-roster", PrintRequest(day=DAY))
    dialog.printer.which.setCurrentIndex(2)
    dialog.printer.numbers.setText("9-10")
    dialog.print()
    assert len(door.texts("warn")) == 1 and tray.opened == []
    dialog.printer.numbers.setText("2")
    with qtbot.waitSignal(tasks.desk.idle):
        dialog.print()
    assert len(tray.sheets()) == 1


def test_without_a_printer_the_file_is_offered(
    show: Open, session: Session, tray: PaperTray, tmp_path: Path, door: Recorder
) -> None:
    tray.installed = []
    dialog = show("member-transfer", someone())
    door.answers += [True, tmp_path / "单.pdf"]
    dialog.print()
    assert door.texts("ask") == [NO_PRINTER] and (tmp_path / "单.pdf").exists()


def test_a_printer_that_is_gone_is_a_sentence_and_no_line_in_the_log(
    qtbot: QtBot, show: Open, session: Session, tray: PaperTray, door: Recorder
) -> None:
    dialog = show("member-transfer", someone())
    before = titles(session)
    tray.installed = []
    with qtbot.waitSignal(tasks.desk.idle):
        dialog.print()
    assert door.texts("warn") == [f"找不到打印机“{LASER}”。"] and titles(session) == before


def test_the_table_prints_with_its_columns_and_its_filter(qtbot: QtBot, session: Session, window: QWidget) -> None:
    page = opened_page(qtbot, session, window)
    page.list.search.setText("王一")
    with qtbot.waitSignal(tasks.desk.idle):
        dialog = printing.choices(page)[0][1]()  # type: ignore[misc]
    assert isinstance(dialog, PrintDialog)
    shown = text_of(dialog)
    assert "查找“王一”" in shown and "共 4 行" in shown and township.TOWN in shown
    for name in page.list.table.headings.names():
        assert MEMBERS.fields[name].label in shown.replace("\r\n", "")
    assert township.number(1) not in shown and dialog.asking.masked.isChecked()
    dialog.reject()


def test_papers_about_one_record_wait_for_it(qtbot: QtBot, session: Session, window: QWidget) -> None:
    page = opened_page(qtbot, session, window)
    page.list.table.clearSelection()
    waiting = [words for words, act in printing.choices(page) if act is None]
    assert "会员关系接转单（先选中一行）" in waiting
    page.list.table.selectRow(0)
    (chosen,) = page.selected()
    assert f"会员关系接转单：{chosen.name}" in [words for words, act in printing.choices(page) if act is not None]


def test_the_forms_of_several_chosen_rows_are_one_job(
    qtbot: QtBot, session: Session, window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened_page(qtbot, session, window)
    page.list.table.selectAll()
    wanted = "会员关系接转单：所选 40 条各一份"
    (do,) = [act for words, act in printing.choices(page) if words == wanted]
    assert do is not None
    with qtbot.waitSignal(tasks.desk.idle):
        dialog = do()
    assert isinstance(dialog, PrintDialog) and dialog.pages is not None
    assert len(dialog.pages) == 40
    assert file_name(dialog.paper, dialog.asking.request(), ".pdf").endswith("等40份.pdf")
    dialog.reject()
    monkeypatch.setattr(printing, "MOST_AT_ONCE", 39)
    assert "会员关系接转单（一次最多 39 条）" in [words for words, act in printing.choices(page) if act is None]


def test_several_chosen_rows_are_the_first_choice(qtbot: QtBot, session: Session, window: QWidget) -> None:
    page = opened_page(qtbot, session, window)
    page.list.table.selectRow(0)
    assert printing.list_wish(page).chosen == ()
    page.list.table.selectAll()
    assert printing.list_wish(page).chosen == ()
    page.list.table.clearSelection()
    model, picked = page.list.table.rows, page.list.table.selectionModel()
    for row in (0, 2):
        picked.select(model.index(row, 0), picked.SelectionFlag.Select | picked.SelectionFlag.Rows)
    assert [record.id for record in printing.list_wish(page).chosen] == [model.ids[0], model.ids[2]]


def test_a_kind_without_forms_has_one_print_button(session: Session) -> None:
    def words(kind: Kind) -> list[str]:
        return [action.words for action in printing.paper_actions(RecordPage(session, kind))]

    assert words(MEMBERS) == ["打印", "打印表格"]
    assert words(session.kind("codes")) == ["打印"]
    assert [paper.id for paper in printing.papers_of(UNIONS)] == ["union-form", "union-list", "legal-person-form"]


def test_the_recovery_sheet_shows_the_code(qtbot: QtBot, session: Session, window: QWidget) -> None:
    code = "ABCDE-FGHJK-LMNPQ-RSTUV"
    with qtbot.waitSignal(tasks.desk.idle):
        dialog = printing.recovery_sheet(session, window, code)
    assert code in text_of(dialog) and dialog.asking.empty
    assert not any(code in title for title in titles(session))
    dialog.reject()


def test_the_first_file_name_says_whose_paper_it_is(session: Session) -> None:
    wish, paper = someone(), cabinet.paper("member-transfer")
    wish.record.name = "王/小 明"
    assert file_name(paper, wish, ".pdf").startswith("会员关系接转单-王")
    assert "/" not in file_name(paper, wish, ".pdf")
    assert file_name(paper, replace(wish, blank=True), ".docx") == "会员关系接转单-空白.docx"


def opened_page(qtbot: QtBot, session: Session, window: QWidget) -> RecordPage:
    """The register in the window, its rows shown."""
    page = RecordPage(session, MEMBERS, printing.paper_actions)
    qtbot.addWidget(page)
    page.setParent(window)
    page.resize(1300, 700)
    page.show()
    assert len(page.list.table.rows.ids) == 40
    return page


def test_a_small_window_gets_a_preview_that_can_be_read(qtbot: QtBot, session: Session) -> None:
    small = QWidget()
    small.resize(300, 200)
    qtbot.addWidget(small)
    small.show()
    with qtbot.waitSignal(tasks.desk.idle):
        dialog = printing.recovery_sheet(session, small, "ABCDE")
    room = small.screen().availableGeometry()
    assert dialog.size() == QSize(1000, 640).boundedTo(room.size())
    dialog.reject()
