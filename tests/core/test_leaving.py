"""Endings in progress, as the review tells them."""

from datetime import datetime, time, timedelta

import pytest
from build import DAY, ZONE, build

from clienthealth.core.gather import portfolio
from clienthealth.core.weekly.desk import Desk
from clienthealth.core.weekly.leaving import leaving
from clienthealth.core.working_time import WorkingHours


def desk(days=0):
    return Desk(datetime.combine(DAY + timedelta(days=days), time(12), ZONE), WorkingHours.parse("mon-fri 09:00-17:00"))


def begun(*more, status="offboarding", by="us", **end):
    return [
        build("client", 300, status=status, status_at=3),
        build("next", 5, id="e", text="The end", due=-20, ref=f"offboard:end:{by}:fit", **end),
        build("next", 5, id="t", text="Talk", due=-1, ref="offboard:talk:e"),
        build("next", 5, id="r", text="Receipt", due=-27, ref="offboard:receipt:e"),
        *more,
    ]


def told(*held, days=0):
    found = portfolio(held, ZONE)
    return list(leaving(found.histories, found, desk(days)))


def test_it_names_the_next_step_its_day_and_its_command():
    (found,) = told(*begun())

    assert (found.step, found.due, found.record) == ("talk", DAY + timedelta(days=1), "t")
    assert (found.command, found.steps, found.situation) == ("clienthealth offboard acme --talk", 2, "fit")
    assert (found.overdue, found.too_long, found.ended) == (0, False, False)


@pytest.mark.parametrize(("days", "overdue", "too_long"), [(1, 0, False), (2, 1, False), (8, 7, False), (9, 8, True)])
def test_a_week_is_long_to_put_a_step_off(days, overdue, too_long):
    (found,) = told(*begun(), days=days)

    assert (found.overdue, found.too_long) == (overdue, too_long)


def test_once_it_is_over_nothing_presses_any_more():
    (found,) = told(*begun(status="ended", closed_at=3), days=60)

    assert (found.step, found.ended, found.too_long) == ("receipt", True, False)
    assert found.overdue > 7


def test_all_that_we_owe_counts_and_comes_before_the_finish():
    held = begun(
        build("promise", 40, due=-10),
        build("promise", 40, party="them"),
        build("complaint", 40, text="Late", cause="ours"),
        build("invoice", 40, kind="prepayment", paid=30),
    )
    (found,) = told(*held, build("next", 5, text="x", ref="offboard:data:e", due=-50))
    assert found.owed == 3

    held[2] = build("next", 5, id="t", text="Talk", due=-1, ref="offboard:talk:e", closed_at=2)
    (found,) = told(*held)
    assert (found.step, found.record, found.command) == ("owed", "", "clienthealth offboard acme")


def test_an_ending_without_steps_leads_to_setting_them_up():
    (found,) = told(build("client", 300, status="offboarding", status_at=3), build("promise", 40, due=-10))

    assert (found.step, found.due, found.overdue, found.end) == ("begin", DAY - timedelta(days=3), 3, None)
    assert (found.command, found.owed) == ("clienthealth offboard acme --start", 1)


@pytest.mark.parametrize("status", ["active", "ended"])
def test_a_client_without_an_ending_of_its_own_is_not_told(status):
    assert told(build("client", 300, status=status), build("next", 5, text="Ring", due=1)) == []


def test_the_one_that_waits_longest_comes_first():
    other = [
        build("client", 300, "beta", status="offboarding"),
        build("next", 5, "beta", id="be", text="x", due=-3, ref="offboard:end:them:"),
    ]

    assert [each.client for each in told(*other, *begun())] == ["acme", "beta"]
