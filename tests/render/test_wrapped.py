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


def test_cells_without_room_stand_below_their_row():
    table = "c1  acme   a long text\nc2  b      short"

    assert fitted(table, 80) == table
    assert fitted(table, 20) == "c1  acme\n     a long text\nc2  b      short"
    assert fitted(table, 12) == "c1  acme\n     a long…\nc2  b  short"
    assert fitted("c1   acme  resolved   late", 10) == "c1  acme\n     reso…\n     late"
    assert fitted("c1   acme  open    late", 16) == "c1   acme  open\n     late"


@given(st.lists(TEXTS, min_size=1, max_size=6), st.integers(12, 90))
def test_no_row_is_wider_than_the_terminal(cells, wide):
    assert all(columns(line) <= wide for line in fitted("   ".join(cells), wide).splitlines())
