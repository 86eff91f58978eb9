"""The papers that belong to no subject: the sheet that bears the recovery code, and that of who keeps what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unionapp.office import key_sheet
from unionapp.paper.document import Block, Cell, Document, FormGrid, Page, Paragraph, Space, Title
from unionapp.paper.paper import Paper, PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.unions import tree
from unionapp.values.periods import chinese_date


@dataclass(frozen=True)
class RecoverySheet:
    """What the sheet says; the code is known only when it is made."""

    union: str = ""
    operator: str = ""
    code: str = ""
    folder: str = ""
    day: date | None = None


def gather_recovery(store: Store, request: PrintRequest) -> RecoverySheet:
    """The code comes from whoever just made it (`request.words`), since it is kept nowhere."""
    return RecoverySheet(
        tree.own_name(), store.operator, request.words.get("code", ""), str(store.folder), date.today()
    )


def draw_recovery(facts: RecoverySheet) -> Document:
    """The code in large letters, and what it is good for."""

    def row(label: str, value: str, size: float = 0.0) -> tuple[Cell, ...]:
        return (Cell(label, label=True, align="center"), Cell(value, size=size, align="center" if size else "left"))

    grid = FormGrid(
        (40.0, 130.0),
        (
            row("工会名称", facts.union),
            row("操作员", facts.operator),
            (Cell("恢复码", label=True, align="center"), Cell(facts.code, size=18, align="center", height_mm=22)),
            row("数据文件夹", facts.folder),
            row("制作日期", chinese_date(facts.day) if facts.day else ""),
        ),
        size=12.0,
        row_mm=12.0,
    )
    notes = (
        "一、忘记密码时，在登录窗口点“忘记密码”，输入恢复码即可设置新密码。",
        "二、没有密码也没有恢复码，任何人（包括软件作者）都打不开数据。请把本页锁在保险柜里，不要放在电脑旁，不要拍照外传。",
        "三、换发新恢复码后，旧码立即作废，请销毁旧页。",
    )
    blocks: tuple[Block, ...] = (
        Space(10),
        Title("数据恢复码"),
        Space(6),
        grid,
        Space(6),
        *(Paragraph(note, style="song") for note in notes),
    )
    return Document("数据恢复码", blocks, Page(margins=(25.0, 20.0, 20.0, 20.0)), footer=False)


PAPERS = (
    Paper("recovery-sheet", "恢复码页", "form", gather_recovery, draw_recovery, lambda store: RecoverySheet()),
    key_sheet.PAPER,
)
