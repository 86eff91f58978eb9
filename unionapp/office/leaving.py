"""全部导出: everything in a folder that needs no program: sheets, lists as PDF, books by year, attached files.

Every subject has a folder of its own; 目录.html leads to each file. What lies there is not encrypted.
"""

from __future__ import annotations

import html
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from unionapp import paths
from unionapp.errors import Refused
from unionapp.exchange import outgoing
from unionapp.later import later
from unionapp.office.list_paper import list_paper
from unionapp.paper.paper import PrintRequest
from unionapp.records import access, fields, reading, search
from unionapp.records.kind import Kind
from unionapp.store import disk, editing
from unionapp.store.files import name_of
from unionapp.store.journal import NOTE
from unionapp.store.store import Store
from unionapp.subjects import TITLES
from unionapp.subjects.funds.books.models import Book
from unionapp.subjects.funds.closing import archive
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.unions import tree
from unionapp.work import Progress, silent

if TYPE_CHECKING:
    from unionapp.paper import pdf
else:
    pdf = later("unionapp.paper.pdf")

INDEX = "目录.html"
_WHAT = "正在全部导出"
_OTHERS, _BOOKS, _FILES = "设置", "会计档案", "附件"
_INSIDE = "“{name}”在数据文件夹里面，没有导出。请选择别处的文件夹，例如移动硬盘。"
_NOT_EMPTY = "“{name}”里已经有文件，没有导出。请选择一个空文件夹，或写一个新的名字。"
_MISSING = "{label}：附件“{name}”读不出来，没有导出。请从备份恢复 files 文件夹后再导出一次。"


@dataclass
class Export:
    """What was written so far: each file by its path and how many rows it holds, and what could not be read."""

    folder: Path
    files: list[tuple[str, int | None]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def place(self, *parts: str) -> Path:
        """Where a file goes, its folder made; names are made fit for every system."""
        path = self.folder.joinpath(*map(paths.offered, parts))
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def add(self, path: Path, rows: int | None = None) -> None:
        """Note a file that was written."""
        self.files.append((path.relative_to(self.folder).as_posix(), rows))


def leave(store: Store, out: Path, progress: Progress = silent) -> Export:
    """Write everything that the operator may read into a folder that is new or empty; whole or not at all.

    Refused without the rights to export and to see numbers, and where it lies in the data folder or holds files.
    """
    for right in ("export", access.NUMBERS):
        store.journal.need(right, "全部导出")
    _need_free(store, out)
    with disk.in_words(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".leaving-") as room:
            made = Export(Path(room) / "all")
            count = sum(kind.model.select().count() for kind in store.kinds if reading.may_read(kind))
            title = f"全部导出 {count} 条记录和附件到“{paths.shown(out.name)}”（含完整号码）"
            with store.journal.step(title, NOTE):  # one line for all of it
                _fill(store, made, progress)
                if out.exists():
                    out.rmdir()
                shutil.move(made.folder, out)
    made.folder = out
    return made


def _need_free(store: Store, out: Path) -> None:
    with disk.in_words(out):
        if out.resolve().is_relative_to(store.folder.resolve()):
            raise Refused(_INSIDE.format(name=paths.shown(out.name)))
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise Refused(_NOT_EMPTY.format(name=paths.shown(out.name)))


def _fill(store: Store, made: Export, progress: Progress) -> None:
    kinds = [kind for kind in store.kinds if reading.may_read(kind) and kind.model.select().exists()]
    years = _years() if reading.may("read-funds") else []
    total = len(kinds) + len(years)
    for done, kind in enumerate(kinds):
        progress(done, total, _WHAT)
        _register(store, kind, made)
        _attached(store, kind, made)
    for done, (book, year) in enumerate(years, len(kinds)):
        progress(done, total, _WHAT)
        folder = made.place(TITLES["funds"], _BOOKS, f"{book.name}{year}年")
        archive.write(store, book, year, folder)
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            made.add(path)
    made.place(INDEX).write_text(_index(made, datetime.now()), encoding="utf-8")
    progress(total, total, _WHAT)


def _subject(kind: Kind) -> str:
    parts = kind.model.__module__.split(".")
    return next((title for key, title in TITLES.items() if key in parts), _OTHERS)


def _register(store: Store, kind: Kind, made: Export) -> None:
    """A kind as a sheet with all its fields, and as the list that is printed."""
    query = search.Query(order=kind.order)
    sheet = made.place(_subject(kind), f"{kind.title}.xlsx")
    made.add(sheet, outgoing.export(store, kind, query, sheet))
    listed = made.place(_subject(kind), f"{kind.title}.pdf")
    pdf.render(list_paper(kind, kind.columns).document(store, PrintRequest(query=query)), listed)
    made.add(listed)


def _attached(store: Store, kind: Kind, made: Export) -> None:
    """The attached files of a kind, named by their record, the field and the name that they had."""
    names = [name for name, each in kind.fields.items() if isinstance(each, fields.Attachment)]
    seen = [name for name in names if name not in kind.unseen]
    if not seen:
        return
    for chunk in editing.chunks(search.ids(kind, search.Query(order=("id",)))):
        for record in search.rows(kind, chunk):
            for stored, label in ((getattr(record, name), kind.fields[name].label) for name in seen):
                if stored and store.files.sound(stored.partition("/")[0]):
                    called = f"{record.label}-{record.id}-{label}-{name_of(stored)}"
                    path = made.place(_subject(kind), _FILES, kind.title, _short(called))
                    path.write_bytes(store.files.read(stored))
                    made.add(path)
                elif stored:
                    made.missing.append(_MISSING.format(label=record.label, name=name_of(stored)))


def _short(name: str) -> str:
    """A file name that every system takes, its suffix kept."""
    suffix = Path(name).suffix[:10]
    return f"{name.removesuffix(suffix)[:60]}{suffix}"


def _years() -> list[tuple[Book, int]]:
    """The years of every set of books that have vouchers."""
    return [
        (book, year)
        for book in Book.select().order_by(Book.id)
        for year in sorted({int(month[:4]) for (month,) in _months(book) if month})
    ]


def _months(book: Book) -> Iterator[tuple[str]]:
    return iter(Voucher.select(Voucher.month).where(Voucher.book == book.id).distinct().tuples())


def _index(made: Export, now: datetime) -> str:
    """The page that leads to every file."""
    title = html.escape(f"{tree.own_name()}全部数据")
    lines = [
        f'<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>{title}</title><h1>{title}</h1>',
        f"<p>{now:%Y-%m-%d %H:%M} 导出，{len(made.files)} 个文件。这里的文件没有加密，含个人信息，请妥善保管。</p>",
    ]
    subject = ""
    for path, rows in sorted(made.files):
        if path.partition("/")[0] != subject:
            subject = path.partition("/")[0]
            lines.append(f"<h2>{html.escape(subject)}</h2>")
        count = f"（{rows} 行）" if rows is not None else ""
        lines.append(f'<p><a href="{quote(path)}">{html.escape(path.partition("/")[2])}</a>{count}</p>')
    lines += ["<h2>没有导出的</h2>", *(f"<p>{html.escape(each)}</p>" for each in made.missing)] if made.missing else []
    return "\n".join([*lines, "</html>\n"])
