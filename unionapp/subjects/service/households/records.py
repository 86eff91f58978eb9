"""Kinds of families in hardship: files, their persons, papers and consents, and the local 低保 amounts."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.records.rules import not_negative
from unionapp.subjects.members import person_rules
from unionapp.subjects.service import derive as follow
from unionapp.subjects.service.households import rules
from unionapp.subjects.service.households.models import (
    Allowance,
    FamilyMember,
    HardshipConsent,
    Household,
    HouseholdPaper,
)

_PERSON = ("member", "name", "sex", "nation", "politics", "id_number", "birth", "mobile", "other_contact")
_HOME = ("postcode", "address", "residence", "register", "marriage", "single_parent")
_MONEY = ("own_income", "other_income", "income", "fixed_costs", "sudden_costs", "people", "per_head")
_GRADE = ("scheme", "assessed_on", "region", "allowance", "degree", "grade")
_OPINIONS = tuple(f"{who}_{what}" for who in ("unit", "upper", "county") for what in ("day", "by", "opinion"))

HOUSEHOLDS = Kind(
    key="households",
    model=Household,
    title="困难职工档案",
    noun="困难家庭",
    columns=("number", "name", "union", "grade", "cause", "people", "filed_on", "contact_name", "state"),
    sections={
        "户主": ("number", *_PERSON, *_HOME),
        "健康": ("health", "disability", "disability_level"),
        "工作": (
            "union",
            "employer",
            "employer_nature",
            "employer_state",
            "industry",
            "work_state",
            "model",
            "worked_since",
            "contract_from",
            "contract_until",
            "contract_term",
            "card",
            "migrant",
        ),
        "住房与保障": ("housing", "floor_area", "homes", "insurance", "able", "jobless_family", "on_allowance"),
        "收入与支出": _MONEY,
        "困难类别": _GRADE,
        "致困原因": ("cause", "other_causes", "groups", "story", "exclusions", "excused"),
        "银行账户": ("bank", "branch", "account"),
        "申请与公示": (
            "applied_on",
            "promised",
            "surveyed_on",
            "surveyors",
            "published_from",
            "published_to",
            "objections",
        ),
        "审批": (*_OPINIONS, "refused"),
        "建档与帮扶": ("filed_on", "filer", "checker", "typist", "contact", "contact_name", "contact_phone"),
        "退档": ("left_on", "leave_reason", "leave_approver", "state", "remark"),
    },
    identity=("id_number",),
    akin=("name", "union", "sex", "employer", "mobile"),
    rules=(
        person_rules.name_is_a_name,
        person_rules.id_number_is_right,
        person_rules.sex_agrees_with_the_number,
        person_rules.birth_agrees_with_the_number,
        rules.filed_with_a_number,
        rules.holder_is_in_no_other_file,
        rules.figures_are_not_negative,
        rules.somebody_lives_there,
        rules.income_holds_its_parts,
        rules.disability_has_a_sort,
        rules.causes_are_few,
        rules.allowance_is_on_record,
        rules.grade_belongs_to_the_scheme,
        rules.grade_agrees_with_the_formula,
        rules.nothing_excludes_it,
        rules.publicity_is_long_enough,
        rules.file_goes_its_way,
        rules.opinions_come_upward,
        rules.leaving_has_day_and_reason,
        rules.lifted_after_six_months,
    ),
    search=("name", "id_number", "mobile", "number", "employer"),
    filters=("state", "grade", "union", "cause", "leave_reason"),
    order=("-filed_on", "-id"),
    fixed=("state",),
    yielding=("birth",),
    complete=follow.fill_household,
    after=follow.households_were_saved,
    removing=follow.households_are_removed,
    empty="还没有困难职工档案。收到申请后点“新增”，选会员，按入户核查的情况填写。",
    help="一户一档案。困难类别由收入、刚性支出、人口和低保标准推算；健康、收入、账户只有有权限的操作员看得到。"
    "退档后再次困难的，改回原来的档案，不另建新档。",
)

FAMILY_MEMBERS = Kind(
    key="family-members",
    model=FamilyMember,
    title="家庭成员",
    noun="家庭成员",
    columns=("household", "name", "relation", "sex", "standing", "unit", "insurance"),
    sections={
        "家庭成员": ("household", "name", "relation", "sex", "politics", "education"),
        "身份与健康": ("id_number", "birth", "health", "disability"),
        "生活": ("income", "standing", "insurance", "unit", "remark"),
    },
    identity=("household", "name"),
    rules=(
        person_rules.id_number_is_right,
        person_rules.sex_agrees_with_the_number,
        person_rules.birth_agrees_with_the_number,
        rules.person_is_in_no_other_file,
        not_negative("income"),
    ),
    search=("name",),
    filters=("household", "relation", "standing"),
    order=("household", "id"),
    yielding=("birth",),
    complete=follow.fill_person,
    after=follow.family_was_saved,
    removing=follow.family_is_removed,
    empty="还没有家庭成员。在困难职工档案里打开一户，逐人登记共同生活的家庭成员。",
    help="与户主共同生活的家庭成员。同一个人不能出现在两份有效的档案里。",
)

HOUSEHOLD_PAPERS = Kind(
    key="household-papers",
    model=HouseholdPaper,
    title="建档材料",
    noun="材料",
    columns=("household", "sort", "day"),
    sections={"材料": ("household", "sort", "day", "scan", "remark")},
    filters=("household", "sort"),
    order=("household", "id"),
    empty="还没有材料。收到身份证、收入证明、诊断证明等，在这里登记并附扫描件。",
    help="建档所依据的材料，可以附扫描件或照片。",
)

HARDSHIP_CONSENTS = Kind(
    key="hardship-consents",
    model=HardshipConsent,
    title="困难家庭同意书",
    noun="困难家庭同意书",
    columns=("household", "name", "given", "sensitive", "guardian", "withdrawn"),
    sections={
        "同意": ("household", "name", "purpose", "kinds", "given", "sensitive", "guardian"),
        "纸质件与撤回": ("scan", "paper", "withdrawn", "remark"),
    },
    rules=(
        rules.withdrawn_after_given,
        rules.sensitive_data_takes_consent_of_its_own,
        rules.under_fourteen_by_a_guardian,
    ),
    search=("name",),
    filters=("household", "sensitive"),
    order=("-given", "-id"),
    empty="还没有同意书。建档时请家庭成员签字，不满十四周岁的由监护人签。",
    help="健康、收入、账户等敏感信息要单独同意（个人信息保护法第二十九条）；撤回以后不再使用。",
)

ALLOWANCES = Kind(
    key="allowances",
    model=Allowance,
    title="低保标准",
    noun="低保标准",
    columns=("region", "since", "amount", "document"),
    sections={"标准": ("region", "since", "amount", "document", "remark")},
    identity=("region", "since"),
    rules=(rules.allowance_is_positive,),
    search=("region", "document"),
    filters=("region",),
    order=("region", "-since"),
    empty="还没有低保标准。按民政部门每年公布的标准登记，困难类别按它推算。",
    help="当地最低生活保障标准，每年不同。核定困难类别时按核定日期取用并留在档案里，以后调整不影响已核定的档案。",
)

KINDS: tuple[Kind, ...] = (HOUSEHOLDS, FAMILY_MEMBERS, HOUSEHOLD_PAPERS, HARDSHIP_CONSENTS, ALLOWANCES)
