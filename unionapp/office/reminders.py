"""What must be done: terms that have passed or come near, and what is missing, each with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

import peewee

from unionapp.office import safekeeping, second_place
from unionapp.records import context, reading
from unionapp.store import backup, renewal, unfinished
from unionapp.store.journal import StepRow
from unionapp.subjects.elections import terms
from unionapp.subjects.elections.case import actions
from unionapp.subjects.funds import reminders as funds
from unionapp.subjects.members import rules
from unionapp.subjects.members.models import Application, Member
from unionapp.subjects.members.states import ApplicationState, MemberStatus, SexCode
from unionapp.subjects.relations import dispatch
from unionapp.subjects.service import reminders as service
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.rules import RENEW
from unionapp.subjects.unions.states import UnionState
from unionapp.values import workdays
from unionapp.values.present import present
from unionapp.values.retirement import Schedule

Level = Literal["overdue", "soon", "note"]
_ORDER = {"overdue": 0, "soon": 1, "note": 2}

CERTIFICATES = "《基层工会法人登记管理办法》第二十七条：有效期届满前三十日内换领"
COLLECTION = "总工办发〔2017〕14号 会员信息采集表"
SOON_WORKDAYS = 5
"""Applications are named this many working days before their term."""
LOOK_AHEAD = 90
"""So many days before a certificate ends it is named."""
STEP_DAYS = 7
"""Steps of an election are named this many days before they are due."""
BACKUP_DAYS = 7
_BACKUPS = "backup"
"""Where a reminder of backups leads: no kind of record but the page of backups."""


@dataclass(frozen=True)
class Reminder:
    """One thing to do; `record_id` 0 means all records of the kind that it speaks of."""

    level: Level
    due: date | None
    text: str
    kind: str
    record_id: int
    article: str


def due(today: date) -> list[Reminder]:
    """Everything to be reminded of that the operator at work may read, most pressing first."""
    hidden = {kind.key for kind in context.opened().kinds if not reading.may_read(kind)}
    registers = (*_applications(today), *_certificates(today), *_retiring(today), *_missing(), *_alike())
    found = [
        *registers,
        *_terms(today),
        *_election_steps(today),
        *_funds(today),
        *_service(today),
        *_backup(today),
        *_second(today),
        *_key(),
        *_unfinished(),
    ]
    return sorted(
        (each for each in found if each.kind not in hidden),
        key=lambda each: (_ORDER[each.level], each.due or date.max, each.kind, each.record_id),
    )


def _unfinished() -> Iterator[Reminder]:
    """Cells that imports left out."""
    count = len(unfinished.still_open(context.opened().kinds))
    if count:
        yield Reminder("note", None, f"导入时看不懂、还没有补的有 {count} 项。", unfinished.UNFINISHED.key, 0, "")


def _applications(today: date) -> Iterator[Reminder]:
    """Applications that wait for a decision past their term or close to it."""
    near = workdays.official().add_workdays(today, SOON_WORKDAYS)
    waiting = (
        Application.select(Application.id, Application.name, Application.due, Application.received)
        .where(
            Application.state.in_((ApplicationState.RECEIVED, ApplicationState.CONTACTED)) & (Application.due <= near)
        )
        .order_by(Application.due)
    )
    article = rules.JOIN_DAYS.source
    for each in waiting:
        words = f"{each.name}的入会申请（{each.received:%m月%d日}收到）"
        due = present(each.due)
        if due < today:
            days = workdays.official().workdays_between(due, today)
            yield Reminder("overdue", due, f"{words}已超期 {days} 个工作日。", "applications", each.id, article)
        else:
            days = workdays.official().workdays_between(today, due)
            left = f"还剩 {days} 个工作日" if days else "今天到期"
            yield Reminder("soon", due, f"{words}{left}。", "applications", each.id, article)


def _certificates(today: date) -> Iterator[Reminder]:
    """Certificates of legal personality that have ended or will end."""
    ending = (
        Union.select(Union.id, Union.name, Union.certificate_to)
        .where((Union.state == UnionState.ACTIVE) & (Union.certificate_to <= today + timedelta(LOOK_AHEAD)))
        .order_by(Union.certificate_to)
    )
    before = RENEW.value
    for union in ending:
        end = present(union.certificate_to)
        days = (end - today).days
        if days < 0:
            text, level = f"{union.name}的法人资格证书已于 {end} 到期。", "overdue"
        elif days <= before:
            text, level = f"{union.name}的法人资格证书 {days} 天后到期，现在可以换领。", "soon"
        else:
            text, level = f"{union.name}的法人资格证书 {end} 到期，{end - timedelta(before)} 起可以换领。", "note"
        yield Reminder(level, end, text, "unions", union.id, CERTIFICATES)  # type: ignore[arg-type]


def _terms(today: date) -> Iterator[Reminder]:
    """Terms that are over, end before long or have no chair, and replies that have not come."""
    for each in terms.expiring(today):
        yield Reminder(each.level, each.day, each.text, "terms", each.term.id, each.article)
    for waiting in terms.overdue_replies(today):
        yield Reminder("overdue", waiting.day, waiting.text, "elections", waiting.election.id, waiting.article)


def _election_steps(today: date) -> Iterator[Reminder]:
    """Steps of running elections that are due or will be within days, the legal person's change among them."""
    for step in actions.open_steps(today + timedelta(STEP_DAYS)):
        text = f"{step.election.label}：{step.title}，应在 {step.due} 前办完。"
        level: Level = "overdue" if present(step.due) < today else "soon"
        yield Reminder(level, step.due, text, "election-steps", step.id, step.article)


def _funds(today: date) -> Iterator[Reminder]:
    """What waits in the sets of books."""
    for each in funds.all_due(today):
        level: Level = "overdue" if each.overdue else "soon" if each.day else "note"
        yield Reminder(level, each.day, each.text, each.kind, each.record, each.article)


