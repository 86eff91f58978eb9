"""Tells mypy what our fields put into a record.

A field that must be filled holds a value, any other perhaps None; a link adds `<name>_id`, a name its sort keys;
and what a query of `.tuples()` or `.dicts()` gives are rows of values, not records.
"""

from __future__ import annotations

from collections.abc import Callable

from mypy.checker import TypeChecker
from mypy.nodes import AssignmentStmt, CallExpr, Expression, MemberExpr, NameExpr, TypeInfo
from mypy.plugin import ClassDefContext, FunctionContext, MethodContext, Plugin
from mypy.plugins.common import add_attribute_to_class
from mypy.types import AnyType, CallableType, Instance, NoneType, Type, TypeOfAny, UnionType, get_proper_type

RECORD = "unionapp.records.record.Record"
FIELDS = "unionapp.records.fields."
HELD = {
    "Date": "datetime.date",
    "KnownDate": "unionapp.values.partialdate.PartialDate",
    "Number": "builtins.int",
    "Money": "builtins.int",
    "Percent": "builtins.int",
}


def must_be_filled(call: CallExpr) -> bool:
    """Whether a field is declared with `required=True`."""
    pairs = zip(call.arg_names, call.args, strict=True)
    return any(name == "required" and getattr(value, "name", "") == "True" for name, value in pairs)


def field_type(callee: Expression) -> str:
    """The name of the field type that is called; empty where it is none of ours."""
    name = callee.fullname if isinstance(callee, NameExpr | MemberExpr) else ""
    return name.removeprefix(FIELDS) if name.startswith(FIELDS) else ""


def add_columns(context: ClassDefContext) -> None:
    """Add to a model the columns that its fields bring along."""
    for statement in context.cls.defs.body:
        if not isinstance(statement, AssignmentStmt) or not isinstance(statement.rvalue, CallExpr):
            continue
        target, call = statement.lvalues[0], statement.rvalue
        if not isinstance(target, NameExpr):
            continue
        sort = field_type(call.callee)
        if sort == "Link":
            number: Type = context.api.named_type("builtins.int", [])
            held = number if must_be_filled(call) else UnionType([number, NoneType()])
            add_attribute_to_class(context.api, context.cls, f"{target.name}_id", held)
        elif sort == "Name":
            for suffix in ("_strokes", "_pinyin"):
                key = context.api.named_type("builtins.str", [])
                add_attribute_to_class(context.api, context.cls, target.name + suffix, key)


def linked(context: FunctionContext) -> Type:
    """The record that a link points to: of the model it names, or of its own."""
    given = get_proper_type(context.arg_types[1][0])
    if isinstance(given, CallableType):
        return given.ret_type
    own = context.api.scope.active_class() if isinstance(context.api, TypeChecker) else None
    return Instance(own, []) if own is not None else AnyType(TypeOfAny.special_form)


def named(context: FunctionContext, fullname: str) -> Type:
    """The class of that name, of whatever module."""
    module, _, name = fullname.rpartition(".")
    assert isinstance(context.api, TypeChecker)
    found = context.api.modules[module].names[name].node
    return Instance(found, []) if isinstance(found, TypeInfo) else AnyType(TypeOfAny.special_form)


def held_by(context: FunctionContext) -> Type:
    """The type of a field just declared: `Date[date]` where it must be filled, else `Date[date | None]`."""
    declared, call = get_proper_type(context.default_return_type), context.context
    if not isinstance(declared, Instance) or not isinstance(call, CallExpr):
        return context.default_return_type
    name = declared.type.name
    held = linked(context) if name == "Link" else named(context, HELD[name])
    return declared.copy_modified(args=[held if must_be_filled(call) else UnionType([held, NoneType()])])


def tuples(context: MethodContext) -> Type:
    """What `.tuples()` gives."""
    value = AnyType(TypeOfAny.explicit)
    row = context.api.named_generic_type("builtins.tuple", [value])
    return context.api.named_generic_type("typing.Iterable", [row])


def dicts(context: MethodContext) -> Type:
    """What `.dicts()` gives."""
    name = context.api.named_generic_type("builtins.str", [])
    row = context.api.named_generic_type("builtins.dict", [name, AnyType(TypeOfAny.explicit)])
    return context.api.named_generic_type("typing.Iterable", [row])


ROWS = {"tuples": tuples, "dicts": dicts}
"""What gives rows of values, by the name of the method."""


class Records(Plugin):
    """Looks at every model of ours, every field of it, and every query."""

    def get_base_class_hook(self, fullname: str) -> Callable[[ClassDefContext], None] | None:
        """Called for each class by the name of its base."""
        known = self.lookup_fully_qualified(fullname)
        ancestors = getattr(known.node if known is not None else None, "mro", ())
        return add_columns if any(base.fullname == RECORD for base in ancestors) else None

    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:
        """Called for each call of a class or function by its name."""
        name = fullname.removeprefix(FIELDS) if fullname.startswith(FIELDS) else ""
        return held_by if name in HELD or name == "Link" else None

    def get_method_hook(self, fullname: str) -> Callable[[MethodContext], Type] | None:
        """Called for each call of a method by its name."""
        return ROWS.get(fullname.rpartition(".")[2]) if fullname.startswith("peewee.") else None


def plugin(version: str) -> type[Plugin]:
    """What mypy asks for."""
    return Records
