"""首页: where a subject stands: figures, the steps of the month, what is to be done, pictures; each opens its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from unionapp.office.fronts.front import FactList, FrontView, Picture
from unionapp.records.lead import Lead
from unionapp.subjects.unions import tree
from unionapp.values.periods import chinese_date

from ui import tasks
from ui.figures.fact_button import FactButton
from ui.kit.actions import Action, ActionBar
from ui.kit.charts import Bars, Columns, Diagram, Pairs, Pyramid, ShareBars
from ui.kit.flow import FlowLayout
from ui.kit.plain import Card, label
from ui.kit.row_button import RowButton
from ui.kit.seen import EVERYTHING, Watch
from ui.session import Session

_PAUSE = 300
"""Milliseconds after the last change until the page looks again."""


class FrontPage(QWidget):
    """The front page of a subject; `read` gathers what it says, off the GUI thread, and `deeds` are begun from it."""

    def __init__(
        self, session: Session, title: str, read: Callable[[date], FrontView], deeds: Sequence[tuple[str, Lead]] = ()
    ) -> None:
        super().__init__()
        self.session = session
        self.body: FrontBody | None = None
        self._read = read
        self.when = label("", "faint")
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(title)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.tools = ActionBar(self, row, [self._deed(*each) for each in deeds])
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        column.addWidget(label(title, "title"))
        column.addWidget(self.when)
        column.addLayout(row)
        column.addWidget(self.area, 1)
        self.seen = Watch(self, session, EVERYTHING, self.refresh, _PAUSE, always=True)

    def refresh(self) -> None:
        """Look how things stand now; while the data are at work, a little later."""
        if tasks.busy():
            self.seen.later()
            return
        tasks.look(self, lambda progress: (tree.own_name(), self._read(date.today())), lambda x: self.show_view(*x))

    def show_view(self, unit: str, found: FrontView) -> None:
        """Show it; what is shown already stays as it is, with the cursor in it."""
        self.when.setText(f"{unit}　{chinese_date(date.today())}　点数字、图或一行，就列出是哪些。")
        if self.body is None or self.body.view != found:
            self.body = FrontBody(self.session, found)
            self.area.setWidget(self.body)

    def _deed(self, words: str, lead: Lead) -> Action:
        return Action(f"{lead.to}-{lead.deed or 'open'}", words, lambda: self.session.follow(lead))


class FrontBody(QWidget):
    """What a front page shows."""

    def __init__(self, session: Session, view: FrontView) -> None:
        super().__init__()
        self.view = view
        self.facts: list[FactButton] = []
        self.rows: list[RowButton] = []
        self.charts: list[Diagram] = []
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        if view.empty:
            column.addWidget(label(view.empty))
        if view.facts:
            column.addWidget(self._figures())
        if view.course is not None:
            column.addWidget(self._course(view.course))
        column.addLayout(self._halves())
        column.addStretch()

    def _figures(self) -> QFrame:
        """The figures side by side."""
        card = QFrame()
        card.setObjectName("card")
        row = FlowLayout(card, gap=4)
        row.setContentsMargins(8, 6, 8, 6)
        for fact in self.view.facts:
            button = FactButton(fact)
            button.clicked.connect(lambda checked=False, lead=fact.lead: self._follow(lead))
            self.facts.append(button)
            row.addWidget(button)
        return card

    def _course(self, course: FactList) -> Card:
        """Steps that follow one another."""
        card = Card(course.title)
        row = QHBoxLayout()
        row.setSpacing(4)
        for at, fact in enumerate(course.facts):
            if at:
                row.addWidget(label("→", "faint"))
            button = FactButton(fact)
            button.clicked.connect(lambda checked=False, lead=fact.lead: self._follow(lead))
            self.facts.append(button)
            row.addWidget(button)
        row.addStretch()
        card.column.addLayout(row)
        return card

    def _halves(self) -> QHBoxLayout:
        """Lists to the left, pictures to the right, and below the lists too where there are many."""
        lists = [self._list(each) for each in self.view.lists]
        pictures = [self._picture(each) for each in self.view.pictures if any(sum(bar.numbers) for bar in each.bars)]
        half = (len(lists) + len(pictures)) // 2
        below = max(0, half - len(lists))
        halves = ([*lists, *pictures[len(pictures) - below :]], pictures[: len(pictures) - below])
        row = QHBoxLayout()
        row.setSpacing(12)
        for cards in halves:
            column = QVBoxLayout()
            column.setSpacing(12)
            for card in cards:
                column.addWidget(card)
            column.addStretch()
            row.addLayout(column, 1)
        return row

    def _list(self, found: FactList) -> Card:
        """Lines that are pressed as a whole."""
        card = Card(f"{found.title}（{len(found.facts)}）" if found.facts and found.more is None else found.title)
        for fact in (*found.facts, *([found.more] if found.more is not None else [])):
            row = RowButton(fact.text, fact.level, fact.label, "")
            row.clicked.connect(lambda checked=False, lead=fact.lead: self._follow(lead))
            self.rows.append(row)
            card.column.addWidget(row)
        if not found.facts:
            card.column.addWidget(label(found.none, "faint"))
        return card

    def _picture(self, picture: Picture) -> Card:
        """A picture whose places open what they count."""
        chart = drawn(picture, lambda at: self._follow(picture.bars[at].lead))
        self.charts.append(chart)
        card = Card(f"{picture.title}（{picture.unit}）" if picture.shape == "bars" else picture.title)
        card.column.addWidget(chart)
        return card

    def _follow(self, lead: Lead | None) -> None:
        if lead is not None:
            self._session.follow(lead)


def drawn(picture: Picture, opened: Callable[[int], None]) -> Diagram:
    """The diagram of a picture."""
    figures = [(bar.label, bar.numbers[0]) for bar in picture.bars]
    if picture.shape in ("bars", "columns"):
        plain = Bars(picture.title, picture.unit, opened) if picture.shape == "bars" else _columns(picture, opened)
        plain.show_figures(figures)
        return plain
    pairs = [(bar.label, bar.numbers[0], bar.numbers[1]) for bar in picture.bars]
    if picture.shape == "shares":
        shares = ShareBars(picture.title, picture.unit, opened)
        shares.show_shares(pairs)
        return shares
    two = Pyramid if picture.shape == "pyramid" else Pairs
    twofold = two(picture.title, picture.unit, *picture.sides, opened)
    twofold.show_pairs(pairs)
    return twofold


def _columns(picture: Picture, opened: Callable[[int], None]) -> Columns:
    return Columns(picture.title, picture.unit, opened)
