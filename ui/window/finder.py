"""Ctrl+K: one line that finds whatever can be done, by words or pinyin, and does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHeaderView, QLineEdit, QVBoxLayout, QWidget
from unionapp.later import later
from unionapp.values import names

from ui.kit import style
from ui.kit.actions import Command, key_words
from ui.kit.plain import label
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.page_spec import Tab
from ui.window import catalogue

if TYPE_CHECKING:
    from unionapp.office import cabinet, settings
else:
    cabinet = later("unionapp.office.cabinet")
    settings = later("unionapp.office.settings")

_OF_LISTS = frozenset(("find", "show-all", "copy-rows", "columns"))
"""What every list can do; nobody goes to another page for it."""
_MOST = 12
"""So many results are listed."""
_AT_FIRST = "输入要办的事：页面、操作、表格、参数、帮助里的话，可用拼音首字母（结账：jz）。回车打开，Esc 关闭。"
_NOTHING = "没有找到“{}”。换一个词，或只输拼音首字母。"


@dataclass(frozen=True)
class Findable:
    """One thing that can be found."""

    words: str
    where: str
    key: str
    run: Callable[[], object]
    said: str = ""
    """What its help says; words of it find it too, after all else."""

    @cached_property
    def _readings(self) -> tuple[str, ...]:
        # a word before it, so that 会 at the beginning is not read as a surname
        return names.search_tokens(f"表{self.words}")

    def distance(self, typed: str) -> int | None:
        """How far what was typed is from it, 0 for the beginning of its words; None where it is not meant."""
        words = self.words.lower()
        if words.startswith(typed):
            return 0
        if typed in words:
            return 1
        if any(reading.startswith(typed) for reading in names.pinyin_keys(self.words)):
            return 2
        if any(reading.startswith(typed) for reading in self._readings):
            return 3
        if any(typed in f"{words}{part}".lower() for part in self.where.split(" › ")):
            return 3
        if typed in self.where.lower():
            return 4
        return 5 if len(typed) > 1 and typed in self.said.lower() else None


def of_actions(commands: Iterable[Command], where: str) -> list[Findable]:
    """What can be done now of what is in sight."""
    allowed = [each for each in commands if each.isEnabled()]
    return [Findable(each.text().rstrip("…"), where, key_words(each.declared.key), each.trigger) for each in allowed]


def of_pages(tabs: Sequence[Tab], go: Callable[[str], object]) -> list[Findable]:
    """Every page, under its tab and its group where it has one; what its help says finds it too."""
    found = []
    for place, tab in enumerate(tabs, 1):
        key = f"Ctrl+{place}" if len(tab.pages) == 1 else ""
        for entry in tab.entries:
            where = " › ".join(filter(None, (tab.title, entry.group)))
            about = catalogue.help_of(entry.key)
            found.append(Findable(entry.title, where, key, partial(go, entry.key), about))
            within = f"{tab.title} › {entry.title}"
            for part in entry.parts:
                found.append(Findable(part.title, within, "", partial(go, part.key), catalogue.help_of(part.key)))
    return found


def of_other_pages(tabs: Sequence[Tab], front: str, do: Callable[[str, str], object]) -> list[Findable]:
    """What can be done on every page but the one in front; `do` goes there and does it."""
    found = []
    for tab in tabs:
        for entry in tab.entries:
            for page in entry.pages:
                where = " › ".join(dict.fromkeys((tab.title, entry.title, page.title)))
                listed = [
                    each for each in catalogue.actions_of(page.key) if page.key != front and each.id not in _OF_LISTS
                ]
                found += [Findable(each.words, where, each.keys, partial(do, page.key, each.id)) for each in listed]
    return found


def of_settings(go: Callable[[str], object]) -> list[Findable]:
    """Every figure that can be set, by its title; it is found on the page of settings."""
    titles = dict.fromkeys(line.option.title for line in settings.lines())
    return [Findable(title, "参数设置", "", partial(go, title)) for title in titles]


def of_papers(go: Callable[[str], object]) -> list[Findable]:
    """Every paper; it is found on the page of papers."""
    titles = dict.fromkeys(paper.title for paper in cabinet.readable())
    return [Findable(title, "打印表格", "", lambda title=title: go(title)) for title in titles]  # type: ignore[misc]


def found(entries: Sequence[Findable], typed: str) -> list[Findable]:
    """What is meant by the typed words, the nearest first; every word must be in it."""
    parts = typed.lower().split()
    ranked = []
    for place, entry in enumerate(entries):
        distances = [entry.distance(part) for part in parts]
        if parts and None not in distances:
            ranked.append((sum(each or 0 for each in distances), place, entry))
    return [entry for _, _, entry in sorted(ranked, key=lambda each: each[:2])[:_MOST]]


class Finder(QDialog):
    """The line and what it finds, over the window."""

    def __init__(self, parent: QWidget, entries: Sequence[Findable]) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("查找功能")
        self._former = QApplication.focusWidget()
        self.entries = entries
        self.shown: list[Findable] = []
        self.line = QLineEdit()
        self.line.setAccessibleName("查找功能：页面、操作、表格、参数、帮助")
        self.line.setPlaceholderText("要办什么？")
        self.said = label(_AT_FIRST, "faint")
        self.table = told_table("找到的功能", ("功能", "在哪里", "按键"))
        self._lay_out(parent)
        self.line.textChanged.connect(self.look)
        self.line.installEventFilter(self)
        self.table.clicked.connect(lambda index: self.do())
        self.table.chosen_changed.connect(self._say_chosen)

    def _lay_out(self, parent: QWidget) -> None:
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.horizontalHeader().hide()
        heading = self.table.horizontalHeader()
        heading.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heading.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.hide()
        card = QFrame()
        card.setObjectName("card")
        QVBoxLayout(self).addWidget(card)
        column = QVBoxLayout(card)
        column.addWidget(self.line)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        self.setFixedWidth(min(style.letters(self, 48), parent.width() - 40))
        self.move(parent.mapToGlobal(QPoint((parent.width() - self.width()) // 2, style.letters(self, 5))))

    def look(self, typed: str) -> None:
        """Show what is meant by what is typed."""
        self.shown = found(self.entries, typed)
        self.table.show_rows([Told(at, (each.words, each.where, each.key)) for at, each in enumerate(self.shown)])
        self.table.setVisible(bool(self.shown))
        if self.shown:
            self.table.choose(0)
            self.table.horizontalHeader().setStretchLastSection(False)
            for place, wide in ((1, 14), (2, 9)):
                self.table.setColumnWidth(place, style.letters(self, wide))
            self.table.setFixedHeight(sum(self.table.rowHeight(at) for at in range(len(self.shown))) + 4)
        self.said.setText(_NOTHING.format(typed.strip()) if typed.strip() else _AT_FIRST)
        self.said.setVisible(not self.shown)
        self._say_chosen()
        self.adjustSize()

    def do(self) -> None:
        """Close, and then do what is chosen, the cursor where it was before."""
        at = self.table.chosen()
        if isinstance(at, int) and at < len(self.shown):
            run = self.shown[at].run
            self.accept()
            QTimer.singleShot(0, run)

    def done(self, result: int) -> None:
        """Close, and give the cursor back to where it was."""
        super().done(result)
        parent = self.parentWidget()
        if parent is not None:
            parent.activateWindow()
        if self._former is not None and shiboken6.isValid(self._former):
            self._former.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move among the results, Enter does the chosen one; the cursor stays in the line."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.do()
            return True
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            QApplication.sendEvent(self.table, QKeyEvent(event))
            return True
        return super().eventFilter(watched, event)

    def _say_chosen(self) -> None:
        """Let a screen reader say the chosen result, since the cursor stays in the line."""
        at = self.table.chosen()
        chosen = self.shown[at] if isinstance(at, int) and at < len(self.shown) else None
        count = f"第 {at + 1} 个，共 {len(self.shown)} 个" if isinstance(at, int) and chosen else self.said.text()
        named = (chosen.words, chosen.where, chosen.key) if chosen is not None else ()
        self.line.setAccessibleDescription("，".join(filter(None, (*named, count))))
