"""Any word that a list shows finds its row, in every kind, linked names and codes included."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from unionapp.office import demo
from unionapp.records import fields, search
from unionapp.records.kind import Kind
from unionapp.records.search import Query
from unionapp.store.store import Store

from tests import support

_FOUND = (fields.Text, fields.LongText, fields.Name, fields.IdNumber, fields.Phone, fields.Choice, fields.Link)


@pytest.fixture(scope="module")
def township(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The small demonstration."""
    folder = tmp_path_factory.mktemp("found") / "data"
    support.make_township(folder)
    opened = support.open_store(folder, demo.OPERATOR, demo.PASSWORD)
    yield opened
    opened.close()


def words(kind: Kind, store: Store) -> Iterator[tuple[int, str, str]]:
    """A record, the label of a column that its list shows, and the text there; of a linked record its plain name."""
    for record in search.rows(kind, search.ids(kind, Query())[:4]):
        for name in kind.columns:
            field = kind.fields[name]
            if not isinstance(field, _FOUND) or isinstance(field, fields.Choices):
                continue
            other = getattr(record, name) if isinstance(field, fields.Link) else None
            text = getattr(other, "name", "") if isinstance(field, fields.Link) else kind.shown(record, name)
            if text and text.replace(" ", "").isalnum() and " " not in text:
                yield record.id, field.label, text


@pytest.mark.parametrize("kind", support.ALL_KINDS, ids=lambda kind: kind.key)
def test_what_a_list_shows_finds_its_row(township: Store, kind: Kind) -> None:
    missed = [(label, text) for row, label, text in words(kind, township) if row not in search.ids(kind, Query(text))]
    assert missed == []


@pytest.mark.parametrize("key", ["elections", "terms", "covered-units", "bodies", "aid-measures"])
def test_records_without_a_name_are_found_by_what_their_links_are_called(township: Store, key: str) -> None:
    kind = township.kind(key)
    links = [link for link in kind.links if link.name in kind.columns]
    (first,) = search.rows(kind, search.ids(kind, Query())[:1])
    others = [other for link in links if (other := getattr(first, link.name)) is not None]
    named = next(name for other in others if (name := getattr(other, "name", "") or str(getattr(other, "union", ""))))
    found = search.ids(kind, Query(named[2:6]))
    assert first.id in found and len(found) == search.count(kind, Query(named[2:6]))
