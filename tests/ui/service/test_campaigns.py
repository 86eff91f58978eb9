"""四季帮扶活动 in the window: from nothing to the voucher, a list chosen with preview, refusals, taking back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from ui.printing.print_dialog import PrintDialog
from ui.records.picking import PickDialog
from ui.service.campaigns_page import MENDS, CampaignCase, CampaignStages, campaigns_page
from ui.service.giving_part import GivingPart
from ui.service.recipients_part import RecipientsPart
from ui.session import Session
from unionapp.store import editing
from unionapp.subjects.funds.books.models import Project
from unionapp.subjects.funds.books.records import PROJECTS
from unionapp.subjects.funds.handouts.models import Handout
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.service.campaigns import stages as campaign_life
from unionapp.subjects.service.campaigns.models import AidCampaign, AidRecipient, AidSite, AidStandard, StudentAid
from unionapp.subjects.service.campaigns.records import AID_CAMPAIGNS, AID_STANDARDS
from unionapp.subjects.service.households.helping_models import AidMeasure
from unionapp.subjects.service.households.models import Allowance, Household
from unionapp.subjects.service.households.records import ALLOWANCES, HOUSEHOLDS
from unionapp.subjects.unions.models import Union

from tests.ui.buttons import button
from tests.ui.conftest import Recorder
from tests.ui.funds.till import Keys, keep_book
from tests.ui.hall import fill, opened
from tests.ui.opened import open_case
from tests.ui.picker import choose, everybody, found, marks, picker, take
from tests.ui.township import DAIRY, MILL, TOWN, member, number, put

DAY = date(2026, 3, 10)


def save(session: Session, kind: Any, record: Any) -> Any:
    """Save and give back."""
    editing.save(session.store.journal, kind, record)
    return record


@pytest.fixture
def money(town: Session) -> Any:
    """Earmarked money in a book, two families on file, one deep in need and one relatively."""
    book = keep_book(town)
    save(town, ALLOWANCES, Allowance(region="本地", since=date(2025, 1, 1), amount=800_00))
    for serial, income in enumerate((18_000_00, 30_000_00)):
        filed = {"published_from": date(2025, 6, 2), "published_to": date(2025, 6, 9), "filed_on": date(2025, 6, 10)}
        means = {"income": income, "people": 2, "cause": "9", "assessed_on": date(2025, 6, 1)}
        name, mill = f"贺{'甲乙'[serial]}", Union.get(Union.name == MILL)
        save(town, HOUSEHOLDS, Household(name=name, id_number=number(70 + serial), union=mill, **means, **filed))
    return save(town, PROJECTS, Project(book=book, name="送温暖专项", source="upper", since=date(2026, 1, 1)))


def campaign(session: Session, sort: str = "warmth", title: str = "送温暖", **values: Any) -> Any:
    """A campaign of the town."""
    given = {"type": sort, "year": 2026, "title": title, "union": Union.get(Union.name == TOWN), "form": "cash"}
    return save(session, AID_CAMPAIGNS, AidCampaign(**(given | values)))


def case_of(qtbot: QtBot, session: Session, record: Any) -> tuple[CampaignCase, Keys]:
    """The page of a campaign as it stands before the clerk, its head read."""
    return open_case(qtbot, campaigns_page(session), record, CampaignCase)


def people(case: CampaignCase) -> RecipientsPart:
    """The list, in front."""
    case.lead("people")
    part = case.part("people")
    assert isinstance(part, RecipientsPart)
    return part


def pick(qtbot: QtBot, part: RecipientsPart) -> PickDialog[Any]:
    """The families that may be chosen."""
    button(part, "选困难户").click()
    return picker(qtbot, part)


def giving(case: CampaignCase) -> GivingPart:
    """The rounds, in front."""
    case.lead("give")
    part = case.part("give")
    assert isinstance(part, GivingPart)
    return part


def test_every_stage_leads_somewhere() -> None:
    assert list(MENDS) == list(campaign_life.TITLES)
    mends = [each for several in MENDS.values() for each in several]
    assert all(each.asks or each.part for each in mends)
    assert all(name in AID_CAMPAIGNS.fields for each in mends for name in each.asks)


def test_a_campaign_goes_from_the_rule_to_the_draft_voucher(
    qtbot: QtBot, town: Session, money: Any, door: Recorder
) -> None:
    made = campaign(town, project=money)
    save(town, AID_STANDARDS, AidStandard(campaign=made, grade="deep", amount=1_000_00))
    save(town, AID_STANDARDS, AidStandard(campaign=made, amount=500_00))
    case, _ = case_of(qtbot, town, made)
    part = people(case)
    dialog = pick(qtbot, part)
    assert len(everybody(qtbot, dialog)) == 2
    take(qtbot, dialog)
    qtbot.waitUntil(lambda: part.table.rows.rowCount() == 2)
    assert AidRecipient.select().count() == 2
    rounds = giving(case)
    button(rounds, "发放").click()
    fill(opened(rounds), day=DAY)
    qtbot.waitUntil(lambda: rounds.table.rows.rowCount() == 1)
    assert AidMeasure.select().count() == 2
    button(rounds, "生成凭证").click()
    fill(opened(rounds), day=DAY)
    assert Voucher.select().count() == 1
    assert sum(line.debit or 0 for line in VoucherLine.select()) == 1_500_00
    case.lead("summary")
    summary: Any = case.part("summary")
    assert "发放 1,500.00 元" in summary.figures.text() and "核对一致" in summary.figures.text()


def test_who_got_from_the_same_money_is_refused_by_name(
    qtbot: QtBot, town: Session, money: Any, door: Recorder
) -> None:
    first = campaign(town, project=money)
    save(town, AID_STANDARDS, AidStandard(campaign=first, amount=500_00))
    case, _ = case_of(qtbot, town, first)
    part = people(case)
    dialog = pick(qtbot, part)
    dialog.search.filters["grade"].choose_value("deep")
    dialog.look()
    assert everybody(qtbot, dialog) == ["贺甲"]
    take(qtbot, dialog)
    second = campaign(town, project=money, title="再送温暖")
    save(town, AID_STANDARDS, AidStandard(campaign=second, amount=500_00))
    again, _ = case_of(qtbot, town, second)
    other = people(again)
    again_picker = pick(qtbot, other)
    assert "用同一笔钱救助过" in marks(again_picker)["贺甲"]
    assert everybody(qtbot, again_picker) == ["贺乙"]
    again_picker.picked.clear()
    again_picker.reject()
    assert AidRecipient.select().count() == 1


def test_one_is_added_changed_removed_and_taken_back(qtbot: QtBot, town: Session, money: Any, door: Recorder) -> None:
    put(town, MEMBERS, member("王一甲", 1))
    made = campaign(town, project=money)
    save(town, AID_STANDARDS, AidStandard(campaign=made, amount=500_00))
    case, _ = case_of(qtbot, town, made)
    part = people(case)
    button(part, "删除").click()
    assert "请先在名单里选中" in door.texts("warn")[-1]
    button(part, "选会员").click()
    dialog = picker(qtbot, part)
    choose(qtbot, dialog, "王一甲")
    take(qtbot, dialog)
    qtbot.waitUntil(lambda: part.table.rows.rowCount() == 1)
    button(part, "编辑").click()
    fill(opened(part), amount=300_00)
    assert AidRecipient.get().amount == 300_00
    qtbot.waitUntil(lambda: part.table.rows.text(0, 3) == "300.00")
    button(part, "删除").click()
    assert AidRecipient.select().count() == 0
    town.store.journal.undo()
    assert AidRecipient.select().count() == 1


def test_a_round_is_taken_back_until_it_is_signed(qtbot: QtBot, town: Session, money: Any, door: Recorder) -> None:
    made = campaign(town, project=money)
    save(town, AID_STANDARDS, AidStandard(campaign=made, amount=500_00))
    case, _ = case_of(qtbot, town, made)
    rounds = giving(case)
    button(rounds, "撤回这一批").click()
    assert "还没有发放过" in door.texts("warn")[-1]
    part = people(case)
    dialog = pick(qtbot, part)
    choose(qtbot, dialog, "贺甲")
    take(qtbot, dialog)
    rounds = giving(case)
    button(rounds, "发放").click()
    fill(opened(rounds), day=DAY)
    qtbot.waitUntil(lambda: rounds.table.rows.rowCount() == 1)
    button(rounds, "撤回这一批").click()
    assert Handout.select().count() == 0 and AidRecipient.get().line_id is None


def test_students_apply_and_only_those_who_passed_are_chosen(
    qtbot: QtBot, town: Session, money: Any, door: Recorder
) -> None:
    made = campaign(town, "study", "金秋助学", project=money)
    save(town, AID_STANDARDS, AidStandard(campaign=made, amount=2_000_00))
    case, _ = case_of(qtbot, town, made)
    case.lead("apply")
    part: Any = case.part("apply")
    for serial, state in enumerate(("passed", "refused")):
        button(part, "登记助学申请").click()
        names = {"name": f"学{'甲乙'[serial]}", "id_number": number(90 + serial, date(2007, 1, 1)), "parent": "贺家长"}
        fill(opened(part), **names, stage="bachelor", state=state, union=Union.get(Union.name == MILL).id)
    assert StudentAid.select().count() == 2
    listed = people(case)
    button(listed, "选申请人").click()
    dialog = picker(qtbot, listed)
    assert everybody(qtbot, dialog) == ["学甲"]
    take(qtbot, dialog)
    assert AidRecipient.get().amount == 2_000_00


def test_sites_stand_in_place_of_persons_and_fairs_have_no_money(
    qtbot: QtBot, town: Session, money: Any, door: Recorder
) -> None:
    cooling = campaign(town, "cooling", "送清凉", project=money)
    case, _ = case_of(qtbot, town, cooling)
    case.lead("people")
    part: Any = case.part("special")
    button(part, "登记慰问点").click()
    fill(opened(part), name="一号工地", people=30, quantity=30, price=10_00, goods="饮料")
    assert AidSite.get().amount == 300_00
    jobs = campaign(town, "jobs", "春送岗位")
    fair, _ = case_of(qtbot, town, jobs)
    assert {"give", "standards", "people"}.isdisjoint(fair.parts()) and "people" in case.parts()
    fair.lead("people")
    assert "招聘会" in button(fair.part("special"), "登记招聘会").text()


def test_every_part_can_be_looked_at_and_the_public_list_is_previewed(qtbot: QtBot, town: Session, money: Any) -> None:
    made = campaign(town, project=money)
    case, _ = case_of(qtbot, town, made)
    for key in case.parts():
        case.lead(key)
        QApplication.processEvents()
    part = people(case)
    button(part, "打印公示表").click()
    assert opened(part.window(), PrintDialog).paper.id == "aid-publicity"


def test_the_next_stage_is_one_click_away(qtbot: QtBot, town: Session, money: Any, door: Recorder) -> None:
    made = campaign(town, project=money, since=DAY, until=date(2026, 12, 31), handler="钟经办")
    case, _ = case_of(qtbot, town, made)
    assert case.head.next.text().startswith("下一步：帮扶标准")
    case.head.go.click()
    assert case.tabs.tabText(case.tabs.currentIndex()) == "帮扶标准"
    case.lead("stages")
    stages = case.part("stages")
    assert isinstance(stages, CampaignStages)
    stages.choose("approval")
    button(stages, "登记审批").click()
    fill(opened(stages), approver="钟秀兰")
    assert AidCampaign.get_by_id(made.id).approved_on == date.today()


def test_the_line_that_waits_to_be_typed_is_no_standard(
    qtbot: QtBot, town: Session, money: Any, door: Recorder
) -> None:
    made = campaign(town, project=money)
    case, _ = case_of(qtbot, town, made)
    case.lead("standards")
    part: Any = case.part("standards")
    part.grid.table.setFocus()
    QApplication.processEvents()
    assert [line.quantity for line in part.grid.model.rows] == [1]
    assert case.may_leave() and AidStandard.select().count() == 0 and not door.texts("choose")


def test_a_union_means_those_below_it_too(qtbot: QtBot, town: Session, money: Any, door: Recorder) -> None:
    case, _ = case_of(qtbot, town, campaign(town, project=money))
    dialog = pick(qtbot, people(case))
    for union, count in ((DAIRY, 0), (TOWN, 2)):
        dialog.search.filters["union"].choose_value(Union.get(Union.name == union).id)
        dialog.look()
        assert len(found(qtbot, dialog)) == count
