"""Why a voucher with doubts was approved, kept on the voucher."""

from typing import Any


def up(migrator: Any, db: Any) -> None:
    """One column more for vouchers."""
    db.execute_sql("""ALTER TABLE "voucher" ADD COLUMN "explained" TEXT NOT NULL DEFAULT ''""")
