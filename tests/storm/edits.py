"""Edits by SQL past the program, with the key of the data file, of every table of records: each is named."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

from unionapp.office import demo, inspection, integrity
from unionapp.store import log_chain
from unionapp.store.store import Store

from tests import support
from tests.office.edits import edits, past_the_program
from tests.storm.scene import Result

_WHOLE = 100
"""Every so many edits the whole inspection is asked, as the clerk asks it."""


def run(count: int, seed: int) -> Result:
    """So many edits, spread over all tables that have rows."""
    random, result = Random(seed), Result()
    with tempfile.TemporaryDirectory() as place:
        support.make_township(Path(place) / "data")
        store = support.open_store(Path(place) / "data", demo.OPERATOR, demo.PASSWORD)
        wanted = edits(store, random, 1)
        while len(wanted) < count:
            wanted += edits(store, random, 1)
        random.shuffle(wanted)
        for edit in wanted[:count]:
            with past_the_program(store, edit):
                named = [(edit.table, row) for row in log_chain.strange_rows(store.database, edit.table)]
                if result.tried % _WHOLE == 0 and not _told(store, edit.table):
                    result.failures.append(f"{edit}: not told by the whole inspection")
            result.tried += 1
            result.failures += [] if named == [(edit.table, edit.row)] else [f"{edit}: {named}"]
        result.remarks = f"{len({edit.table for edit in wanted[:count]})} tables"
        store.close()
    return result


def _told(store: Store, table: str) -> bool:
    """Whether the inspection names a record of that table, or that one is gone."""
    kind = next(kind.key for kind in store.kinds if kind.model._meta.table_name == table)
    return any(each.problem.rule == integrity.RULE and each.kind == kind for each in inspection.inspect(store))
