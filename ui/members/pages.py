"""The pages of 会员."""

from __future__ import annotations

from unionapp.subjects.members.records import APPLICATIONS, CADRES, CONSENTS, KINDS, MEMBERS, MEMBERSHIP_CHANGES

from ui.page_spec import of_kind, page, parted, whole

DAILY, TEAM = "日常", "队伍"
PAGES = whole(
    (
        page("members-front", "首页", "ui.members.front_page:front_page"),
        parted(
            "会员名册",
            of_kind(MEMBERS, "ui.members.members_page:members_page", title="名册"),
            of_kind(CONSENTS),
            group=DAILY,
        ),
        of_kind(APPLICATIONS, "ui.members.members_page:applications_page", group=DAILY),
        of_kind(MEMBERSHIP_CHANGES, "ui.members.members_page:changes_page", group=DAILY),
        of_kind(CADRES, group=TEAM),
        page("teams", "工会小组", "ui.members.teams_page:teams_page", group=TEAM),
    ),
    KINDS,
)
