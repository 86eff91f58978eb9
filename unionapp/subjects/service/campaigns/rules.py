"""What must hold of help: reviews, measures, campaigns, applications and those who are given something."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import peewee

from unionapp.errors import Problem
from unionapp.records import codes
from unionapp.records.rules import in_order, not_in_the_future, not_negative
from unionapp.subjects.service.campaigns.models import (
    AidCampaign,
    AidRecipient,
    AidSite,
    JobFair,
    MedicalAid,
    StudentAid,
)
from unionapp.subjects.service.campaigns.states import AidApplicationState
from unionapp.subjects.service.households import assessing
from unionapp.subjects.service.households.helping_models import AidMeasure, AidPlan, HouseholdReview
from unionapp.subjects.service.households.states import HouseholdState, ReviewResult
from unionapp.subjects.service.places.models import PlaceAssessment

review_figures_are_not_negative = not_negative("fixed_costs", "sudden_costs", "allowance")
review_comes_before_the_next = in_order("day", "next_due")
review_has_happened = not_in_the_future("day")
measure_figures_are_not_negative = not_negative("amount", "quantity")
plan_ends_after_it_begins = in_order("since", "until")
visit_has_happened = not_in_the_future("day")
campaign_ends_after_it_begins = in_order("since", "until")
campaign_publicity_is_in_order = in_order("published_from", "published_to")
campaign_figures_are_not_negative = not_negative("extra_costs")
standard_figures_are_not_negative = not_negative("amount", "quantity")
recipient_figures_are_not_negative = not_negative("standard", "amount", "quantity")
student_figures_are_not_negative = not_negative("wage", "age", "people", "length", "fees", "loan")
patient_figures_are_not_negative = not_negative("age", "own_costs", "stays", "unit_aid", "social_aid")
site_figures_are_not_negative = not_negative("people", "quantity", "price", "amount")
fair_figures_are_not_negative = not_negative("units", "posts", "attendance", "intentions", "hired", "advice")


def lifted_by_the_figures(review: HouseholdReview) -> list[Problem]:
    """A review that finds 脱困 must have found the income a head above 低保."""
    means = assessing.means_of(review)
    if review.result != ReviewResult.LIFTED or (means is not None and means.above()):
        return []
    message = "家庭人均收入没有高于低保标准（或数字没有填全），不能填“符合脱困条件”。"
    return [Problem("result", message, "困难职工脱困标准", rule="lifted")]


def measure_is_of_the_handout(measure: AidMeasure) -> list[Problem]:
    """Money that a handout paid is the amount on its line."""
    if measure.line and measure.amount != measure.line.amount:
        return [Problem("amount", "金额与发放名单上的不同，请以发放名单为准。", rule="line")]
    return []


def project_is_of_the_book(campaign: AidCampaign) -> list[Problem]:
    """The money that is used lies in the set of books that pays it out."""
    if campaign.book_id and campaign.project and campaign.project.book_id != campaign.book_id:
        return [Problem("project", "这个项目不在所选的账套里，请改其中一项。", rule="project")]
    return []


def nobody_is_given_twice(recipient: AidRecipient) -> list[Problem]:
    """No one is given something twice from the same money within a year, unless it is said on what ground."""
    if not recipient.campaign_id:
        return []
    other = _given_before(recipient)
    if other is None:
        return []
    same = other.campaign_id == recipient.campaign_id
    where = "本次活动的名单里" if same else f"“{other.campaign.title}”用同一笔钱救助过的名单里"
    level = "warning" if recipient.again and not same else "error"
    advice = "" if same or recipient.again else "确需再次救助的，请填写重复救助说明。"
    message = f"“{recipient.name}”已经在{where}。{advice}"
    return [Problem("name", message, "同一资金不重复救助", level, "twice")]  # type: ignore[arg-type]


def _given_before(recipient: AidRecipient) -> AidRecipient | None:
    """The same person among those whom campaigns of the same money and year gave something."""
    campaign = recipient.campaign
    same = AidCampaign.id == campaign.id
    if campaign.project_id and campaign.year:
        same |= (AidCampaign.project == campaign.project_id) & (AidCampaign.year == campaign.year)
    select = AidRecipient.select(AidRecipient.id).join(AidCampaign).where(same)
    select = select.where((AidRecipient.id != (recipient.id or 0)) & _is_the_person(recipient))
    found = select.order_by(AidCampaign.id != campaign.id, AidRecipient.id).first()
    return AidRecipient.get_by_id(found.id) if found else None


def _is_the_person(recipient: AidRecipient) -> peewee.Expression:
    """By the ID number; where one is missing, by the member or the family and the name: two children are two."""
    named = AidRecipient.name == recipient.name
    found = (AidRecipient.id_number == recipient.id_number) & (AidRecipient.id_number != "")
    for link in ("member", "household"):
        number = recipient.__data__.get(link)
        if number:
            found |= (getattr(AidRecipient, link) == number) & named
    return found


def amount_is_not_above_the_standard(recipient: AidRecipient) -> list[Problem]:
    """What is given follows the campaign's standard; more is possible but must be meant."""
    if recipient.standard is not None and recipient.amount is not None and recipient.amount > recipient.standard:
        return [Problem("amount", "金额高于帮扶标准，请核对。", level="warning", rule="standard")]
    return []


