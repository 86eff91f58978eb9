"""The rows of elections: terms, cases with their steps, bodies, constituencies, delegates, candidates, counts."""

from __future__ import annotations

from unionapp.records import fields
from unionapp.records.record import Record
from unionapp.subjects.elections.states import (
    AssemblyForm,
    BodyWay,
    CandidateStage,
    ChairWay,
    CountWay,
    ElectionSort,
    ElectionState,
    ReviewOutcome,
    RoundSort,
    TermWay,
)
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.states import CadreKind
from unionapp.subjects.unions.models import Union


class Election(Record):
    """换届选举: one re-election of one union as a case, from the request to the new certificate."""

    union = fields.Link("工会", Union, required=True, names=("所属工会", "工会名称"), backref="elections")
    number = fields.Number("届次", required=True, help="选出第几届")
    sort = fields.Choice("选举类别", "election-sort", default=ElectionSort.FULL, help="换届、建会、补选")
    way = fields.Choice("产生方式", "term-way", default=TermWay.ELECTED)
    form = fields.Choice(
        "会议形式", "assembly-form", default=AssemblyForm.ALL_MEMBERS, help="会员不足 100 人应召开会员大会"
    )
    short = fields.YesNo("简易程序", default=False, help="小单位：会员大会直接选举，步骤从简")
    day = fields.Date("大会日期", names=("选举日期", "换届日期"))
    place = fields.Text("大会地点")
    years = fields.Number("任期（年）", default=5)
    members = fields.Number("会员人数", help="登记当日有选举权的会员，由名册统计")
    planned_delegates = fields.Number("代表名额")
    due = fields.Number("应到人数")
    present = fields.Number("实到人数")
    chairing = fields.Choice("主席产生办法", "chair-way", default=ChairWay.COMMITTEE)
    party = fields.Text("同级党组织", names=("党组织",), width=18)
    higher = fields.Text("上一级工会", width=18)
    leader = fields.Text("筹备负责人", help="筹备领导小组组长")
    contact = fields.Text("联系人")
    phone = fields.Phone("联系电话", private=False)
    request_no = fields.Text("换届请示文号")
    request_day = fields.Date("换届请示日期")
    reply_no = fields.Text("换届批复文号")
    reply_day = fields.Date("换届批复日期")
    list_no = fields.Text("候选人请示文号")
    list_reply_no = fields.Text("候选人批复文号")
    notice_from = fields.Date("公示开始日期")
    notice_to = fields.Date("公示结束日期")
    result_no = fields.Text("选举结果请示文号")
    result_day = fields.Date("选举结果上报日期")
    result_reply_no = fields.Text("选举结果批复文号")
    result_reply_day = fields.Date("选举结果批复日期")
    presidium = fields.LongText("主席团名单", longest=fields.PASSAGE, help="每行一人，第一行为执行主席")
    tellers_head = fields.Text("总监票人")
    tellers = fields.LongText("监票人", longest=fields.PASSAGE, help="每行一人，不得是候选人")
    counters = fields.LongText("计票人", longest=fields.PASSAGE, help="每行一人，不得是候选人")
    theme = fields.Text("大会主题", width=20)
    state = fields.Choice("进度", "election-state", default=ElectionState.PREPARING)
    remark = fields.LongText("备注")

    @property
    def label(self) -> str:
        """Which union's which election."""
        return f"{self.union.name if self.union_id else ''}第{self.number or '＿'}届"


class Term(Record):
    """届: one term of a union's committees."""

    union = fields.Link("工会", Union, required=True, names=("工会名称", "所属工会"), backref="terms")
    number = fields.Number("届次", required=True)
    way = fields.Choice("产生方式", "term-way", default=TermWay.ELECTED)
    form = fields.Choice("会议形式", "assembly-form")
    elected = fields.Date("选举日期", required=True, names=("换届日期", "当选日期"))
    years = fields.Number("任期（年）", required=True, default=5)
    ends = fields.Date("届满日期", names=("到期日期",), index=True, help="空着时由选举日期和任期推算")
    extended_to = fields.Date("延期至", help="经上一级工会批准")
    extension_no = fields.Text("延期批复文号")
    reply_no = fields.Text("选举结果批复文号")
    reply_day = fields.Date("批复日期")
    chair = fields.Text("主席")
    chair_vacant = fields.Date("主席空缺起始日期")
    audit_head = fields.Text("经审主任")
    women_head = fields.Text("女职工主任")
    election = fields.Link("来自选举", Election, backref="terms")
    remark = fields.LongText("备注")

    @property
    def label(self) -> str:
        """Which union's which term."""
        return f"{self.union.name if self.union_id else ''}第{self.number or '＿'}届"


