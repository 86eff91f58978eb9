"""The tabs of the window in the order in which they are shown; what each holds, its subject says."""

from __future__ import annotations

from unionapp.subjects import TITLES

from ui.activities import pages as activities
from ui.elections import pages as elections
from ui.funds import pages as funds
from ui.members import pages as members
from ui.office import pages as office
from ui.page_spec import Tab
from ui.relations import pages as relations
from ui.service import pages as service
from ui.unions import pages as unions

TABS: tuple[Tab, ...] = (
    Tab("工作台", (office.WORKBENCH,)),
    Tab(TITLES["members"], members.PAGES),
    Tab(TITLES["elections"], elections.PAGES),
    Tab(TITLES["activities"], activities.PAGES),
    Tab(TITLES["funds"], funds.PAGES),
    Tab(TITLES["unions"], unions.PAGES),
    Tab(TITLES["service"], (*service.PAGES, *relations.PAGES)),
    Tab("资料与设置", office.PAGES),
)


def readable() -> tuple[Tab, ...]:
    """The tabs with what the operator at work may read; those with nothing are left out."""
    return tuple(tab for each in TABS if (tab := each.readable()).entries)


def modules() -> tuple[str, ...]:
    """The modules that pages load by their name, which nothing imports: a package of the program must be told them."""
    return tuple(sorted({page.module for tab in TABS for page in tab.pages}))
