"""Print the SQL of all tables as the models stand, or write the next numbered migration with those that are new.

Run: python .ci/schema.py, or python .ci/schema.py --new NAME
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import peewee

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from unionapp import subjects
from unionapp.store import journal, system
from unionapp.store.upgrade import MIGRATIONS

_SCRIPT = """\"\"\"{title}.\"\"\"

from __future__ import annotations

from typing import Any


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)


STATEMENTS = (
{lines}
)
"""


def statements() -> list[str]:
    """CREATE TABLE and CREATE INDEX for every model, those linked to first."""
    database = peewee.SqliteDatabase(":memory:")
    models = [journal.StepRow, journal.ChangeRow, *(kind.model for kind in (*system.KINDS, *subjects.KINDS))]
    found: list[str] = []
    with database.bind_ctx(models):
        for model in peewee.sort_models(models):
            schema = model._schema
            queries = [schema._create_table(safe=False), *schema._create_indexes(safe=False)]
            found += [query.query()[0] for query in queries]
    return found


def new_statements() -> list[str]:
    """The statements of tables that no migration makes yet."""
    known = "".join(path.read_text("utf-8") for path in MIGRATIONS.glob("[0-9]*.py"))
    made = set(re.findall(r'CREATE TABLE "(\w+)"', known))
    return [
        each for each in statements() if (table := re.search(r'(?:TABLE|ON) "(\w+)"', each)) and table[1] not in made
    ]


def write_next(name: str) -> Path:
    """The next numbered script, holding the tables that are new."""
    last = max(int(path.name[:4]) for path in MIGRATIONS.glob("[0-9]*.py"))
    path = MIGRATIONS / f"{last + 1:04d}_{name}.py"
    lines = "\n".join(f"    {each!r}," for each in new_statements())
    path.write_text(_SCRIPT.format(title=name.replace("_", " ").capitalize(), lines=lines), "utf-8")
    return path


if __name__ == "__main__":
    if sys.argv[1:2] == ["--new"] and len(sys.argv) == 3:
        sys.stdout.write(f"{write_next(sys.argv[2])}\n")
    else:
        sys.stdout.write("\n".join(statements()) + "\n")
