"""The demonstration township: the same for the same seed, right by all rules, and large enough to show things."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from unionapp.errors import Refused, errors_only
from unionapp.office import demo
from unionapp.office.sizes import SIZES
from unionapp.records.codes import table
from unionapp.store.journal import SEAL
from unionapp.store.store import Store
from unionapp.subjects.elections.case import first_session
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.models import Round
from unionapp.subjects.elections.records import ROUNDS
from unionapp.subjects.members import derive as follow
from unionapp.subjects.members import rules
from unionapp.subjects.members.models import Application, Cadre, Member, MembershipChange
from unionapp.subjects.unions.models import Union

from tests.office.conftest import made

ROOT = Path(__file__).resolve().parent.parent.parent


def digest(store: Store) -> str:
    """A fingerprint of all records, uids included."""
    rows = [
        [repr(sorted(record.__data__.items())) for record in kind.model.select().order_by(kind.model.id)]
        for kind in store.kinds
        if kind.key not in ("operators", "settings")
    ]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def of_seed(folder: Path, seed: int) -> str:
    """The fingerprint of a small township grown from a seed."""
    store = made(folder)
    demo.fill(store, "small", seed)
    found = digest(store)
    store.close()
    return found


def test_the_same_seed_gives_the_same_data_and_another_seed_others(tmp_path: Path) -> None:
    first = of_seed(tmp_path / "a", 7)
    assert of_seed(tmp_path / "b", 7) == first
    assert of_seed(tmp_path / "c", 8) != first


def test_the_data_do_not_hang_on_the_order_of_hashes(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.office.test_demo import of_seed;"
        "sys.stdout.write(of_seed(Path(sys.argv[1]), 7))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path / order)],
            cwd=ROOT,
            env={"PYTHONHASHSEED": order, "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout
        for order in ("1", "2")
    }
    assert len(found) == 1


def test_every_record_keeps_the_rules(township: Store) -> None:
    wrong = [
        (kind.key, record.label, problem.message)
        for kind in township.kinds
        for record in kind.model.select()
        for problem in errors_only(kind.check(record))
    ]
    assert wrong == []


def test_a_small_township_has_eight_unions_and_two_hundred_members(township: Store) -> None:
    assert (Union.select().count(), Member.select().count()) == (8, 200)
    assert [union.name for union in Union.select().where(Union.parent.is_null())] == ["青石镇总工会"]


def test_the_sizes_are_those_promised() -> None:
    sizes = {key: (size.unions, size.members) for key, size in SIZES.items()}
    assert sizes == {"small": (8, 200), "township": (60, 5_000), "county": (800, 100_000)}


def test_every_member_stands_where_the_changes_led(township: Store) -> None:
    before = [member.__data__ for member in Member.select().order_by(Member.id)]
    with township.journal.step("核对"):
        follow.refresh([member["id"] for member in before])
    assert [member.__data__ for member in Member.select().order_by(Member.id)] == before


def test_every_chain_of_changes_is_allowed(township: Store) -> None:
    changes: dict[int, list[MembershipChange]] = {}
    for change in MembershipChange.select():
        changes.setdefault(change.member_id, []).append(change)
    assert len(changes) == 200
    for chain in changes.values():
        ordered = follow.in_order(chain)
        for former, later in pairwise(ordered):
            assert rules.move_problems(rules.state_after(former.type), later.type, "type") == []
            assert former.date < later.date <= demo.TODAY


def test_nobody_has_the_number_of_somebody_else(township: Store) -> None:
    numbers = [member.id_number for member in Member.select() if member.id_number]
    assert len(set(numbers)) == len(numbers)


def test_numbers_lie_in_places_that_do_not_exist(township: Store) -> None:
    citizens = [m for m in Member.select() if m.id_number and m.id_type in table("id-type").marked("id18")]
    assert {member.id_number[2:4] for member in citizens} == {"99"}
    assert {member.mobile[:3] for member in Member.select() if member.mobile} == {"154"}


def test_every_union_has_a_chair_from_among_its_members(township: Store) -> None:
    for union in Union.select():
        chair = Cadre.get((Cadre.union == union) & (Cadre.post == "chair"))
        assert chair.name == union.chair == chair.member.name
        assert (chair.member.union, chair.member.status) == (union, "in")


def test_a_committee_s_session_is_voted_by_its_members(township: Store) -> None:
    rounds = [each for each in Round.select() if first_session.electing(each.body)]
    assert rounds
    for each in rounds:
        members = first_session.elected(first_session.electing(each.body))
        assert (each.due, each.present, each.printed) == (len(members), len(members), len(members))
        assert counting.entered(each) == len(members) < each.body.election.due
        assert set(counting.result(each).elected) <= set(members) and counting.result(each).elected
        assert ROUNDS.check(each) == []


def test_some_applications_wait_past_their_term(township: Store) -> None:
    waiting = Application.select().where(Application.state.in_(("received", "contacted")))
    assert any(each.due < demo.TODAY for each in waiting)
    assert all(each.decided >= each.received for each in Application.select().where(Application.decided.is_null(False)))


def test_the_demonstration_cannot_be_undone_by_mistake(township: Store) -> None:
    assert township.journal.undoable is None
    assert township.journal.steps(1)[0].sort == SEAL


def test_data_that_hold_unions_are_not_filled_again(township: Store) -> None:
    with pytest.raises(Refused, match="空的数据文件夹"):
        demo.fill(township, "small", 2)
    assert Union.select().count() == 8
