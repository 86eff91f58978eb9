"""Papers of the delegates: 名额分配表, 登记表, 名册, 资格审查报告."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from unionapp.paper.document import Band, Block, Cell, Document, FormGrid, Listing, ListingColumn, Space, Title
from unionapp.paper.letter import letter
from unionapp.subjects.elections import rules, thresholds
from unionapp.subjects.elections.papers import preparing
from unionapp.subjects.elections.papers.case import ElectionFacts, ElectoralUnit
from unionapp.subjects.elections.papers.common import (
    FORM,
    WIDE,
    cell,
    empty_rows,
    figure,
    joined,
    label,
    month_of,
    percent,
    plain,
    share,
    small,
    spaced_date,
    titled,
)
from unionapp.subjects.elections.papers.panel import Person
from unionapp.subjects.elections.states import DelegateSort
from unionapp.values.periods import age

_PARTS = ("staff", "members", "seats", "front_line", "managers", "women", "young", "models")


def delegate_quota(case: ElectionFacts) -> Document:
    """会员代表名额分配表."""
    rows = [_quota_row(place, group) for place, group in enumerate(case.groups, 1)]
    totals = ["", "合　计", *(_sum(case.groups, name) for name in _PARTS), _sum(case.groups, "candidates"), "", ""]
    named = "其中"
    columns = (
        ListingColumn("序号", 3.2, "center"),
        ListingColumn("选举单位（代表团）", 15),
        ListingColumn("职工数", 4.2, "right"),
        ListingColumn("会员数", 4.2, "right"),
        ListingColumn("分配名额", 4.5, "right"),
        ListingColumn("一线", 3.6, "right", group=named),
        ListingColumn("中层以上", 4.8, "right", group=named),
        ListingColumn("女", 3.2, "right", group=named),
        ListingColumn(f"{thresholds.YOUNG.value}岁以下", 4.8, "right", group=named),
        ListingColumn("劳模先进", 4.8, "right", group=named),
        ListingColumn("候选人数", 4.8, "right"),
        ListingColumn("召集人", 5.5, "center"),
        ListingColumn("备注", 5.5),
    )
    listing = Listing(columns, rows or empty_rows(12, 13), totals if rows else None, size=10.5, row_mm=9.0)
    note = small(
        f"注：候选人数按差额率不低于{share(thresholds.MARGIN_DELEGATES)}计算；代表名额按会员数分配，以一线职工为主体，"
        f"中层以上管理人员一般不超过{share(thresholds.MANAGERS)}。"
    )
    title = f"{case.short}{case.term}会员代表大会代表名额分配表"
    blocks = (Title(title, 18), listing, Space(2), note)
    return Document(
        "会员代表名额分配表", blocks, WIDE, header=f"单位（盖章）：{case.union}\t\t{spaced_date(case.request_day)}"
    )


def _quota_row(place: int, group: ElectoralUnit) -> list[str]:
    least = rules.least_candidates(rules.DELEGATES, group.seats) if group.seats else None
    candidates = group.candidates if group.candidates is not None else least
    numbers = (plain(getattr(group, name)) for name in _PARTS)
    return [str(place), group.name, *numbers, plain(candidates), group.convener, group.remark]


def _sum(groups: Sequence[ElectoralUnit], name: str) -> str:
    known = [getattr(group, name) for group in groups]
    if name == "candidates":
        known = [int(_quota_row(0, group)[10] or 0) or None for group in groups]
    return str(sum(value or 0 for value in known)) if any(value is not None for value in known) else ""


def delegate_form(case: ElectionFacts) -> Document:
    """会员代表登记表, one page for each delegate."""
    people = [case.one] if case.one else list(case.sitting) or [Person()]
    forms = [_delegate_page(case, person) for person in people]
    return joined(forms[0], *forms[1:])


def _delegate_page(case: ElectionFacts, one: Person) -> Document:
    rows: tuple[tuple[Cell, ...], ...] = (
        (
            *(label("姓　名"), cell(one.name)),
            *(label("性　别"), cell(one.sex), label("民　族"), cell(one.nation)),
            Cell("" if one.photo else "照　片", rows=4, align="center", photo=one.photo),
        ),
        (
            *(label("出生年月"), cell(month_of(one.birth)), label("籍　贯"), cell(one.native_place)),
            *(label("政治面貌"), cell(one.politics)),
        ),
        (
            *(label("文化程度"), cell(one.education), label("参加工作\n时　间"), cell(month_of(one.worked_since))),
            *(label("入会时间"), cell(month_of(one.joined))),
        ),
        (label("职　称"), cell(one.title), label("代表类别"), cell(one.sorts_text, span=3)),
        (label("工作单位\n及 职 务"), cell(one.post, span=3), label("联系电话"), cell(one.phone, span=2)),
        (label("选举单位"), cell(one.group, span=6)),
        (label("简　历"), Cell(one.career, span=6, height_mm=46, top=True)),
        (label("何时受过\n何种奖励"), Cell(one.honours, span=6, height_mm=22, top=True)),
        (
            label("选举单位\n意　见"),
            Cell(_elected_how(case, one), span=6, height_mm=38, foot="（盖章）　　　　\n" + spaced_date(None)),
        ),
        (
            label("代表资格\n审查小组\n意　见"),
            Cell(_reviewed(one), span=6, height_mm=34, foot="组长（签名）：　　　　　　\n" + spaced_date(None)),
        ),
        (label("备　注"), Cell(one.remark, span=6, height_mm=12)),
    )
    title = titled(case.short, f"{case.term}会员代表大会代表登记表")
    grid = FormGrid((24.0, 26.0, 20.0, 24.0, 20.0, 26.0, 30.0), rows, row_mm=11.0)
    return Document("会员代表登记表", (Title(title, 18), Space(2), grid), FORM, footer=False)


def _elected_how(case: ElectionFacts, one: Person) -> str:
    if not one.name:
        return ""
    votes = f"，得赞成票{one.votes}票" if one.votes is not None else ""
    return f"经本选举单位会员无记名投票{votes}，当选为{case.term}会员代表大会代表。" if one.elected else ""


def _reviewed(one: Person) -> str:
    return "经审查，代表资格有效。" if one.name and one.review == "合格" else ""


def delegate_roster(case: ElectionFacts) -> Document:
    """代表名册 by constituency, within it by strokes."""
    rows: list[Band | list[str]] = []
    groups = dict.fromkeys(person.group for person in case.sitting)
    number = 0
    for group in groups:
        people = [person for person in case.sitting if person.group == group]
        rows.append(Band(f"{group or '代表团不详'}（{len(people)}名）"))
        for person in people:
            number += 1
            rows.append(_roster_row(number, person))
    columns = (
        ListingColumn("序号", 3.2, "center"),
        ListingColumn("姓名", 6.5, "center"),
        ListingColumn("性别", 3.2, "center"),
        ListingColumn("民族", 4.5, "center"),
        ListingColumn("出生年月", 5.5, "center"),
        ListingColumn("政治面貌", 7, "center"),
        ListingColumn("文化程度", 5.5, "center"),
        ListingColumn("工作单位及职务", 18),
        ListingColumn("代表类别", 9),
        ListingColumn("联系电话", 8.5, "center"),
    )
    blocks: tuple[Block, ...] = (
        Title(f"{case.short}{case.term}会员代表大会代表名册", 18),
        Listing(columns, rows or empty_rows(20, 10), size=10.0, row_mm=7.6),
    )
    count = f"共{number}名　各代表团以姓氏笔画为序" if rows else "以姓氏笔画为序"
    return Document("会员代表名册", blocks, WIDE, header=f"{case.union}\t\t{count}")


def _roster_row(number: int, one: Person) -> list[str]:
    birth = month_of(one.birth)
    row = [one.padded, one.sex, one.nation, birth, one.politics, one.education, one.post, one.sorts_text, one.phone]
    return [str(number), *row]


def _short_of_quorum(case: ElectionFacts) -> str:
    """The constituencies whose meeting two thirds of the members did not reach, to be excepted."""
    known = [group for group in case.groups if group.due is not None and group.present is not None]
    short = [group.name for group in known if not rules.quorate(group.present or 0, group.due or 0)]
    return f"除{'、'.join(short)}到会会员不足应到会人数的三分之二外，其他" if short else ""


def delegate_review(case: ElectionFacts) -> Document:
    """代表资格审查报告, all figures from the register."""
    seated = case.sitting
    known = bool(seated)

    def share(test: Callable[[Person], bool]) -> str:
        part = sum(1 for person in seated if test(person)) if known else None
        return f"{figure(part)}名，占{percent(part, len(seated))}"

    total = figure(len(seated) if known else None)
    day = case.day or date.today()
    young = thresholds.YOUNG.value
    by_group = "；".join(
        f"{group.name}{sum(1 for person in seated if person.group == group.name)}名" for group in case.groups
    )
    failed = [person.name for person in case.delegates if person.review == "不合格"]
    body = [
        f"受{preparing.group(case)}委托，我向大会报告{case.short}{case.term}会员代表大会代表资格审查情况，请予审议。",
        "一、代表的选举",
        f"根据《基层工会会员代表大会条例》和{case.act}工作方案，分配代表名额{figure(case.planned)}名，由"
        f"{figure(len(case.groups) or None)}个选举单位分别召开会员会议，以无记名投票、差额选举的办法产生。"
        f"{_short_of_quorum(case)}各选举单位到会会员均达到应到会人数的三分之二以上，当选代表均获得本选举单位全体会员过半数的赞成票。"
        f"共选举产生代表{total}名" + (f"，其中：{by_group}。" if by_group and known else "。"),
        "二、代表的构成",
        f"代表中，女代表{share(lambda one: one.sex == '女')}；少数民族代表{share(lambda one: bool(one.minority))}；"
        f"中共党员{share(lambda one: '党员' in one.politics and '民主' not in one.politics)}；"
        f"{young}岁以下青年代表{share(lambda one: one.birth is not None and age(one.birth.first, day) <= young)}；"
        f"一线职工{share(lambda one: DelegateSort.FRONT_LINE in one.sorts)}；"
        f"中层以上管理人员{share(lambda one: DelegateSort.MANAGER in one.sorts)}；"
        f"劳动模范和先进工作者{share(lambda one: DelegateSort.MODEL in one.sorts)}。"
        f"会员{figure(case.members)}人中，女会员{figure(case.women_members)}人，"
        f"占{percent(case.women_members, case.members)}。",
        "三、审查的结果",
        f"经审查，代表{total}名的产生程序符合规定，代表结构合理，代表资格有效。"
        + (f"{'、'.join(failed)}{len(failed)}名不符合代表条件，代表资格无效。" if failed else ""),
        "以上报告，请予审议。",
        "组长（签名）：",
    ]
    title = f"{titled(case.short, f'{case.term}会员代表大会', 20)}\n代表资格审查报告"
    return letter(title, "各位代表", body, issuer="代表资格审查小组", date=case.day)
