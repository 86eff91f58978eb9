"""Campaigns: who is chosen, nobody twice from the same money, one step that hands out, sums that agree."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.handouts.models import Handout, HandoutLine
from unionapp.subjects.funds.handouts.records import HANDOUT_LINES
from unionapp.subjects.service import figures
from unionapp.subjects.service.campaigns import actions as aid
from unionapp.subjects.service.campaigns import rounds
from unionapp.subjects.service.campaigns.actions import WantedRecipients
from unionapp.subjects.service.campaigns.models import AidRecipient, AidSite, StudentAid
from unionapp.subjects.service.campaigns.records import AID_CAMPAIGNS, AID_RECIPIENTS, AID_SITES, STUDENT_AIDS
from unionapp.subjects.service.households.helping_models import AidMeasure

from tests import support
from tests.subjects.service import cases

DAY = date(2026, 1, 20)
EVERYBODY = WantedRecipients()


def chosen(store: Store, campaign: Any, wanted: WantedRecipients = EVERYBODY) -> list[Any]:
    """The recipients that a rule finds, written."""
    return aid.choose(store.journal, campaign, aid.candidates(campaign, wanted))


@pytest.fixture
def families(store: Store) -> list[Any]:
    """Three files: two deep in need, one in relative need."""
    cases.allowance(store)
    return [
        cases.household(store, 1, bank="农行", account="6228480000000001"),
        cases.household(store, 2),
        cases.household(store, 3, income=20_000_00, cause="6"),
    ]


def test_a_rule_chooses_files_in_force_by_class_and_cause(store: Store, families: list[Any]) -> None:
    cases.household(store, 4, filed_on=None)
    campaign = cases.campaign(store)
    assert {each.rule for _, problems in aid.candidates(campaign, EVERYBODY).refused for each in problems} == {
        "required"
    }
    cases.standard(store, campaign, 800_00)
    for wanted, found in (
        (EVERYBODY, 3),
        (WantedRecipients(grades=("deep",)), 2),
        (WantedRecipients(causes=("6",)), 1),
    ):
        assert len(aid.candidates(campaign, wanted).taken) == found


def test_amounts_follow_the_standard_that_says_most(store: Store, families: list[Any]) -> None:
    campaign = cases.campaign(store)
    cases.standard(store, campaign, 800_00)
    cases.standard(store, campaign, 1500_00, grade="deep")
    assert [each.amount for each in chosen(store, campaign)] == [1500_00, 1500_00, 800_00]


def test_choosing_again_adds_nobody_twice(store: Store, families: list[Any]) -> None:
    campaign = cases.campaign(store)
    cases.standard(store, campaign, 800_00)
    chosen(store, campaign, WantedRecipients(grades=("deep",)))
    assert len(chosen(store, campaign)) == 1
    with pytest.raises(Refused, match="没有可以加入的对象"):
        chosen(store, campaign)
    assert AidRecipient.select().count() == 3


def test_nobody_is_given_twice_from_the_same_money_in_a_year(store: Store, families: list[Any]) -> None:
    money = cases.project(store)
    first, second = (cases.campaign(store, "living", number, project=money) for number in (1, 2))
    later = cases.campaign(store, "living", 3, project=money, year=2027)
    for campaign in (first, second, later):
        cases.standard(store, campaign, 500_00)
    chosen(store, first)
    choice = aid.candidates(second, EVERYBODY)
    assert (len(choice.taken), len(choice.refused)) == (0, 3)
    assert "同一笔钱" in choice.refused[0][1][0].message
    assert len(aid.candidates(later, EVERYBODY).taken) == 3
    again = AidRecipient(campaign=second, household=families[0], again="住院花费大，主席办公会同意")
    problems = editing.save(store.journal, AID_RECIPIENTS, again)
    assert "twice" in {problem.rule for problem in problems}


def test_a_member_and_her_file_are_the_same_person(store: Store) -> None:
    cases.allowance(store)
    member = cases.member(store, 1)
    family = cases.household(store, 1, member=member)
    campaign = cases.campaign(store)
    cases.standard(store, campaign, 500_00)
    chosen(store, campaign)
    assert aid.of_members(campaign, [member]).taken == ()
    with pytest.raises(Refused, match="本次活动的名单里"):
        editing.save(store.journal, AID_RECIPIENTS, AidRecipient(campaign=campaign, member=member))
    assert family.member_id == member.id


def test_members_of_a_group_are_chosen_without_a_file(store: Store) -> None:
    for number in (1, 2, 3):
        cases.member(store, number, group="courier" if number < 3 else "truck")
    campaign = cases.campaign(store)
    cases.standard(store, campaign, 200_00, category="11")
    found = chosen(store, campaign, WantedRecipients(groups=("courier",), category="11"))
    assert [(each.amount, each.category) for each in found] == [(200_00, "11")] * 2


def test_two_members_of_one_name_without_number_and_file_are_two(store: Store) -> None:
    both = [cases.member(store, number, name="马秀兰", id_number="", group="courier") for number in (1, 2)]
    campaign = cases.campaign(store)
    cases.standard(store, campaign, 200_00)
    wanted = WantedRecipients(groups=("courier",))
    assert [each.member_id for each in aid.of_members(campaign, [*both, both[0]]).taken] == [each.id for each in both]
    assert [each.member_id for each in chosen(store, campaign, wanted)] == [each.id for each in both]
    assert aid.of_members(campaign, both) == aid.AidChoice((), ())


def student(store: Store, campaign: Any, family: Any, number: int, **values: Any) -> Any:
    """An approved application of a child of a family, saved."""
    given = {"name": support.person_name(number), "stage": "bachelor", "state": "passed", "promised": True, **values}
    made = StudentAid(campaign=campaign, household=family, received=date(2026, 8, 1), **given)
    editing.save(store.journal, STUDENT_AIDS, made)
    return made


def test_two_children_of_a_family_are_both_aided(store: Store, families: list[Any]) -> None:
    campaign = cases.campaign(store, "study", project=cases.project(store))
    cases.standard(store, campaign, 3000_00, stage="senior")
    cases.standard(store, campaign, 5000_00, stage="bachelor")
    student(store, campaign, families[0], 11)
    student(store, campaign, families[0], 12, stage="senior")
    student(store, campaign, families[1], 13, state="refused")
    assert [(each.name, each.amount) for each in chosen(store, campaign)] == [
        (support.person_name(11), 5000_00),
        (support.person_name(12), 3000_00),
    ]


def test_who_applied_without_file_and_number_is_chosen_once(store: Store) -> None:
    campaign = cases.campaign(store, "study", project=cases.project(store))
    cases.standard(store, campaign, 5000_00, stage="bachelor")
    home = cases.union(store)
    applied = [student(store, campaign, None, 11, parent=support.person_name(each), union=home) for each in (1, 2)]
    assert [each.student_id for each in chosen(store, campaign)] == [each.id for each in applied]
    assert aid.candidates(campaign, EVERYBODY) == aid.AidChoice((), ())


def test_schools_that_are_not_aided_are_not_approved(store: Store, families: list[Any]) -> None:
    with pytest.raises(Refused, match="不在助学范围"):
        student(store, cases.campaign(store, "study"), families[0], 11, excluded=True)


@pytest.fixture
def given(store: Store, families: list[Any]) -> Any:
    """A campaign that was handed out to three families and one site."""
    campaign = cases.campaign(store, project=cases.project(store), source="warmth")
    cases.standard(store, campaign, 1000_00)
    chosen(store, campaign)
    site = AidSite(campaign=campaign, name="三号工地", day=DAY, people=20, goods="绿豆", quantity=20, price=15_00)
    editing.save(store.journal, AID_SITES, site)
    aid.hand_out(store.journal, campaign, DAY)
    return campaign


def test_one_step_makes_the_round_with_all_lines_and_the_measures(store: Store, given: Any) -> None:
    handout = Handout.get()
    lines = list(HandoutLine.select().order_by(HandoutLine.place))
    assert (handout.item, handout.day, handout.book_id) == ("warmth", DAY, given.book_id)
    assert [(line.place, line.amount) for line in lines] == [(1, 1000_00), (2, 1000_00), (3, 1000_00), (4, 300_00)]
    assert (lines[0].bank, lines[0].account) == ("农行", "6228480000000001")
    assert [measure.line_id for measure in AidMeasure.select()] == [line.id for line in lines[:3]]
    assert given.state == "given"
    store.journal.undo()
    assert (Handout.select().count(), HandoutLine.select().count(), AidMeasure.select().count()) == (0, 0, 0)
    assert all(each.line_id is None for each in AidRecipient.select())


def test_figures_agree_with_the_sign_lists(store: Store, given: Any) -> None:
    found = figures.given(given)
    assert (found.households, found.persons, found.amount, found.people_at_sites) == (3, 3, 3300_00, 20)
    assert found.by_grade == {"deep": (2, 2000_00), "relative": (1, 1000_00)}
    assert figures.sum_of_handouts([given.id]) == found.amount
    line = HandoutLine.get(HandoutLine.place == 1)
    line.amount = 900_00
    editing.save(store.journal, HANDOUT_LINES, line)
    assert figures.given(given).amount == figures.sum_of_handouts([given.id]) == 3200_00


def test_what_was_paid_is_not_changed_behind_the_sign_list(store: Store, given: Any) -> None:
    recipient = AidRecipient.select().first()
    recipient.amount = 1
    with pytest.raises(Refused, match="撤回发放"):
        editing.save(store.journal, AID_RECIPIENTS, recipient)
    with pytest.raises(Refused, match="撤回发放"):
        editing.remove(store.journal, AID_CAMPAIGNS, [given])


def test_a_second_round_pays_only_who_waits(store: Store, given: Any) -> None:
    with pytest.raises(Refused, match="没有等待发放的对象"):
        aid.hand_out(store.journal, given, DAY)
    editing.save(store.journal, AID_RECIPIENTS, AidRecipient(campaign=given, member=cases.member(store, 9)))
    second = aid.hand_out(store.journal, given, DAY)
    assert second.title.endswith("（第2批）")
    assert HandoutLine.select().where(HandoutLine.handout == second.id).count() == 1
    assert len(rounds.handouts_of(given)) == 2


def test_a_round_is_taken_back_until_somebody_signed(store: Store, given: Any) -> None:
    aid.revert(store.journal, given, Handout.get())
    assert (Handout.select().count(), AidMeasure.select().count(), given.state) == (0, 0, "choosing")
    handout = aid.hand_out(store.journal, given, DAY)
    line = HandoutLine.select().first()
    line.signed = True
    editing.save(store.journal, HANDOUT_LINES, line)
    with pytest.raises(Refused, match="已经签收"):
        aid.revert(store.journal, given, handout)


def test_nothing_is_handed_out_without_a_set_of_books(store: Store, families: list[Any]) -> None:
    campaign = cases.campaign(store)
    cases.standard(store, campaign, 1000_00)
    chosen(store, campaign)
    with pytest.raises(Refused, match="哪本账"):
        aid.hand_out(store.journal, campaign, DAY)


def test_the_public_list_holds_neither_number_nor_phone(store: Store, given: Any) -> None:
    rows = aid.public_list(given)
    assert [row.place for row in rows] == [1, 2, 3]
    shown = str(rows)
    assert not [each for each in AidRecipient.select() if each.id_number in shown]
    assert rows[0].category == "深度困难"
