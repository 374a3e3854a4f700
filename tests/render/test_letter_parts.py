"""What a letter of each kind needs: our own letters lack nothing, and a part that is taken out is missed."""

import re
from time import perf_counter

import pytest
from golden import FOLDER
from test_letter_golden import letter_of as ending_of
from test_letter_kinds_golden import letter_of

from clienthealth.core.frozen import replace
from clienthealth.core.kinds import Language, LetterKind
from clienthealth.core.wording.complete import FRAME, MISPLACED, NEEDED, complete
from clienthealth.core.wording.finding import NOWHERE
from clienthealth.render.letter import text
from clienthealth.render.lexicons import lexicon
from clienthealth.render.phrases import book

LANGUAGES = tuple(map(str, Language))
OWN_WORDS = sorted((FOLDER.parent / "data" / "letters").glob("*.txt"))
ON_FILE = sorted(each.name for each in FOLDER.glob("letter-*.txt"))

TAKEN_OUT = [
    ("offboarding", "conflict", "open_end why_conflict", "end"),
    ("offboarding", "conflict", "fulfilled", "open_work"),
    ("offboarding", "conflict", "nothing_due", "money"),
    ("offboarding", "conflict", "handover_brief access_brief", "handover"),
    ("offboarding", "conflict", "contact_after", "contact"),
    ("apology", "apology", "apo_open", "sorry"),
    ("apology", "apology", "apo_open apo_own", "sorry happened"),
    ("apology", "apology", "apo_fix apo_prevent", "change"),
    ("acknowledgement", "acknowledgement", "ack_open", "receipt"),
    ("acknowledgement", "acknowledgement", "ack_sum", "summary"),
    ("acknowledgement", "acknowledgement", "ack_next", "next_word"),
    ("acknowledgement", "acknowledgement", "ack_person", "contact"),
    ("expectations", "expectations", "exp_when exp_need", "date"),
    ("expectations", "expectations", "exp_reach", "contact"),
    ("expectations", "expectations", "exp_not", "included"),
    ("boundary", "boundary", "bnd_fact", "fact_day"),
    ("boundary", "boundary", "bnd_expect", "expect"),
    ("boundary", "boundary", "bnd_conseq", "consequence"),
    ("boundary", "boundary", "bnd_confirm", "confirm"),
    ("thanks", "thanks-flexible", "thx_flexible", "thanks"),
    ("follow-up", "follow-up", "fup_open", "holds"),
    ("survey", "survey", "survey_here", "questions"),
    ("survey", "survey-link", "survey_link", "questions"),
    ("hardship", "hardship", "hard_open", "kindness"),
]
"""Kind, letter, the blocks taken out of it, the parts that are missing then."""

DATE = re.compile(r"\d{1,2}(?:\.|η|ης)?\s\w+\s20\d\d")


def letter(kind, variant, language, without=""):
    made = ending_of(language, variant) if kind == "offboarding" else letter_of(language, variant)
    return text(replace(made, blocks=tuple(each for each in made.blocks if each.id not in without.split())))


def found(source, kind, language):
    return [each.id for each in complete(source, lexicon(language, "complete"), kind)]


def missing(*parts):
    return [f"incomplete.{each}" for each in parts]


@pytest.mark.parametrize("name", ON_FILE)
def test_a_letter_on_file_lacks_nothing_and_has_nothing_out_of_place(name):
    language = next(each for each in re.split(r"[-.]", name) if each in LANGUAGES)
    kind = next(each for each in NEEDED if name.startswith(f"letter-{each}"))

    assert found((FOLDER / name).read_text(encoding="utf-8"), kind, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "variant", "without", "parts"), TAKEN_OUT)
