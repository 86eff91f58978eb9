"""Kinds of handing out: local limits, rounds, sign lists."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.store import placing
from unionapp.subjects.funds.handouts import rules as handing_rules
from unionapp.subjects.funds.handouts.models import Handout, HandoutLine, Limit

LIMITS = Kind(
    key="limits",
    model=Limit,
    title="发放标准",
    noun="标准",
    right="books",
    columns=("region", "item", "since", "until", "per", "amount", "share", "form", "document"),
    sections={
        "标准": ("region", "item", "since", "until", "per", "amount", "share", "form"),
        "依据": ("document", "remark"),
    },
    identity=("region", "item", "since", "per"),
    search=("region", "document"),
    filters=("region", "item"),
    order=("region", "item", "-since"),
    rules=(
        handing_rules.limit_says_something,
        handing_rules.limit_ends_after_it_begins,
    ),
    empty="还没有发放标准。按本省实施细则录入每人每年的上限和文号，发放时自动检查。",
    help="各省不同、会变动的发放标准，连同依据文件和施行日期。超过标准时程序提醒并要求写明依据，不会拦住。",
)

HANDOUTS = Kind(
    key="handouts",
    model=Handout,
    title="慰问发放",
    noun="发放批次",
    columns=("title", "book", "item", "festival", "day", "form", "amount", "state"),
    sections={
        "发放": ("book", "title", "item", "festival", "day", "form", "goods", "price", "amount"),
        "资金与采购": ("project", "account", "supplier", "invoice"),
        "经手": ("handler", "approver", "approved_on", "giver", "reason", "state", "voucher", "remark"),
    },
    identity=("book", "title", "day"),
    search=("title", "supplier", "invoice"),
    filters=("book", "item", "festival", "state"),
    order=("-day", "-id"),
    fixed=("voucher",),
    rules=(handing_rules.gifts_are_goods, handing_rules.festival_is_named, handing_rules.approved_before_given),
    moves=(handing_rules.booked_stays,),
    complete=handing_rules.fill_book,
    after=handing_rules.form_was_changed,
    removing=handing_rules.remove_lists,
    empty="还没有发放过。点“新增”，选节日或事项，再选发给谁，签领表和凭证由程序做好。",
    help="慰问品、慰问金、补助的发放：名单、标准、签领表、记账凭证，一次填好。重复的人和已经领过的人会标出来。",
)

HANDOUT_LINES = Kind(
    key="handout-lines",
    model=HandoutLine,
    title="发放名单",
    noun="领取人",
    columns=("handout", "place", "name", "union", "goods", "quantity", "amount", "form", "signed", "signed_on"),
    sections={
        "领取人": ("handout", "place", "member", "name", "union", "id_number", "phone", "sort"),
        "发放": ("goods", "quantity", "amount", "form", "bank", "account"),
        "签收": ("signed", "signed_on", "proxy", "relation", "remark"),
    },
    sheet=("name", "union", "id_number", "goods", "quantity", "amount"),
    search=("name", "id_number", "phone"),
    filters=("handout", "union", "form", "signed"),
    order=("handout", "place"),
    rules=(handing_rules.signed_has_a_day, handing_rules.amount_is_not_negative),
    complete=handing_rules.fill_from_the_member,
    after=lambda saved: placing.come_last(saved, "handout"),
    empty="还没有名单。在“慰问发放”里按工会、生日月份等选人，或从 Excel 表导入。",
    help="每一批发放的领取人和签收情况。",
)

KINDS: tuple[Kind, ...] = (HANDOUTS, HANDOUT_LINES, LIMITS)
