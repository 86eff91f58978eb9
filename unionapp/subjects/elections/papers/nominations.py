"""Papers of the recommendations: 候选人推荐表, 推荐汇总表."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from unionapp.paper.document import Block, Cell, Document, FormGrid, Listing, ListingColumn, Space, Title
from unionapp.subjects.elections.papers.case import ElectionFacts, Recommendation
from unionapp.subjects.elections.papers.common import (
    FORM,
    cell,
    empty_rows,
    figure,
    joined,
    label,
    small,
    spaced_date,
    titled,
)
from unionapp.subjects.elections.papers.panel import Panel
from unionapp.subjects.elections.states import BodyKind


def nomination_form(case: ElectionFacts) -> Document:
    """候选人推荐表, to be filled by the groups: one page with all bodies."""
    rows: list[tuple[Cell, ...]] = [
        (label("推荐单位（小组）"), cell(span=2), label("会员数"), cell(), label("参加推荐人数"), cell())
    ]
    heads = ("推荐担任", "姓　名", "性别", "出生年月", "政治面貌", "单位及职务", "推荐人数")
    rows.append(tuple(label(head) for head in heads))
    for panel in _nominated(case):
        lines = min(panel.seats or 4, 9)
        first = label(f"{panel.title}\n{panel.post}（限{figure(panel.seats)}名以内）", rows=lines)
        rows.append((first, *(cell() for _ in range(6))))
        rows += [tuple(cell() for _ in range(6)) for _ in range(lines - 1)]
    notes = Cell(
        "1.候选人由会员充分酝酿提出，推荐人数不得超过应选名额。\n"
        "2.单位行政主要负责人、法定代表人、合伙人以及他们的近亲属不得推荐为本单位工会委员会委员人选。\n"
        "3.本表由小组长签名后，于规定时间报筹备组。",
        span=6,
        align="left",
    )
    rows.append((label("说　明"), notes))
    height = 10.4 if sum(min(panel.seats or 4, 9) for panel in _nominated(case)) <= 18 else 7.4
    blocks: tuple[Block, ...] = (
        Title(titled(case.short, f"{case.term}领导机构候选人推荐表"), 18),
        FormGrid((34.0, 24.0, 14.0, 22.0, 22.0, 34.0, 20.0), tuple(rows), row_mm=height),
        Space(2),
        small(f"小组长（签名）：　　　　　　　　　　　　　　　　（盖章）　　　　　　{spaced_date(None)}"),
    )
    return Document("候选人推荐表", blocks, FORM, footer=False)


def _nominated(case: ElectionFacts) -> list[Panel]:
    return [panel for panel in case.panels if panel.key in (BodyKind.COMMITTEE, BodyKind.AUDIT, BodyKind.WOMEN)] or [
        Panel()
    ]


def nomination_summary(case: ElectionFacts) -> Document:
    """候选人推荐汇总表: who was recommended by how many, group by group; one page or more for each body and round."""
    found: dict[tuple[str, int], list[Recommendation]] = defaultdict(list)
    for each in case.recommendations:
        if case.only in ("", each.body):
            found[each.body, each.round].append(each)
    pages = [_summary(case, case.panel(key), number, rows) for (key, number), rows in found.items()]
    if not pages:
        pages = [_summary(case, panel, None, []) for panel in _nominated(case)]
    return joined(pages[0], *pages[1:])


def _summary(case: ElectionFacts, panel: Panel | None, number: int | None, rows: Sequence[Recommendation]) -> Document:
    groups = {row.group: row for row in rows}
    people: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        people[row.name][row.group] = row.votes
    ranked = sorted(people, key=lambda name: -sum(people[name].values()))
    body = [
        [str(place), name, "；".join(f"{group}{votes}" for group, votes in people[name].items()), _total(people[name])]
        for place, name in enumerate(ranked, 1)
    ]
    columns = (
        ListingColumn("序号", 3.2, "center"),
        ListingColumn("被推荐人", 7, "center"),
        ListingColumn("各小组（分会）推荐人数", 30),
        ListingColumn("推荐人数合计", 5, "right"),
    )
    members, present = _heads(groups.values(), "members"), _heads(groups.values(), "present")
    who = titled(case.short, case.office(panel) if panel else "")
    line = f"参加推荐的小组{figure(len(groups) or None)}个，会员{members}人，参加推荐{present}人"
    round_text = f"（第{number}轮）" if number else "（第__轮）"
    blocks: tuple[Block, ...] = (
        Title(f"{who}\n候选人推荐汇总表{round_text}", 18),
        small(line),
        Listing(columns, body or empty_rows(14, 4), size=10.5, row_mm=9.0),
        Space(3),
        small(f"汇总人（签名）：　　　　　　　　　　　核对人（签名）：　　　　　　　　　　{spaced_date(None)}"),
    )
    return Document("候选人推荐汇总表", blocks, FORM)


def _total(votes: dict[str, int]) -> str:
    return str(sum(votes.values()))


def _heads(rows: Iterable[Recommendation], name: str) -> str:
    known = [getattr(row, name) for row in rows if getattr(row, name) is not None]
    return figure(sum(known) if known else None)
