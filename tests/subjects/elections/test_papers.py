"""Every paper of an election says what the records say, and its blank form says nothing of anybody."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pypdfium2
import pytest
from unionapp.errors import Refused
from unionapp.paper import word
from unionapp.paper.paper import PrintRequest
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.elections import thresholds
from unionapp.subjects.elections.models import Body, Candidate
from unionapp.subjects.elections.papers import PAPERS
from unionapp.subjects.elections.records import CONSTITUENCIES, ELECTIONS

from tests import support
from tests.paper.conftest import drawn, page_texts
from tests.subjects.elections import sample
from tests.subjects.elections.conftest import Golden, pages, paper, subject_of, text_of

KEYS = [each.id for each in PAPERS]
UNION = "清河县青山镇工业园区联合工会"
FACTS: dict[str, tuple[str, ...]] = {
    "election-request": (
        "青工园〔2026〕3号",
        "签发人：丁建国",
        "2021年6月20日选举产生",
        "代表45名，占会员总数的9.4%",
        "妥否，请批示",
    ),
    "election-reply": (
        "清工复〔2026〕12号",
        "（青工园〔2026〕3号）收悉",
        "应选9名，提名候选人10名，差额1名",
        "2026年4月15日",
    ),
    "election-plan": (
        "丁建国",
        "园区职工之家二楼会议室",
        "工作步骤时间表",
        "召开大会，无记名投票选举",
        "2026年6月18日",
    ),
    "election-notice": ("公告（第1号）", "全体会员", "2026年6月18日", "许小梅"),
    "delegate-quota": ("机械厂", "合计", "45", "480", "528"),
    "delegate-form": ("代表登记表", "机械厂", "中共党员", "当选为第五届会员代表大会代表"),
    "delegate-roster": ("机械厂（12名）", "园区机关（4名）", "共45名"),
    "delegate-review": ("共选举产生代表45名", "机械厂12名", "女代表18名，占40%", "女会员192人，占40%"),
    "nomination-form": ("候选人推荐表", "限9名以内", "小组长（签名）"),
    "nomination-summary": ("会员480人，参加推荐450人", "丁建国", "360", "机械厂108"),
    "candidate-form": ("候选人登记表", "丁建国", "青海西宁", "届期至2031年6月18日"),
    "candidate-list": ("以姓氏笔画为序", "应选9名候选人10名差额1名", "赵德才", "应选3名候选人3名等额选举"),
    "candidate-notice": (
        "2026年5月25日至2026年6月1日",
        "马海燕（女，回族）",
        "石秀英（女）",
        "第五届委员会委员候选人（10名）",
    ),
    "candidate-request": ("青工园〔2026〕7号", "主席丁建国；副主席马海燕（女，回族）", "候选人登记表"),
    "agenda": ("预备会议", "代表资格审查报告", "通过选举办法", "选举主席、副主席"),
    "presidium": ("执行主席：丁建国", "叶志强", "召集人"),
    "election-rules": ("第一条", "应到会员代表45人", "超过应到会人数的半数", "不得委托他人代为投票", "画“○”"),
    "tellers": ("总监票人：冯永福", "卢丽、任明", "吕海燕"),
    "sign-in": ("应到45人，实到43人", "签名", "机械厂"),
    "ballot": ("选票", "应选9名候选10名差额1名", "以姓氏笔画为序", "（盖章）"),
    "ballot-check": ("应到会员代表45人，实到43人", "有效", "50"),
    "tally-sheet": ("计票单", "丁建国", "画“正”字", "收回选票43张"),
    "result-report": (
        "应到会员代表45人，实到43人",
        "发出选票43张，收回选票43张",
        "有效票42张，无效票1张",
        "许小梅",
    ),
    "host-script": ("请假2人", "国歌", "发出43张，收回43张", "当选为第五届委员会委员的是"),
    "elected-list": ("主席：丁建国", "副主席：马海燕（女，回族）", "主任周明"),
    "first-session-minutes": ("应到委员9人，实到9人", "丁建国（9票）", "周明当选为主任", "委员分工"),
    "result-request": (
        "青工园〔2026〕9号",
        "丁建国（42票）",
        "由第五届委员会第一次全体会议选举产生",
        "至2031年6月18日止",
    ),
    "result-reply": ("清工复〔2026〕30号", "（青工园〔2026〕9号）收悉", "自2026年6月18日起至2031年6月18日"),
    "announcement": ("当选公告", "清工复〔2026〕30号", "主席：丁建国"),
    "handover": ("工会公章", "监交人（签名）", "第五届委员会"),
    "archive-index": ("归档目录", "青工园〔2026〕3号", "清河县总工会", "选举结果批复"),
    "election-file": ("目录", "文件材料全卷", "丁建国（42票）"),
    "legal-person-form": ("青山镇园区路8号", "520", "480", "第五届工会委员会", "清工复〔2026〕30号"),
}
NOBODY = (*sample.COMMITTEE, *sample.AUDIT, *sample.WOMEN, "许小梅", "冯永福", "青山镇", "清河县", "2026", "480")


def test_every_paper_of_the_set_is_here() -> None:
    assert set(KEYS) == set(FACTS)


@pytest.mark.parametrize("key", KEYS)
def test_a_paper_holds_the_facts(key: str, election_store: Store, election: Any) -> None:
    text = text_of(election_store, key, subject_of(key, election))
    missing = [fact for fact in FACTS[key] if fact not in text]
    assert not missing, text[:600]
    assert UNION in text


@pytest.mark.parametrize("key", KEYS)
def test_a_blank_paper_holds_nothing_of_anybody(key: str, election_store: Store, election: Any) -> None:
    text = text_of(election_store, key)
    assert not [word for word in NOBODY if word in text]


@pytest.mark.parametrize("key", KEYS)
def test_a_paper_speaks_as_unions_do(key: str, election_store: Store, election: Any) -> None:
    text = text_of(election_store, key, subject_of(key, election))
    for foreign in ("五分之四", "实到会人数的半数", "实到会人数半数", "到会人数的一半", "党员大会", "None"):
        assert foreign not in text


@pytest.mark.parametrize("key", [each.id for each in PAPERS if each.in_word])
def test_letters_and_forms_come_as_word_files_too(key: str, election_store: Store, election: Any) -> None:
    out = io.BytesIO()
    word.render(paper(key).document(election_store, PrintRequest(record=subject_of(key, election))), out)
    assert out.getvalue().startswith(b"PK")


def test_the_same_numbers_stand_on_all_papers(election_store: Store, election: Any) -> None:
    reported = text_of(election_store, "result-report", election)
    asked = text_of(election_store, "result-request", election)
    frozen = election.bodies.first().rounds.first()
    assert f"校验码：{frozen.code}" in reported
    for name, votes in zip(sample.COMMITTEE[:9], (42, 41, 40, 41, 39, 40, 38, 41, 37), strict=True):
        assert f"{name}（{votes}票）" in asked
        assert re.search(f"{name}{votes}\\d", reported)
    assert "赵德才（" not in asked


def test_a_ballot_has_names_in_stroke_order_and_no_other_mark(election_store: Store, election: Any) -> None:
    committee = election.bodies.first()
    data = drawn(paper("ballot").document(election_store, PrintRequest(record=committee)))
    (text,) = page_texts(data)
    flat = "".join(text.split())
    assert flat.count("第五届委员会委员选票") == 2
    assert "编号" not in flat
    assert "第1页" not in flat


def test_ballots_are_put_down_as_often_as_asked(election_store: Store, election: Any) -> None:
    committee = election.bodies.first()
    found = pages(election_store, "ballot", committee, words={"copies": "45"})
    assert sum(text.count("第五届委员会委员选票") for text in found) == 45
    assert len(found) == 23


@pytest.mark.parametrize("copies", ["0", "-3", "许多", "100000"])
def test_a_foolish_number_of_ballots_is_refused(copies: str, election_store: Store, election: Any) -> None:
    with pytest.raises(Refused, match="印制数量"):
        pages(election_store, "ballot", election, words={"copies": copies})


def test_a_body_or_a_vote_prints_alone(election_store: Store, election: Any) -> None:
    audit = next(body for body in election.bodies if body.body == "audit")
    for record in (audit, audit.rounds.first()):
        text = text_of(election_store, "result-report", record)
        assert "经费审查委员会委员" in text
        assert "丁建国" not in text


def test_a_meeting_of_all_members_speaks_of_members(election_store: Store) -> None:
    election = sample.make_election(election_store, form="all", planned_delegates=None)
    text = text_of(election_store, "election-request", election)
    assert "会员代表" not in text
    assert "召开第五届会员大会第一次会议" in text


def test_the_chair_elected_by_the_assembly_is_told_so(election_store: Store) -> None:
    election = sample.make_election(election_store, chairing="assembly")
    assert "主席、副主席由大会直接选举产生" in text_of(election_store, "result-request", election)
    assert "第五届委员会主席、副主席应选2名" in text_of(election_store, "election-rules", election)


def test_telephones_are_hidden_on_a_masked_roster(election_store: Store, election: Any) -> None:
    assert "13800000000" in text_of(election_store, "delegate-roster", election)
    assert "13800000000" not in text_of(election_store, "delegate-roster", election, masked=True)


def test_the_contents_of_the_file_lead_to_the_right_pages(election_store: Store, election: Any) -> None:
    data = drawn(paper("election-file").document(election_store, PrintRequest(record=election)))
    raw = page_texts(data)
    texts = ["".join(text.split()) for text in raw]
    lines = ["".join(line.split()) for line in raw[1].splitlines()]
    listed = [found.groups() for line in lines if (found := re.fullmatch(r"\d+．([^·]+)·+(\d+)", line))]
    pdf = pypdfium2.PdfDocument(data)
    marks = {mark.get_title(): mark.get_dest().get_index() + 1 for mark in pdf.get_toc()}
    pdf.close()
    assert len(listed) == 33
    assert marks == {title: int(page) for title, page in listed}
    assert "的批复" in texts[marks["同意换届的批复"] - 1]
    assert "选举办法（草案）" in texts[marks["选举办法"] - 1]
    assert "归档目录" in texts[marks["归档目录"] - 1]


def test_every_page_of_the_file_carries_its_number(election_store: Store, election: Any) -> None:
    data = drawn(paper("election-file").document(election_store, PrintRequest(record=election)))
    texts = page_texts(data)
    assert [number for number, text in enumerate(texts, 1) if str(number) not in text.split()] == []


def test_the_whole_file_reads_as_accepted(election_store: Store, election: Any, golden_text: Golden) -> None:
    data = drawn(paper("election-file").document(election_store, PrintRequest(record=election)))
    texts = [re.sub(r"[ \r\n]+", "\n", text).strip() for text in page_texts(data)]
    whole = "".join(f"===== {number} =====\n{text}\n" for number, text in enumerate(texts, 1))
    golden_text("election-file.txt", re.sub("[A-Z]{8}", "XXXXXXXX", whole))


@pytest.mark.parametrize(("sort", "number"), [("founding", 1), ("by-election", 5)])
def test_foundings_and_by_elections_have_the_whole_file(sort: str, number: int, election_store: Store) -> None:
    election = sample.make_election(election_store, sort=sort, number=number)
    text = text_of(election_store, "election-file", election)
    assert "None" not in text
    assert ("联合工会筹备组" in text) is (sort == "founding")
    assert ("常任制" in text) is (sort == "by-election")


def test_an_election_just_begun_prints_with_blanks(election_store: Store) -> None:
    union = sample.make_union(election_store)
    election = sample.put(election_store, ELECTIONS, union=union.id, number=5)
    text = text_of(election_store, "election-file", election)
    assert "第五届委员会、第五届经费审查委员会、第五届女职工委员会" in text
    assert "None" not in text


def test_a_by_election_is_for_the_rest_of_the_running_term(election_store: Store) -> None:
    election = sample.make_election(election_store, sort="by-election", number=4, day=date(2024, 3, 1))
    reply = re.sub("—[0-9]—", "", text_of(election_store, "result-reply", election))
    assert "本届任期自2021年6月20日起至2026年6月20日止" in reply
    assert "2029年" not in reply
    assert "领导机构补选结果的批复" in reply
    assert "届期至2026年6月20日" in text_of(election_store, "candidate-form", subject_of("candidate-form", election))
    assert "依法补选第四届领导机构成员" in text_of(election_store, "announcement", election)
    consent = re.sub("—[0-9]—", "", text_of(election_store, "election-reply", election))
    assert "补选人员的任期与本届委员会相同" in consent
    assert "确保补选依法有序进行" in consent


def test_a_first_session_is_attended_by_members_of_the_committee(election_store: Store, election: Any) -> None:
    heads = election.bodies.where(Body.body == "chair").get()
    assert "本次会议应到委员9人，实到9人" in text_of(election_store, "result-report", heads)


def test_the_committee_in_office_is_called_by_its_number(election_store: Store, election: Any) -> None:
    assert "我会第四届委员会于2021年6月20日选举产生" in text_of(election_store, "election-request", election)
    assert "第四届委员会任期届满" in text_of(election_store, "election-plan", election)


def test_shares_on_papers_follow_the_settings(
    election_store: Store, election: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    support.put_in_force(monkeypatch, thresholds.MARGIN_DELEGATES.key, "18%")
    support.put_in_force(monkeypatch, thresholds.MANAGERS.key, "25%")
    for key in ("election-request", "delegate-quota"):
        text = text_of(election_store, key, election)
        assert "不低于18%" in text
        assert "不超过25%" in text


def test_a_constituency_without_quorum_is_not_reported_as_quorate(election_store: Store) -> None:
    election = sample.make_election(election_store)
    group = election.constituencies.first()
    group.present = group.due // 2
    with election_store.journal.step("到会不足"):
        editing.put(CONSTITUENCIES, [group], follow=False)
    assert "除机械厂到会会员不足应到会人数的三分之二外" in text_of(election_store, "delegate-review", election)


def test_the_names_go_out_for_objections_before_they_are_consented_to(election_store: Store, election: Any) -> None:
    notice = text_of(election_store, "candidate-notice", election)
    assert "资格审查和集体研究" in notice
    assert "审查同意" not in notice


def test_a_chair_elected_by_the_assembly_is_not_in_the_minutes_of_the_committee(election_store: Store) -> None:
    election = sample.make_election(election_store, chairing="assembly")
    assert "发出选票9张" not in text_of(election_store, "first-session-minutes", election)
    assert "第五届女职工委员会和主席、副主席。请工作人员" in text_of(election_store, "host-script", election)
    assert "第五届女职工委员会和工会主席、副主席" in text_of(election_store, "election-request", election)


def test_the_form_of_a_candidate_names_office_voters_and_result(election_store: Store, election: Any) -> None:
    chair = election.bodies.where(Body.body == "chair").get()
    texts = [text_of(election_store, "candidate-form", each) for each in chair.candidates]
    session = "第五届委员会第一次全体会议选举"
    assert f"经2026年6月18日{session}，当选为第五届委员会主席，届期至2031年6月18日" in texts[0]
    assert f"经2026年6月18日{session}，当选为第五届委员会副主席，届期至2031年6月18日" in texts[1]
    lost = election.bodies.first().candidates.where(Candidate.name == "赵德才").get()
    text = text_of(election_store, "candidate-form", lost)
    assert "第五届会员代表大会第一次会议选举，当选为____" in text


def test_those_who_found_a_union_get_the_answer(election_store: Store) -> None:
    election = sample.make_election(election_store, sort="founding", number=1)
    reply = text_of(election_store, "election-reply", election)
    assert "联合工会筹备组：你们《关于召开" in reply
    for key in ("election-plan", "election-notice", "candidate-notice"):
        assert "领导小组" not in text_of(election_store, key, election)


def test_a_by_election_is_not_the_election_of_the_term_on_the_form_of_the_legal_person(election_store: Store) -> None:
    election = sample.make_election(election_store, sort="by-election", number=4, day=date(2024, 3, 1))
    text = text_of(election_store, "legal-person-form", election.union)
    assert "于2021年6月20日会员大会选举产生第四届工会委员会（本届）" in text
