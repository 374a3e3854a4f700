"""Promises both ways: what was moved, what stands still, what is due by the hour, and one count of what was kept."""

from datetime import datetime, time, timedelta
from itertools import pairwise

import pytest
from build import DAY, ZONE, ago, build, flat
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.commitments.account import Wanted, account
from clienthealth.core.commitments.book import Stand, book
from clienthealth.core.commitments.clocks import Absent, absences, clocks
from clienthealth.core.commitments.deadline import deadline
from clienthealth.core.commitments.rates import FEWEST, Kept
from clienthealth.core.gather import portfolio
from clienthealth.core.reflection.reflect import reflect
from clienthealth.core.score.judge import panel
from clienthealth.core.weekly.desk import Desk
from clienthealth.core.weekly.due import due_on
from clienthealth.core.working_time import WorkingHours

NOON = datetime.combine(DAY, time(12), ZONE)
AT = Desk(NOON, WorkingHours.parse("mon-fri 09:00-17:00"))
DAYS = st.integers(-40, 400)


def together(*records):
    return portfolio(flat([build("client", 500), *records]), ZONE)


def told(*records, wanted=Wanted(closed=True)):  # noqa: B008 - a value
    return account(together(*records), AT, wanted, "robin")


def one(*records):
    (promised,) = told(*records).shown
    return promised


@st.composite
def promises(draw):
    """A promise of either side, moved, paused and closed in any way that can be recorded."""
    made = draw(st.integers(0, 400))
    fields = {"party": draw(st.sampled_from(["us", "them"]))}
    if draw(st.booleans()):
        fields["due"] = draw(st.integers(-40, made))
        moves = sorted(draw(st.lists(st.integers(0, made), max_size=3)), reverse=True)
        fields["moved"] = [{"at": day, "due": draw(st.integers(-20, made))} for day in moves]
    if draw(st.booleans()):
        begun = draw(st.integers(0, made))
        fields["paused"] = [{"from": begun, "until": draw(st.integers(-20, begun)), "reason": "theirs"}]
    status = draw(st.sampled_from(["open", "kept", "broken", "released"]))
    if status != "open":
        fields |= {"status": status, "closed_at": draw(st.integers(0, made))}
    return build("promise", made, owner=draw(st.sampled_from([None, "kim", "robin"])), **fields)


@st.composite
def aways(draw):
    begun = draw(st.integers(0, 400))
    staff = draw(st.sampled_from([None, "kim"]))
    return build("away", begun, until=draw(st.integers(-20, begun)), **({"staff": staff} if staff else {}))


HELD = st.tuples(st.lists(promises(), max_size=8), st.lists(aways(), max_size=3))


@given(HELD)
def test_what_was_kept_is_counted_as_the_mirror_counts_it(held):
    found = told(*held).rates
    mirror = reflect(panel(together(*held), DAY, ZONE), ())

    assert (found.ours.kept, found.ours.of) == (mirror.ours.kept, mirror.ours.of)
    assert (found.theirs.kept, found.theirs.of) == (mirror.theirs.kept, mirror.theirs.of)
    assert found.since == mirror.since


@given(HELD)
def test_the_list_has_every_promise_once_and_the_review_the_same_days(held):
    shown = told(*held).shown
    due = {each.record: each for each in due_on(together(*held), AT) if each.what in {"promise", "theirs", "callback"}}

    assert sorted(each.promise.id for each in shown) == sorted(each.id for each in held[0])
    dated = {each.promise.id: each for each in shown if each.stand in {Stand.OVERDUE, Stand.SOON, Stand.LATER}}
    assert due.keys() == dated.keys()
    assert all((due[key].day, due[key].past) == (each.due.day, each.due.past) for key, each in dated.items())
    assert all((each.stand is Stand.OVERDUE) == each.due.past for each in dated.values())


@given(HELD)
def test_every_move_was_made_in_time_or_too_late(held):
    for each in told(*held).shown:
        moves = len(each.promise.moved) if each.promise.due is not None else max(len(each.promise.moved) - 1, 0)
        assert each.fate.moved + each.fate.missed == moves
        assert min(each.fate.moved, each.fate.missed) >= 0


@given(HELD)
def test_the_most_urgent_stands_first(held):
    shown = told(*held).shown

    assert [each.stand for each in shown] == sorted((each.stand for each in shown), key=list(Stand).index)
    for first, second in pairwise(shown):
        if first.stand is second.stand and first.due is not None:
            assert second.due is None or first.due.day <= second.due.day


@given(st.integers(1, 60), st.integers(0, 60), st.integers(0, 30), st.integers(0, 60))
def test_moved_by_its_day_it_is_judged_by_the_new_one_and_later_it_stays_late(due, before, longer, early):
    moved = due + before
    in_time = one(build("promise", 200, due=due - longer, moved=[{"at": moved, "due": due}], **closed(due - longer)))
    too_late = one(build("promise", 200, due=-10, moved=[{"at": due - 1, "due": due}], **closed(min(early, due - 1))))

    assert (in_time.fate.moved, in_time.fate.missed, in_time.fate.late) == (1, 0, False)
    assert (too_late.fate.moved, too_late.fate.missed, too_late.fate.late) == (0, 1, True)


