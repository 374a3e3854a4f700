"""The walk through a complaint: what answers make of the record, which step comes next, and that nothing closes it."""

from datetime import UTC, date, datetime
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.changes.commitments import Act, is_open
from clienthealth.core.frozen import replace
from clienthealth.core.handling.answers import Answers, Found, Mark, Writer, handled, marked
from clienthealth.core.handling.walk import (
    CHOSEN,
    WRITTEN,
    Ended,
    Key,
    Step,
    begin,
    known,
    press,
    taken,
)
from clienthealth.core.kinds import Apology, Confirmed, PromiseStatus, Response
from clienthealth.core.records.agreed import Next, Promise
from clienthealth.core.records.trouble import Complaint
from clienthealth.errors import Refused, UsageError

NOW = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Berlin"))
MOMENT = datetime(2026, 11, 23, 11, tzinfo=UTC)
FRIDAY = date(2026, 11, 27)
LABELS = {each: each.title() for each in Mark}
KNOWN = {each: frozenset({label, f"{label} auf Deutsch"}) for each, label in LABELS.items()}
IDS = count(1)
WORDS = st.text("abc äßø\n", min_size=1).filter(str.strip)
DAYS = st.dates(FRIDAY, date(2027, 12, 31))


def fields():
    return {"client": "acme", "at": MOMENT, "id": f"new{next(IDS)}", "source": "cli", "by": "robin"}


WRITER = Writer(fields, LABELS, "Ask", Act("c1", MOMENT, NOW))


def complaint(**told):
    return Complaint(**{"client": "acme", "at": date(2026, 11, 16), "id": "a", "text": "Empty"} | told)


def after(found, answers):
    """The record after some answers, as the next step finds it."""
    made = handled(found, answers, WRITER)
    others = [each for each in found.promises if made.promise is None or each.id != made.promise.id]
    promises = [*others, *([made.promise] if made.promise else [])]
    reminders = [*found.reminders, *([made.reminder] if made.reminder else [])]
    return Found(made.complaint, tuple(promises), tuple(reminders))


def plain(found):
    """The record without its ids, which are new each time."""
    told = replace(found.complaint, id="one")
    return (
        told,
        [replace(each, id="one") for each in found.promises],
        [replace(each, id="one", complaint="one") for each in found.reminders],
    )


@st.composite
def sound(draw):
    """Answers that can be given in one conversation, from the first word on."""
    some = {
        name: draw(st.none() | WORDS)
        for name in ("summary", "feeling", "wants", "possible", "proposal", "reason", "rule", "colleagues")
    }
    refused = some["reason"] or some["rule"]
    some |= {name: draw(st.none() | WORDS) if refused else None for name in ("instead", "authority")}
    some["agreed"] = draw(st.none() | st.booleans()) if some["summary"] else None
    some["due"] = draw(st.none() | DAYS) if some["proposal"] else None
    some["owner"] = draw(st.none() | WORDS) if some["due"] else None
    some["apology"] = draw(st.none() | st.sampled_from(Apology))
    some["acknowledged"] = draw(st.booleans())
    some["follow_up"] = draw(st.none() | DAYS)
    return Answers(heard=draw(WORDS), **some)


def one_by_one(answers):
    """The same answers, each one alone, in the order of the walk."""
    for name in Answers._fields:
        value = getattr(answers, name)
        if (value is not None and value is not False) or (name == "agreed" and value is False):
            yield Answers(**{name: value})


@given(sound())
def test_one_by_one_or_all_at_once_the_record_is_the_same(answers):
    at_once, stepwise = after(Found(), answers), Found()
    for each in one_by_one(answers):
        stepwise = after(stepwise, each)

    assert plain(stepwise) == plain(at_once)


ANYTHING = st.builds(
    Answers,
    heard=st.none() | WORDS,
    summary=st.none() | WORDS,
    agreed=st.none() | st.booleans(),
    feeling=st.none() | WORDS,
    apology=st.none() | st.sampled_from(Apology),
    wants=st.none() | WORDS,
    possible=st.none() | WORDS,
    proposal=st.none() | WORDS,
    due=st.none() | DAYS,
    owner=st.none() | WORDS,
    reason=st.none() | WORDS,
    rule=st.none() | WORDS,
    instead=st.none() | WORDS,
    authority=st.none() | WORDS,
    acknowledged=st.booleans(),
    follow_up=st.none() | DAYS,
    colleagues=st.none() | WORDS,
)


