"""The way from an empty data folder to the first printed paper: what is to be done, and what is done already.

Whether a step is done is seen in the data; only that the settings were looked through must be told by whoever shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from unionapp.office import reminders
from unionapp.records import context, reading, search
from unionapp.records.kind import Kind
from unionapp.store import unfinished
from unionapp.store.journal import StepRow
from unionapp.store.option_changes import SETTINGS
from unionapp.subjects.funds.books.records import OPENINGS
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.subjects.members.records import CADRES, MEMBERS
from unionapp.subjects.unions.records import UNIONS

_PRINTED = "打印“"
"""How the log begins the line of a printed paper."""


@dataclass(frozen=True)
class FirstStep:
    """One step; `page` and `deed` (the id of an action there) say where it is done."""

    key: str
    text: str
    hint: str
    page: str
    deed: str = ""
    done: bool = False
    looked: bool = False
    """Whether having been there is all that can be asked: nothing in the data tells that it is done."""


def steps() -> list[FirstStep]:
    """The steps that the operator at work may take, in their order."""
    return list(_of_registers()) + list(_of_funds()) + list(_of_office())


def _of_registers() -> Iterator[FirstStep]:
    if reading.may_read(UNIONS):
        hint = "有 Excel 名单就导入；没有下属工会的，点“不需要”"
        yield FirstStep("unions", "登记下属工会", hint, UNIONS.key, "import", _count(UNIONS) > 1)
    if not reading.may_read(MEMBERS):
        return
    members = _count(MEMBERS)
    hint = "就用原来的 Excel 表，不用改；看不懂的地方会问您"
    yield FirstStep("members", "导入会员花名册", hint, MEMBERS.key, "import", members > 0)
    open_cells = len(unfinished.still_open(context.opened().kinds))
    hint = f"还有 {open_cells} 项，点开就能补" if open_cells else "导入时看不懂的格子会列在那里"
    done = members > 0 and not open_cells
    yield FirstStep("unfinished", "补齐导入时空着的内容", hint, unfinished.UNFINISHED.key, "", done)
    hint = "主席、委员登记一次，换届和各种表格都会用到"
    yield FirstStep("cadres", "登记各工会的主席、委员", hint, CADRES.key, "import", _count(CADRES) > 0)


def _of_funds() -> Iterator[FirstStep]:
    if reading.may_read(OPENINGS) and reading.may_read(VOUCHERS):
        hint = "照上一本账最后的余额抄；不记账的，点“不需要”"
        done = _count(OPENINGS) > 0 or _count(VOUCHERS) > 0
        yield FirstStep("openings", "录入账上的期初余额", hint, OPENINGS.key, "", done)


def _of_office() -> Iterator[FirstStep]:
    hint = "会费标准、期限等，按本地文件核对一遍"
    yield FirstStep("settings", "核对参数", hint, SETTINGS.key, "", _count(SETTINGS) > 0, looked=True)
    hint = "再拷一份到优盘或移动硬盘上"
    yield FirstStep("backups", "做一次备份", hint, "backups", "", reminders.last_backup() is not None)
    printed = StepRow.select(StepRow.id).where(StepRow.title.startswith(_PRINTED)).exists()
    yield FirstStep("papers", "打印第一张表", "比如会员花名册：选好表格，右边就是预览", "papers", "", printed)


def without(found: Sequence[FirstStep], skipped: set[str], looked: set[str]) -> list[FirstStep]:
    """The steps but for those that are not needed; having looked counts where nothing else can tell."""
    kept = [each for each in found if each.key not in skipped]
    return [replace(each, done=each.done or (each.looked and each.key in looked)) for each in kept]


def next_open(found: Sequence[FirstStep]) -> FirstStep | None:
    """The first step that is not done; None where all are."""
    return next((each for each in found if not each.done), None)


def _count(kind: Kind) -> int:
    return search.count(kind, search.Query())
