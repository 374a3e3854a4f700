"""The verdict and the rows of the decision table at their very thresholds, on records that are weighed for real."""

import pytest
from build import build, known, reading

from clienthealth.core.assessment import Gate, Likelihood
from clienthealth.core.frozen import replace
from clienthealth.core.kinds import Recommendation, Verdict
from clienthealth.core.saying import say
from clienthealth.core.score.conduct import Strain
from clienthealth.core.score.decision import COMMITMENTS, REMEDIES, decide, verdict
from clienthealth.core.score.policy import DEFAULT
from clienthealth.core.score.weighed import weigh

BAR = DEFAULT.bar
OPEN = build("complaint", 10)


def weighed(*records, a=0.05, low=None, b=0.1):
    """Weigh records, then set how likely each axis is found."""
    found = weigh(reading(known(), *records), 0.2, DEFAULT)
    return replace(found, a=likely(a, a / 2 if low is None else low), b=likely(b, b / 2))


def likely(probability, low):
    return Likelihood(probability, low, min(1.0, low + 0.3), -12.8, 1.0)


@pytest.mark.parametrize(
    ("a", "low", "b", "advice", "wanted"),
    [
        (BAR.likely, BAR.likely_low, 0.1, Recommendation.SET_BOUNDARIES, Verdict.PROBLEM_CLIENT),
        (BAR.likely, BAR.likely_low - 0.01, 0.1, Recommendation.SET_BOUNDARIES, Verdict.WATCH),
        (BAR.likely - 0.01, BAR.likely_low, 0.1, Recommendation.SET_BOUNDARIES, Verdict.WATCH),
        (BAR.likely, BAR.likely_low, BAR.problem_now, Recommendation.SET_BOUNDARIES, Verdict.BOTH),
        (BAR.likely, BAR.likely_low, BAR.problem_now - 0.01, Recommendation.SET_BOUNDARIES, Verdict.PROBLEM_CLIENT),
        (BAR.likely, BAR.likely_low, 0.1, Recommendation.EXTRA_EFFORT, Verdict.BOTH),
        (BAR.likely, BAR.likely_low, 0.1, Recommendation.ESCALATE, Verdict.BOTH),
        (BAR.likely, BAR.likely_low, 0.1, Recommendation.SET_EXPECTATIONS, Verdict.BOTH),
        (BAR.likely, BAR.likely_low, 0.1, Recommendation.OFFBOARD, Verdict.PROBLEM_CLIENT),
        (0.1, 0.0, BAR.problem_maybe, Recommendation.SET_BOUNDARIES, Verdict.CLIENT_WITH_A_PROBLEM),
        (0.1, 0.0, BAR.problem_maybe - 0.01, Recommendation.SET_BOUNDARIES, Verdict.WATCH),
        (0.1, 0.0, 0.1, Recommendation.EXTRA_EFFORT, Verdict.CLIENT_WITH_A_PROBLEM),
        (0.1, 0.0, 0.1, Recommendation.ESCALATE, Verdict.CLIENT_WITH_A_PROBLEM),
        (0.1, 0.0, 0.1, Recommendation.APPRECIATE, Verdict.HEALTHY),
        (0.1, 0.0, 0.1, Recommendation.SET_EXPECTATIONS, Verdict.HEALTHY),
        (BAR.watch, 0.1, 0.1, Recommendation.SET_EXPECTATIONS, Verdict.WATCH),
        (BAR.watch - 0.01, 0.1, 0.1, Recommendation.SET_EXPECTATIONS, Verdict.HEALTHY),
    ],
)
def test_a_verdict_is_as_the_table_says_at_its_thresholds(a, low, b, advice, wanted):
    assert verdict(weighed(strain(), a=a, low=low, b=b), advice) is wanted


def test_an_open_complaint_alone_makes_a_client_with_a_problem():
    assert verdict(weighed(OPEN), Recommendation.SET_BOUNDARIES) is Verdict.CLIENT_WITH_A_PROBLEM


def test_nothing_is_said_of_a_thin_record():
    found = replace(weigh(reading(build("client", 400)), 0.2, DEFAULT), a=likely(0.9, 0.8))

    assert verdict(found, Recommendation.OFFBOARD) is Verdict.NOT_ENOUGH_EVIDENCE


