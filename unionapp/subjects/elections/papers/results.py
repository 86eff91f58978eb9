"""Papers of the result: 当选名单, 选举结果请示, 批复, 公告."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from unionapp.paper.document import Document, Listing, ListingColumn, Paragraph, Title
from unionapp.paper.letter import letter
from unionapp.subjects.elections import rules
from unionapp.subjects.elections.papers import holders
from unionapp.subjects.elections.papers.candidates import names
from unionapp.subjects.elections.papers.case import MAIN, ElectionFacts
from unionapp.subjects.elections.papers.common import (
    WIDE,
    chinese,
    empty_rows,
    figure,
    listed,
    month_of,
    numbered_no,
    plain,
    words,
)
from unionapp.subjects.elections.papers.panel import Panel, Person, Vote
from unionapp.subjects.elections.papers.request import LAW, contact
from unionapp.subjects.elections.states import BodyKind, ElectionSort

OFFICES: Mapping[str, str] = {
    BodyKind.COMMITTEE: "委员",
    BodyKind.AUDIT: "委员",
    BodyKind.WOMEN: "委员",
    BodyKind.STANDING: "常务委员",
}
COLUMNS = (
    ListingColumn("序号", 3.2, "center"),
    ListingColumn("工会职务", 8),
    ListingColumn("姓名", 6.5, "center"),
    ListingColumn("性别", 3.2, "center"),
    ListingColumn("出生年月", 5.5, "center"),
    ListingColumn("民族", 4.5, "center"),
    ListingColumn("政治面貌", 7, "center"),
    ListingColumn("文化程度", 5.5, "center"),
    ListingColumn("单位及行政职务", 16),
    ListingColumn("专兼职", 4.5, "center"),
    ListingColumn("得票", 3.6, "right"),
    ListingColumn("联系电话", 8.5, "center"),
)


def leaders(case: ElectionFacts) -> list[tuple[str, Sequence[Person]]]:
    """The offices of a new term by rank, each with who was elected to it."""
    found: list[tuple[str, Sequence[Person]]] = [("主席", holders.chairs(case)), ("副主席", holders.vice_chairs(case))]
    for panel in case.panels:
        if panel.key not in OFFICES:
            continue
        if panel.key == BodyKind.AUDIT:
            found.append(("经费审查委员会主任", holders.audit_heads(case)))
        if panel.key == BodyKind.WOMEN:
            found.append(("女职工委员会主任", holders.women_heads(case)))
        prefix = "" if panel.key in (BodyKind.COMMITTEE, BodyKind.STANDING) else panel.title
        found.append((f"{prefix}{OFFICES[panel.key]}", panel.elected))
    known = [(office, people) for office, people in found if people]
    return known if known and case.sort == ElectionSort.BY_ELECTION else found


def quorum(case: ElectionFacts) -> str:
    """Whether two thirds of those due have come; as the form has it where the heads are not known."""
    if case.due is None or case.present is None or rules.quorate(case.present, case.due):
        return "达到应到会人数的三分之二以上，符合规定"
    return "不足应到会人数的三分之二，不符合规定"


def roll(case: ElectionFacts) -> list[Paragraph]:
    """The new term by offices: a paragraph for each of the committee's, one for each further body."""
    found: list[Paragraph] = []
    for office, people in leaders(case):
        if found and office.endswith("委员会委员"):
            found[-1] = Paragraph(f"{found[-1].text}；委员{names(people)}")
        elif office.endswith("委员会主任"):
            found.append(Paragraph(f"{office.removesuffix('主任')}：主任{names(people)}"))
        else:
            found.append(Paragraph(f"{office}：{names(people)}"))
    return found


def _done(case: ElectionFacts) -> str:
    """What the assembly has done, when."""
    what = f"补选{case.term}领导机构成员" if case.sort == ElectionSort.BY_ELECTION else f"选举产生{case.term}领导机构"
    return f"{chinese(case.day)}，{case.short}{case.assembly}依法{what}"


