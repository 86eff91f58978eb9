"""What must hold of handing out: goods and not cash, approval, and the limits a head."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from unionapp.errors import Level, Problem, Refused
from unionapp.records.kind import Kind, SavedRow
from unionapp.records.rules import in_order, not_negative
from unionapp.store import editing
from unionapp.subjects.funds import thresholds
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.funds.handouts.models import Handout, HandoutLine, Limit
from unionapp.subjects.funds.handouts.states import GoodsForm, HandoutState, LimitItem, LimitPer
from unionapp.subjects.funds.spending import limits
from unionapp.values import money

_BARE_LINES = Kind(key="", model=HandoutLine, title="", noun="", columns=(), sections={})
"""The lists without what follows from them."""
OVER = "funds-limit"
"""The rule of a limit a head that was passed."""
_GOODS_ONLY = (LimitItem.FESTIVAL, LimitItem.BIRTHDAY, LimitItem.WEDDING, LimitItem.BIRTH, LimitItem.RETIREMENT)
PER_HEAD: Mapping[str, str] = {
    LimitPer.PERSON_TIME: "每人次",
    LimitPer.PERSON_YEAR: "每人每年",
    LimitPer.PERSON_DAY: "每人每天",
}


def person(member: int | None, number: str, name: str) -> tuple[str, int | str]:
    """What tells a person on lists: the register, the number, at last the name."""
    return ("member", member) if member else ("number", number) if number else ("name", name)


def whose(line: HandoutLine) -> tuple[str, int | str]:
    """Whom a line is for."""
    return person(line.member_id, line.id_number, line.name)


def heads(handout: Handout, lines: Sequence[HandoutLine], had: Mapping[tuple[str, int | str], int]) -> list[Problem]:
    """What each line and each year's sum says of the limits in force on the day; `had` is what was had before."""
    covering = limits.covering(handout.book.region, handout.item, handout.day)
    caps = [(cap, cap.amount) for cap in covering if cap.amount is not None]
    level: Level = "info" if handout.reason.strip() else "warning"
    sums: dict[tuple[str, int | str], int] = dict(had)
    found = []
    for place, line in enumerate(lines, 1):
        key = whose(line)
        sums[key] = sums.get(key, 0) + (line.amount or 0)
        for cap, most in caps:
            fen = sums[key] if cap.per == LimitPer.PERSON_YEAR else line.amount or 0
            if fen > most:
                message = _over(line.name, fen, most, cap.per)
                found.append(Problem("amount", message, cap.document, level, OVER, place))
    return found


def _over(name: str, fen: int, most: int, per: str) -> str:
    times = "今年累计" if per == LimitPer.PERSON_YEAR else "金额"
    limit = f"{PER_HEAD.get(per, '')} {money.show(most)} 元"
    return f"{name}{times} {money.show(fen)} 元，超过标准{limit}，请核对或写明超标准依据。"


def fill_from_the_member(line: HandoutLine) -> None:
    """Name, union, number and phone follow from the register, goods and amount from the round."""
    member = line.member if line.member_id else None
    if member is not None:
        line.name = line.name or member.name
        line.id_number = line.id_number or member.id_number
        line.phone = line.phone or member.mobile
        if not line.union_id:
            line.union_id = member.union_id
    if line.handout_id:
        round_ = line.handout
        line.goods = line.goods or round_.goods
        if line.__data__.get("amount") is None:
            usual = round_.amount if round_.amount is not None else round_.price
            line.amount = usual if usual is not None else line.amount
        line.form = line.form or round_.form
    remember_accounts([line])


def remember_accounts(lines: Sequence[HandoutLine]) -> None:
    """Bank and account of those who are paid by transfer, as they were last time, where none is typed."""
    wanting = [line for line in lines if line.form == GoodsForm.TRANSFER and not line.account]
    members = sorted({line.member_id for line in wanting if line.member_id})
    numbers = sorted({line.id_number for line in wanting if line.id_number and not line.member_id})
    meant = (HandoutLine.member << members) | (HandoutLine.id_number << numbers)
    paid = HandoutLine.select().where(meant, HandoutLine.account != "").order_by(HandoutLine.id) if wanting else ()
    known = {whose(old): old for old in paid}
    for line in wanting:
        if (last := known.get(whose(line))) is not None:
            line.bank, line.account = last.bank, last.account


