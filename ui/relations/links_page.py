"""双联调度: who has reported in a month or a quarter, what is late, which problems are open; from here it is mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from unionapp.errors import Refused
from unionapp.office import cabinet
from unionapp.paper.paper import PrintRequest
from unionapp.store import rows
from unionapp.subjects.relations import dispatch
from unionapp.subjects.relations.models import LinkVisit
from unionapp.subjects.relations.records import LINK_PAIRS, LINK_REPORTS, LINK_VISITS
from unionapp.values.periods import Month

from ui import tasks
from ui.cases.asking import ask_for
from ui.kit import style
from ui.kit.actions import Acting, Action
from ui.kit.period_bar import PeriodBar
from ui.kit.plain import halves, label
from ui.kit.seen import Watch, tables_of
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.printing.opening import print_paper
from ui.session import Session

HELP = (
    "上面是每一对在当月（或当季）的汇报、走访和问题，逾期没报的排在前面；下面是还没有解决的问题，超过期限的排在前面。\n"
    "选中一行：F7 登记汇报，F8 登记走访；选中下面的问题，F9 登记解决。回车打开结对或走访。"
)
_HEADINGS = ("汇报", "联系人", "联系对象", "走访", "提出问题", "解决", "还没解决")
_PROBLEMS = ("期限", "结对", "反映的问题", "提出日期", "解决责任人")
_REPORT = ("pair", "month", "day", "work", "problems", "solved", "plan", "by")
_VISIT = ("pair", "day", "visitors", "situation", "problem", "solver", "due")
_SOLVED = ("solved_on", "how", "solver", "remark")
_NO_VISITS = "这个月还没有登记走访。先登记走访，汇报会自动写好草稿。"
_LEVELS = {"✕": "error", "⚠": "warning", "✓": "good"}


@dataclass(frozen=True)
class LinksView:
    """The sheet of a month or a quarter, and the problems that wait."""

    lines: Sequence[dispatch.LinkLine]
    problems: Sequence[LinkVisit]


class LinksPage(Acting):
    """The sheet of one month, or of the quarter that it lies in."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.month = Month.of(date.today()).previous()
        self.found = LinksView((), ())
        self.title = PeriodBar(self, self._step, "期")
        self.said = label("", "heading")
        self.table = told_table("双联调度", _HEADINGS, _HEADINGS[3:])
        self.waiting = label("", "heading")
        self.problems = told_table("没有解决的问题", _PROBLEMS)
        self._quarter = False
        self._lay_out()
        self.setFocusProxy(self.table)
        self.table.opened.connect(lambda: self.attempt(self._open_pair))
        self.problems.opened.connect(lambda: self.attempt(self._open_visit))
        self.seen = Watch(self, session, tables_of(LINK_PAIRS, LINK_REPORTS, LINK_VISITS), self.look)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, 8, style.MARGIN, 8)
        column.addLayout(self._period())
        split, upper, lower = halves()
        upper.addWidget(self.said)
        upper.addWidget(
            self.bar(
                Action("report", "登记汇报", self.report, "F7", main=True),
                Action("visit", "登记走访", self.visit, "F8"),
                Action("print-month", "打印月汇报表", lambda: self._print("link-monthly")),
                Action("print-quarter", "打印季调度表", lambda: self._print("link-quarterly"), "Ctrl+P"),
                Action("new", "新增结对", lambda: self.session.page_wanted.emit(LINK_PAIRS.key)),
            )
        )
        upper.addWidget(self.table, 1)
        lower.addWidget(self.waiting)
        lower.addWidget(self.bar(Action("solve", "登记解决", self.solve, "F9")))
        lower.addWidget(self.problems, 1)
        split.setSizes([style.letters(self, 22), style.letters(self, 14)])
        column.addWidget(split, 1)

    def _period(self) -> QHBoxLayout:
        row = QHBoxLayout()

        def turn() -> None:
            self.show_month(self.month, self.command("quarter").isChecked())

        row.addWidget(self.title)
        row.addWidget(self.bar(Action("quarter", "按季调度", turn)))
        self.command("quarter").setCheckable(True)
        row.addStretch()
        return row

    def show_month(self, month: Month, quarter: bool = False) -> None:
        """Show the sheet of a month, or of its quarter."""
        self.month, self._quarter = month, quarter
        self.command("quarter").setChecked(quarter)
        self.look()

    def look(self) -> None:
        """Read anew, off the GUI thread; an answer to what is not asked any more is dropped."""
        month, quarter, today = self.month, self._quarter, date.today()

        def work(progress: object) -> LinksView:
            lines = dispatch.quarterly(month.quarter(), today) if quarter else dispatch.monthly(month, today)
            return LinksView(sorted(lines, key=_pressing), dispatch.open_problems(today))

        def show(found: LinksView) -> None:
            if (month, quarter) == (self.month, self._quarter):
                self.show_found(found)

        tasks.look(self, work, show)

    def show_found(self, found: LinksView) -> None:
        """Show the sheet and the problems."""
        self.found = found
        name = self.month.quarter().chinese() if self._quarter else self.month.chinese()
        self.title.say(name)
        self.said.setText(_reported(found.lines, name, self.month))
        self.table.show_rows([_told(each, self._quarter) for each in found.lines])
        overdue = sum(bool(each.due and each.due < date.today()) for each in found.problems)
        words = f"还有 {len(found.problems)} 个问题没有解决" + (f"，其中 {overdue} 个超过期限" if overdue else "")
        self.waiting.setText(words if found.problems else "反映的问题都解决了。")
        self.problems.show_rows([Told(each.id, _problem(each)) for each in found.problems])

    def report(self) -> None:
        """Ask for the report of the chosen pair of the month; a quarter asks for its first month without one."""
        line = self._line()
        month = line.missing[0] if line.missing else self.month
        made = dispatch.report_of(line.pair, month)
        report = made or dispatch.drafted(line.pair, month, date.today())
        about = "" if made is not None else "已按本月的走访写好草稿，请改好再保存。" if report.work else _NO_VISITS
        ask_for(self, self.session, LINK_REPORTS, report, _REPORT, f"{month.chinese()}汇报：{line.pair.label}", about)

    def visit(self) -> None:
        """Ask for a visit of the chosen pair."""
        pair = self._line().pair
        made = LinkVisit(pair=pair, day=date.today(), visitors=pair.name)
        ask_for(self, self.session, LINK_VISITS, made, _VISIT, f"登记走访：{pair.label}")

    def solve(self) -> None:
        """Ask how the chosen problem was solved."""
        visit = self._visit()
        visit.solved_on = date.today()
        ask_for(self, self.session, LINK_VISITS, visit, _SOLVED, f"登记解决：{visit.pair.label}", visit.problem)

    def _step(self, by: int) -> None:
        go: Callable[[Month], Month] = Month.next if by > 0 else Month.previous
        month = self.month
        for _ in range(3 if self._quarter else 1):
            month = go(month)
        self.show_month(month, self._quarter)

    def _print(self, paper: str) -> None:
        print_paper(self.session, self, cabinet.paper(paper), PrintRequest(month=self.month))

    def _line(self) -> dispatch.LinkLine:
        chosen = self.table.chosen()
        for line in self.found.lines:
            if line.pair.id == chosen:
                return line
        raise Refused("请先在上面选中一对。")

    def _visit(self) -> LinkVisit:
        chosen = self.problems.chosen()
        if not isinstance(chosen, int):
            raise Refused("请先在下面选中一个问题。")
        return rows.get(LinkVisit, chosen)

    def _open_pair(self) -> None:
        self.session.show(LINK_PAIRS, self._line().pair)

    def _open_visit(self) -> None:
        self.session.show(LINK_VISITS, self._visit())


