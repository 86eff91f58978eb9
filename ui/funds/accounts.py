"""Choosing accounts and everyday matters by typing: number, name, pinyin initials; the most used first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache

from unionapp.records.fields import RecordField, Text
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.chart import Chart
from unionapp.subjects.funds.books.models import Book, Matter
from unionapp.subjects.funds.vouchers import entry_templates as everyday
from unionapp.subjects.funds.vouchers import register
from unionapp.values import names

from ui.kit.choosing import Offer, OfferLine
from ui.kit.fields import OfferEdit
from ui.session import Session

_USED = "funds/matters-used"
_NO = 9


@lru_cache(maxsize=4096)
def _readings(words: str) -> tuple[str, ...]:
    return names.pinyin_keys(words)


def fitting(text: str, offers: Iterable[tuple[Offer, Sequence[str]]]) -> list[Offer]:
    """The offers that a typed text means by one of their words, the best first; with nothing typed all of them."""
    typed = text.strip().lower()
    if not typed:
        return [offer for offer, _ in offers]
    ranked = [(_NO if offer.text.lower() != typed else 0, offer, words) for offer, words in offers]
    found = [(min(rank, _rank(words, typed)), offer) for rank, offer, words in ranked]
    return [offer for rank, offer in sorted(found, key=lambda pair: pair[0]) if rank < _NO]


def _rank(words: Sequence[str], typed: str) -> int:
    """How well words fit: 0 one of them exactly, 9 not at all."""
    if typed in words:
        return 0
    if any(word.startswith(typed) for word in words):
        return 1
    if any(reading.startswith(typed) for word in words for reading in _readings(word)):
        return 2
    if any(typed in word for word in words):
        return 3
    return 4 if len(typed) > 1 and any(typed in reading for word in words for reading in _readings(word)) else _NO


def account_offer(known: Chart, number: str) -> Offer | None:
    """An account as it stands in a line."""
    return Offer(number, f"{number} {known.name(number)}") if known.account(number) is not None else None


def account_offers(known: Chart, text: str, numbers: Sequence[str] | None = None) -> list[Offer]:
    """The accounts that a text means, among those that take entries."""
    asked = known.numbers() if numbers is None else numbers
    every = [(offer, (number, *_names(known, number))) for number in asked if (offer := account_offer(known, number))]
    return fitting(text, every)


def _names(known: Chart, number: str) -> tuple[str, str]:
    account = known.account(number)
    return (account.name if account is not None else "", known.name(number))


def read_account(known: Chart, text: str) -> str:
    """The number that a pasted text means: a number, a name, or both; ValueError in words."""
    typed = text.strip()
    number = typed.split()[0] if typed else ""
    if known.account(number) is not None:
        return number
    found = known.find(typed)
    if typed and found is None:
        raise ValueError(f"没有找到科目“{typed}”，请从列出的科目里选。")
    return found or ""


class AccountEdit(OfferEdit):
    """One account of a book."""

    def __init__(self, known: Chart, field: RecordField, numbers: Sequence[str] | None = None) -> None:
        self.known = known
        super().__init__(field, OfferLine(lambda text: account_offers(known, text, numbers), "科目"), "")

    def set_value(self, value: object) -> None:
        """Show an account by its number."""
        number = str(value or "")
        self.offers.set_offer((account_offer(self.known, number) or Offer(number, number)) if number else None)


class MatterEdit(OfferEdit):
    """An everyday matter, the most used first."""

    def __init__(self, session: Session, book: Book, ways: Sequence[str]) -> None:
        self.session = session
        self.known = chart.read(book)
        self.matters = by_use(session, book, [each for way in ways for each in everyday.offered(way, book)])
        super().__init__(Text("事项"), OfferLine(self._offers, "事项"), None)
        self.offers.line.setPlaceholderText("输入名称、拼音首字母或科目编号")

    def set_value(self, value: object) -> None:
        """Show a matter."""
        self.offers.set_offer(Offer(value, value.name) if isinstance(value, Matter) else None)

    def _offers(self, text: str) -> list[Offer]:
        return fitting(text, [(self._offer(each), (each.name, each.account, each.words)) for each in self.matters])

    def _offer(self, matter: Matter) -> Offer:
        return Offer(matter, matter.name, f"{matter.account} {self.known.name(matter.account)}")


def by_use(session: Session, book: Book, matters: Sequence[Matter]) -> list[Matter]:
    """Matters in the order of how often this clerk chose them, then of how often their accounts are used."""
    chosen = _counts(session)
    booked = register.use_of_accounts(book)
    return sorted(matters, key=lambda each: (-chosen.get(each.uid, 0), -booked.get(each.account, 0)))


def note_use(session: Session, matter: Matter) -> None:
    """Remember that a matter was chosen."""
    counts = _counts(session)
    counts[matter.uid] = counts.get(matter.uid, 0) + 1
    session.remembered.setValue(_USED, json.dumps(counts))


def _counts(session: Session) -> dict[str, int]:
    try:
        return dict(json.loads(str(session.remembered.value(_USED, "{}"))))
    except (ValueError, TypeError):
        return {}
