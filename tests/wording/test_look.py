"""Reading a text: what makes no difference, what is no word, what is found without patterns, and how long it takes."""

import re
import time
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clienthealth.core.kinds import Language
from clienthealth.core.wording.finding import places
from clienthealth.core.wording.lexicon import Lexicon
from clienthealth.core.wording.look import Known, look
from clienthealth.core.wording.names import Name
from clienthealth.render.lexicons import lexicon
from clienthealth.render.phrases import book

BAD = {
    "en": [
        "You are, to be honest, an utter idiot.",
        "If you don't pay by Friday, I'll tell everyone in town how you work.",
        "You never answer your phone, and we can't go on like this.",
        "We guarantee that nothing will go wrong.",
    ],
    "de": [
        "Sie sind ein unverschämter Lügner, und Ihr Entwurf ist schlicht lächerlich.",
        "Das werden Sie noch bereuen, mein Anwalt freut sich schon.",
        "Sie melden sich grundsätzlich erst in der letzten Minute.",
        "Wir räumen ein, dass uns ein Verschulden trifft.",
    ],
    "da": [
        "Du er ærligt talt en ubegavet nar, og jeres oplæg er latterligt.",
        "Hvis I ikke betaler på mandag, får alle i branchen at vide, hvordan I arbejder.",
        "I svarer aldrig på nogen af vores beskeder, og sådan går det ikke.",
        "Vi garanterer, at der intet går galt med æsken.",
    ],
    "nb": [
        "Du er ærlig talt en udugelig tosk, og utkastet deres er latterlig.",
        "Hvis dere ikke betaler på mandag, får hele bransjen vite hvordan dere arbeider.",
        "Dere svarer aldri på noen av meldingene våre, og slik går det ikke.",
        "Vi garanterer at ingenting går galt på årsmøtet.",
    ],
    "el": [
        "Είστε, για να μιλήσω ειλικρινά, ένας ανίκανος και αγενής ψεύτης.",
        "Αν δεν πληρώσετε ως τη Δευτέρα, θα μάθουν όλοι στην πόλη πώς δουλεύετε.",
        "Ποτέ δεν απαντάτε στα μηνύματά μας, και έτσι δεν γίνεται.",
        "Σας εγγυόμαστε ότι τίποτα δεν θα πάει στραβά.",
    ],
}
POLITE = {
    "en": "Thank you for your letter of 4 May. The files are ready, and we wish you a good summer.",
    "de": "Vielen Dank für Ihr Schreiben vom 4. Mai. Die Dateien liegen bereit, und wir wünschen einen guten Sommer.",
    "da": "Mange tak for jeres brev af 4. maj. Filerne ligger klar, og vi ønsker jer en god sommer.",
    "nb": "Mange takk for brevet av 4. mai. Filene ligger klare, og vi ønsker dere en god sommer.",
    "el": "Σας ευχαριστούμε για την επιστολή της 4ης Μαΐου. Τα αρχεία είναι έτοιμα, και σας ευχόμαστε καλό καλοκαίρι.",
}
SPELT = {"de": {"ä": "ae", "ö": "oe", "ü": "ue"}, "da": {"æ": "ae", "ø": "oe", "å": "aa"}}
SPELT["nb"] = SPELT["da"]
TEXTS = st.sampled_from([(language, text) for language, texts in BAD.items() for text in texts])


def ids(text, language, known=None):
    return [each.id for each in look(text, lexicon(language), known or Known()).findings]


def found(text, known=None, language="en"):
    return {(each.id, each.text(text)) for each in look(text, lexicon(language), known or Known()).findings}


SAME = {
    "composed": lambda text, _: normalize("NFC", text),
    "decomposed": lambda text, _: normalize("NFD", text),
    "hard spaces": lambda text, _: text.replace(" ", "\u00a0"),
    "narrow spaces": lambda text, _: text.replace(" ", "\u202f"),
    "small letters": lambda text, _: text.lower(),
    "title case": lambda text, _: text.title().replace("'S", "'s").replace("'T", "'t").replace("'Ll", "'ll"),
    "wrapped": lambda text, _: text.replace(" ", "\n"),
    "soft hyphen": lambda text, at: text[: 1 + at] + "\u00ad" + text[1 + at :],
    "zero width": lambda text, at: text[: 1 + at] + "\u200b" + text[1 + at :],
    "curly apostrophe": lambda text, _: text.replace("'", "’"),
}


