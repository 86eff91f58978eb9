from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from unionapp.errors import Refused
from unionapp.exchange import apply, outgoing, refused
from unionapp.exchange.headings import UID_HEADING, sheet_names
from unionapp.exchange.workbook import read
from unionapp.records.search import Query
from unionapp.store import editing
from unionapp.store.store import Store

from tests import support
from tests.exchange.places import MILL, planned, sheet, told
from tests.exchange.slips import (
    DAY,
    HEADINGS,
    SLIP_MARKS,
    SLIPS,
    Slip,
    SlipLine,
    SlipMark,
    fates,
    kept,
    line,
    opened_with_slips,
    pair,
    take,
    taken,
)

BOTH = [("504", 500, None), ("101", None, 500)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store that knows slips."""
    with opened_with_slips(tmp_path / "data") as store:
        yield store


def plan_of(store: Store, folder: Path, rows: list[Any], headings: tuple[str, ...] = HEADINGS) -> Any:
    return planned(store, sheet(folder / "slips.xlsx", [headings, *rows]), SLIPS)


def test_the_sheet_has_the_official_columns_of_record_and_line_first() -> None:
    labels = [SLIPS.on_sheet[name].label for name in sheet_names(SLIPS)]
    official = ["日期", "票号", "附单据数", "摘要", "科目编号", "科目名称", "借方金额", "贷方金额"]
    assert labels == [*official, "工会", "主要摘要", "状态", "备注", "往来工会", "性质"]


def test_rows_of_one_day_and_number_make_one_record(store: Store, tmp_path: Path) -> None:
    result = take(store, tmp_path, pair("1", 5) + pair("2", 7))
    assert (result.new, result.wrong) == (4, 0)
    assert kept() == [(DAY, "1", 1, BOTH), (DAY, "2", 1, [("504", 700, None), ("101", None, 700)])]
    assert [slip.summary for slip in Slip.select()] == ["买纸", "买纸"]
    assert store.journal.steps(1)[0].title == "导入小票“slips.xlsx”，新增 4 行，修改 0 行"


def test_rows_of_one_record_may_stand_apart(store: Store, tmp_path: Path) -> None:
    one, two = pair("1", 5), pair("2", 7)
    take(store, tmp_path, [one[0], two[0], one[1], two[1]])
    assert [row[1] for row in kept()] == ["1", "2"]
    assert kept()[0][3] == BOTH


def test_rows_that_leave_the_record_empty_go_on_with_the_one_above(store: Store, tmp_path: Path) -> None:
    rows = []
    for first, second in (pair("1", 5), pair("2", 7), pair("3", 9)):
        rows += [first, (None, None, *second[2:7], None)]
    take(store, tmp_path, rows)
    assert [(row[1], row[2], len(row[3])) for row in kept()] == [("1", 1, 2), ("2", 1, 2), ("3", 1, 2)]


def test_a_day_written_once_holds_for_the_numbers_below_but_a_number_not_for_the_next_day(
    store: Store, tmp_path: Path
) -> None:
    one, two, three = pair("1", 5), pair("2", 7), pair(None, 9, date(2026, 3, 6))
    take(store, tmp_path, [one[0], one[1], (None, *two[0][1:]), (None, *two[1][1:]), *three])
    assert [row[:2] for row in kept()] == [(DAY, "1"), (DAY, "2"), (date(2026, 3, 6), "")]


def test_merged_cells_hold_for_all_the_rows_they_cover(store: Store, tmp_path: Path) -> None:
    rows = [HEADINGS] + [(None, None, *row[2:7], None) for row in pair("1", 5) + pair("2", 7)]
    merged = [(1, 1, 2, 1, "1"), (3, 1, 4, 1, "2"), (1, 0, 4, 0, "2026年3月5日"), (1, 7, 2, 7, "3")]
    taken(store, sheet(tmp_path / "a.xlsx", rows, merged))
    assert [row[:3] for row in kept()] == [(DAY, "1", 3), (DAY, "2", None)]


def test_a_wrong_line_refuses_its_whole_record_with_the_reason_at_its_row(store: Store, tmp_path: Path) -> None:
    good, bad = pair("1", 5), pair("2", 7)
    wrong = (*bad[1][:5], 7, 7, 1)
    intake = plan_of(store, tmp_path, [good[0], bad[0], good[1], wrong, pair("3", "七")[0]])
    assert fates(intake.plan) == [(2, "new"), (3, "wrong"), (4, "new"), (5, "wrong"), (6, "wrong")]
    found = told(intake)
    assert (3, "", "借贷不平。") in found
    assert (5, "借方金额", "借方、贷方只填一个。") in found
    assert [(row, label) for row, label, _ in found if row == 6] == [(6, "借方金额")]
    assert (intake.plan.new, intake.plan.wrong) == (2, 3)
    result = apply.apply(store, intake.plan, intake.path)
    assert (result.new, result.wrong) == (2, 3)
    assert [row[1] for row in kept()] == ["1"]


def test_a_row_refused_only_with_another_says_which_that_is(store: Store, tmp_path: Path) -> None:
    rows = [
        *pair("1", 5),
        (None, None, "再买", None, None, 3, None, None),
        (None, None, "付", "101", None, None, 3, None),
    ]
    found = told(plan_of(store, tmp_path, rows))
    assert (4, "科目编号", "“科目编号”还没有填。") in found
    assert [row for row, _, message in found if "第 4 行有误，整张没有导入" in message] == [2, 3, 5]


def test_rows_of_one_record_may_not_contradict_each_other(store: Store, tmp_path: Path) -> None:
    first, second = pair("1", 5)
    found = told(plan_of(store, tmp_path, [first, (*second[:7], 2)]))
    assert found[-1][:2] == (3, "")
    assert "第 3 行的“附单据数”与第 2 行不同" in found[-1][2]
    assert "第 3 行有误" in found[0][2]


def test_a_cell_of_the_record_that_cannot_be_read_is_told_at_its_row(store: Store, tmp_path: Path) -> None:
    first, second = pair("1", 5)
    intake = plan_of(store, tmp_path, [first, (*second[:7], "两张")])
    assert [row for row, _, message in told(intake, "warning") if message.startswith("“附单据数”：")] == [3]
    assert intake.plan.new == 2
    spoilt = [("二月三十", *row[1:]) for row in pair("2", 5)]
    found = told(plan_of(store, tmp_path, spoilt))
    assert [(row, label) for row, label, _ in found if label] == [(2, "日期")]


def test_records_without_a_number_are_put_together_with_a_warning(store: Store, tmp_path: Path) -> None:
    intake = plan_of(store, tmp_path, [*pair(None, 5), *pair("2", 7), *pair(None, 9, date(2026, 3, 6))])
    assert [row for row, _, _ in told(intake, "warning")] == [2, 6]
    assert "按同一小票登记" in told(intake, "warning")[0][2]
    apply.apply(store, intake.plan, intake.path)
    assert [(row[1], len(row[3])) for row in kept()] == [("", 2), ("2", 2), ("", 2)]


def test_the_same_sheet_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, pair("1", 5) + pair("2", 7))
    steps = store.journal.steps()
    assert take(store, tmp_path, pair("2", 7) + pair("1", 5)).same == 4
    assert store.journal.steps() == steps


def test_a_changed_line_changes_its_record_alone_and_keeps_what_the_sheet_has_no_word_of(
    store: Store, tmp_path: Path
) -> None:
    take(store, tmp_path, pair("1", 5) + pair("2", 7))
    slip = Slip.get(reference="1")
    lines = editing.lines_of(SLIPS, slip)
    lines[0].nature = "基本支出"
    editing.save_with_lines(store.journal, SLIPS, slip, lines)
    before = support.picture(store)
    intake = plan_of(store, tmp_path, pair("1", 6) + pair("2", 7))
    assert fates(intake.plan) == [(2, "changed"), (3, "changed"), (4, "same"), (5, "same")]
    assert intake.plan.rows[0].changes == {"lines.debit": ("5.00", "6.00")}
    assert intake.plan.rows[1].changes == {"lines.credit": ("5.00", "6.00")}
    result = apply.apply(store, intake.plan, intake.path)
    assert (result.changed, result.same) == (2, 2)
    assert SlipLine.get(slip=slip, place=1).nature == "基本支出"
    assert [each.id for each in editing.lines_of(SLIPS, slip)] == [each.id for each in lines]
    after = support.picture(store)
    store.journal.undo("导错了文件")
    assert support.picture(store) == before
    store.journal.redo()
    assert support.picture(store) == after


def test_a_line_kept_from_before_there_was_a_length_comes_back_as_the_same(store: Store, tmp_path: Path) -> None:
    long = "买" * 2000
    take(store, tmp_path, pair("1", 5))
    with store.journal.step("从前"):
        SlipLine.update(summary=long).where(SlipLine.debit.is_null()).execute()
    outgoing.export(store, SLIPS, Query(), tmp_path / "out.xlsx")
    assert fates(planned(store, tmp_path / "out.xlsx", SLIPS).plan) == [(2, "same"), (3, "same")]
    place = HEADINGS.index("摘要")
    rows = [(*row[:place], long + "纸", *row[place + 1 :]) for row in pair("2", 7)]
    found = told(plan_of(store, tmp_path, rows))
    assert {(row, label) for row, label, _ in found} == {(2, "摘要"), (3, "摘要")}
    assert {message for _, _, message in found} == {"“摘要”最长 200 个字，现在 2,001 个，请缩短；没有保存。"}


def test_lines_that_come_and_go_are_told_and_undone(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, pair("1", 5))
    before = support.picture(store)
    more = (DAY, "1", "找零", "101", None, 1, None, 1), (DAY, "1", "找零", "102", None, None, 1, 1)
    intake = plan_of(store, tmp_path, [*pair("1", 5), *more])
    assert fates(intake.plan) == [(n, "changed") for n in (2, 3, 4, 5)]
    assert intake.plan.rows[0].changes == {"lines": ("2 行", "4 行")}
    apply.apply(store, intake.plan, intake.path)
    assert len(kept()[0][3]) == 4
    take(store, tmp_path, pair("1", 5))
    assert kept() == [(DAY, "1", 1, BOTH)]
    store.journal.undo("导错了文件")
    store.journal.undo("导错了文件")
    assert support.picture(store) == before


def test_a_row_added_to_exported_rows_joins_the_record_of_its_day_and_number(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, pair("1", 5))
    uid = Slip.get().uid
    headings = (*HEADINGS, UID_HEADING)
    rows = [(*row, uid) for row in pair("1", 5)]
    rows += [
        (DAY, "1", "找零", "101", None, 1, None, None, None),
        (None, None, "找零", "102", None, None, 1, None, None),
    ]
    assert take(store, tmp_path, rows, headings).changed == 4
    assert (Slip.select().count(), SlipLine.select().count()) == (1, 4)


def test_a_record_is_told_by_its_own_number_when_its_day_changes(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, pair("1", 5))
    rows = [(*row, Slip.get().uid) for row in pair("1", 5, date(2026, 4, 1))]
    assert take(store, tmp_path, rows, (*HEADINGS, UID_HEADING)).changed == 2
    assert kept()[0][:2] == (date(2026, 4, 1), "1")


def test_rules_over_changes_see_the_stored_lines(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, pair("1", 5))
    slip = Slip.get()
    slip.state = "记账"
    editing.save(store.journal, SLIPS, slip)
    assert fates(plan_of(store, tmp_path, pair("1", 5)).plan) == [(2, "same"), (3, "same")]
    assert (2, "", "已记账，不能改。") in told(plan_of(store, tmp_path, pair("1", 6)))
    with pytest.raises(Refused, match="已记账"):
        editing.save_with_lines(store.journal, SLIPS, slip, [line("504", 600), line("101", None, 600)])


def test_several_stored_records_of_one_day_and_number_are_not_guessed_among(store: Store, tmp_path: Path) -> None:
    union = Slip(day=DAY, reference="1", union=2)
    for slip in (union, Slip(day=DAY, reference="1", union=2)):
        editing.save_with_lines(store.journal, SLIPS, slip, [line("504", 500), line("101", None, 500)])
    rows = [(*row, MILL) for row in pair("1", 6)]
    found = told(plan_of(store, tmp_path, rows, (*HEADINGS, "工会")))
    assert "登记中有 2 条工会、日期、票号相同的小票" in found[0][2]


def test_the_refused_rows_are_given_back_and_can_be_mended(store: Store, tmp_path: Path) -> None:
    good, bad = pair("1", 5), pair("2", 7)
    rows = [good[0], (None, None, *good[1][2:7], None), bad[0], (None, None, *bad[1][2:6], 8, None)]
    intake = plan_of(store, tmp_path, rows)
    apply.apply(store, intake.plan, intake.path)
    path = tmp_path / "wrong.xlsx"
    assert refused.write_failed(path, intake.book, intake.plan) == 2
    book = read(path)
    back = [list(row.cells) for row in book.rows]
    assert [cells[8] for cells in back[1:]] == ["否", "否"]
    assert "借贷不平" in str(back[1][9])
    assert "第 4 行有误" in str(back[2][9])
    back[2][6] = 7
    assert taken(store, sheet(tmp_path / "mended.xlsx", back)).new == 2
    assert [row[1] for row in kept()] == ["1", "2"]


def test_a_text_that_holds_for_the_whole_sheet_tells_nothing_apart(store: Store, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", [HEADINGS, *pair("1", 5), *pair("2", 7)])
    layout = planned(store, path, SLIPS).plan.layout.with_constant(SLIPS, "union", MILL)
    layout = layout.with_constant(SLIPS, "lines.nature", "基本")
    apply.apply(store, planned(store, path, SLIPS, layout=layout).plan, path)
    assert [slip.union.name for slip in Slip.select()] == [MILL, MILL]
    assert {each.nature for each in SlipLine.select()} == {"基本"}


def test_a_record_without_lines_goes_out_as_one_row_and_comes_back_the_same(store: Store, tmp_path: Path) -> None:
    editing.save(store.journal, SLIPS, Slip(day=DAY, reference="9"))
    take(store, tmp_path, pair("1", 5))
    out = tmp_path / "out.xlsx"
    assert outgoing.export(store, SLIPS, Query(), out) == 3
    assert store.journal.steps(1)[0].title.startswith("导出小票 3 行")
    assert fates(planned(store, out, SLIPS).plan) == [(n, "same") for n in (2, 3, 4)]


def test_a_template_says_how_rows_belong_together(store: Store, tmp_path: Path) -> None:
    outgoing.template(store, SLIPS, tmp_path / "t.xlsx")
    book = read(tmp_path / "t.xlsx", "填写说明")
    said = "".join(str(cell) for row in book.rows for cell in row.cells if cell)
    assert "每行填一条分录" in said
    assert "工会、日期、票号写成一样的" in said
    first = read(tmp_path / "t.xlsx").rows[0].cells
    assert list(first[:4]) == ["日期", "票号", "附单据数", "摘要"]


AMOUNTS = st.integers(1, 10**9)
LINES = st.lists(
    st.tuples(st.sampled_from(("101", "102", "504", "999")), AMOUNTS, st.text("纸笔墨", max_size=3)), max_size=4
)
SLIPS_OF = st.lists(
    st.tuples(st.dates(DAY, DAY + timedelta(3)), st.sampled_from(("", "1", "2", "记-3")), LINES), max_size=5
)


@settings(max_examples=6, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(SLIPS_OF, st.randoms(use_true_random=False))
def test_what_goes_out_comes_back_as_the_same_in_any_order_of_rows(slips: list[Any], random: Random) -> None:
    with TemporaryDirectory() as name, opened_with_slips(Path(name) / "data") as store:
        for day, reference, amounts in slips:
            lines = [line(account, amount, None, words) for account, amount, words in amounts]
            lines += [line("101", None, each.debit) for each in lines]
            editing.save_with_lines(store.journal, SLIPS, Slip(day=day, reference=reference), lines)
        out = Path(name) / "out.xlsx"
        count = outgoing.export(store, SLIPS, Query(), out)
        assert count == sum(max(1, 2 * len(amounts)) for _, _, amounts in slips)
        assert planned(store, out, SLIPS).plan.same == count
        whole = [tuple(row.cells) for row in read(out).rows]
        place = whole[0].index(UID_HEADING)
        order = list(dict.fromkeys(row[place] for row in whole[1:]))
        random.shuffle(order)
        by_slip = {uid: [row for row in whole[1:] if row[place] == uid] for uid in order}
        mixed = []
        while any(by_slip.values()):
            mixed.append(by_slip[random.choice([uid for uid in order if by_slip[uid]])].pop(0))
        again = sheet(Path(name) / "again.xlsx", [whole[0], *mixed])
        assert planned(store, again, SLIPS).plan.same == count


def test_twenty_thousand_rows_come_in_as_one_step_and_go_again(store: Store, tmp_path: Path) -> None:
    before = support.picture(store)
    rows = [row for n in range(10_000) for row in pair(str(n), n % 90 + 1, DAY + timedelta(n % 28))]
    assert take(store, tmp_path, rows).new == 20_000
    assert (Slip.select().count(), SlipLine.select().count()) == (10_000, 20_000)
    rows[7] = (*rows[7][:2], "改", *rows[7][3:])
    result = take(store, tmp_path, rows)
    assert (result.changed, result.same) == (2, 19_998)
    store.journal.undo("导错了文件")
    store.journal.undo("导错了文件")
    assert support.picture(store) == before


def test_a_record_and_its_lines_are_saved_as_one_step(store: Store) -> None:
    slip = Slip(day=DAY, reference="1")
    before = support.picture(store)
    editing.save_with_lines(store.journal, SLIPS, slip, [line("504", 500), line("101", None, 500)])
    assert kept() == [(DAY, "1", None, BOTH)]
    assert [each.account_name for each in editing.lines_of(SLIPS, slip)] == ["业务支出", "库存现金"]
    stored = editing.lines_of(SLIPS, slip)
    editing.save_with_lines(store.journal, SLIPS, slip, [stored[1], stored[0]])
    assert [each.id for each in editing.lines_of(SLIPS, slip)] == [stored[1].id, stored[0].id]
    store.journal.undo()
    store.journal.undo()
    assert support.picture(store) == before


def test_saving_is_refused_for_a_wrong_line_that_is_named(store: Store) -> None:
    slip = Slip(day=DAY, reference="1")
    with pytest.raises(Refused, match="第 2 行：借方、贷方只填一个") as caught:
        editing.save_with_lines(
            store.journal, SLIPS, slip, [line("504", 500), line("101", 1, 1), line("101", None, 500)]
        )
    assert [(problem.line, problem.field) for problem in caught.value.problems] == [(2, "debit")]
    assert (Slip.select().count(), slip.id) == (0, None)
    editing.save_with_lines(store.journal, SLIPS, slip, [line("504", 500), line("101", None, 500)])
    assert kept() == [(DAY, "1", None, BOTH)]


def test_saving_the_record_alone_leaves_its_lines(store: Store) -> None:
    editing.save_with_lines(
        store.journal, SLIPS, Slip(day=DAY, reference="1"), [line("504", 500), line("101", None, 500)]
    )
    slip = Slip.get()
    slip.remark = "补记"
    editing.save(store.journal, SLIPS, slip)
    assert kept() == [(DAY, "1", None, BOTH)]


def test_lines_copied_from_another_record_become_lines_of_their_own(store: Store) -> None:
    first = Slip(day=DAY, reference="1")
    editing.save_with_lines(store.journal, SLIPS, first, [line("504", 500), line("101", None, 500)])
    editing.save_with_lines(store.journal, SLIPS, Slip(day=DAY, reference="2"), editing.lines_of(SLIPS, first))
    assert kept() == [(DAY, "1", None, BOTH), (DAY, "2", None, BOTH)]


def test_removing_a_record_removes_its_lines_unless_something_points_to_one(store: Store) -> None:
    slip = Slip(day=DAY, reference="1")
    editing.save_with_lines(store.journal, SLIPS, slip, [line("504", 500), line("101", None, 500)])
    mark = SlipMark(line=editing.lines_of(SLIPS, slip)[0], name="对过")
    editing.save(store.journal, SLIP_MARKS, mark)
    with pytest.raises(Refused, match="还有别的记录用到"):
        editing.remove(store.journal, SLIPS, [slip])
    with pytest.raises(Refused, match="还有别的记录用到要去掉的分录"):
        editing.save_with_lines(store.journal, SLIPS, slip, [])
    assert kept() == [(DAY, "1", None, BOTH)]
    editing.remove(store.journal, SLIP_MARKS, [mark])
    editing.remove(store.journal, SLIPS, [slip])
    assert SlipLine.select().count() == 0
    store.journal.undo()
    assert kept() == [(DAY, "1", None, BOTH)]
