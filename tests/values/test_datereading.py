"""Reading dates as people write them: what is understood, what is a guess, and what is refused in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.values import datereading, periods
from unionapp.values.datereading import DateReading, DateSense
from unionapp.values.partialdate import PartialDate

TODAY = date(2026, 11, 28)
PAST, BIRTH, ANY = DateSense(TODAY, 0), DateSense(TODAY, 14), DateSense(TODAY)
FORM = DateSense(TODAY, this_year=True)
DATES = st.dates(date(1850, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-02",
        "2024/1/2",
        "2024.1.2",
        "2024.1.2.",
        "2024年1月2日",
        "2024年1月2号",
        "20240102",
        " ２０２４－０１－０２ ",
        "２０２４年１月２日",
        "2024。1。2",
        "2024 年 1 月 2 日",
        "2024-01-02 00:00:00",
        "2024-01-02T08:30",
        "二〇二四年一月二日",
        "二零二四年一月二日生",
    ],
)
def test_a_day_is_read_however_it_is_typed(text: str) -> None:
    assert datereading.read(text, ANY) == DateReading(PartialDate(2024, 1, 2))


@given(DATES)
def test_what_is_shown_reads_as_the_same_date(day: date) -> None:
    for text in (day.isoformat(), periods.chinese_date(day), f"{day:%Y%m%d}"):
        assert datereading.whole(text, ANY) == DateReading(PartialDate.of(day))


@given(DATES, st.integers(1, 3))
def test_a_date_known_in_part_is_read_from_both_its_forms(day: date, parts: int) -> None:
    known = PartialDate(*(day.year, day.month, day.day)[:parts])
    assert datereading.read(str(known), PAST) == datereading.read(known.chinese(), PAST) == DateReading(known)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2019.7", PartialDate(2019, 7)),
        ("2019/7/", PartialDate(2019, 7)),
        ("2019年7月份", PartialDate(2019, 7)),
        ("198004", PartialDate(1980, 4)),
        ("1980年5月", PartialDate(1980, 5)),
        ("1980年5月生", PartialDate(1980, 5)),
        ("1980-05-00", PartialDate(1980, 5)),
        ("19800000", PartialDate(1980)),
        ("1980", PartialDate(1980)),
        ("二〇一九年七月", PartialDate(2019, 7)),
        ("二〇一九年十二月三十一日", PartialDate(2019, 12, 31)),
        ("二〇一九年廿月", None),
        ("一九八〇年", PartialDate(1980)),
    ],
)
def test_a_month_or_a_year_is_a_date_known_so_far(text: str, known: PartialDate | None) -> None:
    if known is None:
        with pytest.raises(ValueError, match="不存在"):
            datereading.read(text, PAST)
    else:
        assert datereading.read(text, PAST) == DateReading(known)


@pytest.mark.parametrize(
    ("text", "sense", "known"),
    [
        ("18.4.9", PAST, "2018-04-09"),
        ("18/4/9", PAST, "2018-04-09"),
        ("18-4-9", PAST, "2018-04-09"),
        ("78年5月", PAST, "1978-05"),
        ("05年3月", PAST, "2005-03"),
        ("80年", PAST, "1980"),
        ("80.5", PAST, "1980-05"),
        ("800405", PAST, "1980-04-05"),
        ("190504", PAST, "2019-05-04"),
        ("26.11.28", PAST, "2026-11-28"),
        ("26.11.29", PAST, "1926-11-29"),
        ("27.1.5", PAST, "1927-01-05"),
        ("27.1.5", ANY, "2027-01-05"),
        ("75.1.5", ANY, "2075-01-05"),
        ("85.1.5", ANY, "1985-01-05"),
        ("12.5.1", BIRTH, "2012-05-01"),
        ("12.12.1", BIRTH, "1912-12-01"),
        ("18.4.9", BIRTH, "1918-04-09"),
        ("80.5", FORM, "1980-05"),
        ("11.20", FORM, "2026-11-20"),
        ("11月20日", FORM, "2026-11-20"),
        ("12-5", FORM, "2026-12-05"),
    ],
)
def test_what_leaves_out_century_or_year_is_a_guess_that_is_said(text: str, sense: DateSense, known: str) -> None:
    found = datereading.read(text, sense)
    assert (str(found.day), found.note) == (known, f"“{text}”读作 {known}，请核对。")


@pytest.mark.parametrize(("text", "day"), [("43831", "2020-01-01"), ("43831.5", "2020-01-01"), ("29312", "1980-04-01")])
def test_the_number_of_a_day_in_a_spreadsheet_is_read_and_said(text: str, day: str) -> None:
    found = datereading.read(text, PAST)
    assert (str(found.day), found.note) == (day, f"“{text}”是 Excel 的日期序号，读作 {day}。")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "没有填写"),
        ("1/2/2024", "四位"),
        ("4/9/18", "四位"),
        ("10/11/12", "四位"),
        ("11.20", "没有写年份"),
        ("11月20日", "没有写年份"),
        ("2024-02-30", "不存在"),
        ("24.2.30", "不存在"),
        ("2023-02-29", "不存在"),
        ("20241301", "不存在"),
        ("2024.13", "不存在"),
        ("1980-0-5", "不存在"),
        ("0204-01-02", "年份不合理"),
        ("昨天", "看不懂"),
        ("80", "看不懂"),
        ("2024-1-2-3", "看不懂"),
        ("2024-1-222", "看不懂"),
        ("99999", "看不懂"),
    ],
)
def test_what_cannot_be_understood_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        datereading.read(text, PAST)


@pytest.mark.parametrize(("text", "words"), [("2024年3月", "缺少日"), ("202403", "缺少日"), ("2024", "缺少月和日")])
def test_where_a_day_is_needed_a_month_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        datereading.whole(text, ANY)


@given(st.text(max_size=14) | st.from_regex(r"[0-9]{1,6}[-/.年月]?[0-9]{0,2}[-/.月]?[0-9]{0,2}", fullmatch=True))
def test_any_text_is_a_date_or_a_sentence(text: str) -> None:
    for sense in (PAST, BIRTH, ANY, FORM):
        try:
            day = datereading.read(text, sense).day
        except ValueError as error:
            assert str(error).endswith("。")
        else:
            assert datereading.read(str(day), sense) == DateReading(day)
