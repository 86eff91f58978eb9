"""What a made-up union takes in and pays in the course of a year: matter, words, months, amounts."""

from __future__ import annotations

from dataclasses import dataclass

EVERY = tuple(range(1, 13))
WARMTH, RELIEF, STUDY = "送温暖资金", "困难职工帮扶资金", "金秋助学资金"
"""Earmarked projects."""


@dataclass(frozen=True)
class Deed:
    """Something that comes about in some months, so often, for an amount in yuan between two bounds."""

    matter: str
    words: str
    months: tuple[int, ...] = EVERY
    low: int = 200
    high: int = 900
    times: int = 1
    project: str = ""
    cash: bool = False
    people: int = 0
    """For so many people, about."""


@dataclass(frozen=True)
class Gift:
    """What every member of an office gets on a festival."""

    key: str
    name: str
    month: int
    yuan: int
    goods: str


CONTRIBUTED = (2, 5, 8, 11)
"""The months in which employers pay for a quarter."""
EMPLOYERS = 6
"""So many of a town's employers pay to its union themselves."""

TOWNSHIP = (
    Deed("上级转拨经费（税务代收回拨）", "收县总工会转拨{quarter}经费", (1, 4, 7, 10), 52_000, 68_000),
    Deed("上级一般补助", "收县总工会基层补助", (3, 9), 18_000, 24_000),
    Deed("上级专项补助（帮扶、送温暖、救灾）", "收送温暖专项资金", (1,), 24_000, 30_000, project=WARMTH),
    Deed("上级专项补助（帮扶、送温暖、救灾）", "收困难职工帮扶专项资金", (5,), 18_000, 24_000, project=RELIEF),
    Deed("上级专项补助（帮扶、送温暖、救灾）", "收金秋助学专项资金", (7,), 12_000, 16_000, project=STUDY),
    Deed("单位行政补助", "收镇政府拨付活动补助", (4, 10), 15_000, 20_000),
    Deed("银行利息", "存款利息", (3, 6, 9, 12), 90, 260),
    Deed("送温暖", "两节走访慰问困难职工", (1, 2), 3_500, 6_800, times=3, project=WARMTH, people=12),
    Deed("夏送清凉", "慰问高温作业和一线职工", (7, 8), 2_200, 4_800, times=2, people=80),
    Deed("金秋助学", "发放金秋助学金", (8,), 10_000, 12_000, project=STUDY, people=5),
    Deed("困难职工帮扶", "困难职工临时救助", (3, 6, 9, 11), 1_500, 3_000, times=2, project=RELIEF, people=2),
    Deed("文体活动（器材、服装、租场、奖品）", "职工文体活动器材、奖品", (3, 5, 9, 10), 1_800, 6_200, times=2),
    Deed("文体活动伙食补助", "职工文体活动伙食补助", (5, 9), 900, 1_900, people=45),
    Deed("职工教育培训（教材、场租、讲课费）", "职工技能培训讲课费、教材", (2, 4, 6, 9, 11), 900, 2_600),
    Deed("宣传、知识竞赛、演讲展览", "工会宣传展板、横幅制作", EVERY, 260, 980, times=2),
    Deed("劳动竞赛、技能比武、合理化建议", "技能比武奖励", (6, 11), 2_400, 4_800, people=12),
    Deed("建家、组建工会", "新建工会牌匾、制度上墙", (2, 4, 6, 8, 10), 480, 1_600),
    Deed("职工书屋购书", "职工书屋购书", (4, 12), 900, 2_200),
    Deed("普惠服务、心理咨询、互助保障", "职工心理健康服务", (3, 7, 11), 800, 1_800),
    Deed("集体合同、调解、和谐企业创建", "集体协商要约行动资料费", (4, 5), 360, 880, times=2),
    Deed("安全生产、职业病防治", "安康杯竞赛资料、用品", (6,), 900, 2_400, times=2),
    Deed("法律咨询援助", "职工法律咨询服务", EVERY, 300, 800),
    Deed("工会干部、积极分子培训", "基层工会干部培训", (3, 10), 2_600, 4_900),
    Deed("会员（代表）大会、委员会、经审会会议", "工会委员会、经审会会议", EVERY, 180, 620, cash=True),
    Deed("组织建设、专题调研", "下基层调研费用", (2, 5, 8, 11), 240, 700, cash=True),
    Deed("兼职工会干部补贴、社会化工作者补贴", "社会化工会工作者补贴", EVERY, 1_600, 1_600, times=2),
    Deed("办公费", "办公用品", EVERY, 120, 880, times=3, cash=True),
    Deed("差旅费", "到县总工会开会差旅费", EVERY, 80, 460, times=3, cash=True),
    Deed("银行手续费", "账户管理费、手续费", EVERY, 10, 36),
    Deed("购买电脑、网络设备（固定资产）", "购置电脑", (4,), 4_200, 5_600),
    Deed("购买办公设备（固定资产）", "购置打印机、文件柜", (10,), 1_600, 2_800),
    Deed("其他职工活动", "便民服务活动用品", EVERY, 200, 900, times=2),
    Deed("其他职工补助", "会员临时困难补助", (2, 5, 9, 12), 500, 1_000, cash=True, people=1),
)
OFFICE = (
    Deed("会员会费", "收机关会员会费", EVERY, 900, 1_300),
    Deed("上级转拨经费（税务代收回拨）", "收镇总工会转拨{quarter}经费", (2, 5, 8, 11), 9_000, 12_000),
    Deed("单位行政补助", "收单位行政补助", (3, 9), 8_000, 12_000),
    Deed("银行利息", "存款利息", (3, 6, 9, 12), 12, 60),
    Deed("会员生日慰问", "会员生日慰问蛋糕", EVERY, 300, 900, people=3),
    Deed("会员住院慰问", "会员住院慰问", (2, 5, 8, 11), 500, 800, cash=True, people=1),
    Deed("电影、演出、公园年票", "组织会员观看影片", (3, 10), 900, 1_500, people=40),
    Deed("文体活动（器材、服装、租场、奖品）", "机关职工运动会奖品、器材", (5, 9), 900, 2_400),
    Deed("办公费", "工会办公用品", (1, 4, 7, 10), 80, 300, cash=True),
    Deed("银行手续费", "账户管理费", EVERY, 10, 20),
)
FESTIVALS = (
    Gift("spring", "春节", 1, 400, "米、面、油"),
    Gift("dragon-boat", "端午节", 5, 200, "粽子、鸡蛋"),
    Gift("mid-autumn", "中秋节", 9, 300, "月饼、牛奶"),
)
PLAN = (
    ("401", 15_000),
    ("402", 300_000),
    ("403", 110_000),
    ("405", 38_000),
    ("408", 1_000),
    ("501", 130_000),
    ("503", 48_000),
    ("504", 130_000),
    ("505", 120_000),
    ("507", 12_000),
)
"""Accounts of a budget and what is planned, in yuan, for a township's own union."""
