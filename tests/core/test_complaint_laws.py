"""Laws of the life of a complaint and of the clocks, over random lives, pauses and moves."""

from datetime import datetime, timedelta

import pytest
from build import build
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lives import BEGIN, DAYS, ZONE, Step, day, done, lives, moments, pauses, received, utc

from clienthealth.core.changes import commitments
from clienthealth.core.changes.commitments import Act, is_open
from clienthealth.core.changes.complaints import is_done, is_resolved
from clienthealth.core.changes.standing import Overdue, overdue_complaints, running
from clienthealth.core.gather import portfolio
from clienthealth.core.history import History
from clienthealth.core.journal import record_of
from clienthealth.core.kinds import Confirmed, PromiseStatus
from clienthealth.core.lines import line_of
from clienthealth.core.lived import waited
from clienthealth.core.moments import day_of
from clienthealth.core.records.agreed import Pause, Promise
from clienthealth.core.records.client import Client
from clienthealth.core.reflection.reflect import reflect
from clienthealth.core.score.complaint_stage import stage_of
from clienthealth.core.score.dated import case_of
from clienthealth.core.score.judge import panel
from clienthealth.core.score.lateness import fates
from clienthealth.core.score.spans import cover
from clienthealth.core.weekly.desk import Desk, Targets
from clienthealth.core.working_time import WorkingHours
from clienthealth.errors import ExitCode, UserError

EXAMPLES = [pytest.param(200, id="some"), pytest.param(500, id="all", marks=pytest.mark.slow)]
HOURS = WorkingHours.parse("mon-fri 09:00-17:00")
ACME = Client(client="acme", at=day(-90), id="k", name="Acme")


def over(examples, law, *strategies):
    """Check a law over so many examples."""
    settings(max_examples=examples, suppress_health_check=list(HealthCheck))(given(*strategies)(law))()


# Nothing closes on our word alone; any order of steps leaves a complaint that is valid and says what was done.


@pytest.mark.parametrize("examples", EXAMPLES)
def test_only_their_word_or_an_unanswered_question_closes_a_complaint(examples):
    over(examples, nothing_else_closes, lives())


def nothing_else_closes(life):
    for before, step, after, now in played(life):
        if is_open(before, now) and not is_open(after, now):
            assert step.verb == "confirm"
            assert (after.confirmed, after.confirmed_at) == (step.value, step.act(now).at)
            if step.value is Confirmed.NO_ANSWER:
                asked = [each for each in (before.answered_at, before.resolved_at) if is_done(before, each, ZONE)]
                assert asked
                assert all(day_of(each, ZONE) <= day_of(after.confirmed_at, ZONE) for each in asked)


@pytest.mark.parametrize("examples", EXAMPLES)
def test_any_order_of_steps_leaves_a_valid_complaint_or_a_clear_refusal(examples):
    over(examples, each_step_is_done_or_refused, lives())


def each_step_is_done_or_refused(life):
    for before, step, after, now in played(life):
        assert record_of(line_of(after), ZONE) == after
        reached = {
            "ack": is_done(after, after.acknowledged_at, ZONE),
            "answer": is_done(after, after.answered_at, ZONE),
            "resolve": is_resolved(after, ZONE),
            "confirm": not is_open(after, now),
            "reopen": is_open(after, now) and not is_resolved(after, ZONE),
        }
        assert reached.get(step.verb, True), f"{step.verb} was taken, and yet it is not so"
        kept = [each.confirmed for each in after.closings] + [after.confirmed] * (after.confirmed is not None)
        had = [each.confirmed for each in before.closings] + [before.confirmed] * (before.confirmed is not None)
        assert kept[: len(had)] == had
        assert len(after.reopened) == len(before.reopened) + (step.verb == "reopen")


@pytest.mark.parametrize("examples", EXAMPLES)
def test_what_is_due_on_a_complaint_ends_when_it_is_closed(examples):
    over(examples, lists_and_reviews_agree, lives())


