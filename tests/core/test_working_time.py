"""Working hours are read from one line, and working days are counted over weekends and holidays."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.working_time import WorkingHours

OFFICE = WorkingHours.parse("mon-fri 09:00-17:00")
MONDAY = date(2026, 3, 2)
FRIDAY = date(2026, 3, 6)
SATURDAY = date(2026, 3, 7)
NEXT_MONDAY = date(2026, 3, 9)

weekdays = st.frozensets(st.integers(0, 6), min_size=1)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_a_span_of_weekdays_and_hours_is_read():
    assert WorkingHours.parse("mon-fri 09:00-17:00") == WorkingHours(frozenset({0, 1, 2, 3, 4}), time(9), time(17))


@pytest.mark.parametrize(
    ("typed", "worked"),
    [
        ("wed 08:30-12:15", {2}),
        ("mon,thu 08:30-12:15", {0, 3}),
        ("mon-tue,fri 08:30-12:15", {0, 1, 4}),
        ("sun-thu 08:30-12:15", {6, 0, 1, 2, 3}),
        ("sat-mon 08:30-12:15", {5, 6, 0}),
        ("  MON-Wed   8:30 - 12:15 ", {0, 1, 2}),
    ],
)
def test_weekdays_are_single_ones_lists_and_spans_over_the_week(typed, worked):
    assert WorkingHours.parse(typed) == WorkingHours(frozenset(worked), time(8, 30), time(12, 15))


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("", "'' is no weekday"),
        ("mo-fr 09:00-17:00", "'mo' is no weekday"),
        ("mon- 09:00-17:00", "'' is no weekday"),
        ("mon-wed-fri 09:00-17:00", "'wed-fri' is no weekday"),
        ("mon-fri", "'' is no time of day"),
        ("mon-fri 9-17", "'9' is no time of day"),
        ("mon-fri 09:00", "'' is no time of day"),
        ("mon-fri 09:00-24:00", "'24:00' is no time of day"),
        ("mon-fri 09:60-17:00", "'09:60' is no time of day"),
        ("mon-fri 09:00-17:00 sat", "'17:00 sat' is no time of day"),
        ("mon-fri 09:00-²:00", "'²:00' is no time of day"),
        ("mon-fri 17:00-09:00", "17:00 is not before 09:00"),
        ("mon-fri 09:00-09:00", "09:00 is not before 09:00"),
    ],
)
def test_what_is_no_working_time_is_refused_with_the_part_that_is_wrong(typed, complaint):
    with pytest.raises(ValueError, match="is n") as refused:
        WorkingHours.parse(typed)

    assert str(refused.value) == complaint


@given(weekdays, st.times(), st.times())
def test_what_is_written_is_read_again_as_the_same(worked, one, other):
    start, end = time(min(one, other).hour, 0), time(max(one, other).hour, 1)
    hours = WorkingHours(worked, start, end)

    assert WorkingHours.parse(str(hours)) == hours


def test_the_weekend_is_not_worked():
    assert OFFICE.works_on(FRIDAY)
    assert not OFFICE.works_on(SATURDAY)


@pytest.mark.parametrize(
    ("moment", "within"),
    [
        (datetime(2026, 3, 6, 9, 0), True),
        (datetime(2026, 3, 6, 16, 59, 59), True),
        (datetime(2026, 3, 6, 8, 59, 59), False),
        (datetime(2026, 3, 6, 17, 0), False),
        (datetime(2026, 3, 7, 12, 0), False),
    ],
)
def test_hours_cover_their_beginning_and_not_their_end(moment, within):
    assert OFFICE.covers(moment) is within


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        (MONDAY, 0, MONDAY),
        (SATURDAY, 0, NEXT_MONDAY),
        (MONDAY, 1, date(2026, 3, 3)),
        (FRIDAY, 1, NEXT_MONDAY),
        (SATURDAY, 1, NEXT_MONDAY),
        (MONDAY, 5, NEXT_MONDAY),
        (MONDAY, 250, date(2027, 2, 15)),
    ],
)
def test_working_days_skip_weekends_and_the_day_itself(start, n, expected):
    assert OFFICE.working_days_after(start, n) == expected


def test_holidays_are_skipped_wherever_they_fall():
    free = {FRIDAY, NEXT_MONDAY}

    assert OFFICE.working_days_after(FRIDAY, 0, free) == date(2026, 3, 10)
    assert OFFICE.working_days_after(date(2026, 3, 5), 2, free) == date(2026, 3, 11)


def test_working_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="-1 working days"):
        OFFICE.working_days_after(MONDAY, -1)


@given(weekdays, days, st.integers(1, 20), st.frozensets(days, max_size=5))
def test_between_a_day_and_its_nth_working_day_lie_exactly_n_worked_days(worked, day, n, free):
    hours = WorkingHours(worked, time(9), time(17))

    later = hours.working_days_after(day, n, free)

    after = [day + timedelta(days=step) for step in range(1, (later - day).days + 1)]
    assert sum(hours.works_on(one) and one not in free for one in after) == n
    assert hours.works_on(later)
    assert later not in free
