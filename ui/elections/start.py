"""开始换届: which union, on which day, in which way; what the register suggests is filled in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QLabel, QWidget
from unionapp.store import rows
from unionapp.subjects.elections import derive as follow
from unionapp.subjects.elections import rules, thresholds
from unionapp.subjects.elections.case import actions, quota, readers
from unionapp.subjects.elections.models import Election
from unionapp.subjects.elections.records import ELECTIONS
from unionapp.subjects.elections.states import AssemblyForm, ChairWay, ElectionSort
from unionapp.subjects.unions.models import Union

from ui.cases.asking import opened
from ui.kit.forms import Asked, FieldForm, FormDialog
from ui.kit.plain import label
from ui.session import Session

_AHEAD = 90
"""Days from now to the assembly that are proposed: time for every step."""
_SHORT_BELOW = 50
"""Up to so many members the short way is proposed (实践做法)."""


class StartDialog(FormDialog):
    """Asks for a new election; form and way follow from the number of members until the clerk chooses."""

    def __init__(
        self, parent: QWidget | None, session: Session, union: int | None = None, sort: str = ElectionSort.FULL
    ) -> None:
        self.hint: QLabel = label("先选工会，程序按名册上的会员人数建议会议形式。", "faint")
        self._session = session
        self._counted: int | None = None
        super().__init__(
            parent,
            "开始换届",
            "填好以后，程序按大会日期排好每一步，列出要选的机构和名额。以后都可以改。",
            FieldForm(session, _asked(union, sort)),
            "开始",
        )
        column = self.layout()
        assert column is not None
        column.addWidget(self.hint)
        self.form.edited.connect(self.suggest)
        self.suggest()

    def suggest(self) -> None:
        """Once a union is chosen: how many vote, and what follows from that."""
        values, _ = self.form.read()
        union = values.get("union")
        if not union or union == self._counted:
            return
        self._counted = union
        found = rows.get(Union, union)
        members = follow.voters(found, values.get("day") or date.today())
        form = AssemblyForm.ALL_MEMBERS if members < thresholds.ALL_MEET.value else AssemblyForm.DELEGATES
        self.form.edits["form"].set_value(form)
        self.form.edits["short"].set_value(members < _SHORT_BELOW)
        under_way = readers.under_way(union)
        self.hint.setText(_words(members) + ("\n⚠ 这个工会有一次换届还没有办完，请先核对。" if under_way else ""))


def _words(members: int) -> str:
    if members < thresholds.ALL_MEET.value:
        return f"有选举权的会员 {members} 人，不足 {thresholds.ALL_MEET.value} 人，应召开会员大会。"
    band = rules.delegate_band(members) or (0, 0)
    return (
        f"有选举权的会员 {members} 人，可以召开会员代表大会，代表 {band[0]}—{band[1]} 名"
        f"（至少 {quota.least_delegates(members)} 名）。"
    )


def _asked(union: int | None, sort: str) -> tuple[Asked, ...]:
    of = ELECTIONS.fields
    codes = {name: tuple(code.key for code in of[name].codes.codes) for name in ("sort", "form", "chairing")}
    return (
        Asked("union", of["union"], value=union, required=True),
        Asked("sort", of["sort"], value=sort, required=True, codes=codes["sort"]),
        Asked("day", of["day"], value=date.today() + timedelta(_AHEAD), required=True),
        Asked("form", of["form"], value=AssemblyForm.ALL_MEMBERS, required=True, codes=codes["form"]),
        Asked("chairing", of["chairing"], value=ChairWay.COMMITTEE, required=True, codes=codes["chairing"]),
        Asked("short", of["short"], value=False),
        Asked("place", of["place"]),
    )


def ask_to_start(
    parent: QWidget | None,
    session: Session,
    started: Callable[[Election], None],
    union: int | None = None,
    sort: str = ElectionSort.FULL,
) -> StartDialog:
    """Ask for a new election and begin it."""
    dialog = StartDialog(parent, session, union, sort)

    def act(union: int, sort: str, short: bool | None, day: date, **rest: str) -> None:
        given = {name: text for name, text in rest.items() if text}
        started(actions.start(session.store.journal, rows.get(Union, union), sort, bool(short), day, **given))

    dialog.act = lambda values: act(**values)
    return opened(dialog)
