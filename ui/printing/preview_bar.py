"""The bar over a preview: which page of how many, and how large."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QSpinBox, QWidget

from ui.kit.flow import FlowLayout
from ui.printing.preview import FIT_PAGE, FIT_WIDTH, Preview


class PreviewBar(QWidget):
    """Turns pages and zooms by button; Ctrl with +, -, 0 and 1 do so from everywhere in the window."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self.preview = preview
        self.page = QSpinBox()
        self.page.setAccessibleName("页码")
        self.page.setKeyboardTracking(False)
        self.count = QLabel()
        self.percent = QLabel()
        self.percent.setMinimumWidth(self.fontMetrics().horizontalAdvance("500 %"))
        row = FlowLayout(self)
        self._button(row, "上一页", "", lambda: preview.go_to(preview.page - 1))
        row.addWidget(self.page)
        row.addWidget(self.count)
        self._button(row, "下一页", "", lambda: preview.go_to(preview.page + 1))
        self._button(row, "整页", "Ctrl+0", lambda: preview.set_zoom(FIT_PAGE))
        self._button(row, "适合宽度", "Ctrl+1", lambda: preview.set_zoom(FIT_WIDTH))
        self._button(row, "缩小", "Ctrl+-", lambda: preview.zoom_by(-1))
        self._button(row, "放大", "Ctrl++", lambda: preview.zoom_by(1))
        row.addWidget(self.percent)
        QShortcut(QKeySequence("Ctrl+="), self, lambda: preview.zoom_by(1))
        self.page.valueChanged.connect(preview.go_to)
        preview.page_changed.connect(self._show_page)
        preview.zoom_changed.connect(self._show_zoom)

    def show_count(self, count: int) -> None:
        """Say how many pages there are; with none the bar rests."""
        with QSignalBlocker(self.page):
            self.page.setRange(min(1, count), count)
            self.page.setValue(self.preview.page)
        self.count.setText(f"/ 共 {count} 页" if count else "")
        self.setEnabled(count > 0)
        self._show_zoom(self.preview.zoom)

    def _show_page(self, page: int) -> None:
        with QSignalBlocker(self.page):
            self.page.setValue(page)

    def _show_zoom(self, zoom: float) -> None:
        self.percent.setText(f"{round(zoom * 100)} %")

    def _button(self, row: FlowLayout, text: str, shortcut: str, act: Callable[[], None]) -> None:
        button = QPushButton(text)
        button.setAutoDefault(False)
        if shortcut:
            button.setShortcut(QKeySequence(shortcut))
            button.setToolTip(f"{text}（{shortcut}）")
        button.clicked.connect(lambda: act())
        row.addWidget(button)
