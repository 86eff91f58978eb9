"""活动总结: a report whose figures come from the records by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from unionapp.paper.document import Document
from unionapp.paper.letter import letter
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.activities import figures, life, results
from unionapp.subjects.activities.models.activities import Activity, ActivityEvent, ActivityLesson
from unionapp.subjects.activities.papers.common import EM, per_head, texts, when
from unionapp.subjects.activities.records import ACTIVITIES
from unionapp.subjects.elections.papers.common import figure, percent, titled, words
from unionapp.subjects.members.papers.common import RecordTexts
from unionapp.values import money

_LINE = "________"


@dataclass(frozen=True)
class Summary:
    """What an activity was, in words and figures; None and empty are left to the pen."""

    texts: Mapping[str, str] = field(default_factory=RecordTexts)
    when: str = ""
    day: date | None = None
    came: figures.FigureLine | None = None
    signed_up: int | None = None
    winners: Sequence[tuple[str, int]] = ()
    """Persons by the prize they won."""
    awarded: int = 0
    events: int = 0
    taken: int = 0
    """Persons who got something."""
    goods: int = 0
    """The worth of what they got, in fen."""
    lessons: Sequence[tuple[str, int]] = ()
    votes: tuple[int, int, int] | None = None
    photos: int = 0
    cancelled: date | None = None


def gather(store: Store, request: PrintRequest) -> Summary:
    """The figures as the records have them: lists, prizes, lines of money, votes."""
    activity: Activity = request.record
    known = life.facts(activity)
    won = results.winners(activity)
    got = [each for each in won if each.goods or each.amount]
    names = type(won[0].row).level.codes if won else None
    by_level = results.persons_by_level(activity)
    votes = (activity.satisfied or 0, activity.mostly_satisfied or 0, activity.dissatisfied or 0)
    lessons = ActivityLesson.select().where(ActivityLesson.activity == activity.id)
    return Summary(
        texts(ACTIVITIES, activity, request.masked),
        when(activity).replace(EM, ""),
        activity.summary_day,
        _came(activity),
        known.signed_up,
        [(names.label(level), people) for level, people in by_level.items()] if names else [],
        results.persons_awarded(activity),
        ActivityEvent.select().where(ActivityEvent.activity == activity.id).count(),
        len({each.participant.id for each in got}),
        sum(each.amount for each in got),
        [(lesson.title, lesson.hours) for lesson in lessons.order_by(ActivityLesson.day, ActivityLesson.id)],
        votes if any(votes) else None,
        known.photos,
        activity.cancelled,
    )


def _came(activity: Activity) -> figures.FigureLine | None:
    """The line of the 活动台账; None for an activity that was cancelled."""
    period = figures.FiguresPeriod(activity.day, activity.day, frozenset((activity.union_id,)))
    return next((line for row, line in figures.each(period) if row.id == activity.id), None)


def blank(store: Store) -> Summary:
    """A report with lines for the pen."""
    return Summary()


def draw(facts: Summary) -> Document:
    """A letter of five parts; what was not held needs only one."""
    title = titled(facts.texts["title"] or "________________", "总结", 22)
    paragraphs = _cancelled(facts) if facts.cancelled else _held(facts)
    return letter(title, "", paragraphs, issuer=facts.texts["union"], date=facts.day)


def _cancelled(facts: Summary) -> list[str]:
    said = facts.texts
    return [f"原定{facts.when}在{words(said['place'])}举办的活动，因{words(said['cancel_reason'])}，已经取消。"]


def _held(facts: Summary) -> list[str]:
    parts = (
        ("基本情况", _basics(facts)),
        ("活动开展情况", _content(facts)),
        ("奖励和物资发放", _prizes(facts)),
        ("经费使用", _money(facts)),
        ("满意度和意见建议", _votes(facts)),
    )
    numerals = "一二三四五"
    found = [(title, paragraphs) for title, paragraphs in parts if paragraphs]
    lines: list[str] = []
    for place, (title, paragraphs) in enumerate(found):
        lines += [f"{numerals[place]}、{title}", *paragraphs]
    return lines


def _basics(facts: Summary) -> list[str]:
    said, came = facts.texts, facts.came
    where = f"在{said['place']}" if said["place"] else "在______"
    partners = "、".join(text for text in (said["co_organisers"], said["partners"]) if text)
    together = f"（与{partners}共同举办）" if partners else ""
    theme = f"以“{said['theme']}”为主题的" if said["theme"] else ""
    day = facts.when or "____年__月__日"
    lines = [f"{day}，{words(said['union'])}{where}举办了{theme}{words(said['title'])}{together}。"]
    people = [f"参加活动{figure(came.people or None if came else None)}人次"]
    shares = (("会员", came.members), ("其他", came.others), ("新就业形态劳动者", came.new_forms)) if came else ()
    counted = "、".join(f"{who}{share}人次" for who, share in shares if share)
    if counted:
        people.append(f"其中{counted}")
    planned = f"计划{said['planned_people']}人" if said["planned_people"] else ""
    signed = f"报名{facts.signed_up}人" if facts.signed_up else ""
    beside = "、".join(text for text in (planned, signed) if text)
    return [*lines, "，".join(people) + (f"（{beside}）。" if beside else "。")]


def _content(facts: Summary) -> list[str]:
    text = facts.texts["summary"] or _LINE * 5
    lines = [line for line in text.split("\n") if line.strip()]
    if facts.lessons:
        named = "、".join(f"《{title}》{hours}课时" for title, hours in facts.lessons)
        lines.append(f"共开设课程{len(facts.lessons)}门，合计{sum(hours for _, hours in facts.lessons)}课时：{named}。")
    if facts.events:
        lines.append(f"共设比赛项目{facts.events}个。")
    if facts.photos:
        lines.append(f"留存活动照片{facts.photos}张。")
    return lines


def _prizes(facts: Summary) -> list[str]:
    lines = []
    if facts.awarded:
        named = "、".join(f"{title}{people}人" for title, people in facts.winners)
        several = sum(people for _, people in facts.winners) > facts.awarded
        lines.append(f"共有{facts.awarded}人获奖：{named}{'（获多项奖的合计只算一人）' if several else ''}。")
    if facts.taken:
        worth = f"，价值{money.show(facts.goods)}元" if facts.goods else ""
        lines.append(f"向{facts.taken}人发放奖品和物资{worth}，均列入签领表。")
    return lines


def _money(facts: Summary) -> list[str]:
    came = facts.came
    if came is None:
        return [f"预算{_LINE}元，实际支出{_LINE}元。"]
    if not came.planned and not came.spent:
        return ["本次活动没有登记经费开支。"]
    rest = came.planned - came.spent
    compared = (
        f"，节约{money.show(rest)}元" if rest > 0 else f"，超出预算{money.show(-rest)}元" if rest else "，与预算相符"
    )
    each = per_head(came.spent, came.people)
    shared = f"，人均{money.show(each)}元" if each else ""
    spent = f"实际支出{money.show(came.spent)}元{compared}{shared}" if came.spent else "还没有登记实际支出"
    source = f"，资金来源为{facts.texts['source']}" if facts.texts["source"] else ""
    return [f"预算{money.show(came.planned)}元，{spent}{source}。"]


def _votes(facts: Summary) -> list[str]:
    said = facts.texts
    names = ("满意", "基本满意", "不满意")
    if facts.votes is None:
        lines = [] if facts.came else [f"收回测评表{_LINE}张。"]
    else:
        asked = sum(facts.votes)
        counted = "、".join(
            f"{name}{votes}票（{percent(votes, asked)}）" for name, votes in zip(names, facts.votes, strict=True)
        )
        lines = [f"收回测评表{asked}张：{counted}，满意率{percent(facts.votes[0] + facts.votes[1], asked)}。"]
    if said["suggestions"]:
        lines.append(f"参加人员提出的意见建议：{said['suggestions']}")
    if said["improved"]:
        lines.append(f"整改落实情况：{said['improved']}")
    return lines