class TermChange(Record):
    """届内变动: what changed in the committees within a term; never overwritten."""

    term = fields.Link("届", Term, required=True, backref="changes")
    type = fields.Choice("变动类型", "term-change", required=True)
    day = fields.Date("日期", required=True)
    name = fields.Name("姓名", required=True)
    member = fields.Link("会员", Member, backref="term_changes")
    office = fields.Choice("工会职务", "cadre-post", required=True)
    phone = fields.Phone("联系电话", names=("电话", "手机"), help="接任的人；空着就用会员的手机")
    sort = fields.Choice("专职或兼职", "cadre-kind")
    document = fields.Text("批复文号")
    reason = fields.Text("原因")
    replaces = fields.Link("更正哪一笔", "self", backref="replaced_by")
    followed = fields.LongText("随之改动的")

    @property
    def label(self) -> str:
        """Who changed how, in which term, and when."""
        word = type(self).type.codes.label(self.type)
        return f"{self.term.label if self.term_id else ''} {self.name or ''} {word} {self.day or ''}".strip()


class ElectionStep(Record):
    """步骤: one step of an election with its due date, who did it and when."""

    election = fields.Link("选举", Election, required=True, backref="steps")
    place = fields.Number("序号", required=True)
    key = fields.Text("代号")
    title = fields.Text("步骤", required=True, width=18)
    due = fields.Date("应在何日前")
    done = fields.Date("完成日期")
    by = fields.Text("经办人")
    skipped = fields.YesNo("不适用", default=False)
    article = fields.Text("依据", width=18)
    papers = fields.Text("所需表格", help="表格代号，用空格隔开", longest=fields.PASSAGE)
    remark = fields.LongText("备注")

    class Meta:
        table_name = "election_step"


class Body(Record):
    """机构: one body to be elected, with its seats and how."""

    election = fields.Link("选举", Election, required=True, backref="bodies")
    body = fields.Choice("机构", "election-body", required=True)
    seats = fields.Number("应选名额", required=True)
    margin = fields.YesNo("差额选举", default=True)
    way = fields.Choice("选举办法", "body-way", default=BodyWay.BALLOT, help="女职工委员会可以协商产生")
    colour = fields.Text("选票颜色", help="如 白色、粉红色")
    remark = fields.Text("备注")

    @property
    def label(self) -> str:
        """Which body of which election."""
        return f"{self.election.label if self.election_id else ''}{type(self).body.codes.label(self.body)}"


class Constituency(Record):
    """选举单位: a part of the members that elects delegates."""

    election = fields.Link("选举", Election, required=True, names=("换届选举",), backref="constituencies")
    name = fields.Name("选举单位", required=True, names=("代表团", "单位名称"), width=18, longest=fields.TITLE)
    union = fields.Link("对应工会", Union, backref="constituencies")
    staff = fields.Number("职工数")
    members = fields.Number("会员数")
    seats = fields.Number("代表名额", names=("分配名额",))
    front_line = fields.Number("其中一线")
    managers = fields.Number("其中中层以上")
    women = fields.Number("其中女")
    young = fields.Number("其中青年（35岁以下）")
    models = fields.Number("其中劳模先进")
    candidates = fields.Number("候选人数", help="差额率不低于15%")
    convener = fields.Text("召集人")
    day = fields.Date("选举日期")
    due = fields.Number("应到会员")
    present = fields.Number("实到会员")
    remark = fields.Text("备注")


class Delegate(Record):
    """代表: a delegate, or a candidate for delegate, of a constituency."""

    election = fields.Link("选举", Election, required=True, names=("换届选举",), backref="delegates")
    constituency = fields.Link("代表团", Constituency, names=("选举单位",), backref="delegates")
    member = fields.Link("会员", Member, backref="mandates", help="输入姓名、拼音首字母或证件号查找")
    name = fields.Name("姓名", required=True)
    sex = fields.Choice("性别", "sex")
    nation = fields.Choice("民族", "nation")
    birth = fields.KnownDate("出生日期", past=fields.WORKING_AGE, names=("出生年月",))
    politics = fields.Choice("政治面貌", "politics")
    education = fields.Choice("文化程度", "education", names=("学历",))
    post = fields.Text("工作单位及职务", names=("单位及职务",), width=18)
    sorts = fields.Choices("代表类别", "delegate-sort")
    phone = fields.Phone("联系电话", names=("移动电话", "手机"))
    votes = fields.Number("赞成票")
    elected = fields.YesNo("是否当选", default=True)
    review = fields.Choice("资格审查", "review-outcome", default=ReviewOutcome.PASSED)
    honours = fields.LongText("何时受过何种奖励", longest=fields.BOX)
    career = fields.LongText("简历", longest=fields.BOX)
    remark = fields.Text("备注")


