"""Choosing by typing: what is offered, how Enter takes it, and what happens to text that means nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from ui.kit.choosing import Offer, OfferLine, RecordChoice, code_offers, record_offers
from ui.session import Session
from unionapp.records import codes
from unionapp.subjects.members.records import MEMBERS, MEMBERSHIP_CHANGES
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests.ui.opened import cheap_keys
from tests.ui.township import DAIRY, MILL, settle

__all__ = ["cheap_keys"]

FRUIT = (Offer(1, "苹果"), Offer(2, "苹果梨"), Offer(3, "杏"))


def made(qtbot: QtBot) -> OfferLine:
    line = OfferLine(lambda text: [offer for offer in FRUIT if offer.text.startswith(text)], "水果")
    qtbot.addWidget(line)
    with qtbot.waitExposed(line):
        line.show()
    line.activateWindow()
    line.setFocus()
    return line


def test_enter_takes_the_first_offer_of_the_list(qtbot: QtBot) -> None:
    line = made(qtbot)
    line.line.setText("")
    qtbot.keyClick(line.line, Qt.Key.Key_Down)
    popup = line.line.list.popup()
    assert popup.isVisible()
    assert popup.currentIndex().row() == 0
    with qtbot.waitSignal(line.chosen):
        qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert line.value() == 1


def test_the_arrow_keys_walk_through_the_list(qtbot: QtBot) -> None:
    line = made(qtbot)
    qtbot.keyClick(line.line, Qt.Key.Key_Down)
    popup = line.line.list.popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert line.value() == 3


def test_enter_in_the_open_list_chooses_once(qtbot: QtBot) -> None:
    line = made(qtbot)
    chosen: list[object] = []
    line.chosen.connect(lambda: chosen.append(line.value()))
    line.line.setText("杏")
    line.line.listed.emit()
    assert line.line.list.popup().isVisible()
    qtbot.keyClick(line.line.list.popup(), Qt.Key.Key_Return)
    assert chosen == [3]


def test_text_that_means_one_offer_is_taken_when_the_line_is_left(qtbot: QtBot) -> None:
    line = made(qtbot)
    line.line.setText("杏")
    line.settle()
    assert line.value() == 3


def test_the_exact_text_wins_over_longer_ones(qtbot: QtBot) -> None:
    line = made(qtbot)
    line.line.setText("苹果")
    line.settle()
    assert line.value() == 1


def test_text_that_means_several_offers_is_kept_and_refused(qtbot: QtBot) -> None:
    line = made(qtbot)
    line.line.setText("苹")
    line.settle()
    assert line.line.text() == "苹"
    with pytest.raises(ValueError, match="好几个水果"):
        line.value()
    line.line.setText("梨")
    with pytest.raises(ValueError, match="没有找到"):
        line.value()


def test_an_emptied_line_means_nothing(qtbot: QtBot) -> None:
    line = made(qtbot)
    line.set_offer(FRUIT[0])
    line.line.clear()
    with qtbot.waitSignal(line.chosen):
        line.settle()
    assert line.value() is None
    assert line.offer is None


def test_what_matches_nothing_closes_the_list(qtbot: QtBot) -> None:
    line = made(qtbot)
    qtbot.keyClick(line.line, Qt.Key.Key_Down)
    qtbot.keyClicks(line.line, "x")
    assert not line.line.list.popup().isVisible()


@pytest.mark.parametrize(
    ("typed", "first"), [("汉", "汉族"), ("hz", "汉族"), ("zang", "藏族"), ("蒙族", "蒙古族"), ("", "汉族")]
)
def test_codes_are_found_by_label_pinyin_and_other_names(typed: str, first: str) -> None:
    assert code_offers(codes.table("nation"), typed)[0].text == first


def test_codes_that_do_not_fit_are_not_offered() -> None:
    assert code_offers(codes.table("sex"), "qq") == []


@pytest.mark.parametrize("typed", [DAIRY, "ruye", "qsxry"])
def test_a_record_is_found_by_name_and_pinyin(session: Session, typed: str) -> None:
    assert [offer.text for offer in record_offers(UNIONS, typed)] == [DAIRY]


def test_persons_of_one_name_are_told_apart_by_masked_numbers(session: Session) -> None:
    (person,) = settle(session, 1)
    (offer,) = record_offers(MEMBERS, person.mobile)
    assert offer.text == person.name
    assert "*" in offer.detail
    assert person.id_number not in offer.line


def test_a_kind_without_words_is_searched_among_its_latest_rows(session: Session) -> None:
    settle(session, 2)
    assert len(record_offers(MEMBERSHIP_CHANGES, "")) == 2
    assert len(record_offers(MEMBERSHIP_CHANGES, "王一甲")) == 1


def test_a_chosen_record_is_shown_by_its_label(qtbot: QtBot, session: Session) -> None:
    choice = RecordChoice(session, UNIONS)
    qtbot.addWidget(choice)
    mill = Union.get(Union.name == MILL)
    choice.choose(mill.id)
    assert (choice.value(), choice.line.text()) == (mill.id, MILL)
    choice.choose(999_999)
    assert choice.value() is None
