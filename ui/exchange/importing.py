"""Import from a spreadsheet: how its headings are understood, what would happen row by row, then all as one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from unionapp import paths
from unionapp.errors import Problem, Refused
from unionapp.exchange import constants, outgoing, refused, workbook
from unionapp.exchange import plan as planning
from unionapp.exchange.apply import ImportResult, apply, came_in
from unionapp.exchange.book import Spreadsheet
from unionapp.exchange.headings import Layout
from unionapp.exchange.others import OtherSheet, other_sheets
from unionapp.exchange.outcome import Plan
from unionapp.office import cabinet
from unionapp.office.list_paper import list_paper
from unionapp.paper.paper import PrintRequest
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store.journal import Step
from unionapp.work import Progress

from ui import tasks
from ui.exchange.answering import Answering, make_plan
from ui.exchange.import_frame import Frame, ResultStep
from ui.exchange.import_headings import HeadingsStep
from ui.exchange.import_plan import PlanStep
from ui.kit import messages, undoing
from ui.kit.folders import written
from ui.printing.print_dialog import PrintDialog
from ui.session import Session

PATTERNS = (
    "表格 (*.xlsx *.xls *.et *.ods *.csv *.xlsm *.xlsb *.fods *.xml *.htm *.html *.mht *.slk *.dif *.txt);;所有文件 (*)"
)
SHEET = "Excel 表格 (*.xlsx)"
_WIDTH, _HEIGHT = 1240, 690

Done = tuple[Plan, ImportResult, list[OtherSheet]]
"""The plan that was carried out, what it did, and the other sheets of the file."""
Given = tuple[tuple[str, str], ...]
"""Fields and texts that hold for every row where the sheet has no column for them, known from where it is imported."""


@dataclass(frozen=True)
class ImportPurpose:
    """What an import is for, beyond the records themselves."""

    title: str
    then: Callable[[Sequence[Record]], None]
    """Writes what follows from the new records, within the same step."""
    paper: str
    """The id of the paper that is printed of those who came in."""


@dataclass(frozen=True)
class Reading:
    """A file that was read: its rows, and how its headings were understood or why they were not."""

    book: Spreadsheet
    layout: Layout | None
    refusal: str = ""
    given: Given = ()


class ImportDialog(QDialog):
    """The way of a spreadsheet into a kind's records, back and forth until it is applied."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        kind: Kind,
        path: Path,
        reading: Reading,
        purpose: ImportPurpose | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.purpose = purpose
        self.kind = kind
        self.path = path
        self.reading = reading
        self.plan: Plan | None = None
        self._applied: Step | None = None
        self._done: set[str] = set()
        """The sheets of the file that were imported."""
        self._tried = False
        self.headings = HeadingsStep(session, kind)
        self.rows = PlanStep(session, kind)
        self.answering = Answering(self, session, kind)
        self.outcome = ResultStep()
        self.frame = Frame((self.headings, self.rows, self.outcome))
        self.setWindowTitle(f"{purpose.title if purpose else f'导入{kind.title}'} · {paths.shown(path.name)}")
        if purpose is not None:
            self.outcome.print.setText(f"打印“{cabinet.paper(purpose.paper).title}”")
        QVBoxLayout(self).addWidget(self.frame)
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(min(_WIDTH, room.width() - 40), min(_HEIGHT, room.height() - 60))
        self._watch()
        self._show_reading(reading)

    def read_sheet(self, sheet: str) -> None:
        """Read another sheet of the file; where that fails the former one stays."""
        tasks.run(
            self,
            "读取表格",
            lambda progress: read(self.session, self.kind, self.path, sheet, progress, self.reading.given),
            self._show_reading,
        )
        self.headings.sheets.setCurrentText(self.reading.book.sheet)

    def go_on(self) -> None:
        """The button to the right: plan, import, or leave."""
        (self._make_plan, self._apply, self.accept)[self.frame.at]()

    def show_headings(self) -> None:
        """The first step, at the beginning and again."""
        self.frame.show_step(0, "下一步", self.reading.layout is not None)

    def save_refused(self) -> None:
        """Write the refused rows with their reasons into a file that can be mended and imported."""
        assert self.plan is not None
        plan, book = self.plan, self.reading.book
        path = messages.save_file(self, "保存有误的行", f"{paths.shown(self.path.stem)}（有误的行）.xlsx", SHEET)
        if path is not None:
            tasks.run(
                self,
                "保存有误的行",
                lambda progress: refused.write_failed(path, book, plan),
                lambda count: written(self, path, f"已保存有误的 {count} 行，改好后可以直接导入这张表"),
            )

    def accept(self) -> None:
        """Leave after the import, which can still be taken back."""
        super().accept()
        if self._applied is not None and self.plan is not None:
            words = f"已从“{paths.shown(self.path.name)}”导入 {self.plan.taken} 条"
            undoing.offer(self.parentWidget(), self.session, words)

    def show_pending(self) -> None:
        """Leave for the list of what is to be completed."""
        self.accept()
        self.session.page_wanted.emit("unfinished")

    def take_back(self) -> None:
        """Undo the import."""
        if self._applied is not None:
            undoing.undo(self, self.session, self._applied, self._was_taken_back)

    def _make_plan(self) -> None:
        try:
            layout = self.headings.layout_wanted()
        except ValueError as error:
            messages.report(self, Refused([Problem("", str(error))]))
            return
        if layout is not None:
            self.answering.begin(self.reading.book, layout)

    def _show_plan(self, plan: Plan) -> None:
        self.plan, self._tried = plan, False
        self.rows.show_plan(plan, self.reading.book, self.answering.asked, self.answering.answers)
        self.frame.show_step(1, f"导入（{plan.taken} 条）", plan.taken > 0)

    def _apply(self) -> None:
        """Import as one step; a plan that was tried and stopped is made anew, since its rows bear numbers by then."""
        assert self.plan is not None
        plan, book, again, answers = self.plan, self.reading.book, self._tried, dict(self.answering.answers)
        self._tried = True
        then = self.purpose.then if self.purpose is not None else None

        def work(progress: Progress) -> Done:
            fresh = make_plan(self.session, self.kind, book, plan.layout, answers, progress).plan if again else plan
            result = apply(self.session.store, fresh, self.path, progress=progress, then=then)
            return fresh, result, other_sheets(self.session.store, self.kind, self.path, book)

        tasks.run(self, f"导入{self.kind.title}", work, self._show_result)

    def _show_result(self, done: Done) -> None:
        self.plan, result, others = done
        self._done.add(self.reading.book.sheet)
        self._applied = self.session.store.journal.undoable if result.new or result.changed else None
        skipped = len(self.plan.skipped)
        left = [each for each in others if each.name not in self._done]
        self.outcome.show_result(result, skipped, self._applied is not None, left)
        self.frame.show_step(2, "完成", True)

    def _was_taken_back(self) -> None:
        self._applied = None
        self.outcome.show_taken_back(self.kind)
        self.frame.next.setFocus()

    def _show_reading(self, reading: Reading) -> None:
        self.reading = reading
        self.headings.show_book(reading.book, reading.layout, reading.refusal)
        self.show_headings()

    def _watch(self) -> None:
        self.headings.sheet_wanted.connect(self.read_sheet)
        self.outcome.sheet_wanted.connect(self.read_sheet)
        self.rows.save_wanted.connect(self.save_refused)
        self.answering.planned.connect(self._show_plan)
        self.rows.row_wanted.connect(self.answering.mend)
        self.rows.questions.answered.connect(self.answering.answer)
        self.outcome.pending.clicked.connect(self.show_pending)
        self.outcome.print.clicked.connect(lambda: print_taken(self))
        self.outcome.save.clicked.connect(self.save_refused)
        self.outcome.undo.clicked.connect(self.take_back)
        self.frame.back.clicked.connect(self.show_headings)
        self.frame.next.clicked.connect(self.go_on)
        self.frame.leave.clicked.connect(self.reject)


