"""What an operator without the right gets to of the fields that take one: by list, record, sheet, paper and log."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from unionapp import cli
from unionapp.errors import Refused
from unionapp.exchange import apply, outgoing, plan, workbook
from unionapp.office import cabinet
from unionapp.office.list_paper import list_paper
from unionapp.paper.paper import PrintRequest, write
from unionapp.records import access, codes, fields, search
from unionapp.records.kind import Kind
from unionapp.store import access_log, editing, system
from unionapp.store.store import Store

from tests import secrets, support
from tests.secrets import FAMILIES, OTHER, OTHER_PASSWORD, Family, every_secret_kind, families, leaks
from tests.support import cheap_keys

__all__ = ["cheap_keys", "families"]

Reopen = Callable[[], Store]


@pytest.fixture
def folder(families: tuple[Kind, ...], tmp_path: Path, cheap_keys: None) -> Path:
    """A data folder of two operators, closed."""
    secrets.founded(tmp_path / "data").close()
    return tmp_path / "data"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """The same open to who sees everything."""
    opened = support.open_store(folder)
    yield opened
    opened.close()


@pytest.fixture
def other(store: Store) -> Iterator[Reopen]:
    """Opens the same to who does not see secrets."""
    opened: list[Store] = []

    def reopen() -> Store:
        store.close()
        opened.append(support.open_store(store.folder, OTHER, OTHER_PASSWORD))
        return opened[-1]

    yield reopen
    for each in opened:
        each.close()


def run(store: Store, capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """A command over the data, and all that it said."""
    code = cli.main(["--data", str(store.folder), *map(str, arguments)])
    said = capsys.readouterr()
    return code, said.out + said.err


@pytest.fixture
def as_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands are given by who does not see secrets."""
    monkeypatch.setenv("UNIONAPP_OPERATOR", OTHER)
    monkeypatch.setenv("UNIONAPP_PASSWORD", OTHER_PASSWORD)


def test_the_grep_would_find_what_somebody_with_the_right_is_shown(store: Store) -> None:
    record = secrets.with_secrets(store, FAMILIES)
    shown = [FAMILIES.shown(record, name) for name in FAMILIES.secrets]
    assert len(leaks(FAMILIES, shown)) == 4
    assert access.HIDDEN not in shown


@every_secret_kind
def test_every_text_of_a_record_is_hidden_filled_or_not(store: Store, other: Reopen, kind: Kind) -> None:
    filled, empty = secrets.with_secrets(store, kind), support.saved(store, kind, 2)
    store = other()
    for record in (filled, empty):
        for mask in (False, True):
            assert {kind.shown(record, name, mask) for name in kind.secrets} == {access.HIDDEN}
    assert kind.unseen == set(kind.secrets)


@every_secret_kind
def test_what_is_wrong_with_a_record_does_not_tell_its_secrets(store: Store, other: Reopen, kind: Kind) -> None:
    record = secrets.with_secrets(store, kind)
    store = other()
    old = editing.stored(kind, [record.id])[record.id]
    told = [*kind.check(record), *kind.check_move(record, {**old, **dict.fromkeys(kind.secrets)})]
    assert leaks(kind, [f"{each.message}{each.article}{each.rule}" for each in told]) == []


def test_an_error_of_a_hidden_field_is_told_without_its_value_and_a_doubt_not_at_all(
    store: Store, other: Reopen
) -> None:
    wrong, doubtful = Family(name="王五", income=-765_432), Family(name="王五", income=7_654_321)
    assert [len(FAMILIES.check(each)) for each in (wrong, doubtful)] == [1, 1]
    other()
    assert FAMILIES.check(doubtful) == []
    (problem,) = FAMILIES.check(wrong)
    assert problem.message.startswith("“家庭年收入”有误，您没有查看这一栏的权限")
    assert (problem.article, problem.level) == ("", "error")


