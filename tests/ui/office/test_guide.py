"""The first steps: seen to be done, begun by one click, with the way back, and let be where they are not needed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from ui.office import guiding
from ui.office.guide_card import GuideCard
from ui.session import Session
from ui.window.guide_strip import GuideStrip
from unionapp.office import first_steps

from tests.ui.township import settle

ALL = ["unions", "members", "unfinished", "cadres", "openings", "settings", "backups", "papers"]


@pytest.fixture
def card(qtbot: QtBot, town: Session) -> GuideCard:
    """The card over a township that has unions and nobody in them."""
    made = GuideCard(town)
    qtbot.addWidget(made)
    made.show_steps(guiding.steps(town))
    return made


def done(session: Session) -> list[str]:
    """The steps that are done."""
    return [each.key for each in guiding.steps(session) if each.done]


def press(card: GuideCard, words: str) -> None:
    """Press the first button with these words that is shown."""
    (button, *_) = [each for each in card.findChildren(QPushButton) if each.text() == words and each.isVisibleTo(card)]
    button.click()


def test_what_is_done_is_seen_in_the_data(town: Session) -> None:
    assert [each.key for each in guiding.steps(town)] == ALL and done(town) == ["unions"]
    settle(town, 2)
    assert done(town) == ["unions", "members", "unfinished"]
    town.store.backup()
    town.store.journal.note("打印“会员花名册”")
    assert done(town) == ["unions", "members", "unfinished", "backups", "papers"]


def test_a_step_leads_to_its_page_and_begins_there(qtbot: QtBot, town: Session, card: GuideCard) -> None:
    card.show()
    assert "8 步办好了 1 步" in card.heading.text() and "导入会员花名册" in card.heading.text()
    asked: list[tuple[str, ...]] = []
    town.page_wanted.connect(lambda page: asked.append((page,)))
    town.deed_wanted.connect(lambda page, deed: asked.append((page, deed)))
    town.step_begun.connect(lambda step: asked.append(("begun", step)))
    press(card, "去办")
    assert asked == [("members",), ("members", "import"), ("begun", "members")]


def test_what_is_not_needed_goes_and_can_be_had_again(town: Session, card: GuideCard) -> None:
    press(card, "不需要")
    assert [each.key for each in card.steps] == [key for key in ALL if key != "members"]
    press(card, "把不需要的也列出来")
    assert [each.key for each in card.steps] == ALL


def test_looking_at_the_settings_is_all_that_can_be_asked(town: Session) -> None:
    (step,) = [each for each in guiding.steps(town) if each.key == "settings"]
    guiding.begin(town, step)
    assert "settings" in done(town)


def test_the_card_stays_until_all_is_done_and_folds_to_a_line(town: Session, card: GuideCard) -> None:
    assert not card.folded and card.rows is not None
    press(card, "收起")
    assert card.folded and card.rows is None and not card.isHidden()
    for step in guiding.steps(town):
        if not step.done:
            guiding.skip(town, step)
    card.show_steps(guiding.steps(town))
    assert card.isHidden() and first_steps.next_open(guiding.steps(town)) is None


def test_the_strip_says_where_the_clerk_is_and_leads_on(qtbot: QtBot, town: Session) -> None:
    strip = GuideStrip(town)
    qtbot.addWidget(strip)
    assert strip.isHidden()
    guiding.begin(town, guiding.steps(town)[1])
    assert strip.isVisible() and "8 步中的第 2 步：导入会员花名册" in strip.words.text()
    assert not strip.tools.command("next-first-step").isVisible()
    settle(town, 2)
    assert "✓ 办好了。下一步：登记各工会的主席、委员" in strip.words.text()
    with qtbot.waitSignal(town.page_wanted) as wanted:
        strip.tools.command("next-first-step").trigger()
    assert wanted.args == ["cadres"] and strip.at == "cadres"
    with qtbot.waitSignal(town.page_wanted) as wanted:
        strip.tools.command("first-steps").trigger()
    assert wanted.args == ["workbench"] and strip.isHidden()