class Candidate(Record):
    """候选人: a person proposed for a body."""

    body = fields.Link("机构", Body, required=True, backref="candidates")
    member = fields.Link("会员", Member, backref="candidacies", help="输入姓名、拼音首字母或证件号查找")
    name = fields.Name("姓名", required=True)
    shown_as = fields.Text("选票上的写法", help="同名的人请注明区别，如“王伟（女）”；空着就用姓名")
    place = fields.Number("选票上的次序", help="空着就按姓氏笔画排列")
    sex = fields.Choice("性别", "sex")
    nation = fields.Choice("民族", "nation")
    birth = fields.KnownDate("出生日期", past=fields.WORKING_AGE, names=("出生年月",))
    native_place = fields.Text("籍贯")
    politics = fields.Choice("政治面貌", "politics")
    education = fields.Choice("学历", "education", names=("文化程度",))
    title = fields.Text("职称")
    post = fields.Text("单位及职务", names=("工作单位及职务", "行政职务"), width=18)
    worked_since = fields.KnownDate("参加工作日期")
    joined = fields.KnownDate("入会日期", names=("入会时间",))
    phone = fields.Phone("联系电话", names=("移动电话", "手机"))
    office = fields.Choice("拟任职务", "cadre-post", names=("参选工会职务",))
    holds = fields.Text("现任工会职务")
    sort = fields.Choice("专职或兼职", "cadre-kind", default=CadreKind.PART)
    front_line = fields.YesNo("一线职工")
    flags = fields.Choices("不得参选的情形", "exclusion", help="依法不得作为候选人的情形，没有就空着")
    recommended = fields.Number("推荐票数")
    stage = fields.Choice("阶段", "candidate-stage", default=CandidateStage.PROPOSED)
    votes = fields.Number("得票")
    health = fields.Text("健康状况", private=True)
    honours = fields.LongText("奖惩", longest=fields.BOX)
    career = fields.LongText("简历", longest=fields.BOX)
    remark = fields.Text("备注")


class Nomination(Record):
    """推荐: how many of a group recommended a person in a round."""

    body = fields.Link("机构", Body, required=True, backref="nominations")
    group = fields.Text("推荐小组", required=True, column_name="grp", names=("工会小组", "分会"))
    members = fields.Number("会员数")
    present = fields.Number("参加推荐数")
    name = fields.Name("被推荐人", required=True, names=("姓名",))
    votes = fields.Number("推荐人数", required=True)
    round = fields.Number("轮次", default=1)


class Round(Record):
    """投票: one vote on one body, counted by ballots or by sums; frozen once the count is finished."""

    body = fields.Link("机构", Body, required=True, backref="rounds")
    sort = fields.Choice("投票类别", "round-sort", default=RoundSort.FORMAL)
    place = fields.Number("第几次", default=1)
    seats = fields.Number("应选名额", required=True)
    due = fields.Number("应到人数", required=True)
    present = fields.Number("实到人数", required=True)
    printed = fields.Number("印制选票")
    issued = fields.Number("发出选票", required=True)
    returned = fields.Number("收回选票", required=True)
    names = fields.LongText("选票上的候选人", required=True, help="每行一人，按姓氏笔画为序")
    way = fields.Choice("计票方式", "count-way", default=CountWay.BALLOTS)
    totals = fields.LongText("票数合计", help="按合计录入时由程序保存")
    frozen = fields.YesNo("已封存", default=False)
    code = fields.Text("校验码", help="同样的票数得到同样的校验码")
    reopened = fields.LongText("启封记录")
    accepted = fields.YesNo("减少名额经大会同意", default=False)
    remark = fields.LongText("备注")

    @property
    def label(self) -> str:
        """Which vote on which body."""
        times = f"（第{self.place}次）" if (self.place or 1) > 1 else ""
        return f"{self.body.label if self.body_id else ''}{type(self).sort.codes.label(self.sort)}{times}"


class BallotRow(Record):
    """选票: the marks of one ballot as it was called; nothing tells whose it was."""

    round = fields.Link("投票", Round, required=True, backref="ballots")
    entry = fields.Number("第几遍录入", required=True, default=1)
    place = fields.Number("顺序", required=True)
    marks = fields.Text("划写", help="逐名候选人：o 赞成、x 不赞成、- 弃权、b 既赞成又不赞成；整张作废只写 !")
    written = fields.Text("另选他人", help="用顿号隔开")

    class Meta:
        table_name = "ballot"

    @property
    def label(self) -> str:
        """Which sheet in the order they were called; a number, never a person."""
        return f"第 {self.place} 张"
