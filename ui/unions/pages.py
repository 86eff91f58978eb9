"""The pages of 组织建设."""

from __future__ import annotations

from unionapp.subjects.unions.records import COVERED_UNITS, KINDS, UNIONS

from ui.page_spec import of_kind, page, parted, whole

PAGES = whole(
    (
        page("unions-front", "首页", "ui.unions.front_page:front_page"),
        parted(
            "工会与涵盖单位",
            of_kind(UNIONS, "ui.unions.unions_page:unions_page"),
            of_kind(COVERED_UNITS),
        ),
    ),
    KINDS,
)
