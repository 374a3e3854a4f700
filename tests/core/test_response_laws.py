"""Laws of answer times, over conversations that nobody would think up."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from spoken import WORKED, ZONE, said

from clienthealth.core.kinds import Channel, Direction
from clienthealth.core.responses.answers import answers
from clienthealth.core.responses.pairs import heard

BEGIN = said("in", "2026-03-23 09:00").moment
"""The week in which the clocks change."""

THREADS = ("a", "b", "")
NAMES = [f"r{number:02d}" for number in range(12)]


@st.composite
def messages(draw, threads=THREADS, channels=tuple(Channel), *, timed=False, refer=True):
    """Up to a dozen messages of two weeks, some known by their day alone, some referring to others or to nothing."""
    made = []
    for name in NAMES[: draw(st.integers(0, len(NAMES)))]:
        minutes = draw(st.integers(0, 14 * 24 * 60))
        moment = BEGIN + timedelta(minutes=minutes)
        at = moment.isoformat() if timed or draw(st.integers(0, 4)) else moment.date().isoformat()
        parent = draw(st.sampled_from(["", "", "gone", *NAMES])) if refer else ""
        needs = draw(st.sampled_from([{}, {}, {"asks": False}, {"asked": True}]))
        more = {"record": name, "reply_to": parent, "channel": draw(st.sampled_from(channels)), **needs}
        made.append(said(draw(st.sampled_from(list(Direction))), at, draw(st.sampled_from(threads)), **more))
    return made


@given(messages().flatmap(lambda held: st.tuples(st.just(held), st.permutations(held))))
def test_the_order_of_the_record_does_not_matter(pair):
    held, shuffled = pair

    assert heard(shuffled, ZONE) == heard(held, ZONE)


@given(messages(), messages(("elsewhere",), refer=False))
def test_another_conversation_changes_no_pair(held, others):
    others = [each._replace(record=f"x{each.record}") for each in others]

    alone = heard(held, ZONE).pairs

    assert [each for each in heard([*held, *others], ZONE).pairs if each.asked.thread != "elsewhere"] == list(alone)


@given(messages(("a",), (Channel.EMAIL,), timed=True, refer=False), st.data())
def test_a_further_message_of_the_same_side_never_starts_the_clock_again(held, data):
    pairs = heard(held, ZONE).pairs
    pair = data.draw(st.sampled_from([*pairs, None]))
    if pair is None:
        return
    between = pair.answer.moment.timestamp() - pair.asked.moment.timestamp()
    later = pair.asked.moment + timedelta(seconds=data.draw(st.integers(0, max(0, int(between) - 1))))
    follow_up = said(pair.asked.direction.value, later.isoformat(), "a", record="zz")

    assert heard([*held, follow_up], ZONE).pairs == pairs


@given(messages())
def test_an_answer_is_never_earlier_than_its_question_and_of_the_other_side(held):
    found = heard(held, ZONE)

    for each in found.pairs:
        assert {each.asked.direction, each.answer.direction} == {Direction.IN, Direction.OUT}
        assert each.asked.moment.timestamp() <= each.answer.moment.timestamp()
    assert len({each.answer.record for each in found.pairs}) == len(found.pairs)
    assert len({each.asked.record for each in found.pairs}) == len(found.pairs)
    assert found.dropped <= len(held)


@given(messages())
def test_what_is_open_is_open_once_and_was_not_answered(held):
    found = heard(held, ZONE)

    asked = {each.asked.record for each in found.pairs}
    assert len({each.first.record for each in found.loops}) == len(found.loops)
    assert asked.isdisjoint(each.first.record for each in found.loops)
    assert all(each.first.asks and each.messages > 0 for each in found.loops)


@given(messages())
def test_working_hours_are_never_more_than_clock_hours(held):
    found = answers(heard(held, ZONE).pairs, 0, WORKED)

    for side in (found.ours, found.theirs):
        assert (side.clock is None) == (side.n < 3) == (side.working is None)
        assert side.clock is None or 0 <= side.working <= side.clock
