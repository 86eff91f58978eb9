"""Settings hold only what the clerk changed: what had its default goes, and so does what the program itself knows."""

from typing import Any

STATEMENTS = (
    """CREATE TABLE "setting_changed" (
        "id" INTEGER NOT NULL PRIMARY KEY,
        "uid" CHAR(32) NOT NULL,
        "key" TEXT NOT NULL,
        "value" TEXT NOT NULL,
        "since" DATE,
        "remark" TEXT NOT NULL)""",
    """INSERT INTO "setting_changed" ("id", "uid", "key", "value", "since", "remark")
        SELECT "id", "uid", "key", "value", NULL, '' FROM "setting" WHERE "value" <> "standard" """,
    'DROP TABLE "setting"',  # with its triggers, which are made anew after
    'ALTER TABLE "setting_changed" RENAME TO "setting"',
    'CREATE UNIQUE INDEX "setting_uid" ON "setting" ("uid")',
    'CREATE INDEX "setting_key" ON "setting" ("key")',
)


def up(migrator: Any, db: Any) -> None:
    """Make the table anew with the changed rows alone; nothing links to it."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
