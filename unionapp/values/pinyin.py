"""Pinyin of names, for search and for sorting: surname readings first, every other reading found as well.

The readings of single characters come from pypinyin (MIT, see resources/licences), without tones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import prod

from unionapp.paths import resources
from unionapp.values import characters
from unionapp.values.text import NAME_DOTS

_MOST = 16
_MOST_OF_LONG = 4
_LONG = 4

_HEAD = 40
"""Characters of a text that are read and found from every place on; all of a name or title of usual length. Every
place here costs a token that reaches to the end, so that the tokens grow with the square of it."""
WINDOW = 8
"""Characters of the token that stands for each place behind the head: the tokens grow with the text."""

# How characters are read as surnames.
_SURNAME_TEXT = (
    "仇qiu 单shan 曾zeng 解xie 区ou 查zha 盖ge 乐yue 朴piao 缪miao 翟zhai 覃qin 宓fu 秘bi 繁po 种chong "
    "召shao 折she 隗wei 卜bu 佴nai 炅gui 员yun 洗xian 藏zang 么yao 祭zhai 郇xun 句gou 都du 逄pang 黑he "
    "牟mu 那na 於yu 莘shen 尉wei 塔ta 晁chao 湛zhan 难ning 呙guo 过guo 令ling 长zhang 适kuo 褚chu 谌chen "
    "钭tou 眭sui 撒sa 占zhan 行xing 能nai 车che 宁ning 石shi 叶ye 俞yu 万wan 贾jia 盛sheng 柏bai 薄bo "
    "谷gu 殷yin 纪ji 任ren 冼xian 强qiang 沈shen 瞿qu 会gui 调diao 角jue 阙que 相xiang 重chong 郗xi "
    "隽juan 郄qie 贲ben 阚kan 逯lu 撖han 扶fu"
)
_COMPOUND_TEXT = (
    "万mo俟qi 尉yu迟chi 长zhang孙sun 单chan于yu 澹tan台tai 令ling狐hu 鲜xian于yu 亓qi官guan 宰zai父fu "
    "颛zhuan孙sun 夏xia侯hou 皇huang甫fu 乐yue正zheng 夹jia谷gu 拓tuo跋ba 呼hu延yan 濮pu阳yang "
    "公gong冶ye 赫he连lian 钟zhong离li 宇yu文wen 子zi车ju 漆qi雕diao 贺he兰lan 诸zhu葛ge 上shang官guan "
    "司si马ma 欧ou阳yang 东dong方fang 慕mu容rong 司si徒tu 司si空kong 轩xuan辕yuan 公gong孙sun 申shen屠tu "
    "南nan宫gong 独du孤gu"
)
_READ = re.compile("([^ a-z])([a-z]+)")
_SURNAMES: dict[str, str] = dict(_READ.findall(_SURNAME_TEXT))
_COMPOUNDS = {
    "".join(char for char, _ in pairs): tuple(reading for _, reading in pairs)
    for pairs in map(_READ.findall, _COMPOUND_TEXT.split())
}
_PIECE = re.compile(r"[a-z]+|[0-9]+|[^\W_]")
_WITHOUT_DOTS = str.maketrans(dict.fromkeys(NAME_DOTS, " "))

Readings = tuple[str, ...]
Units = list[Readings]


class PinyinTable:
    """The readings of every known character, kept ready for whole names; the clerk's reading comes first."""

    def __init__(self, taught: Mapping[str, str]) -> None:
        self._listed = _shipped()
        self._chars: dict[str, Readings] = {}
        self._surnames: dict[str, Readings] = {}
        for char, reading in taught.items():
            if not re.fullmatch("[a-z]{1,6}", reading):
                raise ValueError("读音请填不带声调的拼音小写字母，例如“尹”填 yin，“吕”填 lv。")
            self._chars[char] = self._surnames[char] = _first(reading, self._listed_readings(char))

    def pieces(self, name: str) -> list[str]:
        """The parts of a name that have a sound: each Han character, each Latin word."""
        if _only_han(name):
            return list(name)
        return _PIECE.findall(name.translate(_WITHOUT_DOTS).lower())

    def units(self, name: str) -> Units:
        """The readings of each piece of a name."""
        return self.sounds(self.pieces(name))

    def sounds(self, pieces: Sequence[str]) -> Units:
        """The readings of pieces, the first of which are a surname's."""
        if not pieces:
            return []
        chars = self._chars
        units = [chars.get(piece) or self._readings(piece) for piece in pieces]
        units[0] = self._surnames.get(pieces[0]) or self._surname(pieces[0])
        if len(pieces) > 2:
            compound = _COMPOUNDS.get(pieces[0] + pieces[1])
            if compound:
                units[:2] = [_first(reading, known) for reading, known in zip(compound, units, strict=False)]
        return units

    def _surname(self, char: str) -> Readings:
        """The readings of a first character, as a surname first."""
        known = self._readings(char)
        found = _first(_SURNAMES.get(char, known[0]), known)
        self._surnames[char] = found
        return found

    def _readings(self, char: str) -> Readings:
        """The readings of a character, ü as v and as u; what has none stands for itself."""
        found = self._chars.get(char)
        if found is None:
            found = self._chars[char] = self._listed_readings(char)
        return found

    def _listed_readings(self, char: str) -> Readings:
        """The readings of a character without what the clerk taught."""
        listed = self._listed.get(char, char.lower()).split(",")
        return tuple(dict.fromkeys(form for reading in listed for form in _forms(reading)))