def print_taken(dialog: ImportDialog) -> None:
    """The records that an import wrote, as a list with private data hidden, or on the paper that it was for."""
    assert dialog.plan is not None
    if dialog.purpose is not None:
        wish = PrintRequest(chosen=tuple(came_in(dialog.plan)))
        PrintDialog(dialog.session, dialog, cabinet.paper(dialog.purpose.paper), wish).open()
        return
    rows = (*dialog.plan.of("new"), *dialog.plan.of("changed"))
    taken = [row.record for row in rows if row.record is not None and row.head is None]
    request = PrintRequest(chosen=taken, masked=True, words={"filter": f"从“{paths.shown(dialog.path.name)}”导入"})
    PrintDialog(dialog.session, dialog, list_paper(dialog.kind, dialog.kind.columns), request).open()


def read(session: Session, kind: Kind, path: Path, sheet: str | None, progress: Progress, given: Given = ()) -> Reading:
    """Read one sheet and understand its headings; headings that mean nothing are no failure of the file."""
    book = workbook.read(path, sheet, progress=progress)
    try:
        layout = planning.understood(session.store, kind, book)
    except Refused as refusal:
        return Reading(book, None, str(refusal), given)
    return Reading(book, constants.of_sheet(session.store, kind, book, layout, given), given=given)


def begin(
    parent: QWidget,
    session: Session,
    kind: Kind,
    path: Path | None = None,
    given: Given = (),
    purpose: ImportPurpose | None = None,
) -> None:
    """Import a file, chosen first where none is named; `given` holds for every row."""
    chosen = path or messages.choose_file(parent, f"导入{kind.title}：选择表格", PATTERNS)
    if chosen is None:
        return
    tasks.run(
        parent,
        "读取表格",
        lambda progress: read(session, kind, chosen, None, progress, given),
        lambda reading: _open(ImportDialog(parent, session, kind, chosen, reading, purpose)),
    )


def save_template(parent: QWidget, session: Session, kind: Kind) -> None:
    """Save an empty sheet to be filled in and imported."""
    path = messages.save_file(parent, "下载模板", f"{kind.title}（模板）.xlsx", SHEET)
    if path is not None:
        tasks.run(
            parent,
            "下载模板",
            lambda progress: outgoing.template(session.store, kind, path),
            lambda _: written(parent, path, f"模板已保存为“{paths.shown(path.name)}”，填好后点“导入”"),
        )


def _open(dialog: ImportDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    dialog.headings.settle_focus(dialog.frame.next)
