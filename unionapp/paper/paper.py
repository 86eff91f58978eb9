"""The declaration of a printed document (表格): gather the facts, then draw them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal

from unionapp import paths
from unionapp.errors import Refused, Trouble
from unionapp.later import later
from unionapp.paper.characters import Texts, watched
from unionapp.paper.document import Bundle, Document, marked
from unionapp.records import codes, reading, sight
from unionapp.records.fields import RecordField
from unionapp.records.kind import Kind
from unionapp.records.search import Query
from unionapp.records.sight import Sight
from unionapp.store import disk, practice, refusals
from unionapp.store.store import Store
from unionapp.typevar import TypeVar
from unionapp.values.periods import Month
from unionapp.work import Progress, silent

if TYPE_CHECKING:
    from unionapp.paper import fonts, pdf, word
else:
    fonts, pdf, word = (later(f"unionapp.paper.{name}") for name in ("fonts", "pdf", "word"))

Facts = TypeVar("Facts", default=Any)
Sort = Literal["letter", "form", "list", "book"]
Need = Literal["record", "union", "month", "year", "day"]


@dataclass(frozen=True)
class PrintRequest:
    """What the clerk wants on the paper; what is not named is taken as wide as possible (all unions, today)."""

    record: Any = None
    union: Any = None
    month: Month | None = None
    year: int | None = None
    day: date | None = None
    query: Query | None = None
    """Only the rows shown in the table (of lists)."""
    chosen: Sequence[Any] = ()
    """Only these rows (of lists), or one after another (of what is about one record)."""
    masked: bool = False
    """Private data hidden, for lists that are posted."""
    blank: bool = False
    """An empty form to fill by hand."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Further words a paper asks for by name."""


@dataclass(frozen=True)
class Question:
    """Something a paper asks beyond record, union and time; the answer is text, as stored, in `PrintRequest.words`."""

    name: str
    field: RecordField
    """One of our field types: its label is asked, its type reads the answer."""
    default: str = ""


