"""更正: what is never edited is put right by another one in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from unionapp.errors import Refused
from unionapp.records.fields import Choice, LongText, Text
from unionapp.records.kind import Kind
from unionapp.records.record import Row

from ui.cases.asking import opened
from ui.kit import messages, undoing
from ui.kit.forms import Asked, FieldForm, FormDialog
from ui.records.record_page import RecordPage


def correct(
    page: RecordPage,
    wrong: Row,
    names: Sequence[str],
    needed: Sequence[str],
    about: str,
    act: Callable[[Mapping[str, object]], object],
) -> None:
    """Ask how a record should have been, in the fields `names` of which `needed` must be filled, and let `act` put the
    right one in its place; Refused where nothing is otherwise."""
    form = FieldForm(page.session, [_as_it_stands(page.kind, wrong, name, name in needed) for name in names])
    words = f"原来登记的是：{wrong.label}。{about}"
    dialog = FormDialog(page, f"更正{page.kind.title}", words, form, "登记更正")

    def carry_out(values: Mapping[str, object]) -> None:
        if all(values[name] == wrong.__data__.get(name) for name in names):
            raise Refused("内容和原来的一样，没有要更正的。")
        act(values)
        undoing.offer(page, page.session, f"已更正：{wrong.label}")

    dialog.act = carry_out
    opened(dialog)


def still_right(page: RecordPage, corrected: bool) -> bool:
    """Whether the chosen record may be corrected; said where it was corrected already."""
    if corrected:
        messages.warn(page, "这一笔已经更正过，请选最后那一笔来更正。")
    return not corrected


def _as_it_stands(kind: Kind, wrong: Row, name: str, needed: bool) -> Asked:
    """A field with what stands in it, a long text as one line; of a choice that must be made all codes are offered."""
    field = kind.fields[name]
    codes = tuple(code.key for code in field.codes.codes) if needed and isinstance(field, Choice) else None
    value = wrong.__data__.get(name)
    asked = Text(field.label) if isinstance(field, LongText) else field
    return Asked(name, asked, value=value if value != "" else None, required=needed, codes=codes)
