"""An ending in progress: whatever is done in whatever order, the plan stays whole or the step is clearly refused."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from build import DAY, ZONE, build
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.frozen import replace
from clienthealth.core.goodbye import plan as plans
from clienthealth.core.goodbye.ending import ending
from clienthealth.core.goodbye.steps import AFTER_THE_END, ORDER, RIGHT, Frame, checklist, item_of, next_step
from clienthealth.core.history import History
from clienthealth.core.kinds import ClientStatus, Party, Situation
from clienthealth.core.moments import months_after
from clienthealth.core.records.agreed import Next
from clienthealth.errors import Refused, UsageError

SITUATIONS = st.sampled_from([None, *Situation])
SIDES = st.sampled_from([Party.US, Party.THEM])
ENDS = st.none() | st.integers(0, 200).map(lambda days: DAY + timedelta(days=days))
STEPS = st.one_of(
    st.tuples(st.just("start"), SITUATIONS, SIDES, ENDS),
    st.tuples(st.just("tick"), st.sampled_from([*ORDER, RIGHT, "tango"])),
    st.tuples(st.just("cancel")),
    st.tuples(st.just("finish")),
    st.tuples(st.just("look-back")),
)


class Room:
    """One client's reminders and status, with the moves that `offboard` makes on them."""

    def __init__(self):
        self.nexts: list[Next] = []
        self.status = ClientStatus.ACTIVE
        self.numbers = count(1)

    @property
    def plan(self):
        return plans.plan_of(self.nexts, ended=self.status is ClientStatus.ENDED)

    def make(self, **given):
        at = datetime(2026, 11, 20, 12, tzinfo=UTC)
        return Next(**{"client": "acme", "at": at, "id": f"n{next(self.numbers)}", **given})

    def turn(self, turn):
        known = {each.id for each in self.nexts}
        assert {each.id for each in turn.gone} | {before.id for before, _ in turn.changed} <= known
        assert {each.id for each in turn.made} & known == set()
        gone, after = {each.id for each in turn.gone}, {before.id: each for before, each in turn.changed}
        self.nexts = [after.get(each.id, each) for each in self.nexts if each.id not in gone] + list(turn.made)

    def ending(self, situation=None, by=Party.US, end=None):
        history = History(client=build("client", 300, notice_days=14), nexts=tuple(self.nexts))
        return ending(history, today=DAY, zone=ZONE, situation=situation, by=by, end=end, planned=True)

    def do(self, name, *given):
        if self.status is ClientStatus.ENDED and name in {"start", "cancel", "finish"}:
            return
        at = datetime(2026, 11, 20, 12, tzinfo=UTC)
        if name == "start":
            found = self.ending(*given)
            begun, again = plans.begun(found, str, self.make), self.plan
            self.turn(plans.begun_anew(again, found, str, self.make) if again else begun)
            self.status = ClientStatus.OFFBOARDING
        elif name == "tick":
            self.turn(plans.Turn(changed=(plans.ticked(self.plan, given[0], at, "acme"),)))
        elif name == "cancel" and self.plan:
            self.turn(plans.called_off(self.plan))
            self.status = ClientStatus.ACTIVE
        elif name == "finish":
            self.turn(plans.over(self.plan, self.ending(), at, ZONE, str, self.make))
            self.status = ClientStatus.ENDED
        elif name == "look-back":
            self.turn(plans.Turn(changed=plans.looked_back(self.nexts, at)))


def check(room):
    """What holds of every ending at every time."""
    plan, ended = room.plan, room.status is ClientStatus.ENDED
    assert (plan is None) == (room.status is ClientStatus.ACTIVE)
    open_ends = [each for each in room.nexts if item_of(each) == "end" and each.closed_at is None]
    assert len(open_ends) == (room.status is ClientStatus.OFFBOARDING)
    if plan is None:
        assert all(each.closed_at is not None for each in room.nexts)
        return
    items = [item_of(each) for each in plan.steps]
    assert len(items) == len(set(items))
    assert {"talk", "safety"} - (set(items) - plan.done)
    dated = plan.checklist(ZONE)
    assert [each.due for each in dated] == sorted(each.due for each in dated)
    end = plan.day(ZONE)
    still = [each for each in dated if each.item not in {"receipt", "data", RIGHT} | plan.done]
    assert all(each.due <= end for each in still)
    step = next_step(dated, plan.done, end, owes=False, ended=ended)
    if ended:
        assert step is None or step.item in AFTER_THE_END | {RIGHT}
    else:
        assert step is not None
        assert step.item not in plan.done


@given(st.lists(STEPS, max_size=12))
def test_any_order_of_steps_leaves_a_whole_plan_or_is_refused(steps):
    room = Room()
    for name, *given_ in steps:
        before, hint = (list(room.nexts), room.status), None
        try:
            room.do(name, *given_)
        except (Refused, UsageError) as refused:
            hint = refused.hint
        assert hint is None or (hint and (room.nexts, room.status) == before)
        check(room)


