"""The form of the data file: as the models have it, and reached from every file ever kept."""

from __future__ import annotations

import importlib.util
import json
import sqlite3
from datetime import datetime
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest
from unionapp.records import finding, search
from unionapp.store import backup, connection, editing, system, upgrade
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.databases import make

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 3, 4, 5, 6, 7)


def schema_script() -> ModuleType:
    """The script that prints the SQL of the models."""
    spec = importlib.util.spec_from_file_location("schema", ROOT / ".ci" / "schema.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def form(run: Any, table: str) -> tuple[list[Any], list[Any], list[Any]]:
    """Columns, links and indexes of a table, in an order of their own."""
    columns = sorted(row[1:4] + row[5:6] for row in run(f'PRAGMA table_info("{table}")').fetchall())
    links = sorted(row[2:7] for row in run(f'PRAGMA foreign_key_list("{table}")').fetchall())
    indexes = []
    for _, name, unique, *_ in run(f'PRAGMA index_list("{table}")').fetchall():
        indexes.append((unique, tuple(row[2] for row in run(f'PRAGMA index_info("{name}")').fetchall())))
    return columns, links, sorted(indexes)


def test_a_new_data_file_has_the_form_of_the_models(store: Store) -> None:
    plain = sqlite3.connect(":memory:")
    for statement in schema_script().statements():
        plain.execute(statement)
    tables = [name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert {"step", "change", "union_org", "member"} <= set(tables)
    for table in tables:
        assert form(store.database.execute_sql, table) == form(plain.execute, table), table
    plain.close()


def test_every_kept_file_opens_with_all_its_rows_in_order(tmp_path: Path) -> None:
    (tmp_path / "now").mkdir()
    for number, file in enumerate([make.write(tmp_path / "now"), *sorted(make.HERE.glob("*.unionbak"))]):
        folder = tmp_path / str(number)
        backup.restore(folder, file, support.OPERATOR, support.PASSWORD, NOW)
        store = support.open_store(folder)
        kept = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        now = make.counts(store)
        assert {table: now[table] for table in kept if table not in ("setting", "change")} == {
            table: rows for table, rows in kept.items() if table not in ("setting", "change")
        }
        assert now["change"] >= kept["change"]
        assert store.check() == []
        for kind in store.kinds:
            assert not finding.indexed(kind) or support.indexed(store, kind) == support.reindexed(store, kind)
        editing.save(store.journal, UNIONS, Union(name="新的工会"))
        store.journal.undo()
        store.close()


@pytest.mark.parametrize("file", sorted(make.HERE.glob("*.unionbak")), ids=lambda file: file.stem)
def test_who_looks_after_a_kept_file_has_every_right_in_it(file: Path, tmp_path: Path) -> None:
    backup.restore(tmp_path / "data", file, support.OPERATOR, support.PASSWORD, NOW)
    store = support.open_store(tmp_path / "data")
    held = {row.name: set(row.rights) for row in system.Operator.select()}
    assert held.pop(support.OPERATOR) == set(system.Operator.rights.codes.by_key)
    assert held
    assert all("admin" in rights or not rights & {"books", "approve", "private"} for rights in held.values())
    row = system.Operator.get(system.Operator.name == support.OPERATOR)
    row.remark = "改过"
    editing.save(store.journal, system.OPERATORS, row)
    assert store.journal.history("operator", row.id)[0][1] == "U"
    store.close()


LATER = '''
"""A later form, for tests."""


def up(migrator, db):
    """Add a column, and lose the triggers as a table that is made anew does."""
    db.execute_sql("ALTER TABLE union_org ADD COLUMN motto TEXT NOT NULL DEFAULT ''")
    for when in ("insert", "update", "delete"):
        db.execute_sql(f"DROP TRIGGER search_union_org_{when}")
        db.execute_sql(f"DROP TRIGGER journal_union_org_{when}")
'''


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program with one more migration."""
    scripts = tmp_path / "migrations"
    scripts.mkdir()
    for path in upgrade.MIGRATIONS.glob("[0-9]*.py"):
        (scripts / path.name).write_bytes(path.read_bytes())
    (scripts / "9000_later.py").write_text(LATER, encoding="utf-8")
    monkeypatch.setattr(upgrade, "MIGRATIONS", scripts)
    return scripts


def test_an_upgrade_backs_up_first_seals_the_log_and_watches_the_tables_again(store: Store, later: Path) -> None:
    editing.save(store.journal, UNIONS, Union(name="甲工会"))
    store.close()
    again = support.open_store(store.folder)
    assert [path.name[16:] for path in backup.listing(store.folder)] == ["升级前.unionbak"]
    assert again.journal.undoable is None
    assert again.journal.steps(1)[0].title == "升级数据"
    with again.journal.step("直接"):
        again.database.execute_sql(
            "INSERT INTO union_org SELECT 77, 'u', '乙工会', " + ", ".join(_rest(again)) + " FROM union_org LIMIT 1"
        )
    assert support.indexed(again, UNIONS) == support.reindexed(again, UNIONS)
    assert list(search.ids(UNIONS, search.Query("乙工会"))) == [77]
    again.journal.undo()
    assert Union.select().count() == 1
    again.close()
    second = support.open_store(store.folder)
    assert len(backup.listing(store.folder)) == 1
    second.close()


def _rest(store: Store) -> list[str]:
    return [f'"{column.name}"' for column in store.database.get_columns("union_org")][3:]


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(store: Store, later: Path) -> None:
    editing.save(store.journal, UNIONS, Union(name="甲工会"))
    before = support.picture(store)
    store.close()
    (later / "9000_later.py").write_text(LATER + "    raise RuntimeError('stuck')\n", encoding="utf-8")
    with pytest.raises(RuntimeError, match="stuck"):
        support.open_store(store.folder)
    (later / "9000_later.py").unlink()
    again = support.open_store(store.folder)
    assert support.picture(again) == before
    assert again.check() == []
    editing.save(again.journal, UNIONS, Union(name="乙工会"))
    again.close()


def test_an_index_made_by_a_former_rule_is_made_anew_once_and_gives_its_room_back(store: Store) -> None:
    editing.save(store.journal, UNIONS, Union(name="青山乡总工会"))
    run, index = store.database.execute_sql, finding.index_table(UNIONS)
    random = Random(1)
    fat = " ".join(f"{random.getrandbits(256):064x}" for _ in range(100_000))
    run(f"INSERT INTO {index}(rowid, tokens) VALUES (99, ?)", (fat,))
    run("UPDATE derived SET value = ? WHERE name = ?", (f"{index}:{','.join(UNIONS.search)}", index))
    run("UPDATE derived SET value = 'former' WHERE name = 'triggers'")
    store.close()
    file = store.folder / connection.FILE
    before = file.stat().st_size
    again = support.open_store(store.folder)
    assert support.indexed(again, UNIONS) == support.reindexed(again, UNIONS)
    assert again.journal.undoable is not None
    again.close()
    assert file.stat().st_size < before // 2
    bytes_now = file.read_bytes()
    support.open_store(store.folder).close()
    assert file.read_bytes() == bytes_now
