"""检查: everything is looked through against file, log and rules; each finding leads to its record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit
from unionapp import paths
from unionapp.errors import Level
from unionapp.exchange.sheet import Sheet, SheetColumn
from unionapp.later import later
from unionapp.office import findings_paper, inspection, kept_findings
from unionapp.office.inspection import Finding
from unionapp.office.kept_findings import KeptFindings
from unionapp.paper.paper import PrintRequest
from unionapp.store import about, rows
from unionapp.work import Progress

from ui import tasks
from ui.kit import messages
from ui.kit.actions import Action
from ui.kit.plain import PlainPage, label
from ui.kit.seen import EVERYTHING, Watch
from ui.kit.text_model import Column
from ui.kit.text_table import TextTable
from ui.printing import opening as printing
from ui.session import Session

if TYPE_CHECKING:
    from unionapp.exchange import writer
else:
    writer = later("unionapp.exchange.writer")

HELP = (
    "把数据文件、操作日志、附件、账簿和全部台账对照规定检查一遍。双击一行（或按回车）打开那条记录改正，"
    "改好后再检查一次。没有权限看的台账不检查。"
)
_LEVELS: tuple[Level, ...] = ("error", "warning", "info")
_SHOWN = (("错误和疑点", ("error", "warning")), ("只看错误", ("error",)), ("连同提示", _LEVELS))
_ALL = "全部台账"
_NOT_YET = "还没有检查。点“开始检查”。"
_NONE = "没有发现问题（{when} 检查）。"
_FILTERED = "没有符合条件的问题。"
_STALE = "检查以后数据改动过，请再检查一次。"
_WIDTHS = (4, 8, 10, 24, 14)


class InspectionPage(PlainPage):
    """What the last inspection found, by weight and register."""

    def __init__(self, session: Session) -> None:
        super().__init__("检查", HELP, self._actions())
        self._session = session
        self.found: Sequence[Finding] = ()
        self.when: datetime | None = None
        """When was inspected last; None before the first time."""
        self.level, self.register, self.text = QComboBox(), QComboBox(), QLineEdit()
        self.level.setAccessibleName("轻重")
        self.register.setAccessibleName("台账")
        self.text.setAccessibleName("查找问题")
        self.text.setPlaceholderText("查找记录或问题")
        self.text.setClearButtonEnabled(True)
        self.table = TextTable("检查结果", self._columns(), key=lambda each: id(each), empty=_NOT_YET)
        self.foot, self.stale = label("", "faint"), label("")
        self.stale.setProperty("level", "warning")
        self._last = 0
        """The last step of the log when was inspected."""
        self._lay_out()
        self.seen = Watch(self, session, EVERYTHING, self.say_age, None)
        if (kept := kept_findings.last(session.store)) is not None:
            self.show_found(kept)

    def _actions(self) -> tuple[Action, ...]:
        return (
            Action("inspect", "开始检查", self.inspect, main=True),
            Action("open", "打开所选", self.open),
            Action("print", "打印", self.print, "Ctrl+P"),
            Action("export", "导出…", self.save),
        )

    def _columns(self) -> tuple[Column[Finding], ...]:
        def text(place: int) -> Column[Finding]:
            return Column(
                findings_paper.HEADINGS[place],
                lambda each: self._texts(each)[place],
                width=_WIDTHS[place],
                stretch=place == 3,
                sort_key=None if place == 3 else lambda each: self._texts(each)[place],
                level=(lambda each: each.problem.level if each.problem.level in ("error", "warning") else "")
                if place == 0
                else None,
            )

        return tuple(map(text, range(len(_WIDTHS))))

    def _lay_out(self) -> None:
        for words, levels in _SHOWN:
            self.level.addItem(words, levels)
        self.register.addItem(_ALL, "")
        self.row.addWidget(self.text, 1)
        self.row.addWidget(self.level)
        self.row.addWidget(self.register)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.foot)
        self.column.addWidget(self.stale)
        self.stale.hide()
        self.text.textChanged.connect(self.filter)
        self.level.currentIndexChanged.connect(self.filter)
        self.register.currentIndexChanged.connect(self.filter)
        self.table.opened.connect(lambda row, column: self.open())
        self._allow()

    def inspect(self) -> None:
        """Look through everything, off the GUI thread."""
        store = self._session.store

        def work(progress: Progress) -> KeptFindings:
            made = KeptFindings(datetime.now(), self._step(), inspection.inspect(store, _LEVELS, progress))
            kept_findings.keep(store, made)
            return made

        tasks.run(self, "检查", work, self.show_found)

    def show_found(self, made: KeptFindings) -> None:
        """Show what an inspection found, just now or before the program was closed, the heaviest first."""
        places = {kind.key: place for place, kind in enumerate(self._session.store.kinds, 1)}
        self.when, self._last = made.at, made.step
        self.say_age()
        self.found = sorted(made.found, key=lambda each: (_LEVELS.index(each.problem.level), places.get(each.kind, 0)))
        chosen = self.register.currentText()
        self.register.blockSignals(True)
        self.register.clear()
        self.register.addItems([_ALL, *dict.fromkeys(self._texts(each)[1] for each in self.found)])
        self.register.setCurrentIndex(max(0, self.register.findText(chosen)))
        self.register.blockSignals(False)
        self.filter()

    def say_age(self) -> None:
        """Say where something was changed since the inspection."""
        self.stale.setText(_STALE)
        self.stale.setVisible(self.when is not None and self._step() != self._last)

    def _step(self) -> int:
        """The last step that changed anything."""
        last = about.last_change(self._session.store.database.connection())
        return int(last[0]) if last is not None else 0

    def filter(self) -> None:
        """Show the findings of the chosen weight and register that hold the text."""
        levels, register = self.level.currentData(), self.register.currentText()
        text = self.text.text().strip()
        shown = [
            each
            for each in self.found
            if each.problem.level in levels
            and register in (_ALL, self._texts(each)[1])
            and any(text in part for part in self._texts(each))
        ]
        if self.when is not None:
            when = f"{self.when:%Y-%m-%d %H:%M}"
            counts = "，".join(
                f"{findings_paper.LEVELS[level]} {sum(each.problem.level == level for each in self.found)} 条"
                for level in _LEVELS
            )
            self.table.empty = _FILTERED if self.found else _NONE.format(when=when)
            self.foot.setText(f"{when} 检查（{_age(self.when)}）：{counts}。现在显示 {len(shown)} 条。")
        self.table.show_rows(shown)
        self._allow()

    def _allow(self) -> None:
        some = bool(self.table.keys)
        self.tools.allow({"open": some, "print": some, "export": some}, _NOT_YET if self.when is None else _FILTERED)

    def open(self) -> None:
        """Lead to the record of the chosen finding; one of the file as a whole has none."""
        chosen = self.table.row()
        if chosen is None:
            return
        record = rows.by_uid(self._session.kind(chosen.kind), chosen.uid) if chosen.kind and chosen.uid else None
        if record is None:
            messages.toast(self, "这一条说的是整个数据文件或已删去的记录，没有可以打开的记录")
        else:
            self._session.show(self._session.kind(chosen.kind), record)

    def print(self) -> None:
        """The list as it is shown."""
        printing.print_paper(
            self._session, self, findings_paper.PAPER, PrintRequest(chosen=tuple(self.table.rows.shown))
        )

    def save(self) -> None:
        """The list as it is shown, as a sheet."""
        path = messages.save_file(self, "导出检查结果", "检查结果.xlsx", "Excel 表格 (*.xlsx)")
        if path is None:
            return
        told = [self._texts(each) for each in self.table.rows.shown]
        journal = self._session.store.journal

        def work(progress: Progress) -> Path:
            columns = tuple(map(SheetColumn, findings_paper.HEADINGS))
            writer.write(path, (Sheet("检查结果", columns, told),), progress)
            journal.note(f"导出检查结果到“{paths.shown(path.name)}”")
            return path

        tasks.run(self, "导出", work, lambda made: messages.toast(self, f"已导出到“{paths.shown(made.name)}”"))

    def _texts(self, found: Finding) -> tuple[str, ...]:
        return findings_paper.texts(self._session.store, found)


def _age(when: datetime) -> str:
    days = (datetime.now().date() - when.date()).days
    return "今天" if days <= 0 else f"{days} 天前"
