"""工会法人资格登记申请表, after the form of a provincial union (陕西省总工会); the national form of 2020 was not seen.

What the registers and the books know is printed; what they do not know stays blank for the pen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from unionapp.paper.document import Block, Cell, Document, FormGrid, PageBreak, Paragraph, Space, Title
from unionapp.paper.paper import PrintRequest
from unionapp.records import reading
from unionapp.store.store import Store
from unionapp.subjects.elections import derive as follow
from unionapp.subjects.elections.models import Election, Term
from unionapp.subjects.elections.papers.common import FORM, chinese, label, numeral, plain, spaced_date
from unionapp.subjects.elections.states import AssemblyForm, ElectionSort
from unionapp.subjects.funds.statements import means
from unionapp.subjects.funds.statements.means import YearMeans
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS


class FormTexts(dict[str, str]):
    """Texts by name; what is not there is blank."""

    def __missing__(self, name: str) -> str:
        return ""


@dataclass(frozen=True)
class Sitting:
    """The election of one term, as the form tells of it."""

    number: int | None = None
    form: str = ""
    day: date | None = None


@dataclass(frozen=True)
class LegalPerson:
    """The facts of the form."""

    texts: Mapping[str, str] = field(default_factory=FormTexts)
    chair: Mapping[str, str] = field(default_factory=FormTexts)
    photo: bytes | None = None
    members: int | None = None
    first: Sitting = Sitting(1)
    last: Sitting = Sitting()
    approved_by: str = ""
    approval: str = ""
    agent: str = ""
    income: tuple[int | None, ...] = (None,) * 4
    """上年结余累计, 会费, 本级留成, 其他收入 of the last year, in fen."""
    funds: tuple[int | None, ...] = (None,) * 4
    """合计, 固定资金, 流动资金, 其他 at its end, in fen."""
    rooms: tuple[int | None, ...] = (None,) * 4
    """合计, 办公, 活动, 其他, in square metres."""


def gather(store: Store, request: PrintRequest) -> LegalPerson:
    """A union, its terms and its chair."""
    return of_union(store, request.record, request.masked, request.day)


def of_union(store: Store, union: Union, masked: bool = False, day: date | None = None) -> LegalPerson:
    """The facts of one union's form as they stand on a day (today): the money is that of the year before."""
    day = day or date.today()
    texts = FormTexts({name: UNIONS.shown(union, name, masked) for name in UNIONS.fields})
    terms = list(Term.select().where(Term.union == union.id).order_by(Term.number))
    election = (
        Election.select()
        .where(Election.union == union.id, Election.sort != ElectionSort.BY_ELECTION)
        .order_by(Election.day.desc())
        .first()
    )
    first = _sitting(terms[0]) if terms and terms[0].number == 1 else Sitting(1)
    last = _sitting(terms[-1]) if terms else Sitting()
    approval = terms[-1].reply_no if terms else ""
    if election is not None and (not terms or (election.number or 0) >= (terms[-1].number or 0)):
        last = Sitting(election.number, election.form or "", election.day)
        approval = election.result_reply_no
    found = means.of_year(union, day.year - 1) if reading.may(reading.right_in("funds")) else None
    return LegalPerson(
        texts,
        _chair(union, masked),
        None,
        follow.voters(union, date.today()) or None,
        first,
        last,
        texts["parent"] or (election.higher if election else ""),
        approval or "",
        election.contact if election else "",
        income=_income(found),
        funds=_funds(found),
        rooms=_rooms(union),
    )


def _income(found: YearMeans | None) -> tuple[int | None, ...]:
    none: tuple[int | None, ...] = (None,) * 4
    return (found.carried, found.dues, found.contributions, found.other_income) if found is not None else none


def _funds(found: YearMeans | None) -> tuple[int | None, ...]:
    none: tuple[int | None, ...] = (None,) * 4
    return (found.total, found.fixed, found.current, found.other) if found is not None else none


def _rooms(union: Union) -> tuple[int | None, ...]:
    known = [area for area in (union.office_area, union.activity_area) if area is not None]
    return (sum(known) if known else None, union.office_area, union.activity_area, None)


def _myriads(fen: int | None) -> str:
    """Fen as 万元 with two decimals, empty where it is not known."""
    return "" if fen is None else f"{Decimal(fen) / 1_000_000:.2f}"


def _sitting(term: Term) -> Sitting:
    return Sitting(term.number, term.form or "", term.elected)


def _chair(union: Union, masked: bool) -> FormTexts:
    """The member who is the chair; only the name where there are none or several of that name."""
    found = (
        list(Member.select().where((Member.name == union.chair) & (Member.union == union.id))) if union.chair else []
    )
    if len(found) != 1:
        return FormTexts({"name": union.chair or "", "mobile": UNIONS.shown(union, "chair_phone", masked)})
    return FormTexts({name: MEMBERS.shown(found[0], name, masked) for name in MEMBERS.fields})


_FORMS: Mapping[str, str] = {AssemblyForm.ALL_MEMBERS: "会员大会", AssemblyForm.DELEGATES: "会员代表大会"}


def _sentence(one: Sitting, which: str) -> str:
    form = _FORMS.get(one.form, "会员（代表）大会")
    number = f"第{numeral(one.number)}届" if one.number else "第__届"
    return f"根据工会章程，于{chinese(one.day)}{form}选举产生{number}工会委员会{which}。"


