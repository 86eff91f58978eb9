"""A made-up joint union of 480 members that elects its fifth committees: 45 delegates, 9 seats, all counted."""

from __future__ import annotations

from datetime import date
from typing import Any

from unionapp.records.kind import Kind
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.elections.case.plan import make
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting.actions import Sheets
from unionapp.subjects.elections.records import (
    BODIES,
    CANDIDATES,
    CONSTITUENCIES,
    DELEGATES,
    ELECTIONS,
    NOMINATIONS,
    STEPS,
    TERMS,
)
from unionapp.subjects.members.records import MEMBERS, MEMBERSHIP_CHANGES
from unionapp.subjects.unions.records import UNIONS

from tests.support import citizen_number

DAY = date(2026, 6, 18)
GROUPS = ("机械厂", "食品公司", "物流园", "服装厂", "建材公司", "园区机关")
SIZES = (128, 96, 84, 72, 60, 40)
SEATS = (12, 9, 8, 7, 5, 4)
SURNAMES = "丁于马王韦毛方石龙卢叶田白冯吕朱任刘江许孙严苏杜李杨吴邱何余汪沈宋张陆陈武范林罗金周郑孟赵"
GIVEN = ("建国", "海燕", "明", "秀英", "志强", "丽", "文静", "永福", "小梅", "德才")
COMMITTEE = ("丁建国", "马海燕", "王明", "石秀英", "叶志强", "朱丽", "李文静", "杨永福", "陈小梅", "赵德才")
AUDIT = ("方志强", "孙丽", "周明")
WOMEN = ("苏秀英", "宋小梅", "罗文静")


def person(number: int) -> dict[str, Any]:
    """One of the delegates."""
    return {
        "name": SURNAMES[number % len(SURNAMES)] + GIVEN[number % len(GIVEN)],
        "sex": "2" if number % 5 in (1, 3) else "1",
        "nation": "03" if number % 11 == 4 else "01",
        "birth": date(1968 + number % 33, 1 + number % 12, 9),
        "politics": ("01", "13", "03")[number % 3],
        "education": "31",
        "post": f"{GROUPS[number % 6]}{('车间工人', '班组长', '质检员', '副科长')[number % 4]}",
        "phone": f"1380000{number:04d}",
    }


def put(store: Store, kind: Kind, **values: Any) -> Any:
    """A row as it stands in the file."""
    row = kind.model(**values)
    with store.journal.step("样例"):
        editing.put(kind, [row], follow=False)
    return row


