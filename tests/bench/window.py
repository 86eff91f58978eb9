"""Start, typing and memory of the window with 100,000 members, against a bare PySide6 window.

Each is run as a process of its own (`python -m tests.bench.window ours|bare FOLDER`) that prints what it measured.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from .measure import Table, p95

RUNS = 5


def run(table: Table, out: Path) -> None:
    """All comparisons of this part."""
    from . import county  # noqa: PLC0415 - the bare window must not load the program

    folder = county.folder(out)
    _write_words(out)
    bare = [_child("bare", folder) for _ in range(RUNS)]
    empty = [_child("workbench", folder) for _ in range(RUNS)]
    ours = [_child("members", folder) for _ in range(RUNS)]
    start = statistics.median(one["shown"] for one in bare)
    table.add("start to a usable window, login apart (s)", statistics.median(o["shown"] for o in empty), start, 1.5)
    table.add("the same with 100,000 members painted (s)", statistics.median(o["shown"] for o in ours), start, 2.0)
    table.add("memory with the table open (MB)", min(o["memory"] for o in ours), min(o["memory"] for o in bare), 2.2)
    _typing(table, out, ours)


def _write_words(out: Path) -> None:
    """What is typed, found beforehand: the measured window must not carry the work of finding it."""
    from . import county, records  # noqa: PLC0415

    store = county.opened(out)
    try:
        (out / "words.json").write_text(json.dumps(records.typed(200)), encoding="utf-8")
    finally:
        store.close()


def _typing(table: Table, out: Path, ours: list[dict[str, Any]]) -> None:
    from . import county, records  # noqa: PLC0415

    store = county.opened(out)
    try:
        plain = county.plain(out)
        base = []
        for word in json.loads((out / "words.json").read_text(encoding="utf-8")):
            start = time.perf_counter()
            records.like(plain, word)
            base.append(time.perf_counter() - start)
        plain.close()
    finally:
        store.close()
    table.add("a letter typed until the rows are painted, p95 (s)", min(one["typed"] for one in ours), p95(base), 1.0)


def _child(what: str, folder: Path) -> dict[str, Any]:
    start = time.time()
    command = [sys.executable, "-m", "tests.bench.window", what, str(folder)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "STARTED": str(start)}
    )
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _say(**found: float) -> None:
    memory = _peak()
    sys.stdout.write(json.dumps({**found, "memory": memory}) + "\n")


def _peak() -> float:
    """The most memory this process ever held, in MB (its own, not its parent's as getrusage would say)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _since_start() -> float:
    return time.time() - float(os.environ["STARTED"])


def bare() -> None:
    """A bare window with four tabs, a table and the same font."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QTableView, QTabWidget  # noqa: PLC0415

    application = QApplication([])
    tabs = QTabWidget()
    model = QStandardItemModel(40, 9)
    for row in range(40):
        for column in range(9):
            model.setItem(row, column, QStandardItem(f"青石镇总工会{row}"))
    table = QTableView()
    table.setModel(model)
    for title in ("会员", "换届选举", "活动", "经费"):
        tabs.addTab(table if title == "会员" else QTableView(), title)
    tabs.resize(1366, 768)
    tabs.show()
    application.processEvents()
    _say(shown=_since_start())


def ours(page: str, folder: Path) -> None:
    """The program's window on a page, the data opened by the demonstration's password."""
    from PySide6.QtCore import QSettings  # noqa: PLC0415
    from ui import app  # noqa: PLC0415
    from ui.kit import style  # noqa: PLC0415
    from ui.records.question import SearchField  # noqa: PLC0415
    from ui.session import Session  # noqa: PLC0415
    from ui.window.main_window import MainWindow  # noqa: PLC0415
    from unionapp import subjects  # noqa: PLC0415
    from unionapp.store.store import Store  # noqa: PLC0415

    login = time.time()
    store = Store.open(folder, subjects.KINDS, "演示员", "demo", subjects.OPTIONS).enter()
    apart = time.time() - login
    application = app.make_application(["bench"])
    with tempfile.TemporaryDirectory() as scratch:
        remembered = QSettings(str(Path(scratch) / "w.ini"), QSettings.Format.IniFormat)
        style.apply(application, style.Look.remembered(remembered))
        window = MainWindow(Session(store, remembered))
        window.resize(1366, 768)
        window.body.show_page(page)
        window.show()
        application.processEvents()
        shown = _since_start() - apart
        samples = [0.0, 0.0]
        if page == "members":
            field = window.findChild(SearchField)
            samples = []
            for word in json.loads((folder.parent / "words.json").read_text(encoding="utf-8")):
                start = time.perf_counter()
                field.setText(word)
                field.returnPressed.emit()
                application.processEvents()
                samples.append(time.perf_counter() - start)
        _say(shown=shown, typed=p95(samples))
        store.close()
    os._exit(0)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    bare() if sys.argv[1] == "bare" else ours(sys.argv[1], Path(sys.argv[2]))
