"""健康: how safe the data are, one line for each thing, and one click to mend it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QWidget
from unionapp.office import full_check, handing_over, health, leaving, second_place
from unionapp.office.health import Line
from unionapp.paper.paper import PrintRequest

from ui import tasks
from ui.kit import messages, style
from ui.kit.actions import Action, ActionBar
from ui.kit.plain import PlainPage, empty, label
from ui.kit.seen import EVERYTHING, Watch
from ui.office import succeeding
from ui.printing import opening as printing
from ui.session import Session

HELP = "数据是否安全，一行说一件事；要办的，点右边的按钮就办。全面检查每周做一次。"
_LEVELS = {"good": "good", "due": "warning", "bad": "error"}
_FIRST = ("bad", "due", "good")
_LEAVING = (
    "将把全部台账、账簿和附件写成 Excel、PDF 等文件，不用本程序也能看。"
    "这些文件没有加密，含证件号码等个人信息，请放在移动硬盘上妥善保管。数据本身不变。"
)
_PAUSE = 300
"""Milliseconds after the last change until the lines are read anew."""


class HealthPage(PlainPage):
    """The lines, read anew whenever the page is looked at."""

    def __init__(self, session: Session) -> None:
        super().__init__("数据安全", HELP, self._actions())
        self._session = session
        self.lines: list[Line] = []
        self.summary = label("正在查看……", "heading")
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(style.letters(self, 2))
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(2, 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName("数据安全的各项")
        self.column.addWidget(self.summary)
        self.column.addWidget(area, 1)
        self.seen = Watch(self, session, EVERYTHING, self.refresh, _PAUSE, always=True)

    def _actions(self) -> tuple[Action, ...]:
        return (
            Action("check", "现在全面检查", self.check),
            Action("hand-over", "移交清册…", self.hand_over),
            Action("successor", "移交给接交人…", lambda: succeeding.begin(self, self._session)),
            Action("leave", "全部导出…", self.leave),
        )

    def refresh(self) -> None:
        """Read the lines, off the GUI thread; while the data are at work, a little later."""
        if tasks.busy():
            self.seen.later()
            return
        store = self._session.store
        tasks.look(self, lambda progress: health.state(store, datetime.now()), self.show_lines)

    def show_lines(self, lines: list[Line]) -> None:
        """Show them, what must be done first."""
        self.lines = lines
        waiting = [each for each in lines if each.state != "good"]
        self.summary.setText(f"{len(waiting)} 件事要办" if waiting else "一切都好")
        empty(self._grid)
        for at, line in enumerate(sorted(lines, key=lambda each: _FIRST.index(each.state))):
            self._add(at, line)
        self._grid.setRowStretch(len(lines), 1)

    def _add(self, at: int, line: Line) -> None:
        mark = label(health.STATES[line.state])
        mark.setProperty("level", _LEVELS[line.state])
        for column, (part, width) in enumerate(((mark, 3), (label(line.title), 10), (label(line.words), 0))):
            part.setMinimumWidth(style.letters(self, width))
            self._grid.addWidget(part, at, column)
        side = QWidget()
        row = QHBoxLayout(side)
        row.setContentsMargins(0, 0, 0, 0)
        if line.remedy:
            words, run = self._remedies()[line.remedy]
            ActionBar(side, row, (Action(f"mend-{line.key}", words, run),))
        self._grid.addWidget(side, at, 3)
        self._grid.setRowMinimumHeight(at, style.letters(self, 2))

    def _remedies(self) -> dict[str, tuple[str, Callable[[], object]]]:
        wanted = self._session.page_wanted.emit
        return {
            "back-up": ("立即备份", self.back_up),
            "back-up-second": ("备份到第二处", self.back_up_second),
            "name-second": ("指定第二处…", self.name_second),
            "check": ("现在检查", self.check),
            "backups": ("去备份与恢复", lambda: wanted("backups")),
            "operators": ("去操作员与密码", lambda: wanted("operators")),
        }

    def back_up(self) -> None:
        """A copy into the data folder."""
        store = self._session.store
        tasks.run(self, "备份", lambda progress: store.backup(progress=progress), self._mended)

    def back_up_second(self) -> None:
        """A copy into the second place."""
        store = self._session.store
        tasks.run(self, "备份到第二处", lambda progress: second_place.copy(store, progress), self._mended)

    def name_second(self) -> None:
        """Let the clerk name the second place."""
        place = messages.choose_folder(self, "选择U盘、移动硬盘或共享文件夹上的一个文件夹作为第二处")
        if place is not None:
            second_place.name_it(self._session.store, place)
            self.refresh()

    def hand_over(self) -> None:
        """The sheet of what is handed over; the preview asks for the persons."""
        printing.print_paper(self._session, self, handing_over.HANDOVER, PrintRequest())

    def leave(self) -> None:
        """Everything as sheets, PDF and files into an empty folder, once the clerk knows that it is not encrypted."""
        if not messages.ask(self, _LEAVING, "选择文件夹…", "取消"):
            return
        out = messages.choose_folder(self, "选择一个空文件夹")
        if out is not None:
            store = self._session.store
            tasks.run(self, "全部导出", lambda progress: leaving.leave(store, out, progress), self._left)

    def _left(self, made: leaving.Export) -> None:
        lost = f"另有 {len(made.missing)} 个附件读不出来，写在目录里。" if made.missing else ""
        messages.tell(self, f"已全部导出 {len(made.files)} 个文件。打开文件夹里的“{leaving.INDEX}”查看。{lost}")

    def check(self) -> None:
        """The full check now."""
        store = self._session.store
        tasks.run(self, "全面检查", lambda progress: full_check.run(store, datetime.now(), progress), self._checked)

    def _checked(self, found: full_check.FullCheck) -> None:
        self.refresh()
        self._session.copied()
        if found.faults:
            messages.warn(self, f"发现 {found.faults} 处不对，数据没有改动。请到“检查”页点“开始检查”，看是哪些记录。")
        else:
            messages.toast(self, "检查完毕，没有发现问题")

    def _mended(self, made: object) -> None:
        self.refresh()
        self._session.copied()
        messages.toast(self, "已备份并核对")
