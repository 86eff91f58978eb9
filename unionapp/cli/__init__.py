"""The command line: one command, one exit code — 0 done, 1 done with findings, 2 not done and one line says why."""

from __future__ import annotations

import os
import signal
import sys
import threading
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from unionapp.cli import output
from unionapp.cli.parser import parse
from unionapp.errors import Refused, Stopped, Trouble
from unionapp.later import later

if TYPE_CHECKING:
    from unionapp.cli import books, counts, folders, history, printing, registers, sheets, taking
else:
    books, counts = (later(f"unionapp.cli.{name}") for name in ("books", "counts"))
    folders, history = (later(f"unionapp.cli.{name}") for name in ("folders", "history"))
    printing, registers, sheets = (later(f"unionapp.cli.{name}") for name in ("printing", "registers", "sheets"))
    taking = later("unionapp.cli.taking")

DONE, FINDINGS, NOT_DONE = 0, 1, 2

Command = Callable[[Namespace], int]

COMMANDS: Mapping[str, Command] = {
    "init": lambda options: folders.init(options),
    "demo": lambda options: folders.demonstrate(options),
    "check": lambda options: folders.check(options),
    "backup": lambda options: folders.backup(options),
    "leave": lambda options: folders.leave(options),
    "restore": lambda options: folders.restore(options),
    "rescue": lambda options: folders.rescue(options),
    "kinds": lambda options: registers.kinds(options),
    "list": lambda options: registers.listing(options),
    "show": lambda options: registers.show(options),
    "template": lambda options: sheets.template(options),
    "import": lambda options: taking.take(options),
    "export": lambda options: sheets.give(options),
    "papers": lambda options: printing.papers(options),
    "paper": lambda options: printing.paper(options),
    "report": lambda options: printing.report(options),
    "count": lambda options: counts.count(options),
    "approve": lambda options: books.approve(options),
    "unapprove": lambda options: books.unapprove(options),
    "post": lambda options: books.post(options),
    "depreciate": lambda options: books.depreciate(options),
    "close": lambda options: books.close(options),
    "archive": lambda options: books.archive(options),
    "undo": lambda options: history.undo(options),
    "redo": lambda options: history.redo(options),
    "log": lambda options: history.log(options),
}


@dataclass(frozen=True)
class Screen:
    """What the window's side can do; the command line knows it only from here."""

    open: Callable[[Path | None], int]
    """Open the window on a data folder (None: the one used last); its exit code."""
    grab: Callable[[Path, str, str, Path], Sequence[Path]]
    """Write a picture of each page of the window over a data folder (operator, password) into a folder."""


def main(arguments: Sequence[str], screen: Screen | None = None) -> int:
    """Do one command, or open the window where none is given; returns the exit code.

    What goes wrong in the window is the window's to show; what goes wrong in a command is one line here.
    """
    try:
        options = parse(arguments)
        if options.command or screen is None:
            with _stoppable():
                code = _do(options, screen)
                output.flush()
                return code
    except (Refused, Trouble) as refusal:
        return _not_done(str(refusal))
    except (Stopped, KeyboardInterrupt):
        return _not_done("已停止，这一步没有保存，已保存的数据都在。")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE
    except BrokenPipeError:
        raise
    except Exception as bug:
        if os.environ.get("UNIONAPP_DEBUG"):
            raise
        return _not_done(
            f"程序出错（{type(bug).__name__}：{bug}），这一步没有保存，已保存的数据都在。"
            "请设环境变量 UNIONAPP_DEBUG=1 再运行一次，把显示的内容发给维护人员。"
        )
    return screen.open(Path(options.data) if options.data else None)


def _not_done(why: str) -> int:
    output.complain(why)
    return NOT_DONE


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let Ctrl-C end a command also in the midst of a call from SQLite, which would take it for a fault of ours."""
    noted: list[int] = []

    def note(number: int, _frame: object) -> None:
        noted.append(number)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, note)
    try:
        yield
    except Exception as fault:
        if noted:
            raise KeyboardInterrupt from fault
        raise
    finally:
        signal.signal(signal.SIGINT, before)


def _do(options: Namespace, screen: Screen | None) -> int:
    if options.command in COMMANDS:
        return COMMANDS[options.command](options)
    if screen is None:
        raise Refused("请写明要做什么。用 --help 查看写法。")
    return showcase(Path(options.out), options.size, screen)


def showcase(out: Path, size: str, screen: Screen) -> int:
    """Make the demonstration township, all its papers and pictures of the window under `out`."""
    operator, password = folders.showcase_data(out / "demo", size)
    written = printing.all_papers(out / "demo", operator, password, out / "papers")
    sys.stdout.write(f"演示数据：{out / 'demo'}（操作员 {operator}，密码 {password}）\n")
    sys.stdout.write(f"表格：{out / 'papers'}，{len(written)} 份\n")
    pictures = screen.grab(out / "demo", operator, password, out / "screens")
    sys.stdout.write(f"窗口截图：{out / 'screens'}，{len(pictures)} 张\n")
    return DONE
