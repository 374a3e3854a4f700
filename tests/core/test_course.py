"""The course of a relationship: which days are looked at, what moved it, which alarms, and two days compared."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from build import DAY, ZONE, ago, build, flat, judgement, known, signals
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.course.course import Asked, course
from clienthealth.core.course.days import FEWEST, MOST, SUNDAY, days, most_days
from clienthealth.core.course.moved import CONDUCT, MOOD, SEEN, Happening, moves, told_first
from clienthealth.core.course.moved import MOST as MOST_MOVES
from clienthealth.core.course.moved import looked as point
from clienthealth.core.frozen import replace
from clienthealth.core.gather import portfolio
from clienthealth.core.kinds import AlarmKind
from clienthealth.core.score.judge import judge
from clienthealth.core.score.policy import DEFAULT

BEGAN = ago(400)
HARSH = [
    signals("unpaid-change", 120, 112, 90, 60, 30),
    build("complaint", 100, cause="client", topic="price", confirmed="unsatisfied", confirmed_at=98, conduct="rude"),
    build("complaint", 70, cause="client", topic="design", confirmed="unsatisfied", confirmed_at=69, conduct="rude"),
    signals("overrules-expert", 85, 40),
    signals("breach", 50, 20),
]


def asked(*records, first=BEGAN, last=DAY, most=MOST, compared=False):
    history = portfolio(flat(records), ZONE, until=DAY).histories[0]
    return Asked("robin", DAY, history, first, last, ZONE, DEFAULT, most, compared)


def looked(*records, said=(), **more):
    held = list(flat(records))

    def look(day):
        told = portfolio(held, ZONE, until=day)
        found = judge(told, day, ZONE).of("acme")
        return point(day, found, told.histories[0]) if found else None

    return course(asked(*held, **more), said, look)


@given(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(0, 5000), st.integers(FEWEST, MOST))
def test_days_begin_and_end_as_asked_and_are_no_more_than_may_be(first, length, most):
    last = first + timedelta(days=length)

    found = days(first, last, most)

    assert (found[0], found[-1]) == (first, last)
    assert found == sorted(set(found))
    assert len(found) <= most
    assert all(each.weekday() == SUNDAY for each in found[1:-1])
    apart = {(later - earlier).days for earlier, later in pairwise(found[1:-1])}
    assert len(apart) <= 1


@given(st.integers(20, 4000), st.integers(1, 6))
def test_looked_at_a_day_later_it_is_looked_at_on_the_same_days(length, more):
    """So that what was seen of a relationship does not change because today is another day."""
    first = date(2020, 1, 1)
    earlier, later = (days(first, first + timedelta(days=each)) for each in (length, length + more))
    if len(later) - len(earlier) in (0, 1):
        assert set(earlier[:-1]) <= set(later)


def test_a_large_record_is_looked_at_on_fewer_days_but_never_on_too_few():
    assert most_days(0) == most_days(100) == MOST
    assert FEWEST < most_days(5_000) < MOST
    assert most_days(10_000_000) == FEWEST


def test_it_is_judged_on_each_day_as_it_stood_then():
    record = [known(), HARSH]

    found = looked(record)

    assert [each.day for each in found.points] == days(BEGAN, DAY)
    for each in found.points[::10]:
        assert each.found == judgement(record, day=each.day).of("acme")


def test_before_it_began_there_is_nothing():
    found = looked(known(100), first=ago(200))

    assert found.points[0].day >= ago(100)


def test_what_moved_it_is_named_with_what_happened_then():
    found = looked(known(), HARSH)

    assert 0 < len(found.moved) <= MOST_MOVES
    for each in found.moved:
        assert each.size >= 1
        for happened in each.happened:
            assert happened.what == "weighs" or each.before.day < happened.day <= each.after.day
    worst = max(found.moved, key=lambda each: each.conduct or 0)
    assert worst.conduct >= CONDUCT
    assert any(happened.weighs for happened in worst.happened)


def test_nothing_moved_where_nothing_happened():
    calm = looked(known(), first=ago(200))

    assert calm.moved == ()
    assert calm.alarms == ()


def test_that_a_likelihood_can_be_told_at_last_is_named_though_there_is_nothing_to_compare():
    found = looked(known(60), first=ago(60))

    began = [each for each in found.moved if each.began]
    assert len(began) == 1
    assert began[0].conduct is None
    assert not began[0].before.told
    assert began[0].after.told


def test_what_nobody_could_see_moved_nothing():
    """Near certainty the odds double within a percent."""
    found = looked(known(), HARSH, HARSH_AGAIN)
    for each in found.moved:
        if not each.began and abs(each.mood) < MOOD:
            was, now = (point.found.problem_client.probability for point in (each.before, each.after))
            assert abs(now - was) >= SEEN


HARSH_AGAIN = [signals("breach", 12, 8, 5, 2), signals("rude", 10, 6, 3)]


def test_of_what_happened_the_records_it_rests_on_come_first_then_the_newest():
    weighing, older, newer = (
        Happening(ago(day), build("signal", day, kind="rude"), "at", day == 30) for day in (30, 20, 10)
    )

    assert told_first([weighing, older, newer], 1) == [weighing]
    assert told_first([older, newer, weighing], 2) == [weighing, newer]


def test_the_largest_changes_are_named_where_there_are_many():
    calm = looked(known(), first=ago(100))
    found = calm.points[-1].found
    moods = [50 + (-1) ** n * n for n in range(3, 20)]
    points = [
        point(ago(200 - n), replace(found, health=replace(found.health, score=mood)), calm.asked.history)
        for n, mood in enumerate(moods)
    ]

    named = moves(points, calm.asked.history, ZONE)

    assert [each.mood for each in named] == [later - earlier for earlier, later in pairwise(moods)][-MOST_MOVES:]


def test_it_came_on_watch_and_that_is_announced_once():
    found = looked(known(), HARSH)

    watch = [each for each in found.alarms if each.kind is AlarmKind.WATCH]
    assert len(watch) == 1
    assert watch[0].before < DEFAULT.bar.watch <= watch[0].now


@pytest.mark.parametrize(("most", "blind"), [(MOST, False), (6, True)])
def test_looks_too_far_apart_to_see_every_alarm_are_known_as_such(most, blind):
    assert looked(known(), most=most).blind is blind


def test_two_days_are_compared_only_where_they_were_asked_for():
    assert looked(known(), HARSH).trend is None


def test_two_days_compared_tell_what_weighs_more_and_what_was_written_down():
    found = looked(known(), HARSH, first=ago(110), last=ago(10), compared=True).trend

    assert (found.before.day, found.after.day) == (ago(110), ago(10))
    assert found.counts["complaint"] == 2
    assert found.counts["signal"] == 7
    assert found.shifts
    sizes = [abs(each.decibans) for each in found.shifts]
    assert sizes == sorted(sizes, reverse=True)
    now = {each.item: each.decibans for each in found.after.found.evidence}
    was = {each.item: each.decibans for each in found.before.found.evidence}
    for each in found.shifts:
        item = each.evidence.item
        assert each.decibans == pytest.approx(now.get(item, 0) - was.get(item, 0), abs=1e-9)
        assert each.new == (item not in was)
        assert each.gone == (item not in now)


def test_what_was_written_down_on_the_first_of_two_days_was_known_then():
    day = build("complaint", 60, text="On the first day")
    last = build("complaint", 20, text="On the last day")

    assert looked(known(pulses=False), day, last, first=ago(60), last=ago(20), compared=True).trend.counts == {
        "complaint": 1
    }


def test_a_day_compared_with_itself_has_nothing_to_compare():
    assert looked(known(), HARSH, first=DAY, compared=True).trend is None


def test_contacts_between_two_days_are_counted_to_the_day_with_their_tones():
    """Weeks are what is stored; what was asked for may begin and end within one."""
    monday = DAY - timedelta(days=4)
    calls = [build("interaction", (DAY - monday).days - day, tone=day - 2) for day in range(5)]

    tuesday, thursday = (monday + timedelta(days=each) for each in (1, 3))
    found = looked(known(), calls, first=tuesday, last=thursday, compared=True).trend

    assert (found.between.contacts, found.between.tone) == (2, 0 + 1)
    assert found.counts["interaction"] == 2
