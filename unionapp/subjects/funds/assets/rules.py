"""What must hold of a card of a fixed asset (《工会会计制度》第32至37条, 附录2)."""

from __future__ import annotations

from unionapp.errors import Problem
from unionapp.records import codes
from unionapp.records.rules import in_order
from unionapp.subjects.funds.assets.models import Asset
from unionapp.subjects.funds.assets.states import AssetState
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.thresholds import ASSET_LEAST, SYSTEM_2021
from unionapp.values import money

LIFE = f"{SYSTEM_2021}附录2"


def least_years(asset: Asset) -> int:
    """The least years of use of the asset's sort; 0 where nothing is written off."""
    marks = codes.table("asset-sort").by_key[asset.sort].marks if asset.sort else ()
    return next((int(mark.removeprefix("years:")) for mark in marks if mark.startswith("years:")), 0)


def fill_years(asset: Asset) -> None:
    """The years of use are the least that the rule allows, where none are named; the only book is meant."""
    if not asset.book_id and (only := books.only()) is not None:
        asset.book = only
    if asset.years is None and asset.sort:
        asset.years = least_years(asset)


def cost_is_positive(asset: Asset) -> list[Problem]:
    """An asset has a worth, and no more of it is worn than it had."""
    if asset.cost is not None and asset.cost <= 0:
        return [Problem("cost", "原值应当大于 0；受赠无法估价的按名义金额 1 元。", SYSTEM_2021, rule="asset-cost")]
    if asset.cost is not None and (asset.worn or 0) > asset.cost:
        return [Problem("worn", "累计折旧大于原值，请核对。", SYSTEM_2021, rule="asset-worn")]
    return []


def lasts_as_long_as_the_rule_says(asset: Asset) -> list[Problem]:
    """The years of use are not shorter than the rule says."""
    least = least_years(asset)
    if asset.years is None or asset.years >= least:
        return []
    return [Problem("years", f"折旧年限低于规定的最低年限 {least} 年，请核对。", LIFE, "warning", "asset-years")]


def worth_a_card(asset: Asset) -> list[Problem]:
    """What costs less than the threshold is spent at once, unless it is one of many alike."""
    if asset.cost is None or asset.cost >= ASSET_LEAST.value:
        return []
    message = f"单价不到 {money.show(ASSET_LEAST.value)} 元，大批同类物资才作固定资产，其余直接列支。"
    return [Problem("cost", message, ASSET_LEAST.source, "info", "asset-least")]


_went_after_it_came = in_order("since", "disposed", rule="asset-gone")


def gone_on_a_day(asset: Asset) -> list[Problem]:
    """What was disposed of went on some day, after it came."""
    if asset.state == AssetState.GONE and not asset.disposed:
        return [Problem("disposed", "已处置的资产请填处置日期。", SYSTEM_2021, rule="asset-gone")]
    return _went_after_it_came(asset)
