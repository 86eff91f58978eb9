"""Commands that write sheets: the empty one, export. What comes in stands in `taking`."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from unionapp.cli import opening, settings
from unionapp.cli.output import document, progress, say
from unionapp.cli.questions import conditions
from unionapp.errors import Refused
from unionapp.exchange import outgoing
from unionapp.paths import shown
from unionapp.records.search import Query
from unionapp.store import option_changes

_SUFFIX = ".xlsx"


def template(options: Namespace) -> int:
    """An empty sheet to fill in."""
    out = sheet_to_write(options.out)
    with opening.opened(options) as data:
        kind = data.readable(options.kind)
        outgoing.template(data, kind, out)
    _wrote(options, out, f"已写出“{kind.title}”的空白采集表：{shown(out)}")
    return 0


def give(options: Namespace) -> int:
    """The rows that answer the conditions, as a sheet."""
    out = sheet_to_write(options.out)
    with opening.opened(options) as data:
        kind = data.readable(options.kind)
        if kind is option_changes.SETTINGS:
            number = settings.export(options, data, out)
        else:
            query = Query(where=conditions(kind, options.where))
            number = outgoing.export(data, kind, query, out, options.masked, progress)
    _wrote(options, out, f"已导出“{kind.title}” {number} 行：{shown(out)}", rows=number)
    return 0


def sheet_to_write(name: str) -> Path:
    """A file to write a sheet into; Refused for other types."""
    path = Path(name)
    if path.suffix.lower() != _SUFFIX:
        stem = shown(path.stem) or "表格"
        raise Refused(f"“{shown(path.name)}”不是 {_SUFFIX} 文件名，没有写出。请把文件名写成 {stem}{_SUFFIX}。")
    return path


def _wrote(options: Namespace, path: Path, words: str, **more: object) -> None:
    if options.json:
        document({"file": shown(path), **more})
    else:
        say(words)
