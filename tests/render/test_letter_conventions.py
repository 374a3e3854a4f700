"""How a letter writes dates, money and times, whom it greets how, and how it takes its leave, in each language."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from letter_drafts import drafted

from clienthealth.core.frozen import replace
from clienthealth.core.kinds import Language
from clienthealth.core.letters.letter import Addressee, Clock, DateForm, Money
from clienthealth.render.dates import amount, clock, locale_of, stated
from clienthealth.render.letter_page import page
from clienthealth.render.phrases import phrase
from clienthealth.render.salutation import greeting, surname

ZONE = ZoneInfo("Europe/Berlin")

# Dates and money


@pytest.mark.parametrize(
    ("form", "english", "german"),
    [
        (DateForm.ON, "on 31 December 2026", "am 31. Dezember 2026"),
        (DateForm.BY, "by 31 December 2026", "bis zum 31. Dezember 2026"),
        (DateForm.UNTIL, "until 31 December 2026", "bis zum 31. Dezember 2026"),
        (DateForm.FROM, "from 31 December 2026", "ab dem 31. Dezember 2026"),
        (DateForm.SINCE, "since 31 December 2026", "seit dem 31. Dezember 2026"),
        (DateForm.FOR, "for 31 December 2026", "für den 31. Dezember 2026"),
        (DateForm.OF, "dated 31 December 2026", "vom 31. Dezember 2026"),
        (DateForm.AS_OF, "as of 31 December 2026", "zum 31. Dezember 2026"),
    ],
)
def test_dates_bring_their_preposition(form, english, german):
    day = date(2026, 12, 31)

    assert (stated(day, form, "en_GB"), stated(day, form, "de_DE")) == (english, german)


LAST_AND_FIRST = {
    "da": {
        "on": ("den 31. december 2026", "den 1. januar 2027"),
        "by": ("senest den 31. december 2026", "senest den 1. januar 2027"),
        "until": ("til og med den 31. december 2026", "til og med den 1. januar 2027"),
        "from": ("fra den 31. december 2026", "fra den 1. januar 2027"),
        "since": ("den 31. december 2026", "den 1. januar 2027"),
        "for": ("til den 31. december 2026", "til den 1. januar 2027"),
        "of": ("af 31. december 2026", "af 1. januar 2027"),
        "as_of": ("pr. 31. december 2026", "pr. 1. januar 2027"),
    },
    "nb": {
        "on": ("31. desember 2026", "1. januar 2027"),
        "by": ("innen 31. desember 2026", "innen 1. januar 2027"),
        "until": ("til og med 31. desember 2026", "til og med 1. januar 2027"),
        "from": ("fra 31. desember 2026", "fra 1. januar 2027"),
        "since": ("31. desember 2026", "1. januar 2027"),
        "for": ("til 31. desember 2026", "til 1. januar 2027"),
        "of": ("av 31. desember 2026", "av 1. januar 2027"),
        "as_of": ("per 31. desember 2026", "per 1. januar 2027"),
    },
    "el": {
        "on": ("στις 31 Δεκεμβρίου 2026", "την 1η Ιανουαρίου 2027"),
        "by": ("έως τις 31 Δεκεμβρίου 2026", "έως την 1η Ιανουαρίου 2027"),
        "until": ("έως και τις 31 Δεκεμβρίου 2026", "έως και την 1η Ιανουαρίου 2027"),
        "from": ("από τις 31 Δεκεμβρίου 2026", "από την 1η Ιανουαρίου 2027"),
        "since": ("από τις 31 Δεκεμβρίου 2026", "από την 1η Ιανουαρίου 2027"),
        "for": ("για τις 31 Δεκεμβρίου 2026", "για την 1η Ιανουαρίου 2027"),
        "of": ("της 31ης Δεκεμβρίου 2026", "της 1ης Ιανουαρίου 2027"),
        "as_of": ("στις 31 Δεκεμβρίου 2026", "την 1η Ιανουαρίου 2027"),
    },
}
HOME = {"da": "da_DK", "nb": "nb_NO", "el": "el_GR"}


@pytest.mark.parametrize(("language", "form"), [(each, form) for each in LAST_AND_FIRST for form in DateForm])
def test_the_last_day_of_a_month_and_the_first_bring_theirs(language, form):
    said = [stated(day, form, HOME[language]) for day in (date(2026, 12, 31), date(2027, 1, 1))]

    assert tuple(said) == LAST_AND_FIRST[language][form]


@pytest.mark.parametrize(
    ("zone", "locale", "shown"),
    [
        ("Europe/Copenhagen", "en_GB", "at 09:30 (Copenhagen time)"),
        ("Europe/Copenhagen", "en_US", "at 9:30\u202fAM (Copenhagen time)"),
        ("Europe/Copenhagen", "de_DE", "um 09:30 Uhr (Ortszeit Kopenhagen)"),
        ("Europe/Copenhagen", "da_DK", "kl. 09.30 (tidszone: København)"),
        ("Europe/Oslo", "nb_NO", "kl. 09:30 (tidssone: Oslo)"),
        ("Europe/Athens", "el_GR", "στις 9:30\u202fπ.μ. (ζώνη ώρας: Αθήνα)"),
        ("no/where", "en_GB", "at 09:30 (CET time)"),
    ],
)
def test_a_time_of_day_names_the_place_whose_time_it_is(zone, locale, shown):
    at = datetime(2026, 11, 27, 9, 30, tzinfo=ZONE)

    assert clock(Clock(at, zone), locale) == shown


@pytest.mark.parametrize(
    ("language", "country", "locale"),
    [("en", "", "en_GB"), ("en", "US", "en_US"), ("de", "AT", "de_AT"), ("de", "DK", "de_DE"), ("en", "ZZ", "en_GB")],
)
def test_the_locale_is_that_of_language_and_country(language, country, locale):
    assert locale_of(language, country) == locale


@pytest.mark.parametrize(
    ("value", "currency", "locale", "shown"),
    [
        ("1234.56", "GBP", "en_GB", "£1,234.56"),
        ("1234.5", "USD", "en_US", "$1,234.50"),
        ("1234.56", "EUR", "de_DE", "1.234,56\u00a0€"),
        ("1234.56", "EUR", "de_AT", "€\u00a01.234,56"),
        ("1234.56", "CHF", "de_CH", "CHF\u00a01'234.56"),
        ("1234", "JPY", "en_GB", "JP¥1,234"),
        ("0.125", "EUR", "en_GB", "€0.125"),
        ("1234.5678", "JPY", "de_DE", "1.234,5678\u00a0¥"),
    ],
)
def test_money_is_written_as_there_and_never_rounded(value, currency, locale, shown):
    # CLDR's grouping mark of Switzerland changed from curled to straight: Babel brings the one or the other.
    assert amount(Money(Decimal(value), currency), locale).replace("’", "'") == shown


# Greeting


def greeted(language, country="", **given):
    letter = drafted("boundary", language=Language(language))
    held = page(replace(letter, addressee=Addressee(**given, country=country)))
    return held.salutation, held.closing


KNOWN = {"organisation": "Acme", "person": "Kim van der Berg"}


@pytest.mark.parametrize(
    ("country", "given", "salutation", "closing"),
    [
        ("GB", KNOWN | {"salutation": "Ms"}, "Dear Ms van der Berg,", "Yours sincerely,"),
        ("US", KNOWN | {"salutation": "Ms"}, "Dear Ms. van der Berg:", "Sincerely,"),
        ("GB", KNOWN | {"salutation": "Ms."}, "Dear Ms van der Berg,", "Yours sincerely,"),
        ("GB", KNOWN | {"salutation": "Frau Dr. Berg"}, "Dear Dr Berg,", "Yours sincerely,"),
        ("GB", KNOWN, "Dear Kim van der Berg,", "Yours sincerely,"),
        ("US", KNOWN, "Dear Kim van der Berg:", "Sincerely,"),
        ("GB", KNOWN | {"address_form": "informal"}, "Dear Kim,", "Kind regards,"),
        ("GB", KNOWN | {"salutation": "Kimmy"}, "Dear Kimmy,", "Kind regards,"),
        ("US", KNOWN | {"salutation": "Hi Kim!"}, "Hi Kim:", "Sincerely,"),
        ("GB", {"organisation": "Acme Ltd", "known_as_team": True}, "Dear Acme team,", "Kind regards,"),
        ("GB", {"organisation": "Acme Ltd"}, "Dear Sir or Madam,", "Yours faithfully,"),
        ("US", {"organisation": "Acme Inc.", "known_as_team": True}, "Dear Acme team:", "Sincerely,"),
    ],
)
def test_an_english_letter_greets(country, given, salutation, closing):
    assert greeted("en", country, **given) == (salutation, closing)


@pytest.mark.parametrize(
    ("given", "salutation"),
    [
        (KNOWN | {"salutation": "Frau"}, "Sehr geehrte Frau van der Berg,"),
        (KNOWN | {"salutation": "Herr Dr."}, "Sehr geehrter Herr Dr. van der Berg,"),
        (KNOWN | {"salutation": "Herr Prof. Berg"}, "Sehr geehrter Herr Prof. Berg,"),
        (KNOWN | {"salutation": "Sehr geehrte Frau Berg:"}, "Sehr geehrte Frau Berg,"),
        (KNOWN | {"salutation": "Liebe Kim!"}, "Liebe Kim,"),
        (KNOWN | {"salutation": "Ms"}, "Sehr geehrte Frau van der Berg,"),
        (KNOWN, "Guten Tag Kim van der Berg,"),
        (KNOWN | {"address_form": "du"}, "Guten Tag Kim van der Berg,"),
        ({"organisation": "Acme", "known_as_team": True}, "Sehr geehrte Damen und Herren,"),
        ({"organisation": "Acme"}, "Sehr geehrte Damen und Herren,"),
    ],
)
def test_a_german_letter_greets(given, salutation):
    assert greeted("de", "DE", **given) == (salutation, "Mit freundlichen Grüßen")


MAN = {"organisation": "Ελαία Α.Ε.", "person": "Νίκος Παπαδόπουλος"}
WOMAN = {"organisation": "Ελαία Α.Ε.", "person": "Ελένη Παπαδοπούλου"}


@pytest.mark.parametrize(
    ("language", "given", "salutation", "closing"),
    [
        ("da", KNOWN, "Kære Kim van der Berg", "Med venlig hilsen"),
        ("da", KNOWN | {"salutation": "Kim"}, "Kære Kim", "Med venlig hilsen"),
        ("da", KNOWN | {"salutation": "hr."}, "Kære hr. van der Berg", "Med venlig hilsen"),
        ("da", KNOWN | {"salutation": "Hej Kim!"}, "Hej Kim", "Med venlig hilsen"),
        ("da", {"organisation": "Krabbe & Datter A/S", "known_as_team": True}, "Kære alle hos Krabbe & Datter", None),
        ("da", {"organisation": "Krabbe & Datter A/S"}, "Til Krabbe & Datter A/S", None),
        ("nb", KNOWN, "Hei Kim van der Berg", "Med vennlig hilsen"),
        ("nb", {"organisation": "Fjellvik AS", "known_as_team": True}, "Hei alle i Fjellvik", None),
        ("nb", {"organisation": "Fjellvik AS"}, "Til Fjellvik AS", None),
        ("el", MAN, "Καλημέρα σας,", "Με εκτίμηση,"),
        ("el", MAN | {"salutation": "κύριε Παπαδόπουλε"}, "Αξιότιμε κύριε Παπαδόπουλε,", "Με εκτίμηση,"),
        ("el", MAN | {"salutation": "κύριος"}, "Αξιότιμε κύριε,", "Με εκτίμηση,"),
        ("el", MAN | {"salutation": "Κύριος Παπαδόπουλος"}, "Αξιότιμε κύριε,", "Με εκτίμηση,"),
        ("el", MAN | {"salutation": "Herr"}, "Αξιότιμε κύριε,", "Με εκτίμηση,"),
        ("el", KNOWN | {"salutation": "Herr"}, "Αξιότιμε κύριε van der Berg,", "Με εκτίμηση,"),
        ("el", MAN | {"salutation": "Αγαπητέ Νίκο"}, "Αγαπητέ Νίκο,", "Με εκτίμηση,"),
        ("el", MAN | {"salutation": "Νίκο"}, "Καλημέρα Νίκο,", "Με εκτίμηση,"),
        ("el", MAN | {"address_form": "informal"}, "Καλημέρα,", "Με εκτίμηση,"),
        ("el", WOMAN | {"salutation": "κυρία"}, "Αξιότιμη κυρία Παπαδοπούλου,", "Με εκτίμηση,"),
        ("el", {"organisation": "Ελαία Α.Ε."}, "Αξιότιμες κυρίες και κύριοι,", "Με εκτίμηση,"),
    ],
)
def test_a_danish_norwegian_or_greek_letter_greets_and_never_declines_a_name(language, given, salutation, closing):
    said = greeted(language, **given)

    assert said == (salutation, closing or said[1])


@pytest.mark.parametrize(
    ("language", "hello"), [("en", "Hello,"), ("de", "Guten Tag,"), ("da", "Goddag"), ("nb", "Hei")]
)
def test_a_warm_letter_greets_nobody_in_particular_as_at_the_door(language, hello):
    said = greeting(Addressee(organisation="Acme"), lambda key: phrase(key, "letters", language), str, warm=True)

    assert said.salutation == hello


@pytest.mark.parametrize(
    ("name", "family"),
    [("Jana Seidel", "Seidel"), ("Ursula von der Au", "von der Au"), ("Seidel, Jana", "Seidel"), ("Cher", "Cher")],
)
def test_the_family_name_keeps_its_small_words(name, family):
    assert surname(name) == family


def test_a_title_is_marked_as_ours_and_the_name_as_theirs():
    said = greeting(
        Addressee(person="Kim *Star*", salutation="Ms"), lambda key: phrase(key, "letters"), lambda typed: f"<{typed}>"
    )

    assert said.salutation == "Dear Ms <*Star*>,"
