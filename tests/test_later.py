"""Modules that load when first used, by whichever thread."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from unionapp import later

SLOW = """
from tests.test_later import GATE
GATE.begun.set()
assert GATE.go.wait(60)
VALUE = 7
"""


class Gate:
    """Stands between two threads: the module has begun to load; it may go on."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()


GATE = Gate()


class Watched:
    """A lock that opens the gate when a second thread comes to it."""

    def __init__(self, lock: Any) -> None:
        self._lock, self._first = lock, threading.get_ident()

    def __enter__(self) -> None:
        if GATE.begun.is_set() and threading.get_ident() != self._first:
            GATE.go.set()
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


@pytest.fixture
def scripts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of modules, forgotten afterwards."""
    monkeypatch.syspath_prepend(str(tmp_path))
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        if name.startswith("made_up_"):
            del sys.modules[name]


def test_a_thread_that_comes_while_another_loads_the_module_waits_for_it(
    scripts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (scripts / "made_up_slow.py").write_text(SLOW, "utf-8")
    GATE.begun.clear()
    GATE.go.clear()
    slow = later.later("made_up_slow")

    def second() -> int:
        try:
            return slow.VALUE
        finally:
            GATE.go.set()  # it did not wait

    with ThreadPoolExecutor(2) as threads:

        def first() -> int:
            monkeypatch.setattr(later, "_LOADING", Watched(threading.RLock()), raising=False)
            return slow.VALUE

        loading = threads.submit(first)
        assert GATE.begun.wait(60)
        assert threads.submit(second).result(60) == 7
        assert loading.result(60) == 7
    assert type(slow) is ModuleType


def test_many_threads_that_use_a_module_first_at_once_all_have_it(scripts: Path) -> None:
    for number in range(20):
        (scripts / f"made_up_{number}.py").write_text("import json\nVALUE = len(json.dumps([0] * 9000))\n", "utf-8")
        module = later.later(f"made_up_{number}")
        start = threading.Barrier(8)

        def use(module: ModuleType = module, start: threading.Barrier = start) -> int:
            start.wait(60)
            return module.VALUE

        with ThreadPoolExecutor(8) as threads:
            assert {each.result(60) for each in [threads.submit(use) for _ in range(8)]} == {27000}


def test_two_modules_that_use_each_other_load(scripts: Path) -> None:
    (scripts / "made_up_a.py").write_text("FIRST = 1\nimport made_up_b\nSUM = made_up_b.SUM + 1\n", "utf-8")
    (scripts / "made_up_b.py").write_text("import made_up_a\nSUM = made_up_a.FIRST + 1\n", "utf-8")
    assert later.later("made_up_a").SUM == 3


def test_a_module_that_failed_is_tried_again(scripts: Path) -> None:
    (scripts / "made_up_bad.py").write_text("import sys\nVALUE = sys.made_up\n", "utf-8")
    bad = later.later("made_up_bad")
    with pytest.raises(AttributeError, match="made_up"):
        bad.VALUE  # noqa: B018
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "made_up", 5, raising=False)
        assert bad.VALUE == 5


def test_a_module_that_is_not_there_is_said_at_once() -> None:
    with pytest.raises(ImportError, match="made_up_nowhere"):
        later.later("made_up_nowhere")
