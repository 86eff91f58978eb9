"""Papers of the end: 移交清单 and 归档目录."""

from __future__ import annotations

from collections.abc import Sequence

from unionapp.paper.document import Block, Cell, Document, FormGrid, Listing, ListingColumn, Paragraph, Space, Title
from unionapp.subjects.elections.papers.case import ElectionFacts
from unionapp.subjects.elections.papers.common import FORM, label, small, spaced_date

ITEMS = (
    ("印章、证照", ("工会公章", "工会财务专用章", "工会法人资格证书（正、副本）", "法定代表人名章")),
    ("账务、资金", ("会计账簿、凭证、报表", "银行存款（对账单余额）", "库存现金", "空白支票、票据", "往来款项明细")),
    ("资产", ("固定资产（附清册）", "库存物品（附清册）")),
    ("会员、档案", ("会员名册和电子数据", "文书档案", "劳动合同、集体合同等资料", "未办结事项")),
)


def handover(case: ElectionFacts) -> Document:
    """工会工作移交清单, signed by both sides and a witness."""
    head = tuple(label(text) for text in ("类　别", "移交项目", "数量（金额）", "备　注"))
    rows: list[tuple[Cell, ...]] = [head]
    for name, items in ITEMS:
        rows.append((label(name, rows=len(items)), Cell(items[0], align="left"), Cell(), Cell()))
        rows += [(Cell(item, align="left"), Cell(), Cell()) for item in items[1:]]
    rows += [(label("其　他"), Cell(), Cell(), Cell())] * 2
    former = f"{case.short}上一届委员会"
    blocks: tuple[Block, ...] = (
        Title(f"{case.short}\n印章、账务、资产移交清单", 18),
        Paragraph(
            f"{case.short}{case.term}委员会已经选举产生。{former}于____年__月__日将下列印章、账务、资产等移交新一届委员会。",
            style="song",
        ),
        Space(2),
        FormGrid((28.0, 66.0, 40.0, 36.0), tuple(rows), row_mm=9.6),
        Space(5),
        Paragraph("移交人（签名）：　　　　　　　　　　接收人（签名）：", style="song"),
        Space(4),
        Paragraph("监交人（签名）：　　　　　　　　　　工会（盖章）：", style="song"),
        Space(4),
        Paragraph(spaced_date(None), align="right", style="song"),
        small("本清单一式三份，移交人、接收人、档案各一份。"),
    )
    return Document("移交清单", blocks, FORM, footer=False)


def archive_index(case: ElectionFacts, titles: Sequence[tuple[str, str]]) -> Document:
    """换届选举归档目录: the papers in their order, number and date to be written when they are bound."""
    columns = (
        ListingColumn("序号", 3.2, "center"),
        ListingColumn("文号", 9),
        ListingColumn("责任者", 12),
        ListingColumn("题　名", 17),
        ListingColumn("日期", 7, "center"),
        ListingColumn("页次", 4, "center"),
        ListingColumn("备注", 4),
    )
    known = _known(case)
    rows = []
    for place, (key, title) in enumerate(titles, 1):
        number, author, day = known.get(key, ("", case.short, ""))
        rows.append([str(place), number, author, title, day, "", ""])
    blocks: tuple[Block, ...] = (
        Title(f"{case.short}{case.term}{case.act}归档目录", 18),
        Listing(columns, rows, size=10.0, row_mm=7.6),
        Space(3),
        small(f"立卷人（签名）：　　　　　　　　　　检查人（签名）：　　　　　　　　　　{spaced_date(None)}"),
    )
    return Document("归档目录", blocks, FORM)


def _known(case: ElectionFacts) -> dict[str, tuple[str, str, str]]:
    """Number, author and date of the papers that have them."""

    def day(value: object) -> str:
        return str(value).replace("-", "") if value else ""

    return {
        "election-request": (case.request_no, case.short, day(case.request_day)),
        "election-reply": (case.reply_no, case.higher, day(case.reply_day)),
        "candidate-request": (case.list_no, case.short, ""),
        "candidate-notice": ("", case.short, day(case.notice_from)),
        "result-request": (case.result_no, case.short, day(case.result_day)),
        "result-reply": (case.result_reply_no, case.higher, day(case.result_reply_day)),
        **{key: ("", case.short, day(case.day)) for key in _OF_THE_DAY},
    }


_OF_THE_DAY = (
    "agenda",
    "presidium",
    "election-rules",
    "tellers",
    "sign-in",
    "ballot",
    "ballot-check",
    "tally-sheet",
    "result-report",
    "host-script",
    "elected-list",
    "first-session-minutes",
    "delegate-review",
)
