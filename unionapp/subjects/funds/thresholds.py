"""The figures of funds that a clerk may set: defaults and sources are in resources/figures/funds.json."""

from __future__ import annotations

from typing import Any

from unionapp.records.options import Option

SYSTEM_2021 = "《工会会计制度》财会〔2021〕7号"
SPENDING_2017 = "《基层工会经费收支管理办法》总工办发〔2017〕32号"
CASH_RULES = "《现金管理暂行条例》"
GROUNDWORK = "《会计基础工作规范》"
BUDGETS_2020 = "《基层工会预算管理办法》总工办发〔2020〕29号"

CONTRIBUTION = Option("funds.contribution", int)
KEPT = Option("funds.kept", int)
DOWNWARD = Option("funds.downward", int)
RETURNED_KEPT = Option("funds.returned_kept", int)
RETURNED_DOWNWARD = Option("funds.returned_downward", int)
DUES = Option("funds.dues", int)
DUES_STEP = Option("funds.dues_step", int)
DUES_TIMES = Option("funds.dues_times", int)
CASH_PAYMENT = Option("funds.cash_payment", int)
PRIZES = Option("funds.prizes", int)
OLD = Option("funds.old_years", int)
VERY_OLD = Option("funds.very_old_years", int)
ASSET_LEAST = Option("funds.asset_least", int)
EARLIEST = 7
"""So many days before the last of a month the settings may allow it to be closed."""
EARLY = Option("funds.early_close_days", int)
PROJECT_DAYS = Option("funds.project_days", int)

OPTIONS: tuple[Option[Any], ...] = (
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