def test_of_one_day_the_hours_tell_whether_it_was_reopened_or_closed_last():
    hour = timedelta(hours=1)
    steps = [("resolve", None), ("reopen", None), ("confirm", Confirmed.SATISFIED), ("reopen", None)]

    lists_and_reviews_agree([Step(verb, value, hour, 0, bare=False) for verb, value in steps])


def lists_and_reviews_agree(life):
    for _, _, after, now in played(life):
        assert (stage_of(after, case(now, complaints=(after,))) is None) is not is_open(after, now)


def played(life):
    """Yield what each step made of the complaint, and when; what is refused is so in two lines, and changes nothing."""
    complaint, now = received(), BEGIN
    for step in life:
        now += step.after
        try:
            after = done(complaint, step, now)
        except UserError as error:
            is_clear(error)
            continue
        yield complaint, step, after, now
        complaint = after


def is_clear(error):
    assert error.exit_code in {ExitCode.USAGE, ExitCode.REFUSED}
    assert str(error)
    assert error.hint
    assert "None" not in f"{error} {error.hint}"


# To pause a clock never makes us look faster than we were.

WAITS = st.tuples(moments(), st.one_of(moments(), st.none()), st.one_of(moments(), st.none()))


@pytest.mark.parametrize("examples", EXAMPLES)
def test_a_pause_never_shortens_a_wait_that_is_shown(examples):
    over(examples, waits_are_told_as_they_were, WAITS, pauses())


def waits_are_told_as_they_were(told, paused):
    at, *words = told
    words = [each for each in words if each is not None and day_of(each, ZONE) > day_of(at, ZONE)]
    plain, stopped = (received(at=at, paused=each) for each in ((), paused))
    for word in words:
        wait = waited(stopped, word, ZONE)
        assert wait._replace(paused=0) == waited(plain, word, ZONE)
        assert wait.days == (day_of(word, ZONE) - day_of(at, ZONE)).days
        if isinstance(word, datetime) and isinstance(at, datetime):
            assert wait.hours == (word - at) / timedelta(hours=1)
        assert 0 <= wait.paused <= wait.days
    if words:
        given = {"acknowledged_at": words[0], "answered_at": words[-1]}
        assert mirrored(received(at=at, **given, paused=paused)) == mirrored(received(at=at, **given))


def mirrored(complaint):
    end = day(2 * DAYS + 10)
    found = reflect(panel(portfolio([build("client", 400), complaint], ZONE, until=end), end, ZONE), ())
    assert found.complaints.n == 1
    return found.complaints.acknowledged, found.complaints.answered


@pytest.mark.parametrize("examples", EXAMPLES)
def test_a_pause_takes_off_no_more_than_its_own_working_days(examples):
    over(examples, no_more_than_its_days, pauses(), st.integers(0, DAYS), st.integers(0, 8))


def no_more_than_its_days(paused, today, target):
    plain, stopped = (clocked(each, today, target) for each in ((), paused))
    taken = {n for n in range(today + 1) if any(within(n, each, today) for each in paused) and worked(n)}
    pause = running(paused, BEGIN + timedelta(days=today))
    end = (pause.from_ - day(0)).days if pause else today
    assert worked_days(stopped, end) >= worked_days(plain, today) - len(taken)


@pytest.mark.parametrize("examples", EXAMPLES)
def test_what_was_late_before_a_pause_stays_late(examples):
    over(examples, late_stays_late, pauses(), st.integers(0, DAYS), st.integers(0, 8))


def late_stays_late(paused, today, target):
    plain = clocked((), today, target)
    late_on = today - plain.days if plain else today
    after = tuple(each for each in paused if each.from_ > day(late_on))
    stopped = clocked(after, today, target)
    if not stopped or not stopped.paused:
        assert stopped == plain
    else:
        assert stopped.days >= (min(each.from_ for each in after) - day(late_on)).days > 0


@pytest.mark.parametrize("examples", EXAMPLES)
def test_pauses_as_they_are_typed_are_a_pause_each_day_once(examples):
    over(examples, typed_pauses_never_lie_over_each_other, st.lists(TYPED, max_size=6))


TYPED = st.tuples(st.sampled_from([0, 1, 3, 9]), st.sampled_from([0, 0, 2, 8]), st.integers(0, 15))


