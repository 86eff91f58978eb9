"""Every grid of lines of the program, with stored lines in it, and what a clerk types into each of its columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pytestqt.qtbot import QtBot
from ui.activities.contest_part import ContestPart, ScoreGrid
from ui.activities.goods_part import GoodsPart
from ui.activities.money_part import CostGrid, MoneyPart
from ui.activities.training_part import TrainingPart
from ui.cases.kept_grid import KeptGrid
from ui.cases.part import CasePart
from ui.funds.budget_editor import BudgetEditor, BudgetGrid
from ui.funds.entries_grid import EntriesGrid
from ui.funds.opening_entry import OpeningEntry, OpeningsGrid
from ui.funds.voucher_editor import VoucherEditor
from ui.grid.lines_grid import GridColumn, LinesGrid
from ui.service.campaign_parts import StandardsPart
from ui.service.household_parts import FamilyPart
from ui.session import Session
from unionapp.records import fields, formats
from unionapp.store import editing
from unionapp.subjects.activities.models.activities import ActivityCost, ActivityEvent, ActivityLesson, ActivityPrize
from unionapp.subjects.activities.models.people import EventResult
from unionapp.subjects.activities.records import COSTS, EVENTS, LESSONS, PRIZES, RESULTS
from unionapp.subjects.funds.budgeting import actions as budgeting
from unionapp.subjects.funds.budgeting.models import BudgetLine
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.subjects.service.campaigns.models import AidCampaign, AidStandard
from unionapp.subjects.service.campaigns.records import AID_CAMPAIGNS, AID_STANDARDS
from unionapp.subjects.service.households.models import FamilyMember, Household
from unionapp.subjects.service.households.records import FAMILY_MEMBERS, HOUSEHOLDS
from unionapp.subjects.unions.models import Union

from tests.ui.activities.occasion import hold, listed
from tests.ui.funds.till import MONTH, Keys, keep_book, shown
from tests.ui.township import MILL, number, put

DAY = date(2026, 5, 21)
Moment = Callable[[], object]


@dataclass
class Sheet:
    """A grid before the clerk."""

    grid: LinesGrid
    keys: Keys
    moments: tuple[Moment, ...]
    """What the program does by itself meanwhile: it stores or checks what was typed, it reads anew what others did."""

    def text(self, column: GridColumn, row: int) -> str:
        """What is typed into a column; empty where the cell is left as it is."""
        own = _OWN.get(column.name)
        if own is not None:
            return own[row % len(own)]
        field = self.grid.kind.fields[column.name]
        if isinstance(field, fields.Choice):
            return str(field.codes.codes[row % len(field.codes.codes)].key)
        if isinstance(field, (fields.Money, fields.Number)):
            return str(73 + row)
        if isinstance(field, fields.Date):
            return f"2026-6-{row + 1}"
        return "" if isinstance(field, (fields.Link, fields.YesNo)) else f"new{row}"

    def value(self, column: GridColumn, row: int) -> Any:
        """What is stored after that."""
        text, field = self.text(column, row), self.grid.kind.fields[column.name]
        if column.name == "participant":
            part = self.grid.window()
            assert isinstance(part, ContestPart)
            return listed(part.record)[int(text) - 1].id
        return text if isinstance(field, fields.Choice) or column.name == "account" else formats.parse(field, text)


_AMOUNTS = ("5329", "5476", "5625")
"""73 times 73 yuan and so on."""
_OWN = {
    "participant": ("3", "4", "5"),
    "account": ("30102", "30101"),
    "id_number": (number(61), number(62), number(63)),
    "hours": ("4", "5", "6"),
    "begins": ("09:00", "10:00", "11:00"),
    "score": ("73", "75", "74"),
    "planned_amount": _AMOUNTS,
    "amount": _AMOUNTS,
    "sex": ("1", "2", "1"),
    "relation": ("child", "child", "child"),
}
"""What is typed where the type of the field does not say it."""


def _part(qtbot: QtBot, part: CasePart, grid: LinesGrid) -> Sheet:
    """A grid that keeps itself, in its part of a page; the page is read anew as after any step."""
    assert isinstance(grid, KeptGrid)
    keys = shown(qtbot, part)
    record = part.record
    return Sheet(
        grid,
        keys,
        (lambda: grid.keep(whole=False), lambda: part.show_case(type(record).get_by_id(record.id))),
    )


def _events(qtbot: QtBot, town: Session) -> Sheet:
    held = hold(town)
    put(town, EVENTS, *(ActivityEvent(activity=held.id, title=each, unit="秒", referee="旧") for each in ("甲", "乙")))
    part = ContestPart(town, held)
    return _part(qtbot, part, part.events)


def _scores(qtbot: QtBot, town: Session) -> Sheet:
    held = hold(town, 5)
    event = ActivityEvent(activity=held.id, title="拔河")
    put(town, EVENTS, event)
    people = listed(held)
    scores = (EventResult(event=event.id, participant=people[at].id, score=f"{88 + at}", remark="旧") for at in (0, 1))
    put(town, RESULTS, *scores)
    part = ContestPart(town, held)
    assert part.scores is not None
    return _part(qtbot, part, part.scores)


def _lessons(qtbot: QtBot, town: Session) -> Sheet:
    held = hold(town, type="training", title="培训")
    own = {"activity": held.id, "day": DAY, "hours": 2, "lecturer": "旧", "lecturer_unit": "旧", "place": "旧"}
    put(town, LESSONS, *(ActivityLesson(title=each, begins="8:00", **own) for each in ("甲", "乙")))
    part = TrainingPart(town, held)
    return _part(qtbot, part, part.lessons)


def _trainees(qtbot: QtBot, town: Session) -> Sheet:
    part = TrainingPart(town, hold(town, 3, type="training", title="培训"))
    return _part(qtbot, part, part.trainees)


def _prizes(qtbot: QtBot, town: Session) -> Sheet:
    held = hold(town)
    own = {"activity": held.id, "level": "first", "quantity": 8, "price": 8_800, "remark": "旧"}
    put(town, PRIZES, *(ActivityPrize(goods=each, **own) for each in ("甲", "乙")))
    part = GoodsPart(town, held)
    return _part(qtbot, part, part.grid)


def _costs(qtbot: QtBot, town: Session) -> Sheet:
    held = hold(town)
    sums = {"quantity": 8, "price": 8_800, "amount": 70_400, "unit": "旧", "supplier": "旧"}
    planned = {"planned_quantity": 8, "planned_price": 8_800, "planned_amount": 70_400}
    put(town, COSTS, *(ActivityCost(activity=held.id, item=each, **sums, **planned) for each in ("甲", "乙")))
    part = MoneyPart(town, held)
    return _part(qtbot, part, part.grid)


def _standards(qtbot: QtBot, town: Session) -> Sheet:
    held = AidCampaign(title="金秋助学", type="study", year=2026, union=Union.get(Union.name == MILL))
    editing.save(town.store.journal, AID_CAMPAIGNS, held)
    own = {"campaign": held.id, "amount": 8_800, "goods": "旧", "quantity": 8, "remark": "旧"}
    put(town, AID_STANDARDS, *(AidStandard(category=each, **own) for each in ("甲", "乙")))
    part = StandardsPart(town, held)
    return _part(qtbot, part, part.grid)


def _family(qtbot: QtBot, town: Session) -> Sheet:
    home = Household(name="贺甲", id_number=number(7), union=Union.get(Union.name == MILL), contact_name="钟联系")
    editing.save(town.store.journal, HOUSEHOLDS, home)
    own = {"household": home.id, "relation": "child", "unit": "旧", "income": 8_800}
    people = (FamilyMember(name=f"贺{name}", id_number=number(50 + at), **own) for at, name in enumerate("乙丙"))
    put(town, FAMILY_MEMBERS, *people)
    part = FamilyPart(town, home)
    return _part(qtbot, part, part.grid)


def _entries(qtbot: QtBot, town: Session) -> Sheet:
    made = Voucher(book=keep_book(town), day=date(MONTH.year, MONTH.month, 1), papers=1)
    editor = VoucherEditor(town, made, [VoucherLine(summary="旧", account="401", debit=8_800, party="旧")])
    return Sheet(editor.grid, shown(qtbot, editor), (editor.check, editor.data_changed))


def _openings(qtbot: QtBot, town: Session) -> Sheet:
    dialog = OpeningEntry(None, town, keep_book(town), 2026)
    keys = shown(qtbot, dialog, lambda left: left.hide())  # closing would ask about what was typed
    return Sheet(dialog.grid, keys, ())


def _budget(qtbot: QtBot, town: Session) -> Sheet:
    made = budgeting.draw_up(town.store.journal, keep_book(town), 2026)
    editor = BudgetEditor(town, made)
    editor.grid.show_lines([BudgetLine(account="401", amount=8_800, note="旧")])
    return Sheet(editor.grid, shown(qtbot, editor), (editor.check, editor.data_changed))


KEPT: dict[str, Callable[[QtBot, Session], Sheet]] = {
    "events": _events,
    "scores": _scores,
    "lessons": _lessons,
    "trainees": _trainees,
    "prizes": _prizes,
    "costs": _costs,
    "standards": _standards,
    "family": _family,
}
"""The grids that keep themselves."""
EVERY = KEPT | {"entries": _entries, "openings": _openings, "budget": _budget}
SORTS: dict[str, type[LinesGrid]] = dict.fromkeys(KEPT, KeptGrid) | {
    "scores": ScoreGrid,
    "costs": CostGrid,
    "entries": EntriesGrid,
    "openings": OpeningsGrid,
    "budget": BudgetGrid,
}
"""Of which class each of them is."""
