"""The laws that hold for every kind of record, whatever it keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unionapp.errors import Problem, Refused
from unionapp.exchange import headings
from unionapp.records import codes, fields, formats, search
from unionapp.records.kind import LINE, PLACE, Kind
from unionapp.store import editing
from unionapp.store.store import Store

from tests import support
from tests.support import ALL_KINDS, cheap_keys, store

__all__ = ["cheap_keys", "store"]

every_kind = pytest.mark.parametrize("kind", ALL_KINDS, ids=lambda kind: kind.key)
kind_by_hand = pytest.mark.parametrize("kind", [k for k in ALL_KINDS if k.by_hand], ids=lambda kind: kind.key)
searched_kind = pytest.mark.parametrize("kind", [k for k in ALL_KINDS if k.search], ids=lambda kind: kind.key)
READABLE = {
    kind.key: [name for name, field in kind.fields.items() if not isinstance(field, fields.Link | fields.Attachment)]
    for kind in ALL_KINDS
}
"""The fields of each kind that are read from a text alone."""
CHOICES = [
    pytest.param(field, id=f"{kind.key}.{name}")
    for kind in ALL_KINDS
    for name, field in kind.fields.items()
    if isinstance(field, fields.Choice)
]
_HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, cheap_keys: None) -> Iterator[Store]:
    """A store for rules that only look."""
    opened = support.make_store(tmp_path_factory.mktemp("shared") / "data")
    yield opened
    opened.close()


def complaint_is_readable(kind: Kind, problem: Problem) -> bool:
    """Whether a problem speaks Chinese and names a field of the kind, or none."""
    return bool(_HAN.search(problem.message)) and (problem.field == "" or problem.field in kind.fields)


@every_kind
def test_a_kind_names_only_real_fields(kind: Kind) -> None:
    named = set(kind.model._meta.fields)
    lists = (kind.columns, kind.identity, kind.likeness, kind.search, kind.filters, kind.sheet, kind.fixed)
    assert set(kind.fields) <= named
    for names in lists:
        assert set(names) <= set(kind.fields)
    assert {name.lstrip("-") for name in kind.order} <= named | {"strokes", "pinyin"}


@every_kind
def test_a_kind_lists_no_field_twice(kind: Kind) -> None:
    sections = [name for names in kind.sections.values() for name in names]
    for names in (sections, kind.columns, kind.search, kind.filters, kind.sheet, kind.sheet_fields):
        assert len(names) == len(set(names))


@every_kind
def test_the_labels_and_other_headings_of_a_kind_lead_to_one_field_each(kind: Kind) -> None:
    words = [word for field in kind.fields.values() for word in {field.label, *field.headings}]
    assert sorted({word for word in words if words.count(word) > 1}) == []
    assert all(kind.field(field.label) is field for field in kind.fields.values())
    with pytest.raises(KeyError):
        kind.field("没有这一栏")


@every_kind
def test_the_columns_of_a_sheet_are_told_apart_by_their_labels_and_other_headings(kind: Kind) -> None:
    labels = [field.label for field in kind.on_sheet.values()]
    assert len(labels) == len(set(labels))
    assert set(kind.sheet_fields) == {name for name in kind.on_sheet if not name.startswith(LINE)}
    for name in headings.sheet_names(kind):
        assert headings.words(kind)[headings.normal(kind.on_sheet[name].label)][0].name == name


@pytest.mark.parametrize("kind", [k for k in ALL_KINDS if k.lines], ids=lambda kind: kind.key)
def test_the_lines_of_a_kind_hang_together_with_it(kind: Kind) -> None:
    assert kind.lines is not None
    named = kind.lines.kind.model._meta.fields
    assert named[kind.lines.link].rel_model is kind.model
    assert isinstance(named[PLACE], fields.Number)
    assert set(kind.lines.by) <= set(kind.fields)
    assert kind.lines.kind in ALL_KINDS


@every_kind
def test_a_kind_says_its_names_in_chinese(kind: Kind) -> None:
    said = [kind.title, kind.noun, kind.help, *kind.sections, *(field.label for field in kind.fields.values())]
    assert all(_HAN.search(text) for text in said)
    assert re.fullmatch("[a-z]+(-[a-z]+)*", kind.key)


def test_no_two_kinds_share_key_title_or_table() -> None:
    told = [(kind.key, kind.title, kind.model._meta.table_name) for kind in ALL_KINDS]
    for found in zip(*told, strict=True):
        assert len(found) == len(set(found))


@every_kind
@settings(max_examples=25)
@given(data=st.data())
def test_every_field_reads_back_what_it_shows(kind: Kind, data: st.DataObject) -> None:
    with support.looking():
        for name in READABLE[kind.key]:
            field = kind.fields[name]
            value = data.draw(support.any_value(field), label=name)
            assert formats.parse(field, formats.show(field, value)) == value


@every_kind
def test_every_text_has_a_greatest_length_and_says_so(kind: Kind) -> None:
    for field in kind.fields.values():
        if isinstance(field, fields.Text | fields.LongText | fields.Name | fields.IdNumber):
            assert formats.parse(field, "长" * field.longest) == "长" * field.longest
            with pytest.raises(ValueError, match=f"“{field.label}”最长 {field.longest:,} 个字"):
                formats.parse(field, "长" * (field.longest + 1))


@pytest.mark.parametrize("field", CHOICES)
def test_every_code_of_a_choice_is_read_by_its_label(field: Any) -> None:
    assert field.codes.codes
    for code in field.codes.codes:
        wanted: Any = (code.key,) if isinstance(field, fields.Choices) else code.key
        assert formats.parse(field, code.label) == wanted


@every_kind
@settings(max_examples=40)
@given(data=st.data())
def test_rules_answer_any_values_with_readable_problems(shared: Store, kind: Kind, data: st.DataObject) -> None:
    record = kind.model(**{name: data.draw(support.any_value(field)) for name, field in kind.fields.items()})
    old = {name: data.draw(support.any_value(field)) for name, field in kind.fields.items()}
    problems = [*editing.check(kind, record), *kind.check_move(record, old)]
    assert [problem for problem in problems if not complaint_is_readable(kind, problem)] == []


@every_kind
def test_an_empty_record_is_refused_for_its_required_fields(store: Store, kind: Kind) -> None:
    blank = kind.model(**{name: () if isinstance(f, fields.Choices) else None for name, f in kind.fields.items()})
    required = {name for name, field in kind.fields.items() if field.required}
    assert {problem.field for problem in kind.missing(blank)} == required
    assert required


@kind_by_hand
def test_a_minimal_valid_record_saves_and_reads_back(store: Store, kind: Kind) -> None:
    record = support.sample(store, kind)
    editing.save(store.journal, kind, record)
    again = kind.model.get_by_id(record.id)
    assert {name: again.__data__[name] for name in kind.fields} == {
        name: record.__data__.get(name) for name in kind.fields
    }


@kind_by_hand
def test_saving_undone_leaves_the_file_as_it_was_and_redone_as_it_became(store: Store, kind: Kind) -> None:
    record = support.sample(store, kind)
    before = support.picture(store)
    editing.save(store.journal, kind, record)
    after = support.picture(store)
    store.journal.undo()
    assert support.picture(store) == before
    store.journal.redo()
    assert support.picture(store) == after != before


@pytest.mark.parametrize("kind", [k for k in ALL_KINDS if k.by_hand and not k.append_only], ids=lambda kind: kind.key)
def test_changing_and_removing_undone_and_redone_give_the_same_file(store: Store, kind: Kind) -> None:
    record = support.saved(store, kind)
    pictures = [support.picture(store)]
    word = next(name for name, f in reversed(list(kind.fields.items())) if isinstance(f, fields.Text | fields.LongText))
    setattr(record, word, "改过的文字")
    editing.save(store.journal, kind, record)
    pictures.append(support.picture(store))
    editing.remove(store.journal, kind, [record])
    pictures.append(support.picture(store))
    assert pictures[0] != pictures[1] != pictures[2]
    for expected in (*pictures[1::-1],):
        store.journal.undo()
        assert support.picture(store) == expected
    for expected in pictures[1:]:
        store.journal.redo()
        assert support.picture(store) == expected


@pytest.mark.parametrize("kind", [k for k in ALL_KINDS if k.by_hand and k.append_only], ids=lambda kind: kind.key)
def test_a_kind_that_only_grows_refuses_change_and_removal(store: Store, kind: Kind) -> None:
    record = support.saved(store, kind)
    before = support.picture(store)
    with pytest.raises(Refused, match="只增不改"):
        editing.save(store.journal, kind, record)
    with pytest.raises(Refused, match="只增不改"):
        editing.remove(store.journal, kind, [record])
    assert support.picture(store) == before


@pytest.mark.parametrize("kind", [k for k in ALL_KINDS if not k.by_hand], ids=lambda kind: kind.key)
def test_a_kind_that_the_program_writes_refuses_the_hand(store: Store, kind: Kind) -> None:
    record, second = support.saved(store, kind), support.sample(store, kind, 2)
    before = support.picture(store)
    with pytest.raises(Refused, match="由程序登记"):
        editing.save(store.journal, kind, second)
    with pytest.raises(Refused, match="由程序登记"):
        editing.remove(store.journal, kind, [record])
    assert support.picture(store) == before


@pytest.mark.parametrize("kind", [k for k in ALL_KINDS if k.by_hand and k.identity], ids=lambda kind: kind.key)
def test_a_second_record_of_the_same_identity_is_refused(store: Store, kind: Kind) -> None:
    values = {name: support.plain_value(kind.fields[name], 1) for name in kind.identity if not _is_link(kind, name)}
    values.update(support.needed(kind, 1))
    first = support.saved(store, kind, **values)
    links = {name: first.__data__[name] for name in kind.fields if _is_link(kind, name)}
    with pytest.raises(Refused, match="不能重复登记"):
        editing.save(store.journal, kind, support.sample(store, kind, **values, **links))


def _is_link(kind: Kind, name: str) -> bool:
    return isinstance(kind.fields[name], fields.Link)


_ASKED = ("欧阳", "明华", "ouyang", "oymh", "minghua", "mh", "OUYANG", "欧阳明华")


@searched_kind
def test_search_finds_a_record_by_name_pinyin_initials_and_any_part_of_a_number(store: Store, kind: Kind) -> None:
    support.saved(store, kind, 7)
    values = {name: _findable(kind.fields[name]) for name in kind.search}
    record = support.sample(store, kind, 3, **values)
    with store.journal.step("登记"):  # whatever the rules of the kind say of such words
        editing.put(kind, [record], follow=False)
    asked = list(_ASKED)
    for name in kind.search:
        if values[name] != "欧阳明华":
            asked += [values[name], values[name][:6], values[name][-6:], values[name][3:9].lower()]
    for text in asked:
        assert list(search.ids(kind, search.Query(text))) == [record.id], text
        assert search.count(kind, search.Query(text)) == 1
    assert list(search.ids(kind, search.Query("欧阳 没有这个词"))) == []
    assert list(search.ids(kind, search.Query("，。"))) == []


def _findable(field: Any) -> str:
    number = isinstance(field, fields.IdNumber | fields.Phone | fields.CreditCodeText)
    return str(support.plain_value(field, 246_813_579 % 100_000_000)) if number else "欧阳明华"


@every_kind
def test_every_field_and_link_can_be_sorted_by_and_filtered_for_being_empty(store: Store, kind: Kind) -> None:
    record = support.saved(store, kind)
    everything = list(search.ids(kind, search.Query()))
    assert record.id in everything
    for name in kind.fields:
        for order in (name, f"-{name}"):
            assert sorted(search.ids(kind, search.Query(order=(order,)))) == sorted(everything)
        empty = search.ids(kind, search.Query(where=(search.Condition(name, "empty"),)))
        assert (record.id in empty) == (record.__data__[name] in (None, "", ()))


@every_kind
def test_rows_come_in_the_order_asked_with_their_links(store: Store, kind: Kind) -> None:
    record = support.saved(store, kind)
    found = search.rows(kind, [record.id, 999_999])
    assert [row.id for row in found] == [record.id]
    assert all(kind.shown(found[0], name) == kind.shown(record, name) for name in kind.fields)


def test_a_masked_list_hides_every_private_field(shared: Store) -> None:
    for kind in ALL_KINDS:
        for name, field in kind.fields.items():
            if field.private and not isinstance(field, fields.Link):
                value = support.plain_value(field, 12_345_678)
                assert kind.shown(kind.model(**{name: value}), name, mask=True) != formats.show(field, value)


@every_kind
def test_what_takes_a_right_to_be_seen_is_told_by_nothing_that_everybody_sees(kind: Kind) -> None:
    open_to_all = {*kind.search, *kind.identity, *kind.likeness, *(name.lstrip("-") for name in kind.order)}
    assert not open_to_all & set(kind.secrets)
    assert not {"name", "title", "number"} & set(kind.secrets), "labels are shown everywhere"
    assert set(kind.secrets) <= set(kind.fields)
    for name in kind.secrets:
        field = kind.fields[name]
        assert field.right in codes.table("rights").by_key
        assert field.private
        assert not isinstance(field, fields.Name), "its sort keys would tell it"
