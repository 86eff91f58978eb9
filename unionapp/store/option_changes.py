"""What the clerk changed of the options of the program: only changes are stored, everything else has its default."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from unionapp.errors import Problem
from unionapp.records import fields, figures, formats
from unionapp.records.figures import Dated
from unionapp.records.kind import Kind, SavedRow
from unionapp.records.options import Option
from unionapp.records.record import Record
from unionapp.store import editing
from unionapp.store.journal import Journal


class Setting(Record):
    """设置: what the clerk changed of a figure or word that rules and papers use; everything else has its default."""

    key = fields.Text("代号", required=True, index=True)
    value = fields.Text("取值", longest=fields.LONG)
    since = fields.Date("起用日期", help="从哪一天起用这个取值，空着表示一直用它")
    remark = fields.Text("备注", help="为什么这样改，如本地文件的文号")

    @property
    def label(self) -> str:
        """What the option is called."""
        option = OPTIONS.get(self.key)
        return option.title if option is not None else str(self.key)


OPTIONS: dict[str, Option] = {}
"""The options of the program by key, so that a setting can be checked against its type."""


def setting_is_known(setting: Setting) -> list[Problem]:
    """A change of what no rule asks does nothing."""
    if setting.key in OPTIONS or not setting.key:
        return []
    return [Problem("key", f"本程序没有代号为“{setting.key}”的参数，登记了也不起作用。", level="warning", rule="known")]


def setting_can_be_read(setting: Setting) -> list[Problem]:
    """The value of a setting must be of its type."""
    option = OPTIONS.get(setting.key)
    if option is None:
        return []
    if not setting.value and option.default(setting.since or date.min).text:
        return [Problem("value", f"“{option.title}”的取值还没有填。", rule="required")]
    try:
        value = formats.parse(option.field, setting.value)
    except ValueError as error:
        return [Problem("value", str(error))]
    if isinstance(value, int) and value < 0:  # every figure among the settings counts days, persons, shares or money
        return [Problem("value", f"“{option.title}”不能是负数，请填 0 或更大的数。", rule="negative")]
    return []


def says_nothing(setting: Setting) -> bool:
    """Whether a setting not yet stored only repeats the default, as most rows of an exported sheet do."""
    option = OPTIONS.get(setting.key)
    if option is None or not option.is_default(setting.value, setting.since):
        return False
    changed = figures.in_force(option.changes, setting.since or date.min)
    return changed is None and setting.since in {each.since for each in option.figure.values}


def only_changes_stay(saved: Sequence[SavedRow]) -> None:
    """Rows that say what would hold without them go, so that a corrected default reaches this township later."""
    for option in filter(None, (OPTIONS.get(key) for key in {each.record.key for each in saved})):
        for row in changes_of(option):
            if not option.is_default(row.value, row.since):
                break
            editing.delete(Setting, Setting.id, [row.id])


def changes_of(option: Option) -> list[Setting]:
    """What the clerk changed of an option, in the order of the days from which it holds."""
    return list(Setting.select().where(Setting.key == option.key).order_by(Setting.since, Setting.id))


def change(journal: Journal, option: Option, value: str, since: date | None = None, remark: str = "") -> None:
    """Let an option have another value, from a day on or always, as one step; Refused where it cannot be read."""
    rows = [row for row in changes_of(option) if row.since == since]
    row = rows[0] if rows else Setting(key=option.key, since=since)
    row.value, row.remark = value, remark
    editing.save(journal, SETTINGS, row)


def restore(journal: Journal, option: Option) -> None:
    """Let an option have its default again, whatever it will be; one step."""
    title = f"恢复默认：{option.title}"
    journal.need(SETTINGS.right, title)
    with journal.step(title):
        editing.delete(Setting, Setting.id, [row.id for row in changes_of(option)])


SETTINGS = Kind(
    key="settings",
    right="admin",
    model=Setting,
    title="参数设置",
    noun="设置",
    columns=("key", "value", "since", "remark"),
    sections={"设置": ("key", "value", "since", "remark")},
    identity=("key", "since"),
    loose=("since",),
    rules=(setting_is_known, setting_can_be_read),
    search=("key", "remark"),
    order=("key", "since"),
    after=only_changes_stay,
    idle=says_nothing,
    fixed=("key",),
    help="规则与表格所用的数字。标有依据的请勿随意改动；标“各地不同”的请按本地文件填写。"
    "没有改过的随程序更新，改过的一直按所改的，可以随时恢复默认。",
)


def in_force() -> Mapping[str, list[Dated]]:
    """What the clerk changed of all options, by their key, in the order of the days from which it holds."""
    found: dict[str, list[Dated]] = defaultdict(list)
    for key, since, value in Setting.select(Setting.key, Setting.since, Setting.value).order_by(Setting.since).tuples():
        found[key].append(Dated(since, value))
    return found


def declare(options: Iterable[Option]) -> None:
    """Make the options of the program known."""
    OPTIONS.clear()
    OPTIONS.update({option.key: option for option in options})
