"""What a page of the window is: its place in its tab, and the code that is loaded when it is first shown."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtWidgets import QWidget
from unionapp.records import reading
from unionapp.records.kind import Kind

from ui.session import Session

SETTINGS = "设置"
"""The group of what is set up once: it stands last, folded until it is opened."""
OTHERS = "其他"
"""The group of kinds for which no page is declared."""
PLAIN = "ui.exchange.page:page_of"
"""Makes the page of any kind: search, table, editor, import, export and papers."""


@dataclass(frozen=True)
class PageSpec:
    """One page, or one entry whose parts are pages; `key` is a kind's where it shows a kind."""

    key: str
    title: str
    where: str = ""
    """What makes it from the session, as module:name."""
    group: str = ""
    """The heading under which it stands in the list of its tab."""
    about: str = ""
    """What F1 says; where it is empty, HELP of the page's module."""
    holds: tuple[str, ...] = ()
    """Further kinds whose records are shown here, within what they belong to."""
    kind: Kind | None = None
    """The kind that the maker is told, where it makes the pages of several."""
    parts: tuple[PageSpec, ...] = ()
    """The pages that share this entry, each in a tab of its own."""

    @property
    def reading(self) -> str:
        """The right to read what it shows; empty where everybody may."""
        return reading.right_of(self.kind) if self.kind is not None else reading.right_in(self.where)

    def readable(self) -> PageSpec | None:
        """It with the parts that the operator at work may read; None where she may read nothing of it."""
        parts = tuple(part for part in self.parts if reading.may(part.reading))
        if not self.parts:
            return self if reading.may(self.reading) else None
        return replace(self, parts=parts) if parts else None

    @property
    def pages(self) -> tuple[PageSpec, ...]:
        """Its parts, or itself."""
        return self.parts or (self,)

    @property
    def module(self) -> str:
        """The full name of the module that makes it."""
        return self.where.partition(":")[0]

    def make(self, session: Session) -> QWidget:
        """The page, for which its module is loaded."""
        maker = cast(Callable[..., QWidget], named(self.where))
        page = maker(session) if self.kind is None else maker(session, self.kind)
        page.setAccessibleName(page.accessibleName() or self.title)
        return page

    def help(self) -> str:
        """What the page is for and how it is used."""
        return self.about or str(named(f"{self.module}:HELP"))


@dataclass(frozen=True)
class Tab:
    """A tab and its entries."""

    title: str
    entries: tuple[PageSpec, ...]

    def readable(self) -> Tab:
        """It with the entries that the operator at work may read."""
        return Tab(self.title, tuple(entry for each in self.entries if (entry := each.readable())))

    @property
    def pages(self) -> tuple[PageSpec, ...]:
        """All pages, those within an entry one by one."""
        return tuple(page for entry in self.entries for page in entry.pages)

    def groups(self) -> Mapping[str, Sequence[PageSpec]]:
        """The entries by their heading, in the order in which they are shown."""
        headings = sorted(dict.fromkeys(entry.group for entry in self.entries), key=lambda group: group == SETTINGS)
        return {heading: [each for each in self.entries if each.group == heading] for heading in headings}

    def showing(self, key: str) -> PageSpec | None:
        """The page of that key, else the one that holds such records; None where this tab has neither."""
        own = (page for page in self.pages if page.key == key)
        holding = (page for page in self.pages if key in page.holds)
        return next(own, None) or next(holding, None)


def page(
    key: str, title: str, where: str, *, group: str = "", about: str = "", holds: tuple[str, ...] = ()
) -> PageSpec:
    """A page made by what `where` names (module:name), which is given the session."""
    return PageSpec(key, title, where, group, about, holds)


def of_kind(
    kind: Kind,
    where: str = "",
    *,
    title: str = "",
    group: str = "",
    holds: tuple[str, ...] = (),
    shared: str = PLAIN,
) -> PageSpec:
    """The page of a kind: made by `where` for it alone, else by `shared`, which is told the kind."""
    told = None if where else kind
    return PageSpec(kind.key, title or kind.title, where or shared, group, kind.help, holds, told)


def parted(title: str, *parts: PageSpec, group: str = "") -> PageSpec:
    """One entry for several pages that belong together; it opens on the first and has its key."""
    return PageSpec(parts[0].key, title, group=group, parts=parts)


def whole(entries: Sequence[PageSpec], kinds: Sequence[Kind]) -> tuple[PageSpec, ...]:
    """The entries of a subject, with a plain page for each of its kinds that none of them shows or holds."""
    shown = {key for entry in entries for each in entry.pages for key in (each.key, *each.holds)}
    return (*entries, *(of_kind(kind, group=OTHERS) for kind in kinds if kind.key not in shown))


def named(where: str) -> object:
    """What a text of the form module:name names; ImportError or AttributeError where there is no such thing."""
    module, _, name = where.partition(":")
    return getattr(importlib.import_module(module), name)
