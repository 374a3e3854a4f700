"""Answer times: what answers what, by which clock, and what is still open. The first cases are whole mailboxes."""

from datetime import date, datetime, timedelta

import pytest
from spoken import WORKED, ZONE, chat, hours, said

from clienthealth.core.kinds import Channel
from clienthealth.core.responses.answers import answers
from clienthealth.core.responses.clock import WorkingClock, elapsed
from clienthealth.core.responses.pairs import heard
from clienthealth.core.working_time import WorkingHours


def both(*messages):
    """The hours of our answers, and of theirs."""
    pairs = heard(messages, ZONE).pairs
    return hours(pairs, ours=True), hours(pairs, ours=False)


def waiting(*messages, ours=True):
    return [each for each in heard(messages, ZONE).loops if each.ours is ours]


def acme():
    """A year of mail with one client: five threads and one copy to another client."""
    return (
        *(said("in", "2026-01-12 09:00", "logo"), said("in", "2026-01-12 15:00", "logo")),
        *(said("out", "2026-01-13 10:00", "logo"), said("in", "2026-01-13 12:00", "logo")),
        *(said("in", "2026-01-16 18:00", "invoice"), said("out", "2026-01-19 09:00", "invoice")),
        *(said("out", "2026-02-02 09:00", "texts"), said("out", "2026-02-04 09:00", "texts")),
        said("in", "2026-02-05 09:00", "texts"),
        said("in", "2026-02-10 23:30", "question"),
        *(said("in", "2026-04-14 09:00", "no id"), said("in", "2026-04-15 09:00", "copy")),
        said("out", "2026-06-20 10:00", "holiday"),
    )


def nora():
    return (
        said("in", "2026-03-28 12:00", "page"),
        said("out", "2026-03-29 12:00", "page"),
        said("in", "2026-03-29 13:30", "page"),
        said("out", "2026-06-20 10:00", "holiday"),
    )


def per():
    return said("in", "2026-04-01T08:00+00:00", "offer"), said("out", "2026-04-01 12:00", "offer")


def test_a_mailbox_of_a_year_with_its_threads():
    assert both(*acme()) == ([25, 63], [2, 72])


def test_a_day_over_the_change_of_the_clocks_is_as_long_as_it_was():
    assert both(*nora()) == ([23], [1.5])


def test_the_medians_of_all_clients_stand_on_enough_answers_where_those_of_one_do_not():
    pairs = [heard(each, ZONE).pairs for each in (acme(), nora(), per())]

    one, together = answers(pairs[0], 0, WORKED), answers([each for held in pairs for each in held], 0, WORKED)

    assert (one.ours.n, one.ours.clock, one.ours.working) == (2, None, None)
    assert (together.ours.n, together.ours.clock) == (4, 24)
    assert (together.theirs.n, together.theirs.clock) == (3, 2)


def test_the_last_words_of_the_mailbox():
    loops = heard(acme(), ZONE).loops

    assert [each.first.thread for each in loops if each.ours] == ["logo", "texts", "question", "no id", "copy"]
    assert [each.first.thread for each in loops if not each.ours] == ["invoice", "holiday"]


def month(last):
    """One thread in which an answer comes every seven hours, theirs first."""
    begin = datetime(2026, 5, 4, 9, tzinfo=ZONE)
    return [said("out" if n % 2 else "in", (begin + timedelta(hours=7 * n)).isoformat()) for n in range(last)]


@pytest.mark.parametrize(("messages", "ours", "theirs"), [(8, 4, 3), (10, 5, 4)])
def test_an_archive_of_a_month(messages, ours, theirs):
    found = answers(heard(month(messages), ZONE).pairs, 0, WORKED)

    assert (found.ours.n, found.theirs.n) == (ours, theirs)
    assert (found.ours.clock, found.theirs.clock) == (7, 7)


def test_a_folder_of_mail():
    thread = said("in", "2026-01-05 09:00"), said("out", "2026-01-05 10:30"), said("in", "2026-01-05 12:00")

    assert both(*thread, said("in", "2026-01-06 09:00", "other")) == ([1.5], [1.5])


