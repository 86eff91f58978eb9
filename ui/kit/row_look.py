"""What no style sheet can say of a cell: the bar at the chosen row, the chip behind a state, the line above a sum."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.kit import style

LEVEL = int(Qt.ItemDataRole.UserRole) + 1
"""The role under which a model says how a cell stands: good, warning, error, or nothing."""
PAD = 8
"""Pixels between the edge of a cell and its text, as the style sheet has it."""
_BAR = 3
_ROUND = 6
"""Pixels of a chip left and right of its word."""
_WORD = 10
"""Characters up to which a text is a word on a chip; a longer one is told by its colour alone."""


class RowLook(QStyledItemDelegate):
    """Paints the cells of a list."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The cell with what stands behind and above its text."""
        state = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        level = "" if chosen else index.data(LEVEL)
        if level:
            _chip(painter, option, str(index.data() or ""), level)
        super().paint(painter, option, index)
        if isinstance(index.data(Qt.ItemDataRole.FontRole), QFont) and not _in_grid(option):
            painter.setPen(style.colour("faint"))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())  # type: ignore[attr-defined]
        if chosen and state & QStyle.StateFlag.State_Active and _is_first(option, index):
            rect = option.rect  # type: ignore[attr-defined]
            painter.fillRect(rect.x(), rect.y(), _BAR, rect.height(), style.colour("link"))


def _chip(painter: QPainter, option: QStyleOptionViewItem, text: str, level: str) -> None:
    if not text or len(text) > _WORD:
        return
    rect, metrics = option.rect, QFontMetrics(option.font)  # type: ignore[attr-defined]
    wide, high = metrics.horizontalAdvance(text) + 2 * _ROUND, metrics.height() + 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.colour(f"{level}_back"))
    painter.drawRoundedRect(QRectF(rect.x() + PAD - _ROUND, rect.center().y() - high / 2 + 0.5, wide, high), 3, 3)
    painter.restore()


def _in_grid(option: QStyleOptionViewItem) -> bool:
    """Whether the cells have frames of their own, as on a printed form."""
    table = option.widget  # type: ignore[attr-defined]
    return isinstance(table, QTableView) and table.showGrid()


def _is_first(option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> bool:
    table = option.widget  # type: ignore[attr-defined]
    return isinstance(table, QTableView) and table.horizontalHeader().visualIndex(index.column()) == 0
