"""批准入会: applicants become members, one or many in one step; who cannot is told before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from unionapp.errors import Problem, Refused, errors_only
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.members.models import Application, Member
from unionapp.subjects.members.records import APPLICATIONS, MEMBERS
from unionapp.subjects.members.states import ApplicationState, ChangeType, JoinMode

_TAKEN = ("name", "sex", "birth", "id_number", "mobile", "employer", "group", "migrant")
TWICE = "这份申请已经批准入会，不能重复办理。"


def enrol(journal: Journal, application: Application, decided: date, card: str = "") -> Member:
    """Approve an application: the applicant becomes a member from that day, the application keeps the link."""
    member = _member(application, decided, card)
    problems = _problems(application, member, decided)
    if problems:
        raise Refused(problems)
    with journal.step(f"批准“{application.name}”入会"):
        editing.put(MEMBERS, [member])
        application.member, application.state, application.decided = member, ApplicationState.APPROVED, decided
        editing.put(APPLICATIONS, [application])
    return member


def enrol_all(journal: Journal, applications: Sequence[Application], decided: date) -> list[Member]:
    """Approve several applications as one step; Refused for all where it is wrong for one."""
    with journal.step(f"批准 {len(applications)} 人入会"):
        return [enrol(journal, application, decided) for application in applications]


def note_group(members: Sequence[Member], day: date) -> None:
    """Write down that new members joined together on a day, an approved application each, within the running step."""
    editing.put(APPLICATIONS, [_of_group(member, day) for member in members])


def _of_group(member: Member, day: date) -> Application:
    told = {name: getattr(member, name) for name in _TAKEN}
    state = ApplicationState.APPROVED
    made = Application(**told, union=member.union_id, mode=JoinMode.GROUP, received=day, decided=day, state=state)
    made.member = member
    return made


def hindrances(applications: Sequence[Application], decided: date) -> Mapping[int, Sequence[Problem]]:
    """Why applications cannot be approved on a day, by id; of two with one number the second."""
    found: dict[int, Sequence[Problem]] = {}
    seen: dict[str, Application] = {}
    for application in applications:
        first = seen.setdefault(application.id_number or str(application.id), application)
        if first is not application:
            found[application.id] = [Problem("id_number", f"证件号码与所选的“{first.name}”相同。", rule="identity")]
            continue
        problems = _problems(application, _member(application, decided), decided)
        if problems:
            found[application.id] = problems
    return found


def _member(application: Application, decided: date, card: str = "") -> Member:
    """The member that an applicant becomes, not yet stored."""
    told = {name: getattr(application, name) for name in _TAKEN}
    member = Member(**told, change_type=ChangeType.JOIN, change_date=decided, card=card)
    member.union = application.union
    return member


def _problems(application: Application, member: Member, decided: date) -> list[Problem]:
    if application.member_id:
        return [Problem("", TWICE)]
    problems = errors_only(editing.check(MEMBERS, member))
    if application.received and decided < application.received:
        problems.append(Problem("decided", "批准日期早于收到日期。"))
    return problems
