"""A look into a copy: its lists as they were on that day, to search and to read; nothing can be changed there."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from unionapp.records.kind import Kind
from unionapp.store import looking
from unionapp.store.looking import OpenedCopy

from ui.kit import messages, style
from ui.kit.plain import label
from ui.kit.sizes import fit
from ui.kit.text_model import Told, told_columns
from ui.kit.text_table import TextTable

_PAUSE = 200
"""Milliseconds after the last key until the copy is asked."""


class CopyLook(QDialog):
    """One list of a copy at a time; the copy goes when the dialog closes."""

    def __init__(self, parent: QWidget, look: OpenedCopy, made: datetime) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{messages.TITLE} · {made:%Y年%m月%d日 %H:%M} 的备份（只能看）")
        self._look = look
        self._kinds: list[Kind] = list(look.kinds)
        self.kind = QComboBox()
        self.kind.setAccessibleName("台账")
        self.kind.addItems([kind.title for kind in self._kinds])
        self.kind.setCurrentIndex(next((at for at, kind in enumerate(self._kinds) if kind.key == "members"), 0))
        self.text = QLineEdit()
        self.text.setAccessibleName("查找")
        self.text.setPlaceholderText("姓名、名称、拼音、号码")
        self.text.setClearButtonEnabled(True)
        self.table: TextTable[Told] = TextTable("备份里的记录", key=lambda row: row.key, empty="没有记录。")
        self.count = label("", "faint")
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self.refresh)
        self.text.textChanged.connect(self._pause.start)
        self.kind.currentIndexChanged.connect(self.refresh)
        self.finished.connect(lambda: looking.end(look))
        self._lay_out(made)
        self.refresh()

    def _lay_out(self, made: datetime) -> None:
        row = QHBoxLayout()
        self.kind.setMinimumWidth(style.letters(self, 14))
        row.addWidget(self.kind)
        row.addWidget(self.text, 1)
        column = QVBoxLayout(self)
        column.addWidget(label(f"这是 {made:%Y-%m-%d %H:%M} 备份时的样子，只能看，改不了；现在的数据没有动。", "faint"))
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.count)
        fit(self, 70, 34)

    def refresh(self) -> None:
        """Ask the copy for the chosen list."""
        kind = self._kinds[self.kind.currentIndex()]
        found, count = self._look.rows(kind, self.text.text())
        titles = [kind.fields[name].label for name in kind.columns]
        rows = [Told(at, texts) for at, texts in enumerate(found)]
        self.table.show_rows(rows, told_columns(titles))
        more = f"，只显示前 {len(found)} 条，请查找" if count > len(found) else ""
        self.count.setText(f"共 {count:,} 条{more}")
