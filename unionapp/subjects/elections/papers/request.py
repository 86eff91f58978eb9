"""Papers of the beginning: 请示, 批复, 工作方案 and 通知."""

from __future__ import annotations

from dataclasses import replace

from unionapp.paper.document import Block, Document, Listing, ListingColumn, PageBreak, Paragraph, Title
from unionapp.paper.letter import letter, paragraph
from unionapp.subjects.elections import thresholds
from unionapp.subjects.elections.papers import preparing
from unionapp.subjects.elections.papers.case import MAIN, ElectionFacts
from unionapp.subjects.elections.papers.common import (
    chinese,
    figure,
    joined,
    numbered_no,
    numeral,
    percent,
    share,
    with_blocks,
    words,
)
from unionapp.subjects.elections.papers.panel import Panel
from unionapp.subjects.elections.states import BodyKind, ElectionSort

LAW = "《中华人民共和国工会法》《中国工会章程》和《工会基层组织选举工作条例》"
LAWS = "《中华人民共和国工会法》《中国工会章程》《工会基层组织选举工作条例》"


def subject(case: ElectionFacts, between: str = "") -> str:
    """What is asked for, as titles name it; `between` may break the line."""
    if case.sort == ElectionSort.BY_ELECTION:
        return f"召开{case.term}{case.form}{between}进行补选"
    return f"召开{case.assembly}{between}进行{case.act}"


def contact(case: ElectionFacts) -> str:
    """The note in brackets at the end of a 请示."""
    return f"联系人：{words(case.contact, '________')}　联系电话：{words(case.phone, '____________')}"


def seats_sentence(case: ElectionFacts, panel: Panel) -> str:
    """应选、候选、差额 of one body."""
    name = f"{case.body(panel)}{panel.post}"
    if not panel.by_ballot:
        return f"{name}{figure(panel.seats)}名，采取{panel.way}的办法产生"
    if panel.extra == 0 or not panel.margin:
        return f"{name}应选{figure(panel.seats)}名，实行等额选举"
    candidates = len(panel.people) or None
    return (
        f"{name}应选{figure(panel.seats)}名，提名候选人{figure(candidates)}名，差额{figure(panel.extra)}名，"
        f"差额比例{percent(panel.extra, panel.seats)}"
    )


def _former(case: ElectionFacts) -> str:
    """The committee that is in office before the election."""
    return "上一届委员会" if case.number == 1 else f"第{numeral(case.number and case.number - 1)}届委员会"


def reason(case: ElectionFacts, to_party: bool = False) -> str:
    """Why an election is due."""
    if case.sort == ElectionSort.FOUNDING:
        return f"为依法维护职工合法权益，根据{LAW}，经与有关方面协商，拟召开{case.assembly}，选举产生工会领导机构。"
    if case.sort == ElectionSort.BY_ELECTION:
        return f"因工作需要和人员变动，根据{LAW}，拟召开{case.term}{case.form}，补选委员会成员。"
    ended = f"我会{_former(case)}于{chinese(case.last_day)}选举产生，任期{figure(case.last_years)}年，"
    agreed = "经研究，" if to_party else f"经研究并报{words(case.party, '同级党组织')}同意，"
    return (
        f"{ended}至{chinese(case.last_ends)}届满。根据{LAW}的规定，{agreed}"
        f"拟于{chinese(case.day)}召开{case.short}{case.assembly}，进行换届选举。"
    )


def tasks(case: ElectionFacts) -> list[str | Paragraph]:
    """一、主要任务."""
    named = "、".join(
        case.body(panel) for panel in case.panels if panel.key in (BodyKind.COMMITTEE, BodyKind.AUDIT, BodyKind.WOMEN)
    )
    if case.sort == ElectionSort.BY_ELECTION:
        return [Paragraph(f"补选{named or case.term + '委员会'}成员。")]
    found = ["（一）听取和审议工会工作报告；", "（二）听取和审议工会经费收支情况报告、经费审查工作报告；"]
    if case.sort == ElectionSort.FOUNDING:
        found = ["（一）听取工会筹备工作报告；"]
    heads = "和工会主席、副主席" if case.direct else ""
    last = "三" if len(found) == 2 else "二"
    return [Paragraph(item) for item in (*found, f"（{last}）选举产生{named}{heads}。")]


