"""After a rescue the check says once what was lost by the damage, and calls no lost row an edit past the program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from unionapp import subjects
from unionapp.office import full_check, health, inspection, integrity
from unionapp.store import backup, connection, editing, keys, rescue, rescued_log
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.store.scenes import NOW
from tests.support import OPERATOR, PASSWORD

COUNT, PAGE = 300, 4096
FORMS = sorted((Path(__file__).parents[1] / "databases").glob("*.unionbak"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed folder of many unions, each of them written in a step of its own, with a backup half-way."""
    opened = support.make_store(tmp_path / "data")
    with opened.journal.step("登记"):
        editing.put(UNIONS, [Union(name=f"第{number}工会", remark="说明" * 100) for number in range(COUNT)])
    opened.backup()
    for number in range(20):
        editing.save(opened.journal, UNIONS, Union(name=f"后来{number}工会"))
    opened.close()
    return opened.folder


def holds(folder: Path, *pages: int) -> list[int]:
    """Of how many records and steps the damage of these pages takes any; the file is damaged then."""
    file = folder / connection.FILE
    content = bytearray(file.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE + 100] ^= 1
    file.write_bytes(content)
    found = rescue.rescue(folder, subjects.KINDS, OPERATOR, PASSWORD, NOW)
    lost = {table.name: table for table in found.tables if not table.whole}
    return [int(name in lost) for name in ("union_org", "step", "change")]


def pages_of(folder: Path, table: str) -> list[int]:
    """The pages in which the rows of a table lie, by SQLite's own count."""
    key = keys.KeyRing.read(folder).unlock(OPERATOR, PASSWORD)
    opened = connection.bare(folder / connection.FILE, key)
    try:
        root = opened.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    finally:
        opened.close()
    content = bytearray((folder / connection.FILE).read_bytes())
    return _below(rescue.pages.SealedPages(content, key), root)


def _below(sealed: rescue.pages.SealedPages, number: int) -> list[int]:
    held = sealed.read(number) or b""
    if held[0] != rescue.pages._INTERIOR:
        return [number]
    count = int.from_bytes(held[3:5], "big")
    at = [int.from_bytes(held[12 + 2 * each : 14 + 2 * each], "big") for each in range(count)]
    below = [int.from_bytes(held[each : each + 4], "big") for each in at] + [int.from_bytes(held[8:12], "big")]
    return [page for each in below for page in _below(sealed, each)]


@pytest.mark.parametrize(
    ("table", "which"),
    [("union_org", slice(2, 4)), ("change", slice(1, 2)), ("step", slice(0, 1)), ("step", slice(-1, None))],
)
def test_what_the_damage_took_is_told_once_and_no_row_is_called_an_edit(folder: Path, table: str, which: slice) -> None:
    holds(folder, *pages_of(folder, table)[which])
    for _ in range(2):
        opened = support.open_store(folder)
        found = inspection.inspect(opened, ("error", "warning", "info"))
        assert [each.problem.message for each in found if each.problem.rule == integrity.RULE] == []
        assert [each.problem.level for each in found if each.problem.rule == "rescued"] == ["info"]
        assert "没有读全" in next(each.problem.message for each in found if each.problem.rule == "rescued")
        assert full_check.run(opened, datetime.now()).records == 0
        assert [line.state for line in health.state(opened, datetime.now()) if line.key == "rescued"] == ["good"]
        editing.save(opened.journal, UNIONS, Union(name=f"抢救以后{datetime.now()}工会"))
        opened.backup()
        opened.close()


def test_an_edit_past_the_program_stays_named_where_the_log_was_read_whole(folder: Path) -> None:
    edited(folder, lambda opened: opened.execute("UPDATE union_org SET remark = '改' WHERE id = 1"))
    assert holds(folder, *pages_of(folder, "union_org")[-3:-1]) == [1, 0, 0]
    opened = support.open_store(folder)
    strange = [each for each in inspection.inspect(opened) if each.problem.rule == integrity.RULE]
    assert [(each.kind, each.label) for each in strange] == [(UNIONS.key, Union.get_by_id(1).label)]
    opened.close()


def test_an_edit_after_the_rescue_is_named(folder: Path) -> None:
    holds(folder, *pages_of(folder, "change")[1:2])
    support.open_store(folder).close()
    edited(folder, lambda opened: opened.execute("UPDATE union_org SET remark = '改' WHERE id = 2"))
    opened = support.open_store(folder)
    assert any(each.problem.rule == integrity.RULE and each.kind == UNIONS.key for each in inspection.inspect(opened))
    opened.close()


def test_a_rescued_log_gives_no_number_of_a_step_twice(folder: Path) -> None:
    known = keys.KeyRing.read(folder).head
    assert known is not None
    holds(folder, *pages_of(folder, "step")[-1:])
    opened = support.open_store(folder)
    assert rescued_log.rescues(opened.journal)[0].id > known[0]
    opened.close()


def edited(folder: Path, edit: Callable[[dbapi2.Connection], object]) -> None:
    """Change the closed file past the program."""
    key = keys.KeyRing.read(folder).unlock(OPERATOR, PASSWORD)
    opened = connection.bare(folder / connection.FILE, key)
    made = opened.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in made:
        opened.execute(f"DROP TRIGGER {name}")
    edit(opened)
    for _, sql in made:
        opened.execute(sql)
    opened.close()


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_a_file_of_an_earlier_form_is_rescued_and_then_upgraded(form: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    backup.unpack(form, folder)
    content = bytearray((folder / connection.FILE).read_bytes())
    content[(len(content) // PAGE // 2) * PAGE + 100] ^= 1
    (folder / connection.FILE).write_bytes(content)
    rescue.rescue(folder, subjects.KINDS, OPERATOR, PASSWORD, NOW)
    opened = support.open_store(folder)
    assert rescued_log.rescues(opened.journal)
    assert [each for each in inspection.inspect(opened) if each.problem.rule == integrity.RULE] == []
    opened.close()