@every_secret_kind
def test_no_command_prints_a_secret(
    store: Store, kind: Kind, capsys: pytest.CaptureFixture[str], as_other: None
) -> None:
    record = secrets.with_secrets(store, kind)
    store.close()
    said = ""
    for command in (
        ("list", kind.key),
        ("list", kind.key, "--json"),
        ("show", kind.key, record.uid),
        ("show", kind.key, record.uid, "--json"),
        ("log", "--json"),
        ("check", "--all", "--json"),
        ("undo",),
        ("redo",),
        ("log",),
    ):
        code, words = run(store, capsys, *command)
        assert code in ((2,) if command in (("undo",), ("redo",)) else (0, 1)), words
        said += words
    assert access.HIDDEN in said
    assert leaks(kind, said) == []


@every_secret_kind
def test_no_command_finds_filters_or_sorts_by_a_secret(
    store: Store, kind: Kind, capsys: pytest.CaptureFixture[str], as_other: None, tmp_path: Path
) -> None:
    record = secrets.with_secrets(store, kind)
    store.close()
    for name in kind.secrets:
        field = kind.model._meta.fields[name]
        if name in kind.fields:
            for asked in ("--where", f"{field.label}="), (f"--order={name}",), (f"--order=-{name}",):
                code, words = run(store, capsys, "list", kind.key, *asked)
                assert code == cli.NOT_DONE
                assert "没有查看" in words
            assert run(store, capsys, "export", kind.key, tmp_path / "a.xlsx", "--where", f"{name}=")[0] == 2
    for word in secrets.words_of(kind):
        code, words = run(store, capsys, "list", kind.key, "--find", word, "--json")
        assert json.loads(words) == [], record.uid


@every_secret_kind
@pytest.mark.parametrize("masked", [True, False])
def test_no_sheet_that_goes_out_holds_a_secret(
    store: Store, other: Reopen, kind: Kind, tmp_path: Path, masked: bool
) -> None:
    secrets.with_secrets(store, kind)
    store = other()
    sheet = tmp_path / "out.xlsx"
    assert outgoing.export(store, kind, search.Query(), sheet, masked) >= 1
    with zipfile.ZipFile(sheet) as parts:
        content = "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    assert leaks(kind, content) == []
    assert access.HIDDEN in content
    if not masked:
        made = plan.read_and_plan(store, kind, sheet).plan
        assert (made.new, made.changed, made.wrong) == (0, 0, 0)


@every_secret_kind
def test_a_printed_list_hides_its_secrets_and_does_not_sum_them(store: Store, other: Reopen, kind: Kind) -> None:
    secrets.with_secrets(store, kind)
    store = other()
    paper = list_paper(kind, tuple(kind.fields))
    document = paper.document(store, PrintRequest())
    texts = [text for block in document.blocks for row in _rows(block) for text in row]
    assert access.HIDDEN in texts
    assert leaks(kind, texts) == []


def _rows(block: Any) -> list[Any]:
    return [*getattr(block, "rows", ()), getattr(block, "totals", None) or ()]


@every_secret_kind
def test_no_paper_prints_a_secret(store: Store, other: Reopen, kind: Kind) -> None:
    record = secrets.with_secrets(store, kind)
    store = other()
    for paper in cabinet.PAPERS:
        if paper.of is kind:
            for masked in (False, True):
                try:
                    drawn = repr(paper.document(store, PrintRequest(record=record, masked=masked)))
                except Refused:
                    continue
                assert leaks(kind, drawn) == [], paper.id


@every_secret_kind
def test_the_log_names_no_secret(store: Store, kind: Kind) -> None:
    record = secrets.with_secrets(store, kind)
    if kind.by_hand and not kind.append_only:
        editing.save(store.journal, kind, record)
    access_log.record_seen(store.journal, kind, record.label)
    assert leaks(kind, [step.words for step in store.journal.steps()]) == []


