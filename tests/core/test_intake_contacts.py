"""A card joined to a client: what is missing is added, nothing is changed or taken away."""

from datetime import date

import pytest

from clienthealth.core.frozen import replace
from clienthealth.core.intake.contacts import is_elsewhere, is_same, joined
from clienthealth.core.records.client import Client, Contact

ANNA = Contact(name="Anna Berg", email=("anna@acme.example",), phone=("+45 12 34 56 78",), role="CEO")
ACME = Client(client="acme", id="acme", at=date(2026, 1, 1), name="Acme", contacts=(ANNA,))


def card(*people):
    return replace(ACME, contacts=people)


def test_a_new_person_is_added():
    bo = Contact(name="Bo")

    assert joined(ACME, card(bo)).contacts == (ANNA, bo)


def test_the_same_address_is_the_same_person_and_only_what_is_new_is_added():
    more = Contact(name="A. Berg", email=("ANNA@acme.example", "a@acme.example"), phone=("12345678",), role="Boss")

    assert joined(ACME, card(more)).contacts == (replace(ANNA, email=("anna@acme.example", "a@acme.example")),)


def test_one_name_with_two_addresses_is_two_people():
    assert not is_same(ANNA, Contact(name="Anna Berg", email=("other@acme.example",)))
    assert is_same(ANNA, Contact(name="anna berg"))


def test_twice_is_once():
    once = joined(ACME, card(Contact(name="Bo", phone=("1",)), Contact(name="Anna Berg", phone=("004512345678",))))

    assert joined(once, card(*once.contacts)) == once


@pytest.mark.parametrize(
    ("firm", "person", "elsewhere"),
    [
        ("Taylor Rentals", "Tom Taylor", True),
        ("Acme GmbH", "Tom Taylor", False),
        ("Umbrella", "Anna B.", False),
        ("Anna's mobile", "Anna's mobile", False),
        ("Taylor GmbH", "Tom", True),
        ("3M", "T.", False),
    ],
)
def test_a_card_is_of_another_firm_where_neither_the_firm_nor_the_person_is_known(firm, person, elsewhere):
    other = replace(card(Contact(name=person)), name=firm)

    assert is_elsewhere(other, replace(ACME, name="ACME Werke GmbH"), "Anna Berg") is elsewhere
    assert not is_elsewhere(other, ACME, "")
