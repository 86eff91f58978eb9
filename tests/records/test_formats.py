"""How fields show and read: what a clerk or a sheet may give, and what is said where it cannot be read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.records import fields, formats

from tests import support

TEXT, LONG, NAME = fields.Text("文字"), fields.LongText("说明"), fields.Name("姓名")
ID, CODE, PHONE = fields.IdNumber("证件"), fields.CreditCodeText("代码"), fields.Phone("电话")
DAY, MONTH, NUMBER = fields.Date("日期"), fields.MonthText("月份"), fields.Number("人数")
MONEY, PERCENT, YES = fields.Money("金额"), fields.Percent("比例"), fields.YesNo("是否")
SEX, RIGHTS, FILE = fields.Choice("性别", "sex"), fields.Choices("权限", "rights"), fields.Attachment("附件")
EVERY = (TEXT, LONG, NAME, ID, CODE, PHONE, DAY, MONTH, NUMBER, MONEY, PERCENT, YES, SEX, RIGHTS)


@pytest.mark.parametrize(
    ("field", "raw", "value"),
    [
        (TEXT, "  a　 b ", "a b"),
        (TEXT, 12.0, "12"),
        (TEXT, True, "是"),
        (TEXT, date(2020, 1, 2), "2020-01-02"),
        (TEXT, datetime(2020, 1, 2), "2020-01-02"),
        (TEXT, datetime(2020, 1, 2, 8, 30), "2020-01-02 08:30:00"),
        (LONG, " 一 \r\n二  \r\n", "一\n二"),
        (NAME, "王 小 明", "王小明"),
        (NAME, "买买提.吐尔逊", "买买提·吐尔逊"),
        (ID, " １１０１０５ x ", "110105X"),
        (PHONE, "138 0000 1111", "13800001111"),
        (PHONE, 13800001111.0, "13800001111"),
        (DAY, date(2020, 1, 2), date(2020, 1, 2)),
        (DAY, datetime(2020, 1, 2, 0, 0), date(2020, 1, 2)),
        (DAY, "2020年1月2日", date(2020, 1, 2)),
        (MONTH, date(2020, 3, 31), "2020-03"),
        (MONTH, "2020年3月", "2020-03"),
        (NUMBER, "1,234", 1234),
        (NUMBER, 12.0, 12),
        (NUMBER, "12.0", 12),
        (NUMBER, "-3", -3),
        (MONEY, "1,234.50", 123450),
        (PERCENT, "60.5%", 6050),
        (PERCENT, "６０％", 6000),
        (PERCENT, "-0.05", -5),
        (YES, "√", True),
        (YES, 0, False),
        (YES, False, False),
        (YES, "无", False),
        (SEX, "男", "1"),
        (SEX, "1", "1"),
        (SEX, 2.0, "2"),
        (RIGHTS, (), ()),
    ],
)
def test_what_is_typed_or_stands_in_a_cell_is_read(field: Any, raw: Any, value: Any) -> None:
    assert formats.parse(field, raw) == value
    assert type(formats.parse(field, raw)) is type(value)


@pytest.mark.parametrize("field", EVERY, ids=lambda field: field.label)
@pytest.mark.parametrize("raw", [None, "", "   ", "　"])
def test_nothing_is_nothing(field: Any, raw: Any) -> None:
    assert formats.parse(field, raw) in ("", None, ())
    assert formats.show(field, formats.parse(field, raw)) == ""


@pytest.mark.parametrize(
    ("field", "raw"),
    [
        (CODE, "123"),
        (PHONE, "123"),
        (DAY, "2020-02-30"),
        (DAY, "春天"),
        (MONTH, "2020-13"),
        (NUMBER, "3.5"),
        (NUMBER, "三人左右"),
        (MONEY, "1.234"),
        (NUMBER, "9" * 20),
        (NUMBER, "9" * 5000),
        (MONEY, "9" * 20),
        (MONEY, "9" * 5000),
        (PERCENT, "9" * 5000),
        (PERCENT, "六成"),
        (PERCENT, "1.234"),
        (YES, "也许"),
        (SEX, "男女"),
        (RIGHTS, "没有这种权限"),
    ],
)
def test_what_cannot_be_read_is_said_in_chinese(field: Any, raw: str) -> None:
    with pytest.raises(ValueError, match=r"[\u4e00-\u9fff]"):
        formats.parse(field, raw)


cells = st.one_of(
    st.text(max_size=20),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=True),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.none(),
)


@pytest.mark.parametrize("field", EVERY, ids=lambda field: field.label)
@given(raw=cells)
def test_any_cell_is_read_or_refused_and_what_was_read_is_read_again(field: Any, raw: Any) -> None:
    try:
        value = formats.parse(field, raw)
    except ValueError as said:
        assert str(said)
        return
    assert not isinstance(value, float | datetime)
    with support.looking():
        assert formats.parse(field, formats.show(field, value)) == value


def test_private_fields_are_masked_and_others_are_not() -> None:
    assert formats.masked(ID, "110105194912310021") == "110105********0021"
    assert formats.masked(PHONE, "13800001111") == "138****1111"
    assert formats.masked(fields.Money("工资", private=True), 100) == "＊＊＊"
    assert formats.masked(fields.Money("工资", private=True), None) == ""
    assert formats.masked(TEXT, "公开") == "公开"


def test_an_attachment_shows_its_name_only() -> None:
    assert formats.show(FILE, "ab/图 片.jpg") == "图 片.jpg"
    assert formats.show(FILE, "") == ""
