"""The made-up members with their changes, applications, offices and consents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from unionapp.office.demo import fiction
from unionapp.office.demo.fiction import Fiction
from unionapp.office.demo.histories import Event, history
from unionapp.office.demo.unions import TODAY, DemoUnion
from unionapp.store import editing
from unionapp.subjects.members import derive as follow
from unionapp.subjects.members.models import Application, Cadre, Consent, Member, MembershipChange
from unionapp.subjects.members.records import APPLICATIONS, CADRES, CONSENTS, MEMBERS, MEMBERSHIP_CHANGES
from unionapp.subjects.members.states import (
    ApplicationState,
    CadreKind,
    CadrePost,
    CardState,
    ChangeType,
    MemberStatus,
    SexCode,
)
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS
from unionapp.subjects.unions.states import UnionType
from unionapp.values import idnumber, periods
from unionapp.values.present import present
from unionapp.work import Progress

_BATCH = 2000
"""Members written at a time, so that a county fits into little memory."""
WHAT = "正在生成演示数据"


@dataclass
class _Batch:
    """Members to be written together with their changes."""

    members: list[Member] = field(default_factory=list)
    histories: list[list[Event]] = field(default_factory=list)


def settle(source: Fiction, places: Sequence[DemoUnion], progress: Progress) -> None:
    """Make and write the members of all unions and all that hangs on them, within a running step."""
    total = sum(place.quota for place in places)
    staff: dict[int, list[Member]] = {}
    joined: list[Member] = []
    done = 0
    for batch in _batches(source, places):
        _write(source, batch)
        done += len(batch.members)
        progress(done, total, WHAT)
        for member in batch.members:
            if member.status == MemberStatus.IN and len(staff.setdefault(member.union_id, [])) < 6:
                staff[member.union_id].append(member)
            if (
                member.change_type == ChangeType.JOIN
                and (TODAY - present(member.joined).first).days < 150
                and member.id_type == "1"
            ):
                joined.append(member)
        _consent(source, batch.members)
    _elect(source, places, staff)
    _apply(source, places, joined)


def _batches(source: Fiction, places: Sequence[DemoUnion]) -> Iterator[_Batch]:
    batch, number = _Batch(), 0
    others = {place.town: [other for other in places if other.town == place.town] for place in places}
    for place in places:
        for _ in range(place.quota):
            member, events = _member(source, place, others[place.town])
            _make_doubtful(source, member, number, batch)
            batch.members.append(member)
            batch.histories.append(events)
            number += 1
            if len(batch.members) == _BATCH:
                yield batch
                batch = _Batch()
    yield batch


def _person(source: Fiction, place: DemoUnion) -> dict[str, object]:
    """What members and applicants have in common."""
    sex = SexCode.FEMALE if source.chance(place.sector.women) else SexCode.MALE
    age = 19 + (source.random.random() + source.random.random()) * 22
    birth = TODAY - timedelta(int(age * 365.25) + 1)
    return {
        "name": source.name(sex, nation := source.nation()),
        "sex": sex,
        "birth": birth,
        "nation": nation,
        "id_number": source.id_number(birth, sex),
        "mobile": source.mobile(),
        "employer": source.one(place.employers),
        "group": place.sector.group,
        "migrant": source.chance(place.sector.migrants),
    }


_EMPLOYMENT: Mapping[str, str] = {ChangeType.KEEP: "2", ChangeType.RETIRE: "4"}
_EDUCATION = (("21", 14.0), ("31", 18.0), ("41", 10.0), ("47", 5.0), ("61", 18.0), ("71", 28.0), ("81", 7.0))
_SCHOOLED = (("21", 70.0), ("31", 25.0), ("14", 5.0))
_POLITICS = (("13", 72.0), ("01", 14.0), ("03", 13.0), ("12", 1.0))
_SKILL = (("0", 70.0), ("5", 12.0), ("4", 10.0), ("3", 6.0), ("2", 2.0))
_POSITIONS = ("职员", "班组长", "操作工", "驾驶员", "服务员", "会计", "技术员", "管理人员")


def _member(source: Fiction, place: DemoUnion, others: Sequence[DemoUnion]) -> tuple[Member, list[Event]]:
    """One member as the changes of the years have left it."""
    member = Member(uid=source.uid(), **_person(source, place))
    events = history(source, present(member.birth).first, member.sex, place, others)
    last = events[-1]
    member.union, member.status = last.place.union, last.state
    member.change_type, member.change_date, member.change_reason = last.type, last.date, last.reason
    member.joined = events[0].date
    if last.place.sector.group == "truck":
        member.team = f"第{'一二三'[int(member.id_number[-2]) % 3]}小组"
    if last.place is not place:
        member.employer, member.group = source.one(last.place.employers), last.place.sector.group
    _describe(source, member, place)
    return member, events


def _describe(source: Fiction, member: Member, place: DemoUnion) -> None:
    schooled = place.sector.nature in ("500", "institution-funded")
    member.education = source.weighted(_SCHOOLED if schooled else _EDUCATION)
    member.politics = source.weighted(_POLITICS)
    member.skill = source.weighted(_SKILL)
    member.position = source.one(_POSITIONS)
    home = fiction.HOMES[member.id_number[:6]]
    member.native_place = home
    member.household_type = "rural" if member.migrant else "urban"
    member.household_place = f"{home}{source.one(fiction.VILLAGES)}村" if member.migrant else f"{home}城关"
    member.employment = _EMPLOYMENT.get(member.change_type, "1")
    member.worked_since = source.between(
        periods.add_years(present(member.birth).first, 18), present(member.joined).first
    )
    member.new_form = place.sector.group in ("truck", "courier", "meal")
    member.card_state = CardState.ACTIVE if source.chance(0.6) else CardState.NONE
    member.card = f"6399{int(source.random.random() * 10**8):08d}" if member.card_state == CardState.ACTIVE else ""


def _make_doubtful(source: Fiction, member: Member, number: int, batch: _Batch) -> None:
    """A few members lack something or look like somebody else, so that warnings and reminders show."""
    if source.chance(0.03):
        member.mobile = ""
    if source.chance(0.005):
        member.id_number = ""
    joined = present(member.joined).first
    grown = (other for other in batch.members if joined >= periods.add_years(present(other.birth).first, 18))
    if number % 500 == 41 and (twin := next(grown, None)):
        member.name, member.sex, member.birth, member.id_number = twin.name, twin.sex, twin.birth, ""
        member.worked_since = None
    if number % 700 == 60 and member.id_number:
        first = "99" + member.id_number[2:17]
        member.id_number = first + idnumber.check_digit(first)
    if number % 900 == 77:
        member.id_type, member.id_number = "2", f"EX{number:07d}"


def _write(source: Fiction, batch: _Batch) -> None:
    """Write a batch: the members, then their changes, then what was corrected in them."""
    editing.put(MEMBERS, batch.members, follow=False)
    changes: list[MembershipChange] = []
    mended: list[tuple[MembershipChange, MembershipChange]] = []
    for member, events in zip(batch.members, batch.histories, strict=True):
        for event in events:
            change = _change(source, member, event)
            changes.append(change)
            if event is events[0] and source.chance(0.01):
                mended.append((change, _change(source, member, event)))
    for wrong, right in mended:
        wrong.date = present(right.date).first - timedelta(30)
        right.remark = "原登记日期有误，据入会申请书更正。"
    editing.put(MEMBERSHIP_CHANGES, changes, follow=False)
    for wrong, right in mended:
        right.replaces = wrong
    editing.put(MEMBERSHIP_CHANGES, [right for _, right in mended], follow=False)


def _change(source: Fiction, member: Member, event: Event) -> MembershipChange:
    return MembershipChange(
        uid=source.uid(),
        member=member,
        type=event.type,
        date=event.date,
        reason=event.reason,
        union=event.place.union,
        from_union=event.former.union if event.former else None,
        counterpart=event.counterpart,
        dues_until=f"{event.date:%Y-%m}" if event.type == ChangeType.KEEP else "",
    )


def _consent(source: Fiction, members: Sequence[Member]) -> None:
    """A third of the members have signed."""
    signed = [member for member in members if source.chance(1 / 3)]
    consents = [
        Consent(
            uid=source.uid(),
            member=member,
            given=source.between(max(present(member.joined).first, TODAY - timedelta(1000)), TODAY),
            sensitive=True,
            paper="档案盒",
        )
        for member in signed
    ]
    editing.put(CONSENTS, consents)


_POSTS = (
    CadrePost.CHAIR,
    CadrePost.VICE_CHAIR,
    CadrePost.AUDIT_HEAD,
    CadrePost.WOMEN_HEAD,
    CadrePost.MEMBER,
    CadrePost.ORGANISER,
)


def _elect(source: Fiction, places: Sequence[DemoUnion], staff: dict[int, list[Member]]) -> None:
    """Give each union its officers from among its members, and write the chair into the union."""
    cadres = []
    for place in places:
        members = staff.get(place.union.id, [])
        women = [member for member in members if member.sex == SexCode.FEMALE]
        for post, member in zip(_POSTS, members, strict=False):
            holder = women[0] if post == CadrePost.WOMEN_HEAD and women else member
            since = source.between(
                max(present(holder.joined).first, present(place.union.founded).first, TODAY - timedelta(1400)), TODAY
            )
            cadres.append(_cadre(source, place, holder, post, since))
        if members:
            place.union.chair, place.union.chair_phone = members[0].name, members[0].mobile
    editing.put(CADRES, cadres)
    editing.put(UNIONS, [place.union for place in places])


def _cadre(source: Fiction, place: DemoUnion, member: Member, post: str, since: date) -> Cadre:
    return Cadre(
        uid=source.uid(),
        member=member,
        name=member.name,
        union=place.union,
        post=post,
        sort=CadreKind.FULL if place.union.type == UnionType.GENERAL else CadreKind.PART,
        since=since,
        phone=member.mobile,
    )


_OPEN = (
    (ApplicationState.RECEIVED, 45),
    (ApplicationState.RECEIVED, 30),
    (ApplicationState.CONTACTED, 28),
    (ApplicationState.RECEIVED, 18),
    (ApplicationState.CONTACTED, 12),
    (ApplicationState.RECEIVED, 3),
)
"""State and age in days of the applications that wait in every sixty unions; the first ones are overdue."""
_TAKEN = ("name", "sex", "birth", "id_number", "mobile", "employer", "group", "migrant")


def _apply(source: Fiction, places: Sequence[DemoUnion], joined: Sequence[Member]) -> None:
    """Applications: those of the members who joined lately, and some that still wait."""
    applications = []
    for member in joined:
        taken = {name: getattr(member, name) for name in _TAKEN}
        joined_on = present(member.joined).first
        received = joined_on - timedelta(5 + int(source.random.random() * 12))
        application = _application(source, member.union, received, ApplicationState.APPROVED, taken)
        application.member, application.decided = member, joined_on
        applications.append(application)
    for state, days in _OPEN * (1 + len(places) // 60):
        place = source.one(places)
        person = {name: value for name, value in _person(source, place).items() if name in _TAKEN}
        applications.append(_application(source, place.union, TODAY - timedelta(days), state, person))
    editing.put(APPLICATIONS, applications)


_MODES = ("online", "counter", "mobile", "door", "group")


def _application(source: Fiction, union: Union, received: date, state: str, person: dict[str, object]) -> Application:
    application = Application(
        uid=source.uid(), union=union, received=received, state=state, mode=source.one(_MODES), **person
    )
    follow.fill_application(application)
    return application
