"""The pages of 双联, which stand among those of service."""

from __future__ import annotations

from unionapp.subjects.relations.records import KINDS, LINK_PAIRS, LINK_REPORTS, LINK_VISITS, STAY_LOGS

from ui.page_spec import of_kind, page, parted, whole
from ui.service.pages import FIGURES

PAGES = whole(
    (
        parted(
            "双联调度",
            page("link-board", "本期调度", "ui.relations.links_page:LinksPage"),
            of_kind(LINK_PAIRS, title="结对"),
            of_kind(LINK_VISITS, title="走访"),
            of_kind(LINK_REPORTS, title="月汇报"),
            of_kind(STAY_LOGS, title="蹲点"),
            group=FIGURES,
        ),
    ),
    KINDS,
)
