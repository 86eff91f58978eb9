"""移交清册: what is found by itself, and what the clerk names."""

from __future__ import annotations

from datetime import date

import pytest
from unionapp.office import handing_over
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store

DAY = date(2026, 10, 31)


def test_persons_and_other_things_are_as_named(empty: Store) -> None:
    words = {"giver": "张三", "taker": "李四", "supervisor": "王五", "others": "财务章 1 枚\n保险柜钥匙 2 把"}
    facts = handing_over.gather(empty, PrintRequest(day=DAY, words=words))
    assert facts.persons == ("张三", "李四", "王五") and facts.others == ["财务章 1 枚", "保险柜钥匙 2 把"]


def test_books_registers_and_open_matters_are_found(township: Store) -> None:
    facts = handing_over.gather(township, PrintRequest(day=DAY))
    assert ("会员名册", "200") in facts.registers and facts.matters and facts.operators
    name, closed, cash, bank, waiting = facts.books[0]
    assert name == "青石镇总工会" and closed.endswith("月") and float(bank.replace(",", "")) > 0 and waiting.isdigit()
    assert "最近的备份：还没有备份" in facts.copies and float(cash.replace(",", "")) >= 0
    township.backup()
    assert "还没有备份" not in handing_over.gather(township, PrintRequest(day=DAY)).copies[0]


def test_who_may_not_read_the_books_hands_over_none(township: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    rights = township.context.rights - {"read-funds"}
    monkeypatch.setattr(township, "context", type(township.context)(township.database, rights=rights))
    facts = handing_over.gather(township, PrintRequest(day=DAY))
    assert facts.books == () and "记账凭证" not in [title for title, _ in facts.registers]
