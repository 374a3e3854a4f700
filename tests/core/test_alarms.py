"""Alarms: raised at a level, left a margin below it, and never announced twice while they stand."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.kinds import AlarmKind
from clienthealth.core.score.policy import DEFAULT
from clienthealth.core.weekly.alarms import NOTHING, Judged, news, step, walk

WATCH, RISE, FALL = AlarmKind.WATCH, AlarmKind.RISE, AlarmKind.FALL
BEGAN = date(2026, 1, 4)
LEVEL, MARGIN = DEFAULT.bar.watch, DEFAULT.alarm.leave


def weekly(conduct=(), mood=(), every=7):
    """Judged days a week apart, of a likelihood, a mood, or both."""
    many = max(len(conduct), len(mood))
    return [
        Judged(BEGAN + timedelta(days=every * n), conduct[n] if conduct else 0.05, mood[n] if mood else 72.0)
        for n in range(many)
    ]


def raised(days):
    """Which alarms were raised, and after how many steps."""
    return [(each.kind, n) for n, made in enumerate(walk("acme", days)) for each in made.raised]


def of_kind(kind, days):
    return [n for found, n in raised(days) if found is kind]


def test_crossing_the_watch_level_is_announced_once():
    days = weekly([0.20, 0.29, 0.31, 0.35, 0.40])

    assert of_kind(WATCH, days) == [2]


def test_hovering_around_the_level_is_announced_once():
    days = weekly([0.20, 0.31, 0.29, 0.31, 0.26, 0.30, 0.25, 0.34])

    assert of_kind(WATCH, days) == [1]


def test_what_was_left_is_announced_again():
    days = weekly([0.20, 0.31, 0.24, 0.31])

    assert of_kind(WATCH, days) == [1, 3]


def test_what_holds_from_the_first_day_that_is_known_is_no_news():
    assert of_kind(WATCH, weekly([0.50, 0.52])) == []


def test_a_rise_of_fifteen_points_within_sixty_days_is_announced_with_both_ends():
    days = weekly([0.05, 0.04, 0.10, 0.20])

    (alarm,) = walk("acme", days)[-1].raised

    assert alarm == ("acme", RISE, days[3].day, days[1].day, 0.04, 0.20)


def test_a_rise_that_takes_longer_than_sixty_days_is_none():
    slow = [0.05 + 0.01 * n for n in range(20)]

    assert of_kind(RISE, weekly(slow)) == []
    assert of_kind(RISE, weekly(slow, every=3)) != []


def test_a_fall_of_fifteen_points_within_forty_five_days_is_announced_with_both_ends():
    days = weekly(mood=[70, 75, 68, 60])

    (alarm,) = walk("acme", days)[-1].raised

    assert alarm == ("acme", FALL, days[3].day, days[1].day, 75, 60)


def test_a_fall_that_takes_longer_than_forty_five_days_is_none():
    slow = [80.0 - 2 * n for n in range(20)]

    assert of_kind(FALL, weekly(mood=slow)) == []
    assert of_kind(FALL, weekly(mood=slow, every=4)) != []


def test_a_rise_is_announced_again_only_after_it_is_over():
    rising, on_it = [0.05, 0.21], [0.21] * 9

    assert of_kind(RISE, weekly([*rising, *on_it, 0.40])) == [1, 11]
    assert of_kind(RISE, weekly([*rising, 0.19, 0.22, 0.18, 0.23])) == [1]


def test_where_too_little_is_known_nothing_is_announced_and_nothing_is_over():
    days = weekly([0.10, None, 0.35, None, 0.35])

    assert of_kind(WATCH, days) == [2]
    assert of_kind(RISE, days) == [2]
    assert walk("acme", days)[3].standing == {WATCH, RISE}


def test_a_client_that_is_on_watch_as_soon_as_it_can_be_judged_is_announced_without_a_before():
    first = Judged(BEGAN, 0.45, 50.0)

    found = news("acme", [first], BEGAN - timedelta(days=7), None)

    assert found.raised == (("acme", WATCH, BEGAN, None, None, 0.45),)


def test_what_its_reader_was_told_is_not_told_again():
    days = weekly([0.20, 0.31, 0.33])
    since = days[1].day

    assert [each.kind for each in news("acme", days[:2], days[0].day, None).raised] == [WATCH]
    assert news("acme", days, since, frozenset({WATCH})).raised == ()
    assert news("acme", days, since, None).raised == ()
    assert WATCH in {each.kind for each in news("acme", days, since, NOTHING).raised}


def test_the_levels_are_the_users_to_move():
    policy = DEFAULT.changed({"bar_watch": 0.5, "alarm_rise": 0.4, "alarm_fall": 30})
    days = weekly([0.05, 0.40], [80.0, 60.0])

    assert [each.raised for each in walk("acme", days, policy)] == [(), ()]
    assert {kind for kind, _ in raised(days)} == {WATCH, RISE, FALL}


likelihoods = st.one_of(st.none(), st.floats(0, 1))
moods = st.floats(0, 100)
courses = st.lists(st.tuples(likelihoods, moods), min_size=1, max_size=40)


@given(courses, st.integers(1, 20))
def test_between_two_announcements_of_a_kind_lies_a_day_on_which_it_did_not_stand(course, every):
    days = weekly([each for each, _ in course], [each for _, each in course], every)
    steps = walk("acme", days)

    for kind in AlarmKind:
        places = [n for n, made in enumerate(steps) if kind in {each.kind for each in made.raised}]
        for earlier, later in pairwise(places):
            assert any(kind not in steps[n].standing for n in range(earlier, later))


@given(st.lists(st.floats(LEVEL - MARGIN, 1), min_size=1, max_size=60))
def test_nobody_alternates_within_the_band(hovering):
    """However it moves above the lower edge of the band, being on watch is announced once at most."""
    days = weekly([0.05, *hovering])

    assert len(of_kind(WATCH, days)) <= 1
    standing = [WATCH in made.standing for made in walk("acme", days)]
    assert standing == sorted(standing)


@given(st.lists(st.floats(0, LEVEL, exclude_max=True), max_size=60))
def test_below_the_level_nobody_comes_on_watch(below):
    assert of_kind(WATCH, weekly([0.05, *below])) == []


@given(courses, st.integers(1, 20))
def test_looked_at_week_by_week_it_says_what_it_says_in_one_go(course, every):
    """What is kept of one look is all that the next one needs."""
    days = weekly([each for each, _ in course], [each for _, each in course], every)
    whole = walk("acme", days)

    told = whole[0].standing
    for place in range(1, len(days)):
        found = news("acme", days[: place + 1], days[place - 1].day, told)
        assert found == whole[place]
        told = found.standing


@given(courses)
def test_a_step_raises_only_what_then_stands_and_did_not_before(course):
    days = weekly([each for each, _ in course], [each for _, each in course])
    for standing in (NOTHING, frozenset({WATCH}), frozenset(AlarmKind)):
        made = step("acme", standing, days[-1], days[:-1])
        assert {each.kind for each in made.raised} == made.standing - standing


def test_no_margin_can_be_set_as_wide_as_a_level():
    """Else an alarm would stand where nothing at all is left of what it was raised for."""
    numbers = {each.name: each for each in DEFAULT.numbers()}

    assert numbers["alarm_leave"].high < min(numbers["alarm_rise"].low, numbers["bar_watch"].low)
    assert numbers["alarm_leave_mood"].high < numbers["alarm_fall"].low
