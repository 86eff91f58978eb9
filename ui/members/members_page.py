"""The pages of members: register, applications and changes of membership, with what the clerk does there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unionapp.office import cabinet
from unionapp.paper.paper import PrintRequest
from unionapp.subjects.members import actions
from unionapp.subjects.members.models import Member, MembershipChange
from unionapp.subjects.members.records import APPLICATIONS, MEMBERS, MEMBERSHIP_CHANGES
from unionapp.work import Progress

from ui import tasks
from ui.activities.took import TookPage
from ui.cases.asking import opened
from ui.exchange.page import page_of
from ui.kit import messages, undoing
from ui.kit.actions import Action, ActionBar
from ui.members.change import change_actions, deed_actions
from ui.members.enrolling import enrol
from ui.members.group_joining import join_from_sheet
from ui.members.merge import MergeDialog
from ui.members.roster import RosterDialog
from ui.printing.opening import print_paper
from ui.records.correcting import correct, still_right
from ui.records.record_page import RecordPage
from ui.session import Session

_CORRECTED = ("type", "date", "reason", "union", "from_union", "counterpart", "document", "dues_until", "remark")


def members_page(session: Session) -> RecordPage:
    """会员名册."""
    page = page_of(session, MEMBERS, _of_members, TookPage)
    ActionBar(page, None, deed_actions(page))
    return page


def _of_members(page: RecordPage) -> Sequence[Action]:
    return (
        *change_actions(page),
        Action("join-together", "集体入会…", lambda: join_from_sheet(page, page.session)),
        Action("merge", "查重合并", lambda: merge_duplicates(page)),
        Action("look-back", "查看某日名册", lambda: look_back(page)),
    )


def applications_page(session: Session) -> RecordPage:
    """入会申请."""
    return page_of(session, APPLICATIONS, _of_applications)


def _of_applications(page: RecordPage) -> Sequence[Action]:
    return (
        Action("enrol", "批准入会", lambda: enrol(page), "Ctrl+M", "some"),
        Action("join-together", "集体入会…", lambda: join_from_sheet(page, page.session)),
    )


def changes_page(session: Session) -> RecordPage:
    """会籍变动."""
    return page_of(session, MEMBERSHIP_CHANGES, _of_changes)


def _of_changes(page: RecordPage) -> Sequence[Action]:
    return (Action("correct", "更正", lambda: correct_change(page), "Ctrl+M", "one"),)


def merge_duplicates(page: RecordPage) -> None:
    """Merge the two selected members, else go through all that may be one person."""
    chosen = page.selected()
    if len(chosen) == 2:
        _open_merge(page, [(chosen[0], chosen[1])])
    else:
        tasks.run(page, "查找重复的会员", _duplicates, lambda pairs: _open_merge(page, pairs))


def _duplicates(progress: Progress) -> list[tuple[Member, Member]]:
    return actions.duplicates()


def _open_merge(page: RecordPage, pairs: list[tuple[Member, Member]]) -> None:
    if not pairs:
        messages.tell(
            page, "没有发现姓名和出生日期相同、或证件号码相同的会员。要合并别的两条记录，请先在表中同时选中它们。"
        )
        return
    dialog = MergeDialog(page, page.session, pairs)
    dialog.merged.connect(lambda text: undoing.offer(page, page.session, text))
    opened(dialog)


def look_back(page: RecordPage) -> None:
    """Show the roster of a day."""
    dialog = RosterDialog(page, page.session, lambda request: _print_roster(page, request))
    opened(dialog)
    dialog.look_up()


def _print_roster(page: RecordPage, request: PrintRequest) -> None:
    print_paper(page.session, page, cabinet.paper("member-roster"), request)


def correct_change(page: RecordPage) -> None:
    """Put a right change in the place of the selected one."""
    wrong = page.selected()[0]

    def act(values: Mapping[str, object]) -> None:
        actions.correct(page.session.store.journal, wrong, MembershipChange(**values))

    if still_right(page, actions.is_corrected(wrong)):
        correct(page, wrong, _CORRECTED, ("type",), "按实际情况改好下面的内容；原来那一笔保留备查，不再计入。", act)
