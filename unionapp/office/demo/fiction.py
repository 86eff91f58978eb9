"""Made-up names, numbers and places for the demonstration; nothing here belongs to a real person or unit.

ID numbers and credit codes have right check digits but lie in prefectures 99 of the provinces, which do not exist;
mobile numbers begin with 154 and landlines with 0380, which are given to nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from unionapp.subjects.members.states import SexCode
from unionapp.values import creditcode, idnumber

T = TypeVar("T")


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COUNTY = "云岭县"
TOWNS = _words(
    "青石镇 白桦镇 柳河镇 沙棘镇 云台镇 清泉镇 杏花镇 石桥镇 金穗镇 双塔镇 "
    "南坪乡 北川乡 上寨乡 下寨乡 东滩乡 西滩乡 麦场乡 羊圈乡 松林乡 红崖乡"
)
VILLAGES = _words(
    "柳湾 上河 下河 东庄 西庄 前营 后营 石门 红土 麦积 油坊 磨沟 泉眼 松坡 枣林 新民 团结 胜利 光明 和平 "
    "大滩 小滩 高崖 平川 白杨 野马 黑泉 金沟 银沟 双岔 转湾 古城 旧堡 新堡 马家 李家 张家 王家 赵家 杨家"
)
BRANDS = _words(
    "恒源 富民 鑫达 宏远 昌盛 金谷 绿野 青禾 天润 丰华 瑞泰 广信 永固 启明 云岭 石泉 高原 雪域 祥和 嘉禾 "
    "众兴 新叶 万和 兴农 顺达 佳美 利民 安康 百川 长青"
)
TRADES: tuple[tuple[str, str], ...] = (
    ("水泥制品", "C"),
    ("面粉加工", "C"),
    ("枸杞制品", "C"),
    ("乳业", "C"),
    ("建筑工程", "E"),
    ("建材", "F"),
    ("商贸", "F"),
    ("农机服务", "A"),
    ("牧业", "A"),
    ("酒店管理", "H"),
    ("光伏电力", "D"),
    ("矿业", "B"),
    ("服装", "C"),
    ("包装印刷", "C"),
    ("物流", "G"),
    ("物业服务", "K"),
)
COOPERATIVES = _words(
    "种植专业合作社 养殖专业合作社 农机专业合作社 粮油加工坊 便民超市 农家乐 建材门市部 汽车修理部 拉面馆 缝纫加工点"
)
STREETS = _words("建设路 人民路 振兴街 河滨路 团结巷 东大街 西大街 学府路 工业园一路 工业园二路")

_SURNAMES = _words(
    "王 李 张 刘 陈 杨 赵 马 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 "
    "彭 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 范 方 石 姚 谭 廖 邹 熊 金 陆 郝 孔 白 崔 康 毛 "
    "邱 秦 江 史 顾 侯 邵 孟 龙 万 段 雷 钱 汤 尹 黎 易 常 武 乔 贺 赖 龚 文 仇 单 解 区 查 盖 乐 翟 覃 欧阳 上官 "
    "令狐 尉迟"
)
_MEN = "伟强军勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆旭宁龙林成康星光天达安岩松柏峰岭海洋志文国建振德生福永贵"
_WOMEN = "芳娜敏静丽艳娟霞秀燕玲桂英梅莉兰翠雪琴云莲珍荣爱香月莺媛红玉萍婷雅慧巧美淑惠珠佳嘉琼勤倩妍茜秋珊莎蓉眉君"
_RARE = ("䶮", "𬭚", "𠮷", "堃", "喆", "垚", "㛃", "𣲘")
_HUI = ("马", "马", "马", "韩", "冶", "白", "丁", "哈", "沙")
_HUI_GIVEN = _words("海龙 国强 小林 玉兰 秀英 成福 文军 忠义 桂花 学良 吉祥 建明 阿舍 法图麦 尔德 哈三")
_TIBETAN_MEN = _words("扎西 多杰 才让 尖措 索南 旦增 次仁 仁青 完玛 公保")
_TIBETAN_WOMEN = _words("卓玛 央金 拉毛 措吉 桑吉 德吉 白玛 梅朵 吉措 曲珍")
_REGIONS = ("639901", "639901", "639901", "639901", "639902", "629901", "419901", "519901", "619902")
HOMES = {
    "639901": "云岭县",
    "639902": "临岭县",
    "629901": "河洮县",
    "419901": "豫南县",
    "519901": "川北县",
    "619902": "陕塬县",
}
"""The made-up counties of the made-up region codes."""


def _falling(count: int) -> list[float]:
    """Weights that fall with the rank, summed up as `Random.choices` wants them."""
    total, sums = 0.0, []
    for rank in range(count):
        total += 1 / (rank + 6)
        sums.append(total)
    return sums


_SURNAME_WEIGHTS = _falling(len(_SURNAMES))


class Fiction:
    """A source of made-up things that gives the same ones for the same seed; no two ID numbers or codes are equal."""

    def __init__(self, seed: str) -> None:
        self.random = Random(seed)
        self._numbers: set[str] = set()
        self._codes = 0

    def uid(self) -> str:
        """The number of a record."""
        return f"{self.random.getrandbits(128):032x}"

    def one(self, things: Sequence[T]) -> T:
        """One of several things."""
        return things[int(self.random.random() * len(things))]

    def chance(self, share: float) -> bool:
        """True in so many cases of one."""
        return self.random.random() < share

    def weighted(self, things: Sequence[tuple[T, float]]) -> T:
        """One of several things by their weights."""
        point = self.random.random() * sum(weight for _, weight in things)
        for thing, weight in things:
            point -= weight
            if point < 0:
                return thing
        return things[-1][0]

    def between(self, first: date, last: date) -> date:
        """A day from the first to the last; the first where the last lies before it."""
        return first + timedelta(int(self.random.random() * max((last - first).days + 1, 1)))

    def name(self, sex: str, nation: str) -> str:
        """A person's name for a sex and nation (codes)."""
        if nation == "04":
            first = self.one(_TIBETAN_MEN)
            second = self.one(_TIBETAN_MEN if sex == SexCode.MALE else _TIBETAN_WOMEN)
            return first if first == second else first + second
        if nation == "03":
            return self.one(_HUI) + self.one(_HUI_GIVEN)
        surname = self.random.choices(_SURNAMES, cum_weights=_SURNAME_WEIGHTS)[0]
        letters = _MEN if sex == SexCode.MALE else _WOMEN
        if self.chance(0.006):
            return surname + self.one(_RARE)
        if self.chance(0.2):
            return surname + self.one(letters)
        return surname + self.one(letters) + self.one(letters)

    def nation(self) -> str:
        """汉, 回, 藏, 土 or 撒拉, by their code."""
        return self.weighted((("01", 72.0), ("03", 12.0), ("04", 9.0), ("30", 4.0), ("35", 3.0)))

    def id_number(self, birth: date, sex: str) -> str:
        """A citizen number with a right check digit, given to nobody else here."""
        while True:
            order = int(self.random.random() * 500) * 2 + (1 if sex == SexCode.MALE else 0)
            first = f"{self.one(_REGIONS)}{birth:%Y%m%d}{order:03d}"
            if first not in self._numbers:
                self._numbers.add(first)
                return first + idnumber.check_digit(first)

    def mobile(self) -> str:
        """A mobile number in a range that nobody uses."""
        return f"154{int(self.random.random() * 100_000_000):08d}"

    def landline(self) -> str:
        """A landline number in an area that does not exist."""
        return f"0380-{int(self.random.random() * 8_000_000) + 2_000_000}"

    def credit_code(self, begins: str) -> str:
        """A 统一社会信用代码 with right check characters; `begins` are its two first characters."""
        self._codes += 1
        body = f"{10_000_000 + self._codes * 7}"
        first = f"{begins}639901{body}{creditcode.body_check_digit(body)}"
        return first + creditcode.check_digit(first)

    def address(self, town: str) -> str:
        """A street and number in a town."""
        return f"{town}{self.one(STREETS)}{1 + int(self.random.random() * 180)}号"
