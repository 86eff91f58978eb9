"""生成凭证: which account pays or receives, and on which day; the voucher is a draft that can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget
from unionapp.errors import Refused
from unionapp.records.fields import Text
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.books.states import MoneyAccount
from unionapp.subjects.funds.handouts import actions as handing
from unionapp.subjects.funds.handouts import paying
from unionapp.subjects.funds.handouts.models import Handout
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.values import money

from ui.cases.asking import ask_and_do
from ui.funds.accounts import AccountEdit
from ui.kit import undoing
from ui.kit.forms import Asked, FormDialog
from ui.session import Session

_DONE = "已生成凭证草稿“{}”，到“记账”里审核、记账"


def ask_for_voucher(
    parent: QWidget,
    session: Session,
    book: Book,
    about: str,
    act: Callable[[str, date], Voucher],
    *,
    day: date,
    account: str = "",
    title: str = "生成凭证",
) -> FormDialog:
    """Ask for the account of money and the day; `act` makes the draft of them."""
    known = chart.read(book)
    numbers = [*known.numbers(MoneyAccount.BANK), *known.numbers(MoneyAccount.CASH)]
    first = account or next(iter(numbers), None)
    field = Text("收付账户")
    asked = [
        Asked("account", field, value=first, required=True, edit=AccountEdit(known, field, numbers)),
        Asked("day", VOUCHERS.fields["day"], "凭证日期", day, required=True),
    ]

    def do(account: str, day: date) -> None:
        made = act(account, day)
        undoing.offer(parent, session, _DONE.format(made.summary))

    return ask_and_do(parent, session, title, about, asked, do)


def ask_for_handout_voucher(parent: QWidget, session: Session, handout: Handout) -> FormDialog:
    """The same for a round of handing out; Refused where it has its voucher."""
    if handout.voucher is not None:
        raise Refused(f"这一批已经生成凭证：{handout.voucher.label}。")
    lines = handing.lines_of(handout)
    about = f"“{handout.title}”{len(lines):,} 人，合计 {money.show(handing.total(lines))} 元。凭证是草稿，附签领表。"

    def act(account: str, day: date) -> Voucher:
        return paying.to_voucher(session.store.journal, handout, account, day)

    account = paying.paying_account(handout)
    return ask_for_voucher(parent, session, handout.book, about, act, day=handout.day, account=account)
