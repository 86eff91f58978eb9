"""折旧: what of each fixed asset is written off in a month, and the voucher that says so.

《工会会计制度》第35条: straight line, no residual value, by month; what comes in a month is written off from that
month on, what goes in a month is not written off in it. Years by sort: 附录2.
"""

from __future__ import annotations

from collections.abc import Sequence

from unionapp.errors import Refused
from unionapp.store.journal import Journal
from unionapp.subjects.funds.assets import rules as asset_rules
from unionapp.subjects.funds.assets.models import Asset
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.statements import turnover
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.subjects.funds.vouchers.states import VoucherSort
from unionapp.values import money
from unionapp.values.periods import Month, parse_month

FUND, WEAR = "30104", "163"
"""资产基金—固定资产, and 累计折旧: writing off is no spending (附录1 163 科目)."""


def months_of_life(asset: Asset) -> int:
    """The months over which an asset is written off; 0 where nothing is."""
    years = asset.years if asset.years is not None else asset_rules.least_years(asset)
    return 12 * (years or 0)


def depreciation(asset: Asset, month: Month) -> int:
    """What of an asset is written off in a month, in fen; the last month takes the rest.

    What was written off before this program began (`worn`, up to `worn_until`) counts as done; the rest is spread over
    the months that are left.
    """
    life = months_of_life(asset)
    if not life or not asset.since or not asset.cost or _gone(asset, month):
        return 0
    begun = Month.of(asset.since)
    done, left, start = 0, life, begun
    if asset.worn_until:
        start = parse_month(asset.worn_until).next()
        done, left = asset.worn or 0, life - _between(begun, start)
    place = _between(start, month)
    if place < 0 or place >= max(left, 1):
        return 0
    rest = asset.cost - done
    each = rest // max(left, 1)
    return rest - each * (left - 1) if place == left - 1 or left <= 1 else each


def _between(first: Month, last: Month) -> int:
    """Months from one to another."""
    return (last.year - first.year) * 12 + last.month - first.month


def _gone(asset: Asset, month: Month) -> bool:
    """当月减少的当月不提."""
    return asset.disposed is not None and Month.of(asset.disposed) <= month


def of_book(book: Book) -> Sequence[Asset]:
    """The assets of a book in the order of their numbers."""
    return list(Asset.select().where(Asset.book == book.id).order_by(Asset.number))


def due(book: Book, month: Month) -> int:
    """What is still to be written off in a month, in fen: 0 where there is nothing or the voucher is there."""
    return 0 if _already(book, month) else sum(depreciation(asset, month) for asset in of_book(book))


def depreciate(journal: Journal, book: Book, month: Month) -> Voucher:
    """Drafts the voucher of a month: 借 30104 贷 163; Refused where there is nothing to write off, or it was done."""
    turnover.need_begun(book, month)
    if books.is_closed(book.id, str(month)):
        raise Refused(f"{month.chinese()}已经结账，不能再提折旧。漏提的请在以后的月份补提。")
    words = f"提取{month.chinese()}固定资产折旧"
    if _already(book, month):
        raise Refused(f"{month.chinese()}已经有提取折旧的凭证了。要重提，请先删除草稿，或冲销已记账的那一张。")
    worn = [depreciation(asset, month) for asset in of_book(book)]
    total = sum(worn)
    if not total:
        raise Refused(f"{month.chinese()}没有要提折旧的固定资产。请先在“固定资产”里建卡，填好取得日期、原值和年限。")
    count = sum(1 for each in worn if each)
    remark = f"{count} 件资产，合计 {money.show(total)} 元。明细见固定资产卡片。"
    voucher = Voucher(book=book, day=month.last(), papers=0, reference=_mark(month), summary=words, remark=remark)
    return vouchers.draft(journal, voucher, [_line(book, words, FUND, total, 0), _line(book, words, WEAR, 0, total)])


def _line(book: Book, words: str, account: str, debit: int, credit: int) -> VoucherLine:
    known = chart.read(book)
    return VoucherLine(
        summary=words,
        account=account,
        account_name=known.name(account),
        debit=debit or None,
        credit=credit or None,
        paired=True,
    )


def _mark(month: Month) -> str:
    """The number under which the voucher of a month is known again, whatever its words are changed to."""
    return f"折旧{month}"


def _already(book: Book, month: Month) -> bool:
    """Whether there is a voucher of that month's wear that was not taken back."""
    taken_back = Voucher.select(Voucher.reverses).where(Voucher.reverses.is_null(False))
    of_book = (Voucher.book == book.id) & (Voucher.reference == _mark(month)) & (Voucher.sort != VoucherSort.REVERSAL)
    return bool(Voucher.select().where(of_book & Voucher.id.not_in(taken_back)).exists())
