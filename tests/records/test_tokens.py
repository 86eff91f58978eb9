"""What the search index holds of long texts, and that they are found by their words."""

from __future__ import annotations

from typing import Any

import pytest
from unionapp.records import finding, search, tokens
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

SHORT = "青山乡水泥厂工会委员会"
LONG = (
    "青山乡水泥厂砖瓦厂农机站供销社联合工会委员会由下列各单位的工会组成："
    "河西村木材加工点、Green Hill Co. 驻乡办事处、第 3 建筑队、买买提·吐尔逊清真食品店、"
    "二〇二六年新成立的快递网点，以及上述单位在册之外的季节性用工人员若干"
)


@pytest.fixture
def unions(store: Store) -> list[Any]:
    """Two unions, one of them of a very long name, as an old file may hold it."""
    made: list[Any] = [Union(name=SHORT), Union(name=LONG)]
    with store.journal.step("登记"):
        editing.put(UNIONS, made)
    return made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("水泥厂", [SHORT, LONG]),
        ("snc", [SHORT, LONG]),
        ("供销社联合工会", [LONG]),
        ("nongjizhan", [LONG]),
        ("木材加工", [LONG]),
        ("快递网点", [LONG]),
        ("hill", [LONG]),
        ("吐尔逊清真食品店", [LONG]),
        ("二〇二六年新成立的快递网点", [LONG]),
        ("季节性用工人员若干", [LONG]),
        ("由下列各单位的工会组成", [LONG]),
        ("快递 木材", [LONG]),
        ("快递网点若干", []),
        ("木材加工站", []),
        ("二〇二六年新成立的快递站点", []),
    ],
)
def test_a_long_text_is_found_by_any_word_of_it(unions: list[Any], text: str, found: list[str]) -> None:
    rows = search.rows(UNIONS, search.ids(UNIONS, search.Query(text)))
    assert sorted((row.name for row in rows), key=len) == found
    assert search.count(UNIONS, search.Query(text)) == len(found)


@pytest.mark.parametrize("word", ["长" * 20_000, "a1" * 500, "王 " * 300])
def test_no_length_upsets_a_search(unions: list[Any], word: str) -> None:
    assert list(search.ids(UNIONS, search.Query(word))) == []


def test_the_index_of_a_text_of_two_thousand_characters_takes_little_room(store: Store) -> None:
    name = "".join(chr(0x4E00 + place) for place in range(2000))
    with store.journal.step("登记"):
        editing.put(UNIONS, [Union(name=name)])
    sql = f"SELECT sum(length(block)) FROM {finding.index_table(UNIONS)}_data"
    assert store.database.execute_sql(sql).fetchone()[0] < 100_000


def test_the_tokens_of_a_number_grow_with_it() -> None:
    assert tokens.number_tokens("1234567X") == "1234567x 234567x 34567x 4567x 567x"
    assert len(tokens.number_tokens("1" * 5000)) <= 5000 * 41
