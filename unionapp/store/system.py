"""What the data file keeps about itself: operators, settings and the clerk's own codes, as kinds like any other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from unionapp.errors import Problem, Refused
from unionapp.records import codes, context, fields, formats
from unionapp.records.context import Context
from unionapp.records.kind import Kind, SavedRow
from unionapp.records.options import Option
from unionapp.records.record import Record, name_fields
from unionapp.store import aliases, arrangements, editing, keys, option_changes, unfinished
from unionapp.store.connection import Database
from unionapp.values import names
from unionapp.values.characters import Characters

UNSEEN_DAYS = Option("operators.unseen_days", int)
OPTIONS = (UNSEEN_DAYS,)


class Operator(Record):
    """操作员: someone who may open the data, and what she may see and do."""

    name = fields.Name("姓名", required=True, unique=True)
    roles = fields.Choices("岗位", "roles", help="岗位带着一组权限，可以有几个")
    rights = fields.Choices("权限", "rights", help="实际的权限：岗位带来的，加上单独给的")
    active = fields.YesNo("在用", default=True)
    remark = fields.Text("备注")


def rights_of_roles(roles: Iterable[str]) -> tuple[str, ...]:
    """The rights that these roles bring, in the order of the code table."""
    brought = {right for role in roles for right in codes.table("roles").by_key[role].marks}
    return tuple(code.key for code in codes.table("rights").codes if code.key in brought)


def roles_bring_rights(operator: Operator) -> None:
    """What the roles bring is in force, beside what was given singly."""
    operator.rights = tuple(dict.fromkeys((*(operator.rights or ()), *rights_of_roles(operator.roles or ()))))


class CodeItem(Record):
    """代码: a value that the clerk added to a code table."""

    table = fields.Choice("代码表", "code-tables", required=True, column_name="tbl")
    key = fields.Text("代号", required=True, help="用于与上级系统对照，一经使用不要改动")
    title = fields.Text("名称", required=True)
    others = fields.Text("别名", help="导入时也认得的写法，用顿号隔开", longest=fields.PASSAGE)


class Character(Record):
    """生僻字: what the clerk knows of a character that the program does not, or reads otherwise."""

    name = fields.Text("字", required=True, unique=True)
    stroke_order = fields.Text("笔画顺序", help="按书写顺序填数字：1横、2竖、3撇、4点、5折，如“王”填 1121")
    reading = fields.Text("读音", help="不带声调的拼音，如 wang；ü 写作 v")
    remark = fields.Text("备注")


_STROKES, _READING = re.compile("[1-5]{1,64}"), re.compile("[a-z]{1,6}")
"""How the strokes of a character are written, and its reading."""


def code_is_new(item: CodeItem) -> list[Problem]:
    """A code of the clerk's may not take the place of a shipped one."""
    if item.table in codes.shipped() and item.key in codes.shipped()[item.table].by_key:
        return [Problem("key", "这个代号已被标准代码占用，请换一个。")]
    return []


def character_is_known(character: Character) -> list[Problem]:
    """One Han character, with strokes or a reading that can be read."""
    if len(character.name) != 1 or not names.is_han(character.name):
        return [Problem("name", "请只填一个汉字。")]
    found = []
    if character.stroke_order and not _STROKES.fullmatch(character.stroke_order):
        found.append(Problem("stroke_order", "请按书写顺序填数字：1横、2竖、3撇、4点、5折，例如“王”填 1121。"))
    if character.reading and not _READING.fullmatch(character.reading):
        found.append(Problem("reading", "请填不带声调的拼音小写字母，例如 wang。"))
    return found


def characters_were_saved(saved: Sequence[SavedRow]) -> None:
    """Names with these characters are found and sorted anew."""
    with context.meanwhile(characters=learned()):
        for kind in context.opened().kinds:
            for field in name_fields(kind.model):
                for each in saved:
                    records = list(kind.model.select().where(field.contains(each.record.name)))
                    editing.put(kind, records, follow=False)


def learned() -> Characters:
    """What the clerk knows of characters; a row that was damaged past the rules is passed over, so that names sort."""
    rows = list(Character.select(Character.name, Character.stroke_order, Character.reading).tuples())
    return Characters(
        strokes={name: strokes for name, strokes, _ in rows if _STROKES.fullmatch(strokes)},
        readings={name: reading for name, _, reading in rows if _READING.fullmatch(reading)},
    )


