"""When an ending takes effect, what stands in its way, and what is to be done."""

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from clienthealth.core.goodbye.ending import NOTICE_WHEN_UNKNOWN, ending, not_over
from clienthealth.core.history import History
from clienthealth.core.kinds import Cause, InvoiceKind, Party, Situation
from clienthealth.core.records.agreed import Promise
from clienthealth.core.records.client import Client
from clienthealth.core.records.money import Invoice
from clienthealth.core.records.trouble import Complaint
from clienthealth.errors import UsageError

TODAY = date(2026, 11, 23)
ZONE = ZoneInfo("Europe/Berlin")
END = date(2026, 12, 23)
BEFORE = date(2026, 10, 1)
HANDLES = {"p-1": "p7", "c-1": "c12", "v-1": "v3"}


def ended(*, notice=30, promises=(), complaints=(), invoices=(), **given):
    client = Client(client="acme", at=date(2024, 1, 1), id="k", name="Acme", notice_days=notice)
    history = History(client=client, promises=promises, complaints=complaints, invoices=invoices)
    return ending(history, today=TODAY, zone=ZONE, handle=HANDLES.__getitem__, **given)


def promise(due):
    return Promise(client="acme", at=BEFORE, id="p-1", text="The logo", due=due)


def complaint(**given):
    return Complaint(client="acme", at=BEFORE, id="c-1", text="Late", cause=Cause.OURS, **given)


def invoice(**given):
    return Invoice(client="acme", at=BEFORE, id="v-1", number="R 1", amount=Decimal(100), **given)


def keys(sayings):
    return [each.key for each in sayings]


def test_it_takes_effect_when_the_notice_has_run():
    assert ended(notice=45).end == date(2027, 1, 7)


def test_without_a_known_notice_it_leaves_time_and_says_so():
    found = ended(notice=None)

    assert (found.end - TODAY).days == NOTICE_WHEN_UNKNOWN
    assert keys(found.warnings) == ["warning.notice_unknown"]


def test_no_notice_was_agreed_is_not_the_same_as_unknown():
    found = ended(notice=0)

    assert (found.end, found.warnings) == (TODAY, ())


def test_an_end_before_the_notice_has_run_is_taken_and_warned_of():
    found = ended(end=date(2026, 12, 1))

    assert (found.end, found.short_by) == (date(2026, 12, 1), 22)
    assert [dict(each.values)["n"] for each in found.warnings] == [22]


def test_an_end_on_the_last_day_of_the_notice_keeps_to_it():
    found = ended(end=END)

    assert (found.short_by, found.warnings) == (0, ())


def test_their_own_short_notice_is_no_fault_of_ours():
    assert ended(end=TODAY, by=Party.THEM).warnings == ()


def test_an_end_in_the_past_is_refused():
    with pytest.raises(UsageError, match="lies before today"):
        not_over(date(2026, 11, 22), TODAY)
    assert not_over(TODAY, TODAY) == TODAY


@pytest.mark.parametrize(
    ("situation", "warning"),
    [(Situation.NON_RENEWAL, "warning.expiry_unknown"), (Situation.NON_PAYMENT, "warning.nothing_overdue")],
)
def test_a_situation_the_record_does_not_show_is_warned_of(situation, warning):
    assert keys(ended(situation=situation).warnings) == [warning]


def test_a_situation_the_record_shows_needs_no_warning():
    late = invoice(due=date(2026, 11, 1))

    assert ended(situation=Situation.NON_PAYMENT, invoices=(late,)).warnings == ()
    assert ended(situation=Situation.NON_RENEWAL, end=END).warnings == ()


@pytest.mark.parametrize(
    ("due", "waits"),
    [
        (None, ["blocker.undated"]),
        (date(2026, 12, 24), ["blocker.too_late"]),
        (END, []),
        (date(2026, 11, 1), []),
    ],
)
def test_the_letter_waits_for_a_date_up_to_the_end(due, waits):
    found = ended(promises=(promise(due),))

    assert [each.because.key for each in found.letter_blockers] == waits
    assert [each.because.key for each in found.finish_blockers] == ["blocker.unkept"]


def test_an_overdue_promise_is_warned_of():
    found = ended(promises=(promise(date(2026, 11, 20)),))

    assert keys(found.warnings) == ["warning.promise_overdue"]


def test_the_letter_waits_for_a_word_on_our_own_mistake():
    found = ended(complaints=(complaint(),))

    assert [each.command for each in found.letter_blockers] == ["clienthealth complaint answer c12"]


def test_an_answered_complaint_holds_back_the_finish_alone():
    found = ended(complaints=(complaint(answered_at=TODAY),))

    assert found.letter_blockers == ()
    assert [each.command for each in found.finish_blockers] == ["clienthealth complaint resolve c12"]


def test_each_blocker_names_its_record_and_the_command_that_clears_it():
    blocker = ended(promises=(promise(None),)).letter_blockers[0]

    assert (blocker.record, blocker.handle) == ("p-1", "p7")
    assert blocker.command == "clienthealth promise move p7 --due 2026-12-23"


def test_money_that_is_theirs_holds_back_the_finish_alone():
    found = ended(invoices=(invoice(kind=InvoiceKind.PREPAYMENT, paid=BEFORE, earned=Decimal("99.50")),))

    assert found.letter_blockers == ()
    assert [each.command for each in found.finish_blockers] == ["clienthealth invoice refund 'R 1' --amount 0.5"]


def test_what_they_owe_holds_nothing_back():
    theirs = Promise(client="acme", at=BEFORE, id="p-1", text="Photographs", party=Party.THEM)
    found = ended(promises=(theirs,), invoices=(invoice(),))

    assert found.owed.by_them
    assert found.letter_blockers == found.finish_blockers == ()


def test_the_checklist_is_in_the_order_of_its_days():
    found = ended()

    assert [(each.item, each.due) for each in found.checklist] == [
        ("talk", date(2026, 11, 24)),
        ("letter", date(2026, 11, 25)),
        ("handover", END),
        ("access", END),
        ("invoice", END),
        ("receipt", date(2026, 12, 30)),
        ("data", date(2027, 1, 22)),
    ]


def test_what_was_paid_ahead_goes_back_instead_of_a_final_invoice():
    found = ended(invoices=(invoice(kind=InvoiceKind.PREPAYMENT, paid=BEFORE),))

    items = {each.item for each in found.checklist}
    assert "refund" in items
    assert "invoice" not in items


@pytest.mark.parametrize("given", [{"situation": Situation.CONDUCT}, {"by": Party.THEM}])
def test_no_talk_after_conduct_or_when_they_end_it(given):
    assert "talk" not in {each.item for each in ended(**given).checklist}


def test_the_talk_of_a_friday_is_on_monday():
    client = Client(client="acme", at=BEFORE, id="k", name="Acme", notice_days=30)
    found = ending(History(client=client), today=date(2026, 11, 20), zone=ZONE)

    assert [each.due for each in found.checklist[:2]] == [date(2026, 11, 23), date(2026, 11, 24)]


def test_nothing_of_the_checklist_that_belongs_before_the_end_lies_after_it():
    found = ended(notice=0)

    assert {each.due for each in found.checklist if each.item in {"talk", "letter"}} == {TODAY}


def test_the_command_for_the_letter_is_the_one_for_this_ending():
    plain, full = ended(), ended(situation=Situation.FIT, end=END)

    assert plain.letter_command == "clienthealth letter acme offboarding"
    assert full.letter_command == "clienthealth letter acme offboarding --situation fit --end 2026-12-23"
