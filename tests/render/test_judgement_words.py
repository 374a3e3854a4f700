"""Words of the judgement: both languages complete, numbers with their direction, what people wrote as data."""

import json
import re
import tomllib
from datetime import date
from importlib.resources import files
from math import log10

import pytest

from clienthealth.core.assessment import (
    Assessment,
    Axis,
    Counts,
    Evidence,
    Health,
    Judgement,
    Likelihood,
    Mirror,
    NextStep,
)
from clienthealth.core.economy import Economy, Income, Rates, Spent, window_of
from clienthealth.core.kinds import Confidence, Recommendation, Verdict
from clienthealth.core.saying import say
from clienthealth.render.review_md import code, escaped
from clienthealth.render.score_json import Told, as_json
from clienthealth.render.sheet import Line, Section, Sheet, plain
from clienthealth.render.terminal import shown
from clienthealth.render.voice import Voice

DAY = date(2026, 11, 20)
NOTHING = Economy(client="acme", window=window_of(DAY), income=Income(), spent=Spent(), rates=Rates())


def phrases(language):
    file = files("clienthealth.render") / "languages" / language / "review.toml"
    return dict(flat(tomllib.loads(file.read_text(encoding="utf-8"))))


def flat(table, path=()):
    for key, held in table.items():
        if isinstance(held, dict):
            yield from flat(held, (*path, key))
        else:
            yield ".".join((*path, key)), held


def placeholders(text):
    return set(re.findall(r"\$([a-z]+)", str(text)))


def likelihood(probability, *, low=0.03, high=0.15):
    prior = -12.788
    return Likelihood(probability, low, high, prior, 0.8)


def assessment(probability):
    odds = 10 * log10(probability / (1 - probability))
    likely = likelihood(probability)
    weight = (odds - likely.prior_decibans) / likely.discount
    return Assessment(
        client="acme",
        verdict=Verdict.WATCH,
        recommendation=Recommendation.SET_BOUNDARIES,
        because=say("because.watch"),
        confidence=Confidence.OK,
        problem_client=likely,
        client_problem=likely,
        health=Health(46.4, 33.2, 58.8),
        own_fault_share=0.7123456,
        counts=Counts(0, 0, 1, 5, 0),
        evidence=(Evidence(Axis.PROBLEM_CLIENT, "breadth", weight, say("problem_client.breadth.for", n=2), ("r1",)),),
        not_counted=(),
        gates=(),
        next_steps=(NextStep("set-boundary", DAY, "clienthealth boundary add acme"),),
    )


def printed(probability):
    mirror = Mirror(clients=1, watch=0, median_own_fault=None, common_factor_may_be_us=False)
    found = assessment(probability)
    judgement = Judgement(as_of=DAY, model="2026.2", mirror=mirror, assessments=(found,))
    text = as_json(judgement, [Told(found, NOTHING)], lambda _, record: f"h-{record}", Voice("en", DAY))
    return json.loads(text)["clients"][0]


def test_both_languages_have_the_same_phrases():
    assert phrases("en").keys() == phrases("de").keys()


def test_both_languages_fill_in_the_same_values():
    english, german = phrases("en"), phrases("de")

    assert {key: placeholders(german[key]) for key in english} == {key: placeholders(english[key]) for key in english}


def test_a_language_without_its_own_words_falls_back_to_english():
    assert Voice("fi", DAY).word("review.calm") == Voice("en", DAY).word("review.calm")


@pytest.mark.parametrize("probability", [1e-9, 0.0001234567, 0.05, 0.5, 0.83, 0.99999, 1 - 1e-9])
def test_the_law_holds_on_the_digits_that_are_printed(probability):
    client = printed(probability)

    likely = client["problem_client"]
    odds = 10 * log10(likely["probability"] / (1 - likely["probability"]))
    summed = sum(each["decibans"] for each in client["evidence"])
    assert abs(odds - likely["prior_decibans"] - likely["discount"] * summed) < 1e-6


def test_handles_stand_beside_record_ids():
    (evidence,) = printed(0.4)["evidence"]

    assert (evidence["records"], evidence["handles"]) == (["r1"], ["h-r1"])


def test_health_has_a_tenth_and_a_share_four_decimals():
    client = printed(0.4)

    assert client["health"] == {"score": 46.4, "low": 33.2, "high": 58.8, "stale": False}
    assert client["own_fault_share"] == 0.7123


@pytest.mark.parametrize(
    ("probability", "word"), [(0.29, "unlikely"), (0.30, "possible"), (0.60, "likely"), (0.83, "very likely")]
)
def test_the_words_change_at_the_thresholds_of_the_decisions(probability, word):
    assert Voice("en", DAY).likely(likelihood(probability)) == word


@pytest.mark.parametrize(
    ("low", "high", "band"), [(0.034, 0.151, "3–16 %"), (0.001, 0.004, "0–1 %"), (0.954, 0.996, "95–100 %")]
)
def test_a_band_is_in_percent_rounded_outwards_so_that_none_claims_certainty(low, high, band):
    assert Voice("de", DAY).band(likelihood(0.5, low=low, high=high)) == band


def test_a_day_of_another_year_has_its_year():
    voice = Voice("en", DAY)

    assert voice.day(date(2026, 11, 23)) == "Mon 23 Nov"
    assert voice.day(date(2025, 12, 24)) == "Wed 24 Dec 2025"


def test_a_quote_is_one_line_in_the_quotes_of_the_language():
    assert Voice("de", DAY).quote("zwei\nZeilen\x1b[31m") == "„zwei Zeilen\\x1b[31m“"
    assert Voice("en", DAY).quote("  ") == ""


def test_a_percent_sign_never_begins_a_line():
    sheet = Sheet("Title", opening=(f"{'word ' * 15}12 % more",))

    assert [line for line in plain(sheet).splitlines() if line.startswith("%")] == []


def test_a_command_is_never_broken():
    command = f'clienthealth expect add {"a" * 90} "…"'

    text = plain(Sheet("Title", sections=(Section("Now", (Line("acme", "say it", command=command),)),)))

    assert command in text


def test_markdown_keeps_what_was_written():
    assert escaped("1. *not* a [list](x) <b>") == r"1\. \*not\* a \[list\](x) \<b\>"
    assert escaped("- no list") == r"\- no list"
    assert code("say `this`") == "`` say `this` ``"


def test_a_terminal_gets_colour_and_no_markup_of_clients(monkeypatch):
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "xterm-256color")
    line = Line("[bold]acme", "[red]where[/red] :smile:", command="clienthealth why acme", tone="bad")

    text = shown(Sheet("Title", sections=(Section("Now", (line,)),)))

    assert "\x1b[" in text
    assert "[red]where[/red] :smile:" in text
    assert "[bold]acme" in text
