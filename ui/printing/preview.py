"""The preview: the pages of a PDF one below the other, each drawn when it comes into sight."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.printing.pdf_pages import POINTS, DrawnPages, PdfPages

FIT_WIDTH, FIT_PAGE = "width", "page"
_GAP = 14
"""Pixels between pages and around them."""
_STEP = 1.2
_LEAST, _MOST = 0.25, 5.0
"""Smallest and largest zoom; 1.0 is the size on paper."""


class Preview(QAbstractScrollArea):
    """Shows the pages of a PDF; scrolls, pages and zooms by keys and by wheel."""

    page_changed = Signal(int)
    """Another page is in sight, counted from 1."""
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("打印预览")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Mid)
        self._pages: PdfPages | None = None
        self._drawn: DrawnPages | None = None
        self.mode: float | str = FIT_PAGE
        """How the zoom was chosen: a factor, FIT_WIDTH or FIT_PAGE."""
        self._places: list[QRect] = []
        self._page = 0
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def page(self) -> int:
        """The page in sight, counted from 1; 0 where there is none."""
        return self._page

    @property
    def zoom(self) -> float:
        """The zoom in force: 1.0 is the size on paper; fitting looks at the largest page."""
        if not self._pages:
            return 1.0
        if isinstance(self.mode, float | int):
            return self.mode
        inch = self.logicalDpiX() / POINTS
        wide = max(size.width() for size in self._pages.sizes) * inch
        high = max(size.height() for size in self._pages.sizes) * inch
        room = self.maximumViewportSize() - QSize(2 * _GAP, 2 * _GAP)
        by_width = (room.width() - self.verticalScrollBar().sizeHint().width()) / wide
        fitted = by_width if self.mode == FIT_WIDTH else min(by_width, room.height() / high)
        return max(_LEAST, min(fitted, _MOST))

    def show_pages(self, pages: PdfPages | None) -> None:
        """Show another PDF; its owner closes it, after None or another was shown here."""
        stays = self._page
        self._pages = pages
        self._drawn = DrawnPages(pages) if pages else None
        self._lay_out()
        self._page = 0
        self.go_to(min(stays, len(pages)) if pages else 0)
        self._scrolled()
        self.viewport().update()

    def set_zoom(self, zoom: float | str) -> None:
        """Zoom to a factor, or fit the width (FIT_WIDTH) or the whole page (FIT_PAGE); the page in sight stays."""
        stays = self._page
        self.mode = zoom if isinstance(zoom, str) else max(_LEAST, min(zoom, _MOST))
        self._lay_out()
        self.go_to(stays)
        self.viewport().update()
        self.zoom_changed.emit(self.zoom)

    def zoom_by(self, steps: int) -> None:
        """Larger or smaller by so many steps."""
        self.set_zoom(self.zoom * _STEP**steps)

    def go_to(self, page: int) -> None:
        """Bring a page (from 1 on) to the top."""
        if 1 <= page <= len(self._places):
            self.verticalScrollBar().setValue(self._places[page - 1].top() - _GAP)
            self._set_page(page)

    def sizeHint(self) -> QSize:
        """Wide enough for a page on a small screen."""
        return QSize(720, 600)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again; the page in sight stays."""
        stays = self._page
        self._lay_out()
        self.go_to(stays)
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn pages, Home and End go to the first and last, + and - zoom."""
        keys = {
            Qt.Key.Key_PageDown: lambda: self.go_to(self._page + 1),
            Qt.Key.Key_PageUp: lambda: self.go_to(self._page - 1),
            Qt.Key.Key_Home: lambda: self.go_to(1),
            Qt.Key.Key_End: lambda: self.go_to(len(self._places)),
            Qt.Key.Key_Plus: lambda: self.zoom_by(1),
            Qt.Key.Key_Equal: lambda: self.zoom_by(1),
            Qt.Key.Key_Minus: lambda: self.zoom_by(-1),
        }
        act = keys.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight, and nothing else."""
        drawn, ratio = self._drawn, self.viewport().devicePixelRatioF()
        if drawn is None:
            return
        painter = QPainter(self.viewport())
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        seen = self.viewport().rect().translated(left, top)
        first = max(0, bisect_right([place.top() for place in self._places], seen.top()) - 1)
        for number in range(first, len(self._places)):
            place = self._places[number]
            if place.top() > seen.bottom():
                break
            if place.intersects(seen):
                painter.drawImage(place.translated(-left, -top), drawn.picture(number, place.width() * ratio))
                painter.setPen(QColor(128, 128, 128))
                painter.drawRect(place.translated(-left, -top).adjusted(-1, -1, 0, 0))
        painter.end()

    def _lay_out(self) -> None:
        """Where each page stands, and how far can be scrolled."""
        self._places = []
        sizes = self._pages.sizes if self._pages else []
        scale = self.zoom * self.logicalDpiX() / POINTS if sizes else 1.0
        widest = max((size.width() for size in sizes), default=0.0) * scale + 2 * _GAP
        across, y = max(self.viewport().width(), round(widest)), _GAP
        for size in sizes:
            wide, high = round(size.width() * scale), round(size.height() * scale)
            self._places.append(QRect((across - wide) // 2, y, wide, high))
            y += high + _GAP
        view = self.viewport().size()
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(48)
        self.verticalScrollBar().setRange(0, max(0, y - view.height()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.horizontalScrollBar().setRange(0, max(0, round(widest) - view.width()))

    def _scrolled(self) -> None:
        """The page in sight is the one that stands at a third of the height."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        self._set_page(bisect_right([place.top() for place in self._places], middle))
        self.viewport().update()

    def _set_page(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