@given(SITUATIONS, SIDES, ENDS)
def test_a_cancel_takes_back_a_start(situation, by, end):
    room = Room()
    room.do("start", situation, by, end)

    room.do("cancel")

    assert room.nexts == []


@given(SITUATIONS, SIDES, ENDS, SITUATIONS, SIDES, ENDS)
def test_to_begin_anew_is_as_if_it_had_been_begun_so(situation, by, end, situation2, by2, end2):
    room, straight = Room(), Room()
    room.do("start", situation, by, end)
    room.do("start", situation2, by2, end2)
    straight.do("start", situation2, by2, end2)

    assert room.plan.checklist(ZONE) == straight.plan.checklist(ZONE)
    assert (room.plan.situation, room.plan.by) == (straight.plan.situation, straight.plan.by)
    assert room.plan.day(ZONE) == straight.plan.day(ZONE)


FRAMES = st.builds(
    Frame,
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.just(date(2027, 6, 1)),
    SITUATIONS,
    SIDES,
    st.booleans(),
    st.none() | st.integers(0, 120),
)


@given(FRAMES, st.integers(0, 400))
def test_no_step_that_belongs_before_the_end_lies_after_it_or_in_the_past(frame, days):
    frame = frame._replace(end=frame.today + timedelta(days=days))

    steps = checklist(frame)

    assert all(each.due >= frame.today for each in steps)
    assert all(each.due <= frame.end for each in steps if each.item not in {"receipt", "data"})
    assert {"letter", "handover", "access", "receipt", "data"} <= {each.item for each in steps}


@given(FRAMES)
def test_money_of_theirs_goes_back_and_otherwise_a_final_invoice_goes_out(frame):
    items = {each.item for each in checklist(frame)}

    assert ("refund" in items, "invoice" in items) == (frame.refund, not frame.refund)
    assert ("talk" in items) == (frame.by is Party.US and frame.situation is not Situation.CONDUCT)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_a_record_is_kept_whole_months_on_the_day_it_ended_or_the_last_of_a_shorter_month(ended, months):
    until = months_after(ended, months)

    assert (until.year * 12 + until.month) - (ended.year * 12 + ended.month) == months
    assert until.day == ended.day or (until.day < ended.day and (until + timedelta(days=1)).day == 1)


def test_what_is_taken_on_is_what_binds_us_and_came_later():
    end = build("next", 10, id="e", ref="offboard:end:us:", due=-20)
    history = History(
        client=build("client", 300),
        promises=(
            build("promise", 11, id="before"),
            build("promise", 9, id="p-new"),
            build("promise", 9, id="theirs", party="them"),
            build("promise", 9, id="met", status="kept", closed_at=8),
        ),
        expectations=(
            build("expectation", 9, id="x-new", party="us"),
            build("expectation", 9, id="of-them", party="them"),
            build("expectation", 9, id="over", until=8),
        ),
    )

    assert plans.taken_on(plans.plan_of([end]), history, ZONE, str) == ("p-new", "x-new")


def test_notice_is_theirs_from_the_beginning_and_ours_from_the_letter():
    end = build("next", 10, id="e", ref="offboard:end:us:", due=-20)
    letter = build("next", 10, ref="offboard:letter:e", due=8, closed_at=7)

    assert plans.plan_of([end, letter]).noticed(ZONE) == DAY - timedelta(days=7)
    assert plans.plan_of([end, replace(letter, closed_at=None)]).noticed(ZONE) is None
    theirs = replace(end, ref="offboard:end:them:")
    assert plans.plan_of([theirs]).noticed(ZONE) == DAY - timedelta(days=10)


def test_a_reminder_from_elsewhere_that_looks_like_a_step_is_none():
    end = build("next", 10, id="e", ref="offboard:end:us:nothing", due=-20)
    strange = [build("next", 10, ref=ref, due=8) for ref in ("offboard:tango:e", "offboard::e", "offboard", "end:e")]

    plan = plans.plan_of([*strange, end])

    assert (plan.steps, plan.situation) == ((), None)
    assert plans.plan_of([build("next", 10, ref="offboard:endless:us:", due=1)]) is None


@pytest.mark.parametrize("item", ["tango", ""])
def test_what_is_no_step_is_refused_with_the_steps_there_are(item):
    end = build("next", 10, id="e", ref="offboard:end:us:", due=-20)
    step = build("next", 10, ref="offboard:letter:e", due=8)

    with pytest.raises(UsageError, match="no item") as refused:
        plans.ticked(plans.plan_of([end, step]), item, DAY, "acme")
    assert refused.value.hint == "one of: letter"
