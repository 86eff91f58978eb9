"""The first start: a data folder with one operator, the union whose records it keeps, and its set of books."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from unionapp import subjects
from unionapp.errors import Problem, Refused, errors_only
from unionapp.records import formats, lengths, texts
from unionapp.store import editing, passwords, system
from unionapp.store.journal import SEAL
from unionapp.store.store import Store, exists
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.books.records import BOOKS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS


def found(folder: Path, union: Union, operator: str, password: str) -> tuple[Store, str]:
    """Make a data folder for a union; returns it open, and the recovery code, which is kept nowhere.

    Refused before anything is written where the union's particulars or the operator's name are wrong.
    """
    operator = system.operator_name(operator)
    if not exists(folder):  # otherwise that is what must be said
        passwords.need_good(password, operator)
    _clean(union)
    if problems := errors_only(lengths.problems(UNIONS, union) + UNIONS.check(union)):
        raise Refused(problems)
    store, code = Store.create(folder, subjects.KINDS, operator, password, subjects.OPTIONS)
    with store.active(), store.journal.step(f"登记“{union.name}”", SEAL):
        editing.save(store.journal, UNIONS, union)
        editing.save(store.journal, BOOKS, Book(name=union.name, union=union, since=f"{date.today().year}-01"))
    return store, code


def _clean(union: Union) -> None:
    """Bring what was typed of a union to the form in which it is kept; Refused where it cannot be."""
    for name in ("name", "short_name", "region"):
        try:
            setattr(union, name, formats.parse(UNIONS.fields[name], getattr(union, name)))
        except texts.TooLong as error:
            setattr(union, name, error.value)  # said with the other problems
        except ValueError as error:
            raise Refused([Problem(name, str(error))]) from error
