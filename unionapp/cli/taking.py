"""The command that takes a sheet in, and what it tells of every part of it: nothing is left out without a word."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from unionapp.cli import asking, opening
from unionapp.cli.output import document, progress, say
from unionapp.cli.questions import settings
from unionapp.cli.sheets import sheet_to_write
from unionapp.errors import Refused
from unionapp.exchange import apply, columns, constants, plan, refused
from unionapp.exchange.book import row_of
from unionapp.exchange.others import OtherSheet, other_sheets
from unionapp.exchange.outcome import RowProblem
from unionapp.exchange.plan import Intake
from unionapp.exchange.sheet import GUIDE_SHEET, NOTES_SHEET
from unionapp.paths import shown
from unionapp.records import fields

Said = Sequence[tuple[str, str]]
"""Fields and texts given for the whole sheet."""
Others = Sequence[OtherSheet]
"""The other sheets of the file that could be imported too."""
_OURS = (GUIDE_SHEET, NOTES_SHEET)
_MOST_SHOWN = 50
"""Problems listed for people; --json and --failed give all."""
_MOST_NAMED = 20
"""Rows and columns named for people in one line."""


def take(options: Namespace) -> int:
    """Import a file, or only say what that would do; exit code 1 where rows were refused or are to be completed."""
    path = Path(options.file)
    said, answers = settings(options.set), asking.given(options.answers)
    failed = sheet_to_write(options.failed) if options.failed else None
    if failed and failed.exists() and path.exists() and failed.samefile(path):
        name = shown(failed.name)
        raise Refused(f"“{name}”就是要导入的文件，不能覆盖，没有导入任何内容。请给 --failed 另写一个文件名。")
    with opening.opened(options) as data:
        kind = data.readable(options.kind)
        intake = plan.read_and_plan(data, kind, path, None, options.sheet, progress, said, answers)
        if failed and intake.plan.wrong:
            refused.write_failed(failed, intake.book, intake.plan)
        dry = options.dry_run or bool(options.all_or_nothing and intake.plan.wrong)
        others = other_sheets(data, kind, path, intake.book, progress)
        if dry:
            _tell(options, intake, said, others, dry)
        if not options.dry_run:
            apply.apply(data, intake.plan, path, options.all_or_nothing, progress)
    if not dry:
        _tell(options, intake, said, others, dry)
    return 1 if intake.plan.wrong or intake.plan.pending else 0


def _tell(options: Namespace, intake: Intake, said: Said, others: Others, dry: bool) -> None:
    """The fate of the rows, what is wrong or doubtful with them, and what was not read."""
    if options.json:
        document(_document(intake, said, others))
        return
    made = intake.plan
    note = "（只看结果，没有改动数据）" if dry else ""
    pending = f"，待补 {len(made.pending)}" if made.pending else ""
    say(f"新增 {made.new}，修改 {made.changed}，相同 {made.same}，有误 {made.wrong}{pending}{note}")
    for line in [*_remarks(intake, others), *_outdone_words(intake, said), *_to_say(intake), *asking.lines(made)]:
        say(line)
    problems = _problems(intake)
    for each in problems[:_MOST_SHOWN]:
        where = f"第 {each.row} 行" + (f" {each.field}" if each.field else "")
        say(f"{where}：{each.message}" + (f"（{each.article}）" if each.article else ""))
    if len(problems) > _MOST_SHOWN:
        say(f"…… 共 {len(problems)} 处，全部内容见 --failed 存出的表或 --json。")


def _problems(intake: Intake) -> list[RowProblem]:
    return [each for each in intake.plan.problems() if each.level != "info"]


def _outdone(intake: Intake, said: Said) -> dict[str, int]:
    """What was said of the whole sheet although it has a column for it: in how many rows the column wins, by label."""
    kind, layout = intake.plan.kind, intake.plan.layout
    names = [constants.field_named(kind, word) for word, _ in said]
    found = {kind.on_sheet[name].label: constants.held(intake.book, layout, name) for name in names}
    return {label: rows for label, rows in found.items() if rows}


def _outdone_words(intake: Intake, said: Said) -> list[str]:
    whole = "这一栏空着的行接着上一行，" if intake.plan.kind.lines else ""
    return [
        f"“{label}”有 {rows} 行表里已有内容，{whole}以表为准，--set 的没有用在这些行上。"
        for label, rows in _outdone(intake, said).items()
    ]


def _to_say(intake: Intake) -> list[str]:
    """How to name on the command line the union, or set of books, that rows do not name."""
    kind = intake.plan.kind
    empty = {each.field for row in intake.plan.rows for each in row.problems if each.rule == "required"}
    links = [each.label for name, each in kind.on_sheet.items() if name in empty and isinstance(each, fields.Link)]
    return [f"没有写“{label}”的行，可以加 --set {label}=名称 统一填上。" for label in links]


def _document(intake: Intake, said: Said, others: Others) -> dict[str, object]:
    """All of it for a program."""
    made = intake.plan
    return {
        **{str(fate): count for fate, count in made.counts.items()},
        **({"pending": len(made.pending)} if made.pending else {}),
        "skipped": len(made.skipped),
        "skipped_rows": list(made.skipped),
        "problems": [_plain(each) for each in _problems(intake)],
        **({"remarks": list(made.remarks)} if made.remarks else {}),
        "questions": [asking.document(each) for each in made.questions],
        **({"unused_answers": list(made.unused)} if made.unused else {}),
        "unread": [columns.heading(made.layout, place) for place in made.unread],
        "sheet": intake.book.sheet,
        "unread_sheets": _other_sheets(intake),
        **({"importable_sheets": {each.name: each.rows for each in others}} if others else {}),
        "said": constants.stated(made.kind, made.layout),
        **({"outdone": outdone} if (outdone := _outdone(intake, said)) else {}),
    }


def _remarks(intake: Intake, others: Others) -> list[str]:
    """What was taken for granted and what was left out, a line each."""
    made, lines = intake.plan, []
    said = constants.stated(made.kind, made.layout)
    if said:
        words = "，".join(f"{label}为“{text}”" for label, text in said.items())
        lines.append(f"表里没有写的，新增的行一律按：{words}。")
    lines += made.remarks
    if made.skipped:
        rows = _listed([str(number) for number in made.skipped])
        lines.append(f"跳过 {len(made.skipped)} 行（合计、注、小标题、填表人等，不是记录）：第 {rows} 行。")
    if made.unread:
        lines.append(f"没有读的列：{_listed([_column(intake, place) for place in made.unread])}。")
    left = _other_sheets(intake)
    if left:
        lines.append(f"读的是工作表“{intake.book.sheet}”，没有读：{'、'.join(left)}。要读别的一张，请加 --sheet 名称。")
    if others:
        words = "、".join(f"{each.name}（{each.rows} 行）" for each in others)
        lines.append(f"其中可以接着导入的：{words}。")
    return lines


def _column(intake: Intake, place: int) -> str:
    """A column that was not read, and why not."""
    layout = intake.plan.layout
    heading = columns.heading(layout, place)
    if not layout.headings[place]:
        return heading
    return f"{columns.letter(place)} 列“{heading}”（{'重复的栏目' if place in layout.repeated else '不认识'}）"


def _other_sheets(intake: Intake) -> list[str]:
    return [each for each in intake.book.sheets if each != intake.book.sheet and not each.startswith(_OURS)]


def _listed(words: Sequence[str]) -> str:
    more = f"等 {len(words)} 处" if len(words) > _MOST_NAMED else ""
    return "、".join(words[:_MOST_NAMED]) + more


def _plain(problem: RowProblem) -> dict[str, object]:
    return {
        "row": row_of(problem.row),
        "field": problem.field,
        "message": problem.message,
        "article": problem.article,
        "level": problem.level,
    }
