"""What must hold of books, accounts, matters, projects and opening balances."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from unionapp.errors import Problem, Refused
from unionapp.records.kind import SavedRow
from unionapp.records.rules import in_order
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.account_groups import is_cash, is_money
from unionapp.subjects.funds.books.models import Account, Book, Matter, Opening, Period, Project
from unionapp.subjects.funds.books.states import AccountType, EntryPattern, MoneyWay
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.subjects.funds.vouchers.naming import account_problems, name_account
from unionapp.subjects.funds.vouchers.rules import IRREVERSIBLE, LARGEST
from unionapp.values.periods import Month

CHART = "《工会会计制度》附录1 第一部分"
LONGEST_NUMBER = 12
_FIXED_OF_LOCKED = ("number", "name", "type", "side", "upper", "book", "locked")
_APPROVED_TYPES = (AccountType.NET, AccountType.INCOME, AccountType.EXPENSE)
"""What takes the consent of the provincial union to be divided further; debtors, banks and goods do not."""


def used_books_keep_their_beginning(book: Book, old: Mapping[str, object]) -> list[Problem]:
    """The first month stays once anything is posted, and never comes after a voucher or in another year's balances."""
    if book.since == old.get("since") or not book.since:
        return []
    earlier = Voucher.select().where(Voucher.book == book.id, Voucher.month < book.since).exists()
    if not earlier and books.may_begin(book, books.since(book)):
        return []
    return [Problem("since", "账套里已有凭证或期初余额，启用月份不能再改。", rule="since")]


def follow_account(account: Account) -> None:
    """An account below another is of its type, side and sort of money; only the regulation's are locked."""
    account.number = account.number or ""
    known = chart.read()
    account.upper = known.upper(account.number)
    if not account.id:
        account.locked = account.grassroots = False
    above = known.account(account.upper)
    if above is not None:
        for name in ("type", "side", "money"):
            setattr(account, name, getattr(account, name) or getattr(above, name))


def number_continues_the_chart(account: Account) -> list[Problem]:
    """First-level accounts are the regulation's; others continue the number of the account they divide."""
    if not account.number or account.locked:
        return []
    if not account.number.isdecimal() or len(account.number) > LONGEST_NUMBER:
        return [Problem("number", f"科目编号只用数字，最多 {LONGEST_NUMBER} 位。", CHART, rule="number")]
    above = chart.read().account(account.upper)
    if above is None:
        words = "一级科目由制度规定，不能自行增设。明细科目的编号请接着上级科目往下排，如 10201。"
        return [Problem("number", words, CHART, rule="first-level")]
    found = _like_above(account, above)
    if not account.id and has_entries(above.number):
        words = f"“{above.label}”已有分录或余额，不能再设下级。请在同级增设科目。"
        found.append(Problem("number", words, CHART, rule="divided"))
    if above.type in _APPROVED_TYPES and not account.approved:
        words = "制度没有规定的明细，须由省级工会增设或授权增设，请填“增设依据”。"
        found.append(Problem("approved", words, CHART, "warning", "approved"))
    return found


def _like_above(account: Account, above: Account) -> list[Problem]:
    labels = {"type": "类别", "side": "余额方向"}
    return [
        Problem(name, f"“{label}”应与上级科目“{above.label}”相同。", CHART, rule="like-above")
        for name, label in labels.items()
        if getattr(account, name) != getattr(above, name)
    ]


def has_entries(number: str) -> bool:
    """Whether lines of vouchers or opening balances stand under an account itself."""
    models: tuple[type[VoucherLine | Opening], ...] = (VoucherLine, Opening)
    return any(model.select().where(model.account == number).exists() for model in models)


def locked_accounts_stay(account: Account, old: Mapping[str, object]) -> list[Problem]:
    """The regulation's accounts keep number and name; others keep them once entries stand under them."""
    changed = [name for name in _FIXED_OF_LOCKED if account.__data__.get(name) != old.get(name)]
    if not changed:
        return []
    if old.get("locked"):
        words = "制度规定的科目不能改编号、名称和方向；可以停用，或在下面增设明细。"
        return [Problem(changed[0], words, CHART, rule="locked")]
    if "locked" in changed:
        return [Problem("locked", "“制度规定”由程序登记，不能修改。", CHART, rule="locked")]
    if has_entries(str(old.get("number") or "")):
        words = "科目已有分录或余额，编号、名称不能再改。请停用它，另设新科目。"
        return [Problem(changed[0], words, IRREVERSIBLE, rule="used")]
    return []


def accounts_were_saved(saved: Sequence[SavedRow]) -> None:
    """An account switched on or off takes those below with it; one switched on, those above."""
    known = chart.read()
    follow: dict[str, Account] = {}
    for each in saved:
        number, used = each.record.number, each.record.used
        if each.old is None or not each.changed("used"):
            continue
        others = [other for other in known if other.number != number and known.below(other.number, number)]
        others += [known.accounts[upper] for upper in known.path(number)[:-1]] if used else []
        for other in others:
            if bool(other.used) != bool(used):
                other.used = used
                follow[other.number] = other
    for other in follow.values():
        Account.update(used=other.used).where(Account.id == other.id).execute()


def only_own_accounts_go(records: Sequence[Account]) -> None:
    """Accounts of the regulation stay, and those with entries."""
    for each in records:
        if each.locked:
            raise Refused(f"“{each.label}”是制度规定的科目，不能删除。用不到可以停用。")
        if has_entries(each.number) or chart.read().children(each.number):
            raise Refused(f"“{each.label}”有分录、余额或下级科目，不能删除。用不到可以停用。")


