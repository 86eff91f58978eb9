"""A page of figures: period and union are asked, counted in several ways, drawn, printed, exported; lines lead on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from unionapp.paper.paper import PrintRequest
from unionapp.records import fields
from unionapp.records.kind import Kind
from unionapp.store import rows
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.models import Union

from ui import tasks
from ui.figures.paper import save_sheet, shown_paper
from ui.figures.table import FigureRow, FigureTable, Head
from ui.kit import style
from ui.kit.actions import Action, ActionBar
from ui.kit.charts import Bars, Figures
from ui.kit.choosing import RecordChoice
from ui.kit.fields import editor_for
from ui.kit.flow import FlowLayout
from ui.kit.plain import Card, label
from ui.kit.seen import Watch, tables_of
from ui.printing.opening import print_paper
from ui.session import Session

_PAUSE = 250


@dataclass(frozen=True)
class FiguresQuestion:
    """What is asked: both days counted, the unions (None for all), and the way of counting."""

    first: date
    last: date
    unions: frozenset[int] | None
    way: str

    @property
    def when(self) -> str:
        """The period in words."""
        return f"{self.first} 至 {self.last}"


@dataclass(frozen=True)
class Counted:
    """What came of it; `pictures` are what can be drawn, by the words that choose it."""

    asked: FiguresQuestion
    title: str
    heads: Sequence[Head]
    lines: Sequence[FigureRow]
    summary: str
    more: str
    pictures: Mapping[str, Figures]


class FiguresPage(QWidget):
    """Figures counted off the GUI thread; what kind of figures, a page says by `count` and `open_line`."""

    def __init__(self, session: Session, name: str, ways: Mapping[str, str], whose: str, kinds: Sequence[Kind]) -> None:
        super().__init__()
        self.session = session
        self.name = name
        self._ways = ways
        self.found: Counted | None = None
        self._asked = 0
        self.first, self.last = (editor_for(fields.Date(words), session) for words in ("起始日期", "截止日期"))
        self.union = RecordChoice(session, session.kind("unions"))
        self.ways = QButtonGroup(self)
        self.picture = QComboBox()
        self.picture.setProperty("role", "title")
        self.picture.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.table = FigureTable(name)
        self.chart = Bars(f"{name}图", "", self.open_drawn)
        self.summary = label("", "heading")
        self.more = label("", "faint")
        self.seen = Watch(self, session, tables_of(*kinds), self.look, _PAUSE)
        self._lay_out(whose)
        self._connect()
        self.show_year(date.today().year)

    def count(self, asked: FiguresQuestion) -> Counted:
        """Count; runs off the GUI thread, touches no widget."""
        raise NotImplementedError

    def open_line(self, asked: FiguresQuestion, line: FigureRow) -> None:
        """Show what stands behind a line."""
        raise NotImplementedError

    def _lay_out(self, whose: str) -> None:
        asked = QWidget()
        row = FlowLayout(asked)
        for words, edit in (("从", self.first), ("到", self.last)):
            row.addWidget(label(words))
            row.addWidget(edit)
        this = date.today().year
        years = (
            Action("this-year", "本年", lambda: self.show_year(this)),
            Action("last-year", "上年", lambda: self.show_year(this - 1)),
        )
        ActionBar(self, row, years)
        self.union.line.setPlaceholderText(whose)
        self.union.setMinimumWidth(style.letters(self, 20))
        row.addWidget(self.union)
        ActionBar(self, row, (Action("print", "打印", self.print, "Ctrl+P"), Action("export", "导出", self.export)))
        ways = QWidget()
        chosen = FlowLayout(ways)
        for place, words in enumerate(self._ways.values()):
            button = QPushButton(words)
            button.setCheckable(True)
            button.setChecked(place == 0)
            self.ways.addButton(button, place)
            chosen.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        for widget in (asked, ways, self.summary, self.more):
            column.addWidget(widget)
        column.addLayout(self._body(), 1)
        self.setFocusProxy(self.table)

    def _body(self) -> QHBoxLayout:
        self.picture.setAccessibleName("图上画什么")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self.chart)
        for ground in (area.viewport(), self.chart):
            ground.setAutoFillBackground(False)
        area.setAccessibleName(f"{self.name}图")
        card = Card("")
        card.heading.hide()
        card.column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        card.column.addWidget(area, 1)
        body = QHBoxLayout()
        body.addWidget(self.table, 7)
        body.addWidget(card, 3)
        return body

    def _connect(self) -> None:
        for edit in (self.first, self.last):
            edit.edited.connect(self.seen.later)
        self.union.chosen.connect(self.seen.later)
        self.ways.idClicked.connect(lambda place: self.look())
        self.picture.currentTextChanged.connect(self._draw)
        self.table.opened.connect(lambda row, column: self.open(row))

    def show_year(self, year: int) -> None:
        """Ask for a whole year."""
        self.first.set_value(date(year, 1, 1))
        self.last.set_value(date(year, 12, 31))
        self.seen.again()

    def question(self) -> FiguresQuestion | None:
        """What is asked now, None while it cannot be read."""
        try:
            first, last, union = self.first.value(), self.last.value(), self.union.value()
        except ValueError:
            return None
        if not isinstance(first, date) or not isinstance(last, date) or first > last:
            return None
        whole = frozenset(tree.below(rows.get(Union, union))) if union else None
        return FiguresQuestion(first, last, whole, list(self._ways)[self.ways.checkedId()])

    def look(self) -> None:
        """Count off the GUI thread; an answer that was overtaken is dropped."""
        question = self.question()
        if question is None:
            self.summary.setText("请写好起止日期，如 2024-1-1，起始日期不晚于截止日期。")
            return
        self._asked += 1
        asked = self._asked
        tasks.look(
            self,
            lambda progress: self.count(question),
            lambda found: self.show_found(found) if asked == self._asked else None,
        )

    def show_found(self, found: Counted) -> None:
        """Show the figures, and what was drawn before where there is such a picture."""
        self.found = found
        self.table.show_lines(found.heads, found.lines)
        self.summary.setText(found.summary)
        self.more.setText(found.more)
        self.more.setVisible(bool(found.more))
        former = self.picture.currentText()
        self.picture.blockSignals(True)
        self.picture.clear()
        self.picture.addItems(list(found.pictures))
        self.picture.setCurrentText(former)
        self.picture.blockSignals(False)
        self._draw()

    def _draw(self) -> None:
        if self.found is not None:
            self.chart.show_figures(self.found.pictures.get(self.picture.currentText(), ()))

    def open(self, row: int) -> None:
        """Show what stands behind a line."""
        if self.found is not None:
            self.open_line(self.found.asked, self.found.lines[row])

    def open_drawn(self, place: int) -> None:
        """Show what stands behind a bar: the line of the same name."""
        label = self.chart.figures[place][0]
        lines = self.table.lines
        found = next((row for row, line in enumerate(lines) if line.values[0] == label and not line.strong), None)
        if found is not None:
            self.table.selectRow(found)
            self.open(found)

    def print(self) -> None:
        """The preview of the figures as they are shown."""
        if self.found is not None:
            paper = shown_paper(self.found.title, _above(self.union, self.found), self.found.heads, self.found.lines)
            print_paper(self.session, self, paper, PrintRequest())

    def export(self) -> None:
        """The figures as they are shown, into a workbook."""
        if self.found is not None:
            found = self.found
            save_sheet(self.session, self, found.title, (_above(self.union, found),), found.heads, found.lines)


def _above(union: RecordChoice, found: Counted) -> str:
    """Whose figures these are, and of when."""
    return f"单位：{union.line.text().strip() or tree.own_name()}　期间：{found.asked.when}"


_MOST_BARS = 24


def largest(figures: Figures) -> Figures:
    """What is drawn of many: the largest in the order of the table, those at nought left out."""
    most = sorted(range(len(figures)), key=lambda place: -figures[place][1])[:_MOST_BARS]
    return [figures[place] for place in sorted(most) if figures[place][1]]
