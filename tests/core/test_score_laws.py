"""The laws of the score hold for every history, not only for the examples."""

import math
from datetime import date, timedelta

import pytest
from build import DAY, ZONE, closed, judgement
from hypothesis import given, settings
from hypothesis import strategies as st
from journals import histories, journals, moment, records, tidy
from test_score_decision import hard

from clienthealth.core.gather import portfolio
from clienthealth.core.kinds import Recommendation, Verdict
from clienthealth.core.score.judge import judge

NATS = math.log(10) / 10
GRAVE = 3
CONDUCT = [
    "unpaid-change", "exorbitant-demand", "false-urgency", "reopened", "excess-contact", "time-disrespect",
    "withheld-input", "breach", "overrules-expert", "false-claim", "denies-agreement", "rude", "abusive",
    "public-criticism", "staff-criticism", "threat",
]  # fmt: skip

WITNESS = [
    {"type": "client", "client": "watch", "id": "watch", "at": moment(450, None), "name": "Watch"},
    *(
        {"type": "pulse", "client": "watch", "id": f"w{age}", "at": moment(age, None), "state": "fine"}
        for age in range(0, 450, 10)
    ),
]
"""Another client by whom every day is observed, so that a record added changes nothing but itself."""


def judged(lines, day=DAY):
    return judge(portfolio(records(lines), ZONE, until=day), day, ZONE)


def probability(lines):
    return judged(lines).of("acme").problem_client.probability


def many(number, line, every=7):
    return [
        {"client": "acme", "id": f"m{place:03d}", "at": moment(place * every, None)} | line for place in range(number)
    ]


def alone(*lines, told=True):
    start = {"client": "acme", "at": moment(400, None)}
    agreed = {"type": "expectation", "text": "So.", "topic": "all", "acknowledged_at": moment(400, None)}
    warned = {"type": "boundary", "step": "written-warning"}
    return [
        start | {"type": "client", "id": "acme", "name": "Acme"},
        *([start | agreed | {"id": "e"}, start | warned | {"id": "b"}] if told else []),
        *lines,
        *WITNESS,
    ]


@pytest.mark.parametrize("kind", CONDUCT)
@pytest.mark.parametrize("severity", [1, 2, 3])
def test_no_amount_of_one_kind_of_act_goes_past_the_hold(kind, severity):
    assert probability(alone(*many(50, {"type": "signal", "kind": kind, "severity": severity}))) < 0.60


@pytest.mark.parametrize(("kind", "bar"), [("unpaid-change", 0.32), ("false-claim", 0.59), ("breach", 0.59)])
def test_fifty_acts_of_one_kind_weigh_no_more_than_in_the_reference(kind, bar):
    lines = many(50, {"type": "signal", "kind": kind}, every=1)

    assert probability(alone(*lines)) <= bar + 0.005


def test_forty_complaints_on_every_topic_are_one_kind_of_evidence():
    topics = ["scope", "deadline", "quality", "price", "communication", "process", "design", "billing"]
    lines = [
        line | {"topic": topics[place % 8], "project": f"p{place}"}
        for place, line in enumerate(many(40, {"type": "complaint", "cause": "client"}))
    ]

    assert probability(alone(*lines)) <= 0.59


def test_fifty_daily_repeats_of_one_complaint_are_one_episode():
    assert probability(alone(*many(50, {"type": "complaint", "cause": "client"}, every=1))) < 0.05


def test_thirty_complaints_that_are_all_ours_ask_for_an_effort():
    found = judged(alone(*many(30, {"type": "complaint", "cause": "ours"}))).of("acme")

    assert found.problem_client.probability < 0.05
    assert found.recommendation is Recommendation.EXTRA_EFFORT


