"""大会主持词, and the minutes of the first sessions of the new bodies."""

from __future__ import annotations

from dataclasses import replace

from unionapp.paper.document import Document, Paragraph
from unionapp.paper.letter import letter
from unionapp.subjects.elections import rules
from unionapp.subjects.elections.papers import holders
from unionapp.subjects.elections.papers.case import ElectionFacts
from unionapp.subjects.elections.papers.common import chinese, figure, joined, listed, titled, words
from unionapp.subjects.elections.papers.meeting import NUMERALS, bodies, counted, preparatory_items
from unionapp.subjects.elections.papers.panel import Panel, Person, Vote
from unionapp.subjects.elections.papers.results import voted
from unionapp.subjects.elections.states import BodyKind, ElectionSort
from unionapp.values.names import stroke_key

ASK = "现在进行表决。同意的请举手。（请放下）不同意的请举手。（没有）弃权的请举手。（没有）通过。"


def host_script(case: ElectionFacts) -> Document:
    """What the chair of the meeting reads out."""
    parts: list[list[str | Paragraph]] = [_opening(case)]
    if case.sort != ElectionSort.BY_ELECTION:
        parts.append(_reports(case))
    parts += [_rules_and_tellers(case), _candidates(case), _voting(case), _result(case)]
    body: list[str | Paragraph] = [Paragraph(f"（{chinese(case.day)}）", indent=False, align="center")]
    titles = [
        "宣布开会",
        "听取和审议报告",
        "通过选举办法和监票人、计票人名单",
        "介绍候选人",
        "投票选举",
        "宣布结果和闭幕",
    ]
    if case.sort == ElectionSort.BY_ELECTION:
        titles.remove("听取和审议报告")
    for place, (title, part) in enumerate(zip(titles, parts, strict=True)):
        body += [f"{NUMERALS[place]}、{title}", *part]
    made = letter(f"{case.short}\n{case.assembly}主持词", "", body)
    return Document("大会主持词", made.blocks, made.page)


def _opening(case: ElectionFacts) -> list[str | Paragraph]:
    due, present = case.due, case.present
    absent = due - present if due is not None and present is not None else None
    quorum = "达到应到会人数的三分之二以上，符合规定，可以开会"
    if due is not None and present is not None and not rules.quorate(present, due):
        quorum = "不足应到会人数的三分之二，按规定不能进行选举"
    found: list[str | Paragraph] = [
        Paragraph("各位代表、各位来宾：" if case.by_delegates else "各位会员、各位来宾：", indent=False),
        f"{case.short}{case.assembly}应到{case.heads}{figure(due)}人，因事因病请假{figure(absent)}人，"
        f"实到{figure(present)}人，{quorum}。",
        "现在我宣布，大会开始。请全体起立，奏唱中华人民共和国国歌。（奏唱毕）请坐下。",
        "出席今天大会的领导和来宾有：________________。让我们以热烈的掌声对他们的到来表示欢迎。",
    ]
    if case.by_delegates:
        items = "；".join(preparatory_items(case))
        found.append(f"大会召开前举行了预备会议，{items}。")
    return found


def _reports(case: ElectionFacts) -> list[str | Paragraph]:
    if case.sort == ElectionSort.FOUNDING:
        return [f"请{words(case.leader)}同志作筹备工作报告。（报告毕）", ASK]
    return [
        f"请{words(case.chair)}同志作工会工作报告。（报告毕）",
        "请________同志作工会经费收支情况报告和经费审查工作报告。（报告毕）",
        f"下面对各项报告的决议（草案）进行表决。{ASK}",
    ]


def _rules_and_tellers(case: ElectionFacts) -> list[str | Paragraph]:
    tellers = listed(sorted(case.tellers, key=stroke_key), "________、________")
    counters = listed(sorted(case.counters, key=stroke_key), "________、________")
    return [
        f"请________同志宣读选举办法（草案）。（宣读毕）{ASK}",
        f"下面通过总监票人、监票人名单。建议{words(case.tellers_head)}同志为总监票人，{tellers}同志为监票人。{ASK}",
        f"计票人由{counters}同志担任。候选人不担任监票人、计票人。",
    ]


def _candidates(case: ElectionFacts) -> list[str | Paragraph]:
    found: list[str | Paragraph] = ["请________同志宣读候选人名单（以姓氏笔画为序），介绍候选人基本情况。"]
    for panel in case.assembly_panels:
        people = "、".join(one.noted for one in panel.people) or "________________"
        found.append(f"{case.office(panel)}应选{figure(panel.seats)}名，候选人：{people}。")
    return [*found, f"对候选人名单进行表决。{ASK}"]


