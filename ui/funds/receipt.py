"""登记到账: what an employer paid, and how it is shared as soon as the amount is typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget
from unionapp.records.kind import Kind
from unionapp.store import editing
from unionapp.subjects.funds.income import apportionment as sharing
from unionapp.subjects.funds.income import contributions
from unionapp.subjects.funds.income.models import Contribution
from unionapp.subjects.funds.income.records import CONTRIBUTIONS
from unionapp.subjects.funds.income.states import ContributionWay
from unionapp.values import money

from ui.kit import undoing
from ui.kit.forms import Asked, FieldForm, FormDialog
from ui.kit.plain import label
from ui.session import Session

_NAMES = ("paid", "day", "way", "founding")
_KIND: Kind = CONTRIBUTIONS


class ReceiptDialog(FormDialog):
    """Asks for what came in of one contribution; its parts are shown live."""

    def __init__(self, parent: QWidget | None, session: Session, row: Contribution) -> None:
        self.row = row
        self.session = session
        form = FieldForm(session, [_asked(row, name) for name in _NAMES])
        due = f"应缴 {money.show(row.due)} 元。" if row.due is not None else ""
        about = f"{contributions.payer(row)}　{row.month}　{due}分成比例在“参数设置”里改。"
        super().__init__(parent, "登记到账", about, form, "登记")
        self.parts = label("", "heading")
        self.parts.setAccessibleName("分成")
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(2, self.parts)
        form.edits["paid"].edited.connect(self.show_parts)
        form.edits["way"].edited.connect(self.show_parts)
        form.edits["founding"].edited.connect(self.show_parts)
        self.act = self._save
        self.show_parts()

    def show_parts(self) -> None:
        """Say how what is typed would be shared."""
        values, _ = self.form.read()
        self.parts.setText(
            parts_words(values.get("paid"), values.get("way") or ContributionWay.OWN, bool(values.get("founding")))
        )

    def _save(self, values: Mapping[str, object]) -> None:
        for name, value in values.items():
            setattr(self.row, name, value)
        self.row.kept = self.row.upward = self.row.downward = None
        editing.save(self.session.store.journal, _KIND, self.row)
        text = f"已登记{contributions.payer(self.row)}到账 {money.show(self.row.paid or 0)} 元"
        undoing.offer(self.parentWidget(), self.session, text)


def parts_words(paid: int | None, way: str, founding: bool) -> str:
    """How an amount is shared, with the accounts."""
    if not paid:
        return "填了实缴金额，这里就算出留成、上缴和返还。"
    if founding:
        return f"建会筹备金 {money.show(paid)} 元先记 215，建会以后再分成。"
    found = sharing.shares(paid, way)
    named = (
        ("本级留成", found.kept, contributions.INCOME),
        ("上缴上级", found.upward, contributions.UPWARD),
        ("返还下级", found.downward, contributions.DOWNWARD),
    )
    return "　".join(f"{words} {money.show(fen)}（{account}）" for words, fen, account in named if fen)


def _asked(row: Contribution, name: str) -> Asked:
    field = _KIND.fields[name]
    value = getattr(row, name)
    if name == "paid":
        value = value if value is not None else row.due
    if name == "day":
        value = value or date.today()
    codes = tuple(code.key for code in field.codes.codes) if name == "way" else None
    return Asked(name, field, value=value, required=name in ("paid", "day"), codes=codes)
