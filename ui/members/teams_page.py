"""工会小组: the groups of every union with their leaders, each leading on to its members and its roster."""

from __future__ import annotations

from collections.abc import Mapping

from unionapp.errors import Refused
from unionapp.office import cabinet
from unionapp.paper.paper import PrintRequest
from unionapp.records.search import Query
from unionapp.store import filling
from unionapp.subjects.members import teams
from unionapp.subjects.members.models import Cadre, Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.members.teams import UnionTeam
from unionapp.subjects.unions import tree

from ui.cases.asking import ask_and_do
from ui.kit import undoing
from ui.kit.actions import Action
from ui.kit.forms import Asked
from ui.kit.plain import PlainPage
from ui.kit.seen import Watch
from ui.kit.text_model import Column
from ui.kit.text_table import TextTable
from ui.printing.opening import print_paper
from ui.session import Session

HELP = (
    "工会小组从会员名册的“工会小组”一栏来。编组：在名册里选中会员，点“改所选…”，栏目选“工会小组”，写上组名。"
    "组长：在“工会干部”里登记，工会职务选“工会小组长”。双击一个小组看它的会员，可以打印小组名册。"
)
ROSTER = "team-roster"
_NONE = "（还没有编组）"
_EMPTY = "还没有工会小组。在会员名册里选中会员，点“改所选…”，栏目选“工会小组”，写上组名，小组就在这里。"


class TeamsPage(PlainPage):
    """The groups, read anew as members and cadres change."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.names: Mapping[int, str] = {}
        self.table: TextTable[UnionTeam] = TextTable(
            "工会小组", self._columns(), lambda team: (team.union, team.name), empty=_EMPTY
        )
        super().__init__("工会小组", "各工会的小组、组长和人数。", self._actions())
        self.column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.table.opened.connect(lambda: self.show_members())
        self.table.chosen_changed.connect(self._settle)
        tables = frozenset(model._meta.table_name for model in (Member, Cadre))
        self.seen = Watch(self, session, tables, self.refresh, None)
        self.seen.now()

    def refresh(self) -> None:
        """Read the groups anew."""
        self.names = tree.names()
        self.table.show_rows(teams.teams())
        self._settle()

    def show_members(self) -> None:
        """The members of the chosen group in the register."""
        team = self._chosen()
        self.session.show_rows(MEMBERS, f"{self.names[team.union]}　{team.name or _NONE}", *team.conditions)

    def print_roster(self) -> None:
        """The roster of the chosen group, or of all."""
        team = self.table.row()
        request = PrintRequest(query=Query(where=team.conditions, order=("strokes",))) if team else PrintRequest()
        print_paper(self.session, self, cabinet.paper(ROSTER), request)

    def rename(self) -> None:
        """Call the chosen group otherwise; by the name of another one of its union the two become one."""
        team = self._chosen()
        if not team.name:
            raise Refused("还没有编组的会员，请在会员名册里选中，用“改所选…”编组。")
        field = MEMBERS.fields["team"]
        about = f"{self.names[team.union]}“{team.name}”的 {team.members} 人改到下面的小组；写别的小组的名称就是并过去。"
        asked = [Asked("name", field, "新的组名", team.name, required=True)]

        def act(name: str) -> None:
            done = filling.change(self.session.store.journal, MEMBERS, teams.members_of(team), "team", name)
            undoing.offer(self, self.session, f"已把“{team.name}”{done.changed} 人改到“{name}”")

        ask_and_do(self, self.session, "改名或合并", about, asked, act)

    def _chosen(self) -> UnionTeam:
        team = self.table.row()
        if team is None:
            raise Refused("请先选中一个小组。")
        return team

    def _settle(self) -> None:
        self.tools.choose(int(self.table.row() is not None))

    def _actions(self) -> tuple[Action, ...]:
        return (
            Action("members", "看会员", self.show_members, needs="one", main=True),
            Action("print", "打印小组名册", self.print_roster, "Ctrl+P"),
            Action("rename", "改名或合并…", self.rename, "F2", "one"),
            Action("group", "去名册编组", lambda: self.session.page_wanted.emit(MEMBERS.key)),
        )

    def _columns(self) -> list[Column[UnionTeam]]:
        return [
            Column("工会", lambda team: self.names.get(team.union, ""), width=18, stretch=True),
            Column("小组", lambda team: team.name or _NONE, width=12),
            Column("组长", lambda team: team.leader, width=8),
            Column("会员", lambda team: f"{team.members:,}", "right", width=4),
            Column("女会员", lambda team: f"{team.women:,}", "right", width=4),
        ]


def teams_page(session: Session) -> TeamsPage:
    """工会小组."""
    return TeamsPage(session)
