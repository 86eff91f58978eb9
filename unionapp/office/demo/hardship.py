"""The made-up families in hardship: files, persons, plans, visits, reviews, and the campaigns that gave them aid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from unionapp.office.demo.fiction import Fiction
from unionapp.office.demo.unions import TODAY
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.funds.books.models import Book, Project
from unionapp.subjects.funds.books.records import BOOKS, PROJECTS
from unionapp.subjects.funds.handouts.models import HandoutLine
from unionapp.subjects.funds.handouts.records import HANDOUT_LINES, HANDOUTS
from unionapp.subjects.members.models import Cadre, Member
from unionapp.subjects.service.campaigns import actions as aid
from unionapp.subjects.service.campaigns import records as campaigns
from unionapp.subjects.service.campaigns.models import (
    AidCampaign,
    AidSite,
    AidStandard,
    JobFair,
    MedicalAid,
    StudentAid,
)
from unionapp.subjects.service.households import helping_records as helping
from unionapp.subjects.service.households import records as families
from unionapp.subjects.service.households.helping_models import AidPlan, HouseholdReview, Visit
from unionapp.subjects.service.households.models import Allowance, FamilyMember, HardshipConsent, Household
from unionapp.values import periods, workdays

_MOST = 1200
_MEMBERS_A_FAMILY = 16
"""One file for so many members."""
_ALLOWANCES = ((2024, 700_00), (2025, 760_00), (2026, 830_00))
_CAUSES = (("6", 34.0), ("9", 26.0), ("3", 12.0), ("1", 8.0), ("8", 8.0), ("2", 6.0), ("7", 4.0), ("10", 2.0))
_WORKPLACES = ("环卫所", "国道养护工地", "光伏电站工地", "快递网点", "建筑工地", "派出所")
_STAGES = (("senior", 40.0), ("vocational", 10.0), ("college", 20.0), ("bachelor", 28.0), ("master", 2.0))


def write(journal: Journal, source: Fiction) -> list[Any]:
    """Make and write files and campaigns, within a running step; gives the files back."""
    editing.put(
        families.ALLOWANCES,
        [
            Allowance(region="本地", since=date(year, 7, 1), amount=amount, document=f"云民〔{year}〕36号")
            for year, amount in _ALLOWANCES
        ],
    )
    members = list(Member.select().where((Member.status == "in") & (Member.id_number != "")).order_by(Member.id))
    chosen = members[7 :: max(_MEMBERS_A_FAMILY, len(members) // _MOST)]
    contacts = list(Cadre.select().order_by(Cadre.id).limit(24))
    files = [_file(source, member, number, contacts) for number, member in enumerate(chosen)]
    editing.put(families.HOUSEHOLDS, files)
    kin = [person for each in files for person in _kin(source, each)]
    editing.put(families.FAMILY_MEMBERS, kin)
    _follow_up(source, files)
    _give(journal, source, files, kin)
    return files


def _file(source: Fiction, member: Any, number: int, contacts: Sequence[Any]) -> Any:
    """One file as far as it has come; most are in force, some left, some wait."""
    people = 2 + int(source.random.random() * 3)
    share = source.weighted(((60, 36.0), (95, 22.0), (150, 28.0), (190, 10.0), (260, 4.0)))
    fixed = (4 + int(source.random.random() * 20)) * 1000_00
    file: Any = Household(member=member, cause=source.weighted(_CAUSES), people=people, fixed_costs=fixed)
    file.applied_on = source.between(TODAY - timedelta(820), TODAY - timedelta(30))
    file.assessed_on = file.applied_on + timedelta(9)
    low = next(amount for year, amount in reversed(_ALLOWANCES) if date(year, 7, 1) <= file.assessed_on)
    file.income = low * share * 12 * people // 100 + fixed
    file.own_income = file.income // 24
    file.sudden_costs = file.income * 9 // 10 if share == 260 else None
    if share == 260:
        file.cause = "8"
    file.bank, file.account = "云岭农村商业银行", f"6399{int(source.random.random() * 10**12):012d}"
    file.health = source.weighted((("good", 55.0), ("common", 20.0), ("cancer", 8.0), ("heart", 9.0), ("spine", 8.0)))
    file.housing, file.insurance, file.marriage = "built", "worker", source.one(("married", "married", "divorced"))
    if source.chance(0.4):
        file.contract_from = source.between(TODAY - timedelta(2500), TODAY - timedelta(900))
    file.contact, file.story = source.one(contacts) if contacts else None, "家中主要劳力患病，医疗支出大，收入减少。"
    _bring_on(file, number)
    families.HOUSEHOLDS.fill(file)
    file.grade = file.grade or "relative"
    return file


def _bring_on(file: Any, number: int) -> None:
    """The days of the way to being filed, for some only part of it; a few have left again."""
    file.number = f"{file.applied_on.year}-{number + 1:04d}"
    file.promised, file.surveyed_on, file.surveyors = True, file.applied_on + timedelta(5), "镇工会入户核查组"
    if number % 12 == 3:
        file.applied_on = TODAY - timedelta(12)
        file.surveyed_on = file.assessed_on = TODAY - timedelta(8)
    calendar = workdays.official()
    file.published_from = calendar.add_workdays(file.surveyed_on, 1)
    file.published_to = calendar.add_workdays(file.published_from, 5)
    if number % 12 == 3:
        return
    file.objections, file.unit_opinion, file.upper_opinion = "无异议", "情况属实，同意上报。", "同意建档。"
    file.unit_day, file.upper_day = file.published_to, file.published_to + timedelta(2)
    file.filed_on = file.published_to + timedelta(3)
    if number % 25 == 9 and file.filed_on < TODAY - timedelta(200):
        file.left_on, file.leave_reason = TODAY - timedelta(20 + number % 60), ("moved", "unfit")[number % 2]


def _kin(source: Fiction, file: Any) -> list[Any]:
    """The family beside the holder: a spouse, then children."""
    found: list[Any] = []
    for place in range(file.people - 1):
        spouse = place == 0 and file.marriage == "married"
        sex = ("2" if file.sex == "1" else "1") if spouse else source.one(("1", "2"))
        years = 0 if spouse else 17 + place * 2
        birth = file.birth + timedelta(years * 365 + 420 + int(source.random.random() * 900))
        birth = min(birth, TODAY - timedelta(400))
        person: Any = FamilyMember(household=file, sex=sex, birth=birth, relation="spouse" if spouse else "child")
        own = spouse or file.nation == "04"
        person.name = source.name(sex, file.nation) if own else file.name[0] + source.name(sex, "01")[-1]
        if any(each.name == person.name for each in found):
            person.name += "小"
        person.id_number = source.id_number(birth, sex)
        person.standing = "worker" if periods.age(birth, TODAY) > 22 else "student"
        person.health, person.insurance = "good", "resident"
        found.append(person)
    return found


def _follow_up(source: Fiction, files: Sequence[Any]) -> None:
    """Consents, plans, visits, and for the older files reviews."""
    force = [each for each in files if each.state == "filed"]
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
        for days in (200, 110, 20) if source.chance(0.8) else (200,):
            if TODAY - timedelta(days) > each.filed_on:
                visits.append(_visit(each, TODAY - timedelta(days)))
        day = periods.add_months(each.filed_on, 6)
        while day < TODAY and source.chance(0.93):
            reviews.append(_review(source, each, day))
            day = periods.add_months(day, 6)
    editing.put(helping.VISITS, visits)
    editing.put(helping.HOUSEHOLD_REVIEWS, reviews)


def _consent(file: Any) -> Any:
    return HardshipConsent(
        household=file, name=file.name, given=file.applied_on, sensitive=True, paper="困难职工档案盒"
    )


def _visit(file: Any, day: date) -> Any:
    return Visit(
        household=file,
        day=day,
        visitors=file.contact_name or "镇工会干部",
        situation="家中有人患病，正在治疗；孩子在校读书。",
        requests="希望介绍就近的零工。",
        answer="已联系镇劳务站。",
    )


def _review(source: Fiction, file: Any, day: date) -> Any:
    review: Any = HouseholdReview(
        household=file, day=day, by="镇工会", fixed_costs=file.fixed_costs, people=file.people
    )
    review.income = file.income * (95 + int(source.random.random() * 15)) // 100
    helping.HOUSEHOLD_REVIEWS.fill(review)
    return review


def _give(journal: Journal, source: Fiction, files: Sequence[Any], kin: Sequence[Any]) -> None:
    """冬送温暖, 春送岗位, 夏送清凉, 金秋助学 and 医疗救助 of the year, handed out and signed for."""
    project = _money(source, files[0].union)
    own = {"union": files[0].union, "year": TODAY.year, "handler": "陈经办", "approver": "主席"}
    winter = _campaign("warmth", "元旦春节送温暖", date(TODAY.year, 1, 8), own, project=project, source="warmth")
    _standards(winter, (("deep", 1500_00), ("relative", 1000_00), ("accident", 1200_00), ("", 800_00)))
    _pay(journal, winter, date(TODAY.year, 1, 28))
    spring = _campaign("jobs", "春送岗位", date(TODAY.year, 3, 5), own)
    editing.put(campaigns.JOB_FAIRS, [_fair(source, spring, number) for number in range(3)])
    summer = _campaign(
        "cooling", "夏送清凉", date(TODAY.year, 7, 6), own, book=project.book, form="goods", goods="防暑物资"
    )
    editing.put(campaigns.AID_SITES, [_site(source, summer, number) for number in range(max(4, len(files) // 15))])
    _sign(aid.hand_out(journal, summer, date(TODAY.year, 7, 20)))
    autumn = _campaign("study", "金秋助学", date(TODAY.year, 8, 3), own, book=project.book, source="aid")
    _standards(autumn, ())
    students = [_student(source, autumn, each) for each in kin if each.standing == "student" and source.chance(0.35)]
    editing.put(campaigns.STUDENT_AIDS, [each for each in students if each.household.state == "filed"])
    _pay(journal, autumn, date(TODAY.year, 8, 26))
    ill = [each for each in files if each.state == "filed" and each.cause == "6"][:3]
    medical = _campaign("medical", "医疗救助", date(TODAY.year, 9, 7), own, book=project.book, source="aid")
    _standards(medical, (("", 2000_00),))
    editing.put(campaigns.MEDICAL_AIDS, [_patient(source, medical, each) for each in ill])
    _pay(journal, medical, date(TODAY.year, 9, 24))


def _money(source: Fiction, union: Any) -> Any:
    """The earmarked money of the year in the township's books; a set of books is opened where there is none."""
    book: Any = Book.select().order_by(Book.id).first()
    if book is None:
        top = union
        while top.parent_id:
            top = top.parent
        book = Book(
            uid=source.uid(), name=top.name, union=top, since=f"{TODAY.year}-01", accountant="周会计", cashier="吴出纳"
        )
        editing.put(BOOKS, [book])
    project = Project(
        uid=source.uid(),
        book=book,
        name=f"{TODAY.year}年困难职工帮扶专项",
        earmarked=True,
        source="higher-earmarked",
        since=date(TODAY.year, 1, 1),
    )
    editing.put(PROJECTS, [project])
    return project


