"""The papers of service say what the records say, and hide what a family need not show."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from unionapp.errors import Refused
from unionapp.office import cabinet
from unionapp.paper.paper import PrintRequest
from unionapp.records import search
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.service import actions
from unionapp.subjects.service.campaigns import actions as aid
from unionapp.subjects.service.campaigns.models import MedicalAid, StudentAid
from unionapp.subjects.service.campaigns.publicity_papers import hidden
from unionapp.subjects.service.campaigns.records import MEDICAL_AIDS, STUDENT_AIDS
from unionapp.subjects.service.households.helping_models import AidMeasure, AidPlan, Visit
from unionapp.subjects.service.households.helping_records import AID_MEASURES, AID_PLANS, VISITS
from unionapp.subjects.service.places.models import PlaceAssessment
from unionapp.subjects.service.places.records import PLACE_ASSESSMENTS, PLACES
from unionapp.values.periods import Month

from tests import secrets, support
from tests.subjects.papers import pages, text
from tests.subjects.service import cases

HOLDER, ACCOUNT, ILLNESS = "林大海", "6228480000000001", "尿毒症"


@pytest.fixture
def family(store: Store) -> Any:
    """A file with secrets, and two persons."""
    return filed(store)


def filed(store: Store) -> Any:
    cases.allowance(store)
    made = cases.household(
        store,
        1,
        name=HOLDER,
        mobile="13912345678",
        address="青山镇幸福路九号",
        health="kidney",
        bank="农村信用社",
        account=ACCOUNT,
        own_income=150_000,
        story="常年透析，自付费用高。",
        number="2025-007",
        unit_opinion="情况属实",
        unit_by="吴审核",
        unit_day=date(2025, 6, 9),
        objections="无异议",
    )
    cases.person(store, made, 2, health="heart", income=90_000)
    cases.person(store, made, 3, relation="spouse", unit="云岭小学")
    return made


@pytest.fixture
def plan(store: Store, family: Any) -> Any:
    """A year of help for the family."""
    return planned(store, family)


def planned(store: Store, family: Any) -> Any:
    made = AidPlan(household=family, year=2025, needs=("medical", "study"), goal="一人就业", leader="马联系")
    editing.save(store.journal, AID_PLANS, made)
    for day, content, amount in ((date(2025, 3, 1), "送医疗金", 1500_00), (date(2024, 3, 1), "上年慰问", 900_00)):
        row = AidMeasure(household=family, day=day, type="medical", content=content, amount=amount, source="aid")
        editing.save(store.journal, AID_MEASURES, row)
    visit = Visit(household=family, day=date(2025, 4, 1), visitors="马联系", situation="透析三次", requests="盼就业")
    editing.save(store.journal, VISITS, visit)
    return made


def student(store: Store, family: Any) -> Any:
    campaign = cases.campaign(store, "study", 7)
    given = {"parent": family.name, "household": family, "fees": 8000_00, "school": "高原理工大学", "score": "512"}
    made = StudentAid(
        campaign=campaign, name="林小帆", stage="bachelor", received=date(2026, 8, 9), promised=True, **given
    )
    editing.save(store.journal, STUDENT_AIDS, made)
    return made


def patient(store: Store, family: Any) -> Any:
    campaign = cases.campaign(store, "medical", 8)
    given = {"illness": ILLNESS, "own_costs": 32_000_00, "treatment": "每周透析", "household": family}
    made = MedicalAid(
        campaign=campaign, worker=family.name, name="林大山", received=date(2026, 9, 9), relation="父亲", **given
    )
    editing.save(store.journal, MEDICAL_AIDS, made)
    return made


def test_the_file_shows_family_means_and_opinions(store: Store, family: Any) -> None:
    said = text(store, "hardship-file", PrintRequest(record=family))
    for words in (
        family.name,
        "2025-007",
        "尿毒症/终末期肾病",
        "农村信用社",
        ACCOUNT,
        "18,000.00",
        "深度困难",
        support.person_name(2),
        support.citizen_number(3),
        "云岭小学",
        "常年透析",
        "公示时间：2025年6月2日至2025年6月9日",
        "公示结果：无异议",
        "情况属实",
        "审核人（签名）：吴审核",
        "2025年6月9日",
    ):
        assert words in said, words


def test_the_masked_file_hides_what_takes_the_right_and_where_the_family_lives(store: Store, family: Any) -> None:
    said = text(store, "hardship-file", PrintRequest(record=family, masked=True))
    assert family.name in said
    for words in ("肾病", ACCOUNT, "18,000.00", "透析", "幸福路", support.citizen_number(3), "云岭小学", "13912345678"):
        assert words not in said, words
    assert said.count("＊＊＊") > 10


@pytest.mark.parametrize("persons", [0, 25])
def test_a_family_of_any_size_is_printed_whole(store: Store, persons: int) -> None:
    cases.allowance(store)
    family = cases.household(store, 1)
    for number in range(2, 2 + persons):
        cases.person(store, family, number)
    said = text(store, "hardship-file", PrintRequest(record=family))
    assert all(support.person_name(number) in said for number in range(2, 2 + persons))
    assert "县总工会" in said


def test_the_card_holds_the_measures_and_visits_of_its_year(store: Store, plan: Any) -> None:
    said = text(store, "aid-plan", PrintRequest(record=plan))
    for words in ("☑医疗", "☑助学", "□就业", "一人就业", "送医疗金1,500.00", "合计1,500.00", "透析三次", "盼就业"):
        assert words in said, words
    assert "上年慰问" not in said
    assert "帮扶期限2025年" in said
    masked = text(store, "aid-plan", PrintRequest(record=plan, masked=True))
    assert "透析三次" not in masked
    assert "幸福路" not in masked


def test_a_closed_file_says_why_on_the_card(store: Store, plan: Any) -> None:
    actions.leave(store.journal, plan.household, date(2025, 12, 1), "moved", "韩主席")
    again = AidPlan.get_by_id(plan.id)
    assert "2025-12-01" in text(store, "aid-plan", PrintRequest(record=again))
    assert "韩主席" in text(store, "aid-plan", PrintRequest(record=again))


def test_applications_show_applicant_and_worker(store: Store, family: Any) -> None:
    study = text(store, "student-aid", PrintRequest(record=student(store, family)))
    for words in ("林小帆", "高原理工大学", "8,000.00", "512", family.name, "2025-007", "2026年8月9日"):
        assert words in study, words
    medical = text(store, "medical-aid", PrintRequest(record=patient(store, family)))
    for words in ("林大山", "父亲", ILLNESS, "32,000.00", "每周透析", "深度困难"):
        assert words in medical, words


def test_masked_applications_hide_illness_costs_and_marks(store: Store, family: Any) -> None:
    study = text(store, "student-aid", PrintRequest(record=student(store, family), masked=True))
    assert not [words for words in ("8,000.00", "512", family.id_number) if words in study]
    medical = text(store, "medical-aid", PrintRequest(record=patient(store, family), masked=True))
    assert not [words for words in (ILLNESS, "32,000.00", "透析", family.id_number) if words in medical]


def test_without_the_right_only_the_hidden_and_the_blank_form_are_printed(tmp_path: Path, cheap_keys: None) -> None:
    founded = secrets.founded(tmp_path / "other")
    family = filed(founded)
    records = {
        "hardship-file": family,
        "aid-plan": planned(founded, family),
        "student-aid": student(founded, family),
        "medical-aid": patient(founded, family),
    }
    seen = secrets.as_other(founded)
    for key, record in records.items():
        with pytest.raises(Refused, match="权限才能打印"):
            cabinet.paper(key).document(seen, PrintRequest(record=record))
        said = text(seen, key, PrintRequest(record=record, masked=True))
        assert not [words for words in (ILLNESS, ACCOUNT, "8,000.00", "透析") if words in said]
        assert "18,000.00" not in said
        assert family.name not in text(seen, key, PrintRequest(blank=True))
    seen.close()


def test_names_are_hidden_but_for_their_ends() -> None:
    assert [hidden(name) for name in ("", "张", "张三", "王小明", "欧阳震华", "买买提·艾力")] == [
        "",
        "张",
        "张＊",
        "王＊明",
        "欧＊＊华",
        "买＊＊·＊力",
    ]


def test_the_list_that_is_hung_out_shows_part_of_the_name_union_and_class_only(store: Store, family: Any) -> None:
    campaign = cases.campaign(store, title="元旦送温暖", published_from=date(2026, 1, 5), published_to=date(2026, 1, 9))
    cases.standard(store, campaign, 1234_00)
    aid.choose(store.journal, campaign, aid.candidates(campaign, aid.WantedRecipients()))
    said = text(store, "aid-publicity", PrintRequest(record=campaign))
    for words in (hidden(family.name), family.union.name, "深度困难", "2026年1月5日至2026年1月9日", "元旦送温暖"):
        assert words in said, words
    for words in (family.name, "1,234.00", family.id_number, family.id_number[-4:], "139", "肾"):
        assert words not in said, words
    assert family.name in text(store, "aid-publicity", PrintRequest(record=campaign, words={"full": "True"}))
    masked = PrintRequest(record=campaign, words={"full": "True"}, masked=True)
    assert family.name not in text(store, "aid-publicity", masked)


def test_families_are_hung_out_while_their_publicity_runs_or_where_they_are_chosen(store: Store, family: Any) -> None:
    assert hidden(family.name) not in text(store, "hardship-publicity", PrintRequest())
    for wish in (PrintRequest(chosen=(family,)), PrintRequest(query=search.Query(text=family.name))):
        said = text(store, "hardship-publicity", wish)
        assert hidden(family.name) in said
        assert "肾" not in said


@pytest.fixture
def station(store: Store) -> Any:
    """A service place with two years of assessment."""
    values = {"equipment": ("water", "aed"), "sign": True, "mapped": True, "stars": 4, "area": 60, "state": "open"}
    made = support.saved(store, PLACES, 1, name="幸福路驿站", type="rest", number="FW001", **values)
    for year, stars in ((2025, 3), (2026, 4)):
        row = PlaceAssessment(place=made, year=year, day=date(year, 5, 1), score=80, stars=stars)
        editing.save(store.journal, PLACE_ASSESSMENTS, row)
    return made


def test_the_card_of_a_place_ticks_what_it_has(store: Store, station: Any) -> None:
    said = text(store, "place-card", PrintRequest(record=station))
    for words in ("☑饮水", "□微波炉", "☑AED", "☑有统一标识", "☑有地图可查", "幸福路驿站", "FW001"):
        assert words in said, words
    assert said.index("2026-05-01") < said.index("2025-05-01")
    assert "图书（册）" not in said


def test_the_card_of_a_book_room_asks_for_its_books(store: Store) -> None:
    room = support.saved(store, PLACES, 1, name="职工书屋一", type="books", books=3200)
    assert "图书（册）3200" in text(store, "place-card", PrintRequest(record=room))
    nursery = support.saved(store, PLACES, 2, name="妈妈小屋一", type="mother", cleaned=True)
    assert "每日清洁是" in text(store, "place-card", PrintRequest(record=nursery))


def test_the_list_of_places_counts_the_six(store: Store, station: Any) -> None:
    said = text(store, "place-list", PrintRequest())
    assert "共1处" in said
    assert (
        f"{sum(bool(getattr(station, n)) for n in ('sign', 'room', 'devices', 'rules', 'staff', 'mapped'))}/6" in said
    )
    assert "共0处" in text(store, "place-list", PrintRequest(query=search.Query(text="没有这个站")))


def test_the_log_of_a_month_stands_by_places_and_counts_people(store: Store, station: Any) -> None:
    second = support.saved(store, PLACES, 2, name="园区服务站", number="FW002")
    member = cases.member(store, 5)
    actions.serve(store.journal, station, "rest", member, date(2026, 3, 5))
    actions.serve(store.journal, station, "advice", "过路人", date(2026, 3, 6), people=4, phone="13900001111")
    actions.serve(store.journal, second, "work", "求职人", date(2026, 3, 7))
    actions.serve(store.journal, second, "work", "四月人", date(2026, 4, 7))
    march = PrintRequest(month=Month(2026, 3))
    said = text(store, "service-log", march)
    assert "合计3条、6人次，其中本级会员1人次、其他5人次" in said
    assert "四月人" not in said
    assert "13900001111" in said
    assert "四月人" in text(store, "service-log", PrintRequest())
    assert "13900001111" not in text(store, "service-log", PrintRequest(month=Month(2026, 3), masked=True))
    for word in ("FW002", "园区"):
        one = text(store, "service-log", PrintRequest(month=Month(2026, 3), words={"place": word}))
        assert "求职人" in one
        assert "过路人" not in one
    for word in ("没有的站", "站"):
        with pytest.raises(Refused, match="完整的名称或编号"):
            text(store, "service-log", PrintRequest(words={"place": word}))


def test_a_log_of_three_hundred_loses_nobody(store: Store, station: Any) -> None:
    with store.journal.step("三百人"):
        for number in range(300):
            actions.serve(store.journal, station, "rest", f"来客{number:03d}", date(2026, 3, 1 + number % 28))
    found = pages(store, "service-log", PrintRequest(month=Month(2026, 3)))
    said = "".join(found)
    assert all(f"来客{number:03d}" in said for number in range(300))
    assert all("服务事项" in page for page in found)


def test_a_quiet_month_leaves_rows_to_write_in(store: Store) -> None:
    assert "12" in text(store, "service-log", PrintRequest(month=Month(2026, 1)))
