"""One way to do things: nothing but the bar of actions makes keys, and nothing else makes rows of buttons."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import ui

ROOT = Path(ui.__file__).parent
BAR = "kit/actions.py"
ROW = "kit/action_row.py"
OWN_KEYS = {"elections/counting/desk.py": "the counting desk is worked by single keys, and its entry swallows them"}
OWN_BUTTONS = {
    "cases/head.py": "unfolds what is wrong",
    "elections/counting/desk.py": "the counting desk is worked by single keys",
    "exchange/import_frame.py": "the foot of the import, named by its step",
    "exchange/import_plan.py": "filters the rows of the plan",
    "exchange/questions_panel.py": "shows the rows of one question",
    "figures/page.py": "choose the way of counting",
    "funds/doubts_dialog.py": "named by how many are approved",
    "funds/pairs_panel.py": "choose between suggestions and what was matched",
    "grid/lines_grid.py": "the grid hears the keys of its lines itself",
    "kit/attaching.py": "belongs to the file that it stands beside",
    "kit/chips.py": "filters what is shown",
    "kit/forms.py": "the main button of a dialog",
    "kit/photo_strip.py": "belongs to the photo that is chosen",
    "kit/toast.py": "takes back what a notice says",
    "members/many.py": "named by the paper and by how many are chosen",
    "members/roster.py": "filters the roster of a day",
    "office/journal_page.py": "shows more lines",
    "office/papers_page.py": "one for each paper",
    "office/guide_card.py": "one for each first step",
    "records/filters.py": "filters the table, takes a condition away",
    "records/list_view.py": "what an empty page offers",
    "records/picking.py": "named by how many are taken",
    "window/login.py": "before a folder is open",
    "window/recovery_code.py": "before a folder is open",
    "window/wizard.py": "before a folder is open",
}
"""Modules with buttons whose words are no constant, that is, which may make many: why they are no actions."""


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a module, by the last part of its name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(ROOT.rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), path


def test_only_the_bar_sets_keys() -> None:
    made = {"QShortcut", "setShortcut", "setShortcuts", "setShortcutContext", "QAction"}
    setting = {name for name, path in modules() for call, _ in calls(path) if call in made}
    assert setting == {BAR, *OWN_KEYS}


def test_only_the_bar_makes_rows_of_buttons() -> None:
    making = {
        name
        for name, path in modules()
        for call, node in calls(path)
        if call == "QPushButton" and not (node.args and isinstance(node.args[0], ast.Constant))
    }
    assert making - {BAR, ROW} == OWN_BUTTONS.keys()
