"""The pages of a finished PDF as pictures, for the screen and for the printer."""

from __future__ import annotations

from collections import OrderedDict
from threading import RLock
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage
from unionapp.later import later

if TYPE_CHECKING:
    import pypdfium2
else:
    pypdfium2 = later("pypdfium2")

POINTS = 72.0
"""Points to the inch."""
_KEPT = 8
"""So many drawn pages are kept."""
_PDFIUM = RLock()
"""PDFium does one thing at a time in the whole process; the screen and the printer take turns."""


class PdfPages:
    """An open PDF; ended by `close`, which frees what PDFium holds."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        with _PDFIUM:
            self._pdf = pypdfium2.PdfDocument(content)
            self.sizes = [QSizeF(*self._pdf.get_page_size(number)) for number in range(len(self._pdf))]
        self.closed = False

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(self, number: int, scale: float) -> QImage:
        """A page (from 0 on) drawn on white, `scale` pixels to the point."""
        with _PDFIUM:
            page = self._pdf[number]
            bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
            try:
                shared = QImage(
                    bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
                )
                return shared.copy()
            finally:
                bitmap.close()
                page.close()

    def close(self) -> None:
        """Free the document; harmless when it is closed already."""
        if not self.closed:
            self.closed = True
            with _PDFIUM:
                self._pdf.close()


class DrawnPages:
    """The pages of a PDF as they were drawn last, a few of them kept, so that scrolling need not draw them anew."""

    def __init__(self, pages: PdfPages) -> None:
        self._pages = pages
        self.kept: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        """The pictures by page and scale, the one wanted last at the end."""

    def picture(self, number: int, wide: float) -> QImage:
        """A page (from 0 on) so many pixels wide."""
        scale = wide / self._pages.sizes[number].width()
        key = (number, round(scale * 10_000))
        if key not in self.kept:
            self.kept[key] = self._pages.picture(number, scale)
            if len(self.kept) > _KEPT:
                self.kept.popitem(last=False)
        self.kept.move_to_end(key)
        return self.kept[key]