def attendance(case: ElectionFacts) -> str:
    """二、会员和代表."""
    if not case.by_delegates:
        return f"现有会员{figure(case.members)}人，召开会员大会，全体会员参加，到会会员须达到应到会人数的三分之二以上。"
    if case.sort == ElectionSort.BY_ELECTION:
        return (
            f"现有会员{figure(case.members)}人，现任会员代表{figure(len(case.sitting) or case.planned)}名"
            "（代表实行常任制），到会代表须达到应到会人数的三分之二以上。"
        )
    return (
        f"现有会员{figure(case.members)}人，拟设代表{figure(case.planned)}名，占会员总数的"
        f"{percent(case.planned, case.members)}，分{figure(len(case.groups) or None)}个选举单位，由会员以无记名投票"
        f"差额选举产生，差额率不低于{share(thresholds.MARGIN_DELEGATES)}。代表以一线职工为主体，"
        f"中层以上管理人员一般不超过{share(thresholds.MANAGERS)}，"
        "女职工、青年职工、劳动模范和先进工作者应有适当比例。"
    )


def election_request(case: ElectionFacts) -> Document:
    """关于召开大会进行换届选举的请示: to the Party organisation, and with its consent to the higher union."""
    to_higher = _request(case, case.higher, to_party=False)
    return joined(_request(case, case.party, to_party=True), to_higher) if case.party else to_higher


def _request(case: ElectionFacts, addressee: str, to_party: bool) -> Document:
    chairs = "由大会直接选举产生" if case.direct else "由新一届委员会第一次全体会议选举产生"
    heads = [] if case.sort == ElectionSort.BY_ELECTION else [f"工会主席、副主席{chairs}。"]
    body: list[str | Paragraph] = [
        reason(case, to_party),
        "一、大会的主要任务",
        *tasks(case),
        f"二、{'会员代表' if case.by_delegates else '会员参加'}情况",
        attendance(case),
        "三、委员会的组成和选举办法",
        *(f"{seats_sentence(case, panel)}。" for panel in case.panels if panel.key in MAIN),
        "".join([*heads, "选举采用无记名投票方式，候选人以姓氏笔画为序排列。"]),
        "四、组织领导",
        f"成立{preparing.group(case)}，{words(case.leader)}同志任组长，{preparing.teams(case)}，具体负责筹备工作。",
        "妥否，请批示。",
    ]
    made = letter(
        f"关于{subject(case, chr(10))}的请示",
        addressee or "________________",
        body,
        [f"{case.act}工作方案", *(["会员代表名额分配表"] if case.by_delegates else [])],
        preparing.issuer(case),
        case.request_day,
        numbered_no(case.request_no, case.year),
        preparing.signer(case),
        contact(case),
    )
    return replace(made, title=f"{case.act}请示")


def election_reply(case: ElectionFacts) -> Document:
    """批复 of the higher union: consent to the election."""
    voting = [panel for panel in case.panels if panel.key in MAIN]
    asking = "你们" if case.sort == ElectionSort.FOUNDING else "你会"
    sentences = [
        f"{asking}《关于{subject(case)}的请示》（{words(case.request_no, '________')}）收悉。经研究，现批复如下：",
        f"一、同意{asking}于{chinese(case.day)}召开{case.short}{case.assembly}"
        + (f"，会员代表名额为{figure(case.planned)}名。" if case.by_delegates else "。"),
        "二、同意" + "；".join(seats_sentence(case, panel) for panel in voting) + "。",
        _consent_to_heads(case),
        "四、请在同级党组织的领导下，严格按照《工会基层组织选举工作条例》规定的程序，充分发扬民主，认真做好代表选举、"
        f"候选人提名和公示、大会选举等各项工作，确保{case.act}依法有序进行。选举结果请及时报我会批准。",
        "此复。",
    ]
    return letter(
        f"关于同意{case.short}\n{subject(case, chr(10))}的批复",
        preparing.issuer(case),
        [Paragraph(sentence) for sentence in sentences],
        issuer=case.higher or "________________",
        date=case.reply_day,
        number=numbered_no(case.reply_no, case.reply_day.year if case.reply_day else case.year),
    )


