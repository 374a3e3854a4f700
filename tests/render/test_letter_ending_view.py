"""What `offboard CLIENT` shows, and the plain values behind it."""

import json
import tomllib
from datetime import date
from decimal import Decimal
from importlib.resources import files
from string import Template
from zoneinfo import ZoneInfo

import pytest

from clienthealth.core.frozen import replace
from clienthealth.core.goodbye.ending import ending
from clienthealth.core.history import History
from clienthealth.core.kinds import Cause, InvoiceKind, Party, Situation
from clienthealth.core.records.agreed import Promise
from clienthealth.core.records.client import Client
from clienthealth.core.records.money import Invoice
from clienthealth.core.records.trouble import Complaint
from clienthealth.render.ending import blockers_text, ending_plain, ending_view

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


EXPECTED = """\
Ending the work with Acme

What we still owe
  p1  The logo, due 2026-11-22, 1 day overdue
      clienthealth promise keep p1
  p2  The icons, no date yet
      clienthealth promise keep p2
  c1  complaint of 2026-10-01: Slow page, not answered yet
      clienthealth complaint resolve c1
  credit A1: €7.00 not paid out
      clienthealth invoice refund A1 --amount 7

What they owe (it holds nothing back)
  invoice R1: €100.00, due 2026-11-03, 20 days overdue
  invoice R2: €20.50, disputed
  p3  Photographs, no due date

Notice and end date
  Agreed notice: 30 days, so 2026-12-23 at the earliest.
  It ends on 2026-12-22.
  ! The end comes 1 day before the agreed notice has run (2026-12-23). The letter must say on what ground.
  ! p1 is 1 day overdue; the letter is kinder with a date that holds: clienthealth promise move p1 --due DATE

Checklist
  [x] 2026-11-24  talk: talk first, briefly and kindly, so that the letter surprises nobody
  [ ] 2026-11-25  letter: send the letter in the way the contract asks for
  [ ] 2026-12-22  handover: hand over files and documents
  [ ] 2026-12-22  access: return or close every access, and have shared passwords changed
  [ ] 2026-12-22  refund: pay back what was paid ahead and not used
  [ ] 2026-12-29  receipt: have the receipt confirmed in writing
  [ ] 2027-01-21  data: return or delete personal data, as they choose; keep what the law requires

The letter
  It waits for:
  - p2 has no date: The icons
      clienthealth promise move p2 --due 2026-12-22
  - c1 of 2026-10-01 has no answer: Slow page
      clienthealth complaint answer c1

The finish
  It waits for the 4 things we still owe, listed at the top.

You may end a contract for reasons of your own; no verdict is needed: clienthealth offboard acme --situation capacity
"""


def test_the_view_says_what_is_owed_first_and_ends_with_ones_own_reasons():
    assert ending_view(replace(an_ending(end=date(2026, 12, 22)), done=frozenset({"talk"}))) == EXPECTED


def test_where_nothing_is_open_the_next_commands_stand():
    view = ending_view(an_ending(records=False, situation=Situation.FIT))

    assert "Nothing is open on our side." in view
    assert "clienthealth letter acme offboarding --situation fit\n" in view
    assert "clienthealth offboard acme --finish\n" in view


def test_the_view_speaks_german():
    view = ending_view(an_ending(notice=None), language="de")

    assert "Was wir noch schulden\n  p1  The logo, fällig 2026-11-22, 1 Tag überfällig\n" in view
    assert "Rechnung R2: 20,50\u00a0€, bestritten" in view
    assert "Vereinbarte Frist: keine vermerkt." in view


def test_typed_text_cannot_act_on_a_terminal():
    view = ending_view(an_ending(name="Ac\x1b[31mme", text="logo\u202e\nnext"))

    assert "Ac\\x1b[31mme" in view
    assert "logo\\u202e next" in view


def test_the_list_of_a_refusal_names_each_thing_with_its_command():
    assert blockers_text(an_ending().letter_blockers) == (
        "p2 has no date: The icons: clienthealth promise move p2 --due 2026-12-23\n"
        "c1 of 2026-10-01 has no answer: Slow page: clienthealth complaint answer c1"
    )


def test_the_plain_values_are_json_and_equal_the_record():
    plain = json.loads(json.dumps(ending_plain(replace(an_ending(), done=frozenset({"talk"})))))

    assert plain["end"] == "2026-12-23"
    assert (plain["letter_allowed"], plain["finish_allowed"]) == (False, False)
    assert [each["handle"] for each in plain["we_owe"]["promises"]] == ["p1", "p2"]
    assert plain["we_owe"]["money"] == [
        {"id": "v3", "handle": "v3", "number": "A1", "why": "credit", "amount": 7, "currency": "EUR"}
    ]
    assert [(each["number"], each["amount"], each["disputed"]) for each in plain["they_owe"]["invoices"]] == [
        ("R1", 100, False),
        ("R2", 20.5, True),
    ]
    assert {each["record"] for each in plain["finish_blockers"]} == {"p1", "p2", "c1", "v3"}
    assert plain["checklist"][0] == {"item": "talk", "due": "2026-11-24", "done": True}


def book(language):
    file = files("clienthealth.render") / "languages" / language / "ending.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def phrases(found, path=""):
    for name, value in found.items():
        if isinstance(value, dict):
            yield from phrases(value, f"{path}{name}.")
        else:
            yield f"{path}{name}", frozenset(Template(value).get_identifiers())


@pytest.mark.parametrize("language", ["de"])
def test_each_language_has_the_same_phrases_with_the_same_values(language):
    assert dict(phrases(book(language))) == dict(phrases(book("en")))
