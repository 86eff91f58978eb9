"""One paper before it is printed: what it asks for, its pages as they will be, and the ways out of the program."""

from __future__ import annotations

from pathlib import Path

import shiboken6
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from unionapp import paths
from unionapp.errors import Refused, Trouble
from unionapp.paper.characters import boxes
from unionapp.paper.paper import Paper, PrintRequest, need_taking, noted, write
from unionapp.store import disk
from unionapp.work import Progress

from ui import tasks
from ui.kit import messages, style
from ui.kit.actions import Action, ActionBar
from ui.printing.asking import AskingPanel
from ui.printing.drawing import Made, draw, file_name
from ui.printing.pdf_pages import PdfPages
from ui.printing.preview import Preview
from ui.printing.preview_bar import PreviewBar
from ui.printing.printer_panel import NO_PRINTER, PrinterPanel
from ui.printing.printers import PrintChoice, print_pages
from ui.printing.questions import Questions
from ui.session import Session

_PAUSE = 400
"""Milliseconds without a change until the preview is made anew."""
_SIDE = 300
_LEAST = QSize(1000, 640)


class PrintDialog(QDialog):
    """The preview of a paper over the window; what is printed and saved is what is seen."""

    def __init__(self, session: Session, parent: QWidget | None, paper: Paper, request: PrintRequest) -> None:
        super().__init__(parent.window() if parent else None)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"打印 · {paper.title}")
        self.session = session
        self.paper = paper
        self.pages: PdfPages | None = None
        self._made: Made | None = None
        self._left = False
        self._looked: set[str] = set()
        """What was noted as looked at here, so that each is noted once."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.make)
        self.asking = AskingPanel(session, paper, request)
        self.printer = PrinterPanel(PrintChoice.remembered(session.remembered, paper.id))
        self.preview = Preview()
        self.bar = PreviewBar(self.preview)
        self.words = QLabel()
        self.warning = QLabel()
        self._lay_out()
        ActionBar(self, None, (Action("make", "重新生成预览", self.make, "F5"),))
        self.setGeometry(_place(self, parent))
        self.asking.changed.connect(lambda: self._timer.start(_PAUSE))
        tasks.desk.idle.connect(self._work_ended)
        self._show(None)
        self._timer.start(0)

    def make(self) -> None:
        """Draw the paper as asked now, off the GUI thread."""
        if tasks.busy():
            self._timer.start(_PAUSE)
            return
        try:
            request = self.asking.request()
        except ValueError as error:
            self._take(Made(PrintRequest(), words=str(error)))
            return
        self._made, store = None, self.session.store
        self.words.setText("正在生成预览……")
        tasks.run(
            self, f"生成“{self.paper.title}”", lambda progress: draw(self.paper, store, request, progress), self._take
        )

    def print(self) -> None:
        """Send what is seen to the printer, and note it; where there is no printer, offer the file instead."""
        if self.pages is None or self._made is None:
            return
        if not self.printer.usable:
            if messages.ask(self, NO_PRINTER, "存成 PDF", "取消"):
                self.save_pdf()
            return
        pages, made, choice = self.pages, self._made, self.printer.choice()
        try:
            need_taking(self.paper, self.session.store, made.seen)
            wanted = self.printer.wanted(len(pages), self.preview.page)
        except (ValueError, Refused) as error:
            messages.warn(self, str(error))
            return
        choice.remember(self.session.remembered, self.paper.id)

        def work(progress: Progress) -> str:
            print_pages(pages, wanted, choice, self.paper.title, progress)
            return f"已送到打印机“{choice.printer}”：{len(wanted)} 页，{choice.copies} 份"

        def done(words: str) -> None:
            self._note(made)
            messages.toast(self, words)

        tasks.run(self, f"打印“{self.paper.title}”", work, done)

    def save_pdf(self) -> None:
        """Keep what is seen as a file."""
        if self.pages is None or self._made is None:
            return
        name = file_name(self.paper, self._made.request, ".pdf")
        path = messages.save_file(self, "存成 PDF", name, "PDF 文件 (*.pdf)")
        if path is None:
            return
        try:
            need_taking(self.paper, self.session.store, self._made.seen)
            disk.write_whole(path, self.pages.content)
            self._note(self._made)
        except (Refused, Trouble) as error:
            messages.report(self, error)
            return
        _tell_saved(self, path)

    def save_word(self) -> None:
        """Keep the paper as a file to be edited."""
        if self._made is None:
            return
        path = messages.save_file(
            self, "存成 Word", file_name(self.paper, self._made.request, ".docx"), "Word 文件 (*.docx)"
        )
        if path is None:
            return
        request, store = self._made.request, self.session.store
        tasks.run(
            self,
            f"保存“{paths.shown(path.name)}”",
            lambda progress: write(self.paper, store, request, path, progress),
            lambda _: _tell_saved(self, path),
        )

    def reject(self) -> None:
        """Leave, unless the pages are still at work."""
        if not tasks.busy():
            super().reject()

    def done(self, result: int) -> None:
        """Leaving frees what PDFium holds."""
        self._left = True
        self._timer.stop()
        tasks.desk.idle.disconnect(self._work_ended)
        self._show(None)
        super().done(result)

    def _take(self, made: Made) -> None:
        if not shiboken6.isValid(self) or self._left:
            return
        self._made = made if made.content else None
        first = self.pages is None
        self._show(PdfPages(made.content) if made.content else None)
        if first and self.pages is not None and not self.asking.typing:
            self.preview.setFocus()
        if made.seen.records:
            self._note(made, "预览")
        self.words.setText(made.words)
        self.warning.setVisible(bool(made.lost))
        self.warning.setText(boxes(made.lost))

    def _show(self, pages: PdfPages | None) -> None:
        """Show other pages and close the former ones."""
        former, self.pages = self.pages, pages
        self.preview.show_pages(pages)
        self.bar.show_count(len(pages) if pages else 0)
        if former is not None:
            former.close()
        self.preview.setVisible(pages is not None)
        self.words.setVisible(pages is None)
        self.tools.allow(dict.fromkeys(("print", "pdf", "word"), pages is not None))

    def _work_ended(self) -> None:
        """After a fault of the program nothing came; the words must not go on saying that something will."""
        if self.pages is None and self.words.text() == "正在生成预览……" and not self._timer.isActive():
            self.words.setText("没有生成预览。按 F5 再试一次。")

    def _note(self, made: Made, deed: str = "打印") -> None:
        """Write it into the log; the same sight of it once."""
        line = noted(self.paper, made.request, deed, made.seen)
        if deed == "打印" or line not in self._looked:
            self._looked.add(line)
            self.session.store.journal.note(line)

    def _lay_out(self) -> None:
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.warning.setWordWrap(True)
        self.warning.setProperty("level", "warning")
        self.warning.hide()
        right = QVBoxLayout()
        right.addWidget(self.bar)
        right.addWidget(self.warning)
        right.addWidget(self.preview, 1)
        right.addWidget(self.words, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(style.MARGIN, style.MARGIN, style.MARGIN, style.MARGIN)
        row.addWidget(self._side())
        row.addLayout(right, 1)

    def _side(self) -> QWidget:
        """Questions and printer, which scroll where the text is large, and right below the buttons, always in sight."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        title = QLabel(self.paper.title)
        title.setProperty("role", "heading")
        title.setWordWrap(True)
        column.addWidget(title)
        if not self.asking.empty:
            column.addWidget(self.asking)
            column.addWidget(_line())
        column.addWidget(self.printer)
        side = QWidget()
        side.setFixedWidth(max(_SIDE, side.fontMetrics().horizontalAdvance("汉") * 21))
        whole = QVBoxLayout(side)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Questions(inner))
        self.tools = ActionBar(self, whole, self._actions())
        self.tools.show({"word": self.paper.in_word})
        whole.addStretch()
        return side

    def _actions(self) -> tuple[Action, ...]:
        return (
            Action("print", "打印", self.print, "Ctrl+P", main=True),
            Action("pdf", "存成 PDF", self.save_pdf, "Ctrl+S"),
            Action("word", "存成 Word", self.save_word),
            Action("close", "关闭", self.reject),
        )


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Sunken)
    return line


def _place(dialog: QDialog, parent: QWidget | None) -> QRect:
    """As large as the window it stands over, larger where that is small, and never beyond the screen."""
    screen = (parent or dialog).screen().availableGeometry()
    over = parent.window().geometry() if parent is not None else screen
    size = over.size().expandedTo(_LEAST).boundedTo(screen.size())
    place = QRect(over.center() - QPoint(size.width() // 2, size.height() // 2), size)
    place.moveLeft(max(screen.left(), min(place.left(), screen.right() + 1 - place.width())))
    place.moveTop(max(screen.top(), min(place.top(), screen.bottom() + 1 - place.height())))
    return place


def _tell_saved(parent: QWidget, path: Path) -> None:
    """Say that a file was saved, and offer to open it."""
    url = QUrl.fromLocalFile(str(path))
    messages.toast(parent, f"已保存“{paths.shown(path.name)}”", "打开", lambda: _open(url))


def _open(url: QUrl) -> None:
    QDesktopServices.openUrl(url)