def _service(today: date) -> Iterator[Reminder]:
    """What waits in the files of families, in aid and places, and the monthly reports of 双联 that have not come."""
    for each in (*service.all_due(today), *service.together(_reports(today), "份双联月报没有交")):
        level: Level = "overdue" if each.overdue else "soon" if each.day else "note"
        yield Reminder(level, each.day, each.text, each.kind, each.record, each.article)


def _reports(today: date) -> list[service.DueTask]:
    """The monthly reports of 双联 that have not come."""
    return [
        service.DueTask(
            "link-pairs",
            late.pair.id,
            late.due,
            f"{late.pair.label}{late.month.chinese()}的双联月报还没有交，应在 {late.due} 前交。",
            "",
            True,
        )
        for late in dispatch.late_reports(today)
    ]


_RETIRING = (
    (SexCode.MALE, "男会员", rules.RETIRE_MEN),
    (SexCode.FEMALE, "女会员", rules.RETIRE_WOMEN),
    (SexCode.FEMALE, "女会员", rules.RETIRE_WORKERS),
)


def _retiring(today: date) -> Iterator[Reminder]:
    """How many members have reached the age of retirement and are still kept as working.

    The register does not say which women retire at the lower age, so that those between the two ages are told apart.
    """
    counted: dict[str, date] = {}
    for sex, word, option in _RETIRING:
        schedule = rules.retirement(option, today)
        born = schedule.born_by(today)
        new = (Member.birth > counted.get(sex, date.min)) & (Member.birth <= born)
        counted[sex] = born
        number = _count((Member.status == MemberStatus.IN) & (Member.sex == sex) & new)
        if number:
            text = f"{number} 名{word}已到法定退休年龄{_which(schedule)}，请核对是否已退休并办理会籍变动。"
            yield Reminder("note", None, text, "members", 0, option.source)


def _which(schedule: Schedule) -> str:
    """The former age by which the law tells the groups apart, and what it has become."""
    if schedule.most == 0:
        return f"（{schedule.final} 周岁）"
    return f"（原 {schedule.former} 周岁的，按月延迟至 {schedule.final} 周岁）"


def _missing() -> Iterator[Reminder]:
    """How many members lack what the register must have."""
    for column, word in ((Member.id_number, "证件号码"), (Member.mobile, "移动电话")):
        number = _count((Member.status == MemberStatus.IN) & (column == ""))
        if number:
            yield Reminder("note", None, f"{number} 名会员没有登记{word}。", "members", 0, COLLECTION)


_ALIKE = """
SELECT count(*) FROM (
  SELECT 1 FROM member WHERE birth IS NOT NULL GROUP BY name, birth HAVING count(*) > 1)
"""


def _alike() -> Iterator[Reminder]:
    """How many members may be in the register twice."""
    number = Member._meta.database.execute_sql(_ALIKE).fetchone()[0]
    if number:
        text = f"{number} 组会员姓名和出生日期相同，可能重复登记，请核对后合并。"
        yield Reminder("note", None, text, "members", 0, rules.RULES_2016)


def _count(where: peewee.Expression) -> int:
    return int(Member.select().where(where).count())


def _backup(today: date) -> Iterator[Reminder]:
    """Whether a copy of the data was made within the last days, in the data folder or elsewhere."""
    last = last_backup(today)
    if last is None and not Union.select().exists():
        return
    if last is None:
        begun = StepRow.select(StepRow.at).order_by(StepRow.id).first()
        level: Level = "overdue" if begun and (today - begun.at.date()).days > BACKUP_DAYS else "note"
        yield Reminder(level, None, "还没有做过备份，请备份一次，并拷到移动硬盘上。", _BACKUPS, 0, "")
    elif (days := (today - last).days) > BACKUP_DAYS:
        text = f"已经 {days} 天没有备份，请现在备份一次，并拷到移动硬盘上。"
        yield Reminder("overdue", last + timedelta(BACKUP_DAYS), text, _BACKUPS, 0, "")


def _second(today: date) -> Iterator[Reminder]:
    """Whether the second place, where one was named, was copied to within the last days."""
    place = second_place.remembered(context.opened().folder)
    if place is None:
        return
    made = place.copied()
    days = (today - made.date()).days if made is not None else None
    if days is None or days < 0:
        text = "第二处还没有备份过，请插上后点“备份到第二处”。"
        yield Reminder("overdue", None, text, _BACKUPS, 0, "")
    elif days > BACKUP_DAYS:
        text = f"第二处已 {days} 天没有备份，请插上后点“备份到第二处”。"
        yield Reminder("overdue", today - timedelta(days - BACKUP_DAYS), text, _BACKUPS, 0, "")


def last_backup(today: date | None = None) -> date | None:
    """The day of the last backup, by the files in the data folder and, for copies made elsewhere, by the log.

    What a wrong clock dated into the future counts in neither.
    """
    now = datetime.combine(today or date.today(), time.max)
    copied = StepRow.select(StepRow.at).where(StepRow.title.startswith(backup.NOTED), StepRow.at <= now)
    noted = copied.order_by(StepRow.at.desc()).first()
    kept = safekeeping.last_backup(context.opened().folder, now)
    return max((at.date() for at in (noted.at if noted else None, kept) if at), default=None)


def _key() -> Iterator[Reminder]:
    """Whether somebody was put out of use and the data key not renewed since; for who may do it."""
    if "admin" in context.opened().context.rights and renewal.due():
        text = "停用操作员以后还没有更换数据钥匙，请在“操作员与密码”里点“更换数据钥匙”。"
        yield Reminder("soon", None, text, "operators", 0, "")
