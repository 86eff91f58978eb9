"""What is due of members: applications to be decided, who has reached the age of retirement, what is lacking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from unionapp.records import search
from unionapp.records.duty import Duty
from unionapp.records.search import Condition
from unionapp.subjects.members import rules
from unionapp.subjects.members.models import Application, Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.members.states import ApplicationState, MemberStatus, SexCode
from unionapp.values import workdays
from unionapp.values.present import present
from unionapp.values.retirement import Schedule

COLLECTION = "总工办发〔2017〕14号 会员信息采集表"
SOON_WORKDAYS = 5
"""Applications are named this many working days before their term."""
_IN = Condition("status", "=", MemberStatus.IN)


def all_due(today: date) -> Iterator[Duty]:
    """Everything of members that is due."""
    yield from applications(today)
    yield from counted(today)
    yield from alike()


def waiting() -> Condition:
    """The applications that wait for a decision."""
    return Condition("state", "in", (ApplicationState.RECEIVED, ApplicationState.CONTACTED))


def applications(today: date) -> Iterator[Duty]:
    """Applications that wait for a decision past their term or close to it."""
    near = workdays.official().add_workdays(today, SOON_WORKDAYS)
    found = (
        Application.select(Application.id, Application.name, Application.due, Application.received)
        .where(
            Application.state.in_((ApplicationState.RECEIVED, ApplicationState.CONTACTED)) & (Application.due <= near)
        )
        .order_by(Application.due)
    )
    for each in found:
        words = f"{each.name}的入会申请（{each.received:%m月%d日}收到）"
        due = present(each.due)
        days = workdays.official().workdays_between(*sorted((due, today)))
        left = f"已超期 {days} 个工作日" if due < today else f"还剩 {days} 个工作日" if days else "今天到期"
        yield Duty(
            "applications", "applications", each.id, due, f"{words}{left}。", rules.JOIN_DAYS.source, due < today
        )


_AGES = (
    ("retiring-men", SexCode.MALE, "男会员", rules.RETIRE_MEN),
    ("retiring-women", SexCode.FEMALE, "女会员", rules.RETIRE_WOMEN),
    ("retiring-workers", SexCode.FEMALE, "女会员", rules.RETIRE_WORKERS),
)


@dataclass(frozen=True)
class _Group:
    """Members of a sort who are told of as one: which duty, what they have in common, the words, the article."""

    matter: str
    where: tuple[Condition, ...]
    text: str
    article: str


def counted(today: date) -> Iterator[Duty]:
    """How many members are past the age of retirement, and how many lack what the register must have."""
    groups = [*_retiring(today), *_missing()]
    numbers = search.tally(MEMBERS, [each.where for each in groups], (_IN,))
    for each, number in zip(groups, numbers, strict=True):
        if number:
            text, where = each.text.format(number=number), (_IN, *each.where)
            yield Duty(each.matter, MEMBERS.key, 0, None, text, each.article, False, number, where)


def _retiring(today: date) -> Iterator[_Group]:
    """Members who have reached the age of retirement and are still kept as working.

    The register does not say which women retire at the lower age, so that those between the two ages are told apart.
    """
    counted: dict[str, date] = {}
    for matter, sex, word, option in _AGES:
        schedule = rules.retirement(option, today)
        born = schedule.born_by(today)
        since = (Condition("birth", ">", counted[sex]),) if sex in counted else ()
        counted[sex] = born
        where = (Condition("sex", "=", sex), *since, Condition("birth", "<=", born))
        text = f"{{number}} 名{word}已到法定退休年龄{_which(schedule)}，请核对是否已退休并办理会籍变动。"
        yield _Group(matter, where, text, option.source)


def _which(schedule: Schedule) -> str:
    """The former age by which the law tells the groups apart, and what it has become."""
    if schedule.most == 0:
        return f"（{schedule.final} 周岁）"
    return f"（原 {schedule.former} 周岁的，按月延迟至 {schedule.final} 周岁）"


def _missing() -> Iterator[_Group]:
    """Members who lack what the register must have."""
    for name, word in (("id_number", "证件号码"), ("mobile", "移动电话")):
        text = f"{{number}} 名会员没有登记{word}。"
        yield _Group(f"lacking-{name}", (Condition(name, "=", ""),), text, COLLECTION)


_ALIKE = """
SELECT group_concat(id) FROM member NOT INDEXED
WHERE birth IS NOT NULL GROUP BY name, birth HAVING count(*) > 1
"""


def alike() -> Iterator[Duty]:
    """How many members may be in the register twice."""
    groups = Member._meta.database.execute_sql(_ALIKE).fetchall()
    if groups:
        ids = tuple(int(row) for (rows,) in groups for row in rows.split(","))
        text = f"{len(groups)} 组会员姓名和出生日期相同，可能重复登记，请核对后合并。"
        where = (Condition("id", "in", ids),)
        yield Duty("alike", "members", 0, None, text, rules.RULES_2016, False, len(groups), where)
