from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from unionapp import subjects
from unionapp.errors import Refused, Stopped
from unionapp.exchange import apply, outgoing, refused
from unionapp.exchange.workbook import read
from unionapp.records import fields
from unionapp.records.search import Condition, Query
from unionapp.store import editing
from unionapp.store.store import Store
from unionapp.subjects.members.models import Cadre, Member, MembershipChange
from unionapp.subjects.members.records import CADRES, MEMBERS, MEMBERSHIP_CHANGES
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests.exchange.places import HEADINGS, MILL, PASSWORD, number, opened, person, planned, sheet, told

ROOT = Path(__file__).resolve().parents[2]


def roster(folder: Path, count: int, start: int = 1) -> Path:
    """A file with this many made-up persons."""
    rows = [HEADINGS]
    for serial in range(start, start + count):
        born = date(1950 + serial // 900, 1 + serial % 12, 15)
        fresh = person(serial % 900, 出生日期=None)
        rows.append((*fresh[:3], number(serial % 900, born), *fresh[4:]))
    return sheet(folder / f"roster-{start}-{count}.xlsx", rows)


def everything(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all record tables."""
    tables = [kind.model._meta.table_name for kind in store.kinds]
    return {name: store.database.execute_sql(f"SELECT * FROM {name} ORDER BY id").fetchall() for name in tables}


def test_an_import_is_one_step_with_a_copy_before_it(store: Store, tmp_path: Path) -> None:
    path = roster(tmp_path, 3)
    result = apply.apply(store, planned(store, path).plan, path)
    assert (result.new, result.changed, result.same, result.wrong) == (3, 0, 0, 0)
    assert store.journal.steps(1)[0].title == f"导入会员名册“{path.name}”，新增 3 条，修改 0 条"
    assert MembershipChange.select().count() == 3
    assert any("导入前" in each.name for each in (store.folder / "backups").iterdir())


def test_undoing_an_import_restores_exactly_what_was(store: Store, tmp_path: Path) -> None:
    apply.apply(store, planned(store, roster(tmp_path, 3)).plan, roster(tmp_path, 3))
    before = everything(store)
    rows = [HEADINGS, person(1, 移动电话="13900000000"), person(500)]
    path = sheet(tmp_path / "b.xlsx", rows)
    apply.apply(store, planned(store, path).plan, path)
    after = everything(store)
    assert after != before
    store.journal.undo("导错了文件")
    assert everything(store) == before
    store.journal.redo()
    assert everything(store) == after


def test_wrong_rows_are_left_out_unless_all_or_nothing_is_asked(store: Store, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", [HEADINGS, person(1), person(2, 所属工会="某公司")])
    with pytest.raises(Refused, match="有 1 行不能导入"):
        apply.apply(store, planned(store, path).plan, path, all_or_nothing=True)
    assert Member.select().count() == 0
    apply.apply(store, planned(store, path).plan, path)
    assert Member.select().count() == 1


def test_a_plan_is_refused_once_the_register_moved_on(store: Store, tmp_path: Path) -> None:
    path = roster(tmp_path, 2)
    plan = planned(store, path).plan
    store.journal.note("看过")
    editing.save(store.journal, UNIONS, Union(name="新工会"))
    with pytest.raises(Refused, match="又有了改动"):
        apply.apply(store, plan, path)
    assert Member.select().count() == 0


def test_a_note_in_the_log_does_not_spoil_a_plan(store: Store, tmp_path: Path) -> None:
    path = roster(tmp_path, 2)
    plan = planned(store, path).plan
    store.journal.note("看过")
    assert apply.apply(store, plan, path).new == 2


def test_stopping_leaves_nothing_behind(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apply, "ROWS_AT_ONCE", 2)
    path = roster(tmp_path, 5)

    def stop(done: int, total: int, what: str) -> None:
        if done >= 4:
            raise Stopped

    with pytest.raises(Stopped):
        apply.apply(store, planned(store, path).plan, path, progress=stop)
    assert Member.select().count() == 0
    assert MembershipChange.select().count() == 0


def test_an_import_of_nothing_new_leaves_no_step(store: Store, tmp_path: Path) -> None:
    path = roster(tmp_path, 2)
    apply.apply(store, planned(store, path).plan, path)
    steps = store.journal.steps()
    assert apply.apply(store, planned(store, path).plan, path).same == 2
    assert store.journal.steps() == steps


def test_the_layout_chosen_by_the_clerk_is_used_the_next_time(store: Store, tmp_path: Path) -> None:
    rows = [("姓名", "归口", "证件号码"), (person(1)[0], MILL, person(1)[3])]
    path = sheet(tmp_path / "a.xlsx", rows)
    layout = planned(store, path).plan.layout.with_column(MEMBERS, 1, "union")
    apply.apply(store, planned(store, path, layout=layout).plan, path)
    assert planned(store, sheet(tmp_path / "b.xlsx", rows)).plan.same == 1


def test_2000_rows_come_in_and_are_found(store: Store, tmp_path: Path) -> None:
    path = roster(tmp_path, 2000)
    plan = planned(store, path).plan
    assert (plan.new, plan.wrong) == (2000, 0)
    apply.apply(store, plan, path)
    assert Member.select().count() == 2000
    assert planned(store, path).plan.same == 2000
    assert store.check() == []


def test_the_number_of_the_record_stands_where_only_the_program_looks(store: Store, tmp_path: Path) -> None:
    path = roster(tmp_path, 1)
    apply.apply(store, planned(store, path).plan, path)
    outgoing.export(store, MEMBERS, Query(), tmp_path / "out.xlsx")
    book = read(tmp_path / "out.xlsx")
    assert book.hidden.columns == {book.rows[0].cells.index("记录编号")}


def test_an_export_imports_again_as_the_same(store: Store, tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        *(person(n) for n in range(1, 20)),
        person(50, 证件号码=None),
        person(51, 证件号码=None, 出生日期=None),
    ]
    path = sheet(tmp_path / "a.xlsx", rows)
    apply.apply(store, planned(store, path).plan, path)
    for kind in (MEMBERS, UNIONS, MEMBERSHIP_CHANGES):
        out = tmp_path / f"{kind.key}.xlsx"
        count = outgoing.export(store, kind, Query(), out)
        plan = planned(store, out, kind).plan
        assert (plan.same, plan.new, plan.changed, plan.wrong) == (count, 0, 0, 0)


def test_every_sort_of_value_survives_export_and_import(store: Store, tmp_path: Path) -> None:
    random = Random(7)
    mill = Union.get(Union.name == MILL)
    for serial in range(1, 30):
        values = dict(zip(HEADINGS, person(serial), strict=True))
        member = Member(name=values["姓名"], id_number=values["证件号码"], union=mill, change_date=date(2020, 1, 2))
        for name, each in MEMBERS.fields.items():
            if name not in MEMBERS.fixed and name not in ("name", "sex", "birth", "id_type", "id_number"):
                setattr(member, name, _some(each, random))
        editing.save(store.journal, MEMBERS, member)
    out = tmp_path / "a.xlsx"
    outgoing.export(store, MEMBERS, Query(), out)
    assert planned(store, out).plan.counts == {"new": 0, "changed": 0, "same": 29, "wrong": 0}


def _some(field: Any, random: Random) -> Any:
    """A value of a field's type."""
    if isinstance(field, fields.Choice):
        return random.choice(field.codes.codes).key
    if isinstance(field, fields.Date):
        return date(random.randint(1950, 2020), 1, random.randint(1, 28))
    if isinstance(field, fields.Money):
        return random.choice([None, 0, random.randint(1, 10**7)])
    if isinstance(field, fields.YesNo):
        return random.choice([None, True, False])
    if isinstance(field, fields.Phone):
        return f"138{random.randint(0, 10**8 - 1):08d}"
    if isinstance(field, fields.Attachment):
        return ""
    if isinstance(field, fields.LongText):
        return random.choice(["", "第一行\n第二行", "=1+1"])
    return random.choice(["", "00123", "=cmd|' /C calc'!A0", "@张", "1.10E+05", "两 个 词"])


def test_a_sheet_of_very_long_names_is_refused_row_by_row_and_the_file_stays_small(
    store: Store, tmp_path: Path
) -> None:
    path = sheet(
        tmp_path / "a.xlsx", [HEADINGS, person(1), *(person(n, 姓名="王长行重乐" * 400) for n in range(2, 22))]
    )
    before = (store.folder / "union.db").stat().st_size
    intake = planned(store, path)
    assert {message for _, _, message in told(intake)} == {"“姓名”最长 50 个字，现在 2,000 个，请缩短；没有保存。"}
    result = apply.apply(store, intake.plan, path)
    assert (result.new, result.wrong) == (1, 20)
    store.close()
    assert (store.folder / "union.db").stat().st_size < before + 500_000


def test_texts_kept_from_before_there_was_a_length_go_out_and_come_back_as_the_same(
    store: Store, tmp_path: Path
) -> None:
    old: Any = Union(name="青山乡" * 100, address="山" * 2000)
    with store.journal.step("从前"):
        editing.put(UNIONS, [old])
    outgoing.export(store, UNIONS, Query(), tmp_path / "out.xlsx")
    intake = planned(store, tmp_path / "out.xlsx", UNIONS)
    assert {row.fate for row in intake.plan.rows} == {"same"}
    path = sheet(tmp_path / "b.xlsx", [("工会名称", "地址", "工会负责人"), (old.name, old.address, "王伟")])
    assert [row.changes for row in planned(store, path, UNIONS).plan.rows] == [{"chair": ("", "王伟")}]
    path = sheet(tmp_path / "c.xlsx", [("工会名称", "地址"), (old.name, "水" * 300)])
    found = told(planned(store, path, UNIONS), "warning")
    assert [(row, label) for row, label, _ in found] == [(2, "地址")]
    assert "“地址”最长 200 个字，现在 300 个" in found[0][2] and "以“山山" in found[0][2]


def test_links_to_namesakes_are_told_by_their_number(store: Store, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", [HEADINGS, person(1), person(3, 姓名=person(1)[0])])
    apply.apply(store, planned(store, path).plan, path)
    mill = Union.get(Union.name == MILL)
    for member in Member.select():
        editing.save(
            store.journal,
            CADRES,
            Cadre(member=member, name=member.name, union=mill, post=Cadre.post.codes.codes[0].key),
        )
    out = tmp_path / "cadres.xlsx"
    outgoing.export(store, CADRES, Query(), out)
    plan = planned(store, out, CADRES).plan
    assert (plan.same, plan.wrong) == (2, 0)


def test_a_text_that_looks_like_a_formula_stays_text(store: Store, tmp_path: Path) -> None:
    evil = "=cmd|' /C calc'!A0"
    path = tmp_path / "a.csv"
    path.write_text(",".join(HEADINGS) + "\r\n" + ",".join(map(str, person(1, 工作单位=evil))), "utf-8", newline="")
    apply.apply(store, planned(store, path).plan, path)
    assert Member.get().employer == evil
    out = tmp_path / "out.xlsx"
    outgoing.export(store, MEMBERS, Query(), out)
    with zipfile.ZipFile(out) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")
    assert planned(store, out).plan.same == 1


def test_a_masked_export_hides_private_parts_and_is_noted(store: Store, tmp_path: Path) -> None:
    path = roster(tmp_path, 2)
    apply.apply(store, planned(store, path).plan, path)
    out = tmp_path / "masked.xlsx"
    query = Query(where=(Condition("sex", "=", "1"),))
    assert outgoing.export(store, MEMBERS, query, out, masked=True) == 1
    headings, row = (each.cells for each in read(out).rows)
    assert "记录编号" not in headings
    assert str(row[headings.index("证件号码")]).count("*") == 8
    assert store.journal.steps(1)[0].title == "导出会员名册 1 行到“masked.xlsx”（隐去隐私）"


def test_the_template_offers_lists_and_imports_when_filled(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    outgoing.template(store, MEMBERS, path)
    book = read(path)
    assert book.sheets == ("会员名册", "填写说明")
    assert book.rows[0].cells[:7] == ("姓名", "性别", "出生日期", "民族", "就业状况", "有效证件类别", "证件号码")
    with zipfile.ZipFile(path) as packed:
        assert MILL in "".join(packed.read(name).decode() for name in packed.namelist())


def test_refused_rows_come_back_as_they_were_with_reasons(store: Store, tmp_path: Path) -> None:
    rows = [("说明",), ("编号", *HEADINGS), (1, *person(1)), (2, *person(2, 所属工会="某公司", 移动电话="12"))]
    intake = planned(store, sheet(tmp_path / "a.xlsx", rows))
    failed = tmp_path / "failed.xlsx"
    assert refused.write_failed(failed, intake.book, intake.plan) == 1
    headings, row = (each.cells for each in read(failed).rows)
    assert headings == ("编号", *HEADINGS, "是否导入成功", "错误原因")
    assert row[:10] == ("2", *person(2, 所属工会="某公司", 移动电话="12"), "否")
    assert "所属工会：没有找到" in str(row[10])
    assert "移动电话：" in str(row[10])
    again = planned(store, failed)
    assert again.plan.layout.unknown == ()
    assert again.plan.wrong == 1


def test_a_row_with_more_reasons_than_a_cell_holds_does_not_keep_the_good_rows_out(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "错" * 40_000
    lines = [HEADINGS, person(1), person(2, 移动电话=long, 所属工会="某公司")]
    (tmp_path / "a.csv").write_text("\n".join(",".join(map(str, line)) for line in lines), "utf-8")
    intake = planned(store, tmp_path / "a.csv")
    monkeypatch.setattr(refused, "reasons", lambda kind, row: "😀" * 20_000)
    failed = tmp_path / "failed.xlsx"
    assert refused.write_failed(failed, intake.book, intake.plan) == 1
    cells = read(failed).rows[1].cells
    assert str(cells[-1]).startswith("😀😀") and str(cells[-1]).endswith("…")
    assert "错" * 30_000 + "" in str(cells) and max(len(str(cell).encode("utf-16-le")) // 2 for cell in cells) <= 32_767


def test_spoilt_numbers_come_back_as_a_repair_sheet_that_imports(store: Store, tmp_path: Path) -> None:
    rows = [HEADINGS, person(1), person(2, 证件号码=person(2)[3][:15] + "000")]
    intake = planned(store, sheet(tmp_path / "a.xlsx", rows))
    failed = tmp_path / "failed.xlsx"
    refused.write_failed(failed, intake.book, intake.plan)
    book = read(failed, refused.REPAIR_TITLE)
    assert book.rows[0].cells[:3] == ("姓名", "原号码（已损坏）", "正确证件号码")
    unfilled = planned(store, failed, sheet=refused.REPAIR_TITLE)
    assert unfilled.plan.wrong == 1
    cells = list(book.rows[1].cells)
    cells[2] = person(2)[3]
    repaired = planned(store, sheet(tmp_path / "repaired.xlsx", [book.rows[0].cells, cells]))
    assert repaired.plan.rows[0].record.id_number == person(2)[3]
    assert repaired.plan.rows[0].record.union.name == MILL


KILLED = """
import sys
from pathlib import Path
from unionapp import subjects
from unionapp.exchange import apply
from unionapp.exchange.plan import read_and_plan
from unionapp.store.store import Store
from unionapp.subjects.members.records import MEMBERS

def tell(done, total, what):
    print(what, done, flush=True)

if __name__ == "__main__":
    apply.ROWS_AT_ONCE = 100
    store = Store.open(Path(sys.argv[1]), subjects.KINDS, "测试员", sys.argv[3], subjects.OPTIONS).enter()
    path = Path(sys.argv[2])
    apply.apply(store, read_and_plan(store, MEMBERS, path).plan, path, progress=tell)
"""


@pytest.mark.parametrize("rows_done", [100, 300, 500])
def test_a_power_cut_in_the_middle_leaves_all_or_nothing(tmp_path: Path, rows_done: int) -> None:
    folder, script = tmp_path / "data", tmp_path / "importing.py"
    script.write_text(KILLED, "utf-8")
    with opened(folder):
        pass
    path = roster(tmp_path, 600)
    command = [sys.executable, str(script), str(folder), str(path), PASSWORD]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, encoding="utf-8") as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == f"{apply.WRITING} {rows_done}":
                break
        process.kill()
    store = Store.open(folder, subjects.KINDS, "测试员", PASSWORD, subjects.OPTIONS).enter()
    try:
        assert store.check() == []
        assert Member.select().count() in (0, 600)
        assert MembershipChange.select().count() == Member.select().count()
    finally:
        store.close()
