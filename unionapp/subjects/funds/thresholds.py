"""The figures of funds that a clerk may set, each with its default and where it comes from."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.store.own import Option

LAW = "《工会法》第四十三条"
SYSTEM_2021 = "《工会会计制度》财会〔2021〕7号"
SPENDING_2017 = "《基层工会经费收支管理办法》总工办发〔2017〕32号"
CASH_RULES = "《现金管理暂行条例》"
GROUNDWORK = "《会计基础工作规范》"
BUDGETS_2020 = "《基层工会预算管理办法》总工办发〔2020〕29号"

_UNSEEN = "见于转述，未核对原文。"
_LOCAL = "各地不同，请按本省文件填写。"


def _share(key: str, title: str, default: str, source: str, remark: str = "") -> Option:
    return Option(f"funds.{key}", "经费", title, default, fields.Percent("比例"), source, remark)


def _amount(key: str, title: str, default: str, source: str, remark: str = "") -> Option:
    return Option(f"funds.{key}", "经费", title, default, fields.Money("金额"), source, remark)


def _number(key: str, title: str, default: int, source: str, remark: str = "") -> Option:
    return Option(f"funds.{key}", "经费", title, str(default), fields.Number("数"), source, remark)


CONTRIBUTION = _share("contribution", "拨缴经费占工资总额", "2%", LAW)
KEPT = _share("kept", "自主拨缴的经费：本级留成", "60%", "基层留 60%，上缴 40%（另有规定的除外）", _UNSEEN + _LOCAL)
DOWNWARD = _share("downward", "自主拨缴的经费：返还下级", "0%", f"{SYSTEM_2021} 212 科目", "其余上缴上级。" + _LOCAL)
RETURNED_KEPT = _share(
    "returned_kept", "税务代收、财政划拨转来的经费：本级留成", "100%", f"{SYSTEM_2021} 402 科目", _LOCAL
)
RETURNED_DOWNWARD = _share(
    "returned_downward",
    "税务代收、财政划拨转来的经费：返还下级",
    "0%",
    f"{SYSTEM_2021} 212 科目",
    "其余上缴上级。" + _LOCAL,
)
DUES = _share("dues", "会费占月工资", "0.5%", "会费收缴规定：本人每月工资收入的 0.5%", _UNSEEN)
DUES_STEP = _amount(
    "dues_step", "会费：工资尾数不足多少元不计", "10.00", "会费收缴规定：尾数不足 10 元部分不计", _UNSEEN
)
DUES_TIMES = _number(
    "dues_times",
    "春秋游、观影等：会费不足时弥补不超过当年会费收入的几倍",
    3,
    SPENDING_2017,
    _UNSEEN + _LOCAL,
)
CASH_PAYMENT = _amount("cash_payment", "单笔现金支付超过多少元提醒", "1000.00", f"{CASH_RULES}第五条：结算起点 1000 元")
PRIZES = _share(
    "prizes",
    "奖励人数占参加人数不超过",
    "66.67%",
    SPENDING_2017,
    "各省细则多为三分之二，有的为三分之一；本省标准优先。",
)
OLD = _number("old_years", "其他应收、应付款挂账超过几年提醒", 1, "经审常见问题：往来款长期挂账", "本程序设定。")
VERY_OLD = _number("very_old_years", "其他应收款逾期几年应报批核销", 3, f"{SYSTEM_2021} 135 科目")
ASSET_LEAST = _amount("asset_least", "固定资产单价起点（通用设备）", "1000.00", f"{SYSTEM_2021}第32条")
EARLIEST = 7
"""So many days before the last of a month the settings may allow it to be closed."""
EARLY = _number(
    "early_close_days",
    "月末前几天可以结账",
    0,
    "本程序设定",
    f"0 表示月末最后一天起；最多 {EARLIEST} 天，填大了按 {EARLIEST} 天。年终结账总在 12 月 31 日起。",
)
PROJECT_DAYS = _number("project_days", "专项到期前多少天列入提醒", 30, "本程序设定")

OPTIONS: tuple[Option, ...] = (
    CONTRIBUTION,
    KEPT,
    DOWNWARD,
    RETURNED_KEPT,
    RETURNED_DOWNWARD,
    DUES,
    DUES_STEP,
    DUES_TIMES,
    CASH_PAYMENT,
    PRIZES,
    OLD,
    VERY_OLD,
    ASSET_LEAST,
    EARLY,
    PROJECT_DAYS,
)