def typed_pauses_never_lie_over_each_other(typed):
    complaint, now = received(), BEGIN
    for after, late, length in typed:
        now += timedelta(days=after)
        at = max(now - timedelta(days=late), BEGIN)
        until = at.date() + timedelta(days=length)
        complaint = commitments.paused(complaint, until, "files", Act("c1", at.date(), now))
        assert complaint.paused[-1] == Pause(from_=at.date(), until=until, reason="files")
        # The later word is the only one on its first day: what had been agreed before is over.
        assert [each for each in complaint.paused if each.from_ <= at.date() <= each.until] == [complaint.paused[-1]]


def clocked(paused, today, target):
    """How overdue an answer is, for a complaint of the first day that was acknowledged."""
    told = received(at=day(0), acknowledged_at=day(0), paused=paused)
    desk = Desk(BEGIN + timedelta(days=today), HOURS, Targets(answer=target))
    return overdue_complaints(History(client=ACME, complaints=(told,)), desk).get("c")


def worked(n):
    return HOURS.works_on(day(n))


def within(n, pause, today):
    return pause.from_ <= day(n) <= (pause.until or day(today))


def worked_days(overdue: Overdue | None, today):
    """Working days by which something is overdue, up to today or to the day it was paused."""
    return sum(worked(n) for n in range(today - overdue.days + 1, today + 1)) if overdue else 0


# A due date moved after it came was missed; moved before, it was not.

MOVES = st.lists(st.tuples(st.integers(0, 9), st.integers(-4, 30), st.booleans()), max_size=6)


@pytest.mark.parametrize("examples", EXAMPLES)
def test_a_due_date_that_is_moved_after_it_has_passed_was_missed(examples):
    over(examples, moved_too_late_is_missed, st.integers(1, 20), MOVES, st.randoms(use_true_random=False))


def moved_too_late_is_missed(first, moves, shuffled):
    promise = Promise(client="acme", at=utc(0), id="p", text="Draft", due=day(first))
    today, in_force, missed = 0, first, False
    for after, further, bare in moves:
        today += after
        due = today + further
        if day(due) == promise.due:
            continue
        missed = missed or today > in_force
        in_force = due
        # Each move has its own minute, so that the order of the list tells nothing.
        at = utc(today).replace(minute=len(promise.moved))
        whole = bare and after > 0 and all(day_of(each.at, ZONE) < day(today) for each in promise.moved)
        now = (BEGIN + timedelta(days=today)).replace(hour=20)
        promise = commitments.moved(promise, day(due), Act("p1", day(today) if whole else at, now))
    closed = max(today, in_force)
    kept = promise.__class__(
        **{name: getattr(promise, name) for name in promise.__fields__}
        | {"status": PromiseStatus.KEPT, "closed_at": day(closed)}
    )
    for order in (kept.moved, tuple(shuffled.sample(kept.moved, len(kept.moved)))):
        again = kept.__class__(**{name: getattr(kept, name) for name in kept.__fields__} | {"moved": order})
        (fate,) = fates(case(BEGIN + timedelta(days=closed), promises=(again,)), cover(()))
        assert fate.late is (missed or closed > in_force)
        assert fate.awaited == day(in_force).toordinal()


@pytest.mark.parametrize("examples", EXAMPLES)
def test_a_pause_after_the_due_date_makes_no_promise_less_late(examples):
    over(examples, too_late_a_pause_helps_nothing, pauses(), st.integers(1, 20), st.integers(1, DAYS))


def too_late_a_pause_helps_nothing(paused, due, closed):
    after = tuple(each for each in paused if each.from_ > day(due))
    kept = Promise(
        client="acme",
        at=day(0),
        id="p",
        text="Draft",
        due=day(due),
        status=PromiseStatus.KEPT,
        closed_at=day(closed),
        paused=after,
    )
    (fate,) = fates(case(BEGIN + timedelta(days=2 * DAYS), promises=(kept,)), cover(()))
    assert fate.late is (closed > due)


def case(now, **parts):
    """The record of a client with these parts, as of a moment."""
    return case_of(History(client=ACME, **parts), now.date(), ZONE)
