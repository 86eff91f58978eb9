import pytest
from hypothesis import given
from hypothesis import strategies as st
from unionapp.errors import Trouble
from unionapp.exchange.csvtext import FORMULA_STARTS, compose, decode, delimiter_of, guarded, parse

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n"), max_size=12)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_every_usual_encoding_is_understood(encoding: str) -> None:
    text = "姓名,䶮一,𠮷二\r\n"
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("data", [b"\x81", b"abc\x01", b"\xef\xbb\xbf\xff", b"a\0\x01\0"])
def test_what_is_no_text_is_told(data: bytes) -> None:
    with pytest.raises(Trouble):
        decode(data)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a\tb\n1,5\t2\n", "\t"),
        ("a;b\n1,5;2\n", ";"),
        ("名单\n姓名,备注\n甲,一;二\n", ","),
        ('a,b\n"x;y\nx;y\nx;y",1\n', ","),
        ("姓名\n", ","),
    ],
)
def test_the_delimiter_is_found(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter


def test_a_cell_that_excel_was_told_to_keep_loses_its_wrapping() -> None:
    assert parse('a,"=""0123"""\n') == [["a", "0123"]]


def test_an_empty_cell_is_none() -> None:
    assert parse("a,,b\n\n") == [["a", None, "b"], []]


def test_quotes_that_do_not_match_are_told() -> None:
    with pytest.raises(Trouble, match="引号不成对"):
        parse('a,b\n"' + "一" * 200_000)


@given(TEXT)
def test_a_guarded_text_never_begins_like_a_formula(text: str) -> None:
    assert not guarded(text).startswith(FORMULA_STARTS)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=8))
def test_what_is_composed_parses_back(rows: list[tuple[str, str]]) -> None:
    text = "".join(compose([("姓名", "备注"), *(tuple(map(guarded, row)) for row in rows)]))
    assert parse(text)[1:] == [[cell or None for cell in row] for row in rows]