def _consent_to_heads(case: ElectionFacts) -> str:
    """How the heads are elected and for how long."""
    if case.sort == ElectionSort.BY_ELECTION:
        return "三、补选人员的任期与本届委员会相同。"
    return f"三、同意工会主席、副主席{case.chairing or '____________'}，本届任期{figure(case.years)}年。"


def election_plan(case: ElectionFacts) -> Document:
    """换届选举工作方案 with the timetable."""
    body: list[str | Paragraph] = [
        f"{case.short}{_former(case)}任期届满，根据{LAWS}和上级工会的要求，结合实际，制定本方案。"
        if case.sort == ElectionSort.FULL
        else f"根据{LAWS}和上级工会的要求，结合实际，制定本方案。",
        "一、指导思想",
        "坚持党的领导，坚持民主集中制，坚持依法依规、公开公正，充分尊重和保障会员的民主权利，"
        "选举产生会员信赖、结构合理、能够履职的工会领导机构。",
        "二、组织领导",
        f"成立{preparing.group(case)}，组长：{words(case.leader)}；成员：________________。{preparing.teams(case)}。",
        "三、大会时间和地点",
        f"{chinese(case.day)}，{words(case.place)}。" + (f"大会主题：{case.theme}。" if case.theme else ""),
        "四、主要任务",
        *tasks(case),
        f"五、{'代表名额和选举' if case.by_delegates else '会员参加'}",
        attendance(case),
        "六、委员会组成",
        *(f"{seats_sentence(case, panel)}。" for panel in case.panels if panel.key in MAIN),
        "候选人由工会小组（分会）推荐，经充分酝酿、资格审查和公示，报同级党组织和上一级工会同意后，提交大会选举。",
        "七、工作步骤",
        "各步骤的时间安排见附表。",
        "八、工作要求",
        "各选举单位要严格执行规定程序，到会会员达到应到会人数的三分之二以上方可进行选举；选举一律采用无记名投票，"
        "不得委托他人代为投票。"
        f"遇有问题及时向{preparing.group(case)}报告。",
    ]
    made = letter(f"{case.short}\n{case.act}工作方案", "", body, issuer=preparing.issuer(case), date=case.request_day)
    return with_blocks(replace(made, title=f"{case.act}工作方案"), timetable(case))


def timetable(case: ElectionFacts) -> tuple[Block, ...]:
    """The steps with their dates, as the annex of the plan."""
    steps = [step for step in case.stages if not step.skipped]
    rows = [[str(place), step.title, chinese(step.due), ""] for place, step in enumerate(steps, 1)]
    columns = (
        ListingColumn("序号", 3.2, "center"),
        ListingColumn("工作步骤", 26),
        ListingColumn("完成时限", 9.5, "center"),
        ListingColumn("责任人", 5),
    )
    listing = Listing(columns, rows or [[str(place), "", "", ""] for place in range(1, 16)], size=10.5, row_mm=7.2)
    return (PageBreak(), paragraph("附表"), Title(f"{case.act}工作步骤时间表", 18), listing)


def election_notice(case: ElectionFacts) -> Document:
    """公告（第1号）: the members learn of the election."""
    body: list[str | Paragraph] = [
        f"经{words(case.party, '同级党组织')}同意并报{words(case.higher, '上一级工会')}批准"
        + (f"（{case.reply_no}）" if case.reply_no else "")
        + f"，定于{chinese(case.day)}在{words(case.place)}召开{case.short}{case.assembly}。现将有关事项公告如下：",
        "一、大会主要任务",
        *tasks(case),
        "二、参加人员",
        attendance(case),
        "三、候选人条件和提名",
        "候选人应当拥护中国共产党的领导，遵守宪法和法律，热爱工会工作，密切联系职工，受到会员信赖。"
        "单位行政主要负责人、法定代表人、合伙人以及他们的近亲属不得作为本单位工会委员会成员的候选人。"
        "请各工会小组（分会）组织会员充分酝酿，按规定时间报送推荐名单。",
        "四、会员的权利",
        f"凡有选举权的会员都应积极参加选举。对选举工作有意见和建议的，可向{preparing.group(case)}反映。",
        contact(case),
    ]
    made = letter(
        f"{case.short}{case.act}公告\n（第1号）",
        "全体会员",
        body,
        issuer=preparing.issuer(case),
    )
    return replace(made, title=f"{case.act}公告")
