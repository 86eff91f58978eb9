"""届内变动: what changed in the committees of a term, and the correction of what was registered wrongly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unionapp.subjects.elections import amending
from unionapp.subjects.elections.models import TermChange
from unionapp.subjects.elections.records import TERM_CHANGES

from ui.cases.asking import ask_for
from ui.exchange.page import page_of
from ui.kit.actions import Action
from ui.records.correcting import correct, still_right
from ui.records.record_page import RecordPage
from ui.session import Session

_CORRECTED = ("type", "day", "member", "name", "office", "phone", "document", "reason")
_NEEDED = ("type", "day", "name", "office")


def changes_page(session: Session) -> RecordPage:
    """届内变动."""
    return page_of(session, TERM_CHANGES, _actions)


def _actions(page: RecordPage) -> Sequence[Action]:
    return (Action("correct", "更正", lambda: correct_change(page), "Ctrl+M", "one"),)


def register_change(page: RecordPage) -> None:
    """Register a change within the selected term; cadres, term and union follow."""
    term = page.selected()[0]
    about = "干部名册、届次和工会负责人随之更新，不用另外修改。登记错了，到“届内变动”里更正。"
    made = TermChange(term=term)
    ask_for(page, page.session, TERM_CHANGES, made, _CORRECTED, f"登记变动：{term.label}", about)


def correct_change(page: RecordPage) -> None:
    """Put a right change in the place of the selected one; the registers follow."""
    wrong = page.selected()[0]
    about = "按实际情况改好，没有这回事就把变动类型改为“作废”。干部名册、届次和工会负责人随之改正；原来那一笔保留备查。"

    def act(values: Mapping[str, object]) -> None:
        amending.correct(page.session.store.journal, wrong, TermChange(**values))

    if still_right(page, amending.is_corrected(wrong)):
        correct(page, wrong, _CORRECTED, _NEEDED, about, act)
