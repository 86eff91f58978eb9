"""Every command for every role, for strangers and for who was dismissed and kept an old key file."""

from __future__ import annotations

import io
import os
import re
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from unittest import mock

from unionapp import cli
from unionapp.cli.opening import CODE, OPERATOR, PASSWORD
from unionapp.exchange import outgoing
from unionapp.records import codes, search
from unionapp.store import admission, editing, keys
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.storm import deeds
from tests.storm.scene import Result, passing_place
from tests.subjects.funds import account_books

_READ = {"members": "read-members", "vouchers": "read-funds", "households": "read-service", "unions": ""}
"""Which right reading takes, of some kinds."""
_STRANGER, _DISMISSED = "陌生人", "钱七"
_THEIRS = "theirs-2026"
_OLD_KEYS = "old-keys.json"
_WITHOUT = "的权限"
"""What stands in every sentence of a refusal for want of a right."""
_MONTH = ("--month", "2025-03")
_ONE_LINE = re.compile("[^\n]*[\u4e00-\u9fff][^\n]*\n")
_REFUSED = "拒绝："
"""How the log begins its line of what was refused for want of a right."""


@dataclass(frozen=True)
class _Asked:
    """A command and the rights without any of which it is refused."""

    words: tuple[str, ...]
    needs: frozenset[str]


@dataclass(frozen=True)
class _Office:
    """A closed folder with an operator of each role and one who was dismissed, and what lies beside it."""

    place: Path
    member: str
    voucher: str

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.place / "data"

    def commands(self) -> list[_Asked]:
        """Every command of the program."""
        out, sheet, copy = (str(self.place / name) for name in ("out", "members.xlsx", "copy.unionbak"))
        found: list[tuple[tuple[str, ...], set[str]]] = [
            *((("list", kind), {right}) for kind, right in _READ.items()),
            *((("template", kind, f"{out}.xlsx"), {right}) for kind, right in _READ.items()),
            *((("export", kind, f"{out}.xlsx", "--masked"), {right}) for kind, right in _READ.items()),
            (("export", "members", f"{out}.xlsx"), {"read-members", "export"}),
            (("import", "members", sheet), {"read-members", "write"}),
            (("show", "members", self.member), {"read-members"}),
            (("show", "vouchers", self.voucher), {"read-funds"}),
            (("paper", "member-roster", f"{out}.pdf", "--masked"), {"read-members"}),
            (("paper", "member-roster", f"{out}.pdf"), {"read-members"}),
            (("report", "trial-balance", *_MONTH), {"read-funds"}),
            (("report", "union-statistics"), {"read-members"}),
            (("approve", *_MONTH), {"approve"}),
            (("post", *_MONTH), {"books"}),
            (("close", *_MONTH, "--because", "没有对账"), {"books"}),
            (("archive", out, "--year", "2025"), {"read-funds", "export"}),
            (("leave", out), {"export", "numbers"}),
            (("undo",), {"write"}),
            (("restore", copy), {"admin"}),
            (("restore", copy, "--keys-only"), {"admin"}),
            *(((command,), set[str]()) for command in ("kinds", "papers", "log", "check", "backup", "redo")),
        ]
        return [_Asked(words, frozenset(needs - {""})) for words, needs in found]


def run(count: int, seed: int) -> Result:
    """So many pairs of somebody and a command, all of them where there are no more."""
    random, result = Random(seed), Result()
    with passing_place() as place:
        office = _made(place / "office")
        everybody = (*_roles(), _STRANGER, _DISMISSED)
        pairs = [(role, asked) for role in everybody for asked in enumerate(office.commands())]
        random.shuffle(pairs)
        for who, (number, asked) in pairs[:count]:
            shutil.rmtree(place / "one", ignore_errors=True)
            shutil.copytree(office.place, place / "one")
            here = replace(office, place=place / "one")
            wrong = _asked(here, who, here.commands()[number])
            result.tried += 1
            result.failures += [f"{who} {' '.join(asked.words[:2])}: {wrong}"] if wrong else []
        result.remarks = f"{len(pairs)} pairs there are, {len(_roles())} roles"
    return result


def _roles() -> list[str]:
    return [code.key for code in codes.shipped()["roles"].codes]


def _made(place: Path) -> _Office:
    place.mkdir()
    store = support.make_store(place / "data")
    book = account_books.begun(store)
    voucher = account_books.drafted(store, book=book)
    member = support.saved(store, MEMBERS, 1)
    outgoing.export(store, MEMBERS, search.Query(), place / "members.xlsx")
    editing.remove(store.journal, MEMBERS, [support.saved(store, MEMBERS, 2)])
    for role in _roles():
        admission.admit(store, role, _THEIRS, roles=(role,))
    admission.admit(store, _DISMISSED, _THEIRS, roles=("administering",))
    store.backup(place / "copy.unionbak")
    (place / _OLD_KEYS).write_bytes((store.folder / keys.FILE).read_bytes())
    admission.dismiss(store, _DISMISSED)
    editing.save(store.journal, UNIONS, Union(name="后来的工会"))
    store.close()
    return _Office(place, member.uid, voucher.uid)


def _asked(office: _Office, who: str, asked: _Asked) -> str:
    """What is not as it must be when somebody gives a command."""
    rights = _rights(office, who)
    if who == _DISMISSED:
        shutil.copyfile(office.place / _OLD_KEYS, office.folder / keys.FILE)
    before = _state(office)
    code, err = _given(office, who, asked.words)
    after = _state(office)
    lines = len(after.refused) - len(before.refused)
    if asked.words[0] in ("kinds", "papers"):
        return "" if code == cli.DONE else "says nothing of what there is"
    wanted = rights is None or bool(asked.needs - rights)
    if not wanted:
        return f"refused: {err}" if lines or (rights is not None and _WITHOUT in err) else ""
    wrong = [] if code == cli.NOT_DONE and _ONE_LINE.fullmatch(err) else [f"exit {code}, {err!r}"]
    wrong += ["records changed"] if after.rows != before.rows else []
    wrong += [f"{lines} lines in the log"] if rights is not None and lines != 1 else []
    return "; ".join(wrong)


def _rights(office: _Office, who: str) -> frozenset[str] | None:
    """What somebody may; None who is not let in at all."""
    if who in (_STRANGER, _DISMISSED):
        return None
    store = support.open_store(office.folder, who, _THEIRS)
    rights = store.context.rights
    store.close()
    return rights


@dataclass(frozen=True)
class _State:
    """The records, and the lines of the log that tell of refusals."""

    rows: deeds.Rows
    refused: list[str]


def _state(office: _Office) -> _State:
    store = support.open_store(office.folder)
    refused = [step.title for step in store.journal.steps(0) if step.title.startswith(_REFUSED)]
    found = _State(deeds.every_row(store), refused)
    store.close()
    return found


def _given(office: _Office, who: str, words: tuple[str, ...]) -> tuple[int, str]:
    """The exit code of a command, and what it said of what went wrong."""
    told = {OPERATOR: who, PASSWORD: _THEIRS, CODE: ""}
    err = io.StringIO()
    with mock.patch.dict(os.environ, told), redirect_stderr(err), redirect_stdout(io.StringIO()):
        code = cli.main(["--data", str(office.folder), *words])
    return code, err.getvalue()
