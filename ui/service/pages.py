"""The pages of 职工服务; what belongs to a family or a campaign is also seen within it."""

from __future__ import annotations

from unionapp.subjects.service.campaigns.records import (
    AID_CAMPAIGNS,
    AID_RECIPIENTS,
    AID_SITES,
    AID_STANDARDS,
    JOB_FAIRS,
    MEDICAL_AIDS,
    STUDENT_AIDS,
)
from unionapp.subjects.service.households.helping_records import AID_MEASURES, AID_PLANS, HOUSEHOLD_REVIEWS, VISITS
from unionapp.subjects.service.households.records import (
    ALLOWANCES,
    FAMILY_MEMBERS,
    HARDSHIP_CONSENTS,
    HOUSEHOLD_PAPERS,
    HOUSEHOLDS,
)
from unionapp.subjects.service.places.records import PLACE_ASSESSMENTS, PLACES, SERVICE_LOG
from unionapp.subjects.service.records import KINDS

from ui.page_spec import SETTINGS, of_kind, page, parted, whole

AID, STATIONS, FIGURES = "困难帮扶", "服务阵地", "双联与统计"
PAGES = whole(
    (
        page("service-front", "首页", "ui.service.front_page:front_page"),
        parted(
            "困难职工档案",
            of_kind(HOUSEHOLDS, "ui.service.households_page:households_page", title="档案"),
            of_kind(FAMILY_MEMBERS),
            of_kind(HOUSEHOLD_PAPERS),
            of_kind(HARDSHIP_CONSENTS, title="同意书"),
            of_kind(AID_PLANS),
            of_kind(AID_MEASURES),
            of_kind(VISITS),
            of_kind(HOUSEHOLD_REVIEWS),
            group=AID,
        ),
        parted(
            "四季帮扶",
            of_kind(AID_CAMPAIGNS, "ui.service.campaigns_page:campaigns_page", title="活动"),
            of_kind(AID_STANDARDS),
            of_kind(AID_RECIPIENTS),
            of_kind(STUDENT_AIDS, title="助学申请"),
            of_kind(MEDICAL_AIDS, title="医疗救助申请"),
            of_kind(AID_SITES),
            of_kind(JOB_FAIRS),
            group=AID,
        ),
        page("service-counter", "服务登记台", "ui.service.counter_page:CounterPage", group=STATIONS),
        of_kind(SERVICE_LOG, group=STATIONS),
        parted("阵地与复评", of_kind(PLACES), of_kind(PLACE_ASSESSMENTS), group=STATIONS),
        page("service-figures", "服务统计", "ui.service.figures_page:ServiceFiguresPage", group=FIGURES),
        of_kind(ALLOWANCES, group=SETTINGS),
    ),
    KINDS,
)
