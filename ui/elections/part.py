"""A part of the page of one election."""

from __future__ import annotations

from unionapp.subjects.elections.models import Election

from ui.cases.part import CasePart, one_of

__all__ = ["ElectionPart", "one_of"]


class ElectionPart(CasePart[Election]):
    """Shows one side of an election."""

    @property
    def election(self) -> Election:
        """The election as it stands now."""
        return self.record
