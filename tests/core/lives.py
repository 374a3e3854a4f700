"""Lives of a complaint as sequences of what is done to it, at moments that may be told long after."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from clienthealth.core.changes import commitments, complaints
from clienthealth.core.changes.commitments import Act
from clienthealth.core.handling.answers import Answers, Found, Mark, Writer, handled
from clienthealth.core.kinds import Apology, Cause, Confirmed, Response
from clienthealth.core.moments import instant
from clienthealth.core.records.agreed import Pause
from clienthealth.core.records.trouble import Complaint

ZONE = ZoneInfo("Europe/Berlin")
BEGIN = datetime(2026, 3, 2, 9, tzinfo=ZONE)
"""A Monday; the weeks after it have the change to summer time in them."""

DAYS = 60


def moments(first=0, last=DAYS):
    """A day, or a moment of it, so many days after the beginning."""
    days = st.integers(first, last).map(lambda n: (BEGIN + timedelta(days=n)).date())
    hours = st.builds(lambda n, hour: instant(BEGIN + timedelta(days=n, hours=hour)), st.integers(first, last), HOURS)
    return st.one_of(days, hours)


HOURS = st.sampled_from([0, 0, 1, 5, 13])


SOON = (timedelta(), timedelta(hours=1))


class Step(NamedTuple):
    """One thing done: so long after the one before, told so many days late, as a day or a moment."""

    verb: str
    value: object
    after: timedelta
    late: int
    bare: bool

    def act(self, now):
        at = now - timedelta(days=self.late)
        return Act("c1", at.date() if self.bare else instant(at), now)


def steps():
    """Steps of every kind; many of them will be refused, which is part of the laws."""
    value = {
        "ack": st.none(),
        "answer": st.lists(st.sampled_from(Response), max_size=2).map(tuple),
        "resolve": st.none(),
        "confirm": st.sampled_from(Confirmed),
        "reopen": st.none(),
        "pause": st.integers(-3, 20),
        "assess": st.sampled_from(Cause),
        "handle": st.sampled_from(["Done again", None]),
    }
    verbs = st.sampled_from([*sorted(value), *("resolve", "confirm", "reopen") * 2])
    after = st.sampled_from([*SOON * 3, timedelta(days=1), timedelta(days=6), timedelta(days=15)])
    return verbs.flatmap(
        lambda verb: st.builds(
            Step,
            st.just(verb),
            value[verb],
            after,
            st.sampled_from([*[0] * 8, 1, 4]),
            st.sampled_from([False] * 4 + [True]),
        )
    )


def lives(most=12):
    return st.lists(steps(), min_size=1, max_size=most)


def received(**given):
    return Complaint(**{"client": "acme", "at": instant(BEGIN), "id": "c", "text": "Empty"} | given)


def done(complaint, step, now):
    """Return the complaint after a step; raises what the step is refused with."""
    return HOW[step.verb](complaint, step.value, step.act(now))


def _paused(complaint, days, act):
    return commitments.paused(complaint, act.now.date() + timedelta(days=days), "files", act)


def _handled(complaint, proposal, act):
    writer = Writer(dict, {mark: str(mark) for mark in Mark}, "Ask", act)
    answers = Answers(heard="Empty", apology=Apology.OURS, proposal=proposal, acknowledged=True)
    return handled(Found(complaint), answers, writer).complaint


HOW = {
    "ack": lambda complaint, _, act: complaints.acknowledged(complaint, act),
    "answer": lambda complaint, given, act: complaints.answered(complaint, complaints.Answer(given), act),
    "resolve": lambda complaint, _, act: complaints.resolved(complaint, act),
    "confirm": complaints.confirmed,
    "reopen": lambda complaint, _, act: complaints.reopened(complaint, act),
    "pause": _paused,
    "assess": lambda complaint, cause, act: complaints.assessed(complaint, complaints.Assessment(cause=cause), act),
    "handle": _handled,
}


def pauses(most=4):
    """Pauses of any sort: before the receipt, over each other, over an answer, without an end."""

    def pause(begun, length):
        until = None if length is None else (BEGIN + timedelta(days=begun + length)).date()
        return Pause(from_=(BEGIN + timedelta(days=begun)).date(), until=until, reason="files")

    one = st.builds(pause, st.integers(-10, DAYS), st.one_of(st.integers(0, 25), st.integers(0, 3), st.none()))
    return st.lists(one, max_size=most).map(tuple)


def day(n) -> date:
    return (BEGIN + timedelta(days=n)).date()


def utc(n, hour=9) -> datetime:
    return instant((BEGIN + timedelta(days=n)).replace(hour=hour)).astimezone(UTC)
