"""Who is who in other people's files: addresses, then numbers, then names; what is shared means nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.intake.book import Book, Match, clients_of, clue_of, phone_ending
from clienthealth.core.records.client import Client, Contact
from clienthealth.errors import UsageError


def client(slug, name, *people, aliases=()):
    return Client(client=slug, id=slug, at=_day(), name=name, contacts=people, aliases=aliases)


def _day():
    from datetime import date

    return date(2026, 1, 1)


@pytest.fixture
def book():
    made = Book()
    made.learn(
        client("acme", "Acme GmbH", Contact(name="Anna Berg", email=("Anna@acme.example",), phone=("+45 12 34 56 78",)))
    )
    made.learn(
        client("nora", "Nora Lind", Contact(name="Nora Lind", email=("nora-fixture@gmail.com",)), aliases=("nl",))
    )
    return made


def find(book, address="", name="", phone="", by_name=False):
    return book.find(address, name, phone, by_name=by_name)


def test_an_address_means_its_client_and_person_whatever_its_case(book):
    assert find(book, "ANNA@ACME.example") == Match("acme", "Anna Berg")


def test_a_display_name_never_decides_where_there_is_an_address(book):
    assert find(book, "mallory@elsewhere.example", "Anna Berg") is None


def test_a_customers_row_may_be_known_by_its_name(book):
    assert find(book, "billing@elsewhere.example", "ACME  gmbh", by_name=True) == Match("acme")


def test_a_domain_means_a_client_only_when_that_was_said(book):
    assert find(book, "bo@acme.example") is None

    book.rule(clue_of("@acme.example"), "acme")

    assert find(book, "bo@acme.example") == Match("acme")
    assert find(book, "bo@mail.acme.example") == Match("acme")
    assert find(book, "bo@notacme.example") is None


@pytest.mark.parametrize(
    "domain", ["gmail.com", "gmx.net", "outlook.de", "hotmail.co.uk", "web.de", "online.no", "mail.dk"]
)
def test_where_anybody_may_have_an_address_there_is_no_rule(domain):
    with pytest.raises(UsageError, match="anybody may have an address"):
        clue_of(f"@{domain}")


def test_a_number_is_known_by_its_last_eight_digits(book):
    assert find(book, phone="0045 12345678") == Match("acme", "Anna Berg")
    assert phone_ending("1234") == ""
    assert phone_ending("order 12345678") == ""


def test_what_two_clients_share_means_neither(book):
    book.learn(client("beta", "Beta", Contact(name="Anna Berg", email=("anna@acme.example",))))

    assert find(book, "anna@acme.example") is None
    assert find(book, name="Anna Berg") is None


def test_what_the_user_said_outweighs_what_was_read(book):
    book.rule(clue_of("anna@acme.example"), "nora")

    assert find(book, "anna@acme.example") == Match("nora")


def test_names_are_known_without_case_and_accents(book):
    assert find(book, name="  nora   LIND ") == Match("nora", "Nora Lind")
    assert find(book, name="NL") == Match("nora")


def test_each_client_is_found_once_with_the_first_person_that_is_known():
    found = clients_of([Match("acme"), None, Match("acme", "Anna"), Match("acme", "Bo"), Match("nora")])

    assert found == {"acme": "Anna", "nora": ""}


@given(st.text(max_size=30))
def test_anything_may_be_asked_for(text):
    made = Book()
    made.learn(client("acme", "Acme"))

    for by_name in (False, True):
        assert made.find(text, text, text, by_name=by_name) in {None, Match("acme")}
