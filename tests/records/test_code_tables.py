"""The shipped code tables: complete, without doubles, and read by every word that a sheet may use."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

import pytest
from unionapp import paths
from unionapp.records import codes
from unionapp.records.codes import Code, CodeTable
from unionapp.values.text import half_width, squeeze, without_blanks

KEYS = codes.keys()
EXPECTED = """
    sex nation employment id-type education skill household-type politics marriage regions
    change-type change-reason member-state member-group join-mode application-state card-state
    industry unit-nature economy-type union-type union-level enterprise-size founding-way founding-state
    not-founded-reason operating-state union-state cadre-post cadre-kind rights code-tables
"""
STATE_MARKS = {"in": {"1", "2", "9"}, "kept": {"3", "7"}, "out": {"4"}, "gone": {"5", "6", "8", "10"}}


@pytest.fixture(params=KEYS)
def table(request: pytest.FixtureRequest) -> CodeTable:
    return codes.table(request.param)


def words(code: Code) -> Iterator[str]:
    yield code.key
    yield code.label
    yield from code.names


def doubles(found: Iterator[str]) -> list[str]:
    return [word for word, times in Counter(found).items() if times > 1]


def labels(key: str) -> list[str]:
    return [code.label for code in codes.table(key).codes]


def test_every_table_that_the_kinds_name_is_shipped() -> None:
    assert set(KEYS) >= set(EXPECTED.split())


def test_no_table_is_declared_in_two_files() -> None:
    files = (paths.resources() / "codes").glob("*.json")
    declared = [raw["key"] for path in files for raw in json.loads(path.read_text(encoding="utf-8"))]
    assert not doubles(iter(declared))


def test_a_table_has_a_title_a_source_and_codes(table: CodeTable) -> None:
    assert table.title
    assert table.source
    assert table.codes


def test_titles_are_unique() -> None:
    assert not doubles(codes.table(key).title for key in KEYS)


def test_keys_and_labels_are_unique_in_a_table(table: CodeTable) -> None:
    assert not doubles(code.key for code in table.codes)
    assert not doubles(code.label for code in table.codes)


def test_a_word_means_one_code_only(table: CodeTable) -> None:
    assert not doubles(word for code in table.codes for word in {*words(code)})


def test_a_code_does_not_repeat_its_own_words(table: CodeTable) -> None:
    repeated = [word for code in table.codes for word in doubles(iter([code.label, *code.names]))]
    assert not repeated


def test_no_word_is_empty_or_has_stray_blanks(table: CodeTable) -> None:
    found = [word for code in table.codes for word in (*words(code), *code.marks)]
    assert [word for word in found if not word or word != without_blanks(word)] == []
    assert [table.title, table.source] == [squeeze(table.title), squeeze(table.source)]


def test_keys_are_plain_ascii_without_commas(table: CodeTable) -> None:
    assert [code.key for code in table.codes if not code.key.isascii() or "," in code.key] == []


def test_every_word_is_still_understood_in_half_width(table: CodeTable) -> None:
    lost = [word for code in table.codes for word in words(code) if table.by_word.get(half_width(word)) != code]
    assert not lost


def test_code_tables_lists_every_table_open_to_the_clerk() -> None:
    listed = {code.key: code.label for code in codes.table("code-tables").codes}
    assert listed == {key: codes.table(key).title for key in KEYS if codes.table(key).open}


@pytest.mark.parametrize("key", ["member-state", "change-type", "rights", "code-tables"])
def test_what_rules_rest_on_is_closed_to_the_clerk(key: str) -> None:
    assert not codes.table(key).open


def test_a_change_type_names_exactly_one_state_that_follows() -> None:
    table = codes.table("change-type")
    assert {mark: table.marked(mark) for mark in STATE_MARKS} == STATE_MARKS
    assert [code.label for code in table.codes if len(code.marks) != 1] == []


def test_change_types_keep_the_numbers_and_words_of_the_form() -> None:
    assert labels("change-type")[:6] == ["入会", "转入", "保留", "转出", "除名", "退会"]


def test_only_members_in_good_standing_count_vote_and_pay() -> None:
    table = codes.table("member-state")
    assert [table.marked(mark) for mark in ("counts", "votes", "pays")] == [{"in"}] * 3


def test_there_are_eight_groups_and_four_key_groups() -> None:
    table = codes.table("member-group")
    assert [table.label(code.key) for code in table.codes if code.key in table.marked("eight")] == labels(table.key)[:8]
    assert {table.label(key) for key in table.marked("key4")} == {"货车司机", "快递员", "网约车司机", "外卖配送员"}


def test_there_are_fifty_six_nations_in_the_order_of_the_standard() -> None:
    nations = codes.table("nation").codes
    assert [code.key for code in nations] == [f"{number:02}" for number in range(1, 57)] + ["97", "98"]
    assert all(code.label == code.names[0] + "族" for code in nations[:56])


@pytest.mark.parametrize("word", ["居民身份证", "二代身份证", "港澳台居民居住证"])
def test_papers_with_a_citizen_number_are_marked(word: str) -> None:
    table = codes.table("id-type")
    assert table.by_word[word].key in table.marked("id18")


def test_a_unit_is_public_or_private_never_both() -> None:
    table = codes.table("unit-nature")
    assert table.marked("public")
    assert table.marked("private")
    assert not table.marked("public") & table.marked("private")


@pytest.mark.parametrize(
    ("key", "word", "label"),
    [
        ("sex", "女性", "女"),
        ("nation", "藏", "藏族"),
        ("nation", "僳僳族", "傈僳族"),
        ("nation", "1", "汉族"),
        ("employment", "下岗", "待(下)岗"),
        ("employment", "内退", "退养(内退)"),
        ("education", "专科", "大专"),
        ("education", "小学", "小学及以下"),
        ("skill", "高级工", "职业资格三级(高级)"),
        ("skill", "高级技师", "职业资格一级(高级技师)"),
        ("household-type", "非农", "非农业户口"),
        ("politics", "党员", "中共党员"),
        ("change-type", "保留会籍", "保留"),
        ("member-group", "快递小哥", "快递员"),
        ("industry", "制造", "制造业"),
        ("unit-nature", "个体户", "个体经济组织"),
    ],
)
def test_the_words_of_real_sheets_are_understood(key: str, word: str, label: str) -> None:
    assert codes.table(key).by_word[word].label == label