def _campaign(type: str, words: str, since: date, own: dict[str, Any], **values: Any) -> Any:
    made: Any = AidCampaign(
        type=type, title=f"{since.year}年{words}", since=since, until=since + timedelta(30), **own, **values
    )
    campaigns.AID_CAMPAIGNS.fill(made)
    editing.put(campaigns.AID_CAMPAIGNS, [made])
    return made


def _standards(campaign: Any, amounts: Sequence[tuple[str, int]]) -> None:
    rows = [AidStandard(campaign=campaign, grade=grade, amount=amount) for grade, amount in amounts]
    if campaign.type == "study":
        rows = [
            AidStandard(
                campaign=campaign, stage=stage, amount=3000_00 if stage in ("senior", "vocational") else 5000_00
            )
            for stage, _ in _STAGES
        ]
    editing.put(campaigns.AID_STANDARDS, rows)


def _pay(journal: Journal, campaign: Any, day: date) -> None:
    """Choose by rule, hand out, and let everybody sign; nobody is chosen where no file fits."""
    chosen = aid.candidates(campaign, aid.Wanted())
    if chosen.taken:
        aid.choose(journal, campaign, chosen)
        _sign(aid.hand_out(journal, campaign, day))


def _sign(handout: Any) -> None:
    handout.state = "given"
    editing.put(HANDOUTS, [handout])
    lines = list(HandoutLine.select().where(HandoutLine.handout == handout.id).order_by(HandoutLine.place))
    for line in lines:
        line.signed, line.signed_on = True, handout.day
    editing.put(HANDOUT_LINES, lines)


