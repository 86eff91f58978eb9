"""The upper edge of the window: the tabs, and the tools that serve every page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QToolButton
from unionapp.store.journal import Journal

from ui.kit import style
from ui.kit.actions import Action, ActionBar

_LONGEST = 10
"""Letters of a step's title that stand on the undo button."""


class Tool(QToolButton):
    """A button of the header; its words go when there is no room, its name stays."""

    def __init__(self, icon: str, text: str, tip: str, worded: bool) -> None:
        super().__init__()
        self.worded = worded
        self._icon = icon
        self.setText(text)
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.draw()

    def draw(self, tight: bool = False) -> None:
        """Draw the icon in the colours in force and as large as the text, a little smaller where room is tight."""
        side = round(self.fontMetrics().height() * (0.9 if tight else 1.15))
        self.setIcon(style.icon(self._icon))
        self.setIconSize(QSize(side, side))

    def show_words(self, shown: bool) -> None:
        """With words beside the icon, or the icon alone."""
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(beside if shown and self.worded else alone)


class Header(QFrame):
    """Tabs on the left, tools on the right."""

    undo_wanted = Signal()
    redo_wanted = Signal()
    backup_wanted = Signal()
    resize_wanted = Signal(int)
    scheme_wanted = Signal()
    lock_wanted = Signal()
    help_wanted = Signal()
    search_wanted = Signal()
    keys_wanted = Signal()
    practice_wanted = Signal()

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("header")
        self.tabs = QTabBar()
        self.tabs.setObjectName("tabs")
        self.tabs.setAccessibleName("栏目")
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        for at, title in enumerate(titles):
            self.tabs.addTab(title)
            self.tabs.setTabToolTip(at, f"{title}（Ctrl+{at + 1}）")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 0, 6, 0)
        self._row.setSpacing(2)
        self._row.addWidget(self.tabs, 1)
        self._add_tools()
        self.keys = ActionBar(self, None, self._actions())
        ActionBar(self, None, self._tab_actions(titles))

    def _add_tools(self) -> None:
        self.undo = self._tool("undo", "撤销", "撤销（Ctrl+Z）", self.undo_wanted.emit, worded=True)
        self.redo = self._tool("redo", "重做", "重做（Ctrl+Y）", self.redo_wanted.emit, worded=True)
        self.backup = self._tool("backup", "备份", "立即备份", self.backup_wanted.emit, worded=True)
        self._tool("search", "", "查找功能（Ctrl+K）", self.search_wanted.emit)
        self.scheme = self._tool("theme", "", "换明暗", self.scheme_wanted.emit)
        self._tool("lock", "", "锁定（Ctrl+L）", self.lock_wanted.emit)
        self._tool("help", "", "本页帮助（F1）", self.help_wanted.emit)
        # last, where their right edge stays under the mouse when everything grows
        self._tool("smaller", "", "字小一些（Ctrl+-）", lambda: self.resize_wanted.emit(-1))
        self._tool("larger", "", "字大一些（Ctrl+=）", lambda: self.resize_wanted.emit(1))

    def _tool(self, icon: str, text: str, tip: str, action: Callable[[], None], worded: bool = False) -> Tool:
        tool = Tool(icon, text, tip, worded)
        tool.clicked.connect(action)
        self._row.addWidget(tool)
        return tool

    def _actions(self) -> list[Action]:
        """What is done from every page, by its key."""
        return [
            Action("undo", "撤销", self.undo_wanted.emit, "Ctrl+Z"),
            Action("redo", "重做", self.redo_wanted.emit, "Ctrl+Y", also="Ctrl+Shift+Z"),
            Action("find-anything", "查找功能", self.search_wanted.emit, "Ctrl+K"),
            Action("smaller", "字小一些", lambda: self.resize_wanted.emit(-1), "Ctrl+-"),
            Action("larger", "字大一些", lambda: self.resize_wanted.emit(1), "Ctrl+=", also="Ctrl++"),
            Action("scheme", "换明暗", self.scheme_wanted.emit),
            Action("lock", "锁定", self.lock_wanted.emit, "Ctrl+L"),
            Action("back-up", "立即备份", self.backup_wanted.emit),
            Action("help", "本页帮助", self.help_wanted.emit, "F1"),
            Action("all-keys", "全部按键", self.keys_wanted.emit, "Ctrl+F1"),
            Action("practise", "打开练习乡镇", self.practice_wanted.emit),
            Action("tab-back", "前一个栏目", lambda: self._turn(-1), "Ctrl+PgUp"),
            Action("tab-on", "后一个栏目", lambda: self._turn(1), "Ctrl+PgDown"),
        ]

    def _tab_actions(self, titles: Sequence[str]) -> list[Action]:
        """To each tab by its number."""
        go = self.tabs.setCurrentIndex
        return [Action(f"tab-{at}", title, partial(go, at), f"Ctrl+{at + 1}") for at, title in enumerate(titles)]

    def _turn(self, by: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def follow(self, journal: Journal) -> None:
        """Say on the buttons what they would take back and do again."""
        for tool, word, key, step in (
            (self.undo, "撤销", "Ctrl+Z", journal.undoable),
            (self.redo, "重做", "Ctrl+Y", journal.redoable),
        ):
            tool.setEnabled(step is not None)
            title = step.title if step else ""
            short = title if len(title) <= _LONGEST else title[: _LONGEST - 1] + "…"
            tool.setText(f"{word}：{short}" if step and tool is self.undo else word)
            tip = f"{word}：{title}（{key}）" if step else f"没有可以{word}的操作"
            tool.setToolTip(tip)
            tool.setAccessibleName(tip)
        self.fit()

    def fit(self) -> None:
        """All tabs are seen: for them the tools lose their words first, then all stand closer."""
        tools = self.findChildren(Tool)
        for worded, tight in ((True, False), (False, False), (False, True)):
            self._stand(tools, worded, tight)
            if self.tabs.sizeHint().width() + sum(tool.sizeHint().width() + 2 for tool in tools) + 16 <= self.width():
                return

    def _stand(self, tools: Sequence[Tool], worded: bool, tight: bool) -> None:
        """Show the tools with words or without, everything with its usual room or closer together."""
        for tool in tools:
            tool.show_words(worded)
        if tight != bool(self.tabs.property("tight")):
            self.tabs.setProperty("tight", tight)
            self.tabs.style().unpolish(self.tabs)
            self.tabs.style().polish(self.tabs)
            for tool in tools:
                tool.draw(tight)
        self._row.activate()

    def redraw(self) -> None:
        """Take over new colours and a new size of text."""
        for tool in self.findChildren(Tool):
            tool.draw(bool(self.tabs.property("tight")))
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look for room again."""
        super().resizeEvent(event)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Only what is shown knows what its style asks for: the tabs their underline, the tools their words."""
        super().showEvent(event)
        self.tabs.updateGeometry()
        self.fit()

    def minimumSizeHint(self) -> QSize:
        """The tabs may scroll, so the header never widens the window."""
        return QSize(400, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system from light to dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.redraw()
