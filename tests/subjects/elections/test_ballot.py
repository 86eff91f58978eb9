"""The ballot in its variants: symbols, place of the symbol, one sheet or several, small and large bodies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from unionapp.errors import Refused
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.elections.records import BODIES, CANDIDATES, ELECTIONS

from tests import support
from tests.paper.conftest import drawn, page_texts
from tests.subjects.elections import sample
from tests.subjects.elections.conftest import pages, paper, text_of

Set = Callable[..., None]


@pytest.fixture
def options(monkeypatch: pytest.MonkeyPatch) -> Set:
    """Sets options of the ballot for one test."""

    def put(**values: str) -> None:
        for name, value in values.items():
            support.put_in_force(monkeypatch, f"elections.ballot_{name}", value)

    return put


@pytest.mark.parametrize(
    ("symbols", "sentence"),
    [
        ("A", "赞成的，在候选人符号栏内画“○”；不赞成的，画“×”；弃权的，不画任何符号"),
        ("B", "三栏中选一栏画“√”"),
        ("C", "弃权的，画“○”"),
        ("D", "画“√”；不赞成的，画“×”"),
    ],
)
def test_ballot_and_rules_explain_the_same_symbols(
    symbols: str, sentence: str, options: Set, election_store: Store, election: Any
) -> None:
    options(symbols=symbols)
    assert sentence in text_of(election_store, "ballot", election)
    assert sentence in text_of(election_store, "election-rules", election)


@pytest.mark.parametrize("place", ["上", "下", "左", "右"])
@pytest.mark.parametrize("symbols", ["A", "B"])
def test_every_name_is_on_the_ballot_wherever_the_symbols_stand(
    place: str, symbols: str, options: Set, election_store: Store, election: Any
) -> None:
    options(place=place, symbols=symbols)
    (text,) = pages(election_store, "ballot", election.bodies.first())
    for name in sample.COMMITTEE:
        assert all(text.count(character) >= 2 for character in name)


@pytest.mark.parametrize("symbols", ["A", "B"])
def test_all_bodies_of_the_assembly_fit_on_one_sheet(
    symbols: str, options: Set, election_store: Store, election: Any
) -> None:
    options(together="是", symbols=symbols)
    first, *rest = pages(election_store, "ballot", election)
    assert all(body in first for body in ("第五届委员会委员", "第五届经费审查委员会委员", "第五届女职工委员会委员"))
    assert len(rest) == 3


def test_what_the_setting_does_not_know_is_refused(options: Set, election_store: Store, election: Any) -> None:
    options(place="里")
    with pytest.raises(Refused, match="符号栏的位置"):
        pages(election_store, "ballot", election)


@pytest.mark.parametrize(("candidates", "seats", "wide"), [(4, 3, 595), (15, 14, 595), (23, 21, 842), (39, 37, 842)])
@pytest.mark.parametrize("place", ["上", "右"])
def test_a_large_body_gets_a_larger_sheet(
    candidates: int, seats: int, wide: int, place: str, options: Set, election_store: Store, election: Any
) -> None:
    options(place=place)
    large = sample.put(election_store, ELECTIONS, union=election.union.id, number=6)
    body = sample.put(election_store, BODIES, election=large.id, body="standing", seats=seats, way="ballot")
    for number in range(candidates):
        name = sample.SURNAMES[number] + sample.GIVEN[number % 10]
        sample.put(election_store, CANDIDATES, body=body.id, name=name, stage="formal", office="member")
    data = drawn(paper("ballot").document(election_store, PrintRequest(record=body)))
    pdf = pypdfium2.PdfDocument(data)
    assert len(pdf) == 1
    assert round(pdf.get_page_size(0)[0]) == wide
    pdf.close()
    assert f"候选{candidates}名" in "".join(page_texts(data)[0].split())


def test_a_long_name_among_many_leaves_the_ballot_and_the_report_on_one_sheet(
    election_store: Store, election: Any
) -> None:
    for number, seats, key in ((7, 37, "ballot"), (8, 23, "result-report")):
        large = sample.put(election_store, ELECTIONS, union=election.union.id, number=number)
        body = sample.put(election_store, BODIES, election=large.id, body="committee", seats=seats, way="ballot")
        people = [sample.SURNAMES[each] + sample.GIVEN[each % 10] for each in range(seats + 1)]
        for name in ["阿依古丽·买买提明", *people]:
            sample.put(election_store, CANDIDATES, body=body.id, name=name, stage="formal", office="member")
        (text,) = page_texts(drawn(paper(key).document(election_store, PrintRequest(record=body))))
        assert all(char in text for char in "阿依古丽买提明")


def test_those_who_stand_for_different_offices_have_them_on_the_ballot(election_store: Store, election: Any) -> None:
    chair = next(body for body in election.bodies if body.body == "chair")
    (text,) = pages(election_store, "ballot", chair)
    assert "职" in text and "副" in text


def test_a_show_of_hands_needs_no_ballot(election_store: Store) -> None:
    election = sample.make_election(election_store)
    women = next(body for body in election.bodies if body.body == "women")
    with election_store.journal.step("举手"):
        women.way = "show"
        women.save()
    assert "女职工委员会委员选票" not in text_of(election_store, "ballot", election)
    assert "大会举手表决" in text_of(election_store, "election-request", election)


def test_a_ballot_is_drawn_once_however_many_are_printed(election_store: Store, election: Any) -> None:
    body = election.bodies.first()

    def size(copies: str) -> int:
        return len(drawn(paper("ballot").document(election_store, PrintRequest(record=body, words={"copies": copies}))))

    assert size("500") - size("2") < 249 * 600
