"""保留会籍、退会、除名: the forms that are signed before the committee decides, with what is known by then."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from unionapp.paper.document import Block, Cell, Document, FormGrid, Paragraph, Space, Title, label
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.members.models import Member, MembershipChange
from unionapp.subjects.members.papers.common import FORM, RecordTexts, chinese, shown
from unionapp.subjects.members.records import MEMBERSHIP_CHANGES
from unionapp.subjects.members.states import ChangeType
from unionapp.values.partialdate import PartialDate

KEPT = (ChangeType.KEEP, ChangeType.RETIRE)
WITHDRAWN = (ChangeType.WITHDRAW,)
EXPELLED = (ChangeType.EXPEL,)
_WIDTHS = (26.0, 34.0, 20.0, 24.0, 24.0, 42.0)


@dataclass(frozen=True)
class Ending:
    """A member, and the change of membership as far as it was decided."""

    texts: Mapping[str, str] = field(default_factory=RecordTexts)
    union: str = ""
    joined: PartialDate | None = None
    day: PartialDate | date | None = None
    reason: str = ""
    dues_until: str = ""
    document: str = ""


def gather(types: Sequence[str]) -> Callable[[Store, PrintRequest], Ending]:
    """The member, with her last change where it is of one of the types; before it is decided, that is left blank."""

    def found(store: Store, request: PrintRequest) -> Ending:
        member: Member = request.record
        texts = shown(member, request.masked)
        change = _last(member)
        if change is None or change.type not in types:
            return Ending(texts, member.union.name, member.joined)
        reason, until = (MEMBERSHIP_CHANGES.shown(change, name) for name in ("reason", "dues_until"))
        return Ending(texts, member.union.name, member.joined, change.date, reason, until, change.document)

    return found


def _last(member: Member) -> MembershipChange | None:
    """The last change of a member that holds."""
    other = MembershipChange.alias()
    replaced = other.select(other.replaces).where(other.replaces.is_null(False))
    select = MembershipChange.select().where(MembershipChange.member == member.id, MembershipChange.id.not_in(replaced))
    last: MembershipChange | None = select.order_by(MembershipChange.date.desc(), MembershipChange.id.desc()).first()
    return last


def blank(store: Store) -> Ending:
    """An empty form to fill by hand."""
    return Ending()


def _person(facts: Ending) -> tuple[tuple[Cell, ...], ...]:
    """Whose membership it is."""
    texts = facts.texts
    return (
        (
            label("姓　名"),
            Cell(texts["name"], align="center"),
            label("性　别"),
            Cell(texts["sex"], align="center"),
            label("出生日期"),
            Cell(texts["birth"], align="center"),
        ),
        (label("证件号码"), Cell(texts["id_number"], span=3), label("移动电话"), Cell(texts["mobile"])),
        (label("工作单位"), Cell(texts["employer"], span=3), label("入会日期"), Cell(chinese(facts.joined))),
        (label("所属工会"), Cell(facts.union, span=3), label("会员证号"), Cell(texts["card"])),
    )


def _opinion(title: str, words: str, foot: str, height: float) -> tuple[Cell, ...]:
    return (label(title), Cell(words, span=5, height_mm=height, top=True, foot=foot))


def _form(title: str, facts: Ending, rows: Sequence[tuple[Cell, ...]], note: str) -> Document:
    blocks: tuple[Block, ...] = (
        Title(title),
        Space(2),
        FormGrid(_WIDTHS, (*_person(facts), *rows), row_mm=11.0),
        Paragraph(note, indent=False, style="small"),
    )
    return Document(title, blocks, FORM, footer=False)


_SIGNED = "签名：　　　　　　　　　　年　　月　　日"
_GROUP = "组长（签名）：　　　　　　　　　　年　　月　　日"


def draw_kept(facts: Ending) -> Document:
    """保留会籍登记表: report of the group, decision of the committee, from when dues stop (2000-09-11 暂行规定)."""
    rows = (
        (label("保留原因"), Cell(facts.reason, span=3), label("停交会费\n月　　份"), Cell(facts.dues_until)),
        _opinion("本人申请", "　　因上述原因，申请保留工会会籍。", _SIGNED, 36),
        _opinion("工会小组\n意　　见", "", _GROUP, 34),
        _opinion("基层工会\n委员会\n核准意见", "", f"（公章）\n{chinese(facts.day)}", 42),
        (label("会员证"), Cell("□ 本人保存（离退休）　　□ 工会收回", span=5)),
        (label("备　注"), Cell("", span=5, height_mm=18)),
    )
    note = "注：核准后在会员登记表备注栏注明保留会籍的时间，并通知本人停交会费；恢复工作后凭此恢复会籍。"
    return _form("工会会员保留会籍登记表", facts, rows, note)


def draw_withdrawal(facts: Ending) -> Document:
    """退会申请表: the member asks, the group hears, the committee declares and takes the card back."""
    rows = (
        _opinion(
            "本人申请",
            "　　本人自愿退出工会，停止交纳会费，交回会员证。\n　　原因：" + facts.reason,
            _SIGNED,
            50,
        ),
        _opinion("工会小组\n意　　见", "", _GROUP, 36),
        _opinion("基层工会\n委员会\n意　　见", "", f"（公章）\n{chinese(facts.day)}", 44),
        (label("会费交至"), Cell(facts.dues_until, span=2), label("会员证收回"), Cell("□ 已收回　□ 未收回", span=2)),
        (label("备　注"), Cell("", span=5, height_mm=18)),
    )
    note = "注：会员提出退会，由基层工会委员会宣布并收回会员证，从退会之日起停交会费。"
    return _form("工会会员退会申请表", facts, rows, note)


def draw_expulsion(facts: Ending) -> Document:
    """除名（开除会籍）审批表: the facts, the group's opinion, the decision, and the report to the union above."""
    rows = (
        (label("依据文号"), Cell(facts.document, span=5)),
        _opinion("主要事实\n和 理 由", facts.reason, "", 52),
        _opinion("工会小组\n讨论意见", "", _GROUP, 36),
        _opinion("基层工会\n委员会决定", "", f"（公章）\n{chinese(facts.day)}", 40),
        _opinion("上一级工会\n备　　案", "", "（公章）\n　　年　　月　　日", 32),
        (label("会员证收回"), Cell("□ 已收回　□ 未收回", span=5)),
    )
    note = "注：由工会小组讨论提出意见，基层工会委员会决定，报上一级工会备案。"
    return _form("工会会员除名（开除会籍）审批表", facts, rows, note)
