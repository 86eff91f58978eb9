"""Settings: only what the clerk changed is kept, everything else has the default of the program that runs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from unionapp import paths
from unionapp.errors import Refused
from unionapp.records import figures
from unionapp.store import backup, connection, editing, journal, keys, option_changes
from unionapp.store.option_changes import SETTINGS, Setting
from unionapp.store.store import Store
from unionapp.subjects.elections import thresholds
from unionapp.subjects.members import rules

from tests import support
from tests.databases import make

YOUNGEST, MARGIN, RETIRE = rules.YOUNGEST, thresholds.MARGIN_COMMITTEE, rules.RETIRE_MEN
DAY = date(2027, 1, 1)


@pytest.fixture
def corrected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, Any], None]]:
    """Lets a newer file of figures say another default."""
    folder = tmp_path / "figures"
    folder.mkdir()
    folders = (*paths.figures(), folder)

    def correct(key: str, value: Any, version: int = 2) -> None:
        name = f"{key.partition('.')[0]}.json"
        raw = json.loads((folders[0] / name).read_text(encoding="utf-8"))
        next(each for each in raw["figures"] if each["key"] == key).update(value=value)
        (folder / name).write_text(json.dumps({**raw, "version": version}), encoding="utf-8")
        monkeypatch.setattr(paths, "figures", lambda: folders)
        figures.forget()

    yield correct
    monkeypatch.undo()
    figures.forget()


def rows() -> list[tuple[str, str, date | None]]:
    return list(Setting.select(Setting.key, Setting.value, Setting.since).order_by(Setting.id).tuples())


def test_a_new_folder_holds_no_settings_and_its_log_begins_with_the_founding(tmp_path: Path) -> None:
    store = support.make_store(tmp_path / "data")
    assert rows() == []
    assert [step.title for step in store.journal.steps()] == ["建立数据"]
    assert YOUNGEST.value == 16
    store.close()


def test_a_corrected_default_reaches_who_did_not_change_it_and_not_who_did(
    store: Store, corrected: Callable[[str, Any], None]
) -> None:
    option_changes.change(store.journal, MARGIN, "8%")
    store.close()
    corrected("elections.margin_committee", "6%")
    again = support.open_store(store.folder)
    assert MARGIN.value == 800
    option_changes.restore(again.journal, MARGIN)
    assert MARGIN.value == 600
    corrected("members.youngest", "17")
    assert YOUNGEST.value == 17
    again.close()


def test_opening_a_folder_reads_no_file_of_figures(store: Store) -> None:
    store.close()
    figures.forget()
    support.open_store(store.folder).close()
    assert figures._file.cache_info().currsize == 0


def test_a_file_of_figures_of_a_lesser_version_does_not_count(corrected: Callable[..., None]) -> None:
    corrected("members.youngest", "17", version=0)
    assert YOUNGEST.value == 16


def test_a_setting_in_force_is_the_clerks_and_must_be_readable(store: Store) -> None:
    with pytest.raises(Refused, match="不是整数"):
        option_changes.change(store.journal, YOUNGEST, "十八")
    option_changes.change(store.journal, YOUNGEST, "18", remark="本县文件")
    assert YOUNGEST.value == 18
    assert Setting.get().label == "入会最小年龄（周岁）"
    store.journal.undo()
    assert (YOUNGEST.value, rows()) == (16, [])


def test_a_change_back_to_the_default_leaves_no_row(store: Store) -> None:
    option_changes.change(store.journal, MARGIN, "8%")
    option_changes.change(store.journal, MARGIN, "5.0%")
    assert (rows(), MARGIN.value) == ([], 500)
    store.journal.undo()
    assert MARGIN.value == 800


def test_the_default_comes_back_in_one_step_whatever_was_changed(store: Store) -> None:
    option_changes.change(store.journal, MARGIN, "8%")
    option_changes.change(store.journal, MARGIN, "9%", DAY)
    option_changes.restore(store.journal, MARGIN)
    assert rows() == []
    assert store.journal.steps(1)[0].title == "恢复默认：委员差额比例不低于"
    store.journal.undo()
    assert MARGIN.on(DAY) == 900


def test_a_change_may_hold_from_a_day_on(store: Store) -> None:
    option_changes.change(store.journal, MARGIN, "8%", DAY)
    assert (MARGIN.on(date(2026, 12, 31)), MARGIN.on(DAY)) == (500, 800)
    option_changes.change(store.journal, MARGIN, "5%", date(2028, 1, 1))
    assert (MARGIN.on(DAY), MARGIN.on(date(2028, 1, 1))) == (800, 500)
    option_changes.change(store.journal, MARGIN, "7%")
    assert (MARGIN.on(date(2020, 1, 1)), len(rows())) == (700, 3)


def test_a_default_may_have_changed_on_a_day_and_the_clerk_may_say_otherwise(store: Store) -> None:
    assert (RETIRE.on(date(2024, 12, 31)), RETIRE.on(date(2025, 1, 1))) == (60, 63)
    option_changes.change(store.journal, RETIRE, "63")
    assert RETIRE.on(date(2024, 12, 31)) == 63
    option_changes.restore(store.journal, RETIRE)
    option_changes.change(store.journal, RETIRE, "63", date(2025, 1, 1))
    assert rows() == []


def test_a_setting_that_no_rule_asks_is_kept_with_a_word_about_it(store: Store) -> None:
    (problem,) = editing.save(store.journal, SETTINGS, Setting(key="former.thing", value="7"))
    assert (problem.rule, problem.level) == ("known", "warning")
    assert Setting.get().label == "former.thing"


def test_without_the_right_nobody_changes_or_restores_a_setting(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    option_changes.change(store.journal, MARGIN, "8%")
    monkeypatch.setattr(store.journal, "may", lambda right: right == "write")
    for attempt in (
        lambda: option_changes.change(store.journal, MARGIN, "9%"),
        lambda: option_changes.restore(store.journal, MARGIN),
    ):
        with pytest.raises(Refused, match="权限"):
            attempt()
    assert MARGIN.value == 800


@pytest.fixture(
    params=sorted(path for path in make.HERE.glob("*.unionbak") if path.stem < "0008"), ids=lambda p: p.stem
)
def former(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A kept folder in its former form, one of whose settings the clerk had changed."""
    folder = tmp_path / "data"
    backup.restore(folder, request.param, support.OPERATOR, support.PASSWORD, datetime(2026, 3, 4))
    key = keys.KeyRing.read(folder).unlock(support.OPERATOR, support.PASSWORD)
    database = connection.Database(folder / connection.FILE, key)
    for name in ("journal", "search"):
        database.execute_sql(f"DROP TRIGGER IF EXISTS {name}_setting_update")
    changed = database.execute_sql("UPDATE setting SET value = '18' WHERE key = 'members.youngest'")
    assert changed.rowcount == 1
    database.close()
    return folder


