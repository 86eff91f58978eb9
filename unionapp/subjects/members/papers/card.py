"""会员证: the inner pages of the membership card, to be cut out, stamped and handed out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from unionapp.paper.document import Cell, Document, FormGrid, Page, Paragraph, Space, Title, label
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.members.papers.common import RecordTexts, chinese, shown
from unionapp.values.partialdate import PartialDate

SHEET = Page("A5", landscape=True, margins=(10.0, 14.0, 8.0, 14.0))
_MOVES = 3
"""So many rows in which unions enter a move."""
_ROW = 9.0


@dataclass(frozen=True)
class MemberCard:
    """The facts of a membership card."""

    texts: Mapping[str, str] = field(default_factory=RecordTexts)
    union: str = ""
    joined: PartialDate | None = None
    photo: bytes | None = None


def gather(store: Store, request: PrintRequest) -> MemberCard:
    """One member as the card shows her."""
    member = request.record
    texts = shown(member, request.masked)
    return MemberCard(texts, member.union.name, member.joined, store.files.photo(member.photo))


def blank(store: Store) -> MemberCard:
    """An empty card to fill by hand."""
    return MemberCard()


def draw(facts: MemberCard) -> Document:
    """Who it is beside the photo, and below the rows for moves."""
    photo = Cell("" if facts.photo else "照片\n（二寸）", rows=4, align="center", photo=facts.photo, height_mm=4 * _ROW)
    texts = facts.texts

    def row(*pairs: tuple[str, str]) -> tuple[Cell, ...]:
        return tuple(
            cell for title, text in pairs for cell in (label(title), Cell(text, align="center", height_mm=_ROW))
        )

    who = (
        (*row(("姓　名", texts["name"]), ("性　别", texts["sex"])), photo),
        row(("民　族", texts["nation"]), ("出生日期", texts["birth"])),
        row(("籍　贯", texts["native_place"]), ("入会日期", chinese(facts.joined))),
        row(("证　号", texts["card"]), ("发证日期", "　　　年　　月　　日")),
        (label("工作单位"), Cell(texts["employer"], span=4, height_mm=_ROW)),
        (label("所属工会"), Cell(f"{facts.union}（公章）" if facts.union else "（公章）", span=4, height_mm=_ROW)),
    )
    head = (label("组织关系接转", span=5),)
    titles = (
        label("转出工会（公章）"),
        label("转往工会"),
        label("会费交至"),
        label("转出日期"),
        label("接收工会（公章）"),
    )
    moves = tuple(tuple(Cell("", height_mm=_ROW) for _ in titles) for _ in range(_MOVES))
    return Document(
        "工会会员证",
        (
            Title("中华全国总工会会员证"),
            Space(1),
            FormGrid((22.0, 46.0, 22.0, 52.0, 40.0), who),
            Space(3),
            FormGrid((42.0, 36.0, 28.0, 32.0, 44.0), (head, titles, *moves)),
            Paragraph("注：会员凭证享有会员权利，转移工作时凭证接转组织关系。", indent=False, style="small"),
        ),
        SHEET,
        footer=False,
    )
