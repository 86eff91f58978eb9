"""入会申请书和会员登记表: the oath, and the register sheet that goes with the member for life."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from unionapp.paper.document import (
    Block,
    Cell,
    Document,
    FormGrid,
    PageBreak,
    Paragraph,
    Space,
    Title,
    label,
)
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.members import rules
from unionapp.subjects.members.models import Application, Member, MembershipChange
from unionapp.subjects.members.papers.common import FORM, RecordTexts, chinese, shown, told
from unionapp.subjects.members.states import ChangeType
from unionapp.values.partialdate import PartialDate


@dataclass(frozen=True)
class Applicant:
    """The facts of the application form and the register sheet behind it."""

    oath: str
    texts: Mapping[str, str] = field(default_factory=RecordTexts)
    photo: bytes | None = None
    joined: PartialDate | None = None
    note: str = ""


def gather(store: Store, request: PrintRequest) -> Applicant:
    """One member as the application form shows them; of an applicant what the application tells."""
    member = request.record
    if isinstance(member, Application):
        return Applicant(rules.OATH.value, told(member, request.masked))
    texts = shown(member, request.masked)
    return Applicant(rules.OATH.value, texts, store.files.photo(member.photo), member.joined, _kept_note(member))


def _kept_note(member: Member) -> str:
    """保留会籍 is noted with its day on the register sheet (2000-09-11 暂行规定)."""
    kept = MembershipChange.select().where(
        (MembershipChange.member == member.id) & MembershipChange.type.in_((ChangeType.KEEP, ChangeType.RETIRE))
    )
    return "；".join(f"{chinese(change.date)}起保留会籍" for change in kept)


def draw(facts: Applicant) -> Document:
    """The oath with room to sign, then the register sheet on a page of its own."""
    blocks: tuple[Block, ...] = (
        Space(14),
        Title("中华全国总工会入会申请书", 22),
        Space(14),
        FormGrid((170.0,), ((Cell(f"　　{facts.oath}", size=18, border=False, align="left"),),)),
        Space(34),
        FormGrid((80.0, 90.0), _SIGNED),
        PageBreak(),
        Title("工会会员登记表"),
        Paragraph(
            f"会员证号码：{facts.texts['card'] or '＿＿＿＿＿＿＿＿＿＿'}", align="right", indent=False, style="small"
        ),
        _register_sheet(facts),
        Paragraph("注：本表入会时填写，保存于所属工会基层组织；转移工会关系时随同转出。", indent=False, style="small"),
    )
    return Document("入会申请书和会员登记表", blocks, FORM, footer=False)


_BESIDE = 13.0
"""Height in mm of the four rows beside the photo, which leave room for 35 × 49 mm (二寸)."""
_SIGNED = tuple(
    (Cell(border=False), Cell(text, size=16, border=False, align="left", height_mm=14))
    for text in ("申请人（签名）：", "　　　　　年　　月　　日")
)


def _register_sheet(facts: Applicant) -> FormGrid:
    return FormGrid((26.0, 23.0, 18.0, 20.0, 20.0, 24.0, 39.0), (*_beside_the_photo(facts), *_below_the_photo(facts)))


def _beside_the_photo(facts: Applicant) -> tuple[tuple[Cell, ...], ...]:
    """Who it is."""
    texts = facts.texts
    return (
        (
            label("姓　名"),
            Cell(texts["name"], height_mm=_BESIDE),
            label("性　别"),
            Cell(texts["sex"], align="center"),
            label("出生日期"),
            Cell(texts["birth"], align="center"),
            _photo_cell(facts),
        ),
        (
            label("民　族"),
            Cell(texts["nation"], height_mm=_BESIDE),
            label("学　历"),
            Cell(texts["education"], align="center"),
            label("籍　贯"),
            Cell(texts["native_place"], align="center"),
        ),
        (
            label("政治面貌"),
            Cell(texts["politics"], height_mm=_BESIDE),
            label("职　务"),
            Cell(texts["position"], align="center"),
            label("职　称"),
            Cell(texts["title"], align="center"),
        ),
        (
            label("证件号码"),
            Cell(texts["id_number"], span=3, height_mm=_BESIDE),
            label("工　资"),
            Cell(texts["wage"], align="center"),
        ),
    )


def _below_the_photo(facts: Applicant) -> tuple[tuple[Cell, ...], ...]:
    """Work and family, what the union decided, and the signature."""
    texts = facts.texts
    return (
        (label("工作单位"), Cell(texts["employer"], span=3), label("移动电话"), Cell(texts["mobile"], span=2)),
        (
            label("参加工作\n日　期"),
            Cell(texts["worked_since"]),
            label("技术等级"),
            Cell(texts["skill"], align="center"),
            label("所属群体"),
            Cell(texts["group"], span=2),
        ),
        (label("家庭主要成员\n及其工作单位"), Cell(texts["family"], span=6, height_mm=34, top=True)),
        (label("个人工作简历"), Cell(texts["career"], span=6, height_mm=46, top=True)),
        (label("基层工会组织\n审批意见"), Cell("", span=6, height_mm=36, foot=f"（公章）\n{chinese(facts.joined)}")),
        (label("备　注"), Cell(facts.note or texts["remark"], span=6, height_mm=16, top=True)),
        (label("申请人签名"), Cell("", span=6, height_mm=12, foot="　　　　年　　月　　日")),
    )


def _photo_cell(facts: Applicant) -> Cell:
    return Cell(
        "" if facts.photo else "照片\n（二寸）", rows=4, align="center", photo=facts.photo, height_mm=4 * _BESIDE
    )


def blank(store: Store) -> Applicant:
    return Applicant(rules.OATH.value)
