"""A made-up kind of record with lines, in a data folder of its own: slips (小票), balanced like a voucher."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from unionapp.errors import Problem
from unionapp.exchange import apply
from unionapp.exchange.apply import ImportResult
from unionapp.exchange.outcome import Plan
from unionapp.records import fields
from unionapp.records.kind import Kind, Lines
from unionapp.records.record import Record
from unionapp.store import upgrade
from unionapp.store.store import Store
from unionapp.subjects.unions.models import Union

from tests.exchange.places import opened, planned, sheet

HEADINGS = ("日期", "票号", "摘要", "科目编号", "科目名称", "借方金额", "贷方金额", "附单据数")
ACCOUNTS = {"101": "库存现金", "102": "银行存款", "504": "业务支出"}
DAY = date(2026, 3, 5)


class Slip(Record):
    """A record of several lines."""

    union = fields.Link("工会", Union)
    day = fields.Date("日期", required=True)
    reference = fields.Text("票号")
    papers = fields.Number("附单据数")
    summary = fields.Text("主要摘要")
    state = fields.Text("状态", default="草稿")
    remark = fields.LongText("备注")

    @property
    def label(self) -> str:
        """Day and number."""
        return f"{self.day} {self.reference}"


class SlipLine(Record):
    """One of the lines."""

    slip = fields.Link("小票", Slip, required=True)
    place = fields.Number("行号", required=True)
    summary = fields.Text("摘要")
    account = fields.Text("科目编号", required=True)
    account_name = fields.Text("科目名称")
    debit = fields.Money("借方金额")
    credit = fields.Money("贷方金额")
    union = fields.Link("往来工会", Union)
    nature = fields.Text("性质")


class SlipMark(Record):
    """Something that points to a line."""

    line = fields.Link("分录", SlipLine, required=True)
    name = fields.Text("说明", required=True)


def name_the_account(line: Any) -> None:
    """The name follows from the number."""
    line.account_name = ACCOUNTS.get(line.account, line.account_name)


def take_the_first_summary(slip: Any) -> None:
    """The slip is called by its first line."""
    if slip.lines:
        slip.summary = slip.lines[0].summary


def one_side_only(line: Any) -> list[Problem]:
    """A line is either debit or credit."""
    if bool(line.debit) == bool(line.credit):
        return [Problem("debit", "借方、贷方只填一个。", rule="one-side")]
    return []


def balanced(slip: Any) -> list[Problem]:
    """Both sides are equal."""
    lines = slip.lines or ()
    if sum(line.debit or 0 for line in lines) != sum(line.credit or 0 for line in lines):
        return [Problem("", "借贷不平。", rule="balanced")]
    return []


def stays_when_posted(slip: Any, old: Mapping[str, Any]) -> list[Problem]:
    """What is posted does not change."""
    said = all(slip.__data__.get(name) == old.get(name) for name in ("day", "reference", "papers"))
    same = "lines" not in old or SLIPS.lines is None or SLIPS.lines.same(old["lines"], slip.lines)
    return [] if old["state"] != "记账" or (said and same) else [Problem("", "已记账，不能改。", rule="posted")]


SLIP_LINES = Kind(
    key="slip-lines",
    model=SlipLine,
    title="小票分录",
    noun="分录",
    columns=("summary", "account", "debit", "credit"),
    sections={
        "分录": ("slip", "place", "summary", "account", "account_name", "debit", "credit", "union", "nature"),
    },
    sheet=("summary", "account", "account_name", "debit", "credit"),
    rules=(one_side_only,),
    complete=name_the_account,
    search=("summary",),
)
SLIPS = Kind(
    key="slips",
    model=Slip,
    title="小票",
    noun="小票",
    columns=("day", "reference", "summary"),
    sections={"小票": ("union", "day", "reference", "papers", "summary", "state", "remark")},
    sheet=("day", "reference", "papers"),
    rules=(balanced,),
    moves=(stays_when_posted,),
    complete=take_the_first_summary,
    fixed=("summary", "state"),
    lines=Lines(SLIP_LINES, "slip", ("union", "day", "reference")),
)
SLIP_MARKS = Kind("slip-marks", SlipMark, "标记", "标记", ("line",), {"标记": ("line", "name")})
KINDS = (SLIPS, SLIP_LINES, SLIP_MARKS)


@contextmanager
def opened_with_slips(folder: Path) -> Iterator[Store]:
    """A store with two unions and the tables of slips."""
    with opened(folder) as store:
        models = [kind.model for kind in KINDS]
        store.database.create_tables(models)
        store.kinds = (*store.kinds, *KINDS)
        upgrade.derive(store.database, store.kinds, force=True)
        yield store


def line(account: str, debit: Any = None, credit: Any = None, summary: str = "买纸", **more: Any) -> Any:
    """A line that was not saved; amounts in fen."""
    return SlipLine(account=account, debit=debit, credit=credit, summary=summary, **more)


def pair(reference: Any, amount: int, day: Any = DAY) -> list[tuple[Any, ...]]:
    """The two rows of a slip under HEADINGS; the amount in yuan."""
    return [
        (day, reference, "买纸", "504", "业务支出", amount, None, 1),
        (day, reference, "买纸", "101", "库存现金", None, amount, 1),
    ]


def taken(store: Store, path: Path, **options: Any) -> ImportResult:
    """What importing a file did."""
    return apply.apply(store, planned(store, path, SLIPS).plan, path, **options)


def take(store: Store, folder: Path, rows: Sequence[Sequence[Any]], headings: Sequence[str] = HEADINGS) -> ImportResult:
    """Import these rows."""
    return taken(store, sheet(folder / "slips.xlsx", [headings, *rows]))


def fates(plan: Plan) -> list[tuple[int, str]]:
    """The fate of every row."""
    return [(row.number, row.fate) for row in plan.rows]


def kept() -> list[tuple[Any, ...]]:
    """Every stored slip with its lines: day, number, papers, and account, debit, credit of each line in order."""
    found = []
    for slip in Slip.select().order_by(Slip.id):
        own = SlipLine.select().where(SlipLine.slip == slip).order_by(SlipLine.place)
        assert [each.place for each in own] == list(range(1, len(own) + 1))
        lines = [(each.account, each.debit, each.credit) for each in own]
        found.append((slip.day, slip.reference, slip.papers, lines))
    return found
