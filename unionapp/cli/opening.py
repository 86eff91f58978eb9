"""How a command gets at the data: which folder, which operator, which password."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from unionapp import paths, subjects
from unionapp.cli.output import complain
from unionapp.errors import Refused
from unionapp.store import connection, consent, fallback, store
from unionapp.store.consent import Leave
from unionapp.store.store import Store

PASSWORD, OPERATOR, CODE = "UNIONAPP_PASSWORD", "UNIONAPP_OPERATOR", "UNIONAPP_RECOVERY_CODE"

_READING = frozenset(("check", "leave", "list", "show", "template", "export", "paper", "report", "archive", "log"))
"""The commands that only read; what they note in the log waits for the next opening that writes."""


def folder(options: Namespace) -> Path:
    """The data folder of a command."""
    return Path(options.data) if options.data else paths.default_data_folder()


@contextmanager
def opened(options: Namespace) -> Iterator[Store]:
    """The data of a command, closed at its end; beside a window that has them open, a command that only reads reads."""
    where = folder(options)
    if not store.exists(where):
        raise Refused(f"文件夹“{where}”里还没有数据。请先用 init 建立，或用 --data 指明数据文件夹。")
    operator = who(store.operators(where))
    data = fallback.open_or_read(where, subjects.KINDS, operator, password(), subjects.OPTIONS, _only_reads(options))
    if data.read_only:
        complain(data.read_only)
    try:
        with data.active(), connection.in_words(where / connection.FILE):
            yield data
    finally:
        data.close()


def _only_reads(options: Namespace) -> bool:
    """Whether a command changes nothing in the data folder."""
    return options.command in _READING or (options.command == "backup" and bool(options.out))


def who(known: list[str]) -> str:
    """The operator at work: the one named in the environment, else the only one there is."""
    named = os.environ.get(OPERATOR, "")
    if named or len(known) == 1:
        return named or known[0]
    raise Refused(f"这份数据有多位操作员（{'、'.join(known)}）。请在环境变量 {OPERATOR} 里写明是哪一位。")


def password() -> str:
    """The password from the environment, else asked for."""
    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise Refused(f"没有密码。请设环境变量 {PASSWORD}，或在终端里运行后按提示输入。")
    return getpass.getpass("密码：")


def leave(operator: str, given_password: str) -> Leave:
    """Leave to replace present data: by operator and password, else by the recovery code from the environment or
    asked for; Refused with the ways there are."""

    def ask(where: Path) -> bytes:
        try:
            return consent.of_operator(operator, given_password)(where)
        except Refused as refused:
            code = _recovery_code()
            if not code:
                raise Refused(f"{refused}也可以在环境变量 {CODE} 里写现有数据的恢复码，再运行一次。") from None
            return consent.of_code(code)(where)

    return ask


def _recovery_code() -> str:
    """The recovery code of the present data from the environment, else asked for at a terminal; may be empty."""
    given = os.environ.get(CODE)
    if given is None and sys.stdin.isatty():
        return getpass.getpass("现有数据的恢复码：")
    return given or ""


def new_password() -> str:
    """A password for new data: from the environment, else asked for twice."""
    first = password()
    if os.environ.get(PASSWORD) is None and getpass.getpass("再输入一次：") != first:
        raise Refused("两次输入的密码不一样，什么都没有建立。请再来一次。")
    return first
