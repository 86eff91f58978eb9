"""Papers of the count: 选票清点单, 计票单, 计票结果报告单."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from unionapp.paper.document import (
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
from unionapp.subjects.elections import rules
from unionapp.subjects.elections.papers.case import ElectionFacts
from unionapp.subjects.elections.papers.common import FORM, figure, label, padded, plain, small, spaced_date, titled
from unionapp.subjects.elections.papers.panel import Marks, Panel, Vote


def _all(case: ElectionFacts, title: str, draw: Callable[[ElectionFacts, Panel, Vote], Sequence[Block]]) -> Document:
    """One page after another: every vote of every body; a body without a vote has an empty form."""
    blocks: list[Block] = []
    panels = [panel for panel in case.shown_panels if panel.by_ballot] or [Panel()]
    for panel in panels:
        for vote in panel.votes or (Vote(seats=panel.seats, names=panel.ballot),):
            blocks += [PageBreak()] if blocks else []
            blocks += draw(case, panel, vote)
    return Document(title, tuple(blocks), FORM)


def what(case: ElectionFacts, panel: Panel, vote: Vote) -> str:
    """Which election, for the title: the office, and the sort of vote unless it is the usual one."""
    sort = "" if vote.sort in ("", "正式选举") else f"（{vote.sort}）"
    return titled(f"选举{case.short}", f"{case.office(panel)}{sort}")


def ballot_check(case: ElectionFacts) -> Document:
    """选票发放、回收清点单: a line for each body."""
    lines: list[tuple[Panel, Vote]] = []
    for panel in case.shown_panels:
        if panel.by_ballot:
            lines += [(panel, vote) for vote in panel.votes or (Vote(),)]
    heads = ("选　票", "印制", "发出", "剩余（作废）", "收回", "有效票", "无效票", "选举是否有效")
    rows = [tuple(label(head) for head in heads)]
    rows += [_sheets(case, panel, vote) for panel, vote in lines or [(Panel(), Vote())]]
    first = next((vote for _, vote in lines if vote.due is not None), Vote(due=case.due, present=case.present))
    attended = f"应到{case.heads}{figure(first.due)}人，实到{figure(first.present)}人。"
    blocks: tuple[Block, ...] = (
        Title(f"{titled(case.short, case.assembly)}\n选票发放、回收清点单", 18),
        Space(2),
        Paragraph(attended, style="song"),
        FormGrid((46.0, *[17.0] * 6, 22.0), tuple(rows), row_mm=12.0),
        Space(3),
        Paragraph(
            "收回的选票等于或者少于发出的选票，选举有效；多于发出的选票，选举无效。剩余选票由监票人当场剪角作废，"
            "连同收回的选票密封保存。",
            style="song",
        ),
        Space(8),
        Paragraph("总监票人（签名）：", style="song"),
        Space(4),
        Paragraph("监票人（签名）：", style="song"),
        Space(4),
        Paragraph("计票人（签名）：", style="song"),
        Space(4),
        Paragraph(spaced_date(case.day), align="right", style="song"),
    )
    return Document("选票清点单", blocks, FORM, footer=False)


def _sheets(case: ElectionFacts, panel: Panel, vote: Vote) -> tuple[Cell, ...]:
    """What became of the sheets of one vote."""
    sort = "" if vote.sort in ("", "正式选举") else f"\n（{vote.sort}）"
    rest = vote.printed - vote.issued if vote.printed is not None and vote.issued is not None else None
    numbers = (vote.printed, vote.issued, rest, vote.returned, vote.valid_ballots, vote.invalid_ballots)
    valid = {None: "", True: "有效", False: "无效"}[vote.is_valid]
    return (
        Cell(f"{case.office(panel)}选票{sort}", align="center", height_mm=14),
        *map(_number, numbers),
        Cell(valid),
    )


def _number(value: int | None) -> Cell:
    return Cell(plain(value), align="center")


def tally_sheet(case: ElectionFacts) -> Document:
    """计票单 with the names printed and room for 正."""
    return _all(case, "计票单", _tally)


def _tally(case: ElectionFacts, panel: Panel, vote: Vote) -> list[Block]:
    names = vote.names or panel.ballot or [""] * ((panel.seats or 9) + 1)
    written = max(3, min(vote.seats or 3, 6))
    columns = (
        ListingColumn("候选人", 7, "center"),
        ListingColumn("赞成（画“正”字）", 22),
        ListingColumn("赞成\n合计", 4.2, "center"),
        ListingColumn("不赞成（画“正”字）", 13),
        ListingColumn("不赞成\n合计", 4.6, "center"),
        ListingColumn("弃权\n合计", 4.2, "center"),
    )
    other = (
        ListingColumn("另选他人", 7, "center"),
        ListingColumn("赞成（画“正”字）", 39),
        ListingColumn("合计", 4.6, "center"),
    )
    height = 14.0 if len(names) + written <= 14 else 9.5
    return [
        Title(f"{what(case, panel, vote)}\n计票单", 18),
        small(f"收回选票{figure(vote.returned)}张，其中有效票____张，无效票____张。　　第____组　共____组"),
        Space(1),
        Listing(columns, [[padded(name), "", "", "", "", ""] for name in names], size=11.0, row_mm=height),
        Space(4),
        Listing(other, [["", "", ""]] * written, size=11.0, row_mm=height),
        Space(3),
        small(
            f"唱票人（签名）：　　　　　　计票人（签名）：　　　　　　监票人（签名）：　　　　　{spaced_date(case.day)}"
        ),
    ]


def result_report(case: ElectionFacts) -> Document:
    """计票结果报告单 of every vote."""
    return _all(case, "计票结果报告单", _report)


def _report(case: ElectionFacts, panel: Panel, vote: Vote) -> list[Block]:
    due = vote.due if vote.due is not None else case.due
    present = vote.present if vote.present is not None else case.present
    where, heads = case.meeting(panel)
    attended = (
        f"{where}应到{heads}{figure(due)}人，实到{figure(present)}人{_quorum(due, present)}。"
        f"发出选票{figure(vote.issued)}张，收回选票{figure(vote.returned)}张，其中有效票{figure(vote.valid_ballots)}张，"
        f"无效票{figure(vote.invalid_ballots)}张。{_validity(vote)}"
    )
    marks = vote.marks or tuple(Marks(name, -1, -1, -1) for name in vote.names or panel.ballot)
    rows = [_marks_row(place, one) for place, one in enumerate(marks, 1)]
    rows = rows or [[str(place), "", "", "", "", ""] for place in range(1, (panel.seats or 9) + 2)]
    columns = (
        ListingColumn("序号", 3.2, "center"),
        ListingColumn("候选人", 10, "center"),
        ListingColumn("赞成", 6, "center"),
        ListingColumn("不赞成", 6, "center"),
        ListingColumn("弃权", 6, "center"),
        ListingColumn("备注", 8, "center"),
    )
    for row, one in zip(rows, marks, strict=False):
        row[5] = "当选" if one.name in vote.elected else "再次投票" if one.name in vote.runoff else ""
    height = min(8.4, max(5.4, 134 / (len(rows) + 1)))
    code = [small(f"计票封存校验码：{vote.code}")] if vote.code else []
    return [
        Title(f"{what(case, panel, vote)}\n计票结果报告单", 18),
        Paragraph(attended, style="song"),
        Space(2),
        Listing(columns, rows, size=11.0 if len(rows) < 16 else 10.0, row_mm=height),
        Space(3),
        *_written(vote, min(8.0, height)),
        *_outcome(case, panel, vote),
        Space(4),
        *(Paragraph(f"{who}（签名）：", style="song") for who in ("总监票人", "监票人", "计票人")),
        Paragraph(spaced_date(case.day), align="right", style="song"),
        *code,
    ]


def _quorum(due: int | None, present: int | None) -> str:
    if due is None or present is None:
        return "，达到（未达到）应到会人数的三分之二"
    if present > due:
        return "，多于应到会人数，不符合规定"
    return "，达到应到会人数的三分之二" if rules.quorate(present, due) else "，未达到应到会人数的三分之二"


def _validity(vote: Vote) -> str:
    if vote.is_valid is None:
        return "选举（有效　无效）。"
    return "选举有效。" if vote.is_valid else "选举无效。"


def _marks_row(place: int, one: Marks) -> list[str]:
    numbers = (one.for_, one.against, one.abstain)
    return [str(place), padded(one.name), *("" if number < 0 else str(number) for number in numbers), ""]


def _written(vote: Vote, height: float) -> list[Block]:
    """另选他人 with their votes; empty lines where nothing is counted yet."""
    rows = [[padded(one.name), str(one.for_), "当选" if one.name in vote.elected else ""] for one in vote.written]
    if vote.counted and not rows:
        return [small("另选他人：无。")]
    columns = (
        ListingColumn("另选他人", 13.2, "center"),
        ListingColumn("赞成", 6, "center"),
        ListingColumn("备注", 20, "center"),
    )
    return [Listing(columns, rows or [["", "", ""]] * 3, size=11.0, row_mm=height), Space(2)]


def _outcome(case: ElectionFacts, panel: Panel, vote: Vote) -> list[Block]:
    if not vote.counted:
        return []
    seats = f"应选{figure(vote.seats)}名，赞成票超过应到会人数半数的当选{len(vote.elected)}名"
    names = f"：{'、'.join(vote.elected)}" if vote.elected else ""
    rest = f"；{'、'.join(vote.runoff)}得票相同，须再次投票" if vote.runoff else ""
    return [Paragraph(f"{seats}{names}{rest}。", style="song")]
