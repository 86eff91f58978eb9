"""活动统计: activities, 人次 and money of a period by type, month, union or group, with a picture; each line opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget
from unionapp.paper.paper import Wish
from unionapp.records import fields
from unionapp.subjects.activities import figures
from unionapp.subjects.activities.figures import By, Figure, Period
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.records import Union
from unionapp.values import money

from ui import style, tasks
from ui.activities.asking import OneOfFew
from ui.activities.looking import Looking
from ui.charts import Bars
from ui.choosing import RecordChoice
from ui.fields import editor_for
from ui.flow import FlowLayout
from ui.funds.figure_paper import save_sheet, shown_paper
from ui.funds.figure_table import FigureTable, Head, Line
from ui.plain import label
from ui.printing import print_paper
from ui.session import Session

HELP = (
    "选好起止日期和主办工会，按类型、月份、工会、群体统计活动次数、参加人次和经费；回车或双击一行，列出那些活动。\n"
    "人次按签到名单，没有名单的按填写的到场人数；已取消的活动不计。按群体、按参加人所属工会的，一次活动可能计入几行。"
)
_WAYS: dict[By, str] = {
    "type": "按类型",
    "month": "按月份",
    "union": "按主办工会",
    "group": "按参加人群体",
    "home": "按参加人所属工会",
}
_SHARED: tuple[By, ...] = ("group", "home")
"""Ways in which an activity may count in several lines, so that activities and money are not added up."""
_MEASURES = (("参加人次", "people"), ("活动次数", "activities"), ("实际经费（元）", "spent"))
_MOST_BARS = 24
_PAUSE = 250


@dataclass(frozen=True)
class Found:
    """What was asked, and what came of it."""

    period: Period
    by: By
    lines: Sequence[Figure]
    contests: figures.Contests
    proposals: figures.Proposals


class ActivityFiguresPage(QWidget):
    """Figures of activities."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.found: Found | None = None
        self._asked = 0
        self._stale = True
        self.first, self.last = (editor_for(fields.Date(words), session) for words in ("起始日期", "截止日期"))
        self.union = RecordChoice(session, session.kind("unions"))
        self.ways = QButtonGroup(self)
        self.measure = OneOfFew("图上画什么", _MEASURES)
        self.table = FigureTable("活动统计")
        self.chart = Bars("活动统计图", "人次")
        self.summary = label("", "heading")
        self.more = label("", "faint")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE)
        self._wait.timeout.connect(self.look)
        self._lay_out()
        self._connect()
        self.show_year(date.today().year)

    def _lay_out(self) -> None:
        asked = QWidget()
        row = FlowLayout(asked)
        row.addWidget(label("从"))
        row.addWidget(self.first)
        row.addWidget(label("到"))
        row.addWidget(self.last)
        this = date.today().year
        for words, year in (("本年", this), ("上年", this - 1)):
            row.addWidget(self._button(words, lambda checked=False, year=year: self.show_year(year)))
        self.union.line.setPlaceholderText("全部主办工会（输入名称或首字母，含下属）")
        self.union.setMinimumWidth(style.letters(self, 20))
        row.addWidget(self.union)
        row.addWidget(self._button("打印", self.print, "Ctrl+P"))
        row.addWidget(self._button("导出", self.export, ""))
        ways = QWidget()
        chosen = FlowLayout(ways)
        for place, words in enumerate(_WAYS.values()):
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
        right = QVBoxLayout()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.chart)
        area.setAccessibleName("活动统计图")
        right.addWidget(self.measure)
        right.addWidget(area, 1)
        body = QHBoxLayout()
        body.addWidget(self.table, 7)
        body.addLayout(right, 3)
        return body

    def _button(self, words: str, run: Any, key: str = "") -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(words)
        button.clicked.connect(run)
        if key:
            button.setShortcut(key)
            button.setToolTip(f"{words}（{key}）")
        return button

    def _connect(self) -> None:
        for edit in (self.first, self.last):
            edit.edited.connect(self._wait.start)
        self.union.chosen.connect(self._wait.start)
        self.ways.idClicked.connect(lambda place: self.look())
        self.measure.edited.connect(self._draw)
        self.table.opened.connect(lambda row, column: self.open(row))
        self.session.changed.connect(self._changed)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed meanwhile is counted when the page is seen again."""
        super().showEvent(event)
        if self._stale:
            self._wait.start(0)

    def _changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._wait.start()

    def show_year(self, year: int) -> None:
        """Ask for a whole year."""
        self.first.set_value(date(year, 1, 1))
        self.last.set_value(date(year, 12, 31))
        self._changed()

    def period(self) -> Period | None:
        """What is asked now, None while it cannot be read."""
        try:
            first, last, union = self.first.value(), self.last.value(), self.union.value()
        except ValueError:
            return None
        if not isinstance(first, date) or not isinstance(last, date) or first > last:
            return None
        whole = tree.below(Union.get_by_id(union)) if union else None
        return Period(first, last, None if whole is None else frozenset(whole))

    def look(self) -> None:
        """Count off the GUI thread; an answer that was overtaken is dropped."""
        self._stale = False
        period, by = self.period(), list(_WAYS)[self.ways.checkedId()]
        if period is None:
            self.summary.setText("请写好起止日期，如 2024-1-1，起始日期不晚于截止日期。")
            return
        self._asked += 1
        asked = self._asked

        def work(progress: object) -> Found:
            return Found(period, by, figures.BY[by](period), figures.contests(period), figures.proposals(period))

        tasks.look(self, work, lambda found: self.show_found(found) if asked == self._asked else None)

    def show_found(self, found: Found) -> None:
        """Show the figures, those at nought left out."""
        self.found = found
        shown = [each for each in found.lines if each.activities or each.people]
        lines = [Line(_values(each, found.by), leads=each.key) for each in shown]
        if shown and found.by not in _SHARED:
            lines.append(Line(_values(figures.total(shown), found.by), strong=True))
        self.table.show_lines(_heads(found.by), lines)
        self._say(found, shown)
        self._draw()

    def _say(self, found: Found, shown: Sequence[Figure]) -> None:
        words = f"{found.period.first} 至 {found.period.last}"
        if not shown:
            self.summary.setText(f"{words}　还没有活动。在“活动台账”登记活动、签到以后，这里就有数字。")
        elif found.by in _SHARED:
            people = sum(each.people for each in shown)
            self.summary.setText(f"{words}　{_WAYS[found.by]}　共 {people:,} 人次（按签到名单）")
        else:
            whole = figures.total(shown)
            spent = money.show(whole.spent)
            self.summary.setText(
                f"{words}　活动 {whole.activities} 次　参加 {whole.people:,} 人次　实际经费 {spent} 元"
            )
        contests, made = found.contests, found.proposals
        self.more.setText(
            f"其中劳动和技能竞赛 {contests.activities} 次、{contests.events} 个项目、{contests.people:,} 人次，"
            f"晋级 {contests.promoted} 人。合理化建议 {made.made} 条，采纳 {made.adopted} 条，实施 {made.done} 条，"
            f"产生效益 {money.show(made.benefit)} 元，奖励 {money.show(made.reward)} 元。"
        )

    def _draw(self) -> None:
        """The picture of what was chosen, the largest first where there are too many."""
        if self.found is None:
            return
        name = str(self.measure.value())
        every = [(each.label, _figure(each, name)) for each in self.found.lines if getattr(each, name)]
        if self.found.by != "month":
            every.sort(key=lambda pair: -pair[1])
        self.chart.show_figures(every[:_MOST_BARS])

    def open(self, row: int) -> None:
        """List the activities behind a line, all of them behind the sum."""
        line = self.table.figures.lines[row]
        if self.found is None:
            return
        period, by = self.found.period, self.found.by
        when = f"{period.first} 至 {period.last}"
        if line.leads is None:
            Looking.of(self.session).look(when, [each.id for each in figures.held(period)])
        else:
            ids = figures.behind(period, by, line.leads)
            Looking.of(self.session).look(f"{line.values[0]}，{when}", ids)

    def title(self) -> str:
        """What stands over the printed and the exported figures."""
        return "工会活动统计表" if self.found is None else f"工会活动统计表（{_WAYS[self.found.by]}）"

    def print(self) -> None:
        """The preview of the figures as they are shown."""
        if self.found is not None:
            paper = shown_paper(self.title(), self._above(), _heads(self.found.by), self.table.figures.lines)
            print_paper(self.session, self, paper, Wish())

    def export(self) -> None:
        """The figures as they are shown, into a workbook."""
        if self.found is not None:
            heads, lines = _heads(self.found.by), self.table.figures.lines
            save_sheet(self.session, self, self.title(), (self._above(),), heads, lines)

    def _above(self) -> str:
        """Whose figures these are, and of when."""
        assert self.found is not None
        union = self.union.line.text().strip() or tree.own_name()
        period = self.found.period
        return f"单位：{union}　期间：{period.first} 至 {period.last}"


def _heads(by: By) -> list[Head]:
    first = Head(fields.Text(_WAYS[by].removeprefix("按")), 10, stretch=True)
    counted = [fields.Number(words) for words in ("活动次数", "参加人次", "会员", "非会员", "新就业形态")]
    paid = [] if by in _SHARED else [Head(fields.Money("预算（元）"), 6), Head(fields.Money("实际（元）"), 6)]
    return [first, *(Head(field, 4) for field in counted), *paid]


def _values(each: Figure, by: By) -> list[Any]:
    counted = [each.label, each.activities, each.people, each.members, each.others, each.new_forms]
    return counted if by in _SHARED else [*counted, each.planned, each.spent]


def _figure(each: Figure, name: str) -> int:
    """A figure as it is drawn: money in whole yuan."""
    value = int(getattr(each, name))
    return value // 100 if name == "spent" else value
