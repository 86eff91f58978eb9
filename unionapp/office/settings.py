"""All settings as they stand: what is in force, what the default would be, and where it comes from; nothing is written.

Rows lie only for what the clerk changed (`store/own.py`); page, listing and sheet ask here for the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unionapp import paths, subjects
from unionapp.errors import Refused
from unionapp.exchange.sheet import Sheet, SheetColumn, Value
from unionapp.later import later
from unionapp.records import figures, formats
from unionapp.records.options import Option
from unionapp.records.options import Value as OptionValue
from unionapp.store.option_changes import SETTINGS, Setting
from unionapp.store.store import Store
from unionapp.work import Progress, silent

if TYPE_CHECKING:
    from unionapp.exchange import writer
else:
    writer = later("unionapp.exchange.writer")


@dataclass(frozen=True)
class SettingLine:
    """One value of an option: the clerk's, or the default where she has none for that time."""

    option: Option[Any]
    value: str
    since: date | None
    row: Setting | None = None
    """What the clerk changed, None for a default."""

    @property
    def default(self) -> str:
        """What would hold today without the clerk."""
        return self.option.default(date.today()).text

    @property
    def shown(self) -> str:
        """The value as it is read."""
        return _shown(self.option, self.value)


_TEXTS: Mapping[str, tuple[str, Callable[[SettingLine], str]]] = {
    "subject": ("范围", lambda line: line.option.figure.subject),
    "title": ("名称", lambda line: line.option.title),
    "value": ("取值", lambda line: line.shown),
    "default": ("默认值", lambda line: _shown(line.option, line.default)),
    "since": ("起用日期", lambda line: formats.show(Setting.since, line.since)),
    "source": ("依据", lambda line: line.option.source),
    "key": ("代号", lambda line: line.option.key),
    "note": ("说明", lambda line: line.option.figure.remark),
    "remark": ("备注", lambda line: line.row.remark if line.row is not None else ""),
}
"""What a line says, by a name of its own: label and text."""
LABELS: Mapping[str, str] = {name: label for name, (label, _) in _TEXTS.items()}
COLUMNS = ("subject", "title", "value", "default", "since", "source")
"""What a list shows."""


def lines() -> list[SettingLine]:
    """Every option in the order of the subjects, with each change of the clerk's by the day from which it holds."""
    changed: dict[str, list[Setting]] = {}
    for row in Setting.select().order_by(Setting.since, Setting.id):
        changed.setdefault(row.key, []).append(row)
    return [line for option in subjects.OPTIONS for line in _lines(option, changed.get(option.key, []))]


def _lines(option: Option[OptionValue], rows: Sequence[Setting]) -> Iterator[SettingLine]:
    if not rows or rows[0].since is not None:
        held = option.default(date.today())
        yield SettingLine(option, held.text, held.since)
    for row in rows:
        yield SettingLine(option, row.value, row.since, row)


def in_force(option: Option[OptionValue]) -> SettingLine:
    """The value of an option that holds today."""
    today = date.today()
    held = figures.in_force(option.changes, today) or option.default(today)
    return next(line for line in lines() if line.option == option and line.since == held.since)


def texts(line: SettingLine) -> dict[str, str]:
    """All that a line says, by the labels."""
    return {label: text(line) for label, text in _TEXTS.values()}


def text(line: SettingLine, name: str) -> str:
    """What a line says under one name."""
    return _TEXTS[name][1](line)


def asked(words: str, where: Sequence[tuple[str, str]] = ()) -> list[SettingLine]:
    """The lines that hold all the words somewhere, and exactly these texts under these labels; Refused for others."""
    labels = [(_label(label), value) for label, value in where]
    found = []
    for line in lines():
        said = texts(line)
        everything = "\n".join(said.values()).lower()
        if all(word in everything for word in words.lower().split()) and all(said[of] == value for of, value in labels):
            found.append(line)
    return found


def _label(word: str) -> str:
    label = LABELS.get(word, word)
    if label not in LABELS.values():
        raise Refused(f"“{SETTINGS.title}”没有“{word}”这一栏。可用的有：{'、'.join(LABELS.values())}。")
    return label


def export(store: Store, found: Sequence[SettingLine], path: Path, progress: Progress = silent) -> int:
    """Write lines into a sheet, which imports again and then changes nothing; the number of rows. Raises Trouble."""
    columns = [SheetColumn(label, "date" if name == "since" else "text") for name, label in LABELS.items()]
    rows = [[_cell(line, name) for name in LABELS] for line in found]
    writer.write(path, (Sheet(SETTINGS.title, columns, rows),), progress)
    store.journal.note(f"导出{SETTINGS.title} {len(rows)} 行到“{paths.shown(path.name)}”")
    return len(rows)


def _cell(line: SettingLine, name: str) -> Value:
    return line.since if name == "since" else text(line, name) or None


def _shown(option: Option[OptionValue], value: str) -> str:
    """A stored text as its type shows it; one that cannot be read as it lies."""
    try:
        return formats.show(option.field, formats.parse(option.field, value))
    except ValueError:
        return value