@given(TEXTS, st.sampled_from(sorted(SAME)), st.integers(0, 30))
def test_the_form_of_a_text_makes_no_difference(case, change, at):
    language, text = case

    assert ids(text, language)
    assert ids(SAME[change](text, at), language) == ids(text, language)


@pytest.mark.parametrize("language", sorted(SPELT))
def test_letters_may_be_written_with_others(language):
    for text in BAD[language]:
        assert ids(text.translate(str.maketrans(SPELT[language])), language) == ids(text, language)


@given(TEXTS, st.booleans(), st.sampled_from([" ", "\n", "\n\n"]))
def test_a_polite_sentence_takes_nothing_away(case, before, between):
    language, text = case
    parts = [POLITE[language], text] if before else [text, POLITE[language]]

    assert ids(between.join(parts), language) == ids(text, language)


@settings(max_examples=20)
@given(st.text(max_size=300))
def test_any_text_can_be_read_and_findings_lie_in_it(text):
    for language in BAD:
        for each in look(text, lexicon(language)).findings:
            assert 0 <= each.start < each.end <= len(text)


def test_the_laws_hold_in_every_language():
    assert set(BAD) == set(POLITE) == set(Language)
    for language, texts in BAD.items():
        assert len({ids(text, language)[0].split(".")[0] for text in texts}) == len(texts)


@pytest.mark.parametrize("language", Language)
def test_what_we_write_ourselves_raises_nothing(language):
    from string import Template

    def leaves(table):
        for value in table.values() if isinstance(table, dict) else table:
            yield from leaves(value) if isinstance(value, (dict, list)) else [str(value)]

    words, walk = book("appreciation", language), book("handling", language)
    said = (book("letters", language), book("sheet", language), words["words"], words["ideas"], walk["draft"])
    texts = [Template(text) for part in said for text in leaves(part)]
    written = [
        re.sub(r"[{<]([^|}>]*)\|([^}>]*)[}>]", voice, text.safe_substitute(dict.fromkeys(text.get_identifiers(), "12")))
        for text in texts
        for voice in (r"\1", r"\2")
    ]
    own = [each for each in written if "clienthealth" not in each]  # what is said to the user, about commands

    assert len(own) > 100
    assert [(each, ids(each, language)) for each in own if ids(each, language)] == []


@pytest.mark.slow
@pytest.mark.parametrize("language", sorted(BAD))
@pytest.mark.parametrize(
    "text", ["you " * 25_000, "a" * 100_000, "\n- a" * 25_000, "“'„" * 33_000, "$a_" * 33_000, "A1 " * 33_000]
)
def test_no_text_takes_long(text, language):
    began = time.process_time()
    look(text, lexicon(language))

    assert time.process_time() - began < 20  # a second or two; what grows with the square takes minutes


def test_words_in_greek_capitals_are_read_without_accents():
    data = {"category": "insult", "hit": ["x"], "miss": ["y"]}
    greek = Lexicon({"pattern": [data | {"id": "insult.a", "regex": "ανίκανος"}]})

    assert [each.id for each in look("ΕΙΣΑΙ ΑΝΙΚΑΝΟΣ", greek).findings] == ["insult.a"]
    assert [each.id for each in look("Είσαι ανίκανος.", greek).findings] == ["insult.a"]
    assert [each.id for each in look("Είσαι ανικανος.", greek).findings] == []


def test_capitals_that_would_be_ambiguous_can_be_left_alone():
    data = {"category": "absolute", "hit": ["x"], "miss": ["y"], "caps": False}
    greek = Lexicon({"pattern": [data | {"id": "absolute.a", "regex": "ποτέ"}]})

    assert [each.id for each in look("ποτέ", greek).findings] == ["absolute.a"]
    assert look("ΠΟΤΕ", greek).findings == ()
    assert look("πότε", greek).findings == ()


def test_a_word_of_two_scripts_is_found_and_read_as_it_looks():
    text = "Such an idi\u03bft again."

    assert found(text) == {("mixed.scripts", "idi\u03bft"), ("insult.word", "idi\u03bft")}
    assert found("The gap is 5 \u00b5m wide.") == set()


