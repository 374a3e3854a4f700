"""How things move on, as decisions about records: no store, no terminal."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from clienthealth.core.changes import commitments as changes
from clienthealth.core.changes import complaints as changes_complaint
from clienthealth.core.changes import money as changes_money
from clienthealth.core.changes.commitments import Act
from clienthealth.core.changes.standing import Overdue, overdue_complaints
from clienthealth.core.changes.stretches import stretch
from clienthealth.core.history import History
from clienthealth.core.kinds import Confirmed, Party, PromiseStatus, Response
from clienthealth.core.records.agreed import Boundary, Expectation, Move, Pause, Promise
from clienthealth.core.records.client import Client, Contact
from clienthealth.core.records.money import Invoice, Payment
from clienthealth.core.records.trouble import Closing, Complaint, Hardship
from clienthealth.core.weekly.desk import Desk
from clienthealth.core.working_time import WorkingHours
from clienthealth.errors import BadDate, NotFound, Refused, UsageError

NOW = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Berlin"))
MOMENT = datetime(2026, 11, 23, 11, tzinfo=UTC)
TUESDAY = date(2026, 11, 17)
FRIDAY = date(2026, 11, 27)


def act(at=MOMENT, name="c1"):
    return Act(name, at, NOW)


def complaint(**given):
    return Complaint(**{"client": "acme", "at": date(2026, 11, 16), "id": "a", "text": "Empty"} | given)


def overdue(told, free=frozenset()):
    history = History(client=Client(client="acme", at=date(2026, 1, 1), id="k", name="Acme"), complaints=(told,))
    return overdue_complaints(history, Desk(NOW, WorkingHours.parse("mon-fri 09:00-17:00"), free=free)).get("a")


def promise(**given):
    return Promise(**{"client": "acme", "at": date(2026, 11, 16), "id": "a", "text": "Quote"} | given)


def invoice(**given):
    return Invoice(**{"client": "acme", "at": TUESDAY, "id": "a", "number": "R-1", "amount": Decimal(100)} | given)


def payment(amount, kind=None):
    return Payment(client="acme", at=TUESDAY, id="b", invoice="R-1", amount=Decimal(amount), kind=kind)


SHARED = {"client": "acme", "at": MOMENT, "id": "new"}


def test_a_promise_without_a_date_gets_one_without_having_been_moved():
    assert changes.moved(promise(), FRIDAY, act()).moved == ()


def test_a_promise_moves_from_the_date_it_had():
    moved = changes.moved(promise(due=TUESDAY), FRIDAY, act())

    assert (moved.due, moved.moved) == (FRIDAY, (Move(at=MOMENT, due=TUESDAY),))


def test_a_closed_promise_is_neither_moved_paused_nor_closed():
    kept = promise(status=PromiseStatus.KEPT, closed_at=TUESDAY)

    with pytest.raises(Refused):
        changes.moved(kept, FRIDAY, act())
    with pytest.raises(Refused):
        changes.paused(kept, FRIDAY, "texts", act())
    with pytest.raises(Refused, match="kept already, since Tue 2026-11-17"):
        changes.closed(kept, PromiseStatus.BROKEN, act())


@pytest.mark.parametrize(
    ("until", "still"),
    [
        (None, True),
        (date(2026, 11, 23), True),
        (date(2026, 11, 22), False),
        (MOMENT, False),
        (datetime(2026, 11, 23, 12, tzinfo=UTC), True),
    ],
)
def test_a_limit_holds_to_the_end_of_its_last_day(until, still):
    limit = Boundary(client="acme", at=date(2026, 11, 1), id="a", step="reminder", until=until)

    assert changes.is_open(limit, NOW) is still


@pytest.mark.parametrize(("begun", "still"), [(date(2026, 7, 26), True), (date(2026, 7, 25), False)])
def test_a_hardship_without_an_end_lasts_the_usual_time(begun, still):
    assert changes.is_open(Hardship(client="acme", at=begun, id="a"), NOW) is still


def test_what_is_only_told_can_be_confirmed_once():
    told = Expectation(client="acme", at=TUESDAY, id="a", text="How we work")
    confirmed = changes.acknowledged(told, act())

    assert changes.is_told_only(told, NOW)
    assert not changes.is_told_only(confirmed, NOW)
    with pytest.raises(Refused):
        changes.acknowledged(confirmed, act())


def test_a_note_goes_below_the_notes_there_are():
    assert changes.noted(promise(note="one"), "two").note == "one\ntwo"
    assert changes.noted(promise(), None).note is None


@pytest.mark.parametrize(
    ("reopened", "still"),
    [
        ((), False),
        ((TUESDAY,), False),
        ((date(2026, 11, 20),), True),
        ((datetime(2026, 11, 20, 9, tzinfo=UTC),), True),
        ((datetime(2026, 11, 18, 9, tzinfo=UTC),), False),
    ],
)
def test_a_confirmed_complaint_is_open_once_it_was_reopened_later(reopened, still):
    ended = complaint(confirmed=Confirmed.SATISFIED, confirmed_at=date(2026, 11, 19), reopened=reopened)

    assert changes.is_open(ended, NOW) is still


def test_a_complaint_without_the_day_of_its_end_ended_when_it_was_told():
    assert not changes.is_open(complaint(confirmed=Confirmed.SATISFIED), NOW)


def test_reopening_keeps_how_it_had_ended():
    ended = complaint(resolved_at=TUESDAY, confirmed=Confirmed.ACCEPTED, confirmed_at=date(2026, 11, 19))

    again = changes_complaint.reopened(ended, act())

    assert again.closings == (Closing(at=date(2026, 11, 19), confirmed=Confirmed.ACCEPTED),)
    assert (again.confirmed, again.confirmed_at, again.reopened) == (None, None, (MOMENT,))
    assert again.resolved_at == TUESDAY
    assert not changes_complaint.is_resolved(again, act().zone)


def test_what_was_resolved_and_never_confirmed_can_be_reopened():
    assert changes_complaint.reopened(complaint(resolved_at=TUESDAY), act()).closings == ()


def test_an_end_that_an_import_left_beside_a_reopening_becomes_a_closing():
    imported = complaint(confirmed=Confirmed.SATISFIED, confirmed_at=TUESDAY, reopened=(date(2026, 11, 19),))

    closed = changes_complaint.confirmed(imported, Confirmed.ACCEPTED, act())

    assert closed.confirmed is Confirmed.ACCEPTED
    assert closed.closings == (Closing(at=TUESDAY, confirmed=Confirmed.SATISFIED),)
    assert not changes.is_open(closed, NOW)


def test_an_answer_is_given_once_but_may_be_added_to():
    first = changes_complaint.answered(complaint(), changes_complaint.Answer((Response.DENIED,)), act(TUESDAY))

    more = changes_complaint.answered(first, changes_complaint.Answer((Response.DENIED, Response.LISTENED)), act())

    assert (more.answered_at, more.response) == (TUESDAY, (Response.DENIED, Response.LISTENED))


@pytest.mark.parametrize(
    ("typed", "amount"), [("1190", "1190"), ("1190.5", "1190.5"), ("1190,50", "1190.50"), (" 0 ", "0")]
)
def test_amounts_are_read_with_a_point_or_a_comma(typed, amount):
    assert changes_money.amount_of(typed) == Decimal(amount)


def test_what_was_received_is_less_what_went_back():
    moves = [payment(40), payment(10, "refund"), payment(5, "chargeback"), payment(60, "write-off")]

    assert changes_money.received(invoice(), moves) == 25
    assert changes_money.received(invoice(paid=TUESDAY), []) == 100
    assert changes_money.received(invoice(paid=TUESDAY, paid_amount=Decimal(30)), []) == 30


def test_an_invoice_that_was_paid_before_gets_payments():
    begun = invoice(paid=TUESDAY, paid_amount=Decimal(30))

    rest = changes_money.paid(begun, Decimal(70), None, SHARED, act())

    assert isinstance(rest, Payment)
    assert rest.amount == 70


def test_credit_notes_are_numbered_after_their_invoice():
    assert changes_money.credit_number("R-1", ["R-1"]) == "R-1-credit"
    assert changes_money.credit_number("R-1", ["R-1", "R-1-credit"]) == "R-1-credit-2"


def test_people_are_found_by_name_address_or_beginning():
    from clienthealth.core.changes.people import with_changed

    acme = Client(
        client="acme",
        at=TUESDAY,
        id="a",
        name="Acme",
        contacts=(Contact(name="Jørgen Kjær", email=("jk@acme.example",)), Contact(name="Jo")),
    )

    assert with_changed(acme, "jorgen kjaer", {"role": "boss"})[1].name == "Jørgen Kjær"
    assert with_changed(acme, "JK@acme.example", {"role": "boss"})[1].role == "boss"
    assert with_changed(acme, "jo", {"role": "x"})[1].name == "Jo"
    with pytest.raises(NotFound, match="2 people"):
        with_changed(acme, "j", {"role": "x"})


def test_our_targets_pass_in_working_days_and_stand_still_on_free_ones():
    told = complaint(at=date(2026, 11, 19))

    assert overdue(told) == Overdue(3, "acknowledgement")
    assert overdue(told, free={date(2026, 11, 20)}) is None
    assert overdue(complaint(at=date(2026, 11, 2))) == Overdue(14, "answer")
    assert overdue(complaint(answered_at=TUESDAY)) is None


def test_a_complaint_is_late_for_the_list_as_for_the_review():
    paused = Pause(from_=date(2026, 11, 19), until=date(2026, 11, 20))

    assert overdue(complaint(at=date(2026, 11, 19), paused=(paused,))) is None
    assert overdue(complaint(at=date(2026, 11, 9), answered_at=TUESDAY, reopened=(date(2026, 11, 19),))) == Overdue(
        3, "acknowledgement"
    )
    assert overdue(complaint(at=date(2026, 11, 2), resolved_at=date(2026, 11, 10))) == Overdue(6, "follow-up")


def test_a_stretch_in_january_may_have_begun_last_year():
    january = datetime(2027, 1, 4, 9, tzinfo=ZoneInfo("Europe/Berlin"))

    assert stretch("20.12.", "6.1.", january) == (date(2026, 12, 20), date(2027, 1, 6))
    with pytest.raises(BadDate):
        stretch("2027-02-01", "6.1.", january)


def test_the_clock_carries_its_zone():
    with pytest.raises(ValueError, match="zone"):
        changes.zone_of(datetime(2026, 11, 23, 12))


def test_theirs_cannot_be_accepted():
    with pytest.raises(UsageError):
        changes.accepted(promise(party=Party.THEM), act())
