"""What can be read of a damaged data file comes into a new one; the damaged one stays, and nothing is made up."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from unionapp import subjects
from unionapp.errors import Damaged, Refused, Trouble
from unionapp.store import backup, connection, editing, keys, newest, pages, rescue, restoring
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.store.scenes import NOW, killed
from tests.support import OPERATOR, PASSWORD

COUNT = 300
PAGE = 4096


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed folder of many unions, with a backup before the last of them."""
    opened = support.make_store(tmp_path / "data")
    with opened.journal.step("登记"):
        editing.put(UNIONS, [Union(name=f"第{number}工会", remark="说明" * 100) for number in range(COUNT)])
    opened.backup()
    editing.save(opened.journal, UNIONS, Union(name="最后的工会"))
    opened.close()
    return opened.folder


def spoil(folder: Path, *pages: int) -> bytes:
    """Change a byte of each page; the file as it is then."""
    file = folder / connection.FILE
    content = bytearray(file.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE + 100] ^= 1
    file.write_bytes(content)
    return bytes(content)


def rescued(folder: Path) -> rescue.Rescued:
    return rescue.rescue(folder, subjects.KINDS, OPERATOR, PASSWORD, NOW)


def last_page_with_rows(folder: Path) -> int:
    """A page near the end of the file, where the unions lie."""
    size = (folder / connection.FILE).stat().st_size
    return size // PAGE - 40


def test_rows_around_a_damaged_page_are_read_and_the_missing_ones_are_counted(folder: Path) -> None:
    left = spoil(folder, last_page_with_rows(folder), last_page_with_rows(folder) + 7)
    with pytest.raises(Damaged):
        support.open_store(folder)
    found = rescued(folder)
    assert (found.kept / connection.FILE).read_bytes() == left
    assert any(not table.whole for table in found.tables)
    opened = support.open_store(folder)
    names = {union.name for union in Union.select()}
    assert COUNT // 2 < len(names) <= COUNT + 1
    assert connection.problems(opened.database) == [] or found.dangling
    assert opened.journal.steps(1)[0].title.startswith("抢救损坏的数据文件")
    opened.close()


def test_a_sound_file_is_left_alone(folder: Path) -> None:
    before = (folder / connection.FILE).read_bytes()
    with pytest.raises(Refused, match="不用抢救"):
        rescued(folder)
    assert (folder / connection.FILE).read_bytes() == before


def test_where_nothing_can_be_read_nothing_is_changed(folder: Path) -> None:
    left = spoil(folder, 1)
    with pytest.raises(Trouble, match="没有能读出的内容"):
        rescued(folder)
    assert (folder / connection.FILE).read_bytes() == left
    assert not list(folder.glob("re*-*"))


def test_the_newest_whole_backup_is_offered_with_the_steps_it_would_lose(folder: Path) -> None:
    spoil(folder, last_page_with_rows(folder))
    later = folder / backup.FOLDER / backup.name(datetime.now() + timedelta(days=1), "手动")
    later.write_bytes(b"broken")
    offered = newest.offer(folder, OPERATOR, PASSWORD)
    assert offered is not None
    assert offered.file != later
    assert "会退回其后的 1 步" in str(offered)
    assert newest.offer(folder, OPERATOR, "wrong password") is None


def test_a_rescue_that_dies_leaves_the_old_or_the_new(folder: Path) -> None:
    left = spoil(folder, last_page_with_rows(folder))
    fatal, states = 1, []
    while killed(lambda: rescued(folder), fatal):
        fatal += 7
        now = folder / connection.FILE
        restoring.settle(folder)
        states.append(now.read_bytes() == left)
        if not states[-1]:
            break
    assert states[0]
    support.open_store(folder).close()


def test_the_pages_of_a_sound_file_all_prove_and_what_is_written_is_read_again(folder: Path) -> None:
    key = keys.KeyRing.read(folder).unlock(OPERATOR, PASSWORD)
    found = pages.SealedPages(bytearray((folder / connection.FILE).read_bytes()), key)
    held = [found.read(number) for number in range(1, len(found) + 1)]
    assert None not in held
    assert held[0] is not None and held[0][16:18] == (PAGE).to_bytes(2, "big")
    found.write(2, b"x" * len(held[1] or b""))
    assert found.read(2) == b"x" * len(held[1] or b"")


def test_where_a_part_of_the_form_is_damaged_the_other_tables_are_read(folder: Path) -> None:
    key = keys.KeyRing.read(folder).unlock(OPERATOR, PASSWORD)
    form = pages._of_the_form(pages.SealedPages(bytearray((folder / connection.FILE).read_bytes()), key), 1)
    spoil(folder, sorted(form)[-3])
    rescued(folder)
    opened = support.open_store(folder)
    assert {union.name for union in Union.select()} >= {"第1工会"}
    opened.close()
