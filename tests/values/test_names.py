"""Names: clean form, stroke order, pinyin, and what they are found by."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.values import characters, names, strokes

# The order of frequent surnames as printed in delegates' lists: strokes, then the surnames in their order.
TEST_ORDER = {
    2: "丁",
    3: "于万马",
    4: "王韦毛方尹邓",
    5: "石龙卢叶田史白冯",
    6: "吕朱任刘江许孙",
    7: "严苏杜李杨吴邱何余邹汪沈宋张陆陈邵",
    8: "武范林罗金周郑孟",
    9: "赵郝胡钟段侯姜姚贺",
    10: "秦袁贾夏顾钱徐高郭唐陶",
    11: "黄萧曹龚崔阎梁",
    12: "彭董蒋韩覃程傅曾谢",
    13: "雷",
    14: "蔡廖谭熊",
    15: "黎潘",
    16: "薛",
    17: "戴魏",
}
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
NAMES = st.one_of(st.text(HAN, min_size=1, max_size=4), st.text(max_size=8))


def teach(monkeypatch: pytest.MonkeyPatch, **taught: str) -> None:
    """For the rest of the test the clerk knows the strokes of these characters."""
    known = characters.Characters(strokes=taught)
    monkeypatch.setattr(characters, "_source", lambda: known)


@pytest.mark.parametrize(
    ("char", "order"),
    [
        ("德", "332122522114544"),
        ("炽", "433425134"),
        ("皙", "1234331232511"),
        ("膝", "351112343424134"),
        ("黏", "31234342413421251"),
        ("锺", "31115312511211"),
        ("达", "134454"),
        ("虽", "251251214"),
    ],
)
def test_the_orders_checked_by_hand_are_in_the_table(char: str, order: str) -> None:
    assert names.strokes(char) == order


def test_every_character_of_the_basic_block_has_strokes() -> None:
    assert names.missing("".join(map(chr, range(0x4E00, 0x9FA6)))) == []


def test_frequent_surnames_stand_in_the_printed_order() -> None:
    printed = "".join(TEST_ORDER.values())
    mixed = sorted(printed)
    assert mixed != list(printed)
    assert sorted(mixed, key=names.stroke_key) == list(printed)
    assert [len(names.strokes(char) or "") for char in printed] == [
        count for count, chars in TEST_ORDER.items() for _ in chars
    ]


@pytest.mark.parametrize(
    "order",
    [
        ["欧阳少东", "洪少东"],
        ["高富", "高大富"],
        ["王伟", "文伟"],
        ["林一", "欧一"],
        ["欧阳东", "欧阳少东"],
        ["王一丁", "王丁一"],
        ["王伟", "王伟（女）", "王伟一"],
        ["张三", "张三丰", "Anna"],
        ["佘明", "余明"],
        ["田明", "由明"],
        ["石明", "右明"],
        ["吕明", "同明"],
        ["十明", "丁明"],
        ["戊明", "龙明"],
        ["予明", "邓明"],
    ],
)
def test_names_stand_by_the_strokes_of_the_surname(order: list[str]) -> None:
    keys = [names.stroke_key(name) for name in order]
    assert all(left < right for left, right in pairwise(keys))


def test_single_given_names_can_be_compared_by_their_real_character() -> None:
    assert names.stroke_key("高大富", single_first=False) < names.stroke_key("高富", single_first=False)
    assert names.stroke_key("高富") < names.stroke_key("高大富")


@pytest.mark.parametrize("group", strokes._EQUALS.split())
def test_the_table_of_equals_holds_only_equal_strokes(group: str) -> None:
    assert len({names.strokes(char) for char in group}) == 1


def test_blanks_and_dots_do_not_change_the_order() -> None:
    assert names.stroke_key("王 伟") == names.stroke_key("王伟")
    assert names.stroke_key("王　伟") == names.stroke_key("王伟")
    assert names.stroke_key("买买提·吐尔逊") == names.stroke_key("买买提•吐尔逊")


@given(st.lists(NAMES, max_size=8, unique=True), st.randoms(use_true_random=False))
def test_the_stroke_order_is_total_and_stable(people: list[str], shuffler: Random) -> None:
    ordered = sorted(sorted(people), key=names.stroke_key)
    shuffled = list(people)
    shuffler.shuffle(shuffled)
    assert sorted(sorted(shuffled), key=names.stroke_key) == ordered
    for left, right in pairwise(ordered):
        assert names.stroke_key(left) <= names.stroke_key(right)


@given(st.text(HAN, min_size=1, max_size=4), st.text(HAN, min_size=1, max_size=4))
def test_two_names_share_a_key_only_when_they_are_the_same(left: str, right: str) -> None:
    assert (names.stroke_key(left) == names.stroke_key(right)) == (left == right)


def test_characters_without_data_stand_last_until_the_clerk_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    rare = "\U0002c029"
    assert names.strokes(rare) is None
    assert names.missing(f"{rare}明A·{rare}") == [rare]
    assert names.stroke_key(f"{rare}明") > names.stroke_key("魏明")
    teach(monkeypatch, **{rare: "11"})
    assert names.missing(f"{rare}明") == []
    assert names.stroke_key(f"{rare}明") < names.stroke_key("于明")


def test_answers_of_one_data_folder_are_not_known_to_another(monkeypatch: pytest.MonkeyPatch) -> None:
    teach(monkeypatch, 𬀩="1234", 𬀪="5")
    assert names.strokes("\U0002c02a") == "5"
    monkeypatch.undo()
    assert names.strokes("\U0002c02a") is None


@pytest.mark.parametrize(("char", "order"), [("王", "116"), ("王", ""), ("王王", "1"), ("A", "1")])
def test_an_answer_that_is_no_stroke_order_is_refused(monkeypatch: pytest.MonkeyPatch, char: str, order: str) -> None:
    teach(monkeypatch, **{char: order})
    with pytest.raises(ValueError, match="笔画"):
        names.strokes("王")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 王伟 ", "王伟"),
        ("王 伟", "王伟"),
        ("王　　伟", "王伟"),
        ("王 小 伟", "王小伟"),
        ("买买提•吐尔逊", "买买提·吐尔逊"),
        ("买买提．吐尔逊", "买买提·吐尔逊"),
        ("买买提. 吐尔逊", "买买提·吐尔逊"),
        ("买买提 · 吐尔逊", "买买提·吐尔逊"),
        ("John   Smith", "John Smith"),
        ("\ufeff王伟\u200b", "王伟"),
        ("", ""),
    ],
)
def test_a_name_is_cleaned(typed: str, kept: str) -> None:
    assert names.clean(typed) == kept


@given(st.text(max_size=10))
def test_a_clean_name_stays_as_it_is(text: str) -> None:
    assert names.clean(names.clean(text)) == names.clean(text)


@pytest.mark.parametrize(
    ("name", "reading", "initials"),
    [
        ("张三丰", "zhangsanfeng", "zsf"),
        ("仇英", "qiuying", "qy"),
        ("单田芳", "shantianfang", "stf"),
        ("曾国强", "zengguoqiang", "zgq"),
        ("解缙", "xiejin", "xj"),
        ("区明", "ouming", "om"),
        ("查良平", "zhaliangping", "zlp"),
        ("盖明", "geming", "gm"),
        ("乐嘉", "yuejia", "yj"),
        ("朴明", "piaoming", "pm"),
        ("缪明", "miaoming", "mm"),
        ("翟明", "zhaiming", "zm"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("长孙明", "zhangsunming", "zsm"),
        ("万俟明", "moqiming", "mqm"),
        ("单于明", "chanyuming", "cym"),
        ("吕明", "lvming", "lm"),
        ("买买提·吐尔逊", "maimaitituerxun", "mmttex"),
        ("John Smith", "johnsmith", "js"),
    ],
)
def test_a_name_is_read_with_its_surname_reading_first(name: str, reading: str, initials: str) -> None:
    keys = names.pinyin_keys(name)
    assert keys[0] == reading
    assert initials in keys


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("仇英", "chouying"),
        ("单田芳", "dantianfang"),
        ("乐嘉", "lejia"),
        ("吕明", "luming"),
        ("尉迟恭", "weichigong"),
        ("王行", "wanghang"),
        ("王行", "wangxing"),
    ],
)
def test_every_other_reading_is_found_too(name: str, reading: str) -> None:
    assert reading in names.pinyin_keys(name)


@given(NAMES)
def test_readings_are_bounded_and_each_given_once(name: str) -> None:
    keys = names.pinyin_keys(name)
    assert len(set(keys)) == len(keys) <= 32


def test_names_are_sorted_by_pinyin_with_the_surname_reading() -> None:
    people = ["单一", "仇一", "曾一", "王伟", "汪芳", "王芳", "安一"]
    assert sorted(people, key=names.pinyin_sort_key) == ["安一", "仇一", "单一", "汪芳", "王芳", "王伟", "曾一"]


def test_a_name_is_found_from_every_character_on() -> None:
    assert names.search_tokens("张三丰") == (
        "张三丰",
        "三丰",
        "丰",
        "feng",
        "sanfeng",
        "zhangsanfeng",
        "f",
        "sf",
        "zsf",
    )


def test_a_latin_name_is_found_by_each_word_in_lower_case() -> None:
    assert {"john smith", "johnsmith", "smith", "js"} <= set(names.search_tokens("John Smith"))
    assert {"anna王", "王", "annawang", "aw"} <= set(names.search_tokens("Anna王"))
    assert {"买买提·吐尔逊", "买买提吐尔逊", "吐尔逊", "tuerxun"} <= set(names.search_tokens("买买提·吐尔逊"))


@given(NAMES)
def test_everything_a_name_is_read_as_is_a_token(name: str) -> None:
    tokens = names.search_tokens(name)
    assert set(names.pinyin_keys(name)) <= set(tokens)
    assert len(set(tokens)) == len(tokens)
    assert "" not in tokens


LONG_TEXTS = st.one_of(
    st.text(HAN, max_size=3000),
    st.text(max_size=600),
    st.lists(st.text("abcdefg行长", min_size=1, max_size=60), max_size=60).map(" ".join),
    st.integers(1, 400).map(lambda times: "行长重乐调会 of" * times),
)


@given(LONG_TEXTS)
def test_the_tokens_of_a_text_grow_with_it_and_not_with_its_square(text: str) -> None:
    tokens = names.search_tokens(text)
    assert len(tokens) <= 400 + len(text)
    assert sum(len(token.encode()) for token in tokens) <= 30_000 + 60 * len(text)


@given(st.text(HAN, min_size=1, max_size=40))
def test_of_a_text_of_usual_length_every_end_is_a_token(text: str) -> None:
    tokens = names.search_tokens(text)
    assert [text[place:] for place in range(len(text))] == list(tokens[: len(text)])
    assert set(names.pinyin_keys(text)) <= set(tokens)


@given(text=st.text(HAN, max_size=300), data=st.data())
def test_the_windows_of_any_part_of_a_text_begin_tokens_of_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    tokens = names.search_tokens(text)
    windows = names.search_parts(part)
    assert all(any(token.startswith(window) for token in tokens) for window in windows)
    assert not part or "".join(window[0] for window in windows[:-1]) + windows[-1] == part or len(set(part)) < len(part)


def test_a_name_of_ten_thousand_characters_is_read_in_its_first_ones_alone() -> None:
    for name in ("王" * 10_000, "长" * 10_000):
        assert max(map(len, names.pinyin_keys(name))) <= 40 * 6
        assert max(map(len, names.search_tokens(name))) <= 40 * 6
