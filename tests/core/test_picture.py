"""What is drawn: places of names that never overlap, half a year of moods, the calendar, who stands where."""

from datetime import date
from itertools import combinations, pairwise
from types import SimpleNamespace

import pytest
from build import DAY, ZONE, build, flat, judgement, known
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.assessment import Health
from clienthealth.core.course.days import EFFORT
from clienthealth.core.economy import Dependence
from clienthealth.core.gather import portfolio
from clienthealth.core.kinds import EffortOutcome
from clienthealth.core.picture.calendar import MOST as MOST_ROWS
from clienthealth.core.picture.calendar import Cell, calendar
from clienthealth.core.picture.labels import NEAR, Spot, fitted, placed, width_of
from clienthealth.core.picture.moods import FEWEST, MOST, WEEKS, looks, moods, moods_of
from clienthealth.core.picture.pictures import named_in
from clienthealth.core.picture.quadrant import quadrant
from clienthealth.core.picture.scale import Box, Scale
from clienthealth.core.score.judge import panel
from clienthealth.core.score.policy import DEFAULT

FRAME = Box(58, 4, 436, 366)
SIZE = 11.0
spots = st.lists(
    st.builds(
        Spot,
        st.floats(FRAME.left, FRAME.right),
        st.floats(FRAME.top, FRAME.bottom),
        st.floats(3, 22),
        st.text("abcmWi-", min_size=1, max_size=17),
    ),
    max_size=24,
)
crowds = st.lists(
    st.builds(Spot, st.floats(70, 90), st.floats(300, 330), st.floats(3, 8), st.text("abcm", min_size=3, max_size=17)),
    min_size=8,
    max_size=24,
)
boxes = st.lists(st.builds(lambda x, y: Box(x, y, x + 9, y + 9), st.floats(60, 400), st.floats(10, 350)), max_size=20)


@given(st.one_of(spots, crowds), boxes)
def test_names_overlap_neither_each_other_nor_points_nor_the_frame(points, others):
    labels = placed(points, others, FRAME, SIZE)

    assert not any(one.box.meets(other.box) for one, other in combinations(labels, 2))
    assert all(each.box.within(FRAME) for each in labels)
    assert not any(each.box.meets(other) for each in labels for other in others)
    for each in labels:
        assert not any(each.box.meets(spot.box) for place, spot in enumerate(points) if place != each.spot)


@given(st.one_of(spots, crowds))
def test_a_name_has_the_room_it_needs_and_the_same_place_again(points):
    labels = placed(points, [], FRAME, SIZE)

    assert labels == placed(points, [], FRAME, SIZE)
    assert len({each.spot for each in labels}) == len(labels)
    assert all(each.box.right - each.box.left >= width_of(points[each.spot].name, SIZE) - 1e-6 for each in labels)


@given(spots)
def test_who_comes_first_is_placed_as_if_alone_among_the_points(points):
    if points and placed(points[:1], [each.box for each in points[1:]], FRAME, SIZE):
        assert placed(points, [], FRAME, SIZE)[0].spot == 0


def test_a_lonely_name_stands_at_the_right_of_its_point_and_needs_no_line():
    (label,) = placed([Spot(200, 200, 5, "acme")], [], FRAME, SIZE)

    assert (label.box.left, label.led) == (208, False)


def test_at_the_right_edge_a_name_stands_at_the_left():
    (label,) = placed([Spot(430, 200, 5, "acme")], [], FRAME, SIZE)

    assert label.box.right == 422


def test_from_far_away_a_line_leads_to_the_name():
    crowd = [Spot(200, 200, 20, f"client-{number}") for number in range(9)]

    labels = placed(crowd, [], FRAME, SIZE)

    near = Box(180 - 3 - NEAR, 180 - 3 - NEAR, 220 + 3 + NEAR, 220 + 3 + NEAR)
    assert any(each.led for each in labels)
    assert all(each.led for each in labels if not each.box.meets(near))


def test_where_there_is_no_room_a_name_is_left_out():
    assert placed([Spot(20, 20, 5, "a" * 17)], [], Box(0, 0, 40, 40), SIZE) == ()


def test_broad_letters_take_more_room_than_narrow_ones():
    assert width_of("漢字", SIZE) > width_of("mm", SIZE) > width_of("aa", SIZE) > width_of("ii", SIZE)


@given(st.text("abcmW漢-", min_size=1, max_size=60), st.floats(20, 200))
def test_a_name_is_shortened_only_as_far_as_it_has_to_be(name, room):
    shown = fitted(name, room, SIZE)

    assert width_of(shown, SIZE) <= room
    assert shown == name or (shown.endswith("…") and width_of(name, SIZE) > room and name.startswith(shown[:-1]))


def test_a_value_beyond_a_scale_stands_at_its_end():
    up = Scale(0, 100, 80, 10)

    assert [up.at(value) for value in (-5, 0, 50, 100, 130)] == [80, 80, 45, 10, 10]


