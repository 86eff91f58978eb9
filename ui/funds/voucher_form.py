"""A voucher as it lies on paper (《会计基础工作规范》第五十一条): head, entries, sums in capitals, who signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.chart import Chart
from unionapp.subjects.funds.vouchers import register
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine, VoucherPaper, word_label
from unionapp.subjects.funds.vouchers.records import VOUCHER_PAPERS, VOUCHERS
from unionapp.subjects.funds.vouchers.states import VoucherSort, VoucherState
from unionapp.values import money, periods

from ui.kit import style
from ui.kit.attaching import shown_file
from ui.kit.plain import Card, label
from ui.kit.text_model import Column, Told, told_columns
from ui.kit.text_table import TextTable
from ui.session import Session

_HEADINGS = ("摘要", "会计科目", "借方金额", "贷方金额")
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MARKS: Mapping[str, str] = {
    VoucherState.DRAFT: "○ 草稿",
    VoucherState.APPROVED: "◐ 已审核，待记账",
    VoucherState.POSTED: "● 已记账",
}
_FACTS = (
    "handler",
    "payee",
    "payee_account",
    "approved_on",
    "paid_on",
    "people",
    "taking_part",
    "reason",
    "explained",
    "reference",
    "remark",
)
_MOST = 12
"""So many rows are seen at once; more are scrolled to."""


_SUM = -1
"""What names the row of the sums."""


class WholeTable(TextTable[Told]):
    """Rows to read, as high as they are together, up to so many."""

    def __init__(self, name: str, titles: Sequence[str], figures: Sequence[str]) -> None:
        columns = told_columns(titles, figures)
        super().__init__(name, [_whole(each, each.title not in figures) for each in columns])
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().sectionResized.connect(lambda: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """All rows, or the first dozen."""
        high = sum(self.rowHeight(row) for row in range(min(self.rows.rowCount(), _MOST)))
        return QSize(style.letters(self, 40), high + self.horizontalHeader().sizeHint().height() + 4)


def _whole(column: Column[Told], words: bool) -> Column[Told]:
    """A column of the form; the row of the sums is bold."""
    return replace(column, width=9, stretch=words, strong=lambda row: row.key == _SUM)


class VoucherForm(QFrame):
    """One voucher to read; `wanted` asks for the voucher that it reverses or that reverses it."""

    wanted = Signal(int)

    def __init__(self, voucher: Voucher, lines: Sequence[VoucherLine]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.voucher = voucher
        self.lines = lines
        self.state = label(_MARKS[voucher.state], "heading")
        self.table = WholeTable("分录", _HEADINGS, _HEADINGS[2:])
        column = QVBoxLayout(self)
        column.addLayout(self._head())
        column.addLayout(self._below_head())
        column.addWidget(self.table)
        column.addLayout(self._signed())
        for words, other in _related(voucher):
            column.addWidget(self._link(words, other))
        self._fill()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        title = QLabel("记 账 凭 证")
        title.setProperty("role", "title")
        papers = QLabel(f"附单据 {self.voucher.papers or 0} 张")
        papers.setAlignment(_RIGHT)
        row.addWidget(self.state, 1)
        row.addWidget(title)
        row.addWidget(papers, 1)
        return row

    def _below_head(self) -> QHBoxLayout:
        voucher, row = self.voucher, QHBoxLayout()
        word = word_label(voucher.word)
        number = f"{word} 字第 {voucher.number:04d} 号" if voucher.number else f"{word} 字（记账时取号）"
        if voucher.sort != VoucherSort.NORMAL:
            number += f"　{VOUCHERS.shown(voucher, 'sort')}"
        texts = (f"核算单位：{voucher.book.name}", periods.chinese_date(voucher.day) if voucher.day else "", number)
        for place, text in enumerate(texts):
            shown = QLabel(text)
            shown.setAlignment((Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, _RIGHT)[place])
            row.addWidget(shown, 1)
        return row

    def _signed(self) -> QHBoxLayout:
        voucher, row = self.voucher, QHBoxLayout()
        book = voucher.book
        signed = (
            ("会计主管", book.accountant),
            ("记账", voucher.poster),
            ("审核", voucher.approver),
            ("出纳", book.cashier),
            ("制单", voucher.maker),
        )
        for words, name in signed:
            row.addWidget(QLabel(f"{words}：{name}"), 1)
        return row

    def _fill(self) -> None:
        known = chart.read(self.voucher.book)
        rows = [Told(at, _row(line, known)) for at, line in enumerate(self.lines)]
        total = sum(line.debit or 0 for line in self.lines)
        capital = f"合计（大写）人民币{money.capital(total)}"
        self.table.show_rows([*rows, Told(_SUM, (capital, "", f"¥{money.show(total)}", f"¥{money.show(total)}"))])
        self.table.setSpan(len(rows), 0, 1, 2)

    def _link(self, words: str, other: Voucher) -> QLabel:
        link = QLabel(f'{words}<a href="open">{escape(other.label)}</a>')
        link.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        link.setAccessibleName(f"{words}{other.label}，打开")
        link.linkActivated.connect(lambda: self.wanted.emit(other.id))
        return link


def _row(line: VoucherLine, known: Chart) -> tuple[str, str, str, str]:
    account = f"{line.account} {known.name(line.account)}"
    more = [text for text in (line.project.label if line.project else "", line.party) if text]
    beside = f"　[{'、'.join(more)}]" if more else ""
    shown = [money.show(fen) if fen else "" for fen in (line.debit, line.credit)]
    return (line.summary, account + beside, shown[0], shown[1])


def _related(voucher: Voucher) -> list[tuple[str, Voucher]]:
    found = [("本凭证冲销：", voucher.reverses)] if voucher.reverses is not None else []
    return found + [("已由红字凭证冲销：", red) for red in register.reversals(voucher)]


class FactsCard(Card):
    """What a voucher says besides its entries."""

    def __init__(self, voucher: Voucher) -> None:
        super().__init__("经手与说明")
        grid = QGridLayout()
        shown = [(VOUCHERS.fields[name].label, VOUCHERS.shown(voucher, name)) for name in _FACTS]
        told = [pair for pair in shown if pair[1]]
        for place, (words, text) in enumerate(told):
            grid.addWidget(label(words, "faint"), place // 3, place % 3 * 2)
            value = label(text)
            value.setAccessibleName(f"{words}：{text}")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(value, place // 3, place % 3 * 2 + 1)
        for side in (1, 3, 5):
            grid.setColumnStretch(side, 1)
        self.column.addLayout(grid)
        self.setVisible(bool(told))


class PapersCard(Card):
    """The papers of a voucher, each with its file to open."""

    def __init__(self, session: Session, papers: Sequence[VoucherPaper]) -> None:
        super().__init__("原始凭证")
        for paper in papers:
            row = QHBoxLayout()
            words = label(_paper_words(paper))
            words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            row.addWidget(words, 1)
            row.addWidget(_scan(session, paper), 1)
            self.column.addLayout(row)
        if not papers:
            self.column.addWidget(label("还没有登记。点“登记原始凭证”填发票号码，或把扫描件拖进来。", "faint"))


def _scan(session: Session, paper: VoucherPaper) -> QWidget:
    field = VOUCHER_PAPERS.fields["scan"]
    return shown_file(session, field, paper.scan) if paper.scan else label("没有扫描件", "faint")


def _paper_words(paper: VoucherPaper) -> str:
    shown = [VOUCHER_PAPERS.shown(paper, name) for name in ("sort", "number", "issuer", "day", "amount")]
    return "　".join(text for text in shown if text) + f"　{paper.sheets or 0} 张"
