"""What `offboard CLIENT` shows, and the plain values behind it."""

import json
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from clienthealth.core.frozen import replace
from clienthealth.core.goodbye.ending import ending
from clienthealth.core.history import History
from clienthealth.core.kinds import Cause, InvoiceKind, Party, Situation
from clienthealth.core.records.agreed import Promise
from clienthealth.core.records.client import Client
from clienthealth.core.records.money import Invoice
from clienthealth.core.records.trouble import Complaint
from clienthealth.render.ending import blockers_text, ending_plain, ending_sheet
from clienthealth.render.sheet import plain
from clienthealth.render.voice import Voice

TODAY = date(2026, 11, 23)
ZONE = ZoneInfo("Europe/Berlin")
BEFORE = date(2026, 10, 1)


def an_ending(*, records=True, name="Acme", text="The logo", notice=30, **given):
    client = Client(client="acme", at=date(2024, 1, 1), id="k", name=name, notice_days=notice)
    if not records:
        return ending(History(client=client), today=TODAY, zone=ZONE, **given)
    history = History(
        client=client,
        promises=(
            Promise(client="acme", at=BEFORE, id="p1", text=text, due=date(2026, 11, 22)),
            Promise(client="acme", at=BEFORE, id="p2", text="The icons"),
            Promise(client="acme", at=BEFORE, id="p3", text="Photographs", party=Party.THEM),
        ),
        complaints=(Complaint(client="acme", at=BEFORE, id="c1", text="Slow page", cause=Cause.SHARED),),
        invoices=(
            Invoice(client="acme", at=BEFORE, id="v1", number="R1", amount=Decimal(100), due=date(2026, 11, 3)),
            Invoice(client="acme", at=BEFORE, id="v2", number="R2", amount=Decimal("20.5"), disputed=True),
            Invoice(client="acme", at=BEFORE, id="v3", number="A1", amount=Decimal(7), kind=InvoiceKind.CREDIT),
        ),
    )
    return ending(history, today=TODAY, zone=ZONE, **given)


def ending_view(found, language="en"):
    return plain(ending_sheet(found, Voice(language, TODAY))) + "\n"


EXPECTED = """\
Ending the work with Acme

What comes next
  Nothing was begun yet. Once it is decided:
  clienthealth offboard acme --end 2026-12-22 --start

What we still owe
  –  p1  The logo, due Sun 22 Nov, 1 day overdue
     clienthealth promise keep p1
  –  p2  The icons, no date yet
     clienthealth promise keep p2
  –  c1  complaint of Thu 1 Oct: Slow page, not answered yet
     clienthealth complaint resolve c1
  –  credit A1: €7.00 not paid out
     clienthealth invoice refund A1 --amount 7

What they owe (it holds nothing back)
  –  invoice R1: €100.00, due Tue 3 Nov, 20 days overdue
  –  invoice R2: €20.50, disputed
  –  p3  Photographs, no due date

Notice and end date
  Agreed notice: 30 days, so Wed 23 Dec at the earliest.
  It ends on Tue 22 Dec.
  !  The end comes 1 day before the agreed notice has run (Wed 23 Dec). The
     letter must say on what ground.
  !  p1 is 1 day overdue; the letter is kinder with a date that holds:
     clienthealth promise move p1 --due DATE
  Until then only what was agreed before is finished; nothing new is taken on.

Checklist
  Tue 24 Nov       [x] talk: talk first, briefly and kindly, so that the letter
                   surprises nobody; the sheet for it stays with you
  Wed 25 Nov       [ ] letter: send the letter in the way the contract asks for
  Tue 22 Dec       [ ] handover: hand over files and documents
  Tue 22 Dec       [ ] access: return or close every access, and have shared
                   passwords changed
  Tue 22 Dec       [ ] refund: pay back what was paid ahead and not used
  Tue 29 Dec       [ ] receipt: have the receipt confirmed in writing
  Thu 21 Jan 2027  [ ] data: return or delete personal data, as they choose;
                   keep what the law requires

The letter
  It waits for:
  –  p2 has no date: The icons
     clienthealth promise move p2 --due 2026-12-22
  –  c1 of Thu 1 Oct has no answer: Slow page
     clienthealth complaint answer c1

The finish
  It waits for the 4 things we still owe, listed at the top.

You may end a contract for reasons of your own; no verdict is needed:
  clienthealth offboard acme --situation capacity
"""


def test_the_view_says_what_is_owed_first_and_ends_with_ones_own_reasons():
    assert ending_view(replace(an_ending(end=date(2026, 12, 22)), done=frozenset({"talk"}))) == EXPECTED


def test_where_nothing_is_open_the_next_commands_stand():
    view = ending_view(an_ending(records=False, situation=Situation.FIT))

    assert "Nothing is open on our side." in view
    assert "clienthealth letter acme offboarding --situation fit\n" in view
    assert "clienthealth offboard acme --situation fit --start\n" in view
    assert "clienthealth offboard acme --finish\n" in view


def test_the_view_speaks_german():
    view = ending_view(an_ending(notice=None), language="de")

    assert "Was wir noch schulden\n  –  p1  The logo, fällig So 22. Nov., 1 Tag überfällig\n" in view
    assert "Rechnung R2: 20,50\u00a0€, bestritten" in view
    assert "Vereinbarte Frist: keine vermerkt." in view


def test_typed_text_cannot_act_on_a_terminal():
    view = ending_view(an_ending(name="Ac\x1b[31mme", text="logo\u202e\nnext"))

    assert "Ac\\x1b[31mme" in view
    assert "logo\\u202e next" in view


def test_nor_can_a_number_inside_a_command_that_is_to_be_typed():
    client = Client(client="acme", at=date(2024, 1, 1), id="k", name="Acme")
    number, paid = "\u202eevil\u202c", {"amount": Decimal(5), "kind": InvoiceKind.PREPAYMENT}
    history = History(client=client, invoices=(Invoice(client="acme", at=BEFORE, id="v1", number=number, **paid),))

    view = ending_view(ending(history, today=TODAY, zone=ZONE))

    assert "clienthealth invoice credit '\\u202eevil\\u202c'" in view
    assert "\u202e" not in view


def test_the_list_of_a_refusal_names_each_thing_with_its_command():
    assert blockers_text(an_ending().letter_blockers) == (
        "p2 has no date: The icons: clienthealth promise move p2 --due 2026-12-23\n"
        "c1 of 2026-10-01 has no answer: Slow page: clienthealth complaint answer c1"
    )


def test_the_plain_values_are_json_and_equal_the_record():
    found = json.loads(json.dumps(ending_plain(replace(an_ending(), done=frozenset({"talk"})))))

    assert found["end"] == "2026-12-23"
    assert (found["letter_allowed"], found["finish_allowed"]) == (False, False)
    assert [each["handle"] for each in found["we_owe"]["promises"]] == ["p1", "p2"]
    assert found["we_owe"]["money"] == [
        {"id": "v3", "handle": "v3", "number": "A1", "why": "credit", "amount": 7, "currency": "EUR"}
    ]
    assert [(each["number"], each["amount"], each["disputed"]) for each in found["they_owe"]["invoices"]] == [
        ("R1", 100, False),
        ("R2", 20.5, True),
    ]
    assert {each["record"] for each in found["finish_blockers"]} == {"p1", "p2", "c1", "v3"}
    assert found["checklist"][0] == {"item": "talk", "due": "2026-11-24", "done": True}
