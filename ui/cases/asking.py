"""Short forms about records: the fields asked for, saved through the one door."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from unionapp.records import fields
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import editing

from ui.kit import undoing
from ui.kit.forms import Asked, FieldForm, FormDialog
from ui.session import Session

Dialog = TypeVar("Dialog", bound=QDialog)


def ask_for(
    parent: QWidget, session: Session, kind: Kind, record: Record, names: Sequence[str], title: str, about: str = ""
) -> FormDialog:
    """Ask for some fields of a record, stored or new, and save it; what the operator may not see is not asked."""
    form = FieldForm(session, [_asked(kind, record, name) for name in names if name not in kind.unseen])
    dialog = FormDialog(parent, title, about or kind.help, form, "保存")
    dialog.record = f"{kind.key}/{record.uid if record.id else ''}"

    def act(values: Mapping[str, object]) -> None:
        for name, value in values.items():
            setattr(record, name, value)
        editing.save(session.store.journal, kind, record)
        undoing.offer(parent, session, f"已保存：{title}")

    dialog.act = act
    return opened(dialog)


def ask_and_do(
    parent: QWidget, session: Session, title: str, about: str, asked: Sequence[Asked], act: Callable[..., None]
) -> FormDialog:
    """Ask for some values and do something with them, named as they were asked."""
    dialog = FormDialog(parent, title, about, FieldForm(session, asked), title)
    dialog.act = lambda values: act(**values)
    return opened(dialog)


def opened(dialog: Dialog) -> Dialog:
    """A dialog over its window, gone when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def _asked(kind: Kind, record: Record, name: str) -> Asked:
    field = kind.fields[name]
    few = isinstance(field, fields.Choice) and not isinstance(field, fields.Choices) and len(field.codes.codes) <= 8
    codes = tuple(code.key for code in field.codes.codes) if few else None
    value = record.__data__.get(name)
    return Asked(name, field, value=value if value not in ("", None) else None, required=field.required, codes=codes)
