"""The made-up families in hardship: files, persons, plans, visits and reviews."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from unionapp.office.demo import aid
from unionapp.office.demo.fiction import Fiction
from unionapp.office.demo.unions import TODAY
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.members.models import Cadre, Member
from unionapp.subjects.members.states import MemberStatus, SexCode
from unionapp.subjects.service.households import helping_records as helping
from unionapp.subjects.service.households import records as families
from unionapp.subjects.service.households.helping_models import AidPlan, HouseholdReview, Visit
from unionapp.subjects.service.households.models import Allowance, FamilyMember, HardshipConsent, Household
from unionapp.subjects.service.households.states import (
    FamilyIdentity,
    FamilyMarriage,
    FamilyRelation,
    HardshipCause,
    HardshipClass,
    HouseholdState,
    LeaveReason,
)
from unionapp.values import periods, workdays
from unionapp.values.present import present

_MOST = 1200
_MEMBERS_A_FAMILY = 16
"""One file for so many members."""
_ALLOWANCES = ((2024, 700_00), (2025, 760_00), (2026, 830_00))
_CAUSES = (
    (HardshipCause.ILLNESS, 34.0),
    (HardshipCause.SCHOOLING, 26.0),
    (HardshipCause.LAID_OFF, 12.0),
    (HardshipCause.UNFIT_FOR_WORK, 8.0),
    (HardshipCause.ACCIDENT, 8.0),
    (HardshipCause.WITHOUT_WORK, 6.0),
    (HardshipCause.DISASTER, 4.0),
    (HardshipCause.OTHER, 2.0),
)


def write(journal: Journal, source: Fiction) -> list[Household]:
    """Make and write files and campaigns, within a running step; gives the files back."""
    editing.put(
        families.ALLOWANCES,
        [
            Allowance(region="本地", since=date(year, 7, 1), amount=amount, document=f"云民〔{year}〕36号")
            for year, amount in _ALLOWANCES
        ],
    )
    members = list(
        Member.select().where((Member.status == MemberStatus.IN) & (Member.id_number != "")).order_by(Member.id)
    )
    chosen = members[7 :: max(_MEMBERS_A_FAMILY, len(members) // _MOST)]
    contacts = list(Cadre.select().order_by(Cadre.id).limit(24))
    files = [_file(source, member, number, contacts) for number, member in enumerate(chosen)]
    editing.put(families.HOUSEHOLDS, files)
    kin = [person for each in files for person in _kin(source, each)]
    editing.put(families.FAMILY_MEMBERS, kin)
    _follow_up(source, files)
    aid.give(journal, source, files, kin)
    return files


def _file(source: Fiction, member: Member, number: int, contacts: Sequence[Cadre]) -> Household:
    """One file as far as it has come; most are in force, some left, some wait."""
    people = 2 + int(source.random.random() * 3)
    share = source.weighted(((60, 36.0), (95, 22.0), (150, 28.0), (190, 10.0), (260, 4.0)))
    fixed = (4 + int(source.random.random() * 20)) * 1000_00
    file = Household(member=member, cause=source.weighted(_CAUSES), people=people, fixed_costs=fixed)
    file.applied_on = source.between(TODAY - timedelta(820), TODAY - timedelta(30))
    file.assessed_on = file.applied_on + timedelta(9)
    low = next(amount for year, amount in reversed(_ALLOWANCES) if date(year, 7, 1) <= file.assessed_on)
    file.income = low * share * 12 * people // 100 + fixed
    file.own_income = file.income // 24
    file.sudden_costs = file.income * 9 // 10 if share == 260 else None
    if share == 260:
        file.cause = HardshipCause.ACCIDENT
    file.bank, file.account = "云岭农村商业银行", f"6399{int(source.random.random() * 10**12):012d}"
    file.health = source.weighted((("good", 55.0), ("common", 20.0), ("cancer", 8.0), ("heart", 9.0), ("spine", 8.0)))
    file.housing, file.insurance = "built", "worker"
    file.marriage = source.one((FamilyMarriage.MARRIED, FamilyMarriage.MARRIED, FamilyMarriage.DIVORCED))
    if source.chance(0.4):
        file.contract_from = source.between(TODAY - timedelta(2500), TODAY - timedelta(900))
    file.contact, file.story = source.one(contacts) if contacts else None, "家中主要劳力患病，医疗支出大，收入减少。"
    _bring_on(file, number)
    families.HOUSEHOLDS.fill(file)
    file.grade = file.grade or HardshipClass.RELATIVE
    return file


def _bring_on(file: Household, number: int) -> None:
    """The days of the way to being filed, for some only part of it; a few have left again."""
    applied = present(file.applied_on)
    surveyed = applied + timedelta(5)
    file.number = f"{applied.year}-{number + 1:04d}"
    if number % 12 == 3:
        surveyed = TODAY - timedelta(8)
        file.applied_on, file.assessed_on = TODAY - timedelta(12), surveyed
    file.promised, file.surveyed_on, file.surveyors = True, surveyed, "镇工会入户核查组"
    calendar = workdays.official()
    file.published_from = calendar.add_workdays(surveyed, 1)
    file.published_to = calendar.add_workdays(file.published_from, 5)
    if number % 12 == 3:
        return
    file.objections, file.unit_opinion, file.upper_opinion = "无异议", "情况属实，同意上报。", "同意建档。"
    file.unit_day, file.upper_day = file.published_to, file.published_to + timedelta(2)
    file.filed_on = file.published_to + timedelta(3)
    if number % 25 == 9 and file.filed_on < TODAY - timedelta(200):
        file.left_on = TODAY - timedelta(20 + number % 60)
        file.leave_reason = (LeaveReason.MOVED, LeaveReason.UNFIT)[number % 2]


def _kin(source: Fiction, file: Household) -> list[FamilyMember]:
    """The family beside the holder: a spouse, then children."""
    found: list[FamilyMember] = []
    for place in range(present(file.people) - 1):
        spouse = place == 0 and file.marriage == FamilyMarriage.MARRIED
        other = SexCode.FEMALE if file.sex == SexCode.MALE else SexCode.MALE
        sex = other if spouse else source.one((SexCode.MALE, SexCode.FEMALE))
        years = 0 if spouse else 17 + place * 2
        birth = present(file.birth).first + timedelta(years * 365 + 420 + int(source.random.random() * 900))
        birth = min(birth, TODAY - timedelta(400))
        relation = FamilyRelation.SPOUSE if spouse else FamilyRelation.CHILD
        person = FamilyMember(household=file, sex=sex, birth=birth, relation=relation)
        own = spouse or file.nation == "04"
        person.name = source.name(sex, file.nation) if own else file.name[0] + source.name(sex, "01")[-1]
        if any(each.name == person.name for each in found):
            person.name += "小"
        person.id_number = source.id_number(birth, sex)
        person.standing = FamilyIdentity.WORKER if periods.age(birth, TODAY) > 22 else FamilyIdentity.STUDENT
        person.health, person.insurance = "good", "resident"
        found.append(person)
    return found


def _follow_up(source: Fiction, files: Sequence[Household]) -> None:
    """Consents, plans, visits, and for the older files reviews."""
    force = [each for each in files if each.state == HouseholdState.FILED]
    editing.put(families.HARDSHIP_CONSENTS, [_consent(each) for each in force if source.chance(0.9)])
    plans = [
        AidPlan(household=each, year=TODAY.year, needs=("living",), goal="年内落实医疗和生活救助，争取一人稳定就业。")
        for each in force
    ]
    for plan in plans:
        helping.AID_PLANS.fill(plan)
    editing.put(helping.AID_PLANS, plans)
    visits, reviews = [], []
    for each in force:
        filed = present(each.filed_on)
        for days in (200, 110, 20) if source.chance(0.8) else (200,):
            if TODAY - timedelta(days) > filed:
                visits.append(_visit(each, TODAY - timedelta(days)))
        day = periods.add_months(filed, 6)
        while day < TODAY and source.chance(0.93):
            reviews.append(_review(source, each, day))
            day = periods.add_months(day, 6)
    editing.put(helping.VISITS, visits)
    editing.put(helping.HOUSEHOLD_REVIEWS, reviews)


def _consent(file: Household) -> HardshipConsent:
    return HardshipConsent(
        household=file, name=file.name, given=file.applied_on, sensitive=True, paper="困难职工档案盒"
    )


def _visit(file: Household, day: date) -> Visit:
    return Visit(
        household=file,
        day=day,
        visitors=file.contact_name or "镇工会干部",
        situation="家中有人患病，正在治疗；孩子在校读书。",
        requests="希望介绍就近的零工。",
        answer="已联系镇劳务站。",
    )


def _review(source: Fiction, file: Household, day: date) -> HouseholdReview:
    review = HouseholdReview(household=file, day=day, by="镇工会", fixed_costs=file.fixed_costs, people=file.people)
    review.income = present(file.income) * (95 + int(source.random.random() * 15)) // 100
    helping.HOUSEHOLD_REVIEWS.fill(review)
    return review