@given(st.integers(0, 10**7))
def test_looks_are_whole_weeks_apart_end_today_and_cost_no_more_than_a_course_does(records):
    days = looks(DAY, records)

    apart = {(after - before).days for before, after in pairwise(days)}
    assert days[-1] == DAY
    assert len(apart) == 1
    assert apart.pop() % 7 == 0
    assert (DAY - days[0]).days <= 7 * WEEKS
    assert len(days) <= max(FEWEST, EFFORT // max(records, 1)) + 1
    assert len(days) >= FEWEST


def test_a_small_record_is_looked_at_every_week():
    assert len(looks(DAY, 500)) == WEEKS + 1


def test_a_course_begins_where_its_client_did_and_the_others_are_counted():
    named = [f"client-{number:02d}" for number in range(MOST + 3)]
    days = [date(2026, 11, 6), date(2026, 11, 13), date(2026, 11, 20)]
    asked = []

    def look(day, clients):
        asked.append(tuple(clients))
        return {each: Health(60, 50, 70) for each in clients if each != "client-00" or day > days[0]}

    found = moods(named, days, look)

    assert set(asked) == {tuple(named[:MOST])}
    assert [each.day for each in found.courses[0].moods] == days[1:]
    assert (found.apart, found.left_out) == (7, 3)


def test_nobody_named_is_looked_at_on_no_day():
    found = moods([], [date(2026, 11, 13), date(2026, 11, 20)], lambda *_: pytest.fail("looked"))

    assert found.courses == ()


def test_a_mood_is_the_one_that_the_judgement_of_the_day_has():
    records = list(flat([known(), build("complaint", 30, cause="ours"), known(300, "beta")]))
    together = panel(portfolio(records, ZONE, until=DAY), DAY, ZONE)

    assert moods_of(together, ["acme"]) == {"acme": judgement(*records).of("acme").health}


def drawn(*records, shown=("acme", "beta")):
    together = panel(portfolio(flat(records), ZONE, until=DAY), DAY, ZONE, DEFAULT)
    return calendar((each.case for each in together.readings), DAY, shown)


def test_weeks_begin_on_monday_and_end_with_this_one():
    found = drawn(known())

    assert (found.first, found.monday(found.weeks - 1)) == (date(2026, 5, 25), date(2026, 11, 16))


def test_complaints_and_remedies_stand_in_their_weeks_the_least_good_first():
    complaint = build("complaint", 4)
    tried = [
        build("effort", 4, kind="fix", complaint=complaint.id, outcome="satisfied", outcome_at=3),
        build("effort", 3, kind="redo", complaint=complaint.id, outcome="unsatisfied", outcome_at=2),
        build("effort", 5, kind="extra"),
    ]

    (row,) = drawn(known(), complaint, build("complaint", 5), build("complaint", 12), tried).rows

    remedies = (EffortOutcome.UNSATISFIED, EffortOutcome.SATISFIED)
    assert row.cells == (Cell(23, 1, ()), Cell(24, 1, ()), Cell(25, 1, remedies))
    assert row.complaints == 3
    assert row.cells[-1].worst is EffortOutcome.UNSATISFIED


def test_what_is_older_than_half_a_year_is_not_drawn():
    assert drawn(known(), build("complaint", 7 * WEEKS + 10)).rows == ()


def test_most_complaints_come_first_then_the_order_of_the_review_and_the_rest_is_counted():
    shown = [f"client-{number:02d}" for number in range(MOST_ROWS + 2)]
    records = [[build("client", 300, slug), build("complaint", 30, slug)] for slug in reversed(shown)]
    records.append(build("complaint", 20, shown[-1]))

    found = drawn(*records, shown=shown)

    assert [each.client for each in found.rows[:3]] == [shown[-1], *shown[:2]]
    assert (len(found.rows), found.left_out) == (MOST_ROWS, 2)


def test_the_named_come_first_and_too_little_on_record_is_not_drawn():
    found = judgement(known(), known(client="beta"), build("client", 3, "new")).assessments
    income = {"acme": Dependence(0.4, 2), "beta": Dependence(None, 2, ("USD",))}

    made = quadrant(found, {"acme": "Acme Ltd"}, ["beta"], income)

    assert [(each.client, each.name, each.share) for each in made.clients] == [
        ("beta", "beta", None),
        ("acme", "Acme Ltd", 0.4),
        ("new", "new", None),
    ]
    assert [each.client for each in made.drawn] == ["beta", "acme"]


def test_the_named_are_those_at_risk_first_then_who_was_raised_or_owed_then_who_rests():
    def about(*clients):
        return tuple(SimpleNamespace(client=each) for each in clients)

    review = SimpleNamespace(
        at_risk=about("b", "a"),
        endings=about("a", "c"),
        alarms=about("d"),
        changed=(),
        act_now=about("e", "gone"),
        resting=about("f"),
        judged=about(*"abcdef"),
    )

    assert named_in(review) == ["b", "a", "c", "d", "e", "f"]