def file_is_in_force(recipient: AidRecipient) -> list[Problem]:
    """先建档、后帮扶: what is given to a family takes a file that is in force."""
    if not recipient.line_id and recipient.household and recipient.household.state != HouseholdState.FILED:
        word = codes.table("household-state").label(recipient.household.state)
        message = f"这一户的档案是“{word}”，应先建档、后帮扶，请核对。"
        return [Problem("household", message, "先建档、后帮扶，实名制，依档帮扶", "warning", "filed")]
    return []


_PAID = ("campaign", "household", "member", "name", "id_number", "amount", "goods", "quantity")


def what_was_paid_stays(recipient: AidRecipient, old: Mapping[str, object]) -> list[Problem]:
    """After handing out, person and amount are what the sign list says."""
    if not old.get("line") or not recipient.line_id:
        return []
    changed = [name for name in _PAID if recipient.__data__.get(name) != old.get(name)]
    message = "已经列入发放名单，不能再改。请先撤回发放。"
    return [Problem(name, message, rule="paid") for name in changed]


def application_is_for_such_aid(*types: str) -> Callable[[StudentAid | MedicalAid], list[Problem]]:
    """A rule that an application goes to a campaign of these types."""

    def campaign_is_of_the_type(application: StudentAid | MedicalAid) -> list[Problem]:
        """An application for study aid goes to 金秋助学, one for medical aid to 医疗救助."""
        if not application.campaign_id or application.campaign.type in types:
            return []
        words = "、".join(codes.table("campaign-type").label(each) for each in types)
        return [Problem("campaign", f"请选类别是“{words}”的帮扶活动。", level="warning", rule="campaign")]

    return campaign_is_of_the_type


def student_may_be_helped(student: StudentAid) -> list[Problem]:
    """Military and free teachers' colleges, expensive private schools and studies abroad are not aided (各地做法)."""
    if student.excluded and student.state == AidApplicationState.PASSED:
        message = "军校、免费师范、高收费私立学校和自费留学不在助学范围，不能同意。"
        return [Problem("state", message, "金秋助学实施办法（各地做法）", rule="student")]
    return []


def student_has_promised(student: StudentAid) -> list[Problem]:
    """Who is aided has signed that nobody else pays the same (承诺未获其他资助)."""
    if student.state == AidApplicationState.PASSED and not student.promised:
        message = "还没有“未获其他资助”的承诺签字。"
        return [Problem("promised", message, "金秋助学申请表", "warning", "promise")]
    return []


def site_amount_is_quantity_times_price(site: AidSite) -> list[Problem]:
    """What goods are worth is quantity times price."""
    if site.quantity is None or site.price is None or site.amount in (None, site.quantity * site.price):
        return []
    return [Problem("amount", "金额不等于数量乘单价，请核对。", level="warning", rule="product")]


def what_was_brought_stays(site: AidSite, old: Mapping[str, object]) -> list[Problem]:
    """After handing out, the worth of the goods is what the sign list says."""
    if old.get("line") and site.line_id and site.amount != old.get("amount"):
        return [Problem("amount", "已经列入发放名单，不能再改。请先撤回发放。", rule="paid")]
    return []


def fewer_hired_than_came(fair: JobFair) -> list[Problem]:
    """Of those who came some agree, of those some are hired."""
    found = []
    for more, less in (("attendance", "intentions"), ("intentions", "hired")):
        upper, lower = getattr(fair, more), getattr(fair, less)
        if upper is not None and lower is not None and lower > upper:
            words = [fair._meta.fields[name].label for name in (less, more)]
            found.append(Problem(less, "“{}”多于“{}”，请核对。".format(*words), level="warning", rule="fewer"))
    return found


def year_is_a_year(record: AidCampaign | AidPlan | PlaceAssessment) -> list[Problem]:
    """A year is written with four digits."""
    if record.year is not None and not 1950 <= record.year <= date.today().year + 5:
        return [Problem("year", "年度请写四位数的年份，例如 2026。", rule="year")]
    return []
