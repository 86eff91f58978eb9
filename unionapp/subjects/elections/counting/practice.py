"""练习: a vote of forty awkward ballots to learn counting on, kept out of every figure and result."""

from __future__ import annotations

from dataclasses import dataclass

from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.store.stacks import PRACTICE
from unionapp.subjects.elections import thresholds
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.models import BallotRow, Body, Round
from unionapp.subjects.elections.records import BALLOTS, ROUNDS
from unionapp.subjects.elections.states import RoundSort

NAMES = ("丁一凡", "王伟（男）", "王伟（女）", "李小红", "欧阳少东")
SEATS = 3


@dataclass(frozen=True)
class PracticeBallot:
    """A ballot as it lies on the table, and how it is rightly entered, with the reason."""

    look: str
    marks: str
    written: str = ""
    why: str = ""
    unlimited: str = ""
    """The reason where the setting lets everybody write in another."""

    @property
    def reason(self) -> str:
        """Why it is entered so, by the setting in force."""
        return self.why if thresholds.WRITE_INS.value else self.unlimited or self.why


_PLAIN = (
    PracticeBallot("前三名画 ○，后两名画 ×", "oooxx"),
    PracticeBallot("丁一凡、李小红、欧阳少东画 ○，其余画 ×", "oxxoo"),
    PracticeBallot("前三名画 ○，后两名没有画", "ooo--", why="没有画的是弃权"),
    PracticeBallot("丁一凡、王伟（女）、欧阳少东画 ○，其余画 ×", "oxoxo"),
    PracticeBallot("丁一凡、王伟（女）画 ○，其余画 ×", "oxoxx", why="选的人少于应选名额，有效"),
    PracticeBallot("丁一凡、王伟（男）、李小红画 ○，其余没有画", "oo-o-"),
)
AWKWARD = (
    PracticeBallot("空白票，什么也没有画", "-----", why="空白票是有效票，全部弃权"),
    PracticeBallot("五个人都画 ×", "xxxxx", why="全部不赞成，有效"),
    PracticeBallot("四个人画 ○", "oooox", why="所选多于应选 3 名，整张无效"),
    PracticeBallot("五个人都画 ○", "ooooo", why="所选多于应选 3 名，整张无效"),
    PracticeBallot("三个人画 ○，空格里另写“赵大山”", "oooxx", "赵大山", "连同另选的人共 4 名，多于应选，整张无效"),
    PracticeBallot("两个人画 ○，三个人画 ×，空格里另写“赵大山”", "ooxxx", "赵大山", "画了 ×，可以另选他人，有效"),
    PracticeBallot(
        "只在空格里写“赵大山、孙小海”",
        "-----",
        "赵大山、孙小海",
        "照写的登记。没有画 × 的不能另选他人，另选的两人不计票；选票有效，全部弃权",
        "没有画的是弃权，另选两人有效",
    ),
    PracticeBallot("丁一凡上面 ○ 和 × 都画了，王伟（女）画 ○", "b-o--", why="对同一人既赞成又不赞成，对该人按弃权计"),
    PracticeBallot("丁一凡 ○、× 都画，另有三人画 ○", "booo-", why="所选（连同划了两样的）4 名，整张无效"),
    PracticeBallot("空格里写的是票上已有的“李小红”，她的格里没有画", "-----", "李小红", "另写票上的人，算赞成她一票"),
    PracticeBallot("李小红画 ○，空格里又写“李小红”", "---o-", "李小红", "同一人只算一票"),
    PracticeBallot("李小红画 ×，空格里又写“李小红”", "---x-", "李小红", "既赞成又不赞成，对她按弃权计"),
    PracticeBallot("三个人画 ○，空格里写其中的“丁一凡”", "ooo--", "丁一凡", "同一人只算一名，共 3 名，有效"),
    PracticeBallot("五个人都画 ×，空格里把“赵大山”写了两遍", "xxxxx", "赵大山", "同一人只写一次，只算一票"),
    PracticeBallot("画的是 √，不是 ○", "oo---", why="意思清楚，按选举办法认定为赞成"),
    PracticeBallot("选票没有盖章", "!", why="没有盖章的选票无效"),
    PracticeBallot("划写模糊，看不出选谁", "!", why="全部无法辨认的选票无效"),
    PracticeBallot("撕成两半，拼起来仍看得清，前三名画 ○", "ooo--", why="监票人认定看得清，有效"),
    PracticeBallot("李小红画 ×，空格里写“王伟”，没有写男女", "---x-", "王伟", "不知是哪一位，照写的登记，由监票人认定"),
    PracticeBallot("丁一凡画 ×，空格里写“赵  大山”，字间有空格", "x----", "赵大山", "与“赵大山”是同一人"),
    PracticeBallot("空格里写四个人的名字", "-----", "赵大山、孙小海、周明、吴丽", "多于应选 3 名，整张无效"),
    PracticeBallot("只给丁一凡画 ×，其余没有画", "x----", why="一人不赞成，四人弃权，有效"),
)
SHEETS: tuple[PracticeBallot, ...] = tuple(
    each
    for place in range(max(len(AWKWARD), 18))
    for each in (*AWKWARD[place : place + 1], *((_PLAIN[place % len(_PLAIN)],) if place < 18 else ()))
)
"""Forty sheets, awkward and plain ones mixed, in the order in which they are called."""


def votes() -> list[Round]:
    """The practice votes, the newest first."""
    return list(Round.select().where(Round.sort == RoundSort.PRACTICE).order_by(Round.id.desc()))


def practice(journal: Journal, body: Body | None = None) -> Round:
    """Open a practice vote; its second entry is filled in rightly, so that `compare` shows the learner's slips."""
    returned = len(SHEETS)
    opened = Round(
        body=body.id if body is not None else None,
        sort=RoundSort.PRACTICE,
        place=counting.next_place(body.id if body is not None else None, RoundSort.PRACTICE),
        seats=SEATS,
        names="\n".join(NAMES),
        due=returned + 1,
        present=returned + 1,
        printed=returned + 10,
        issued=returned + 1,
        returned=returned,
    )
    with journal.step("开始计票练习", PRACTICE):
        editing.put(ROUNDS, [opened])
        right = [
            BallotRow(round=opened.id, entry=counting.SECOND, place=place, marks=sheet.marks, written=sheet.written)
            for place, sheet in enumerate(SHEETS, 1)
        ]
        editing.put(BALLOTS, right)
    return opened
