"""The pages of 活动; who takes part and what it costs is also seen within the activity."""

from __future__ import annotations

from unionapp.subjects.activities.records import ACTIVITIES, COSTS, KINDS, PARTICIPANTS, PROPOSALS

from ui.page_spec import of_kind, page, parted, whole

_WITHIN = ("activity-events", "activity-prizes", "activity-results", "activity-lessons", "activity-photos")
_PLACE = "ui.activities.activities_page"
PAGES = whole(
    (
        page("activities-front", "首页", "ui.activities.front_page:front_page"),
        parted(
            "活动台账",
            of_kind(ACTIVITIES, f"{_PLACE}:activities_page", title="活动", holds=_WITHIN),
            of_kind(PARTICIPANTS, f"{_PLACE}:participants_page", title="全部参加人"),
            of_kind(COSTS, f"{_PLACE}:costs_page", title="全部开支"),
        ),
        of_kind(PROPOSALS, f"{_PLACE}:proposals_page"),
        page("activity-figures", "活动统计", "ui.activities.figures_page:ActivityFiguresPage"),
    ),
    KINDS,
)
