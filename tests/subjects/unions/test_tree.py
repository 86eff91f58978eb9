"""The tree of unions as it is read: parents before children, nobody lost."""

from __future__ import annotations

from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.unions import tree
from unionapp.subjects.unions.records import UNIONS

from tests import support


def test_parents_come_before_their_children_and_siblings_as_they_were_entered(store: Store) -> None:
    late, root, first = (support.saved(store, UNIONS, number) for number in (1, 2, 3))
    for each, parent in ((late, first), (first, root)):
        each.parent = parent
        editing.save(store.journal, UNIONS, each)
    assert [(number, parent) for number, parent, _ in tree.nodes()] == [
        (root.id, None),
        (first.id, root.id),
        (late.id, first.id),
    ]
    assert list(tree.names().items()) == [(each.id, each.name) for each in (root, first, late)]
