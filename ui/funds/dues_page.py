"""会费收缴 and 经费拨缴: what is owed of a month, what came in, and the vouchers of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from unionapp.errors import Refused
from unionapp.records import fields
from unionapp.store import connection, rows
from unionapp.store.journal import Journal
from unionapp.subjects.funds.income import contributions, dues
from unionapp.subjects.funds.income.dues import FilledDues
from unionapp.subjects.funds.income.models import Contribution, Due
from unionapp.subjects.funds.income.records import CONTRIBUTIONS, DUES
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.models import Union
from unionapp.values import money
from unionapp.values.periods import Month, parse_month
from unionapp.work import Progress

from ui import tasks
from ui.cases.asking import ask_and_do, opened
from ui.funds.arrears import ArrearsDialog
from ui.funds.chosen import ChosenPeriod
from ui.funds.drafting import ask_for_voucher
from ui.funds.receipt import ReceiptDialog
from ui.funds.records_page import book_records_page
from ui.funds.voucher_deeds import book_of
from ui.kit import messages, undoing
from ui.kit.actions import Action
from ui.kit.forms import Asked
from ui.records.record_page import RecordPage
from ui.session import Session

_Passing = Callable[[Journal, Sequence[Contribution], str, date], Voucher]
"""Makes the voucher by which a part of contributions goes to another union, from an account of money on a day."""
_ALL_BELOW = fields.YesNo("没有登记过的下属工会也各建一笔")
_MOST_NAMES = 30
"""So many names stand in a message."""
_FILL = "请逐笔填上，应缴数就算出来了。"


def dues_page(session: Session) -> RecordPage:
    """会费收缴."""
    return book_records_page(session, DUES, _of_dues)


def _of_dues(page: RecordPage) -> Sequence[Action]:
    return (
        Action("fill", "按月生成", lambda: fill(page), "F6"),
        Action("pay", "登记交纳", lambda: pay(page), "F7", "some"),
        Action("draft", "生成凭证", lambda: draft_dues(page), "F8", "some"),
        Action("arrears", "欠交名单", lambda: show_arrears(page)),
    )


def contributions_page(session: Session) -> RecordPage:
    """经费拨缴."""
    return book_records_page(session, CONTRIBUTIONS, _of_contributions)


def _of_contributions(page: RecordPage) -> Sequence[Action]:
    return (
        Action("fill", "按月生成", lambda: fill_contributions(page), "F6"),
        Action("receive", "登记到账", lambda: receive(page), "F7", "some"),
        Action("draft", "生成凭证", lambda: draft_contributions(page), "F8", "some"),
        Action("pass-up", "上缴上级", lambda: pass_up(page), needs="some"),
        Action("pass-down", "返还下级", lambda: pass_down(page), needs="some"),
        Action("found", "筹备金转收入", lambda: found_union(page), needs="some"),
    )


def fill(page: RecordPage) -> None:
    """Make the rows of a month for the members of a union and those below."""
    book, session = book_of(page), page.session
    about = "为所选工会（含下属）在册、应交会费的会员各记一笔，按月工资算好应交；已经有的不重复。"
    asked = [
        Asked("union", DUES.fields["union"], "工会（含下属）", value=tree.own(), required=True),
        Asked("month", DUES.fields["month"], value=str(ChosenPeriod.of(session).month), required=True),
    ]

    def act(union: int, month: str) -> None:
        chosen, when = rows.get(Union, union), parse_month(month)

        def work(progress: Progress) -> FilledDues:
            with connection.in_words(session.folder / connection.FILE):
                return dues.fill_month(session.store.journal, book, chosen, when)

        tasks.run(page, "按月生成会费", work, lambda sheet: _filled(page, when, sheet))

    ask_and_do(page, session, "按月生成", about, asked, act)


def _filled(page: RecordPage, month: Month, sheet: FilledDues) -> None:
    ChosenPeriod.of(page.session).go(month=month)
    if sheet.made:
        undoing.offer(page, page.session, f"已生成{month.chinese()}会费 {sheet.made:,} 笔")
    elif not sheet.without_wage:
        messages.toast(page, f"{month.chinese()}的会费都已经有了，没有要新生成的")
    if sheet.without_wage:
        count, names = len(sheet.without_wage), _some(sheet.without_wage)
        words = f"另有 {count:,} 人没有登记月工资，没有生成：{names}。"
        messages.tell(page, f"{words}请在“会员名册”填月工资后再生成一次，或在这里逐笔新增。")


def fill_contributions(page: RecordPage) -> None:
    """Make the rows of a month for those who pay, with the wages of their last month."""
    book, session = book_of(page), page.session
    about = "以前登记过的缴费单位各记一笔，职工人数、工资总额照最近一次；已经有的不重复。工资变了的，生成后再改。"
    asked = [
        Asked("month", CONTRIBUTIONS.fields["month"], value=str(ChosenPeriod.of(session).month), required=True),
        Asked("all_below", _ALL_BELOW, value=not contributions.has_any(book)),
    ]

    def act(month: str, all_below: bool | None) -> None:
        when = parse_month(month)
        made = contributions.fill_month(session.store.journal, book, when, tree.own() if all_below else None)
        ChosenPeriod.of(session).go(month=when)
        _filled_contributions(page, when, made)

    ask_and_do(page, session, "按月生成", about, asked, act)


def _filled_contributions(page: RecordPage, month: Month, sheet: contributions.FilledContributions) -> None:
    if not sheet.made:
        messages.toast(page, f"{month.chinese()}的拨缴经费都已经有了，没有要新生成的")
        return
    undoing.offer(page, page.session, f"已生成{month.chinese()}拨缴经费 {sheet.made:,} 笔")
    if sheet.without_wages:
        messages.tell(
            page, f"其中 {len(sheet.without_wages):,} 个单位还没有工资总额：{_some(sheet.without_wages)}。{_FILL}"
        )


def _some(names: Sequence[str]) -> str:
    """As many names as a message bears."""
    return "、".join(names[:_MOST_NAMES]) + ("等" if len(names) > _MOST_NAMES else "")


def pay(page: RecordPage) -> None:
    """Note that the chosen dues were paid in full."""
    chosen: list[Due] = page.selected()
    rows = [row for row in chosen if not row.paid and not row.voucher_id]
    if not rows:
        raise Refused("选中的都已经交过了。")
    total = money.show(sum(row.due or 0 for row in rows))
    journal = page.session.store.journal
    asked = [Asked("day", DUES.fields["day"], value=date.today(), required=True)]

    def act(day: date) -> None:
        count = dues.pay(journal, rows, day)
        undoing.offer(page, page.session, f"已登记 {count:,} 笔会费交纳")

    about = f"选中 {len(rows):,} 笔未交，应交合计 {total} 元，按应交数登记为已交。"
    ask_and_do(page, page.session, "登记交纳", about, asked, act)


def draft_dues(page: RecordPage) -> None:
    """Make the voucher of the chosen dues that came in."""
    book, journal = book_of(page), page.session.store.journal
    rows: list[Due] = page.selected()
    _draft(page, rows, "会费", lambda account, day: dues.to_voucher(journal, book, rows, account, day))


def show_arrears(page: RecordPage) -> None:
    """Show which union owes of which month, and who is behind."""
    book, month = book_of(page), ChosenPeriod.of(page.session).month
    tasks.run(
        page,
        "查欠交名单",
        lambda progress: (dues.owing_months(book, month), dues.arrears(book, date.today())),
        lambda found: opened(ArrearsDialog(page, page.session, *found)),
    )


def receive(page: RecordPage) -> None:
    """Note what came in of the chosen contributions: of one what is typed, of several what each owes."""
    chosen: list[Contribution] = page.selected()
    if len(chosen) > 1:
        _receive_all(page, chosen)
        return
    row = chosen[0]
    if row.voucher is not None:
        raise Refused(f"这一笔已经生成凭证：{row.voucher.label}，不能再改金额。")
    opened(ReceiptDialog(page, page.session, row))


def _receive_all(page: RecordPage, chosen: Sequence[Contribution]) -> None:
    rows = [row for row in chosen if not row.paid]
    if not rows:
        raise Refused("选中的都已经登记到账。")
    journal, of = page.session.store.journal, CONTRIBUTIONS.fields
    total = money.show(sum(row.due or 0 for row in rows))
    codes = tuple(code.key for code in of["way"].codes.codes)
    asked = [
        Asked("day", of["day"], value=date.today(), required=True),
        Asked("way", of["way"], value=rows[0].way, required=True, codes=codes),
    ]

    def act(day: date, way: str) -> None:
        count = contributions.receive(journal, rows, day, way)
        undoing.offer(page, page.session, f"已登记 {count:,} 个单位到账，合计 {total} 元")

    about = f"选中 {len(rows):,} 笔没有到账，应缴合计 {total} 元，按应缴数登记为实缴并算好分成。"
    ask_and_do(page, page.session, "登记到账", about, asked, act)


def draft_contributions(page: RecordPage) -> None:
    """Make the voucher of the chosen contributions that came in."""
    journal = page.session.store.journal
    rows: list[Contribution] = page.selected()
    _draft(page, rows, "拨缴经费", lambda account, day: contributions.to_voucher(journal, rows, account, day))


def _draft(
    page: RecordPage, rows: Sequence[Due | Contribution], word: str, act: Callable[[str, date], Voucher]
) -> None:
    taken = [row for row in rows if row.paid and not row.voucher_id]
    if not taken:
        raise Refused(f"选中的里面没有收到而未记账的{word}。请先登记实收金额和日期。")
    total = money.show(sum(row.paid or 0 for row in taken))
    about = f"{len(taken):,} 笔{word}，收到 {total} 元，合成一张凭证（草稿）。"
    day = max(row.day for row in taken if row.day) if any(row.day for row in taken) else date.today()
    ask_for_voucher(page, page.session, book_of(page), about, act, day=day)


def pass_up(page: RecordPage) -> None:
    """Make the voucher of what goes to the higher union."""
    _pass(page, "上缴上级", "upward", "passed_up", contributions.pass_up)


def pass_down(page: RecordPage) -> None:
    """Make the voucher of what goes back to the unions below."""
    _pass(page, "返还下级", "downward", "passed_down", contributions.pass_down)


def _pass(page: RecordPage, title: str, part: str, noted: str, act: _Passing) -> None:
    journal = page.session.store.journal
    rows: list[Contribution] = page.selected()
    taken = [row for row in rows if getattr(row, part) and not getattr(row, noted) and row.voucher_id]
    if not taken:
        raise Refused(f"选中的里面没有已记账而未{title}的。请先“生成凭证”。")
    total = money.show(sum(getattr(row, part) for row in taken))
    about = f"{len(taken):,} 笔，{title} {total} 元，合成一张凭证（草稿）。"
    ask_for_voucher(
        page,
        page.session,
        book_of(page),
        about,
        lambda account, day: act(journal, taken, account, day),
        day=date.today(),
        title=title,
    )


def found_union(page: RecordPage) -> None:
    """Make the voucher that shares founding money once the union is there."""
    session = page.session
    rows: list[Contribution] = page.selected()
    if not any(row.founding and row.paid and row.voucher_id for row in rows):
        raise Refused("选中的里面没有已经记账的建会筹备金。")
    asked = [Asked("day", CONTRIBUTIONS.fields["day"], "凭证日期", value=date.today(), required=True)]

    def act(day: date) -> None:
        made = contributions.found_union(session.store.journal, rows, day)
        undoing.offer(page, session, f"已生成凭证草稿“{made.summary}”，到“记账”里审核、记账")

    ask_and_do(page, session, "筹备金转收入", "单位建会以后，把 215 里的筹备金按比例转为收入和应付。", asked, act)
