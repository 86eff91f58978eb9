"""Rows for the clipboard, so that a spreadsheet takes them as they are shown and runs none of them as a formula."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData

Titles = Sequence[tuple[str, bool]]
"""The titles of the columns, and of each whether it holds figures."""
_FORMULA = tuple("=+-@\t")
_AS_TEXT = 'style="mso-number-format:\'\\@\'" sdnum="0;0;@"'
"""Marks a cell as text for Excel and WPS, and for LibreOffice: 18 digits stay 18 digits."""


def clip(titles: Titles, rows: Sequence[Sequence[str]]) -> QMimeData:
    """Headings and rows both as lines with tabs and as a table whose texts stay texts."""
    data = QMimeData()
    data.setText(lines(titles, rows))
    data.setHtml(table(titles, rows))
    return data


def lines(titles: Titles, rows: Sequence[Sequence[str]]) -> str:
    """The rows as lines with tabs; what a spreadsheet would run gets an apostrophe before it."""
    heading = "\t".join(title for title, _ in titles)
    body = ("\t".join(_plain(figure, text) for (_, figure), text in zip(titles, row, strict=True)) for row in rows)
    return "\n".join((heading, *body)) + "\n"


def table(titles: Titles, rows: Sequence[Sequence[str]]) -> str:
    """The rows as HTML, which spreadsheets prefer to lines."""
    heading = "".join(f"<th>{escape(title)}</th>" for title, _ in titles)
    body = "".join(
        "<tr>" + "".join(_cell(figure, text) for (_, figure), text in zip(titles, row, strict=True)) + "</tr>"
        for row in rows
    )
    return f'<meta charset="utf-8"><table><tr>{heading}</tr>{body}</table>'


def _plain(figure: bool, text: str) -> str:
    flat = " ".join(text.split())
    return f"'{flat}" if flat.startswith(_FORMULA) and not figure else flat


def _cell(figure: bool, text: str) -> str:
    return f"<td>{escape(text)}</td>" if figure else f"<td {_AS_TEXT}>{escape(text)}</td>"
