"""Which keys there are: of the page in front, and of the whole program as a table to print or copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from unionapp.paper.paper import PrintRequest
from unionapp.records import fields

from ui.figures.paper import shown_paper
from ui.figures.table import FigureRow, FigureTable, Head
from ui.kit import style
from ui.kit.actions import Action, ActionBar, Command, key_words
from ui.kit.plain import label
from ui.kit.sizes import fit
from ui.page_spec import PageSpec
from ui.printing.opening import print_paper
from ui.session import Session
from ui.window.tab_view import TabView

Keyed = tuple[str, str]
"""What is done, and its keys."""

WITHIN: Sequence[tuple[str, Keyed]] = (
    ("打开的记录", ("返回", "Esc")),
    ("打开的记录", ("编辑", "F2、Ctrl+E")),
    ("填写时", ("到下一项", "回车")),
    ("填写时", ("保存", "Ctrl+S、Ctrl+回车")),
    ("填写时", ("保存并新增下一个", "Ctrl+Shift+S")),
    ("填写时", ("离开", "Esc")),
    ("填凭证时", ("保存并填下一张", "Ctrl+回车")),
    ("逐行填写", ("到下一格", "回车")),
    ("逐行填写", ("插一行", "Ctrl+Insert")),
    ("逐行填写", ("删一行", "Ctrl+Delete")),
    ("逐行填写", ("抄上一行", "Ctrl+D")),
    ("逐行填写", ("列出可选的", "F4")),
    ("凭证分录", ("补平金额", "=")),
    ("表格里", ("打开", "回车")),
    ("表格里", ("复制", "Ctrl+C")),
)
"""Keys in what opens over a page, which is not there to be asked."""
_HEADS = (Head(fields.Text("在哪里"), 12), Head(fields.Text("操作"), 14, stretch=True), Head(fields.Text("按键"), 12))


def keyed(commands: Iterable[Command]) -> list[Keyed]:
    """Those that have keys, each once."""
    pairs = (
        (each.text().rstrip("…"), "、".join(dict.fromkeys(key_words(key) for key in each.hears()))) for each in commands
    )
    return list(dict.fromkeys(pair for pair in pairs if pair[1]))


def in_words(pairs: Iterable[Keyed]) -> str:
    """新增 Ctrl+N　编辑 F2."""
    return "　".join(f"{words} {keys}" for words, keys in pairs)


def of_page(page: QWidget) -> list[Keyed]:
    """The keys of a page, whether it is seen or not."""
    return keyed(command for bar in page.findChildren(ActionBar) for command in bar.commands())


class AllKeys(QDialog):
    """全部按键: where, what, and the key. Pages that were not opened yet are made one after the other to be asked."""

    def __init__(self, parent: QWidget, session: Session, views: Sequence[TabView], always: Iterable[Keyed]) -> None:
        super().__init__(parent)
        self.setWindowTitle("全部按键")
        self.session = session
        self.lines = [("每一页", words, keys) for words, keys in always]
        self.waiting: Iterator[tuple[TabView, PageSpec, PageSpec]] = iter(
            [(view, entry, spec) for view in views for entry in view.tab.entries for spec in entry.pages]
        )
        self.table = FigureTable("全部按键")
        self.said = label("正在列出各页……", "faint")
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)
        self._timer.start(0)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.said, 1)
        actions = (
            Action("print", "打印", self.print, "Ctrl+P", main=True),
            Action("copy-rows", "复制到 Excel", self.copy),
            Action("close", "关闭", self.reject, "Esc"),
        )
        self.tools = ActionBar(self, row, actions)
        column = QVBoxLayout(self)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.tools.allow({"print": False, "copy-rows": False})
        fit(self, 52, 40)
        self.table.setMinimumHeight(style.letters(self, 20))

    def _next(self) -> None:
        """Ask one more page."""
        view, entry, spec = next(self.waiting, (None, None, None))
        if view is None or entry is None or spec is None:
            self._timer.stop()
            self.lines += [(where, words, keys) for where, (words, keys) in WITHIN]
            self.table.show_lines(_HEADS, [FigureRow(each) for each in self.lines])
            self.said.setText(f"共 {len(self.lines)} 个")
            self.tools.allow({"print": True, "copy-rows": True})
            return
        made = view.made_of(spec.key)
        page = made or spec.make(self.session)
        where = " › ".join(dict.fromkeys((view.tab.title, entry.title, spec.title)))
        self.lines += [(where, words, keys) for words, keys in of_page(page)]
        if made is None:
            page.deleteLater()

    def print(self) -> None:
        """The preview of the sheet."""
        paper = shown_paper("全部按键", "", _HEADS, [FigureRow(each) for each in self.lines])
        print_paper(self.session, self, paper, PrintRequest())

    def copy(self) -> None:
        """All of it, to be pasted into a spreadsheet."""
        self.table.selectAll()
        self.table.copy()
