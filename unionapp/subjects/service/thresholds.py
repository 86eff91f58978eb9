"""Figures of service that a clerk may set: defaults and sources are in resources/figures/service.json."""

from __future__ import annotations

from unionapp.records.options import Option

FILES_2006 = "《关于建立困难职工档案制度的暂行办法》总工办发〔2006〕36号"
PRIVACY = "《个人信息保护法》第二十九条"
LINKS = "“单位联企业、干部联职工”：一月一汇报、一季一调度"

RELATIVE = Option("service.relative", int)
SUDDEN = Option("service.sudden", int)
OLD_EDGE = Option("service.old_edge", int)
OLD_ACCIDENT = Option("service.old_accident", int)
MIGRANT_MONTHS = Option("service.migrant_months", int)
HOMES = Option("service.homes", int)
PUBLICITY = Option("service.publicity_workdays", int)
REVIEW_MONTHS = Option("service.review_months", int)
LIFT_MONTHS = Option("service.lift_months", int)
CAUSES = Option("service.causes", int)
VISIT_MONTHS = Option("service.visit_months", int)
ASSESS_MONTHS = Option("service.assess_months", int)
AHEAD = Option("service.ahead_days", int)
REPORT_DAY = Option("service.report_day", int)
KEEP_YEARS = Option("service.keep_years", int)

OPTIONS: tuple[Option[int], ...] = (
    RELATIVE,
    SUDDEN,
    OLD_EDGE,
    OLD_ACCIDENT,
    MIGRANT_MONTHS,
    HOMES,
    PUBLICITY,
    REVIEW_MONTHS,
    LIFT_MONTHS,
    CAUSES,
    VISIT_MONTHS,
    ASSESS_MONTHS,
    AHEAD,
    REPORT_DAY,
    KEEP_YEARS,
)
