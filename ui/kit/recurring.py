"""A line that offers, while it is typed, what other records say in the same field; anything else may be typed too."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QCompleter
from unionapp.records import fields
from unionapp.store import rows

from ui.kit.choosing import kind_of
from ui.kit.field_edit import LineEdit
from ui.session import Session

_MANY = 12
"""So many are offered."""


class RecurringEdit(LineEdit):
    """One line of text with the words in use below it."""

    def __init__(self, field: fields.Recurring, session: Session) -> None:
        super().__init__(field)
        self._kind = kind_of(session, field.model)
        self._words = QStringListModel(self)
        self.offers = QCompleter(self._words, self)
        self.offers.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.offers.setWidget(self.line)
        self.line.textEdited.connect(self._look)
        self.offers.activated[str].connect(self._take)  # type: ignore[index]

    def _look(self, typed: str) -> None:
        """Offer what is in use and holds what was typed; no offer is marked, so that Enter keeps what was typed."""
        words = rows.values_in_use(self._kind, self.field.name, typed.strip(), _MANY) if typed.strip() else []
        self._words.setStringList(words)
        if words and words != [typed]:
            self.offers.complete()
        else:
            self.offers.popup().hide()

    def _take(self, word: str) -> None:
        self.line.setText(word)
        self.edited.emit()
