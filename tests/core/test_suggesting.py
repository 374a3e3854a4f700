"""What the record gives reason to ask, with keys under which a dismissed question never returns."""

from datetime import datetime, timedelta

import pytest
from build import build
from hypothesis import given
from hypothesis import strategies as st
from spoken import HOURS, ZONE

from clienthealth.core.history import History
from clienthealth.core.suggesting.suggest import suggest
from clienthealth.core.weekly.desk import Desk

NOW = datetime(2026, 11, 20, 12, tzinfo=ZONE)
DESK = Desk(NOW, HOURS)


def contact(at, direction="in", **given):
    given = {"channel": "email", "thread": "t", "subject": "The draft", **given}
    return build("interaction", at, direction=direction, **given)


def history(*, client=(), **parts):
    told = {"expectations": (build("expectation", 300),), **parts}
    return History(client=build("client", 400, **dict(client)), **{name: tuple(held) for name, held in told.items()})


def asked(*contacts, words=(), desk=DESK, **parts):
    return suggest(history(**parts), contacts, desk, words)


def named(found):
    return [(each.reason, each.key) for each in found]


def test_a_calm_record_gives_no_reason_to_ask():
    assert asked(contact("2026-11-10T09:00:00Z"), contact("2026-11-10T10:00:00Z", "out")) == []


def test_two_messages_on_two_days_without_an_answer():
    first, again = contact("2026-11-10T09:00:00Z"), contact("2026-11-12T09:00:00Z")

    (found,) = asked(first, again)

    assert (found.reason, found.key, found.at) == ("wrote-twice", first.id, "2026-11-12T09:00:00Z")
    assert found.values == {"n": "2", "subject": "The draft", "day": "2026-11-10"}
    assert found.would is None


@pytest.mark.parametrize(
    "more",
    [
        contact("2026-11-10T09:01:00Z"),
        contact("2026-11-12T09:00:00Z", thread="another"),
        contact("2026-11-12T09:00:00Z", needs_reply=False),
        contact("2026-11-12T09:00:00Z", status="cancelled"),
    ],
)
def test_what_is_not_writing_twice(more):
    assert asked(contact("2026-11-10T09:00:00Z"), more) == []


def test_an_answer_ends_it_and_a_third_message_asks_the_same():
    twice = contact("2026-11-10T09:00:00Z"), contact("2026-11-12T09:00:00Z")

    assert asked(*twice, contact("2026-11-13T09:00:00Z", "out")) == []
    assert named(asked(*twice, contact("2026-11-13T09:00:00Z"))) == named(asked(*twice))


def nights(hour="22:30", *, many=3, **given):
    return [contact(f"2026-11-{day:02d}T{hour}:00+01:00", thread=f"{day}", **given) for day in range(10, 10 + many)]


def test_three_messages_at_night_of_their_zone():
    (found,) = asked(*nights())

    assert (found.reason, found.key, found.values["n"], found.values["zone"]) == (
        "at-night",
        "2026-11",
        "3",
        "Europe/Berlin",
    )
    assert found.would is None


def test_nights_are_those_of_the_client_and_two_are_none():
    assert asked(*nights(many=2)) == []
    assert asked(*nights(), client={"timezone": "America/New_York"}) == []
    assert asked(*nights("21:59")) == []
    assert [each.reason for each in asked(*nights("05:59"))] == ["at-night"]
    assert asked(*nights(direction="out")) == []


def test_where_hours_are_agreed_it_may_be_an_act_and_where_not_there_is_nothing_to_log():
    (found,) = asked(*nights(), client={"contact_hours": "mon-fri 09:00-17:00"})

    assert found.would == {"type": "signal", "kind": "time-disrespect", "severity": 1, "at": "2026-11-12T21:30:00Z"}


def test_more_nights_of_the_month_ask_the_same():
    assert named(asked(*nights(many=5))) == named(asked(*nights()))


def moved(day, thread="m", status="moved"):
    return contact(f"2026-{day}T09:00:00Z", "both", channel="meeting", thread=thread, status=status, subject="Weekly")


def test_a_meeting_moved_three_times():
    moves = moved("09-01"), moved("10-01"), moved("11-01")

    (found,) = asked(*moves)

    assert (found.reason, found.key, found.values) == ("meeting-moved", "m", {"n": "3", "subject": "Weekly"})
    assert found.would["kind"] == "time-disrespect"
    assert asked(*moves[:2], moved("11-01", status="held")) == []
    assert asked(*moves[:2], moved("11-01", "another")) == []


