"""Handing out: the list of a round, who has had it already, what is too much, signing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from unionapp.errors import Problem, Refused
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.funds.handouts import rules as handing_rules
from unionapp.subjects.funds.handouts.models import Handout, HandoutLine
from unionapp.subjects.funds.handouts.records import HANDOUT_LINES, HANDOUTS
from unionapp.subjects.funds.handouts.rules import whose
from unionapp.subjects.funds.handouts.states import GoodsForm, HandoutState
from unionapp.subjects.members.models import Member
from unionapp.values import money


def lines_of(handout: Handout) -> list[HandoutLine]:
    """The list of a handout in its order."""
    if not handout.id:
        return []
    return list(
        HandoutLine.select().where(HandoutLine.handout == handout.id).order_by(HandoutLine.place, HandoutLine.id)
    )


def year_sums(handout: Handout) -> Counter[tuple[str, int | str]]:
    """What everybody had in the year of the handout from its book for the same item, in fen, without the handout."""
    had: Counter[tuple[str, int | str]] = Counter()
    for line in others_alike(handout):
        had[whose(line)] += line.amount or 0
    return had


def others_alike(handout: Handout) -> list[HandoutLine]:
    """The lines of the other handouts of the same book, item and year."""
    select = (
        HandoutLine.select(HandoutLine, Handout)
        .join(Handout)
        .where(
            (Handout.book == handout.book_id)
            & (Handout.item == handout.item)
            & Handout.day.between(date(handout.day.year, 1, 1), date(handout.day.year, 12, 31))
        )
    )
    return list(select.where(Handout.id != handout.id) if handout.id else select)


def add(journal: Journal, handout: Handout, members: Iterable[Member]) -> list[HandoutLine]:
    """Put members on the list of a handout as one step, in the order given; who stands there already is left out."""
    _need_open(handout)
    rows = lines_of(handout)
    listed = {line.member_id for line in rows}
    fresh = [member for member in members if member.id not in listed]
    if not fresh:
        raise Refused("所选的人都已经在名单里。")
    lines = [_line(handout, member, place) for place, member in enumerate(fresh, len(rows) + 1)]
    handing_rules.remember_accounts(lines)
    with journal.step(f"“{handout.title}”加入 {len(lines)} 人"):
        editing.put(HANDOUT_LINES, lines)
    return lines


def _line(handout: Handout, member: Member, place: int) -> HandoutLine:
    return HandoutLine(
        handout=handout.id,
        place=place,
        member=member.id,
        name=member.name,
        union=member.union_id,
        id_number=member.id_number,
        phone=member.mobile,
        goods=handout.goods,
        amount=handout.amount or handout.price or 0,
        form=handout.form,
    )


def _need_open(handout: Handout) -> None:
    if handout.voucher_id:
        raise Refused("这一批已经生成凭证，名单不能再改。要改的先作废草稿凭证。")


def total(lines: Iterable[HandoutLine]) -> int:
    """What a list comes to, in fen; the amount of a line is that of all its pieces."""
    return sum(line.amount or 0 for line in lines)


def check_heads(handout: Handout) -> list[Problem]:
    """Whether anybody gets more than the limits allow, this time or this year; the reason makes it a remark only."""
    return handing_rules.heads(handout, lines_of(handout), year_sums(handout))


def marks(handout: Handout) -> dict[int, tuple[str, ...]]:
    """What is to be known of the lines of a list, by their ids: on it twice, had it this year, above the limit."""
    lines = lines_of(handout)
    people = Counter(whose(line) for line in lines)
    had = year_sums(handout)
    over = {problem.line for problem in check_heads(handout) if problem.rule == handing_rules.OVER}
    found = {}
    for place, line in enumerate(lines, 1):
        said = ["重复"] if people[whose(line)] > 1 else []
        if had[whose(line)]:
            said.append(f"今年已领 {money.show(had[whose(line)])}")
        if place in over:
            said.append("超标准")
        if line.form == GoodsForm.TRANSFER and not line.account:
            said.append("缺银行账号")
        if said:
            found[line.id] = tuple(said)
    return found


def sign(journal: Journal, lines: Sequence[HandoutLine], day: date, proxy: str = "", relation: str = "") -> None:
    """Note that people have taken what is theirs, themselves or by a proxy."""
    for line in lines:
        line.signed, line.signed_on = True, day
        if proxy:
            line.proxy, line.relation = proxy, relation
    title = f"{lines[0].name}签收" if len(lines) == 1 else f"{len(lines)} 人签收"
    with journal.step(title):
        editing.put(HANDOUT_LINES, lines)


def unsign(journal: Journal, lines: Sequence[HandoutLine]) -> None:
    """Take back that people have taken what is theirs."""
    for line in lines:
        line.signed, line.signed_on, line.proxy, line.relation = False, None, "", ""
    with journal.step(f"{len(lines)} 人改为未签收"):
        editing.put(HANDOUT_LINES, lines)


def give(journal: Journal, handout: Handout, lines: Sequence[HandoutLine], amount: int) -> None:
    """Give each of these the same amount, as one step."""
    _need_open(handout)
    if amount < 0:
        raise Refused([Problem("amount", "金额不能是负数。", rule="handout-amount")])
    for line in lines:
        line.amount = amount
    with journal.step(f"“{handout.title}”{len(lines)} 人改金额"):
        editing.put(HANDOUT_LINES, lines)


def sign_all(journal: Journal, handout: Handout, day: date) -> int:
    """Note that all who had not signed yet took what is theirs, and the handout as given; how many they were."""
    waiting = [line for line in lines_of(handout) if not line.signed]
    with journal.step(f"“{handout.title}”全部签收"):
        if waiting:
            sign(journal, waiting, day)
        if handout.state in (HandoutState.PLANNED, HandoutState.APPROVED):
            handout.state = HandoutState.GIVEN
            editing.put(HANDOUTS, [handout])
    return len(waiting)
