"""What the made-up township holds in a year: one entry for each sort of activity, with its plan, money and goods."""

from __future__ import annotations

from dataclasses import dataclass

from unionapp.subjects.activities.models.states import ActivityCostSort, ActivityType, ScoreBetter


@dataclass(frozen=True)
class Cost:
    """A line of the budget: category, what for, unit, price in fen; so many for each head, else one."""

    sort: str
    item: str
    unit: str
    price: int
    each: bool = False


@dataclass(frozen=True)
class Occasion:
    """An activity as it comes every year."""

    title: str
    type: str
    month: int
    theme: str
    place: str
    costs: tuple[Cost, ...] = ()
    goods: str = ""
    """What everybody gets."""
    worth: int = 0
    """The worth of it in fen."""
    groups: tuple[str, ...] = ()
    crowd: int = 0
    """People who were only counted."""
    events: tuple[tuple[str, str], ...] = ()
    """Events of a competition: title, and whether high or low scores are better."""
    lessons: tuple[tuple[str, int], ...] = ()
    guests: int = 0
    """People who are no members."""
    trip: bool = False
    most: int = 120
    """So many members at most."""
    women: bool = False


WATER = Cost(ActivityCostSort.GOODS, "饮用水", "瓶", 150, True)
BANNER = Cost(ActivityCostSort.PRINT, "横幅、资料", "套", 60_000)
BUS = Cost(ActivityCostSort.TRANSPORT, "租车费", "辆", 120_000)
PRIZES = Cost(ActivityCostSort.PRIZE, "奖品", "批", 260_000)

TOWNSHIP: tuple[Occasion, ...] = (
    Occasion(
        "冬送温暖走访慰问",
        ActivityType.WARMTH,
        1,
        "冬送温暖",
        "各村、各企业",
        (Cost(ActivityCostSort.GOODS, "米面油", "份", 18_000, True),),
        "米面油",
        18_000,
    ),
    Occasion("迎新春职工联欢会", ActivityType.CULTURE, 2, "同庆新春", "镇文化站", (BANNER, WATER), "春联福字", 2_000),
    Occasion(
        "庆三八女职工健步走",
        ActivityType.WOMEN,
        3,
        "巾帼风采",
        "河滨步道",
        (WATER, BANNER),
        "遮阳帽",
        2_500,
        women=True,
    ),
    Occasion("春送岗位招聘会", ActivityType.JOBS, 3, "就业暖民心", "镇中心广场", (BANNER,), crowd=420),
    Occasion(
        "货车司机、快递员集中入会仪式",
        ActivityType.JOINING,
        4,
        "入会进家，服务到家",
        "货运服务站",
        (BANNER, WATER),
        groups=("truck", "courier"),
        guests=14,
    ),
    Occasion("职工春季踏青", ActivityType.CULTURE, 4, "亲近自然", "云岭湿地步道", (BUS, WATER), trip=True),
    Occasion(
        "庆五一职工技能竞赛",
        ActivityType.CONTEST,
        5,
        "学技能、强本领",
        "工业园区",
        (PRIZES, BANNER),
        events=(("电焊", ScoreBetter.HIGH), ("叉车驾驶", ScoreBetter.LOW), ("面点制作", ScoreBetter.HIGH)),
    ),
    Occasion(
        "安全生产培训班",
        ActivityType.TRAINING,
        6,
        "安全第一",
        "镇政府会议室",
        (Cost(ActivityCostSort.LECTURE, "讲课费", "课时", 30_000), BANNER),
        lessons=(("安全生产法", 4), ("消防与急救", 4), ("劳动防护", 2)),
    ),
    Occasion(
        "夏送清凉慰问一线职工",
        ActivityType.COOLING,
        7,
        "关爱劳动者",
        "各工地、站点",
        (Cost(ActivityCostSort.GOODS, "防暑物品", "份", 5_000, True),),
        "防暑物品",
        5_000,
    ),
    Occasion(
        "新就业形态劳动者免费体检",
        ActivityType.HEALTH,
        7,
        "健康护航",
        "镇卫生院",
        (Cost(ActivityCostSort.OTHER, "体检费", "人", 12_000, True),),
        groups=("truck", "courier", "meal"),
    ),
    Occasion(
        "金秋助学座谈会",
        ActivityType.STUDY,
        8,
        "圆梦助学",
        "镇总工会",
        (Cost(ActivityCostSort.GOODS, "学习用品", "份", 9_000, True),),
        "学习用品",
        9_000,
    ),
    Occasion("青年职工联谊交友会", ActivityType.DATING, 8, "缘聚青石", "河滨公园", (WATER, BANNER), "纪念品", 3_000),
    Occasion(
        "职工运动会",
        ActivityType.CULTURE,
        9,
        "团结拼搏",
        "镇中学操场",
        (PRIZES, WATER, BANNER),
        events=(("男子100米", ScoreBetter.LOW), ("拔河", ScoreBetter.HIGH), ("跳绳", ScoreBetter.HIGH)),
    ),
    Occasion("普法宣传进企业", ActivityType.LAW, 10, "尊法守法、依法维权", "工业园区", (BANNER,), crowd=260),
    Occasion("政府与工会联席会议", ActivityType.MEETING, 10, "共商共建", "镇政府会议室", most=12),
    Occasion("志愿服务清洁家园", ActivityType.VOLUNTEER, 10, "劳动光荣", "河滨路", (WATER,), most=40),
    Occasion("迎新年职工书法比赛", ActivityType.CULTURE, 12, "翰墨飘香", "镇文化站", (PRIZES, BANNER)),
)
"""What the township union itself holds."""

UNIT: tuple[Occasion, ...] = (
    Occasion("职工趣味运动会", ActivityType.CULTURE, 5, "快乐工作", "单位院内", (WATER,), "毛巾", 1_500),
    Occasion("主题教育学习会", ActivityType.EDUCATION, 6, "学思想、跟党走", "会议室"),
    Occasion("会员评家大会", ActivityType.HOME, 9, "会员评家", "会议室"),
    Occasion(
        "岗位练兵", ActivityType.CONTEST, 7, "比学赶超", "车间", (PRIZES,), events=(("岗位操作", ScoreBetter.HIGH),)
    ),
    Occasion("消防安全培训", ActivityType.TRAINING, 6, "安全生产", "会议室", (BANNER,), lessons=(("消防知识", 2),)),
    Occasion(
        "中秋座谈会",
        ActivityType.CULTURE,
        9,
        "情满中秋",
        "会议室",
        (Cost(ActivityCostSort.GOODS, "水果", "份", 3_000, True),),
        "水果",
        3_000,
    ),
)
"""What the unions below hold, one each in turn."""
