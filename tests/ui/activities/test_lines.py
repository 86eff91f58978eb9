"""What is typed in grids on the page of an activity: kept as it is typed; scores, prizes, lessons, money."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from ui.activities.contest_part import ContestPart
from ui.activities.goods_part import GoodsPart
from ui.activities.money_part import MoneyPart
from ui.activities.training_part import TrainingPart
from ui.cases.kept_grid import KeptGrid
from ui.session import Session
from unionapp.errors import Refused
from unionapp.subjects.activities.models.activities import ActivityCost, ActivityEvent, ActivityLesson, ActivityPrize
from unionapp.subjects.activities.models.people import EventResult, Participant
from unionapp.subjects.activities.records import COSTS, EVENTS, PRIZES
from unionapp.subjects.funds.books.models import Matter
from unionapp.subjects.funds.vouchers.models import Voucher

from tests.ui.activities.occasion import DAY, came, case_of, hold, listed, part
from tests.ui.buttons import button
from tests.ui.conftest import Recorder
from tests.ui.funds.till import ENTER, Keys, keep_book
from tests.ui.hall import fill, opened
from tests.ui.township import put

TAB = Qt.Key.Key_Tab


def begin(qtbot: QtBot, grid: KeptGrid) -> None:
    """The cursor in a cell of the grid."""
    grid.window().activateWindow()
    focused = QApplication.focusWidget()
    if focused is None or not grid.isAncestorOf(focused):
        grid.setFocus()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))


def row(keys: Keys, *cells: str) -> None:
    """Type a line, each cell ended by Enter; an empty one is passed over."""
    for cell in cells:
        keys.type(cell).press(ENTER)


def test_a_budget_is_typed_line_by_line_and_stored_without_being_asked(qtbot: QtBot, town: Session) -> None:
    held = hold(town)
    case, keys = case_of(qtbot, town, held)
    made = part(case, MoneyPart, "money")
    begin(qtbot, made.grid)
    row(keys, "cdf", "venue", "", "2", "150", "", "", "", "", "shop")
    qtbot.waitUntil(lambda: ActivityCost.select().count() == 1)
    cost = ActivityCost.get()
    assert (cost.sort, cost.item, cost.planned_amount, cost.amount, cost.supplier) == (
        "venue",
        "venue",
        30_000,
        None,
        "shop",
    )
    assert "预算金额合计 300.00" in made.grid.foot.text()
    town.store.journal.undo()
    made.show_case(held)
    assert made.grid.lines() == []


def test_the_line_being_typed_waits_and_what_cannot_be_stored_is_said(
    qtbot: QtBot, town: Session, door: Recorder
) -> None:
    held = hold(town)
    case, keys = case_of(qtbot, town, held)
    made = part(case, MoneyPart, "money")
    begin(qtbot, made.grid)
    row(keys, "cdf", "", "", "2", "150")
    made.grid.keep(whole=False)
    assert made.problems.text() == "" and ActivityCost.select().count() == 0
    made.grid.keep()
    assert "第 1 行：“开支内容”" in made.problems.text()
    door.answers.append("继续填写")
    case.leave()
    assert "有 1 行没有填好" in door.texts("choose")[0] and case.isVisible()
    door.answers.append("不保存")
    case.leave()
    assert ActivityCost.select().count() == 0


def test_what_others_changed_is_shown_and_what_waits_stays(qtbot: QtBot, town: Session) -> None:
    held = hold(town)
    case, keys = case_of(qtbot, town, held)
    made = part(case, MoneyPart, "money")
    begin(qtbot, made.grid)
    row(keys, "cdf", "", "", "2")
    put(town, COSTS, ActivityCost(activity=held.id, item="横幅", planned_amount=5_000))
    made.show_case(held)
    assert [line.item for line in made.grid.model.filled()] == ["横幅", ""] and made.grid.pending() == 1


def test_a_line_is_removed_and_comes_back(qtbot: QtBot, town: Session) -> None:
    held = hold(town)
    put(town, COSTS, *(ActivityCost(activity=held.id, item=item, planned_amount=5_000) for item in ("横幅", "饮水")))
    case, keys = case_of(qtbot, town, held)
    made = part(case, MoneyPart, "money")
    begin(qtbot, made.grid)
    keys.press(Qt.Key.Key_Delete, ctrl=True)
    made.grid.keep()
    assert [each.item for each in ActivityCost.select()] == ["饮水"]
    town.store.journal.undo()
    made.show_case(held)
    assert [line.item for line in made.grid.lines()] == ["横幅", "饮水"]


def test_spending_follows_the_budget_and_becomes_a_draft(qtbot: QtBot, town: Session, door: Recorder) -> None:
    book = keep_book(town)
    held = hold(town, book=book.id)
    put(town, COSTS, ActivityCost(activity=held.id, item="横幅", planned_quantity=2, planned_price=2_500))
    case, _ = case_of(qtbot, town, held)
    made = part(case, MoneyPart, "money")
    button(made, "生成凭证草稿").click()
    assert "没有还没对上凭证" in door.texts("warn")[0]
    button(made, "按预算填实际").click()
    assert ActivityCost.get().amount == 5_000
    button(made, "生成凭证草稿").click()
    matter = Matter.select().where(Matter.way == "out", Matter.pattern == "plain").first()
    fill(opened(made), matter=matter, account="102", day=DAY)
    draft = Voucher.get()
    assert (draft.state, draft.total, ActivityCost.get().voucher_id) == ("draft", 5_000, draft.id)
    made.show_case(held)
    begin(qtbot, made.grid)
    with qtbot.waitSignal(town.record_wanted) as wanted:
        button(made, "打开凭证").click()
    assert wanted.args == ["vouchers", draft.id]
    button(made, "取消凭证").click()
    assert ActivityCost.get().voucher_id is None
    made.show_case(held)
    button(made, "对上已有凭证").click()
    fill(opened(made), voucher=draft)
    assert ActivityCost.get().voucher_id == draft.id


def test_without_a_book_the_clerk_is_told_where_to_choose_it(qtbot: QtBot, town: Session, door: Recorder) -> None:
    held = hold(town)
    put(town, COSTS, ActivityCost(activity=held.id, item="横幅", amount=5_000))
    case, _ = case_of(qtbot, town, held)
    button(part(case, MoneyPart, "money"), "生成凭证草稿").click()
    assert "还没有选账套" in door.texts("warn")[0]


def test_events_and_scores_are_typed_and_places_follow_at_once(qtbot: QtBot, town: Session) -> None:
    held = hold(town, 3)
    case, keys = case_of(qtbot, town, held)
    made = part(case, ContestPart, "contest")
    assert "先在左边登记比赛项目" in made.heading.text()
    begin(qtbot, made.events)
    row(keys, "run", "sz", "s", "")
    qtbot.waitUntil(lambda: ActivityEvent.select().count() == 1)
    made.show_case(held)
    made.choose(ActivityEvent.get().id)
    assert ActivityEvent.get().better == "low" and made.scores is not None
    begin(qtbot, made.scores)
    keys.count = 0
    for letters, score in (("wyj", "62.5"), ("wej", "61"), ("wsj", "1:05.2")):
        keys.type(letters).press(ENTER).type(score).press(ENTER)
        for _ in range(2):
            keys.press(ENTER)
    made.scores.keep()
    assert [made.scores.model.text(at, made.scores.model.columns[0]) for at in range(3)] == [
        "第 2 名",
        "第 1 名",
        "第 3 名",
    ]
    assert {each.participant.name: each.score for each in EventResult.select()} == {
        "王一甲": "62.5",
        "王二甲": "61",
        "王三甲": "1:05.2",
    }
    assert "参赛 3 人，有成绩 3 人" in made.scores.foot.text()


def test_everybody_on_the_list_may_take_part_and_prizes_go_by_places(
    qtbot: QtBot, town: Session, door: Recorder
) -> None:
    held = hold(town, 3)
    put(town, EVENTS, ActivityEvent(activity=held.id, title="拔河"))
    case, keys = case_of(qtbot, town, held)
    made = part(case, ContestPart, "contest")
    button(made, "名单上的人都参赛").click()
    assert EventResult.select().count() == 3 and made.scores is not None
    button(made, "评奖").click()
    assert "还没有列奖项" in door.texts("warn")[0]
    put(town, PRIZES, ActivityPrize(activity=held.id, level="first", goods="毛毯", quantity=1, price=9_000))
    begin(qtbot, made.scores)
    for score in ("90", "90", "80"):
        keys.type("").press(ENTER).type(score).press(ENTER).press(ENTER).press(ENTER)
    button(made, "评奖").click()
    assert [each.level for each in EventResult.select().order_by(EventResult.id)] == ["first", "first", ""]
    assert "并列有 2 人" in door.texts("tell")[0] and "并列" in made.problems.text()
    button(made, "去列奖项").click()
    assert isinstance(case._current(), GoodsPart)


def test_goods_are_given_and_signed_for_with_space(qtbot: QtBot, town: Session) -> None:
    held = hold(town, 3)
    came(town, held, 2)
    case, keys = case_of(qtbot, town, held)
    made = part(case, GoodsPart, "goods")
    assert "还没有人领奖领物" in made.said.text()
    button(made, "发放物品").click()
    fill(opened(made), goods="毛巾", price=1_000)
    made.show_case(held)
    assert made.said.text() == "领取名单 2 份，已签领 0 份，价值 20.00 元"
    made.table.setFocus()
    keys.count = 0
    keys.press(Qt.Key.Key_Space).press(Qt.Key.Key_Space)
    assert [each.received for each in listed(held)] == [True, True, False] and keys.count == 2
    assert "已签领 2 份" in made.said.text()


def test_prizes_are_typed_and_a_wrong_one_is_said(qtbot: QtBot, town: Session) -> None:
    held = hold(town)
    case, keys = case_of(qtbot, town, held)
    made = part(case, GoodsPart, "goods")
    begin(qtbot, made.grid)
    row(keys, "ydj", "", "", "kettle", "2", "80", "")
    qtbot.waitUntil(lambda: ActivityPrize.select().count() == 1)
    prize = ActivityPrize.get()
    assert (prize.level, prize.goods, prize.quantity, prize.price) == ("first", "kettle", 2, 8_000)


def test_lessons_give_hours_and_certificates_to_those_who_came(qtbot: QtBot, town: Session, door: Recorder) -> None:
    held = hold(town, 3, type="training", title="技能培训")
    came(town, held, 2)
    case, keys = case_of(qtbot, town, held)
    made = part(case, TrainingPart, "training")
    button(made, "给到场的人登记学时").click()
    assert "还没有登记课程" in door.texts("warn")[0]
    begin(qtbot, made.lessons)
    row(keys, "2026-5-20", "9:00", "weld", "4", "", "", "")
    qtbot.waitUntil(lambda: ActivityLesson.select().count() == 1)
    button(made, "给到场的人登记学时").click()
    assert [each.hours for each in listed(held)] == [4, 4, None]
    button(made, "颁发证书").click()
    fill(opened(made))
    assert [each.certificate for each in listed(held)] == ["2026-001", "2026-002", ""]
    made.show_case(held)
    assert "已发证 2 人" in made.said.text()


def test_given_lines_end_with_the_last_one(qtbot: QtBot, town: Session) -> None:
    held = hold(town, 1, type="training", title="技能培训")
    case, keys = case_of(qtbot, town, held)
    made = part(case, TrainingPart, "training")
    begin(qtbot, made.trainees)
    for text in ("4", "95", "", ""):
        keys.type(text).press(ENTER)
    made.trainees.line_deeds.insert()
    made.trainees.line_deeds.drop()
    assert len(made.trainees.model.rows) == 1 and Participant.get().score == "95"


def test_goods_for_nobody_are_refused(qtbot: QtBot, town: Session, door: Recorder) -> None:
    case, _ = case_of(qtbot, town, hold(town))
    made = part(case, GoodsPart, "goods")
    button(made, "发放物品").click()
    button(made, "全部签领").click()
    assert door.texts("warn") == ["名单上还没有人。请先登记参加人。", "没有要签领的人。"]


def test_a_refusal_of_the_file_is_said_and_the_line_stays_new(
    qtbot: QtBot, town: Session, door: Recorder, monkeypatch: object
) -> None:
    held = hold(town)
    case, keys = case_of(qtbot, town, held)
    made = part(case, MoneyPart, "money")
    begin(qtbot, made.grid)
    row(keys, "cdf", "venue", "")
    town.store.journal.listeners.clear()

    def refuse(*given: object) -> None:
        raise Refused("不能写。")

    monkeypatch.setattr("unionapp.store.editing.put", refuse)  # type: ignore[attr-defined]
    made.grid.keep()
    monkeypatch.undo()  # type: ignore[attr-defined]
    assert door.texts("warn") == ["不能写。"] and made.grid.pending() == 1
    made.grid.keep()
    assert ActivityCost.get().item == "venue"
