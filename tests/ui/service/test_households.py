"""困难职工档案 in the window: a file from the application to leaving, and what one without the right sees of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from ui.kit.text_table import TextTable
from ui.records.record_page import RecordPage
from ui.service.household_parts import FamilyPart, ReckoningPart
from ui.service.household_stages import MENDS, HouseholdStages
from ui.service.households_page import HouseholdCase, households_page
from ui.session import Session
from unionapp.store import editing, system
from unionapp.subjects.service.households import stages as life
from unionapp.subjects.service.households.helping_models import AidPlan, HouseholdReview, Visit
from unionapp.subjects.service.households.models import Allowance, FamilyMember, HardshipConsent, Household
from unionapp.subjects.service.households.records import ALLOWANCES, FAMILY_MEMBERS, HOUSEHOLDS
from unionapp.subjects.unions.models import Union

from tests.ui.buttons import button
from tests.ui.conftest import Recorder
from tests.ui.funds.till import Keys, shown
from tests.ui.hall import fill, opened
from tests.ui.opened import open_case
from tests.ui.township import MILL, number, put

TODAY = date.today()
LONG_AGO = TODAY - timedelta(30)


def family(session: Session, **values: Any) -> Any:
    """A family of two with 18,000 yuan a year, asking for a file."""
    editing.save(session.store.journal, ALLOWANCES, Allowance(region="本地", since=date(2020, 1, 1), amount=800_00))
    given = {"name": "贺甲", "id_number": number(7), "union": Union.get(Union.name == MILL), "contact_name": "钟联系"}
    made = Household(**(given | values))
    editing.save(session.store.journal, HOUSEHOLDS, made)
    return made


def on_file(session: Session) -> Any:
    """The same on file for a month."""
    figures = {"income": 18_000_00, "people": 2, "cause": "9", "assessed_on": LONG_AGO}
    return family(session, **figures, published_from=LONG_AGO, published_to=LONG_AGO + timedelta(9), filed_on=TODAY)


def case_of(qtbot: QtBot, session: Session, household: Any) -> tuple[HouseholdCase, Keys]:
    """The page of a file as it stands before the clerk, its head read."""
    return open_case(qtbot, households_page(session), household, HouseholdCase)


def stages(case: HouseholdCase) -> HouseholdStages:
    """The part with the stages, in front."""
    case.lead("stages")
    part = case.part("stages")
    assert isinstance(part, HouseholdStages)
    return part


def mend(case: HouseholdCase, stage: str, words: str) -> HouseholdStages:
    """Press a button of a stage."""
    part = stages(case)
    part.choose(stage)
    button(part, words).click()
    return part


def fresh(household: Any) -> Any:
    """The file as it is stored."""
    return Household.get_by_id(household.id)


def test_every_stage_has_something_that_mends_it() -> None:
    assert list(MENDS) == list(life.TITLES)
    mends = [each for several in MENDS.values() for each in several]
    assert all(each.asks or each.part or each.does for each in mends)
    assert all(name in HOUSEHOLDS.fields for each in mends for name in each.asks)


def test_a_file_goes_from_the_application_to_leaving(qtbot: QtBot, town: Session, door: Recorder) -> None:
    made = family(town)
    case, _ = case_of(qtbot, town, made)
    assert case.head.next.text().startswith("下一步：申请，要补：申请日期")
    case.head.go.click()
    fill(opened(stages(case)), applied_on=LONG_AGO, promised=True)
    fill(opened(mend(case, "survey", "登记入户核查")), surveyed_on=LONG_AGO, surveyors="钟联系")
    fill(opened(mend(case, "grade", "填收入和支出")), income=18_000_00, people=2, cause="9", assessed_on=LONG_AGO)
    assert (fresh(made).grade, fresh(made).allowance) == ("deep", 800_00)
    part = mend(case, "publicity", "开始公示")
    asked = opened(part)
    first, last = (asked.form.edits[name].value() for name in ("published_from", "published_to"))
    assert (first, last) == (TODAY, life.publicity_end(TODAY))
    fill(asked, published_from=LONG_AGO + timedelta(1), published_to=LONG_AGO + timedelta(15))
    fill(opened(mend(case, "publicity", "登记公示结果")), objections="无异议")
    days = {f"{who}_day": TODAY for who in ("unit", "upper", "county")}
    fill(opened(mend(case, "approval", "登记审批意见")), **days)
    assert fresh(made).state == "reviewed"
    fill(opened(mend(case, "file", "建档")), filer="钟登记")
    assert fresh(made).state == "filed"
    fill(opened(mend(case, "plan", "写本年计划")), goal="稳定就业")
    fill(opened(mend(case, "help", "登记走访")), visitors="钟联系")
    fill(opened(mend(case, "review", "复核")), income=30_000_00)
    assert fresh(made).grade == "relative"
    assert door.texts("toast")[-1] == "已复核“贺甲”，类别由“深度困难”变为“相对困难”"
    part = mend(case, "leave", "退档")
    asked = opened(part)
    asked.form.edits["left_on"].set_value(TODAY)
    asked.form.edits["leave_reason"].set_value("lifted")
    asked.accept()
    assert "连续 6 个月" in "".join(asked.form.problems(name) for name in (*asked.form.edits, ""))
    fill(asked, leave_reason="moved")
    assert fresh(made).state == "left"
    qtbot.waitUntil(lambda: "已于" in case.head.next.text())
    town.store.journal.undo()
    assert fresh(made).state == "filed"
    assert (AidPlan.select().count(), Visit.select().count(), HouseholdReview.select().count()) == (1, 1, 1)


def test_a_closed_file_is_opened_again_and_no_other_is_made(qtbot: QtBot, town: Session, door: Recorder) -> None:
    made = on_file(town)
    case, _ = case_of(qtbot, town, made)
    mend(case, "leave", "恢复档案")
    assert "没有退档" in door.texts("warn")[-1]
    fill(opened(mend(case, "leave", "退档")), left_on=TODAY, leave_reason="moved")
    fill(opened(mend(case, "leave", "恢复档案")))
    assert fresh(made).state == "filed" and fresh(made).left_on is None


def test_the_class_is_reckoned_line_by_line(qtbot: QtBot, town: Session) -> None:
    case, _ = case_of(qtbot, town, on_file(town))
    case.lead("reckoning")
    part = case.part("reckoning")
    assert isinstance(part, ReckoningPart)
    assert "18,000.00 元 ÷ 2 人 ÷ 12 个月 ＝ 每人每月 750.00 元" in part.text()
    assert "低于 1,200.00 元，符合" in part.text()


def test_the_family_is_typed_and_counted(qtbot: QtBot, town: Session) -> None:
    made = on_file(town)
    case, _ = case_of(qtbot, town, made)
    case.lead("family")
    part = case.part("family")
    assert isinstance(part, FamilyPart)
    line = FamilyMember(household=made, name="贺乙", relation="child", id_number=number(8, date(2010, 1, 1)))
    editing.save(town.store.journal, FAMILY_MEMBERS, line)
    qtbot.waitUntil(lambda: bool(part.grid.model.rows and part.grid.model.rows[0].id))
    assert part.problems.text() == ""
    with town.store.journal.step("人口"):
        Household.update(people=4).execute()
    qtbot.waitUntil(lambda: "档案里填的家庭人口是 4 人，这里连户主是 2 人" in part.problems.text())


def test_papers_and_consents_hang_on_the_file(qtbot: QtBot, town: Session, door: Recorder) -> None:
    made = on_file(town)
    case, _ = case_of(qtbot, town, made)
    case.lead("papers")
    part: Any = case.part("papers")
    assert "还没有敏感信息的单独同意书" in part.said.text()
    button(part, "登记困难家庭同意书").click()
    fill(opened(part))
    assert HardshipConsent.get().sensitive
    qtbot.waitUntil(lambda: part.said.text() == "")
    part.tables["hardship-consents"].dropped.emit()
    assert HardshipConsent.select().count() == 0
    button(part, "打开材料").click()
    assert "还没有材料可选" in door.texts("warn")[-1]
    button(part, "登记材料").click()
    fill(opened(part), sort="id")
    qtbot.waitUntil(lambda: part.tables["household-papers"].rows.rowCount() == 1)
    with qtbot.waitSignal(town.record_wanted) as wanted:
        button(part, "打开材料").click()
    assert wanted.args is not None and wanted.args[0] == "household-papers"


def test_one_without_the_right_sees_the_class_and_no_figure(qtbot: QtBot, town: Session, door: Recorder) -> None:
    made = on_file(town)
    operator = system.Operator.get()
    operator.rights = tuple(right for right in operator.rights if right != "private")
    put(town, system.OPERATORS, operator)
    case, _ = case_of(qtbot, town, made)
    assert "深度困难" in case.title.text()
    for key in case.parts():
        case.lead(key)
        QApplication.processEvents()
        said = "".join(_texts(case.part(key)))
        assert "18,000.00" not in said and "750.00" not in said, key
    part = case.part("family")
    assert isinstance(part, FamilyPart)
    assert {"income", "health", "id_number"}.isdisjoint(each.name for each in part.grid.model.columns)
    mend(case, "review", "复核")
    assert "有权查看" in door.texts("warn")[-1]
    asked = opened(mend(case, "grade", "填收入和支出"))
    assert "income" not in asked.form.edits and "people" in asked.form.edits
    asked.reject()


def _texts(widget: Any) -> list[str]:
    found = [each.text() for sort in (QLabel, QLineEdit) for each in widget.findChildren(sort)]
    for table in widget.findChildren(TextTable):
        rows = table.rows
        found += [rows.text(row, at) for row in range(rows.rowCount()) for at in range(rows.columnCount())]
    return found


def test_what_is_often_looked_for_is_one_click_away(qtbot: QtBot, town: Session) -> None:
    on_file(town)
    page = households_page(town)
    shown(qtbot, page)
    assert isinstance(page, RecordPage)
    counts = {}
    for words in ("在册的", "待复核的", "公示到期的", "缺同意书的"):
        button = next(each for each in page.list.findChildren(QPushButton) if each.accessibleName() == f"只看{words}")
        button.click()
        counts[words] = page.list.table.rows.rowCount()
    assert counts == {"在册的": 1, "待复核的": 0, "公示到期的": 0, "缺同意书的": 1}
