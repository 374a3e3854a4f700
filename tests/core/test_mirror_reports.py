"""What a client's own report would say of us: answers, promises, complaints, what recurs, and what to ask oneself."""

from datetime import UTC, datetime, timedelta

import pytest
from build import DAY, ZONE, ago, build, flat, signals

from clienthealth.core.gather import portfolio
from clienthealth.core.kinds import Direction
from clienthealth.core.reflection.messages import Message, words
from clienthealth.core.reflection.numbers import FEWEST_BAD, LAPSED, SILENT, YEAR
from clienthealth.core.reflection.reflect import may_wait, reflect
from clienthealth.core.score.judge import panel

TODAY = DAY.toordinal()


def message(direction, days, hour=None, client="acme", *, asks=True):
    day = ago(days)
    moment = None if hour is None else datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour)
    name = f"{direction}{days}-{hour}"
    return Message(client, day.toordinal(), moment, Direction(direction), name, name, asks=asks)


def heard(*messages, **given):
    return words(messages, TODAY, **given)


def together(*records):
    return panel(portfolio(flat(records), ZONE, until=DAY), DAY, ZONE)


def reflected(*records, messages=(), client=None):
    return reflect(together(build("client", 500), *records), messages, client)


def handles(points):
    return [each.record for each in points]


def test_answer_times_of_both_sides_stand_beside_each_other():
    found = heard(
        *(message("in", 20, 8), message("out", 20, 10)),
        *(message("in", 10, 9), message("out", 10, 15)),
        *(message("in", 9, 9), message("out", 9, 10)),
    )

    assert (found.ours.median, found.ours.n, found.ours.exact) == (2.0, 3, 3)
    assert (found.theirs.median, found.theirs.n) == (128.5, 2)


def test_who_wrote_twice_has_waited_since_the_first_word():
    assert heard(message("in", 9, 8), message("in", 9, 11), message("out", 9, 13)).ours.median == 5


def test_days_without_a_time_of_day_are_whole_days_and_said_to_be():
    found = heard(message("in", 9), message("out", 7, 12)).ours

    assert (found.median, found.n, found.exact) == (48, 1, 0)


def test_on_one_day_without_times_both_have_answered():
    found = heard(message("out", 5), message("in", 5, 9))

    assert not found.waiting
    assert found.ours.n == 0


@pytest.mark.parametrize(("days", "waits"), [(SILENT - 1, False), (SILENT, True), (200, True)])
def test_their_last_word_waits_from_some_days_on(days, waits):
    assert bool(heard(message("in", days, 9)).waiting) is waits


def test_what_waits_is_counted_from_the_first_message_without_an_answer():
    (found,) = heard(message("in", 30, 9), message("out", 29, 9), message("in", 8, 9), message("in", 5, 9)).waiting

    assert (found.messages, found.days, found.first.day) == (2, 8, ago(8))


def test_what_needs_no_answer_waits_for_none():
    assert not heard(message("in", 8, 9, asks=False)).waiting


def test_of_a_client_that_ended_nobody_waits():
    assert not heard(message("in", 8, 9), ended=frozenset({"acme"})).waiting


@pytest.mark.parametrize(("gap", "answers", "lost"), [(LAPSED, 1, 0), (LAPSED + 1, 0, 1)])
def test_a_word_after_a_months_silence_is_no_answer_any_more(gap, answers, lost):
    found = heard(message("in", 100, 9), message("out", 100 - gap, 9))

    assert (found.ours.n, len(found.unanswered)) == (answers, lost)


def test_clients_are_heard_apart():
    found = heard(message("in", 9, 8), message("out", 8, 9, client="bolt"))

    assert found.ours.n == 0
    assert [each.first.client for each in found.waiting] == ["acme"]


def test_promises_broken_late_or_overdue_are_told_of_all_that_came_due():
    held = [
        build("promise", 90, due=60, status="kept", closed_at=61),
        build("promise", 90, due=60, status="kept", closed_at=50),
        build("promise", 90, due=40, status="broken", closed_at=30),
        build("promise", 90, due=1),
        build("promise", 90, due=-5),
        build("promise", 90, due=20, status="released", closed_at=10),
        build("promise", 90, due=60, status="kept", closed_at=70, party="them"),
    ]

    found = reflected(held)

    assert (found.ours.kept, found.ours.of) == (1, 4)
    assert handles(found.ours.late) == [held[3].id, held[2].id, held[1].id]
    assert (found.theirs.kept, found.theirs.of) == (1, 1)


