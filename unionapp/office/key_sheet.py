"""钥匙与恢复码保管单: who holds a key, and where each sheet of the recovery code is; never the code itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.office import key_holders
from unionapp.paper.document import (
    Block,
    Cell,
    Document,
    FormGrid,
    Listing,
    ListingColumn,
    Paragraph,
    Space,
    Title,
    label,
)
from unionapp.paper.paper import Paper, PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.unions import tree
from unionapp.values.periods import chinese_date

_TITLE = "钥匙与恢复码保管单"
_BLANK_LINES = 4
_HOLDERS = (("操作员", 4.0), ("岗位", 6.0), ("领用", 6.0), ("签名", 4.0))
_SHEETS = (("恢复码页交给谁", 5.0), ("存放地点", 6.0), ("日期", 4.0), ("签名", 4.0))
_NOTES = (
    "一、钥匙只凭本人密码打开，密码不写在本单上。人员调离，当天停用并更换数据钥匙。",
    "二、恢复码只印在“恢复码页”上，封存在保险柜里；本单不写恢复码。启封要登记，用后换发。",
)


@dataclass(frozen=True)
class KeySheet:
    """Whose data, the holders of keys as rows, and since when the recovery code holds."""

    union: str = ""
    code_made: str = ""
    holders: Sequence[Sequence[str]] = ()


def _gather(store: Store, request: PrintRequest) -> KeySheet:
    made = key_holders.code_made(store)
    rows = [
        (each.name, each.roles, f"领用自{chinese_date(each.since.date())}" if each.since else "", "")
        for each in key_holders.holders(store)
    ]
    return KeySheet(tree.own_name(), _said(made), rows)


def _said(day: date | None) -> str:
    return chinese_date(day) if day is not None else ""


def _draw(facts: KeySheet) -> Document:
    """Holders, lines for who was given the code, and the signatures."""
    blocks: tuple[Block, ...] = (
        Title(_TITLE),
        FormGrid(
            (36.0, 138.0),
            ((label("单位"), Cell(facts.union)), (label("恢复码制作日期"), Cell(facts.code_made))),
        ),
        *_part("一、持有钥匙的操作员", _HOLDERS, facts.holders),
        *_part("二、恢复码页的保管", _SHEETS, ()),
        Space(4),
        *(Paragraph(note, style="song") for note in _NOTES),
        Space(4),
        FormGrid((87.0, 87.0), (tuple(_signed(who) for who in ("管理员", "工会负责人")),)),
    )
    return Document(_TITLE, blocks)


def _signed(who: str) -> Cell:
    return Cell(f"{who}（签名）", height_mm=22, top=True, foot="年　月　日")


def _part(title: str, columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]]) -> tuple[Block, ...]:
    """A heading and its table; without rows, lines for the pen."""
    filled = rows or [[""] * len(columns)] * _BLANK_LINES
    heads = tuple(ListingColumn(name, width) for name, width in columns)
    return Paragraph(title, indent=False, style="hei"), Listing(heads, filled, row_mm=9.0)


PAPER = Paper(
    "key-sheet",
    _TITLE,
    "form",
    _gather,
    _draw,
    lambda store: KeySheet(tree.own_name()),
    help="谁有钥匙、恢复码交给谁保管，当面签名，存档备查。",
)
