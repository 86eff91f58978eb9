"""Which rounds of handing out there are."""

from __future__ import annotations

from unionapp.subjects.funds.handouts.models import Handout, HandoutLine


def others_with_a_list(handout: Handout) -> list[Handout]:
    """The other rounds that have a list to choose from, the latest first; those of former years too."""
    listed = HandoutLine.select(HandoutLine.handout)
    rows = Handout.select().where(Handout.id.in_(listed) & (Handout.id != handout.id))
    return list(rows.order_by(Handout.day.desc(), Handout.id.desc()))
