"""Kinds of aid by the seasons: campaigns, standards, recipients, applications, sites, job fairs."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.subjects.members import person_rules
from unionapp.subjects.service import derive as follow
from unionapp.subjects.service.campaigns import filling
from unionapp.subjects.service.campaigns import rules as aid_rules
from unionapp.subjects.service.campaigns.models import (
    AidCampaign,
    AidRecipient,
    AidSite,
    AidStandard,
    JobFair,
    MedicalAid,
    StudentAid,
)
from unionapp.subjects.service.campaigns.states import CampaignType

AID_CAMPAIGNS = Kind(
    key="aid-campaigns",
    model=AidCampaign,
    title="四季帮扶活动",
    noun="帮扶活动",
    columns=("year", "title", "type", "union", "project", "source", "since", "until", "state"),
    sections={
        "活动": ("type", "year", "title", "union", "since", "until", "document", "state"),
        "资金与发放": ("project", "book", "source", "form", "goods", "extra_costs"),
        "公示与审批": ("published_from", "published_to", "handler", "approver", "approved_on"),
        "总结": ("summary", "remark"),
    },
    identity=("year", "title"),
    rules=(
        aid_rules.year_is_a_year,
        aid_rules.campaign_ends_after_it_begins,
        aid_rules.campaign_publicity_is_in_order,
        aid_rules.campaign_figures_are_not_negative,
        aid_rules.project_is_of_the_book,
    ),
    search=("title", "document"),
    filters=("type", "year", "state", "union"),
    order=("-year", "-id"),
    complete=filling.fill_campaign,
    removing=follow.campaigns_are_removed,
    empty="还没有帮扶活动。春送岗位、夏送清凉、金秋助学、冬送温暖，每次活动登记一条。",
    help="先建活动、定标准，再选对象、公示，最后一次发放；签领表、转账表和凭证由发放批次做好。",
)

AID_STANDARDS = Kind(
    key="aid-standards",
    model=AidStandard,
    title="帮扶标准",
    noun="帮扶标准",
    columns=("campaign", "grade", "category", "stage", "filed", "amount", "goods"),
    sections={"标准": ("campaign", "grade", "category", "stage", "filed", "amount", "goods", "quantity", "remark")},
    rules=(aid_rules.standard_figures_are_not_negative,),
    filters=("campaign", "grade", "category", "stage"),
    order=("campaign", "id"),
    empty="还没有帮扶标准。按文件登记各类对象的金额，选对象时自动带出。",
    help="一次活动里各类对象给多少。几条都合适时，用写得最具体的那一条。",
)

AID_RECIPIENTS = Kind(
    key="aid-recipients",
    model=AidRecipient,
    title="帮扶对象",
    noun="帮扶对象",
    columns=("campaign", "name", "union", "category", "grade", "amount", "goods", "line"),
    sections={
        "对象": ("campaign", "household", "member", "student", "medical", "name", "id_number", "union", "phone"),
        "标准与金额": ("category", "grade", "standard", "amount", "goods", "quantity", "again"),
        "发放": ("line", "remark"),
    },
    identity=("campaign", "id_number"),
    rules=(
        person_rules.id_number_is_right,
        aid_rules.recipient_figures_are_not_negative,
        aid_rules.nobody_is_given_twice,
        aid_rules.amount_is_not_above_the_standard,
        aid_rules.file_is_in_force,
    ),
    moves=(aid_rules.what_was_paid_stays,),
    search=("name", "id_number", "phone"),
    filters=("campaign", "union", "category", "grade"),
    order=("campaign", "id"),
    fixed=("line",),
    complete=filling.fill_recipient,
    empty="还没有帮扶对象。在帮扶活动里按困难类别选人，或手工添加、从 Excel 表导入。",
    help="每次活动给谁、给多少。同一笔钱一年内不给同一个人两次。",
)

STUDENT_AIDS = Kind(
    key="student-aids",
    model=StudentAid,
    title="金秋助学申请",
    noun="助学申请",
    columns=("campaign", "name", "parent", "union", "stage", "school", "received", "state"),
    sections={
        "职工": ("campaign", "household", "member", "parent", "union", "wage", "migrant", "on_allowance"),
        "学生": (
            "name",
            "sex",
            "nation",
            "id_number",
            "age",
            "politics",
            "mobile",
            "people",
            "address",
        ),
        "就学": (
            "stage",
            "fresh",
            "score",
            "school",
            "major",
            "length",
            "batch",
            "enrolled",
            "graduates",
            "fees",
            "loan",
            "excluded",
        ),
        "申请与审批": (
            "cause",
            "promised",
            "received",
            "unit_opinion",
            "upper_opinion",
            "county_opinion",
            "state",
            "scan",
            "remark",
        ),
    },
    identity=("campaign", "name", "parent"),
    rules=(
        person_rules.id_number_is_right,
        person_rules.sex_agrees_with_the_number,
        aid_rules.student_figures_are_not_negative,
        aid_rules.application_is_for_such_aid(CampaignType.STUDY),
        aid_rules.student_may_be_helped,
        aid_rules.student_has_promised,
    ),
    search=("name", "parent", "school"),
    filters=("campaign", "union", "stage", "state"),
    order=("-received", "-id"),
    complete=filling.fill_student,
    empty="还没有助学申请。先建一次“金秋助学”活动，再登记申请表。",
    help="金秋助学申请表。进度改为“同意”后，在帮扶活动里选对象时自动列出。",
)

MEDICAL_AIDS = Kind(
    key="medical-aids",
    model=MedicalAid,
    title="医疗救助申请",
    noun="救助申请",
    columns=("campaign", "worker", "name", "relation", "union", "received", "state"),
    sections={
        "职工": ("campaign", "household", "member", "worker", "union"),
        "患者": ("name", "relation", "sex", "age", "id_number"),
        "病情与支出": ("illness", "own_costs", "stays", "unit_aid", "social_aid", "treatment", "story"),
        "申请与审批": (
            "received",
            "unit_opinion",
            "upper_opinion",
            "county_opinion",
            "state",
            "scan",
            "remark",
        ),
    },
    identity=("campaign", "name", "worker"),
    rules=(
        person_rules.id_number_is_right,
        person_rules.sex_agrees_with_the_number,
        aid_rules.patient_figures_are_not_negative,
        aid_rules.application_is_for_such_aid(CampaignType.MEDICAL, CampaignType.MUTUAL),
    ),
    search=("name", "worker"),
    filters=("campaign", "union", "state"),
    order=("-received", "-id"),
    complete=filling.fill_patient,
    empty="还没有救助申请。先建一次“医疗救助”活动，再登记申请表。",
    help="医疗救助申请表。病种、费用只有有权限的操作员看得到。",
)

AID_SITES = Kind(
    key="aid-sites",
    model=AidSite,
    title="送清凉点",
    noun="慰问点",
    columns=("campaign", "name", "route", "day", "people", "goods", "quantity", "amount", "signer"),
    sections={
        "慰问点": ("campaign", "name", "union", "route", "day", "people", "leader"),
        "物资": ("goods", "quantity", "price", "amount"),
        "签收": ("signer", "phone", "photo", "line", "remark"),
    },
    identity=("campaign", "name", "day"),
    rules=(aid_rules.site_figures_are_not_negative, aid_rules.site_amount_is_quantity_times_price),
    moves=(aid_rules.what_was_brought_stays,),
    search=("name", "signer"),
    filters=("campaign", "union", "day"),
    order=("-day", "id"),
    fixed=("line",),
    complete=filling.fill_site,
    empty="还没有慰问点。送清凉每到一处工地、站点登记一条。",
    help="送清凉的路线、人数、物资和签收人。",
)

JOB_FAIRS = Kind(
    key="job-fairs",
    model=JobFair,
    title="招聘会",
    noun="招聘会",
    columns=("campaign", "title", "day", "units", "posts", "attendance", "intentions", "hired"),
    sections={
        "招聘会": ("campaign", "title", "day", "place"),
        "成效": ("units", "posts", "attendance", "intentions", "hired", "advice", "remark"),
    },
    identity=("title", "day"),
    rules=(aid_rules.fair_figures_are_not_negative, aid_rules.fewer_hired_than_came),
    search=("title", "place"),
    filters=("campaign", "day"),
    order=("-day", "-id"),
    empty="还没有招聘会。春送岗位每办一场登记一条。",
    help="春送岗位：参加单位、岗位、求职人次和达成意向。",
)

KINDS: tuple[Kind, ...] = (
    AID_CAMPAIGNS,
    AID_STANDARDS,
    AID_RECIPIENTS,
    STUDENT_AIDS,
    MEDICAL_AIDS,
    AID_SITES,
    JOB_FAIRS,
)
