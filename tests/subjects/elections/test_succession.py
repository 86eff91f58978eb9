"""What a change within a term brings about, and that a correction leaves the registers as if typed right at once."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.elections import amending, terms
from unionapp.subjects.elections.models import Term, TermChange
from unionapp.subjects.elections.records import TERM_CHANGES, TERMS
from unionapp.subjects.members.models import Cadre
from unionapp.subjects.members.records import CADRES
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support

ELECTED = date(2024, 3, 20)
_NUMBERS = {"周明": "13900000001", "吴丽": "13900000002", "郑和": "13900000003", "冯远": "13900000004"}


def a_term(store: Store, name: str) -> Any:
    """A running term with a chair, a 委员, an 经审主任 and a 女职工主任."""
    phone = _NUMBERS["周明"]
    union = Union(name=name, chair="周明", chair_phone=phone, phone=phone)
    editing.save(store.journal, UNIONS, union)
    heads = {"chair": "周明", "audit_head": "郑和", "women_head": "吴丽"}
    term = Term(union=union, number=1, elected=ELECTED, years=5, **heads)
    editing.save(store.journal, TERMS, term)
    for person, post in (("周明", "chair"), ("吴丽", "member"), ("郑和", "audit-head"), ("吴丽", "women-head")):
        cadre = Cadre(name=person, union=union, post=post, since=ELECTED, phone=_NUMBERS[person])
        editing.save(store.journal, CADRES, cadre)
    return term


def change(store: Store, term: Any, kind: str, name: str, office: str, day: date, **more: Any) -> Any:
    """A change within a term, saved as the editor does."""
    made = TermChange(term=term, type=kind, day=day, name=name, office=office, **more)
    editing.save(store.journal, TERM_CHANGES, made)
    return made


def registers(term: Any) -> Any:
    """What the registers say of a union: its cadres, its term, who leads it."""
    stored = Term.get_by_id(term.id)
    union = Union.get_by_id(stored.union_id)
    held = Cadre.select().where(Cadre.union == union.id)
    cadres = sorted((c.name, c.post, str(c.since), str(c.until), c.phone) for c in held)
    return (
        cadres,
        (stored.chair, stored.audit_head, stored.women_head, stored.chair_vacant),
        (union.chair, union.chair_phone, union.phone),
    )


def test_a_chair_who_resigns_leaves_every_register_in_one_step(store: Store) -> None:
    term = a_term(store, "青山镇总工会")
    before = support.picture(store)
    day = date(2025, 11, 1)
    change(store, term, "resigned", "周明", "chair", day)
    cadres, heads, union = registers(term)
    assert ("周明", "chair", "2024-03-20", "2025-11-01", _NUMBERS["周明"]) in cadres
    assert heads == ("", "郑和", "吴丽", day)
    assert union == ("", "", "")
    assert [each.state for each in terms.expiring(date(2025, 12, 1))] == ["vacant"]
    support.taken_back(store)
    assert support.picture(store) == before


def test_who_is_elected_to_the_chair_gives_up_the_lesser_office_and_leads_the_union(store: Store) -> None:
    term = a_term(store, "青山镇总工会")
    change(store, term, "resigned", "周明", "chair", date(2025, 11, 1))
    change(store, term, "by-election", "吴丽", "chair", date(2025, 12, 1), phone=_NUMBERS["吴丽"])
    cadres, heads, union = registers(term)
    assert ("吴丽", "member", "2024-03-20", "2025-11-30", _NUMBERS["吴丽"]) in cadres
    assert ("吴丽", "chair", "2025-12-01", "None", _NUMBERS["吴丽"]) in cadres
    assert ("吴丽", "women-head", "2024-03-20", "None", _NUMBERS["吴丽"]) in cadres
    assert heads == ("吴丽", "郑和", "吴丽", None)
    assert union[:2] == ("吴丽", _NUMBERS["吴丽"])
    assert terms.expiring(date(2026, 1, 1)) == []


def test_a_new_head_ends_the_office_of_the_one_before(store: Store) -> None:
    term = a_term(store, "青山镇总工会")
    change(store, term, "added", "冯远", "audit-head", date(2025, 5, 6))
    cadres, heads, _ = registers(term)
    assert ("郑和", "audit-head", "2024-03-20", "2025-05-05", _NUMBERS["郑和"]) in cadres
    assert heads[1] == "冯远"


def test_who_leads_for_the_time_being_is_the_unions_contact_and_no_cadre(store: Store) -> None:
    term = a_term(store, "青山镇总工会")
    change(store, term, "resigned", "周明", "chair", date(2025, 11, 1))
    change(store, term, "acting", "郑和", "chair", date(2025, 11, 2), phone=_NUMBERS["郑和"])
    cadres, heads, union = registers(term)
    assert len(cadres) == 4
    assert heads[0] == ""
    assert heads[3] == date(2025, 11, 1)
    assert union[:2] == ("郑和", _NUMBERS["郑和"])


def test_a_change_of_a_term_long_over_leaves_the_present_chair_alone(store: Store) -> None:
    term = a_term(store, "青山镇总工会")
    editing.save(
        store.journal, TERMS, Term(union=term.union_id, number=2, elected=date(2025, 6, 1), years=5, chair="冯远")
    )
    change(store, term, "resigned", "周明", "chair", date(2024, 11, 1))
    change(store, term, "added", "马良", "member", date(2024, 12, 1))
    cadres, _, union = registers(term)
    assert union[0] == "周明"
    assert ("马良", "member", "2024-12-01", "2025-05-31", "") in cadres


def test_what_was_altered_by_hand_since_stays(store: Store) -> None:
    term = a_term(store, "青山镇总工会")
    wrong = change(store, term, "resigned", "周明", "chair", date(2025, 11, 1))
    union = Union.get_by_id(term.union_id)
    union.chair = "马良"
    editing.save(store.journal, UNIONS, union)
    amending.correct(store.journal, wrong, right_of(wrong, type="void"))
    assert registers(term)[2][0] == "马良"
    assert registers(term)[1] == ("周明", "郑和", "吴丽", None)


def test_a_change_is_corrected_once_and_voided_only_by_a_correction(store: Store) -> None:
    term = a_term(store, "青山镇总工会")
    before = registers(term)
    wrong = change(store, term, "resigned", "周明", "chair", date(2025, 11, 1))
    alone = TermChange(term=term, type="void", day=date(2025, 11, 1), name="周明", office="chair")
    assert "void" in {each.rule for each in editing.check(TERM_CHANGES, alone)}
    amending.correct(store.journal, wrong, right_of(wrong, type="void"))
    assert registers(term) == before
    with pytest.raises(Refused, match="已经更正过"):
        amending.correct(store.journal, wrong, right_of(wrong, type="void"))
    again = TermChange(term=term, replaces=wrong, type="void", day=wrong.day, name="周明", office="chair")
    assert "replaces" in {each.rule for each in editing.check(TERM_CHANGES, again)}
    elsewhere = TermChange(
        term=a_term(store, "别镇总工会"), replaces=wrong, type="void", day=wrong.day, name="周明", office="chair"
    )
    assert "replaces" in {each.rule for each in editing.check(TERM_CHANGES, elsewhere)}
    correction = TermChange.get(TermChange.replaces == wrong)
    amending.correct(store.journal, correction, right_of(wrong))
    assert registers(term) != before


def test_somebody_who_does_not_hold_the_office_is_doubted(store: Store) -> None:
    term = a_term(store, "青山镇总工会")
    other = TermChange(term=term, type="resigned", day=date(2025, 11, 1), name="冯远", office="chair")
    assert [(each.rule, each.level) for each in editing.check(TERM_CHANGES, other)] == [("change-office", "warning")]
    other.day = date.today() + timedelta(1)
    assert "change-day" in {each.rule for each in editing.check(TERM_CHANGES, other)}


def right_of(wrong: Any, **values: Any) -> Any:
    """A change that stands in the place of a wrong one, with other values."""
    names = ("type", "day", "name", "office", "phone")
    return TermChange(**{name: getattr(wrong, name) for name in names} | values)


Row = dict[str, Any]


def _any(dice: random.Random, day: int) -> Row:
    name = dice.choice([*_NUMBERS, "马良"])
    return {
        "type": dice.choice(["by-election", "added", "recalled", "resigned", "moved", "vacant", "acting"]),
        "day": ELECTED + timedelta(day),
        "name": name,
        "office": dice.choice(["chair", "chair", "vice-chair", "member", "audit-head", "audit-member", "women-head"]),
        "phone": _NUMBERS.get(name, ""),
    }


def _put(store: Store, term: Any, rows: Sequence[Row]) -> list[Any]:
    made = [TermChange(term=term, **row) for row in rows]
    for each in made:
        with store.journal.step("届内变动"):
            editing.put(TERM_CHANGES, [each])
    return made


@pytest.mark.parametrize("seed", range(24))
def test_changes_in_any_order_and_corrected_leave_what_typing_them_right_leaves(store: Store, seed: int) -> None:
    dice = random.Random(seed)
    right = [_any(dice, day) for day in sorted(dice.sample(range(1, 400), dice.randint(1, 7)))]
    plain, amended = a_term(store, "甲镇总工会"), a_term(store, "乙镇总工会")
    _put(store, plain, right)
    wrong = [_any(dice, dice.randint(1, 400)) if dice.random() < 0.5 else row for row in right]
    order = dice.sample(range(len(right)), len(right))
    made = _put(store, amended, [wrong[n] for n in order])
    for n, each in zip(order, made, strict=True):
        if wrong[n] is not right[n]:
            amending.correct(store.journal, each, TermChange(**right[n]))
    assert registers(amended) == registers(plain)
    if dice.random() < 0.5:
        void = [
            each for each in TermChange.select().where(TermChange.term == amended.id) if not amending.is_corrected(each)
        ]
        for each in dice.sample(void, len(void)):
            amending.correct(store.journal, each, right_of(each, type="void"))
        assert registers(amended) == registers(a_term(store, "丙镇总工会"))
