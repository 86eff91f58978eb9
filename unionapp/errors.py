"""The sorts of failure the clerk meets: a Problem she mends, a Trouble that the machine makes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class Problem:
    """Something the clerk can mend: which field, what is wrong, and the article it comes from.

    `field` is the English name of the field, empty when the record as a whole is meant. `line` counts the lines of a
    record of several from 1, where `field` is one of the line's; 0 means the record itself.
    """

    field: str
    message: str
    article: str = ""
    level: Level = "error"
    rule: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"第 {self.line} 行：{self.message}" if self.line else self.message


class Refused(Exception):
    """An action was refused because of problems; nothing was changed."""

    def __init__(self, problems: Iterable[Problem] | str) -> None:
        self.problems = [Problem("", problems)] if isinstance(problems, str) else list(problems)
        super().__init__("；".join(str(problem) for problem in self.problems))


class Trouble(Exception):
    """The machine or the folder is in the way (full, locked, damaged, too new).

    The message is one Chinese sentence or two: what happened, what was kept, what to do now.
    """


class CannotWrite(Trouble):
    """The disk or the folder is full or takes no writing; what lies there can still be read. `why` says which."""

    def __init__(self, message: str, why: str) -> None:
        super().__init__(message)
        self.why = why


class Held(Trouble):
    """Somebody else has the data open; they can still be read beside her. `who` says who, and since when."""

    def __init__(self, message: str, who: str) -> None:
        super().__init__(message)
        self.who = who


class Damaged(Trouble):
    """Data that cannot be opened: damaged, incomplete, or without their keys."""


class Stopped(Exception):
    """The clerk pressed stop; the step was rolled back."""


def errors_only(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that forbid saving."""
    return [problem for problem in problems if problem.level == "error"]
