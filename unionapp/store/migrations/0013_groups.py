"""The 工会小组 in which a member is."""

from typing import Any


def up(migrator: Any, db: Any) -> None:
    """One column more for members."""
    db.execute_sql("""ALTER TABLE "member" ADD COLUMN "team" TEXT NOT NULL DEFAULT ''""")
    db.execute_sql('CREATE INDEX "member_team" ON "member" ("team")')
