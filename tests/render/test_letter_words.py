"""The words of letters: the same blocks and values in each language, both voices, and who is greeted how."""

import re
import tomllib
import unicodedata
from datetime import date
from decimal import Decimal
from importlib.resources import files
from string import Template
from zoneinfo import ZoneInfo

import pytest

from clienthealth.core.frozen import replace
from clienthealth.core.goodbye.ending import ending
from clienthealth.core.history import History
from clienthealth.core.kinds import Language, Recipient
from clienthealth.core.letters.letter import DATE_FORMS, DateForm, Sender
from clienthealth.core.letters.offboarding import offboarding_letter
from clienthealth.core.records.agreed import Promise
from clienthealth.core.records.client import Client
from clienthealth.core.records.money import Invoice
from clienthealth.render.letter import markdown, text
from clienthealth.render.letter_page import NUMBERS, VOICES, page

TODAY = date(2026, 11, 23)
ZONE = ZoneInfo("Europe/Berlin")
LANGUAGES = ("en", "de", "da", "nb", "el")
OPENINGS = frozenset(
    [
        *("open_end", "open_end_theirs", "why_nonrenewal", "ack_open", "apo_open", "fup_open", "exp_open"),
        *("bnd_open", "bnd_again", "thx_open", "thx_praise", "thx_referral", "thx_flexible", "thx_pays_early"),
        *("thx_upset", "thx_upset_on", "thx_upset_what", "survey_link", "survey_here", "hard_open"),
    ]
)
FRAGMENTS = {"basis_short"}
"""Blocks that are a value alone."""


def book(language):
    file = files("clienthealth.render") / "languages" / language / "letters.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def placeholders(phrase):
    return set(Template(phrase).get_identifiers())


BOOKS = {language: book(language) for language in LANGUAGES}
PHRASES = [
    (language, table, name)
    for language in LANGUAGES
    for table in ("blocks", "lines")
    for name in BOOKS[language][table]
]


# Words