def closed(day):
    """Kept on a day that is over, else open still."""
    return {"status": "kept", "closed_at": day} if day >= 0 else {}


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_a_pause_never_brings_a_due_day_forward(due, begun, long):
    plain = one(build("promise", 100, due=due)).due.day
    stood = one(build("promise", 100, due=due, paused=[{"from": begun, "until": begun - long, "reason": "x"}])).due.day

    assert plain <= stood <= plain + timedelta(days=long + 1)


@given(st.integers(0, 60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=4))
def test_absences_that_overlap_stop_a_clock_no_longer_than_the_days_they_cover(due, stretches):
    made = [build("away", begun, until=max(begun - long, 0)) for begun, long in stretches]
    days = {day for begun, long in stretches for day in range(max(begun - long, 0), begun + 1)}
    single = [build("away", day, until=day) for day in days]

    assert one(build("promise", 100, due=due), made).due == one(build("promise", 100, due=due), single).due


def test_a_colleagues_absence_is_that_ones_alone():
    held = [build("promise", 40, due=5, owner=who) for who in ("kim", "robin", None)]
    of_client = [build("client", 500, "bolt", owner="kim"), build("promise", 40, "bolt", due=5)]

    theirs = build("promise", 40, "bolt", due=4, party="them")

    shown = told(held, of_client, theirs, build("away", 6, until=-2, staff="kim")).shown

    due = {(each.client, each.owner): (each.due.day, each.away, each.away_alone) for each in shown if each.ours}
    assert [each.due.day for each in shown if not each.ours] == [ago(4)]
    assert due == {
        ("acme", "kim"): (ago(-4), ago(-2), True),
        ("acme", "robin"): (ago(5), None, False),
        ("acme", None): (ago(5), None, False),
        ("bolt", "kim"): (ago(-4), ago(-2), True),
    }


def test_where_everybody_is_away_no_name_is_given():
    promised = one(build("promise", 40, due=-3, owner="kim"), build("away", 1, until=-1))

    assert (promised.away, promised.away_alone, promised.first) == (ago(-1), False, ago(-3))


def test_an_absence_ahead_moves_no_day_yet_and_is_spoken_of_for_a_week():
    soon, far = build("away", -7, until=-9), build("away", -30, until=-33)

    assert one(build("promise", 40, due=-8), soon).due.day == ago(-8)
    assert absences([soon, far], AT) == (Absent(None, ago(-7), ago(-9)),)


def test_absences_of_one_that_overlap_are_one():
    held = [build("away", 3, until=-1), build("away", 1, until=-4), build("away", 1, until=-1, staff="kim")]

    assert absences(held, AT) == (Absent(None, ago(3), ago(-4)), Absent("kim", ago(1), ago(-1)))


@pytest.mark.parametrize(("kept", "of", "share"), [(2, 3, None), (9, FEWEST - 1, None), (9, FEWEST, 0.9), (0, 0, None)])
def test_no_share_is_given_of_few(kept, of, share):
    assert Kept(kept, of).share == share


def test_what_was_released_is_neither_kept_nor_late():
    records = [build("promise", 40, due=20, status="released", closed_at=10), build("promise", 40, status="kept")]

    assert told(records).rates.ours == Kept(0, 0)


@pytest.mark.parametrize(
    ("minutes", "past", "left"), [(90, False, 90), (0, False, 0), (-1, True, -1), (-1500, True, -1500)]
)
def test_what_has_an_hour_is_due_by_the_hour(minutes, past, left):
    found = deadline(NOON + timedelta(minutes=minutes), AT)

    assert (found.past, found.minutes) == (past, left)


def test_a_standstill_that_moves_the_day_takes_the_hour_with_it():
    called = build("promise", 3, kind="callback", due="2026-11-20T15:00:00+01:00")
    stood = build(
        "promise", 3, kind="callback", due="2026-11-20T15:00:00+01:00", paused=[{"from": 1, "until": 1, "reason": "x"}]
    )

    assert one(called).due.minutes == 180
    assert (one(stood).due.day, one(stood).due.moment) == (ago(-1), None)


def test_only_what_is_asked_for_is_shown_and_the_rates_are_of_all():
    held = [build("promise", 40, due=5), build("promise", 40, due=-5, owner="kim"), build("promise", 40, party="them")]

    def shown(**wanted):
        return [each.promise.id for each in told(held, wanted=Wanted(**wanted)).shown]

    assert shown() == [held[0].id, held[1].id, held[2].id]
    assert shown(overdue=True) == [held[0].id]
    assert shown(theirs=True) == [held[2].id]
    assert shown(me="robin") == [held[0].id, held[2].id]
    assert told(held, wanted=Wanted(theirs=True)).rates.ours == Kept(0, 1)


def test_the_book_reads_each_client_for_itself():
    held = together(build("promise", 9), build("client", 400, "bolt"), build("promise", 8, "bolt"))

    assert [each.client for each in book(held, clocks((), AT))] == ["acme", "bolt"]