def somebody_looks_after(_: Sequence[SavedRow] = (), without: Collection[int] = ()) -> None:
    """Refused where no operator in use would be left who may look after the others, and holds a key to come in."""
    held = keys.KeyRing.read(context.opened().folder).operators
    rows = Operator.select(Operator.id, Operator.name, Operator.rights).where(Operator.active)
    for row in rows:
        if row.id not in without and _ADMIN in row.rights and row.name in held:
            return
    raise Refused([Problem("rights", _NOBODY_LEFT.format(right=Operator.rights.codes.label(_ADMIN)))])


_ADMIN = "admin"
_NOBODY_LEFT = (
    "改了以后，就没有一位在用、能登录的操作员有“{right}”的权限，谁也不能再管理操作员，所以没有改动。"
    "请先给另一位操作员这项权限。"
)


OPERATORS = Kind(
    key="operators",
    right="admin",
    model=Operator,
    title="操作员",
    noun="操作员",
    columns=("name", "roles", "rights", "active", "remark"),
    sections={"操作员": ("name", "roles", "rights", "active", "remark")},
    identity=("name",),
    search=("name",),
    fixed=("name",),
    complete=roles_bring_rights,
    after=somebody_looks_after,
    removing=lambda records: somebody_looks_after(without=[record.id for record in records]),
    help="谁可以打开本数据。密码在“操作员与密码”页设置，忘记密码可用恢复码重设。",
)

CODES = Kind(
    key="codes",
    right="admin",
    model=CodeItem,
    title="自定义代码",
    noun="代码",
    columns=("table", "key", "title", "others"),
    sections={"代码": ("table", "key", "title", "others")},
    identity=("table", "key"),
    rules=(code_is_new,),
    search=("title",),
    filters=("table",),
    empty="标准代码已随程序带好。本地还需要别的选项时，点“新增”。",
    help="本地用到、而标准代码表里没有的选项。在这里加上以后，录入、导入和打印都认得。",
)

CHARACTERS = Kind(
    key="characters",
    model=Character,
    title="生僻字",
    noun="生僻字",
    columns=("name", "stroke_order", "reading", "remark"),
    sections={"字": ("name", "stroke_order", "reading", "remark")},
    identity=("name",),
    rules=(character_is_known,),
    after=characters_were_saved,
    empty="姓名排序和拼音查找认不得的字，在这里登记一次笔画和读音，以后都会记得。",
    help="程序认不得笔画或读音的字。登记后，姓名按笔画、按拼音的次序和查找随即改正。",
)

KINDS: tuple[Kind, ...] = (
    OPERATORS,
    option_changes.SETTINGS,
    CODES,
    CHARACTERS,
    aliases.ALIASES,
    unfinished.UNFINISHED,
    arrangements.ARRANGEMENTS,
)


TABLES = frozenset(kind.model._meta.table_name for kind in (OPERATORS, option_changes.SETTINGS, CODES, CHARACTERS))
"""The tables after whose change a folder has other things in force."""


def in_force(database: Database, operator: str) -> Context:
    """All that an open data folder has in force for an operator, read anew."""
    return Context(
        database=database,
        rights=rights_of(operator),
        settings=option_changes.in_force(),
        codes=codes.extended(_added_codes()),
        characters=learned(),
    )


def operator_name(typed: str) -> str:
    """The name of an operator as it is kept, by which she is told; Refused where there is none, or it cannot be one."""
    try:
        name: str = formats.parse(Operator.name, typed)
    except ValueError as error:
        raise Refused(str(error)) from error
    if not name:
        raise Refused("操作员的姓名还没有填。")
    return name


def rights_of(operator: str) -> frozenset[str]:
    """What an operator may do: nothing without a row that is in use."""
    row = row_of(operator)
    return frozenset(row.rights) if row is not None and row.active else frozenset()


def row_of(operator: str) -> Operator | None:
    """Whether an operator is in use, and her rights; asked of no column that files of earlier programs lack."""
    rows = Operator.select(Operator.name, Operator.active, Operator.rights).where(Operator.name == operator)
    return next(iter(rows), None)


def operators() -> list[Operator]:
    """Everybody who has a row among the operators, in use or not, in the order of their coming."""
    return list(Operator.select().order_by(Operator.id))


def operator(name: str) -> Operator:
    """The row of an operator; Refused where there is none."""
    found: Operator | None = Operator.get_or_none(Operator.name == name)
    if found is None:
        raise Refused("没有选中操作员，或其登记已被删除。")
    return found


def _added_codes() -> Mapping[str, list[codes.Code]]:
    added: dict[str, list[codes.Code]] = defaultdict(list)
    for item in CodeItem.select().order_by(CodeItem.id):
        others = tuple(word for word in item.others.split("、") if word)
        added[item.table].append(codes.Code(item.key, item.title, others, local=True))
    return added