def test_an_old_file_keeps_what_was_changed_and_nothing_else(former: Path) -> None:
    store = support.open_store(former)
    assert ("members.youngest", "18", None) in rows()
    defaults = {option.key: option.figure.values for option in option_changes.OPTIONS.values()}
    assert [key for key, value, _ in rows() if key in defaults and value == defaults[key][-1].text] == []
    assert YOUNGEST.value == 18
    assert store.journal.undoable is None
    assert store.journal.steps(1)[0].title == "升级数据"
    option_changes.restore(store.journal, YOUNGEST)
    store.journal.undo()
    assert YOUNGEST.value == 18
    assert support.indexed(store, SETTINGS) == support.reindexed(store, SETTINGS)
    assert store.check() == []
    store.close()
    support.open_store(former).close()


def test_the_log_of_an_old_file_still_tells_of_its_settings(former: Path) -> None:
    store = support.open_store(former)
    row = Setting.get(Setting.key == "members.youngest")
    made = store.journal.history("setting", row.id)
    assert made[-1][0].sort == journal.SEAL
    store.close()


@pytest.mark.parametrize(("value", "words"), [("-4", "不能是负数"), ("四", "不是整数"), ("0", ""), ("7", "")])
def test_a_figure_is_a_number_from_nought_on(store: Store, value: str, words: str) -> None:
    found = option_changes.setting_can_be_read(Setting(key="funds.early_close_days", value=value))
    assert words in "".join(each.message for each in found)
    assert bool([each for each in found if each.level == "error"]) is bool(words)
