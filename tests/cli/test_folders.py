"""Commands over a data folder: init, demo, check, backup, restore."""

from __future__ import annotations

from pathlib import Path

import pytest
from unionapp.office import demo, leaving, second_place
from unionapp.store import admission, guessing, store

from tests import support
from tests.cli.conftest import Run


def test_init_gives_the_recovery_code_once_and_the_township_union(run: Run, data: Path) -> None:
    answer = run("init", "--union", "青石镇总工会", "--region", "639901", "--operator", "张三", "--json")
    assert answer.code == 0
    assert set(answer.json) == {"recovery_code"}
    admission.reset_password(data, answer.json["recovery_code"], "张三", "another-one")
    assert run("list", "unions").refusal.startswith("密码不对")


def test_init_registers_the_union_with_its_region(run: Run) -> None:
    run("init", "--union", "青石镇总工会", "--region", "639901")
    [row] = run("list", "unions", "--json").json
    assert (row["工会名称"], row["所在政区"], row["工会级别"]) == ("青石镇总工会", "639901", "街道(乡镇)")


def test_init_leaves_data_alone_that_are_there_already(township: Run) -> None:
    assert "已经有数据了" in township("init", "--union", "另一个").refusal
    assert len(township("list", "unions", "--json").json) == 8


def test_init_without_a_password_makes_nothing(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UNIONAPP_PASSWORD")
    assert "没有密码" in run("init", "--union", "青石镇总工会").refusal
    assert not data.exists()


def test_the_demonstration_opens_with_the_password_demo_unless_set(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UNIONAPP_PASSWORD")
    assert run("demo", "--size", "small", "--json").json["members"] == 200
    monkeypatch.setenv("UNIONAPP_PASSWORD", "demo")
    assert len(run("list", "members", "--json").json) == 200


def test_the_same_seed_lists_the_same_rows(township: Run, data: Path) -> None:
    kinds = ("unions", "members", "membership-changes", "cadres")
    first = [township("list", kind, "--json").out for kind in kinds]
    data.rename(data.with_name("first"))
    township("demo", "--size", "small", "--seed", "1")
    assert first == [
        township("list", kind, "--json").out for kind in ("unions", "members", "membership-changes", "cadres")
    ]


def test_check_finds_what_is_doubtful_and_says_so_by_its_exit_code(township: Run) -> None:
    answer = township("check", "--json")
    assert answer.code == 1
    assert {each["level"] for each in answer.json["findings"]} == {"warning"}
    assert any("81" in each["message"] and each["article"] for each in answer.json["findings"])


def test_check_of_sound_data_ends_with_nought(run: Run) -> None:
    run("init", "--union", "青石镇总工会")
    assert run("check", "--json").json["findings"] == []
    assert run("check").code == 0


def test_a_backup_is_restored_and_the_replaced_data_are_kept(township: Run, tmp_path: Path) -> None:
    file = tmp_path / "copy.unionbak"
    assert township("backup", file, "--json").json == {"file": str(file)}
    sheet = tmp_path / "in.csv"
    sheet.write_text("姓名,所属工会,会籍变化日期\n张三,青石镇总工会,2026-01-05\n", "utf-8")
    assert township("import", "members", sheet).code == 0
    assert len(township("list", "members", "--json").json) == 201
    kept = Path(township("restore", file, "--json").json["kept"])
    assert (kept / "union.db").exists()
    assert len(township("list", "members", "--json").json) == 200


def test_a_backup_goes_into_a_folder_that_is_named(township: Run, tmp_path: Path) -> None:
    made = Path(township("backup", tmp_path, "--json").json["file"])
    assert (made.parent, made.suffix) == (tmp_path, ".unionbak")
    assert made.exists()


def test_a_restore_into_an_empty_folder_brings_the_data(township: Run, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "copy.unionbak"
    township("backup", file)
    data.rename(tmp_path / "moved")
    assert township("restore", file, "--json").json == {"kept": ""}
    assert len(township("list", "members", "--json").json) == 200


def test_what_is_no_backup_changes_nothing(township: Run, tmp_path: Path) -> None:
    file = tmp_path / "copy.unionbak"
    file.write_bytes(b"no zip")
    assert "没有恢复" in township("restore", file).refusal
    assert len(township("list", "members", "--json").json) == 200


def stranger(township: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A backup of other data, whose operator and password are those of the environment from now on."""
    opened = support.make_store(tmp_path / "own", "王五", "stranger-1")
    file = opened.backup(tmp_path / "own.unionbak")
    opened.close()
    monkeypatch.setenv("UNIONAPP_PASSWORD", "stranger-1")
    return file


def test_a_backup_of_strangers_replaces_nothing_and_the_ways_out_are_named(
    township: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = stranger(township, tmp_path, monkeypatch)
    monkeypatch.setattr(guessing, "_FREE", 9)
    said = township("restore", file).refusal
    assert "没有恢复，现有数据没有动" in said and "“管理操作员与设置”" in said and "UNIONAPP_RECOVERY_CODE" in said
    monkeypatch.setenv("UNIONAPP_RECOVERY_CODE", "AAAAA-AAAAA")
    assert "恢复码不对" in township("restore", file).refusal
    monkeypatch.setenv("UNIONAPP_PASSWORD", "demo")
    assert len(township("list", "members", "--json").json) == 200


def test_the_recovery_code_of_the_present_data_lets_a_backup_in(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = run("init", "--union", "青石镇总工会", "--json").json["recovery_code"]
    file = stranger(run, tmp_path, monkeypatch)
    monkeypatch.setenv("UNIONAPP_RECOVERY_CODE", code)
    assert run("restore", file).code == 0
    assert run("list", "unions", "--json").json == []


def test_a_password_in_another_encoding_is_a_wrong_one(township: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIONAPP_PASSWORD", "\udcc3\udce6")
    assert township("list", "unions").refusal.startswith("密码不对")


def test_a_new_password_in_another_encoding_is_refused(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNIONAPP_PASSWORD", "\udcc3\udce6\udcc3\udce6")
    assert "密码里有残缺的字符" in run("init", "--union", "青石镇总工会").refusal
    assert not store.exists(data)


def test_stray_bytes_and_long_texts_in_a_question_are_said_in_words(township: Run) -> None:
    stray = "\udcc3\udce6"
    for asked in (
        ("show", "members", stray),
        ("approve", "--month", "2026-03", "--book", stray),
        ("list", "members", "--where", f"姓名={stray}"),
    ):
        assert "看不懂的字节" in township(*asked).refusal
    said = township("list", "members", "--where", f"姓名={'长' * 300}").refusal
    assert "不会有这样的记录" in said and "保存" not in said
    assert township("list", "members", "--find", "长" * 300).code == 0


def test_the_keys_alone_are_fetched_and_what_was_recorded_since_stays(
    township: Run, data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "copy.unionbak"
    township("backup", file)
    sheet = tmp_path / "in.csv"
    sheet.write_text("姓名,所属工会,会籍变化日期\n张三,青石镇总工会,2026-01-05\n", "utf-8")
    assert township("import", "members", sheet).code == 0
    (data / "keys.json").write_bytes(b"{")
    kept = Path(township("restore", file, "--keys-only", "--json").json["kept"])
    assert kept.read_bytes() == b"{" and kept.parent == data
    assert len(township("list", "members", "--json").json) == 201


def test_everything_goes_out_by_command(township: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "_years", list)
    told = township("leave", tmp_path / "out", "--json").json
    assert told["folder"] == str(tmp_path / "out") and told["files"] > 20 and told["missing"] == []
    assert "已经有文件" in township("leave", tmp_path / "out").refusal


def test_the_check_says_how_safe_the_data_are(township: Run) -> None:
    told = township("check", "--json").json
    assert {"key", "title", "state", "words", "remedy"} == set(told["health"][0]) and "findings" in told
    assert "[不好] 本机备份" in township("check").out


def test_a_command_that_only_reads_does_so_beside_a_window_that_has_the_data_open(
    township: Run, data: Path, tmp_path: Path
) -> None:
    window = support.open_store(data, demo.OPERATOR, demo.PASSWORD)
    try:
        for command in (
            ("list", "unions"),
            ("log",),
            ("export", "unions", str(tmp_path / "a.xlsx"), "--masked"),
            ("paper", "member-roster", str(tmp_path / "a.pdf"), "--masked"),
            ("backup", str(tmp_path / "a.unionbak")),
        ):
            answer = township(*command)
            assert (answer.code, answer.err.count("\n")) == (0, 1), command
            assert answer.err.startswith(f"只读：“{demo.OPERATOR}”正在使用")
        for command in (("undo",), ("backup",), ("import", "unions", str(tmp_path / "a.xlsx"))):
            assert "没有改动" in township(*command).refusal, command
    finally:
        window.close()
    titles = [each["what"] for each in township("log", "--json").json]
    assert sum("（只读打开）：打印“会员花名册”（脱敏）" in title for title in titles) == 1


def test_a_copy_goes_to_the_second_place_by_command(
    township: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "还没有指定第二处" in township("backup", "--second").refusal
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(second_place, "device", lambda path: path == stick)
    window = support.open_store(data, demo.OPERATOR, demo.PASSWORD)
    second_place.name_it(window, stick)
    window.close()
    assert township("backup", "--second").code == 0
    assert len(list(stick.glob("*.unionbak"))) == 1