@dataclass(frozen=True)
class Paper(Generic[Facts]):
    """One printed document. `gather` reads the facts from the store; `draw` turns facts into a document, and with
    `facts` left empty gives the blank form."""

    id: str
    title: str
    sort: Sort
    gather: Callable[[Store, PrintRequest], Facts]
    draw: Callable[[Facts], Document]
    empty: Callable[[Store], Facts] | None = None
    """The facts of the blank form, None where there is no blank form."""
    of: Kind | None = None
    """The kind of the record it is about, or whose list it is."""
    needs: tuple[Need, ...] = ()
    """What must be named for it."""
    takes: tuple[Need, ...] = ()
    """What may be named beside."""
    asks: tuple[Question, ...] = ()
    """What else it asks; nothing of it must be answered."""
    help: str = ""
    right: str = ""
    """The right that it takes, since it prints what not everybody may see; hidden or blank it takes none."""
    veils: bool = False
    """Whether it prints ＊＊＊ in place of what the operator may not see, rather than being refused."""
    also: tuple[Kind, ...] = ()
    """Further kinds whose records may stand in its place (an applicant in that of a member)."""

    @property
    def in_word(self) -> bool:
        """Letters and forms also come as .docx, to be edited."""
        return self.sort in ("letter", "form")

    @property
    def about_one(self) -> bool:
        """Whether it is about one record; of several chosen ones it is printed one after another."""
        return "record" in self.needs

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds whose records it is about, or lists."""
        return (self.of, *self.also) if self.of is not None else ()

    @property
    def reading(self) -> str:
        """The right to read what it is about; empty where everybody may."""
        own = reading.right_in(getattr(self.gather, "__module__", ""))
        return own or (reading.right_of(self.of) if self.of is not None else "")

    def document(self, store: Store, request: PrintRequest) -> Document:
        """The paper as data, marked where the data are for practice; Refused where what it needs is not named."""
        document = self._document(store, request)
        return marked(document, practice.WORD) if practice.is_practice(store.folder) else document

    def _document(self, store: Store, request: PrintRequest) -> Document:
        if request.blank:
            if self.empty is None:
                raise Refused(f"“{self.title}”没有空白表。")
            return self.draw(self.empty(store))
        if request.chosen and self.about_one:
            return self._together(store, request)
        missing = [_WORDS[need] for need in self.needs if getattr(request, need) is None]
        if missing:
            raise Refused(f"打印“{self.title}”要先指明{'、'.join(missing)}。")
        self._need_rights(store, request)
        return self.draw(self.gather(store, request))

    def _together(self, store: Store, request: PrintRequest) -> Document:
        """The papers about several records, one after another as one job."""
        wishes = [replace(request, record=record, chosen=()) for record in request.chosen]
        parts = tuple((wish.record.label, self.document(store, wish)) for wish in wishes)
        first = parts[0][1]
        return Bundle(self.title, (), first.page, footer=first.footer, parts=parts, loose=True)

    def _need_rights(self, store: Store, request: PrintRequest) -> None:
        """Refused, and noted in the log, where the operator may not have it printed."""
        what = f"打印“{self.title}”"
        store.journal.need(self.reading, what)
        if self.right and not request.masked and not self.veils and not store.journal.may(self.right):
            refusals.noted(store.journal, self.right, what)
            word = codes.table("rights").label(self.right)
            blank = "您可以打印空白表，或" if self.empty is not None else ""
            raise Refused(f"“{self.title}”要有“{word}”的权限才能打印。{blank}请有权限的操作员打印。")


_WORDS: Mapping[Need, str] = {"record": "哪一条记录", "union": "工会", "month": "月份", "year": "年度", "day": "日期"}


_MANY = 10
"""Of how many persons a paper may show whole numbers to take none but the right to see them."""


def write(paper: Paper, store: Store, request: PrintRequest, out: Path, progress: Progress = silent) -> str:
    """Write a paper to a .pdf or .docx file, whole or not at all, and note that it was printed.

    Returns the characters that no font draws, which stand in a .pdf as empty boxes.
    """
    made, texts = io.BytesIO(), Texts()
    with sight.watching() as seen:
        document = watched(paper.document(store, request), texts)
        if out.suffix.lower() == ".docx":
            if not paper.in_word:
                raise Refused(f"“{paper.title}”是清单或账簿，不能存成 Word。请导出 Excel 或存成 PDF。")
            word.render(document, made)
        elif out.suffix.lower() == ".pdf":
            pdf.render(document, made, progress)
        else:
            raise Trouble(f"不认识的文件类型“{paths.shown(out.suffix)}”。请用 .pdf 或 .docx。")
    seen.keep(texts.held)
    need_taking(paper, store, seen)
    disk.write_whole(out, made.getvalue())
    store.journal.note(noted(paper, request, seen=seen))
    return "".join(sorted(fonts.undrawable("".join(texts.held)))) if out.suffix.lower() == ".pdf" else ""


def need_taking(paper: Paper, store: Store, seen: Sight) -> None:
    """Refused, and noted in the log, where pages with whole numbers of many persons would be taken out of the program
    by who may not export them."""
    if seen.records <= _MANY or store.journal.may("export"):
        return
    what = f"打印“{paper.title}”{seen.words()}"
    refusals.noted(store.journal, "export", what)
    right = codes.table("rights").label("export")
    raise Refused(
        f"“{paper.title}”上有 {seen.records} 条完整的号码，要有“{right}”的权限才能打印或保存，没有打印。"
        "请勾选“脱敏”再打印，或请有权限的操作员打印。"
    )


def noted(paper: Paper, request: PrintRequest, deed: str = "打印", seen: Sight | None = None) -> str:
    """The line in the log for a printed paper: which, of whom, full or masked, and what it shows whole."""
    whom = f"：{request.record.label}" if request.record is not None and not request.blank else ""
    if paper.about_one and request.chosen and not request.blank:
        whom = f"：{request.chosen[0].label} 等 {len(request.chosen)} 份"
    how = "（空白表）" if request.blank else "（脱敏）" if request.masked else ""
    return f"{deed}“{paper.title}”{whom}{how}{seen.words() if seen is not None else ''}"
