"""The pages of activities: the register with each activity as a case, those who took part, 合理化建议."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from unionapp.records.search import Condition
from unionapp.store import rows
from unionapp.subjects.activities import register
from unionapp.subjects.activities.models.people import EventResult
from unionapp.subjects.activities.models.proposals import Proposal
from unionapp.subjects.activities.models.states import ProposalState
from unionapp.subjects.activities.records import ACTIVITIES, COSTS, KINDS, PARTICIPANTS, PROPOSALS

from ui.activities.activity_case import PLACES, REPEAT, ActivityCase
from ui.activities.asking import ask_to_repeat
from ui.cases.asking import ask_for
from ui.exchange.page import page_of
from ui.kit import messages
from ui.kit.actions import Action
from ui.records.conditions import Filter
from ui.records.record_page import RecordPage
from ui.records.record_view import RecordView
from ui.session import Session

_OF_KEY = {kind.key: kind for kind in KINDS}


def activities_page(session: Session) -> RecordPage:
    """活动台账."""
    page = page_of(session, ACTIVITIES, _of_activities, ActivitiesPage)
    for words, find in (("没办齐的", register.unfinished), ("快要举办的", register.coming)):
        page.offer(words, lambda words=words, find=find: Filter(words, (Condition("id", "in", find(date.today())),)))  # type: ignore[misc]
    return page


def _of_activities(page: RecordPage) -> Sequence[Action]:
    return (Action(REPEAT, "再办一次", lambda: repeat(page), "Ctrl+Shift+D", "one"),)


class ActivitiesPage(RecordPage):
    """The list of activities; one that is opened shows its whole case."""

    def view_of(self, row_id: int) -> RecordView:
        """The page of one activity."""
        actions = [each for each in self.actions_for_one() if each.id != REPEAT]
        return ActivityCase(self.session, self.kind, row_id, actions)

    def show_of(self, kind_key: str, row_id: int) -> None:
        """Open an activity, or the one that an event, a prize, a result, a lesson or a photo belongs to."""
        if kind_key == self.kind.key:
            self.show_record(row_id)
            return
        found = rows.find(_OF_KEY[kind_key].model, row_id)
        if found is not None:
            result = isinstance(found, EventResult)
            owner = found.event if isinstance(found, EventResult) else found
            show_within(self, owner.plain()["activity"], "activity-events" if result else kind_key, owner.id)


def show_within(page: ActivitiesPage, activity_id: int, kind_key: str, row_id: int) -> None:
    """Open an activity at one of its parts."""
    page.show_record(activity_id)
    shown = page.currentWidget()
    if isinstance(shown, ActivityCase) and kind_key in PLACES:
        shown.show_part_of(kind_key, row_id)


def repeat(page: RecordPage) -> None:
    """Plan the chosen activity again."""
    ask_to_repeat(page, page.session, page.selected()[0])


def participants_page(session: Session) -> RecordPage:
    """活动参加人 over all activities."""
    return page_of(session, PARTICIPANTS, _of_rows)


def costs_page(session: Session) -> RecordPage:
    """活动经费 over all activities."""
    return page_of(session, COSTS, _of_rows)


def _of_rows(page: RecordPage) -> Sequence[Action]:
    return (Action("open-activity", "打开所属活动", lambda: open_activity(page), "Ctrl+O", "one"),)


def open_activity(page: RecordPage) -> None:
    """Open the activity of the chosen row."""
    page.session.record_wanted.emit(ACTIVITIES.key, page.selected()[0].activity_id)


_ANSWER = ("state", "answered", "answer")
_DONE = ("done", "handler", "benefit", "effect", "reward")
_WAITING = (
    Filter("待答复的", (Condition("state", "=", ProposalState.RECEIVED),)),
    Filter(
        "采纳还没实施的",
        (Condition("state", "in", (ProposalState.ADOPTED, ProposalState.PARTLY)), Condition("done", "empty")),
    ),
    Filter("有效益的", (Condition("benefit", ">", 0),)),
)
"""Buttons above the proposals: what they show."""


def proposals_page(session: Session) -> RecordPage:
    """合理化建议."""
    page = page_of(session, PROPOSALS, _of_proposals)
    for wanted in _WAITING:
        page.offer(wanted.words, lambda wanted=wanted: wanted)  # type: ignore[misc]
    return page


def _of_proposals(page: RecordPage) -> Sequence[Action]:
    return (
        Action("answer", "登记答复", lambda: answer(page), "Ctrl+M", "one"),
        Action("carry-out", "登记实施和奖励", lambda: carry_out(page), "Ctrl+Shift+M", "one"),
    )


def answer(page: RecordPage) -> None:
    """Ask what is answered to the chosen proposal."""
    found = rows.fresh(page.selected()[0])
    found.answered = found.answered or date.today()
    ask_for(page, page.session, PROPOSALS, found, _ANSWER, f"答复：{found.title}")


def carry_out(page: RecordPage) -> None:
    """Ask when the chosen proposal was carried out, what came of it, what it was rewarded with."""
    found = rows.fresh(page.selected()[0])
    if found.state not in Proposal.state.codes.marked("adopted"):
        messages.toast(page, "先登记答复，采纳了的建议才登记实施和奖励")
        return
    found.done = found.done or date.today()
    ask_for(page, page.session, PROPOSALS, found, _DONE, f"实施和奖励：{found.title}")
