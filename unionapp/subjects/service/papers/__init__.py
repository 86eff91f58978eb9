"""The papers of service: families in hardship, aid, service places."""

from __future__ import annotations

from unionapp.paper.paper import Paper
from unionapp.subjects.service.campaigns import papers as applying
from unionapp.subjects.service.campaigns import publicity_papers as publicity
from unionapp.subjects.service.campaigns.records import AID_CAMPAIGNS, MEDICAL_AIDS, STUDENT_AIDS
from unionapp.subjects.service.households import helping_papers as helping
from unionapp.subjects.service.households import papers as hardship
from unionapp.subjects.service.households.helping_records import AID_PLANS
from unionapp.subjects.service.households.models import SECRET
from unionapp.subjects.service.households.records import HOUSEHOLDS
from unionapp.subjects.service.places import papers as places
from unionapp.subjects.service.places.records import PLACES, SERVICE_LOG

PAPERS: tuple[Paper, ...] = (
    Paper(
        "hardship-file",
        "困难职工建档申请审批表",
        "form",
        hardship.gather,
        hardship.draw,
        hardship.blank,
        HOUSEHOLDS,
        ("record",),
        right=SECRET,
        help="按各地通行样式编排；当地发有表样的，以发的表为准。",
    ),
    Paper(
        "hardship-publicity",
        "困难职工建档公示",
        "list",
        publicity.gather_families,
        publicity.draw,
        publicity.blank,
        HOUSEHOLDS,
        asks=(publicity.FULL,),
        help="只印姓名、工会和类别；没有选行时印正在公示的家庭。",
    ),
    Paper(
        "aid-plan",
        "一户一策帮扶卡",
        "form",
        helping.gather,
        helping.draw,
        helping.blank,
        AID_PLANS,
        ("record",),
        right=SECRET,
        help="帮扶措施和走访记录取计划当年的。",
    ),
    Paper(
        "aid-publicity",
        "帮扶对象公示表",
        "list",
        publicity.gather_campaign,
        publicity.draw,
        publicity.blank,
        AID_CAMPAIGNS,
        ("record",),
        asks=(publicity.FULL,),
        help="只印姓名、工会和类别，不印号码、电话、病情和金额。",
    ),
    Paper(
        "student-aid",
        "金秋助学申请表",
        "form",
        applying.gather_student,
        applying.draw_student,
        applying.blank,
        STUDENT_AIDS,
        ("record",),
        right=SECRET,
    ),
    Paper(
        "medical-aid",
        "医疗救助申请表",
        "form",
        applying.gather_patient,
        applying.draw_patient,
        applying.blank,
        MEDICAL_AIDS,
        ("record",),
        right=SECRET,
    ),
    Paper(
        "place-card",
        "服务阵地登记卡",
        "form",
        places.gather_card,
        places.draw_card,
        places.blank_card,
        PLACES,
        ("record",),
    ),
    Paper(
        "place-list",
        "服务阵地一览表",
        "list",
        places.gather_list,
        places.draw_list,
        places.blank_list,
        PLACES,
        takes=("union",),
    ),
    Paper(
        "service-log",
        "职工服务登记簿",
        "list",
        places.gather_log,
        places.draw_log,
        places.blank_log,
        SERVICE_LOG,
        takes=("month", "union"),
        asks=(places.PLACE,),
    ),
)
