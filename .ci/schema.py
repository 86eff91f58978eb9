"""Print the SQL of all tables as the models stand, to write the next numbered migration from.

Run: python .ci/schema.py
"""

from __future__ import annotations

import sys
from pathlib import Path

import peewee

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from unionapp import subjects
from unionapp.store import journal, own


def statements() -> list[str]:
    """CREATE TABLE and CREATE INDEX for every model, those linked to first."""
    database = peewee.SqliteDatabase(":memory:")
    models = [journal.StepRow, journal.ChangeRow, *(kind.model for kind in (*own.KINDS, *subjects.KINDS))]
    found: list[str] = []
    with database.bind_ctx(models):
        for model in peewee.sort_models(models):
            schema = model._schema
            queries = [schema._create_table(safe=False), *schema._create_indexes(safe=False)]
            found += [query.query()[0] for query in queries]
    return found


if __name__ == "__main__":
    sys.stdout.write("\n".join(statements()) + "\n")