def test_a_list_on_which_nobody_is_addressed():
    thread = said("in", "2026-02-03 09:00"), said("out", "2026-02-03 14:00"), said("in", "2026-02-03 19:00")

    assert both(*thread, said("in", "2026-02-04 00:00", "new")) == ([5], [5])


def test_threads_as_a_mail_provider_numbers_them():
    first = said("in", "2026-01-05 10:00", "1"), said("out", "2026-01-05 12:00", "1")
    last = said("out", "2026-01-07 09:00", "7"), said("in", "2026-01-08 09:00", "7")

    assert both(*first, said("in", "2026-01-06 10:00", "2"), *last) == ([2], [24])


def test_references_that_form_a_loop_say_nothing_of_what_came_first():
    one = said("in", "2026-03-02 09:00", "", record="l1", reply_to="l2")
    two = said("out", "2026-03-02 10:00", "", record="l2", reply_to="l1")

    found = heard((one, two), ZONE)

    assert hours(found.pairs, ours=True) == [1]
    assert found.dropped == 0


def test_tickets_of_a_help_desk():
    one = (
        said("in", "2026-01-05T09:00+00:00", "1"),
        said("out", "2026-01-05T13:00+00:00", "1"),
        said("in", "2026-01-06T10:00+00:00", "1"),
    )
    two = (
        said("in", "2026-01-10T22:00+00:00", "2"),
        said("out", "2026-01-12T08:00+00:00", "2"),
        said("out", "2026-01-12T12:00+00:00", "2"),
        said("in", "2026-01-13T09:00+00:00", "2"),
        said("out", "2026-01-15T10:00+00:00", "2"),
    )

    assert both(*one, *two)[0] == [4, 34, 49]


def test_a_chat_on_a_telephone():
    first = chat("in", "2026-01-05 09:01"), chat("out", "2026-01-05 13:02")
    second = chat("in", "2026-01-13 18:00"), chat("out", "2026-01-14 09:00")

    assert both(*first, *second) == ([round(241 / 60, 2), 15], [])


def test_a_chat_that_was_begun_anew_at_night():
    talk = chat("in", "2026-01-05 09:01"), chat("out", "2026-01-05 12:30"), chat("in", "2026-01-25 00:05")

    assert both(*talk) == ([round(209 / 60, 2)], [])
    assert [each.over for each in waiting(*talk)] == [False]


def test_a_channel_of_a_team():
    talk = [
        chat("in" if number % 2 == 0 else "out", datetime.fromtimestamp(stamp, ZONE).isoformat())
        for number, stamp in enumerate((1767600000, 1767603600, 1767610000, 1767690000))
    ]

    assert [round(60 * each) for each in both(*talk)[0]] == [60, 1333]


def test_a_call_between_two_messages_is_no_answer_that_could_be_timed():
    call = chat("both", "2026-01-05 10:05")
    talk = chat("in", "2026-01-05 09:00"), chat("out", "2026-01-05 10:00"), call, chat("in", "2026-01-05 10:10")

    assert both(*talk) == ([1], [])


def test_from_friday_evening_to_monday_morning_no_working_hour_passes():
    (pair,) = heard((said("in", "2026-01-16 18:00"), said("out", "2026-01-19 09:00")), ZONE).pairs
    clock = WorkingClock(WORKED, date(2026, 1, 16), date(2026, 1, 19))

    assert elapsed(pair.asked.moment, pair.answer.moment) == 63
    assert clock.hours(pair.asked.moment, pair.answer.moment) == 0


