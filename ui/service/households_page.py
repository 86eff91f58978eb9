"""困难职工档案: the register, and one family's file as a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from unionapp.records.search import Condition
from unionapp.store import rows
from unionapp.subjects.service import reminders as due
from unionapp.subjects.service.households import stages as life
from unionapp.subjects.service.households.models import Household
from unionapp.subjects.service.households.records import HOUSEHOLDS
from unionapp.subjects.service.households.states import HouseholdState
from unionapp.values.stages import Stage
from unionapp.work import Progress

from ui.cases.facts import facts_part, history_part
from ui.cases.hanging import hanging_part
from ui.cases.head import Overview
from ui.cases.papers_part import papers_part
from ui.cases.staged import StagedCase, next_words
from ui.cases.view import Parts
from ui.exchange.page import page_of
from ui.records.conditions import Filter
from ui.records.record_head import APART
from ui.records.record_page import RecordPage
from ui.records.record_view import RecordView
from ui.service.household_hanging import FAMILY_VISITS, MEASURES, PLANS, RECEIVED, REVIEWS
from ui.service.household_parts import FamilyPart, HouseholdPapersPart, ReckoningPart
from ui.service.household_stages import HouseholdStages
from ui.session import Session


def households_page(session: Session) -> RecordPage:
    """困难职工档案."""
    page = page_of(session, HOUSEHOLDS, sort=HouseholdsPage)
    page.offer("在册的", lambda: Filter("在册的", (Condition("state", "=", HouseholdState.FILED),)))
    offered: tuple[tuple[str, Callable[[], Iterable[int]]], ...] = (
        ("待复核的", lambda: (each.record for each in due.reviews(date.today()))),
        ("公示到期的", lambda: (x.record for x in due.publicity_ends(date.today()) if x.kind == HOUSEHOLDS.key)),
        ("缺同意书的", lambda: (each.id for each in due.without_consent())),
    )
    for words, find in offered:
        page.offer(words, lambda words=words, find=find: Filter(words, (Condition("id", "in", tuple(find())),)))  # type: ignore[misc]
    return page


class HouseholdsPage(RecordPage):
    """The list of files; one that is opened shows the whole of it."""

    def view_of(self, row_id: int) -> RecordView:
        """The page of one family."""
        return HouseholdCase(self.session, self.kind, row_id, self.actions_for_one())


class HouseholdCase(StagedCase[Household]):
    """The page of a file in place of the plain page of a record."""

    def parts(self) -> Parts[Household]:
        """Everything that belongs to the family."""
        return {
            "stages": ("概况", HouseholdStages),
            "reckoning": ("类别", ReckoningPart),
            "family": ("家庭成员", FamilyPart),
            "papers": ("材料与同意书", HouseholdPapersPart),
            "help": ("计划与措施", hanging_part(PLANS, MEASURES)),
            "visits": ("走访与复核", hanging_part(FAMILY_VISITS, REVIEWS)),
            "received": ("收到的帮扶", hanging_part(RECEIVED)),
            "facts": ("资料", facts_part(self._sheet)),
            "print": ("表格", papers_part(HOUSEHOLDS)),
            "history": ("历史", history_part(HOUSEHOLDS)),
        }

    def look(self, row_id: int, progress: Progress) -> Overview | None:
        """The next stage, and what is wrong with the file by which rule."""
        household = rows.find(Household, row_id)
        if household is None:
            return None
        today = date.today()
        stage = life.next_stage(life.facts(household, today), today)
        words = _words(household, stage)
        late = stage is not None and stage.late
        return Overview(words, stage.key if stage is not None else "", tuple(HOUSEHOLDS.check(household)), late=late)

    def _title(self, record: Household) -> str:
        return f"{record.name}　{HOUSEHOLDS.shown(record, 'grade') or '类别未定'}"

    def _words(self, record: Household) -> str:
        people = f"{record.people} 口人" if record.people else ""
        contact = f"联系人 {record.contact_name}" if record.contact_name else ""
        cause = HOUSEHOLDS.shown(record, "cause")
        named = [record.number, record.union.name, cause, people, contact]
        return APART.join(each for each in named if each)


def _words(household: Household, stage: Stage | None) -> str:
    """The next stage in one sentence."""
    if household.state == HouseholdState.LEFT:
        reason = HOUSEHOLDS.shown(household, "leave_reason")
        return f"已于 {household.left_on} 退档（{reason}）。再次困难的，在“退档”环节恢复这份档案。"
    if household.state == HouseholdState.REFUSED:
        return "这一户不予建档，各环节不用办了。"
    return next_words(stage)
