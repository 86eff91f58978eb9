"""Commands over sheets: the empty one, import, export."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from unionapp.cli import opening
from unionapp.cli.output import document, progress, say
from unionapp.cli.questions import conditions
from unionapp.errors import Refused
from unionapp.exchange import apply, outgoing, plan, refused
from unionapp.exchange.fate import Plan
from unionapp.records.search import Query

_SUFFIX = ".xlsx"
_MOST_SHOWN = 50
"""Problems listed for people; --json and --failed give all."""


def template(options: Namespace) -> int:
    """An empty sheet to fill in."""
    out = _sheet(options.out)
    with opening.opened(options) as data:
        kind = data.kind(options.kind)
        outgoing.template(data, kind, out)
    _wrote(options, out, f"已写出“{kind.title}”的空白采集表：{out}")
    return 0


def give(options: Namespace) -> int:
    """The rows that answer the conditions, as a sheet."""
    out = _sheet(options.out)
    with opening.opened(options) as data:
        kind = data.kind(options.kind)
        query = Query(where=conditions(kind, options.where))
        number = outgoing.export(data, kind, query, out, options.masked, progress)
    _wrote(options, out, f"已导出“{kind.title}” {number} 行：{out}", rows=number)
    return 0


def _sheet(name: str) -> Path:
    """A file to write a sheet into; Refused for other types."""
    path = Path(name)
    if path.suffix.lower() != _SUFFIX:
        raise Refused(f"“{path.name}”不是 {_SUFFIX} 文件名，没有写出。请把文件名写成 {path.stem or '表格'}{_SUFFIX}。")
    return path


def _wrote(options: Namespace, path: Path, words: str, **more: Any) -> None:
    if options.json:
        document({"file": str(path), **more})
    else:
        say(words)


def take(options: Namespace) -> int:
    """Import a file, or only say what that would do; exit code 1 where rows were refused."""
    path = Path(options.file)
    failed = _sheet(options.failed) if options.failed else None
    with opening.opened(options) as data:
        intake = plan.read_and_plan(data, data.kind(options.kind), path, progress=progress)
        if failed and intake.plan.wrong:
            refused.write_failed(failed, intake.book, intake.plan)
        _tell(options, intake.plan)
        if not options.dry_run:
            apply.apply(data, intake.plan, path, options.all_or_nothing, progress)
    return 1 if intake.plan.wrong else 0


def _tell(options: Namespace, made: Plan) -> None:
    """The fate of the rows, and what is wrong or doubtful with them."""
    problems = [each for each in made.problems() if each.level != "info"]
    if options.json:
        document({**made.counts, "problems": [_plain(each) for each in problems]})
        return
    dry = "（只看结果，没有改动数据）" if options.dry_run else ""
    say(f"新增 {made.new}，修改 {made.changed}，相同 {made.same}，有误 {made.wrong}{dry}")
    for each in problems[:_MOST_SHOWN]:
        where = f"第 {each.row} 行" + (f" {each.field}" if each.field else "")
        say(f"{where}：{each.message}" + (f"（{each.article}）" if each.article else ""))
    if len(problems) > _MOST_SHOWN:
        say(f"…… 共 {len(problems)} 处，全部内容见 --failed 存出的表或 --json。")


def _plain(problem: Any) -> dict[str, Any]:
    return {
        "row": problem.row,
        "field": problem.field,
        "message": problem.message,
        "article": problem.article,
        "level": problem.level,
    }
