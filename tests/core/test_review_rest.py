"""What rests after it was told in vain, what was decided, what putting off costs, what is missing beside contact."""

from datetime import timedelta

import pytest
from build import DAY, ago, build, known, signals
from hypothesis import given
from hypothesis import strategies as st
from test_review import NOON, ZONE, desk, missing, reviewed, talk
from test_score_decision import hard

from clienthealth.core.gather import portfolio
from clienthealth.core.kinds import Confidence, Recommendation, Verdict
from clienthealth.core.records.reviewed import Reviewed, Said
from clienthealth.core.score.judge import judge
from clienthealth.core.weekly.review import Scope, weekly_review
from clienthealth.core.weekly.since import Basis, Memory
from clienthealth.core.weekly.tired import REST, TIMES, rests

FRIDAYS = [ago(days) for days in (28, 21, 14, 7)]


@pytest.mark.parametrize(
    ("weeks_ago", "expected"),
    [([], False), ([1], False), ([2, 1], False), ([3, 2, 1], True), ([4, 3, 2, 1], True), ([7, 6, 5], False),
     ([5, 4, 3], True), ([7, 6, 5, 1], False), ([9, 8, 7, 3, 2, 1], True)],
)  # fmt: skip
def test_after_three_reviews_a_thing_rests_for_four_weeks_and_is_told_anew(weeks_ago, expected):
    assert rests([DAY - timedelta(weeks=n) for n in weeks_ago], DAY) is expected


@given(st.lists(st.integers(0, 200), max_size=20))
def test_nothing_rests_that_was_told_less_than_three_times_or_not_lately(days):
    shown = [ago(day) for day in days]

    if rests(shown, DAY):
        assert len(shown) >= TIMES
        assert DAY - max(shown) < REST


def said(client, day, verdict, recommendation, by="robin"):
    return Said(
        client=client, at=day, by=by, id=f"{client}{day}", model="m", verdict=verdict, recommendation=recommendation,
        confidence=Confidence.OK, conduct=0.1, conduct_low=0.1, conduct_high=0.1, problem=0.1, problem_low=0.1,
        problem_high=0.1, health=50, health_low=40, health_high=60,
    )  # fmt: skip


def remembered(*records, told, since=7):
    """The review of a reader who closed one every Friday and was told the same each time."""
    held = portfolio([each for group in records for each in group], ZONE, until=DAY)
    last = Reviewed(at=FRIDAYS[-1], by="robin", id="last")
    memory = Memory(Basis.LAST_REVIEW, last, {"acme": tuple(said("acme", day, *told) for day in FRIDAYS)})
    scope = Scope(ago(since), lambda day: judge(held, day, ZONE), memory=memory)
    return weekly_review(held, judge(held, DAY, ZONE), desk(NOON), scope)


PATTERN = (Verdict.WATCH, Recommendation.SET_BOUNDARIES)


def test_advice_that_nobody_followed_in_three_reviews_rests():
    acts = signals("unpaid-change", 10, 9, 8)

    review = remembered(known(), talk(1), acts, told=PATTERN)

    assert ([each.client for each in review.resting], review.at_risk) == (["acme"], ())
    assert review.needs_attention


@pytest.mark.parametrize(
    "more",
    [
        [build("expectation", 30, text="The draft.", due=3)],
        [build("decision", 5, recommendation="set-boundaries", choice="postponed", until=-3)],
        [build("decision", 28, recommendation="set-boundaries", choice="followed")],
    ],
)
def test_what_is_overdue_or_was_decided_since_never_rests(more):
    review = remembered(known(), talk(1), signals("unpaid-change", 10, 9, 8), more, told=PATTERN)

    assert ([each.client for each in review.at_risk], review.resting) == (["acme"], ())


def test_another_advice_than_before_and_safety_and_an_ending_never_rest():
    other = (Verdict.WATCH, Recommendation.EXTRA_EFFORT)
    assert remembered(known(), talk(1), signals("unpaid-change", 9, 6, 3), told=other).resting == ()
    unsafe = remembered(known(), signals("threat", 60, severity=3), told=(Verdict.WATCH, Recommendation.SAFETY))
    assert unsafe.resting == ()
    ending = remembered(hard(), told=(Verdict.PROBLEM_CLIENT, Recommendation.OFFBOARD))
    assert ([each.client for each in ending.at_risk], ending.resting) == (["acme"], ())


def test_what_is_missing_rests_too_until_something_is_done():
    silent = remembered(known(), talk(95), told=PATTERN)
    assert [each.what for each in silent.tired] == ["silence", "no-thanks"]
    assert silent.absences == ()
    assert [each.what for each in remembered(known(), talk(40), told=PATTERN).absences] == ["no-contact"]


