"""The list of what can be done on each page says what the pages say, so that all of it is found from anywhere.

    pytest tests/ui/window/test_catalogue.py --update-golden

writes it anew after a page was given, or lost, an action.
"""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.kit.actions import ActionBar, key_words
from ui.session import Session
from ui.tabs import TABS
from ui.window import catalogue
from unionapp import paths

FILE = paths.resources() / catalogue.FILE
Pages = dict[str, dict[str, object]]


def as_made(session: Session) -> Pages:
    """What the pages themselves say: their help, and their actions by id, words and keys."""
    found: Pages = {}
    for tab in TABS:
        for spec in (each for entry in tab.entries for each in entry.pages):
            page = spec.make(session)
            commands = [command for bar in page.findChildren(ActionBar) for command in bar.commands()]
            listed = {
                command.declared.id: [
                    command.declared.id,
                    command.declared.words.rstrip("…"),
                    "、".join(dict.fromkeys(key_words(key) for key in command.hears())),
                ]
                for command in commands
            }
            found[spec.key] = {"help": " ".join(spec.help().split()), "actions": list(listed.values())}
            page.deleteLater()
            QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete.value)  # type: ignore[arg-type]
    return found


def test_the_list_says_what_the_pages_say(qtbot: QtBot, town: Session, request: pytest.FixtureRequest) -> None:
    found = as_made(town)
    qtbot.waitUntil(lambda: not tasks.busy())
    if request.config.getoption("update_golden", default=False):
        lines = [f"{json.dumps(key)}: {json.dumps(page, ensure_ascii=False)}" for key, page in sorted(found.items())]
        FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    assert json.loads(FILE.read_text(encoding="utf-8")) == found, "run it with --update-golden"
