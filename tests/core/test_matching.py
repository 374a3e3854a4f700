"""The client that was typed is the client that is found, whatever keyboard it was typed on."""

import re
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.matching import SLUG_LENGTH, Named, find, fold, foldings, nearest, slug_of

ACME = Named("acme", "Acme Ltd")
ACME_TWO = Named("acme-two", "Acme Two")
KJAERGAARD = Named("kjaergaard", "Kjærgård & Søn A/S", ("kgs",))
MUELLER = Named("mueller-bau", "Müller Bau GmbH", ("mb", "Bauhof"))
SOREN = Named("soren", "Søren Holm")
GREEK = Named("papadopoulos", "Παπαδόπουλος")
ALL = (ACME, ACME_TWO, KJAERGAARD, MUELLER, SOREN, GREEK)

NAMES = st.text(min_size=1, max_size=12)
NORDIC = st.text("aeoøæåäöüß -", min_size=1, max_size=30)


def added(known: tuple[Named, ...], name: str) -> tuple[Named, ...]:
    return (*known, Named(slug_of(name, {client.slug for client in known}), name))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Kjærgård", "kjaergard"),
        ("SØREN", "soren"),
        ("Straße", "strasse"),
        ("Łódź-Đà_Nẵng", "lodz da nang"),
        ("œuvre", "oeuvre"),
        ("ΠΑΠΑΔΟΠΟΥΛΟΣ", "παπαδοπουλοσ"),
        ("Παπαδόπουλος", "παπαδοπουλοσ"),
        ("  acme\t-  two_ ", "acme two"),
        ("Zoe\u0308", "zoe"),
        ("Smith\u2019s", "smith's"),
        ("A\u2013B", "a b"),
    ],
)
def test_folding_takes_away_case_accents_and_separators(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Kjærgård", {"kjaergard", "kjaergaard", "kjargard", "kjargaard"}),
        ("Søren", {"soren", "soeren"}),
        ("So\u0308ren", {"soren", "soeren"}),
        ("Müller", {"muller", "mueller"}),
        ("Acme", {"acme"}),
    ],
)
def test_letters_have_every_spelling_people_type(name, typed):
    assert foldings(name) == typed


def test_a_few_special_letters_are_spelt_one_by_one():
    assert "aasgard" in foldings("Åsgård")
    assert len(foldings("øbøbøbøbøbø")) == 64


def test_many_special_letters_are_spelt_alike_throughout():
    spellings = foldings("ø" * 20 + "å" * 20)

    assert spellings == {first * 20 + second * 20 for first in ("o", "oe") for second in ("a", "aa")}


@pytest.mark.parametrize(
    ("wanted", "slug"),
    [
        ("acme", "acme"),
        ("ACME", "acme"),
        ("acme two", "acme-two"),
        ("Acme_Two", "acme-two"),
        ("acme-t", "acme-two"),
        ("kgs", "kjaergaard"),
        ("kjargard", "kjaergaard"),
        ("Kjærgård & Søn", "kjaergaard"),
        ("kjaergaard & soen a/s", "kjaergaard"),
        ("kjä", "kjaergaard"),
        ("MÜLLER", "mueller-bau"),
        ("muller", "mueller-bau"),
        ("mueller", "mueller-bau"),
        ("bau", "mueller-bau"),
        ("soeren", "soren"),
        ("Søren", "soren"),
        ("παπαδόπουλος", "papadopoulos"),
        ("ΠΑΠ", "papadopoulos"),
    ],
)
def test_a_client_is_found_by_slug_alias_name_or_beginning(wanted, slug):
    match = find(wanted, ALL)

    assert match.exact == slug
    assert match.candidates == match.near == ()


def test_a_beginning_of_several_names_them_all_and_chooses_none():
    match = find("acm", ALL)

    assert match.exact is None
    assert match.candidates == (ACME, ACME_TWO)
    assert match.near == ()


def test_an_alias_that_two_clients_share_is_ambiguous():
    others = (Named("a", "One", ("shared",)), Named("b", "Two", ("Shared",)))

    assert find("shared", others).candidates == others


@pytest.mark.parametrize(
    ("wanted", "slug"), [("soren", "soren"), ("soeren", "soeren"), ("Søren B", "soeren"), ("Søren", "soren")]
)
def test_what_is_typed_literally_wins_over_other_spellings(wanted, slug):
    known = (Named("soeren", "Søren B"), Named("soren", "Søren"))

    assert find(wanted, known).exact == slug


