"""Names of files as they are offered."""

from __future__ import annotations

import pytest
from unionapp import paths


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("青石镇总工会", "青石镇总工会"),
        ('a/b:"c"', "a_b__c_"),
        ('合同:"甲".pdf', "合同__甲_.pdf"),
        ("..", "_"),
        ("con.xlsx", "_con.xlsx"),
        ("NUL", "_NUL"),
        ("控件.xlsx", "控件.xlsx"),
        ("名册. .xlsx", "名册.xlsx"),
        ("末尾.", "末尾"),
        ("长" * 99 + ".xlsx", "长" * 70 + ".xlsx"),
    ],
)
def test_names_suit_every_system(name: str, file: str) -> None:
    assert paths.offered(name) == file
