"""The figures of election rules that a clerk may set, each with its default and where it comes from."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.store.own import Option

ELECTION_2016 = "《工会基层组织选举工作条例》"
DELEGATES_2019 = "《基层工会会员代表大会条例》"
CHAIR_2008 = "《企业工会主席产生办法（试行）》"
LEGAL_PERSON_2020 = "《基层工会法人登记管理办法》"
WOMEN = "《工会女职工委员会工作条例》"
TRADE_UNION_LAW = "《工会法》"

UNCHECKED = "凭记忆，未核对原文。"
_LOCAL = "各地做法不同，请按本地文件填写。"


def _days(key: str, title: str, default: int, source: str, remark: str = UNCHECKED) -> Option:
    return Option(f"elections.{key}", "换届选举", title, str(default), fields.Number("天数"), source, remark)


def _number(key: str, title: str, default: int, source: str, remark: str = UNCHECKED) -> Option:
    return Option(f"elections.{key}", "换届选举", title, str(default), fields.Number("数"), source, remark)


def _share(key: str, title: str, default: str, source: str, remark: str = UNCHECKED) -> Option:
    return Option(f"elections.{key}", "换届选举", title, default, fields.Percent("比例"), source, remark)


MARGIN_COMMITTEE = _share("margin_committee", "委员差额比例不低于", "5%", f"{ELECTION_2016}第十七条")
MARGIN_STANDING = _share("margin_standing", "常务委员会委员差额比例不低于", "10%", f"{ELECTION_2016}第十七条")
MARGIN_DELEGATES = _share(
    "margin_delegates", "会员代表差额比例不低于", "15%", f"{DELEGATES_2019}（选举代表）", "见于工会范本，未核对原文。"
)
MANAGERS = _share("managers", "代表中中层以上管理人员不超过", "20%", f"{DELEGATES_2019}第九条")
AUDIT_LEAST = _number("audit_least", "经费审查委员会委员不少于（人）", 3, f"{ELECTION_2016}第三十三至三十六条")
AUDIT_MOST = _number("audit_most", "经费审查委员会委员不多于（人）", 11, f"{ELECTION_2016}第三十三至三十六条")
WOMEN_LEAST = _number(
    "women_least", "女会员多少人以上建立女职工委员会", 10, f"{WOMEN}第十一条；{TRADE_UNION_LAW}第十一条", "见于范本。"
)
NOTICE = _days("notice_workdays", "候选人公示不少于（工作日）", 5, f"{ELECTION_2016}第十五条", UNCHECKED + _LOCAL)
CHAIR_NOTICE = _days("chair_notice_days", "企业工会主席候选人公示（日）", 7, f"{CHAIR_2008}第十条", "按原文核对。")
DELAY = _number("delay_months", "延期换届一般不超过（月）", 6, f"{ELECTION_2016}第二十九条")
REPLY = _days("reply_days", "上一级工会批复期限（日）", 15, f"{ELECTION_2016}第二十八条；{DELEGATES_2019}第三十一条")
REGISTER = _days(
    "register_days",
    "法人变更、换领办理期限（日）",
    30,
    f"{LEGAL_PERSON_2020}第十八条、第二十七条",
    "见于地方办事指南，未核对原文。",
)
VACANT_WARN = _number(
    "vacant_warn", "主席空缺多少个月提醒补选", 3, CHAIR_2008, "见于解读：空缺三个月内补齐。未核对原文。"
)
VACANT_MOST = _number("vacant_most", "主席空缺、代理最长（月）", 6, f"{ELECTION_2016}第三十二条")
AHEAD = _number("ahead_months", "届满前多少个月列入提醒", 12, "本程序设定", "查到的文件没有统一规定提前几个月。")
START = _number("start_months", "届满前多少个月应着手换届", 6, "本程序设定", "查到的文件没有统一规定提前几个月。")
YOUNG = _number("young_age", "青年代表年龄不超过（周岁）", 35, "名额分配表通行栏目", _LOCAL)
DEFAULT_YEARS = _number("years", "任期（年）", 5, f"{TRADE_UNION_LAW}第十六条：三年或者五年", "按大会决定填写。")
WRITE_INS = Option(
    "elections.write_ins",
    "换届选举",
    "另选他人的限制",
    "是",
    fields.YesNo("另选他人的限制"),
    f"{ELECTION_2016}第二十三条",
    "是：投了不赞成票的才能另选他人，没有投不赞成票的，另选的人不计票（仍计入所选人数）；否：都计票。" + UNCHECKED,
)

OPTIONS: tuple[Option, ...] = (
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
    DEFAULT_YEARS,
    WRITE_INS,
)
