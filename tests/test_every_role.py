"""Each role with every kind, page, paper, report, export, import, change, undo and restore: refused and noted exactly
where it should be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from ui import tabs
from unionapp.errors import Refused
from unionapp.exchange import outgoing, plan
from unionapp.office import accounts, cabinet, statistics
from unionapp.paper.paper import PrintRequest
from unionapp.records import codes, context, formats, reading, search
from unionapp.store import admission, consent, editing, system
from unionapp.store.store import Store
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS

from tests import support

ROLES = [code.key for code in codes.shipped()["roles"].codes]
READING = {
    "handling": {"read-members", "read-service"},
    "accounting": {"read-members", "read-funds"},
    "cashier": {"read-funds"},
    "approving": {"read-members", "read-funds", "read-service"},
    "auditing": {"read-members", "read-funds", "read-service"},
    "administering": set(),
}
FURTHER = {
    "handling": {"write", "export", "numbers"},
    "accounting": {"write", "export", "books", "numbers"},
    "cashier": {"write", "numbers"},
    "approving": {"write", "approve", "numbers", "private"},
    "auditing": {"numbers", "private"},
    "administering": {"write", "admin"},
}
every_role = pytest.mark.parametrize("role", ROLES)


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Store]:
    """A data folder that its founder has open."""
    store = support.make_store(tmp_path / "data")
    yield store
    store.close()


@pytest.fixture
def as_role(filled: Store) -> Iterator[Callable[[str], Store]]:
    """Opens it to an operator of one role."""
    opened: list[Store] = []

    def log_in(role: str) -> Store:
        admission.admit(filled, "李四", "lisi-2026", roles=(role,))
        with filled.journal.step("登记生僻字"):
            editing.put(system.CHARACTERS, [system.Character(name="㐂", stroke_order="1")])
        filled.close()
        opened.append(support.open_store(filled.folder, "李四", "lisi-2026"))
        return opened[-1]

    yield log_in
    for each in opened:
        each.close()


def refusals(store: Store) -> int:
    """How many refusals stand in the log."""
    return sum(step.title.startswith("拒绝：") for step in store.journal.steps())


def is_refused(store: Store, work: Callable[[], object]) -> bool:
    """Whether a deed is refused for want of a right; then, and only then, the log has a line more."""
    before = refusals(store)
    with suppress(Refused):
        work()
    return refusals(store) > before


@every_role
def test_a_role_has_the_rights_that_its_words_promise(as_role: Callable[[str], Store], role: str) -> None:
    store = as_role(role)
    assert store.context.rights == READING[role] | FURTHER[role]
    assert system.row_of("李四") is not None


@every_role
def test_kinds_are_read_and_exported_by_whom_they_concern(
    as_role: Callable[[str], Store], role: str, tmp_path: Path
) -> None:
    store, rights = as_role(role), READING[role] | FURTHER[role]
    for kind in store.kinds:
        closed = bool(reading.right_of(kind)) and reading.right_of(kind) not in rights
        private = any(field.private for field in kind.on_sheet.values())
        asked: list[tuple[bool, Callable[[], object]]] = [
            (closed, lambda kind=kind: store.readable(kind.key)),
            (closed, lambda kind=kind: outgoing.export(store, kind, search.Query(), tmp_path / "a.xlsx", True)),
            (
                closed or (private and "export" not in rights),
                lambda kind=kind: outgoing.export(store, kind, search.Query(), tmp_path / "b.xlsx"),
            ),
        ]
        assert [is_refused(store, work) for _, work in asked] == [refused for refused, _ in asked], kind.key


@every_role
def test_kinds_are_changed_by_who_may_read_and_write_them(as_role: Callable[[str], Store], role: str) -> None:
    store, rights = as_role(role), READING[role] | FURTHER[role]
    for kind in store.kinds:
        if kind.by_hand:
            needed = {reading.right_of(kind), kind.right} - {""}
            refused = is_refused(store, lambda kind=kind: editing.save(store.journal, kind, kind.model()))
            assert refused == bool(needed - rights), kind.key
            if not kind.append_only:
                nothing = [kind.model(id=999_999)]
                with_right = needed | {"write"}
                work = lambda kind=kind, nothing=nothing: editing.remove(store.journal, kind, nothing)  # noqa: E731
                assert is_refused(store, work) == bool(with_right - rights), kind.key


@every_role
def test_imports_are_planned_for_who_may_read(as_role: Callable[[str], Store], role: str, tmp_path: Path) -> None:
    store = as_role(role)
    sheet = tmp_path / "members.csv"
    sheet.write_text("姓名,性别\n王五,男\n", encoding="utf-8")
    refused = is_refused(store, lambda: plan.read_and_plan(store, MEMBERS, sheet))
    assert refused == ("read-members" not in READING[role])


@every_role
def test_papers_and_reports_are_printed_by_who_may_read_what_they_are_about(
    as_role: Callable[[str], Store], role: str
) -> None:
    store, rights = as_role(role), READING[role] | FURTHER[role]
    for paper in cabinet.PAPERS:
        closed = bool(paper.reading) and paper.reading not in rights
        assert (paper in cabinet.readable()) == (not closed)
        if not paper.needs:
            closed = closed or (bool(paper.right) and not paper.veils and paper.right not in rights)
            assert is_refused(store, lambda paper=paper: paper.document(store, PrintRequest())) == closed, paper.id
    for report in (*statistics.REPORTS, *accounts.REPORTS):
        assert is_refused(store, lambda report=report: store.journal.need(report.reading)) == (
            report.reading not in rights
        )


@every_role
def test_tabs_show_what_may_be_read(as_role: Callable[[str], Store], role: str) -> None:
    as_role(role)
    shown = {page.key for tab in tabs.readable() for page in tab.pages}
    for tab in tabs.TABS:
        for page in tab.pages:
            assert (page.key in shown) == (not page.reading or page.reading in READING[role]), page.key
    assert ("会员" in [tab.title for tab in tabs.readable()]) == ("read-members" in READING[role])


@every_role
def test_undo_restore_and_admitting_take_what_they_always_took(as_role: Callable[[str], Store], role: str) -> None:
    store, rights = as_role(role), FURTHER[role]
    assert is_refused(store, lambda: consent.of_session(store.journal)) == ("admin" not in rights)
    assert is_refused(store, lambda: admission.admit(store, "王五", "wangwu-2026")) == ("admin" not in rights)
    assert is_refused(store, lambda: admission.new_recovery_code(store)) == ("admin" not in rights)
    assert is_refused(store, lambda: store.journal.undo()) == ("write" not in rights)


def test_numbers_are_masked_found_by_nobody_and_kept_for_who_may_not_see_them(
    filled: Store, as_role: Callable[[str], Store]
) -> None:
    member = support.saved(filled, MEMBERS)
    member.mobile = "13912345678"
    with filled.journal.step("改电话"):
        editing.put(MEMBERS, [member])
    with context.meanwhile(rights=frozenset(system.rights_of_roles(("administering",))) | {"read-members"}):
        assert formats.show(Member.mobile, "13912345678") == formats.masked(Member.mobile, "13912345678")
        assert "1234" not in formats.show(Member.mobile, "13912345678")
        with pytest.raises(Refused, match="没有查看“移动电话”"):
            search.ids(MEMBERS, search.Query(where=(search.Condition("mobile", "=", "13912345678"),)))
        assert list(search.ids(MEMBERS, search.Query(text="13912345678"))) == []
        assert search.count(MEMBERS, search.Query(text="1391234")) == 0
    assert list(search.ids(MEMBERS, search.Query(text="13912345678"))) == [member.id]
