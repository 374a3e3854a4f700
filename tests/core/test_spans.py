"""A length of time is read as minutes, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.when import SPAN_HINT, parse_span
from clienthealth.errors import UsageError


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("25", 25),
        ("1h", 60),
        ("1h30", 90),
        ("1h 30m", 90),
        ("90m", 90),
        ("90 min", 90),
        ("1:30", 90),
        ("0:05", 5),
        ("1.5h", 90),
        ("1,5 H", 90),
        ("0.25h", 15),
        ("1 hour", 60),
        ("2 hours", 120),
        ("168h", 10_080),
    ],
)
def test_a_span_is_read_as_minutes(text, minutes):
    assert parse_span(text) == minutes


@pytest.mark.parametrize(
    "text",
    ["", "0", "0h", "0:00", "-5", "1.5", "1:75", "1h75", "h", "ages", "1d", "10081", "168h01", "²", "1" * 5000],
)
def test_a_span_that_is_nothing_or_nonsense_or_over_a_week_is_refused(text):
    with pytest.raises(UsageError) as caught:
        parse_span(text)

    assert "1h30" in caught.value.hint


@pytest.mark.parametrize("text", SPAN_HINT.removeprefix("for example: ").split(", "))
def test_what_the_hint_of_a_span_shows_can_be_typed(text):
    assert parse_span(text)


@given(minutes=st.integers(1, 7 * 24 * 60))
def test_a_span_means_the_same_in_every_form(minutes):
    hours, rest = divmod(minutes, 60)
    forms = {f"{minutes}", f"{minutes}m", f"{hours}h{rest:02}", f"{hours}:{rest:02}"}

    assert {parse_span(form) for form in forms} == {minutes}
