"""个人信息收集告知书及同意书 (个人信息保护法 14–17, 29)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from unionapp.paper.document import (
    Block,
    Cell,
    Document,
    FormGrid,
    Paragraph,
    Space,
    Title,
    label,
)
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.members.papers.common import FORM, RecordTexts, shown
from unionapp.subjects.unions import tree


@dataclass(frozen=True)
class ConsentFacts:
    """Who asks, and who agrees."""

    union: str
    phone: str = ""
    texts: Mapping[str, str] = field(default_factory=RecordTexts)


def gather(store: Store, request: PrintRequest) -> ConsentFacts:
    """One member and the union that keeps the data."""
    union = request.record.union
    return ConsentFacts(union.name, union.phone, shown(request.record, request.masked))


def _points(facts: ConsentFacts) -> tuple[str, ...]:
    """What a member is told (个人信息保护法 17)."""
    return (
        f"一、处理者：{facts.union or '＿＿＿＿＿＿＿＿＿＿'}，联系电话：{facts.phone or '＿＿＿＿＿＿＿＿'}。",
        "二、目的和方式：用于工会会员实名登记、会籍管理、选举、活动、慰问帮扶和普惠服务；在工会的电脑中加密保存，按职责授权使用。",
        "三、信息种类：姓名、性别、出生日期、民族、证件号码、联系电话、学历、工作单位、户籍、就业状况等《会员信息采集表》所列内容。",
        "四、提供：按工会组织系统要求报送上级工会；向银行等单位提供（如办理会员普惠卡）前，将另行告知并取得单独同意。",
        "五、保存期限：会籍存续期间及国家档案管理规定的期限；帮扶等敏感信息在目的实现后的最短必要期限内删除或匿名化。",
        "六、您的权利：可以查阅、复制、更正、补充、删除个人信息，可以随时撤回同意；撤回不影响撤回前的处理，"
        "不同意处理非必需的信息不影响您的会员权利。",
    )


_SENSITIVE = (
    "敏感个人信息（健康与疾病、残疾、银行账户、家庭经济状况、不满十四周岁子女的信息、证件照片）只在困难帮扶、"
    "医疗互助、金秋助学和发放补助时收集，用于核实资格和发放，需要您单独同意。"
)


def draw(facts: ConsentFacts) -> Document:
    """What is collected, why, how long, which rights; a tick of its own for sensitive data (个人信息保护法 17, 29)."""
    texts = facts.texts
    grid = FormGrid(
        (24.0, 46.0, 24.0, 76.0),
        (
            (label("姓　名"), Cell(texts["name"]), label("证件号码"), Cell(texts["id_number"])),
            (label("联系电话"), Cell(texts["mobile"]), label("工作单位"), Cell(texts["employer"])),
        ),
    )
    blocks: tuple[Block, ...] = (
        Title("个人信息收集告知书"),
        *(Paragraph(point, style="song") for point in _points(facts)),
        Space(3),
        Title("个人信息处理同意书", 16),
        grid,
        Space(2),
        Paragraph("□ 我已阅读并理解上述告知内容，同意工会按告知的目的、方式和范围处理我的个人信息。", style="song"),
        Paragraph(_SENSITIVE, style="song"),
        Paragraph("□ 单独同意处理上述敏感个人信息　　　　□ 不同意", style="song"),
        Space(4),
        Paragraph("本人（不满十四周岁的由监护人）签名：　　　　　　　　　　年　　月　　日", style="song"),
        Paragraph(
            "依据：《中华人民共和国个人信息保护法》第十四条、第十五条、第十七条、第二十九条、第三十一条、第四十四条至第四十七条。",
            style="small",
            indent=False,
        ),
    )
    return Document("个人信息收集告知书及同意书", blocks, FORM, footer=False)


def blank(store: Store) -> ConsentFacts:
    return ConsentFacts(tree.own_name())
