"""What stands in all inputs of a widget, as texts that can be kept and put back; passwords are never among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget


@runtime_checkable
class Input(Protocol):
    """A widget of several parts that says itself what stands in it."""

    def stands(self) -> object:
        """What stands there, as JSON has it; nothing is settled by asking."""

    def retype(self, said: object) -> None:
        """Put that back as if it were typed."""


def read(widget: QWidget) -> dict[str, object]:
    """What stands in each input, by its accessible name and its number among those of the same name."""
    return {name: _stands(each) for name, each in _named(widget)}


def fill(widget: QWidget, said: Mapping[str, object]) -> None:
    """Put back what stood there; inputs that appear by what is put back are filled too."""
    left = dict(said)
    for _ in range(2):
        for name, each in list(_named(widget)):
            if name in left:
                _retype(each, left.pop(name))


def _named(widget: QWidget) -> Iterator[tuple[str, QWidget]]:
    counts: Counter[str] = Counter()
    for each in _inputs(widget):
        name = each.accessibleName() or (each.focusProxy() or each).accessibleName()
        counts[name] += 1
        yield f"{name}#{counts[name]}", each


def _inputs(widget: QWidget) -> Iterator[QWidget]:
    for child in widget.children():
        if not isinstance(child, QWidget) or child.isWindow():
            continue
        if isinstance(child, Input) or _is_plain(child):
            yield child
        else:
            yield from _inputs(child)


def _is_plain(widget: QWidget) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.echoMode() == QLineEdit.EchoMode.Normal and not widget.isReadOnly()
    return isinstance(widget, QComboBox) or (isinstance(widget, QPlainTextEdit) and not widget.isReadOnly())


def _stands(widget: QWidget) -> object:
    if isinstance(widget, Input):
        return widget.stands()
    if isinstance(widget, QLineEdit):
        return widget.text()
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else _box(widget).currentText()


def _retype(widget: QWidget, said: object) -> None:
    if isinstance(widget, Input):
        widget.retype(said)
    elif isinstance(widget, QLineEdit):
        widget.setText(str(said))
        widget.textEdited.emit(str(said))
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(str(said))
    else:
        _box(widget).setCurrentText(str(said))


def _box(widget: QWidget) -> QComboBox:
    assert isinstance(widget, QComboBox)
    return widget
