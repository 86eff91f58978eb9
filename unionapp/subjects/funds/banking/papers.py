"""银行存款余额调节表 and 库存现金盘点表 (§ 6.9, 6.10)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from unionapp.paper.document import Cell, Document, FormGrid, Paragraph, Space, Title, label
from unionapp.paper.paper import PrintRequest, Question
from unionapp.records import fields
from unionapp.store.store import Store
from unionapp.subjects.funds.banking import cash, reconciling
from unionapp.subjects.funds.banking import matching as bank
from unionapp.subjects.funds.banking.models import CashCount
from unionapp.subjects.funds.banking.pairing import BankMovement
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.account_groups import BANK
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.books.states import MoneyAccount
from unionapp.subjects.funds.pages import UPRIGHT, amount
from unionapp.values.periods import chinese_date

ACCOUNT = Question("account", fields.Text("银行科目编号"), BANK)
LEAST = 3
"""So many lines at least stand under each heading."""


@dataclass(frozen=True)
class BalanceComparison:
    """Both balances of a bank account with what each side lacks."""

    unit: str = ""
    account: str = ""
    day: str = ""
    found: reconciling.Adjustment | None = None
    unstated: bool = False
    """Whether the statement gives no balance to begin from."""
    alike: int = 0
    """Movements that stand open on both sides, not yet ticked off."""


def gather_reconciliation(store: Store, book: Book, request: PrintRequest) -> BalanceComparison:
    """Of the account asked for at the end of the month; the balance of the bank is that of its statement."""
    month = request.month
    assert month is not None
    number = request.words.get("account") or next(iter(chart.read(book).numbers(MoneyAccount.BANK)), BANK)
    account = chart.read(book).account(number)
    held = f"{chart.read(book).name(number)}　{account.bank}".strip() if account is not None else number
    stated = reconciling.stated_balance(book, number, month)
    found = reconciling.adjust(book, number, month, stated) if stated is not None else None
    return BalanceComparison(
        book.union.name, held, chinese_date(month.last()), found, stated is None, len(bank.match(book, number, month))
    )


def draw_reconciliation(facts: BalanceComparison) -> Document:
    """Two halves side by side, each with what is to be added and taken off; the last lines are equal."""
    found = facts.found
    bank_in, bank_out = _parted(found.bank_only if found else ())
    own_in, own_out = _parted(found.journal_only if found else ())
    rows = [
        _pair(
            _row("日记账余额", found.journal if found else None),
            _row("银行对账单余额", found.statement if found else None),
        ),
        *_section("加：银行已收、单位未收", bank_in, "加：单位已收、银行未收", own_in),
        *_section("减：银行已付、单位未付", bank_out, "减：单位已付、银行未付", own_out),
        _pair(
            _row("调节后余额", found.journal_adjusted if found else None),
            _row("调节后余额", found.statement_adjusted if found else None),
        ),
    ]
    head = (*_HEAD, *_HEAD)
    grid = FormGrid((16.0, 19.0, 28.0, 25.0) * 2, (_SIDES, head, *rows), size=8.5, row_mm=7.5)
    verdict = _verdict(facts)
    return Document(
        "银行存款余额调节表",
        (
            Title("银行存款余额调节表"),
            Paragraph(f"户名：{facts.unit}　　账户：{facts.account}", indent=False, style="small"),
            Paragraph(f"截止日期：{facts.day}　　单位：元", indent=False, style="small"),
            grid,
            Space(2),
            Paragraph(verdict, indent=False, style="song", bold=True),
            Paragraph("本表只作核对，不据此改账；未达账项等单据到达后再入账。", indent=False, style="small"),
        ),
        UPRIGHT,
        closing="编制：\t复核：\t会计主管：",
    )


def _verdict(facts: BalanceComparison) -> str:
    """What is still to be done before the table can be signed."""
    if facts.unstated:
        return "对账单没有余额，本表没有填数。请导入带余额的对账单，或在“银行对账”里填写对账单余额后再打印。"
    if facts.alike:
        return f"有 {facts.alike} 笔两边都有，还没有勾对。请先在“银行对账”里对账，再打印本表。"
    if facts.found is not None and not facts.found.agrees:
        return "调节后两边不相等，请继续查找未达账项或记账差错。"
    return ""


_SIDES = (label("单　位", span=4, bold=True), label("银　行", span=4, bold=True))
_HEAD = (label("日期"), label("凭证号或\n结算号"), label("摘要"), label("金额"))


def _parted(items: Iterable[BankMovement]) -> tuple[list[BankMovement], list[BankMovement]]:
    known = list(items)
    return [item for item in known if item.fen > 0], [item for item in known if item.fen < 0]


def _row(title: str, fen: int | None) -> tuple[Cell, ...]:
    return (
        Cell(title, span=3, align="left", bold=True),
        Cell("" if fen is None else amount(fen), align="right", bold=True),
    )


def _pair(left: tuple[Cell, ...], right: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return (*left, *right)


def _section(
    left: str, of_bank: Sequence[BankMovement], right: str, of_journal: Sequence[BankMovement]
) -> list[tuple[Cell, ...]]:
    sums = [sum(abs(item.fen) for item in items) for items in (of_bank, of_journal)]
    rows = [_pair(_row(left, sums[0]), _row(right, sums[1]))]
    padded = max(LEAST, len(of_bank), len(of_journal))
    both = zip_longest(of_bank, of_journal)
    rows += [_pair(_item(one), _item(other)) for one, other in both]
    rows += [_pair(_item(None), _item(None)) for _ in range(padded + 1 - len(rows))]
    return rows


def _item(item: BankMovement | None) -> tuple[Cell, ...]:
    if item is None:
        return (Cell(""),) * 4
    mark = item.label or item.reference
    return (
        Cell(f"{item.day:%m-%d}"),
        Cell(mark, align="center"),
        Cell(item.words, align="left"),
        Cell(amount(abs(item.fen)), align="right"),
    )


@dataclass(frozen=True)
class CashCountFacts:
    """A count of the cash box."""

    unit: str = ""
    day: str = "　　　　年　　月　　日"
    rows: tuple[tuple[str, str, str], ...] = ()
    counted: str = ""
    journal: str = ""
    difference: str = ""
    reason: str = ""
    cashier: str = ""
    witness: str = ""


def gather_count(store: Store, request: PrintRequest) -> CashCountFacts:
    """One count, with the pieces of each denomination."""
    count: CashCount = request.record
    counted = cash.counted(count)
    difference = counted - (count.journal or 0)
    return CashCountFacts(
        count.book.union.name,
        chinese_date(count.day),
        tuple(_pieces(name, getattr(count, name)) for name in cash.DENOMINATIONS),
        amount(counted),
        amount(count.journal or 0),
        amount(difference),
        count.reason,
        count.cashier,
        count.witness,
    )


def _pieces(name: str, number: int | None) -> tuple[str, str, str]:
    title = CashCount._meta.fields[name].label.partition("（")[0]
    return title, str(number or ""), amount((number or 0) * cash.DENOMINATIONS[name]) if number else ""


def blank_count(store: Store) -> CashCountFacts:
    """A form to fill by hand."""
    return CashCountFacts(rows=tuple(_pieces(name, None) for name in cash.DENOMINATIONS))


def draw_count(facts: CashCountFacts) -> Document:
    """Denominations, what they come to, what the books say, the difference and its reason."""
    grid = FormGrid(
        (58.0, 58.0, 58.0),
        (
            (label("面额"), label("张（枚）数"), label("金额（元）")),
            *(
                (Cell(title, align="center"), Cell(number, align="center"), Cell(fen, align="right"))
                for title, number, fen in facts.rows
            ),
            (label("实盘金额", span=2, bold=True), Cell(facts.counted, align="right", bold=True)),
            (label("账面金额（现金日记账余额）", span=2), Cell(facts.journal, align="right")),
            (label("差额（长款为正，短款为负）", span=2), Cell(facts.difference, align="right")),
            (label("差异原因及处理"), Cell(facts.reason, span=2, height_mm=30.0, top=True, align="left")),
        ),
        row_mm=9.0,
    )
    return Document(
        "库存现金盘点表",
        (
            Title("库存现金盘点表"),
            Paragraph(f"单位：{facts.unit}　　　　盘点日期：{facts.day}", indent=False, style="small"),
            grid,
        ),
        UPRIGHT,
        footer=False,
        closing=f"出纳：{facts.cashier}\t监盘：{facts.witness}\t会计主管：",
    )
