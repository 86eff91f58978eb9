"""What may lie on a disk after a power cut, by the calls that were made until then.

What was pushed to the disk is there: the content of a file once the file was, its name once its folder was (a renaming,
once both were). Everything else may be there or not, each for itself and in any order, a write by half. A folder whose
own name was lost takes along what lies in it.
"""

from __future__ import annotations

import hashlib
import math
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.storm.calls import Call

Name = tuple[int, str]
"""Where something lies: the number of its folder, and its name in it."""
_ROOT = 0
_SECTOR = 512
_NEVER = math.inf


@dataclass
class Tree:
    """Files and folders by numbers that they keep when they change their names."""

    names: dict[Name, int] = field(default_factory=dict)
    contents: dict[int, bytes | bytearray] = field(default_factory=dict)
    """Of files; a number without content is a folder's."""

    @classmethod
    def read(cls, place: Path) -> Tree:
        """What lies in a folder now."""
        tree, numbers = cls(), {place: _ROOT}
        for path in sorted(place.rglob("*")):
            number = numbers[path] = len(numbers)
            tree.names[numbers[path.parent], path.name] = number
            if path.is_file():
                tree.contents[number] = path.read_bytes()
        return tree

    def find(self, path: str) -> Name:
        """Where a path within the folder leads, be something there or not."""
        *folders, name = path.split(os.sep)
        number = _ROOT
        for folder in folders:
            number = self.names[number, folder]
        return number, name

    def walk(self, number: int = _ROOT, path: str = "") -> Iterator[tuple[str, bytes | bytearray | None]]:
        """Everything that can be reached, folders before what lies in them; a folder has no content."""
        for (folder, name), each in sorted(self.names.items()):
            if folder == number:
                yield path + name, self.contents.get(each)
                if each not in self.contents:
                    yield from self.walk(each, f"{path}{name}{os.sep}")

    def digest(self) -> bytes:
        """Tells it from any other."""
        found = hashlib.blake2b()
        for path, content in self.walk():
            found.update(f"{path}\0{-1 if content is None else len(content)}\0".encode())
            found.update(content or b"")
        return found.digest()

    def write(self, place: Path) -> None:
        """Lay it down in a folder that does not exist yet."""
        place.mkdir()
        for path, content in self.walk():
            if content is None:
                (place / path).mkdir()
            else:
                (place / path).write_bytes(content)


@dataclass
class Change:
    """One change of the disk: names that lead elsewhere or nowhere, or bytes of a file; and when it is to stay."""

    names: Mapping[Name, int | None] = field(default_factory=dict)
    file: int = -1
    at: int = 0
    data: bytes | None = None
    """None where the file ends `at` there."""
    made: int | None = None
    """The number of a new, empty file."""
    waiting: set[int] = field(default_factory=set)
    """Folders that must be pushed to the disk before its names are there for good."""
    surely: float = _NEVER
    """The number of the call after which no power cut takes it away."""

    def __post_init__(self) -> None:
        self.waiting = {folder for folder, _ in self.names}

    def apply(self, tree: Tree, data: bytes | None) -> None:
        """Make it, with what of its bytes came to the disk."""
        for name, number in self.names.items():
            if number is None:
                tree.names.pop(name, None)
            else:
                tree.names[name] = number
        if self.made is not None:
            tree.contents.setdefault(self.made, b"")
        if self.file >= 0:
            content = tree.contents.get(self.file, b"")
            content = content if isinstance(content, bytearray) else bytearray(content)
            if self.data is None:
                del content[self.at :]
                content.extend(bytes(self.at - len(content)))
            elif data:
                content.extend(bytes(max(0, self.at - len(content))))
                content[self.at : self.at + len(data)] = data
            tree.contents[self.file] = content


