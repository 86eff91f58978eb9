"""Texts that harm on every way in that is no field, and on every paper: kept, or refused in words, and printed."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random

import docx
import pypdfium2
from unionapp import cli
from unionapp.errors import Refused, Trouble
from unionapp.office import cabinet, demo
from unionapp.paper import pdf
from unionapp.paper import word as docx_files
from unionapp.records import fields, formats, texts
from unionapp.store import admission, editing, option_changes
from unionapp.store.store import Store
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.models import BallotRow, Round
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.cli.test_counts import election
from tests.storm import deeds
from tests.storm.scene import Result, passing_place
from tests.storm.texts import HAN, HOSTILE
from tests.test_every_paper import wish

_CHINESE = "*[一-龥]*"
"""Texts in which somebody wrote Chinese; others are codes."""

_COUNTED = "rounds"
"""A kind whose names are what its ballots are counted by."""


def _operator(store: Store, words: str) -> None:
    admission.admit(store, words, "of-somebody-26")


def _setting(store: Store, words: str) -> None:
    option = next(iter(option_changes.OPTIONS.values()))
    option_changes.change(store.journal, option, option.default(demo.TODAY).text, remark=words)


def _value(store: Store, words: str) -> None:
    option = next(option for option in option_changes.OPTIONS.values() if option.type is str)
    option_changes.change(store.journal, option, words)


def _undo(store: Store, words: str) -> None:
    editing.save(store.journal, UNIONS, Union(name="丙工会"))
    store.journal.undo(words)


def _attachment(store: Store, words: str) -> None:
    stored = store.files.keep(words.encode("utf-8", "surrogatepass"), f"{words}.jpg")
    stored.encode()
    store.files.read(stored)


def _ballot(store: Store, words: str) -> None:
    """The first is entered, and put right from then on."""
    entered = BallotRow.get_or_none()
    if entered is None:
        counting.cast(store.journal, Round.get(), "oo--", words)
    else:
        counting.amend(store.journal, entered, "oo--", words)


def _because(store: Store, words: str) -> None:
    found = list(Voucher.select())
    vouchers.unapprove(store.journal, found, words)
    vouchers.approve(store.journal, found, words)


def _count(store: Store, words: str) -> None:
    """The file as it lies on a disk, which may hold anything."""
    case = election(candidates=[words, "王伟"], ballots=[{"for": [words]}, {"for": ["王伟"]}, {"write_in": [words]}])
    file = store.folder / "count.json"
    file.write_text(json.dumps(case), encoding="utf-8")
    err, out = io.StringIO(), io.StringIO()
    with redirect_stderr(err), redirect_stdout(out):
        code = cli.main(["count", str(file)])
    if code == cli.NOT_DONE:
        raise Refused(err.getvalue())
    out.getvalue().encode()


WAYS: Mapping[str, Callable[[Store, str], None]] = {
    "operator": _operator,
    "remark of a setting": _setting,
    "setting": _value,
    "reason": _undo,
    "name of a file": _attachment,
    "written in": _ballot,
    "doubt": _because,
    "count": _count,
}


def ways(count: int, seed: int) -> Result:
    """So many texts on every way in that is no field."""
    random, result = Random(seed), Result()
    with passing_place() as place:
        store = support.open_store(deeds.prepared(place / "first") / "data")
        for number in range(count):
            way, words = list(WAYS)[number % len(WAYS)], random.choice(HOSTILE)
            said = _said(WAYS[way], store, words)
            result.tried += 1
            result.failures += [f"{way} {words[:20]!r}: {said}"] if said else []
        told = [step.title for step in store.journal.steps(0)]
        result.failures += [f"log {title[:40]!r}" for title in told if texts.dropped(title) != title]
        result.failures += store.check()
        store.close()
    result.remarks = ", ".join(WAYS)
    return result


def _said(way: Callable[[Store, str], None], store: Store, words: str) -> str:
    """What is wrong with what came of it; empty where it was kept or refused in words."""
    try:
        way(store, words)
    except (Refused, Trouble) as refusal:
        return "" if HAN.search(str(refusal)) else f"no words: {refusal}"
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return f"{type(error).__name__}: {str(error)[:80]}"
    return ""


def papers(count: int, seed: int) -> Result:
    """So many papers over records full of a text, as PDF and to be edited."""
    random, result = Random(seed), Result()
    with passing_place() as place:
        while result.tried < count:
            words = random.choice(HOSTILE)
            shutil.rmtree(place / "data", ignore_errors=True)
            support.make_township(place / "data")
            store = support.open_store(place / "data", demo.OPERATOR, demo.PASSWORD)
            result.failures += _filled(store, words)
            for paper in random.sample(cabinet.PAPERS, min(len(cabinet.PAPERS), count - result.tried)):
                result.tried += 1
                result.failures += [f"{paper.id} {words[:20]!r}: {said}" for said in _printed(store, paper, place)]
            store.close()
    return result


def _filled(store: Store, words: str) -> list[str]:
    """Put a text into every free text of every record, of closed months too; what no field took without words."""
    run, wrong = store.database.execute_sql, []
    for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        run(f"DROP TRIGGER {name}")
    for kind in store.kinds:
        for name, field in () if kind.key == _COUNTED else kind.fields.items():
            if isinstance(field, fields.Text | fields.LongText) and name not in kind.identity and kind.right == "write":
                try:
                    value = formats.parse(field, words)
                except ValueError as error:
                    wrong += [] if HAN.search(str(error)) else [f"{kind.key}.{name}: {error}"]
                    continue
                table, column = kind.model._meta.table_name, field.column_name
                run(f'UPDATE OR IGNORE "{table}" SET "{column}" = ? WHERE "{column}" GLOB ?', (value, _CHINESE))
    return wrong


def _printed(store: Store, paper: cabinet.Paper, place: Path) -> Iterator[str]:
    """What is wrong with a paper in both its forms."""
    try:
        document = paper.document(store, wish(paper))
        pdf.render(document, place / "a.pdf")
        with pypdfium2.PdfDocument(place / "a.pdf") as made:
            if not len(made):
                yield "no page"
        if paper.in_word:
            docx_files.render(document, place / "a.docx")
            docx.Document(str(place / "a.docx"))
    except (Refused, Trouble) as refusal:
        if not HAN.search(str(refusal)):
            yield f"no words: {refusal}"
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        yield f"{type(error).__name__}: {str(error)[:80]}"