@given(journals(), st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_nothing(lines, chance):
    shuffled = list(lines)
    chance.shuffle(shuffled)

    assert judged(shuffled) == judged(lines)


@given(journals())
def test_new_names_for_clients_and_records_change_nothing(lines):
    def renamed(line):
        names = {name: f"x-{line[name]}" for name in ("client", "id", "complaint", "repeat_of") if name in line}
        return line | names

    before, after = judged(lines), judged([renamed(line) for line in lines])

    assert [each.client for each in after.assessments] == [f"x-{each.client}" for each in before.assessments]
    assert [plain(each) for each in after.assessments] == [plain(each) for each in before.assessments]


def plain(assessment):
    """Everything but names."""
    return (
        assessment.verdict,
        assessment.recommendation,
        assessment.problem_client,
        assessment.client_problem,
        assessment.health,
        assessment.own_fault_share,
        assessment.counts,
        [(each.item, each.decibans) for each in assessment.evidence],
        closed(assessment),
    )


@given(journals())
def test_probabilities_lie_within_their_intervals_and_add_up(lines):
    for each in judged(lines).assessments:
        lawful(each)


def lawful(assessment):
    for axis, held in (
        ("problem_client", assessment.problem_client),
        ("client_problem", assessment.client_problem),
    ):
        assert 0 <= held.low <= held.probability <= held.high <= 1
        total = sum(each.decibans for each in assessment.evidence if each.axis == axis)
        log_odds = math.log(held.probability / (1 - held.probability)) / NATS
        assert log_odds == pytest.approx(held.prior_decibans + held.discount * total, abs=1e-6)
    assert 0 <= assessment.health.low <= assessment.health.score <= assessment.health.high <= 100
    assert 0 < assessment.own_fault_share < 1
    assert 1 <= len(assessment.next_steps) <= 3
    fitting(assessment)


def fitting(assessment):
    """Verdict and recommendation fit each other."""
    verdict, recommendation = assessment.verdict, assessment.recommendation
    unclear = verdict is Verdict.NOT_ENOUGH_EVIDENCE
    if recommendation in (Recommendation.OFFBOARD, Recommendation.FINISH_COMMITMENTS):
        assert verdict is Verdict.PROBLEM_CLIENT or unclear
    if recommendation is Recommendation.APPRECIATE:
        assert verdict is Verdict.HEALTHY or unclear
    if recommendation in (Recommendation.EXTRA_EFFORT, Recommendation.ESCALATE):
        assert verdict not in (Verdict.HEALTHY, Verdict.PROBLEM_CLIENT)


def test_an_empty_journal_is_a_judgement_about_nobody():
    found = judged([])

    assert found.assessments == ()
    assert found.mirror.clients == 0


@given(journals())
def test_harsh_advice_rests_on_gates_and_acts(lines):
    for each in judged(lines).assessments:
        harsh(each, lines)


def harsh(assessment, lines):
    if assessment.recommendation is Recommendation.OFFBOARD:
        assert not closed(assessment)
    grave = [
        line
        for line in lines
        if line.get("client") == assessment.client
        and line.get("kind") in ("threat", "abusive")
        and line.get("severity") == GRAVE
    ]
    if assessment.recommendation is Recommendation.SAFETY:
        assert grave


@given(st.data())
def test_no_ending_is_suggested_while_a_gate_is_closed(data):
    """Of a client whom nothing satisfies, with some records gone and others there: chance alone hardly gets so far."""
    given = {name: data.draw(st.booleans(), label=name) for name in ("warned", "tried")}
    whole = hard(**given)
    gone = data.draw(st.sets(st.sampled_from(range(1, len(whole))), max_size=6), label="gone")
    more = data.draw(histories("acme", most=3), label="more")
    kept = [each for place, each in enumerate(whole) if place not in gone]

    found = judgement(kept, records(more[1:])).of("acme")

    if found.recommendation is Recommendation.OFFBOARD:
        assert not closed(found)
    if found.recommendation is Recommendation.FINISH_COMMITMENTS:
        assert closed(found) == {"no-open-commitments"}


EVENTS = {
    "confirmed_at": ("confirmed",),
    "resolved_at": (),
    "closed_at": ("status",),
    "paid": (),
    "disputed_at": (),
    "acknowledged_at": (),
}


def cut(lines, day):
    """The journal as it stood at the end of a day, written apart from the program's own cut."""
    return [inner(line, day) for line in lines if line["at"][:10] <= day.isoformat()]


def inner(line, day):
    kept = dict(line)
    for name, dependent in EVENTS.items():
        if name in kept and kept[name] > day.isoformat():
            for gone in (name, *dependent):
                kept.pop(gone, None)
    for name in ("reopened", "closings", "moved", "paused"):
        if name in kept:
            kept[name] = [each for each in kept[name] if begun(each) <= day.isoformat()]
    gone = [each for each in line.get("moved", []) if each["at"] > day.isoformat()]
    return tidy(kept | ({"due": gone[0]["due"]} if gone else {}))


def begun(each):
    return each if isinstance(each, str) else each.get("at", each.get("from"))


@given(journals(), st.integers(0, 400))
def test_judging_an_earlier_day_is_judging_the_record_as_it_stood(lines, age):
    day = DAY - timedelta(days=age)

    assert judged(lines, day) == judged(cut(lines, day), day)


@given(histories("acme"), histories("beta", most=6), st.sampled_from(["praise", "referral", "flexible"]))
def test_another_client_reaches_this_one_only_through_what_is_compared(lines, other, kind):
    more = {"type": "signal", "kind": kind, "client": "watch", "id": "zz", "at": moment(0, None)}

    before = judged([*lines, *other, *WITNESS])
    after = judged([*lines, *other, *WITNESS, more])

    assert after.of("acme") == before.of("acme")


@pytest.mark.slow
@settings(max_examples=3000)
@given(journals(), st.integers(0, 400))
def test_three_thousand_histories_keep_the_laws(lines, age):
    day = DAY - timedelta(days=age)

    found = judged(lines)

    for each in found.assessments:
        lawful(each)
        harsh(each, lines)
    assert judged(list(reversed(lines))) == found
    assert judged(lines, day) == judged(cut(lines, day), day)


def test_the_day_of_the_examples_is_a_friday():
    assert date(2026, 11, 20) == DAY
