"""What a voucher says besides its entries, as fields: day, word and payee always, the rarer ones below 更多."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget
from unionapp.errors import Problem, errors_only
from unionapp.subjects.funds.vouchers.models import Voucher
from unionapp.subjects.funds.vouchers.records import VOUCHERS

from ui.kit.cells import FieldCell
from ui.kit.fields import editor_for
from ui.session import Session

_HEAD = ("day", "word", "papers", "handler", "payee", "sort")
_MORE = (
    "reference",
    "approved_on",
    "paid_on",
    "payee_account",
    "personal",
    "people",
    "taking_part",
    "reason",
    "remark",
)
_ACROSS = 3
_MORE_HIGH = 6.5
"""Lines of the rarer fields that are seen at once."""


class VoucherHead(QWidget):
    """The fields of a voucher; `more` stands where the editor has room for it and shows the rarer ones."""

    edited = Signal()
    """The clerk changed something."""

    def __init__(self, session: Session, voucher: Voucher) -> None:
        super().__init__()
        self.cells = {name: _cell(session, name) for name in (*_HEAD, *_MORE)}
        self.more = QCheckBox("更多：收款账号、审批和付款日期、人数、说明、备注")
        self.rest = self._scrolled(self._fields(_MORE))
        self.rest.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._fields(_HEAD))
        column.addWidget(self.rest)
        self.more.toggled.connect(self.rest.setVisible)
        for name, cell in self.cells.items():
            cell.show_value(voucher.__data__.get(name))
            cell.edited.connect(lambda: self.edited.emit())
        self.more.setChecked(any(voucher.__data__.get(name) for name in _MORE))

    def _fields(self, names: Sequence[str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        for place, name in enumerate(names):
            grid.addWidget(self.cells[name], place // _ACROSS, place % _ACROSS, Qt.AlignmentFlag.AlignTop)
        for side in range(_ACROSS):
            grid.setColumnStretch(side, 1)
        return grid

    def _scrolled(self, fields: QGridLayout) -> QScrollArea:
        """The rarer fields, scrolled to where they would take the room of the entries."""
        inside, area = QWidget(), QScrollArea()
        fields.setContentsMargins(0, 0, 0, 0)
        inside.setLayout(fields)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMaximumHeight(int(self.fontMetrics().height() * _MORE_HIGH))
        return area

    def take(self, voucher: Voucher) -> list[Problem]:
        """Put what was typed into a voucher; what cannot be read."""
        problems = []
        for name, cell in self.cells.items():
            try:
                setattr(voucher, name, cell.value())
            except ValueError as error:
                problems.append(Problem(name, str(error)))
        return problems

    def show_problems(self, found: Sequence[Problem]) -> None:
        """Show each problem of a field below it; those of the entries stand elsewhere."""
        for name, cell in self.cells.items():
            cell.show_problems([each for each in found if each.field == name and not each.line])

    def focus_wrong(self, problems: Sequence[Problem]) -> bool:
        """Put the cursor into the first field that has an error; False where there is none to type in."""
        wrong = next((each for each in errors_only(problems) if each.field in self.cells and not each.line), None)
        edit = self.cells[wrong.field].edit if wrong is not None else None
        if wrong is not None and wrong.field in _MORE:
            self.more.setChecked(True)
        if edit is not None:
            edit.setFocus()
        return edit is not None

    def said(self) -> list[object]:
        """All that stands in the fields, to tell whether something was typed."""
        found: list[object] = []
        for cell in self.cells.values():
            try:
                found.append(cell.value())
            except ValueError as error:
                found.append(str(error))
        return found

    def need_sheets(self, sheets: int) -> None:
        """So many sheets at least are added."""
        cell = self.cells["papers"]
        try:
            cell.show_value(max(cell.value() or 0, sheets))
        except ValueError:
            cell.show_value(sheets)


def _cell(session: Session, name: str) -> FieldCell:
    field = VOUCHERS.fields[name]
    return FieldCell(name, field, editor_for(field, session))