TABLES = ["form", "blocks", "lines", "missing", "mend", "incomplete", "note", "salutation", "closing"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", TABLES)
def test_each_language_has_the_same_phrases(table, language):
    assert list(BOOKS["en"][table]) == list(BOOKS[language][table])


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_every_form_of_a_date(language):
    assert set(BOOKS[language]["dates"]) - {"first", "declined"} == set(map(str, DateForm))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_to_the_user_takes_the_same_values(language):
    tables = ("mend", "note", "incomplete", "form")
    takes = {each: {name: placeholders(str(said)) for name, said in BOOKS[language][each].items()} for each in tables}

    assert takes == {
        each: {name: placeholders(str(said)) for name, said in BOOKS["en"][each].items()} for each in tables
    }


@pytest.mark.parametrize(("language", "table", "name"), PHRASES)
def test_each_language_takes_the_same_values(language, table, name):
    assert placeholders(BOOKS[language][table][name]) == placeholders(BOOKS["en"][table][name])


@pytest.mark.parametrize(("language", "table", "name"), PHRASES)
@pytest.mark.parametrize("voice", [r"\1", r"\2"])
def test_each_phrase_is_plain_text_in_both_voices(language, table, name, voice):
    spoken = NUMBERS.sub(voice, VOICES.sub(voice, BOOKS[language][table][name]))
    filled = Template(spoken).substitute(dict.fromkeys(placeholders(spoken), "x"))

    assert not set("${}<>|") & set(filled)
    assert unicodedata.normalize("NFC", filled) == filled


@pytest.mark.parametrize(("language", "table", "name"), [each for each in PHRASES if each[1] == "blocks"])
def test_each_block_begins_as_its_place_demands(language, table, name):
    first = NUMBERS.sub(r"\2", VOICES.sub(r"\2", BOOKS[language][table][name]))[0]
    after_a_comma = language == "de" and name in OPENINGS

    assert first.islower() if after_a_comma else first.isupper() or name in FRAGMENTS


@pytest.mark.parametrize(("language", "table", "name"), PHRASES)
def test_what_a_date_is_called_says_how_it_is_written(language, table, name):
    dated = {each for each in placeholders(BOOKS[language][table][name]) if each in DATE_FORMS}
    ours = {"amount", "inv", "clause", "contact", "channel", "text", "due", "ground", "ref", "clock", "link"}
    typed = {"what", "policy", "higher", "summary", "change", "expect", "consequence", "gift"}

    assert placeholders(BOOKS[language][table][name]) <= dated | ours | typed


RISKY = {
    "en": r"always|never|guarantee|promise|difficult|toxic|unfortunately|\bfault|fail|breach|lawyer|court|if you feel",
    "de": r"immer\b|niemals|garantie|versprechen|leider|schuld\b|schwierig|versäum|verstoß|anwalt|gericht\b",
    "da": r"altid|aldrig|garanti|desværre|\bskyld|besværlig|forsøm|advokat|\bret\b|hvis i føler",
    "nb": r"alltid|aldri|garanti|dessverre|\bskyld|vanskelig|forsøm|advokat|\brett\b|hvis dere føler",
    "el": r"πάντα|\bποτέ\b|εγγύηση|εγγυ|δυστυχώς|φταί|παράβαση|δικηγόρ|δικαστ|αν νιώθετε",
}
SORRY = {"en": r"sorry|regret|apolog", "de": r"leid\b|bedau|entschuld", "da": r"beklag|\bkede?\b|undskyld"}
SORRY |= {"nb": r"beklag|lei (oss|meg|seg)|unnskyld", "el": r"λυπ[όά]μ|συγγνώμη"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_block_blames_promises_or_threatens(language):
    blocks = BOOKS[language]["blocks"].items()

    assert [name for name, phrase in blocks if re.search(RISKY[language], phrase, re.IGNORECASE)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sorry_is_said_only_where_something_went_wrong_for_them(language):
    blocks = BOOKS[language]["blocks"].items()
    sorry = {name for name, phrase in blocks if re.search(SORRY[language], phrase, re.IGNORECASE)}

    assert sorry == {"apo_open", "thx_upset", "thx_upset_on", "thx_upset_what"}


@pytest.mark.parametrize(("language", "table", "name"), [each for each in PHRASES if each[1] == "blocks"])
def test_days_are_never_counted_in_a_sentence(language, table, name):
    assert not {"n", "days"} & placeholders(BOOKS[language][table][name])


# The page


def a_letter(language, addressee=None, country="", sender=None, **records):
    client = Client(client="acme", at=date(2024, 1, 1), id="k", name="Acme", country=country or None)
    history = History(client=client, **records)
    found = ending(history, today=TODAY, zone=ZONE)
    sender = sender or Sender(name="Mira Holm", email="mira@holm.example")
    letter = offboarding_letter(history, found, sender, today=TODAY, zone=ZONE, language=Language(language))
    return replace(letter, addressee=replace(addressee, country=country)) if addressee else letter


def test_the_voice_is_the_senders():
    one = text(a_letter("de"))
    several = text(a_letter("de", sender=Sender(name="Studio Holm", email="a@holm.example", we=True)))

    assert "ich teile Ihnen mit" in one
    assert "wir teilen Ihnen mit" in several


def test_a_closing_of_ones_own_replaces_the_usual_one():
    sender = Sender(name="Mira Holm", email="a@holm.example", closing="Herzliche Grüße", signature="Mira Holm\nStudio")

    assert text(a_letter("de", sender=sender)).endswith("Herzliche Grüße\n\n\n\nMira Holm\nStudio\n")


def test_the_subject_of_a_letter_to_the_states_says_so():
    held = text(a_letter("en", country="US"))

    assert "\nRe: End of our collaboration as of December 23, 2026\n" in held


def test_a_country_of_the_sender_serves_where_the_client_has_none():
    sender = Sender(name="Mira Holm", email="a@holm.example", country="US")

    assert "\nNovember 23, 2026\n" in text(a_letter("en", sender=sender))


def test_what_is_missing_stands_in_brackets():
    held = text(a_letter("en", sender=Sender()))

    assert held.startswith("[your name]\n")
    assert "[handover: how the files reach them]" in " ".join(held.split())
    assert "$" not in held


def test_markdown_escapes_what_people_typed_and_lists_nothing_by_accident():
    promise = Promise(client="acme", at=date(2026, 10, 1), id="p", text="1. *Star* <b> [x](y)", due=date(2026, 12, 1))
    held = markdown(a_letter("de", promises=(promise,)))

    assert "\n23\\. November 2026\n" in held
    assert "- 1\\. \\*Star\\* \\<b\\> \\[x\\](y) (bis zum 1. Dezember 2026)\n" in held


def test_markdown_escapes_money_that_could_be_mathematics():
    bill = Invoice(client="acme", at=date(2026, 10, 1), id="v", number="R1", amount=Decimal(5), currency="USD")

    assert "\\$5.00" in markdown(a_letter("en", country="US", invoices=(bill,)))


def test_dates_and_hard_spaces_are_never_broken_over_lines():
    due = date(2026, 12, 1)
    numbers = [
        Promise(client="acme", at=due.replace(month=1), id=f"p{size}", text="x" * size, due=due)
        for size in range(1, 61)
    ]
    held = text(a_letter("de", promises=tuple(numbers)))

    assert len(re.findall(r"1\. Dezember 2026\)", held)) == 60
    assert max(map(len, held.splitlines())) <= 72


def test_a_long_word_is_never_broken():
    address = "https://holm.example/" + "a-" * 40 + "z"
    promise = Promise(client="acme", at=date(2026, 10, 1), id="p", text=address, due=date(2026, 12, 1))

    assert f"- {address}\n" in text(a_letter("de", promises=(promise,)))


def test_one_person_addressed_is_greeted_by_name():
    client = Client(client="acme", at=TODAY, id="k", name="Kim Berg", recipient=Recipient.PERSON)
    history = History(client=client)
    found = ending(history, today=TODAY, zone=ZONE)
    letter = offboarding_letter(history, found, Sender(name="M"), today=TODAY, zone=ZONE)

    assert page(letter).salutation == "Dear Kim Berg,"
    assert page(letter).addressee == ("Kim Berg",)


def test_forms_for_one_and_for_several_readers():
    assert NUMBERS.sub(r"\1", "<jeres|dine> filer") == "jeres filer"
    assert NUMBERS.sub(r"\2", "<jeres|dine> filer") == "dine filer"
