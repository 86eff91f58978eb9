"""Pictures of the window: every page of every tab over a data folder, written without anybody at the screen."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QSettings, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from unionapp import subjects
from unionapp.store import disk
from unionapp.store.store import Store

from ui import app, tasks
from ui.kit import style
from ui.session import Session
from ui.tabs import TABS
from ui.window.main_window import MainWindow

SIZE = (1366, 768)
_QUIET = 20
"""Rounds of 10 milliseconds without work after which a page is taken to be painted."""


def grab(folder: Path, operator: str, password: str, out: Path) -> list[Path]:
    """Write a picture of each page, named by its tab's number and its key; returns the files."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qInstallMessageHandler(_pass_on)
    with disk.in_words(out):
        out.mkdir(parents=True, exist_ok=True)
    application = app.make_application(["township-union"])
    opened = Store.open(folder, subjects.KINDS, operator, password, subjects.OPTIONS).enter()
    try:
        with tempfile.TemporaryDirectory() as scratch:
            remembered = QSettings(str(Path(scratch) / "window.ini"), QSettings.Format.IniFormat)
            style.apply(application, style.Look.remembered(remembered))
            return _each_page(application, MainWindow(Session(opened, remembered)), out)
    finally:
        opened.close()


def _pass_on(_: QtMsgType, __: QMessageLogContext, message: str) -> None:
    """What Qt says, but for what it always says where there is no screen."""
    if not message.startswith("This plugin does not support"):
        sys.stderr.write(message + "\n")


def _each_page(application: QApplication, window: MainWindow, out: Path) -> list[Path]:
    window.resize(*SIZE)
    window.show()
    written = []
    for number, tab in enumerate(TABS, 1):
        for spec in tab.pages:
            window.body.show_page(spec.key)
            _settle(application)
            path = out / f"{number}-{spec.key}.png"
            window.grab().save(str(path))
            written.append(path)
    window.close()
    _settle(application)
    return written


def _settle(application: QApplication) -> None:
    """Let the window work until it has been quiet for a moment."""
    quiet = 0
    while quiet < _QUIET:
        application.processEvents()
        quiet = quiet + 1 if tasks.desk.at_rest() else 0
        time.sleep(0.01)
