"""集中入会: the participants of an activity who are not members yet become members, planned first, in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.errors import Problem, Refused, errors_only
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.activities import derive
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.activities.records.people import PARTICIPANTS
from unionapp.subjects.members import doubts as member_doubts
from unionapp.subjects.members import enrolment
from unionapp.subjects.members import rules as member_rules
from unionapp.subjects.members.models import Application, Member
from unionapp.subjects.members.records import APPLICATIONS, MEMBERS
from unionapp.subjects.members.states import ChangeType
from unionapp.subjects.unions.models import Union


@dataclass(frozen=True)
class Double:
    """A participant who seems to be in the register already; `sure` where the ID number says so."""

    participant: Participant
    member: Member
    why: str
    sure: bool


@dataclass(frozen=True)
class Hindered:
    """A participant who cannot join, and why."""

    participant: Participant
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class JoiningPlan:
    """What joining would do with each participant who is not linked to a member."""

    day: date
    joining: tuple[Participant, ...]
    """Participants who become members."""
    doubles: tuple[Double, ...]
    """Those found in the register: the sure ones are linked to their record, the others wait for the clerk."""
    hindered: tuple[Hindered, ...]
    home: Union
    """The union that they join whose line names none."""

    def union_of(self, person: Participant) -> Union:
        """Which union somebody joins."""
        return person.union or self.home

    @property
    def linked(self) -> tuple[Double, ...]:
        """Those who are members by their ID number, and are only linked."""
        return tuple(each for each in self.doubles if each.sure and member_rules.counts(each.member.status))


def plan(
    activity: Activity,
    day: date,
    distinct: Sequence[int] = (),
    union: Union | None = None,
    only_present: bool = False,
) -> JoiningPlan:
    """What `enrol` would do on a day with those on the list, or with those of them who signed in.

    They join the union of their line, else `union`, else that of the activity. `distinct` are ids of participants whom
    the clerk knows to be somebody else than the member they look like.
    """
    home = union or activity.union
    waiting = Participant.select().where(Participant.activity == activity.id, Participant.member.is_null())
    if only_present:
        waiting = waiting.where(Participant.present == True)  # noqa: E712
    joining, doubles, hindered = [], [], []
    seen: dict[str, Participant] = {}
    for person in waiting.order_by(Participant.id):
        double = _double(person)
        if double is not None and (double.sure or person.id not in distinct):
            doubles.append(double)
            continue
        problems = _problems(activity, home, person, day, seen)
        if problems:
            hindered.append(Hindered(person, tuple(problems)))
        else:
            joining.append(person)
            seen.setdefault(person.id_number, person)
    return JoiningPlan(day, tuple(joining), tuple(doubles), tuple(hindered), home)


def _double(person: Participant) -> Double | None:
    """The member whom a participant seems to be: by ID number, by phone, by name and union; None where nobody."""
    if person.id_number:
        member = Member.get_or_none(Member.id_number == person.id_number)
        if member is not None:
            state = Member.status.codes.label(member.status)
            why = "" if member_rules.counts(member.status) else f"，会籍状态为“{state}”，请用“会籍变动”办理"
            return Double(person, member, f"证件号码相同{why}", True)
    if person.phone:
        member = Member.get_or_none(Member.name == person.name, Member.mobile == person.phone)
        if member is not None:
            return Double(person, member, "姓名和电话相同", False)
    if person.union_id and not person.id_number:
        member = Member.get_or_none(Member.name == person.name, Member.union == person.union_id)
        if member is not None:
            return Double(person, member, "同一工会有同名会员", False)
    return None


def _problems(
    activity: Activity, home: Union, person: Participant, day: date, seen: dict[str, Participant]
) -> list[Problem]:
    """Why somebody cannot join: what the register's own rules say, or the same number twice on the list."""
    if person.id_number and person.id_number in seen:
        other = seen[person.id_number]
        return [Problem("id_number", f"证件号码与名单中的“{other.name}”相同，请核对后只留一人。", rule="identity")]
    application = _application(activity, home, person, day)
    problems = errors_only(editing.check(APPLICATIONS, application))
    member = Member(
        name=person.name,
        id_number=person.id_number,
        union=application.union_id,
        change_type=ChangeType.JOIN,
        change_date=day,
    )
    known = {problem.message for problem in problems}
    return problems + [each for each in errors_only(editing.check(MEMBERS, member)) if each.message not in known]


def _application(activity: Activity, home: Union, person: Participant, day: date) -> Application:
    """The application that a participant hands in at the ceremony; a ceremony of one group is of that group."""
    (group,) = activity.groups if len(activity.groups) == 1 else ("",)
    return Application(
        name=person.name,
        sex=person.sex,
        id_number=person.id_number,
        mobile=person.phone,
        employer=person.unit,
        group=person.group or group,
        union=person.union_id or home.id,
        mode="group",
        received=min(activity.day, day),
        remark=f"{activity.title}集中入会",
    )


def doubts(activity: Activity, planned: JoiningPlan) -> list[tuple[str, str]]:
    """Who would join without number, sex or phone, and what is missing."""
    wanted = [(person, _application(activity, planned.home, person, planned.day)) for person in planned.joining]
    for _, application in wanted:
        APPLICATIONS.fill(application)
    return [(person.name, problem.message) for person, each in wanted for problem in member_doubts.of_approval(each)]


def enrol(journal: Journal, activity: Activity, planned: JoiningPlan) -> list[Member]:
    """Carry out a plan as one step: applications, members and their changes are written, participants linked.

    Returns the new members; Refused, with nothing written, where the register has changed so that one cannot join.
    """
    if not planned.joining and not planned.linked:
        raise Refused("名单里没有可以入会的人。请核对重复和有问题的人员后再办理。")
    made = []
    with journal.step(f"“{activity.title}”集中入会 {len(planned.joining)} 人"):
        for person in planned.joining:
            application = _application(activity, planned.home, person, planned.day)
            if errors := errors_only(editing.check(APPLICATIONS, application)):
                raise Refused(errors)
            person.member = enrolment.enrol(journal, application, planned.day)
            made.append(person.member)
        for double in planned.linked:
            double.participant.member = double.member
        editing.put(
            PARTICIPANTS, _unlisted(activity, [*planned.joining, *(each.participant for each in planned.linked)])
        )
    return made


def enlist_joined(activity: Activity, members: Sequence[Member]) -> None:
    """Put those who joined at a ceremony on its list as having come, within the running step; who stands there by
    her number is linked."""
    waiting = Participant.select().where(Participant.activity == activity.id, Participant.member.is_null())
    listed = {person.id_number: person for person in waiting if person.id_number}
    people = [listed.get(member.id_number) or Participant(activity=activity.id) for member in members]
    for person, member in zip(people, members, strict=True):
        person.member, person.present = member, True
        derive.fill_participant(person)
    editing.put(PARTICIPANTS, people)


def _unlisted(activity: Activity, people: Sequence[Participant]) -> list[Participant]:
    """Those whose member is not on the list of the activity already, under another row."""
    listed = Participant.select(Participant.member).where(
        Participant.activity == activity.id, Participant.member.is_null(False)
    )
    known = {row.member_id for row in listed}
    found = []
    for person in people:
        if person.member_id not in known:
            known.add(person.member_id)
            found.append(person)
    return found
