"""Papers of the candidates: 登记表, 名册, 公示, 请示."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from unionapp.paper.document import (
    Band,
    Block,
    Cell,
    Document,
    FormGrid,
    Listing,
    ListingColumn,
    PageBreak,
    Paragraph,
    Space,
    Title,
)
from unionapp.paper.letter import letter
from unionapp.subjects.elections.papers import preparing
from unionapp.subjects.elections.papers.case import ElectionFacts
from unionapp.subjects.elections.papers.common import (
    FORM,
    WIDE,
    cell,
    chinese,
    empty_rows,
    figure,
    joined,
    label,
    month_of,
    numbered_no,
    spaced_date,
    titled,
    words,
)
from unionapp.subjects.elections.papers.panel import Panel, Person
from unionapp.subjects.elections.papers.request import contact, seats_sentence
from unionapp.subjects.elections.states import BodyKind, ElectionSort


def candidate_form(case: ElectionFacts) -> Document:
    """候选人登记表, two pages for each candidate."""
    if case.one is not None:
        return _candidate_page(case, case.one, case.shown_panels[0] if case.only else None)
    pages = [_candidate_page(case, person, panel) for panel in case.shown_panels for person in panel.people]
    return joined(pages[0], *pages[1:]) if pages else _candidate_page(case, Person(), None)


def _candidate_page(case: ElectionFacts, one: Person, panel: Panel | None) -> Document:
    title = Title(titled(case.short, f"{case.term}领导机构候选人登记表"), 18)
    widths = (24.0, 26.0, 20.0, 24.0, 20.0, 26.0, 30.0)
    first = FormGrid(widths, _personal(one), row_mm=11.0)
    second = FormGrid(widths, _opinions(case, one, panel), row_mm=11.0)
    blocks: tuple[Block, ...] = (title, Space(1), first, PageBreak(), second)
    return Document("候选人登记表", blocks, FORM, footer=False)


def _personal(one: Person) -> tuple[tuple[Cell, ...], ...]:
    return (
        (
            *(label("姓　名"), cell(one.name), label("性　别"), cell(one.sex), label("民　族"), cell(one.nation)),
            Cell("" if one.photo else "照　片", rows=4, align="center", photo=one.photo),
        ),
        (
            *(label("出生年月"), cell(month_of(one.birth)), label("籍　贯"), cell(one.native_place)),
            *(label("政治面貌"), cell(one.politics)),
        ),
        (
            *(
                label("参加工作\n时　间"),
                cell(month_of(one.worked_since)),
                label("入会时间"),
                cell(month_of(one.joined)),
            ),
            *(label("健康状况"), cell(one.health)),
        ),
        (label("学　历"), cell(one.education), label("职　称"), cell(one.title, span=3)),
        (label("工作单位\n及 职 务"), cell(one.post, span=3), label("联系电话"), cell(one.phone, span=2)),
        (label("现任工会\n职　务"), cell(one.holds, span=3), label("专职或\n兼　职"), cell(one.full_time, span=2)),
        (label("简　历"), Cell(one.career, span=6, height_mm=100, top=True)),
        (label("奖惩情况"), Cell(one.honours, span=6, height_mm=42, top=True)),
    )


def _office(case: ElectionFacts, one: Person, panel: Panel | None) -> str:
    """What someone stands for; 主席 and 副主席, who share a ballot, each by the own office."""
    if panel is None:
        return f"{case.term}委员会____"
    return f"{case.body(panel)}{one.office}" if panel.key == BodyKind.CHAIR and one.office else case.office(panel)


def _voters(case: ElectionFacts, panel: Panel | None) -> str:
    """Who elects: the assembly, or a new committee."""
    if panel is None or case.meeting(panel)[0] == "本次大会":
        return case.assembly
    return f"{case.body(panel)}{'' if case.sort == ElectionSort.BY_ELECTION else '第一次'}全体会议"


def _opinions(case: ElectionFacts, one: Person, panel: Panel | None) -> tuple[tuple[Cell, ...], ...]:
    office = _office(case, one, panel)
    name = one.name or "________"
    seal = "（盖章）　　　　\n" + spaced_date(None)
    party = f"同意{name}同志作为{office}候选人。" if one.name else ""
    own = f"经____年__月__日会议研究，同意提名{name}同志为{office}候选人。"
    voters = _voters(case, panel)
    higher = f"同意{name}同志作为{office}候选人提交{'大会' if voters == case.assembly else voters}选举。"
    won = panel is not None and one.name in [each.name for each in panel.elected]
    won_office = office if won else "________________"
    result = f"经{chinese(case.day)}{voters}选举，当选为{won_office}，届期至{chinese(case.ends)}。"
    return (
        (label("参选工会\n职　务"), cell(f"{office}候选人" if one.name else "", span=6)),
        (label("同 级\n党组织\n意 见"), Cell(party, span=6, height_mm=42, foot=seal)),
        (label("本级工会\n意　见"), Cell(own, span=6, height_mm=42, foot=seal)),
        (label("上级工会\n审批意见"), Cell(higher if one.name else "", span=6, height_mm=42, foot=seal)),
        (label("选举结果"), Cell(result, span=6, height_mm=42, foot=seal)),
        (label("备　注"), Cell(one.remark, span=6, height_mm=26, top=True)),
    )


COLUMNS = (
    ListingColumn("序号", 3.2, "center"),
    ListingColumn("姓名", 6.5, "center"),
    ListingColumn("性别", 3.2, "center"),
    ListingColumn("民族", 4.5, "center"),
    ListingColumn("出生年月", 5.5, "center"),
    ListingColumn("政治面貌", 7, "center"),
    ListingColumn("学历", 5.5, "center"),
    ListingColumn("单位及职务", 18),
    ListingColumn("入会时间", 5.5, "center"),
    ListingColumn("拟任职务", 6.5, "center"),
    ListingColumn("现任工会职务", 7, "center"),
)


def person_rows(people: Sequence[Person]) -> list[list[str]]:
    """Candidates as the table of 名册 and 附表 shows them."""
    return [
        [
            *(str(place), one.padded, one.sex, one.nation, month_of(one.birth), one.politics, one.education),
            *(one.post, month_of(one.joined), one.office, one.holds),
        ]
        for place, one in enumerate(people, 1)
    ]


def candidate_list(case: ElectionFacts) -> Document:
    """候选人建议名单（名册）, body after body."""
    rows: list[Band | list[str]] = []
    for panel in case.shown_panels:
        rows.append(Band(f"{case.office(panel)}候选人　{_numbers(panel)}"))
        rows += person_rows(panel.people) or empty_rows((panel.seats or 3) + 1, 11)
    blocks: tuple[Block, ...] = (
        Title(f"{case.short}{case.term}领导机构候选人名册", 18),
        Paragraph("（以姓氏笔画为序）", indent=False, align="center", style="song"),
        Listing(COLUMNS, rows, size=10.0, row_mm=8.4),
    )
    return Document("候选人名册", blocks, WIDE)


def _numbers(panel: Panel) -> str:
    extra = f"差额{figure(panel.extra)}名" if panel.extra != 0 else "等额选举"
    return f"应选{figure(panel.seats)}名　候选人{figure(len(panel.people) or None)}名　{extra}"


def candidate_notice(case: ElectionFacts) -> Document:
    """候选人公示; women and minorities are noted, telephones are not."""
    body: list[str | Paragraph] = [
        f"根据《工会基层组织选举工作条例》和{case.act}工作方案，经会员酝酿推荐、资格审查和集体研究，"
        f"提出{case.short}{case.term}领导机构候选人建议名单（以姓氏笔画为序），现予公示。",
        f"公示时间：{chinese(case.notice_from)}至{chinese(case.notice_to)}。",
    ]
    for place, panel in enumerate(case.panels):
        body.append(f"{'一二三四五六七'[place]}、{case.office(panel)}候选人（{figure(len(panel.people) or None)}名）")
        body.append(Paragraph(by_office(panel)))
    body += [
        f"公示期间，会员如对候选人有意见，可以书面、电话等方式向{preparing.group(case)}实名反映，反映情况应实事求是。",
        f"联系人：{words(case.contact)}　联系电话：{words(case.phone)}",
    ]
    made = letter(
        f"{case.short}\n{case.term}领导机构候选人公示", "", body, issuer=preparing.issuer(case), date=case.notice_from
    )
    return replace(made, title="候选人公示")


def names(people: Sequence[Person]) -> str:
    """Names in stroke order, women and minorities noted."""
    return "、".join(one.noted for one in people) or "________________________________"


def by_office(panel: Panel) -> str:
    """The candidates of a body; those for 主席 and 副主席 by office."""
    offices = dict.fromkeys(one.office for one in panel.people)
    if panel.key != BodyKind.CHAIR or not panel.people:
        return names(panel.people)
    return "；".join(
        f"{office or '主席、副主席'}{names([one for one in panel.people if one.office == office])}"
        for office in offices
    )


def candidate_request(case: ElectionFacts) -> Document:
    """关于候选人建议人选的请示, to the Party organisation and to the higher union, with the list annexed."""
    to_higher = _request(case, case.higher)
    made = joined(_request(case, case.party), to_higher) if case.party else to_higher
    return replace(made, title="候选人建议人选请示")


def _request(case: ElectionFacts, addressee: str) -> Document:
    body: list[str | Paragraph] = [
        f"{case.short}{case.assembly}定于{chinese(case.day)}召开。按照《工会基层组织选举工作条例》的规定，经工会小组"
        f"（分会）推荐、充分酝酿、资格审查和公示（{chinese(case.notice_from)}至{chinese(case.notice_to)}），"
        f"提出{case.term}领导机构候选人建议人选（以姓氏笔画为序）。现请示如下：",
    ]
    for place, panel in enumerate(case.panels):
        body += [f"{'一二三四五六七'[place]}、{case.office(panel)}", f"{seats_sentence(case, panel)}。"]
        body.append(Paragraph("候选人：" + by_office(panel)))
    body.append("妥否，请批示。")
    return letter(
        f"关于{case.short}\n{case.term}领导机构候选人建议人选的请示",
        addressee or "________________",
        body,
        ["候选人名册", "候选人登记表"],
        preparing.issuer(case),
        None,
        numbered_no(case.list_no, case.year),
        preparing.signer(case),
        contact(case),
    )