def form_was_changed(saved: Sequence[SavedRow]) -> None:
    """Lines follow the form of their round, where they had the former and nobody has signed."""
    for each in saved:
        if each.old is None or not each.changed("form"):
            continue
        of_round = HandoutLine.select().where(HandoutLine.handout == each.record.id, ~HandoutLine.signed)
        lines = list(of_round.where(HandoutLine.form == each.old["form"]))
        for line in lines:
            line.form = each.record.form
        remember_accounts(lines)
        editing.put(_BARE_LINES, lines)


def gifts_are_goods(handout: Handout) -> list[Problem]:
    """On festivals and birthdays goods are given, neither cash nor transfers."""
    if handout.item in _GOODS_ONLY and handout.form in (GoodsForm.CASH, GoodsForm.TRANSFER):
        message = "节日、生日等慰问应发实物，不发现金、不转账。"
        return [Problem("form", message, thresholds.SPENDING_2017, "warning", "funds-gift-cash")]
    return []


def festival_is_named(handout: Handout) -> list[Problem]:
    """A festival gift says for which festival, so that nobody gets it twice."""
    if handout.item == LimitItem.FESTIVAL and not handout.festival:
        return [Problem("festival", "请选是哪个节日，重复领取才查得出来。", "", "warning", "handout-festival")]
    return []


def approved_before_given(handout: Handout) -> list[Problem]:
    """A round is approved before it is given."""
    if handout.approved_on and handout.day and handout.approved_on > handout.day:
        return [
            Problem(
                "approved_on", "批准日期晚于发放日期，是先发后批。", "经审常见问题", "warning", "funds-approved-late"
            )
        ]
    if handout.state in (HandoutState.GIVEN, HandoutState.BOOKED) and not handout.approved_on:
        return [
            Problem("approved_on", "已发放，还没有填批准日期。", "经审常见问题", "warning", "funds-approved-missing")
        ]
    return []


def signed_has_a_day(line: HandoutLine) -> list[Problem]:
    """Who signed did so on a day; a proxy says how related."""
    found = []
    if line.signed and not line.signed_on:
        found.append(Problem("signed_on", "已签收，请填领取日期。", "实名签收", "warning", "handout-signed"))
    if line.proxy and not line.relation:
        found.append(Problem("relation", "有人代领，请填与本人的关系。", "实名签收", "warning", "handout-proxy"))
    return found


amount_is_not_negative = not_negative("amount", "quantity", rule="handout-amount")


def limit_says_something(limit: Limit) -> list[Problem]:
    """A limit has an amount or a share."""
    if limit.amount is None and limit.share is None:
        return [Problem("amount", "请填金额上限或比例上限。", rule="limit-amount")]
    return []


limit_ends_after_it_begins = in_order("since", "until", rule="limit-days")


def remove_lists(handouts: Iterable[Handout]) -> None:
    """The lists go with the rounds; Refused where somebody signed or a voucher was made."""
    rounds = list(handouts)
    for each in rounds:
        signed = HandoutLine.select().where((HandoutLine.handout == each.id) & HandoutLine.signed).exists()
        if each.voucher_id or signed:
            raise Refused(f"“{each.title}”已经签收或已经记账，不能删除。")
    HandoutLine.delete().where(HandoutLine.handout.in_([each.id for each in rounds])).execute()


def fill_book(handout: Handout) -> None:
    """The only book in use is meant where none is named."""
    if not handout.book_id and (only := books.only()) is not None:
        handout.book = only


def booked_stays(handout: Handout, old: Mapping[str, object]) -> list[Problem]:
    """A round with a voucher keeps what the voucher says of it."""
    names = ("book", "item", "day", "project", "account")
    if old["voucher"] and any(handout.__data__.get(name) != old[name] for name in names):
        return [Problem("", "这一批已经生成凭证，不能再改账套、项目和日期。要改的先作废草稿凭证。", rule="booked")]
    return []
