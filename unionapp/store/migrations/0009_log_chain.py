"""The log is chained: every change bears the code of its row, every step the code of the chain behind it."""

from typing import Any

from unionapp.store import log_chain

STATEMENTS = (
    "DROP TRIGGER IF EXISTS change_update",  # they are made anew after
    "DROP TRIGGER IF EXISTS step_update",
    """ALTER TABLE "step" ADD COLUMN "code" TEXT NOT NULL DEFAULT '' """,
    'ALTER TABLE "change" ADD COLUMN "after" TEXT',
)


def up(migrator: Any, db: Any) -> None:
    """Begin the chain with what the log holds now; the key of the chain is the live program's, so is its reckoning."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
    tables = {name for (name,) in db.execute_sql("SELECT DISTINCT tbl FROM change").fetchall()}
    log_chain.anchor(db, sorted(tables & set(db.get_tables())))
