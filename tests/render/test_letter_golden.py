"""Every ending letter as it goes out, kept whole; `pytest --golden-update` writes them anew.

Each situation has a record of its own, so that between them the letters hold every block there is.
"""

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from clienthealth.core.goodbye.ending import ending
from clienthealth.core.history import History
from clienthealth.core.kinds import Cause, InvoiceKind, Language, Party, Recipient, Situation
from clienthealth.core.letters.check import ORDER
from clienthealth.core.letters.ending_check import incomplete
from clienthealth.core.letters.letter import Sender
from clienthealth.core.letters.offboarding import offboarding_letter
from clienthealth.core.records.agreed import Promise
from clienthealth.core.records.client import Client, Contact
from clienthealth.core.records.money import Invoice, Payment
from clienthealth.core.records.trouble import Complaint
from clienthealth.render.letter import markdown, text
from clienthealth.render.letter_page import page
from clienthealth.render.phrases import book

TODAY = date(2026, 11, 23)
ZONE = ZoneInfo("Europe/Berlin")

SITUATIONS = ("none", *map(str, Situation))
CASES = [(language, situation) for language in map(str, Language) for situation in SITUATIONS]
LONGEST = {"conduct": 150, "conflict": 220}
"""Words between salutation and closing; elsewhere one page."""
ONE_PAGE = 350

WORDS = {
    "en": {
        "name": "Parker & Sons Ltd",
        "person": "Jane Parker",
        "title": "Ms",
        "neutral": "Kim Parker",
        "address": ("14 Mill Lane", "York YO1 7HH"),
        "country": "GB",
        "currency": "GBP",
        "clause": "section 7",
        "first": "New start page, ready to publish",
        "second": "Icons for the price list",
        "theirs": "Photographs of the workshop",
    },
    "de": {
        "name": "Seidel & Töchter GmbH",
        "person": "Jana Seidel",
        "title": "Frau",
        "neutral": "Kim Seidel",
        "address": ("Mühlweg 14", "23552 Lübeck"),
        "country": "DE",
        "currency": "EUR",
        "clause": "§ 7",
        "first": "Neue Startseite, fertig zur Veröffentlichung",
        "second": "Symbole für die Preisliste",
        "theirs": "Fotos der Werkstatt",
    },
    "da": {
        "name": "Krabbe & Datter A/S",
        "person": "Signe Krabbe",
        "title": None,
        "neutral": "Kim Krabbe",
        "address": ("Møllevej 14", "5000 Odense C"),
        "country": "DK",
        "currency": "DKK",
        "clause": "§ 7",
        "first": "Ny forside, klar til udgivelse",
        "second": "Symboler til prislisten",
        "theirs": "Billeder fra værkstedet",
    },
    "nb": {
        "name": "Fjellvik & Døtre AS",
        "person": "Åse Fjellvik",
        "title": None,
        "neutral": "Kim Fjellvik",
        "address": ("Mølleveien 14", "5003 Bergen"),
        "country": "NO",
        "currency": "NOK",
        "clause": "punkt 7",
        "first": "Ny forside, klar til publisering",
        "second": "Symboler til prislisten",
        "theirs": "Bilder fra verkstedet",
    },
    "el": {
        "name": "Αφοί Δημητρίου Ο.Ε.",
        "person": "Ελένη Δημητρίου",
        "title": "κυρία",
        "neutral": "Κιμ Δημητρίου",
        "address": ("Οδός Μύλου 14", "546 21 Θεσσαλονίκη"),
        "country": "GR",
        "currency": "EUR",
        "clause": "όρος 7",
        "first": "Νέα αρχική σελίδα, έτοιμη για δημοσίευση",
        "second": "Εικονίδια για τον τιμοκατάλογο",
        "theirs": "Φωτογραφίες από το εργαστήριο",
    },
}


def letter_of(language, situation):
    words = WORDS[language]
    sender = Sender(
        name="Mira Holm" if situation not in WE else "Studio Holm",
        address=("Hafenstraße 3", "24103 Kiel"),
        place="Kiel",
        email="mira@holm.example",
        phone="+49 431 5550123",
        signature="" if situation not in WE else "Mira Holm\nStudio Holm",
        we=situation in WE,
        country="DE",
    )
    history = RECORDS[situation](words)
    chosen = None if situation == "none" else Situation(situation)
    end = date(2027, 1, 31) if situation == "non-renewal" else None
    found = ending(history, today=TODAY, zone=ZONE, situation=chosen, end=end)
    return offboarding_letter(history, found, sender, today=TODAY, zone=ZONE, language=Language(language))