def draw(facts: LegalPerson) -> Document:
    """Cover, and the form on two pages."""
    text = facts.texts
    name = text["name"] or "____________________________"
    blocks: tuple[Block, ...] = (
        Space(40),
        Title("工会法人资格登记申请表", 26),
        Space(60),
        Paragraph(f"工会名称：{name}", style="song"),
        Space(8),
        Paragraph(f"填报时间：{spaced_date(None)}", style="song"),
        Space(70),
        Paragraph(
            "说明：工会名称应与印章一致；收入情况填上一年度数；本表一式三份，登记机关、上级工会、申请工会各存一份。",
            style="song",
        ),
        PageBreak(),
        FormGrid(WIDTHS, (*_head(facts), *_means(facts)), size=10.5, row_mm=10.5),
        PageBreak(),
        FormGrid(WIDTHS, (*_people(facts), *_opinions()), size=10.5, row_mm=10.5),
    )
    return Document("工会法人资格登记申请表", blocks, FORM)


WIDTHS = (22.0, 13.0, 12.0, 13.0, 12.0, 13.0, 12.0, 13.0, 12.0, 13.0, 12.0, 12.0, 11.0)
"""The thirteen columns of the form."""


def _row(*cells: tuple[str, str, int, int]) -> tuple[Cell, ...]:
    """Label and value, each with its span."""
    return tuple(part for name, value, left, right in cells for part in (label(name, left), Cell(value, right)))


def _head(facts: LegalPerson) -> tuple[tuple[Cell, ...], ...]:
    text = facts.texts
    return (
        _row(("工会名称", text["name"], 1, 7), ("联系电话", text["phone"], 2, 3)),
        _row(("住所地址", text["address"], 1, 7), ("住所邮编", text["postcode"], 2, 3)),
        _row(("办公地址", text["address"], 1, 4), ("邮编", text["postcode"], 1, 2), ("电子邮箱", text["email"], 2, 3)),
        (label("工会组织\n简　况", rows=6), Cell(_sentence(facts.first, ""), 12, align="left")),
        (Cell(_sentence(facts.last, "（本届）"), 12, align="left"),),
        _row(("审批单位", facts.approved_by, 2, 4), ("审批文号", facts.approval, 2, 4)),
        _row(
            ("现职工人数", text["employees"], 2, 2),
            ("会员人数", plain(facts.members), 2, 2),
            ("专职工会\n干部数", "", 2, 2),
        ),
        _row(("所在用人单位", text["unit_name"], 3, 4), ("所在单位性质", text["unit_nature"], 2, 3)),
        _row(("单位行政代码", text["unit_code"], 3, 4), ("单位所属行业", text["industry"], 2, 3)),
    )


def _means(facts: LegalPerson) -> tuple[tuple[Cell, ...], ...]:
    def four(name: str, parts: tuple[str, str, str, str], values: Sequence[str]) -> tuple[tuple[Cell, ...], ...]:
        heads = (label(name, rows=2), *(label(part, 3) for part in parts))
        return heads, tuple(Cell(value, 3, align="center", height_mm=10.5) for value in values)

    text = facts.texts
    return (
        *four(
            "收入情况（万元）",
            ("上年结余累计", "年会员缴纳\n会费收入", "年2%拨交经费\n本级留成收入", "其他收入"),
            [*map(_myriads, facts.income)],
        ),
        *four(
            "资金情况（万元）", ("合　计", "固定资金", "流动资金（不少于0.6）", "其　他"), [*map(_myriads, facts.funds)]
        ),
        *four("场所情况（平方米）", ("合　计", "办公场所", "活动场所", "其他场所"), [*map(plain, facts.rooms)]),
        (
            label("以前办理\n资格状况"),
            *_row(("统一社会\n信用代码", text["code"], 2, 4), ("资格证书\n号　码", text["certificate"], 2, 4)),
        ),
        _row(("业务范围", "", 1, 12)),
        _row(("承担民事责任\n能力状况", "有能力" if text["name"] else "", 1, 12)),
    )


def _people(facts: LegalPerson) -> tuple[tuple[Cell, ...], ...]:
    one = facts.chair
    photo = Cell("照　片", 2, rows=4, align="center", photo=facts.photo)
    since = chinese(facts.last.day) if facts.last.day else ""
    post = "主席" if one["name"] else ""
    return (
        (
            label("法定代表人\n情　况", rows=6),
            *_row(("姓　名", one["name"], 2, 3), ("性别", one["sex"], 1, 2), ("民族", one["nation"], 1, 1)),
            photo,
        ),
        _row(("出生日期", one["birth"], 2, 3), ("学　历", one["education"], 2, 3)),
        _row(("政治面貌", one["politics"], 2, 3), ("现任工会\n职　务", post, 2, 3)),
        _row(("专职或兼职", "", 2, 3), ("本届任期\n起始时间", since, 2, 3)),
        _row(("何时加入\n工会组织", one["joined"], 2, 3), ("现任其他\n职　务", one["position"], 2, 5)),
        _row(("身份证号码", one["id_number"], 2, 4), ("手机号码", one["mobile"], 2, 4)),
        (label("经办人", rows=2), *_row(("姓　名", facts.agent, 2, 4), ("身份证号码", "", 2, 4))),
        _row(("职　务", "", 2, 4), ("手机号码", "", 2, 4)),
    )


def _opinions() -> tuple[tuple[Cell, ...], ...]:
    def seal(words: str) -> str:
        return f"{words}\n{spaced_date(None)}"

    return (
        (
            label("基层工会\n意　见"),
            Cell("情况属实。", 12, height_mm=34, foot=seal("工会主席（签名）：　　　　　　（盖章）　　")),
        ),
        (label("上级工会\n审查意见"), Cell("", 12, height_mm=34, foot=seal("（盖章）　　"))),
        (
            label("审查登记\n机关意见"),
            Cell("", 12, height_mm=36, foot=seal("（盖工会法人资格登记专用章）")),
        ),
        _row(("发证日期", "", 1, 5), ("统一社会信用代码", "", 3, 4)),
    )


def blank(store: Store) -> LegalPerson:
    """The empty form."""
    return LegalPerson()
