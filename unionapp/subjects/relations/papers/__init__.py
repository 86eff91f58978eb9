"""The papers of labour relations: 双联 by month and by quarter."""

from __future__ import annotations

from unionapp.paper.paper import Paper
from unionapp.subjects.relations.papers import links
from unionapp.subjects.relations.records import LINK_REPORTS

PAPERS: tuple[Paper, ...] = (
    Paper(
        "link-monthly",
        "双联月汇报表",
        "list",
        links.gather_month,
        links.draw_month,
        links.blank_month,
        LINK_REPORTS,
        ("month",),
        ("day",),
        help="当月在结对期内的每一对都列出，没有汇报的注明。",
    ),
    Paper(
        "link-quarterly",
        "双联季调度表",
        "list",
        links.gather_quarter,
        links.draw_quarter,
        links.blank_quarter,
        LINK_REPORTS,
        ("month",),
        ("day",),
        help="按月份所在的季度汇总：汇报、走访、问题和解决情况。",
    ),
)
