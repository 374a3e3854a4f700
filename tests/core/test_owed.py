"""What is open between both sides as of a day, as spec/journal.md defines it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from clienthealth.core.goodbye.balances import Holding, totals
from clienthealth.core.goodbye.owed import owed
from clienthealth.core.history import History
from clienthealth.core.kinds import (
    Cause,
    Confirmed,
    InvoiceKind,
    Party,
    PaymentKind,
    PromiseKind,
    PromiseStatus,
    Response,
)
from clienthealth.core.records.agreed import Move, Pause, Promise
from clienthealth.core.records.client import Client
from clienthealth.core.records.money import Invoice, Payment
from clienthealth.core.records.trouble import Closing, Complaint

TODAY = date(2026, 11, 23)
ZONE = ZoneInfo("Europe/Berlin")
BEFORE = date(2026, 10, 1)
LATER = date(2026, 11, 24)


def known(terms=None, currency=None, **records):
    client = Client(
        client="acme", at=date(2024, 1, 1), id="k", name="Acme", payment_terms_days=terms, currency=currency
    )
    return owed(History(client=client, **records), today=TODAY, zone=ZONE)


def promise(**given):
    return Promise(**{"client": "acme", "at": BEFORE, "id": "p1", "text": "The logo", **given})


def complaint(**given):
    return Complaint(**{"client": "acme", "at": BEFORE, "id": "c1", "text": "Late", "cause": Cause.OURS, **given})


def invoice(amount="1000", **given):
    return Invoice(**{"client": "acme", "at": BEFORE, "id": "v1", "number": "R1", **given}, amount=Decimal(amount))


def payment(amount, kind=None, at=date(2026, 10, 20), number="R1"):
    return Payment(client="acme", at=at, id=f"y{amount}{kind}", invoice=number, amount=Decimal(amount), kind=kind)


def open_of(found):
    return [(each.number, each.amount) for each in found.invoices]


# Promises


def test_an_open_promise_of_ours_is_owed_with_its_due_date():
    found = known(promises=(promise(due=date(2026, 12, 4)),))

    assert [(each.id, each.due, each.overdue) for each in found.promises] == [("p1", date(2026, 12, 4), 0)]
    assert found.by_us


@pytest.mark.parametrize("status", [PromiseStatus.KEPT, PromiseStatus.BROKEN, PromiseStatus.RELEASED])
def test_a_closed_promise_is_not_owed(status):
    assert not known(promises=(promise(status=status, closed_at=TODAY),)).by_us


def test_a_promise_closed_tomorrow_is_open_today():
    assert known(promises=(promise(status=PromiseStatus.KEPT, closed_at=LATER),)).promises


def test_a_promise_made_tomorrow_does_not_exist_today():
    assert not known(promises=(promise(at=LATER),)).by_us


def test_a_promise_of_theirs_is_what_they_owe():
    found = known(promises=(promise(party=Party.THEM, kind=PromiseKind.PAYMENT),))

    assert not found.by_us
    assert found.by_them
    assert found.money


def test_a_promise_is_overdue_by_the_days_after_its_due_date():
    found = known(promises=(promise(due=date(2026, 11, 20)),))

    assert found.promises[0].overdue == 3


def test_a_promise_due_today_is_not_overdue():
    assert known(promises=(promise(due=TODAY),)).promises[0].overdue == 0


def test_a_pause_stops_the_clock_of_a_promise():
    pause = Pause(from_=date(2026, 11, 19), until=date(2026, 11, 21))
    found = known(promises=(promise(due=date(2026, 11, 20), paused=(pause,)),))

    assert found.promises[0].overdue == 0


def test_a_moved_promise_is_due_when_it_was_moved_to():
    moved = (Move(at=date(2026, 11, 21), due=date(2026, 11, 20)),)
    found = known(promises=(promise(due=date(2026, 12, 4), moved=moved),))

    assert (found.promises[0].due, found.promises[0].overdue) == (date(2026, 12, 4), 0)


def test_a_move_made_tomorrow_does_not_count_today():
    moved = (Move(at=LATER, due=date(2026, 11, 20)),)
    found = known(promises=(promise(due=date(2026, 12, 4), moved=moved),))

    assert (found.promises[0].due, found.promises[0].overdue) == (date(2026, 11, 20), 3)


def test_a_moment_is_due_on_its_day_in_the_configured_zone():
    found = known(promises=(promise(due=datetime(2026, 12, 4, 23, 30, tzinfo=UTC)),))

    assert found.promises[0].due == date(2026, 12, 5)


# Complaints


@pytest.mark.parametrize("cause", [Cause.OURS, Cause.SHARED])
def test_we_owe_on_a_complaint_that_was_our_cause(cause):
    assert [each.id for each in known(complaints=(complaint(cause=cause),)).complaints] == ["c1"]


@pytest.mark.parametrize("cause", [None, Cause.UNKNOWN, Cause.CLIENT, Cause.THIRD_PARTY])
def test_we_do_not_owe_on_a_complaint_of_another_cause(cause):
    assert not known(complaints=(complaint(cause=cause),)).by_us


@pytest.mark.parametrize(
    "life",
    [
        {"resolved_at": TODAY},
        {"confirmed": Confirmed.ACCEPTED, "confirmed_at": TODAY},
        {"confirmed": Confirmed.NO_ANSWER},
        {"resolved_at": TODAY, "reopened": (date(2026, 11, 20),)},
        {"resolved_at": date(2026, 11, 10), "reopened": (LATER,)},
    ],
)
def test_we_do_not_owe_on_a_complaint_resolved_or_confirmed(life):
    assert not known(complaints=(complaint(**life),)).by_us


@pytest.mark.parametrize(
    "life",
    [
        {"resolved_at": LATER},
        {"confirmed": Confirmed.SATISFIED, "confirmed_at": LATER},
        {"resolved_at": date(2026, 11, 10), "reopened": (date(2026, 11, 12),)},
        {"resolved_at": date(2026, 11, 10), "reopened": (date(2026, 11, 10),)},
        {
            "closings": (Closing(at=date(2026, 11, 1), confirmed=Confirmed.ACCEPTED),),
            "reopened": (date(2026, 11, 12),),
        },
    ],
)
def test_we_owe_on_a_complaint_not_yet_settled_or_opened_again(life):
    assert known(complaints=(complaint(**life),)).complaints


@pytest.mark.parametrize(
    ("life", "unanswered"),
    [
        ({}, True),
        ({"acknowledged_at": LATER}, True),
        ({"acknowledged_at": TODAY}, True),
        ({"answered_at": TODAY}, False),
        ({"answered_at": BEFORE, "reopened": (TODAY,)}, True),
        ({"response": (Response.LISTENED,)}, False),
    ],
)
def test_a_complaint_is_unanswered_until_somebody_responds(life, unanswered):
    assert known(complaints=(complaint(**life),)).complaints[0].unanswered is unanswered


# Invoices


def test_an_invoice_is_open_with_what_was_not_paid():
    assert open_of(known(invoices=(invoice(),), payments=(payment("250.50"),))) == [("R1", Decimal("749.50"))]


@pytest.mark.parametrize(
    "given",
    [
        {"paid": TODAY},
        {"paid": date(2026, 10, 20), "paid_amount": Decimal(1000)},
    ],
)
def test_a_paid_invoice_is_not_open(given):
    assert not known(invoices=(invoice(**given),)).money


def test_an_invoice_paid_tomorrow_is_open_today():
    assert open_of(known(invoices=(invoice(paid=LATER),))) == [("R1", Decimal(1000))]


def test_a_part_payment_leaves_the_rest_open():
    found = known(invoices=(invoice(paid=TODAY, paid_amount=Decimal(400)),), payments=(payment("100"),))

    assert open_of(found) == [("R1", Decimal(500))]


def test_what_is_written_off_is_asked_for_no_more():
    found = known(invoices=(invoice(),), payments=(payment("400"), payment("600", PaymentKind.WRITE_OFF)))

    assert not found.money


def test_a_refund_asks_for_nothing_again():
    found = known(invoices=(invoice(paid=date(2026, 10, 5)),), payments=(payment("200", PaymentKind.REFUND),))

    assert not found.money


@pytest.mark.parametrize("paid", [date(2026, 10, 5), date(2026, 10, 20)])
def test_a_chargeback_on_the_day_of_the_payment_or_later_opens_an_invoice_again(paid):
    found = known(invoices=(invoice(paid=paid),), payments=(payment("1000", PaymentKind.CHARGEBACK),))

    assert open_of(found) == [("R1", Decimal(1000))]


def test_a_payment_after_a_chargeback_settles_it():
    found = known(invoices=(invoice(paid=date(2026, 11, 5)),), payments=(payment("1000", PaymentKind.CHARGEBACK),))

    assert not found.money


def test_payments_that_make_up_what_paid_says_are_counted_once():
    found = known(invoices=(invoice(paid=date(2026, 10, 20)),), payments=(payment("1000"),))

    assert not found.money


def test_an_invoice_is_due_by_the_terms_where_it_names_no_day():
    found = known(terms=14, invoices=(invoice(issued=date(2026, 10, 2)),)).invoices[0]

    assert (found.due, found.overdue) == (date(2026, 10, 16), 38)


def test_an_invoice_without_day_and_terms_is_never_late():
    found = known(invoices=(invoice(),)).invoices[0]

    assert (found.issued, found.due, found.overdue) == (BEFORE, None, 0)


def test_from_a_dispute_on_nothing_runs():
    given = {"due": date(2026, 10, 10), "disputed_at": date(2026, 10, 13)}
    found = known(invoices=(invoice(**given),))

    assert (found.invoices[0].disputed, found.invoices[0].overdue) == (True, 3)
    assert found.overdue == ()


def test_disputed_without_a_day_is_disputed_from_the_start():
    found = known(invoices=(invoice(due=date(2026, 10, 10), disputed=True),)).invoices[0]

    assert (found.disputed, found.overdue) == (True, 0)


@pytest.mark.parametrize(("own", "client", "shown"), [("USD", "GBP", "USD"), (None, "GBP", "GBP"), (None, None, "EUR")])
def test_an_amount_is_in_its_own_currency_else_the_clients_else_the_base(own, client, shown):
    assert known(currency=client, invoices=(invoice(currency=own),)).invoices[0].currency == shown


# What we hold


def test_a_prepayment_is_owed_beyond_what_was_earned():
    found = known(invoices=(invoice(kind=InvoiceKind.PREPAYMENT, paid=TODAY, earned=Decimal("120.50")),))

    assert [(each.amount, each.why) for each in found.held] == [(Decimal("879.50"), Holding.UNEARNED)]
    assert found.by_us


def test_a_refund_reduces_what_we_hold_of_a_prepayment():
    paid = invoice(kind=InvoiceKind.PREPAYMENT, paid=date(2026, 10, 5), earned=Decimal(600))
    found = known(invoices=(paid,), payments=(payment("400", PaymentKind.REFUND),))

    assert not found.money


def test_a_prepayment_that_was_not_paid_is_not_held():
    found = known(invoices=(invoice(kind=InvoiceKind.PREPAYMENT),))

    assert found.held == ()
    assert found.invoices[0].prepayment


def test_a_credit_takes_its_part_off_the_invoice_it_names():
    credit = invoice("300", kind=InvoiceKind.CREDIT, id="v2", number="R1-credit", ref="R1")

    assert open_of(known(invoices=(invoice(), credit))) == [("R1", Decimal(700))]


def test_a_credit_on_a_paid_invoice_is_held_until_it_goes_back():
    credit = invoice("300", at=date(2026, 11, 1), kind=InvoiceKind.CREDIT, id="v2", number="R1-credit", ref="R1")
    paid = invoice(paid=date(2026, 10, 5))
    refund = payment("300", PaymentKind.REFUND, at=TODAY)

    assert [each.amount for each in known(invoices=(paid, credit)).credits] == [Decimal(300)]
    assert not known(invoices=(paid, credit), payments=(refund,)).money


def test_a_credit_that_names_no_invoice_stands_on_its_own():
    credit = invoice("300", kind=InvoiceKind.CREDIT, number="G1")
    found = known(invoices=(credit,), payments=(payment("100", number="G1"),))

    assert [(each.number, each.amount, each.why) for each in found.held] == [("G1", Decimal(200), Holding.CREDIT)]


def test_a_credit_paid_out_is_over():
    assert not known(invoices=(invoice("300", kind=InvoiceKind.CREDIT, number="G1", paid=TODAY),)).money


def test_what_was_paid_too_much_is_held():
    found = known(invoices=(invoice(),), payments=(payment("1010"),))

    assert [(each.amount, each.why) for each in found.held] == [(Decimal(10), Holding.OVERPAID)]


def test_sums_are_by_currency():
    bills = (invoice("10", currency="USD"), invoice("1.5"), invoice("2.25"))

    assert totals(known(invoices=bills).invoices) == ((Decimal("3.75"), "EUR"), (Decimal(10), "USD"))


def test_records_are_called_by_their_handles():
    history = History(
        client=Client(client="acme", at=BEFORE, id="k", name="Acme"),
        promises=(promise(),),
        complaints=(complaint(),),
        invoices=(invoice(),),
    )
    found = owed(history, today=TODAY, zone=ZONE, handle={"p1": "p7", "c1": "c12", "v1": "v3"}.__getitem__)

    assert [each.handle for each in (*found.promises, *found.complaints, *found.invoices)] == ["p7", "c12", "v3"]


def test_before_the_client_there_is_nothing():
    client = Client(client="acme", at=LATER, id="k", name="Acme")

    assert not owed(History(client=client, promises=(promise(),)), today=TODAY, zone=ZONE).by_us
