"""The chain of posted vouchers: each bears a code of itself and of the one before, so that any change shows.

财会〔2024〕12号 第21条三 and 第34条: posted vouchers stay as they are, and that they do can be checked.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import peewee

from unionapp.errors import Problem
from unionapp.records import search
from unionapp.store import editing
from unionapp.store.journal import ChangeRow
from unionapp.subjects.funds.books.models import Book, Period, Project
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine, word_label
from unionapp.subjects.funds.vouchers.states import VoucherState
from unionapp.values.present import present

ARTICLE = "《会计软件基本功能和服务规范》财会〔2024〕12号 第21条"
_OF_VOUCHER = ("day", "word", "number", "sort", "papers", "maker", "approver", "poster", "posted")
_OF_LINE = (
    "place",
    "summary",
    "account",
    "account_name",
    "debit",
    "credit",
    "nature",
    "economy",
    "source",
    "party",
    "settlement",
    "paired",
)


def digest(previous: str, voucher: Voucher, lines: Sequence[VoucherLine], projects: Mapping[int, str] = {}) -> str:
    """The code of a voucher: SHA-256 over the code before it, its own words, and its lines.

    `projects` are the uids of projects by id, where many vouchers are reckoned.
    """
    own = [voucher.uid, *(_plain(voucher.__data__.get(name)) for name in _OF_VOUCHER)]
    own += [voucher.explained] if voucher.explained else []  # vouchers posted before there were reasons keep their code
    entries = [[*(_plain(line.__data__.get(name)) for name in _OF_LINE), _project(line, projects)] for line in lines]
    text = json.dumps([previous, own, entries], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value or None


def _project(line: VoucherLine, projects: Mapping[int, str]) -> str:
    number = line.project_id
    if number is None:
        return ""
    return projects[number] if number in projects else present(line.project).uid


def project_uids() -> dict[int, str]:
    """The uids of all projects by id."""
    return dict(Project.select(Project.id, Project.uid).tuples())


def last(book: Book) -> str:
    """The code that the next voucher of a book goes on from, empty before the first."""
    rows = list(Voucher.select(Voucher.previous, Voucher.chain).where(*_posted(book)).tuples())
    followed = {previous for previous, _ in rows}
    return next((code for _, code in rows if code not in followed), "")


def _posted(book: Book) -> tuple[peewee.Expression, peewee.Expression]:
    return Voucher.book == book.id, Voucher.state == VoucherState.POSTED


def verify(book: Book) -> list[Problem]:
    """Everything about the posted vouchers of a book that is not as it was when they were posted."""
    vouchers = list(Voucher.select().where(*_posted(book)).order_by(Voucher.id))
    lines = lines_of(vouchers)
    return [
        *_links(book, vouchers),
        *_contents(vouchers, lines),
        *(_told(each, "借贷不平") for each in vouchers if not balanced(lines.get(each.id, ()))),
        *_gone(),
        *gaps(book),
    ]


def lines_of(vouchers: Sequence[Voucher]) -> dict[int, list[VoucherLine]]:
    """The stored lines of vouchers by the id of the voucher."""
    found: dict[int, list[VoucherLine]] = defaultdict(list)
    for chunk in editing.chunks([each.id for each in vouchers]):
        marks = ",".join("?" * len(chunk))
        sql = f"SELECT id FROM voucher_line WHERE voucher_id IN ({marks}) ORDER BY voucher_id, place, id"
        ids = [row for (row,) in VoucherLine._meta.database.execute_sql(sql, tuple(chunk))]
        for part in editing.chunks(ids):
            loaded = search.load(VoucherLine, part)
            for line in map(loaded.__getitem__, part):
                found[line.voucher_id].append(line)
    return found


def balanced(lines: Iterable[VoucherLine]) -> bool:
    """Whether debit equals credit."""
    return sum((line.debit or 0) - (line.credit or 0) for line in lines) == 0


def _contents(vouchers: Sequence[Voucher], lines: Mapping[int, Sequence[VoucherLine]]) -> Iterator[Problem]:
    uids = project_uids()
    for each in vouchers:
        if digest(each.previous, each, lines.get(each.id, ()), uids) != each.chain:
            yield _told(each, "与记账时的校验码不符，内容被改动过")


def _links(book: Book, vouchers: Sequence[Voucher]) -> Iterator[Problem]:
    """Vouchers that do not hang together with the first one, and closed months whose last voucher is gone."""
    followers = {each.previous: each for each in vouchers}
    reached: set[str] = set()
    code = ""
    while code in followers and followers[code].chain not in reached:
        code = followers[code].chain
        reached.add(code)
    yield from (_told(each, "前面的凭证缺失或被改动过") for each in vouchers if each.chain not in reached)
    for period in Period.select().where(Period.book == book.id, Period.chain != ""):
        if period.chain not in reached:
            words = f"{period.label}结账时的最后一张凭证已不在账上。请从备份恢复。"
            yield Problem("", words, ARTICLE, rule="chain")


def _gone() -> Iterator[Problem]:
    """Vouchers that the log saw posted and that are there no more: the last ones cut off leave no gap behind them.

    Of which book they were, the log does not say; so they are told of with every book.
    """
    stored = {code for (code,) in Voucher.select(Voucher.chain).where(Voucher.chain != "").tuples()}
    logged = ChangeRow.select(ChangeRow.data).where((ChangeRow.table == "voucher") & (ChangeRow.op == "U"))
    codes = {json.loads(data).get("chain", ("", ""))[1] for (data,) in logged.tuples()}
    lost = len(codes - stored - {""})
    if lost:
        words = f"操作日志里有 {lost} 张记过账的凭证，账上已经没有了。请从备份恢复。"
        yield Problem("", words, ARTICLE, rule="chain")


def _told(voucher: Voucher, what: str) -> Problem:
    return Problem("", f"{voucher.label}{what}。请从备份恢复。", ARTICLE, rule="chain")


def gaps(book: Book, month: str = "") -> list[Problem]:
    """Months (or the one named) and words in which numbers of posted vouchers are left out."""
    rows = Voucher.select(Voucher.month, Voucher.word, Voucher.number).where(*_posted(book))
    rows = rows.where(Voucher.month == month) if month else rows
    counts: Counter[tuple[str, str]] = Counter()
    highest: dict[tuple[str, str], int] = {}
    for month, word, number in rows.tuples():
        counts[month, word] += 1
        highest[month, word] = max(highest.get((month, word), 0), number or 0)
    return [
        Problem(
            "",
            f"{month} {word_label(word)}字凭证有断号：共 {counts[month, word]} 张，末号 {top}。",
            ARTICLE,
            rule="gap",
        )
        for (month, word), top in sorted(highest.items())
        if counts[month, word] != top
    ]
