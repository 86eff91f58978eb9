"""What must hold of a family's file and its persons: figures, classes, publicity, order of days, nobody twice."""

from __future__ import annotations

from datetime import date

from unionapp.errors import Problem
from unionapp.records import codes
from unionapp.records.rules import in_order, not_negative
from unionapp.subjects.service import thresholds as options
from unionapp.subjects.service.households import assessing, poverty, register
from unionapp.subjects.service.households.helping_models import HouseholdReview
from unionapp.subjects.service.households.models import Allowance, FamilyMember, HardshipConsent, Household
from unionapp.subjects.service.households.states import HardshipExclusion, HouseholdState, LeaveReason
from unionapp.values import periods, workdays

GONE = (HouseholdState.LEFT, HouseholdState.REFUSED)
"""States of a file that no longer counts."""
FILES = options.FILES_2006


figures_are_not_negative = not_negative(
    "homes", "own_income", "other_income", "fixed_costs", "sudden_costs", "allowance"
)
file_goes_its_way = in_order("applied_on", "surveyed_on", "published_from", "published_to", "filed_on", "left_on")
opinions_come_upward = in_order("unit_day", "upper_day", "county_day")


def filed_with_a_number(household: Household) -> list[Problem]:
    """先建档、后帮扶、实名制: a file in force names its holder by the ID number."""
    if household.filed_on and not household.id_number:
        return [Problem("id_number", "建档实行实名制，请填身份证号。", FILES, rule="real-name")]
    return []


def somebody_lives_there(record: Household | HouseholdReview) -> list[Problem]:
    """A family has at least one person."""
    if record.people is not None and record.people < 1:
        return [Problem("people", "家庭人口至少是 1 人。", rule="people")]
    return []


def causes_are_few(household: Household) -> list[Problem]:
    """One main cause and at most three further ones (困难职工档案表)."""
    most, found = options.CAUSES.value, []
    if len(household.other_causes) > most:
        found.append(Problem("other_causes", f"次要致困原因不超过 {most} 项。", options.CAUSES.source, rule="causes"))
    if household.cause and household.cause in household.other_causes:
        found.append(Problem("other_causes", "次要致困原因里又有主要原因，请去掉一处。", rule="causes-twice"))
    return found


def grade_belongs_to_the_scheme(household: Household) -> list[Problem]:
    """The classes of the two schemes are not mixed in one file."""
    table = codes.table("hardship-class")
    if not household.grade or not household.scheme or household.grade in table.marked(household.scheme):
        return []
    word = codes.table("hardship-scheme").label(household.scheme)
    return [
        Problem(
            "grade", f"“{table.label(household.grade)}”不在所选的困难标准（{word}）里，请改其中一项。", rule="scheme"
        )
    ]


def grade_agrees_with_the_formula(household: Household) -> list[Problem]:
    """The class entered is the one that the figures give; another is possible but must be meant."""
    if assessing.means_of(household) is None or not household.grade:
        return []
    if household.grade == assessing.grade_of(household):
        return []
    table = codes.table("hardship-class")
    if not household.degree:
        message = f"按收入、支出和低保标准推算，不符合“{table.label(household.grade)}”的条件，请核对。"
    else:
        message = f"按公式应为“{table.label(assessing.grade_of(household))}”，请核对。"
    return [Problem("grade", message, options.RELATIVE.source, "warning", "formula")]


def allowance_is_on_record(household: Household) -> list[Problem]:
    """Assessing takes the 低保 amount of the day."""
    if household.assessed_on and household.allowance is None:
        message = "没有登记这一天当地的低保标准，不能核定类别。请先在“低保标准”里登记，或直接填写金额。"
        return [Problem("allowance", message, level="warning", rule="allowance")]
    return []


def income_holds_its_parts(household: Household) -> list[Problem]:
    """The year's income is not below what the holder alone earns."""
    if household.income is None or household.own_income is None:
        return []
    if household.income < household.own_income * 12 + (household.other_income or 0):
        message = "家庭年度总收入低于本人月收入的十二倍与其他收入之和，请核对。"
        return [Problem("income", message, level="warning", rule="income-parts")]
    return []


def nothing_excludes_it(household: Household) -> list[Problem]:
    """Two homes, a business, an expensive school exclude a family, unless the file says on what ground not."""
    words = [codes.table("hardship-exclusion").label(key) for key in household.exclusions]
    most = options.HOMES.value
    if household.homes is not None and household.homes >= most and HardshipExclusion.HOMES not in household.exclusions:
        words.append(f"住房 {household.homes} 套")
    if not words or household.excused or household.state in GONE:
        return []
    level = "error" if household.filed_on else "warning"
    message = f"有不得建档的情形：{'、'.join(words)}。仍要建档的，请填写例外说明。"
    return [Problem("excused", message, options.HOMES.source, level, "excluded")]  # type: ignore[arg-type]


def publicity_is_long_enough(household: Household) -> list[Problem]:
    """公示 before the file is made lasts five working days (a setting), the first and the last day counted."""
    first, last = household.published_from, household.published_to
    least, source = options.PUBLICITY.value, options.PUBLICITY.source
    if household.filed_on and not (first and last):
        message = "建档以前应当公示，还没有填公示的开始和结束日期。"
        return [Problem("published_from", message, source, "warning", "publicity")]
    days = published_workdays(first, last)
    if days is None or days >= least:
        return []
    message = f"公示 {days} 个工作日，应不少于 {least} 个工作日（法定节假日不算）。"
    return [Problem("published_to", message, source, "warning", "publicity")]


