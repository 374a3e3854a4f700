"""Whom to ask and who is thanked in which words: never in the middle of a dispute, never often."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from build import DAY, ZONE, ago, build
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.appreciation.answers import answer_of, answered, comparable, follow_up_by, tallies
from clienthealth.core.appreciation.asking import ASK_EVERY_DAYS, Hold, ask_again, asking, last_asked
from clienthealth.core.appreciation.thanks import (
    FRESH_DAYS,
    NOT_THANKED,
    SELDOM_DAYS,
    SILENT,
    State,
    last_kindness,
    occasion,
)
from clienthealth.core.gather import portfolio
from clienthealth.core.kinds import GOODWILL, Instrument, Recommendation
from clienthealth.core.weekly.desk import Desk
from clienthealth.core.working_time import WorkingHours

NOW = datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=ZONE)
DESK = Desk(NOW, WorkingHours.parse("mon-fri 09:00-17:00"))


def history(*records, client=()):
    """The history of a client of 400 days, with whatever its record is given."""
    return portfolio([build("client", 400, **dict(client)), *records], ZONE, until=DAY).histories[0]


def talk(day, **given):
    return build("interaction", day, **given)


FACTS = {
    "complaint": (Hold.COMPLAINT, lambda: [build("complaint", 20, text="Late")]),
    "closed": (None, lambda: [build("complaint", 200, confirmed="satisfied", confirmed_at=190)]),
    "invoice": (Hold.INVOICE, lambda: [build("invoice", 30, due=10, disputed_at=5)]),
    "settled": (None, lambda: [build("invoice", 90, due=70, paid=60)]),
    "rude": (Hold.CONDUCT, lambda: [build("signal", 30, kind="rude")]),
    "long-ago": (None, lambda: [build("signal", 300, kind="rude")]),
    "voiced": (
        Hold.CONDUCT,
        lambda: [build("complaint", 40, conduct="abusive", confirmed="satisfied", confirmed_at=30)],
    ),
    "asked": (Hold.ASKED, lambda: [build("survey", 30)]),
    "asked-long-ago": (None, lambda: [build("survey", 200)]),
    "praise": (None, lambda: [build("signal", 3, kind="praise")]),
    "over": (None, lambda: [build("hardship", 300, until=280)]),
}


@given(st.sets(st.sampled_from(sorted(FACTS))))
def test_who_is_asked_has_nothing_open_and_who_is_not_is_told_each_reason(names):
    records = [record for name in names for record in FACTS[name][1]()]
    expected = {hold for name in names if (hold := FACTS[name][0]) is not None}

    found = asking(history(talk(10), *records), NOW, None)

    assert set(found.holds) == expected
    assert found.due == (not expected)
    assert list(found.holds) == sorted(found.holds, key=list(Hold).index)
    assert (found.again is not None) == (found.holds == (Hold.ASKED,))


@given(st.lists(st.integers(0, 900), max_size=40))
def test_whoever_asks_only_when_it_is_due_never_asks_twice_within_a_quarter(days):
    asked: list[date] = []
    for each in sorted({DAY - timedelta(days=day) for day in days}):
        if ask_again(asked[-1] if asked else None, each):
            asked.append(each)

    gaps = [(later - earlier).days for earlier, later in pairwise(asked)]
    assert all(gap >= ASK_EVERY_DAYS for gap in gaps)


@pytest.mark.parametrize("recommendation", Recommendation)
def test_advice_about_their_conduct_holds_the_question_back(recommendation):
    strained = {
        Recommendation.SAFETY,
        Recommendation.OFFBOARD,
        Recommendation.FINISH_COMMITMENTS,
        Recommendation.SET_BOUNDARIES,
    }

    assert asking(history(talk(10)), NOW, recommendation).due == (recommendation not in strained)


def test_in_a_hard_time_nobody_is_asked_and_what_they_do_in_it_is_not_held_against_them():
    found = asking(history(talk(10), build("hardship", 5), build("signal", 3, kind="rude")), NOW, None)

    assert found.holds == (Hold.HARDSHIP,)


@pytest.mark.parametrize(
    ("status", "holds"),
    [
        ("active", ()),
        ("prospect", (Hold.NOT_WORKED,)),
        ("paused", (Hold.PAUSED,)),
        ("offboarding", (Hold.ENDING,)),
        ("ended", (Hold.ENDING,)),
    ],
)
def test_where_a_client_stands_decides_whether_it_is_asked(status, holds):
    assert asking(history(talk(10), client={"status": status}), NOW, None).holds == holds


@pytest.mark.parametrize(
    ("records", "due"),
    [
        ([], False),
        ([build("expectation", 20)], False),
        ([build("promise", 20, due=10)], False),
        ([build("promise", 20, due=10, status="kept", closed_at=11)], True),
        ([build("promise", 20, party="them", status="kept", closed_at=11)], False),
        ([build("time", 20)], True),
        ([build("invoice", 20)], True),
    ],
)
def test_who_was_never_worked_with_is_never_asked(records, due):
    assert asking(history(*records), NOW, None).due == due


def test_they_are_asked_by_the_scale_they_know():
    assert asking(history(talk(10)), NOW, None).instrument is Instrument.NPS
    assert asking(history(talk(10), build("survey", 200, instrument="ces")), NOW, None).instrument is Instrument.CES


def test_the_day_they_were_asked_is_that_of_the_question_not_of_the_answer():
    assert last_asked(history(build("survey", 60, asked_at=64, answered_at=60, score=9)).surveys, NOW) == ago(64)
    assert last_asked((), NOW) is None


@pytest.mark.parametrize(
    ("instrument", "score", "scale_max", "low"),
    [
        ("nps", 6, None, True),
        ("nps", 7, None, False),
        ("nps", 60, 100, True),
        ("nps", 61, 100, False),
        ("csat", 2, None, True),
        ("csat", 3, None, False),
        ("csat", 5, 10, True),
        ("csat", 6, 10, False),
        ("ces", 3, None, True),
        ("ces", 4, None, False),
    ],
)
def test_an_answer_is_low_by_its_own_scale_and_a_low_one_is_followed_up(instrument, score, scale_max, low):
    survey = build("survey", 2, instrument=instrument, score=score, scale_max=scale_max)

    assert answer_of(survey, NOW).low == low
    assert (follow_up_by(survey, DESK) is not None) == low


def test_a_follow_up_is_due_by_our_target_in_working_days_and_never_in_the_past():
    assert follow_up_by(build("survey", 0, score=1), DESK) == date(2026, 11, 27)
    assert follow_up_by(build("survey", 60, score=1), DESK) == date(2026, 11, 27)
    assert follow_up_by(build("survey", ASK_EVERY_DAYS, score=1), DESK) is None
    assert follow_up_by(build("survey", 0), DESK) is None


def test_only_answers_on_one_scale_are_set_beside_each_other():
    surveys = history(
        build("survey", 300, score=8),
        build("survey", 200, score=50, scale_max=100),
        build("survey", 100, score=7),
        build("survey", 90, score=4, instrument="csat"),
        build("survey", 5, score=9),
    ).surveys

    assert [each.score for each in comparable(answered(surveys, NOW))] == [8, 7]


def test_of_each_client_the_latest_answer_counts_once_and_old_ones_do_not():
    def told(client, day, score, **given):
        return answer_of(build("survey", day, client, score=score, **given), NOW)

    found = tallies(
        [told("a", 200, 2), told("a", 5, 9), told("b", 10, 7), told("c", 366, 10), told("b", 9, 1, instrument="csat")],
        DAY,
    )

    assert [(each.instrument, each.high, each.middle, each.low, each.n) for each in found] == [
        (Instrument.NPS, 1, 1, 0, 2),
        (Instrument.CSAT, 0, 0, 1, 1),
    ]


def state(*records, advice=None, **client):
    return occasion(history(*records, client=client), NOW, advice).state


def test_the_words_follow_how_they_feel_today():
    assert state(talk(10)) is State.WELL
    assert state(build("complaint", 0)) is State.UPSET_TODAY
    assert state(build("complaint", 9)) is State.UPSET
    assert state(build("complaint", 40, confirmed="satisfied", confirmed_at=30, reopened=[0])) is State.UPSET_TODAY
    assert state(build("complaint", 40, confirmed="unsatisfied", confirmed_at=30)) is State.UPSET
    assert state(build("complaint", 200, confirmed="unsatisfied", confirmed_at=120)) is State.WELL
    assert state(build("complaint", 40, confirmed="satisfied", confirmed_at=30)) is State.WELL
    assert state(build("hardship", 5)) is State.HARDSHIP
    assert state(build("survey", 5, score=3)) is State.LOW_ANSWER
    assert state(build("survey", 5, score=9)) is State.WELL
    assert state(build("survey", 100, score=3)) is State.WELL
    assert state(talk(10), advice=Recommendation.EXTRA_EFFORT) is State.UPSET
    assert state(build("complaint", 0), advice=Recommendation.SET_BOUNDARIES) is State.CONDUCT
    assert state(build("complaint", 0), advice=Recommendation.SAFETY) is State.SAFETY
    assert state(talk(10), status="offboarding") is State.ENDING
    assert state(talk(10), at=ago(20).isoformat()) is State.NEW


@pytest.mark.parametrize("kind", sorted(GOODWILL))
def test_what_they_did_for_us_is_thanked_for_once_and_while_it_is_fresh(kind):
    act = build("signal", 5, kind=kind)
    thanks = build("effort", 4, kind="extra", level=1)

    assert state(act) is State(kind)
    assert state(act, thanks) is State.WELL
    assert state(act, build("effort", 6, kind="extra", level=1)) is State(kind)
    assert state(build("signal", FRESH_DAYS, kind=kind)) is State.WELL


@given(st.sets(st.sampled_from(sorted(FACTS))), st.sampled_from(Recommendation))
def test_nobody_with_something_open_is_thanked_for_their_business(names, advice):
    records = [record for name in names for record in FACTS[name][1]()]

    found = occasion(history(talk(10), *records), NOW, advice).state

    if "complaint" in names:
        assert found in SILENT | NOT_THANKED


def test_a_thank_you_is_an_extra_of_words_on_no_complaint():
    complaint = build("complaint", 9)

    assert build("effort", 3, kind="extra", level=1).is_thanks
    assert not build("effort", 3, kind="extra").is_thanks
    assert not build("effort", 3, kind="apology").is_thanks
    assert not build("effort", 3, kind="extra", level=1, complaint=complaint.id).is_thanks


def test_the_last_kindness_is_known_and_too_much_of_it_is_said():
    def kind(*days):
        return occasion(history(*(build("effort", day, kind="extra") for day in days)), NOW, None)

    assert kind().last is None
    assert (kind(300, 70).last, kind(300, 70).recent) == (ago(70), False)
    assert kind(SELDOM_DAYS - 1).recent
    assert not kind(SELDOM_DAYS).recent
    assert last_kindness([build("effort", 3, kind="fix")], NOW) is None
