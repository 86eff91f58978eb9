"""Cells as people fill them in: what is understood and noted, what says nothing, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.exchange import lenient
from unionapp.exchange.lenient import Noted
from unionapp.exchange.parsing import NOTHING, reader
from unionapp.records import fields
from unionapp.subjects.members.records import MEMBERS
from unionapp.values.partialdate import PartialDate

from tests import support

TEXT, NAME, PHONE, ID = fields.Text("文字"), fields.Name("姓名"), fields.Phone("电话"), fields.IdNumber("证件")
CODE, NUMBER, MONEY, PERCENT = (
    fields.CreditCodeText("代码"),
    fields.Number("人数"),
    fields.Money("金额"),
    fields.Percent("比例"),
)
YES, SEX, NATION = fields.YesNo("是否"), fields.Choice("性别", "sex"), fields.Choice("民族", "nation")
POLITICS, RIGHTS = fields.Choice("政治面貌", "politics"), fields.Choices("权限", "rights")
DAY, KNOWN, BORN = fields.Date("日期"), fields.KnownDate("时间"), fields.KnownDate("出生", past=fields.WORKING_AGE)
MONTH = fields.MonthText("月份")
PERSON = support.citizen_number(101)
PARTED = f"{PERSON[:6]}-{PERSON[6:14]}-{PERSON[14:]}"
UNIT = support.credit_code(7)
EVERY = (TEXT, NAME, PHONE, ID, CODE, NUMBER, MONEY, PERCENT, YES, SEX, NATION, RIGHTS, DAY, KNOWN, BORN, MONTH)


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        (DAY, date(2020, 1, 2), date(2020, 1, 2)),
        (DAY, 20200102, date(2020, 1, 2)),
        (KNOWN, "2019.7", PartialDate(2019, 7)),
        (KNOWN, 1980.03, PartialDate(1980, 3)),
        (KNOWN, 2019.7, PartialDate(2019, 7)),
        (KNOWN, 198004, PartialDate(1980, 4)),
        (KNOWN, 1980.0, PartialDate(1980)),
        (KNOWN, date(2020, 1, 2), PartialDate(2020, 1, 2)),
        (PHONE, "138 0000 1111", "13800001111"),
        (ID, PARTED, PERSON),
        (ID, PERSON, PERSON),
        (ID, "E1234567", "E1234567"),
        (CODE, f" {UNIT[:9]} {UNIT[9:]} ", UNIT),
        (MONEY, "￥1,200.50元", 120050),
        (PERCENT, "６０％", 6000),
        (NATION, "维", "05"),
        (SEX, "女性", "2"),
        (SEX, "M", "1"),
        (YES, "✓", True),
        (YES, "×", False),
        (YES, "没有", False),
        (YES, 1, True),
        (TEXT, "无", "无"),
    ],
)
def test_what_is_plainly_said_is_read_without_a_note(field: Any, cell: Any, value: Any) -> None:
    assert lenient.read(field, cell) == value


@pytest.mark.parametrize(
    ("field", "cell", "value", "words"),
    [
        (DAY, 43831, date(2020, 1, 1), "Excel 的日期序号"),
        (DAY, 43831.5, date(2020, 1, 1), "Excel 的日期序号"),
        (KNOWN, "43831", PartialDate(2020, 1, 1), "Excel 的日期序号"),
        (DAY, "18.4.9", date(2018, 4, 9), "读作 2018-04-09"),
        (BORN, "80.5", PartialDate(1980, 5), "读作 1980-05"),
        (KNOWN, 2018.1, PartialDate(2018), "1 月还是 10 月"),
        (KNOWN, "2019.7（补）", PartialDate(2019, 7), "“(补)”没有录入"),
        (MONTH, "18年4月", "2018-04", "读作 2018-04"),
        (PHONE, "15400000009（微信同号）", "15400000009", "“(微信同号)”没有录入"),
        (PHONE, "13800001111/13900002222", "13800001111", "“13900002222”没有录入"),
        (PHONE, "13800001111 王五", "13800001111", "“王五”没有录入"),
        (PHONE, "0971-6123456、13900002222", "0971-6123456", "“13900002222”没有录入"),
        (ID, f"身份证{PERSON}", PERSON, "“身份证”没有录入"),
        (ID, f"ID:{PERSON}", PERSON, "“ID:”没有录入"),
        (ID, f"{PERSON}（本人）", PERSON, "“(本人)”没有录入"),
        (CODE, f"代码：{UNIT}", UNIT, "“代码:”没有录入"),
        (NUMBER, "3人", 3, "读作 3"),
        (NUMBER, "约30人", 30, "读作 30"),
        (NUMBER, "三", 3, "读作 3"),
        (NUMBER, "十二人", 12, "读作 12"),
        (NUMBER, "1.2万人", 12000, "读作 12000"),
        (NUMBER, "3人（含农民工1人）", 3, "“(含农民工1人)”没有录入"),
        (NUMBER, "60㎡", 60, "读作 60"),
        (MONEY, "1.2万元", 1_200_000, "读作 12,000.00"),
        (MONEY, "1200元/月", 120_000, "读作 1,200.00"),
        (MONEY, "壹仟贰佰元整", 120_000, "读作 1,200.00"),
        (MONEY, "约1200", 120_000, "读作 1,200.00"),
        (PERCENT, "百分之六十", 6000, "读作 60%"),
        (SEX, "1男", "1", "读作 男"),
        (SEX, "男（户主）", "1", "“(户主)”没有录入"),
        (YES, "是（2021年起）", True, "“(2021年起)”没有录入"),
        (NATION, "05维吾尔族", "05", "读作 维吾尔族"),
        (POLITICS, "共青", "03", "读作 共青团员"),
    ],
)
def test_what_is_understood_is_noted_with_what_was_left_out(field: Any, cell: Any, value: Any, words: str) -> None:
    found = lenient.read(field, cell)
    assert isinstance(found, Noted), found
    assert found.value == value
    assert type(found.value) is type(value)
    assert words in found.message


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        (DAY, "2019.7"),
        (KNOWN, "11.20"),
        (KNOWN, "4/9/2018"),
        (PHONE, "6123456"),
        (PHONE, "微信"),
        (NUMBER, "不足3人"),
        (NUMBER, "3人以上"),
        (NUMBER, "10余人"),
        (NUMBER, "3-5人"),
        (NUMBER, "三百五"),
        (MONEY, "1200元以下"),
        (MONEY, "1200元至1500元"),
        (MONEY, "1.23456元"),
        (SEX, "1女"),
        (SEX, "不男不女"),
        (NATION, "大族"),
        (CODE, "12345"),
        (YES, "也许"),
        (MONTH, "2019年"),
    ],
)
def test_what_cannot_be_understood_is_refused(field: Any, cell: Any) -> None:
    with pytest.raises(ValueError, match=r"。$"):
        lenient.read(field, cell)


@pytest.mark.parametrize("word", ["无", "没有", "暂无", "不详", "N/A", "未知"])
def test_a_word_for_nothing_leaves_what_is_stored(word: str) -> None:
    for name in ("mobile", "birth", "id_number", "nation", "wage", "education"):
        assert reader(MEMBERS.fields[name], MEMBERS, [MEMBERS], ())[word] is NOTHING, name
    assert reader(MEMBERS.fields["native_place"], MEMBERS, [MEMBERS], ())[word] == word


def test_a_word_that_a_table_knows_is_no_word_for_nothing() -> None:
    assert reader(MEMBERS.fields["sex"], MEMBERS, [MEMBERS], ())["未知"] == "0"


@given(st.integers(0, len(EVERY) - 1), st.text(max_size=20) | st.integers(0, 10**9) | st.floats(0, 60000))
def test_any_cell_is_a_value_or_a_sentence(place: int, cell: Any) -> None:
    field = EVERY[place]
    try:
        found = lenient.read(field, cell)
    except ValueError as error:
        assert str(error).endswith("。")
    else:
        assert not isinstance(found, Noted) or found.message.endswith("。")


def test_a_number_without_its_area_gets_that_of_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    support.put_in_force(monkeypatch, "members.area_code", "0971")
    found = lenient.read(PHONE, "6123456")
    assert found == Noted("0971-6123456", "“6123456”没有区号，按本地区号读作 0971-6123456。")
    with pytest.raises(ValueError, match="位"):
        lenient.read(PHONE, "1234567")


def test_a_guess_and_what_was_left_out_are_both_said() -> None:
    found = lenient.read(KNOWN, "18.4.9（补办）")
    assert found == Noted(PartialDate(2018, 4, 9), "“18.4.9”读作 2018-04-09，请核对。“(补办)”没有录入。")
