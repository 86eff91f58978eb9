"""届内变动: what changed in the committees of a term, and the correction of what was registered wrongly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unionapp.errors import Refused
from unionapp.subjects.elections import amending
from unionapp.subjects.elections.models import TermChange
from unionapp.subjects.elections.records import TERM_CHANGES

from ui.cases.asking import ask_for, opened
from ui.exchange.page import page_of
from ui.kit import messages, undoing
from ui.kit.actions import Action
from ui.kit.forms import Asked, FieldForm, FormDialog
from ui.records.record_page import RecordPage
from ui.session import Session

_CORRECTED = ("type", "day", "member", "name", "office", "phone", "document", "reason")
_NEEDED = ("type", "day", "name", "office")


def changes_page(session: Session) -> RecordPage:
    """届内变动."""
    return page_of(session, TERM_CHANGES, _actions)


def _actions(page: RecordPage) -> Sequence[Action]:
    return (Action("correct", "更正", lambda: correct(page), "Ctrl+M", "one"),)


def register_change(page: RecordPage) -> None:
    """Register a change within the selected term; cadres, term and union follow."""
    term = page.selected()[0]
    about = "干部名册、届次和工会负责人随之更新，不用另外修改。登记错了，到“届内变动”里更正。"
    made = TermChange(term=term)
    ask_for(page, page.session, TERM_CHANGES, made, _CORRECTED, f"登记变动：{term.label}", about)


def correct(page: RecordPage) -> None:
    """Put a right change in the place of the selected one; the registers follow."""
    wrong = page.selected()[0]
    if amending.is_corrected(wrong):
        messages.warn(page, "这一笔已经更正过，请选最后那一笔来更正。")
        return
    about = (
        f"原来登记的是：{wrong.label}。按实际情况改好，没有这回事就把变动类型改为“作废”。"
        "干部名册、届次和工会负责人随之改正；原来那一笔保留备查。"
    )
    form = FieldForm(page.session, [_as_it_stands(wrong, name) for name in _CORRECTED])
    dialog = FormDialog(page, "更正届内变动", about, form, "登记更正")

    def act(values: Mapping[str, object]) -> None:
        if all(values[name] == wrong.__data__.get(name) for name in _CORRECTED):
            raise Refused("内容和原来的一样，没有要更正的。")
        amending.correct(page.session.store.journal, wrong, TermChange(**values))
        undoing.offer(page, page.session, f"已更正：{wrong.label}")

    dialog.act = act
    opened(dialog)


def _as_it_stands(wrong: TermChange, name: str) -> Asked:
    field = TERM_CHANGES.fields[name]
    codes = tuple(code.key for code in field.codes.codes) if name in ("type", "office") else None
    value = wrong.__data__.get(name)
    return Asked(name, field, value=value if value != "" else None, required=name in _NEEDED, codes=codes)
