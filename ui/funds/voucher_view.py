"""The page of one voucher: the voucher as it lies on paper, its papers, and what its state allows."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget
from unionapp.records.record import Record
from unionapp.store import editing
from unionapp.subjects.funds.spending import rules
from unionapp.subjects.funds.vouchers import register
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.subjects.funds.vouchers.states import VoucherState

from ui.cases.problems import ProblemList
from ui.funds.book_page import TABLES
from ui.funds.voucher_deeds import allowed
from ui.funds.voucher_form import FactsCard, PapersCard, VoucherForm
from ui.records.record_view import RecordView


class VoucherView(RecordView):
    """One voucher to read; everything else starts from here."""

    record: Voucher | None

    def tables(self) -> frozenset[str] | None:
        """Books, budgets and rules have their say in what is doubtful about a voucher."""
        return TABLES

    def refresh(self) -> None:
        """Read the voucher anew; its state says what can be done."""
        super().refresh()
        if self.record is not None:
            self.tools.allow(allowed(self.record.state, bool(register.reversals(self.record))))

    def _facts(self, record: Record) -> str:
        return VOUCHERS.shown(record, "summary")

    def _sheet(self, record: Record) -> QWidget:
        """The voucher, what is doubtful about it, its papers and what it says besides."""
        assert isinstance(record, Voucher)
        lines = editing.lines_of(VOUCHERS, record)
        form = VoucherForm(record, lines)
        form.wanted.connect(lambda number: self.session.record_wanted.emit(VOUCHERS.key, number))
        doubtful = ProblemList()
        doubtful.show_problems(rules.of_voucher(record, lines) if record.state != VoucherState.POSTED else [])
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 8)
        for part in (form, PapersCard(self.session, register.papers(record)), FactsCard(record), doubtful):
            column.addWidget(part)
        column.addStretch()
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName("记账凭证")
        return area