@pytest.mark.parametrize(
    ("begin", "end", "free", "worked"),
    [
        ("2026-01-12 09:00", "2026-01-12 17:00", (), 8),
        ("2026-01-12 16:00", "2026-01-13 10:00", (), 2),
        ("2026-01-12 16:00", "2026-01-14 10:00", (), 10),
        ("2026-01-12 16:00", "2026-01-14 10:00", ("2026-01-13",), 2),
        ("2026-01-12 03:00", "2026-01-12 04:00", (), 0),
        ("2026-03-27 16:00", "2026-03-30 10:00", (), 2),
        ("2026-01-12T16:00+00:00", "2026-01-13 10:00", (), 1),
    ],
)
def test_only_working_hours_count_by_the_working_clock(begin, end, free, worked):
    first, last = (datetime.fromisoformat(each) for each in (begin, end))
    first, last = (each if each.tzinfo else each.replace(tzinfo=ZONE) for each in (first, last))
    closed = WORKED._replace(free={date.fromisoformat(each) for each in free})

    assert WorkingClock(closed, date(2026, 1, 1), date(2026, 12, 31)).hours(first, last) == worked


def test_hours_worked_at_night_are_as_long_as_the_night_was():
    nights = WORKED._replace(hours=WorkingHours.parse("sun 01:00-04:00"))
    clock = WorkingClock(nights, date(2026, 3, 28), date(2026, 3, 30))

    assert clock.hours(datetime(2026, 3, 28, tzinfo=ZONE), datetime(2026, 3, 30, tzinfo=ZONE)) == 2


def test_both_clocks_are_told_from_three_answers_on():
    weeks = [(f"2026-01-{day:02d} 16:00", f"2026-01-{day + 3:02d} 10:00") for day in (9, 16, 23)]
    talk = [
        each for n, (ask, answer) in enumerate(weeks) for each in (said("in", ask, f"{n}"), said("out", answer, f"{n}"))
    ]

    found = answers(heard(talk, ZONE).pairs, 0, WORKED).ours

    assert (found.n, found.clock, found.working) == (3, 66, 2)


def test_an_answer_that_is_stamped_before_its_question_is_counted_and_is_no_pair():
    question = said("in", "2026-01-12 12:00", record="q")
    answer = said("out", "2026-01-12 11:00", reply_to="q")

    found = heard((question, answer), ZONE)

    assert (found.pairs, found.dropped) == ((), 1)
    assert not [each for each in found.loops if each.ours]


def test_what_is_known_by_its_day_is_no_answer_and_ends_the_wait():
    talk = said("in", "2026-01-12 09:00"), said("out", "2026-01-13"), said("in", "2026-01-14 09:00")

    assert both(*talk, said("out", "2026-01-14 12:00")) == ([3], [])
    assert both(said("in", "2026-01-12"), said("in", "2026-01-13 09:00"), said("out", "2026-01-13 12:00")) == ([], [])


@pytest.mark.parametrize(("theirs", "ours"), [("2026-01-12 09:00", "2026-01-12"), ("2026-01-12", "2026-01-12 09:00")])
def test_on_one_day_without_both_times_nobody_waits(theirs, ours):
    assert not waiting(said("in", theirs), said("out", ours))


def test_what_needs_no_answer_waits_for_none_and_answers_all_the_same():
    talk = said("out", "2026-01-12 09:00"), said("in", "2026-01-12 10:00", asks=False)

    assert both(*talk, said("out", "2026-01-13 10:00")) == ([], [1])
    assert not waiting(*talk)


def test_a_call_of_theirs_waits_only_where_it_was_noted_to():
    assert not waiting(said("in", "2026-01-12 09:00", channel="call"))
    (loop,) = waiting(said("in", "2026-01-12 09:00", channel="call", asked=True))
    assert loop.asked


def test_in_a_chat_silence_ends_the_talk_and_leaves_it_open():
    talk = chat("in", "2026-01-05 09:00"), chat("out", "2026-01-07 09:01")

    assert both(*talk) == ([], [])
    assert [(each.ours, each.over) for each in heard(talk, ZONE).loops] == [(True, True), (False, False)]


def test_in_a_chat_nobody_waits_after_our_next_word_however_late_it_came():
    thanks = chat("in", "2026-01-05 09:00"), chat("in", "2026-01-20 23:00"), chat("out", "2026-01-21 08:00")
    again = [chat("in", f"2026-01-{day} 22:00") for day in (22, 28)]

    assert both(*thanks, *again)[0] == [9]
    found = [(each.first.day, each.over) for each in waiting(*thanks, *again)]
    assert found == [(thanks[0].day, True), (again[0].day, False), (again[1].day, False)]