def make_union(store: Store) -> Any:
    """The union, the one above it and its members."""
    higher = put(store, UNIONS, name="清河县总工会")
    union = put(
        store,
        UNIONS,
        name="清河县青山镇工业园区联合工会委员会",
        parent=higher.id,
        chair="丁建国",
        phone="0971-6123456",
        address="青山镇园区路8号",
        postcode="810000",
        unit_name="青山镇工业园区",
        employees=520,
    )
    put(store, TERMS, union=union.id, number=4, elected=date(2021, 6, 20), years=5, ends=date(2026, 6, 20), form="all")
    rows = []
    for number in range(480):
        name = SURNAMES[number % 45] + GIVEN[number // 45 % 10]
        sex = "2" if number < 192 else "1"
        rows.append(
            MEMBERS.model(
                name=name,
                sex=sex,
                union=union.id,
                id_number=citizen_number(number),
                status="in",
                joined=date(2020, 1, 1),
            )
        )
    with store.journal.step("样例会员"):
        editing.put(MEMBERS, rows, follow=False)
        joined = [
            MEMBERSHIP_CHANGES.model(member=row.id, type="1", date=date(2020, 1, 1), union=union.id) for row in rows
        ]
        editing.put(MEMBERSHIP_CHANGES, joined, follow=False)
    return union


def make_election(store: Store, **values: Any) -> Any:
    """The whole election, counted and approved."""
    union = make_union(store)
    facts: dict[str, Any] = {
        "union": union.id,
        "number": 5,
        "form": "delegates",
        "day": DAY,
        "place": "园区职工之家二楼会议室",
        "years": 5,
        "members": 480,
        "planned_delegates": 45,
        "due": 45,
        "present": 43,
        "chairing": "committee",
        "party": "中共青山镇工业园区总支部委员会",
        "higher": "清河县总工会",
        "leader": "丁建国",
        "contact": "许小梅",
        "phone": "0971-6123456",
        "theme": "团结奋进，服务职工",
        "request_no": "青工园〔2026〕3号",
        "request_day": date(2026, 4, 3),
        "list_no": "青工园〔2026〕7号",
        "reply_no": "清工复〔2026〕12号",
        "reply_day": date(2026, 4, 15),
        "list_reply_no": "清工复〔2026〕21号",
        "notice_from": date(2026, 5, 25),
        "notice_to": date(2026, 6, 1),
        "result_no": "青工园〔2026〕9号",
        "result_day": date(2026, 6, 22),
        "result_reply_no": "清工复〔2026〕30号",
        "result_reply_day": date(2026, 7, 1),
        "presidium": "丁建国\n马海燕\n王明\n石秀英\n叶志强",
        "tellers_head": "冯永福",
        "tellers": "卢丽\n任明",
        "counters": "吕海燕\n江德才\n白文静",
    }
    election = put(store, ELECTIONS, **(facts | values))
    with store.journal.step("步骤"):
        editing.put(STEPS, make(election))
    _delegates(store, election)
    _bodies(store, election)
    return election


def _delegates(store: Store, election: Any) -> None:
    number = 0
    for name, members, seats in zip(GROUPS, SIZES, SEATS, strict=True):
        group = put(
            store,
            CONSTITUENCIES,
            election=election.id,
            name=name,
            staff=members + 8,
            members=members,
            seats=seats,
            front_line=seats - 2,
            managers=1,
            women=seats * 2 // 5,
            young=seats // 3,
            models=1,
            convener=person(number)["name"],
            due=members,
            present=members - 5,
        )
        for _ in range(seats):
            sorts = ("manager",) if number % 9 == 8 else ("front-line",)
            put(
                store,
                DELEGATES,
                election=election.id,
                constituency=group.id,
                sorts=sorts,
                votes=members - 10 - number % 7,
                elected=True,
                review="passed",
                career="2005.07－2012.03　青山镇机械厂工人\n2012.03－　　　　　青山镇机械厂班组长",
                honours="2024年被评为县级优秀工会积极分子",
                **person(number),
            )
            number += 1


def _bodies(store: Store, election: Any) -> None:
    elect(store, election, "committee", COMMITTEE, 9, (42, 41, 40, 41, 39, 40, 38, 41, 37, 17))
    elect(store, election, "audit", AUDIT, 3, (42, 41, 43))
    elect(store, election, "women", WOMEN, 3, (43, 42, 40))
    elect(store, election, "chair", ("丁建国", "马海燕"), 2, (9, 8), 9, ("chair", "vice-chair"))
    elect(store, election, "audit-head", ("周明",), 1, (3,), 3, ("audit-head",))
    elect(store, election, "women-head", ("苏秀英",), 1, (3,), 3, ("women-head",))


OFFICES = {"committee": "member", "audit": "audit-member", "women": "women-member"}


def elect(
    store: Store,
    election: Any,
    key: str,
    people: tuple[str, ...],
    seats: int,
    votes: tuple[int, ...],
    due: int = 45,
    offices: tuple[str, ...] = (),
) -> None:
    """A body with its candidates, recommendations, and a frozen count; two of the delegates are away."""
    body = put(store, BODIES, election=election.id, body=key, seats=seats, margin=len(people) > seats, way="ballot")
    for number, name in enumerate(people):
        facts = person(number + 3) | {
            "name": name,
            "sex": "2" if name[1:] in ("海燕", "秀英", "丽", "文静", "小梅") else "1",
        }
        facts["nation"] = "03" if name == "马海燕" else "01"
        office = offices[number] if offices else OFFICES[key]
        more = {
            "office": office,
            "stage": "formal",
            "joined": date(2010, 5, 1),
            "title": "助理工程师",
            "native_place": "青海西宁",
        }
        put(store, CANDIDATES, body=body.id, career="2005.07－　青山镇机械厂职工", **facts, **more)
        if not offices:
            for group, members in zip(GROUPS, SIZES, strict=True):
                given = members - 20 - number
                put(
                    store,
                    NOMINATIONS,
                    body=body.id,
                    group=group,
                    members=members,
                    present=members - 5,
                    name=name,
                    votes=given,
                )
    present = due - 2 if due == 45 else due
    round = counting.open_round(store.journal, body, "formal", Sheets(due, present, present, present, due + 5))
    valid = present - 1 if key == "committee" else present
    sums = {
        name: {"for": got, "against": (valid - got) // 2, "abstain": valid - got - (valid - got) // 2}
        for name, got in zip(people, votes, strict=True)
        for got in (min(got, valid),)
    }
    totals = {"valid": valid, "invalid": present - valid, "votes": sums}
    if key == "committee":
        totals["write_ins"] = {"许小梅": 2}
    counting.enter_totals(store.journal, round, totals)
    counting.freeze(store.journal, round)
