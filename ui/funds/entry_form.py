"""The fields of 收钱、付钱: what is asked follows from the everyday matter, and so do the debit and the credit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from unionapp.errors import Problem, Refused
from unionapp.store import rows
from unionapp.subjects.funds.books import chart, projects
from unionapp.subjects.funds.books.account_groups import is_outside_debt
from unionapp.subjects.funds.books.models import Book, Matter, Project
from unionapp.subjects.funds.books.states import MoneyAccount, MoneySource, MoneyWay
from unionapp.subjects.funds.vouchers import entry_templates as everyday
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.subjects.funds.vouchers.records import VOUCHER_LINES, VOUCHERS
from unionapp.values.periods import Month

from ui.funds.accounts import AccountEdit, MatterEdit, note_use
from ui.funds.chosen import ChosenPeriod
from ui.kit.forms import Asked, FieldForm
from ui.session import Session

_MATTERS: Mapping[str, tuple[str, ...]] = {MoneyWay.IN: (MoneyWay.IN,), MoneyWay.OUT: (MoneyWay.OUT, MoneyWay.MOVE)}
"""The matters (code table money-way) offered for money in and out."""
_OF_VOUCHER = ("handler", "payee", "payee_account", "approved_on", "people", "taking_part", "reason")
_RARE = ("project", "party", *_OF_VOUCHER)
_STAYING = frozenset({"day", "money", "papers", "handler", "approved_on"})
"""What holds for the next entry too."""
_DAY, _ACCOUNT = "funds/day", "funds/money"


class EntryForm(FieldForm):
    """The fields of one entry of a book, money in or out; day and account are proposed as they were last."""

    def __init__(self, session: Session, book: Book, way: str) -> None:
        self.session = session
        self.book = book
        self.chosen = ChosenPeriod.of(session)
        self.matter = MatterEdit(session, book, _MATTERS[way])
        super().__init__(session, self._wanted(way))
        self._whole = False
        self._projects = projects.unfinished(book)
        self._own_words = ""
        """The summary that the program proposed; another one is the clerk's own."""
        self.matter.offers.chosen.connect(self._matter_chosen)
        self.matter.offers.line.list.activated.connect(lambda: self.edits["amount"].setFocus())

    def _wanted(self, way: str) -> list[Asked]:
        own, of = self.book, VOUCHERS.fields
        known = chart.read(own)
        held = [*known.numbers(MoneyAccount.BANK), *known.numbers(MoneyAccount.CASH)]
        kept = str(self.session.remembered.value(f"{_ACCOUNT}/{own.uid}", ""))
        account = AccountEdit(known, VOUCHER_LINES.fields["account"], held)
        where = "收到哪个账户" if way == MoneyWay.IN else "从哪个账户付"
        asked = [
            Asked("matter", self.matter.field, "事项", required=True, edit=self.matter),
            Asked("amount", VOUCHER_LINES.fields["debit"], "金额（元）", required=True),
            Asked("summary", VOUCHER_LINES.fields["summary"], required=True),
            Asked("day", of["day"], required=True, value=self._day()),
            Asked(
                "money", account.field, where, kept if kept in held else held[0] if held else None, True, None, account
            ),
            Asked("papers", of["papers"], "附单据（张）", 1),
            Asked("project", VOUCHER_LINES.fields["project"]),
            Asked("party", VOUCHER_LINES.fields["party"]),
        ]
        return asked + [Asked(name, of[name]) for name in _OF_VOUCHER]

    def _day(self) -> date:
        """The day used last, where it lies in the chosen month."""
        kept = str(self.session.remembered.value(_DAY, ""))
        last = date.fromisoformat(kept) if kept else None
        return last if last is not None and Month.of(last) == self.chosen.month else self.chosen.open_day()

    def begin(self) -> None:
        """Be ready for the next entry; day, account and who handled it stay."""
        for name in self.edits.keys() - _STAYING:
            self.edits[name].set_value(None)
        self.edits["papers"].set_value(1)
        self._own_words = ""
        self.show_problems(())
        self._show_rows()
        self.matter.setFocus()

    def show_rare(self, whole: bool) -> None:
        """Show all fields, or besides the usual ones only those that the matter needs."""
        self._whole = whole
        self._show_rows()

    def remember(self, values: Mapping[str, Any]) -> None:
        """Propose the day and the account next time too, and the matter sooner."""
        self.session.remembered.setValue(_DAY, values["day"].isoformat())
        self.session.remembered.setValue(f"{_ACCOUNT}/{self.book.uid}", values["money"])
        note_use(self.session, values["matter"])

    def lines(self, values: Mapping[str, Any]) -> list[VoucherLine]:
        """The entries that come of what was filled in; Refused in words."""
        try:
            return everyday.derive(
                values["matter"],
                values.get("amount") or 0,
                values.get("money") or "",
                values.get("day") or self.chosen.open_day(),
                values.get("summary") or "",
                project=rows.find(Project, values.get("project")),
                party=values.get("party") or "",
            )
        except ValueError as error:
            raise Refused([Problem("amount", str(error))]) from error

    def voucher(self, values: Mapping[str, Any]) -> Voucher:
        """The voucher that the entries stand on."""
        given = {name: values[name] for name in ("day", "summary", *_OF_VOUCHER) if values.get(name) not in (None, "")}
        return Voucher(book=self.book, papers=values.get("papers") or 0, **given)

    def _matter_chosen(self) -> None:
        """The summary and what is asked besides follow from the matter."""
        matter = self._matter()
        summary = self.edits["summary"]
        if matter is not None and summary.value() in ("", self._own_words):
            self._own_words = matter.words or matter.name
            summary.set_value(self._own_words)
        self._show_rows()

    def _matter(self) -> Matter | None:
        found: Matter | None = self.read()[0].get("matter")
        return found

    def _show_rows(self) -> None:
        wanted = needed(self._matter(), self._projects)
        for name in _RARE:
            self.show_row(name, self._whole or name in wanted)


def needed(matter: Matter | None, projects: Sequence[Project]) -> frozenset[str]:
    """What must be asked besides for a matter: the project of earmarked money, the other side of a debt, the heads."""
    if matter is None:
        return frozenset()
    found = set()
    accounts = {part for project in projects for part in re.split(r"[、,，;；\s]+", project.accounts) if part}
    if matter.source == MoneySource.HIGHER_EARMARKED or matter.account.startswith(tuple(accounts)):
        found.add("project")
    if is_outside_debt(matter.account):
        found.add("party")
    if matter.limit:
        found.add("people")
    return frozenset(found)
