"""What words of other people's sheets mean, and cells that are still to be completed."""

from __future__ import annotations

from typing import Any


def up(migrator: Any, db: Any) -> None:
    for statement in STATEMENTS:
        db.execute_sql(statement)


STATEMENTS = (
    """CREATE TABLE "alias" ("id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "area" TEXT NOT NULL,
        "word" TEXT NOT NULL, "meaning" TEXT NOT NULL)""",
    'CREATE UNIQUE INDEX "alias_uid" ON "alias" ("uid")',
    'CREATE INDEX "alias_area" ON "alias" ("area")',
    """CREATE TABLE "unfinished" ("id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "register" TEXT NOT NULL,
        "record" TEXT NOT NULL, "field" TEXT NOT NULL, "written" TEXT NOT NULL, "reason" TEXT NOT NULL)""",
    'CREATE UNIQUE INDEX "unfinished_uid" ON "unfinished" ("uid")',
    'CREATE INDEX "unfinished_register" ON "unfinished" ("register")',
    'CREATE INDEX "unfinished_record" ON "unfinished" ("record")',
)
