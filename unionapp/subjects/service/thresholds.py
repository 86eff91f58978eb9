"""The figures of service that differ from place to place, each with its default and where it comes from."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.store.own import Option

FILES_2006 = "《关于建立困难职工档案制度的暂行办法》总工办发〔2006〕36号"
PRIVACY = "《个人信息保护法》第二十九条"
LINKS = "“单位联企业、干部联职工”：一月一汇报、一季一调度"
_LOCAL = "各地不同，请按本地文件填写。"
_SUBJECT = "职工服务"


def _share(key: str, title: str, default: str, source: str) -> Option:
    return Option(f"service.{key}", _SUBJECT, title, default, fields.Percent("比例"), source, _LOCAL)


def _number(key: str, title: str, default: int, source: str, remark: str = _LOCAL) -> Option:
    return Option(f"service.{key}", _SUBJECT, title, str(default), fields.Number("数"), source, remark)


RELATIVE = _share(
    "relative", "相对困难：人均月收入低于低保标准的百分之", "200%", "各地困难职工认定办法（多地两倍，旧办法 1.5 倍）"
)
SUDDEN = _share("sudden", "意外致困：年度致困费用超过家庭年收入的百分之", "80%", "一市办法")
OLD_EDGE = _share("old_edge", "旧标准低保边缘户：不超过低保标准的百分之", "150%", "旧困难职工档案办法")
OLD_ACCIDENT = _share("old_accident", "旧标准意外致困户：不超过低保标准的百分之", "300%", "旧困难职工档案办法")
MIGRANT_MONTHS = _number("migrant_months", "困难农民工的劳动关系不少于（月）", 12, "各地困难职工认定办法")
HOMES = _number("homes", "住房达到几套不得建档", 2, "各地困难职工认定办法")
PUBLICITY = _number("publicity_workdays", "困难职工公示不少于（工作日）", 5, "困难职工补助审批流程（各地做法）")
REVIEW_MONTHS = _number("review_months", "困难职工档案每隔几个月复核", 6, FILES_2006 + "及各地做法：每半年复核")
LIFT_MONTHS = _number("lift_months", "脱困：家庭人均收入连续几个月高于低保标准", 6, "城市困难职工解困脱困工作要求")
CAUSES = _number("causes", "次要致困原因最多几项", 3, "困难职工档案表")
VISIT_MONTHS = _number("visit_months", "帮扶联系人至少每隔几个月走访", 3, "一县做法：每季度至少谈心一次")
ASSESS_MONTHS = _number(
    "assess_months", "服务站点每隔几个月复评", 12, "星级站点管理办法（一市做法）：每年复评，不搞终身制"
)
AHEAD = _number("ahead_days", "到期前多少天列入提醒", 14, "本程序设定", "")
REPORT_DAY = _number("report_day", "双联月汇报在次月几日前交", 5, LINKS)

OPTIONS: tuple[Option, ...] = (
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
)
