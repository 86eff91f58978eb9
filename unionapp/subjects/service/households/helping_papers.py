"""一户一策帮扶卡: what a family needs, what was done for it, and who visited it (§ 7.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from unionapp.paper.document import Cell, Document, FormGrid, Listing, ListingColumn, Paragraph, Space, Title, label
from unionapp.paper.paper import PrintRequest
from unionapp.records.record import Row
from unionapp.store.store import Store
from unionapp.subjects.activities.papers.common import EM, FORM, days, note, texts, ticks, yuan
from unionapp.subjects.members.papers.common import RecordTexts
from unionapp.subjects.service.households.helping_models import AidMeasure, AidPlan, Visit
from unionapp.subjects.service.households.helping_records import AID_MEASURES, AID_PLANS, VISITS
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.service.households.records import HOUSEHOLDS
from unionapp.values.periods import year_first, year_last

_BLANK_MEASURES, _BLANK_VISITS = 7, 4


@dataclass(frozen=True)
class FamilyYear:
    """One family in one year."""

    family: Mapping[str, str] = field(default_factory=RecordTexts)
    plan: Mapping[str, str] = field(default_factory=RecordTexts)
    needs: str = ""
    period: str = ""
    measures: Sequence[Sequence[str]] = ()
    total: int | None = None
    visits: Sequence[Sequence[str]] = ()
    left: str = ""


def gather(store: Store, request: PrintRequest) -> FamilyYear:
    """The plan with the measures and visits of its year."""
    plan: AidPlan = request.record
    household = plan.household
    measures = _within(AidMeasure, plan)
    total = sum(each.amount or 0 for each in measures)
    return FamilyYear(
        texts(HOUSEHOLDS, household, request.masked),
        texts(AID_PLANS, plan, request.masked),
        ticks(AidPlan.needs, plan.needs),
        days(plan.since, plan.until) if plan.since else f"{plan.year}年",
        [_measure(place, each, request.masked) for place, each in enumerate(measures, 1)],
        total,
        [_visit(each, request.masked) for each in _within(Visit, plan)],
        _left(household, request.masked),
    )


def _within(model: type[Row], plan: AidPlan) -> list[Row]:
    """The rows of a family in the year of the plan, by day."""
    family, day = (model._meta.fields[name] for name in ("household", "day"))
    span = day.between(year_first(plan.year), year_last(plan.year))
    return list(model.select().where((family == plan.household_id) & span).order_by(day, model.id))


def _measure(place: int, row: AidMeasure, masked: bool) -> Sequence[str]:
    said = texts(AID_MEASURES, row, masked)
    goods = f"{said['goods']}{f'×{row.quantity}' if row.quantity else ''}" if said["goods"] else ""
    content = "，".join(text for text in (said["content"], goods) if text)
    return (
        str(place),
        said["day"],
        said["type"],
        content,
        yuan(row.amount),
        said["source"],
        said["by"],
        said["effect"],
        "",
    )


def _visit(row: Visit, masked: bool) -> Sequence[str]:
    said = texts(VISITS, row, masked)
    asked = "\n".join(text for text in (said["requests"], said["answer"]) if text)
    return (said["day"], said["visitors"], said["situation"], asked, "")


def _left(household: Household, masked: bool) -> str:
    if household.left_on is None:
        return ""
    said = texts(HOUSEHOLDS, household, masked)
    return f"{said['left_on']}　{said['leave_reason']}　批准人：{said['leave_approver']}"


def blank(store: Store) -> FamilyYear:
    """A card to fill by hand."""
    return FamilyYear(needs=ticks(AidPlan.needs, ()))


def draw(facts: FamilyYear) -> Document:
    """The card: family, plan, measures with room to sign, visits, and how the file was closed."""
    measures = Listing(
        _MEASURES,
        facts.measures or [("",) * len(_MEASURES)] * _BLANK_MEASURES,
        ("", "合计", "", "", yuan(facts.total), "", "", "", ""),
        size=8.5,
        row_mm=8.0,
    )
    visits = Listing(_VISITS, facts.visits or [("",) * len(_VISITS)] * _BLANK_VISITS, size=8.5, row_mm=9.0)
    number, year = facts.family["number"] or EM * 8, facts.plan["year"] or EM * 4
    return Document(
        "一户一策帮扶卡",
        (
            Title("困难职工一户一策帮扶卡"),
            note(f"档案编号：{number}{EM * 2}年度：{year}{EM * 2}建档工会：{facts.family['union']}"),
            FormGrid((26.0, 32.0, 26.0, 32.0, 26.0, 32.0), _plan(facts), size=9.5),
            Paragraph("帮扶措施", indent=False, style="hei"),
            measures,
            Space(2),
            Paragraph("走访记录", indent=False, style="hei"),
            visits,
            Space(2),
            FormGrid((26.0, 148.0), ((label("退档（脱困）"), Cell(facts.left, align="left")),), size=9.5),
        ),
        FORM,
        closing="帮扶责任人：\t\t工会主席：",
    )


def _plan(facts: FamilyYear) -> tuple[tuple[Cell, ...], ...]:
    family, plan = facts.family, facts.plan
    causes = "、".join(text for text in (family["cause"], family["other_causes"]) if text)
    return (
        (
            label("姓　　名"),
            Cell(family["name"]),
            label("联系电话"),
            Cell(family["mobile"]),
            label("家庭人口"),
            Cell(family["people"]),
        ),
        (label("工作单位"), Cell(family["employer"], span=3), label("困难类别"), Cell(family["grade"])),
        (label("家庭住址"), Cell(family["address"], span=3), label("人均月收入"), Cell(family["per_head"])),
        (label("致困原因"), Cell(causes, span=5, align="left")),
        (label("帮扶需求"), Cell(facts.needs, span=5, align="left")),
        (label("帮扶目标"), Cell(plan["goal"], span=5, height_mm=14.0, align="left")),
        (label("帮扶计划"), Cell(plan["steps"], span=5, height_mm=18.0, align="left")),
        (
            label("帮扶责任人"),
            Cell(plan["leader"]),
            label("联系人"),
            Cell(_contact(family)),
            label("帮扶期限"),
            Cell(facts.period),
        ),
        (label("年终完成情况"), Cell(plan["outcome"], span=5, height_mm=14.0, align="left")),
    )


def _contact(family: Mapping[str, str]) -> str:
    return family["contact_name"] or family["contact"]


_MEASURES = (
    ListingColumn("序号", 2.8, "center"),
    ListingColumn("日期", 6.5, "center"),
    ListingColumn("措施类别", 7.0),
    ListingColumn("内容", 12.0),
    ListingColumn("金额（元）", 6.5, "right", "number"),
    ListingColumn("资金来源", 6.5),
    ListingColumn("经办人", 5.0, "center"),
    ListingColumn("成效", 6.0),
    ListingColumn("签收", 5.0),
)
_VISITS = (
    ListingColumn("日期", 6.5, "center"),
    ListingColumn("走访人", 6.0, "center"),
    ListingColumn("家庭情况", 16.0),
    ListingColumn("反映的问题和答复", 16.0),
    ListingColumn("签名", 6.0),
)