def _reported(lines: Sequence[dispatch.LinkLine], name: str, month: Month) -> str:
    """How many pairs there are, and how many of them have not reported."""
    if not lines:
        return f"{name}没有在结对期内的结对。点“新增结对”登记单位联企业、干部联职工。"
    missing = sum(bool(each.missing) for each in lines)
    overdue = sum(any(month in each.missing for month in each.late) for each in lines)
    if not missing:
        return f"{len(lines)} 对结对，月汇报都交了。"
    late = f"，其中 {overdue} 对逾期" if overdue else ""
    return f"{len(lines)} 对结对，{missing} 对还没有报齐{late}（月汇报应在次月 {dispatch.due_day(month).day} 日前上报）"


def _pressing(line: dispatch.LinkLine) -> tuple[bool, bool, int]:
    """Late ones first, then those with open problems."""
    return (not line.late, not line.missing, -line.open)


def _told(line: dispatch.LinkLine, quarter: bool) -> Told:
    state, counts = _state(line, quarter), (line.visits, line.raised, line.solved, line.open)
    texts = (state, line.pair.name, line.pair.target, *(str(number) for number in counts))
    return Told(line.pair.id, texts, _LEVELS.get(state[:1], ""))


def _state(line: dispatch.LinkLine, quarter: bool) -> str:
    """How the reporting of a pair stands."""
    overdue = [month for month in line.late if month in line.missing]
    if quarter and line.missing:
        words = "、".join(f"{month.month}月" for month in line.missing)
        return f"✕ 缺{words}" if overdue else f"○ 待报{words}"
    if line.missing:
        return "✕ 逾期没报" if overdue else "○ 还没到期"
    last = line.reports[-1].day
    return f"⚠ 迟报 {last}" if line.late else f"✓ 已报 {last}"


def _problem(visit: LinkVisit) -> Sequence[str]:
    late = visit.due is not None and visit.due < date.today()
    due = f"✕ {visit.due}" if late else str(visit.due or "没有定")
    return (due, visit.pair.label, visit.problem, str(visit.day), visit.solver)
