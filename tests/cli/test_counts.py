"""The command that counts elections from files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


def written(tmp_path: Path, content: Any) -> Path:
    file = tmp_path / "选举.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")
    return file


def election(**changed: Any) -> dict[str, Any]:
    raw = {
        "body": "committee", "seats": 1, "due": 3, "present": 3, "issued": 3, "returned": 3,
        "candidates": ["王伟", "李娜"],
        "ballots": [{"for": ["王伟"]}, {"for": ["王伟"], "against": ["李娜"]}, {}],
    }  # fmt: skip
    return {**raw, **changed}


def summed(write_ins: dict[str, int]) -> dict[str, Any]:
    """The same election of which only sums were written down."""
    raw = election()
    del raw["ballots"]
    votes = {"王伟": {"for": 2, "abstain": 1}, "李娜": {"against": 1, "abstain": 2}}
    return {**raw, "totals": {"valid": 3, "invalid": 0, "votes": votes, "write_ins": write_ins}}


def test_brackets_of_either_width_are_one_name(run: Run, tmp_path: Path) -> None:
    marks = [{"for": ["王伟（女）"]}, {"write_in": ["王伟（女）"]}, {"against": ["李娜"], "write_in": ["赵云(男)"]}]
    found = run("count", written(tmp_path, election(candidates=["王伟(女)", "李娜"], ballots=marks)), "--json").json
    assert found["elected"] == ["王伟(女)"]
    assert {name: each["for"] for name, each in found["votes"].items()} == {"王伟(女)": 2, "李娜": 0, "赵云(男)": 1}


def test_one_election_gives_one_result_without_any_data_folder(run: Run, tmp_path: Path, data: Path) -> None:
    answer = run("count", written(tmp_path, election()), "--json")
    assert answer.code == 0
    assert answer.json["elected"] == ["王伟"]
    assert answer.json["votes"]["李娜"] == {"for": 0, "against": 1, "abstain": 2}
    assert len(answer.json["code"]) == 8
    assert not data.exists()


def test_a_list_gives_a_list_and_an_error_in_one_of_them_is_a_finding(run: Run, tmp_path: Path) -> None:
    answer = run("count", written(tmp_path, [election(), election(present=1, issued=1)]), "--json")
    assert answer.code == 1
    assert [each["valid"] for each in answer.json] == [True, False]
    assert run("count", written(tmp_path, []), "--json").json == []


def test_a_warning_is_no_finding(run: Run, tmp_path: Path) -> None:
    tied = election(candidates=["王伟", "李娜"], ballots=[{"for": ["王伟"], "against": ["王伟"]}, {}, {}])
    assert run("count", written(tmp_path, tied)).code == 0


def test_for_people_the_result_is_told_in_words(run: Run, tmp_path: Path) -> None:
    answer = run("count", written(tmp_path, [election(), election(present=1, issued=1)]))
    assert answer.code == 1
    for word in ("—— 第 2 次选举 ——", "当选：王伟", "选举无效", "三分之二", "第十七条", "校验码"):
        assert word in answer.out


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (election(candidates=["王伟", "王伟"]), "王伟（女）"),
        (election(candidates=["王伟", " 王伟"]), "出现了两次"),
        (election(body=["committee"]), "不认识的选举机构"),
        (election(seats="1"), "整数"),
        ([election(), election(due=-1)], "第 2 次选举"),
        ([3], "第 1 次选举"),
        ("不是 JSON", "不是可读的 JSON"),
        ('{"body": "\\ud800"}', "不是可读的 JSON"),
        ("", "不是可读的 JSON"),
        ('"文字"', "写法不对"),
        (election(ballots=[{"for": ["王伟"], "赞成": ["李娜"]}, {}, {}]), "第 1 张选票里有不认识的项目“赞成”"),
        (election(ballots=[{}, {"writein": ["赵云"]}, {}]), "第 2 张选票里有不认识的项目“writein”"),
        (election(备注="x"), "文件里有不认识的项目“备注”"),
        (election(write_ins={"赵云": 1}), "文件里有不认识的项目“write_ins”"),
        (election(totals={"valid": 3, "invalid": 0}), "只留一样"),
        ({**summed({}), "invalid": 0}, "文件里有不认识的项目“invalid”"),
        (summed({" ": 1}), "没写姓名"),
        (election(candidates=["王伟(女)", "王伟（女）"]), "出现了两次"),
        ('{"body": "committee", "ballots": [{"for": ["王伟"], "for": ["李娜"]}]}', "写了两次“for”"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_one_line(run: Run, tmp_path: Path, content: Any, why: str) -> None:
    assert why in run("count", written(tmp_path, content), "--json").refusal


def test_a_file_that_is_not_there_is_said(run: Run, tmp_path: Path) -> None:
    assert "找不到文件" in run("count", tmp_path / "没有.json").refusal
    assert "这是文件夹" in run("count", tmp_path).refusal
