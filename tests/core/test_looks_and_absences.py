"""A look at a client and an absence say which time was observed, and never that anybody behaved well or badly."""

from datetime import timedelta

import pytest
from build import DAY, ZONE, ago, build, flat, judged, judgement, known, reading, signals
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.gather import portfolio
from clienthealth.core.score.policy import DEFAULT
from clienthealth.core.weekly.catchup import Gap, unseen

PAST = st.integers(0, 500)
STATES = st.sampled_from(["quiet", "fine", "trouble"])
KINDS = st.sampled_from(["rude", "unpaid-change", "false-claim", "praise", "accepts-no", "time-disrespect"])


@st.composite
def histories(draw):
    """A client with all that a score may rest on, told at any time, and with as many gaps as it likes."""
    records = [build("client", 600), build("expectation", draw(PAST), acknowledged_at=0)]
    for day in draw(st.lists(PAST, max_size=6)):
        records += signals(draw(KINDS), day)
    for day in draw(st.lists(PAST, max_size=4)):
        cause = draw(st.sampled_from(["ours", "client", "unknown"]))
        topic = draw(st.sampled_from(["scope", "quality", "price"]))
        told = build("complaint", day, cause=cause, topic=topic)
        records.append(told)
        outcome = draw(st.sampled_from(["satisfied", "unsatisfied", "unknown"]))
        records.append(build("effort", day, kind="fix", complaint=told.id, outcome=outcome))
    for day in draw(st.lists(PAST, max_size=3)):
        records.append(build("invoice", day, due=day - 14))
    return records


def said(assessment):
    """All that is said of a client's conduct and problem: likelihoods, evidence, gates, what is advised."""
    return (
        assessment.problem_client,
        assessment.client_problem,
        assessment.evidence,
        assessment.gates,
        assessment.verdict,
        assessment.recommendation,
        assessment.own_fault_share,
        assessment.health,
    )


@given(histories(), st.lists(st.tuples(PAST, STATES), max_size=12))
def test_a_look_counts_as_an_hour_of_work_on_that_day_does_and_no_more(history, looks):
    looked = judged(history, [build("pulse", day, state=state) for day, state in looks])
    worked = judged(history, [build("time", day) for day, _ in looks])

    assert said(looked) == said(worked)


@given(histories(), st.lists(PAST, max_size=12), STATES, STATES)
def test_what_a_look_found_weighs_nothing(history, days, one, other):
    first, second = ([build("pulse", day, state=state) for day in days] for state in (one, other))

    assert said(judged(history, first)) == said(judged(history, second))


@given(histories(), st.lists(st.integers(0, 390), max_size=12))
def test_looks_within_observed_time_leave_every_likelihood_as_it_is(history, days):
    observed = [history, [build("time", day) for day in range(599, -1, -30)]]

    without, with_them = judged(observed), judged(observed, [build("pulse", day) for day in days])

    assert with_them.problem_client == without.problem_client
    assert with_them.client_problem == without.client_problem
    assert with_them.health.score == without.health.score


@given(histories(), st.lists(PAST, max_size=12))
def test_looks_move_a_likelihood_only_by_the_time_they_make_observed(history, days):
    looks = [build("pulse", day) for day in days]
    before, after = reading(history), reading(history, looks)

    assert (after.strain, after.grievance, after.mass, after.own_fault_share) == (
        before.strain,
        before.grievance,
        before.mass,
        before.own_fault_share,
    )
    assert after.observed_days >= before.observed_days
    assert after.months >= before.months
    lowered = judged(history, looks).problem_client.probability < judged(history).problem_client.probability - 1e-12
    assert not lowered or after.months > before.months


@given(histories(), st.lists(st.tuples(PAST, st.integers(0, 90)), max_size=5))
def test_an_absence_speaks_for_nobody(history, absences):
    """Without promises and pauses there is no clock to stop: only observed time can go, and that never helps."""
    away = [build("away", day, until=max(day - length, 0)) for day, length in absences]
    before, after = reading(history), reading(history, away)

    assert after.observed_days <= before.observed_days
    assert after.months <= before.months + 1e-12
    assert after.strain == before.strain
    assert judged(history, away).problem_client.probability >= judged(history).problem_client.probability - 1e-12


@given(histories(), st.lists(st.tuples(PAST, st.integers(0, 90)), max_size=5))
def test_a_colleagues_absence_changes_nothing_in_the_score(history, absences):
    promised = build("promise", 60, due=40, owner="kim")
    away = [build("away", day, until=max(day - length, 0), staff="kim") for day, length in absences]

    assert said(judged(history, promised, away)) == said(judged(history, promised))


def test_a_look_after_eight_silent_weeks_leaves_them_unobserved():
    busy = [build("client", 200), build("time", 199), build("time", 160), build("time", 120), build("time", 90)]
    busy.append(build("time", 57))

    silent, looked = reading(busy), reading(busy, build("pulse", 0))

    assert looked.observed_days == silent.observed_days + 1
    assert unseen(portfolio(flat(busy), ZONE), DAY, ZONE, DEFAULT) == Gap(ago(56), ago(1))


@pytest.mark.parametrize(("last", "stays"), [(43, True), (42, False)])
def test_six_whole_weeks_are_what_stays_unobserved(last, stays):
    records = [build("client", 200), build("time", 100), build("time", last)]
    found = unseen(portfolio(flat(records), ZONE), DAY, ZONE, DEFAULT)

    assert (found is not None) is stays
    after = reading(records, build("pulse", 0)).observed_days
    assert reading(records, [build("pulse", day) for day in range(last)]).observed_days - after == (last - 1) * stays


def test_what_was_noted_today_already_does_not_end_the_silence_before():
    records = [build("client", 200), build("time", 60), build("pulse", 0), build("decision", 0, **DECIDED)]

    assert unseen(portfolio(flat(records), ZONE), DAY, ZONE, DEFAULT) == Gap(ago(59), DAY - timedelta(days=1))
    assert unseen(portfolio(flat([build("client", 200)]), ZONE), DAY, ZONE, DEFAULT) is None


DECIDED = {"recommendation": "appreciate", "choice": "followed"}


def test_looks_at_one_client_move_another_only_through_the_days_that_were_observed():
    bolt = [known(300, "bolt"), signals("rude", 40)]

    before = judgement(known(300), bolt).of("acme")
    after = judgement(known(300), bolt, build("pulse", 10, "bolt")).of("acme")

    assert said(before) == said(after)
