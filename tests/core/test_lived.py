"""What a complaint has come through: waits as they were, and whether it is an old one again."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from clienthealth.core.changes.commitments import Act, paused
from clienthealth.core.changes.complaints import Answer as Given
from clienthealth.core.changes.complaints import (
    Assessment,
    acknowledged,
    answered,
    assessed,
    confirmed,
    reopened,
    resolved,
)
from clienthealth.core.kinds import Cause, Confirmed
from clienthealth.core.lived import came_back, repeats, waited
from clienthealth.core.records.agreed import Pause
from clienthealth.core.records.trouble import Closing, Complaint
from clienthealth.errors import Refused, UsageError

ZONE = ZoneInfo("Europe/Berlin")
TOLD = date(2026, 11, 2)
CLOSING = Closing(at=date(2026, 11, 12), confirmed=Confirmed.ACCEPTED)
NOW = datetime(2026, 11, 23, 12, tzinfo=ZONE)


def complaint(id_="new", at=TOLD, **given):
    return Complaint(**{"client": "acme", "at": at, "id": id_, "text": "The export is empty"} | given)


def act(day, hour=None):
    at = date(2026, 11, day) if hour is None else datetime(2026, 11, day, hour, tzinfo=UTC)
    return Act("c1", at, NOW)


def earlier(**given):
    return complaint("old", **{"topic": "quality", "resolved_at": date(2026, 11, 10)} | given)


def again(**given):
    return complaint(**{"at": date(2026, 11, 20), "topic": "quality"} | given)


@pytest.mark.parametrize(
    ("new", "old", "days"),
    [
        (again(), earlier(), 10),
        (again(), earlier(confirmed=Confirmed.SATISFIED, confirmed_at=date(2026, 11, 12)), 8),
        (again(), earlier(resolved_at=None), None),
        (again(), earlier(resolved_at=date(2026, 11, 21)), None),
        (again(), earlier(reopened=(date(2026, 11, 15),)), None),
        (again(), earlier(reopened=(date(2026, 11, 21),), closings=(CLOSING,)), 8),
        (again(at=date(2027, 1, 9)), earlier(), 60),
        (again(at=date(2027, 1, 10)), earlier(), None),
        (again(topic="price"), earlier(), None),
        (again(project="shop"), earlier(project="app"), None),
        (again(topic=None, text="empty export AGAIN"), earlier(), 10),
        (again(topic=None, text="It is the day"), earlier(), None),
        (again(topic="other", text="Nobody calls"), earlier(topic="other"), None),
    ],
)  # fmt: skip
def test_a_complaint_is_taken_for_an_old_one_again(new, old, days):
    back = came_back(new, [old, new], ZONE, 60)

    assert (back and back.days) == days


def test_of_several_the_last_to_end_is_the_one():
    back = came_back(
        again(), [earlier(), complaint("later", topic="quality", resolved_at=date(2026, 11, 15))], ZONE, 60
    )

    assert back.earlier.id == "later"


def test_a_recorded_repeat_needs_no_likeness():
    old = earlier(topic="price", resolved_at=None)

    assert repeats(again(repeat_of="old"), [old], ZONE).end == TOLD
    assert repeats(again(), [old], ZONE) is None


def test_a_wait_after_a_reopening_begins_with_it_and_tells_of_pauses():
    told = complaint(
        at=datetime(2026, 11, 2, 9, tzinfo=UTC),
        reopened=(datetime(2026, 11, 16, 9, tzinfo=UTC),),
        paused=(Pause(from_=date(2026, 11, 17), until=date(2026, 11, 18)), Pause(from_=date(2026, 11, 18))),
    )

    assert waited(told, datetime(2026, 11, 3, 9, tzinfo=UTC), ZONE) == (1, 24.0, 0)
    assert waited(told, datetime(2026, 11, 20, 9, tzinfo=UTC), ZONE) == (4, 96.0, 4)
    assert waited(told, date(2026, 11, 17), ZONE) == (1, None, 1)


def test_a_reopened_complaint_is_acknowledged_answered_and_resolved_anew():
    told = resolved(answered(acknowledged(complaint(), act(3)), Given(), act(4)), act(5))
    back = reopened(told, act(9))

    anew = resolved(answered(acknowledged(back, act(10)), Given(), act(11)), act(12))

    days = (anew.acknowledged_at.day, anew.answered_at.day, anew.resolved_at.day)
    assert days == (10, 11, 12)
    assert anew.note.splitlines() == [
        "acknowledged Tue 2026-11-03, before it was reopened",
        "answered Wed 2026-11-04, before it was reopened",
        "resolved Thu 2026-11-05, before it was reopened",
    ]


@pytest.mark.parametrize("how", [acknowledged, resolved, lambda *on: confirmed(on[0], Confirmed.SATISFIED, on[1])])
def test_nothing_is_done_to_it_before_it_was_reopened(how):
    back = reopened(complaint(resolved_at=date(2026, 11, 5)), act(9, 8))

    for early in (act(6), act(9), act(9, 7)):
        with pytest.raises(UsageError, match="was reopened"):
            how(back, early)
    assert how(back, act(9, 10))


def test_no_answer_needs_a_word_that_could_be_answered():
    with pytest.raises(Refused, match="neither answered nor resolved"):
        confirmed(complaint(acknowledged_at=TOLD), Confirmed.NO_ANSWER, act(9))
    with pytest.raises(UsageError, match="our last word"):
        confirmed(complaint(resolved_at=date(2026, 11, 9)), Confirmed.NO_ANSWER, act(8))
    with pytest.raises(Refused, match="neither answered nor resolved"):
        confirmed(reopened(complaint(resolved_at=date(2026, 11, 5)), act(9)), Confirmed.NO_ANSWER, act(20))

    assert confirmed(complaint(resolved_at=date(2026, 11, 9)), Confirmed.NO_ANSWER, act(20)).confirmed == "no-answer"


def test_a_later_pause_takes_the_place_of_one_that_is_running():
    begun = paused(complaint(), date(2026, 11, 20), "files", act(5))

    ended = paused(begun, date(2026, 11, 10), "they came", act(10))

    assert [(each.from_.day, each.until.day) for each in ended.paused] == [(5, 9), (10, 10)]
    assert [each.until.day for each in paused(ended, date(2026, 11, 12), "a call", act(10)).paused] == [9, 12]


def test_a_clock_stands_still_neither_before_it_ran_nor_backwards():
    with pytest.raises(UsageError, match="runs since"):
        paused(complaint(), date(2026, 11, 20), "files", act(1))
    with pytest.raises(UsageError, match="lies before"):
        paused(complaint(), date(2026, 11, 8), "files", act(9))


def test_an_assessment_says_something_new_also_of_what_is_over():
    over = complaint(confirmed=Confirmed.ACCEPTED, confirmed_at=TOLD)

    assert assessed(over, Assessment(cause=Cause.OURS, against="p"), act(9)).against == "p"
    with pytest.raises(UsageError, match="nothing was found"):
        assessed(over, Assessment(), act(9))
    with pytest.raises(Refused, match="says so already"):
        assessed(complaint(severity=3), Assessment(severity=3), act(9))
