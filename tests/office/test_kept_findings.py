"""What the last inspection found is there after a restart, for those who may read it, and open to nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from unionapp.errors import Problem
from unionapp.office import demo, kept_findings
from unionapp.office.inspection import Finding
from unionapp.office.kept_findings import KeptFindings
from unionapp.store.store import Store

from tests import support

AT = datetime(2026, 3, 4, 5, 6, 7)
OF_FILE = Finding(Problem("", "数据文件有误。", level="info", rule="file"))
OF_MEMBER = Finding(Problem("mobile", "王小明的电话不对。", "某条", line=2), "members", "0" * 32, "王小明")


def test_findings_come_back_as_they_were_after_a_restart(empty: Store) -> None:
    assert kept_findings.last(empty) is None
    kept_findings.keep(empty, KeptFindings(AT, 7, (OF_FILE, OF_MEMBER)))
    empty.close()
    again = support.open_store(empty.folder, demo.OPERATOR, demo.PASSWORD)
    assert kept_findings.last(again) == KeptFindings(AT, 7, [OF_FILE, OF_MEMBER])
    again.close()


def test_the_file_says_nothing_to_who_has_no_key(empty: Store) -> None:
    kept_findings.keep(empty, KeptFindings(AT, 7, (OF_MEMBER,)))
    content = (empty.folder / kept_findings.FILE).read_bytes()
    assert "王小明".encode() not in content and b"members" not in content
    (empty.folder / kept_findings.FILE).write_bytes(content[:-1])
    assert kept_findings.last(empty) is None


def test_who_may_not_read_a_register_does_not_see_what_was_found_there(
    empty: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_findings.keep(empty, KeptFindings(AT, 7, (OF_FILE, OF_MEMBER)))
    monkeypatch.setattr(empty, "context", replace(empty.context, rights=frozenset({"write"})))
    found = kept_findings.last(empty)
    assert found is not None and found.found == [OF_FILE]
