"""How ballots look here: the settings of symbols, places and sheets."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.store.own import Option

_HABIT = "各地做法不同，以大会通过的选举办法为准。"


def _option(key: str, title: str, default: str, remark: str) -> Option:
    return Option(f"elections.{key}", "换届选举", title, default, fields.Text(title), "选票惯例", remark + _HABIT)


SYMBOLS = _option(
    "ballot_symbols",
    "选票符号",
    "A",
    "A：赞成画○，不赞成画×，弃权不画；B：在赞成、不赞成、弃权栏画√；C：赞成不画，不赞成画×，弃权画○；"
    "D：赞成画√，不赞成画×，弃权不画。",
)
PLACE = _option("ballot_place", "符号栏的位置", "上", "填 上、下、左、右：符号栏在姓名的哪一边。")
TOGETHER = _option(
    "ballot_together", "各机构印在一张选票上", "否", "填 是 或 否。填“否”时每个机构一张选票，用纸的颜色区分。"
)
PAPER = _option("ballot_paper", "选票纸张", "A5", "填 A5（两张拼在一张 A4 上裁开）、A5单张 或 A4。")
OPTIONS: tuple[Option, ...] = (SYMBOLS, PLACE, TOGETHER, PAPER)
