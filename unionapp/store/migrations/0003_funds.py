"""Funds: books, vouchers that stay as posted, banking, budgets, handing out, what is paid in, assets."""

from typing import Any

TABLES = (
    """CREATE TABLE "book" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "name" TEXT NOT NULL, "union_id" INTEGER,
        "sort" TEXT NOT NULL, "since" TEXT NOT NULL, "standard" TEXT NOT NULL, "region" TEXT NOT NULL,
        "chair" TEXT NOT NULL, "head" TEXT NOT NULL, "accountant" TEXT NOT NULL, "cashier" TEXT NOT NULL,
        "auditor" TEXT NOT NULL, "title" TEXT NOT NULL, "cash_limit" INTEGER, "active" INTEGER,
        "remark" TEXT NOT NULL, "name_strokes" TEXT NOT NULL, "name_pinyin" TEXT NOT NULL,
        FOREIGN KEY ("union_id") REFERENCES "union_org" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "book_uid" ON "book" ("uid")',
    'CREATE INDEX "book_union_id" ON "book" ("union_id")',
    'CREATE INDEX "book_name_strokes" ON "book" ("name_strokes")',
    'CREATE INDEX "book_name_pinyin" ON "book" ("name_pinyin")',
    """CREATE TABLE "account" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "number" TEXT NOT NULL,
        "name" TEXT NOT NULL, "type" TEXT NOT NULL, "side" TEXT NOT NULL, "upper" TEXT NOT NULL,
        "money" TEXT NOT NULL, "book_id" INTEGER, "bank" TEXT NOT NULL, "bank_number" TEXT NOT NULL,
        "grassroots" INTEGER, "used" INTEGER, "locked" INTEGER, "approved" TEXT NOT NULL, "note" TEXT NOT NULL,
        "name_strokes" TEXT NOT NULL, "name_pinyin" TEXT NOT NULL,
        FOREIGN KEY ("book_id") REFERENCES "book" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "account_uid" ON "account" ("uid")',
    'CREATE UNIQUE INDEX "account_number" ON "account" ("number")',
    'CREATE INDEX "account_book_id" ON "account" ("book_id")',
    'CREATE INDEX "account_name_strokes" ON "account" ("name_strokes")',
    'CREATE INDEX "account_name_pinyin" ON "account" ("name_pinyin")',
    """CREATE TABLE "voucher" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "book_id" INTEGER, "day" DATE,
        "month" TEXT NOT NULL, "word" TEXT NOT NULL, "number" INTEGER, "reference" TEXT NOT NULL,
        "sort" TEXT NOT NULL, "state" TEXT NOT NULL, "summary" TEXT NOT NULL, "total" INTEGER,
        "papers" INTEGER, "handler" TEXT NOT NULL, "payee" TEXT NOT NULL, "personal" INTEGER,
        "approved_on" DATE, "paid_on" DATE, "people" INTEGER, "taking_part" INTEGER, "reason" TEXT NOT NULL,
        "maker" TEXT NOT NULL, "made" DATE, "approver" TEXT NOT NULL, "approved" DATE, "poster" TEXT NOT NULL,
        "posted" DATE, "reverses_id" INTEGER, "previous" TEXT NOT NULL, "chain" TEXT NOT NULL,
        "remark" TEXT NOT NULL, FOREIGN KEY ("book_id") REFERENCES "book" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("reverses_id") REFERENCES "voucher" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "voucher_uid" ON "voucher" ("uid")',
    'CREATE INDEX "voucher_book_id" ON "voucher" ("book_id")',
    'CREATE INDEX "voucher_day" ON "voucher" ("day")',
    'CREATE INDEX "voucher_month" ON "voucher" ("month")',
    'CREATE INDEX "voucher_state" ON "voucher" ("state")',
    'CREATE INDEX "voucher_reverses_id" ON "voucher" ("reverses_id")',
    'CREATE UNIQUE INDEX "voucher_book_id_month_word_number" ON "voucher" ("book_id", "month", "word", "number")',
    """CREATE TABLE "asset" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "book_id" INTEGER, "number" TEXT NOT NULL,
        "name" TEXT NOT NULL, "sort" TEXT NOT NULL, "model" TEXT NOT NULL, "since" DATE, "cost" INTEGER,
        "years" INTEGER, "worn" INTEGER, "worn_until" TEXT NOT NULL, "source" TEXT NOT NULL,
        "place" TEXT NOT NULL, "user" TEXT NOT NULL, "state" TEXT NOT NULL, "disposed" DATE,
        "voucher_id" INTEGER, "remark" TEXT NOT NULL, "name_strokes" TEXT NOT NULL,
        "name_pinyin" TEXT NOT NULL, FOREIGN KEY ("book_id") REFERENCES "book" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("voucher_id") REFERENCES "voucher" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "asset_uid" ON "asset" ("uid")',
    'CREATE INDEX "asset_book_id" ON "asset" ("book_id")',
    'CREATE INDEX "asset_voucher_id" ON "asset" ("voucher_id")',
    'CREATE INDEX "asset_name_strokes" ON "asset" ("name_strokes")',
    'CREATE INDEX "asset_name_pinyin" ON "asset" ("name_pinyin")',
    """CREATE TABLE "project" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "book_id" INTEGER, "name" TEXT NOT NULL,
        "code" TEXT NOT NULL, "earmarked" INTEGER, "source" TEXT NOT NULL, "accounts" TEXT NOT NULL,
        "amount" INTEGER, "since" DATE, "until" DATE, "document" TEXT NOT NULL, "leader" TEXT NOT NULL,
        "closed" INTEGER, "remark" TEXT NOT NULL, "name_strokes" TEXT NOT NULL, "name_pinyin" TEXT NOT NULL,
        FOREIGN KEY ("book_id") REFERENCES "book" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "project_uid" ON "project" ("uid")',
    'CREATE INDEX "project_book_id" ON "project" ("book_id")',
    'CREATE INDEX "project_name_strokes" ON "project" ("name_strokes")',
    'CREATE INDEX "project_name_pinyin" ON "project" ("name_pinyin")',
    """CREATE TABLE "voucher_line" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "voucher_id" INTEGER, "place" INTEGER,
        "summary" TEXT NOT NULL, "account" TEXT NOT NULL, "account_name" TEXT NOT NULL, "debit" INTEGER,
        "credit" INTEGER, "nature" TEXT NOT NULL, "project_id" INTEGER, "economy" TEXT NOT NULL,
        "source" TEXT NOT NULL, "party" TEXT NOT NULL, "settlement" TEXT NOT NULL, "paired" INTEGER,
        FOREIGN KEY ("voucher_id") REFERENCES "voucher" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "voucher_line_uid" ON "voucher_line" ("uid")',
    'CREATE INDEX "voucher_line_voucher_id" ON "voucher_line" ("voucher_id")',
    'CREATE INDEX "voucher_line_project_id" ON "voucher_line" ("project_id")',
    """CREATE TABLE "bank_line" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "book_id" INTEGER, "account" TEXT NOT NULL,
        "day" DATE, "summary" TEXT NOT NULL, "income" INTEGER, "spending" INTEGER, "balance" INTEGER,
        "reference" TEXT NOT NULL, "party" TEXT NOT NULL, "entry_id" INTEGER, "grp" TEXT NOT NULL,
        "remark" TEXT NOT NULL, FOREIGN KEY ("book_id") REFERENCES "book" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("entry_id") REFERENCES "voucher_line" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "bank_line_uid" ON "bank_line" ("uid")',
    'CREATE INDEX "bank_line_book_id" ON "bank_line" ("book_id")',
    'CREATE INDEX "bank_line_day" ON "bank_line" ("day")',
    'CREATE INDEX "bank_line_entry_id" ON "bank_line" ("entry_id")',
    """CREATE TABLE "budget" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "book_id" INTEGER, "year" INTEGER,
        "version" INTEGER, "sort" TEXT NOT NULL, "state" TEXT NOT NULL, "committee_day" DATE, "audit_day" DATE,
        "audit_opinion" TEXT NOT NULL, "sent_day" DATE, "sent_no" TEXT NOT NULL, "reply_day" DATE,
        "reply_no" TEXT NOT NULL, "reason" TEXT NOT NULL,
        FOREIGN KEY ("book_id") REFERENCES "book" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "budget_uid" ON "budget" ("uid")',
    'CREATE INDEX "budget_book_id" ON "budget" ("book_id")',
    """CREATE TABLE "budget_line" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "budget_id" INTEGER, "place" INTEGER,
        "account" TEXT NOT NULL, "account_name" TEXT NOT NULL, "project_id" INTEGER, "last" INTEGER,
        "amount" INTEGER, "note" TEXT NOT NULL,
        FOREIGN KEY ("budget_id") REFERENCES "budget" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "budget_line_uid" ON "budget_line" ("uid")',
    'CREATE INDEX "budget_line_budget_id" ON "budget_line" ("budget_id")',
    'CREATE INDEX "budget_line_project_id" ON "budget_line" ("project_id")',
    """CREATE TABLE "cash_count" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "book_id" INTEGER, "day" DATE,
        "n10000" INTEGER, "n5000" INTEGER, "n2000" INTEGER, "n1000" INTEGER, "n500" INTEGER, "n100" INTEGER,
        "n50" INTEGER, "n10" INTEGER, "counted" INTEGER, "journal" INTEGER, "reason" TEXT NOT NULL,
        "cashier" TEXT NOT NULL, "witness" TEXT NOT NULL, "remark" TEXT NOT NULL,
        FOREIGN KEY ("book_id") REFERENCES "book" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "cash_count_uid" ON "cash_count" ("uid")',
    'CREATE INDEX "cash_count_book_id" ON "cash_count" ("book_id")',
    """CREATE TABLE "contribution" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "book_id" INTEGER, "union_id" INTEGER,
        "unit" TEXT NOT NULL, "month" TEXT NOT NULL, "workers" INTEGER, "wages" INTEGER, "due" INTEGER,
        "paid" INTEGER, "day" DATE, "way" TEXT NOT NULL, "kept" INTEGER, "upward" INTEGER, "downward" INTEGER,
        "founding" INTEGER, "passed_up" DATE, "passed_down" DATE, "voucher_id" INTEGER, "remark" TEXT NOT NULL,
        FOREIGN KEY ("book_id") REFERENCES "book" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("union_id") REFERENCES "union_org" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("voucher_id") REFERENCES "voucher" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "contribution_uid" ON "contribution" ("uid")',
    'CREATE INDEX "contribution_book_id" ON "contribution" ("book_id")',
    'CREATE INDEX "contribution_union_id" ON "contribution" ("union_id")',
    'CREATE INDEX "contribution_month" ON "contribution" ("month")',
    'CREATE INDEX "contribution_voucher_id" ON "contribution" ("voucher_id")',
    """CREATE TABLE "due" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "book_id" INTEGER, "union_id" INTEGER,
        "member_id" INTEGER, "month" TEXT NOT NULL, "people" INTEGER, "wage" INTEGER, "due" INTEGER,
        "paid" INTEGER, "day" DATE, "voucher_id" INTEGER, "remark" TEXT NOT NULL,
        FOREIGN KEY ("book_id") REFERENCES "book" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("union_id") REFERENCES "union_org" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("member_id") REFERENCES "member" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("voucher_id") REFERENCES "voucher" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "due_uid" ON "due" ("uid")',
    'CREATE INDEX "due_book_id" ON "due" ("book_id")',
    'CREATE INDEX "due_union_id" ON "due" ("union_id")',
    'CREATE INDEX "due_member_id" ON "due" ("member_id")',
    'CREATE INDEX "due_month" ON "due" ("month")',
    'CREATE INDEX "due_voucher_id" ON "due" ("voucher_id")',
    """CREATE TABLE "handout" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "book_id" INTEGER, "title" TEXT NOT NULL,
        "item" TEXT NOT NULL, "festival" TEXT NOT NULL, "day" DATE, "form" TEXT NOT NULL,
        "goods" TEXT NOT NULL, "price" INTEGER, "amount" INTEGER, "project_id" INTEGER,
        "account" TEXT NOT NULL, "supplier" TEXT NOT NULL, "invoice" TEXT NOT NULL, "handler" TEXT NOT NULL,
        "approver" TEXT NOT NULL, "approved_on" DATE, "giver" TEXT NOT NULL, "reason" TEXT NOT NULL,
        "state" TEXT NOT NULL, "voucher_id" INTEGER, "remark" TEXT NOT NULL,
        FOREIGN KEY ("book_id") REFERENCES "book" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("voucher_id") REFERENCES "voucher" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "handout_uid" ON "handout" ("uid")',
    'CREATE INDEX "handout_book_id" ON "handout" ("book_id")',
    'CREATE INDEX "handout_project_id" ON "handout" ("project_id")',
    'CREATE INDEX "handout_voucher_id" ON "handout" ("voucher_id")',
    """CREATE TABLE "handout_line" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "handout_id" INTEGER, "place" INTEGER,
        "member_id" INTEGER, "name" TEXT NOT NULL, "union_id" INTEGER, "id_number" TEXT NOT NULL,
        "phone" TEXT NOT NULL, "sort" TEXT NOT NULL, "goods" TEXT NOT NULL, "quantity" INTEGER,
        "amount" INTEGER, "form" TEXT NOT NULL, "bank" TEXT NOT NULL, "account" TEXT NOT NULL,
        "signed" INTEGER, "signed_on" DATE, "proxy" TEXT NOT NULL, "relation" TEXT NOT NULL,
        "remark" TEXT NOT NULL, "name_strokes" TEXT NOT NULL, "name_pinyin" TEXT NOT NULL,
        FOREIGN KEY ("handout_id") REFERENCES "handout" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("member_id") REFERENCES "member" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("union_id") REFERENCES "union_org" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "handout_line_uid" ON "handout_line" ("uid")',
    'CREATE INDEX "handout_line_handout_id" ON "handout_line" ("handout_id")',
    'CREATE INDEX "handout_line_member_id" ON "handout_line" ("member_id")',
    'CREATE INDEX "handout_line_union_id" ON "handout_line" ("union_id")',
    'CREATE INDEX "handout_line_name_strokes" ON "handout_line" ("name_strokes")',
    'CREATE INDEX "handout_line_name_pinyin" ON "handout_line" ("name_pinyin")',
    """CREATE TABLE "giving_limit" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "region" TEXT NOT NULL,
        "item" TEXT NOT NULL, "since" DATE, "until" DATE, "per" TEXT NOT NULL, "amount" INTEGER,
        "share" INTEGER, "form" TEXT NOT NULL, "document" TEXT NOT NULL, "remark" TEXT NOT NULL)""",
    'CREATE UNIQUE INDEX "giving_limit_uid" ON "giving_limit" ("uid")',
    """CREATE TABLE "matter" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "name" TEXT NOT NULL, "way" TEXT NOT NULL,
        "account" TEXT NOT NULL, "pattern" TEXT NOT NULL, "nature" TEXT NOT NULL, "economy" TEXT NOT NULL,
        "source" TEXT NOT NULL, "limit" TEXT NOT NULL, "words" TEXT NOT NULL, "basis" TEXT NOT NULL,
        "used" INTEGER, "name_strokes" TEXT NOT NULL, "name_pinyin" TEXT NOT NULL)""",
    'CREATE UNIQUE INDEX "matter_uid" ON "matter" ("uid")',
    'CREATE INDEX "matter_name_strokes" ON "matter" ("name_strokes")',
    'CREATE INDEX "matter_name_pinyin" ON "matter" ("name_pinyin")',
    """CREATE TABLE "opening" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "book_id" INTEGER, "year" INTEGER,
        "account" TEXT NOT NULL, "account_name" TEXT NOT NULL, "debit" INTEGER, "credit" INTEGER,
        "project_id" INTEGER, "party" TEXT NOT NULL,
        FOREIGN KEY ("book_id") REFERENCES "book" ("id") ON DELETE RESTRICT,
        FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "opening_uid" ON "opening" ("uid")',
    'CREATE INDEX "opening_book_id" ON "opening" ("book_id")',
    'CREATE INDEX "opening_project_id" ON "opening" ("project_id")',
    """CREATE TABLE "accounting_period" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "book_id" INTEGER, "year" INTEGER,
        "month" TEXT NOT NULL, "day" DATE, "by" TEXT NOT NULL, "vouchers" INTEGER, "last" INTEGER,
        "unreconciled" TEXT NOT NULL, "chain" TEXT NOT NULL,
        FOREIGN KEY ("book_id") REFERENCES "book" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "accounting_period_uid" ON "accounting_period" ("uid")',
    'CREATE INDEX "accounting_period_book_id" ON "accounting_period" ("book_id")',
    """CREATE TABLE "reconciliation" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "book_id" INTEGER, "account" TEXT NOT NULL,
        "month" TEXT NOT NULL, "statement" INTEGER, "journal" INTEGER, "open_items" INTEGER,
        "balanced" INTEGER, "by" TEXT NOT NULL, "day" DATE, "remark" TEXT NOT NULL,
        FOREIGN KEY ("book_id") REFERENCES "book" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "reconciliation_uid" ON "reconciliation" ("uid")',
    'CREATE INDEX "reconciliation_book_id" ON "reconciliation" ("book_id")',
    """CREATE TABLE "voucher_paper" (
        "id" INTEGER NOT NULL PRIMARY KEY, "uid" CHAR(32) NOT NULL, "voucher_id" INTEGER, "sort" TEXT NOT NULL,
        "number" TEXT NOT NULL, "code" TEXT NOT NULL, "title" TEXT NOT NULL, "issuer" TEXT NOT NULL,
        "day" DATE, "amount" INTEGER, "sheets" INTEGER, "scan" TEXT NOT NULL, "remark" TEXT NOT NULL,
        FOREIGN KEY ("voucher_id") REFERENCES "voucher" ("id") ON DELETE RESTRICT)""",
    'CREATE UNIQUE INDEX "voucher_paper_uid" ON "voucher_paper" ("uid")',
    'CREATE INDEX "voucher_paper_voucher_id" ON "voucher_paper" ("voucher_id")',
    'CREATE INDEX "voucher_paper_number" ON "voucher_paper" ("number")',
)

GUARDS = (
    # 财会〔2024〕12号 第21条三: a posted voucher is neither changed nor removed, by whatever way.
    """CREATE TRIGGER voucher_posted_stays BEFORE UPDATE ON voucher WHEN OLD.state = 'posted'
    BEGIN SELECT RAISE(ABORT, 'a posted voucher stays as it is'); END""",
    """CREATE TRIGGER voucher_posted_is_kept BEFORE DELETE ON voucher WHEN OLD.state = 'posted'
    BEGIN SELECT RAISE(ABORT, 'a posted voucher stays as it is'); END""",
    """CREATE TRIGGER voucher_is_posted_when_approved BEFORE UPDATE ON voucher
    WHEN NEW.state = 'posted' AND OLD.state IS NOT 'approved'
    BEGIN SELECT RAISE(ABORT, 'only an approved voucher is posted'); END""",
    """CREATE TRIGGER voucher_begins_unposted BEFORE INSERT ON voucher WHEN NEW.state = 'posted'
    BEGIN SELECT RAISE(ABORT, 'only an approved voucher is posted'); END""",
    """CREATE TRIGGER voucher_line_stays BEFORE UPDATE ON voucher_line
    WHEN EXISTS (SELECT 1 FROM voucher WHERE id IN (OLD.voucher_id, NEW.voucher_id) AND state != 'draft')
    BEGIN SELECT RAISE(ABORT, 'the lines of an approved voucher stay as they are'); END""",
    """CREATE TRIGGER voucher_line_is_kept BEFORE DELETE ON voucher_line
    WHEN EXISTS (SELECT 1 FROM voucher WHERE id = OLD.voucher_id AND state != 'draft')
    BEGIN SELECT RAISE(ABORT, 'the lines of an approved voucher stay as they are'); END""",
    """CREATE TRIGGER voucher_line_is_not_slipped_in BEFORE INSERT ON voucher_line
    WHEN EXISTS (SELECT 1 FROM voucher WHERE id = NEW.voucher_id AND state != 'draft')
    BEGIN SELECT RAISE(ABORT, 'the lines of an approved voucher stay as they are'); END""",
    # A closed month takes no voucher more; those that close the year come after the twelfth month.
    """CREATE TRIGGER voucher_month_is_open_for_new BEFORE INSERT ON voucher
    WHEN NEW.sort != 'closing' AND EXISTS (
        SELECT 1 FROM accounting_period WHERE book_id = NEW.book_id AND month = substr(NEW.day, 1, 7))
    BEGIN SELECT RAISE(ABORT, 'the month is closed'); END""",
    """CREATE TRIGGER voucher_month_is_open BEFORE UPDATE ON voucher
    WHEN NEW.sort != 'closing' AND EXISTS (
        SELECT 1 FROM accounting_period WHERE book_id = NEW.book_id AND month = substr(NEW.day, 1, 7))
    BEGIN SELECT RAISE(ABORT, 'the month is closed'); END""",
    """CREATE TRIGGER voucher_year_is_open BEFORE INSERT ON voucher
    WHEN EXISTS (SELECT 1 FROM accounting_period WHERE book_id = NEW.book_id AND month = ''
                 AND year = CAST(substr(NEW.day, 1, 4) AS INTEGER))
    BEGIN SELECT RAISE(ABORT, 'the year is closed'); END""",
    """CREATE TRIGGER period_stays BEFORE UPDATE ON accounting_period
    BEGIN SELECT RAISE(ABORT, 'a closed period stays closed'); END""",
    """CREATE TRIGGER period_is_kept BEFORE DELETE ON accounting_period
    BEGIN SELECT RAISE(ABORT, 'a closed period stays closed'); END""",
    """CREATE TRIGGER opening_stays BEFORE UPDATE ON opening
    WHEN EXISTS (SELECT 1 FROM accounting_period WHERE book_id = OLD.book_id AND year = OLD.year)
    BEGIN SELECT RAISE(ABORT, 'the opening balances of a closed month stay'); END""",
    """CREATE TRIGGER opening_is_kept BEFORE DELETE ON opening
    WHEN EXISTS (SELECT 1 FROM accounting_period WHERE book_id = OLD.book_id AND year = OLD.year)
    BEGIN SELECT RAISE(ABORT, 'the opening balances of a closed month stay'); END""",
    """CREATE TRIGGER opening_is_not_slipped_in BEFORE INSERT ON opening
    WHEN EXISTS (SELECT 1 FROM accounting_period WHERE book_id = NEW.book_id AND year = NEW.year)
    BEGIN SELECT RAISE(ABORT, 'the opening balances of a closed month stay'); END""",
)

GRANT = (
    # Who looks after the program may do what is new in it, and hands it on; the journal's trigger is made anew after.
    "DROP TRIGGER IF EXISTS journal_operator_update",
    """UPDATE operator SET rights = rights || 'books,approve,private,'
    WHERE instr(rights, ',admin,') > 0 AND instr(rights, ',books,') = 0""",
)


def up(migrator: Any, db: Any) -> None:
    """Make the tables of funds and what guards them; give the new rights to those who look after the program."""
    for statement in (*TABLES, *GUARDS, *GRANT):
        db.execute_sql(statement)
