"""The first start: a data folder with one operator, the union whose records it keeps, and its set of books."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from unionapp import subjects
from unionapp.errors import Refused, errors_only
from unionapp.records import lengths
from unionapp.store import editing
from unionapp.store.journal import SEAL
from unionapp.store.own import OPERATORS, Operator
from unionapp.store.store import Store
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.books.records import BOOKS
from unionapp.subjects.unions.records import UNIONS, Union


def found(folder: Path, union: Union, operator: str, password: str) -> tuple[Store, str]:
    """Make a data folder for a union; returns it open, and the recovery code, which is kept nowhere.

    Refused before anything is written where the union's particulars or the operator's name are wrong.
    """
    unfit = lengths.problems(OPERATORS, Operator(name=operator)) + lengths.problems(UNIONS, union)
    if problems := errors_only(unfit + UNIONS.check(union)):
        raise Refused(problems)
    store, code = Store.create(folder, subjects.KINDS, operator, password, subjects.OPTIONS)
    with store.active(), store.journal.step(f"登记“{union.name}”", SEAL):
        editing.save(store.journal, UNIONS, union)
        editing.save(store.journal, BOOKS, Book(name=union.name, union=union, since=f"{date.today().year}-01"))
    return store, code
