"""What an import would do, row by row, in a table that makes its texts when they are painted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from unionapp.errors import Problem
from unionapp.exchange.book import Spreadsheet, row_of
from unionapp.exchange.columns import left_over
from unionapp.exchange.directory import as_text
from unionapp.exchange.outcome import Plan, PlanRow, label
from unionapp.exchange.questions import Inquiry
from unionapp.records import fields
from unionapp.records.kind import Kind
from unionapp.values.present import present

from ui.exchange.questions_panel import QuestionsPanel
from ui.kit.plain import label as sentence
from ui.kit.text_model import Column
from ui.kit.text_table import TextTable
from ui.session import Session

WORDS: dict[str, str] = {"new": "新增", "changed": "变更", "same": "相同", "wrong": "有误"}
_MOST_NAMED = 20
_MOST_COLUMNS = 4
_LEVELS = {"warning": "请核对", "info": "提示"}


class PlanWords:
    """What is said of the rows of a plan: whom each is about, what happens to it or why not."""

    def __init__(self, plan: Plan, book: Spreadsheet) -> None:
        self.plan = plan
        self._book = book

    def columns(self) -> list[Column[PlanRow]]:
        """Row number, fate, whom it is about, what happens or why not."""
        return [
            Column("Excel 行", lambda row: str(row.number), width=5),
            Column("结果", lambda row: WORDS[row.fate], width=4),
            Column("对象", self.whom, width=9),
            Column("内容或原因", self._said_of, width=20, stretch=True),
        ]

    def _said_of(self, row: PlanRow) -> str:
        return "；".join(line.rstrip("。") for line in self.lines(row))

    def of(self, key: str) -> Sequence[PlanRow]:
        """The rows behind a counter: of one fate, those to look at again ("doubtful"), or all ("")."""
        if key == "doubtful":
            return doubtful(self.plan)
        if key == "pending":
            return self.plan.pending
        return next((self.plan.of(fate) for fate in self.plan.counts if fate == key), self.plan.rows)

    def whom(self, row: PlanRow) -> str:
        """Whom a row is about, as the sheet says it."""
        place = self._places.get(row_of(row.number))
        if self._name_column is None or place is None:
            return row.record.label if row.record is not None else ""
        return as_text(self._book.rows[place].cells[self._name_column]).strip()

    def lines(self, row: PlanRow) -> list[str]:
        """What happens to a row, or why it is refused."""
        said = [self._said(problem) for problem in row.problems]
        if row.fate == "wrong":
            return said
        if row.fate == "new":
            return [self._summary(row), *said]
        if row.fate == "same":
            return ["与登记的一样，不动", *said]
        kind = self.plan.kind
        pairs = row.changes.items()
        return [*(f"{label(kind, name)}：{old or '（空）'} → {new or '（空）'}" for name, (old, new) in pairs), *said]

    def _said(self, problem: Problem) -> str:
        where = label(self.plan.kind, problem.field)
        said = f"{where}：{problem.message}" if where else problem.message
        return said if problem.level == "error" else f"{_LEVELS[problem.level]}：{said}"

    def details(self, row: PlanRow) -> str:
        """All that is to be said of a row, with the articles."""
        lines = [f"第 {row.number} 行　{self.whom(row)}　{WORDS[row.fate]}", *self.lines(row)]
        articles = dict.fromkeys(problem.article for problem in row.problems if problem.article)
        return "\n".join((*lines, *(f"依据：{article}" for article in articles)))

    def _summary(self, row: PlanRow) -> str:
        kind = self.plan.kind
        texts = []
        for name in kind.columns:
            if name not in row.waiting and not isinstance(kind.fields[name], fields.Name):
                texts.append(kind.shown(present(row.record), name))
        if kind.lines is not None and row.line is not None:
            part = kind.lines.kind
            texts += [part.shown(row.line, name) for name in part.columns if name in kind.lines.names]
        return "，".join(text for text in texts if text)

    @cached_property
    def _places(self) -> dict[int, int]:
        return {row.number: place for place, row in enumerate(self._book.rows)}

    @cached_property
    def _name_column(self) -> int | None:
        columns = {name: index for index, name in self.plan.layout.columns.items()}
        return next((columns[name] for name in self.plan.kind.columns if name in columns), None)


def doubtful(plan: Plan) -> list[PlanRow]:
    """The rows that will be taken with a warning."""
    return [
        row for row in plan.rows if row.fate in ("new", "changed") and any(p.level == "warning" for p in row.problems)
    ]


class PlanStep(QWidget):
    """Counters that filter, the rows behind them, and all about the row with the cursor."""

    save_wanted = Signal()
    """The clerk wants the refused rows in a file."""
    row_wanted = Signal(object)
    """The clerk wants to mend a row."""

    def __init__(self, session: Session, kind: Kind) -> None:
        super().__init__()
        self.questions = QuestionsPanel(session, kind)
        self.words: PlanWords | None = None
        self.filters = QButtonGroup(self)
        self.buttons: dict[str, QPushButton] = {}
        self.save = QPushButton("保存有误的行…")
        self.mend = QPushButton("改这一行…")
        self.table: TextTable[PlanRow] = TextTable("各行的结果", wrap=False)
        self.details = QPlainTextEdit()
        self.hint = QLabel()
        self.unread = sentence("")
        self.unread.setProperty("level", "warning")
        self._lay_out()

    def show_plan(
        self, plan: Plan, book: Spreadsheet, questions: Sequence[Inquiry], answers: Mapping[str, str]
    ) -> None:
        """Show a plan with what is asked: the wrong rows first where there are any."""
        self.questions.show_questions(questions, answers)
        self.words = PlanWords(plan, book)
        self.table.show_rows((), self.words.columns())
        counts: dict[str, int] = {
            "": len(plan.rows),
            "doubtful": len(doubtful(plan)),
            "pending": len(plan.pending),
        }
        counts.update({str(fate): count for fate, count in plan.counts.items()})
        words = {"": "全部", **WORDS, "pending": "待补", "doubtful": "可导入但请核对"}
        for key, button in self.buttons.items():
            button.setText(f"{words[key]} {counts[key]}")
            button.setEnabled(key == "" or counts[key] > 0)
        for key in ("doubtful", "pending"):
            self.buttons[key].setVisible(counts[key] > 0)
        self.save.setVisible(plan.wrong > 0)
        self.hint.setText(_hint(plan))
        self.unread.setText(_unread(plan, book))
        self.unread.setVisible(bool(plan.unread))
        self.filter_by("wrong" if plan.wrong else "new" if plan.new else "changed" if plan.changed else "")

    def filter_by(self, key: str) -> None:
        """Show the rows behind one counter."""
        assert self.words is not None
        self.buttons[key].setChecked(True)
        self._show(self.words.of(key))

    def show_numbers(self, numbers: Sequence[int]) -> None:
        """Show the rows of these numbers."""
        assert self.words is not None
        wanted = set(numbers)
        self.buttons[""].setChecked(True)
        self._show([row for row in self.words.plan.rows if row.number in wanted])

    def _show(self, rows: Sequence[PlanRow]) -> None:
        self.table.show_rows(rows)
        self.table.selectRow(0)
        self._tell()

    def _ask(self) -> None:
        row = self.table.row()
        if row is not None:
            self.row_wanted.emit(row)

    def _tell(self) -> None:
        row = self.table.row()
        self.mend.setEnabled(row is not None)
        self.details.setPlainText(self.words.details(row) if self.words is not None and row is not None else "")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for key in ("", "new", "changed", "same", "wrong", "pending", "doubtful"):
            button = QPushButton()
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _, key=key: self.filter_by(key))
            self.filters.addButton(button)
            self.buttons[key] = button
            top.addWidget(button)
        top.addStretch()
        for button, wanted in ((self.mend, self._ask), (self.save, self.save_wanted.emit)):
            button.setAutoDefault(False)
            button.clicked.connect(wanted)
            top.addWidget(button)
        self.table.opened.connect(self._ask)
        self.questions.rows_wanted.connect(self.show_numbers)
        self.hint.setWordWrap(True)
        self.details.setReadOnly(True)
        self.details.setAccessibleName("这一行的详情")
        self.details.setTabChangesFocus(True)
        self.details.setFixedHeight(self.details.fontMetrics().lineSpacing() * 4)
        self.table.chosen_changed.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.unread)
        column.addWidget(self.questions)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.details)
        column.addWidget(self.hint)


def _hint(plan: Plan) -> str:
    taken = plan.new + plan.changed
    left = "".join([_skipped(plan), *plan.remarks])
    if not taken and not plan.wrong:
        return f"{left}表里的内容和登记的完全一样，没有要导入的。"
    if not taken:
        return f"{left}没有一行可以导入。请保存有误的行，按原因改好后再导入；或回上一步核对栏目。"
    wrong = f"有误的 {plan.wrong} 行不会导入：双击可以就地改，也可以先导入其余的。" if plan.wrong else ""
    later = f"待补的 {len(plan.pending)} 行先导入，看不懂的格空着，以后在“待补”里补。" if plan.pending else ""
    return f"{left}{wrong}{later}导入前会自动备份；整个导入算一次操作，导入后可以撤销。"


def _unread(plan: Plan, book: Spreadsheet) -> str:
    """The columns that hold something and go nowhere, with what they may be."""
    told = []
    for each in left_over(plan, book.rows)[:_MOST_COLUMNS]:
        likely = f"，像是“{plan.kind.on_sheet[each.likely].label}”" if each.likely in plan.kind.on_sheet else ""
        told.append(f"“{each.heading}”（如 {each.samples[0]}{likely}）")
    more = f"等 {len(plan.unread)} 列" if len(plan.unread) > _MOST_COLUMNS else ""
    return f"没有导入的列：{'、'.join(told)}{more}。要导入的，回上一步指定“对应栏目”。"


def _skipped(plan: Plan) -> str:
    """The rows that are no records."""
    if not plan.skipped:
        return ""
    rows = "、".join(map(str, plan.skipped[:_MOST_NAMED])) + ("……" if len(plan.skipped) > _MOST_NAMED else "")
    return f"第 {rows} 行是合计、注或签名，不是记录，已跳过。"
