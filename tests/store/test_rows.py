"""Reading rows: by id, by link, the values of a column and sums."""

from __future__ import annotations

import pytest
from unionapp.errors import Refused
from unionapp.records.search import Condition, Query
from unionapp.store import editing, rows
from unionapp.store.store import Store
from unionapp.subjects.members.models import Cadre
from unionapp.subjects.service.campaigns.models import AidStandard
from unionapp.subjects.service.campaigns.records import AID_CAMPAIGNS, AID_STANDARDS
from unionapp.subjects.unions.models import CoveredUnit, Union
from unionapp.subjects.unions.records import COVERED_UNITS, UNIONS

from tests import support


def unions(store: Store, *names: str) -> list[Union]:
    kept = [Union(name=name) for name in names]
    with store.journal.step("工会"):
        editing.put(UNIONS, kept)
    return kept


def test_a_record_is_found_by_its_id_as_it_stands_in_the_file(store: Store) -> None:
    (town,) = unions(store, "青山镇总工会")
    assert rows.get(Union, town.id).name == "青山镇总工会"
    assert rows.find(Union, town.id) == town


def test_no_id_and_a_record_that_is_gone_find_nothing_or_are_refused(store: Store) -> None:
    (town,) = unions(store, "青山镇总工会")
    assert rows.find(Union, None) is None and rows.find(Union, town.id + 1) is None
    with pytest.raises(Refused, match="已经不在了"):
        rows.get(Union, town.id + 1)


def test_what_points_to_a_record_is_listed_the_newest_first(store: Store) -> None:
    town, other = unions(store, "青山镇总工会", "云谷镇总工会")
    units = [
        CoveredUnit(name=name, union=union.id) for name, union in (("砖厂", town), ("粮站", other), ("茶场", town))
    ]
    with store.journal.step("单位"):
        editing.put(COVERED_UNITS, units)
    assert [unit.name for unit in rows.linked(CoveredUnit, "union", town.id)] == ["茶场", "砖厂"]
    assert rows.linked(Cadre, "union", town.id) == []


def test_the_values_of_a_column_come_each_once_in_order_and_never_empty(store: Store) -> None:
    kept = [Union(name=f"工会{place}", bank=bank) for place, bank in enumerate(("农商行", "工行", "", "农商行"))]
    with store.journal.step("工会"):
        editing.put(UNIONS, kept)
    assert rows.values_in_use(UNIONS, "bank", "", 10) == ["农商行", "工行"] == sorted(("工行", "农商行"))
    assert rows.values_in_use(UNIONS, "bank", "工", 10) == ["工行"]
    assert len(rows.values_in_use(UNIONS, "bank", "", 1)) == 1


def test_sums_are_of_all_rows_that_answer_or_of_the_rows_named(store: Store) -> None:
    campaign = support.saved(store, AID_CAMPAIGNS, 1)
    standards = [AidStandard(campaign=campaign.id, amount=amount) for amount in (100, 20, None)]
    with store.journal.step("标准"):
        editing.put(AID_STANDARDS, standards)
    assert rows.sums(AID_STANDARDS, ["amount"], Query()) == {"amount": 120}
    assert rows.sums(AID_STANDARDS, ["amount"], Query(where=(Condition("amount", ">", 50),))) == {"amount": 100}
    assert rows.sums(AID_STANDARDS, ["amount"], [standards[1].id, standards[2].id]) == {"amount": 20}
    assert rows.sums(AID_STANDARDS, ["amount"], []) == {"amount": 0}
