"""Every letter that ends nothing as it goes out, in each language; `pytest --golden-update` writes them anew.

Two variants a kind where there are two, so that between them the letters hold every block and every line there is.
"""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from letter_drafts import CLIENT, TODAY, ZONE, call, complaint, drafted, hardship, limit, promise, theirs

from clienthealth.core.expected.first_sheet import House, Said, first_sheet
from clienthealth.core.frozen import replace
from clienthealth.core.history import History, Week
from clienthealth.core.kinds import EffortKind, Language, Recipient, SignalKind, Topic
from clienthealth.core.letters.check import ORDER, incomplete
from clienthealth.core.letters.letter import Sender
from clienthealth.core.records.agreed import Expectation
from clienthealth.core.records.client import Contact
from clienthealth.core.records.trouble import Effort, Signal
from clienthealth.render.first_sheet import Words
from clienthealth.render.letter import markdown, text
from clienthealth.render.letter_page import page
from clienthealth.render.phrases import book

ONE_PAGE = 350
HARSH = (Week(TODAY.toordinal() - 3, TODAY.toordinal() - 3, 1, 0, tone_sum=-2),)

WORDS = {
    "en": {
        "client": {"name": "Parker & Sons Ltd", "country": "GB", "address": ("14 Mill Lane", "York YO1 7HH")},
        "contact": {"name": "Jane Parker", "salutation": "Ms"},
        "what": "The price list came a week late",
        "summary": "You were promised the price list for 9 November and had to ask for it twice",
        "change": "Every date is now checked by a second person",
        "fact": ("Calls after 22:00 on 3 and 9 November", "after the agreement of 6 October"),
        "expect": "Calls between 9:00 and 17:00; anything urgent by email",
        "consequence": "Calls outside these hours will be answered on the next working day",
        "value": "How clearly you say what you need",
        "gift": "A wall calendar for the workshop",
        "promise": "Price list with the new prices",
        "theirs": "Photographs of the workshop",
        "agreed": (
            "Two rounds of changes are included",
            "A change is quoted before it is made",
            "We meet every Monday",
        ),
        "clause": "section 7",
    },
    "de": {
        "client": {"name": "Seidel & Töchter GmbH", "country": "DE", "address": ("Mühlweg 14", "23552 Lübeck")},
        "contact": {"name": "Jana Seidel", "salutation": "Frau Dr."},
        "what": "Die Preisliste kam eine Woche zu spät",
        "summary": "Die Preisliste war für den 9. November zugesagt, und Sie mussten zweimal nachfragen",
        "change": "Jeder Termin wird von einer zweiten Person geprüft",
        "fact": ("Anrufe nach 22 Uhr am 3. und 9. November", "nach der Absprache vom 6. September"),
        "expect": "Anrufe zwischen 9 und 17 Uhr; Dringendes per E-Mail",
        "consequence": "Anrufe außerhalb dieser Zeiten werden am nächsten Arbeitstag beantwortet",
        "value": "Wie klar Sie sagen, was Sie brauchen",
        "gift": "Ein Wandkalender für die Werkstatt",
        "promise": "Preisliste mit den neuen Preisen",
        "theirs": "Fotos der Werkstatt",
        "agreed": (
            "Zwei Korrekturrunden sind enthalten",
            "Eine Änderung wird vorher angeboten",
            "Wir sprechen jeden Montag",
        ),
        "clause": "§ 7",
    },
    "da": {
        "client": {"name": "Krabbe & Datter A/S", "country": "DK", "address": ("Møllevej 14", "5000 Odense C")},
        "contact": {"name": "Signe Krabbe"},
        "what": "Prislisten kom en uge for sent",
        "summary": "Prislisten var lovet til den 9. november, og der måtte spørges to gange",
        "change": "Hver dato bliver set efter af en kollega",
        "fact": ("Opkald efter kl. 22 den 3. og 9. november", "efter aftalen af 6. september"),
        "expect": "Opkald mellem kl. 9 og 17; det, der haster, på e-mail",
        "consequence": "Opkald uden for disse tider besvares næste arbejdsdag",
        "value": "Hvor klart det bliver sagt, hvad der er brug for",
        "gift": "En vægkalender til værkstedet",
        "promise": "Prisliste med de nye priser",
        "theirs": "Billeder fra værkstedet",
        "agreed": ("To rettelsesrunder er med", "En ændring aftales skriftligt først", "Vi taler sammen hver mandag"),
        "clause": "§ 7",
    },
    "nb": {
        "client": {"name": "Fjellvik & Døtre AS", "country": "NO", "address": ("Mølleveien 14", "5003 Bergen")},
        "contact": {"name": "Åse Fjellvik", "salutation": "Kjære Åse"},
        "what": "Prislisten kom en uke for sent",
        "summary": "Prislisten var lovet til 9. november, og det måtte spørres to ganger",
        "change": "Hver dato blir sett over av en kollega",
        "fact": ("Anrop etter kl. 22 den 3. og 9. november", "etter avtalen av 6. september"),
        "expect": "Anrop mellom kl. 9 og 17; hastesaker på e-post",
        "consequence": "Anrop utenom disse tidene blir besvart neste arbeidsdag",
        "value": "Hvor klart behovene blir sagt",
        "gift": "En veggkalender til verkstedet",
        "promise": "Prisliste med de nye prisene",
        "theirs": "Bilder fra verkstedet",
        "agreed": ("To korrekturrunder er med", "En endring avtales skriftlig først", "Vi snakkes hver mandag"),
        "clause": "punkt 7",
    },
    "el": {
        "client": {
            "name": "Αφοί Παπαδόπουλοι Ο.Ε.",
            "country": "GR",
            "address": ("Οδός Μύλου 14", "546 21 Θεσσαλονίκη"),
        },
        "contact": {"name": "Νίκος Παπαδόπουλος", "salutation": "κύριε Παπαδόπουλε"},
        "what": "Ο τιμοκατάλογος ήρθε μία εβδομάδα αργότερα",
        "summary": "Ο τιμοκατάλογος είχε υποσχεθεί για τις 9 Νοεμβρίου και χρειάστηκε να ρωτήσετε δύο φορές",
        "change": "Κάθε ημερομηνία ελέγχεται και από δεύτερο άτομο",
        "fact": ("Κλήσεις μετά τις 22:00 στις 3 και 9 Νοεμβρίου", "μετά τη συμφωνία της 6ης Οκτωβρίου"),
        "expect": "Κλήσεις από τις 9:00 έως τις 17:00· τα επείγοντα με email",
        "consequence": "Οι κλήσεις εκτός ωραρίου απαντώνται την επόμενη εργάσιμη ημέρα",
        "value": "Πόσο καθαρά λέτε τι χρειάζεστε",
        "gift": "Ένα ημερολόγιο τοίχου για το εργαστήριο",
        "promise": "Τιμοκατάλογος με τις νέες τιμές",
        "theirs": "Φωτογραφίες από το εργαστήριο",
        "agreed": (
            "Περιλαμβάνονται δύο γύροι διορθώσεων",
            "Για μια αλλαγή δίνεται πρώτα προσφορά",
            "Μιλάμε κάθε Δευτέρα",
        ),
        "clause": "όρος 7",
    },
}

