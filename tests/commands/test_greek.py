"""What people read in Greek: kept whole; a semicolon asks, lines fit, and keys are pressed in either layout."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from clienthealth.core.weekly.ritual import Key
from clienthealth.render.phrases import book
from clienthealth.render.ritual_text import Round, Speaker
from clienthealth.render.voice import Voice

DATA = Path(__file__).parents[1] / "data"
VIGNETTES = DATA / "vignettes"
SPOKEN = ("calendar", "drawing", "economy", "mail", "mirror", "page", "review", "ritual", "score", "suppose")
ASKED = {"πελάτη", "$client", "καταγράφουμε"}
"""Words after which something is asked."""


@pytest.fixture(autouse=True)
def greek(monkeypatch):
    monkeypatch.setenv("LANG", "el_GR.UTF-8")


def keys(language):
    day = date(2026, 11, 20)
    return Speaker(Voice(language, day), Round("kim", day, ZoneInfo("UTC"), {})).keys(Key)


def texts(held):
    if isinstance(held, str):
        yield held
    else:
        for each in held.values() if isinstance(held, dict) else held:
            yield from texts(each)


def test_the_review_reads_as_kept_in_greek(agency, golden):
    golden.matches("review-el.txt", agency.ok("review").out)


def test_why_reads_as_kept_in_greek(run, later, golden):
    run.ok(f"import {VIGNETTES / 'nothing-ever-satisfies.jsonl'}")
    later("2026-11-20")

    golden.matches("why-el.txt", run.ok("why nothing").out)


def test_a_mail_in_greek_begins_with_its_subject_and_fits_72_columns(agency):
    subject, *lines = agency.ok("review --format txt").lines

    assert subject == "Ανασκόπηση, Δευ 23 Νοε 2026: 4 πελάτες χρειάζονται προσοχή"
    assert [line for line in lines if len(line) > 72 and "clienthealth " not in line] == []


def test_a_calm_week_tells_what_is_missing_without_asking(run):
    run.ok('add Acme --agreed "Fixed price"')
    run.ok("log acme A good call")
    run.ok("add Bolt")
    run.ok("log bolt A good call")
    run.ok('add Cedar --since 2026-01-05 --agreed "Fixed price"')
    run.ok("log cedar A good call --when 100d")

    out = " ".join(run.ok("review").out.split())

    assert "Ήσυχη εβδομάδα" in out
    assert "ξεκαθαρίστηκε από πριν (bolt)· καμία επαφή" in out
    assert ";" not in out


@pytest.mark.parametrize("subject", SPOKEN)
def test_a_greek_semicolon_stands_only_where_something_is_asked(subject):
    before = {text[: text.index(";")].split()[-1] for text in texts(book(subject, "el")) if ";" in text}

    assert before <= ASKED


def test_a_key_is_the_same_in_either_layout_of_a_greek_keyboard():
    greek, english = keys("el"), keys("en")

    assert {greek[each] for each in "αa"} == {Key.FOLLOW}
    assert {english[each] for each in "fφ"} == {Key.FOLLOW}
    assert set(greek.values()) == set(english.values()) == set(Key)
