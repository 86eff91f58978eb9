"""Import from a spreadsheet: how its headings are understood, what would happen row by row, then all as one step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from unionapp.errors import Problem, Refused
from unionapp.exchange import headings, layouts, outgoing, refused, workbook
from unionapp.exchange import plan as planning
from unionapp.exchange.apply import Result, apply
from unionapp.exchange.book import Book, filled_down
from unionapp.exchange.fate import Plan
from unionapp.exchange.headings import Layout
from unionapp.records.kind import Kind
from unionapp.store.journal import Step
from unionapp.work import Progress

from ui import messages, tasks, undoing
from ui.folders import written
from ui.import_headings import HeadingsStep
from ui.import_plan import PlanStep
from ui.session import Session

PATTERNS = "表格 (*.xlsx *.xls *.et *.ods *.csv *.xlsm);;所有文件 (*)"
SHEET = "Excel 表格 (*.xlsx)"
_STEPS = ("1 核对栏目", "2 核对每一行", "3 完成")
_WIDTH, _HEIGHT = 1240, 690


@dataclass(frozen=True)
class Reading:
    """A file that was read: its rows, and how its headings were understood or why they were not."""

    book: Book
    layout: Layout | None
    refusal: str = ""


class ImportDialog(QDialog):
    """The way of a spreadsheet into a kind's records, back and forth until it is applied."""

    def __init__(self, parent: QWidget | None, session: Session, kind: Kind, path: Path, reading: Reading) -> None:
        super().__init__(parent)
        self.session = session
        self.kind = kind
        self.path = path
        self.reading = reading
        self.plan: Plan | None = None
        self._applied: Step | None = None
        self._tried = False
        self.headings = HeadingsStep(session, kind)
        self.rows = PlanStep()
        self.outcome = ResultStep()
        self.steps = QStackedWidget()
        self.trail = [QLabel(text) for text in _STEPS]
        self.back, self.next, self.leave = QPushButton("上一步"), QPushButton(), QPushButton("取消")
        self.setWindowTitle(f"导入{kind.title} · {path.name}")
        self._lay_out()
        self._watch()
        self._show_reading(reading)

    def read_sheet(self, sheet: str) -> None:
        """Read another sheet of the file; where that fails the former one stays."""
        tasks.run(
            self,
            "读取表格",
            lambda progress: read(self.session, self.kind, self.path, sheet, progress),
            self._show_reading,
        )
        self.headings.sheets.setCurrentText(self.reading.book.sheet)

    def go_on(self) -> None:
        """The button to the right: plan, import, or leave."""
        if self.steps.currentWidget() is self.headings:
            self._make_plan()
        elif self.steps.currentWidget() is self.rows:
            self._apply()
        else:
            self.accept()

    def go_back(self) -> None:
        """To the headings again."""
        self._show_step(self.headings)

    def save_refused(self) -> None:
        """Write the refused rows with their reasons into a file that can be mended and imported."""
        assert self.plan is not None
        plan, book = self.plan, self.reading.book
        path = messages.save_file(self, "保存有误的行", f"{self.path.stem}（有误的行）.xlsx", SHEET)
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
        if self._applied is not None:
            undoing.offer(self.parentWidget(), self.session, f"已从“{self.path.name}”导入 {self._taken} 条")

    def take_back(self) -> None:
        """Undo the import."""
        if self._applied is not None:
            undoing.take_back(self, self.session, self._applied, self._was_taken_back)

    def _make_plan(self) -> None:
        try:
            layout = self.headings.layout_wanted()
        except ValueError as error:
            messages.report(self, Refused([Problem("", str(error))]))
            return
        if layout is not None:
            tasks.run(self, "核对每一行", lambda progress: self._planned(layout, progress), self._show_plan)

    def _planned(self, layout: Layout, progress: Progress) -> Plan:
        return planning.make(self.session.store, self.kind, filled_down(self.reading.book), layout, progress)

    def _show_plan(self, plan: Plan) -> None:
        self.plan, self._tried = plan, False
        self.rows.show_plan(plan, self.reading.book)
        self._show_step(self.rows)

    def _apply(self) -> None:
        """Import as one step; a plan that was tried and stopped is made anew, since its rows bear numbers by then."""
        assert self.plan is not None
        plan, again = self.plan, self._tried
        self._tried = True

        def work(progress: Progress) -> Result:
            fresh = self._planned(plan.layout, progress) if again else plan
            return apply(self.session.store, fresh, self.path, progress=progress)

        tasks.run(self, f"导入{self.kind.title}", work, self._show_result)

    def _show_result(self, result: Result) -> None:
        self._applied = self.session.store.journal.undoable if result.new or result.changed else None
        self.outcome.show_result(result, self.kind, self._applied is not None)
        self._show_step(self.outcome)

    def _was_taken_back(self) -> None:
        self._applied = None
        self.outcome.show_taken_back(self.kind)
        self.next.setFocus()

    def _show_reading(self, reading: Reading) -> None:
        self.reading = reading
        self.headings.show_book(reading.book, reading.layout, reading.refusal)
        self._show_step(self.headings)

    def _show_step(self, step: QWidget) -> None:
        self.steps.setCurrentWidget(step)
        at = self.steps.indexOf(step)
        for place, label in enumerate(self.trail):
            label.setProperty("role", "heading" if place == at else "faint")
            label.style().unpolish(label)
            label.style().polish(label)
        self.back.setVisible(step is self.rows)
        self.leave.setVisible(step is not self.outcome)
        self.next.setText(self._next_words(step))
        self.next.setEnabled(self._may_go_on(step))
        self.next.setFocus()

    def _next_words(self, step: QWidget) -> str:
        if step is self.headings:
            return "下一步"
        return f"导入（{self._taken} 条）" if step is self.rows else "完成"

    def _may_go_on(self, step: QWidget) -> bool:
        return self._taken > 0 if step is self.rows else step is self.outcome or self.reading.layout is not None

    @property
    def _taken(self) -> int:
        return self.plan.new + self.plan.changed if self.plan is not None else 0

    def _watch(self) -> None:
        self.headings.sheet_wanted.connect(self.read_sheet)
        self.rows.save_wanted.connect(self.save_refused)
        self.outcome.save.clicked.connect(self.save_refused)
        self.outcome.undo.clicked.connect(self.take_back)
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.leave.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        trail = QHBoxLayout()
        for label in self.trail:
            trail.addWidget(label)
            trail.addSpacing(24)
        trail.addStretch()
        for step in (self.headings, self.rows, self.outcome):
            self.steps.addWidget(step)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch()
        foot.addWidget(self.next)
        foot.addWidget(self.leave)
        for button in (self.back, self.leave):
            button.setAutoDefault(False)
        self.next.setDefault(True)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(trail)
        column.addWidget(self.steps, 1)
        column.addLayout(foot)
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(min(_WIDTH, room.width() - 40), min(_HEIGHT, room.height() - 60))