@given(st.none() | st.just(complaint()), st.lists(ANYTHING, max_size=6))
def test_no_sequence_of_answers_resolves_or_closes_a_complaint(begun, given_):
    found = Found(begun)
    for each in given_:
        try:
            found = after(found, each)
        except (UsageError, Refused):
            continue
        now = found.complaint
        assert is_open(now, NOW)
        assert (now.confirmed, now.confirmed_at, now.resolved_at, now.closings, now.reopened) == (
            None,
            None,
            None,
            (),
            (),
        )
        assert list(now.response) == [each for each in Response if each in now.response]


@given(st.none() | st.just(complaint()), st.lists(st.sampled_from(Key), max_size=60), WORDS)
def test_any_keys_lead_through_the_steps_and_what_was_answered_is_done(begun, pressed, words):
    found = Found(begun)
    walk = begin(found, KNOWN)
    for key in pressed:
        before = walk
        walk, task = press(walk, key)
        assert (walk.ended is Ended.THROUGH) <= (before.step is Step.BREAK and key is Key.NEXT)
        if walk.ended:
            break
        assert task is None or task in before.keys
        if task in {None, Key.HELP}:
            continue
        place = (walk.step, task)
        name, value = CHOSEN[place] if place in CHOSEN else (WRITTEN[place], words)
        value = {"due": FRIDAY, "follow_up": FRIDAY}.get(name, Apology(value) if name == "apology" else value)
        if place == (Step.DUE, Key.WRITE) and Step.DUE in walk.done:
            with pytest.raises(Refused, match="promised already"):
                after(found, Answers(due=FRIDAY))
            continue
        found = after(found, Answers(**{name: value}))
        walk = taken(walk, found, KNOWN)
        assert before.step in walk.done
        assert walk.step not in walk.done
        assert is_open(found.complaint, NOW)


@given(sound())
def test_a_walk_that_was_left_goes_on_at_the_first_step_that_is_not_done(answers):
    found = Found()
    for each in one_by_one(answers):
        found = after(found, each)
        walk = begin(found, KNOWN)

        assert walk.step not in walk.done
        assert set(walk.steps[: walk.place]) <= walk.done
        assert {Step.CALM, Step.FACTS, Step.HEARD} <= walk.done


def test_every_step_has_its_answer_or_is_only_read():
    read = {Step.CALM, Step.FACTS, Step.BREAK}

    assert {step for step, _ in (*WRITTEN, *CHOSEN)} == set(Step) - read
    assert {*WRITTEN.values(), *(name for name, _ in CHOSEN.values())} == set(Answers._fields)


def test_without_a_complaint_only_what_they_say_can_be_answered():
    walk, answering = begin(Found(), KNOWN), []
    while walk.ended is None:
        answering += [walk.step] if walk.answering else []
        walk, _ = press(walk, Key.NEXT)

    assert answering == [Step.HEARD]
    with pytest.raises(UsageError, match="no complaint is open"):
        handled(Found(), Answers(wants="a new one"), WRITER)


def test_what_they_say_opens_a_complaint_and_what_they_add_stands_below():
    begun = after(Found(), Answers(heard="It is late"))
    added = after(begun, Answers(heard="And wrong"))

    assert (begun.complaint.text, begun.complaint.heard) == ("It is late", "It is late")
    assert (added.complaint.text, added.complaint.heard) == ("It is late", "It is late\nAnd wrong")


def test_to_listen_and_to_apologise_is_no_answer_yet_and_part_of_one_later():
    found = after(Found(complaint()), Answers(heard="Late", apology=Apology.OURS))
    assert (found.complaint.answered_at, found.complaint.response) == (None, ())

    told = after(found, Answers(proposal="A new one")).complaint
    assert (told.answered_at, told.response) == (MOMENT, (Response.LISTENED, Response.APOLOGISED))


def test_a_refusal_is_recorded_as_what_it_was_and_an_apology_after_it_too():
    found = after(Found(complaint()), Answers(reason="It was agreed"))
    assert (found.complaint.response, found.complaint.note) == ((Response.DENIED,), "Reason: It was agreed")
    assert Step.AUTHORITY in begin(found, KNOWN).steps

    found = after(found, Answers(rule="Terms, 4"))
    found = after(found, Answers(apology=Apology.REGRET))
    assert found.complaint.response == (Response.APOLOGISED, Response.DENIED, Response.QUOTED_POLICY)


