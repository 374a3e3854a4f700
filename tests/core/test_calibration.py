"""Advice beside outcomes: the interval is Wilson's, both kinds of advice can miss, one's own endings stand apart."""

from functools import cache

import pytest
from build import DAY, ZONE, ago, build, known
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.calibration import ENOUGH, Advice, Fit, Share, advice_of, calibrate, days_to_judge, fit
from clienthealth.core.gather import portfolio
from clienthealth.core.kinds import Choice, Recommendation, Result
from clienthealth.core.score.judge import judge


def calibrated(*held, day=DAY):
    told = portfolio([each for part in held for each in part], ZONE, until=day)
    past = cache(lambda earlier: judge(told, earlier, ZONE))
    return calibrate(told, day, ZONE, past, "2026.1")


def ended(client, result, days=10, *more, told=True):
    """A calm, well documented client that turned out so."""
    return [*known(client=client, told=told), build("outcome", days, client, result=result), *more]


def decided(client, days, choice, recommendation="offboard", **given):
    return build("decision", days, client, recommendation=recommendation, choice=choice, **given)


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
    ("advice", "hit", "miss", "apart"),
    [
        ("ending", "ended-by-us", "repaired renewed ended-regretted", ""),
        ("going-on", "repaired renewed ended-regretted", "left", "ended-by-us"),
        ("safety", "", "", ""),
        ("unsaid", "", "", ""),
    ],
)
def test_what_is_a_hit_a_miss_and_neither(advice, hit, miss, apart):
    found = {result: fit(Advice(advice), result) for result in Result}

    for sort, results in ((Fit.HIT, hit), (Fit.MISS, miss), (Fit.APART, apart)):
        assert {each for each in Result if found[each] is sort} == set(results.split())


def test_every_recommendation_comes_down_to_an_ending_or_to_going_on():
    ending = {each for each in Recommendation if advice_of(each) is Advice.ENDING}

    assert ending == {"offboard", "finish-commitments"}
    assert {each for each in Recommendation if advice_of(each) is Advice.SAFETY} == {"safety"}


def test_cases_are_counted_by_advice_and_outcome():
    found = calibrated(
        ended("a", "renewed"), ended("b", "renewed"), ended("c", "left"), ended("d", "ended-by-us"), known(client="e")
    )

    assert [each.client for each in found.together.cases] == ["a", "b", "c", "d"]
    assert list(found.groups) == [Advice.GOING_ON]
    group = found.groups[Advice.GOING_ON]
    assert dict(group.results) == {"renewed": 2, "left": 1, "ended-by-us": 1}
    assert dict(group.fits) == {Fit.HIT: 2, Fit.MISS: 1, Fit.APART: 1}
    assert group.share == found.together.share == Share(2, 3)


def test_a_case_is_judged_again_as_of_a_month_before():
    fresh = build("complaint", 20, "a", cause="ours", text="Late")
    (case,) = calibrated(ended("a", "renewed", 10, fresh)).together.cases

    assert (case.look.day, case.look.recommendation) == (ago(40), "appreciate")


def test_what_had_not_begun_or_was_too_thin_is_said_to_be_unknown():
    young = [build("client", 20, "a"), build("outcome", 10, "a", result="left")]
    thin = [build("client", 60, "b"), build("outcome", 10, "b", result="left")]

    new, poor = (found := calibrated(young, thin)).together.cases

    assert (new.look, new.fit) == (None, Fit.NEITHER)
    assert (poor.look.advice, poor.fit) == (Advice.UNSAID, Fit.NEITHER)
    assert found.together.share == Share(0, 0)


def test_a_client_counts_once_by_its_latest_outcome():
    again = build("outcome", 5, "a", result="left")

    (case,) = calibrated(ended("a", "repaired", 50, again)).together.cases

    assert (case.result, case.day) == ("left", ago(5))


def test_the_past_knows_no_later_outcome_and_no_later_decision():
    held = ended("a", "renewed", 5, decided("a", 5, "followed"))

    before, after = calibrated(held, day=ago(6)), calibrated(held, day=ago(5))
    assert (before.together.cases, before.choices) == ((), ())
    assert (len(after.together.cases), len(after.choices)) == (1, 1)


def test_a_case_knows_the_last_decision_before_it_and_what_was_advised_then():
    (case,) = calibrated(
        ended("a", "ended-by-us", 10, decided("a", 30, "postponed"), decided("a", 12, "overridden", reason="Family."))
    ).together.cases

    assert (case.taken.choice, case.taken.recommendation, case.taken.reason) == ("overridden", "offboard", "Family.")
    assert case.taken.day == ago(12)


def test_all_decisions_are_counted_the_expired_ones_and_those_that_are_not_closed():
    found = calibrated(
        ended("a", "ended-by-us", 10, decided("a", 30, "followed"), decided("a", 5, "overridden", "escalate")),
        [*known(client="b"), decided("b", 300, "overridden", until=290)],
    )

    assert [(each.advice, each.choice, dict(each.results)) for each in found.choices] == [
        (Advice.ENDING, Choice.FOLLOWED, {"ended-by-us": 1}),
        (Advice.ENDING, Choice.OVERRIDDEN, {None: 1}),
        (Advice.GOING_ON, Choice.OVERRIDDEN, {None: 1}),
    ]


def test_below_thirty_closed_cases_there_are_too_few():
    cases = [[build("client", 50, f"c{n}"), build("outcome", 10, f"c{n}", result="left")] for n in range(ENOUGH)]

    assert not calibrated(*cases[1:]).enough
    assert calibrated(*cases).enough


def test_each_day_is_judged_once():
    told = portfolio([each for part in (ended("a", "left"), ended("b", "left")) for each in part], ZONE)

    assert days_to_judge(told, DAY, ZONE) == {ago(40)}


@pytest.mark.parametrize(
    ("first", "second", "gap", "day"),
    [
        ("ended-by-us", "ended-regretted", 90, 95),
        ("ended-by-us", "ended-by-us", 90, 95),
        ("left", "left", 90, 95),
        ("repaired", "ended-by-us", 90, 5),
        ("ended-by-us", "renewed", 90, 5),
        ("left", "ended-by-us", 366, 5),
    ],
)
def test_a_look_back_is_judged_by_the_day_of_the_ending(first, second, gap, day):
    held = [*known(client="a"), build("outcome", 5 + gap, "a", result=first), build("outcome", 5, "a", result=second)]

    (case,) = calibrated(held).together.cases

    assert (case.result, case.day) == (second, ago(day))
    assert case.look is None or case.look.day == ago(day + 30)
    assert days_to_judge(portfolio(held, ZONE), DAY, ZONE) == {ago(day + 30)}