def elected_list(case: ElectionFacts) -> Document:
    """当选人员名单: what the assembly announces, and the table of those elected."""
    body: list[str | Paragraph] = [
        f"{_done(case)}，并由各委员会第一次全体会议选举产生负责人。当选人员名单（以姓氏笔画为序）如下："
        if not case.direct and case.sort != ElectionSort.BY_ELECTION
        else f"{_done(case)}。当选人员名单（以姓氏笔画为序）如下：",
    ]
    body += roll(case)
    issuer = f"{case.assembly}主席团" if case.by_delegates else case.assembly
    made = letter(f"{case.short}\n{case.term}领导机构当选人员名单", "", body, issuer=issuer, date=case.day)
    return replace(made, title="当选名单")


def elected_table(case: ElectionFacts) -> Document:
    """当选人员花名册, annexed to the report of the result."""
    rows: list[list[str]] = []
    for office, people in leaders(case):
        for one in people:
            rows.append(
                [
                    *(str(len(rows) + 1), office, one.padded, one.sex, month_of(one.birth), one.nation, one.politics),
                    *(one.education, one.post, one.full_time, plain(one.votes), one.phone),
                ]
            )
    title = f"{case.short}{case.term}领导机构当选人员花名册"
    listing = Listing(COLUMNS, rows or empty_rows(14, 12), size=10.0, row_mm=8.4)
    return Document("当选人员花名册", (Title(title, 18), listing), WIDE, header=f"{case.union}\t\t{chinese(case.day)}")


def voted(case: ElectionFacts, panel: Panel) -> list[str]:
    """One body's vote in words: sheets, votes of those elected."""
    if not panel.by_ballot:
        count = figure(len(panel.elected) or panel.seats)
        return [f"{case.office(panel)}{count}名，采取{panel.way}的办法产生：{names(panel.elected)}。"]
    found = []
    for vote in panel.votes or (Vote(seats=panel.seats),):
        how = "等额" if panel.extra == 0 else "差额"
        sort = "" if vote.sort in ("", "正式选举") else f"（{vote.sort}）"
        found.append(
            f"{case.office(panel)}{sort}：{how}选举，应选{figure(vote.seats)}名，候选人"
            f"{figure(len(vote.names) or len(panel.ballot) or None)}名。"
            f"应到{figure(vote.due)}人，实到{figure(vote.present)}人；"
            f"发出选票{figure(vote.issued)}张，收回{figure(vote.returned)}张，有效票{figure(vote.valid_ballots)}张，"
            f"无效票{figure(vote.invalid_ballots)}张。当选：{_with_votes(vote)}。"
        )
    return found


def _with_votes(vote: Vote) -> str:
    got = {one.name: one.for_ for one in (*vote.marks, *vote.written)}
    return listed((f"{name}（{got[name]}票）" for name in vote.elected), "________（__票）")


def _span(case: ElectionFacts) -> str:
    """From when to when those elected hold office; a by-election fills the rest of the running term."""
    until = f"{chinese(case.starts)}起至{chinese(case.ends)}止"
    if case.sort == ElectionSort.BY_ELECTION:
        return f"补选人员的任期与本届委员会相同，本届任期自{until}。"
    return f"本届任期{figure(case.years)}年，自{until}。"


def result_request(case: ElectionFacts) -> Document:
    """关于选举结果的请示, with the direct or the indirect election of the chair, and the roster annexed."""
    attended = f"应到{case.heads}{figure(case.due)}人，实到{figure(case.present)}人，{quorum(case)}"
    basis = f"经{words(case.higher, '上一级工会')}批准（{words(case.reply_no, '________')}），"
    body: list[str | Paragraph] = [
        f"{basis}{case.short}{case.assembly}于{chinese(case.day)}在{words(case.place)}召开。现有会员"
        f"{figure(case.members)}人，大会{attended}。大会严格按照{LAW}规定的程序，以无记名投票方式进行选举，"
        "赞成票超过应到会人数半数的当选。现将选举结果报告如下：",
        "一、大会选举情况",
    ]
    main = [panel for panel in case.panels if panel.key in MAIN or panel.key == BodyKind.STANDING]
    body += [text for panel in main for text in voted(case, panel)]
    heads = case.sort != ElectionSort.BY_ELECTION or case.panel(BodyKind.CHAIR) is not None
    body += ["二、主席、副主席选举情况", *_heads_elected(case)] if heads else []
    body.append("三、领导机构组成人员" if heads else "二、当选人员")
    body += roll(case)
    body += [
        "四、任期" if heads else "三、任期",
        _span(case),
        "妥否，请予批复。",
    ]
    made = letter(
        f"关于{case.short}\n{case.term}领导机构{_outcome(case)}的请示",
        case.higher or "________________",
        body,
        ["选举办法", "计票结果报告单", "当选人员花名册", "候选人（当选人）登记表"],
        case.name,
        case.result_day,
        numbered_no(case.result_no, case.year),
        _signer(case),
        contact(case),
    )
    return replace(made, title="选举结果请示")


