"""How what is handed out is paid: what the bank transfers, and the voucher with the account that pays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.errors import Problem, Refused
from unionapp.records import codes
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.models import Matter
from unionapp.subjects.funds.books.states import EntryPattern, MoneyAccount, MoneyWay, SpendingNature
from unionapp.subjects.funds.handouts import rules as handing_rules
from unionapp.subjects.funds.handouts.actions import check_heads, lines_of, total
from unionapp.subjects.funds.handouts.models import Handout, HandoutLine
from unionapp.subjects.funds.handouts.records import HANDOUTS
from unionapp.subjects.funds.handouts.states import GoodsForm, HandoutState
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import entry_templates as everyday
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.values.present import present


@dataclass(frozen=True)
class BankTransfer:
    """One line of what the bank is to transfer."""

    place: int
    name: str
    bank: str
    account: str
    amount: int


def bank_list(handout: Handout) -> list[BankTransfer]:
    """What the bank transfers for a handout; Refused while somebody has no account."""
    every = lines_of(handout)
    lines = [line for line in every if line.form == GoodsForm.TRANSFER]
    if not lines and every and handout.form == GoodsForm.TRANSFER:
        raise Refused("这一批按转账发，名单上各人的发放形式却不是转账。请在“编辑领取人”里改成转账，再导出。")
    missing = [line.name for line in lines if not line.account]
    if missing:
        shown = "、".join(missing[:10]) + ("等" if len(missing) > 10 else "")
        way = "请在名单里选中、“编辑领取人”填上，下次会自动带出。"
        raise Refused(f"{len(missing)} 人没有填银行账号，不能做代发清单：{shown}。{way}")
    return [BankTransfer(place, one.name, one.bank, one.account, one.amount or 0) for place, one in enumerate(lines, 1)]


def matter_of(handout: Handout) -> Matter | None:
    """The everyday matter behind what is handed out: of its item, and of its account where that is named."""
    rows = list(
        Matter.select().where((Matter.limit == handout.item) & (Matter.way == MoneyWay.OUT)).order_by(Matter.id)
    )
    if handout.account:
        rows = [row for row in rows if row.account == handout.account]
    return rows[0] if rows else None


def to_voucher(journal: Journal, handout: Handout, money_account: str = "", day: date | None = None) -> Voucher:
    """Draft the voucher of a handout with its list, as one step; Refused where it cannot be paid.

    It is dated on the day of the handout where no other is named.
    """
    lines = lines_of(handout)
    hindrances = [*_hindrances(handout, lines), *_unexplained(handout)]
    if hindrances:
        raise Refused(hindrances)
    account = money_account or paying_account(handout)
    made = Voucher(
        book=handout.book_id,
        day=day or handout.day,
        summary=handout.title,
        papers=2 if handout.invoice else 1,
        handler=handout.handler,
        payee=handout.supplier,
        approved_on=handout.approved_on,
        people=len(lines),
        reason=handout.reason,
    )
    with journal.step(f"“{handout.title}”生成凭证"):
        vouchers.save(journal, made, _entries(handout, total(lines), account))
        handout.voucher, handout.state = made, HandoutState.BOOKED
        editing.put(HANDOUTS, [handout])
    return made


def _entries(handout: Handout, fen: int, account: str) -> list[VoucherLine]:
    matter = matter_of(handout)
    if matter is None:
        matter = Matter(
            name=handout.title,
            way=MoneyWay.OUT,
            account=handout.account,
            pattern=EntryPattern.PLAIN,
            nature=SpendingNature.BASIC,
        )
    project = handout.project if handout.project_id else None
    try:
        return everyday.derive(
            matter, fen, account, handout.day, handout.title, project=project, party=handout.supplier
        )
    except ValueError as error:
        raise Refused(str(error)) from error


def paying_account(handout: Handout) -> str:
    """The account that pays where none is named: the cash box for cash, else the first of the bank."""
    money = MoneyAccount.CASH if handout.form == GoodsForm.CASH else MoneyAccount.BANK
    found = chart.read(handout.book).numbers(money)
    if not found:
        raise Refused("科目表里没有可用的现金或银行科目，请先在“会计科目”里设好。")
    return found[0]


def _hindrances(handout: Handout, lines: Sequence[HandoutLine]) -> list[Problem]:
    if handout.voucher_id:
        return [Problem("voucher", f"这一批已经生成凭证：{present(handout.voucher).label}。")]
    if not lines:
        return [Problem("", "名单是空的，请先选人。")]
    if total(lines) <= 0:
        return [Problem("amount", "名单里没有金额，请填每人金额。")]
    if matter_of(handout) is None and not handout.account:
        word = codes.table("limit-item").label(handout.item)
        return [Problem("account", f"“{word}”没有对应的支出事项，请在发放批次里填列支科目。")]
    return []


def _unexplained(handout: Handout) -> list[Problem]:
    """What is above the limit and not accounted for."""
    return [
        Problem("reason", f"{problem.message}", problem.article, rule=problem.rule)
        for problem in check_heads(handout)
        if problem.level == "warning" and problem.rule == handing_rules.OVER
    ]
