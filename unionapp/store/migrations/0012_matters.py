"""What was decided of things to be done: put off, not to be done, handed to somebody."""

from __future__ import annotations

from typing import Any


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)


STATEMENTS = (
    """CREATE TABLE "arrangement" ("id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "matter" TEXT NOT NULL,
        "words" TEXT NOT NULL, "until" DATE, "dropped" INTEGER, "reason" TEXT NOT NULL, "who" TEXT NOT NULL,
        "number" INTEGER, "known" TEXT NOT NULL)""",
    'CREATE UNIQUE INDEX "arrangement_uid" ON "arrangement" ("uid")',
    'CREATE UNIQUE INDEX "arrangement_matter" ON "arrangement" ("matter")',
)
