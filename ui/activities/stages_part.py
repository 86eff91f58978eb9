"""概况: the stages of an activity with what each lacks, and one click to mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget
from unionapp.store import editing, rows
from unionapp.subjects.activities import life
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.models.states import ActivityStage
from unionapp.subjects.activities.records import ACTIVITIES
from unionapp.values.stages import Stage

from ui.activities.joining import open_joining
from ui.activities.overview import figures
from ui.cases import stages_part
from ui.cases.part import CasePart
from ui.cases.stages_part import Fix, Workflow
from ui.kit.actions import Action
from ui.session import Session


def _join(part: CasePart[Activity]) -> None:
    open_joining(part, part.session, part.record)


MENDS: Mapping[str, Sequence[Fix[Activity]]] = {
    ActivityStage.PLAN: (Fix("填写方案", "plan"), Fix("列经费预算", "money")),
    ActivityStage.APPROVAL: (Fix("登记审批", asks=("approver", "approved", "opinion"), today=("approved",)),),
    ActivityStage.NOTICE: (
        Fix("登记通知", asks=("notice_day", "place", "sign_up_until", "notice"), today=("notice_day",)),
    ),
    ActivityStage.SIGN_UP: (Fix("登记报名名单", "people"),),
    ActivityStage.SIGN_IN: (Fix("去签到", "people"), Fix("只填到场人数", asks=("counted_people", "sign_in_file"))),
    ActivityStage.JOINING: (
        Fix("办理集中入会", does=_join),
        Fix("看名单", "people"),
    ),
    ActivityStage.GOODS: (Fix("登记奖品物资和签领", "goods"),),
    ActivityStage.PHOTOS: (Fix("添加照片", "photos"),),
    ActivityStage.SURVEY: (
        Fix("填写满意度票数", asks=("satisfied", "mostly_satisfied", "dissatisfied", "suggestions", "improved")),
    ),
    ActivityStage.SUMMARY: (
        Fix("写活动总结", "after"),
        Fix("只填总结日期", asks=("summary_day",), today=("summary_day",)),
    ),
    ActivityStage.EXPENSES: (Fix("登记实际开支、对凭证", "money"),),
    ActivityStage.ARCHIVE: (Fix("登记归档", asks=("archived", "archive_box"), today=("archived",)),),
}
"""What helps each stage on, the likeliest first."""
PAPERS: Mapping[str, Sequence[tuple[str, str]]] = {
    ActivityStage.PLAN: (("打印方案审批表", "activity-plan"), ("打印预算表", "activity-budget")),
    ActivityStage.APPROVAL: (("打印方案审批表", "activity-plan"),),
    ActivityStage.SIGN_IN: (("打印签到表", "activity-sign-in"),),
    ActivityStage.JOINING: (("打印集体入会花名册", "activity-joining"),),
    ActivityStage.GOODS: (("打印签领表", "activity-prizes"), ("打印获奖名单", "activity-winners")),
    ActivityStage.PHOTOS: (("打印照片粘贴页", "activity-photos"),),
    ActivityStage.SURVEY: (("打印测评表", "activity-survey"),),
    ActivityStage.SUMMARY: (("打印活动总结", "activity-summary"),),
    ActivityStage.EXPENSES: (("打印预决算对照表", "activity-budget"),),
}


class ActivityStagesPart(stages_part.StagesPart[Activity]):
    """The stages on the left, the chosen one on the right; a stage may be done without."""

    def __init__(self, session: Session, activity: Activity) -> None:
        super().__init__(session, activity, Workflow(ACTIVITIES, "活动", MENDS, PAPERS))

    def read(self, record: Activity) -> tuple[Sequence[Stage], Sequence[str]]:
        """From what the records of the activity say."""
        known = life.facts(record)
        return life.stages(known, date.today()), figures(known)

    def more(self, stage: Stage) -> list[QWidget]:
        """What is not needed this time is said so."""
        without = stage.key in (self.record.without or ())
        words = "这个环节要办" if without else "这次不用办"
        return [self.bar(Action("leave-out", words, lambda: self._leave_out(stage)))]

    def _leave_out(self, stage: Stage) -> None:
        """The clerk does without this stage, or not after all."""
        fresh = rows.fresh(self.record)
        former = tuple(fresh.without or ())
        out = stage.key in former
        fresh.without = tuple(key for key in former if key != stage.key) if out else (*former, stage.key)
        said = f"“{stage.title}”{'恢复办理' if out else '这次不用办'}"
        self.attempt(lambda: _save(self.session, fresh), said)


def _save(session: Session, activity: Activity) -> None:
    editing.save(session.store.journal, ACTIVITIES, activity)
