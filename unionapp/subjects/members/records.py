"""会员: the real-name register, applications, changes of membership and offices held."""

from __future__ import annotations

from unionapp.records.kind import Kind
from unionapp.subjects.members import derive as follow
from unionapp.subjects.members import person_rules, rules
from unionapp.subjects.members.models import Application, Cadre, Consent, Member, MembershipChange

_PERSON = ("name", "sex", "birth", "nation", "id_type", "id_number", "mobile", "photo")

MEMBERS = Kind(
    key="members",
    model=Member,
    title="会员名册",
    noun="会员",
    columns=("name", "sex", "birth", "id_number", "mobile", "union", "employer", "group", "status"),
    sections={
        "基本信息": (*_PERSON, "politics", "native_place", "education"),
        "工作与户籍": (
            "employer",
            "employment",
            "position",
            "title",
            "skill",
            "worked_since",
            "household_type",
            "household_place",
            "address",
        ),
        "会籍": (
            "union",
            "team",
            "change_type",
            "change_date",
            "change_reason",
            "status",
            "joined",
            "card",
            "card_state",
        ),
        "群体": ("group", "new_form", "migrant"),
        "会员登记表": ("wage", "family", "career", "remark"),
    },
    identity=("id_number",),
    likeness=("name", "birth"),
    akin=("name", "union", "sex", "employer"),
    rules=(
        person_rules.name_is_a_name,
        person_rules.id_number_is_right,
        person_rules.sex_agrees_with_the_number,
        person_rules.birth_agrees_with_the_number,
        person_rules.birth_is_possible,
        rules.old_enough_to_work,
        rules.joined_after_birth,
        rules.changed_after_joining,
        rules.dates_are_not_in_the_future,
        rules.status_agrees_with_the_change,
        rules.nothing_is_missing,
    ),
    moves=(
        rules.union_moves_by_a_change,
        rules.status_moves_by_a_change,
        rules.change_is_allowed,
        rules.change_is_not_earlier,
        rules.joining_stays,
    ),
    search=("name", "id_number", "mobile"),
    filters=("union", "status", "group", "team", "migrant", "sex"),
    order=("id",),
    sheet=(
        "name",
        "sex",
        "birth",
        "nation",
        "employment",
        "id_type",
        "id_number",
        "education",
        "skill",
        "mobile",
        "household_type",
        "household_place",
        "change_type",
        "change_date",
        "change_reason",
        "politics",
        "employer",
        "native_place",
        "migrant",
        "union",
        "group",
    ),
    fixed=("union", "change_type", "change_date", "change_reason", "status", "joined"),
    fillable=("joined", "change_date", "change_reason"),
    yielding=("birth",),
    complete=follow.fill_member,
    after=follow.members_were_saved,
    removing=follow.members_are_removed,
    empty="还没有会员。点“导入”把手头的 Excel 花名册导进来，或点“新增”录入一人。",
    help="实名制会员名册。会籍的入、转、保留、退用“会籍变动”办理，每一次都留有记录。",
)

MEMBERSHIP_CHANGES = Kind(
    key="membership-changes",
    model=MembershipChange,
    title="会籍变动",
    noun="会籍变动",
    columns=("member", "type", "date", "reason", "union", "from_union", "counterpart"),
    sections={
        "变动": ("member", "type", "date", "reason", "union", "from_union", "counterpart"),
        "依据": ("document", "dues_until", "replaces", "remark"),
    },
    rules=(
        rules.change_is_dated,
        rules.correction_is_of_the_same_member,
        rules.transfer_names_the_other_side,
    ),
    filters=("type", "union"),
    order=("-date", "-id"),
    append_only=True,
    complete=follow.fill_change,
    after=follow.changes_were_saved,
    empty="还没有会籍变动。在会员名册里选中会员，点“会籍变动”。",
    help="入会、转入、保留、转出、除名、退会等，只增不改；填错用“更正”再记一笔。",
)

APPLICATIONS = Kind(
    key="applications",
    model=Application,
    title="入会申请",
    noun="入会申请",
    columns=("name", "sex", "mobile", "union", "mode", "received", "due", "state"),
    sections={
        "申请人": ("name", "sex", "birth", "id_number", "mobile", "employer", "group", "migrant"),
        "办理": ("union", "mode", "received", "due", "contacted", "decided", "state", "dues_from", "member"),
        "备注": ("contact_log", "remark"),
    },
    likeness=("name", "id_number"),
    akin=("name", "union", "sex", "birth", "employer", "received"),
    rules=(
        person_rules.id_number_is_right,
        person_rules.sex_agrees_with_the_number,
        person_rules.birth_agrees_with_the_number,
        rules.decided_after_received,
    ),
    search=("name", "id_number", "mobile"),
    filters=("state", "union", "mode"),
    order=("-received", "-id"),
    fixed=("member",),
    yielding=("birth",),
    complete=follow.fill_application,
    empty="还没有入会申请。网上、窗口、上门收到的申请在这里登记，程序会提醒办理期限。",
    help="收到申请后按期限联系、审批；批准后点“批准入会”自动建立会员。",
)

CADRES = Kind(
    key="cadres",
    model=Cadre,
    title="工会干部",
    noun="干部",
    columns=("name", "union", "post", "sort", "since", "until", "phone"),
    sections={"任职": ("member", "name", "union", "post", "sort", "since", "until", "phone", "remark")},
    identity=("name", "union", "post", "since"),
    akin=("name", "union", "post"),
    rules=(rules.office_ends_after_it_begins,),
    search=("name", "phone"),
    filters=("union", "post", "sort"),
    order=("union", "id"),
    complete=follow.fill_cadre,
    empty="还没有干部。选会员后填职务即可，姓名和电话自动带出。",
    help="在各级工会任职的主席、委员等。换届结果批复后会自动更新（见换届选举）。",
)

CONSENTS = Kind(
    key="consents",
    model=Consent,
    title="个人信息同意书",
    noun="同意书",
    columns=("member", "given", "sensitive", "withdrawn", "paper"),
    sections={"同意": ("member", "purpose", "kinds", "given", "sensitive", "withdrawn", "paper", "remark")},
    rules=(rules.withdrawn_after_given,),
    filters=("sensitive",),
    order=("-given", "-id"),
    empty="还没有同意书。打印告知书请会员签字后在这里登记。",
    help="个人信息收集告知与同意的记录（个人信息保护法第十四、十五、二十九条）。",
)

KINDS: tuple[Kind, ...] = (MEMBERS, APPLICATIONS, MEMBERSHIP_CHANGES, CADRES, CONSENTS)
