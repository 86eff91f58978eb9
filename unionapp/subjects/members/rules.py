"""What must hold of a membership: of its dates, and of the moves from one state of 会籍 to the next."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date, timedelta
from typing import Any

from unionapp.errors import Problem
from unionapp.exchange.lenient import AREA_CODE
from unionapp.records import codes
from unionapp.records.options import Option
from unionapp.records.rules import in_order, not_in_the_future
from unionapp.subjects.members.models import Application, Member, MembershipChange
from unionapp.subjects.members.states import ApplicationState, ChangeType, MemberStatus
from unionapp.values import periods
from unionapp.values.retirement import BEGINS, Schedule

LAW_LABOUR_15 = "《劳动法》第十五条（未满十六周岁不得招用）"
RULES_2016 = "《工会会员会籍管理办法》(2016)"

YOUNGEST = Option("members.youngest", int)
JOIN_DAYS = Option("members.join_days", int)
BEHIND_MONTHS = Option("members.behind_months", int)
RETIRE_MEN = Option("members.retire_men", int)
RETIRE_WOMEN = Option("members.retire_women", int)
RETIRE_WORKERS = Option("members.retire_women_workers", int)
OATH = Option("members.oath", str)
OPTIONS: tuple[Option[int] | Option[str], ...] = (
    YOUNGEST,
    JOIN_DAYS,
    BEHIND_MONTHS,
    RETIRE_MEN,
    RETIRE_WOMEN,
    RETIRE_WORKERS,
    OATH,
    AREA_CODE,
)

_STATE: Mapping[str, str] = {
    ChangeType.JOIN: MemberStatus.IN,
    ChangeType.ARRIVE: MemberStatus.IN,
    ChangeType.KEEP: MemberStatus.KEPT,
    ChangeType.LEAVE: MemberStatus.OUT,
    ChangeType.EXPEL: MemberStatus.EXPELLED,
    ChangeType.WITHDRAW: MemberStatus.WITHDRAWN,
    ChangeType.RETIRE: MemberStatus.KEPT,
    ChangeType.DIE: MemberStatus.DEAD,
    ChangeType.RETURN: MemberStatus.IN,
    ChangeType.LAPSE: MemberStatus.WITHDRAWN,
}
_MOVING = frozenset(
    (
        ChangeType.ARRIVE,
        ChangeType.LEAVE,
        ChangeType.EXPEL,
        ChangeType.WITHDRAW,
        ChangeType.RETIRE,
        ChangeType.DIE,
        ChangeType.LAPSE,
    )
)
_ALLOWED: Mapping[str, Set[str]] = {
    MemberStatus.IN: _MOVING | {ChangeType.KEEP},
    MemberStatus.KEPT: _MOVING | {ChangeType.RETURN},
    MemberStatus.OUT: {ChangeType.ARRIVE, ChangeType.JOIN, ChangeType.DIE},
    MemberStatus.WITHDRAWN: {ChangeType.JOIN, ChangeType.ARRIVE, ChangeType.DIE},
    MemberStatus.EXPELLED: {ChangeType.JOIN, ChangeType.DIE},
    MemberStatus.DEAD: set(),
}


def state_after(change_type: str) -> str:
    """The state of membership that a change leads to."""
    return _STATE.get(change_type, MemberStatus.IN)


def retirement(option: Option[int], today: date) -> Schedule:
    """How the age of an option rises: from what held before the decision to what holds today.

    An age that the clerk set without a day is the same before and after, so that it rises no more.
    """
    return Schedule(option.on(BEGINS - timedelta(1)), option.on(today), 2 if option == RETIRE_WORKERS else 4)


def belongs(state: str) -> bool:
    """Whether a member in this state belongs to a union now, though perhaps only kept there."""
    return state in (MemberStatus.IN, MemberStatus.KEPT)


def counts(state: str) -> bool:
    """Whether a member in this state is counted as 会员 (会籍管理办法; 保留会籍 stands in a column of its own)."""
    return state in codes.table("member-state").marked("counts")


def votes(state: str) -> bool:
    """Whether a member in this state votes: 保留会籍 generally does not (总工会 2000-09-11 暂行规定)."""
    return state in codes.table("member-state").marked("votes")


def pays(state: str) -> bool:
    """Whether a member in this state pays dues: 保留会籍 does not (中国工会章程 8)."""
    return state in codes.table("member-state").marked("pays")


def old_enough_to_work(person: Member) -> list[Problem]:
    """A worker is at least sixteen (劳动法 15), the age is a setting; of days not known the best is supposed."""
    youngest = YOUNGEST.value
    if person.birth and person.joined and periods.age(person.birth.first, person.joined.last) < youngest:
        message = f"入会时不满 {youngest} 周岁，请核对出生日期和入会日期。"
        return [Problem("joined", message, LAW_LABOUR_15, "warning", "youngest")]
    return []


joined_after_birth = in_order("birth", "joined", apart=True, rule="joined-after-birth")

changed_after_joining = in_order("joined", "change_date", rule="change-after-joining")

_EXPECTED = ("sex", "birth", "nation", "id_number", "education", "mobile", "employer")


def nothing_is_missing(person: Member) -> list[Problem]:
    """The 会员信息采集表 wants every field; what is missing is said, not refused (总工办发〔2017〕14号)."""
    return [
        Problem(
            name,
            f"采集表要求填写“{person._meta.fields[name].label}”。",
            "总工办发〔2017〕14号 采集表",
            "info",
            "expected",
        )
        for name in _EXPECTED
        if person.__data__.get(name) in (None, "")
    ]


def same_change(person: Member, old: Mapping[str, object]) -> bool:
    """Whether the last change is the one on record: its type, and its date unless that was not known before."""
    return person.change_type == old["change_type"] and old["change_date"] in (None, person.change_date)


def status_agrees_with_the_change(person: Member) -> list[Problem]:
    """A new member's state is the one that the change of membership leads to."""
    if person.__data__.get("id") is not None or person.status == state_after(person.change_type):
        return []
    return [Problem("status", _disagreement(person), RULES_2016, rule="status-by-change")]