def test_who_may_not_see_a_field_can_neither_fill_nor_change_it(store: Store, other: Reopen) -> None:
    record = secrets.with_secrets(store, FAMILIES)
    store = other()
    before = support.picture(store)
    record.income = 1
    with pytest.raises(Refused, match="没有填写“家庭年收入”的权限"):
        editing.save(store.journal, FAMILIES, record)
    with pytest.raises(Refused, match="没有填写“患病情况”的权限"):
        editing.save(store.journal, FAMILIES, Family(name="王五", illness="感冒"))
    assert support.picture(store) == before
    again = Family.get_by_id(record.id)
    again.members = 4
    editing.save(store.journal, FAMILIES, again)
    editing.save(store.journal, FAMILIES, Family(name="王五"))
    kept = Family.get_by_id(record.id)
    assert (kept.members, kept.income) == (4, record.__data__["income"] and secrets.telling(Family.income, 1))


def test_who_may_not_fill_a_field_neither_undoes_nor_redoes_its_change(store: Store, other: Reopen) -> None:
    record = secrets.with_secrets(store, FAMILIES)
    store = other()
    before = support.picture(store)
    with pytest.raises(Refused, match=r"这一步改动过.*“家庭年收入”.*没有改动") as refused:
        store.journal.undo()
    assert leaks(FAMILIES, [str(refused.value)]) == [] and support.picture(store) == before
    store.close()
    store = support.open_store(store.folder)
    step = store.journal.undo()
    assert Family.get_by_id(record.id).income == secrets.telling(Family.income, 0)
    assert leaks(FAMILIES, step.words) == []
    store.close()
    store = other()
    with pytest.raises(Refused, match="这一步改动过"):
        store.journal.redo()
    store.close()
    store = support.open_store(store.folder)
    store.journal.redo()
    assert Family.get_by_id(record.id).income == secrets.telling(Family.income, 1)
    store.close()


def test_what_followed_by_itself_from_ones_own_step_is_undone_until_rights_change(store: Store, other: Reopen) -> None:
    record = secrets.with_secrets(store, FAMILIES)
    store = other()
    for _ in range(2):
        with store.journal.step("随人口推算"):
            Family.update(income=Family.income + 1).where(Family.id == record.id).execute()
    store.journal.undo()
    store.journal.redo()
    store.close()
    store = support.open_store(store.folder)
    row = system.Operator.get(system.Operator.name == OTHER)
    row.remark = "改过"
    editing.save(store.journal, system.OPERATORS, row)
    store.journal.undo()
    store.close()
    store = other()
    with pytest.raises(Refused, match="这一步改动过"):
        store.journal.undo()


def test_who_lost_a_right_does_not_get_it_back_by_undoing(store: Store, other: Reopen) -> None:
    row = system.Operator.get(system.Operator.name == OTHER)
    row.rights = ("write", "private")
    editing.save(store.journal, system.OPERATORS, row)
    row.rights = ("write",)
    editing.save(store.journal, system.OPERATORS, row)
    store = other()
    assert not store.journal.may("private")
    with pytest.raises(Refused, match="管理操作员与设置"):
        store.journal.undo()
    assert not store.journal.may("private")


def test_search_itself_refuses_an_order_and_a_filter_by_what_may_not_be_seen(store: Store, other: Reopen) -> None:
    secrets.with_secrets(store, FAMILIES)
    by_value = search.Query(where=(search.Condition("income", ">", 1),))
    assert len(search.ids(FAMILIES, by_value)) == search.count(FAMILIES, by_value) == 1
    assert len(search.ids(FAMILIES, search.Query(order=("-income",)))) == 1
    store = other()
    for query in (by_value, search.Query(order=("-income",)), search.Query(order=("helper",))):
        with pytest.raises(Refused, match="没有查看"):
            search.ids(FAMILIES, query)
    with pytest.raises(Refused, match="没有查看“家庭年收入”的权限"):
        search.count(FAMILIES, by_value)


