"""Advice beside outcomes: the interval is Wilson's, every kind of advice can miss, and few cases conclude nothing."""

from functools import cache

import pytest
from build import DAY, ZONE, ago, build, known
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.calibration import ENOUGH, Fit, Share, calibrate, days_to_judge, fit
from clienthealth.core.gather import portfolio
from clienthealth.core.kinds import Choice, Recommendation, Result
from clienthealth.core.score.judge import judge
from clienthealth.core.score.policy import DEFAULT


def calibrated(*held, day=DAY):
    told = portfolio([each for part in held for each in part], ZONE, until=day)
    past = cache(lambda earlier: judge(told, earlier, ZONE))
    return calibrate(told, day, ZONE, past, DEFAULT)


def ended(client, result, days=10, *more, told=True):
    """A calm, well documented client that turned out so."""
    return [*known(client=client, told=told), build("outcome", days, client, result=result), *more]


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_within_its_interval(counts):
    share = Share(*counts)

    low, high = share.interval
    assert 0 <= low <= share.share <= high <= 1
    assert low < high


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_mirrors_and_narrows(counts):
    hits, n = counts
    low, high = Share(hits, n).interval

    assert Share(n - hits, n).interval == pytest.approx((1 - high, 1 - low), abs=1e-12)
    closer = Share(4 * hits, 4 * n).interval
    assert closer[1] - closer[0] < high - low


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_the_one_of_the_textbook(hits, n, low, high):
    assert Share(hits, n).interval == pytest.approx((low, high), abs=5e-5)


def test_without_cases_nothing_is_known():
    assert (Share(0, 0).share, Share(0, 0).interval) == (None, None)


@pytest.mark.parametrize(
    ("advice", "agrees", "disagrees"),
    [
        ("offboard", "ended-by-us", "repaired renewed ended-regretted"),
        ("finish-commitments", "ended-by-us", "repaired renewed ended-regretted"),
        ("extra-effort", "repaired renewed ended-regretted", "ended-by-us"),
        ("set-boundaries", "repaired renewed ended-regretted", "ended-by-us"),
        ("escalate", "repaired renewed ended-regretted", "ended-by-us"),
        ("set-expectations", "repaired renewed ended-regretted", "ended-by-us"),
        ("appreciate", "renewed ended-regretted", "ended-by-us left"),
        ("safety", "", ""),
        (None, "", ""),
    ],
)
def test_what_agrees_and_what_disagrees(advice, agrees, disagrees):
    found = {result: fit(Recommendation(advice) if advice else None, result) for result in Result}

    assert {each for each in Result if found[each] is Fit.AGREES} == set(agrees.split())
    assert {each for each in Result if found[each] is Fit.DISAGREES} == set(disagrees.split())


def test_cases_are_counted_by_advice_and_outcome():
    found = calibrated(
        ended("a", "renewed"), ended("b", "renewed"), ended("c", "left"), ended("d", "repaired"), known(client="e")
    )

    before = found.views[0]
    assert [each.client for each in found.cases] == ["a", "b", "c", "d"]
    assert [(row.key, dict(row.results)) for row in before.advice] == [
        ("appreciate", {"renewed": 2, "left": 1, "repaired": 1})
    ]
    assert (before.fits, before.agreement) == (
        {Fit.AGREES: 2, Fit.DISAGREES: 1, Fit.NEITHER: 1},
        Share(2, 3),
    )
    assert [(row.key, row.n, row.ended) for row in before.bands] == [("unlikely", 4, Share(0, 3))]
    assert 0 < before.bands[0].said < 0.3


def test_a_case_is_judged_as_of_the_day_before_and_ninety_days_before():
    fresh = build("complaint", 10, "a", cause="ours", text="Late")
    (case,) = calibrated(ended("a", "renewed", 10, fresh)).cases

    assert [look.day for look in case.looks] == [ago(11), ago(100)]
    assert [look.advice for look in case.looks] == ["appreciate", "appreciate"]


def test_what_had_not_begun_or_was_too_thin_is_said_to_be_unknown():
    young = [build("client", 60, "a"), build("outcome", 10, "a", result="left")]

    (case,) = (found := calibrated(young)).cases

    assert case.looks[1] is None
    assert (case.looks[0].advice, case.looks[0].band, case.looks[0].fit) == (None, "unsaid", "neither")
    assert (found.views[0].agreement, found.views[0].bands[0].said) == (Share(0, 0), None)


def test_a_client_counts_once_by_its_latest_outcome():
    again = build("outcome", 5, "a", result="left")

    (case,) = calibrated(ended("a", "repaired", 50, again)).cases

    assert (case.result, case.day) == ("left", ago(5))


def test_the_past_knows_no_later_outcome():
    held = ended("a", "renewed", 5)

    assert calibrated(held, day=ago(6)).cases == ()
    assert len(calibrated(held, day=ago(5)).cases) == 1


def test_decisions_stand_beside_how_it_ended():
    def decided(client, days, choice):
        return build("decision", days, client, recommendation="offboard", choice=choice)

    found = calibrated(
        ended("a", "ended-by-us", 10, decided("a", 30, "postponed"), decided("a", 12, "followed")),
        ended("b", "renewed", 10, decided("b", 20, "overridden"), decided("b", 2, "followed")),
        ended("c", "left"),
    )

    assert [(row.key, dict(row.results)) for row in found.choices] == [
        (Choice.FOLLOWED, {"ended-by-us": 1}),
        (Choice.OVERRIDDEN, {"renewed": 1}),
        (None, {"left": 1}),
    ]
    assert found.followed == Share(1, 2)


def test_below_thirty_closed_cases_there_are_too_few():
    cases = [[build("client", 50, f"c{n}"), build("outcome", 10, f"c{n}", result="left")] for n in range(ENOUGH)]

    assert not calibrated(*cases[1:]).enough
    assert calibrated(*cases).enough


def test_each_day_is_judged_once():
    told = portfolio([each for part in (ended("a", "left"), ended("b", "left")) for each in part], ZONE)

    assert days_to_judge(told, DAY, ZONE) == {ago(11), ago(100)}
