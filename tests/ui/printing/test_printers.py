"""The way to the printer: page numbers, what is remembered, jobs given up, printers that refuse."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSettings
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot
from ui.printing import printers
from ui.printing.pdf_pages import PdfPages
from ui.printing.printers import PrintChoice, page_numbers, print_pages
from unionapp.errors import Stopped, Trouble
from unionapp.paper import pdf
from unionapp.paper.document import Document, PageBreak, Paragraph
from unionapp.work import silent


class OnePrinter(printers.Printers):
    """A printer that prints into a file, with or without a hand for copies."""

    def __init__(self, out: Path, copies: bool = True) -> None:
        self.out = out
        self.copies = copies
        self.aborted = False

    def open(self, name: str) -> QPrinter:
        tray = self

        class Machine(QPrinter):
            def supportsMultipleCopies(self) -> bool:
                return tray.copies

            def abort(self) -> bool:
                tray.aborted = True
                return super().abort()

        machine = Machine(QPrinter.PrinterMode.HighResolution)
        machine.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        machine.setOutputFileName(str(self.out))
        return machine


@pytest.fixture
def pages(qtbot: QtBot) -> PdfPages:
    """Three upright pages."""
    out = io.BytesIO()
    blocks = (Paragraph("第一页"), PageBreak(), Paragraph("第二页"), PageBreak(), Paragraph("第三页"))
    pdf.render(Document("三页", blocks), out)
    return PdfPages(out.getvalue())


def sheets(path: Path) -> int:
    """How many pages came out."""
    with pypdfium2.PdfDocument(path) as out:
        return len(out)


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(1, 50)), min_size=1), st.sampled_from(",，、"))
def test_pages_are_named_by_numbers_and_ranges(ranges: list[tuple[int, int]], comma: str) -> None:
    ordered = [(min(pair), max(pair)) for pair in ranges]
    text = comma.join(f"{first}-{last}" if first != last else str(first) for first, last in ordered)
    assert page_numbers(text, 50) == [page - 1 for first, last in ordered for page in range(first, last + 1)]


@pytest.mark.parametrize("text", ["", "0", "4", "3-2", "1-", "-1", "一", "1,,2", "²"])
def test_pages_that_are_not_there_are_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"页码“.*”(看不懂|不在 1 到 3 之间)"):
        page_numbers(text, 3)


def test_the_printer_of_the_last_paper_is_offered_to_a_new_one(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "remembered.ini"), QSettings.Format.IniFormat)
    assert PrintChoice.remembered(settings, "a") == PrintChoice()
    PrintChoice("甲", 3, "short").remember(settings, "a")
    PrintChoice("乙", 1, "long").remember(settings, "b")
    assert PrintChoice.remembered(settings, "a") == PrintChoice("甲", 3, "short")
    assert PrintChoice.remembered(settings, "c") == PrintChoice("乙", 1, "none")


def test_settings_written_by_another_hand_do_no_harm(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "remembered.ini"), QSettings.Format.IniFormat)
    settings.setValue("printing/a/copies", "many")
    settings.setValue("printing/a/duplex", "both")
    assert PrintChoice.remembered(settings, "a") == PrintChoice()
    settings.setValue("printing/a/copies", "100000")
    assert PrintChoice.remembered(settings, "a").copies == printers.MOST_COPIES


def test_a_printer_without_copies_gets_the_pages_again(
    pages: PdfPages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printers, "printers", OnePrinter(tmp_path / "out.pdf", copies=False))
    seen: list[tuple[int, int]] = []
    print_pages(pages, [0, 2], PrintChoice("甲", 2), "三页", lambda done, total, what: seen.append((done, total)))
    assert sheets(tmp_path / "out.pdf") == 4 and seen == [(0, 4), (1, 4), (2, 4), (3, 4)]
    pages.close()


def test_a_stop_gives_up_the_whole_job(pages: PdfPages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tray = OnePrinter(tmp_path / "out.pdf")
    monkeypatch.setattr(printers, "printers", tray)

    def stop(done: int, total: int, what: str) -> None:
        if done == 1:
            raise Stopped

    with pytest.raises(Stopped):
        print_pages(pages, [0, 1, 2], PrintChoice("甲"), "三页", stop)
    assert tray.aborted
    pages.close()


@pytest.mark.qt_log_ignore("Returned false", extend=True)
def test_a_printer_that_does_not_begin_is_a_sentence(
    pages: PdfPages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printers, "printers", OnePrinter(tmp_path / "没有" / "out.pdf"))
    with pytest.raises(Trouble, match="没有响应"):
        print_pages(pages, [0], PrintChoice("甲"), "三页", silent)
    pages.close()


def test_a_printer_unknown_to_the_machine_is_a_sentence(qtbot: QtBot) -> None:
    with pytest.raises(Trouble, match="找不到打印机“没有这台”"):
        printers.Printers().open("没有这台")


def test_pages_are_closed_once_and_again_without_harm(pages: PdfPages) -> None:
    assert len(pages) == 3 and pages.picture(2, 1.0).height() == 842
    pages.close()
    pages.close()
    assert pages.closed
