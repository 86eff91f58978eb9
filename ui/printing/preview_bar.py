"""The bar over a preview: which page of how many, and how large."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QLabel, QSpinBox, QWidget

from ui.kit.actions import Action, ActionBar
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
        ActionBar(self, row, (Action("page-back", "上一页", lambda: preview.go_to(preview.page - 1)),))
        row.addWidget(self.page)
        row.addWidget(self.count)
        actions = (
            Action("page-on", "下一页", lambda: preview.go_to(preview.page + 1)),
            Action("fit-page", "整页", lambda: preview.set_zoom(FIT_PAGE), "Ctrl+0"),
            Action("fit-width", "适合宽度", lambda: preview.set_zoom(FIT_WIDTH), "Ctrl+1"),
            Action("smaller", "缩小", lambda: preview.zoom_by(-1), "Ctrl+-"),
            Action("larger", "放大", lambda: preview.zoom_by(1), "Ctrl++", also="Ctrl+="),
        )
        ActionBar(self, row, actions)
        row.addWidget(self.percent)
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
