"""记账凭证 and its cover (《会计基础工作规范》第51、53、55条): two vouchers to an A4 sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unionapp.paper.document import Block, Cell, Document, FormGrid, Page, PageBreak, Space, Title, label
from unionapp.paper.paper import PrintRequest
from unionapp.records import search
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.account_groups import is_money
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.pages import amount, filled, when
from unionapp.subjects.funds.statements.statements import last_month, unit_of
from unionapp.subjects.funds.veil import veiled
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine, word_label
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.subjects.funds.vouchers.states import VoucherState
from unionapp.values import money
from unionapp.values.periods import Month, chinese_date

SHEET = Page(margins=(13.0, 12.0, 10.0, 13.0))
HALF = Page("A5", landscape=True, margins=(16.0, 18.0, 12.0, 22.0))
LINES = 5
"""Lines of one sheet of a voucher."""
_WIDTHS = (52.0, 63.0, 31.0, 31.0, 8.0)
_ROWS = LINES + 5
"""Rows of a sheet without a reason below: three of heading, the lines, the sum, the names."""
_LINE_MM, _ROW_MM, _HALF_MM, _SMALL_MM = 13.0, 8.0, 20.0, 5.0
_BATCH = 200


@dataclass(frozen=True)
class PrintedLine:
    """A line as it is printed; a red one takes back."""

    summary: str
    account: str
    debit: int
    credit: int

    @property
    def red(self) -> bool:
        """Whether its amount is printed in red."""
        return self.debit < 0 or self.credit < 0


@dataclass(frozen=True)
class Slip:
    """A voucher as it is printed."""

    unit: str
    day: str
    number: str
    papers: str
    lines: tuple[PrintedLine, ...]
    signed: str
    posted: bool
    explained: str = ""
    """Why it was approved though doubtful."""

    @property
    def total(self) -> tuple[int, int]:
        """The sums of both sides."""
        return sum(line.debit for line in self.lines), sum(line.credit for line in self.lines)


BLANK = Slip(
    "",
    "　　　　年　　月　　日",
    "　字第　　号",
    "附单据　　张",
    (),
    "会计主管：　　　　　记账：　　　　　审核：　　　　　出纳：　　　　　制单：",
    False,
)


def gather(store: Store, book: Book, request: PrintRequest) -> Sequence[Slip]:
    """The voucher, those chosen or shown in the table, else all of the month (of the year)."""
    if request.record is not None:
        found = [request.record]
    elif request.chosen:
        found = list(request.chosen)
    elif request.query is not None:
        found = search.rows(VOUCHERS, search.ids(VOUCHERS, request.query))
    else:
        found = _of_period(book, request)
    return [slip for start in range(0, len(found), _BATCH) for slip in _slips(found[start : start + _BATCH], request)]


def _of_period(book: Book, request: PrintRequest) -> list[Voucher]:
    period = when(request)
    last = last_month(period)
    first = last if isinstance(period, Month) else Month(period, 1)
    rows = Voucher.select().where((Voucher.book == book.id) & Voucher.month.between(str(first), str(last)))
    return list(rows.order_by(Voucher.month, Voucher.word, Voucher.number.is_null(), Voucher.number, Voucher.id))


def _slips(vouchers: Sequence[Voucher], request: PrintRequest) -> list[Slip]:
    lines = editing.stored_lines(VOUCHERS, [each.id for each in vouchers])
    return [_slip(each, lines.get(each.id, []), request.masked) for each in vouchers]


def _slip(voucher: Voucher, lines: Sequence[VoucherLine], masked: bool) -> Slip:
    book = voucher.book
    word, number = word_label(voucher.word), f"{voucher.number:04d}" if voucher.number else "　　　"
    money_moved = any(is_money(line.account) for line in lines)
    names = (
        ("会计主管", book.accountant),
        ("记账", voucher.poster),
        ("审核", voucher.approver),
        ("出纳", book.cashier if money_moved else ""),
        ("制单", voucher.maker),
    )
    return Slip(
        unit_of(book),
        chinese_date(voucher.day) if voucher.day else BLANK.day,
        f"{word}字第{number}号",
        f"附单据 {voucher.papers or 0} 张",
        tuple(_line(chart.read(book), line, masked) for line in lines),
        "　".join(f"{title}：{name:　<5}" for title, name in names),
        voucher.state == VoucherState.POSTED,
        veiled(voucher.explained) if masked else voucher.explained,
    )


def _line(known: chart.Chart, line: VoucherLine, masked: bool) -> PrintedLine:
    """Account with number and name (只写编号不合规定), its project or party behind."""
    project = line.project
    beside = project.name if project is not None else veiled(line.party) if masked else line.party
    account = f"{line.account} {known.name(line.account)}" + (f"／{beside}" if beside else "")
    summary = veiled(line.summary) if masked else line.summary
    return PrintedLine(summary, account, line.debit or 0, line.credit or 0)


def draw(slips: Sequence[Slip]) -> Document:
    """Two sheets on every page; a voucher of more lines takes several, counted (1/2)."""
    blocks: list[Block] = []
    sheets = [grid for slip in slips or (BLANK,) for grid in _sheets(slip)]
    for place, grid in enumerate(sheets):
        if place:
            more = len(sheets[place - 1].rows) - _ROWS
            blocks.append(Space(_HALF_MM - more * _ROW_MM) if place % 2 else PageBreak())
        blocks.append(grid)
    return Document("记账凭证", blocks, SHEET, footer=False)


def _sheets(slip: Slip) -> list[FormGrid]:
    parts = [slip.lines[start : start + LINES] for start in range(0, len(slip.lines), LINES)] or [()]
    return [_sheet(slip, part, (place, len(parts))) for place, part in enumerate(parts, 1)]


def _sheet(slip: Slip, lines: Sequence[PrintedLine], place: tuple[int, int]) -> FormGrid:
    number, count = place
    counted = f"（{number}/{count}）" if count > 1 else ""
    heads = ("摘　　要", "会　计　科　目", "借方金额", "贷方金额", "√")
    rows = (
        (
            Cell("", border=False),
            Cell("记 账 凭 证", size=18.0, border=False, align="center"),
            Cell(slip.papers, span=3, border=False, align="right"),
        ),
        (
            Cell(f"核算单位：{slip.unit}", border=False, align="left", size=9.5),
            Cell(slip.day, border=False, align="center"),
            Cell(slip.number + counted, span=3, border=False, align="right"),
        ),
        tuple(label(head, bold=True) for head in heads),
        *(_row(line, slip.posted) for line in lines),
        *_blank_rows(LINES - len(lines), bool(lines)),
        _total_row(slip, last=number == count),
        (Cell(slip.signed, span=5, border=False, align="left", size=9.5),),
        *_explained(slip, last=number == count),
    )
    return FormGrid(_WIDTHS, rows, size=10.0, row_mm=_ROW_MM)


def _explained(slip: Slip, last: bool) -> tuple[tuple[Cell, ...], ...]:
    """Below the last sheet of a doubtful voucher, small: why it was approved."""
    if not last or not slip.explained:
        return ()
    words = f"疑点说明：{' '.join(slip.explained.split())}"
    return ((Cell(words, span=5, border=False, align="left", size=8.0, height_mm=_SMALL_MM),),)


def _row(line: PrintedLine, posted: bool) -> tuple[Cell, ...]:
    return (
        Cell(line.summary, align="left", height_mm=_LINE_MM),
        Cell(line.account, align="left"),
        Cell(filled(line.debit), align="right", red=line.red),
        Cell(filled(line.credit), align="right", red=line.red),
        Cell("√" if posted else "", align="center"),
    )


def _blank_rows(count: int, cancelled: bool) -> list[tuple[Cell, ...]]:
    """Empty lines; those under entries are cancelled by a line across both amounts (第51条七)."""
    rows: list[tuple[Cell, ...]] = []
    for place in range(count):
        strike = count if cancelled and not place else 0
        amounts = (Cell("", strike=strike), Cell("", strike=strike))
        rows.append((Cell("", height_mm=_LINE_MM), Cell(""), *amounts, Cell("")))
    return rows


def _total_row(slip: Slip, last: bool) -> tuple[Cell, ...]:
    debit, credit = slip.total
    if not last or not slip.lines:
        words = "合计（大写）：" if last else "合计：见末张"
        return (Cell(words, span=2, align="left", height_mm=10.0), Cell(""), Cell(""), Cell(""))
    red = debit < 0
    words = f"合计（大写）：人民币{money.capital(debit)}"
    figures = (Cell(f"¥{amount(each)}", align="right", bold=True, red=red) for each in (debit, credit))
    return (Cell(words, span=2, align="left", height_mm=10.0, red=red), *figures, Cell(""))


@dataclass(frozen=True)
class Cover:
    """凭证封面: what a bundle of vouchers holds (第55条三)."""

    unit: str
    period: Month
    word: str = ""
    days: str = ""
    numbers: str = ""
    vouchers: int = 0
    papers: int = 0
    chief: str = ""


def gather_cover(store: Store, book: Book, request: PrintRequest) -> Sequence[Cover]:
    """One cover for each 凭证字 of the month; an empty one where nothing was posted yet."""
    month = last_month(when(request))
    rows = Voucher.select().where(
        (Voucher.book == book.id) & (Voucher.month == str(month)) & (Voucher.state == VoucherState.POSTED)
    )
    by_word: dict[str, list[Voucher]] = {}
    for voucher in rows.order_by(Voucher.word, Voucher.number):
        by_word.setdefault(voucher.word, []).append(voucher)
    covers = [_cover(book, month, word, found) for word, found in by_word.items()]
    return covers or [Cover(unit_of(book), month, chief=book.accountant)]


def _cover(book: Book, month: Month, word: str, found: Sequence[Voucher]) -> Cover:
    first, last = (edge(each.day for each in found) for edge in (min, max))
    numbers = f"自第 {found[0].number:04d} 号至第 {found[-1].number:04d} 号"
    span = f"{chinese_date(first)}至{chinese_date(last)}"
    papers = sum(each.papers or 0 for each in found)
    return Cover(unit_of(book), month, word_label(word), span, numbers, len(found), papers, book.accountant)


def draw_cover(covers: Sequence[Cover]) -> Document:
    """A cover of half A4 for each bundle."""
    blocks: list[Block] = []
    for place, cover in enumerate(covers):
        if place:
            blocks.append(PageBreak())
        blocks += [Title("记账凭证封面", 22.0), _cover_grid(cover)]
    return Document("记账凭证封面", blocks, HALF, footer=False)


def _cover_grid(cover: Cover) -> FormGrid:
    rows = (
        (label("单位名称"), Cell(cover.unit, span=3)),
        (label("年　　度"), Cell(f"{cover.period.year} 年"), label("月　　份"), Cell(f"{cover.period.month} 月")),
        (label("起讫日期"), Cell(cover.days), label("凭证种类"), Cell(f"“{cover.word}”字" if cover.word else "")),
        (label("起讫号码"), Cell(cover.numbers), label("凭证张数"), Cell(f"{cover.vouchers} 张")),
        (label("本月册数"), Cell("共　　册　第　　册"), label("附单据"), Cell(f"{cover.papers} 张")),
        (label("附件另订\n说　　明"), Cell("", span=3, height_mm=16.0)),
        (label("会计主管"), Cell(cover.chief), label("装订人\n签　章"), Cell("", height_mm=16.0)),
    )
    return FormGrid((26.0, 66.0, 26.0, 50.0), rows, row_mm=11.0)
