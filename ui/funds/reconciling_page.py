"""银行对账: the journal on the left, the bank's statement on the right; what is one movement is ticked off."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSplitter, QVBoxLayout
from unionapp.errors import Refused
from unionapp.office import cabinet
from unionapp.paper.paper import PrintRequest
from unionapp.store import rows
from unionapp.subjects.funds.banking import matching as bank
from unionapp.subjects.funds.banking import reconciling
from unionapp.subjects.funds.banking.models import BankLine
from unionapp.subjects.funds.banking.pairing import Match
from unionapp.subjects.funds.banking.records import BANK_LINES, RECONCILIATIONS
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.states import MoneyAccount
from unionapp.values import money

from ui import tasks
from ui.cases.asking import ask_and_do
from ui.exchange import importing
from ui.funds.balances import BalanceRows
from ui.funds.bank_look import BankView, look
from ui.funds.book_page import TABLES
from ui.funds.chosen import BookBar, ChosenPeriod
from ui.funds.open_sides import OpenSides
from ui.funds.pairs_panel import PairsPanel
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
_NO_STATEMENT = "本月还没有对账单：从网银下载 Excel 或 CSV 文件，点“导入对账单”。"
_NO_BOOK = "这里核对银行对账单与日记账。先建账套、记账，再来对账。"
_NO_BANK = "科目表里没有在用的银行科目，请先在“会计科目”里设好。"


class ReconcilingPage(Acting):
    """One bank account of the chosen book, reconciled month by month."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.chosen = ChosenPeriod.of(session)
        self.found: BankView | None = None
        self.bar_of_book = BookBar(session)
        self.account = QComboBox()
        self.account.setAccessibleName("银行科目")
        self.pairs = PairsPanel()
        self.sides = OpenSides()
        self.sums = QLabel()
        self.sums.setAccessibleName("勾选的合计")
        self.balances = BalanceRows()
        self.state = label("", "faint")
        self.seen = Watch(self, session, TABLES, self.read)
        self._lay_out()
        self._connect()
        self._offer_accounts()

    def _lay_out(self) -> None:
        self.bar_of_book.row.insertWidget(self.bar_of_book.row.count() - 1, self.account)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, 8, style.MARGIN, 8)
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
        split.addWidget(self.pairs)
        split.addWidget(self.sides)
        split.setSizes([style.letters(self, 10), style.letters(self, 18)])
        split.setChildrenCollapsible(False)
        column.addWidget(split, 1)
        low = QHBoxLayout()
        low.addWidget(self.sums, 1)
        low.addWidget(self.bar(Action("join", "对上勾选的", self.join)))
        column.addLayout(low)
        column.addWidget(self.balances)
        self.setFocusProxy(self.pairs)

    def _connect(self) -> None:
        self.account.activated.connect(self.read)
        self.chosen.changed.connect(self._offer_accounts)
        self.pairs.taken.connect(lambda: self.attempt(self._take))
        self.sides.ticked.connect(self._show_sums)
        self.sides.meant.connect(lambda: self.attempt(self.join))

    def _offer_accounts(self) -> None:
        """The accounts of the bank that the book has; the one chosen stays."""
        former, book = self.account.currentData(), self.chosen.book
        known = chart.read(book) if book is not None else None
        self.account.clear()
        for number in known.numbers(MoneyAccount.BANK) if known is not None else ():
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
        if book is None:
            self.state.setText(_NO_BOOK)
        elif number is None:
            self.state.setText(_NO_BANK)
        else:
            tasks.look(self, lambda progress: look(book, number, month), self.show_found)

    def show_found(self, found: BankView) -> None:
        """Show what was read, unless another account or month was chosen meanwhile."""
        if (found.account, found.month) != (self.account.currentData(), self.chosen.month):
            return
        self.found = found
        self.pairs.show_found(found)
        self.sides.show_found(found)
        self.allow({"accept": bool(found.suggested)})
        self.balances.show_found(found)
        self.state.setText(_state(found))
        self._show_sums()

    def accept_all(self) -> None:
        """Take all suggestions as one step."""
        if self.found is not None and self.found.suggested:
            pairs = self.found.suggested
            bank.accept(self.session.store.journal, [each.match for each in pairs])
            undoing.offer(self, self.session, f"已对上 {len(pairs)} 组")

    def join(self) -> None:
        """Take what is ticked on both sides for one movement."""
        lines, entries = self.sides.lines.ticks(), self.sides.entries.ticks()
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
            print_paper(self.session, self, paper, PrintRequest(month=self.chosen.month, words=words))

    def _take(self) -> None:
        """Accept the suggestion with the cursor, or take back what was matched."""
        pair = self.pairs.chosen
        if pair is None:
            return
        if not self.pairs.matched:
            bank.accept(self.session.store.journal, [pair.match])
            undoing.offer(self, self.session, f"已对上：{money.show(pair.fen)} 元")
        else:
            bank.release(self.session.store.journal, rows.several(BankLine, pair.key))
            undoing.offer(self, self.session, f"已取消对账：{money.show(pair.fen)} 元")

    def _show_sums(self) -> None:
        self.sums.setText(self.sides.sums())


def _state(found: BankView) -> str:
    if found.done is not None:
        verdict = "调节后相符" if found.done.balanced else "调节后不符"
        return f"✓ 本月已于 {found.done.day} 由 {found.done.by} 对账，{verdict}。有改动可再次“完成对账”。"
    return "○ 本月还没有完成对账。" if found.any_statement else f"○ {_NO_STATEMENT}"
