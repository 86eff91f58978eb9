"""计票台: ballot after ballot from the keyboard, each on disk before the next begins."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from unionapp.errors import Refused, Trouble
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting import correcting
from unionapp.subjects.elections.counting.actions import FIRST, SECOND
from unionapp.subjects.elections.models import Round
from unionapp.subjects.elections.record_rules import lines
from unionapp.subjects.elections.states import CountWay, RoundSort

from ui.elections.counting import board, lesson
from ui.elections.counting.entry import EntryPanel
from ui.elections.counting.last_ballots import LastBallots
from ui.kit import messages
from ui.kit.charts import Bars
from ui.kit.keeping import Keeper
from ui.kit.plain import label
from ui.session import Session


class CountingDesk(QDialog):
    """Counts one vote; `entry` 2 is the second, blind one, which sees nothing of the first."""

    finish_wanted = Signal()
    """All ballots are in and the clerk wants to see what came of them."""
    totals_wanted = Signal()
    """The clerk would rather enter sums."""

    def __init__(self, parent: QWidget | None, session: Session, round: Round, entry: int = FIRST) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.session = session
        self.round = round
        self.entry = entry
        self.board: board.CountingBoard | None = None
        self.mending = 0
        """The place of the ballot that is put right; 0 while the next one is keyed in."""
        self.panel = EntryPanel(lines(round.names), round.seats)
        self.progress = QProgressBar()
        self.status = label("")
        self.task = label("")
        self.task.setProperty("role", "heading")
        self.votes = Bars("现在的赞成票", "票")
        self.last = LastBallots(round, entry)
        self.buttons: dict[str, QPushButton] = {}
        words = "第二遍录入（看不到第一遍）" if entry == SECOND else "计票台"
        self.setWindowTitle(f"{words} · {round.label or '计票练习'}")
        self._lay_out()
        self.panel.filed.connect(self.file)
        self.last.wanted.connect(self.mend)
        self.refresh()
        self.panel.begin()
        Keeper(
            self, session, lambda: _place(self), lambda: f"“{self.windowTitle()}”的选票", lambda: self.panel.draft.begun
        )

    def _lay_out(self) -> None:
        names = label(self.round.label or "计票练习", "title")
        heading = f"应选 {self.round.seats} 名　应到 {self.round.due} 人　收回 {self.round.returned} 张"
        left, right = QVBoxLayout(), QVBoxLayout()
        for part in (names, label(heading, "faint"), self.task):
            left.addWidget(part)
        left.addWidget(self.panel, 1)
        self.progress.setAccessibleName("已录入的张数")
        right.addWidget(self.progress)
        right.addWidget(self.status)
        if self.entry == FIRST:
            right.addWidget(label("现在的赞成票", "heading"))
            right.addWidget(self.votes)
        right.addWidget(label("刚录入的（双击一张可以改正）", "heading"))
        right.addWidget(self.last, 1)
        grid = QGridLayout()
        for at, button in enumerate(self._make_buttons()):
            grid.addWidget(button, at // 2, at % 2)
        right.addLayout(grid)
        row = QHBoxLayout(self)
        row.setSpacing(16)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        self.resize(1180, 660)

    def _make_buttons(self) -> list[QPushButton]:
        wanted = [("撤回上一张", "Ctrl+Z", self.take_back), ("不改了", "", lambda: self.mend(0))]
        if self.entry == FIRST:
            wanted += [("投影唱票板", "F11", self.show_board), ("改录合计", "", self._want_totals)]
        wanted += [("看结果", "F12", self.finish), ("先停下，以后接着录", "", self.reject)]
        for text, key, run in wanted:
            button = QPushButton(f"{text}（{key}）" if key else text)
            button.setAccessibleName(text)
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda checked=False, run=run: run())
            if key:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.activated.connect(button.click)
            self.buttons[text] = button
        return list(self.buttons.values())

    @property
    def entered(self) -> int:
        """Ballots of this entry that are on disk."""
        return counting.entered(self.round, self.entry)

    def file(self, marks: str, written: str) -> None:
        """Put the ballot on disk and begin the next one; a refusal keeps it on the screen."""
        journal, place = self.session.store.journal, self.mending
        try:
            if place:
                correcting.enter_again(journal, self.round, self.entry, place, (marks, written))
            else:
                ballot = counting.cast(journal, self.round, marks, written, self.entry)
        except (Refused, Trouble) as error:
            self.status.setText(f"⚠ {error}")
            return
        self.mending = 0
        self.refresh()
        if place:
            self.status.setText(f"✓ 第 {place} 张已改正。{self.status.text()}")
        elif self.round.sort == RoundSort.PRACTICE:
            self.status.setText(lesson.judged(ballot))
        self.panel.begin()

    def mend(self, place: int) -> None:
        """Key in anew the ballot at a place, or with 0 go on with the next one; the desk is empty for it."""
        self.mending = place
        self.refresh()
        if place:
            was = self.last.said(place, *counting.sheets(self.round, self.entry)[place - 1])
            self.status.setText(f"改正{was}。请照原票重录，回车存下；不改了点“不改了”。")
        self.panel.begin()

    def take_back(self) -> None:
        """Take the last ballot out again, so that it is keyed in anew on an empty desk; what it said is told."""
        try:
            ballot = correcting.recall(self.session.store.journal, self.round, self.entry)
        except (Refused, Trouble) as error:
            self.status.setText(f"⚠ {error}")
            return
        if ballot is None:
            self.status.setText("还没有录入选票。")
            return
        self.mending = 0
        self.refresh()
        self.status.setText(f"已撤回{self.last.said(ballot.place, ballot.marks, ballot.written)}。请照原票重录这一张。")
        self.panel.begin()

    def show_board(self) -> None:
        """Open the window for the projector: on the second screen, filling it, where there is one."""
        if self.board is None:
            self.board = board.CountingBoard(board.facts(self.round))
        others = [screen for screen in QGuiApplication.screens() if screen is not self.screen()]
        if others:
            self.board.setGeometry(others[0].geometry())
            self.board.showFullScreen()
        else:
            self.board.show()
        self.activateWindow()
        self.panel.setFocus()

    def finish(self) -> None:
        """See what came of it; while ballots are missing, say how many."""
        missing = self.round.returned - self.entered
        if missing:
            self.status.setText(f"⚠ 还有 {missing} 张没有录入。张数不对时，请在“结果”里核对收回选票数。")
            self.panel.setFocus()
            return
        self.accept()
        self.finish_wanted.emit()

    def done(self, result: int) -> None:
        """The board goes with the desk."""
        self._close_board()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The same where the window is closed."""
        self._close_board()
        super().closeEvent(event)

    def refresh(self) -> None:
        """Show how far the count is."""
        entered, all_of_them = self.entered, self.round.returned
        self.progress.setRange(0, max(1, all_of_them))
        self.progress.setValue(entered)
        self.progress.setFormat(f"{entered} / {all_of_them} 张")
        full = entered >= all_of_them
        self.status.setText("✓ 全部录完，按 F12 看结果。" if full else f"请录第 {entered + 1} 张")
        self.task.setText(lesson.task(entered) if self.round.sort == RoundSort.PRACTICE else "")
        self.task.setVisible(bool(self.task.text()))
        self.buttons["撤回上一张"].setEnabled(entered > 0 and not self.mending)
        self.buttons["不改了"].setVisible(bool(self.mending))
        self.last.refresh()
        if self.entry == FIRST:
            self._show_votes()

    def _show_votes(self) -> None:
        found, names = board.facts(self.round), lines(self.round.names)
        self.votes.show_figures([(line.name, line.votes) for line in found.lines])
        self.panel.know([line.name for line in found.lines if line.name not in names])
        self.buttons["改录合计"].setVisible(not found.called)
        if self.board is not None:
            self.board.show_facts(found)

    def _want_totals(self) -> None:
        self.reject()
        self.totals_wanted.emit()

    def _close_board(self) -> None:
        if self.board is not None:
            self.board.close()
            self.board.deleteLater()
            self.board = None


def _place(desk: CountingDesk) -> str:
    """Where the ballot on the desk stands, for drafts: that of another number is another ballot."""
    return f"ballot/{desk.round.uid}/{desk.entry}/{desk.mending or desk.entered + 1}"


def open_desk(parent: QWidget | None, session: Session, round: Round, entry: int = FIRST) -> CountingDesk | None:
    """Open the desk of a vote that is not frozen; None with the reason said where it cannot be."""
    try:
        counting.renew(round)
    except Refused as error:
        messages.report(parent, error)
        return None
    if round.frozen or round.way == CountWay.TOTALS:
        why = "这次投票已经封存。确需改动，请先启封。" if round.frozen else "这次投票录的是合计，不能再逐票录入。"
        messages.warn(parent, why)
        return None
    desk = CountingDesk(parent, session, round, entry)
    desk.open()
    return desk