def status_moves_by_a_change(person: Member, old: Mapping[str, object]) -> list[Problem]:
    """The state of membership changes only through a change of membership."""
    if person.status in (old["status"], state_after(person.change_type)):
        return []
    return [Problem("status", _disagreement(person), RULES_2016, rule="status-by-change")]


def _disagreement(person: Member) -> str:
    state = codes.table("member-state").label(person.status)
    word = codes.table("change-type").label(person.change_type)
    return f"会籍状态“{state}”与会籍变化类型“{word}”不符，请改其中一项。"


dates_are_not_in_the_future = not_in_the_future("joined", "change_date")


def union_moves_by_a_change(person: Member, old: Mapping[str, object]) -> list[Problem]:
    """Membership moves to another union only by a change of membership with its own type or date."""
    if person.union_id != old["union"] and same_change(person, old):
        message = "与登记的所属工会不同。调动请填写会籍变化类型“转入”和日期，或用“会籍变动”办理。"
        return [Problem("union", message, f"{RULES_2016}：会籍随劳动（工作）关系走", rule="union-moves")]
    return []


def change_is_allowed(person: Member, old: Mapping[str, Any]) -> list[Problem]:
    """A change must lead on from the state the member is in."""
    if same_change(person, old):
        return []
    return move_problems(old["status"], person.change_type, "change_type")


def joining_stays(person: Member, old: Mapping[str, Any]) -> list[Problem]:
    """The day of joining is filled in where it is empty; from then on it follows from the changes alone."""
    if old["joined"] is None or person.joined == old["joined"]:
        return []
    message = f"入会日期已登记为 {old['joined']}。要更正，请在“会籍变动”里选入会那一笔，点“更正”。"
    return [Problem("joined", message, rule="joining-stays")]


def change_is_not_earlier(person: Member, old: Mapping[str, Any]) -> list[Problem]:
    """A later change is not dated before the one already on record."""
    if person.change_date and old["change_date"] and person.change_date < old["change_date"]:
        message = f"早于已登记的会籍变化日期 {old['change_date']}。补记以前的变动请用“会籍变动”里的“更正”。"
        return [Problem("change_date", message, rule="change-order")]
    return []


def move_problems(state: str, change_type: str, field: str) -> list[Problem]:
    """What forbids a change of this type from this state of membership."""
    if change_type in _ALLOWED.get(state, set()):
        return []
    now = codes.table("member-state").label(state)
    word = codes.table("change-type").label(change_type)
    return [Problem(field, f"会员现在是“{now}”，不能办理“{word}”。", RULES_2016, rule="change-allowed")]


change_is_dated = not_in_the_future("date", rule="change-date")


def correction_is_of_the_same_member(change: MembershipChange) -> list[Problem]:
    """A correction replaces a change of the same member."""
    replaced = change.replaces
    if replaced is not None and replaced.member_id != change.member_id:
        return [Problem("replaces", "更正的那一笔是另一位会员的，请重选。", rule="correction")]
    return []


def transfer_names_the_other_side(change: MembershipChange) -> list[Problem]:
    """A member leaves to, or comes from, some union that should be named for the 接转单."""
    if change.type == ChangeType.LEAVE and not change.counterpart and not change.from_union_id:
        return [Problem("counterpart", "转出最好写明对方工会，接转单要用。", level="info", rule="counterpart")]
    return []


def approval_makes_a_member(application: Application, old: Mapping[str, Any]) -> list[Problem]:
    """An application is approved by the deed that makes the member, not by its state alone."""
    approved = application.state == ApplicationState.APPROVED != old["state"]
    if not approved or application.member_id or _registered(application.id_number):
        return []
    message = "批准请点“批准入会”，程序会同时把申请人列入会员名册；只改办理状态，名册里不会有这个人。"
    return [Problem("state", message, rule="approval")]


def _registered(id_number: str) -> bool:
    """Whether somebody with this number stands in the register."""
    return bool(id_number) and Member.select().where(Member.id_number == id_number).exists()


decided_after_received = in_order("received", "decided", rule="decided")

office_ends_after_it_begins = in_order("since", "until", rule="office-dates")

withdrawn_after_given = in_order("given", "withdrawn", article="《个人信息保护法》第十五条", rule="withdrawn")
