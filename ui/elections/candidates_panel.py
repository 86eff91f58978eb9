"""The candidates of one body in the order of the ballot: added, put right, made formal, what speaks against them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
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
from unionapp.subjects.members.records import MEMBERS

from ui.cases.asking import ask_for
from ui.cases.part import one_of
from ui.cases.problems import ProblemList
from ui.kit import messages, undoing
from ui.kit.actions import Acting, Action
from ui.kit.choosing import RecordChoice
from ui.kit.plain import label
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.printing.opening import print_paper
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
        self.choice = RecordChoice(session, MEMBERS)
        self._lay_out()
        self.table.opened.connect(lambda: self.attempt(self._edit))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addLayout(self._adding())
        column.addWidget(self.table, 1)
        column.addWidget(self.problems)
        column.addWidget(
            self.bar(
                Action("edit", "编辑候选人", self._edit),
                Action("withdraw", "退出", self._withdraw),
                Action("formal", "全部列为正式候选人", self._make_formal),
                Action("nominate", "登记推荐票", self._nominate),
                Action("recommended", "按推荐票填写", self._take_recommended),
                Action("print-form", "打印登记表", self._print_form),
            )
        )

    def _adding(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.choice.line.setPlaceholderText("输入会员姓名、拼音首字母，回车选中后点“新增”")
        self.choice.line.setAccessibleName("从名册添加候选人")
        row.addWidget(label("从名册添加"))
        row.addWidget(self.choice, 1)
        row.addWidget(
            self.bar(Action("add", "新增", self.add), Action("add-outsider", "名册外的人", self._add_outsider))
        )
        return row

    def show_body(self, body: Body | None) -> None:
        """Read the candidates of a body anew; None where there is no body yet."""
        self._body = body
        self.shown = [] if body is None else readers.candidates_of(body)
        self.table.show_rows([Told(each.id, _row(place, each)) for place, each in enumerate(self.shown, 1)])
        if body is None:
            self.heading.setText("还没有机构")
            self.problems.show_problems(())
            return
        least = rules.least_candidates(body.body, body.seats or 0) if body.margin else body.seats
        title = Body.body.codes.label(body.body)
        self.heading.setText(f"{title}：应选 {body.seats} 名，候选人至少 {least} 名，以姓氏笔画为序")
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

    def add(self) -> None:
        """Add the member typed to the chosen body; what the register knows comes along."""
        member = self._typed()
        made = people.propose(self.session.store.journal, self.body, member)
        undoing.offer(self, self.session, f"已添加候选人“{made.name}”")
        self.choice.set_offer(None)
        self.choice.setFocus()

    def _typed(self) -> int:
        self.choice.settle()
        try:
            member = self.choice.value()
        except ValueError as error:
            raise Refused(str(error)) from error
        if member is None:
            raise Refused("请先输入会员姓名，从列出的里面选一位。")
        return int(member)

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
