"""Where a payee has her account; what comes back through the tax office is shared as the settings say."""

from typing import Any

STATEMENTS = (
    """ALTER TABLE "voucher" ADD COLUMN "payee_account" TEXT NOT NULL DEFAULT ''""",
    "DROP TRIGGER IF EXISTS journal_matter_update",  # it is made anew after
    """UPDATE "matter" SET "pattern" = 'returned'
    WHERE "name" = '上级转拨经费（税务代收回拨）' AND "account" = '402' AND "pattern" = 'plain'""",
)


def up(migrator: Any, db: Any) -> None:
    """One column more for vouchers, one everyday matter shared."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
