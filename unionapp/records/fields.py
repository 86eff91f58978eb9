"""Our field types: peewee fields that know their label, their help and whether they must be filled.

A field says what it is; how its value is shown and read stands in `formats`, its widget in `ui.kit.fields`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Literal, overload

import peewee

from unionapp.records import codes
from unionapp.typevar import TypeVar
from unionapp.values import names, partialdate

NUMBER, NAME, TITLE, LINE, PASSAGE, BOX, ESSAY, LONG = 40, 50, 100, 200, 500, 1_500, 3_000, 20_000
"""Greatest lengths of texts in characters: of a document's number, of a person's name, of what a union, a thing or an
undertaking is called, of a line, of a list or an opinion in one line, of what a box of a printed form holds, of a plan
or a report that is printed as a letter, of any other text of several lines.

A cell of a spreadsheet holds 32,767 characters; a title stands in the summary of a voucher, which is a line.
"""

Held = TypeVar("Held", default=Any)
"""What a record has in a field: `date`, `int` or the other record where it must be filled, else perhaps None.

The type checker is told by `.ci/mypy_records.py`, which reads `required=True`.
"""

if not TYPE_CHECKING:
    # The hints of peewee say what a field holds, `peewee.TextField[str]`; its classes take no brackets themselves.
    peewee.Field.__class_getitem__ = classmethod(lambda cls, held: cls)


class RecordField(peewee.Field[Held]):
    """What every field of a kind carries beside its column: label, duty to fill it, help, other headings, privacy."""

    USUAL: ClassVar[int] = 0
    """The greatest length of a text of this type where the field declares none."""

    def describe(
        self,
        label: str,
        required: bool = False,
        help: str = "",
        names: Iterable[str] = (),
        article: str = "",
        private: bool = False,
        width: int = 0,
        right: str = "",
        longest: int = 0,
        sense: str | None = None,
    ) -> dict[str, Any]:
        """Keep our own words and hand peewee the two it knows."""
        self.label = label
        self.required = required
        self.headings = tuple(names)
        self.article = article
        self.private = private or bool(right)
        """Masked wherever a paper, a list or an export is masked."""
        self.width = width
        """Usual width in characters; 0 lets the type decide."""
        self.right = right
        """The right that seeing and changing it takes (code table rights), empty where everybody may."""
        self.sense = sense
        """What it means in any register, by which sheets of others name it (`heads`): None says that its label and type
        tell, the empty text that it has no such sense."""
        self.longest = longest or self.USUAL
        """Greatest length of a text in characters; 0 where the type bounds it otherwise."""
        return {"verbose_name": label, "help_text": help or None}


_OWN = ("required", "help", "names", "article", "private", "width", "right", "longest", "sense")


def _split(options: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    own = {key: options.pop(key) for key in _OWN if key in options}
    return own, options


class _TextColumn(RecordField[str], peewee.TextField[str]):
    """A text column that is never NULL: nothing is the empty text."""

    def __init__(self, label: str, **options: Any) -> None:
        own, rest = _split(options)
        rest.setdefault("default", "")
        super().__init__(**self.describe(label, **own), **rest)


class Text(_TextColumn):
    """One line of text."""

    USUAL = LINE


class Recurring(Text):
    """One line of text that mostly says what some other record says too, so that it is offered while it is typed."""


class LongText(_TextColumn):
    """Text of several lines."""

    USUAL = LONG


_BETWEEN = "\x01"
"""Stands between the parts of a sort key kept as one text, and sorts before all of them."""


class Name(_TextColumn):
    """A person's name (or a union's): searched by pinyin, sorted by strokes and by pinyin.

    The sort keys lie in two further columns, `<name>_strokes` and `<name>_pinyin`, which `Record.derive` fills.
    """

    USUAL = NAME

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        super().bind(model, name, set_attribute)
        for suffix in ("_strokes", "_pinyin"):
            if name + suffix not in model._meta.fields:
                model._meta.add_field(name + suffix, SortKey(index=True))

    def keys(self, value: str) -> dict[str, str]:
        """The two sort keys of a name, by column name."""
        return {
            f"{self.name}_strokes": _BETWEEN.join(names.stroke_key(value)),
            f"{self.name}_pinyin": _BETWEEN.join(names.pinyin_sort_key(value)),
        }


class SortKey(peewee.TextField[str]):
    """A derived column that is only ever sorted by."""

    def __init__(self, **options: Any) -> None:
        super().__init__(default="", **options)


class IdNumber(_TextColumn):
    """公民身份号码: 18 characters, checked (GB 11643-1999); the kind says which field tells its document type."""

    USUAL = NUMBER

    def __init__(self, label: str, **options: Any) -> None:
        options.setdefault("private", True)
        super().__init__(label, **options)


class CreditCodeText(_TextColumn):
    """统一社会信用代码: 18 characters, checked (GB 32100-2015)."""


class Phone(_TextColumn):
    """A mobile or landline number in its canonical form."""

    def __init__(self, label: str, **options: Any) -> None:
        options.setdefault("private", True)
        super().__init__(label, **options)


WORKING_AGE = 14
"""Nobody in work was born fewer years ago: so the century of a birth is told."""


class Date(RecordField[Held], peewee.DateField[Held]):
    """A day, or None.

    `past` says how many years it lies back at least, None that it may lie ahead: so a year of two digits is understood.
    """

    def __init__(self, label: str, past: int | None = None, **options: Any) -> None:
        own, rest = _split(options)
        super().__init__(**self.describe(label, **own), null=True, **rest)
        self.past = past

    def python_value(self, value: Any) -> Any:
        return date.fromisoformat(value) if isinstance(value, str) else value


class _DayTaken(peewee.FieldAccessor):
    """Lets a whole day be given to a field of partial dates."""

    def __set__(self, instance: Any, value: Any) -> None:
        super().__set__(instance, partialdate.PartialDate.of(value) if isinstance(value, date) else value)


class KnownDate(Date[Held]):
    """A date of the past known to the day, the month or the year, or None; it lies in the file as its `stored` text."""

    accessor_class = _DayTaken

    if TYPE_CHECKING:

        def __set__(self, instance: object, value: Held | date) -> None: ...

    def __init__(self, label: str, past: int | None = 0, **options: Any) -> None:
        super().__init__(label, past, **options)

    def db_value(self, value: Any) -> str | None:
        if isinstance(value, partialdate.PartialDate):
            return value.stored
        return value.isoformat() if isinstance(value, date) else value

    def python_value(self, value: Any) -> Any:
        return partialdate.PartialDate.parse(value) if isinstance(value, str) else value


class MonthText(_TextColumn):
    """A month as text "2026-03", or empty."""


class _IntColumn(RecordField[Held], peewee.IntegerField[Held]):
    def __init__(self, label: str, **options: Any) -> None:
        own, rest = _split(options)
        super().__init__(**self.describe(label, **own), null=True, **rest)


class Number(_IntColumn[Held]):
    """A whole number, or None."""


class Money(_IntColumn[Held]):
    """An amount in fen, or None; `adds` says whether a sum over many rows means anything: of balances, prices and
    standards it does not."""

    def __init__(self, label: str, adds: bool = True, **options: Any) -> None:
        super().__init__(label, **options)
        self.adds = adds


class Percent(_IntColumn[Held]):
    """A share in hundredths of a percent (9050 is 90.5 %), or None."""


class YesNo(RecordField[bool | None], peewee.BooleanField[bool | None]):
    """Yes, no, or None where nobody said."""

    def __init__(self, label: str, **options: Any) -> None:
        own, rest = _split(options)
        super().__init__(**self.describe(label, **own), null=True, **rest)


class Choice(_TextColumn):
    """One code of a code table, stored by its key."""

    def __init__(self, label: str, table: str, **options: Any) -> None:
        super().__init__(label, **options)
        self.table = table

    @property
    def codes(self) -> codes.CodeTable:
        """The code table as it stands now."""
        return codes.table(self.table)


class Choices(Choice):
    """Several codes of one table, stored as ",a,b," so that one code is found by LIKE; in Python a tuple of keys."""

    if TYPE_CHECKING:

        @overload  # type: ignore[override]
        def __get__(self, instance: None, owner: object) -> Choices: ...
        @overload
        def __get__(self, instance: object, owner: object) -> tuple[str, ...]: ...
        def __get__(self, instance: object, owner: object) -> Choices | tuple[str, ...]: ...
        def __set__(self, instance: object, value: tuple[str, ...]) -> None: ...  # type: ignore[override]

    def __init__(self, label: str, table: str, **options: Any) -> None:
        options.setdefault("default", tuple)
        super().__init__(label, table, **options)

    def db_value(self, value: Iterable[str] | str | None) -> str:
        if isinstance(value, str):
            return value
        keys = tuple(value or ())
        return f",{','.join(keys)}," if keys else ""

    def python_value(self, value: str | None) -> tuple[str, ...]:
        return tuple(key for key in (value or "").split(",") if key)


class Link(RecordField[Held], peewee.ForeignKeyField[Held]):
    """A link to a record of another kind; a record that others link to cannot be removed."""

    def __init__(self, label: str, model: type[peewee.Model] | Literal["self"], **options: Any) -> None:
        own, rest = _split(options)
        rest.setdefault("on_delete", "RESTRICT")
        rest.setdefault("null", True)
        super().__init__(model, **self.describe(label, **own), **rest)


class Attachment(_TextColumn):
    """A file kept in the data folder, stored by its content hash and name: "sha256/原名.pdf"."""


class Photo(Attachment):
    """A picture kept in the data folder."""
