"""A decision against the advice holds until its day, stands beside the advice, and changes nothing."""

import pytest
from build import DAY, ZONE, ago, build

from clienthealth.core.decided import in_force


def decision(days, choice="overridden", **given):
    return build("decision", days, recommendation="set-boundaries", choice=choice, **given)


def holds(*decisions, day=DAY):
    return in_force(decisions, day, ZONE)


def test_an_override_is_told_with_its_reason_and_its_end():
    found = holds(decision(10, reason="family", until=-5))

    assert (found.day, found.choice, found.reason, found.until) == (ago(10), "overridden", "family", ago(-5))


@pytest.mark.parametrize(("days", "shown"), [(89, True), (90, True), (91, False)])
def test_without_an_end_it_holds_for_ninety_days(days, shown):
    assert (holds(decision(days)) is not None) == shown


@pytest.mark.parametrize(("until", "shown"), [(-1, True), (0, True), (1, False)])
def test_after_its_day_it_is_shown_no_more(until, shown):
    assert (holds(decision(30, until=until)) is not None) == shown


def test_the_latest_decision_counts_and_following_the_advice_ends_the_one_before():
    before, after = decision(20), decision(5, "followed")

    assert holds(before, after) is None
    assert holds(after, before) is None
    assert holds(before, after, day=ago(6)).record == before.id
    assert holds(decision(3, "postponed"), before).choice == "postponed"


def test_what_is_postponed_without_an_end_comes_up_again_after_four_weeks():
    assert holds(decision(28, "postponed")) is not None
    assert holds(decision(29, "postponed")) is None