def published_workdays(first: date | None, last: date | None) -> int | None:
    """How many working days a publicity lasted, both ends counted; None where one is missing or they are wrong."""
    if not first or not last or last < first:
        return None
    calendar = workdays.official()
    return calendar.workdays_between(first, last) + calendar.is_workday(first)


def leaving_has_day_and_reason(household: Household) -> list[Problem]:
    """A file is left on a day for a reason."""
    if household.left_on and not household.leave_reason:
        return [Problem("leave_reason", "退档要写明原因。", rule="leave")]
    if household.leave_reason and not household.left_on:
        return [Problem("left_on", "填了退档原因，还没有填退档日期。", rule="leave")]
    return []


def lifted_after_six_months(household: Household) -> list[Problem]:
    """脱困 takes reviews that found the income a head above 低保 for six months on end (a setting)."""
    if household.leave_reason != LeaveReason.LIFTED or not household.left_on:
        return []
    months = options.LIFT_MONTHS.value
    since = above_since(household, household.left_on)
    if since is not None and periods.add_months(since, months) <= household.left_on:
        return []
    message = f"脱困要家庭人均收入连续 {months} 个月高于低保标准：{_found(since)}请先补做复核，或改退档原因。"
    return [Problem("leave_reason", message, options.LIFT_MONTHS.source, rule="lifted")]


def _found(since: date | None) -> str:
    return f"复核查明高于低保标准的时间从 {since.isoformat()} 起。" if since else "还没有复核查明已高于低保标准。"


def above_since(household: Household, until: date) -> date | None:
    """Since when the reviews up to a day found the income a head above 低保 without a break."""
    own = HouseholdReview.select().where(HouseholdReview.household == household.id)
    reviews = [each for each in own if each.day and each.day <= until] if household.id else []
    means = [(each.day, assessing.means_of(each)) for each in reviews]
    return poverty.above_since((day, each.above()) for day, each in means if each is not None)


def holder_is_in_no_other_file(household: Household) -> list[Problem]:
    """A family has one file although two of it apply (一户一档案): its holder lives in no other family on file."""
    if not household.id_number or household.state in GONE:
        return []
    other = _family_with(household.id_number, household.id)
    return [_twice("id_number", other.household.name)] if other is not None else []


def person_is_in_no_other_file(person: FamilyMember) -> list[Problem]:
    """Nobody stands in two files that are in force (一户一档案)."""
    if not person.id_number:
        return []
    own = person.household_id
    held = Household.select().where((Household.id_number == person.id_number) & Household.state.not_in(GONE)).first()
    if held is not None and held.id == own:
        return [Problem("id_number", "这是户主本人，不要再列为家庭成员。", rule="holder")]
    if held is not None:
        return [_twice("id_number", held.name)]
    other = _family_with(person.id_number, own)
    return [_twice("id_number", other.household.name)] if other is not None else []


def _family_with(id_number: str, household: int | None) -> FamilyMember | None:
    """Somebody of this number in the family of another file in force."""
    select = FamilyMember.select(FamilyMember, Household).join(Household).where(FamilyMember.id_number == id_number)
    living = select.where(Household.state.not_in(GONE) & (Household.id != (household or 0)))
    found: FamilyMember | None = living.first()
    return found


def _twice(field: str, name: str) -> Problem:
    return Problem(field, f"这个人已经在“{name}”家的档案里，一户只建一份档案。", FILES, rule="two-files")


def disability_has_a_sort(household: Household) -> list[Problem]:
    """A grade of disability belongs to a sort of it."""
    if household.disability_level and not household.disability:
        return [Problem("disability", "填了残疾等级，还没有填残疾类别。", level="warning", rule="disability")]
    return []


def allowance_is_positive(allowance: Allowance) -> list[Problem]:
    """低保 is an amount a head and month."""
    if allowance.amount is not None and allowance.amount <= 0:
        return [Problem("amount", "低保标准应大于零。", rule="amount")]
    return []


def under_fourteen_by_a_guardian(consent: HardshipConsent) -> list[Problem]:
    """For a child surely under fourteen the guardian consents (个人信息保护法 31)."""
    if consent.guardian or not consent.household_id or not consent.given:
        return []
    born = [each.birth for each in register.family(consent.household) if each.name == consent.name and each.birth]
    if born and periods.age(born[0].first, consent.given) < 14:
        message = "不满十四周岁的，由父母或者其他监护人同意，请填监护人。"
        return [Problem("guardian", message, "《个人信息保护法》第三十一条", rule="guardian")]
    return []


def sensitive_data_takes_consent_of_its_own(consent: HardshipConsent) -> list[Problem]:
    """Health, income and accounts are processed only with separate consent (个人信息保护法 29)."""
    if consent.sensitive:
        return []
    message = "健康、收入、账户等敏感信息要取得单独同意。"
    return [Problem("sensitive", message, options.PRIVACY, "warning", "separate")]


withdrawn_after_given = in_order("given", "withdrawn")
