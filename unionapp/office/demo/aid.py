"""The made-up campaigns of a year that gave aid to families in hardship, and what was handed out in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from unionapp.office.demo.fiction import Fiction
from unionapp.office.demo.unions import TODAY
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.funds.books.models import Book, Project
from unionapp.subjects.funds.books.records import BOOKS, PROJECTS
from unionapp.subjects.funds.books.states import MoneySource
from unionapp.subjects.funds.handouts.models import Handout, HandoutLine
from unionapp.subjects.funds.handouts.records import HANDOUT_LINES, HANDOUTS
from unionapp.subjects.funds.handouts.states import GoodsForm, HandoutState
from unionapp.subjects.service.campaigns import actions
from unionapp.subjects.service.campaigns import records as campaigns
from unionapp.subjects.service.campaigns.models import (
    AidCampaign,
    AidSite,
    AidStandard,
    JobFair,
    MedicalAid,
    StudentAid,
)
from unionapp.subjects.service.campaigns.states import AidApplicationState, CampaignType, StudentStage
from unionapp.subjects.service.households.models import FamilyMember, Household
from unionapp.subjects.service.households.states import FamilyIdentity, HardshipCause, HardshipClass, HouseholdState
from unionapp.subjects.unions.models import Union
from unionapp.values.present import present

_WORKPLACES = ("环卫所", "国道养护工地", "光伏电站工地", "快递网点", "建筑工地", "派出所")
_STAGES = (
    (StudentStage.SENIOR, 40.0),
    (StudentStage.VOCATIONAL, 10.0),
    (StudentStage.COLLEGE, 20.0),
    (StudentStage.BACHELOR, 28.0),
    (StudentStage.MASTER, 2.0),
)


def give(journal: Journal, source: Fiction, files: Sequence[Household], kin: Sequence[FamilyMember]) -> None:
    """冬送温暖, 春送岗位, 夏送清凉, 金秋助学 and 医疗救助 of the year, handed out and signed for."""
    project = _money(source, files[0].union)
    own = {"union": files[0].union, "year": TODAY.year, "handler": "陈经办", "approver": "主席"}
    winter = _campaign(
        CampaignType.WARMTH, "元旦春节送温暖", date(TODAY.year, 1, 8), own, project=project, source="warmth"
    )
    of_class = {HardshipClass.DEEP: 1500_00, HardshipClass.RELATIVE: 1000_00, HardshipClass.ACCIDENT: 1200_00}
    _standards(winter, (*of_class.items(), ("", 800_00)))
    _pay(journal, winter, date(TODAY.year, 1, 28))
    spring = _campaign(CampaignType.JOBS, "春送岗位", date(TODAY.year, 3, 5), own)
    editing.put(campaigns.JOB_FAIRS, [_fair(source, spring, number) for number in range(3)])
    summer = _campaign(
        CampaignType.COOLING,
        "夏送清凉",
        date(TODAY.year, 7, 6),
        own,
        book=project.book,
        form=GoodsForm.GOODS,
        goods="防暑物资",
    )
    editing.put(campaigns.AID_SITES, [_site(source, summer, number) for number in range(max(4, len(files) // 15))])
    _sign(actions.hand_out(journal, summer, date(TODAY.year, 7, 20)))
    autumn = _campaign(CampaignType.STUDY, "金秋助学", date(TODAY.year, 8, 3), own, book=project.book, source="aid")
    _standards(autumn, ())
    young = (each for each in kin if each.standing == FamilyIdentity.STUDENT)
    students = [_student(source, autumn, each) for each in young if source.chance(0.35)]
    editing.put(
        campaigns.STUDENT_AIDS, [each for each in students if present(each.household).state == HouseholdState.FILED]
    )
    _pay(journal, autumn, date(TODAY.year, 8, 26))
    ill = [each for each in files if each.state == HouseholdState.FILED and each.cause == HardshipCause.ILLNESS][:3]
    medical = _campaign(CampaignType.MEDICAL, "医疗救助", date(TODAY.year, 9, 7), own, book=project.book, source="aid")
    _standards(medical, (("", 2000_00),))
    editing.put(campaigns.MEDICAL_AIDS, [_patient(source, medical, each) for each in ill])
    _pay(journal, medical, date(TODAY.year, 9, 24))


def _money(source: Fiction, union: Union) -> Project:
    """The earmarked money of the year in the township's books; a set of books is opened where there is none."""
    book = Book.select().order_by(Book.id).first()
    if book is None:
        top = union
        while top.parent is not None:
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
        source=MoneySource.HIGHER_EARMARKED,
        since=date(TODAY.year, 1, 1),
    )
    editing.put(PROJECTS, [project])
    return project