def test_no_step_is_missing_where_somebody_is_at_risk_and_nothing_is_noted():
    acts = signals("unpaid-change", 9, 6, 3)

    assert [each.what for each in missing(known(), acts)] == ["no-next-step"]
    for noted in (
        build("promise", 3, due=-9),
        build("next", 3, due=-3),
        build("decision", 2, recommendation="set-boundaries", choice="postponed", until=-3),
    ):
        assert missing(known(), acts, noted) == []
    assert missing(known(), signals("threat", 3, severity=3)) == []


def test_a_survey_is_missing_only_where_surveys_are_used_and_nothing_is_open():
    asked = [*known(client="beta"), build("survey", 20, "beta", score=9)]

    assert [each.what for each in missing(known(), talk(1), asked, talk(1, client="beta"))] == ["no-survey"]
    assert missing(known(), talk(1)) == []
    old = build("survey", 181, score=9)
    assert [each.what for each in missing(known(), talk(1), old)] == ["no-survey"]
    assert missing(known(), talk(1), build("survey", 180, score=9)) == []
    assert missing(known(), talk(1), old, build("complaint", 3)) == []


def test_a_thank_you_is_missing_after_half_a_year_where_it_goes_well():
    def thanks(*records):
        return [each.days for each in reviewed(known(), talk(1), *records).absences if each.what == "no-thanks"]

    assert thanks() == [400]
    assert thanks(build("effort", 181, kind="extra")) == [181]
    assert thanks(build("effort", 180, kind="extra")) == []
    assert thanks(build("complaint", 3)) == []


@pytest.mark.parametrize(
    ("recommendation", "deed"),
    [
        ("set-expectations", build("expectation", 3)),
        ("set-boundaries", build("boundary", 3, step="reset-talk")),
        ("extra-effort", build("effort", 3, kind="extra")),
        ("escalate", build("effort", 3, kind="escalation")),
        ("appreciate", build("interaction", 2, direction="out")),
    ],
)
def test_what_was_decided_is_told_with_whether_it_was_done(recommendation, deed):
    decision = build("decision", 4, recommendation=recommendation, choice="followed")

    def done(*records):
        return [each.done for each in reviewed(known(), talk(20), decision, *records).decided]

    assert done() == [False]
    assert done(deed) == [True]
    assert done(build("effort", 5, kind="fix")) == [False]


def test_an_ending_that_was_decided_is_done_once_it_was_begun():
    decision = build("decision", 4, recommendation="offboard", choice="followed")
    begun = build("client", 400, status="offboarding", status_at=3)

    assert [each.done for each in reviewed(known(), decision).decided] == [False]
    assert [each.done for each in reviewed(begun, known()[1:], decision).decided] == [True]


def test_what_was_decided_otherwise_or_before_is_neither_done_nor_told():
    against = build("decision", 4, recommendation="set-boundaries", choice="overridden", reason="new", until=-30)
    old = build("decision", 8, recommendation="set-boundaries", choice="followed")

    [told] = reviewed(known(), against, old).decided

    assert (told.record, told.done, told.until, told.reason) == (against.id, None, ago(-30), "new")


def test_what_an_ending_put_off_costs_a_week_is_what_was_noted_of_the_last_quarter():
    work = build("time", 10, minutes=13 * 90)
    old = build("time", 100, minutes=5000)
    felt = [build("interaction", day, energy=energy) for day, energy in ((9, -2), (8, -1))]

    [found] = reviewed(hard(), work, old, felt).endings
    [unknown] = reviewed(hard()).endings

    assert (found.cost.hours, found.cost.energy) == (1.5, -1.5)
    assert (unknown.cost.hours, unknown.cost.energy) == (None, None)


def test_an_ending_that_was_begun_is_not_put_off():
    begun = build("client", 400, status="offboarding", status_at=3)

    assert len(reviewed(hard()).endings) == 1
    assert reviewed(begun, hard()[1:]).endings == ()


def test_a_relationship_that_goes_well_again_is_good_news():
    complaint = build("complaint", 40, cause="ours", confirmed="satisfied", confirmed_at=2)

    found = reviewed(known(), talk(1), complaint).good_news

    assert [each.what for each in found] == ["mended", "satisfied"]


def test_praise_asks_for_a_thank_you_until_we_wrote():
    praise = build("signal", 4, kind="praise")

    assert [each.thanked for each in reviewed(known(), praise).good_news] == [False]
    assert [each.thanked for each in reviewed(known(), praise, build("interaction", 3, direction="out")).good_news] == [
        True
    ]


def test_the_last_day_of_which_anything_is_on_record_is_known():
    assert reviewed(known(pulses=False), talk(33)).noted == ago(33)
    assert reviewed().noted is None
