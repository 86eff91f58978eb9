"""What the operator at work may see: the one place that decides over fields whose sight takes a right.

`formats.show` asks here, so whatever shows a value by its field hides it by itself, a paper not yet thought of too;
`search` refuses to ask by such a field. Only what hands out stored values as they lie must ask `sees` of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

HIDDEN = "＊＊＊"
"""Stands in the place of what may not be seen, whether anything is there or not."""


@dataclass
class Sight:
    """Whose eyes look: what each open data file says of its operator's rights."""

    viewers: list[Callable[[str], bool]] = field(default_factory=list)

    def begin(self, may: Callable[[str], bool]) -> None:
        """An operator looks, who has the rights that `may` says."""
        self.viewers.append(may)

    def end(self, may: Callable[[str], bool]) -> None:
        """She looks no longer; nothing where she never began."""
        if may in self.viewers:
            self.viewers.remove(may)

    def may(self, right: str) -> bool:
        """Whether everybody who looks has a right; where nobody looks, there is none."""
        return bool(self.viewers) and all(may(right) for may in self.viewers)


SIGHT = Sight()


def sees(shown: Any) -> bool:
    """Whether the operator at work may see the values of a field."""
    right = getattr(shown, "right", "")
    return not right or SIGHT.may(right)