def _campaign(type: str, words: str, since: date, own: Mapping[str, object], **values: object) -> AidCampaign:
    made = AidCampaign(
        type=type, title=f"{since.year}年{words}", since=since, until=since + timedelta(30), **own, **values
    )
    campaigns.AID_CAMPAIGNS.fill(made)
    editing.put(campaigns.AID_CAMPAIGNS, [made])
    return made


def _standards(campaign: AidCampaign, amounts: Sequence[tuple[str, int]]) -> None:
    rows = [AidStandard(campaign=campaign, grade=grade, amount=amount) for grade, amount in amounts]
    if campaign.type == CampaignType.STUDY:
        schools = (StudentStage.SENIOR, StudentStage.VOCATIONAL)
        rows = [
            AidStandard(campaign=campaign, stage=stage, amount=3000_00 if stage in schools else 5000_00)
            for stage, _ in _STAGES
        ]
    editing.put(campaigns.AID_STANDARDS, rows)


def _pay(journal: Journal, campaign: AidCampaign, day: date) -> None:
    """Choose by rule, hand out, and let everybody sign; nobody is chosen where no file fits."""
    chosen = actions.candidates(campaign, actions.WantedRecipients())
    if chosen.taken:
        actions.choose(journal, campaign, chosen)
        _sign(actions.hand_out(journal, campaign, day))


def _sign(handout: Handout) -> None:
    handout.state = HandoutState.GIVEN
    editing.put(HANDOUTS, [handout])
    lines = list(HandoutLine.select().where(HandoutLine.handout == handout.id).order_by(HandoutLine.place))
    for line in lines:
        line.signed, line.signed_on = True, handout.day
    editing.put(HANDOUT_LINES, lines)


def _fair(source: Fiction, campaign: AidCampaign, number: int) -> JobFair:
    came = 80 + int(source.random.random() * 400)
    return JobFair(
        campaign=campaign,
        title=f"青石镇第{number + 1}场招聘会",
        day=present(campaign.since) + timedelta(7 * number),
        place="镇文化广场",
        units=10 + number * 4,
        posts=came * 2,
        attendance=came,
        intentions=came // 4,
        hired=came // 9,
    )


def _site(source: Fiction, campaign: AidCampaign, number: int) -> AidSite:
    people = 8 + int(source.random.random() * 60)
    site = AidSite(
        campaign=campaign,
        name=f"{source.one(_WORKPLACES)}{number + 1}号点",
        route=f"第{number % 3 + 1}组",
        day=present(campaign.since) + timedelta(number % 14),
        people=people,
        goods="绿豆、白糖、毛巾各一份",
        quantity=people,
        price=45_00,
        signer=source.name("1", "01"),
        phone=source.mobile(),
    )
    campaigns.AID_SITES.fill(site)
    return site


def _student(source: Fiction, campaign: AidCampaign, person: FamilyMember) -> StudentAid:
    student = StudentAid(
        campaign=campaign,
        household=person.household,
        name=person.name,
        id_number=person.id_number,
        stage=source.weighted(_STAGES),
        school=source.one(("云岭县第一中学", "云岭县职业学校", "河州师范学院", "高原理工大学")),
        fees=(2 + int(source.random.random() * 8)) * 1000_00,
        received=present(campaign.since) + timedelta(int(source.random.random() * 10)),
        promised=True,
        state=source.weighted(((AidApplicationState.PASSED, 92.0), (AidApplicationState.REFUSED, 8.0))),
    )
    campaigns.STUDENT_AIDS.fill(student)
    return student


def _patient(source: Fiction, campaign: AidCampaign, file: Household) -> MedicalAid:
    patient = MedicalAid(
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
        received=present(campaign.since) + timedelta(int(source.random.random() * 6)),
        unit_opinion="情况属实。",
        state=AidApplicationState.PASSED,
    )
    campaigns.MEDICAL_AIDS.fill(patient)
    return patient
