"""What was exported and not touched comes back as nothing new: of every kind, with closed years and posted vouchers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from unionapp.exchange import headings, outgoing, plan, reader
from unionapp.exchange.book import Limits, SheetRow
from unionapp.office import demo
from unionapp.records import search
from unionapp.records.kind import Kind
from unionapp.store.store import Store

from tests import support
from tests.support import ALL_KINDS, cheap_keys

__all__ = ["cheap_keys"]


@pytest.fixture(scope="module")
def township(tmp_path_factory: pytest.TempPathFactory, cheap_keys: None) -> Iterator[Store]:
    """The small demonstration, which the tests only read."""
    folder = tmp_path_factory.mktemp("township") / "data"
    support.make_township(folder)
    opened = support.open_store(folder, demo.OPERATOR, demo.PASSWORD)
    yield opened
    opened.close()


def rows_of(path: Path) -> list[SheetRow]:
    """The rows of a sheet, read in this process, which is quicker."""
    found: list[SheetRow] = []
    for message in reader.messages(path.read_bytes(), None, Limits()):
        if isinstance(message, reader.RowBatch):
            found += map(SheetRow._make, message.rows)
    return found


@pytest.mark.parametrize("kind", [k for k in ALL_KINDS if k.by_hand], ids=lambda kind: kind.key)
def test_an_untouched_export_imports_as_the_same(township: Store, kind: Kind, tmp_path: Path) -> None:
    count = outgoing.export(township, kind, search.Query(), tmp_path / "a.xlsx")
    rows = rows_of(tmp_path / "a.xlsx")
    planned = plan.make(township, kind, rows, headings.understand(rows, kind))
    assert len(planned.rows) >= count
    assert [(row.number, row.fate, row.problems) for row in planned.rows if row.fate != "same"] == []