@pytest.mark.parametrize("later", [said("both", "2026-01-20 09:00", channel="call"), chat("out", "2026-01-20")])
def test_a_call_or_a_word_known_by_its_day_ends_a_wait_in_a_chat(later):
    asked = chat("in", "2026-01-05 09:00"), chat("in", "2026-01-12 09:00")

    assert not [each for each in waiting(*asked, later) if not each.over]


def test_in_mail_silence_is_a_slow_answer():
    assert both(said("in", "2026-01-05 09:00"), said("out", "2026-02-05 09:00")) == ([744], [])


def loose(direction, at, **given):
    return said(direction, at, "", **given)


def test_what_was_logged_by_hand_is_paired_within_a_channel_and_two_days():
    assert both(loose("in", "2026-01-12 09:00"), loose("out", "2026-01-13 09:00")) == ([24], [])
    assert both(loose("in", "2026-01-12 09:00"), loose("out", "2026-01-14 09:01")) == ([], [])
    assert both(loose("in", "2026-01-12 09:00"), loose("out", "2026-01-12 11:00", channel="other")) == ([], [])
    assert both(loose("in", "2026-01-12"), loose("out", "2026-01-13")) == ([], [])


def test_what_was_logged_in_one_sitting_tells_how_fast_one_types():
    assert both(loose("in", "2026-01-12 09:00"), loose("out", "2026-01-12 09:09")) == ([], [])


def test_of_what_was_logged_by_hand_any_later_word_of_ours_is_one():
    question = loose("in", "2026-01-12 09:00")

    assert len(waiting(question, loose("in", "2026-01-13 09:00", channel="chat"))) == 1
    assert not waiting(question, said("out", "2026-01-20 09:00", "another"))
    assert not waiting(question, said("both", "2026-01-20", "", channel="call"))
    assert not waiting(question, loose("out", "2026-01-12"))


def test_silence_parts_nothing_of_what_was_logged_by_hand_while_somebody_waits():
    twice = [loose("in", f"2026-01-{day:02d} 09:00", channel="chat") for day in (5, 12)]

    assert [each.messages for each in waiting(*twice)] == [2]
    assert not waiting(*twice, loose("out", "2026-01-13 09:00"))


def test_what_was_logged_by_hand_later_leaves_open_only_what_came_after_it():
    thread = said("in", "2026-01-12 09:00"), said("in", "2026-01-15 09:00")

    (loop,) = waiting(*thread, loose("both", "2026-01-13 09:00", channel="call"))

    assert (loop.messages, loop.first) == (1, thread[1])


def test_answers_that_name_what_they_answer_need_no_thread():
    question = loose("in", "2026-01-05 09:00", record="q")
    answer = loose("out", "2026-01-09 09:00", record="a", reply_to="q")

    assert both(question, answer, loose("in", "2026-01-10 09:00", reply_to="a")) == ([96], [24])


def test_an_answer_to_what_has_a_thread_belongs_to_it():
    assert both(said("in", "2026-01-05 09:00", record="q"), loose("out", "2026-01-09 09:00", reply_to="q")) == (
        [96],
        [],
    )


def test_an_answer_to_what_is_not_on_record_is_of_one_conversation_with_its_like():
    gone = [loose(side, f"2026-01-{day:02d} 09:00", reply_to="gone") for side, day in (("in", 5), ("out", 9))]

    assert both(*gone) == ([96], [])


@pytest.mark.parametrize("channel", [each.value for each in Channel if each not in {"call", "meeting", "visit"}])
def test_messages_of_every_channel_but_talks_are_paired(channel):
    talk = said("in", "2026-01-12 09:00", channel=channel), said("out", "2026-01-12 10:00", channel=channel)

    assert both(*talk) == ([1], [])
