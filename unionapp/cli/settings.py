"""The settings on the command line: all of them, changed or not, though rows lie only for the changes."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from unionapp.cli.output import document, progress, say, table
from unionapp.errors import Refused
from unionapp.office import settings
from unionapp.office.settings import SettingLine
from unionapp.store.store import Store


def listing(options: Namespace) -> None:
    """All settings that answer the question, in the order of the subjects."""
    if options.order:
        raise Refused("参数设置按范围列出，不能另排次序。")
    found = settings.asked(options.find, _pairs(options.where))
    shown = found[: options.limit] if options.limit else found
    if options.json:
        document([{**settings.texts(line), "uid": _uid(line)} for line in shown])
        return
    headings = [settings.LABELS[name] for name in settings.COLUMNS]
    table(
        [*headings, "UID"], [[*(settings.text(line, name) for name in settings.COLUMNS), _uid(line)] for line in shown]
    )
    changed = sum(line.row is not None for line in found)
    more = f"，显示前 {len(shown)} 条" if len(shown) < len(found) else ""
    say(f"共 {len(found)} 条，其中改过 {changed} 条{more}。")


def export(options: Namespace, data: Store, out: Path) -> int:
    """Write the settings that answer the conditions into a sheet; their number."""
    return settings.export(data, settings.asked("", _pairs(options.where)), out, progress)


def _pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    """The labels and texts of FIELD=VALUE."""
    pairs = [word.partition("=") for word in words]
    for word, (_, sign, _) in zip(words, pairs, strict=True):
        if not sign:
            raise Refused(f"条件“{word}”看不懂，请写成 栏目=内容。")
    return [(name.strip(), value.strip()) for name, _, value in pairs]


def _uid(line: SettingLine) -> str:
    """The number of what the clerk changed, empty for a default."""
    return line.row.uid if line.row is not None else ""
