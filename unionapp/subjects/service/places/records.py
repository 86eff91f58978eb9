"""Kinds of service places, their yearly assessments and the service log."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.subjects.service import derive as follow
from unionapp.subjects.service.campaigns import rules as aid_rules
from unionapp.subjects.service.places import rules as place_rules
from unionapp.subjects.service.places.models import PlaceAssessment, ServiceEntry, ServicePlace

PLACES = Kind(
    key="places",
    model=ServicePlace,
    title="服务阵地",
    noun="服务阵地",
    columns=("name", "type", "site", "union", "address", "area", "hours", "stars", "head", "state"),
    sections={
        "阵地": ("number", "name", "type", "site", "union", "partner", "way", "address", "position", "state"),
        "规模与开放": ("opened", "area", "capacity", "seats", "hours", "open_days", "equipment", "invested"),
        "负责人": ("head", "contact", "phone"),
        "站点六有": place_rules.SIX,
        "星级与荣誉": ("stars", "honours", "charity"),
        "妈妈小屋": ("users", "spot", "manager", "review", "cleaned"),
        "职工书屋": ("books", "papers", "recordings", "platforms", "lending"),
        "其他": ("photo", "closed_on", "remark"),
    },
    identity=("name",),
    rules=(
        place_rules.place_figures_are_not_negative,
        place_rules.stars_are_up_to_five,
        place_rules.place_closes_after_it_opens,
        place_rules.closed_places_are_closed,
        place_rules.six_are_there,
    ),
    search=("name", "number", "head", "address"),
    filters=("type", "site", "union", "state", "stars"),
    order=("type", "id"),
    removing=follow.places_are_removed,
    empty="还没有服务阵地。职工服务站、工会驿站、妈妈小屋、职工书屋都在这里登记。",
    help="职工服务站、工会驿站、爱心接力站、妈妈小屋、职工书屋、文体阵地的底册：设施、六有、星级和负责人。",
)

PLACE_ASSESSMENTS = Kind(
    key="place-assessments",
    model=PlaceAssessment,
    title="站点复评",
    noun="复评",
    columns=("place", "year", "day", "score", "stars", "verdict", "mend_by", "mended_on"),
    sections={
        "复评": ("place", "year", "day", "by", "score", "stars", "verdict"),
        "整改": ("problems", "mend_by", "mended_on", "remark"),
    },
    identity=("place", "year"),
    rules=(aid_rules.year_is_a_year, place_rules.stars_are_up_to_five, place_rules.assessment_is_mended_later),
    search=("by",),
    filters=("place", "year", "verdict"),
    order=("-year", "place"),
    after=follow.assessments_were_saved,
    empty="还没有复评。服务站点每年复评一次，星级随复评结果变动。",
    help="每年复评，不搞终身制。开门不准时、设施损坏、物资短缺、有投诉的降星或撤销。",
)

SERVICE_LOG = Kind(
    key="service-log",
    model=ServiceEntry,
    title="服务登记簿",
    noun="服务登记",
    columns=("day", "place", "name", "sort", "group", "item", "matter", "result", "by"),
    sections={
        "来访": ("day", "place", "member", "name", "phone", "sort", "union", "group", "people"),
        "服务": ("item", "matter", "result", "done_on", "by", "remark"),
    },
    rules=(
        place_rules.entry_has_happened,
        place_rules.entry_is_done_later,
        place_rules.somebody_was_served,
        place_rules.own_member_is_chosen,
    ),
    search=("name", "phone"),
    filters=("place", "item", "sort", "group", "day"),
    order=("-day", "-id"),
    complete=follow.fill_entry,
    empty="还没有服务登记。有人来办事、歇脚，选站点和事项记一笔。",
    help="每个站点服务了谁、办了什么。会员和非会员都登记，按月统计服务人次。",
)

KINDS: tuple[Kind, ...] = (PLACES, PLACE_ASSESSMENTS, SERVICE_LOG)
