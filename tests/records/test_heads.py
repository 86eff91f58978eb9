"""What columns are called in anybody's sheets: laws over all kinds, and headings as they are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.exchange.book import SheetRow
from unionapp.exchange.headings import understand
from unionapp.records import heads
from unionapp.records.heads import AMOUNT, SIDE
from unionapp.records.kind import Kind
from unionapp.subjects.funds.banking.records import BANK_LINES
from unionapp.subjects.members.records import APPLICATIONS, MEMBERS
from unionapp.subjects.service.households.records import HOUSEHOLDS
from unionapp.subjects.unions.records import UNIONS

from tests.support import ALL_KINDS

every_kind = pytest.mark.parametrize("kind", ALL_KINDS, ids=lambda kind: kind.key)
_LABELS = [(kind, name) for kind in ALL_KINDS for name in kind.on_sheet]


@every_kind
def test_no_two_fields_of_a_kind_have_one_sense(kind: Kind) -> None:
    senses = {name: heads._of_sense(each, kind.on_sheet) for name, each in kind.on_sheet.items()}
    claimed = [heads.normal(word) for words in senses.values() for word in dict.fromkeys(map(heads.normal, words))]
    nearer = {heads.normal(word) for each in kind.on_sheet.values() for word in (each.label, *each.headings)}
    assert sorted({word for word in claimed if claimed.count(word) > 1} - nearer) == []


@every_kind
def test_every_label_means_its_own_field(kind: Kind) -> None:
    found = {each.label: heads.understood(kind.heads, each.label) for each in kind.on_sheet.values()}
    assert {label: told[0][0].name for label, told in found.items() if told} == {
        each.label: name for name, each in kind.on_sheet.items()
    }


@every_kind
def test_every_name_that_a_kind_gives_means_its_field(kind: Kind) -> None:
    labels = {heads.normal(each.label) for each in kind.on_sheet.values()}
    names = {word: name for name, each in reversed(kind.on_sheet.items()) for word in each.headings}
    for word, name in names.items():
        if heads.normal(word) not in labels:
            assert kind.heads[heads.normal(word)][0].name == name


@given(
    st.sampled_from(_LABELS),
    st.sampled_from(
        ["{}", "3、{}", "*{}", "{}：", "（1）{}", " {} ", "{}（必填）", "请填写您的{}", "{}是？", "{}\n", "{}(18位)"]
    ),
)
def test_a_label_is_understood_however_it_is_dressed(place: tuple[Kind, str], dress: str) -> None:
    kind, name = place
    told = heads.understood(kind.heads, dress.format(kind.on_sheet[name].label))
    assert told is not None
    assert told[0][0].name == name


FOUND = [
    (MEMBERS, "1、您的姓名：", "name"),
    (MEMBERS, "3、您的手机号码是？", "mobile"),
    (MEMBERS, "5、身份证号（用于购买保险）", "id_number"),
    (MEMBERS, "姓名 Name", "name"),
    (MEMBERS, "Name/姓名", "name"),
    (MEMBERS, "姓  名", "name"),
    (MEMBERS, "ID No. 身份证号", "id_number"),
    (MEMBERS, "手机/电话", "mobile"),
    (MEMBERS, "最高学历", "education"),
    (MEMBERS, "技术职称", "title"),
    (MEMBERS, "居住地址", "address"),
    (MEMBERS, "所属机构", "union"),
    (MEMBERS, "您是否为农民工？", "migrant"),
    (MEMBERS, "入会年月", "joined"),
    (APPLICATIONS, "手机号码", "mobile"),
    (APPLICATIONS, "所在公司", "employer"),
    (HOUSEHOLDS, "建档时间", "filed_on"),
    (HOUSEHOLDS, "月人均收入", "per_head"),
    (UNIONS, "所属上级工会", "parent"),
    (UNIONS, "成立时间", "founded"),
    (UNIONS, "主席手机", "chair_phone"),
    (BANK_LINES, "金额（元）", AMOUNT),
    (BANK_LINES, "收/支", SIDE),
    (BANK_LINES, "账户明细编号-交易流水号", "reference"),
]


@pytest.mark.parametrize(("kind", "heading", "name"), FOUND)
def test_headings_of_others_are_understood(kind: Kind, heading: str, name: str) -> None:
    told = heads.understood(kind.heads, heading)
    assert told is not None
    assert told[0][0].name == name


@pytest.mark.parametrize(
    "heading",
    [
        "IP地址",
        "MSS账号",
        "QQ号码",
        "入职时间",
        "职务/职称",
        "爱好",
        "工会小组划分",
        "来自IP",
        "紧急联系人（姓名）",
        "开户人",
    ],
)
def test_false_friends_mean_nothing(heading: str) -> None:
    assert heads.understood(MEMBERS.heads, heading) is None


def test_headings_far_down_are_found() -> None:
    rows = [SheetRow(at, (f"说明第{at}条", None)) for at in range(1, 58)] + [SheetRow(58, ("姓名", "身份证号"))]
    assert understand(rows, MEMBERS).first == 57


def test_a_record_below_the_headings_is_no_second_row_of_them() -> None:
    rows = [SheetRow(1, ("姓名", "性别", "类别")), SheetRow(2, ("张测", "男", "会员"))]
    assert understand(rows, MEMBERS).last == 0
