"""The papers of activities say what the records say, however much or little that is."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from pypdfium2 import raw
from unionapp.errors import Refused
from unionapp.office import cabinet
from unionapp.paper.document import Band, Listing
from unionapp.paper.paper import PrintRequest
from unionapp.records import search
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.activities import actions, results
from unionapp.subjects.activities.models.activities import ActivityCost, ActivityEvent, ActivityPrize
from unionapp.subjects.activities.models.people import EventResult
from unionapp.subjects.activities.papers import PAPERS
from unionapp.subjects.activities.papers.common import days, per_head
from unionapp.subjects.activities.records import COSTS, EVENTS, PRIZES, RESULTS
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.paper.conftest import drawn
from tests.subjects.activities import cases
from tests.subjects.papers import pages, text

OF_RECORD = [paper.id for paper in PAPERS if "record" in paper.needs]
LONG = "乌兰图雅阿依古丽买买提艾力江托合提尼亚孜别克"


def costs(store: Store, held: Any, *lines: tuple[str, int, int | None]) -> None:
    """Lines of money, planned and spent, saved."""
    for item, planned, spent in lines:
        editing.save(store.journal, COSTS, ActivityCost(activity=held, item=item, planned_amount=planned, amount=spent))


def race(store: Store, held: Any, people: list[Any]) -> None:
    """A race that the first wins before the second, with prizes for both, awarded."""
    event = ActivityEvent(activity=held, title="百米", better="low")
    editing.save(store.journal, EVENTS, event)
    for level, goods, price in (("first", "保温壶", 200_00), ("second", "毛毯", 150_00)):
        prize = ActivityPrize(activity=held, level=level, goods=goods, price=price, quantity=1)
        editing.save(store.journal, PRIZES, prize)
    for number, person in enumerate(people):
        result = EventResult(event=event, participant=person, score=f"1{number}.5")
        editing.save(store.journal, RESULTS, result)
    results.award(store.journal, event)


@pytest.fixture
def run(store: Store, union: Any) -> Any:
    """An activity with all that its papers tell."""
    held = cases.activity(
        store,
        union,
        title="春季运动会",
        theme="团结拼搏",
        place="镇中学",
        begins="09:00",
        leader="丁建国",
        plan="分组比赛，裁判由体育教师担任。",
        safety="安全员二名。",
        approver="韩主席",
        approved=date(2025, 5, 10),
        opinion="同意",
        planned_people=4,
        summary="比赛顺利结束。",
        summary_day=date(2025, 5, 28),
        satisfied=6,
        mostly_satisfied=1,
        dissatisfied=1,
        suggestions="多办球类比赛。",
        improved="已列入明年计划。",
    )
    members = [cases.member(store, union, number) for number in (1, 2, 3)]
    people = actions.enlist(store.journal, held, members)
    people.append(cases.guest(store, held, 4, id_number=support.citizen_number(4), group="truck", unit="货运站"))
    actions.sign_in(store.journal, people)
    race(store, held, people[:2])
    actions.give(store.journal, people[2:], "毛巾", amount=10_00)
    costs(store, held, ("奖品", 350_00, 350_00), ("饮水", 50_00, 70_00))
    return held


def test_the_plan_shows_who_comes_what_is_won_and_what_it_costs(store: Store, run: Any) -> None:
    said = text(store, "activity-plan", PrintRequest(record=run))
    for words in (
        "春季运动会",
        "分组比赛，裁判由体育教师担任。",
        "一等奖1名，保温壶，每份200.00元",
        f"{run.union.name}3人、其他1人",
        "合计：人民币肆佰元整（¥400.00）",
        "审批人（签字、盖章）：韩主席",
        "2025年5月10日",
    ):
        assert words in said
    assert "春秋游" not in said


def test_an_outing_states_what_was_checked(store: Store, union: Any) -> None:
    held = cases.activity(store, union, trip=True, same_day=True, allowed_place=None)
    assert "春秋游☑当日往返□已核对不是明令禁止的风景名胜区" in text(store, "activity-plan", PrintRequest(record=held))


def test_the_budget_shows_the_outcome_once_something_was_spent(store: Store, held: Any) -> None:
    costs(store, held, ("场地", 1000_00, None))
    planned = text(store, "activity-budget", PrintRequest(record=held))
    assert "实际" not in planned
    assert "计划30人，人均33.33元" in planned
    costs(store, held, ("饮水", 50_00, 60_50))
    done = text(store, "activity-budget", PrintRequest(record=held))
    assert "经费预决算表" in done
    assert "合计1,050.0060.50" in done


def test_a_share_is_rounded_half_up_and_nobody_has_none() -> None:
    assert [per_head(100, 3), per_head(200, 3), per_head(1, 2), per_head(5, 0), per_head(5, None)] == [
        33,
        67,
        1,
        None,
        None,
    ]


def test_days_are_written_once_where_they_are_one() -> None:
    one, two = date(2026, 3, 5), date(2026, 3, 6)
    assert [days(None, two), days(one, None), days(one, one), days(one, two)] == [
        "",
        "2026年3月5日",
        "2026年3月5日",
        "2026年3月5日至2026年3月6日",
    ]


def test_the_sign_in_sheet_hides_telephones_always(store: Store, run: Any) -> None:
    said = text(store, "activity-sign-in", PrintRequest(record=run))
    assert "138****0001" in said
    assert "13800000001" not in said


def rows_of(store: Store, held: Any, **words: str) -> list[Any]:
    """The rows of the sign-in sheet."""
    document = cabinet.paper("activity-sign-in").document(store, PrintRequest(record=held, words=words))
    (listing,) = [block for block in document.blocks if isinstance(block, Listing)]
    return [tuple(row) for row in listing.rows if not isinstance(row, Band)]


def test_spare_rows_are_as_many_as_asked_and_names_may_be_left_out(store: Store, run: Any) -> None:
    found = rows_of(store, run, spare="3")
    assert [row[0] for row in found] == [str(number) for number in range(1, 8)]
    assert [row[1] for row in found].count("") == 3
    assert len(rows_of(store, run)) == 9
    none = rows_of(store, run, names="False", spare="10")
    assert [row[1] for row in none] == [""] * 10
    assert run.title in text(store, "activity-sign-in", PrintRequest(record=run, words={"names": "False"}))


@pytest.mark.parametrize("answer", ["-1", "501", "一", "2.5", "9" * 40])
def test_spare_rows_that_cannot_be_printed_are_refused(store: Store, held: Any, answer: str) -> None:
    with pytest.raises(Refused, match="整数"):
        text(store, "activity-sign-in", PrintRequest(record=held, words={"spare": answer}))


def test_three_hundred_names_stand_two_abreast_and_none_is_lost(store: Store, held: Any) -> None:
    with store.journal.step("三百人"):
        for number in range(300):
            cases.guest(store, held, number)
    found = pages(store, "activity-sign-in", PrintRequest(record=held, words={"spare": "0"}))
    assert len(found) < 10
    said = "".join(found)
    assert all(support.person_name(number + 300) in said for number in range(300))
    assert said.count("签名") == 2 * len(found)


def test_the_sign_list_of_prizes_sums_and_shows_four_digits_of_a_number(store: Store, run: Any) -> None:
    number = support.citizen_number(4)
    said = text(store, "activity-prizes", PrintRequest(record=run))
    assert number not in said
    assert number[-4:] in said
    assert "百米一等奖保温壶1200.00" in said
    assert "合计4人4370.00" in said
    assert "人民币叁佰柒拾元整" in said
    masked = text(store, "activity-prizes", PrintRequest(record=run, masked=True))
    assert number[-4:] not in masked
    assert "138****" not in masked


def test_winners_are_announced_by_place_without_telephones(store: Store, run: Any) -> None:
    said = text(store, "activity-winners", PrintRequest(record=run))
    first, second = support.person_name(1), support.person_name(2)
    assert said.index(f"一等奖{first}") < said.index(f"二等奖{second}")
    assert "获奖2人" in said
    assert "138" not in said
    assert support.person_name(3) not in said


def test_the_summary_writes_its_own_figures(store: Store, run: Any) -> None:
    said = text(store, "activity-summary", PrintRequest(record=run))
    for words in (
        "参加活动4人次，其中会员3人次、其他1人次",
        "（计划4人、报名4人）",
        "共有2人获奖：一等奖1人、二等奖1人。",
        "向4人发放奖品和物资，价值370.00元",
        "预算400.00元，实际支出420.00元，超出预算20.00元，人均105.00元",
        "收回测评表8张：满意6票（75%）、基本满意1票（12.5%）、不满意1票（12.5%），满意率87.5%",
        "多办球类比赛。",
        "2025年5月28日",
    ):
        assert words in said


def test_the_summary_of_what_was_cancelled_says_only_that(store: Store, union: Any) -> None:
    held = cases.activity(store, union, cancelled=date(2025, 5, 1), cancel_reason="大风预警")
    said = text(store, "activity-summary", PrintRequest(record=held))
    assert "因大风预警，已经取消" in said
    assert "经费" not in said


def picture(wide: int, high: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (wide, high), "wheat").save(out, "JPEG")
    return out.getvalue()


def sizes(content: bytes) -> list[list[tuple[float, float]]]:
    """Width and height of the pictures of each page in points."""
    found = []
    for page in pypdfium2.PdfDocument(content):
        bounds = [each.get_bounds() for each in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE])]
        found.append([(right - left, high - low) for left, low, right, high in bounds])
    return found


@pytest.mark.parametrize(("per_page", "spread"), [("2", [2, 2, 1]), ("4", [4, 1])])
def test_photos_stand_two_or_four_to_a_page_in_their_own_shape(
    store: Store, held: Any, per_page: str, spread: list[int]
) -> None:
    shapes = [(800, 600), (600, 800), (3000, 500), (640, 640), (400, 900)]
    kept = [(store.files.keep_picture(picture(*shape), "照片.jpg"), f"说明{shape[0]}") for shape in shapes]
    actions.add_photos(store.journal, held, kept)
    document = cabinet.paper("activity-photos").document(store, PrintRequest(record=held, words={"per_page": per_page}))
    found = sizes(drawn(document))
    assert [len(page) for page in found] == spread
    flat = [size for page in found for size in page]
    assert [wide / high for wide, high in flat] == pytest.approx([w / h for w, h in shapes], rel=0.03)
    assert "说明：说明400" in text(store, "activity-photos", PrintRequest(record=held, words={"per_page": per_page}))


def test_no_photo_leaves_places_to_paste_and_other_numbers_are_refused(store: Store, held: Any) -> None:
    assert text(store, "activity-photos", PrintRequest(record=held)).count("（粘贴照片）") == 2
    with pytest.raises(Refused, match="2 或 4"):
        text(store, "activity-photos", PrintRequest(record=held, words={"per_page": "3"}))


@pytest.mark.parametrize(("copies", "sheets"), [("", 1), ("1", 1), ("5", 3), ("300", 150)])
def test_slips_stand_two_to_a_page(store: Store, held: Any, copies: str, sheets: int) -> None:
    found = pages(store, "activity-survey", PrintRequest(record=held, words={"copies": copies}))
    assert len(found) == sheets
    assert "职工运动会" in found[0]


def test_the_register_sums_a_year_of_a_union_and_leaves_out_what_was_cancelled(
    store: Store, union: Any, run: Any
) -> None:
    other = support.saved(store, UNIONS, 2)
    cases.activity(store, other, title="别家活动", counted_people=9)
    cases.activity(store, union, title="去年活动", day=date(2024, 5, 1))
    cases.activity(store, union, title="取消的活动", cancelled=date(2025, 5, 1), cancel_reason="雨")
    said = text(store, "activity-register", PrintRequest(year=2025, union=union))
    assert "合计1次43400.00420.00" in said
    assert "87.5%" in said
    assert not [title for title in ("别家活动", "去年活动", "取消的活动") if title in said]
    whole = text(store, "activity-register", PrintRequest())
    assert "别家活动" in whole
    assert "去年活动" in whole


def test_the_register_prints_the_rows_of_the_table(store: Store, union: Any, run: Any) -> None:
    last = cases.activity(store, union, title="去年活动", day=date(2024, 5, 1))
    chosen = text(store, "activity-register", PrintRequest(chosen=(last,), year=2025))
    assert "去年活动" in chosen
    assert "春季运动会" not in chosen
    shown = text(store, "activity-register", PrintRequest(query=search.Query(text="春季")))
    assert "春季运动会" in shown
    assert "去年活动" not in shown


@pytest.mark.parametrize("key", OF_RECORD)
def test_an_activity_of_which_nothing_is_known_still_prints(store: Store, held: Any, key: str) -> None:
    assert held.title in text(store, key, PrintRequest(record=held))


@pytest.mark.parametrize("key", OF_RECORD)
def test_long_names_are_printed_whole(store: Store, union: Any, key: str) -> None:
    held = cases.activity(store, union, title=LONG * 3, place=LONG * 2, leader=LONG)
    cases.guest(store, held, 1, name=LONG, unit=LONG * 2, level="merit", goods=LONG, amount=1)
    said = text(store, key, PrintRequest(record=held))
    assert LONG * 3 in said.replace("｜", "")
