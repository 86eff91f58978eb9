"""方案, 反馈与总结: the fields of an activity that are typed on its page."""

from __future__ import annotations

from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.records import ACTIVITIES

from ui.cases.fields_part import FieldsPart
from ui.session import Session


class PlanPart(FieldsPart[Activity]):
    """The plan: what, when, for whom, how it is kept safe, who approved it, how it was announced."""

    def __init__(self, session: Session, record: Activity) -> None:
        super().__init__(
            session,
            ACTIVITIES,
            record,
            ("方案", "时间与对象", "活动", "经费", "审批与通知"),
            (("打印方案审批表", "activity-plan"), ("打印预算表", "activity-budget")),
        )


class AfterPart(FieldsPart[Activity]):
    """Votes, suggestions and what became of them, the summary, the archive."""

    def __init__(self, session: Session, record: Activity) -> None:
        papers = (("预览活动总结", "activity-summary"), ("打印测评表", "activity-survey"))
        super().__init__(session, ACTIVITIES, record, ("总结与测评", "归档"), papers)
        self.figures.show()
        self.show_case(record)

    def show_case(self, record: Activity) -> None:
        """Besides, say how content those were who voted."""
        super().show_case(record)
        self.figures.setText(satisfaction(record))


def satisfaction(record: Activity) -> str:
    """The share of those content, in words."""
    votes = [record.satisfied or 0, record.mostly_satisfied or 0, record.dissatisfied or 0]
    total = sum(votes)
    about = "人次、获奖、物资、经费、满意度会自动写进“活动总结”这张表，下面的“活动总结”只写正文。"
    if not total:
        return f"还没有填满意度票数。{about}"
    share = (votes[0] + votes[1]) * 1000 // total
    return f"收回测评 {total} 票，满意和基本满意 {votes[0] + votes[1]} 票，满意率 {share // 10}.{share % 10}%。{about}"
