"""What texts may hold and how long they may be, by whatever way they come."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.errors import Refused
from unionapp.records import fields, formats, texts
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.subjects.members import rules
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support

TEXT, LONG, NAME, ID = fields.Text("摘要"), fields.LongText("说明"), fields.Name("姓名"), fields.IdNumber("证件")
OWN = fields.Text("名称", longest=30)
BOUNDED = ((TEXT, 200), (LONG, 20_000), (NAME, 50), (ID, 40), (OWN, 30))
UNSEEN = "\u00ad\u034f\u115f\u3164\uffa0\u180e\ufe0f\U000e0041\U000e0100"
UNFIT = UNSEEN + "\x00\x01\x1b\x7f\x9f\u202e\u2066\u200f\u061c\ufdd0\uffff\U0001fffe"


@pytest.mark.parametrize(("field", "longest"), BOUNDED, ids=lambda each: getattr(each, "label", each))
def test_a_text_is_read_up_to_its_greatest_length_and_never_cut(field: Any, longest: int) -> None:
    assert formats.parse(field, "A" * longest) == "A" * longest
    with pytest.raises(ValueError, match=f"“{field.label}”最长 {longest:,} 个字，现在 {longest + 1:,} 个，请缩短"):
        formats.parse(field, "A" * (longest + 1))


def test_the_refusal_counts_in_words() -> None:
    with pytest.raises(texts.TooLong) as refused:
        formats.parse(TEXT, " " + "买" * 2000)
    assert str(refused.value) == "“摘要”最长 200 个字，现在 2,000 个，请缩短；没有保存。"
    assert refused.value.value == "买" * 2000


def test_a_text_that_stands_already_may_stay_and_no_other_may_take_its_place() -> None:
    old = "买" * 300
    assert formats.parse_beside(TEXT, old, old) == old
    assert formats.parse_beside(TEXT, "买纸", old) == "买纸"
    for typed in (old + "纸", old[:250]):
        with pytest.raises(texts.TooLong):
            formats.parse_beside(TEXT, typed, old)


@pytest.mark.parametrize("field", [TEXT, LONG, NAME, ID], ids=lambda field: field.label)
@pytest.mark.parametrize("character", UNFIT, ids=lambda one: f"{ord(one):x}")
def test_a_character_that_no_field_may_hold_is_dropped(field: Any, character: str) -> None:
    assert formats.parse(field, f"王{character}伟") == "王伟"


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_line_break_of_any_sort_is_kept_in_a_long_text_and_a_blank_in_a_line(break_: str) -> None:
    assert formats.parse(LONG, f"一{break_}二\t三") == "一\n二\t三"
    assert formats.parse(TEXT, f"一{break_}二\t三") == "一 二 三"


@pytest.mark.parametrize("field", [TEXT, LONG, NAME, ID, fields.Number("数"), fields.Date("日")])
def test_half_a_character_is_refused_in_words(field: Any) -> None:
    with pytest.raises(ValueError, match="残缺的字符"):
        formats.parse(field, "王\ud840")


@given(st.text(st.characters(codec=None, categories=None, max_codepoint=0x10FFFF), max_size=40))
def test_what_is_read_can_always_be_stored_and_is_read_again(raw: str) -> None:
    for field in (TEXT, LONG, NAME):
        try:
            value = formats.parse(field, raw)
        except ValueError as error:
            assert texts.broken(raw), error
        else:
            assert value.encode().decode() == value
            assert formats.parse(field, value) == value


@pytest.mark.parametrize("kind", [MEMBERS, UNIONS], ids=lambda kind: kind.key)
@pytest.mark.parametrize("name", ["王" * 10_000, "长" * 10_000, "王\ud840", "\udcd5\udcc5"], ids=range(4))
def test_a_name_that_cannot_be_kept_is_refused_and_nothing_is_stored(store: Store, kind: Any, name: str) -> None:
    record = support.sample(store, kind, 5)
    record.name = name
    before = support.picture(store)
    with pytest.raises(Refused, match=r"最长 \d+ 个字，现在 10,000 个|残缺的字符"):
        editing.save(store.journal, kind, record)
    assert support.picture(store) == before


def test_a_line_that_is_too_long_is_told_with_its_place(store: Store) -> None:
    lines = [VoucherLine(summary="买纸"), VoucherLine(summary="买" * 2000)]
    with pytest.raises(Refused) as refused:
        editing.save_with_lines(store.journal, VOUCHERS, Voucher(), lines)
    assert [(each.field, each.line) for each in refused.value.problems] == [("summary", 2)]
    assert "第 2 行：“摘要”最长 200 个字，现在 2,000 个" in str(refused.value)


def test_what_was_kept_too_long_is_read_and_blocks_no_other_change(store: Store) -> None:
    union: Any = Union(name="青" * 300, address="山" * 2000)
    with store.journal.step("从前"):
        editing.put(UNIONS, [union])
    again: Any = Union.get_by_id(union.id)
    again.chair = "王伟"
    editing.save(store.journal, UNIONS, again)
    kept: Any = Union.get_by_id(union.id)
    assert (len(kept.name), len(kept.address), kept.chair) == (300, 2000, "王伟")
    kept.address = "山" * 1999
    with pytest.raises(Refused, match="“地址”最长 200 个字，现在 1,999 个"):
        editing.save(store.journal, UNIONS, kept)
    kept.address = "山" * 200
    editing.save(store.journal, UNIONS, kept)


def test_a_setting_that_was_kept_too_long_still_counts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = "很长的誓词" * 5_000
    support.put_in_force(monkeypatch, rules.OATH.key, kept)
    assert rules.OATH.value == kept


def test_the_log_names_a_file_whose_name_is_no_text(store: Store) -> None:
    store.journal.note("导出到“\udcd5\udcc5.xlsx”")
    assert store.journal.steps(1)[0].title == "导出到“\ufffd\ufffd.xlsx”"


def test_every_member_field_of_text_is_refused_when_it_is_too_long(store: Store) -> None:
    for name, field in MEMBERS.fields.items():
        if getattr(field, "longest", 0):
            member = support.sample(store, MEMBERS, 7, **{name: "山" * (field.longest + 1)})
            assert [each.field for each in editing.check(MEMBERS, member)] == [name]
    assert Member.select().count() == 0


def test_a_reason_is_cleaned_and_bounded_in_words() -> None:
    assert texts.reason("  改\x07日期\u202e \r\n再看 ") == "改日期\n再看"
    with pytest.raises(Refused, match="“原因”最长 500 个字，现在 501 个"):
        texts.reason("改" * 501)
    with pytest.raises(Refused, match="残缺的字符"):
        texts.reason("改\ud800")


@pytest.mark.parametrize(
    "field",
    [
        fields.Number("数"),
        fields.Money("金额"),
        fields.Percent("比例"),
        fields.YesNo("是否"),
        fields.Choice("民族", "nation"),
        fields.Choices("权限", "rights"),
        fields.Date("日期"),
        fields.MonthText("月份"),
    ],
    ids=lambda field: field.label,
)
def test_a_message_quotes_only_the_beginning_of_a_long_wrong_value(field: Any) -> None:
    for wrong in ("错" * 30_000, "9" * 30_000):
        with pytest.raises(ValueError, match=f"“{wrong[:20]}…”|金额太大") as refused:
            formats.parse(field, wrong)
        assert wrong[:21] not in str(refused.value)
