"""The figures of activity rules that a clerk may set, each with its default and where it comes from."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.store.own import Option

LOCAL = "见于多省实施细则，各地不同，请按本地文件填写；“发放标准”里登记了本地区的，以那里为准。"

TRAINEE_SHARE = Option(
    "activities.trainee_share",
    "活动",
    "优秀学员奖励面不超过参训人数的",
    "15%",
    fields.Percent("比例"),
    "山东、湖南实施细则",
    LOCAL,
)
SIGN_UP_LEAST = Option(
    "activities.sign_up_days",
    "活动",
    "通知到活动日期至少（天）",
    "3",
    fields.Number("天数"),
    "本程序设定",
    "没有查到统一规定；少于这个天数只提示。填 0 不检查。",
)
SUMMARY_DAYS = Option(
    "activities.summary_days",
    "活动",
    "活动结束后多少天内写总结、交票据",
    "15",
    fields.Number("天数"),
    "本程序设定（有的工会规定逾期报销影响下次预支）",
    "没有查到统一规定，请按本地做法填写。",
)
PHOTOS_LEAST = Option(
    "activities.photos",
    "活动",
    "每次活动至少留存照片（张）",
    "2",
    fields.Number("张数"),
    "本程序设定：照片粘贴页每页 2 或 4 张",
    "没有查到统一规定。",
)

OPTIONS: tuple[Option, ...] = (TRAINEE_SHARE, SIGN_UP_LEAST, SUMMARY_DAYS, PHOTOS_LEAST)
