"""银行对账: the journal on the left, the bank's statement on the right; what is one movement is ticked off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from unionapp.errors import Refused
from unionapp.office import cabinet
from unionapp.paper.paper import Wish
from unionapp.store import rows
from unionapp.subjects.funds.banking import matching as bank
from unionapp.subjects.funds.banking import reconciling
from unionapp.subjects.funds.banking.models import BankLine
from unionapp.subjects.funds.banking.pairing import Item, Match
from unionapp.subjects.funds.banking.records import BANK_LINES, RECONCILIATIONS
from unionapp.subjects.funds.books import chart
from unionapp.values import money

from ui import tasks
from ui.cases.asking import ask_and_do
from ui.exchange import importing
from ui.figures.table import FigureTable, Line
from ui.funds.balances import Balances
from ui.funds.bank_look import Found, Pair, look, why
from ui.funds.book_page import TABLES
from ui.funds.chosen import BookBar, Chosen
from ui.funds.tick_table import TickTable, day_head, money_head, words_head
from ui.kit import style, undoing
from ui.kit.actions import Acting, Action
from ui.kit.forms import Asked
from ui.kit.plain import label
from ui.kit.seen import Watch
from ui.printing.opening import print_paper
from ui.session import Session

HELP = (
    "程序先把金额相同、日期相近的配成建议：在建议上按空格或回车就对上，或点“全部采用”。\n"
    "一笔对几笔：在左右两边按空格勾选，两边合计相等时按回车对上。\n"
    "对完填“完成对账”，剩下的就是未达账项，可打印余额调节表。"
)
_AMOUNTS = (money_head("收入", 6), money_head("支出", 6))
_PAIRS = (*_AMOUNTS, words_head("对账单", 16, True), words_head("日记账", 16, True), words_head("为什么", 14))
_SIDE = (day_head("日期"), *_AMOUNTS, words_head("摘要", 8, True), words_head("号码", 5))
_NO_STATEMENT = "本月还没有对账单：从网银下载 Excel 或 CSV 文件，点“导入对账单”。"


class _Pairs(FigureTable):
    """Space does what Enter does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space takes the row with the cursor."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row(), 0)
        else:
            super().keyPressEvent(event)