def matter_leads_to_an_account(matter: Matter) -> list[Problem]:
    """A matter names an account that entries can be made in."""
    known = chart.read()
    if not matter.account or known.leaf(matter.account):
        return []
    if known.account(matter.account) is None:
        return [Problem("account", f"没有编号为“{matter.account}”的科目，请核对。", CHART, rule="account")]
    below = "、".join(known.children(matter.account)[:3])
    return [Problem("account", f"这个科目有下级科目，请填末级科目，如 {below}。", CHART, rule="account")]


def moving_matters_transfer(matter: Matter) -> list[Problem]:
    """Money moved between cash and bank is transferred, and nothing else is."""
    if (matter.way == MoneyWay.MOVE) == (matter.pattern == EntryPattern.TRANSFER):
        return []
    return [Problem("pattern", "“转”的事项用“现金与银行互转”，收支事项不用。", rule="pattern")]


project_ends_after_it_begins = in_order("since", "until", rule="dates")


def project_stays_in_its_book(project: Project, old: Mapping[str, object]) -> list[Problem]:
    """A project does not move to another book."""
    if project.book_id == old.get("book"):
        return []
    return [Problem("book", "项目不能换账套。请在另一个账套里新增。", rule="book")]


def follow_opening(opening: Opening) -> None:
    """Fill the only book, its first year, and the account's number or name."""
    if not opening.book_id and (only := books.only()) is not None:
        opening.book = only
    if opening.__data__.get("year") is None and opening.book_id and opening.book.since:
        opening.year = books.since(opening.book).year
    name_account(opening, opening.book_id)


def opening_account_takes_entries(opening: Opening) -> list[Problem]:
    """An opening balance stands under an account without others below; the sums of upper accounts follow."""
    if not opening.debit and not opening.credit:
        return []
    return account_problems(opening, opening.book_id, reversal=True)


def opening_has_one_side(opening: Opening) -> list[Problem]:
    """A balance is debit or credit."""
    if opening.debit and opening.credit:
        return [Problem("debit", "一个科目的期初余额只能在借方或贷方一边。", "《工会会计制度》第10条", rule="side")]
    if abs(opening.debit or opening.credit or 0) > LARGEST:
        return [Problem("debit", "金额太大，请核对是否多录了几位。", rule="size")]
    return []


def opening_is_of_the_first_year(opening: Opening) -> list[Problem]:
    """Balances are entered for the year in which the book begins; later years are carried over."""
    book = opening.book if opening.book_id else None
    if book is None or not book.since or opening.year is None:
        return []
    first = books.since(book).year
    carried = books.is_year_closed(book.id, opening.year - 1)
    earlier = opening.year < first and books.may_begin(book, Month(opening.year, 1))
    if opening.year == first or carried or earlier:
        return []
    words = f"账套从 {book.since} 启用，期初余额填 {first} 年的；以后各年由年结自动结转。"
    return [Problem("year", words, rule="year")]


def openings_were_saved(saved: Sequence[SavedRow]) -> None:
    """A book not in use yet begins with the year of its balances."""
    rows: list[Opening] = [each.record for each in saved]
    books.begin_with((row.book_id, f"{row.year:04d}-01" if _begins(row) else "") for row in rows)


def _begins(opening: Opening) -> bool:
    return opening.year is not None and not str(opening.book.since).startswith(f"{opening.year:04d}-")


def opening_precedes_closing(opening: Opening) -> list[Problem]:
    """No opening balance comes to a year of which a month is closed, or that was carried over from the year before."""
    return [] if opening.id else _settled(opening.__data__)


def opening_stays_once_closed(opening: Opening, old: Mapping[str, object]) -> list[Problem]:
    """The opening balances of a year stay once they were carried over, or one of its months is closed."""
    same = all(opening.__data__.get(name) == old.get(name) for name in Opening._meta.fields)
    return [] if same else (_settled(old) or _settled(opening.__data__))


def _settled(values: Mapping[str, Any]) -> list[Problem]:
    """Why the opening balances of that year stand: a month of it is closed, or they follow from the year before."""
    book, year = values.get("book"), values.get("year")
    if not book or not year:
        return []
    if Period.select().where(Period.book == book, Period.year == year).exists():
        return [Problem("", "这一年已有月份结账，期初余额不能再改。", IRREVERSIBLE, rule="closed")]
    if books.is_year_closed(book, year - 1):
        words = (
            f"{year - 1} 年已经年结，{year} 年的期初余额由年结结转，期初余额不能再改。"
            "更正以前年度的差错，请在本年记凭证，用“年初余额调整”科目。"
        )
        return [Problem("", words, IRREVERSIBLE, rule="carried")]
    return []


def opening_of_money_is_there(opening: Opening) -> list[Problem]:
    """A cash box holds no less than nothing; a bank account may be overdrawn, which is doubted."""
    account, owed = opening.account or "", (opening.credit or 0) - (opening.debit or 0)
    if owed <= 0 or not is_money(account):
        return []
    if is_cash(account):
        return [Problem("credit", "库存现金不会是贷方余额，请核对方向和金额。", CHART, rule="negative-cash")]
    return [Problem("credit", "银行存款是贷方余额（透支），请核对方向和金额。", CHART, "warning", "negative-bank")]


def only_open_openings_go(records: Sequence[Opening]) -> None:
    """The opening balances of a year stay once they were carried over, or one of its months is closed."""
    for each in records:
        if problems := _settled(each.__data__):
            raise Refused(problems)
