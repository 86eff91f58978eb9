"""A whole re-election from its start to the new term, each step taken back and done again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.elections.case import actions, outcome, revoking, steps
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.models import Candidate, Election, ElectionStep, Term, TermChange
from unionapp.subjects.elections.records import BODIES, CANDIDATES, ELECTIONS, ROUNDS, TERM_CHANGES, TERMS
from unionapp.subjects.members.models import Cadre
from unionapp.subjects.members.records import CADRES
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.subjects.elections import cases

REPLY = date(2026, 4, 10)


def old_term(store: Store, union: Any) -> None:
    """The term that runs out, with a chair and a 委员 in office and a delegate who is none of it."""
    term = Term(union=union, number=1, elected=date(2021, 3, 20), years=5, chair="周明")
    editing.save(store.journal, TERMS, term)
    for name, post in (("周明", "chair"), ("吴丽", "member"), ("郑和", "group-leader")):
        cadre = Cadre(name=name, union=union, post=post, since=date(2021, 3, 20))
        editing.save(store.journal, CADRES, cadre)


def stand_all(store: Store, election: Any) -> None:
    """Candidates for every body: four 委员 of five, one 经审 too few members for more, 女职工 agreed on."""
    members = list(election.union.members)
    for key, chosen in (("committee", members[:4]), ("audit", members[10:13]), ("women", members[:3])):
        for member in chosen:
            person = Candidate(body=cases.body(election, key), member=member, stage="formal")
            editing.save(store.journal, CANDIDATES, person)
    chair = Candidate(body=cases.body(election, "chair"), member=members[0], office="chair", stage="formal")
    editing.save(store.journal, CANDIDATES, chair)
    head = Candidate(body=cases.body(election, "audit-head"), member=members[10], stage="formal")
    editing.save(store.journal, CANDIDATES, head)
    sister = Candidate(body=cases.body(election, "women-head"), member=members[1], stage="formal")
    editing.save(store.journal, CANDIDATES, sister)


def count_all(store: Store, election: Any) -> None:
    """All bodies voted on and frozen: the fourth candidate of the committee fails."""
    for key, marks in (("committee", "ooox"), ("audit", "ooo"), ("chair", "o"), ("audit-head", "o")):
        cases.elect(store, election, key, marks)


def ready(store: Store) -> Any:
    """An election whose result waits for approval."""
    union = cases.a_union(store, members=30, women=12)
    old_term(store, union)
    election = actions.start(store.journal, union, "full", False, cases.DAY)
    stand_all(store, election)
    count_all(store, election)
    return election


def test_an_election_begins_with_what_the_registers_know(store: Store) -> None:
    higher = cases.a_union(store, "青山县总工会")
    union = cases.a_union(store, members=30, women=12, parent=higher, phone="0971-6123456")
    old_term(store, union)
    election = actions.start(store.journal, union, "full", False, cases.DAY, party="中共青山镇委员会")
    assert (election.number, election.members, election.higher) == (2, 30, "青山县总工会")
    assert (election.phone, election.years, election.label) == ("0971-6123456", 5, "青山镇总工会第2届")
    seats = {body.body: (body.seats, body.margin, body.way) for body in election.bodies}
    assert seats["committee"] == (3, True, "ballot")
    assert seats["women"] == (3, False, "consultation")
    later = Election(union=union, day=date(2031, 3, 1))
    editing.check(ELECTIONS, later)
    assert later.party == "中共青山镇委员会"


def test_every_step_of_an_election_is_taken_back_and_done_again(store: Store) -> None:
    union = cases.a_union(store, members=30, women=12)
    old_term(store, union)
    pictures = [support.picture(store)]
    done: list[Any] = []

    def do(action: Callable[[], Any]) -> Any:
        first = len(store.journal.stacks._done)
        result = action()
        done.append(len(store.journal.stacks._done) - first)
        pictures.append(support.picture(store))
        return result

    election = do(lambda: actions.start(store.journal, union, "full", True, cases.DAY))
    do(lambda: steps.reschedule(store.journal, election, date(2026, 3, 25)))
    do(lambda: steps.finish(store.journal, steps.next_step(election), date(2026, 1, 20), "张三"))
    do(lambda: stand_all(store, election))
    do(lambda: count_all(store, election))
    do(lambda: outcome.approve(store.journal, election, "青总工〔2026〕8号", REPLY))
    assert done[-1] == 1
    for count, picture in zip(reversed(done), reversed(pictures[:-1]), strict=True):
        for _ in range(count):
            support.taken_back(store)
        assert support.picture(store) == picture
    for count, picture in zip(done, pictures[1:], strict=True):
        for _ in range(count):
            store.journal.redo()
        assert support.picture(store) == picture


def test_an_approved_result_is_taken_back_with_a_reason_and_not_by_undo(store: Store) -> None:
    election = ready(store)
    before = support.picture(store)
    outcome.approve(store.journal, election, "青总工〔2026〕8号", REPLY)
    approved = support.picture(store)
    for _ in range(6):
        with pytest.raises(Refused, match="撤回批复"):
            store.journal.undo("文号写错")
    with pytest.raises(Refused, match="写明原因"):
        revoking.revoke(store.journal, election, " ")
    assert support.picture(store) == approved
    revoking.revoke(store.journal, election, "文号写错")
    assert support.picture(store) == before
    assert store.journal.steps(1)[0].title.endswith("（文号写错）")
    with pytest.raises(Refused, match="已登记批复"):
        revoking.revoke(store.journal, election, "再来一次")
    with pytest.raises(Refused, match=r"撤回批复不能用“撤销”退回.*再用“登记批复”.*计票已经封存"):
        store.journal.undo()
    assert support.picture(store) == before


def test_an_approved_result_others_build_upon_is_not_taken_back(store: Store) -> None:
    election = ready(store)
    term = outcome.approve(store.journal, election, "青总工〔2026〕8号", REPLY)
    editing.save(store.journal, UNIONS, Union(name="河湾村工会"))
    cadre = Cadre.get(Cadre.since == cases.DAY)
    cadre.phone = "13900000001"
    editing.save(store.journal, CADRES, cadre)
    with pytest.raises(Refused, match="改动了同样的记录"):
        revoking.revoke(store.journal, election, "文号写错")
    store.journal.undo()
    change = TermChange(term=term, type="removed", day=REPLY, name="周明", office="member")
    editing.save(store.journal, TERM_CHANGES, change)
    with pytest.raises(Refused, match="用到这一届"):
        revoking.revoke(store.journal, election, "文号写错")
    store.journal.undo()
    revoking.revoke(store.journal, election, "文号写错")
    assert Term.select().where(Term.number == 2).count() == 0


def test_an_approved_result_makes_term_cadres_and_chair_in_one_step(store: Store) -> None:
    election = ready(store)
    term = outcome.approve(store.journal, election, "青总工〔2026〕8号", REPLY)
    names = [member.name for member in list(election.union.members)[:13]]
    assert (term.number, term.elected, term.ends) == (2, cases.DAY, date(2031, 3, 18))
    assert (term.chair, term.audit_head, term.women_head) == (names[0], names[10], names[1])
    assert (term.reply_no, term.election_id) == ("青总工〔2026〕8号", election.id)
    union = Union.get_by_id(election.union_id)
    assert (union.chair, union.chair_phone) == (names[0], "13900000000")
    ended = {cadre.name: cadre.until for cadre in Cadre.select().where(Cadre.since == date(2021, 3, 20))}
    assert ended == {"周明": date(2026, 3, 17), "吴丽": date(2026, 3, 17), "郑和": None}
    posts = sorted((cadre.post, cadre.name) for cadre in Cadre.select().where(Cadre.since == cases.DAY))
    assert posts == sorted([
        ("chair", names[0]), ("member", names[1]), ("member", names[2]), ("audit-head", names[10]),
        ("audit-member", names[11]), ("audit-member", names[12]), ("women-head", names[1]),
        ("women-member", names[0]), ("women-member", names[2]),
    ])  # fmt: skip
    stages = {c.name: (c.stage, c.votes) for c in cases.body(election, "committee").candidates}
    assert stages[names[0]] == ("elected", 21)
    assert stages[names[3]] == ("not-elected", 0)
    assert ElectionStep.get(ElectionStep.election == election.id, ElectionStep.key == "result-reply").done == REPLY
    assert ElectionStep.get(ElectionStep.election == election.id, ElectionStep.key == "legal").due == date(2026, 5, 10)
    assert "approved" not in str(actions.missing(election))
    with pytest.raises(Refused, match="已经批复"):
        outcome.approve(store.journal, election, "青总工〔2026〕9号", REPLY)
    opened = counting.finals(cases.body(election, "committee"))[0]
    with pytest.raises(Refused, match="不能启封"):
        counting.reopen(store.journal, opened, "看错")


def test_a_result_that_is_not_complete_is_not_put_into_force(store: Store) -> None:
    election = ready(store)
    before = support.picture(store)
    for number, day, why in (("", REPLY, "文号"), ("青总工〔2026〕8号", date(2026, 3, 17), "早于大会")):
        with pytest.raises(Refused, match=why):
            outcome.approve(store.journal, election, number, day)
    chair = counting.finals(cases.body(election, "chair"))[0]
    assert support.picture(store) == before
    counting.reopen(store.journal, chair, "看错")
    with pytest.raises(Refused, match="主席、副主席还没有封存"):
        outcome.approve(store.journal, election, "青总工〔2026〕8号", REPLY)


def test_a_result_without_a_length_of_the_term_is_refused_in_words(store: Store) -> None:
    election = ready(store)
    election.years = None
    editing.save(store.journal, ELECTIONS, election)
    before = support.picture(store)
    with pytest.raises(Refused, match="任期（年）"):
        outcome.approve(store.journal, election, "青总工〔2026〕8号", REPLY)
    assert support.picture(store) == before


def test_seats_left_open_are_first_decided_on(store: Store) -> None:
    union = cases.a_union(store, members=30, women=12)
    election = actions.start(store.journal, union, "full", False, cases.DAY)
    committee = cases.body(election, "committee")
    committee.seats = 4
    editing.save(store.journal, BODIES, committee)
    stand_all(store, election)
    extra = Candidate(body=committee, name="外来人", stage="formal", shown_as="外来人（县总推荐）")
    editing.save(store.journal, CANDIDATES, extra)
    on_ballot = counting.on_the_ballot(committee)
    marks = "".join("x" if name == extra.shown_as or place == 4 else "o" for place, name in enumerate(on_ballot))
    opened = cases.voted(store, committee, [marks] * 21, due=30)
    counting.freeze(store.journal, opened)
    rest = [each for each in outcome.unfinished(election) if "委员会还有 1 个名额" in each.message]
    assert len(rest) == (1 if marks.count("o") == 3 else 0)
    counting.accept_fewer(store.journal, opened)
    assert not [each for each in outcome.unfinished(election) if "名额" in each.message]


def test_a_chair_who_was_not_elected_to_the_committee_is_refused(store: Store) -> None:
    union = cases.a_union(store, members=30, women=12)
    election = actions.start(store.journal, union, "full", False, cases.DAY)
    stand_all(store, election)
    loser = next(iter(cases.body(election, "committee").candidates.order_by(Candidate.id.desc())))
    chair = cases.body(election, "chair").candidates.get()
    for key, marks in (("committee", "ooox"), ("audit", "ooo")):
        cases.elect(store, election, key, marks)
    cases.elect(store, election, "audit-head", "o")
    cases.elect(store, election, "chair", "o")
    opened = counting.finals(cases.body(election, "chair"))[0]
    opened.names, chair.member, chair.name = loser.name, loser.member, loser.name
    with store.journal.step("照旧数据"):
        editing.put(CANDIDATES, [chair])
        editing.put(ROUNDS, [opened])
    with pytest.raises(Refused, match="不是当选委员"):
        outcome.approve(store.journal, election, "青总工〔2026〕8号", REPLY)


def test_someone_written_in_and_elected_becomes_a_candidate_and_a_cadre(store: Store) -> None:
    union = cases.a_union(store, members=30, women=12)
    election = actions.start(store.journal, union, "full", False, cases.DAY)
    stand_all(store, election)
    committee = cases.body(election, "committee")
    first, second, *_ = list(union.members)
    marks = "".join("o" if name in (first.name, second.name) else "x" for name in counting.on_the_ballot(committee))
    opened = cases.voted(store, committee, [f"{marks} 外来人"] * 21, due=30)
    counting.freeze(store.journal, opened)
    for key, marks in (("audit", "ooo"), ("chair", "o"), ("audit-head", "o")):
        cases.elect(store, election, key, marks)
    outcome.approve(store.journal, election, "青总工〔2026〕8号", REPLY)
    made = Candidate.get(Candidate.name == "外来人")
    assert (made.stage, made.votes, made.office) == ("elected", 21, "member")
    assert Cadre.get(Cadre.name == "外来人").post == "member"


def test_a_by_election_adds_to_the_running_term(store: Store) -> None:
    union = cases.a_union(store, members=30, women=12)
    with pytest.raises(Refused, match="现任的一届"):
        actions.start(store.journal, union, "by-election", False, cases.DAY)
    old_term(store, union)
    election = actions.start(store.journal, union, "by-election", False, cases.DAY)
    committee = cases.body(election, "committee")
    assert (election.number, [body.body for body in election.bodies]) == (1, ["committee"])
    cases.stand(store, committee, ["丁一凡", "王伟"], office="member")
    counting.freeze(store.journal, cases.voted(store, committee, ["ox"] * 21, due=30))
    outcome.approve(store.journal, election, "青总工〔2026〕8号", REPLY)
    assert Term.select().count() == 1
    change = TermChange.get()
    assert (change.name, change.type, change.office) == ("丁一凡", "by-election", "member")
    assert Cadre.select().where(Cadre.until.is_null()).count() == 4


def test_a_member_of_the_committee_by_elected_to_its_chair_holds_one_office(store: Store) -> None:
    union = cases.a_union(store, members=30, women=12)
    old_term(store, union)
    election = actions.start(store.journal, union, "by-election", False, cases.DAY)
    committee = cases.body(election, "committee")
    committee.body = "chair"
    with store.journal.step("只补选主席"):
        editing.put(BODIES, [committee])
    cases.stand(store, committee, ["吴丽"], office="chair")
    counting.freeze(store.journal, cases.voted(store, committee, ["o"] * 21, due=30))
    outcome.approve(store.journal, election, "青总工〔2026〕8号", REPLY)
    held = Cadre.select().where(Cadre.name == "吴丽").order_by(Cadre.id)
    assert [(each.post, each.until) for each in held] == [("member", cases.DAY - timedelta(1)), ("chair", None)]


def test_an_election_goes_with_all_that_belongs_to_it(store: Store) -> None:
    union = cases.a_union(store, members=30, women=12)
    before = support.picture(store)
    election = actions.start(store.journal, union, "full", False, cases.DAY)
    stand_all(store, election)
    cases.voted(store, cases.body(election, "committee"), ["ooox"] * 3)
    editing.remove(store.journal, ELECTIONS, [election])
    assert support.picture(store) == before


def test_chair_and_vice_chair_on_one_ballot_are_told_apart_by_their_candidates(store: Store) -> None:
    union = cases.a_union(store, members=30, women=12)
    election = actions.start(store.journal, union, "full", False, cases.DAY)
    chair = cases.body(election, "chair")
    chair.seats = 2
    editing.save(store.journal, BODIES, chair)
    stand_all(store, election)
    first, second, *_ = list(union.members)
    person = chair.candidates.get()
    person.office = ""
    editing.save(store.journal, CANDIDATES, person)
    other = Candidate(body=chair, member=second, office="vice-chair", stage="formal")
    editing.save(store.journal, CANDIDATES, other)
    for key, marks in (("committee", "ooox"), ("audit", "ooo"), ("chair", "oo"), ("audit-head", "o")):
        cases.elect(store, election, key, marks)
    with pytest.raises(Refused, match="谁是主席"):
        outcome.approve(store.journal, election, "青总工〔2026〕8号", REPLY)
    person.office = "chair"
    editing.save(store.journal, CANDIDATES, person)
    assert outcome.approve(store.journal, election, "青总工〔2026〕8号", REPLY).chair == first.name
    assert Cadre.get(Cadre.post == "vice-chair").name == second.name


def test_a_committee_formed_without_ballots_keeps_the_offices_proposed(store: Store) -> None:
    union = cases.a_union(store, members=30, women=12)
    election = actions.start(store.journal, union, "full", False, cases.DAY, way="federated")
    for body in list(election.bodies):
        if body.body in ("committee", "audit"):
            body.way = "show"
            editing.save(store.journal, BODIES, body)
        else:
            editing.remove(store.journal, BODIES, [body])
    for key, member, office in (("committee", 0, "chair"), ("committee", 1, "member"), ("audit", 2, "audit-head")):
        person = Candidate(body=cases.body(election, key), member=list(union.members)[member], office=office)
        editing.save(store.journal, CANDIDATES, person)
    term = outcome.approve(store.journal, election, "青总工〔2026〕8号", REPLY)
    names = [member.name for member in list(union.members)[:3]]
    assert (term.way, term.chair, term.audit_head) == ("federated", names[0], names[2])
    assert sorted(cadre.post for cadre in Cadre.select()) == ["audit-head", "chair", "member"]


def test_two_terms_of_the_same_number_are_refused(store: Store) -> None:
    election = ready(store)
    editing.save(store.journal, TERMS, Term(union=election.union, number=2, elected=cases.DAY, years=5))
    with pytest.raises(Refused, match="已经登记在届次台账里"):
        outcome.approve(store.journal, election, "青总工〔2026〕8号", REPLY)
    assert Cadre.select().where(Cadre.since == cases.DAY).count() == 0
    assert Union.get_by_id(election.union_id).chair == ""


def test_an_election_still_to_come_gets_its_steps_and_bodies_however_it_is_registered(store: Store) -> None:
    union = cases.a_union(store, members=30, women=12)
    ahead = Election(union=union, number=1, day=date.today() + timedelta(60))
    editing.save(store.journal, ELECTIONS, ahead)
    assert [body.body for body in ahead.bodies][:2] == ["committee", "audit"]
    assert steps.next_step(ahead) is not None
    over = Election(union=union, number=2, day=date.today() + timedelta(61), state="approved")
    long_ago = Election(union=union, number=3, day=date(2020, 5, 6))
    for each in (over, long_ago):
        editing.save(store.journal, ELECTIONS, each)
        assert list(each.bodies) == [] and steps.of(each) == []


def test_a_by_election_for_a_vacant_chair_fills_it_as_typing_the_change_does(store: Store) -> None:
    union = cases.a_union(store, members=30, women=12)
    old_term(store, union)
    left = TermChange(term=Term.get(), type="resigned", day=cases.DAY - timedelta(40), name="周明", office="chair")
    editing.save(store.journal, TERM_CHANGES, left)
    election = actions.start(store.journal, union, "by-election", False, cases.DAY)
    (chair,) = election.bodies
    assert chair.body == "chair"
    cases.stand(store, chair, ["吴丽"], office="chair")
    counting.freeze(store.journal, cases.voted(store, chair, ["o"] * 21, due=30))
    outcome.approve(store.journal, election, "青总工〔2026〕8号", REPLY)
    term, held = Term.get(), Union.get_by_id(union.id)
    assert (term.chair, term.chair_vacant, held.chair) == ("吴丽", None, "吴丽")
    assert [(each.post, each.until) for each in Cadre.select().where(Cadre.name == "周明")] == [("chair", left.day)]