@pytest.mark.parametrize(
    ("a", "low", "b", "shut", "wanted"),
    [
        (BAR.offboard, BAR.offboard_low, 0.1, [], "offboard all-gates-pass"),
        (BAR.offboard - 0.01, BAR.offboard_low, 0.1, [], "set-boundaries conduct-likely"),
        (BAR.offboard, BAR.offboard_low - 0.01, 0.1, [], "set-boundaries conduct-likely"),
        (BAR.offboard, BAR.offboard_low, BAR.problem_now, [], "set-boundaries conduct-likely"),
        (BAR.offboard, BAR.offboard_low, BAR.problem_now - 0.01, [], "offboard all-gates-pass"),
        (BAR.offboard, BAR.offboard_low, 0.1, [COMMITMENTS], "finish-commitments still-owed"),
        (BAR.offboard, BAR.offboard_low, 0.1, [REMEDIES], "set-boundaries conduct-likely"),
        (BAR.offboard, BAR.offboard_low, 0.1, [COMMITMENTS, REMEDIES], "set-boundaries conduct-likely"),
        (BAR.likely, 0.3, 0.1, [], "set-boundaries conduct-likely"),
        (BAR.likely - 0.01, 0.3, 0.1, [], "set-boundaries watch"),
        (BAR.watch, 0.1, 0.1, [], "set-boundaries watch"),
        (BAR.watch - 0.01, 0.1, 0.1, [], "appreciate nothing-to-mend"),
        (0.1, 0.0, BAR.problem_maybe, [], "extra-effort troubled"),
        (0.1, 0.0, BAR.problem_maybe - 0.01, [], "appreciate nothing-to-mend"),
    ],
)
def test_an_advice_is_as_the_table_says_at_its_thresholds(a, low, b, shut, wanted):
    assert advised(weighed(strain(), a=a, low=low, b=b), shut) == wanted


@pytest.mark.parametrize(
    ("a", "warned", "waiting", "wanted"),
    [
        (BAR.likely, True, False, "escalate remedies-wanted"),
        (BAR.likely, True, True, "escalate nothing-tried"),
        (BAR.likely, False, True, "escalate nothing-tried"),
        (BAR.likely, False, False, "set-boundaries conduct-likely"),
        (BAR.watch, True, False, "escalate remedies-wanted"),
        (BAR.watch, False, False, "set-boundaries watch"),
        (BAR.watch, False, True, "set-boundaries watch"),
    ],
)
def test_after_a_firm_boundary_the_advice_is_the_remedies_that_are_missing(a, warned, waiting, wanted):
    limit = [build("boundary", 90, step="written-warning")] if warned else []
    asked = [build("complaint", 10, cause="client", topic="access")] if waiting else []

    assert advised(weighed(strain(), limit, asked, a=a), [REMEDIES]) == wanted


@pytest.mark.parametrize(
    ("failed", "warned", "a", "wanted"),
    [
        (2, False, BAR.likely, "escalate remedies-failed"),
        (2, False, BAR.offboard - 0.01, "escalate remedies-failed"),
        (2, False, BAR.offboard, "set-boundaries conduct-likely"),
        (2, True, BAR.likely, "escalate nothing-tried"),
        (1, False, BAR.likely, "set-boundaries conduct-likely"),
        (1, True, BAR.likely, "escalate nothing-tried"),
        (0, False, BAR.likely, "escalate nothing-tried"),
    ],
)
def test_remedies_that_failed_on_what_is_open_ask_for_somebody_senior_first(failed, warned, a, wanted):
    limit = [build("boundary", 90, step="written-warning")] if warned else []
    asked = build("complaint", 20, cause="client", topic="access")
    tried = [build("effort", 15 - n, kind="fix", complaint=asked.id, outcome="unsatisfied") for n in range(failed)]

    assert advised(weighed(strain(), limit, asked, tried, a=a), [REMEDIES]) == wanted


@pytest.mark.parametrize(
    ("a", "wanted"),
    [(BAR.offboard - 0.01, "extra-effort open-and-ours"), (BAR.offboard, "set-boundaries conduct-likely")],
)
def test_what_is_open_and_ours_comes_first_unless_the_record_is_clear(a, wanted):
    asked = build("complaint", 20, cause="ours", topic="access")

    assert advised(weighed(strain(), asked, a=a), [COMMITMENTS, "own-fault-low"]) == wanted


