"""A year of a set of books to be kept for good: papers as PDF, rows as CSV, attached files, and their checksums.

Everything can be read without this program (财会〔2024〕12号 第28、29条; 《会计档案管理办法》第8条).
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from unionapp import paths
from unionapp.errors import Refused
from unionapp.exchange import csvtext
from unionapp.later import later
from unionapp.paper.document import Document
from unionapp.paper.paper import Paper, PrintRequest
from unionapp.records import fields, formats
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import disk, editing, packing
from unionapp.store.files import name_of
from unionapp.store.store import Store
from unionapp.subjects.funds.banking.models import Reconciliation
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.books.models import Book, Period, Project
from unionapp.subjects.funds.books.records import ACCOUNTS, PERIODS, PROJECTS
from unionapp.subjects.funds.budgeting import execution as budgets
from unionapp.subjects.funds.statements import turnover
from unionapp.subjects.funds.vouchers import chain
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherPaper
from unionapp.subjects.funds.vouchers.records import VOUCHER_LINES, VOUCHER_PAPERS, VOUCHERS
from unionapp.values import money
from unionapp.values.periods import Month, chinese_date, months_of
from unionapp.work import Progress, silent

if TYPE_CHECKING:
    from unionapp.paper import pdf
    from unionapp.subjects.funds import papers
else:
    pdf, papers = later("unionapp.paper.pdf"), later("unionapp.subjects.funds.papers")

WHAT = "正在归档"
SUMS = "SHA256SUMS.txt"
BOOKS, TABLES, FILES = "账簿报表", "数据", "附件"
"""The three folders of an archive."""
OF_YEAR = (
    "voucher-cover",
    "voucher",
    "cash-journal",
    "bank-journal",
    "general-ledger",
    "subsidiary-ledger",
    "trial-balance",
    "balance-sheet",
    "income-expenditure",
)
"""The papers of a whole year, by id."""
OF_MONTH = ("monthly-ledger", "balance-sheet", "income-expenditure")
"""The papers of each month, by id."""

Rows = Iterable[Sequence[str]]
Owned = TypeVar("Owned", Period, Project)


@dataclass(frozen=True)
class _Part:
    """One paper of the archive: where it goes and what is wished."""

    path: str
    paper: Paper
    request: PrintRequest


def write(store: Store, book: Book, year: int, out: Path, progress: Progress = silent) -> Path:
    """Write the archive of a year as a folder, or as one file where `out` ends in .zip; whole or not at all.

    Refused where the operator may not take data out, the year has no vouchers, or `out` is there already.
    """
    store.journal.need("read-funds", f"写出{year}年会计档案")
    store.journal.need("export", f"写出{year}年会计档案")
    if not _vouchers(book, year):
        raise Refused(f"“{book.name}”{year}年没有凭证，没有可以归档的内容。")
    if out.exists():
        raise Refused(f"“{paths.shown(out.name)}”已经有了，没有写。请换一个名字，或先移走它。")
    with disk.in_words(out), tempfile.TemporaryDirectory(dir=out.parent, prefix=".archive-") as place:
        folder = Path(place) / f"{paths.offered(book.name)}{year}年会计档案"
        _fill(store, book, year, folder, progress)
        if out.suffix.lower() == ".zip":
            _zip(folder, out)
        else:
            shutil.move(folder, out)
    store.journal.note(f"归档“{book.name}”{year}年会计档案：{paths.shown(out.name)}")
    return out


def _fill(store: Store, book: Book, year: int, folder: Path, progress: Progress) -> None:
    parts = list(_parts(store, book, year))
    for done, part in enumerate(parts):
        progress(done, len(parts) + 1, WHAT)
        _draw(part.paper.document(store, part.request), folder / BOOKS / part.path)
    progress(len(parts), len(parts) + 1, WHAT)
    for name, rows in _tables(book, year):
        _write(folder / TABLES / f"{name}.csv", "".join(csvtext.compose(rows)).encode("utf-8-sig"))
    _attachments(store, book, year, folder / FILES)
    _write(folder / "说明.txt", _readme(book, year).encode("utf-8-sig"))
    _write(folder / SUMS, "".join(_sums(folder)).encode())


def _draw(document: Document, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pdf.render(document, path)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _parts(store: Store, book: Book, year: int) -> Iterator[_Part]:
    """The papers of the year, then those of each month, then what belongs to them."""
    known = {paper.id: paper for paper in papers.PAPERS}
    whole = PrintRequest(month=Month(year, 12), year=year, words={"book": book.uid, "whole": str(True)})
    for place, name in enumerate(OF_YEAR, 1):
        yield _Part(f"{place:02d}-{known[name].title}.pdf", known[name], whole)
    for month in _months(book, year):
        for name in OF_MONTH:
            request = PrintRequest(month=month, words={"book": book.uid})
            yield _Part(f"{month}/{known[name].title}.pdf", known[name], request)
    yield from _reconciled(book, year, known["bank-reconciliation"])
    for budget in budgets.versions(book, year):
        yield _Part(f"预算/第{budget.version}版.pdf", known["budget"], PrintRequest(record=budget))
    if budgets.in_force(book, year) is not None:
        yield _Part(
            "预算/预算执行情况表.pdf", known["budget-execution"], PrintRequest(year=year, words={"book": book.uid})
        )


def _months(book: Book, year: int) -> list[Month]:
    """The months of the year from the first of the book to the last that has vouchers."""
    last = max(each.month for each in _vouchers(book, year))
    return [month for month in months_of(year) if month >= books.since(book) and str(month) <= last]


def _reconciled(book: Book, year: int, paper: Paper) -> Iterator[_Part]:
    rows = Reconciliation.select().where(
        (Reconciliation.book == book.id) & Reconciliation.month.between(f"{year}-01", f"{year}-12")
    )
    for row in rows.order_by(Reconciliation.month, Reconciliation.account):
        month = next(month for month in months_of(year) if str(month) == row.month)
        request = PrintRequest(month=month, words={"book": book.uid, "account": row.account})
        yield _Part(f"{row.month}/{paper.title}-{paths.offered(row.account)}.pdf", paper, request)


def _vouchers(book: Book, year: int) -> list[Voucher]:
    where = (Voucher.book == book.id) & Voucher.month.between(f"{year}-01", f"{year}-12")
    return list(Voucher.select().where(where).order_by(Voucher.month, Voucher.word, Voucher.number, Voucher.id))


def _tables(book: Book, year: int) -> Iterator[tuple[str, Rows]]:
    """The rows behind the papers, each table under its heading."""
    vouchers = _vouchers(book, year)
    numbers = [each.id for each in vouchers]
    lines = editing.stored_lines(VOUCHERS, numbers)
    found = _papers(numbers)
    known = chart.read(book)
    yield "会计科目", _listed(ACCOUNTS, list(known))
    yield "项目", _listed(PROJECTS, _of(PROJECTS, book))
    yield "记账凭证", _listed(VOUCHERS, vouchers)
    yield "凭证分录", _listed(VOUCHER_LINES, [line for number in numbers for line in lines.get(number, ())])
    yield "原始凭证", _listed(VOUCHER_PAPERS, found)
    yield "科目余额", _balances(book, year, known.name)
    yield "结账", _listed(PERIODS, [each for each in _of(PERIODS, book) if each.year == year])


def _of(kind: Kind[Owned], book: Book) -> list[Owned]:
    model = kind.model
    return list(model.select().where(model.book == book.id).order_by(model.id))


def _papers(vouchers: Sequence[int]) -> list[VoucherPaper]:
    return [
        paper
        for chunk in editing.chunks(vouchers)
        for paper in VoucherPaper.select().where(VoucherPaper.voucher.in_(chunk)).order_by(VoucherPaper.id)
    ]


def _listed(kind: Kind, records: Sequence[Record]) -> Rows:
    """The fields of records as texts under their labels, with the number that names each outside the file."""
    yield ("uid", *(field.label for field in kind.fields.values()))
    for record in records:
        yield (record.uid, *(_text(kind, record, name) for name in kind.fields))


def _text(kind: Kind, record: Record, name: str) -> str:
    """A field as text: amounts as 1234.00, what a spreadsheet would run guarded."""
    field, value = kind.model._meta.fields[name], getattr(record, name)
    if isinstance(field, fields.Money):
        return "" if value is None else money.plain(value)
    return csvtext.guarded(formats.show(field, value))


def _balances(book: Book, year: int, name: Callable[[str], str]) -> Rows:
    """What each account brought into the year, what was entered in it, and what it held at the end; debit positive."""
    yield ("科目编号", "科目名称", "年初余额（借正贷负）", "借方发生额", "贷方发生额", "年末余额（借正贷负）")
    begun: dict[str, int] = {}
    for (account, _, _), fen in turnover.opening(book, year).items():
        begun[account] = begun.get(account, 0) + fen
    sums = turnover.read(book, Month(year, 1), Month(year, 12))
    moved: dict[str, tuple[int, int]] = {}
    for row in sums:
        debit, credit = moved.get(row.account, (0, 0))
        moved[row.account] = (debit + row.debit, credit + row.credit)
    for account in sorted({*begun, *moved}):
        (debit, credit), first = moved.get(account, (0, 0)), begun.get(account, 0)
        figures = (first, debit, credit, first + debit - credit)
        yield (account, name(account), *map(money.plain, figures))


def _attachments(store: Store, book: Book, year: int, folder: Path) -> None:
    """The scans and electronic originals of the papers, each beside the number of its voucher."""
    for paper in _papers([each.id for each in _vouchers(book, year)]):
        if paper.scan and store.files.holds(paper.scan):
            name = paths.offered(f"{paper.voucher.label}-{paper.id}-{name_of(paper.scan)}")
            _write(folder / name, store.files.read(paper.scan))


def _readme(book: Book, year: int) -> str:
    closed = Period.select().where((Period.book == book.id) & (Period.year == year) & (Period.month == "")).exists()
    problems = chain.verify(book)
    lines = [
        f"{book.name}　{year}年会计档案",
        f"归档日期：{chinese_date(date.today())}",
        f"年度结账：{'已结账' if closed else '还没有年结，年结以后请重新归档'}",
        f"凭证校验码：{'全部相符' if not problems else f'{len(problems)} 处不符，请在程序里用“检查”查看'}",
        "",
        f"{BOOKS}　　凭证、账簿、报表的版式文件（PDF），用任何 PDF 阅读器打开。",
        f"{TABLES}　　科目、凭证、分录、余额等数据（CSV，UTF-8，用 Excel、WPS 打开），金额单位为元。",
        f"{FILES}　　原始凭证的扫描件和电子原件，文件名以凭证号开头。",
        f"{SUMS}　　每个文件的 SHA-256 校验和。Linux 用 sha256sum -c {SUMS} 核对；",
        "　　Windows 用 certutil -hashfile 文件名 SHA256 逐个核对。",
        "",
        "记账凭证里的“校验码”逐张相连：每一张的校验码由上一张的校验码和本张内容算出，改动任何一张都会露出来。",
        "年度财务报告、会计档案保管清册等永久保存的档案须同时保存纸质件（《会计档案管理办法》第8条）。",
    ]
    return "\r\n".join(lines) + "\r\n"


def _sums(folder: Path) -> Iterator[str]:
    """The lines of the list of checksums, as sha256sum reads them."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        yield f"{digest}  {path.relative_to(folder).as_posix()}\n"


def _zip(folder: Path, out: Path) -> None:
    with disk.replacing(out) as temporary, packing.new_pack(temporary, small=True) as pack:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            pack.add_file(path.relative_to(folder.parent).as_posix(), path)
