"""What can be done on a page: declared once, shown by one bar, pressed by its key, refused in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcutEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from unionapp.errors import Refused, Trouble

from ui.kit import messages, undoing
from ui.kit.action_row import FIRST, MORE, OUT, ROWS, ActionRow, Row
from ui.kit.flow import FlowLayout
from ui.session import Session

Needs = Literal["none", "one", "some"]
_KEY_WORDS = {"Return": "回车", "Enter": "回车", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Space": "空格"}
_PLAIN = re.compile(r"(Shift\+)?(?!F\d)[^+]+")
"""A key pressed alone, no function key."""


@dataclass(frozen=True)
class Action:
    """One thing that can be done; `needs` says how many rows must be chosen for it."""

    id: str
    """What it is called in the program; the words may change, this does not."""
    words: str
    run: Callable[[], object]
    key: str = ""
    needs: Needs = "none"
    allowed: Callable[[], bool] | None = None
    """Asked again whenever the bar is told of rows or of what is allowed."""
    rare: bool = False
    """Stands in 更多."""
    menu: str = ""
    """The menu in which it stands in place of a button, where that is not 更多."""
    out: bool = False
    """Takes out of the window what is shown in it: stands in the last group of buttons."""
    pops: bool = False
    """Opens a menu of its own."""
    main: bool = False
    also: str = ""
    """Further keys, with blanks between."""
    face: str = ""
    """What stands on the button where it is not the words."""


def attempt(owner: QWidget, run: Callable[[], object]) -> bool:
    """Do something; what refuses it is said in words. Whether it was done."""
    try:
        run()
    except (Refused, Trouble) as error:
        messages.report(owner, error)
        return False
    return True


def key_words(key: str) -> str:
    """A key as it is written on buttons: Ctrl+回车."""
    words = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
    return "+".join(_KEY_WORDS.get(part, part) for part in words.split("+"))


def reach(key: str) -> Qt.ShortcutContext:
    """How far from the page a key is heard: anywhere in the window while the page is seen.

    A plain key (Delete, Esc, Space) means something else in the list on the left, so it is heard within the page alone.
    """
    plain = _PLAIN.fullmatch(key)
    return Qt.ShortcutContext.WidgetWithChildrenShortcut if plain else Qt.ShortcutContext.WindowShortcut


class Command(QAction):
    """An action as Qt hears it; of several in sight with the same key, the one nearest to the cursor is meant."""

    def __init__(self, bar: ActionBar, action: Action) -> None:
        super().__init__(action.words, bar)
        self.bar = bar
        self.declared = action
        self.setObjectName(action.id)
        self.setShortcuts([QKeySequence(each) for each in self.hears()])
        self.setShortcutContext(reach(action.key))
        self.triggered.connect(lambda: attempt(bar.owner, action.run))

    def hears(self) -> list[str]:
        """Its key, then the further ones."""
        return [each for each in (self.declared.key, *self.declared.also.split()) if each]

    def event(self, event: QEvent) -> bool:
        """Where several answer to the key, one does it."""
        if isinstance(event, QShortcutEvent) and event.isAmbiguous():
            rivals = [each for each in in_sight(self.bar.owner.window()) if event.key() in each.shortcuts()]
            min((each for each in rivals if each.isEnabled()), key=_distance, default=self).trigger()
            return True
        return super().event(event)


def _distance(command: Command) -> tuple[bool, int]:
    """How far a command is from the cursor: those around it first, of these the innermost."""
    focused, owner = QApplication.focusWidget(), command.bar.owner
    around = focused is not None and (owner is focused or owner.isAncestorOf(focused))
    depth, parent = 0, owner.parentWidget()
    while parent is not None:
        depth, parent = depth + 1, parent.parentWidget()
    return not around, -depth


def in_sight(window: QWidget) -> list[Command]:
    """What can be done in what is seen of a window."""
    bars = [bar for bar in window.findChildren(ActionBar) if bar.owner.isVisible()]
    return [command for bar in bars for command in bar.commands() if command.isVisible()]


class ActionBar(QObject):
    """Shows actions as buttons of a row, some in menus; without a row they have their keys alone.

    `owner` is the page or the part whose actions they are: their keys are heard while it is seen.
    """

    def __init__(
        self, owner: QWidget, row: Row | None, actions: Sequence[Action] = (), most: int | None = None
    ) -> None:
        """`most` buttons stand in the row before those that lead out; what comes after them stands in 更多."""
        super().__init__((row.parentWidget() if row is not None else None) or owner)
        self.owner = owner
        self._row = ActionRow(row) if row is not None else None
        self._most = most
        self._commands: dict[str, Command] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._folded: set[str] = set()
        self._allowed: dict[str, bool] = {}
        self._chosen: int | None = None
        self.add(*actions)

    def add(self, *actions: Action) -> None:
        """Add what can be done."""
        for action in actions:
            command = Command(self, action)
            self._commands[action.id] = command
            self.owner.addAction(command)
            if self._row is None:
                continue
            menu = action.menu or (MORE if action.rare or self._is_full(action) else "")
            if menu:
                self._row.menu(menu).addAction(command)
            else:
                self._add_button(self._row, command)
        self._refresh()

    def choose(self, rows: int) -> None:
        """So many rows are chosen."""
        self._chosen = rows
        self._refresh()

    def allow(self, wanted: Mapping[str, bool], why: str = "") -> None:
        """Say of some, by id, whether they may be done now, and why not."""
        self._allowed |= wanted
        for key, may in wanted.items():
            self._commands[key].setStatusTip("" if may else why)
        self._refresh()

    def show(self, wanted: Mapping[str, bool]) -> None:
        """Say of some, by id, whether they are seen at all."""
        for key, seen in wanted.items():
            self._commands[key].setVisible(seen)
        if self._row is not None:
            self._row.settle()

    def fold(self, most: int) -> None:
        """Leave so many buttons before those that lead out; the others stand in 更多 as long as there is less room."""
        inside = [key for key in self._buttons if not self._commands[key].declared.out]
        self._folded = set(inside[most:])
        if self._row is None or (len(inside) <= most and not self._row.has_menu(MORE)):
            return
        menu = self._row.menu(MORE)
        for key in inside:
            command = self._commands[key]
            menu.addAction(command) if key in self._folded else menu.removeAction(command)
            self._buttons[key].setVisible(command.isVisible() and key not in self._folded)
        self._row.settle()

    def command(self, key: str) -> Command:
        """The action of an id; KeyError where the bar has none."""
        return self._commands[key]

    def commands(self, *keys: str) -> list[Command]:
        """Those of the given ids that the bar has; all where none is given."""
        return [self._commands[key] for key in keys or self._commands if key in self._commands]

    def button(self, key: str) -> QPushButton:
        """The button of an action that stands in the row."""
        return self._buttons[key]

    def fill(self, menu: QMenu) -> None:
        """Put everything that can be done now into a menu."""
        for command in self._commands.values():
            if command.isEnabled() and command.isVisible():
                menu.addAction(command)

    def _refresh(self) -> None:
        for key, command in self._commands.items():
            action = command.declared
            may = self._allowed.get(key, True) and (action.allowed is None or action.allowed())
            command.setEnabled(may and self._enough(action.needs))
        if self._row is not None:
            self._row.settle()

    def _enough(self, needs: Needs) -> bool:
        if needs == "none" or self._chosen is None:
            return True
        return self._chosen == 1 if needs == "one" else self._chosen > 0

    def _is_full(self, action: Action) -> bool:
        """Whether the row has no more room for the button of an action."""
        inside = sum(not self._commands[key].declared.out for key in self._buttons)
        return self._most is not None and not action.out and inside >= self._most

    def _add_button(self, row: ActionRow, command: Command) -> None:
        button = QPushButton()
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor in the list
        button.setProperty("main", command.declared.main)
        button.clicked.connect(lambda: command.trigger())
        command.changed.connect(lambda: _follow(button, command))
        key = command.declared.id
        command.visibleChanged.connect(lambda: button.setVisible(command.isVisible() and key not in self._folded))
        _follow(button, command)
        self._buttons[key] = button
        row.put(button, FIRST if command.declared.main else OUT if command.declared.out else ROWS)


def _follow(button: QPushButton, command: Command) -> None:
    """Show on a button how its action stands."""
    keys = key_words(command.declared.key)
    button.setText((command.declared.face or command.text()) + (" ▾" if command.declared.pops else ""))
    button.setAccessibleName(command.text())
    button.setToolTip(command.statusTip() or (f"{command.text()}（{keys}）" if keys else command.text()))
    button.setEnabled(command.isEnabled())
    button.setCheckable(command.isCheckable())
    button.setChecked(command.isChecked())


class Acting(QWidget):
    """A part of the window in which things are done."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def bar(self, *actions: Action) -> QWidget:
        """A row of buttons for these."""
        made = QWidget(self)
        ActionBar(self, FlowLayout(made), actions)
        return made

    def allow(self, wanted: Mapping[str, bool]) -> None:
        """Say of some, by id, whether they may be done now."""
        for bar in self._bars():
            bar.allow({key: may for key, may in wanted.items() if bar.commands(key)})

    def command(self, key: str) -> Command:
        """The action of an id, the one made last; KeyError where there is none."""
        return [command for bar in self._bars() for command in bar.commands(key)][-1]

    def attempt(self, run: Callable[[], object], said: str = "") -> None:
        """Do something; say what was done, or what refused it."""
        if attempt(self, run) and said:
            undoing.offer(self, self.session, said)

    def _bars(self) -> list[ActionBar]:
        return [bar for bar in self.findChildren(ActionBar) if bar.owner is self]