def _signer(case: ElectionFacts) -> str:
    """The new chair signs for the new committee."""
    return holders.chairs(case)[0].name if holders.chairs(case) else case.chair or "________"


def _heads_elected(case: ElectionFacts) -> list[str]:
    """Who elected the heads and with how many votes."""
    session = "全体会议" if case.sort == ElectionSort.BY_ELECTION else "第一次全体会议"
    how = "由大会直接选举产生" if case.direct else f"由{case.term}委员会{session}选举产生"
    found = [f"主席、副主席{how}：主席{names(holders.chairs(case))}；副主席{names(holders.vice_chairs(case))}。"]
    panel = case.panel(BodyKind.CHAIR)
    if panel and panel.votes:
        found += voted(case, panel)
    for key, people in ((BodyKind.AUDIT, holders.audit_heads(case)), (BodyKind.WOMEN, holders.women_heads(case))):
        own, heads = case.panel(key), case.panel(f"{key}-head")
        if heads and heads.votes:
            found += voted(case, heads)
        elif own:
            found.append(f"{case.body(own)}第一次全体会议选举{names(people)}为主任。")
    return found


def _outcome(case: ElectionFacts) -> str:
    """What is reported and approved."""
    return "补选结果" if case.sort == ElectionSort.BY_ELECTION else "选举结果"


def _bodies(case: ElectionFacts) -> list[str]:
    """The bodies that were elected, the first with its term."""
    named = [panel.title.removeprefix("工会") for panel in case.panels if panel.key in (*MAIN, BodyKind.STANDING)]
    return [f"{case.term}{name}" if place == 0 else name for place, name in enumerate(named or ["委员会"])]


def result_reply(case: ElectionFacts) -> Document:
    """批复 of the result: names, offices and the term with its two ends, as the registrar asks."""
    subject = f"关于{case.short}{case.term}领导机构{_outcome(case)}的请示"
    body: list[str | Paragraph] = [
        f"你会《{subject}》（{words(case.result_no, '________')}）收悉。经审查，"
        "选举程序符合《工会基层组织选举工作条例》的规定，选举结果有效。现批复如下：",
        Paragraph(f"一、同意{case.short}{listed(_bodies(case))}的{_outcome(case)}。"),
    ]
    body += roll(case)
    who = "你会" if case.sort == ElectionSort.BY_ELECTION else "新一届委员会"
    body += [
        Paragraph(f"二、{_span(case)}"),
        Paragraph(
            f"三、希望{who}坚持党的领导，认真履行维护职工合法权益、竭诚服务职工群众的基本职责，团结带领广大会员"
            "努力开创工会工作新局面。请按规定及时办理工会法人资格登记（变更）手续。"
        ),
        "此复。",
    ]
    day = case.result_reply_day
    return letter(
        f"关于{case.short}\n{case.term}领导机构{_outcome(case)}的批复",
        case.name,
        body,
        issuer=case.higher or "________________",
        date=day,
        number=numbered_no(case.result_reply_no, day.year if day else case.year),
    )


def announcement(case: ElectionFacts) -> Document:
    """当选公告."""
    body: list[str | Paragraph] = [
        f"{_done(case)}。{_outcome(case)}已经"
        f"{words(case.higher, '上一级工会')}批准（{words(case.result_reply_no, '________')}）。"
        "现将组成人员名单公告如下：",
    ]
    body += roll(case)
    body.append(_span(case))
    body.append("特此公告。")
    made = letter(f"{case.short}\n{case.term}领导机构当选公告", "", body, issuer=case.name, date=case.result_reply_day)
    return replace(made, title="当选公告")
