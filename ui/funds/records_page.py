"""A page of records that belong to the chosen book, perhaps to the chosen month; a new one opens once it is saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QVBoxLayout
from unionapp.records.kind import Kind
from unionapp.records.search import Condition
from unionapp.store import rows
from unionapp.values import periods

from ui.exchange.page import Drops, exchange_actions
from ui.funds.chosen import BookBar, ChosenPeriod
from ui.kit.actions import Action
from ui.printing.opening import paper_actions
from ui.records.editor import Editor
from ui.records.record_page import ActionsOf, RecordPage
from ui.records.writing import Writing
from ui.session import Session


class BookRecordsPage(RecordPage):
    """The records of the chosen book."""

    opens_new = False
    """Whether a new record is shown once it is saved, since most of it is done there."""

    def __init__(
        self, session: Session, kind: Kind, actions: ActionsOf | None = None, rows_fixed: bool = False
    ) -> None:
        self.chosen = ChosenPeriod.of(session)
        super().__init__(session, kind, actions, rows_fixed)
        self.bar = BookBar(session)
        self.whole = QCheckBox("所有月份")
        self.whole.setToolTip("不分月份列出这个账套的全部记录")
        self.whole.setVisible("month" in kind.fields)
        self.bar.row.insertWidget(2, self.whole)
        self.whole.toggled.connect(self.bar.state.setHidden)
        column = self.list.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(0, self.bar)
        self.list.bar.leave_out("book", "month")
        self.whole.toggled.connect(self.follow)
        self.chosen.changed.connect(self.follow)
        self.follow()

    @property
    def by_month(self) -> bool:
        """Whether only the chosen month is shown."""
        return "month" in self.kind.fields and not self.whole.isChecked()

    def filter_words(self) -> str:
        """Book and month, then what is searched."""
        if self.chosen.book is None:
            return super().filter_words()
        month = self.chosen.month.chinese() if self.by_month else ""
        return "；".join(filter(None, (self.chosen.book.name, month, super().filter_words())))

    def follow(self) -> None:
        """Show the records of the chosen book and month."""
        given = (Condition("book", "=", self.chosen.book.id if self.chosen.book is not None else 0),)
        month = Condition("month", "=", str(self.chosen.month))
        self.list.given = (*given, month) if self.by_month else given
        self.list.seen.again()

    def editor_of(self, row_id: int | None) -> Writing:
        """A new record belongs to what is chosen."""
        if row_id is not None or self.chosen.book is None:
            return super().editor_of(row_id)
        given = {**self.list.question.given(), "book": self.chosen.book.id}
        if "month" in self.kind.fields:
            given["month"] = str(self.chosen.month)
        return Editor(self.session, self.kind, None, given)

    def new(self) -> None:
        """Open the editor of a new record, and what it made after it."""
        if self.may_leave():
            editor = self.editor_of(None)
            self._open_editor(editor, lambda: self._after_new(editor))

    def show_of(self, kind_key: str, row_id: int) -> None:
        """Open a record, the book chosen that it belongs to."""
        found = rows.find(self.kind.model, row_id)
        if found is not None:
            held = found.plain()
            self.chosen.go(held["book"], periods.parse_month(held["month"]) if held.get("month") else None)
        super().show_of(kind_key, row_id)

    def _after_new(self, editor: Writing) -> None:
        if self.opens_new and editor.row_id is not None:
            self._open_view(editor.row_id)
        else:
            self.show_list()


def book_records_page(
    session: Session, kind: Kind, own: ActionsOf | None = None, sort: type[BookRecordsPage] = BookRecordsPage
) -> BookRecordsPage:
    """The page of a kind whose own actions stand before import, export and papers; it takes files dropped on it."""

    def actions(page: RecordPage) -> Sequence[Action]:
        return (*(own(page) if own else ()), *paper_actions(page), *exchange_actions(page))

    page = sort(session, kind, actions)
    free = [each.id for each in (own(page) if own else ()) if each.needs == "none"]
    page.list.first_steps = page.list.tools.commands(*free[:1], "new", "import")
    page.setAcceptDrops(True)
    page.installEventFilter(Drops(page))
    return page
