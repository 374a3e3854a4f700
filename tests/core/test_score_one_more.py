"""Law 1, without provisos: one more record moves the suspicion its own way, wherever it stands in the history.

Of the day it may have: any since the client's first record, joined to what is there or not. What speaks for the client,
what we failed in and what is hard for them never raises it; what the client did never lowers it.
"""

from datetime import timedelta

import pytest
from build import DAY, ZONE
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from journals import OLDEST, TOPICS, histories, moment, records, tidy
from test_score_laws import CONDUCT, WITNESS, probability

from clienthealth.core.gather import portfolio
from clienthealth.core.score.judge import panel

EDGE = 1e-12
SEEN = [WITNESS[0], *WITNESS[1::4]]
"""Another client by whom every day is observed."""

ages = st.integers(0, OLDEST - 1)
clocks = st.sampled_from([None, 8, 23])
places = st.fixed_dictionaries(
    {
        "topic": st.sampled_from([None, *TOPICS, "design"]),
        "project": st.sampled_from([None, "p", "q"]),
        "staff": st.sampled_from([None, "anna", "ben"]),
        "severity": st.sampled_from([None, 1, 2, 3]),
        "public": st.sampled_from([None, True]),
    }
)
GOODWILL = ["praise", "accepts-no", "own-apology", "referral", "flexible", "pays-early"]


def start():
    """From the first day on the client is observed, and agreed with; so nothing added begins its time."""
    line = {"client": "acme", "at": moment(OLDEST, None)}
    return [line | {"type": "pulse", "id": "first", "state": "fine"}, *SEEN]


@st.composite
def agreed(draw):
    """What most histories begin with: how the work runs, and sometimes a clear limit."""
    line = {"client": "acme", "at": moment(OLDEST, None)}
    told = line | {"type": "expectation", "id": "told", "text": "So.", "topic": "all", "acknowledged_at": line["at"]}
    limit = line | {"type": "boundary", "id": "limit", "step": "reset-talk"}
    return [each for each, wanted in ((told, draw(st.booleans())), (limit, draw(st.booleans()))) if wanted]


@st.composite
def pasts(draw):
    return [*draw(histories(most=24)), *draw(agreed()), *start()]


def complaints(lines):
    return [line["id"] for line in lines if line["type"] == "complaint" and line["client"] == "acme"]


def acts(_):
    kinds, severities = st.sampled_from(CONDUCT), st.sampled_from([1, 2, 3])
    return st.fixed_dictionaries({"type": st.just("signal"), "kind": kinds, "severity": severities})


def told(lines, cause):
    conduct = [None, "rude", "abusive"] if cause == "client" else [None]
    repeated = [None, *complaints(lines)] if cause == "client" else [None]
    more = {"conduct": st.sampled_from(conduct), "repeat_of": st.sampled_from(repeated)}
    fixed = st.fixed_dictionaries({"type": st.just("complaint"), "cause": st.just(cause), **more})
    return st.builds(lambda one, other, place: one | other | place, fixed, places, st.sampled_from(matters(lines)))


def matters(lines):
    """What was complained of already, and nothing: a complaint that joins others is where a law can break."""
    known = [line for line in lines if line["type"] == "complaint" and line["client"] == "acme"]
    return [{}, *({"topic": line.get("topic"), "project": line.get("project")} for line in known)]


def efforts(lines, outcome):
    given = {
        "type": st.just("effort"),
        "outcome": st.just(outcome),
        "complaint": st.sampled_from(complaints(lines) or [None]),
        "kind": st.sampled_from(["apology", "fix", "extra"]),
        "response_hours": st.sampled_from([None, 5, 100]),
    }
    return st.fixed_dictionaries(given)


MORE = {
    "goodwill": lambda _: st.builds(lambda kind: {"type": "signal", "kind": kind}, st.sampled_from(GOODWILL)),
    "hardship": lambda _: st.just({"type": "hardship"}),
    "our late promise": lambda _: st.just({"type": "promise", "text": "Part.", "status": "broken"}),
    "our complaint": lambda lines: told(lines, "ours"),
    "satisfied": lambda lines: efforts(lines, "satisfied"),
    "their complaint": lambda lines: told(lines, "client"),
    "act": acts,
    "late payment": lambda _: st.just({"type": "invoice", "number": "zz", "amount": 5}),
    "unsatisfied": lambda lines: efforts(lines, "unsatisfied"),
}
"""One more record of a sort."""


@st.composite
def added(draw, lines, wanted):
    """One more record of a sort, on any day since the first."""
    at = moment(draw(ages), draw(clocks))
    line = {"client": "acme", "id": "zz", "at": at} | draw(MORE[wanted](lines))
    line |= {"due": at[:10]} if line["type"] == "invoice" else {}
    assume(line["type"] != "effort" or line["complaint"])
    return tidy(line)


RAISES_NEVER = ["goodwill", "hardship", "our late promise", "our complaint", "satisfied"]
LOWERS_NEVER = ["their complaint", "act", "late payment", "unsatisfied"]


def one_more(lines, line, wanted):
    before, after = probability(lines), probability([*lines, line])
    if wanted in RAISES_NEVER:
        assert after <= before + EDGE
    else:
        assert after >= before - EDGE


def one_more_theirs(lines, line, wanted):
    if wanted == "their complaint":
        assume(share(lines, line) < 0.5)
    one_more(lines, line, wanted)


def share(lines, line):
    """Our share of a complaint that was added, after every floor."""
    readings = panel(portfolio(records([*lines, line]), ZONE), DAY, ZONE).readings
    heard = next(each for each in readings if each.case.client == "acme").heard
    return next((each.fault for each in heard if each.complaint.id == line["id"]), 1.0)


@pytest.mark.parametrize("wanted", [*RAISES_NEVER, *LOWERS_NEVER])
@settings(max_examples=20)
@given(st.data())
def test_one_more_record_moves_the_suspicion_its_own_way(wanted, data):
    lines = data.draw(pasts())

    one_more_theirs(lines, data.draw(added(lines, wanted)), wanted)


@pytest.mark.slow
@pytest.mark.parametrize("wanted", [*RAISES_NEVER, *LOWERS_NEVER])
@settings(max_examples=3000)
@given(st.data())
def test_one_more_record_moves_the_suspicion_its_own_way_in_three_thousand_histories(wanted, data):
    lines = data.draw(pasts())

    one_more_theirs(lines, data.draw(added(lines, wanted)), wanted)


@pytest.mark.parametrize("outcome", ["unsatisfied", "partly"])
@given(st.data())
def test_a_failed_remedy_of_a_complaint_that_is_wholly_ours_does_not_raise_the_suspicion(outcome, data):
    lines = data.draw(pasts())
    complaint = data.draw(added(lines, "our complaint")) | {"id": "ours"}
    lines = [*lines, complaint]
    day = data.draw(st.integers(0, 60))
    at = DAY - timedelta(days=day)
    effort = {"type": "effort", "client": "acme", "id": "zz", "at": at.isoformat(), "kind": "fix"}

    before, after = probability(lines), probability([*lines, effort | {"complaint": "ours", "outcome": outcome}])

    assert after <= before + EDGE