class ResultStep(QWidget):
    """What the import did, and the ways back and on."""

    def __init__(self) -> None:
        super().__init__()
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.undo = QPushButton("撤销这次导入")
        self.save = QPushButton("保存有误的行…")
        row = QHBoxLayout()
        for button in (self.undo, self.save):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addSpacing(16)
        column.addLayout(row)
        column.addStretch(2)

    def show_result(self, result: Result, kind: Kind, undoable: bool) -> None:
        """Say what was done."""
        lines = [f"导入完成：新增 {result.new} 条，变更 {result.changed} 条，{result.same} 行与登记的一样，没有动。"]
        if result.wrong:
            lines.append(f"有误的 {result.wrong} 行没有导入。保存出来，按“错误原因”改好后可以直接再导入。")
        if undoable:
            lines.append("导入前已自动备份。发现导错了，可以整批撤销。")
        self.words.setText("\n".join(lines))
        self.undo.setVisible(undoable)
        self.save.setVisible(result.wrong > 0)

    def show_taken_back(self, kind: Kind) -> None:
        """Say that nothing of it remains."""
        self.words.setText(f"这次导入已经撤销，{kind.title}恢复到导入前的样子。")
        self.undo.hide()


def read(session: Session, kind: Kind, path: Path, sheet: str | None, progress: Progress) -> Reading:
    """Read one sheet and understand its headings; headings that mean nothing are no failure of the file."""
    book = workbook.read(path, sheet, progress=progress)
    try:
        layout = layouts.recall(session.store.folder, kind, book) or headings.of_book(book, kind)
    except Refused as refusal:
        return Reading(book, None, str(refusal))
    return Reading(book, layout)


def begin(parent: QWidget, session: Session, kind: Kind, path: Path | None = None) -> None:
    """Import a file, chosen first where none is named."""
    chosen = path or messages.choose_file(parent, f"导入{kind.title}：选择表格", PATTERNS)
    if chosen is None:
        return
    tasks.run(
        parent,
        "读取表格",
        lambda progress: read(session, kind, chosen, None, progress),
        lambda reading: _open(ImportDialog(parent, session, kind, chosen, reading)),
    )


def save_template(parent: QWidget, session: Session, kind: Kind) -> None:
    """Save an empty sheet to be filled in and imported."""
    path = messages.save_file(parent, "下载模板", f"{kind.title}（模板）.xlsx", SHEET)
    if path is not None:
        tasks.run(
            parent,
            "下载模板",
            lambda progress: outgoing.template(session.store, kind, path),
            lambda _: written(parent, path, f"模板已保存为“{path.name}”，填好后点“导入”"),
        )


def _open(dialog: ImportDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    dialog.headings.settle_focus(dialog.next)
