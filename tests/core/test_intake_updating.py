"""What a later import may change: what the source says otherwise, and nobody changed by hand."""

from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.intake.updating import digests, merged, read

VALUES = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 3), max_size=6)


def after(held, now, last):
    return merged(held, now, None if last is None else read(digests(last)))


def test_what_the_source_changed_is_taken_and_what_the_user_wrote_stays():
    last = {"due": "2026-01-10", "amount": 100}
    held = {"due": "2026-01-10", "amount": 120, "note": "mine"}

    assert after(held, {"due": "2026-01-12", "amount": 130}, last) == {
        "due": "2026-01-12",
        "amount": 120,
        "note": "mine",
    }


def test_a_payment_that_came_later_is_filled_in():
    last = {"amount": 100}

    assert after({"amount": 100}, {"amount": 100, "paid": "2026-02-01"}, last) == {"amount": 100, "paid": "2026-02-01"}


def test_what_the_source_takes_back_goes_unless_the_user_changed_it():
    last = {"amount": 100, "paid": "2026-02-01"}

    assert after({"amount": 100, "paid": "2026-02-01"}, {"amount": 100}, last) == {"amount": 100}
    assert after({"amount": 100, "paid": "2026-02-03"}, {"amount": 100}, last)["paid"] == "2026-02-03"


def test_what_the_user_took_out_stays_out():
    last = {"amount": 100, "currency": "EUR"}

    assert after({"amount": 100}, {"amount": 100, "currency": "DKK"}, last) == {"amount": 100}


def test_a_record_that_was_typed_gets_only_what_it_lacks():
    assert after({"amount": 100}, {"amount": 130, "due": "2026-01-10"}, None) == {"amount": 100, "due": "2026-01-10"}


def test_our_own_fields_are_never_set_by_a_source():
    assert after({"id": "a", "source": "cli"}, {"id": "b", "source": "import:mbox"}, None) == {
        "id": "a",
        "source": "cli",
    }


def test_nothing_of_what_was_said_can_be_read_from_what_is_kept():
    assert "anna" not in digests({"subject": "For anna"})


@given(VALUES, VALUES)
def test_the_same_again_changes_nothing(held, now):
    once = after(held, now, None)

    assert after(once, now, now) == once


@given(VALUES, VALUES, VALUES)
def test_a_second_import_of_the_same_changes_nothing_more(held, last, now):
    once = after({**held, **last}, now, last)

    assert after(once, now, now) == once
