"""Rows for the clipboard, so that a spreadsheet takes them as they are shown and runs none of them as a formula."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QMimeData

from ui.records.columns import is_figure

_FORMULA = tuple("=+-@\t")
_AS_TEXT = 'style="mso-number-format:\'\\@\'" sdnum="0;0;@"'
"""Marks a cell as text for Excel and WPS, and for LibreOffice: 18 digits stay 18 digits."""


def clip(shown: Sequence[Any], rows: Sequence[Sequence[str]]) -> QMimeData:
    """Headings and rows both as lines with tabs and as a table whose texts stay texts."""
    data = QMimeData()
    data.setText(lines(shown, rows))
    data.setHtml(table(shown, rows))
    return data


def lines(shown: Sequence[Any], rows: Sequence[Sequence[str]]) -> str:
    """The rows as lines with tabs; what a spreadsheet would run gets an apostrophe before it."""
    heading = "\t".join(field.label for field in shown)
    body = ("\t".join(_plain(field, text) for field, text in zip(shown, row, strict=True)) for row in rows)
    return "\n".join((heading, *body)) + "\n"


def table(shown: Sequence[Any], rows: Sequence[Sequence[str]]) -> str:
    """The rows as HTML, which spreadsheets prefer to lines."""
    heading = "".join(f"<th>{escape(field.label)}</th>" for field in shown)
    body = "".join(
        "<tr>" + "".join(_cell(field, text) for field, text in zip(shown, row, strict=True)) + "</tr>" for row in rows
    )
    return f'<meta charset="utf-8"><table><tr>{heading}</tr>{body}</table>'


def _plain(field: Any, text: str) -> str:
    flat = " ".join(text.split())
    return f"'{flat}" if flat.startswith(_FORMULA) and not is_figure(field) else flat


def _cell(field: Any, text: str) -> str:
    return f"<td>{escape(text)}</td>" if is_figure(field) else f"<td {_AS_TEXT}>{escape(text)}</td>"