def _only_han(name: str) -> bool:
    """Whether a name has letters without upper and lower case only, as nearly all have."""
    return name.isalpha() and not name.upper().isupper()


def _first(reading: str, known: Readings) -> Readings:
    """The known readings with the given one in front."""
    return tuple(dict.fromkeys((*_forms(reading), *known)))


def _forms(reading: str) -> Readings:
    """The ways to type one reading: lv also as lu."""
    typed_as_u = "v" in reading and reading.isascii() and len(reading) < 4
    return (reading, reading.replace("v", "u")) if typed_as_u else (reading,)


@cache
def _shipped() -> Mapping[str, str]:
    """The program's readings by character, read when first needed."""
    fields = (resources() / "pinyin.tsv").read_text("utf-8").split()
    return dict(zip(fields[::2], fields[1::2], strict=True))


@lru_cache(maxsize=8)
def _table(known: characters.Characters) -> PinyinTable:
    return PinyinTable(known.readings)


def table() -> PinyinTable:
    """The readings as the data folder at work knows them."""
    return _table(characters.current())


def _bounded(units: Units) -> Units:
    """Without the rarest readings, so that a name has few full readings."""
    most = _MOST if len(units) <= _LONG else _MOST_OF_LONG
    sizes = [len(unit) for unit in units]
    while prod(sizes) > most:
        longest = max(range(len(sizes)), key=sizes.__getitem__)
        sizes[longest] -= 1
    return [unit[:size] for unit, size in zip(units, sizes, strict=True)]


def _suffixes(units: Units) -> list[list[str]]:
    """Every reading from each syllable on, the shortest suffix first."""
    joined = [""]
    found = []
    for unit in reversed(units):
        if len(unit) == 1:
            syllable = unit[0]
            joined = [syllable + rest for rest in joined]
        else:
            joined = [syllable + rest for syllable in unit for rest in joined]
        found.append(joined)
    return found


def _initials(units: Units) -> Units:
    """The first letters of each syllable's readings."""
    return [
        (unit[0][0],) if len(unit) == 1 else tuple(dict.fromkeys([reading[0] for reading in unit])) for unit in units
    ]


def pinyin_keys(name: str) -> tuple[str, ...]:
    """Every full reading of a name, the surname's own first, then every row of initials; at most 16 each."""
    known = table()
    pieces = known.pieces(name)
    units = _bounded(known.sounds(pieces[: _head(pieces)]))
    if not units:
        return ()
    full, initials = _suffixes(units)[-1], _suffixes(_initials(units))[-1]
    return tuple(dict.fromkeys((*full, *initials)))


def pinyin_sort_key(name: str) -> tuple[str, ...]:
    """The sort key of a name by pinyin: the first reading of each character, then the character itself."""
    known = table()
    pairs = zip(known.units(name), known.pieces(name), strict=True)
    return tuple([part for unit, piece in pairs for part in (unit[0], piece)])


def search_tokens(name: str) -> tuple[str, ...]:
    """What a name is found by when the first letters of a token are typed.

    The name and its readings from every character on, in full and by initials; Latin words in lower case. What lies
    behind the first 40 characters of a longer text is found by windows of it, which have no readings.
    """
    known = table()
    pieces = known.pieces(name)
    head = _head(pieces)
    units = _bounded(known.sounds(pieces[:head]))
    tokens = [] if _only_han(name) else [lowered] if (lowered := name.lower().strip()) else []
    tokens += ["".join(pieces[place:head]) for place in range(head)]
    for joined in _suffixes(units):
        tokens += joined
    for joined in _suffixes(_initials(units)):
        tokens += joined
    if head < len(pieces):
        tokens += _windows(pieces, max(0, head - WINDOW + 1))
    return tuple(dict.fromkeys(tokens))


def search_parts(word: str) -> tuple[str, ...]:
    """The windows by which a long word that was typed is found behind the head of a text that holds it.

    Those behind the first that reaches the end of the word are parts of it and left out.
    """
    pieces = table().pieces(word)
    left = [sum(map(len, pieces[place:])) for place in range(len(pieces))]
    ends = next((place for place, count in enumerate(left) if count <= max(WINDOW, len(pieces[place]))), 0)
    return tuple(dict.fromkeys(_windows(pieces, 0)[: ends + 1]))


def _head(pieces: Sequence[str]) -> int:
    """How many pieces the first characters of a text make; a single longer word is one."""
    left, count = _HEAD, 0
    for piece in pieces:
        left -= len(piece)
        if left < 0 and count:
            break
        count += 1
    return count


def _windows(pieces: Sequence[str], first: int) -> list[str]:
    """The next few characters from each piece on, beginning with the given one; a longer word whole."""
    return [
        "".join(pieces[place : place + WINDOW])[: max(WINDOW, len(pieces[place]))]
        for place in range(first, len(pieces))
    ]
