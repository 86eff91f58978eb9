"""What is typed and not saved lies beside the data: whole or not at all, and for nobody but who typed it."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from unionapp.store import drafts
from unionapp.store.drafts import Unsaved

from tests.store.scenes import Death, dying

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
AT = datetime(2026, 3, 4, 10, 32)


def draft(name: str, number: str = "1") -> Unsaved:
    return Unsaved(
        number, "record/members/", f"会员“{name}”", "members", AT, 7, {"姓名#1": name, "性别#1": {"value": "1"}}
    )


def test_what_was_typed_is_found_again_at_the_next_start(tmp_path: Path) -> None:
    drafts.write(tmp_path, KEY, "张三", [draft("李四"), draft("王五", "2")])
    assert drafts.read(tmp_path, KEY, "张三") == [draft("李四"), draft("王五", "2")]


def test_drafts_are_offered_to_nobody_else(tmp_path: Path) -> None:
    drafts.write(tmp_path, KEY, "张三", [draft("李四")])
    assert drafts.read(tmp_path, KEY, "王五") == []
    assert drafts.read(tmp_path, OTHER_KEY, "张三") == []


def test_nothing_of_a_draft_can_be_read_on_the_disk(tmp_path: Path) -> None:
    drafts.write(tmp_path, KEY, "张三", [draft("李四")])
    (path,) = tmp_path.iterdir()
    raw = path.read_bytes() + path.name.encode()
    assert not any(word.encode(coding) in raw for word in ("李四", "张三", "members") for coding in ("utf-8", "gbk"))


def test_the_file_goes_with_the_last_draft(tmp_path: Path) -> None:
    drafts.write(tmp_path, KEY, "张三", [draft("李四")])
    drafts.write(tmp_path, KEY, "张三", [])
    drafts.write(tmp_path, KEY, "张三", [])
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("fatal", range(1, 9))
def test_a_program_killed_while_it_writes_leaves_the_old_drafts_or_the_new_ones(tmp_path: Path, fatal: int) -> None:
    drafts.write(tmp_path, KEY, "张三", [draft("李四")])
    with dying(fatal), suppress(Death):
        drafts.write(tmp_path, KEY, "张三", [draft("李四"), draft("王五", "2")])
    assert drafts.read(tmp_path, KEY, "张三") in ([draft("李四")], [draft("李四"), draft("王五", "2")])


def test_a_damaged_file_is_no_draft_and_the_next_one_takes_its_place(tmp_path: Path) -> None:
    drafts.write(tmp_path, KEY, "张三", [draft("李四")])
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert drafts.read(tmp_path, KEY, "张三") == []
    drafts.write(tmp_path, KEY, "张三", [draft("王五")])
    assert drafts.read(tmp_path, KEY, "张三") == [draft("王五")]


def test_another_data_key_takes_the_drafts_of_everybody_along(tmp_path: Path) -> None:
    drafts.write(tmp_path, KEY, "张三", [draft("李四")])
    drafts.write(tmp_path, KEY, "王五", [draft("赵六")])
    drafts.renew(tmp_path, KEY, OTHER_KEY)
    assert drafts.read(tmp_path, OTHER_KEY, "张三") == [draft("李四")]
    assert drafts.read(tmp_path, OTHER_KEY, "王五") == [draft("赵六")]
    assert len(list(tmp_path.iterdir())) == 2


def test_who_is_forgotten_goes_from_the_drafts_of_everybody(tmp_path: Path) -> None:
    drafts.write(tmp_path, KEY, "张三", [draft("李四"), draft("赵六", "2")])
    drafts.write(tmp_path, KEY, "王五", [draft("李四")])
    drafts.forget(tmp_path, KEY, ["李四", ""])
    assert drafts.read(tmp_path, KEY, "张三") == [draft("赵六", "2")]
    assert drafts.read(tmp_path, KEY, "王五") == []
