"""Where ballots are keyed in: the sheet, what it means so far, and the line for those written in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.elections.counting.draft import BallotDraft
from ui.elections.counting.sheet import BallotSheet

LEGEND = (
    "数字 画 ○　数字后按 − 画 ×　/ 其余全 ×　+ 其余全 ○　* 另选他人　. 整张作废　"
    "退格 改　回车 存下这张（空白票直接回车）"
)
LONG_NUMBERS = "　10 号起先按 0，如 012 是 12 号"


class NameLine(QLineEdit):
    """Takes the name of somebody written in; Esc and an empty Enter lead back to the sheet."""

    taken = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the name, Esc drops it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.taken.emit("")
        else:
            super().keyPressEvent(event)


class EntryPanel(QWidget):
    """Takes the keys of one ballot after the other; `filed` says that one is complete."""

    filed = Signal(str, str)
    """Enter: the marks and the names written in."""

    def __init__(self, names: Sequence[str], seats: int) -> None:
        super().__init__()
        self.draft = BallotDraft(names, seats)
        self.sheet = BallotSheet(self.draft)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setAccessibleName("这张选票")
        self.words.setProperty("role", "heading")
        self.name = NameLine()
        self._known = QStringListModel(self)
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("录入选票")
        self.sheet.clicked.connect(self._clicked)
        self.name.taken.connect(self._written)
        self.redraw()

    def _lay_out(self) -> None:
        self.name.setPlaceholderText("按 * 键，写另选人的姓名，回车")
        self.name.setAccessibleName("另选他人的姓名")
        completer = QCompleter(self._known, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.name.setCompleter(completer)
        row = QHBoxLayout()
        row.addWidget(QLabel("另选他人"))
        row.addWidget(self.name, 1)
        legend = QLabel(LEGEND + (LONG_NUMBERS if len(self.draft.names) > 9 else ""))
        legend.setWordWrap(True)
        legend.setProperty("role", "faint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.sheet, 1)
        column.addLayout(row)
        column.addWidget(self.words)
        column.addWidget(legend)

    def know(self, names: Sequence[str]) -> None:
        """Offer names that were written in before."""
        self._known.setStringList(list(names))

    def begin(self, marks: str = "", written: str = "") -> None:
        """Begin the next ballot, or one that is to be put right."""
        self.draft.load(marks or "-" * len(self.draft.names), written)
        self.redraw()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def stands(self) -> list[str]:
        """The marks and the names on the ballot, for a draft."""
        return [self.draft.marks, self.draft.written]

    def retype(self, said: object) -> None:
        """Put the marks of a draft back on the ballot."""
        marks, written = said if isinstance(said, list) else ("", "")
        self.draft.load(marks, written, begun=True)
        self.redraw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key of a ballot."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.draft.settle():
                self.filed.emit(self.draft.marks, self.draft.written)
        elif event.key() == Qt.Key.Key_Backspace:
            self.draft.back()
        elif event.text() == "*":
            self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.key() == Qt.Key.Key_Escape and self.draft.begun:
            self.draft.load("-" * len(self.draft.names), "")
        elif not event.text() or not self.draft.press(event.text()):
            super().keyPressEvent(event)
        self.redraw()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The words say that keys are heard."""
        super().focusInEvent(event)
        self._say_whether_heard()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The words say that keys are not heard."""
        super().focusOutEvent(event)
        self._say_whether_heard()

    def _say_whether_heard(self) -> None:
        """A panel that is going away loses the focus too, when its parts may be gone already."""
        if self.isVisible():
            self.redraw()

    def redraw(self) -> None:
        """Show the draft, and what it means so far."""
        self.sheet.redraw()
        valid, words = self.draft.verdict()
        state = self.draft.state
        written = f"　另选：{self.draft.written}" if state.written else ""
        pending = f"　（{state.typed}＿）" if state.typed else "　（下一个画 ×）" if state.against else ""
        away = "" if self.hasFocus() or self.name.hasFocus() else "　点一下选票再继续录入"
        self.words.setText(("✓ " if valid else "⚠ ") + words + written + pending + away)
        self.words.setProperty("level", "" if valid else "error")
        self.words.style().unpolish(self.words)
        self.words.style().polish(self.words)

    def _clicked(self, place: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.draft.mark(place)
        self.redraw()

    def _written(self, name: str) -> None:
        self.draft.write(name)
        self.name.clear()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.redraw()
