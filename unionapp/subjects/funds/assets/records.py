"""Kinds of what the union owns."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.subjects.funds.assets import rules as asset_rules
from unionapp.subjects.funds.assets.models import Asset

ASSETS = Kind(
    key="assets",
    model=Asset,
    title="固定资产",
    noun="资产",
    right="books",
    columns=("number", "name", "sort", "since", "cost", "years", "place", "user", "state"),
    sections={
        "资产": ("book", "number", "name", "sort", "model", "since", "cost", "source"),
        "折旧": ("years", "worn", "worn_until"),
        "使用": ("place", "user", "state", "disposed", "voucher", "remark"),
    },
    identity=("book", "number"),
    search=("number", "name", "model"),
    filters=("book", "sort", "state"),
    order=("book", "number"),
    rules=(
        asset_rules.cost_is_positive,
        asset_rules.lasts_as_long_as_the_rule_says,
        asset_rules.worth_a_card,
        asset_rules.gone_on_a_day,
    ),
    complete=asset_rules.fill_years,
    fixed=("voucher",),
    empty="还没有固定资产。单价 1000 元以上（专用设备 1500 元以上）、用一年以上的在这里建卡。",
    help="固定资产卡片（《工会会计制度》第32至37条）。折旧按月计提，不留残值，当月增加当月提，当月减少当月不提。",
)

KINDS: tuple[Kind, ...] = (ASSETS,)
