"""事项: what is to be done, one line for all of a sort, by when it is due, and as the clerk arranged it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from unionapp.office import reminders
from unionapp.records.duty import Duty
from unionapp.records.lead import Lead
from unionapp.records.search import Condition
from unionapp.store.arrangements import Arrangement
from unionapp.subjects import TITLES

Span = Literal["today", "week", "overdue", "later"]
SPANS: Mapping[Span, str] = {"today": "今天", "week": "本周", "overdue": "已逾期", "later": "以后"}
"""When a matter is due, in the order in which they are listed."""
OFFICE = "资料"
"""What the matters of no subject are told as."""
_PRESSING: Sequence[Span] = ("overdue", "today", "week", "later")


@dataclass(frozen=True)
class MatterSort:
    """A sort of matter: its subject, how several are told, and where it leads to if not to the list of its records."""

    subject: str
    title: str
    unit: str
    page: str = ""
    deed: str = ""
    """What is begun where there is but one."""

    @property
    def told(self) -> str:
        """The subject in words."""
        return TITLES.get(self.subject, OFFICE)


SORTS: Mapping[str, MatterSort] = {
    "applications": MatterSort("members", "入会申请", "份"),
    "retiring-men": MatterSort("members", "到退休年龄的男会员", "人"),
    "retiring-women": MatterSort("members", "到退休年龄的女会员", "人"),
    "retiring-workers": MatterSort("members", "到退休年龄的女会员（工人）", "人"),
    "lacking-id_number": MatterSort("members", "没有登记证件号码的会员", "人"),
    "lacking-mobile": MatterSort("members", "没有登记移动电话的会员", "人"),
    "alike": MatterSort("members", "可能重复登记的会员", "组"),
    "terms-over": MatterSort("elections", "任期届满", "个工会"),
    "terms-ending": MatterSort("elections", "任期将满", "个工会"),
    "chair-vacant": MatterSort("elections", "主席空缺", "个工会", deed="by-election"),
    "no-chair": MatterSort("elections", "没有登记主席", "个工会"),
    "replies": MatterSort("elections", "请示未见批复", "件"),
    "election": MatterSort("elections", "换届选举", "步"),
    "closing": MatterSort("funds", "结账", "套账", "closing"),
    "unposted": MatterSort("funds", "以前月份的凭证没有记账", "张"),
    "reconciling": MatterSort("funds", "银行对账", "个账户", "reconciling"),
    "arrears": MatterSort("funds", "连续几个月没有交会费", "人"),
    "projects": MatterSort("funds", "专项资金到期", "个项目"),
    "debts": MatterSort("funds", "长期挂账的往来款", "笔"),
    "certificates": MatterSort("unions", "法人资格证书换领", "个工会"),
    "reviews": MatterSort("service", "困难职工复核", "户"),
    "publicity": MatterSort("service", "困难职工公示期满", "户"),
    "aid-publicity": MatterSort("service", "帮扶对象公示期满", "次"),
    "visits": MatterSort("service", "困难职工走访", "户"),
    "consents": MatterSort("service", "敏感信息同意书", "户"),
    "assessments": MatterSort("service", "服务阵地复评", "个"),
    "mending": MatterSort("service", "服务阵地整改", "个"),
    "aid": MatterSort("service", "帮扶没有发完", "次"),
    "link-reports": MatterSort("service", "双联月报", "份"),
    "backup": MatterSort("office", "备份", "次", "backups"),
    "second-place": MatterSort("office", "第二处备份", "次", "backups"),
    "renewal": MatterSort("office", "更换数据钥匙", "次", "operators"),
    "unfinished": MatterSort("office", "导入待补", "项", "unfinished"),
}
"""The sorts of matters by `Duty.matter`."""


def span_of(duty: Duty, today: date) -> Span:
    """When a duty is due; what has no day is done some time, and nothing that may still be done in time is overdue."""
    if duty.overdue:
        return "overdue"
    if duty.day is None:
        return "later"
    if duty.day <= today:
        return "today"
    return "week" if duty.day <= today + timedelta(6 - today.weekday()) else "later"


@dataclass(frozen=True)
class DueMatter:
    """All that is to be done of one sort, as it stands on a day."""

    key: str
    sort: MatterSort
    duties: Sequence[Duty]
    today: date
    arranged: Arrangement | None = None

    @cached_property
    def number(self) -> int:
        """How many there are."""
        return sum(each.number for each in self.duties)

    @cached_property
    def counts(self) -> Mapping[Span, int]:
        """How many of them are due when."""
        found: Counter[Span] = Counter()
        for each in self.duties:
            found[span_of(each, self.today)] += each.number
        return found

    @cached_property
    def span(self) -> Span:
        """When the most pressing of them is due."""
        return next(each for each in _PRESSING if self.counts.get(each))

    @cached_property
    def day(self) -> date | None:
        """The earliest day; None where none has one."""
        return min((each.day for each in self.duties if each.day is not None), default=None)

    @cached_property
    def article(self) -> str:
        """What demands it."""
        return "；".join(dict.fromkeys(each.article for each in self.duties if each.article))

    @cached_property
    def words(self) -> str:
        """It in a line: the one thing, or how many and how many of them are pressing."""
        if len(self.duties) == 1:
            return self.duties[0].text.rstrip("。")
        return f"{self.title}{self._pressing()}"

    @cached_property
    def title(self) -> str:
        """What it is, without the names of persons: the sort and how many."""
        return self.told(self.number)

    def told(self, number: int) -> str:
        """So many of it, without the names of persons; of what has a line of its own, which it is."""
        whose = self.duties[0].whose
        return f"{whose}{self.sort.title}" if whose else f"{self.sort.title} {number} {self.sort.unit}"

    @cached_property
    def lead(self) -> Lead:
        """Where it is done: its page, its one record, or the list with exactly its records."""
        if self.sort.page:
            return Lead(self.sort.page)
        kind, one = self.duties[0].kind, self.duties[0] if len(self.duties) == 1 else None
        if one is not None and one.record and not self.sort.deed:
            return Lead(kind, record=one.record)
        if one is not None and one.where:
            return Lead(kind, self.title, one.where)
        return Lead(kind, self.title, _together(self.duties), deed=self.sort.deed if one is not None else "")

    @cached_property
    def records(self) -> frozenset[int]:
        """The records that it names one by one."""
        return frozenset(each.record for each in self.duties if each.record)

    @property
    def aside(self) -> bool:
        """Whether it was put off to a later day or is not to be done, and nothing has come to it since."""
        arranged = self.arranged
        if arranged is None or not (arranged.dropped or (arranged.until and arranged.until > self.today)):
            return False
        known = frozenset(int(each) for each in arranged.known.split())
        return self.number <= (arranged.number or 0) and self.records <= known

    @property
    def arrangement(self) -> str:
        """How it was arranged, in words; empty where it was not."""
        if self.arranged is None:
            return ""
        words = [f"改到 {self.arranged.until}"] if self.arranged.until else []
        words += ["不办"] if self.arranged.dropped else []
        words += [f"交给{self.arranged.who}"] if self.arranged.who else []
        return "，".join(words) + (f"（{self.arranged.reason}）" if self.arranged.reason else "")

    def _pressing(self) -> str:
        """How many are overdue or due today, where not all are; else when the first is."""
        told: Mapping[Span, str] = {"overdue": "已逾期", "today": "今天到期"}
        found = [f"{self.counts[span]} {self.sort.unit}{word}" for span, word in told.items() if self.counts.get(span)]
        if len(self.counts) > 1 and found:
            return "，其中 " + "、".join(found)
        if self.span in ("week", "later") and self.day == self.today + timedelta(1):
            return "，最早明天到期"
        return ""


def _together(duties: Sequence[Duty]) -> tuple[Condition, ...]:
    """What picks the records of several duties: their ids, or each field's values where they are told by conditions."""
    ids = tuple(dict.fromkeys(each.record for each in duties if each.record))
    if ids:
        return (Condition("id", "in", ids),)
    values: dict[str, dict[object, None]] = {}
    for condition in (each for duty in duties for each in duty.where):
        one = condition.value if condition.op == "in" else (condition.value,)
        values.setdefault(condition.field, {}).update(dict.fromkeys(one))
    return tuple(Condition(name, "in", tuple(found)) for name, found in values.items())


def due(today: date, subject: str = "") -> list[DueMatter]:
    """Every matter, of one subject or of all, that the operator at work may read, in the order of the list."""
    duties: dict[str, list[Duty]] = {}
    for duty in reminders.due(today, subject):
        duties.setdefault(f"{duty.matter}/{duty.part}" if duty.part else duty.matter, []).append(duty)
    arranged = {each.matter: each for each in Arrangement.select()} if duties else {}
    found = (
        DueMatter(key, SORTS[key.partition("/")[0]], alike, today, arranged.get(key)) for key, alike in duties.items()
    )
    return sorted(found, key=_order)


def _order(matter: DueMatter) -> tuple[int, bool, date, str]:
    """By when it is due; then what a law demands, then the earlier."""
    return list(SPANS).index(matter.span), not matter.article, matter.day or date.max, matter.key


def open_ones(today: date, subject: str = "") -> list[DueMatter]:
    """The matters, of one subject or of all, that were not put aside."""
    return [each for each in due(today, subject) if not each.aside]


def counted(found: Iterable[DueMatter]) -> Mapping[Span, int]:
    """How many matters have something that is due then."""
    seen = Counter(span for matter in found for span in matter.counts)
    return {span: seen[span] for span in SPANS}
