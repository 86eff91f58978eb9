"""打印表格: every form of the program in one place, with what each needs, and blank ones to fill by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from unionapp.office import cabinet
from unionapp.paper.paper import Need, Paper, PrintRequest
from unionapp.values import names

from ui.printing import opening as printing
from ui.session import Session

TITLE = "打印表格"
HELP = (
    "全部表格都在这里。“打印”先预览，再打印、存成 PDF 或存成 Word 再改；"
    "“空白表”打出没有填写的表，供手工填写。会员、工会等的表格也可以在各自的页面上选中一行后打印。"
)
_OTHER = "其他"
_NEEDS: dict[Need, str] = {
    "record": "先选一条",
    "union": "选工会",
    "month": "选月份",
    "year": "选年度",
    "day": "选日期",
}
_SORTS = {"letter": "公文", "form": "单张表", "list": "花名册和清单", "book": "账簿"}


class PapersPage(QWidget):
    """All papers by subject, found by typing."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找表格：名称、拼音首字母")
        self.search.setAccessibleName("查找表格")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(self.fontMetrics().horizontalAdvance("汉") * 24)
        self.search.textChanged.connect(self.show_matching)
        self.rows: list[tuple[Paper, tuple[QWidget, ...]]] = []
        self.headings: list[tuple[QLabel, tuple[Paper, ...]]] = []
        self.nothing = QLabel("没有找到这样的表格。请换一个词，或清空上面的查找框。")
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self._scrolled(), 1)
        self.setFocusProxy(self.search)
        self.show_matching("")

    def show_matching(self, text: str) -> None:
        """Show the papers whose title holds the text or is read so."""
        typed = text.strip().lower()
        shown = {paper.id for paper, _ in self.rows if matches(paper, typed)}
        for paper, widgets in self.rows:
            for widget in widgets:
                widget.setVisible(paper.id in shown)
        for heading, papers in self.headings:
            heading.setVisible(any(paper.id in shown for paper in papers))
        self.nothing.setVisible(not shown)

    def _scrolled(self) -> QWidget:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(2, 4)
        for title, papers in by_subject(cabinet.readable()):
            self._add_heading(grid, title, papers)
            for paper in papers:
                self._add_paper(grid, paper)
        grid.addWidget(self.nothing, grid.rowCount(), 0, 1, 5)
        grid.setRowStretch(grid.rowCount(), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        return scroll

    def _add_heading(self, grid: QGridLayout, title: str, papers: tuple[Paper, ...]) -> None:
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        heading.setContentsMargins(0, 10, 0, 2)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 5)
        self.headings.append((heading, papers))

    def _add_paper(self, grid: QGridLayout, paper: Paper) -> None:
        at = grid.rowCount()
        name, sort, needs = QLabel(paper.title), QLabel(_SORTS[paper.sort]), QLabel(needed(paper))
        for label in (sort, needs):
            label.setProperty("role", "faint")
        name.setWordWrap(True)
        needs.setWordWrap(True)
        needs.setToolTip(paper.help)
        made: dict[int, QWidget] = {0: name, 1: sort, 2: needs}
        if paper.id != printing.RECOVERY:
            made[3] = self._button("打印…", paper, PrintRequest())
        if paper.empty is not None:
            made[4] = self._button("空白表", paper, PrintRequest(blank=True))
        for place, widget in made.items():
            grid.addWidget(widget, at, place)
        self.rows.append((paper, tuple(made.values())))

    def _button(self, text: str, paper: Paper, request: PrintRequest) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(f"{paper.title}：{text.rstrip('…')}")
        button.clicked.connect(lambda: printing.print_paper(self.session, self, paper, request))
        return button


def by_subject(papers: Sequence[Paper]) -> list[tuple[str, tuple[Paper, ...]]]:
    """The papers under the titles of what they are about, in the order of the program."""
    titles = dict.fromkeys(subject(paper) for paper in papers)
    return [(title, tuple(paper for paper in papers if subject(paper) == title)) for title in titles]


def subject(paper: Paper) -> str:
    """What a paper is about."""
    return paper.of.title if paper.of is not None else _OTHER


def needed(paper: Paper) -> str:
    """What a paper needs, in words."""
    must = "、".join(f"先选{paper.of.noun}" if need == "record" and paper.of else _NEEDS[need] for need in paper.needs)
    if paper.id == printing.RECOVERY:
        return "换发恢复码时打印；空白表可以手工抄写"
    may = "、".join(_NEEDS[need] for need in paper.takes)
    return "；".join(part for part in (must, f"可{may}" if may else "") if part)


def matches(paper: Paper, typed: str) -> bool:
    """Whether a typed text is part of the title, or the beginning of one of its readings."""
    tokens = names.search_tokens(f"表{paper.title}")  # a word before it, so that 会 is not read as a surname
    return not typed or typed in paper.title.lower() or any(token.startswith(typed) for token in tokens)
