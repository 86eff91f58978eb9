"""移交清册: what is handed over when a clerk leaves her post, found by the program, to be signed by three persons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from unionapp.office import matters, safekeeping, second_place
from unionapp.paper.document import (
    Block,
    Cell,
    Document,
    FormGrid,
    Listing,
    ListingColumn,
    Paragraph,
    Space,
    Title,
    label,
)
from unionapp.paper.paper import Paper, PrintRequest, Question
from unionapp.records import fields, formats, reading
from unionapp.store import system
from unionapp.store.files import FOLDER
from unionapp.store.store import Store
from unionapp.subjects.funds.books import periods
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.books.records import BOOKS
from unionapp.subjects.funds.statements import turnover
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.funds.vouchers.states import VoucherState
from unionapp.subjects.unions import tree
from unionapp.values import money
from unionapp.values.periods import Month, chinese_date

LAW = "《会计基础工作规范》第二十五条至第三十五条"
_CASH, _BANK = "101", "102"
GIVER = Question("giver", fields.Text("移交人"))
TAKER = Question("taker", fields.Text("接交人"))
SUPERVISOR = Question("supervisor", fields.Text("监交人", help="会计移交由会计机构负责人或单位领导监交"))
OTHERS = Question("others", fields.LongText("印章、钥匙等其他移交事项"))
_BLANK_LINES = 3
_FIGURES = ("条数", "库存现金", "银行存款", "未记账凭证")

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Handover:
    """Who hands over to whom, and what."""

    union: str = ""
    day: str = "　　　　年　　月　　日"
    persons: tuple[str, str, str] = ("", "", "")
    registers: Rows = ()
    books: Rows = ()
    matters: Rows = ()
    operators: Rows = ()
    copies: Sequence[str] = ()
    others: Sequence[str] = ()


def gather(store: Store, request: PrintRequest) -> Handover:
    """What there is on that day, as far as the operator at work may read it."""
    day, words = request.day or date.today(), request.words
    giver, taker, supervisor = (words.get(each.name, "") for each in (GIVER, TAKER, SUPERVISOR))
    return Handover(
        tree.own_name(),
        chinese_date(day),
        (giver, taker, supervisor),
        [(kind.title, str(n)) for kind in store.kinds if reading.may_read(kind) and (n := kind.model.select().count())],
        list(_books(day)) if reading.may_read(BOOKS) else (),
        [(each.words, each.day.isoformat() if each.day else "") for each in matters.open_ones(day)],
        [_operator(row) for row in system.operators()],
        list(_copies(store)),
        words.get(OTHERS.name, "").splitlines(),
    )


def _books(day: date) -> Iterator[Sequence[str]]:
    """Each set of books: its last closed month, what it holds in cash and bank, and how many vouchers wait."""
    for book in Book.select().order_by(Book.id):
        standing = turnover.balances(book, Month.of(day))
        closed = periods.last_closed(book)
        waiting = Voucher.select().where((Voucher.book == book.id) & (Voucher.state != VoucherState.POSTED)).count()
        held = (money.show(turnover.total(standing, account)) for account in (_CASH, _BANK))
        yield book.name, closed.chinese() if closed else "还没有结账", *held, str(waiting)


def _operator(row: system.Operator) -> Sequence[str]:
    return row.name, formats.show(system.Operator.roles, row.roles), "在用" if row.active else "已停用"


def _copies(store: Store) -> Iterator[str]:
    """Where the data, their copies and their attachments are."""
    last = next((copy for copy in safekeeping.copies(store.folder) if copy.place == "本机"), None)
    yield f"最近的备份：{last.made:%Y-%m-%d %H:%M}" if last else "最近的备份：还没有备份"
    place = second_place.remembered(store.folder)
    yield f"第二处备份：{place.name}（上次 {place.at or '还没有备份'}）" if place else "第二处备份：没有指定"
    yield f"附件：{sum(1 for _ in (store.folder / FOLDER).glob('*/*'))} 个"
    yield "恢复码：移交后换发，新的一份由接交人封存。"


def draw(facts: Handover) -> Document:
    """The sheet: persons, what is handed over, and three signatures."""
    blocks: tuple[Block, ...] = (
        Title("移交清册"),
        _head(facts),
        *_part("一、台账", (("台账", 6.0), ("条数", 2.0), ("台账", 6.0), ("条数", 2.0)), _paired(facts.registers)),
        *_part(
            "二、账簿",
            (("账套", 6.0), ("已结账到", 3.0), ("库存现金", 3.0), ("银行存款", 3.0), ("未记账凭证", 2.5)),
            facts.books,
        ),
        *_part("三、未了事项", (("事项", 12.0), ("期限", 3.0)), facts.matters),
        *_part("四、操作员", (("姓名", 4.0), ("岗位", 8.0), ("状态", 3.0)), facts.operators),
        _heading("五、备份和附件"),
        *(Paragraph(each, style="song") for each in facts.copies or [""]),
        _heading("六、印章、钥匙等其他移交事项"),
        *(Paragraph(each, style="song") for each in facts.others or ["＿" * 38] * _BLANK_LINES),
        Space(4),
        Paragraph(
            f"以上各项已当面点清，账实相符。本清册一式三份，移交人、接交人、监交人各执一份。（{LAW}）", style="song"
        ),
        Space(4),
        FormGrid(
            (58.0, 58.0, 58.0),
            (
                tuple(
                    Cell(f"{who}（签名）", height_mm=22, top=True, foot="年　月　日")
                    for who in ("移交人", "接交人", "监交人")
                ),
            ),
        ),
    )
    return Document("移交清册", blocks)


def _head(facts: Handover) -> FormGrid:
    """Whose, when, and the three persons."""
    giver, taker, supervisor = facts.persons
    return FormGrid(
        (24.0, 63.0, 24.0, 63.0),
        (
            (label("单位"), Cell(facts.union), label("移交日期"), Cell(facts.day)),
            (label("移交人"), Cell(giver), label("接交人"), Cell(taker)),
            (label("监交人"), Cell(supervisor, span=3)),
        ),
    )


def _heading(text: str) -> Paragraph:
    return Paragraph(text, indent=False, style="hei")


def _paired(rows: Rows) -> Rows:
    """Two rows on one line, down the first half and then the second, so that a long list takes half the paper."""
    half = (len(rows) + 1) // 2
    return [(*left, *right) for left, right in zip_longest(rows[:half], rows[half:], fillvalue=("", ""))]


def _part(title: str, columns: Sequence[tuple[str, float]], rows: Rows) -> tuple[Block, ...]:
    """A heading and its table; without rows, lines for the pen."""
    filled = rows or [[""] * len(columns)] * _BLANK_LINES
    return _heading(title), Listing(
        tuple(ListingColumn(name, width, "right" if name in _FIGURES else "left") for name, width in columns),
        filled,
        size=9.0,
    )


HANDOVER = Paper(
    "handover-sheet",
    "移交清册",
    "form",
    gather,
    draw,
    lambda store: Handover(tree.own_name()),
    takes=("day",),
    asks=(GIVER, TAKER, SUPERVISOR, OTHERS),
    help=f"工作移交时打印，移交人、接交人、监交人签名。依据：{LAW}。",
)
