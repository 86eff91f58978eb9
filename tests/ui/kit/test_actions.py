"""One bar for what can be done: by button, by key from anywhere beside the page, refused once and in words."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from ui.kit.actions import Action, ActionBar, key_words
from ui.kit.flow import FlowLayout
from unionapp.errors import Refused

from tests.ui.conftest import Recorder


@dataclass
class Stage:
    """A window as it is: a list on the left, two pages of which one is in front, in the first page a part."""

    window: QWidget
    left: QListWidget
    stack: QStackedWidget
    pages: list[QWidget]
    part: QWidget
    done: list[str] = field(default_factory=list)

    def action(self, name: str, **more: object) -> Action:
        """An action that notes its id."""
        return Action(name, name.title(), lambda: self.done.append(name), **more)  # type: ignore[arg-type]

    def bar(self, owner: QWidget, *actions: Action) -> ActionBar:
        """A bar at the top of a page."""
        row = QWidget(owner)
        return ActionBar(owner, FlowLayout(row), actions)


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    window, left, stack = QWidget(), QListWidget(), QStackedWidget()
    left.addItems(["one", "two"])
    pages = [QWidget(), QWidget()]
    part = QWidget()
    part.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    QVBoxLayout(pages[0]).addWidget(part)
    for page in pages:
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        stack.addWidget(page)
    row = QHBoxLayout(window)
    row.addWidget(left)
    row.addWidget(stack)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    left.setFocus()
    return Stage(window, left, stack, pages, part)


def test_a_key_is_heard_while_the_cursor_is_in_the_list_on_the_left(qtbot: QtBot, stage: Stage) -> None:
    stage.bar(stage.pages[0], stage.action("new", key="Ctrl+N"), stage.action("pay", key="F7", also="Ctrl+Return"))
    qtbot.keyClick(stage.left, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(stage.left, Qt.Key.Key_F7)
    qtbot.keyClick(stage.left, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stage.done == ["new", "pay", "pay"]


def test_a_page_that_is_not_in_front_hears_nothing(qtbot: QtBot, stage: Stage) -> None:
    for name, page in zip(("first", "second"), stage.pages, strict=True):
        stage.bar(page, stage.action(name, key="F7"))
    qtbot.keyClick(stage.left, Qt.Key.Key_F7)
    stage.stack.setCurrentIndex(1)
    qtbot.keyClick(stage.left, Qt.Key.Key_F7)
    assert stage.done == ["first", "second"]


def test_a_plain_key_stays_within_the_page(qtbot: QtBot, stage: Stage) -> None:
    stage.bar(stage.pages[0], stage.action("remove", key="Delete"))
    qtbot.keyClick(stage.left, Qt.Key.Key_Delete)
    assert not stage.done
    stage.part.setFocus()
    qtbot.keyClick(stage.part, Qt.Key.Key_Delete)
    assert stage.done == ["remove"]


def test_of_two_with_the_same_key_the_one_around_the_cursor_does_it_once(qtbot: QtBot, stage: Stage) -> None:
    stage.bar(stage.pages[0], stage.action("record", key="F2"))
    stage.bar(stage.part, stage.action("line", key="F2"))
    for focused in (stage.part, stage.pages[0]):
        focused.setFocus()
        qtbot.keyClick(focused, Qt.Key.Key_F2)
    assert stage.done == ["line", "record"]


def test_what_may_be_done_is_said_by_id(qtbot: QtBot, stage: Stage) -> None:
    bar = stage.bar(stage.pages[0], stage.action("approve", key="F8"), stage.action("post", key="F9"))
    bar.allow({"approve": True, "post": False}, "还没有审核")
    assert bar.button("approve").isEnabled() and not bar.button("post").isEnabled()
    assert bar.button("post").toolTip() == "还没有审核" and bar.button("approve").toolTip() == "Approve（F8）"
    qtbot.keyClick(stage.left, Qt.Key.Key_F9)
    assert not stage.done
    bar.command("post").setText("别的字")
    bar.allow({"post": True})
    bar.button("post").click()
    assert stage.done == ["post"] and bar.button("post").accessibleName() == "别的字"


def test_rows_and_conditions_say_what_may_be_done(stage: Stage) -> None:
    open_now = [True]
    bar = stage.bar(
        stage.pages[0],
        stage.action("new"),
        stage.action("edit", needs="one"),
        stage.action("remove", needs="some", allowed=lambda: open_now[0]),
    )

    def may(rows: int) -> list[str]:
        bar.choose(rows)
        return [each.declared.id for each in bar.commands() if each.isEnabled()]

    assert may(0) == ["new"]
    assert may(1) == ["new", "edit", "remove"]
    assert may(2) == ["new", "remove"]
    open_now[0] = False
    assert may(2) == ["new"]


def test_the_rare_ones_stand_in_more_and_in_the_menu(stage: Stage) -> None:
    bar = stage.bar(stage.pages[0], stage.action("new"), stage.action("columns", rare=True))
    menu = QMenu()
    bar.fill(menu)
    assert [each.text() for each in menu.actions()] == ["New", "Columns"]
    with pytest.raises(KeyError):
        bar.button("columns")
    bar.show({"new": False})
    assert bar.button("new").isHidden()


def in_row(stage: Stage, *actions: Action, most: int | None = None) -> list[str]:
    """What stands in a row from left to right, a line as a stroke."""
    row = QWidget(stage.pages[0])
    flow = FlowLayout(row)
    ActionBar(stage.pages[0], flow, actions, most)
    row.show()
    shown = [item.widget() for item in map(flow.itemAt, range(flow.count())) if item is not None]
    return [each.text() if isinstance(each, QPushButton) else "|" for each in shown if each.isVisible()]


def test_buttons_stand_in_three_groups_with_lines_between_where_something_leads_out(stage: Stage) -> None:
    act = stage.action
    printing = act("print", out=True, pops=True)
    come_in = act("import", menu="导入导出")
    found = in_row(stage, act("edit"), come_in, act("columns", rare=True), printing, act("new", main=True))
    assert found == ["New", "|", "Edit", "|", "Print ▾", "导入导出 ▾", "更多 ▾"]
    assert in_row(stage, act("edit"), act("new", main=True)) == ["New", "Edit"]
    assert in_row(stage, act("edit"), printing) == ["Edit", "|", "Print ▾"]


def test_what_leads_out_keeps_its_button_where_the_row_is_full(stage: Stage) -> None:
    act = stage.action
    found = in_row(stage, act("one"), act("two"), act("three"), act("print", out=True), most=2)
    assert found == ["One", "Two", "|", "Print", "更多 ▾"]


def test_a_line_goes_with_the_last_button_beside_it(stage: Stage) -> None:
    row = QWidget(stage.pages[0])
    bar = ActionBar(stage.pages[0], FlowLayout(row), [stage.action("edit"), stage.action("print", out=True)])
    row.show()
    lines = [each for each in row.findChildren(QWidget) if each.objectName() == "between"]
    assert [each.isVisible() for each in lines] == [False, True]
    bar.show({"edit": False})
    assert [each.isVisible() for each in lines] == [False, False]


def test_what_is_refused_is_said_once(qtbot: QtBot, stage: Stage, door: Recorder) -> None:
    def refuse() -> None:
        raise Refused("这个月已经结账。")

    stage.bar(stage.pages[0], Action("post", "记账", refuse, "F9"))
    qtbot.keyClick(stage.left, Qt.Key.Key_F9)
    assert door.texts("warn") == ["这个月已经结账。"]


def test_keys_are_written_as_on_the_keyboard() -> None:
    assert [key_words(key) for key in ("Ctrl+Return", "Alt+Left", "Ctrl+PgUp", "Ctrl++", "")] == [
        "Ctrl+回车",
        "Alt+←",
        "Ctrl+PgUp",
        "Ctrl++",
        "",
    ]


def test_a_menu_rests_while_nothing_in_it_can_be_done(stage: Stage) -> None:
    row = QWidget(stage.pages[0])
    bar = ActionBar(stage.pages[0], FlowLayout(row), [stage.action("merge", rare=True, needs="some")])
    (more,) = row.findChildren(QPushButton)
    bar.choose(0)
    assert not more.isEnabled()
    bar.choose(2)
    assert more.isEnabled()


def test_where_text_is_large_fewer_buttons_stand_in_the_row_and_come_back(qtbot: QtBot, stage: Stage) -> None:
    row = QWidget(stage.pages[0])
    acts = [stage.action(name) for name in ("new", "edit", "move")]
    bar = ActionBar(stage.pages[0], FlowLayout(row), [*acts, stage.action("print", out=True)])
    row.show()

    def seen() -> list[str]:
        return [each.text() for each in row.findChildren(QPushButton) if each.isVisible()]

    bar.fold(1)
    qtbot.waitUntil(lambda: seen() == ["New", "Print", "更多 ▾"])
    bar.show({"edit": False})
    bar.show({"edit": True})
    assert "Edit" not in seen()
    bar.fold(3)
    assert seen()[:4] == ["New", "Edit", "Move", "Print"]
