"""Kinds of vouchers, their lines and the papers they rest on."""

from __future__ import annotations

from unionapp.records.kind import Kind, Lines
from unionapp.subjects.funds.books.account_words import NEW_DETAIL
from unionapp.subjects.funds.books.records import opening_detail
from unionapp.subjects.funds.spending import rules
from unionapp.subjects.funds.vouchers import rules as checks
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine, VoucherPaper

VOUCHER_LINES = Kind(
    key="voucher-lines",
    model=VoucherLine,
    title="凭证分录",
    noun="分录",
    columns=("voucher", "place", "summary", "account", "account_name", "debit", "credit", "project", "party"),
    sections={
        "分录": ("voucher", "place", "summary", "account", "account_name", "debit", "credit"),
        "辅助": ("nature", "project", "economy", "source", "party", "settlement", "paired"),
    },
    sheet=("summary", "account", "account_name", "debit", "credit"),
    identity=("voucher", "place"),
    amounts=("debit", "credit"),
    sides="entry",
    search=("summary", "account", "account_name", "party"),
    filters=("account", "project", "source"),
    order=("voucher", "place"),
    by_hand=False,
    complete=checks.follow_line,
    worded=("account", "account_name"),
    rules=(
        checks.account_takes_entries,
        checks.one_side_has_an_amount,
        checks.line_says_what_for,
        checks.project_is_of_the_book,
    ),
    empty="还没有分录。分录随凭证一起填写。",
    help="凭证的每一行。在“记账凭证”里随凭证填写；已记账的不能改动。",
)

VOUCHERS = Kind(
    key="vouchers",
    model=Voucher,
    title="记账凭证",
    noun="凭证",
    columns=("day", "word", "number", "summary", "total", "papers", "handler", "maker", "state", "explained"),
    sections={
        "凭证": ("book", "day", "word", "number", "reference", "sort", "state", "summary", "total", "papers"),
        "开支": (
            "handler",
            "payee",
            "payee_account",
            "personal",
            "approved_on",
            "paid_on",
            "people",
            "taking_part",
            "reason",
        ),
        "经手": ("maker", "made", "approver", "approved", "explained", "poster", "posted", "reverses"),
        "其他": ("month", "previous", "chain", "remark"),
    },
    sheet=("day", "reference", "papers"),
    search=("summary", "reference", "handler", "payee"),
    filters=("book", "month", "state", "sort"),
    order=("-day", "-id"),
    fixed=(
        "number",
        "state",
        "maker",
        "made",
        "approver",
        "approved",
        "explained",
        "poster",
        "posted",
        "reverses",
        "previous",
        "chain",
        "month",
        "total",
    ),
    lines=Lines(VOUCHER_LINES, "voucher", ("book", "day", "word", "reference")),
    making={NEW_DETAIL: opening_detail(lambda line: line.voucher.book_id)},
    complete=checks.follow,
    rules=(*checks.MUST, checks.as_audits_ask),
    moves=(checks.approved_stays, checks.actions_change_the_state),
    after=checks.vouchers_were_saved,
    removing=checks.only_drafts_go,
    empty="还没有凭证。点“收钱”或“付钱”记一笔，也可以从 Excel 表导入。",
    help="每一笔收支一张凭证：草稿、审核、记账。记账以后不能改动，错了用红字冲销。",
)

VOUCHER_PAPERS = Kind(
    key="voucher-papers",
    model=VoucherPaper,
    title="原始凭证",
    noun="原始凭证",
    columns=("voucher", "sort", "number", "title", "issuer", "day", "amount", "sheets"),
    sections={
        "票据": ("voucher", "sort", "code", "number", "title", "issuer", "day", "amount", "sheets"),
        "附件": ("scan", "remark"),
    },
    search=("number", "issuer"),
    filters=("sort",),
    order=("-voucher", "id"),
    rules=(rules.of_paper,),
    moves=(checks.papers_of_posted_stay,),
    removing=checks.only_papers_of_drafts_go,
    empty="还没有登记原始凭证。发票号码登记以后，重复报销会当场发现。",
    help="凭证所附的发票、签领表、通知等；可以把扫描件或电子发票原件存进来，加密保存。",
)

KINDS: tuple[Kind, ...] = (VOUCHERS, VOUCHER_LINES, VOUCHER_PAPERS)
