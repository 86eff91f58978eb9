"""A part of the window with buttons that do things: what one of them refuses is said in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget
from unionapp.errors import Refused, Trouble

from ui.kit import messages, undoing
from ui.kit.flow import FlowLayout
from ui.session import Session

Deed = tuple[str, Callable[[], None]]
KeyedDeed = tuple[str, str, Callable[[], None]]


class Deeds(QWidget):
    """Makes buttons and answers for what they do."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.buttons: dict[str, QPushButton] = {}

    def bar(self, wanted: Sequence[Deed | KeyedDeed]) -> QWidget:
        """A row of buttons: text, perhaps a key, what to do."""
        made = QWidget()
        row = FlowLayout(made)
        for text, *key, run in wanted:
            row.addWidget(self.button(text, run, *key))
        return made

    def button(self, text: str, run: Callable[[], None], key: str = "") -> QPushButton:
        """One button by its text, pressed by its key too."""
        button = QPushButton(text)
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self.attempt(run))
        if key:
            button.setToolTip(f"{text}（{QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)}）")
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)
        self.buttons[text] = button
        return button

    def attempt(self, run: Callable[[], None], said: str = "") -> None:
        """Do something; say what was done, or what refused it."""
        try:
            run()
        except (Refused, Trouble) as error:
            messages.report(self, error)
            return
        if said:
            undoing.offer(self, self.session, said)
