"""What holds for anything typed about time, at any time."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clienthealth.core.moments import ago, said
from clienthealth.core.when import due_hint, parse_day, parse_due, parse_past, when_hint
from clienthealth.errors import BadDate

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=BERLIN)  # a Monday

COUNTS = st.integers(0, 9999)
CLOCKS = st.times().map(lambda clock: clock.strftime("%H:%M"))
WORDS = st.sampled_from(["today", "mon", "tuesday", "mi", "torsdag", "Παρασκευή", "lør", "So"])
LENGTHS = st.builds("{}{}".format, COUNTS, st.sampled_from(["min", "h", "d", "w"]))
DAYS = st.dates().map(lambda day: f"{day.day}.{day.month}.")
FULL_DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(date.isoformat)
RELATIVE = st.one_of(
    WORDS, LENGTHS, CLOCKS, DAYS, st.builds("{} {}".format, st.one_of(WORDS, DAYS), CLOCKS), st.just("now")
)
NOWS = st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1), timezones=st.just(BERLIN))


def examples(hint: str) -> list[str]:
    return hint.removeprefix("for example: ").split(", ")


@given(now=NOWS)
def test_what_the_hint_of_when_shows_can_be_typed_at_any_time(now):
    understood = [parse_past(text, now) for text in examples(when_hint(now))]

    assert len(understood) > 5


@given(now=NOWS)
def test_what_the_hint_of_due_shows_can_be_typed_at_any_time(now):
    understood = [parse_due(text, now) for text in examples(due_hint(now))]

    assert len(understood) > 5


@given(text=st.one_of(RELATIVE, FULL_DAYS, st.builds("{} {}".format, FULL_DAYS, CLOCKS)), now=NOWS)
def test_what_happened_is_never_in_the_future(text, now):
    try:
        when = parse_past(text, now)
    except BadDate:
        assume(condition=False)

    assert when <= (now if isinstance(when, datetime) else now.date())


@given(text=st.one_of(RELATIVE, st.just("eom"), st.integers(1, 53).map("w{}".format)), now=NOWS)
def test_what_is_due_by_relative_words_is_never_in_the_past(text, now):
    try:
        when = parse_due(text, now)
    except BadDate:
        assume(condition=False)

    assert when >= (now.replace(microsecond=0) if isinstance(when, datetime) else now.date())


@given(text=st.text(max_size=30), now=NOWS)
@pytest.mark.parametrize("read", [parse_past, parse_due, parse_day])
def test_any_text_is_understood_or_refused(read, text, now):
    try:
        understood = isinstance(read(text, now), date)
    except BadDate as refusal:
        understood = bool(refusal.hint)

    assert understood


@given(moment=st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1), timezones=st.just(UTC)))
def test_what_was_said_can_be_typed_again(moment):
    when = moment.replace(second=0, microsecond=0)
    # Of an hour that comes twice, the first is meant.
    assume(when.astimezone(BERLIN).fold == 0)

    assert parse_due(said(when, NOW), NOW) == when
    assert parse_due(said(when.date(), NOW), NOW) == when.date()


@given(days=st.integers(2, 9999))
def test_days_typed_are_the_days_said(days):
    assert ago(parse_day(f"{days}d", NOW), NOW.date()) == f"{days} days ago"
    assert parse_due(f"{days}d", NOW) == NOW.date() + timedelta(days=days)
