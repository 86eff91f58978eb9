"""Figures of election rules that a clerk may set: defaults and sources are in resources/figures/elections.json."""

from __future__ import annotations

from unionapp.records.options import Option

ELECTION_2016 = "《工会基层组织选举工作条例》"
DELEGATES_2019 = "《基层工会会员代表大会条例》"
CHAIR_2008 = "《企业工会主席产生办法（试行）》"
LEGAL_PERSON_2020 = "《基层工会法人登记管理办法》"
WOMEN = "《工会女职工委员会工作条例》"
TRADE_UNION_LAW = "《工会法》"

MARGIN_COMMITTEE = Option("elections.margin_committee", int)
MARGIN_STANDING = Option("elections.margin_standing", int)
MARGIN_DELEGATES = Option("elections.margin_delegates", int)
MANAGERS = Option("elections.managers", int)
AUDIT_LEAST = Option("elections.audit_least", int)
AUDIT_MOST = Option("elections.audit_most", int)
WOMEN_LEAST = Option("elections.women_least", int)
NOTICE = Option("elections.notice_workdays", int)
CHAIR_NOTICE = Option("elections.chair_notice_days", int)
DELAY = Option("elections.delay_months", int)
REPLY = Option("elections.reply_days", int)
REGISTER = Option("elections.register_days", int)
VACANT_WARN = Option("elections.vacant_warn", int)
VACANT_MOST = Option("elections.vacant_most", int)
AHEAD = Option("elections.ahead_months", int)
START = Option("elections.start_months", int)
YOUNG = Option("elections.young_age", int)
ALL_MEET = Option("elections.all_meet", int)
SMALL = Option("elections.small_union", int)
DEFAULT_YEARS = Option("elections.years", int)
WRITE_INS = Option("elections.write_ins", bool)

OPTIONS: tuple[Option[int] | Option[bool], ...] = (
    MARGIN_COMMITTEE,
    MARGIN_STANDING,
    MARGIN_DELEGATES,
    MANAGERS,
    AUDIT_LEAST,
    AUDIT_MOST,
    WOMEN_LEAST,
    NOTICE,
    CHAIR_NOTICE,
    DELAY,
    REPLY,
    REGISTER,
    VACANT_WARN,
    VACANT_MOST,
    AHEAD,
    START,
    YOUNG,
    ALL_MEET,
    SMALL,
    DEFAULT_YEARS,
    WRITE_INS,
)