def test_a_slug_wins_over_the_alias_of_another_client():
    known = (Named("first", "First", ("second",)), Named("second", "Other"))

    assert find("second", known).exact == "second"


@pytest.mark.parametrize(
    ("wanted", "slug"),
    [("acne", "acme"), ("kjærgrd", "kjaergaard"), ("gmbh", "mueller-bau"), ("papadopulos", "papadopoulos")],
)
def test_a_near_miss_is_offered_and_never_taken(wanted, slug):
    match = find(wanted, ALL)

    assert match.exact is None
    assert match.candidates == ()
    assert match.near[0].slug == slug


def test_the_first_word_of_a_long_name_may_be_mistyped():
    known = (Named("c", "Zephyr International Holdings and Partners"),)

    assert find("zefyr", known).near == known


def test_at_most_three_near_misses_are_offered():
    known = tuple(Named(f"client-{letter}", f"Client {letter}") for letter in "abcdef")

    assert len(find("clyent", known).near) == 3


@pytest.mark.parametrize("wanted", ["", "  ", "-", "zzzzzz"])
def test_nothing_and_nonsense_find_nobody(wanted):
    match = find(wanted, ALL)

    assert match == (None, (), ())


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Acme Ltd.", "acme-ltd"),
        ("Kjærgård & Søn A/S", "kjaergaard-soen-a-s"),
        ("Müller Straße", "mueller-strasse"),
        ("Παπαδόπουλος & Ψυχή", "papadopoulos-psychi"),
        ("O\u2019Neill", "oneill"),
        ("3M", "3m"),
        ("株式会社", "client"),
        ("--", "client"),
        ("", "client"),
        ("A Very Long Name That Goes On And On", "a-very-long-name-that-goes-on"),
        ("twelve-twelve-twelve-twelve-1234 b", "twelve-twelve-twelve-twelve-1234"),
        ("twelve-twelve-twelve-twelve-1234", "twelve-twelve-twelve-twelve-1234"),
        ("x" * 40, "x" * 32),
    ],
)
def test_a_slug_is_made_of_any_name(name, slug):
    assert slug_of(name, ()) == slug


@pytest.mark.parametrize(
    ("taken", "slug"),
    [({"log"}, "log-2"), ({"log", "log-2"}, "log-3"), ({"log-2"}, "log")],
)
def test_a_taken_or_reserved_slug_gets_a_number(taken, slug):
    assert slug_of("Log", taken) == slug


def test_a_numbered_slug_is_no_longer_than_others():
    slug = slug_of("x" * 40, {"x" * 32})

    assert slug == "x" * 30 + "-2"


@pytest.mark.parametrize(
    ("word", "choice"),
    [
        ("overriding", "overridden"),
        ("post", "postponed"),
        ("HOLLOWED", "followed"),
        ("reset talk", "reset-talk"),
        ("co", None),
        ("zzz", None),
        ("", None),
    ],
)
def test_a_wrong_closed_word_names_the_nearest(word, choice):
    assert nearest(word, ["followed", "postponed", "overridden", "reset-talk", "complaint", "contact"]) == choice


@given(text=st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(text=NORDIC)
def test_the_ways_to_type_a_name_are_few_and_folded(text):
    spellings = foldings(text)

    assert 1 <= len(spellings) <= 64
    assert {fold(spelling) for spelling in spellings} == spellings


@given(name=NAMES, taken=st.sets(st.sampled_from(["client", "client-2", "a", "b", "0", "a-2", "0-2"])))
def test_a_slug_is_well_formed_short_and_free(name, taken):
    slug = slug_of(name, taken)

    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", slug)
    assert len(slug) <= SLUG_LENGTH
    assert slug not in taken


@given(names=st.lists(NAMES, min_size=1, max_size=8))
def test_every_slug_finds_its_own_client(names):
    known = reduce(added, names, ())

    found = [find(client.slug, known).exact for client in known]

    assert found == [client.slug for client in known]


@given(wanted=NORDIC, names=st.lists(NORDIC, max_size=6, unique=True))
def test_the_order_of_clients_never_changes_who_is_meant(wanted, names):
    known = [Named(f"client-{number}", name) for number, name in enumerate(names)]

    forth, back = find(wanted, known), find(wanted, known[::-1])

    assert forth.exact == back.exact
    assert set(forth.candidates) == set(back.candidates)
