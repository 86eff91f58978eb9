"""The papers of an election in their order, and all of them bound into one file (换届选举全卷)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from unionapp.paper.document import Block, Bundle, Contents, Document, Page, PageBreak, Paragraph, Space, Title
from unionapp.paper.paper import PrintRequest, Sort
from unionapp.store.store import Store
from unionapp.subjects.elections.papers import (
    ballot,
    candidates,
    closing,
    count_papers,
    delegates,
    gather,
    legal_person,
    meeting,
    nominations,
    request,
    results,
    sessions,
    voting_rules,
)
from unionapp.subjects.elections.papers.case import ElectionFacts
from unionapp.subjects.elections.papers.common import chinese


@dataclass(frozen=True)
class FilePaper:
    """A paper of the set. `delegates` marks those that only a meeting of delegates has."""

    id: str
    title: str
    sort: Sort
    draw: Callable[[ElectionFacts], Document]
    delegates: bool = False
    help: str = ""


SET: tuple[FilePaper, ...] = (
    FilePaper("election-request", "换届选举请示", "letter", request.election_request),
    FilePaper("election-reply", "同意换届的批复", "letter", request.election_reply),
    FilePaper("election-plan", "换届选举工作方案", "letter", request.election_plan),
    FilePaper("election-notice", "换届选举公告", "letter", request.election_notice),
    FilePaper("delegate-quota", "代表名额分配表", "list", delegates.delegate_quota, True),
    FilePaper("delegate-form", "代表登记表", "form", delegates.delegate_form, True, "一人一页。"),
    FilePaper("delegate-roster", "代表名册", "list", delegates.delegate_roster, True),
    FilePaper("delegate-review", "代表资格审查报告", "letter", delegates.delegate_review, True),
    FilePaper("nomination-form", "候选人推荐表", "form", nominations.nomination_form),
    FilePaper("nomination-summary", "候选人推荐汇总表", "list", nominations.nomination_summary),
    FilePaper(
        "candidate-form",
        "候选人登记表",
        "form",
        candidates.candidate_form,
        False,
        "一人两页。",
    ),
    FilePaper("candidate-list", "候选人名册", "list", candidates.candidate_list),
    FilePaper("candidate-notice", "候选人公示", "letter", candidates.candidate_notice),
    FilePaper("candidate-request", "候选人建议人选请示", "letter", candidates.candidate_request),
    FilePaper("agenda", "大会议程", "letter", meeting.agenda),
    FilePaper("presidium", "主席团和秘书长名单", "letter", meeting.presidium),
    FilePaper("election-rules", "选举办法", "letter", voting_rules.election_rules),
    FilePaper("tellers", "监票人、计票人名单", "letter", meeting.tellers),
    FilePaper("sign-in", "签到表", "list", meeting.sign_in),
    FilePaper(
        "ballot",
        "选票",
        "form",
        ballot.ballot,
        help="用空白纸或彩色纸印，盖章后发出，不编号。纸张、符号和排法在参数设置里改；份数印前填写。",
    ),
    FilePaper("ballot-check", "选票发放、回收清点单", "form", count_papers.ballot_check),
    FilePaper("tally-sheet", "计票单", "form", count_papers.tally_sheet),
    FilePaper("result-report", "计票结果报告单", "form", count_papers.result_report),
    FilePaper("host-script", "大会主持词", "letter", sessions.host_script),
    FilePaper("elected-list", "当选人员名单", "letter", results.elected_list),
    FilePaper("first-session-minutes", "第一次全体会议记录", "letter", sessions.first_session_minutes),
    FilePaper("result-request", "选举结果请示", "letter", results.result_request),
    FilePaper("result-reply", "选举结果批复", "letter", results.result_reply),
    FilePaper("announcement", "当选公告", "letter", results.announcement),
    FilePaper("handover", "印章、账务、资产移交清单", "form", closing.handover),
)


def index(case: ElectionFacts) -> Document:
    """归档目录 of the set."""
    return closing.archive_index(case, [(part.id, part.title) for part in fitting(case)])


INDEX = FilePaper("archive-index", "归档目录", "list", index)
LEGAL = "工会法人资格登记申请表"
ROSTER = "当选人员花名册"


def fitting(case: ElectionFacts) -> list[FilePaper]:
    """The papers that such an election has."""
    return [part for part in SET if case.by_delegates or not part.delegates]


@dataclass(frozen=True)
class Whole:
    """The facts of the bound file."""

    case: ElectionFacts
    legal: legal_person.LegalPerson


def gather_file(store: Store, request: PrintRequest) -> Whole:
    """The election and its union."""
    case = gather.gather(store, request)
    return Whole(case, legal_person.of_union(store, request.record.union, request.masked))


def blank_file(store: Store) -> Whole:
    """All forms, empty."""
    return Whole(gather.blank(store), legal_person.blank(store))


def draw_file(facts: Whole) -> Document:
    """Cover, contents with page numbers, and every paper on its own format."""
    case = facts.case
    parts: list[tuple[str, Document]] = []
    for part in fitting(case):
        parts.append((part.title, part.draw(case)))
        if part.id == "result-request":
            parts.append((ROSTER, results.elected_table(case)))
    parts.append((LEGAL, legal_person.draw(facts.legal)))
    parts.append((INDEX.title, INDEX.draw(case)))
    titles = tuple(title for title, _ in parts)
    name = f"{case.short}{case.term}{case.act}全卷"
    blocks: tuple[Block, ...] = (
        Space(70),
        Title(f"{case.short}\n{case.term}{case.act}\n文件材料全卷", 26),
        Space(90),
        Paragraph(case.union, indent=False, align="center"),
        Space(3),
        Paragraph(chinese(case.day), indent=False, align="center"),
        PageBreak(),
        Title("目　　录"),
        Contents(titles),
    )
    return Bundle(name, blocks, Page(margins=(25.0, 25.0, 18.0, 28.0)), footer=False, parts=tuple(parts))
