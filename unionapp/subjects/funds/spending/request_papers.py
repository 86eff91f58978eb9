"""报销审批单 with the place to paste papers on (§ 6.6)."""

from __future__ import annotations

from dataclasses import dataclass, field

from unionapp.paper.document import Cell, Document, FormGrid, PageBreak, Paragraph, Space, Title, label
from unionapp.paper.paper import PrintRequest
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.funds.books.account_groups import is_money, is_spending
from unionapp.subjects.funds.pages import UPRIGHT
from unionapp.subjects.funds.spending import rules
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine, VoucherPaper
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.subjects.funds.vouchers.states import PaperSort
from unionapp.values import money
from unionapp.values.periods import chinese_date

TICKS = (
    (PaperSort.PLAN, "活动方案"),
    (PaperSort.NOTICE, "通知"),
    (PaperSort.SIGN_IN, "签到册"),
    (PaperSort.PHOTO, "照片"),
    (PaperSort.INVOICE, "发票"),
    (PaperSort.ITEMS, "明细清单"),
    (PaperSort.SIGN_LIST, "签领表"),
    (PaperSort.MINUTES, "会议纪要"),
    (PaperSort.CONTRACT, "合同"),
)
"""What a reimbursement is handed in with, by the code of the paper's sort."""
ON, OFF = "☑", "□"


@dataclass(frozen=True)
class Request:
    """What a reimbursement says."""

    unit: str = ""
    day: str = "　　　　年　　月　　日"
    number: str = ""
    words: str = ""
    accounts: str = ""
    project: str = ""
    papers: str = ""
    fen: int | None = None
    payee: str = ""
    account: str = ""
    handler: str = ""
    approved: str = ""
    sorts: frozenset[str] = field(default_factory=frozenset)


def gather(store: Store, request: PrintRequest) -> Request:
    """The spending of a voucher as it is handed in."""
    voucher: Voucher = request.record
    lines = editing.lines_of(VOUCHERS, voucher)
    spending = [line for line in lines if is_spending(line.account)]
    papers = VoucherPaper.select().where(VoucherPaper.voucher == voucher.id)
    projects = dict.fromkeys(line.project.name for line in spending if line.project_id)
    return Request(
        voucher.book.union.name,
        chinese_date(voucher.day),
        voucher.label if voucher.number else "",
        voucher.summary or next((line.summary for line in lines), ""),
        "\n".join(dict.fromkeys(f"{line.account} {line.account_name}" for line in spending)),
        "、".join(projects),
        str(voucher.papers or ""),
        _asked(lines, spending),
        voucher.payee,
        vouchers.payee_account(voucher, lines),
        voucher.handler,
        f"审批日期：{chinese_date(voucher.approved_on)}" if voucher.approved_on else "",
        frozenset(paper.sort for paper in papers),
    )


def _asked(lines: list[VoucherLine], spending: list[VoucherLine]) -> int:
    """What is asked for: the spending, or what was paid where nothing was spent (an advance)."""
    if spending:
        return sum((line.debit or 0) - (line.credit or 0) for line in spending)
    return sum(line.credit or 0 for line in lines if is_money(line.account))


def draw(facts: Request) -> Document:
    """The form, what it comes with, the eight bans; the sheet to paste papers on behind."""
    return Document(
        "工会经费报销审批单",
        (
            Title("工会经费报销审批单"),
            Paragraph(f"单位：{facts.unit}", indent=False, style="small"),
            Paragraph(f"日期：{facts.day}　　　　编号：{facts.number}", indent=False, style="small"),
            _form(facts),
            Paragraph("报销人对照“八不准”自查，确认没有下列情形：", indent=False, style="song", bold=True),
            *(Paragraph(f"{OFF} {text}", indent=False, style="small") for text in rules.EIGHT_BANS),
            PageBreak(),
            Title("原始单据粘贴单"),
            _pasting(facts),
            Space(2),
        ),
        UPRIGHT,
        footer=False,
    )


def _form(facts: Request) -> FormGrid:
    boxes = [f"{ON if sort in facts.sorts else OFF} {word}" for sort, word in TICKS]
    ticks = "　　".join(boxes[:5]) + "\n" + "　　".join(boxes[5:])
    capital = f"人民币{money.capital(facts.fen)}" if facts.fen is not None else "人民币"
    figure = f"¥{money.show(facts.fen)}" if facts.fen is not None else "¥"
    signed = "月　　日"
    return FormGrid(
        (26.0, 32.0, 26.0, 34.0, 22.0, 34.0),
        (
            (label("报销事由"), Cell(facts.words, span=5, height_mm=18.0)),
            (label("科目"), Cell(facts.accounts, span=3, height_mm=12.0), label("预算项目"), Cell(facts.project)),
            (label("金额（大写）"), Cell(capital, span=3), label("小写"), Cell(figure, align="right")),
            (
                label("票据张数"),
                Cell(facts.papers),
                label("冲借款"),
                Cell("¥", align="left"),
                label("应付金额"),
                Cell("¥"),
            ),
            (label("收款人户名"), Cell(facts.payee, span=2), label("开户行及账号"), Cell(facts.account, span=2)),
            (label("附件清单"), Cell(ticks, span=5, height_mm=16.0, align="left")),
            (
                label("经办人"),
                Cell(facts.handler, foot=signed, height_mm=20.0, top=True),
                label("证明（验收）人"),
                Cell("", foot=signed),
                label("会计审核"),
                Cell("", foot=signed),
            ),
            (
                label("主席审批"),
                Cell(facts.approved, span=3, foot=signed, height_mm=24.0, top=True),
                label("出纳付款"),
                Cell("", foot=signed),
            ),
        ),
        size=10.0,
        row_mm=9.0,
    )


def _pasting(facts: Request) -> FormGrid:
    total = f"¥{money.show(facts.fen)}" if facts.fen is not None else ""
    return FormGrid(
        (26.0, 70.0, 22.0, 20.0, 18.0, 18.0),
        (
            (
                label("报销事由"),
                Cell(facts.words),
                label("张数"),
                Cell(facts.papers),
                label("合计"),
                Cell(total, size=8.0),
            ),
            (Cell("粘　贴　处（自右至左、由下而上均匀粘贴，票据背面经办人签字）", span=6, height_mm=190.0, top=True),),
        ),
        size=10.0,
        row_mm=10.0,
    )
