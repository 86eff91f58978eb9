"""集体入会花名册: those who join together, with the oath above and room to sign; printed before they are approved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from unionapp.paper.document import Document, Listing, ListingColumn, Paragraph, Space, Title
from unionapp.paper.paper import PrintRequest
from unionapp.records import search
from unionapp.store.store import Store
from unionapp.subjects.members.models import Application, Member
from unionapp.subjects.members.papers.common import WIDE, shown, told
from unionapp.subjects.members.records import APPLICATIONS
from unionapp.subjects.members.states import ApplicationState
from unionapp.subjects.unions import tree

TITLE = "职工集体入会花名册"
_FIELDS = ("name", "sex", "id_number", "employer", "group", "mobile")
_OPEN = (ApplicationState.RECEIVED, ApplicationState.CONTACTED)
_BLANK_ROWS = 14
_COLUMNS = (
    ListingColumn("序号", 3.2, "center"),
    ListingColumn("姓名", 6.0),
    ListingColumn("性别", 3.0, "center"),
    ListingColumn("证件号码", 12.5, "center"),
    ListingColumn("工作单位", 15.0),
    ListingColumn("所属群体", 8.0, "center"),
    ListingColumn("移动电话", 8.0, "center"),
    ListingColumn("本人签名", 9.0),
)


@dataclass(frozen=True)
class Joining:
    """Those who join together: numbered rows, which union they join, and a line about them."""

    rows: Sequence[Sequence[str]]
    union: str
    line: str


def gather(store: Store, request: PrintRequest) -> Joining:
    """Those chosen, those of the list shown, or all whose applications wait, of one union where it is named."""
    people = list(request.chosen) or _applicants(request)
    texts = [_texts(person, request.masked) for person in people]
    homes = {person.union_id for person in people}
    union = request.union.name if request.union is not None else people[0].union.name if len(homes) == 1 else ""
    rows = [[str(number), *row, ""] for number, row in enumerate(texts, 1)]
    return Joining(rows, union or tree.own_name(), f"共 {len(rows)} 人")


def _applicants(request: PrintRequest) -> list[Application]:
    if request.query is not None:
        return list(search.rows(APPLICATIONS, search.ids(APPLICATIONS, request.query)))
    select = Application.select().where(Application.state.in_(_OPEN))
    if request.union is not None:
        select = select.where(Application.union.in_(tree.below(request.union)))
    return list(select.order_by(Application.union, Application.received, Application.id))


def _texts(person: Any, masked: bool) -> list[str]:
    """What stands of an applicant, or of one who is a member by now."""
    texts = shown(person, masked) if isinstance(person, Member) else told(person, masked)
    return [texts[name] for name in _FIELDS]


def blank(store: Store) -> Joining:
    """Numbered rows to fill by hand."""
    return Joining((), tree.own_name(), "共　　　人")


def _blank_rows() -> list[list[str]]:
    return [[str(number), *[""] * (len(_FIELDS) + 1)] for number in range(1, _BLANK_ROWS + 1)]


def draw(facts: Joining) -> Document:
    """The oath, the rows to sign (empty ones where nobody is known yet), and the opinion of the union."""
    return Document(
        TITLE,
        (
            Title(TITLE),
            Paragraph("本人自愿加入中华全国总工会，遵守工会章程，执行工会决议，积极参加工会活动。", style="song"),
            Listing(_COLUMNS, facts.rows or _blank_rows(), size=10.0, row_mm=10.0),
            Space(4),
            Paragraph(
                "基层工会组织意见：　　　　　　　　　　　　　　　　　　　　（公章）　　　　年　　月　　日", style="song"
            ),
        ),
        WIDE,
        header=f"加入工会：{facts.union}\t\t{facts.line}",
    )
