"""Handing out: whom to put on a list, who has had it already, what is too much, signing, the voucher."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from unionapp.errors import Problem, Refused
from unionapp.records import codes
from unionapp.store import editing
from unionapp.store.journal import Journal
from unionapp.subjects.funds.books import chart
from unionapp.subjects.funds.books.models import Matter
from unionapp.subjects.funds.handouts import rules as handing_rules
from unionapp.subjects.funds.handouts.models import Handout, HandoutLine
from unionapp.subjects.funds.handouts.records import HANDOUT_LINES, HANDOUTS
from unionapp.subjects.funds.vouchers import actions as vouchers
from unionapp.subjects.funds.vouchers import entry_templates as everyday
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherLine
from unionapp.subjects.members.models import Member
from unionapp.values import money
from unionapp.values.present import present


@dataclass(frozen=True)
class Wanted:
    """Whom a list is for: members in of the unions (with those below), born in a month, or those of an older list."""

    unions: tuple[int, ...] = ()
    birthday_month: int | None = None
    from_handout: int | None = None
    members: tuple[int, ...] = ()


@dataclass(frozen=True)
class Choice:
    """Somebody for the list, what is to be known before, and what she has had this year of the same item."""

    member: Member
    marks: tuple[str, ...]
    had: int

    @property
    def takes(self) -> bool:
        """Whether nothing speaks against putting her on the list."""
        return not self.marks


def choose(handout: Handout, wanted: Wanted) -> list[Choice]:
    """Who is found for a handout, by strokes, each with what speaks against it; nothing is written."""
    members = _members(handout, wanted)
    listed = {line.member_id for line in lines_of(handout)}
    numbers = {line.id_number for line in lines_of(handout) if line.id_number}
    alike = Counter(member.id_number for member in members if member.id_number)
    had = year_sums(handout)
    given = _given(handout)
    found = []
    for member in members:
        marks = []
        if member.id in listed or (member.id_number and member.id_number in numbers):
            marks.append("已在本批名单里")
        elif alike[member.id_number] > 1:
            marks.append("证件号码与另一人相同，请核对")
        if member.id in given:
            marks.append(f"今年“{given[member.id]}”已领过")
        if member.status != "in":
            marks.append("现在不是在册会员")
        found.append(Choice(member, tuple(marks), had.get(_person(member.id, member.id_number, member.name), 0)))
    return found


def _members(handout: Handout, wanted: Wanted) -> list[Member]:
    select = Member.select().order_by(Member.name_strokes, Member.id)
    if wanted.from_handout is not None:
        former = HandoutLine.select(HandoutLine.member).where(HandoutLine.handout == wanted.from_handout)
        return list(select.where(Member.id.in_(former)))
    if wanted.members:
        return [each for chunk in editing.chunks(wanted.members) for each in select.where(Member.id.in_(chunk))]
    select = select.where(Member.status == "in")
    if wanted.unions:
        select = select.where(Member.union.in_(wanted.unions))
    if wanted.birthday_month is not None:
        return [each for each in select if each.birth and each.birth.month == wanted.birthday_month]
    return list(select)


def lines_of(handout: Handout) -> list[HandoutLine]:
    """The list of a handout in its order."""
    if not handout.id:
        return []
    return list(
        HandoutLine.select().where(HandoutLine.handout == handout.id).order_by(HandoutLine.place, HandoutLine.id)
    )


def _person(member: int | None, number: str, name: str) -> tuple[str, int | str]:
    """What tells a person on lists: the register, the number, at last the name."""
    return ("member", member) if member else ("number", number) if number else ("name", name)


def year_sums(handout: Handout) -> Counter[tuple[str, int | str]]:
    """What everybody had in the year of the handout from its book for the same item, in fen, without the handout."""
    had: Counter[tuple[str, int | str]] = Counter()
    for line in _others(handout):
        had[_whose(line)] += line.amount or 0
    return had


def _others(handout: Handout) -> list[HandoutLine]:
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


def _given(handout: Handout) -> dict[int, str]:
    """Who had the same this year (the same festival, the same birthday), and from which handout."""
    rows = [line for line in _others(handout) if line.handout.festival == handout.festival]
    once = handout.item in ("festival", "birthday", "retirement")
    return {line.member_id: line.handout.title for line in rows if line.member_id} if once else {}


def add(journal: Journal, handout: Handout, members: Iterable[Member]) -> list[HandoutLine]:
    """Put members on the list of a handout as one step, in the order given; who stands there already is left out."""
    _need_open(handout)
    rows = lines_of(handout)
    listed = {line.member_id for line in rows}
    fresh = [member for member in members if member.id not in listed]
    if not fresh:
        raise Refused("所选的人都已经在名单里。")
    lines = [_line(handout, member, place) for place, member in enumerate(fresh, len(rows) + 1)]
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
    return handing_rules.heads(handout, lines_of(handout), year_sums(handout), _person)


def marks(handout: Handout) -> dict[int, tuple[str, ...]]:
    """What is to be known of the lines of a list, by their ids: on it twice, had it this year, above the limit."""
    lines = lines_of(handout)
    people = Counter(_whose(line) for line in lines)
    had = year_sums(handout)
    over = {problem.line for problem in check_heads(handout) if problem.rule == handing_rules.OVER}
    found = {}
    for place, line in enumerate(lines, 1):
        said = ["重复"] if people[_whose(line)] > 1 else []
        if had[_whose(line)]:
            said.append(f"今年已领 {money.show(had[_whose(line)])}")
        if place in over:
            said.append("超标准")
        if said:
            found[line.id] = tuple(said)
    return found


def _whose(line: HandoutLine) -> tuple[str, int | str]:
    return _person(line.member_id, line.id_number, line.name)


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
        if handout.state in ("planned", "approved"):
            handout.state = "given"
            editing.put(HANDOUTS, [handout])
    return len(waiting)


@dataclass(frozen=True)
class Transfer:
    """One line of what the bank is to transfer."""

    place: int
    name: str
    bank: str
    account: str
    amount: int


def bank_list(handout: Handout) -> list[Transfer]:
    """What the bank transfers for a handout; Refused while somebody has no account."""
    lines = [line for line in lines_of(handout) if line.form == "transfer"]
    missing = [line.name for line in lines if not line.account]
    if missing:
        shown = "、".join(missing[:10])
        raise Refused(f"{len(missing)} 人没有填银行账号，不能做代发清单：{shown}{'等' if len(missing) > 10 else ''}。")
    return [Transfer(place, one.name, one.bank, one.account, one.amount or 0) for place, one in enumerate(lines, 1)]


def matter_of(handout: Handout) -> Matter | None:
    """The everyday matter behind what is handed out: of its item, and of its account where that is named."""
    rows = list(Matter.select().where((Matter.limit == handout.item) & (Matter.way == "out")).order_by(Matter.id))
    if handout.account:
        rows = [row for row in rows if row.account == handout.account]
    return rows[0] if rows else None


def to_voucher(journal: Journal, handout: Handout, money_account: str = "", day: date | None = None) -> Voucher:
    """Draft the voucher of a handout with its list, as one step; Refused where it cannot be paid.

    It is dated on the day of the handout where no other is named.
    """
    lines = lines_of(handout)
    hindrances = [*_hindrances(handout, lines), *_unexplained(handout)]
    if hindrances:
        raise Refused(hindrances)
    account = money_account or paying_account(handout)
    made = Voucher(
        book=handout.book_id,
        day=day or handout.day,
        summary=handout.title,
        papers=2 if handout.invoice else 1,
        handler=handout.handler,
        payee=handout.supplier,
        approved_on=handout.approved_on,
        people=len(lines),
        reason=handout.reason,
    )
    with journal.step(f"“{handout.title}”生成凭证"):
        vouchers.save(journal, made, _entries(handout, total(lines), account))
        handout.voucher, handout.state = made, "booked"
        editing.put(HANDOUTS, [handout])
    return made


def _entries(handout: Handout, fen: int, account: str) -> list[VoucherLine]:
    matter = matter_of(handout)
    if matter is None:
        matter = Matter(name=handout.title, way="out", account=handout.account, pattern="plain", nature="basic")
    project = handout.project if handout.project_id else None
    try:
        return everyday.derive(
            matter, fen, account, handout.day, handout.title, project=project, party=handout.supplier
        )
    except ValueError as error:
        raise Refused(str(error)) from error


def paying_account(handout: Handout) -> str:
    """The account that pays where none is named: the cash box for cash, else the first of the bank."""
    found = chart.read(handout.book).numbers("cash" if handout.form == "cash" else "bank")
    if not found:
        raise Refused("科目表里没有可用的现金或银行科目，请先在“会计科目”里设好。")
    return found[0]


def _hindrances(handout: Handout, lines: Sequence[HandoutLine]) -> list[Problem]:
    if handout.voucher_id:
        return [Problem("voucher", f"这一批已经生成凭证：{present(handout.voucher).label}。")]
    if not lines:
        return [Problem("", "名单是空的，请先选人。")]
    if total(lines) <= 0:
        return [Problem("amount", "名单里没有金额，请填每人金额。")]
    if matter_of(handout) is None and not handout.account:
        word = codes.table("limit-item").label(handout.item)
        return [Problem("account", f"“{word}”没有对应的支出事项，请在发放批次里填列支科目。")]
    return []


def _unexplained(handout: Handout) -> list[Problem]:
    """What is above the limit and not accounted for."""
    return [
        Problem("reason", f"{problem.message}", problem.article, rule=problem.rule)
        for problem in check_heads(handout)
        if problem.level == "warning" and problem.rule == handing_rules.OVER
    ]