def test_a_new_summary_has_not_been_agreed_with():
    found = after(Found(complaint()), Answers(summary="Late", agreed=True))
    assert found.complaint.summary_agreed is True

    assert after(found, Answers(summary="Late and wrong")).complaint.summary_agreed is None
    with pytest.raises(UsageError, match="summary"):
        handled(Found(complaint()), Answers(agreed=True), WRITER)


def test_a_proposal_with_a_day_is_a_promise_of_ours_and_its_owner_may_come_later():
    found = after(Found(complaint(topic="quality")), Answers(proposal="A new one"))
    assert (begin(found, KNOWN).steps.count(Step.DUE), Step.OWNER in begin(found, KNOWN).steps) == (1, False)

    found = after(after(found, Answers(due=FRIDAY)), Answers(owner="kim"))
    (promise,) = found.promises
    assert (promise.text, promise.due, promise.owner, promise.topic) == ("A new one", FRIDAY, "kim", "quality")
    assert promise.ours
    with pytest.raises(Refused, match="promised already"):
        handled(found, Answers(due=FRIDAY), WRITER)


@pytest.mark.parametrize(
    ("answers", "says"),
    [(Answers(due=FRIDAY), "no proposal"), (Answers(owner="kim"), "no proposal")],
)
def test_nothing_is_promised_without_a_proposal(answers, says):
    with pytest.raises(UsageError, match=says):
        handled(Found(complaint()), answers, WRITER)


def test_a_proposal_without_a_day_has_no_owner():
    with pytest.raises(UsageError, match="without a day"):
        handled(Found(complaint(offered="A new one")), Answers(owner="kim"), WRITER)


def test_another_proposal_waits_for_its_own_day_and_one_that_was_kept_does_not_stand_in_the_way():
    kept = Promise(**fields() | {"id": "p"}, text="A new one", due=FRIDAY, status=PromiseStatus.KEPT, closed_at=MOMENT)
    found = Found(complaint(offered="A new one", answered_at=MOMENT), (kept,))
    assert Step.DUE in begin(found, KNOWN).done

    assert len(after(found, Answers(due=FRIDAY)).promises) == 2
    assert Step.DUE not in begin(after(found, Answers(proposal="Money back")), KNOWN).done


def test_a_reminder_that_is_done_is_no_follow_up_to_come():
    mine = Next(**fields(), text="Ask", due=FRIDAY, complaint="a")
    others = Next(**fields(), text="Ask", due=FRIDAY, complaint="b")

    assert Found(complaint(), reminders=(mine, others)).reminder is mine
    assert Found(complaint(), reminders=(replace(mine, closed_at=MOMENT), others)).reminder is None


def test_a_note_is_known_by_its_label_in_any_language_at_the_beginning_of_a_line():
    told = complaint(note="Called twice\nFeeling auf Deutsch: let down")

    assert marked(told, KNOWN[Mark.FEELING])
    assert not marked(told, KNOWN[Mark.POSSIBLE])
    assert not marked(complaint(note="no Feeling: at all"), KNOWN[Mark.FEELING])


def test_what_is_over_takes_no_answer():
    with pytest.raises(Refused, match="closed"):
        handled(Found(complaint(confirmed=Confirmed.SATISFIED)), Answers(heard="Late"), WRITER)


def test_acknowledged_alone_the_conversation_has_not_begun():
    walk = begin(Found(complaint(acknowledged_at=MOMENT, remedy_sought="Money")), KNOWN)

    assert walk.step is Step.CALM
    assert {Step.ACKNOWLEDGED, Step.WANTS} <= walk.done


def test_acknowledged_once_it_is_not_acknowledged_again():
    found = Found(complaint(acknowledged_at=MOMENT))
    walk = begin(found, KNOWN)
    walk = walk._replace(place=walk.steps.index(Step.ACKNOWLEDGED))

    assert Key.YES not in walk.keys
    with pytest.raises(Refused, match="acknowledged already"):
        handled(found, Answers(acknowledged=True), WRITER)


def test_a_reopened_complaint_is_walked_through_anew():
    before = complaint(heard="Late", summary="Late", apology=Apology.OURS, reopened=(MOMENT,))
    walk = begin(Found(before), KNOWN)

    assert (walk.step, walk.done) == (Step.CALM, frozenset())


def test_what_another_hand_took_back_leaves_the_place_where_it_makes_sense():
    found = after(Found(complaint()), Answers(summary="Late"))
    walk = begin(found, KNOWN)
    walk = walk._replace(place=walk.steps.index(Step.AGREED))

    assert known(walk, Found(complaint()), KNOWN).step is Step.FEELING