def test_a_part_that_is_taken_out_is_missed_and_nothing_else(kind, variant, without, parts, language):
    assert found(letter(kind, variant, language, without), kind, language) == missing(*parts.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_ending_without_dates_has_no_day(language):
    assert found(DATE.sub("…", letter("offboarding", "mutual", language)), "offboarding", language) == missing(
        "end_day"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", NEEDED)
def test_greeting_closing_and_name_are_missed(kind, language):
    variant = {"offboarding": "none", "thanks": "thanks-flexible"}.get(kind, kind)
    source = letter(kind, variant, language)
    closing = source.rstrip().rpartition("\n\n\n\n")[0].rpartition("\n")[2]
    greeting = source.split("\n\n")[4]

    assert found(source.replace(f"{closing}\n", "\n"), kind, language) == missing("closing")
    assert found(source.partition(closing)[0] + closing, kind, language) == missing("name")
    assert "incomplete.greeting" in found(source.replace(greeting, "", 1), kind, language)


def test_every_part_was_taken_out():
    assert OWN_WORDS
    taken = {(kind, part) for kind, _, _, parts in TAKEN_OUT for part in parts.split()}

    assert taken == {(kind, part) for kind, parts in NEEDED.items() for part in parts} - {("offboarding", "end_day")}
    assert set(NEEDED) == set(map(str, LetterKind))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_knows_every_part_and_says_why(language):
    cues, said = lexicon(language, "complete"), book("check", language)
    parts = {*FRAME, *(part for parts in NEEDED.values() for part in parts)}
    misplaced = {name for names in MISPLACED.values() for name in names}

    assert set(said["incomplete"]) == parts
    assert set(said["out-of-place"]) == misplaced
    assert parts - {"name"} <= set(cues.classes)
    assert {each.id for each in cues.patterns} == {f"out-of-place.{name}" for name in misplaced}


def test_a_text_of_no_kind_needs_nothing():
    assert found("Hello", "postcard", "en") == []


@pytest.mark.parametrize(
    ("below", "lost"),
    [
        ("mira@holm.example", ()),
        ("www.holm.example", ()),
        ("+49 431 5550123", ()),
        ("0431 5550123", ()),
        ("20 12 34 56", ()),
        ("2310 555012", ()),
        ("Invoice 2026-31 of 1,190.00", ("contact",)),
        ("24103 Kiel, 23.11.2026", ("contact",)),
    ],
)
def test_an_address_below_the_name_is_a_way_to_reach_the_sender(below, lost):
    source = letter("acknowledgement", "acknowledgement", "en", "ack_person")

    assert found(f"{source}{below}\n", "acknowledgement", "en") == missing(*lost)


@pytest.mark.slow
@pytest.mark.parametrize("part", ["a ", "\n", "dear x,\n", " ", "? ", "1 ", "best\n"])
def test_no_text_takes_long(part):
    began = perf_counter()
    complete(part * 20_000, lexicon("en", "complete"), "survey")

    assert perf_counter() - began < 10


def test_greeting_and_closing_may_share_their_line():
    assert found("Hi Kim, thank you for the lovely words!\nBest, Mira", "thanks", "en") == []
    assert found("Hi Kim, thank you for the lovely words!\nBest", "thanks", "en") == missing("name")


@pytest.mark.parametrize("file", OWN_WORDS, ids=lambda each: each.stem)
def test_a_letter_in_other_words_than_ours_has_its_parts_too(file):
    kind, _, language = file.stem.rpartition("-")

    assert found(file.read_text(encoding="utf-8"), kind, language) == []


def test_so_much_may_stand_there_and_no_more():
    asked = "Dear Kim,\n\nHow was it? What stays? What goes?{}\n\nKind regards,\n\nMira\n"
    sorry = "Dear Kim,\n\nI am sorry that it came late. From now on a second person checks.{}\n\nBest,\nMira\n"

    assert found(asked.format(""), "survey", "en") == []
    assert found(asked.format(" See https://x.example/?q=1"), "survey", "en") == []
    assert found(asked.format(" And why?"), "survey", "en") == ["out-of-place.many"]
    assert found(sorry.format(""), "apology", "en") == []
    assert found(sorry.format(" Again, my apologies."), "apology", "en") == ["out-of-place.sorry_again"]
    assert found(sorry.format(" Sorry if you feel hurt."), "apology", "en") == [
        "out-of-place.sorry_again",
        "out-of-place.if_feel",
    ]


def test_what_has_no_place_stands_where_it_stands():
    source = "Dear Kim,\n\nthank you for your trust. This month we have a special offer for you.\n\nBest,\nMira\n"
    (offer,) = complete(source, lexicon("en", "complete"), "thanks")

    assert offer.text(source) == "special offer"
    assert [each.start for each in complete("", lexicon("en", "complete"), "thanks")] == [NOWHERE] * 3
