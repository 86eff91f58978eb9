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
from unionapp.exchange.plan import Intake
from unionapp.exchange.sheet import GUIDE_SHEET, NOTES_SHEET
from unionapp.records.search import Query

_SUFFIX = ".xlsx"
_OURS = (GUIDE_SHEET, NOTES_SHEET)
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
    if failed and failed.exists() and path.exists() and failed.samefile(path):
        raise Refused(f"“{failed.name}”就是要导入的文件，不能覆盖，没有导入任何内容。请给 --failed 另写一个文件名。")
    with opening.opened(options) as data:
        intake = plan.read_and_plan(data, data.kind(options.kind), path, sheet=options.sheet, progress=progress)
        if failed and intake.plan.wrong:
            refused.write_failed(failed, intake.book, intake.plan)
        dry = options.dry_run or bool(options.all_or_nothing and intake.plan.wrong)
        if dry:
            _tell(options, intake, dry)
        if not options.dry_run:
            apply.apply(data, intake.plan, path, options.all_or_nothing, progress)
    if not dry:
        _tell(options, intake, dry)
    return 1 if intake.plan.wrong else 0


def _tell(options: Namespace, intake: Intake, dry: bool) -> None:
    """The fate of the rows, and what is wrong or doubtful with them."""
    made = intake.plan
    problems = [each for each in made.problems() if each.level != "info"]
    if options.json:
        document({**made.counts, "problems": [_plain(each) for each in problems]})
        return
    note = "（只看结果，没有改动数据）" if dry else ""
    say(f"新增 {made.new}，修改 {made.changed}，相同 {made.same}，有误 {made.wrong}{note}")
    others = [each for each in intake.book.sheets if each != intake.book.sheet and not each.startswith(_OURS)]
    if others:
        say(f"读的是工作表“{intake.book.sheet}”，没有读：{'、'.join(others)}。要读别的一张，请加 --sheet 名称。")
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
