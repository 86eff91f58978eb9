"""Papers of the meeting: 议程, 主席团名单, 监票人名单, 签到表."""

from __future__ import annotations

from unionapp.paper.document import Block, Document, Listing, ListingColumn, Paragraph, Space, Title
from unionapp.paper.letter import letter
from unionapp.subjects.elections.papers.case import ElectionFacts
from unionapp.subjects.elections.papers.common import (
    FORM,
    chinese,
    empty_rows,
    figure,
    listed,
    padded,
    small,
    spaced_date,
    titled,
    words,
)
from unionapp.subjects.elections.states import BodyKind, ElectionSort
from unionapp.values.names import stroke_key

NUMERALS = "一二三四五六七八九"


def counted(items: list[str]) -> list[str]:
    """（一）、（二）… before each."""
    marks = [*NUMERALS, "十", *("十" + each for each in NUMERALS)]
    return [f"（{marks[place]}）{item}" for place, item in enumerate(items)]


def bodies(case: ElectionFacts) -> str:
    """The bodies that the assembly elects, one after another."""
    return (
        "、".join(case.body(panel) for panel in case.assembly_panels if panel.key != BodyKind.CHAIR)
        or f"{case.term}委员会"
    )


def preparatory_items(case: ElectionFacts) -> list[str]:
    """The agenda of the 预备会议."""
    return [
        "听取大会筹备工作情况报告",
        "听取和审议代表资格审查报告",
        "通过大会主席团名单",
        "通过大会议程",
        "宣布代表团（组）划分和召集人名单",
    ]


def main_items(case: ElectionFacts) -> list[str]:
    """The agenda of the meeting itself."""
    reports = (
        ["听取工会筹备工作报告"]
        if case.sort == ElectionSort.FOUNDING
        else [
            "听取和审议工会工作报告",
            "听取和审议工会经费收支情况报告、经费审查工作报告",
            "表决各项报告的决议（草案）",
        ]
    )
    election = [
        "通过选举办法（草案）",
        "通过总监票人、监票人名单，宣布计票人名单",
        "介绍候选人名单和候选人基本情况（以姓氏笔画为序）",
        f"无记名投票选举{bodies(case)}" + ("和主席、副主席" if case.direct else ""),
        "宣布计票结果和当选名单",
    ]
    first = "宣布到会人数，大会开始，奏唱国歌，介绍来宾"
    return [
        first,
        *([] if case.sort == ElectionSort.BY_ELECTION else reports),
        *election,
        "新当选的工会负责人讲话",
        "领导讲话",
        "奏《国际歌》，大会闭幕",
    ]


def session_items(case: ElectionFacts) -> list[str]:
    """What the new bodies decide in their first sessions."""
    found = []
    if not case.direct:
        found.append("委员会第一次全体会议：选举主席、副主席，研究委员分工")
    else:
        found.append("委员会第一次全体会议：研究委员分工")
    if case.panel(BodyKind.AUDIT):
        found.append("经费审查委员会第一次全体会议：选举主任")
    if case.panel(BodyKind.WOMEN):
        found.append("女职工委员会第一次全体会议：选举主任")
    return found


def agenda(case: ElectionFacts) -> Document:
    """大会议程."""
    where = f"时间：{chinese(case.day)}　地点：{words(case.place)}"
    body: list[str | Paragraph] = [Paragraph(where)]
    if case.theme:
        body.append(f"主题：{case.theme}")
    parts: list[tuple[str, list[str]]] = []
    if case.by_delegates:
        parts.append(("预备会议", preparatory_items(case)))
    parts.append(("大会", main_items(case)))
    if case.sort != ElectionSort.BY_ELECTION:
        parts.append(("新一届委员会第一次全体会议", session_items(case)))
    for place, (name, items) in enumerate(parts):
        body += [f"{NUMERALS[place]}、{name}", *(Paragraph(item) for item in counted(items))]
    title = f"{case.short}\n{case.assembly}议程"
    made = letter(title, "", body)
    return Document("大会议程", made.blocks, made.page)


def presidium(case: ElectionFacts) -> Document:
    """主席团名单 in stroke order, the 执行主席 named first."""
    names = sorted(case.presidium, key=stroke_key)
    chair = case.presidium[0] if case.presidium else ""
    body: list[str | Paragraph] = [
        Paragraph("（以姓氏笔画为序）", indent=False, align="center"),
        Paragraph("　".join(padded(name) for name in names) or "________　________　________　________　________"),
        f"执行主席：{words(chair)}",
        "秘书长：________________",
    ]
    if case.by_delegates:
        body.append("代表团（组）划分和召集人")
        groups = [
            Paragraph(f"{group.name}：代表{figure(group.seats)}名，召集人{words(group.convener, '________')}")
            for group in case.groups
        ]
        body += groups or [Paragraph("________代表团：代表____名，召集人________")] * 4
    title = f"{case.short}\n{case.assembly}\n主席团和秘书长名单（草案）"
    made = letter(title, "", body)
    return Document("主席团名单", made.blocks, made.page)


def tellers(case: ElectionFacts) -> Document:
    """总监票人、监票人、计票人名单, to be adopted by the assembly."""
    body: list[str | Paragraph] = [
        "根据选举办法的规定，监票人从不是候选人的会员（代表）中推荐，经大会表决通过；计票人在监票人监督下工作。"
        "候选人不得担任监票人、计票人。现将名单（草案）提请大会审议。",
        f"总监票人：{words(case.tellers_head)}",
        f"监票人：{listed(map(padded, sorted(case.tellers, key=stroke_key)), '________、________')}",
        f"计票人：{listed(map(padded, sorted(case.counters, key=stroke_key)), '________、________')}",
    ]
    title = f"{case.short}\n{case.assembly}\n总监票人、监票人、计票人名单（草案）"
    made = letter(title, "", body)
    return Document("监票人计票人名单", made.blocks, made.page)


def sign_in(case: ElectionFacts) -> Document:
    """签到表: delegates by constituency; for a meeting of all members lines to sign on."""
    people = case.sitting if case.by_delegates else ()
    rows = [[str(place), one.group, one.padded, "", "", ""] for place, one in enumerate(people, 1)]
    columns = (
        ListingColumn("序号", 3.2, "center"),
        ListingColumn("代表团" if case.by_delegates else "工会小组", 12),
        ListingColumn("姓名", 6.5, "center"),
        ListingColumn("签名", 9),
        ListingColumn("领票签收", 6.5),
        ListingColumn("备注", 5),
    )
    due = case.due if case.due is not None else len(people) or None
    heads = f"应到{figure(due)}人，实到{figure(case.present)}人，因事因病请假____人"
    total = max(len(rows), case.due or 0) if not case.by_delegates else len(rows)
    blank = empty_rows(min(total, 2000) or 22, 6)
    blocks: tuple[Block, ...] = (
        Title(f"{titled(case.short, case.assembly)}\n{case.heads}签到表", 18),
        small(f"时间：{spaced_date(case.day)}　　地点：{case.place}"),
        Listing(columns, rows or blank, size=11.0, row_mm=9.6),
        Space(2),
        small(heads + "　　　会务组（签名）："),
    )
    return Document(f"{case.heads}签到表", blocks, FORM)
