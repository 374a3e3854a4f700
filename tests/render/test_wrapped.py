"""Lines of a sheet: never wider than asked for, whatever script they are in, and nothing is lost in breaking them."""

from hypothesis import given
from hypothesis import strategies as st

from clienthealth.render.sheet import wrapped
from clienthealth.render.words import columns, fitted

TEXTS = st.text(alphabet="aΩ苦情ü %-→", max_size=200).map(str.strip)


@given(TEXTS, st.integers(12, 90), st.sampled_from(["", "  ", "      "]))
def test_no_line_is_wider_than_asked_for_and_no_letter_is_lost(text, width, indent):
    lines = wrapped(text, width, indent)

    assert all(columns(each) <= width for each in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(each.startswith(indent) for each in lines)


def test_a_line_breaks_at_a_space_where_there_is_one_and_within_a_word_only_where_there_is_none():
    assert wrapped("苦情 苦情 苦情 苦情", 12) == ["苦情 苦情", "苦情 苦情"]
    assert wrapped("see " + "x" * 30, 12, "  ") == ["  see", "  " + "x" * 10, "  " + "x" * 10, "  " + "x" * 10]


def test_what_does_not_fit_beside_its_indent_ends_all_the_same():
    assert wrapped("苦情", 3, "    ") == ["    苦", "    情"]


def test_lines_that_are_too_long_are_cut_at_the_edge_and_keep_their_columns():
    assert fitted("c1  acme  a long text\nc2  b", 14) == "c1  acme  a l…\nc2  b"