class ReconcilingPage(Acting):
    """One bank account of the chosen book, reconciled month by month."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.chosen = Chosen.of(session)
        self.found: Found | None = None
        self.bar_of_book = BookBar(session)
        self.account = QComboBox()
        self.account.setAccessibleName("银行科目")
        self.pairs = _Pairs("建议与已对上")
        self.entries = TickTable("日记账里还没有对上的", "勾", _SIDE, anywhere=True)
        self.lines = TickTable("对账单里还没有对上的", "勾", _SIDE, anywhere=True)
        self.heads = {"entries": label("", "heading"), "lines": label("", "heading")}
        self.sums = QLabel()
        self.sums.setAccessibleName("勾选的合计")
        self.balances = Balances()
        self.state = label("", "faint")
        self.seen = Watch(self, session, TABLES, self.read)
        self._lay_out()
        self._connect()
        self._offer_accounts()

    def _lay_out(self) -> None:
        self.bar_of_book.row.insertWidget(self.bar_of_book.row.count() - 1, self.account)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(6)
        column.addWidget(self.bar_of_book)
        top = QHBoxLayout()
        top.addWidget(
            self.bar(
                Action("accept", "全部采用", self.accept_all, "Ctrl+Shift+A", main=True),
                Action("import", "导入对账单", self.bring_in, "Ctrl+I"),
                Action("finish", "完成对账", self.finish, "Ctrl+S"),
                Action("print", "打印余额调节表", self.print, "Ctrl+P"),
            ),
            3,
        )
        top.addWidget(self.state, 2)
        column.addLayout(top)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self._upper())
        split.addWidget(self._sides())
        split.setSizes([style.letters(self, 10), style.letters(self, 18)])
        split.setChildrenCollapsible(False)
        column.addWidget(split, 1)
        low = QHBoxLayout()
        low.addWidget(self.sums, 1)
        low.addWidget(self.bar(Action("join", "对上勾选的", self.join, face="对上勾选的（回车）")))
        column.addLayout(low)
        column.addWidget(self.balances)
        self.setFocusProxy(self.pairs)

    def _upper(self) -> QWidget:
        """The suggestions, or what was matched, by two buttons."""
        self.which = QButtonGroup(self)
        row = QHBoxLayout()
        for place, text in enumerate(("建议", "已对上")):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setChecked(place == 0)
            self.which.addButton(button, place)
            row.addWidget(button)
        self.hint = label("", "faint")
        row.addWidget(self.hint, 1)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.pairs, 1)
        self.pairs.setMinimumHeight(self.fontMetrics().height() * 4)
        return made

    def _sides(self) -> QWidget:
        split = QSplitter(Qt.Orientation.Horizontal)
        for key, table in (("entries", self.entries), ("lines", self.lines)):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(self.heads[key])
            column.addWidget(table, 1)
            table.setMinimumHeight(self.fontMetrics().height() * 4)
            split.addWidget(side)
        split.setChildrenCollapsible(False)
        return split

    def _connect(self) -> None:
        self.account.activated.connect(self.read)
        self.chosen.changed.connect(self._offer_accounts)
        self.which.idToggled.connect(lambda place, on: self._show_pairs() if on else None)
        self.pairs.opened.connect(lambda row, column: self.attempt(self._take))
        for table in (self.entries, self.lines):
            table.ticked.connect(lambda keys, on: self._show_sums())
            table.opened.connect(lambda row, column: self.attempt(self.join))

    def _offer_accounts(self) -> None:
        """The accounts of the bank that the book has; the one chosen stays."""
        former, book = self.account.currentData(), self.chosen.book
        known = chart.read(book) if book is not None else None
        self.account.clear()
        for number in known.numbers("bank") if known is not None else ():
            self.account.addItem(f"{number} {known.name(number)}" if known is not None else "", number)
        self.account.setCurrentIndex(max(0, self.account.findData(former)))
        self.seen.again()

    def read(self) -> None:
        """Read the account anew, off the GUI thread."""
        book, number, month = self.chosen.book, self.account.currentData(), self.chosen.month
        there = book is not None and number is not None
        self.allow(dict.fromkeys(("accept", "import", "finish", "print", "join"), there))
        self.account.setVisible(there)
        self.balances.setEnabled(there)
        if not there:
            self.state.setText("这里核对银行对账单与日记账。先建账套、记账，再来对账。" if book is None else _NO_BANK)
            return
        tasks.look(self, lambda progress: look(book, number, month), self.show_found)

    def show_found(self, found: Found) -> None:
        """Show what was read, unless another account or month was chosen meanwhile."""
        if (found.account, found.month) != (self.account.currentData(), self.chosen.month):
            return
        self.found = found
        ticked = {id(table): set(table.ticks()) for table in (self.entries, self.lines)}
        for table, items in ((self.entries, found.entries), (self.lines, found.lines)):
            table.show_ticks((item.id, _side(item), item.id in ticked[id(table)]) for item in items)
        self.heads["entries"].setText(f"日记账里没有对上的 {len(found.entries)} 笔")
        self.heads["lines"].setText(f"对账单里没有对上的 {len(found.lines)} 笔")
        self.which.button(0).setText(f"建议 {len(found.suggested)} 组")
        self.which.button(1).setText(f"已对上 {len(found.matched)} 组")
        self.allow({"accept": bool(found.suggested)})
        self.balances.show_found(found)
        self.state.setText(_state(found))
        self._show_pairs()
        self._show_sums()

    @property
    def shown(self) -> Sequence[Pair]:
        """The suggestions, or what was matched."""
        if self.found is None:
            return ()
        return self.found.matched if self.which.checkedId() else self.found.suggested

    def accept_all(self) -> None:
        """Take all suggestions as one step."""
        if self.found is not None and self.found.suggested:
            pairs = self.found.suggested
            bank.accept(self.session.store.journal, [each.match for each in pairs])
            undoing.offer(self, self.session, f"已对上 {len(pairs)} 组")

    def join(self) -> None:
        """Take what is ticked on both sides for one movement."""
        lines, entries = self.lines.ticks(), self.entries.ticks()
        if not lines or not entries:
            raise Refused("请先在左右两边各勾选至少一笔（空格勾选），两边合计相等就能对上。")
        bank.accept(self.session.store.journal, [Match(tuple(lines), tuple(entries), 0)])
        undoing.offer(self, self.session, f"已对上：对账单 {len(lines)} 笔，日记账 {len(entries)} 笔")

    def bring_in(self) -> None:
        """Import the bank's file for the account that is shown."""
        book = self.chosen.book
        if book is not None:
            given = (("book", book.label), ("account", str(self.account.currentData())))
            importing.begin(self, self.session, BANK_LINES, given=given)

    def finish(self) -> None:
        """Write the result of the month down."""
        known, found, book = self.balances.adjustment, self.found, self.chosen.book
        if known is None or found is None or book is None:
            self.balances.typed.setFocus()
            raise Refused("请先填“对账单余额”：对账单最后一行的余额。")
        fields = RECONCILIATIONS.fields
        done = found.done
        asked = [
            Asked("by", fields["by"], value=done.by if done else self.session.store.journal.operator, required=True),
            Asked("day", fields["day"], value=date.today(), required=True),
            Asked("remark", fields["remark"], value=(done.remark or None) if done else None, required=not known.agrees),
        ]
        about = f"{found.month.chinese()}　{self.account.currentText()}\n{self.balances.verdict.text()}"

        def act(by: str, day: date, remark: str) -> None:
            reconciling.reconcile(
                self.session.store.journal,
                book,
                found.account,
                found.month,
                day,
                balance=known.statement,
                by=by,
                remark=remark,
            )
            undoing.offer(self, self.session, f"{found.month.chinese()}对账已记下")

        ask_and_do(self, self.session, "完成对账", about, asked, act)

    def print(self) -> None:
        """余额调节表 of what is shown."""
        if self.chosen.book is not None:
            words = {"book": self.chosen.book.name, "account": str(self.account.currentData())}
            paper = cabinet.paper("bank-reconciliation")
            print_paper(self.session, self, paper, Wish(month=self.chosen.month, words=words))

    def _take(self) -> None:
        """Accept the suggestion with the cursor, or take back what was matched."""
        line = self.pairs.row()
        pair = line.leads if line is not None else None
        if pair is None:
            return
        if self.which.checkedId() == 0:
            bank.accept(self.session.store.journal, [pair.match])
            undoing.offer(self, self.session, f"已对上：{money.show(pair.fen)} 元")
        else:
            bank.release(self.session.store.journal, rows.several(BankLine, pair.key))
            undoing.offer(self, self.session, f"已取消对账：{money.show(pair.fen)} 元")

    def _show_pairs(self) -> None:
        matched = bool(self.which.checkedId())
        told = "空格或回车取消对账。" if matched else "空格或回车采用这一组，下箭头到下一组。"
        none = "本月还没有对上的。" if matched else "没有建议了：剩下的在下面勾选，或留作未达账项。"
        self.hint.setText(told if self.shown else none)
        self.pairs.show_lines(_PAIRS, [Line((*_amounts(each.fen), *_told(each)), leads=each) for each in self.shown])

    def _show_sums(self) -> None:
        if self.found is None:
            return
        left = sum(self.found.of_entry[key].fen for key in self.entries.ticks())
        right = sum(self.found.of_line[key].fen for key in self.lines.ticks())
        counts = [len(table.ticks()) for table in (self.entries, self.lines)]
        apart = f"✕ 相差 {money.show(abs(left - right))} 元" if left != right else "✓ 相等" if all(counts) else ""
        self.sums.setText(
            f"日记账勾选 {counts[0]} 笔 {money.show(left)} 元　"
            f"对账单勾选 {counts[1]} 笔 {money.show(right)} 元　{apart}"
        )


_NO_BANK = "科目表里没有在用的银行科目，请先在“会计科目”里设好。"


def _side(item: Item) -> tuple[Any, ...]:
    words = "　".join(filter(None, (item.words, item.party if item.party not in item.words else "")))
    return (item.day, *_amounts(item.fen), words, item.label or item.reference)


def _amounts(fen: int) -> tuple[int | None, int | None]:
    """Received or paid."""
    return (fen, None) if fen > 0 else (None, -fen)


def _told(pair: Pair) -> tuple[str, str, str]:
    return (_items(pair.lines), _items(pair.entries), why(pair))


def _items(items: Iterable[Item]) -> str:
    return "；".join(f"{item.day:%m-%d} {item.words or item.party or item.label}" for item in items)


def _state(found: Found) -> str:
    if found.done is not None:
        verdict = "调节后相符" if found.done.balanced else "调节后不符"
        return f"✓ 本月已于 {found.done.day} 由 {found.done.by} 对账，{verdict}。有改动可再次“完成对账”。"
    return "○ 本月还没有完成对账。" if found.any_statement else f"○ {_NO_STATEMENT}"
