"""金秋助学申请表 and 医疗救助申请表 (§ 8.2, 8.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from unionapp.paper.document import Cell, Document, FormGrid, Title, label
from unionapp.paper.paper import PrintRequest
from unionapp.records.kind import Kind
from unionapp.store.store import Store
from unionapp.subjects.activities.papers.common import EM, FORM, note, texts
from unionapp.subjects.elections.papers.common import spaced_date
from unionapp.subjects.members.papers.common import RecordTexts
from unionapp.subjects.service.campaigns.models import MedicalAid, StudentAid
from unionapp.subjects.service.campaigns.records import MEDICAL_AIDS, STUDENT_AIDS
from unionapp.subjects.service.households.records import HOUSEHOLDS

_PROMISED = "本人承诺：所填内容和所附材料真实，本年度没有获得其他资助；同意工会核查和按规定公示。"


@dataclass(frozen=True)
class AidApplication:
    """An application with what the file of the family says."""

    texts: Mapping[str, str] = field(default_factory=RecordTexts)
    family: Mapping[str, str] = field(default_factory=RecordTexts)
    received: date | None = None


def gather_student(store: Store, request: PrintRequest) -> AidApplication:
    """A student's application."""
    return _gathered(STUDENT_AIDS, request)


def gather_patient(store: Store, request: PrintRequest) -> AidApplication:
    """A patient's application."""
    return _gathered(MEDICAL_AIDS, request)


def _gathered(kind: Kind, request: PrintRequest) -> AidApplication:
    applied: StudentAid | MedicalAid = request.record
    family = texts(HOUSEHOLDS, applied.household, request.masked) if applied.household else RecordTexts()
    return AidApplication(texts(kind, applied, request.masked), family, applied.received)


def blank(store: Store) -> AidApplication:
    """A form to fill by hand."""
    return AidApplication()


_WIDTHS = (24.0, 34.0, 24.0, 34.0, 24.0, 34.0)
Pair = tuple[str, str, int]
"""A label, what stands beside it, and how many columns that takes."""


def _rows(rows: Sequence[Sequence[Pair]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(cell for title, text, span in row for cell in (label(title), Cell(text, span=span, align="center")))
        for row in rows
    )


def _head(title: str) -> tuple[Cell, ...]:
    return (label(title, span=6, bold=True),)


def draw_student(facts: AidApplication) -> Document:
    """The student, the worker, promise and opinions."""
    said, family = facts.texts, facts.family
    student = (
        (("姓　　名", said["name"], 1), ("性　　别", said["sex"], 1), ("民　　族", said["nation"], 1)),
        (("身份证号", said["id_number"], 3), ("年　　龄", said["age"], 1)),
        (("手　　机", said["mobile"], 1), ("政治面貌", said["politics"], 1), ("家庭人口", said["people"], 1)),
        (("家庭住址", said["address"], 3), ("是否本届", said["fresh"], 1)),
        (("助学类别", said["stage"], 1), ("考试分数", said["score"], 1), ("录取批次", said["batch"], 1)),
        (("录取院校", said["school"], 3), ("专　　业", said["major"], 1)),
        (("学　　制", said["length"], 1), ("录取时间", said["enrolled"], 1), ("毕业时间", said["graduates"], 1)),
        (("学杂费/年", said["fees"], 1), ("助学贷款", said["loan"], 3)),
    )
    worker = (
        (("姓　　名", said["parent"], 1), ("月　收　入", said["wage"], 1), ("是否农民工", said["migrant"], 1)),
        (("所属工会", said["union"], 3), ("是否低保", said["on_allowance"], 1)),
        (("工作单位", family["employer"], 3), ("会员卡号", family["card"], 1)),
        (("身份证号", family["id_number"], 3), ("档案编号", family["number"], 1)),
        (("合同期限", _contract(family), 3), ("困难类别", family["grade"], 1)),
        (("致困原因", said["cause"] or family["cause"], 5),),
    )
    rows = (_head("学生情况"), *_rows(student), _head("职工（家长）情况"), *_rows(worker), *_signed(facts))
    return _form("金秋助学申请表", facts, rows)


def _contract(family: Mapping[str, str]) -> str:
    span = "至".join(text for text in (family["contract_from"], family["contract_until"]) if text)
    return "　".join(text for text in (span, family["contract_term"]) if text)


def draw_patient(facts: AidApplication) -> Document:
    """The worker, the patient with costs and treatment, and opinions."""
    said, family = facts.texts, facts.family
    worker = (
        (("姓　　名", said["worker"], 1), ("困难类别", family["grade"], 1), ("档案编号", family["number"], 1)),
        (("所属工会", said["union"], 3), ("联系电话", family["mobile"], 1)),
        (("工作单位", family["employer"], 3), ("医保状况", family["insurance"], 1)),
        (("身份证号", family["id_number"], 3), ("人均月收入", family["per_head"], 1)),
    )
    patient = (
        (("姓　　名", said["name"], 1), ("性　　别", said["sex"], 1), ("年　　龄", said["age"], 1)),
        (("身份证号", said["id_number"], 3), ("与职工关系", said["relation"], 1)),
        (("病　　种", said["illness"], 3), ("住院次数", said["stays"], 1)),
        (
            ("近一年个人\n实际支出", said["own_costs"], 1),
            ("单位救助\n金额", said["unit_aid"], 1),
            ("社会救助\n金额", said["social_aid"], 1),
        ),
    )
    stories = tuple(
        (label(title), Cell(said[name], span=5, height_mm=24.0, align="left", top=True))
        for title, name in (("治疗情况", "treatment"), ("困难原因", "story"))
    )
    rows = (_head("建档职工情况"), *_rows(worker), _head("患者情况"), *_rows(patient), *stories, *_signed(facts, ""))
    return _form("医疗救助申请表", facts, rows)


_WHO = (
    ("单位工会\n意　见", "unit_opinion"),
    ("上级工会\n意　见", "upper_opinion"),
    ("县总工会\n意　见", "county_opinion"),
)


def _signed(facts: AidApplication, promise: str = _PROMISED) -> tuple[tuple[Cell, ...], ...]:
    by = f"申请人（签名）：{EM * 8}{spaced_date(facts.received)}"
    text = promise or "以上内容和所附材料真实，同意工会核查和按规定公示。"
    foot = f"审核人（签名）：{EM * 7}主席（签名、盖章）：{EM * 7}{spaced_date(None)}"
    return (
        (label("本人承诺"), Cell(text, span=5, align="left", height_mm=17.0, foot=by)),
        *(
            (label(who), Cell(facts.texts[name], span=5, align="left", top=True, height_mm=20.0, foot=foot))
            for who, name in _WHO
        ),
    )


def _form(title: str, facts: AidApplication, rows: tuple[tuple[Cell, ...], ...]) -> Document:
    campaign = facts.texts["campaign"] or EM * 16
    blocks = (
        Title(title),
        note(f"所属活动：{campaign}{EM * 3}申请日期：{spaced_date(facts.received)}"),
        FormGrid(_WIDTHS, rows, size=9.5, row_mm=8.0),
    )
    return Document(title, blocks, FORM, footer=False)
