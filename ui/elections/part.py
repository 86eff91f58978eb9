"""A part of the page of one election."""

from __future__ import annotations

from typing import Any

from ui.cases.part import CasePart, one_of

__all__ = ["Part", "one_of"]


class Part(CasePart):
    """Shows one side of an election."""

    @property
    def election(self) -> Any:
        """The election as it stands now."""
        return self.record