def test_names_are_no_words():
    known = Known((Name("Idiot & Sons Ltd", "idiot"), Name("Kim Moron", "acme")))

    assert found("Dear Ms Moron, the files of Idiot & Sons are here.", known) == set()
    assert look("Dear Ms Moron,", lexicon("en"), known).masked == ("Moron",)
    assert found("Only a moron would do that.", known) == {("insult.word", "moron")}


def test_other_clients_are_a_leak_and_the_own_one_is_not():
    known = Known((Name("Acme GmbH", "acme"), Name("Bolt Ltd", "bolt"), Name("kim@bolt.example", "bolt")), "acme")
    text = "Dear Acme, as for Bolt, and for Bolt Ltd's kim@bolt.example: done."

    assert found(text, known) == {
        ("leak.client", "Bolt"),
        ("leak.client", "Bolt Ltd's"),
        ("leak.client", "kim@bolt.example"),
    }
    assert found(text, known._replace(client="")) == set()


@pytest.mark.parametrize(
    "quoted",
    [
        "“you are an idiot, he said”",
        "„you are an idiot, he said“",
        "«you are an idiot, he said»",
        '"you are an idiot, he said"',
    ],
)
def test_quoted_words_are_somebody_elses_and_that_is_said(quoted):
    assert found(f"On 4 May we read: {quoted} in your mail.") == {("quote.as_is", quoted)}
    assert found("We read “the files are late” in your mail.") == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The password: Tulip77! is new.", "secret.password"),
        ("IBAN DE89 3704 0044 0532 0130 00, please.", "secret.iban"),
        ("key sk_live_4f9aQ77bXk21LmNoP0 here", "secret.key"),
        ("use 9f86d081884c7d659a2feaa0c55ad015 for it", "secret.token"),
        ("use aZ3kQ9xW1mB7nT5rV2cY8dL4 for it", "secret.token"),
        ("Dear $name,", "placeholder.left"),
        ("Dear {{ name }},", "placeholder.left"),
        ("Dear [NAME],", "placeholder.left"),
        ("It costs TODO euros.", "placeholder.left"),
        ("This is THE LAST TIME that I fix it.", "shouting.capitals"),
        ("Where are the files?!", "shouting.marks"),
    ],
)
def test_what_is_a_slip_in_every_language(text, name):
    assert name in {each for each, _ in found(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Please change the password: it is in the safe.",
        "IBAN DE88 3704 0044 0532 0130 00, with a wrong digit.",
        "It costs $1,200, or 40 % [sic] less.",
        "UNESCO and NATO keep their capitals, and the printer takes PDF only.",
        "OUR TERMS OF DELIVERY\n\nThe files come on Friday.",
        "See https://example.com/a/very/long/path/without/anything/secret-in-it/index.html please.",
        "Version 1.2.3 is out!",
    ],
)
def test_what_only_looks_like_one(text):
    assert found(text) == set()


def test_the_senders_own_account_is_no_secret():
    text = "Please pay to DE89 3704 0044 0532 0130 00."

    assert found(text, Known(own="IBAN DE89370400440532013000")) == set()
    assert found(text) != set()


def test_dated_facts_are_no_blame_in_a_letter_that_sets_a_boundary():
    text = "The delay of 4 May is your fault."

    assert {name for name, _ in found(text)} == {"blame.fault"}
    assert found(text, Known(kind="boundary")) == set()
    assert found("The delay is your fault.", Known(kind="boundary")) != set()


def test_places_count_lines_and_columns_from_one():
    assert places("ab\ncd\n\nef", [0, 1, 3, 4, 7]) == [(1, 1), (1, 2), (2, 1), (2, 2), (4, 1)]


@pytest.mark.parametrize(
    ("language", "text", "after"),
    [
        ("en", "The screenshots of our chat are ready to be posted. It is up to you.", "Thank you."),
        ("el", "Μας περνάτε για αφελείς;", "Σας ευχαριστούμε."),
    ],
)
def test_what_is_said_in_the_next_sentence_takes_nothing_back(language, text, after):
    assert ids(text, language)
    assert ids(f"{text} {after}", language) == ids(text, language)


def test_signs_that_nobody_sees_do_not_choose_between_findings():
    text = "Sig mig, er I født i går, eller er I bare snotdumme?"

    assert {tuple(ids(f"{text[:at]}\u00ad{text[at:]}", "da")) for at in range(len(text))} == {tuple(ids(text, "da"))}