ONE = Sender(
    name="Mira Holm",
    address=("Hafenstraße 3", "24103 Kiel"),
    place="Kiel",
    email="mira@holm.example",
    phone="+49 431 5550123",
    country="DE",
)
WE = replace(ONE, name="Studio Holm", signature="Mira Holm\nStudio Holm", we=True)
DONE = tuple(
    Effort(client="acme", at=date(2026, 11, 18), id=f"e-{kind}", kind=kind, complaint="c1")
    for kind in (EffortKind.FIX, EffortKind.REDO, EffortKind.REFUND, EffortKind.CREDIT, EffortKind.DISCOUNT)
)


def kindness(kind):
    return (Signal(client="acme", at=date(2026, 11, 3), id="s1", kind=kind),)


def open_one(words, **given):
    due = {"text": words["promise"], "due": date(2026, 12, 1)}
    return {"complaints": (complaint(**given),), "promises": (promise(**due),)}


def agreed_with(words):
    """Return the lines of a first sheet by part, in the language that the words are in."""
    language = next(each for each, known in WORDS.items() if known is words)
    topics = zip((Topic.SCOPE, Topic.PRICE, Topic.PROCESS), words["agreed"], strict=True)
    told = tuple(
        Expectation(client="acme", at=date(2026, 11, 2), id=f"x-{topic}", text=text, topic=str(topic))
        for topic, text in topics
    )
    history = History(
        client=replace(CLIENT, hourly_rate=Decimal(90), currency="EUR", **words["client"]),
        expectations=told,
        promises=(promise(text=words["promise"]), theirs(text=words["theirs"], due=date(2026, 11, 30))),
    )
    house = House(name=ONE.name, email=ONE.email, phone=ONE.phone, country="DE")
    made = first_sheet(history, house, Said(texts={}), today=TODAY, zone=ZONE, language=Language(language))
    spoken = Words(made)
    return tuple((part, tuple(spoken.line(each) for each in rows if not each.blank)) for part, rows in made.parts)


def over(**given):
    return complaint(resolved_at=date(2026, 11, 19), **given)


SETTLED = {"confirmed": "satisfied", "confirmed_at": date(2026, 11, 20)}

