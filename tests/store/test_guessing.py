"""Waiting after wrong passwords and codes, and what the log is told of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from unionapp.errors import Refused
from unionapp.store import admission, consent, guessing, keys, pending
from unionapp.store.store import Store

from tests import support
from tests.support import OPERATOR, PASSWORD


class Clock:
    """The wall clock of a test."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def time(self) -> float:
        """Seconds since 1970."""
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock that the waiting goes by."""
    made = Clock()
    monkeypatch.setattr(guessing.time, "time", made.time)
    return made


@pytest.fixture
def folder(store: Store) -> Path:
    """A data folder, closed."""
    store.close()
    return store.folder


def fail(folder: Path) -> str:
    """Log in with a wrong password; what was said."""
    with pytest.raises(Refused) as refused:
        support.open_store(folder, password="wrong-password")
    return str(refused.value)


def test_the_wait_begins_after_three_wrong_ones_and_doubles_to_a_quarter_of_an_hour(folder: Path, clock: Clock) -> None:
    waits = []
    for _ in range(14):
        assert "密码不对" in fail(folder)
        waits.append(guessing.wait(folder))
        clock.now += waits[-1]
    assert waits == [0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900]


def test_while_one_has_to_wait_the_right_password_opens_nothing_either(folder: Path, clock: Clock) -> None:
    for _ in range(3):
        fail(folder)
    clock.now += 4
    with pytest.raises(Refused, match="请在 1 秒后再试"):
        support.open_store(folder)
    with pytest.raises(Refused, match="请在 1 秒后再试"):
        admission.reset_password(folder, "AAAAA", OPERATOR, "new-password")
    with pytest.raises(Refused, match="请在 1 秒后再试"):
        consent.of_operator(OPERATOR, PASSWORD)(folder)
    with pytest.raises(Refused, match="请在 1 秒后再试"):
        consent.of_code("AAAAA")(folder)
    clock.now += 1
    support.open_store(folder).close()
    assert guessing.wait(folder) == 0


def test_a_clock_set_back_neither_opens_at_once_nor_locks_for_years(folder: Path, clock: Clock) -> None:
    for _ in range(3):
        fail(folder)
    clock.now -= 10 * 365 * 86_400
    assert guessing.wait(folder) == 5
    clock.now += 5
    support.open_store(folder).close()


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"row": "x", "last": 1, "total": 1, "times": []}'])
def test_a_damaged_file_of_attempts_keeps_nobody_out(folder: Path, content: bytes) -> None:
    (folder / guessing.FILE).write_bytes(content)
    support.open_store(folder).close()


def test_wrong_ones_stand_in_the_log_after_the_next_right_login_and_only_once(folder: Path, clock: Clock) -> None:
    for _ in range(2):
        fail(folder)
    for _ in range(2):
        store = support.open_store(folder)
        titles = [step.title for step in store.journal.steps()]
        store.close()
        assert sum(title.startswith("上次登录以后有 2 次密码或恢复码不对（20") for title in titles) == 1
    assert not (folder / guessing.FILE).exists()


def test_the_recovery_code_opens_once_and_its_use_stands_in_the_log(store: Store) -> None:
    code = admission.new_recovery_code(store)
    store.close()
    fresh = admission.reset_password(store.folder, code, OPERATOR, "new-password")
    with pytest.raises(Refused, match="恢复码不对"):
        admission.reset_password(store.folder, code, OPERATOR, "other-password")
    for _ in range(2):
        again = support.open_store(store.folder, password="new-password")
        titles = [step.title for step in again.journal.steps()]
        again.close()
        assert sum(title.startswith(f"用恢复码重设了“{OPERATOR}”的密码，换发了恢复码（20") for title in titles) == 1
    admission.reset_password(store.folder, fresh, OPERATOR, "third-password")


def test_a_line_that_was_not_written_with_the_data_key_is_not_believed() -> None:
    line = pending.sealed(bytes(32), "用恢复码重设了密码")
    assert pending.opened(bytes(32), [line, "x", "AAAA"])[0].startswith("用恢复码重设了密码（")
    assert pending.opened(bytes([1]) * 32, [line]) == []


def test_what_else_stands_in_the_key_file_is_written_back(folder: Path) -> None:
    ring = keys.KeyRing.read(folder)
    ring.rest["later"] = {"sealed": "x"}
    ring.write(folder)
    again = keys.KeyRing.read(folder)
    again.write(folder)
    assert keys.KeyRing.read(folder).rest["later"] == {"sealed": "x"}


def test_a_key_that_would_take_too_long_to_draw_is_damage(folder: Path) -> None:
    assert keys._bearable({"iterations": 3, "lanes": 4, "memory_cost": 64 * 1024})
    assert not keys._bearable({"iterations": 30, "lanes": 4, "memory_cost": 640 * 1024})
    assert not keys._bearable({"iterations": 3, "lanes": 4, "memory_cost": 1024 * 1024})
