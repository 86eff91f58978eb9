"""What is typed into an editor or a dialog, kept as a draft, and offered where it is opened again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QDialog, QWidget
from unionapp.store.drafts import Said, Unsaved

from ui.kit import inputs, messages
from ui.session import Session

_TAKE, _DROP, _LATER = "恢复上次填写", "不要了", "以后再说"
_OFFER = "上次在这里填的内容还没有保存（{when}），已替您留着。要恢复吗？{changed}"
_CHANGED = "\n这条记录后来又改过（{title}）。恢复以后请逐项核对，再保存。"


class Keeper(QObject):
    """Tells the drafts of the session what stands in a widget; it lives as long as the widget."""

    def __init__(
        self,
        owner: QWidget,
        session: Session,
        place: Callable[[], str],
        called: Callable[[], str],
        typed: Callable[[], bool] | None = None,
        record: Callable[[], tuple[str, int] | None] = lambda: None,
    ) -> None:
        super().__init__(owner)
        self.owner = owner
        self.session = session
        self.place = place
        self.called = called
        self._typed = typed
        self._record = record
        """The table and the number of the stored record that is edited."""
        self._was: Said | None = None
        self._began = 0
        owner.installEventFilter(self)
        session.drafts.watch(self)

    def begin(self) -> None:
        """What stands there now is saved, or was not typed."""
        self._was = inputs.read(self.owner)
        self._began = next((step.id for step in self.session.store.journal.steps(1)), 0)

    def began(self) -> int:
        """The last step of the log when the typing began."""
        return self._began

    def said(self) -> Said:
        """What was typed: all inputs that say something else than at first."""
        if self._was is None or (self._typed is not None and not self._typed()):
            return {}
        was = self._was
        return {name: each for name, each in inputs.read(self.owner).items() if was.get(name) != each}

    def gone(self) -> bool:
        """Whether the widget is gone, or the dialog closed."""
        if not shiboken6.isValid(self) or not shiboken6.isValid(self.owner):
            return True
        return self._was is not None and isinstance(self.owner, QDialog) and not self.owner.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """When the widget appears, what was left there is offered."""
        if event.type() == QEvent.Type.Show:
            first = self._was is None
            if first:
                self.begin()
            QTimer.singleShot(0, self, lambda: self.offer(first))
        return False

    def offer(self, first: bool = True) -> None:
        """Offer what was left in this place when it is opened; take it up where the clerk has said so already."""
        drafts = self.session.drafts
        draft = drafts.of(self.place())
        if draft is None or not self.owner.isVisible() or not (first or draft.id in drafts.wanted):
            return
        if draft.id in drafts.wanted:
            self.take(draft)
            if changed := self._changed(draft):
                messages.tell(self.owner, changed.strip())
            return
        text = _OFFER.format(when=when(draft), changed=self._changed(draft))
        chosen = messages.choose(self.owner, text, (_TAKE, _DROP), _LATER)
        if chosen == 0:
            self.take(draft)
        elif chosen == 1:
            drafts.drop(draft)

    def take(self, draft: Unsaved) -> None:
        """Put back what was typed."""
        self.session.drafts.take(draft, self)
        inputs.fill(self.owner, draft.said)

    def _changed(self, draft: Unsaved) -> str:
        """What is said where the record was changed after the draft was begun."""
        record = self._record()
        if record is None:
            return ""
        later = [step for step, _, _ in self.session.store.journal.history(*record) if step.id > draft.step]
        return _CHANGED.format(title=later[0].words) if later else ""


def when(draft: Unsaved) -> str:
    """When it was typed, the day only where it was not today."""
    return f"{draft.at:%H:%M}" if draft.at.date() == date.today() else f"{draft.at:%m-%d %H:%M}"


def around(widget: QWidget) -> str:
    """The records that are open around a widget, so that what was typed about one is not offered for another."""
    found, parent = [], widget.parentWidget()
    while parent is not None:
        record = getattr(parent, "record", None)
        if uid := getattr(record, "uid", ""):
            found.append(str(uid))
        parent = parent.parentWidget()
    return "/".join(found)