def test_complaints_denied_left_alone_or_unsolved():
    left = build("complaint", 30, text="left alone")
    denied = build("complaint", 20, response=["denied"], confirmed="unsatisfied", confirmed_at=10)
    well = build("complaint", 15, acknowledged_at=15, answered_at=13, resolved_at=12)
    fresh = build("complaint", 1)

    found = reflected(left, denied, well, fresh).complaints

    assert found.n == 4
    assert handles(found.left) == [left.id]
    assert handles(found.denied) == [denied.id]
    assert handles(found.unsolved) == [denied.id, left.id]
    assert (found.answered.median, found.answered.n) == (48, 1)


def test_a_word_on_a_complaint_is_a_word_of_ours():
    told = build("complaint", 9, acknowledged_at=7)

    assert not reflected(told, messages=[message("in", 9, 9)]).words.waiting
    assert reflected(messages=[message("in", 9, 9)]).words.waiting


@pytest.mark.parametrize(("days", "counted"), [(YEAR - 1, 1), (YEAR, 0)])
def test_a_year_is_looked_at_and_no_more(days, counted):
    assert reflected(build("complaint", days)).complaints.n == counted
    assert reflected(build("client", 600), build("promise", 500, due=days)).ours.of == counted


def test_one_client_is_told_alone():
    other = [build("client", 400, "bolt"), build("complaint", 10, "bolt"), build("promise", 90, "bolt", due=9)]

    found = reflected(other, client="acme")

    assert (found.complaints.n, found.ours.of, found.recurring) == (0, 0, ())


def complained(*clients, topic="deadline", cause="ours"):
    return [build("complaint", 100 - place, name, topic=topic, cause=cause) for place, name in enumerate(clients)]


def test_what_several_clients_complain_of_is_named_with_topic_clients_and_since():
    (found,) = reflected(complained("acme", "bolt", "cask"), complained("acme", "bolt", topic="price")).recurring

    assert (found.topic, found.clients, found.since) == ("deadline", ("acme", "bolt", "cask"), ago(100))
    assert (found.ours, found.is_ours) == (3, True)


def test_what_recurs_is_not_called_ours_where_it_is_not():
    told = [build("expectation", 400, name, acknowledged_at=400) for name in ("acme", "bolt", "cask")]

    (found,) = reflected(told, complained("acme", "bolt", "cask", cause="client")).recurring

    assert found.is_ours is False


def test_a_topic_that_names_no_cause_does_not_recur():
    assert not reflected(complained("acme", "bolt", "cask", topic="other")).recurring


def test_what_was_complained_of_longer_ago_does_not_recur():
    old = build("complaint", YEAR + 1, "cask", topic="deadline", cause="ours")

    assert not reflected(build("client", 500, "cask"), old, complained("acme", "bolt")).recurring


def test_one_client_many_times_is_not_several_clients():
    assert not reflected(complained("acme", "acme", "acme", "bolt")).recurring


BAD = signals("rude", *range(10, 10 + FEWEST_BAD))


def test_only_bad_entries_are_asked_about():
    (found,) = reflected(BAD).only_bad

    assert (found.client, found.bad, found.since) == ("acme", FEWEST_BAD, ago(9 + FEWEST_BAD))


def test_a_few_bad_entries_are_not_asked_about():
    assert not reflected(BAD[1:]).only_bad


@pytest.mark.parametrize(
    "good",
    [
        build("signal", 50, kind="praise"),
        build("pulse", 50),
        build("interaction", 50, tone=1),
        build("invoice", 50, due=20, paid=30),
        build("promise", 50, due=30, party="them", status="kept", closed_at=31),
        build("survey", 50, score=10, answered_at=40),
        build("complaint", 50, confirmed="satisfied", confirmed_at=40),
        build("effort", 50, kind="extra", outcome="satisfied"),
    ],
    ids=lambda each: each.TYPE,
)
def test_one_good_entry_is_enough_not_to_ask(good):
    assert not reflected(BAD, good).only_bad


def test_a_good_entry_of_long_ago_does_not_answer_the_question():
    assert reflected(BAD, build("pulse", YEAR + 5)).only_bad


def test_who_may_wait_is_seen_from_the_weekly_sums():
    inward = build("interaction", 9, direction="in")
    answered = [build("interaction", 9, "bolt", direction="in"), build("interaction", 4, "bolt", direction="out")]

    assert [name for name, _ in may_wait(together(inward, answered))] == ["acme"]


def test_nothing_on_record_says_nothing():
    assert not reflected().says
    assert reflected(build("complaint", 30)).says
