"""Operators have roles; who could read everything before goes on reading it."""

from typing import Any

TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'operator'"
STATEMENTS = (
    'ALTER TABLE "operator" ADD COLUMN "roles" TEXT NOT NULL DEFAULT \'\'',
    """UPDATE "operator" SET "rights" = CASE WHEN "rights" = '' THEN ',' ELSE "rights" END
        || 'numbers,read-members,read-funds,read-service,' """,
)


def up(migrator: Any, db: Any) -> None:
    """Add the column, and give everybody the rights that nobody needed before; triggers are made anew after."""
    for (name,) in db.execute_sql(TRIGGERS).fetchall():
        db.execute_sql(f'DROP TRIGGER "{name}"')
    for statement in STATEMENTS:
        db.execute_sql(statement)
