"""生成凭证草稿: what an activity came to becomes the draft of a voucher, and its lines are marked as paid by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget
from unionapp.errors import Refused
from unionapp.subjects.activities import actions
from unionapp.subjects.activities.models.activities import Activity, ActivityCost
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.models import Matter
from unionapp.subjects.funds.books.states import MoneyAccount, MoneyWay
from unionapp.subjects.funds.vouchers.records import VOUCHER_LINES, VOUCHERS
from unionapp.values import money
from unionapp.values.present import present

from ui.cases.asking import ask_and_do
from ui.funds.accounts import AccountEdit, MatterEdit, note_use
from ui.kit import undoing
from ui.kit.forms import Asked, FormDialog
from ui.session import Session


def ask_to_draft(parent: QWidget, session: Session, activity: Activity, costs: Sequence[ActivityCost]) -> FormDialog:
    """Ask what the money was for and where it came from; write draft and links as one step."""
    book = activity.book
    if book is None:
        raise Refused("这次活动还没有选账套。请按 F2 编辑，在“经费”里选好账套再来。")
    total = sum(present(each.amount) for each in costs)
    matter = MatterEdit(session, book, (MoneyWay.OUT,))
    known = chart.read(book)
    held = [*known.numbers(MoneyAccount.BANK), *known.numbers(MoneyAccount.CASH)]
    account = AccountEdit(known, VOUCHER_LINES.fields["account"], held)
    asked = [
        Asked("matter", matter.field, "事项", required=True, edit=matter),
        Asked("account", account.field, "从哪个账户付", held[0] if held else None, True, None, account),
        Asked("day", VOUCHERS.fields["day"], value=date.today(), required=True),
        Asked("papers", VOUCHERS.fields["papers"], "附单据（张）", len(costs)),
    ]

    def act(matter: Matter, account: str, day: date, papers: int | None) -> None:
        actions.draft_voucher(session.store.journal, activity, costs, matter, account, day, papers or 0)
        note_use(session, matter)
        undoing.offer(parent, session, f"已生成凭证草稿 {money.show(total)} 元，到“经费 · 记账”里审核、记账")

    about = f"把还没有凭证的 {len(costs)} 项开支合计 {money.show(total)} 元记成一张付款凭证的草稿。"
    return ask_and_do(parent, session, "生成凭证草稿", about, asked, act)
