"""会员关系接转单: stub, letter and receipt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from unionapp.paper.document import (
    Block,
    Cell,
    Document,
    FormGrid,
    Paragraph,
    Signature,
    Space,
    Title,
    label,
)
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.members.models import MembershipChange
from unionapp.subjects.members.papers.common import FORM, RecordTexts, chinese, shown
from unionapp.subjects.members.states import ChangeType


@dataclass(frozen=True)
class MemberTransfer:
    """One member's way from a union to another."""

    texts: Mapping[str, str] = field(default_factory=RecordTexts)
    former: str = ""
    next: str = ""
    day: date | None = None
    dues_until: str = ""
    number: str = ""


def gather(store: Store, request: PrintRequest) -> MemberTransfer:
    """The member's last leaving or moving; before it happened, the member with an empty destination."""
    member = request.record
    moves = (
        MembershipChange.select()
        .where(
            (MembershipChange.member == member.id) & MembershipChange.type.in_((ChangeType.LEAVE, ChangeType.ARRIVE))
        )
        .order_by(MembershipChange.date.desc(), MembershipChange.id.desc())
    )
    change = moves.first()
    texts = shown(member, request.masked)
    if change is None:
        return MemberTransfer(texts, member.union.name)
    former = change.from_union.name if change.from_union_id else change.union.name if change.union_id else ""
    arrived = change.union.name if change.type == ChangeType.ARRIVE and change.union_id else ""
    if change.type == ChangeType.ARRIVE and not change.from_union_id:
        former = change.counterpart
    return MemberTransfer(
        texts,
        former,
        change.counterpart if change.type == ChangeType.LEAVE else arrived,
        change.date,
        change.dues_until,
        change.document,
    )


def _person(texts: Mapping[str, str]) -> tuple[Cell, ...]:
    """Whose membership goes over: the first row of stub and letter."""
    return (
        label("姓　名"),
        Cell(texts["name"], align="center"),
        label("性　别"),
        Cell(texts["sex"], align="center"),
        label("证件号码"),
        Cell(texts["id_number"], align="center"),
    )


def draw(facts: MemberTransfer) -> Document:
    """Stub, letter and receipt on one sheet, cut along the dotted lines."""
    cut = Paragraph("┄" * 22 + "（骑　缝　章）" + "┄" * 22, indent=False, align="center", style="small")
    name = facts.texts["name"] or "＿＿＿＿＿"
    number = facts.number or "　　字第　　　号"
    person = _person(facts.texts)
    widths = (20.0, 30.0, 18.0, 18.0, 22.0, 62.0)
    from_to = (label("原工会"), Cell(facts.former, span=2), label("转往工会"), Cell(facts.next, span=2))
    paid = (label("会费交至"), Cell(facts.dues_until, span=2), label("会员证号"), Cell(facts.texts["card"], span=2))
    blocks: tuple[Block, ...] = (
        Title("工会会员关系接转单（存根）", 15),
        Paragraph(number, align="right", style="small"),
        FormGrid(widths, (person, from_to, paid)),
        Paragraph(f"经办人：　　　　　　　　{chinese(facts.day)}", align="right", style="small"),
        Space(5),
        cut,
        Space(5),
        Title("工会会员关系接转单", 15),
        Paragraph(number, align="right", style="small"),
        Paragraph(f"{facts.next or '＿＿＿＿＿＿＿＿＿＿＿＿工会'}：", indent=False, style="song"),
        Paragraph(
            f"兹有我会会员{name}同志，因劳动（工作）关系变动，现将其工会会员关系转往你会，请予接收。",
            style="song",
        ),
        FormGrid(widths, (person, paid)),
        Signature(facts.former or "（转出工会公章）", facts.day),
        Space(5),
        cut,
        Space(5),
        Title("工会会员关系接转单（回执）", 15),
        Paragraph(f"{facts.former or '＿＿＿＿＿＿＿＿＿＿＿＿工会'}：", indent=False, style="song"),
        Paragraph(f"{name}同志的工会会员关系已于　　　　年　　月　　日转入我会，特此函复。", style="song"),
        Signature("（接收工会公章）"),
    )
    return Document("工会会员关系接转单", blocks, replace(FORM, margins=(14.0, 20.0, 12.0, 20.0)), footer=False)
