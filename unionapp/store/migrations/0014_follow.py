"""What a change within a term wrote in other registers, so that a correction takes it back."""

from __future__ import annotations

from typing import Any


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)


STATEMENTS = (
    """ALTER TABLE "term_change" ADD COLUMN "phone" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "term_change" ADD COLUMN "sort" TEXT NOT NULL DEFAULT ''""",
    """ALTER TABLE "term_change" ADD COLUMN "replaces_id" INTEGER
        REFERENCES "term_change" ("id") ON DELETE RESTRICT""",
    'CREATE INDEX "term_change_replaces_id" ON "term_change" ("replaces_id")',
    'ALTER TABLE "union_org" ADD COLUMN "dues_each" INTEGER',
    'ALTER TABLE "union_org" ADD COLUMN "office_area" INTEGER',
    'ALTER TABLE "union_org" ADD COLUMN "activity_area" INTEGER',
    """ALTER TABLE "term_change" ADD COLUMN "followed" TEXT NOT NULL DEFAULT ''""",
)