def _fair(source: Fiction, campaign: Any, number: int) -> Any:
    came = 80 + int(source.random.random() * 400)
    return JobFair(
        campaign=campaign,
        title=f"青石镇第{number + 1}场招聘会",
        day=campaign.since + timedelta(7 * number),
        place="镇文化广场",
        units=10 + number * 4,
        posts=came * 2,
        attendance=came,
        intentions=came // 4,
        hired=came // 9,
    )


def _site(source: Fiction, campaign: Any, number: int) -> Any:
    people = 8 + int(source.random.random() * 60)
    site: Any = AidSite(
        campaign=campaign,
        name=f"{source.one(_WORKPLACES)}{number + 1}号点",
        route=f"第{number % 3 + 1}组",
        day=campaign.since + timedelta(number % 14),
        people=people,
        goods="绿豆、白糖、毛巾各一份",
        quantity=people,
        price=45_00,
        signer=source.name("1", "01"),
        phone=source.mobile(),
    )
    campaigns.AID_SITES.fill(site)
    return site


def _student(source: Fiction, campaign: Any, person: Any) -> Any:
    student: Any = StudentAid(
        campaign=campaign,
        household=person.household,
        name=person.name,
        id_number=person.id_number,
        stage=source.weighted(_STAGES),
        school=source.one(("云岭县第一中学", "云岭县职业学校", "河州师范学院", "高原理工大学")),
        fees=(2 + int(source.random.random() * 8)) * 1000_00,
        received=campaign.since + timedelta(int(source.random.random() * 10)),
        promised=True,
        state=source.weighted((("passed", 92.0), ("refused", 8.0))),
    )
    campaigns.STUDENT_AIDS.fill(student)
    return student


def _patient(source: Fiction, campaign: Any, file: Any) -> Any:
    patient: Any = MedicalAid(
        campaign=campaign,
        household=file,
        name=file.name,
        relation="本人",
        id_number=file.id_number,
        illness="腰颈椎病",
        own_costs=(12 + int(source.random.random() * 30)) * 1000_00,
        stays=1 + int(source.random.random() * 3),
        treatment="住院手术后在家康复，定期复查。",
        story="医疗自付费用高，家庭收入减少。",
        received=campaign.since + timedelta(int(source.random.random() * 6)),
        unit_opinion="情况属实。",
        state="passed",
    )
    campaigns.MEDICAL_AIDS.fill(patient)
    return patient
