"""What one register knows is not typed again: the family's income, the holder's member, students, standards."""

from __future__ import annotations

from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.books.records import BOOKS
from unionapp.subjects.service.campaigns import actions as aid
from unionapp.subjects.service.campaigns import preparing, register
from unionapp.subjects.service.campaigns.models import AidCampaign, AidSite, MedicalAid, StudentAid
from unionapp.subjects.service.campaigns.records import AID_CAMPAIGNS, AID_SITES, MEDICAL_AIDS, STUDENT_AIDS
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.service.households.records import HOUSEHOLDS

from tests import support
from tests.subjects.service import cases
from tests.subjects.service.cases import ASSESSED
from tests.support import citizen_number


def test_the_income_of_a_family_is_the_sum_of_its_parts_until_another_is_typed(store: Store) -> None:
    family = cases.household(store, 1, income=None, people=None, own_income=1_000_00, other_income=500_00)
    assert family.income == 12_500_00
    cases.person(store, family, 2, income=200_00)
    family = Household.get()
    assert (family.people, family.income) == (2, 14_900_00)
    family.own_income = 900_00
    editing.save(store.journal, HOUSEHOLDS, family)
    assert Household.get().income == 13_700_00
    family.income = 20_000_00
    editing.save(store.journal, HOUSEHOLDS, family)
    family.own_income = 1_100_00
    editing.save(store.journal, HOUSEHOLDS, family)
    assert Household.get().income == 20_000_00


def test_a_file_with_the_number_of_a_member_is_hers(store: Store) -> None:
    member = cases.member(store, 5, nation="01", mobile="13900000055")
    family = Household(name="同一人", id_number=citizen_number(5), applied_on=ASSESSED)
    editing.save(store.journal, HOUSEHOLDS, family)
    assert (family.member, family.mobile, family.union, family.nation) == (member, "13900000055", member.union, "01")


def test_the_only_running_campaign_is_meant(store: Store) -> None:
    made = cases.campaign(store, "study")
    student = StudentAid(name="小明", parent="丁一", stage="senior", received=ASSESSED)
    editing.save(store.journal, STUDENT_AIDS, student)
    assert student.campaign == made
    cases.campaign(store, "study", 2)
    other = StudentAid(name="小红", parent="丁一", stage="senior", received=ASSESSED)
    assert "campaign" in {each.field for each in editing.check(STUDENT_AIDS, other)}
    cooling = cases.campaign(store, "cooling", 3)
    site = AidSite(name="工地", day=ASSESSED, people=3)
    editing.check(AID_SITES, site)
    assert site.campaign == cooling


def test_students_are_chosen_out_of_families_with_what_their_files_know(store: Store) -> None:
    family = cases.household(store, 1, address="青石街1号")
    child = cases.person(store, family, 2, sex="2", standing="student", unit="县一中")
    made = cases.campaign(store, "study")
    (student,) = preparing.apply_for(store.journal, made, [child], {"stage": "senior", "received": ASSESSED})
    assert isinstance(student, StudentAid)
    assert (student.name, student.id_number, student.school) == (child.name, child.id_number, "县一中")
    assert (student.parent, student.people, student.address) == (family.name, 2, "青石街1号")
    assert preparing.applied(made) == {(family.id, child.name)}


def test_the_holder_who_is_ill_is_known_as_such(store: Store) -> None:
    family = cases.household(store, 1)
    wife = cases.person(store, family, 2, relation="spouse")
    made = cases.campaign(store, "medical")
    for name, relation in ((family.name, "本人"), (wife.name, "配偶")):
        patient = MedicalAid(campaign=made, household=family, name=name, received=ASSESSED)
        editing.save(store.journal, MEDICAL_AIDS, patient)
        assert (patient.relation, patient.worker) == (relation, family.name)


def test_a_new_campaign_is_as_the_last_one_and_takes_its_standards(store: Store) -> None:
    first = cases.campaign(store, "study", source="own", book=support.saved(store, BOOKS, 1))
    with pytest.raises(Refused, match="以前没有登记过"):
        preparing.take_standards(store.journal, first)
    for amount, stage in ((3_000_00, "bachelor"), (2_000_00, "senior")):
        cases.standard(store, first, amount, stage=stage)
    second = AidCampaign(type="study", year=2027, title="再助学")
    editing.save(store.journal, AID_CAMPAIGNS, second)
    assert (second.union, second.source, second.book) == (first.union, "own", first.book)
    before: Any = support.picture(store)
    assert preparing.take_standards(store.journal, second) == first
    assert [(each.stage, each.amount) for each in register.standards(second.id)] == [
        ("bachelor", 3_000_00),
        ("senior", 2_000_00),
    ]
    with pytest.raises(Refused, match="已经有帮扶标准"):
        preparing.take_standards(store.journal, second)
    support.taken_back(store)
    assert support.picture(store) == before


def test_who_is_listed_or_had_of_the_same_money_is_marked_before(store: Store) -> None:
    money = cases.project(store)
    first, second = (cases.campaign(store, number=number, project=money) for number in (1, 2))
    for each in (first, second):
        cases.standard(store, each, 500_00)
    listed, helped, free = (cases.household(store, number) for number in (1, 2, 3))
    aid.choose(store.journal, second, aid.of_households(second, [listed]))
    aid.choose(store.journal, first, aid.of_households(first, [helped]))
    found = preparing.marks(second, [listed, helped, free])
    assert {number: mark.words for number, mark in found.items()} == {
        listed.id: "已经在名单里",
        helped.id: "“帮扶活动1”用同一笔钱救助过",
    }
    assert preparing.marks(first, [free]) == {}
    member = cases.member(store, 2)
    assert preparing.marks(second, [member])[member.id].bars
