"""会费收缴表, 签领表 and 银行代发清单."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unionapp.paper.document import Document, Listing, ListingColumn, Page, Paragraph, Space, Title
from unionapp.paper.paper import PrintRequest
from unionapp.records import formats
from unionapp.store.store import Store
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.handouts import actions as handing
from unionapp.subjects.funds.handouts import paying
from unionapp.subjects.funds.handouts.models import Handout, HandoutLine
from unionapp.subjects.funds.income.models import Due
from unionapp.subjects.funds.pages import UPRIGHT, WIDE, amount, spaced
from unionapp.subjects.unions import tree
from unionapp.values import money
from unionapp.values.periods import chinese_date

BLANK_ROWS = 22


@dataclass(frozen=True)
class HandoutList:
    """A list with what stands over and under it."""

    title: str
    unit: str
    line: str
    rows: Sequence[Sequence[str]]
    totals: Sequence[str] | None = None
    foot: tuple[str, ...] = ()


def gather_dues(store: Store, book: Book, request: PrintRequest) -> HandoutList:
    """The dues of a month, of one union with those below where it is named, by unions."""
    month = request.month
    assert month is not None
    title = "会费收缴表"
    where = (Due.book == book.id) & (Due.month == str(month))
    found = list(Due.select().where(where).order_by(Due.union, Due.id))
    if request.union is not None:
        within = set(tree.below(request.union))
        found = [each for each in found if each.union_id in within]
    rows = [_due(place, each, request.masked) for place, each in enumerate(found, 1)]
    people, owed, paid = (sum(getattr(each, name) or 0 for each in found) for name in ("people", "due", "paid"))
    totals = ("", "合计", "", str(people), "", amount(owed), amount(paid), "", "", "")
    unit = request.union.name if request.union is not None else book.union.name
    return HandoutList(title, unit, month.chinese(), rows, totals, (f"实收合计（大写）：人民币{money.capital(paid)}",))


def _due(place: int, row: Due, masked: bool) -> Sequence[str]:
    wage = "＊＊＊" if masked and row.wage is not None else amount(row.wage) if row.wage is not None else ""
    figures = [amount(value) if value is not None else "" for value in (row.due, row.paid)]
    name = row.member.name if row.member else ""
    day = formats.show(Due.day, row.day)
    return (str(place), row.union.name, name, str(row.people or ""), wage, *figures, day, "", row.remark)


def draw_dues(facts: HandoutList) -> Document:
    """The sheet with a column to sign in."""
    columns = (
        ListingColumn("序号", 3.0, "center"),
        ListingColumn("工会", 14.0),
        ListingColumn("姓名", 6.0, "center"),
        ListingColumn("人数", 3.5, "center"),
        ListingColumn("月工资", 7.0, "right", "number"),
        ListingColumn("应交", 6.0, "right", "number"),
        ListingColumn("实交", 6.0, "right", "number"),
        ListingColumn("交纳日期", 7.0, "center"),
        ListingColumn("签字", 6.0),
        ListingColumn("备注", 5.0),
    )
    return _listed(facts, columns, "工会主席：\t财务负责人：\t收款人：", WIDE)


def _listed(
    facts: HandoutList, columns: Sequence[ListingColumn], closing: str, page: Page, row_mm: float = 8.0
) -> Document:
    listing = Listing(tuple(columns), facts.rows, facts.totals, size=9.5, row_mm=row_mm)
    notes = tuple(Paragraph(text, indent=False, style="song") for text in facts.foot)
    return Document(
        facts.title,
        (Title(facts.title), listing, Space(3), *notes),
        page,
        header=f"单位：{facts.unit}\t{facts.line}\t单位：元",
        closing=closing,
    )


def gather_handout(store: Store, request: PrintRequest) -> HandoutList:
    """The list of a round as it is signed; of numbers only the last four digits are printed."""
    handout: Handout = request.record
    lines = handing.lines_of(handout)
    rows = [_signed(place, line, request.masked) for place, line in enumerate(lines, 1)]
    total = handing.total(lines)
    totals = ("", "合计", f"{len(lines)} 人", "", "", "", amount(total), "", "", "", "", "")
    foot = (
        f"合计人数：{len(lines)} 人　　合计金额：人民币{money.capital(total)}（¥{money.show(total)}）",
        f"采购发票号：{handout.invoice or spaced(8)}　　供货单位：{handout.supplier or spaced(8)}",
        f"经办：{handout.handler or spaced(6)}　审核：{spaced(6)}　"
        f"批准：{handout.approver or spaced(6)}　监发人：{handout.giver or spaced(6)}",
    )
    return HandoutList(f"{handout.title}签领表", handout.book.union.name, chinese_date(handout.day), rows, totals, foot)


def _signed(place: int, line: HandoutLine, masked: bool) -> Sequence[str]:
    fields = HandoutLine._meta.fields
    number = line.id_number[-4:] if line.id_number else ""
    known = f"…{number}" if number else formats.masked(fields["phone"], line.phone)
    proxy = f"{line.proxy}（{line.relation}）" if line.proxy and not masked else ""
    return (
        str(place),
        line.name,
        line.union.name if line.union else line.sort,
        known if not masked else "",
        line.goods,
        str(line.quantity or ""),
        amount(line.amount or 0),
        formats.show(fields["form"], line.form),
        "",
        proxy,
        formats.show(fields["signed_on"], line.signed_on),
        line.remark,
    )


def blank_handout(store: Store) -> HandoutList:
    """A list to fill by hand."""
    rows = [(str(place), *[""] * 11) for place in range(1, BLANK_ROWS + 1)]
    foot = ("合计人数：　　　　合计金额：人民币", "经办：　　　　　　审核：　　　　　　批准：　　　　　　监发人：")
    return HandoutList("慰问品（慰问金）发放签领表", "", "　　　　年　　月　　日", rows, foot=foot)


def draw_handout(facts: HandoutList) -> Document:
    """The list with room to sign in."""
    columns = (
        ListingColumn("序号", 3.0, "center"),
        ListingColumn("姓名", 6.0, "center"),
        ListingColumn("单位（工会小组）", 13.0),
        ListingColumn("证件后四位\n或手机", 7.0, "center"),
        ListingColumn("品名", 8.0),
        ListingColumn("数量", 3.5, "center"),
        ListingColumn("金额", 6.5, "right", "number"),
        ListingColumn("方式", 4.5, "center"),
        ListingColumn("领取人签字", 8.0),
        ListingColumn("代领人签字\n及关系", 7.0),
        ListingColumn("领取日期", 7.0, "center"),
        ListingColumn("备注", 5.0),
    )
    return _listed(facts, columns, "", WIDE, 9.0)


def gather_transfers(store: Store, request: PrintRequest) -> HandoutList:
    """What the bank is to transfer for a round; Refused while an account is missing."""
    handout: Handout = request.record
    found = paying.bank_list(handout)
    account = HandoutLine._meta.fields["account"]
    show = formats.masked if request.masked else formats.show
    rows = [(str(one.place), one.name, one.bank, show(account, one.account), amount(one.amount), "") for one in found]
    total = sum(one.amount for one in found)
    foot = (f"合计 {len(found)} 笔，人民币{money.capital(total)}（¥{money.show(total)}）",)
    totals = ("", "合计", "", "", amount(total), "")
    return HandoutList(
        f"{handout.title}银行代发清单", handout.book.union.name, chinese_date(handout.day), rows, totals, foot
    )


def blank_transfers(store: Store) -> HandoutList:
    """A list to fill by hand."""
    return HandoutList("银行代发清单", "", "", [(str(place), *[""] * 5) for place in range(1, BLANK_ROWS + 1)])


def draw_transfers(facts: HandoutList) -> Document:
    """The list that goes to the bank."""
    columns = (
        ListingColumn("序号", 3.0, "center"),
        ListingColumn("户名", 7.0, "center"),
        ListingColumn("开户银行", 14.0),
        ListingColumn("账号", 13.0),
        ListingColumn("金额", 8.0, "right", "number"),
        ListingColumn("备注", 6.0),
    )
    return _listed(facts, columns, "工会主席：\t财务负责人：\t经办：", UPRIGHT)
