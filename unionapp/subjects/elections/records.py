"""换届选举: the kinds of terms, of elections with their steps and bodies, of delegates, candidates and counts."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.subjects.elections import change_rules as change_checks
from unionapp.subjects.elections import derive as follow
from unionapp.subjects.elections import record_rules as checks
from unionapp.subjects.elections import succession
from unionapp.subjects.elections.case import first_session, laying_out
from unionapp.subjects.elections.counting import ballot_rules as ballot_checks
from unionapp.subjects.elections.counting import vote_rules as vote_checks
from unionapp.subjects.elections.models import (
    BallotRow,
    Body,
    Candidate,
    Constituency,
    Delegate,
    Election,
    ElectionStep,
    Nomination,
    Round,
    Term,
    TermChange,
)

TERMS = Kind(
    key="terms",
    model=Term,
    title="届次台账",
    noun="届次",
    columns=("union", "number", "elected", "years", "ends", "extended_to", "chair", "chair_vacant", "reply_no"),
    sections={
        "届次": ("union", "number", "way", "form", "elected", "years", "ends"),
        "三委负责人": ("chair", "chair_vacant", "audit_head", "women_head"),
        "批复与延期": ("reply_no", "reply_day", "extended_to", "extension_no"),
        "备注": ("election", "remark"),
    },
    identity=("union", "number"),
    rules=(
        checks.number_is_positive,
        checks.years_are_three_or_five,
        checks.term_ends_after_the_election,
        checks.delay_is_short_and_approved,
        checks.reply_follows_the_election,
    ),
    search=("chair", "audit_head", "women_head", "reply_no"),
    filters=("union", "way", "ends"),
    order=("ends", "id"),
    complete=follow.fill_term,
    empty="还没有届次。把本级和下属工会现任的一届登记进来，程序会提醒何时到期。",
    help="每个工会每一届的选举日期、任期、届满日期和主要负责人。任期自选举之日起算，按周年届满。",
)

TERM_CHANGES = Kind(
    key="term-changes",
    model=TermChange,
    title="届内变动",
    noun="届内变动",
    columns=("term", "type", "day", "name", "office", "document"),
    sections={
        "变动": ("term", "type", "day", "member", "name", "office", "phone", "sort"),
        "依据": ("document", "reason", "replaces"),
    },
    rules=(
        change_checks.change_is_within_the_term,
        change_checks.change_has_happened,
        change_checks.change_finds_its_office,
        change_checks.only_a_correction_voids,
        change_checks.correction_stands_for_one_of_its_term,
    ),
    search=("name", "document"),
    filters=("type", "office"),
    order=("-day", "-id"),
    append_only=True,
    after=succession.changes_were_saved,
    complete=follow.fill_named,
    empty="还没有届内变动。补选、增补、罢免、辞职、调离和主席空缺在这里登记。",
    help="一届之内委员会成员的变动，只增不改，登记错了用“更正”。干部名册、届次和工会负责人随之更新；主席空缺超过期限会列入提醒。",
)

ELECTIONS = Kind(
    key="elections",
    model=Election,
    title="换届选举",
    noun="选举",
    columns=("union", "number", "sort", "form", "day", "members", "short", "state"),
    sections={
        "选举": ("union", "number", "sort", "way", "form", "short", "chairing", "years", "state"),
        "大会": ("day", "place", "theme", "members", "planned_delegates", "due", "present"),
        "组织": ("party", "higher", "leader", "contact", "phone"),
        "请示与批复": ("request_no", "request_day", "reply_no", "reply_day", "list_no", "list_reply_no"),
        "公示": ("notice_from", "notice_to"),
        "结果上报": ("result_no", "result_day", "result_reply_no", "result_reply_day"),
        "大会工作人员": ("presidium", "tellers_head", "tellers", "counters"),
        "备注": ("remark",),
    },
    identity=("union", "number", "sort", "day"),
    rules=(
        checks.number_is_positive,
        checks.years_are_three_or_five,
        checks.form_fits_the_members,
        checks.delegates_fit_the_band,
        checks.assembly_is_quorate,
        checks.notice_is_long_enough,
        checks.reply_follows_its_request,
        checks.result_reply_follows_its_report,
    ),
    search=("leader", "contact", "place", "request_no", "result_no"),
    filters=("union", "sort", "state", "day"),
    order=("-day", "-id"),
    removing=follow.elections_are_removed,
    after=laying_out.elections_were_saved,
    complete=follow.fill_election,
    empty="还没有换届选举。点“开始换届”，程序按大会日期排好每一步。",
    help="一个工会的一次换届、建会选举或补选：何时开始、下一步做什么、用哪张表，都由大会日期推算。",
)

STEPS = Kind(
    key="election-steps",
    model=ElectionStep,
    title="选举步骤",
    noun="步骤",
    columns=("election", "place", "title", "due", "done", "by", "skipped"),
    sections={
        "步骤": ("election", "place", "title", "due", "done", "by", "skipped", "article", "papers", "key", "remark")
    },
    identity=("election", "title"),
    rules=(checks.step_was_not_done_tomorrow,),
    search=("title", "by"),
    filters=("election", "due", "skipped"),
    order=("election", "place"),
    fixed=("election", "key"),
    empty="还没有步骤。开始一次换届后，步骤按大会日期自动排好，也可以自己增减。",
    help="换届的每一步：应在何日前办完、依据哪一条、用哪些表、谁在何时办的。法定节假日不算工作日。",
)

BODIES = Kind(
    key="bodies",
    model=Body,
    title="选举机构",
    noun="机构",
    columns=("election", "body", "seats", "margin", "way", "colour"),
    sections={"机构": ("election", "body", "seats", "margin", "way", "colour", "remark")},
    identity=("election", "body"),
    rules=(checks.seats_fit_the_body,),
    filters=("election", "body"),
    order=("election", "id"),
    removing=follow.bodies_are_removed,
    complete=follow.fill_body,
    empty="还没有选举机构。开始一次换届后自动列出工会委员会、经审会、女职工委员会等。",
    help="本次选举要产生哪些机构、各选几名、差额还是等额。名额按会员人数给出，可以修改。",
)

CONSTITUENCIES = Kind(
    key="constituencies",
    model=Constituency,
    title="代表名额分配",
    noun="选举单位",
    columns=("election", "name", "members", "seats", "front_line", "managers", "women", "candidates", "convener"),
    sections={
        "选举单位": ("election", "name", "union", "staff", "members", "convener"),
        "名额": ("seats", "front_line", "managers", "women", "young", "models", "candidates"),
        "选举会议": ("day", "due", "present", "remark"),
    },
    identity=("election", "name"),
    rules=(checks.quota_fits, checks.constituency_is_quorate, checks.constituency_has_enough_candidates),
    search=("name", "convener"),
    filters=("election",),
    order=("election", "id"),
    complete=follow.fill_constituency,
    empty="还没有选举单位。可按下级工会生成，再点“分配名额”。",
    help="选举会员代表的单位（代表团）、会员数和代表名额。名额按会员数用最大余额法分配，可以调整。",
)

_PERSON = ("member", "name", "sex", "nation", "birth", "politics", "education", "post", "phone")

DELEGATES = Kind(
    key="delegates",
    model=Delegate,
    title="会员代表",
    noun="代表",
    columns=("name", "election", "constituency", "sex", "politics", "post", "sorts", "elected", "review"),
    sections={
        "代表": ("election", "constituency", *_PERSON, "sorts"),
        "选举与审查": ("votes", "elected", "review"),
        "登记表": ("honours", "career", "remark"),
    },
    likeness=("election", "name"),
    rules=(checks.constituency_is_of_the_election, checks.votes_are_not_negative, checks.delegate_is_a_member),
    search=("name", "post", "phone"),
    filters=("election", "constituency", "sorts", "elected", "review"),
    order=("election", "constituency", "strokes"),
    complete=follow.fill_person,
    empty="还没有代表。选会员后，姓名、性别、单位等自动带出。",
    help="会员代表和代表候选人。资格审查报告的人数和比例由这里统计。",
)

CANDIDATES = Kind(
    key="candidates",
    model=Candidate,
    title="候选人",
    noun="候选人",
    columns=("name", "body", "sex", "politics", "post", "office", "recommended", "stage", "votes"),
    sections={
        "候选人": ("body", *_PERSON, "native_place", "title", "worked_since", "joined", "health"),
        "提名": ("office", "holds", "sort", "front_line", "flags", "recommended", "stage"),
        "选票与结果": ("shown_as", "place", "votes"),
        "登记表": ("honours", "career", "remark"),
    },
    likeness=("body", "name"),
    rules=(
        checks.candidate_is_not_excluded,
        checks.candidate_is_a_voting_member,
        checks.office_belongs_to_the_body,
        checks.votes_are_not_negative,
    ),
    search=("name", "post", "phone"),
    filters=("body", "stage", "office", "sex"),
    order=("body", "strokes"),
    complete=follow.fill_candidate,
    empty="还没有候选人。选机构和会员，个人情况自动带出；依法不得参选的情形请如实勾选。",
    help="各机构的候选人，由被推荐、建议人选到正式候选人、当选。选票按姓氏笔画排列。",
)

NOMINATIONS = Kind(
    key="nominations",
    model=Nomination,
    title="推荐汇总",
    noun="推荐",
    columns=("body", "round", "group", "members", "present", "name", "votes"),
    sections={"推荐": ("body", "round", "group", "members", "present", "name", "votes")},
    identity=("body", "group", "name", "round"),
    rules=(checks.recommendations_fit_the_group,),
    search=("name", "group"),
    filters=("body", "round"),
    order=("body", "round", "group", "id"),
    empty="还没有推荐。各工会小组（分会）推荐的人和票数在这里登记，程序自动汇总。",
    help="候选人推荐的票数，按小组登记、按人汇总。几上几下分轮次记。",
)

ROUNDS = Kind(
    key="rounds",
    model=Round,
    title="计票",
    noun="投票",
    columns=("body", "sort", "place", "seats", "due", "present", "issued", "returned", "frozen", "code"),
    sections={
        "投票": ("body", "sort", "place", "seats", "names", "way"),
        "人数与选票": ("due", "present", "printed", "issued", "returned"),
        "结果": ("accepted", "totals", "frozen", "code", "reopened", "remark"),
    },
    identity=("body", "sort", "place"),
    rules=(
        vote_checks.vote_is_possible,
        first_session.vote_fits,
        ballot_checks.ballot_names_differ,
        ballot_checks.new_round_is_open,
    ),
    moves=(ballot_checks.frozen_stays, ballot_checks.counted_names_stay),
    filters=("body", "sort", "frozen"),
    order=("body", "id"),
    fixed=("totals", "frozen", "code", "reopened"),
    removing=follow.rounds_are_removed,
    empty="还没有投票。在计票台选机构，点“开始计票”。",
    help="每一次投票分开计：预选、正式选举、再次投票、另行选举。计完封存，得到校验码；启封要写明原因。",
)

BALLOTS = Kind(
    key="ballots",
    model=BallotRow,
    title="选票",
    noun="选票",
    columns=("round", "entry", "place", "marks", "written"),
    sections={"选票": ("round", "entry", "place", "marks", "written")},
    identity=("round", "entry", "place"),
    rules=(ballot_checks.frozen_round_takes_no_ballot, ballot_checks.marks_can_be_read),
    moves=(ballot_checks.ballot_stays_in_its_round,),
    filters=("round", "entry"),
    order=("round", "entry", "place"),
    removing=follow.ballots_are_removed,
    empty="还没有选票。请在计票台逐张录入。",
    help="逐张录入的选票划写。无记名：选票不与任何人相连，只有唱票的顺序号。",
)

KINDS: tuple[Kind, ...] = (
    TERMS,
    ELECTIONS,
    STEPS,
    BODIES,
    CONSTITUENCIES,
    DELEGATES,
    CANDIDATES,
    NOMINATIONS,
    ROUNDS,
    BALLOTS,
    TERM_CHANGES,
)
