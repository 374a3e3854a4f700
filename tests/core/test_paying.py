"""How many days after its due day a client pays, as of a day."""

from datetime import timedelta

import pytest
from build import DAY, ZONE, build

from clienthealth.core.history import History
from clienthealth.core.paying import Paying, paying


def paid(*invoices, day=DAY, terms=None, payments=()):
    client = build("client", 800, payment_terms_days=terms)
    known = History(client=client, invoices=tuple(invoices), payments=tuple(payments))
    return paying(known, day - timedelta(days=364), day, ZONE)


def test_late_and_early_payments_and_their_median():
    found = paid(*(build("invoice", 90, due=60, paid=day) for day in (50, 65, 57)))

    assert found == Paying(paid=3, late=2, days=3, open=0, longest=0)


def test_below_three_no_usual_delay_is_named_and_how_many_were_late_is():
    found = paid(build("invoice", 90, due=60, paid=50), build("invoice", 90, due=60, paid=60))

    assert (found.paid, found.late, found.days) == (2, 1, None)


def test_what_is_unpaid_past_its_due_day_however_old():
    found = paid(build("invoice", 90, due=12), build("invoice", 600, due=500), build("invoice", 5, due=-5))

    assert (found.open, found.longest, found.paid) == (2, 500, 0)


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "prepayment", "due": 60, "paid": 50},
        {"kind": "credit", "due": 60},
        {"due": 60, "disputed_at": 70},
        {"paid": 50},
        {"due": 400, "paid": 390},
    ],
)
def test_what_says_nothing_of_how_they_pay(given):
    assert paid(build("invoice", 90, **given)) == Paying()


def test_the_clients_terms_stand_in_for_a_due_day():
    assert paid(build("invoice", 90, paid=60), terms=14).late == 1


def test_the_past_is_told_as_it_stood():
    invoice = build("invoice", 90, due=60, paid=20)

    assert paid(invoice, day=DAY - timedelta(days=30)) == Paying(open=1, longest=30)


def test_part_payments_pay_when_they_cover_all_of_it():
    invoice = build("invoice", 90, due=60)
    parts = [build("payment", day, invoice=invoice.number, amount=450) for day in (70, 50)]

    assert paid(invoice, payments=parts).late == 1
    assert paid(invoice, payments=parts[:1]).open == 1