def test_an_import_of_filled_secret_columns_is_refused_and_changes_nothing(
    store: Store, other: Reopen, tmp_path: Path
) -> None:
    record = secrets.with_secrets(store, FAMILIES)
    sheet = tmp_path / "full.xlsx"
    outgoing.export(store, FAMILIES, search.Query(), sheet)
    store = other()
    before = support.picture(store)
    with pytest.raises(Refused, match="没有填写“家庭年收入”、“患病情况”"):
        plan.read_and_plan(store, FAMILIES, sheet)
    assert support.picture(store) == before
    csv = tmp_path / "some.csv"
    csv.write_text(f"记录编号,户主,家庭人口,家庭年收入,患病情况\n{record.uid},{record.name},7,,＊＊＊\n", "utf-8")
    intake = plan.read_and_plan(store, FAMILIES, csv)
    assert [row.changes for row in intake.plan.rows] == [{"members": ("", "7")}]
    apply.apply(store, intake.plan, csv)
    kept = Family.get_by_id(record.id)
    assert (kept.members, kept.income) == (7, secrets.telling(Family.income, 1))
    assert [b.sheet for b in [workbook.read(sheet)]] == [FAMILIES.title]


def test_a_template_of_a_kind_with_secrets_can_be_had_by_everybody(store: Store, other: Reopen, tmp_path: Path) -> None:
    store = other()
    outgoing.template(store, FAMILIES, tmp_path / "empty.xlsx")
    assert (tmp_path / "empty.xlsx").stat().st_size > 0


def test_looking_listing_and_taking_out_with_the_right_leave_a_note_each(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    record = secrets.with_secrets(store, FAMILIES)
    outgoing.export(store, FAMILIES, search.Query(), tmp_path / "out.xlsx")
    write(list_paper(FAMILIES, ("name", "income")), store, PrintRequest(), tmp_path / "out.pdf")
    store.close()
    monkeypatch.setenv("UNIONAPP_OPERATOR", support.OPERATOR)
    monkeypatch.setenv("UNIONAPP_PASSWORD", support.PASSWORD)
    assert run(store, capsys, "show", FAMILIES.key, record.uid)[0] == 0
    assert run(store, capsys, "list", FAMILIES.key)[0] == 0
    _, log = run(store, capsys, "log", "--json", "--limit", "4")
    listed, shown, printed, exported = [each["what"] for each in json.loads(log)]
    assert listed == "查看测试家庭 1 条的家庭年收入、患病情况"
    assert shown.startswith(f"查看家庭“{record.label}”的家庭年收入、患病情况、致困原因")
    assert printed == "打印“测试家庭（当前列表）”（含完整家庭年收入，1 条）"
    assert exported.startswith("导出测试家庭 1 行到“out.xlsx”（含家庭年收入、患病情况")


def test_without_the_right_no_note_says_that_secrets_were_seen(store: Store, as_other: None, capsys: Any) -> None:
    record = secrets.with_secrets(store, FAMILIES)
    store.close()
    run(store, capsys, "show", FAMILIES.key, record.uid)
    run(store, capsys, "list", FAMILIES.key, "--json")
    _, log = run(store, capsys, "log")
    assert "查看" not in log


def test_a_masked_cell_does_not_tell_whether_anything_is_there(store: Store) -> None:
    full, empty = secrets.with_secrets(store, FAMILIES), support.saved(store, FAMILIES, 2)
    for name in FAMILIES.secrets:
        assert FAMILIES.shown(full, name, mask=True) == FAMILIES.shown(empty, name, mask=True) == access.HIDDEN


def test_what_may_be_seen_is_told_by_the_folder_at_work_and_by_none_where_nobody_looks() -> None:
    field = fields.Money("收入", right="private")
    assert not access.may_see(field)
    with support.looking():
        assert access.may_see(field)
    assert not access.may_see(field)


def test_every_right_says_what_it_gives() -> None:
    assert all(code.note for code in codes.table("rights").codes)
    assert {"write", "admin", "export", "books", "approve", "private"} <= set(codes.table("rights").by_key)
