"""What the command line says: lines for people, or one JSON document for programs."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from unicodedata import east_asian_width

from unionapp.errors import Trouble

UNSAID = "结果没有写出（{why}）：输出到的地方写不进去，可能磁盘已满。要做的事若是改动数据，做没做完请用 log 查看。"

_WIDEST = 30
"""Columns of a table are cut at this width, in half-width characters."""


def say(text: str) -> None:
    """One line for the person at the terminal."""
    with _heard():
        sys.stdout.write(_printable(text) + "\n")


def flush() -> None:
    """Bring to its end what was said; Trouble where it cannot."""
    with _heard():
        sys.stdout.flush()


@contextmanager
def _heard() -> Iterator[None]:
    """Say in words that what was to be said cannot be written; who does not want to hear it any more is no fault."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        with suppress(OSError):  # what is left unsaid must not be tried again at the end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Trouble(UNSAID.format(why=error.strerror)) from error


def _printable(text: str) -> str:
    """A text without the halves of characters that a strange file name may bring and no terminal takes."""
    return text.encode("utf-8", "replace").decode()


def complain(text: str) -> None:
    """One line on standard error."""
    sys.stderr.write(_printable(" ".join(text.split("\n"))) + "\n")


def document(content: object) -> None:
    """The one JSON document of a command."""
    say(json.dumps(content, ensure_ascii=False, indent=1))


def progress(done: int, total: int, what: str) -> None:
    """Show at a terminal how far long work has come; nothing where nobody looks."""
    if sys.stderr.isatty() and total:
        sys.stderr.write(f"\r{what} {done * 100 // total}%" + ("\n" if done >= total else ""))
        sys.stderr.flush()


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows under their headings; the last column is never cut."""
    lines = [[_cut(text) for text in row[:-1]] + [row[-1]] for row in [headings, *rows]]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        padded = (text + " " * (wide - _width(text)) for text, wide in zip(line, widths, strict=True))
        say("  ".join(padded).rstrip())


def _cut(text: str) -> str:
    """A text that fits into a column, on one line."""
    text = " ".join(text.split())[: _WIDEST + 1]  # each letter takes a place at least
    if _width(text) <= _WIDEST:
        return text
    while _width(text) > _WIDEST - 2:
        text = text[:-1]
    return text + "…"


def _width(text: str) -> int:
    """How wide a text stands at a terminal: Han characters take two places."""
    return sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in text)