@pytest.mark.parametrize(
    ("share", "a", "wanted"),
    [
        (BAR.own_share, BAR.likely, "set-boundaries conduct-likely"),
        (BAR.own_share + 0.01, BAR.likely, "escalate unclear-whose"),
    ],
)
def test_whose_it_is_becomes_unclear_above_a_share_of_ours_and_not_at_it(share, a, wanted):
    assert advised(ours(weighed(strain(), a=a), share)) == wanted


@pytest.mark.parametrize(
    ("share", "wanted"), [(BAR.own_share, "extra-effort open"), (BAR.own_share + 0.01, "extra-effort open-and-ours")]
)
def test_what_is_open_is_ours_above_a_share_of_ours_and_not_at_it(share, wanted):
    asked = build("complaint", 20, cause="client", topic="access")

    assert advised(ours(weighed(strain(), asked), share)) == wanted


def ours(found, share):
    """The same with so large a share of ours in what was complained of."""
    return replace(found, reading=replace(found.reading, own_fault_share=share))


@pytest.mark.parametrize(
    ("a", "wanted"),
    [(BAR.watch, "set-boundaries watch"), (BAR.watch + 0.01, "set-expectations nothing-agreed")],
)
def test_a_suspicion_where_nothing_was_agreed_is_ours_to_mend_above_the_watch_level(a, wanted):
    found = replace(weigh(reading(known(told=False)), 0.2, DEFAULT), a=likely(a, a / 2), b=likely(0.1, 0.05))

    assert advised(found) == wanted


@pytest.mark.parametrize(
    ("a", "wanted"),
    [(BAR.hardship_below - 0.01, "extra-effort hardship"), (BAR.hardship_below, "set-boundaries conduct-likely")],
)
def test_a_hardship_comes_first_as_long_as_the_record_says_little(a, wanted):
    assert advised(weighed(strain(), build("hardship", 5), a=a)) == wanted


def test_a_pattern_is_a_pattern_at_its_bar():
    acts = [build("signal", day, kind="overrules-expert") for day in (9, 6, 3)]
    found = weighed(acts)
    exact = replace(DEFAULT.bar, pattern=found.reading.tally.n(Strain.OVERRULES_EXPERT))

    assert advised(replace(found, policy=replace(DEFAULT, bar=exact))) == "set-boundaries pattern.overrules-expert"


def test_nobody_is_told_off_for_a_pattern_where_nothing_was_made_clear():
    acts = [build("signal", day, kind="overrules-expert") for day in (9, 6, 3)]
    found = replace(weigh(reading(known(told=False), acts), 0.2, DEFAULT), a=likely(0.05, 0.02), b=likely(0.1, 0.05))

    assert found.reading.tally.n(Strain.OVERRULES_EXPERT) >= BAR.pattern
    assert advised(found) == "appreciate calm-without-expectations"


def test_a_client_is_new_by_its_first_day_or_its_first_record_whichever_was_earlier():
    old = [build("pulse", 300), *known(100, told=False, pulses=False)]

    assert advised(weighed_only(known(100, told=False))) == "set-expectations new-client"
    assert advised(weighed_only(known(100))) == "appreciate nothing-to-mend"
    assert advised(weighed_only(old)) == "appreciate calm-without-expectations"
    assert advised(weighed_only([build("client", 100)])) == "set-expectations new-client"
    assert advised(weighed_only([build("client", 300)])) == "appreciate calm-without-expectations"
    assert advised(weighed_only([build("client", 300), build("pulse", 100)])) == "appreciate calm-without-expectations"


def weighed_only(records):
    return weigh(reading(records), 0.2, DEFAULT)


def advised(found, shut=()):
    gates = tuple(Gate(name, passed=False, because=say("shut"), opens=None) for name in shut)
    advice = decide(found, gates)
    return f"{advice.recommendation} {advice.because.key.removeprefix('because.')}"


def strain():
    """Enough old complaints, all satisfied, that the record carries a suspicion."""
    return [
        build("complaint", 100 - 30 * n, cause="client", topic=topic, confirmed="satisfied", confirmed_at=95 - 30 * n)
        for n, topic in enumerate(("scope", "price", "design"))
    ]
