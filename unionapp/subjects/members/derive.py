"""What follows by itself: the change that a saved member implies, and the state that a change leaves behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from unionapp.records.kind import Kind, SavedRow
from unionapp.store import editing
from unionapp.subjects.members import person_rules, rules
from unionapp.subjects.members.models import Application, Cadre, Consent, Member, MembershipChange
from unionapp.subjects.members.states import ChangeType, MemberStatus
from unionapp.values import workdays
from unionapp.values.partialdate import PartialDate

_BARE = {
    model: Kind(key="", model=model, title="", noun="", columns=(), sections={}) for model in (Member, MembershipChange)
}
"""The two tables without what follows from them, so that following ends."""


def members_were_saved(saved: Sequence[SavedRow]) -> None:
    """Write down the change of membership that a new member, or other change fields, imply.

    Where type and known date stay, what differs (the reason, a date not known before) corrects the last change.
    """
    editing.put(_BARE[MembershipChange], [_implied(each.record, None) for each in saved if each.old is None])
    names = ("change_type", "change_date", "change_reason", "union")
    _write_moves([each for each in saved if each.old and each.changed(*names)])
    _date_the_joining([each.record for each in saved if each.old and each.record.joined and not each.old["joined"]])


def _write_moves(moved: Sequence[SavedRow]) -> None:
    """The changes of membership that changed fields imply, and what follows from them."""
    if not moved:
        return
    histories = _histories([each.record.id for each in moved])
    changes = []
    for each in moved:
        assert each.old is not None
        change = _implied(each.record, each.old["union"])
        if rules.same_change(each.record, each.old) and histories[each.record.id]:
            last = in_order(histories[each.record.id])[-1]
            change.replaces_id, change.from_union_id = last.id, last.from_union_id
        changes.append(change)
    editing.put(_BARE[MembershipChange], changes)
    changes_were_saved([SavedRow(change, None) for change in changes])
    renew([each.record for each in moved])


def _date_the_joining(members: Sequence[Member]) -> None:
    """Correct the first 入会 of members, which had no date, by the day that became known."""
    histories = _histories([member.id for member in members])
    found = []
    for member in members:
        first = _begun(in_order(histories[member.id]))
        if first is not None and first.date is None:
            said = {name: value for name, value in first.plain().items() if name not in ("id", "uid")}
            found.append(MembershipChange(**said | {"date": member.joined, "replaces": first.id}))
    editing.put(_BARE[MembershipChange], found)
    changes_were_saved([SavedRow(change, None) for change in found])
    renew([member for member in members if member.id in {change.member_id for change in found}])


def _begun(changes: Sequence[MembershipChange]) -> MembershipChange | None:
    """The first 入会 of changes in order; who came from elsewhere joined there, on a day that no move tells."""
    return next((change for change in changes if change.type == ChangeType.JOIN), None)


def _implied(member: Member, former_union: int | None) -> MembershipChange:
    union = member.union_id
    return MembershipChange(
        member=member.id,
        type=member.change_type,
        date=member.change_date,
        reason=member.change_reason,
        union=union,
        from_union=former_union if former_union != union else None,
    )


def changes_were_saved(saved: Sequence[SavedRow]) -> None:
    """Bring the members of new changes to the state these leave them in.

    A day of joining that came from a change now corrected goes with it.
    """
    misdated: dict[int, PartialDate | None] = {}
    for chunk in editing.chunks([each.record.replaces_id for each in saved if each.record.replaces_id]):
        for wrong in MembershipChange.select().where(MembershipChange.id.in_(chunk)):
            if wrong.type == ChangeType.JOIN:
                misdated[wrong.member_id] = wrong.date
    refresh((each.record.member_id for each in saved), misdated)


def refresh(member_ids: Iterable[int], misdated: Mapping[int, PartialDate | None] | None = None) -> None:
    """Derive state, union and last change of members from all their changes."""
    histories = _histories(member_ids)
    members = [m for chunk in editing.chunks(list(histories)) for m in Member.select().where(Member.id.in_(chunk))]
    for member in members:
        if misdated and member.joined == misdated.get(member.id):
            member.joined = None
        _derive(member, in_order(histories[member.id]))
    editing.put(_BARE[Member], members)


def renew(members: Sequence[Member]) -> None:
    """Take over into records in hand what changes of membership left in the file."""
    rows = editing.stored(_BARE[Member], [member.id for member in members])
    for member in members:
        for name in ("status", "union", "team", "change_type", "change_date", "change_reason", "joined"):
            setattr(member, name, rows[member.id][name])


def _histories(member_ids: Iterable[int]) -> dict[int, list[MembershipChange]]:
    histories: dict[int, list[MembershipChange]] = {member: [] for member in sorted(set(member_ids))}
    for chunk in editing.chunks(list(histories)):
        for change in MembershipChange.select().where(MembershipChange.member.in_(chunk)):
            histories[change.member_id].append(change)
    return histories


def places(changes: Iterable[MembershipChange]) -> dict[int, int]:
    """Where each change stands among those of its day: as written down, a correction where the wrong one stood."""
    found: dict[int, int] = {}
    for change in sorted(changes, key=lambda change: change.id):
        found[change.id] = found.get(change.replaces_id or 0, change.id)
    return found


def in_order(changes: Iterable[MembershipChange]) -> list[MembershipChange]:
    """The changes that hold, by date and place; those replaced by a correction are left out."""
    listed = list(changes)
    placed = places(listed)
    replaced = {change.replaces_id for change in listed}
    holding = [change for change in listed if change.id not in replaced]
    return sorted(holding, key=lambda change: (change.date or date.min, placed[change.id]))


def _derive(member: Member, changes: Sequence[MembershipChange]) -> None:
    """The state that changes in order leave behind; only the first of them says when she joined, if it is known."""
    if not changes:
        return
    last = changes[-1]
    member.status = rules.state_after(last.type)
    member.change_type, member.change_date, member.change_reason = last.type, last.date, last.reason
    homes = [change.union_id for change in changes if change.union_id]
    if homes and homes[-1] != member.union_id:
        member.union_id, member.team = homes[-1], ""
    begun = _begun(changes)
    member.joined = member.joined or (begun.date if begun is not None else None)


def members_are_removed(members: Sequence[Member]) -> None:
    """A member entered by mistake goes with its changes and consents; applications stay, without the link."""
    gone = [member.id for member in members]
    editing.delete(MembershipChange, MembershipChange.member, gone)
    editing.delete(Consent, Consent.member, gone)
    for chunk in editing.chunks(gone):
        Application.update(member=None).where(Application.member.in_(chunk)).execute()


def fill_member(member: Member) -> None:
    """Sex and birth from the number; the first state and the day of joining from the first change."""
    person_rules.fill_from_the_number(member)
    if member.__data__.get("id") is None:
        member.change_type = member.change_type or ChangeType.JOIN
        if member.status in ("", MemberStatus.IN):
            member.status = rules.state_after(member.change_type)
        if member.joined is None and member.change_type == ChangeType.JOIN:
            member.joined = member.change_date
        elif member.change_date is None and member.change_type == ChangeType.JOIN:
            member.change_date = member.joined


def fill_change(change: MembershipChange) -> None:
    """A change that names no union leaves the member where she is."""
    if change.member_id and not change.union_id:
        change.union_id = change.member.union_id


def fill_application(application: Application) -> None:
    """The due date is so many working days after the application came in; the number of days is a setting."""
    person_rules.fill_from_the_number(application)
    if application.received and not application.due:
        application.due = workdays.official().add_workdays(application.received, rules.JOIN_DAYS.value)


def fill_cadre(cadre: Cadre) -> None:
    """Name and phone of a cadre who is a member follow from the member."""
    if cadre.member:
        cadre.name = cadre.name or cadre.member.name
        cadre.phone = cadre.phone or cadre.member.mobile
