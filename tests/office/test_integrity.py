"""Whatever is changed past the program, with the key of the data file, is named by the check."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from unionapp.office import demo, inspection, integrity
from unionapp.records import fields
from unionapp.store import backup, connection, editing, keys, log_chain, log_guard, row_codes
from unionapp.store.journal import SEAL
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.office.edits import Edit, edits, past_the_program
from tests.support import store

__all__ = ["store"]


@pytest.fixture(scope="module")
def township(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The small demonstration, open."""
    folder = tmp_path_factory.mktemp("township") / "data"
    support.make_township(folder)
    store = support.open_store(folder, demo.OPERATOR, demo.PASSWORD)
    yield store
    store.close()


def named(store: Store) -> list[inspection.Finding]:
    """What the check says of tampering."""
    return [each for each in inspection.inspect(store) if each.problem.rule == integrity.RULE]


def strange(store: Store) -> set[tuple[str, int]]:
    """The rows that are not as the log has them."""
    tables = [kind.model._meta.table_name for kind in store.kinds]
    return {(table, row) for table in tables for row in log_chain.strange_rows(store.database, table)}


def test_data_that_only_the_program_wrote_are_as_the_log_has_them(township: Store) -> None:
    assert named(township) == []


def test_every_edit_of_a_record_is_told_by_table_and_row(township: Store) -> None:
    wanted = edits(township, Random(1), each=3)
    assert {edit.table for edit in wanted} >= {
        "voucher",
        "ballot",
        "membership_change",
        "accounting_period",
        "operator",
        "member",
    }
    for edit in wanted:
        with past_the_program(township, edit):
            assert strange(township) == {(edit.table, edit.row)}, edit
    assert strange(township) == set()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE step SET title = '什么也没做' WHERE id = 1",
        "UPDATE step SET operator = '李四' WHERE id = 1",
        "UPDATE step SET at = '2020-01-01 00:00:00' WHERE id = 1",
        "DELETE FROM change WHERE id = 5",
        "UPDATE change SET data = '{}' WHERE id = (SELECT max(id) FROM change WHERE data IS NOT NULL)",
        "UPDATE change SET row = row + 1 WHERE id = 7",
        "INSERT INTO change(step_id, tbl, row, op) VALUES (1, 'member', 99999, 'I')",
        "INSERT INTO change(step_id, tbl, row, op) VALUES (99, 'member', 1, 'I')",
        "INSERT INTO step(id, at, operator, title, sort, code) VALUES (77, '2026-01-01', '甲', '乙', 'note', '')",
        "DELETE FROM derived WHERE name = 'log-head'",
    ],
)
def test_every_edit_of_the_log_is_named(township: Store, sql: str) -> None:
    with past_the_program(township, Edit("step", 0, sql)):
        assert named(township)


def test_a_log_whose_end_was_cut_off_while_it_was_closed_is_named_for_good(store: Store) -> None:
    editing.save(store.journal, UNIONS, Union(name="甲工会"))
    row = Union.get().id
    folder, key = store.folder, store.key
    store.close()
    opened = connection.bare(folder / connection.FILE, key)
    for name in ("change_delete", "step_delete", "journal_union_org_delete", "search_union_org_delete"):
        opened.execute(f"DROP TRIGGER {name}")
    opened.execute("DELETE FROM union_org WHERE id = ?", (row,))
    last = opened.execute("SELECT max(id) FROM step").fetchone()[0]
    opened.execute("DELETE FROM change WHERE step_id = ?", (last,))
    opened.execute("DELETE FROM step WHERE id = ?", (last,))
    before = opened.execute("SELECT id, code FROM step ORDER BY id DESC LIMIT 1").fetchone()
    opened.execute("UPDATE derived SET value = ? WHERE name = 'log-head'", (json.dumps(before),))
    opened.close()
    for _ in range(2):
        store = support.open_store(folder)
        words = [each.problem.message for each in named(store)]
        assert any("截去" in text for text in words)
        assert any("记下改动的那一部分" in text for text in words)
        store.close()


def test_a_log_whose_key_was_taken_away_is_chained_anew_and_says_so_for_good(store: Store) -> None:
    folder = store.folder
    store.close()
    ring = keys.KeyRing.read(folder)
    ring.log = ""
    ring.write(folder)
    for _ in range(2):
        store = support.open_store(folder)
        assert any("重新校验" in each.problem.message for each in named(store))
        assert log_chain.strange_steps(store.database) == []
        editing.save(store.journal, UNIONS, Union(name="工会"))
        store.journal.undo()
        store.close()


def test_without_the_key_of_the_log_no_code_can_be_forged(store: Store) -> None:
    editing.save(store.journal, UNIONS, Union(name="甲工会"))
    true = store.database.log_key
    with past_the_program(store, Edit("union_org", 1, "UPDATE union_org SET name = '乙工会'")):
        store.database.log_key = store.key
        reckoned = row_codes.row_code_sql(store.database, "union_org", "union_org")
        store.database.execute_sql(
            f"UPDATE change SET after = (SELECT {reckoned} FROM union_org) WHERE tbl = 'union_org'"
        )
        store.database.log_key = true
        assert len(named(store)) >= 2


def test_a_copy_that_knows_more_than_the_log_is_named_but_not_one_that_a_restore_left_behind(
    store: Store, tmp_path: Path
) -> None:
    early = store.backup(tmp_path / "early.unionbak")
    editing.save(store.journal, UNIONS, Union(name="甲工会"))
    store.backup()
    folder = store.folder
    store.close()
    copied = tmp_path / "old"
    backup.restore(copied, early, support.OPERATOR, support.PASSWORD, datetime(2026, 1, 1))
    other = support.open_store(copied)
    assert named(other) == []
    other.close()
    backup.restore(folder, early, support.OPERATOR, support.PASSWORD, datetime(2026, 1, 1))
    store = support.open_store(folder)
    assert named(store) == []
    with past_the_program(store, Edit("step", 0, f"UPDATE step SET title = '无' WHERE sort = '{SEAL}'")):
        assert any("没有的步骤" in each.problem.message for each in named(store))
    store.close()


def test_the_last_code_is_repeated_in_the_keys_when_data_are_closed(store: Store) -> None:
    folder = store.folder
    store.close()
    head = keys.KeyRing.read(folder).head
    assert head is not None
    store = support.open_store(folder)
    assert head == log_chain.head(store.database.connection())
    before = (folder / keys.FILE).stat().st_mtime_ns
    os.utime(folder / keys.FILE, ns=(before, before))
    store.close()
    assert (folder / keys.FILE).stat().st_mtime_ns == before
    assert log_guard.BROKEN not in "".join(step.title for step in support.open_store(folder).journal.steps())


def test_damaged_attachments_are_named_with_their_record_or_without(store: Store) -> None:
    kind = next(kind for kind in store.kinds if any(isinstance(f, fields.Attachment) for f in kind.fields.values()))
    name = next(name for name, field in kind.fields.items() if isinstance(field, fields.Attachment))
    used, unused = (store.files.keep(text, "a.pdf") for text in (b"used", b"unused"))
    record = support.saved(store, kind, 1, **{name: used})
    for stored in (used, unused):
        path = store.files.folder / stored[:2] / stored.partition("/")[0]
        path.write_bytes(path.read_bytes()[:-1])
    found = [(each.uid, each.problem.message) for each in inspection.inspect(store) if each.problem.rule == "file"]
    assert [uid for uid, _ in found] == ["", record.uid] or [uid for uid, _ in found] == [record.uid, ""]
    assert all("已损坏" in words for _, words in found)
