"""What holds for every test: no display, no touch of the user's own folders, no unexpected log line."""

from __future__ import annotations

import logging
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory."""
if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 4 << 30:
    # Every step of a store is pushed to the disk, and thousands of them would wait for it.
    tempfile.tempdir = os.environ["TMPDIR"] = str(MEMORY)

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

ExpectLog = Callable[[str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` accepts the papers as they are drawn now."""
    parser.addoption("--update-golden", action="store_true", help="accept the papers as drawn now")


class LogWatch(logging.Handler):
    """Collects what is logged at WARNING and above during one test, and what the test said it expects."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[str] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def complaints(self) -> list[str]:
        """Lines that nobody expected, and expectations that no line met."""
        unexpected = [line for line in self.seen if not any(part in line for part in self.expected)]
        unmet = [part for part in self.expected if not any(part in line for line in self.seen)]
        return [f"unexpected log line: {line}" for line in unexpected] + [f"never logged: {part}" for part in unmet]


@pytest.fixture(autouse=True)
def log_watch() -> Iterator[LogWatch]:
    """Fails the test that logs a warning or an error without having said so."""
    watch = LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)
    if complaints := watch.complaints():
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture
def expected_log(log_watch: LogWatch) -> ExpectLog:
    """Call it with a part of the line that must be logged during this test."""
    return log_watch.expected.append


_sockets: list[str] = []
"""Network sockets that were made since the last test ended."""


def _hear(event: str, told: tuple[Any, ...]) -> None:
    if event == "socket.__new__" and told[1] in (socket.AF_INET, socket.AF_INET6):
        _sockets.append(f"{event} {told[1:]}")


sys.addaudithook(_hear)


@pytest.fixture(autouse=True)
def no_network() -> Iterator[list[str]]:
    """Fails the test that makes a socket to the network; yields those that were made."""
    _sockets.clear()
    yield _sockets
    if _sockets:
        pytest.fail(f"made for the network: {_sockets}", pytrace=False)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Paths for homes; asking pytest for each of them would look through all that were made before."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def home_of_its_own(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has an empty home, so that none reads or writes the records of the person who runs it."""
    home = next(homes)
    home.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    folders = {
        "XDG_DATA_HOME": ".local/share",
        "XDG_CONFIG_HOME": ".config",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CACHE_HOME": ".cache",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
    }
    for name, folder in folders.items():
        monkeypatch.setenv(name, str(home / folder))
    for name in ("UNIONAPP_PASSWORD", "UNIONAPP_OPERATOR"):
        monkeypatch.delenv(name, raising=False)
