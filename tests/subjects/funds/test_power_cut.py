"""A power cut while five hundred vouchers are posted: all of them are, or none."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from unionapp.store import editing
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import chain
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.values.periods import Month

from tests import support
from tests.subjects.funds import account_books

ROOT = Path(__file__).parents[3]
HOW_MANY = 500
MARCH = Month(2025, 3)
POSTING = """
import sys
from pathlib import Path
from tests import support
from unionapp.store import keys
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.books.models import Book
from unionapp.values.periods import Month

keys._COST = support.CHEAP
store = support.open_store(Path(sys.argv[1]))
vouchers.post(store.journal, Book.get(), Month(2025, 3), lambda done, total, what: print(done, flush=True))
print("posted", flush=True)
sys.stdin.read()
"""


def with_approved(folder: Path) -> None:
    """A data folder with five hundred approved vouchers."""
    store = support.make_store(folder)
    account_books.begun(store)
    made = [
        Voucher(book=1, day=date(2025, 3, 1 + number % 28), summary="购办公用品", papers=1)
        for number in range(HOW_MANY)
    ]
    with store.journal.step("登记"):
        for each in made:
            each.lines = account_books.lines(("50504", 100), ("102", -100))
        editing.put(VOUCHERS, made)
    vouchers.approve(store.journal, made)
    store.close()


@pytest.mark.parametrize("moment", ["0", "300", "500", "posted"])
def test_a_power_cut_while_posting_leaves_all_or_nothing(tmp_path: Path, moment: str) -> None:
    folder = tmp_path / "data"
    with_approved(folder)
    command = [sys.executable, "-c", POSTING, str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert any(line.strip() == moment for line in child.stdout)
        child.kill()
    store = support.open_store(folder)
    try:
        book = Book.get()
        assert store.check() == []
        assert chain.verify(book) == []
        done = Voucher.select().where(Voucher.state == "posted").count()
        assert done in ((HOW_MANY,) if moment == "posted" else (0, HOW_MANY))
        assert vouchers.post(store.journal, book, MARCH) == HOW_MANY - done
        assert chain.verify(book) == []
        assert {each.number for each in Voucher.select()} == set(range(1, HOW_MANY + 1))
    finally:
        store.close()
