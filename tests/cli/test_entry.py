"""Who is let in by the command line, and what is noted of what she may not."""

from __future__ import annotations

from pathlib import Path

import pytest
from unionapp.store import admission, keys, system
from unionapp.store.store import Store
from unionapp.subjects import KINDS, OPTIONS

from tests.cli.conftest import Run

COMMANDS = (("list", "unions"), ("undo",), ("post", "--month", "2026-01"), ("backup",), ("check",), ("log",))


def opened(data: Path) -> Store:
    """The township, opened by its own operator."""
    return Store.open(data, KINDS, "演示员", "demo", OPTIONS).enter()


@pytest.fixture
def other(township: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Commands of a second operator, who was let in with all rights."""
    store = opened(data)
    admission.admit(store, "李会计", "kuaiji-2026", tuple(system.Operator.rights.codes.by_key))
    store.close()
    monkeypatch.setenv("UNIONAPP_OPERATOR", "李会计")
    monkeypatch.setenv("UNIONAPP_PASSWORD", "kuaiji-2026")
    return township


def test_no_command_is_done_for_a_dismissed_operator_who_puts_the_old_key_file_back(other: Run, data: Path) -> None:
    old = (data / keys.FILE).read_bytes()
    store = opened(data)
    admission.dismiss(store, "李会计")
    store.close()
    (data / keys.FILE).write_bytes(old)
    before = (data / "union.db").read_bytes()
    for command in COMMANDS:
        assert "“李会计”已停用，不能登录，没有改动任何数据。请管理员“演示员”" in other(*command).refusal
    assert (data / "union.db").read_bytes() == before


def test_no_command_is_done_for_an_operator_whose_row_is_gone(other: Run, data: Path) -> None:
    store = opened(data)
    store.database.execute_sql("DROP TRIGGER journal_operator_delete")
    store.database.execute_sql("DELETE FROM operator WHERE name = '李会计'")
    store.close()
    for command in COMMANDS:
        assert "“李会计”在这份数据里没有登记，不能登录，没有改动任何数据。" in other(*command).refusal


def test_what_was_refused_to_an_operator_without_rights_stands_in_the_log(other: Run, data: Path) -> None:
    store = opened(data)
    admission.admit(store, "王五", "wangwu-2026", ())
    store.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UNIONAPP_OPERATOR", "王五")
        patch.setenv("UNIONAPP_PASSWORD", "wangwu-2026")
        assert "权限，没有改动" in other("post", "--month", "2026-01", "--book", "青石镇总工会").refusal
        assert other("list", "unions").code == 0
    last = other("log", "--json", "--limit", "1").json[0]
    assert last["what"].startswith("拒绝：没有“记账与结账”的权限")
    assert last["who"] == "王五"


def test_an_import_does_not_take_the_last_administrator_away(township: Run, data: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "操作员.csv"
    for rights, in_use in (("录入与修改", "是"), ("管理操作员与设置", "否")):
        sheet.write_text(f"姓名,权限,在用\n演示员,{rights},{in_use}\n", "utf-8")
        assert "谁也不能再管理操作员，所以没有改动" in township("import", "operators", sheet).refusal
    store = opened(data)
    assert store.journal.may("admin")
    store.close()
