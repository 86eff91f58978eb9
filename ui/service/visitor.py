"""Who comes to the counter: a member found by two letters, or the name of anybody else as it was typed."""

from __future__ import annotations

from unionapp.records.kind import Kind

from ui.kit.choosing import Offer, OfferLine, record_offers

_STRANGER = "不在名册，按来访人登记"


def visitors(kind: Kind, text: str) -> list[Offer]:
    """The members that a typed text means, and the text itself as the name of somebody else.

    A whole name of nobody on the register comes first, so that Enter never takes a member for somebody who is none;
    letters and numbers are there to find members, and name somebody else only where no member is found.
    """
    if not text:
        return []
    members = record_offers(kind, text)
    if any(each.text == text for each in members):
        exact = [each for each in members if each.text == text]
        return [*exact, *(each for each in members if each.text != text)]
    stranger = Offer(text, text, _STRANGER)
    if len(text) > 1 and not text.isascii():
        return [stranger, *members]
    return members or [stranger]


class VisitorLine(OfferLine):
    """A line for the visitor; empty for one who is not named."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(lambda text: visitors(kind, text), "来访人")
        self.line.setPlaceholderText("会员：姓名、拼音首字母或证件号；不是会员：直接写姓名；空着记“访客”")

    @property
    def member(self) -> int | None:
        """The id of the member that is chosen, None for anybody else."""
        value = self.offer.value if self.offer is not None else None
        return value if isinstance(value, int) else None

    def settle(self) -> None:
        """Besides, a name that means nobody on the register is taken as it was typed."""
        super().settle()
        text = self.line.text().strip()
        if text and self.offer is None and not text.isascii():
            self.set_offer(Offer(text, text, _STRANGER))
            self.chosen.emit()