def _voting(case: ElectionFacts) -> list[str | Paragraph]:
    heads = "和主席、副主席" if case.direct else ""
    return [
        f"下面以无记名投票方式选举{bodies(case)}{heads}。请工作人员清场，请监票人检查票箱并加封。（检查毕）",
        "请监票人、工作人员分发选票。（分发毕）各位请检查手中的选票，有没有多领、漏领、错领的？（没有）",
        "请总监票人说明填写选票的注意事项。（说明毕）现在请填写选票。",
        "填写完毕，现在开始投票。请监票人、计票人首先投票；请主席台就座的同志投票；请其他同志按顺序投票。（投票毕）",
        "请监票人开启票箱，清点选票。",
        *_sheets(case),
        "下面请计票人在监票人监督下计票。现在休会。",
    ]


def _sheets(case: ElectionFacts) -> list[str | Paragraph]:
    found: list[str | Paragraph] = []
    for panel in case.assembly_panels:
        vote = panel.votes[0] if panel.votes else Vote()
        how = "有效" if vote.is_valid is not False else "无效"
        found.append(
            f"{case.office(panel)}选票：发出{figure(vote.issued)}张，收回{figure(vote.returned)}张，"
            + ("收回的选票不多于发出的选票，" if how == "有效" else "")
            + f"本次选举{how}。"
        )
    return found


def _result(case: ElectionFacts) -> list[str | Paragraph]:
    found: list[str | Paragraph] = ["现在复会。请总监票人报告计票结果。（报告毕）"]
    for panel in case.assembly_panels:
        people = "、".join(one.name for one in panel.elected) or "________________"
        found.append(f"根据计票结果，我宣布，当选为{case.office(panel)}的是（以姓氏笔画为序）：{people}。")
    return [
        *found,
        "让我们以热烈的掌声向当选的同志表示祝贺。",
        "请新当选的同志代表讲话。（讲话毕）请________同志讲话。（讲话毕）",
        "各位同志，大会各项议程已经全部完成。请全体起立，奏《国际歌》。（奏毕）请坐下。",
        "现在我宣布，大会闭幕。",
    ]


def first_session_minutes(case: ElectionFacts) -> Document:
    """第一次全体会议记录 of each new body."""
    parts = [
        (
            case.panel(BodyKind.COMMITTEE) or Panel(),
            None if case.direct else case.panel(BodyKind.CHAIR),
            _heads_of(case),
        ),
        (case.panel(BodyKind.AUDIT), case.panel(BodyKind.AUDIT_HEAD), [("主任", holders.audit_heads(case))]),
        (case.panel(BodyKind.WOMEN), case.panel(BodyKind.WOMEN_HEAD), [("主任", holders.women_heads(case))]),
    ]
    made = [_minutes(case, panel, heads, people) for panel, heads, people in parts if panel is not None]
    return replace(joined(made[0], *made[1:]), title="第一次全体会议记录")


def _heads_of(case: ElectionFacts) -> list[tuple[str, list[Person]]]:
    return [] if case.direct else [("主席", holders.chairs(case)), ("副主席", holders.vice_chairs(case))]


def _may_vote(due: int | None, present: int | None) -> bool:
    """Two thirds of those due have come, and nobody else; what is not known is left to the pen."""
    return not due or present is None or (present <= due and rules.quorate(present, due))


def _minutes(
    case: ElectionFacts, panel: Panel, heads: Panel | None, people: list[tuple[str, list[Person]]]
) -> Document:
    due = len(panel.elected) or panel.seats
    vote = heads.last if heads else None
    present = vote.present if vote and vote.present is not None else None
    body: list[str | Paragraph] = [
        f"时间：{chinese(case.day)}____时",
        f"地点：{words(case.place)}",
        "主持人：________（由大会推举的一名新当选委员主持）",
        f"应到委员{figure(due)}人，实到{figure(present)}人，请假：______　列席：______",
        f"出席委员：{listed((one.name for one in panel.elected), '________________')}",
    ]
    fits = "符合规定" if _may_vote(due, present) else "人数不符合规定，请核对"
    items = [f"宣布到会人数，应到{figure(due)}人，实到{figure(present)}人，{fits}。"]
    posts = "、".join(post for post, _ in people)
    if people:
        items += [f"通过{posts}选举办法。", "通过监票人（不是候选人的委员）：________；计票人：________。"]
        items.append(f"以无记名投票方式选举{posts}。")
    body += [Paragraph(item) for item in counted(items)]
    if heads and vote:
        body += voted(case, heads)
    for post, found in people:
        got = listed(one.name for one in found)
        sums = "" if vote else "，发出选票____张，收回____张，有效____张，赞成____票、不赞成____票、弃权____票"
        body.append(f"{post}候选人得票情况{'见上' if vote else sums.lstrip('，')}；{got}当选为{post}。")
    if panel.key == BodyKind.COMMITTEE:
        body.append(
            "委员分工：组织________；宣传教育________；劳动和经济________；权益保障________；生活福利________；"
            "文化体育________；女职工________；财务________。"
        )
    body += ["其他事项：", "主持人（签名）：　　　　　　记录人（签名）："]
    body.append("出席委员（签名）：")
    title = f"{titled(case.short, case.body(panel), 20)}\n第一次全体会议记录"
    return letter(title, "", body)
