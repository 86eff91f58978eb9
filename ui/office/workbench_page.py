"""工作台: what must be done, each thing one click from its record, and a few figures with a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from unionapp.office import reminders, statistics
from unionapp.office.reminders import Reminder
from unionapp.records import reading, search
from unionapp.subjects.funds.books.records import BOOKS
from unionapp.subjects.members.records import CADRES, MEMBERS
from unionapp.subjects.unions.records import UNIONS
from unionapp.work import Progress, silent

from ui import tasks
from ui.funds import statement_lines
from ui.funds.pictures import BookCharts
from ui.kit.charts import Bars, Columns, Diagram, Figures
from ui.kit.plain import Card, label
from ui.kit.seen import EVERYTHING, Watch
from ui.session import Session

_PAUSE = 300
"""Milliseconds after the last change until the workbench looks again."""
_MOST = 30
"""Reminders shown at once."""
_WORDS = {"overdue": "已逾期", "soon": "将到期", "note": "请处理"}
_LEVELS = {"overdue": "error", "soon": "warning", "note": ""}


@dataclass(frozen=True)
class FirstStep:
    """What to do in an empty data folder: words, where it is done, and whether it is done already."""

    text: str
    page: str
    done: bool


@dataclass(frozen=True)
class WorkbenchView:
    """All that the workbench shows."""

    reminders: Sequence[Reminder]
    groups: Figures
    states: Figures
    months: Figures
    steps: Sequence[FirstStep]
    funds: statement_lines.Figures | None = None
    """Of the own book; None while there is none."""


def look(today: date, progress: Progress = silent) -> WorkbenchView:
    """Gather what is to be done and the figures."""
    due = reminders.due(today)
    progress(1, 3, "")
    groups: Figures = ()
    states: Figures = ()
    months: Figures = ()
    if reading.may_read(MEMBERS):
        groups, states = statistics.members_by_group(), statistics.members_by_state()
        months = [(f"{month.month}月", number) for month, number in statistics.joins_by_month(today)]
    progress(2, 3, "")
    funds = statement_lines.of_own(today) if reading.may_read(BOOKS) else None
    return WorkbenchView(due, groups, states, months, first_steps(), funds)


def first_steps() -> list[FirstStep]:
    """The steps to begin with; empty once there are unions below and members."""
    unions, members, cadres = (search.count(kind, search.Query()) for kind in (UNIONS, MEMBERS, CADRES))
    if unions > 1 and members:
        return []
    return [
        FirstStep("登记下属工会（或从 Excel 导入）", "unions", unions > 1),
        FirstStep("导入会员花名册", "members", bool(members)),
        FirstStep("登记各工会的主席、委员", "cadres", bool(cadres)),
        FirstStep("核对参数设置（会费、期限等按本地文件）", "settings", False),
        FirstStep("做一次备份，拷到移动硬盘", "backups", reminders.last_backup() is not None),
    ]


class Workbench(QScrollArea):
    """Made anew from the data whenever it comes to the front or they change before it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.steps = Card("第一次使用，从这里开始")
        self.todo = Card("要办的事")
        self.groups = Bars("会员按群体", "人")
        self.states = Bars("会员按会籍状态", "人")
        self.months = Columns("近一年每月入会", "人")
        self.funds = BookCharts("经费", purposes=False)
        self._rows: list[QWidget] = []
        self.seen = Watch(self, session, EVERYTHING, self.refresh, _PAUSE)
        self._lay_out()

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        self.pictures = [_picture(chart) for chart in (self.states, self.groups, self.months)]
        for column, cards in (
            (left, (self.steps, self.todo)),
            (right, (*self.pictures[:2], self.funds, *self.pictures[2:])),
        ):
            column.setSpacing(12)
            for card in cards:
                column.addWidget(card)
            column.addStretch()
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(14)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        self.setWidget(page)

    def refresh(self) -> None:
        """Look for what is to be done now; while the data are at work, a little later."""
        if tasks.busy():
            self.seen.later()
            return
        tasks.look(self, lambda progress: look(date.today(), progress), self.show_found)

    def show_found(self, found: WorkbenchView) -> None:
        """Show it."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows.clear()
        self.steps.setVisible(bool(found.steps))
        for at, step in enumerate(found.steps):
            self._add(self.steps, self._step(at + 1, step))
        self._show_reminders(found.reminders)
        for picture, chart, figures in zip(
            self.pictures,
            (self.states, self.groups, self.months),
            (found.states, found.groups, found.months),
            strict=True,
        ):
            chart.show_figures(figures)
            picture.setVisible(any(number for _, number in figures))

        self.funds.show_figures(found.funds)

    def _show_reminders(self, found: Sequence[Reminder]) -> None:
        self.todo.heading.setText(f"要办的事（{len(found)}）" if found else "要办的事")
        if not found:
            self._add(self.todo, label("现在没有到期或将到期的事。", "faint"))
        for each in found[:_MOST]:
            self._add(self.todo, self._reminder(each))
        if len(found) > _MOST:
            self._add(self.todo, label(f"另有 {len(found) - _MOST} 件，办完上面的会接着显示。", "faint"))

    def _add(self, card: Card, row: QWidget) -> None:
        card.column.addWidget(row)
        row.show()
        self._rows.append(row)

    def _step(self, number: int, step: FirstStep) -> QWidget:
        button = QPushButton(f"{number}　{step.text}{'　✓ 已做' if step.done else '　→'}")
        button.setProperty("role", "step")
        button.clicked.connect(lambda: self._session.page_wanted.emit(step.page))
        return button

    def _reminder(self, each: Reminder) -> QWidget:
        button = RowButton(_WORDS[each.level], _LEVELS[each.level], each.text, each.article)
        button.clicked.connect(lambda: self._open(each))
        return button

    def _open(self, each: Reminder) -> None:
        if each.record_id:
            self._session.record_wanted.emit(each.kind, each.record_id)
        else:
            self._session.page_wanted.emit(each.kind)


class RowButton(QPushButton):
    """One thing to do as a button over the whole line: a word for how pressing it is, the text, and its article."""

    def __init__(self, word: str, level: str, text: str, article: str) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.setAccessibleName(f"{word}：{text}")
        self.setAccessibleDescription(article)
        self.setToolTip(f"依据：{article}" if article else "")
        mark = label(word)
        mark.setWordWrap(False)
        mark.setProperty("level", level)
        words = label(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(10)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        for part in (mark, words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """The text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the wrapped text."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else super().heightForWidth(width)


def _picture(chart: Diagram) -> Card:
    card = Card(chart.accessibleName())
    card.column.addWidget(chart)
    return card
