"""The candidates of one body in the order of the ballot: added, put right, made formal, what speaks against them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout
from unionapp.errors import Problem, Refused, errors_only
from unionapp.office import cabinet
from unionapp.paper.paper import PrintRequest
from unionapp.records import formats
from unionapp.store import editing
from unionapp.subjects.elections import rules
from unionapp.subjects.elections.case import people, readers
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.models import Body, Candidate, Nomination
from unionapp.subjects.elections.records import BODIES, CANDIDATES, NOMINATIONS
from unionapp.subjects.elections.states import BodyWay, CandidateStage
from unionapp.subjects.members.models import Member

from ui.cases.asking import ask_for
from ui.cases.part import one_of
from ui.cases.problems import ProblemList
from ui.kit import messages, undoing
from ui.kit.actions import Acting, Action
from ui.kit.plain import label
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.members.picking import members_for
from ui.printing.opening import print_paper
from ui.records.picking import pick
from ui.session import Session

_HEADINGS = ("次序", "姓名", "性别", "政治面貌", "单位及职务", "拟任", "推荐票", "阶段")


class CandidatesPanel(Acting):
    """Who stands for a body; whoever may not is flagged with the article."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.shown: list[Candidate] = []
        self._body: Body | None = None
        self.table = told_table("候选人", _HEADINGS, ("次序", "推荐票"))
        self.heading = label("", "heading")
        self.problems = ProblemList()
        self._lay_out()
        self.table.opened.connect(lambda: self.attempt(self._edit))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(self.table, 1)
        column.addWidget(self.problems)
        column.addWidget(
            self.bar(
                Action("pick", "选候选人", self.pick, "F6"),
                Action("add-outsider", "名册外的人", self._add_outsider),
                Action("edit", "编辑候选人", self._edit),
                Action("withdraw", "退出", self._withdraw),
                Action("formal", "全部列为正式候选人", self._make_formal),
                Action("nominate", "登记推荐票", self._nominate),
                Action("recommended", "按推荐票填写", self._take_recommended),
                Action("print-form", "打印登记表", self._print_form),
            )
        )

    def show_body(self, body: Body | None) -> None:
        """Read the candidates of a body anew; None where there is no body yet."""
        self._body = body
        self.shown = [] if body is None else readers.candidates_of(body)
        self.table.show_rows([Told(each.id, _row(place, each)) for place, each in enumerate(self.shown, 1)])
        if body is None:
            self.heading.setText("还没有机构")
            self.problems.show_problems(())
            return
        title = Body.body.codes.label(body.body)
        self.heading.setText(f"{title}：应选 {body.seats} 名，候选人至少 {_least(body)} 名，以姓氏笔画为序")
        self.problems.show_problems(_problems(body, self.shown))

    @property
    def body(self) -> Body:
        """The body shown; Refused where there is none."""
        if self._body is None:
            raise Refused("还没有选举机构。请先点“新增机构”。")
        return self._body

    @property
    def candidate(self) -> Candidate:
        """The chosen candidate; Refused where there is none."""
        return one_of(self.shown, self.table.chosen(), "请先选中一位候选人。")

    def pick(self) -> None:
        """Choose candidates of the chosen body from the register; what it knows comes along."""
        body, journal = self.body, self.session.store.journal

        def act(members: Sequence[Member]) -> str:
            return f"已加入 {len(people.propose(journal, body, members))} 名候选人"

        picking = members_for(
            f"选候选人　{Body.body.codes.label(body.body)}",
            act,
            lambda members: people.candidate_marks(body, members),
            union=body.election.union_id,
            quota=(_least(body), sum(each.stage != CandidateStage.WITHDRAWN for each in self.shown)),
        )
        pick(self, self.session, picking)

    def _add_outsider(self) -> None:
        made = Candidate(body=self.body.id, stage=CandidateStage.PROPOSED)
        names = ("name", "sex", "birth", "nation", "politics", "post", "office")
        about = "候选人一般应是会员。上级工会推荐、还没有转入会籍的人选在这里登记。"
        ask_for(self, self.session, CANDIDATES, made, names, "名册外的候选人", about)

    def _edit(self) -> None:
        names = ("office", "stage", "flags", "front_line", "recommended", "shown_as", "place")
        about = "依法不得参选的情形请如实勾选，程序按条文提示。履历等其他内容在“候选人”台账里改。"
        ask_for(self, self.session, CANDIDATES, self.candidate, names, f"候选人：{self.candidate.name}", about)

    def _withdraw(self) -> None:
        candidate = self.candidate
        back = candidate.stage == CandidateStage.WITHDRAWN
        candidate.stage = CandidateStage.PROPOSED if back else CandidateStage.WITHDRAWN
        editing.save(self.session.store.journal, CANDIDATES, candidate)
        undoing.offer(self, self.session, f"“{candidate.name}”{'恢复为建议人选' if back else '退出'}")

    def _make_formal(self) -> None:
        """The list that was approved goes on the ballot."""
        made = people.make_formal(self.session.store.journal, self.body)
        undoing.offer(self, self.session, f"{len(made)} 人已列为正式候选人")

    def _nominate(self) -> None:
        made = Nomination(body=self.body.id)
        names = ("round", "group", "members", "present", "name", "votes")
        ask_for(self, self.session, NOMINATIONS, made, names, "登记推荐票", "一个小组推荐一个人记一笔，程序按人汇总。")

    def _take_recommended(self) -> None:
        """Write the sums of the last round of recommendations beside the candidates."""
        taken = people.take_recommended(self.session.store.journal, self.body)
        undoing.offer(self, self.session, f"已填写 {len(taken.candidates)} 人的推荐票数")
        if taken.others:
            left = "、".join(f"{name} {votes} 票" for name, votes in taken.others.items())
            messages.tell(self, f"被推荐、还不在名单上的：{left}。")

    def _print_form(self) -> None:
        print_paper(self.session, self, cabinet.paper("candidate-form"), PrintRequest(record=self.candidate))


def _least(body: Body) -> int:
    """How many must stand."""
    return rules.least_candidates(body.body, body.seats or 0) if body.margin else body.seats or 0


def _row(place: int, each: Candidate) -> tuple[str, ...]:
    number = "—" if each.stage == CandidateStage.WITHDRAWN else str(place)
    named = ("sex", "politics", "post", "office", "recommended", "stage")
    flagged = f"{counting.shown(each)}　✕" if errors_only(CANDIDATES.check(each)) else counting.shown(each)
    return (number, flagged, *(formats.show(CANDIDATES.fields[name], getattr(each, name)) for name in named))


def _problems(body: Body, candidates: list[Candidate]) -> list[Problem]:
    """What the rules say of the body, its candidates and their number."""
    standing = [each for each in candidates if each.stage != CandidateStage.WITHDRAWN]
    found = [*BODIES.check(body), *(problem for each in standing for problem in CANDIDATES.check(each))]
    if standing and body.way == BodyWay.BALLOT and not counting.had_a_primary(body):
        found += rules.enough_candidates(body.body, body.seats or 0, len(standing))
    return found
