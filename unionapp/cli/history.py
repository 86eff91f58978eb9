"""Commands over the steps that were done: undo, redo, log."""

from __future__ import annotations

from argparse import Namespace

from unionapp.cli import opening
from unionapp.cli.output import document, say, table
from unionapp.errors import Refused
from unionapp.store.journal import Step


def undo(options: Namespace) -> int:
    """Take back the last step; what others rely on only with a reason."""
    with opening.opened(options) as data:
        journal = data.journal
        if journal.undoable is not None and not options.because.strip():
            _ask("" if journal.forbidden() else journal.question())
        step = journal.undo(options.because)
    return _said(options, "已撤销", step)


def _ask(question: str) -> None:
    """Refused at a fence, with what would be lost and how to go on."""
    if question:
        raise Refused(f"{question}没有撤销。确实要撤销，请加 --because 写明原因。")


def redo(options: Namespace) -> int:
    """Do again the step taken back last."""
    with opening.opened(options) as data:
        step = data.journal.redo()
    return _said(options, "已重做", step)


def _said(options: Namespace, word: str, step: Step) -> int:
    if options.json:
        document({"what": step.title})
    else:
        say(f"{word}：{step.title}")
    return 0


def log(options: Namespace) -> int:
    """The last steps, newest first."""
    with opening.opened(options) as data:
        steps = data.journal.steps(options.limit)
    if options.json:
        document([_plain(step) for step in steps])
    else:
        table(("时间", "操作员", "内容"), [(f"{step.at}", step.operator, step.words) for step in steps])
    return 0


def _plain(step: Step) -> dict[str, object]:
    return {
        "id": step.id,
        "when": step.at.isoformat(sep=" "),
        "who": step.operator,
        "what": step.words,
        "sort": step.sort,
    }
