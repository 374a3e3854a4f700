"""Off-hours contact, rhythm, and what stands together beside the score."""

from datetime import date, timedelta

import pytest
from build import build
from spoken import HOURS, WORKED, ZONE, said

from clienthealth.core.history import History
from clienthealth.core.responses.contact import contact
from clienthealth.core.responses.off_hours import hours_of, off_hours
from clienthealth.core.responses.rhythm import rhythm

UNTIL = date(2026, 11, 20)


def client(**given):
    return build("client", 400, **given)


def counted(*messages, **given):
    return off_hours(messages, hours_of(client(**given), HOURS, ZONE))


def test_messages_outside_the_agreed_hours_are_counted_of_those_with_a_time():
    found = counted(
        *(said("in", "2026-11-18 08:59"), said("in", "2026-11-18 09:00"), said("in", "2026-11-18 17:00")),
        *(said("in", "2026-11-21 12:00"), said("in", "2026-11-18")),
        contact_hours="mon-fri 09:00-17:00",
    )

    assert (found.n, found.of, found.by.agreed) == (3, 4, True)


def test_without_agreed_hours_it_is_ours_and_is_said_to_be():
    found = counted(said("in", "2026-11-18 20:00"))

    assert (found.n, found.of, found.by.hours, found.by.agreed) == (1, 1, HOURS, False)


@pytest.mark.parametrize("hours", ["whenever", "", None])
def test_hours_that_name_none_agree_none(hours):
    assert not counted(contact_hours=hours).by.agreed


def test_the_hours_are_those_of_the_clients_zone():
    at_night_with_us = said("in", "2026-11-18 21:00")

    assert counted(at_night_with_us, timezone="America/New_York").n == 0
    assert counted(at_night_with_us, timezone="Asia/Tokyo").n == 1
    assert counted(at_night_with_us, timezone="Nowhere/Atlantis").by.zone is ZONE


def test_what_we_sent_and_what_both_agreed_on_is_never_off_hours():
    others = said("out", "2026-11-18 23:00"), said("both", "2026-11-18 23:00")

    assert counted(*others, said("in", "2026-11-18 23:00", channel="meeting")).of == 0


def days(*back):
    return [UNTIL.toordinal() - each for each in back]


def heard_in(days):
    return rhythm(days, UNTIL.toordinal() - 364, UNTIL.toordinal())


def test_the_usual_gap_is_told_from_three_on():
    assert heard_in(days(30, 20, 20, 15)).gap is None
    found = heard_in(days(40, 30, 20, 20, 15))
    assert (found.contacts, found.days, found.gap) == (5, 4, 10)


def test_the_last_quarter_is_compared_with_what_was_before_it():
    found = heard_in(days(*range(0, 91, 7), *range(91, 365, 28)))

    assert found.recent == pytest.approx(4)
    assert found.before == pytest.approx(28 * 10 / 253)


def test_nothing_is_compared_with_less_than_a_quarter():
    assert heard_in(days(10, 181)).recent == pytest.approx(28 / 91)
    assert heard_in(days(10, 180)).recent is None
    assert heard_in([]).recent is None


def test_what_lies_outside_the_year_is_no_rhythm():
    assert heard_in(days(-1, 365)).contacts == 0


def told(*messages, records=()):
    held = {"complaints": tuple(records)}
    return contact(History(client=client(), **held), messages, UNTIL, WORKED)


def test_an_answer_counts_on_its_own_day_and_what_it_answers_may_be_older():
    before, first = UNTIL - timedelta(days=366), UNTIL - timedelta(days=364)

    found = told(said("in", f"{before} 09:00"), said("out", f"{first} 09:00"))

    assert (found.answers.ours.n, found.waiting, found.rhythm.contacts) == (1, (), 1)


def test_an_answer_before_the_year_counts_no_more():
    before = UNTIL - timedelta(days=370)

    assert told(said("in", f"{before} 09:00"), said("out", f"{before} 11:00")).answers.ours.n == 0


def test_what_comes_after_the_day_is_not_known_on_it():
    found = told(said("in", "2026-11-20 09:00"), said("out", "2026-11-21 09:00"))

    assert (found.answers.ours.n, len(found.waiting)) == (0, 1)


def test_a_word_on_a_complaint_ends_a_wait_and_is_no_timed_answer():
    question = said("in", "2026-11-10 09:00", "", channel="other")
    spoken = build("complaint", "2026-11-10", text="Late", acknowledged_at="2026-11-11T09:00:00Z")

    assert len(told(question).waiting) == 1
    found = told(question, records=[spoken])
    assert (found.waiting, found.answers.ours.n) == ((), 0)