VARIANTS = {
    "acknowledgement": lambda words: open_one(words) | {"summary": words["summary"]},
    "acknowledgement-call": lambda words: {
        "complaints": (complaint(summary=words["summary"], remedy_sought="x"),),
        "policy": words["agreed"][1],
        "higher": "Kim Holm, kim@holm.example",
        "promises": (call(due=datetime(2026, 11, 27, 9, 30, tzinfo=UTC)),),
    },
    "apology": lambda words: (
        open_one(words) | {"what": words["what"], "change": words["change"], "legal_ok": True, "sender": WE}
    ),
    "apology-regret": lambda words: {"complaints": (complaint(),), "efforts": DONE, "what": words["what"]},
    "boundary": lambda words: {
        "facts": words["fact"],
        "expect": words["expect"],
        "consequence": words["consequence"],
        "sender": WE,
    },
    "boundary-again": lambda words: {
        "facts": words["fact"],
        "expect": words["expect"],
        "consequence": words["consequence"],
        "boundaries": (limit(at=date(2026, 11, 1)),),
    },
    "boundary-final": lambda words: {
        "facts": words["fact"],
        "expect": words["expect"],
        "boundaries": (limit(),),
        "final": True,
    },
    "boundary-final-bare": lambda words: {
        "facts": words["fact"],
        "expect": words["expect"],
        "final": True,
        "clause": None,
        "sender": WE,
    },
    "expectations": lambda words: {
        "agreed": agreed_with(words),
    },
    "follow-up": lambda _: {"complaints": (over(),), "sender": WE},
    "follow-up-survey": lambda _: {
        "complaints": (over(**SETTLED),),
        "about": "c1",
        "link": "https://holm.example/questions",
    },
    "hardship": lambda _: {"hardships": (hardship(),)},
    "hardship-wait": lambda words: {
        "hardships": (hardship(),),
        "promises": (theirs(text=words["theirs"]),),
        "sender": WE,
    },
    "survey": lambda _: {},
    "survey-link": lambda _: {"link": "https://holm.example/questions", "sender": WE},
    "thanks": lambda words: {"what": words["value"], "gift": words["gift"]},
    "thanks-praise": lambda _: {"signals": kindness(SignalKind.PRAISE)},
    "thanks-referral": lambda _: {"signals": kindness(SignalKind.REFERRAL), "sender": WE},
    "thanks-flexible": lambda _: {"signals": kindness(SignalKind.FLEXIBLE)},
    "thanks-pays-early": lambda _: {"signals": kindness(SignalKind.PAYS_EARLY), "company": True},
    "thanks-upset": lambda _: {"weeks": HARSH, "company": True},
    "thanks-upset-what": lambda words: {"complaints": (complaint(),), "what": words["what"], "sender": WE},
    "thanks-upset-complaint": lambda _: {"complaints": (complaint(),)},
}
CASES = [(language, variant) for language in map(str, Language) for variant in VARIANTS]
KINDS = sorted(map(str, ORDER), key=len, reverse=True)


def letter_of(language, variant):
    words = WORDS[language]
    given = {"sender": ONE, **VARIANTS[variant](words)}
    kind = next(each for each in KINDS if variant.startswith(each))
    contacts = () if given.pop("company", False) else (Contact(**words["contact"]),)
    client = replace(
        CLIENT,
        contacts=contacts,
        contract_clause=given.pop("clause", words["clause"]),
        recipient=None if contacts else Recipient.COMPANY,
        **words["client"],
    )
    return drafted(kind, client=client, language=Language(language), **given)


@pytest.mark.parametrize(("language", "variant"), CASES)
def test_the_letter_is_the_one_on_file(language, variant, golden):
    golden.matches(f"letter-{variant}-{language}.txt", text(letter_of(language, variant)))


def test_a_letter_to_the_states_is_written_as_there(golden):
    client = replace(CLIENT, country="US", currency="USD", contacts=(Contact(name="Jane Parker", salutation="Ms"),))
    given = open_one(WORDS["en"]) | {"summary": "You had to ask twice"}

    golden.matches("letter-acknowledgement-en-US.txt", text(drafted("acknowledgement", client=client, **given)))


@pytest.mark.parametrize(("language", "variant"), CASES)
def test_each_letter_on_file_is_whole(language, variant):
    letter = letter_of(language, variant)

    assert incomplete(letter) == ()
    assert letter.missing == ()


@pytest.mark.parametrize(("language", "variant"), CASES)
def test_each_letter_is_one_page_of_lines_that_a_mail_takes(language, variant):
    letter = letter_of(language, variant)
    body = " ".join(part for each in page(letter).paragraphs for part in (each.text, *each.entries))

    assert len(body.split()) <= ONE_PAGE
    assert max(map(len, text(letter).splitlines())) <= 72


@pytest.mark.parametrize(("language", "variant"), CASES)
def test_nothing_of_our_own_signs_is_left(language, variant):
    assert not set("${}<>|[]") & set(text(letter_of(language, variant)))


@pytest.mark.parametrize("variant", VARIANTS)
def test_markdown_says_the_same(variant):
    shown = markdown(letter_of("de", variant)).replace("\\", "")

    assert all(each.text in shown for each in page(letter_of("de", variant)).paragraphs)


def test_between_them_the_letters_hold_every_block_and_line():
    letters = [letter_of("en", variant) for variant in VARIANTS]
    blocks = {block.id for letter in letters for block in letter.blocks}
    steps = [step for kind in ORDER.values() for order in kind for step in order]
    lines = {line.key for letter in letters for block in letter.blocks for line in block.lines}
    ending = {"promise_past", "promise_undated", "concern", "invoice", "invoice_due", "invoice_overdue", "total"}

    assert blocks == {name for step in steps for name in step.strip("?").split("|")}
    assert lines | ending | {"credit", "overpaid"} == set(book("letters", "en")["lines"])
