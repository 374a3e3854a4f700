"""The record as it stood on a day: what happened later did not happen yet; what was planned was known."""

from datetime import UTC, timedelta, timezone

import pytest
from build import DAY, ZONE, ago, build, known

from clienthealth.core.gather import portfolio, weeks
from clienthealth.core.score.as_of import as_of


def standing(record, *others):
    """A record as it stood thirty days ago."""
    held = as_of(portfolio([*known(), record, *others], ZONE), ago(30), ZONE)
    history = held.histories[0]
    every = (*history.counted(), *history.nexts, *history.decisions, *history.outcomes)
    return next((each for each in every if each.id == record.id), None)


@pytest.mark.parametrize(
    ("kind", "given", "gone"),
    [
        ("expectation", {"acknowledged_at": 29}, {"acknowledged_at"}),
        ("promise", {"status": "kept", "closed_at": 29}, {"status", "closed_at"}),
        ("promise", {"accepted_at": 29}, {"accepted_at"}),
        ("complaint", {"confirmed": "satisfied", "confirmed_at": 29}, {"confirmed", "confirmed_at"}),
        ("complaint", {"resolved_at": 29}, {"resolved_at"}),
        ("complaint", {"acknowledged_at": 29, "answered_at": 29}, {"acknowledged_at", "answered_at"}),
        ("effort", {"kind": "fix", "outcome": "partly", "outcome_at": 29}, {"outcome", "outcome_at"}),
        ("invoice", {"paid": 29, "paid_amount": 5}, {"paid", "paid_amount"}),
        ("invoice", {"disputed_at": 29, "disputed": True}, {"disputed_at", "disputed"}),
        ("survey", {"score": 9, "answered_at": 29}, {"score", "answered_at"}),
        ("next", {"closed_at": 29}, {"closed_at"}),
    ],
)
def test_later_dates_inside_a_record_take_with_them_what_they_date(kind, given, gone):
    record = build(kind, 60, **given)

    before = standing(record)

    assert {name for name in given if getattr(before, name) is None} == gone


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("promise", {"due": 10}),
        ("promise", {"status": "kept"}),
        ("expectation", {"until": 10}),
        ("hardship", {"until": 10}),
        ("boundary", {"step": "reminder", "until": 10}),
        ("complaint", {"confirmed": "satisfied"}),
        ("complaint", {"resolved_at": 30, "recorded_at": 5}),
        ("effort", {"kind": "fix", "outcome": "partly"}),
        ("invoice", {"due": 10, "paid": 30}),
    ],
)
def test_what_was_planned_or_has_no_date_of_its_own_was_known(kind, given):
    record = build(kind, 60, **given)

    assert standing(record) == record


def test_later_records_and_later_clients_do_not_exist():
    later = build("client", 29, "later")

    assert standing(build("complaint", 29)) is None
    assert standing(build("complaint", 30)) is not None
    assert len(as_of(portfolio([*known(), later], ZONE), ago(30), ZONE).histories) == 1
    assert as_of(portfolio([build("away", 29, until=10)], ZONE), ago(30), ZONE).aways == ()


def test_a_due_date_that_was_moved_later_is_still_the_old_one():
    moved = [{"at": 50, "due": 45}, {"at": 20, "due": 15}, {"at": 10, "due": 5}]

    before = standing(build("promise", 60, due=1, moved=moved))

    assert before.due == ago(15)
    assert [each.due for each in before.moved] == [ago(45)]


def test_later_closings_reopenings_and_pauses_are_gone():
    record = build(
        "complaint",
        60,
        closings=[{"at": 40, "confirmed": "accepted"}, {"at": 20, "confirmed": "accepted"}],
        reopened=[35, 29],
        paused=[{"from": 50, "until": 10}, {"from": 29, "until": 10}],
    )

    before = standing(record)

    assert (before.closings, before.reopened) == (record.closings[:1], record.reopened[:1])
    assert before.paused == record.paused[:1]


@pytest.mark.parametrize(
    ("at", "there"),
    [
        ("2026-10-21T21:59:59Z", True),
        ("2026-10-21T22:00:00Z", False),
        ("2026-10-22T00:30:00+02:00", False),
        ("2026-10-21", True),
    ],
)
def test_the_end_of_a_day_is_that_of_the_configured_zone(at, there):
    assert (standing(build("pulse", at)) is not None) is there


def test_a_moment_falls_on_its_day_in_the_zone():
    late = build("interaction", "2026-11-15T23:30:00Z")
    west = timezone(timedelta(hours=-8))

    assert weeks([late], ZONE)[0].first_day == DAY.replace(day=16).toordinal()
    assert weeks([late], UTC)[0].first_day == DAY.replace(day=15).toordinal()
    assert weeks([late], west)[0].first_day == DAY.replace(day=15).toordinal()


def test_interactions_are_summed_by_week_up_to_a_day():
    held = [
        build("interaction", 4, direction="in", tone=2, minutes=10, energy=-1),
        build("interaction", 2, direction="out", tone=-1, minutes=5, billable=False),
        build("interaction", 1, direction="both"),
    ]

    week = portfolio([*known(), *held], ZONE, until=ago(2)).histories[0].weeks[0]

    monday = ago(4).toordinal()
    assert (week.first_day, week.last_day, week.count, week.day_sum) == (monday, monday + 2, 2, 2 * monday + 2)
    assert (week.tone_sum, week.tone_day_sum) == (1, 2 * monday - (monday + 2))
    assert (week.minutes, week.unbilled, week.energy_sum, week.energy_count) == (15, 5, -1, 1)
    assert (week.last_in, week.last_out) == (monday, monday + 2)
    assert as_of(portfolio(held, ZONE), ago(11), ZONE).histories == ()


def test_a_client_without_a_line_of_its_own_begins_with_its_first_record():
    history = portfolio([build("pulse", 5, "nobody"), build("pulse", 9, "nobody")], ZONE).histories[0]

    assert (history.client.client, history.client.at) == ("nobody", ago(9))


def test_records_of_one_day_stand_bare_days_first_then_by_moment_then_by_id():
    day = ago(9).isoformat()
    held = [
        build("pulse", f"{day}T09:00:00+01:00", id="a"),
        build("pulse", day, id="c"),
        build("pulse", f"{day}T07:30:00Z", id="d"),
        build("pulse", day, id="b"),
    ]

    assert [each.id for each in portfolio(held, ZONE).histories[0].pulses] == ["b", "c", "d", "a"]
