"""会籍变动 in the clerk's words: a menu of what may be done with the chosen members, and what each of it asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from unionapp.errors import Refused, errors_only
from unionapp.office import cabinet
from unionapp.store import rows
from unionapp.subjects.members import actions, deeds, doubts
from unionapp.subjects.members.deeds import MemberDeed
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS, MEMBERSHIP_CHANGES
from unionapp.subjects.unions.models import Union

from ui.kit import undoing
from ui.kit.actions import Action, attempt
from ui.kit.forms import Asked
from ui.members.many import ManyDialog
from ui.records.record_page import RecordPage
from ui.session import Session

CHANGE = "change"
"""The action that opens the menu."""
WORDS = "会籍变动"


class DeedDialog(ManyDialog[Member]):
    """Asks the two or three things that a change of membership needs, and makes it for all whom it fits."""

    kind = MEMBERS
    columns = {"name": 5, "union": 12, "status": 5}

    def __init__(self, parent: QWidget | None, session: Session, members: Sequence[Member], deed: MemberDeed) -> None:
        self.deed = deed
        paper = cabinet.paper(deed.paper) if deed.paper else None
        super().__init__(parent, session, members, deed.words, _about(members), _asked(deed), paper)
        self.print.setChecked(paper is not None and not deed.signed_before)
        self.before.setVisible(paper is not None and deed.signed_before)

    def hindrances(self, values: Mapping[str, Any]) -> Mapping[int, str]:
        """Why the change cannot be made for some."""
        change, found = self._change(values), {}
        for member in self.records:
            problems = errors_only(actions.change_problems([member], change))
            if not self.deed.open_to(member):
                found[member.id] = f"现在是“{MEMBERS.shown(member, 'status')}”，不能办理。"
            elif problems:
                found[member.id] = "；".join(each.message.removeprefix(f"{member.name}：") for each in problems)
        return found

    def doubts(self, values: Mapping[str, Any], records: Sequence[Member]) -> Sequence[tuple[str, str]]:
        """Who retires too early."""
        return [
            (member.name, problem.message)
            for member in records
            for problem in doubts.of_change(member, self.deed.type, values["date"])
        ]

    def carry_out(self, values: Mapping[str, Any], records: Sequence[Member]) -> Sequence[Member]:
        """Make the change."""
        actions.change_membership(self.session.store.journal, records, self._change(values))
        return records

    def said(self, records: Sequence[Member]) -> str:
        """Which change was made for whom."""
        who = f"“{records[0].name}”" if len(records) == 1 else f" {len(records)} 名会员"
        return f"已办理{who}{self.deed.words}"

    def _change(self, values: Mapping[str, Any]) -> actions.Change:
        union = rows.get(Union, values["union"]) if values.get("union") else None
        return self.deed.change(**{**values, "union": union})


def _asked(deed: MemberDeed) -> list[Asked]:
    fields = MEMBERSHIP_CHANGES.fields
    return [
        Asked(
            name,
            fields[name],
            deed.labels.get(name, ""),
            date.today() if name == "date" else None,
            name in deed.needs,
            tuple(code.key for code in fields[name].codes.codes) if name == "reason" else None,
        )
        for name in deed.asks
    ]


def _about(members: Sequence[Member]) -> str:
    if len(members) > 1:
        return f"给所选的 {len(members)} 名会员办理："
    member = members[0]
    return f"{member.name}　{MEMBERS.shown(member, 'union')}　{MEMBERS.shown(member, 'status')}"


def change_actions(page: RecordPage) -> tuple[Action, ...]:
    """The menu of changes of membership."""
    return (Action(CHANGE, WORDS, lambda: offer_deeds(page), "Ctrl+M", "some", pops=True),)


def deed_actions(page: RecordPage) -> list[Action]:
    """Each change by its own words, to be found by them."""
    return [Action(f"deed-{deed.id}", deed.words, partial(open_deed, page, deed)) for deed in deeds.DEEDS]


def offer_deeds(page: RecordPage) -> QMenu:
    """Under the button, what may be done with all the chosen members; Refused with the reason where nothing may."""
    members = _chosen(page)
    found = deeds.open_to(members)
    if not found:
        states = "、".join(sorted({MEMBERS.shown(member, "status") for member in members}))
        raise Refused(
            f"所选会员的会籍状态是“{states}”，没有一种变动能同时办理。什么都没有改动，请按“会籍状态”筛选后分批选择。"
        )
    menu = QMenu(page)
    menu.setAccessibleName(WORDS)
    menu.aboutToHide.connect(menu.deleteLater)
    for deed in found:
        command = menu.addAction(f"{deed.words}…")
        command.triggered.connect(partial(attempt, page, partial(open_deed, page, deed)))
    menu.setActiveAction(menu.actions()[0])
    menu.popup(_below_the_button(page))
    return menu


def open_deed(page: RecordPage, deed: MemberDeed) -> DeedDialog:
    """Ask what a change of the chosen members needs; Refused where it fits none of them."""
    members = _chosen(page)
    if not any(deed.open_to(member) for member in members):
        states = "、".join(sorted({MEMBERS.shown(member, "status") for member in members}))
        raise Refused(f"会籍状态是“{states}”的会员不能办理“{deed.words}”，什么都没有改动。")
    dialog = DeedDialog(page, page.session, members, deed)
    dialog.done_for.connect(lambda text: undoing.offer(page, page.session, text))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _chosen(page: RecordPage) -> list[Member]:
    members = page.selected()
    if not members:
        raise Refused("请先在名册里选中会员。")
    return members


def _below_the_button(page: RecordPage) -> QPoint:
    """Below the button in sight, of the list or of the open record."""
    named = (button for button in page.findChildren(QPushButton) if button.accessibleName() == WORDS)
    button = next((each for each in named if each.isVisible()), None)
    return button.mapToGlobal(QPoint(0, button.height())) if button else page.mapToGlobal(QPoint(40, 40))
