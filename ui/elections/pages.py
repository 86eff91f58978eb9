"""The pages of 换届选举; candidates, delegates and places of delegates are also seen within their election."""

from __future__ import annotations

from unionapp.subjects.elections.records import (
    CANDIDATES,
    CONSTITUENCIES,
    DELEGATES,
    ELECTIONS,
    KINDS,
    TERM_CHANGES,
    TERMS,
)

from ui.page_spec import of_kind, page, parted, whole

_WITHIN = ("election-steps", "bodies", "rounds", "ballots", "nominations")
PAGES = whole(
    (
        page("elections-front", "首页", "ui.elections.front_page:front_page"),
        of_kind(TERMS, "ui.elections.elections_page:terms_page", title="届期一览"),
        parted(
            "换届选举",
            of_kind(ELECTIONS, "ui.elections.elections_page:elections_page", title="选举", holds=_WITHIN),
            of_kind(CANDIDATES, title="全部候选人"),
            of_kind(DELEGATES, title="全部代表"),
            of_kind(CONSTITUENCIES),
        ),
        of_kind(TERM_CHANGES, "ui.elections.changes:changes_page"),
        page("practice", "练习计票", "ui.elections.elections_page:PracticePage"),
    ),
    KINDS,
)
