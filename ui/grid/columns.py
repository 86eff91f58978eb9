"""A column of a grid of lines: which field it shows, how wide, and what edits its cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ui.kit.field_edit import FieldEdit


@dataclass(frozen=True)
class GridColumn:
    """A column of the grid: one field of a line."""

    name: str
    wide: int = 8
    """Its share of the width, and its least width, in characters."""
    edit: Callable[[], FieldEdit] | None = None
    """Makes what edits a cell; None leaves it to the field's type."""
    shown: Callable[[Any], str] | None = None
    """What stands in a cell; None shows the value of the field."""
    read: Callable[[str], Any] | None = None
    """Reads a pasted text; None leaves it to the field's type. ValueError in words."""
    fixed: bool = False
    """Only shown."""
    summed: bool = False
    title: str = ""
    """Its heading where that is another than the label of the field."""
    carried: bool = False
    """A new line takes it over from the line above; by itself it makes no line."""
