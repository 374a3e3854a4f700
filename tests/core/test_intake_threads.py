"""Conversations: by what a message answers, else by what it is about; circles and missing beginnings end too."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.intake.ids import digest, record_id
from clienthealth.core.intake.threads import Threads

A, B, C, D = (digest(each) for each in "abcd")
DAY = datetime(2026, 1, 5, 9, tzinfo=UTC)


def test_answers_belong_to_what_they_answer_in_whatever_order_they_come():
    threads = Threads()
    threads.answer(C, (B,))
    threads.answer(B, (A,))
    threads.answer(D, ())

    assert threads.name(A) == threads.name(B) == threads.name(C) != threads.name(D)


def test_a_circle_of_references_is_one_conversation():
    threads = Threads()
    for key, parent in ((A, B), (B, C), (C, A)):
        threads.answer(key, (parent,))

    assert len({threads.name(each) for each in (A, B, C)}) == 1


def test_a_conversation_keeps_the_name_it_had():
    threads = Threads()
    threads.answer(B, (A,))
    threads.known(A, "before")
    threads.answer(C, (B,))

    assert threads.name(C) == "before"


def test_one_subject_with_one_client_is_one_conversation_for_thirty_days():
    threads = Threads()
    for key in (A, B, C):
        threads.answer(key, ())
    threads.same_subject(A, "acme", "logo", DAY)
    threads.same_subject(B, "acme", "logo", DAY + timedelta(days=29))
    threads.same_subject(C, "acme", "logo", DAY + timedelta(days=90))

    assert threads.name(A) == threads.name(B) != threads.name(C)


def test_one_subject_with_two_clients_is_two_conversations():
    threads = Threads()
    threads.same_subject(A, "acme", "logo", DAY)
    threads.same_subject(B, "beta", "logo", DAY)

    assert threads.name(A) != threads.name(B)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40), st.randoms())
def test_the_groups_do_not_depend_on_the_order(pairs, random):
    def groups(pairs):
        threads = Threads()
        for number in range(10):
            threads.answer(digest(str(number)), ())
        for one, other in pairs:
            threads.answer(digest(str(one)), (digest(str(other)),))
        named = {}
        for number in range(10):
            named.setdefault(threads.name(digest(str(number))), set()).add(number)
        return sorted(map(sorted, named.values()))

    shuffled = list(pairs)
    random.shuffle(shuffled)

    assert groups(pairs) == groups(shuffled)


def test_one_mail_to_two_clients_has_two_ids_that_tell_nothing():
    ids = {record_id("interaction", "m7@acme.example", slug) for slug in ("acme", "nora")}

    assert len(ids) == 2
    assert not any("acme" in each for each in ids)
