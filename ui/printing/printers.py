"""Printers: which there are, what was chosen last for each paper, and the way of the pages onto one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRect, QSettings, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from unionapp.errors import Stopped, Trouble
from unionapp.work import Progress

from ui.printing.pdf_pages import POINTS, PdfPages

DPI = 300
MOST_COPIES = 999
DUPLEX = {
    "none": QPrinter.DuplexMode.DuplexNone,
    "long": QPrinter.DuplexMode.DuplexLongSide,
    "short": QPrinter.DuplexMode.DuplexShortSide,
}
DUPLEX_WORDS = {"none": "单面", "long": "双面（左右翻）", "short": "双面（上下翻）"}


@dataclass(frozen=True)
class PrintChoice:
    """Where and how a paper is printed."""

    printer: str = ""
    copies: int = 1
    duplex: str = "none"

    @classmethod
    def remembered(cls, settings: QSettings, paper: str) -> PrintChoice:
        """What was chosen for this paper last; the printer of the last paper where this one was never printed."""
        copies = str(settings.value(f"printing/{paper}/copies", "1"))
        duplex = str(settings.value(f"printing/{paper}/duplex", "none"))
        printer = settings.value(f"printing/{paper}/printer") or settings.value("printing/printer") or ""
        return cls(
            str(printer),
            min(max(int(copies), 1), MOST_COPIES) if copies.isdecimal() else 1,
            duplex if duplex in DUPLEX else "none",
        )

    def remember(self, settings: QSettings, paper: str) -> None:
        """Keep it for the next time."""
        settings.setValue("printing/printer", self.printer)
        settings.setValue(f"printing/{paper}/printer", self.printer)
        settings.setValue(f"printing/{paper}/copies", str(self.copies))
        settings.setValue(f"printing/{paper}/duplex", self.duplex)


class Printers:
    """The printers of the machine."""

    def names(self) -> list[str]:
        """All of them, the usual one first."""
        usual = QPrinterInfo.defaultPrinterName()
        return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: name != usual)

    def open(self, name: str) -> QPrinter:
        """A printer by its name; Trouble where it is gone."""
        info = QPrinterInfo.printerInfo(name)
        if info.isNull():
            raise Trouble(f"找不到打印机“{name}”，没有打印。请检查打印机是否接好，或者改选一台，也可以先存成 PDF。")
        return QPrinter(info, QPrinter.PrinterMode.HighResolution)


printers = Printers()
"""The printers in use; tests put others in their place."""


def print_pages(pages: PdfPages, wanted: Sequence[int], choice: PrintChoice, title: str, progress: Progress) -> None:
    """Send pages (from 0 on) to the printer, each on its own size of paper; Trouble where the printer refuses.

    A stop gives up the whole job, so that nothing half printed is left in the queue.
    """
    printer = printers.open(choice.printer)
    printer.setDocName(title)
    printer.setResolution(DPI)
    printer.setFullPage(True)
    printer.setDuplex(DUPLEX[choice.duplex])
    order = list(wanted)
    if printer.supportsMultipleCopies():
        printer.setCopyCount(choice.copies)
    else:
        order = order * choice.copies
    _lay(printer, pages.sizes[order[0]])
    painter = QPainter()
    if not painter.begin(printer):
        raise Trouble(f"打印机“{choice.printer}”没有响应，没有打印。请检查电源、纸张和连线后再试，也可以先存成 PDF。")
    try:
        for place, number in enumerate(order):
            progress(place, len(order), f"正在打印第 {place + 1} 页，共 {len(order)} 页")
            if place:
                _lay(printer, pages.sizes[number])
                if not printer.newPage():
                    raise Trouble(f"打印机“{choice.printer}”在第 {place + 1} 页中断，前面的页已送出。请检查打印机。")
            _draw(painter, printer, pages, number)
    except Stopped:
        printer.abort()
        raise
    finally:
        painter.end()


def _lay(printer: QPrinter, size: QSizeF) -> None:
    """The paper of a page: its size upright, and which way it lies."""
    wide = size.width() > size.height()
    upright = size.transposed() if wide else size
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    lies = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, lies, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)


def _draw(painter: QPainter, printer: QPrinter, pages: PdfPages, number: int) -> None:
    """A page in its true size from the corner of the sheet on."""
    picture = pages.picture(number, DPI / POINTS)
    size = pages.sizes[number] * (printer.resolution() / POINTS)
    painter.drawImage(QRect(0, 0, round(size.width()), round(size.height())), picture)


def page_numbers(text: str, count: int) -> list[int]:
    """The pages (from 0 on) that 1-3,5 means; ValueError in words."""
    found: list[int] = []
    for part in text.replace("，", ",").replace("、", ",").replace("－", "-").replace("—", "-").split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        numbers = (first, last if dash else first)
        if not all(number.isdecimal() for number in numbers):
            raise ValueError(f"页码“{text}”看不懂，请写成 1-3,5 的样子。")
        begin, end = (int(number) for number in numbers)
        if not 1 <= begin <= end <= count:
            raise ValueError(f"页码“{part.strip()}”不在 1 到 {count} 之间，请核对。")
        found += range(begin - 1, end)
    return found