def client(words, *, notice=30, contract=True, person=True, **given):
    contacts = (Contact(name=words["person"], salutation=words["title"]),) if person else ()
    return Client(
        client="acme",
        at=date(2024, 2, 1),
        id="k1",
        name=words["name"],
        address=words["address"],
        country=words["country"],
        currency=words["currency"],
        payment_terms_days=30,
        notice_days=notice,
        contract_date=date(2024, 3, 4) if contract else None,
        contract_clause=words["clause"] if contract else None,
        **{"contacts": contacts, **given},
    )


def promise(number, words, due, party=Party.US):
    return Promise(client="acme", at=date(2026, 10, 1), id=f"p{number}", text=words, due=due, party=party)


def invoice(number, amount, at, **given):
    return Invoice(client="acme", at=at, id=number, number=number, amount=Decimal(amount), **given)


def nobody_asked(words):
    return History(
        client=client(words),
        promises=(
            promise(1, words["first"], date(2026, 12, 11)),
            promise(2, words["second"], date(2026, 11, 16)),
        ),
        invoices=(invoice("2026-31", "1190", date(2026, 9, 14)), invoice("2026-38", "595.50", date(2026, 11, 2))),
    )


def mutual(words):
    return History(client=client(words, notice=None, contract=False, recipient=Recipient.COMPANY))


def non_payment(words):
    return History(
        client=client(words),
        invoices=(
            invoice("2026-22", "2380", date(2026, 7, 1)),
            invoice("2026-25", "1190", date(2026, 8, 3)),
            invoice("2026-27", "357", date(2026, 8, 20), disputed_at=date(2026, 9, 1)),
        ),
        payments=(Payment(client="acme", at=date(2026, 9, 1), id="y1", invoice="2026-22", amount=Decimal(1000)),),
    )


def fit(words):
    return History(
        client=client(words, contacts=(Contact(name=words["neutral"]),)),
        invoices=(prepaid("2026-30", "1500", "450"),),
    )


def capacity(words):
    return History(
        client=client(words),
        promises=(
            promise(1, words["first"], date(2026, 12, 18)),
            promise(3, words["theirs"], date(2026, 12, 4), Party.THEM),
        ),
        invoices=(prepaid("2026-30", "1500", "450"),),
        complaints=(
            Complaint(
                client="acme", at=date(2026, 11, 9), id="c1", cause=Cause.OURS, acknowledged_at=date(2026, 11, 10)
            ),
        ),
    )


def conflict(words):
    return History(client=client({**words, "name": words["neutral"]}, person=False, recipient=Recipient.PERSON))


def non_renewal(words):
    return History(
        client=client(words),
        promises=(promise(3, words["theirs"], date(2026, 12, 4), Party.THEM),),
        invoices=(invoice("2026-38", "595.50", date(2026, 11, 2)),),
    )


def conduct(words):
    return History(
        client=client(words, recipient=Recipient.COMPANY),
        invoices=(invoice("2026-31", "1190", date(2026, 9, 14)),),
    )


def prepaid(number, amount, earned):
    return invoice(
        number,
        amount,
        date(2026, 9, 1),
        kind=InvoiceKind.PREPAYMENT,
        paid=date(2026, 9, 8),
        earned=Decimal(earned),
    )


WE = {"fit", "capacity"}
RECORDS = {
    "none": nobody_asked,
    "mutual": mutual,
    "non-payment": non_payment,
    "fit": fit,
    "capacity": capacity,
    "conflict": conflict,
    "non-renewal": non_renewal,
    "conduct": conduct,
}
FORMATS = {"txt": text, "md": markdown}


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(("language", "situation"), CASES)
def test_the_letter_is_the_one_on_file(language, situation, suffix, golden):
    letter = letter_of(language, situation)

    golden.matches(f"letter-offboarding-{language}-{situation}.{suffix}", FORMATS[suffix](letter))


@pytest.mark.parametrize(("language", "situation"), CASES)
def test_each_letter_on_file_is_whole(language, situation):
    letter = letter_of(language, situation)

    assert incomplete(letter) == ()
    assert letter.missing == ()


@pytest.mark.parametrize(("language", "situation"), CASES)
def test_each_letter_keeps_to_its_length(language, situation):
    paragraphs = page(letter_of(language, situation)).paragraphs
    body = " ".join(part for each in paragraphs for part in (each.text, *each.entries))

    assert len(body.split()) <= LONGEST.get(situation, ONE_PAGE)


@pytest.mark.parametrize(("language", "situation"), CASES)
def test_no_line_of_text_is_longer_than_a_mail_takes(language, situation):
    assert max(map(len, text(letter_of(language, situation)).splitlines())) <= 72


def test_between_them_the_letters_hold_every_block():
    used = {block.id for language, situation in CASES for block in letter_of(language, situation).blocks}
    rare = {"basis_short", "credit_open", "open_end_theirs"}
    steps = [step for kind in ORDER.values() for order in kind for step in order]
    others = {name for step in steps for name in step.strip("?").split("|")}

    assert used | others | rare == set(book("letters", "en")["blocks"])
    assert not used & (others | rare)
