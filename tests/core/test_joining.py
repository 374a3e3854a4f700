"""Two clients that are one: nothing is overwritten, nobody stands there twice."""

from datetime import date

from clienthealth.core.changes.joining import joined, left_apart, with_people
from clienthealth.core.records.client import Client, Contact

DAY = date(2026, 1, 1)


def client(slug, **given):
    return Client(**({"client": slug, "at": DAY, "id": slug, "name": slug.title()} | given))


def test_what_is_there_is_never_overwritten():
    one = joined(client("a", country="DE", notice_days=0), client("b", country="DK", notice_days=30))

    assert (one.country, one.notice_days) == ("DE", 0)


def test_what_would_change_the_meaning_of_records_stays_and_is_told():
    into, other = client("a", hourly_rate=None), client("b", payment_terms_days=30, country="DK")

    assert joined(into, other).payment_terms_days is None
    assert left_apart(into, other) == [("payment_terms_days", None, 30)]


def test_a_person_who_left_and_one_who_came_are_two():
    left = Contact(name="Anna", until=date(2025, 12, 31))
    came = Contact(name="Anna", until=date(2026, 12, 31))

    assert with_people((left,), (came,)) == (left, came)


def test_a_person_keeps_the_addresses_of_both_entries_once():
    one = Contact(name="Åse", email=("a@x.example", "b@x.example"))
    other = Contact(name="åse", email=("B@X.example", "c@x.example"), role="head")

    assert with_people((one,), (other,)) == (
        Contact(name="Åse", email=("a@x.example", "b@x.example", "c@x.example"), role="head"),
    )