def test_meetings_of_no_series_belong_together_while_they_are_near():
    near, far = ("09-10", "10-10", "11-10"), ("07-01", "10-10", "11-10")

    first = moved(near[0], None)
    (found,) = asked(first, *(moved(each, None) for each in near[1:]))
    assert found.key == first.id
    assert asked(*(moved(each, None) for each in far)) == []


def test_an_invoice_that_is_long_overdue_and_its_number():
    late = build("invoice", 60, due=31)

    (found,) = asked(invoices=[late])

    assert (found.reason, found.key, found.at) == ("invoice-late", late.id, "2026-11-20")
    assert (found.values["number"], found.values["n"], found.would) == (late.number, "31", None)


@pytest.mark.parametrize("given", [{"due": 30}, {"due": 50, "paid": 2}, {"due": 50, "disputed_at": 40}, {}])
def test_invoices_that_ask_nothing(given):
    assert asked(invoices=[build("invoice", 60, **given)]) == []


def test_what_is_unpaid_stays_a_question_however_old():
    assert [each.values["n"] for each in asked(invoices=[build("invoice", 400, due=380)])] == ["380"]


def test_nothing_on_record_that_was_made_clear():
    (found,) = asked(contact("2026-11-10T09:00:00Z", "out"), expectations=())

    assert (found.reason, found.key, found.values) == ("nothing-agreed", "", {"n": "1"})
    assert asked(expectations=()) == []


def test_words_of_the_users_own_list_are_whole_words_in_what_they_wrote():
    letter = contact("2026-11-10T09:00:00Z", subject="Zweite MAHNUNG: Rückzahlung", contact="Anna")
    ours = contact("2026-11-10T10:00:00Z", "out", subject="Mahnung")

    found = asked(letter, ours, words=["Mahnung", "mahnung ", "zahlung", "zweite  mahnung"])

    assert [each.values["word"] for each in found] == ["mahnung", "zweite mahnung"]
    assert {each.reason for each in found} == {"word"}
    complaint = {"type": "complaint", "text": "Zweite MAHNUNG: Rückzahlung", "at": "2026-11-10T09:00:00Z"}
    assert found[0].would == {**complaint, "channel": "email", "contact": "Anna"}


def test_without_a_list_no_word_is_looked_for():
    assert asked(contact("2026-11-10T09:00:00Z", subject="lawyer"), contact("2026-11-10T10:00:00Z", "out")) == []


@pytest.mark.parametrize(("again", "asks"), [("2026-10-21", True), ("2026-10-20", False)])
def test_who_wrote_twice_waits_for_a_month(again, asks):
    found = asked(contact("2026-10-12T09:00:00Z"), contact(f"{again}T09:00:00Z"))

    assert bool(found) is asks


def test_what_is_long_ago_asks_nothing():
    twice = contact("2026-06-10T09:00:00Z", subject="lawyer"), contact("2026-06-12T09:00:00Z")

    assert asked(*twice, words=["lawyer"], expectations=()) == []


def test_of_ended_clients_nothing_is_asked():
    late = build("invoice", 60, due=31)

    assert asked(*nights(), invoices=[late], client={"status": "ended"}) == []


EVERYTHING = [
    *nights(),
    *(moved(each, None) for each in ("09-10", "10-10", "11-10")),
    *(contact(f"2026-11-{day}T09:00:00Z", thread=thread, subject="lawyer") for day in (17, 18) for thread in ("a", "")),
    contact("2026-11-18", "out", thread="b"),
]
LATE = [build("invoice", 60, due=days) for days in (31, 40, 50)]


@given(st.permutations(EVERYTHING), st.permutations(LATE))
def test_the_order_of_the_record_does_not_matter(contacts, invoices):
    found = asked(*contacts, words=["lawyer"], invoices=invoices)

    assert found == asked(*EVERYTHING, words=["lawyer"], invoices=LATE)
    assert len(set(named(found))) == len(found) > 7


@given(st.integers(0, 60))
def test_a_question_is_known_by_the_same_key_on_every_later_day(days):
    later = DESK._replace(now=NOW + timedelta(days=days))

    first, then = (asked(*EVERYTHING, words=["lawyer"], invoices=LATE, desk=each) for each in (DESK, later))

    assert set(named(then)) <= set(named(first))
