"""Stroke order of Han characters and of names: 以姓氏笔画为序.

The table is Debian's rime-data-stroke (LGPL-3, see resources/licences), one mainland order per character.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

from unionapp.paths import resources
from unionapp.values.text import NAME_DOTS, without_blanks

# Characters with the same strokes in the same order, as 通用规范汉字表 (2013) lists them: it is printed
# in the order of GF 3003-1999, where main strokes stand before their variants. 佘 before 余 is customary.
# Other equals stand in the order of their code points.
_EQUALS = (
    "十丁 八人入 儿匕几九 刀力乃 干于 工土士 下寸 大丈 山巾 夕久么勺凡丸及 己已巳弓 子卫 刃飞 井开 天夫 "
    "元无 云专 丐扎 犬太 歹友尤 曰日 贝冈内水 午牛手 气毛 化仇 父从 乏公 欠风 丹匀 勾凤 六文 计订 冗讥 "
    "巴孔 予邓 未末示 功扔 石右 戊龙 占凸 旦目且 叶甲申叮 电号 田由 只叭史央 兄叽 叫叩 叨另 矢失 尔乐 "
    "外处 议必 召加 吉扣 考托 巩圾执 场扬 百有 早吁 吕同 岁帆 则刚 网肉 丢廷 相查 佘余"
)
_COMPOUND_TEXT = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 "
    "太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 "
    "漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 南荣 "
    "第五 呼韩 贺兰 单于"
)
COMPOUND_SURNAMES = frozenset(_COMPOUND_TEXT.split())
_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NOTE = re.compile(r"[（(].*[）)]$")
_WITHOUT_DOTS = str.maketrans("", "", NAME_DOTS)
_BLANK = ""
_LAST = "\uffff"

StrokeKey = tuple[str, ...]


def is_han(char: str) -> bool:
    """Whether a character is a Han character (with all extensions and 〇)."""
    return bool(_HAN.fullmatch(char))


class StrokeTable:
    """The strokes of every known character as digits: 1 横, 2 竖, 3 撇, 4 点, 5 折."""

    def __init__(self, source: Path) -> None:
        fields = source.read_text("utf-8").split()
        self._strokes = dict(zip(fields[::2], fields[1::2], strict=True))
        self._ranks = {char: str(rank) for group in _EQUALS.split() for rank, char in enumerate(group)}
        self._taught: dict[str, str] = {}
        self._keys: dict[str, str] = {}

    def strokes(self, char: str) -> str | None:
        """The strokes of a character in writing order; None when they are not known."""
        return self._taught.get(char) or self._strokes.get(char)

    def learn(self, char: str, strokes: str) -> None:
        """Take over the clerk's answer for a character; ValueError when it is not a row of 1 to 5."""
        if len(char) != 1 or not is_han(char):
            raise ValueError(f"“{char}”不是单个汉字，不能登记笔画。")
        if not re.fullmatch("[1-5]{1,64}", strokes):
            raise ValueError("笔画请按书写顺序填数字：1横、2竖、3撇、4点、5折，例如“王”填 1121。")
        self._taught[char] = strokes
        self._keys.pop(char, None)

    def forget(self, but: Collection[str] = ()) -> None:
        """Let go of the clerk's answers, but for some characters."""
        for char in [char for char in self._taught if char not in but]:
            del self._taught[char]
            self._keys.pop(char, None)

    def key(self, name: str, single_first: bool) -> StrokeKey:
        """The sort key of a name that holds nothing but its characters."""
        keys = self._keys
        try:
            parts = [keys[char] for char in name]
        except KeyError:
            parts = [self._char_key(char) for char in name]
        if single_first and len(parts) in (2, 3):
            surname = 2 if len(parts) == 3 and name[:2] in COMPOUND_SURNAMES else 1
            if len(parts) == surname + 1:
                parts.insert(surname, _BLANK)
        return tuple(parts)

    def _char_key(self, char: str) -> str:
        """One character: count, strokes, rank among equals; without data after all others."""
        key = self._keys.get(char)
        if key is None:
            strokes = self.strokes(char)
            rank = self._ranks.get(char, "~")
            key = f"{chr(len(strokes))}{strokes}{rank}{char}" if strokes else _LAST + char
            self._keys[char] = key
        return key


@cache
def table() -> StrokeTable:
    """The program's stroke table, read when first needed."""
    return StrokeTable(resources() / "strokes.tsv")


def strokes(char: str) -> str | None:
    """The strokes of a character as digits (王 -> "1121"); None when they are not known."""
    return table().strokes(char)


def learn_all(answers: Iterable[tuple[str, str]]) -> None:
    """Take over the clerk's answers kept in the open data file, in place of those of another file.

    Without answers the large table is not loaded for their sake.
    """
    listed = list(answers)
    if not listed and not table.cache_info().currsize:
        return
    known = table()
    for char, order in listed:
        known.learn(char, order)
    known.forget(but={char for char, _ in listed})  # last: another thread that sorts meanwhile misses none


def missing(name: str) -> list[str]:
    """The Han characters of a name whose strokes are not known, each once."""
    known = table()
    return [char for char in dict.fromkeys(name) if is_han(char) and known.strokes(char) is None]


def stroke_key(name: str, single_first: bool = True) -> StrokeKey:
    """The sort key for 以姓氏笔画为序: count and strokes of the first character, then of the further ones.

    A single given name stands first (its missing character counts as no stroke) unless `single_first` is
    off (姓名笔画). A note in brackets at the end (王伟（女）) decides only between equal names.
    """
    if name.isalpha():
        return table().key(name, single_first)
    note = _NOTE.search(name)
    bare = name[: note.start()] if note else name
    key = table().key(without_blanks(bare).translate(_WITHOUT_DOTS), single_first)
    return (*key, _BLANK, note.group()) if note else key