@dataclass
class Course:
    """The changes of a deed, in their order: one for each call, None for a call that changes nothing itself."""

    start: Tree
    changes: list[Change | None]
    said: list[tuple[int, str]]
    """What the deed told its parent, and after how many calls."""
    turns: list[int] = field(default_factory=list)
    """Calls that are no mere writing of bytes: around them all is decided."""

    def cut(self, random: Random) -> int:
        """A call before which the power may go, every second time near a turn."""
        near = random.choice(self.turns) + random.randint(-1, 1)
        return min(max(1, random.choice((near, random.randrange(len(self.changes) + 1)))), len(self.changes))

    def told(self, cut: int) -> list[str]:
        """What it had said before that call."""
        return [words for after, words in self.said if after < cut]

    def after(self, cut: int, random: Random | None = None) -> Tree:
        """What may lie on the disk where the power went before that call; without chance, all that was done."""
        tree = Tree(dict(self.start.names), dict(self.start.contents))
        loss = Loss(random) if random else None
        for change in filter(None, self.changes[:cut]):
            data = change.data
            if loss and change.surely >= cut:
                if not loss.keeps(change):
                    continue
                data = loss.torn(data)
            change.apply(tree, data)
        return tree


class Loss:
    """One way in which a power cut loses what was not pushed to the disk."""

    _WAYS: Sequence[tuple[float, float, float]] = (
        (0, 0, 0),
        (1, 0, 0),
        (0, 1, 0),
        (1, 1, 0.1),
        (0.5, 0.5, 0.2),
        (0.9, 0.9, 0.3),
    )
    """How much of the names, and of the bytes, comes to the disk nevertheless, and how much of these by half."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._names, self._bytes, self._half = random.choice(self._WAYS)

    def keeps(self, change: Change) -> bool:
        """Whether a change comes to the disk."""
        return self._random.random() < (self._names if change.names else self._bytes)

    def torn(self, data: bytes | None) -> bytes | None:
        """What comes to the disk of the bytes of a write."""
        if not data or self._random.random() >= self._half:
            return data
        return data[: self._random.randrange(0, len(data), min(_SECTOR, len(data)))]


def course(start: Tree, place: Path, calls: Sequence[Call]) -> Course:
    """What the calls of a deed in a folder did to what lay in it."""
    tree = Tree(dict(start.names), dict(start.contents))
    made, numbers = Course(start, [], []), max(start.names.values(), default=0)
    for number, call in enumerate(calls):
        change = None
        made.turns += [number] if call.name != "write" else []
        if call.name == "say":
            made.said += [(number, line) for line in call.data.decode().splitlines()]
        elif call.name in ("sync", "sync_folder"):
            _push(made.changes, number, tree, call, place)
        else:
            numbers += 1
            change = _change(tree, call, place, numbers)
            change.apply(tree, change.data)
        made.changes.append(change)
    return made


def _change(tree: Tree, call: Call, place: Path, fresh: int) -> Change:
    name = tree.find(os.path.relpath(call.path, place))
    if call.name == "create":
        return Change({name: fresh}, made=fresh)
    if call.name == "mkdir":
        return Change({name: fresh})
    if call.name in ("unlink", "rmdir"):
        return Change({name: None})
    if name not in tree.names:  # the index of a log, which SQLite makes without a call
        return Change()
    if call.name == "rename":
        return Change({name: None, tree.find(os.path.relpath(call.to, place)): tree.names[name]})
    data = call.data if call.name == "write" else None
    return Change(file=tree.names[name], at=call.at, data=data)


def _push(changes: Sequence[Change | None], now: int, tree: Tree, call: Call, place: Path) -> None:
    """What a call pushes to the disk is there from then on."""
    path = os.path.relpath(call.path, place)
    pushed = _ROOT if path == os.curdir else tree.names[tree.find(path)]
    for change in filter(None, changes):
        if change.surely < _NEVER:
            continue
        if call.name == "sync" and change.file == pushed:
            change.surely = now
        elif call.name == "sync_folder" and change.names:
            change.waiting -= {pushed}
            change.surely = _NEVER if change.waiting else now
