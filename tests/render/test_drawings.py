"""Drawings of characters: what is unknown is no zero, an interval is where it is, no name covers another."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.assessment import Assessment, Counts, Health, Likelihood
from clienthealth.core.kinds import Confidence, Recommendation, Verdict
from clienthealth.core.saying import say
from clienthealth.core.score.policy import DEFAULT
from clienthealth.render.drawing import BLOCKS, UNKNOWN, bar, likelihood_bar, mood_bar, place, sparkline
from clienthealth.render.quadrant import HEIGHT, NAME, SCALE, WIDTH, Lines, Spot, quadrant
from clienthealth.render.score_quadrant import quadrant_text
from clienthealth.render.voice import Voice
from clienthealth.render.words import PLAINER, carried, columns

SHARE = st.floats(0, 1)
LEVELS = Lines(0.6, 0.4)
VOICE = Voice("en", date(2026, 11, 20))


def test_a_course_is_a_block_a_value_on_the_whole_scale():
    assert sparkline([0, 12, 13, 50, 99, 100]) == "▁▁▂▅██"


def test_what_is_unknown_is_a_gap_and_never_the_lowest_mood():
    assert sparkline([None, 0, None]) == f"{UNKNOWN}{BLOCKS[0]}{UNKNOWN}"
    assert UNKNOWN not in BLOCKS


@given(st.lists(st.none() | st.floats(0, 100)))
def test_a_course_is_as_long_as_its_values_and_never_falls_where_they_rise(values):
    drawn = sparkline(values)

    assert len(drawn) == len(values)
    seen = [(value, BLOCKS.index(each)) for value, each in zip(values, drawn, strict=True) if value is not None]
    assert [each for _, each in sorted(seen)] == sorted(each for _, each in seen)


@pytest.mark.parametrize(
    ("low", "here", "high", "drawn"),
    [
        (0.0, 0.0, 0.0, "●·········"),
        (1.0, 1.0, 1.0, "·········●"),
        (0.3, 0.55, 0.8, "···──●───·"),
        (0.0, 0.5, 1.0, "─────●────"),
    ],
)
def test_a_bar_shows_the_value_within_its_interval(low, here, high, drawn):
    assert bar(low, here, high, 10) == drawn


@given(st.lists(SHARE, min_size=3, max_size=3).map(sorted), st.integers(1, 80))
def test_a_bar_has_its_width_and_one_value(values, width):
    drawn = bar(*values, width)

    assert (len(drawn), drawn.count("●")) == (width, 1)


def test_likelihoods_and_moods_are_drawn_on_the_same_bar():
    assert likelihood_bar(Likelihood(0.5, 0.2, 0.9, -12.8, 0.8), 10) == mood_bar(Health(50, 20, 90), 10)


def test_a_quadrant_has_its_corners_its_levels_and_a_name_beside_its_point():
    drawn = quadrant([Spot("acme", 0.7, 0.9), Spot("", 0.1, 0.1)], LEVELS, 30, 6).drawn

    assert drawn == (
        " 100│                  ┊  ● acme",
        "    │                  ┊",
        "    │                  ┊",
        "  40│┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┊┈┈┈┈┈┈┈┈┈┈┈",
        "    │                  ┊",
        "    │   ∙              ┊",
        "   0└──────────────────┴───────────",
        "     0                60        100",
    )


def test_clients_on_one_spot_are_named_together():
    found = quadrant([Spot("acme", 0.05, 0.9), Spot("bolt", 0.05, 0.9)], LEVELS)

    assert "● acme, bolt" in "\n".join(found.drawn)
    assert found.below == ()


def test_where_there_is_no_room_for_a_name_the_point_is_a_letter_named_below():
    row = [Spot(f"client-number-{each}", 0.4 + each / WIDTH, 0.9) for each in range(4)]

    found = quadrant(row, LEVELS)

    letters = [each[0] for each in found.below]
    assert letters == ["a", "b"]
    assert all(each in "".join(found.drawn) for each in letters)


NAMES = st.text(st.characters(categories=["Ll", "Lo"]), min_size=1, max_size=30)
SPOTS = st.lists(st.builds(Spot, NAMES | st.just(""), SHARE, SHARE), max_size=30)


@given(SPOTS, SHARE, SHARE)
def test_every_client_is_named_once_and_no_line_is_wider_than_the_field(spots, right, up):
    found = quadrant(spots, Lines(right, up))

    assert len(found.drawn) == HEIGHT + 2
    assert max(map(columns, found.drawn)) <= WIDTH + SCALE
    points = sum(line[SCALE:].count("●") for line in found.drawn[:HEIGHT])
    cells = {(place(each.right, WIDTH), place(each.up, HEIGHT)) for each in spots if each.name}
    assert points + len(found.below) == len(cells)


def found(client, right, up, verdict=Verdict.WATCH, confidence=Confidence.OK):
    return Assessment(
        client=client,
        verdict=verdict,
        recommendation=Recommendation.APPRECIATE,
        because=say("because.calm"),
        confidence=confidence,
        problem_client=Likelihood(right, 0, 1, -12.8, 0.8),
        client_problem=Likelihood(up, 0, 1, -9.5, 0.8),
        health=Health(70, 60, 80),
        own_fault_share=0,
        counts=Counts(0, 0, 1, 9, 0),
        evidence=(),
        not_counted=(),
        gates=(),
        next_steps=(),
    )


PORTFOLIO = [
    found("acme", 0.93, 0.1),
    found("bolt", 0.02, 0.8, Verdict.CLIENT_WITH_A_PROBLEM),
    found("calm", 0.02, 0.1, Verdict.HEALTHY),
    found("dune", 0.5, 0.5, Verdict.NOT_ENOUGH_EVIDENCE, Confidence.INSUFFICIENT),
]


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_quadrant_of_a_portfolio_reads_as_kept(golden, language):
    golden.matches(f"quadrant-{language}.txt", quadrant_text(PORTFOLIO, DEFAULT, Voice(language, VOICE.today)) + "\n")


def test_who_is_well_is_not_named_and_of_whom_too_little_is_known_is_not_drawn():
    drawn = quadrant_text(PORTFOLIO, DEFAULT, VOICE)

    assert ("acme" in drawn, "bolt" in drawn, "calm" in drawn, "dune" in drawn) == (True, True, False, False)


def test_one_client_makes_no_drawing():
    assert quadrant_text([PORTFOLIO[0], PORTFOLIO[3]], DEFAULT, VOICE) == ""


def test_every_drawing_has_a_character_of_ascii_in_its_place():
    drawn = "\n".join([sparkline([None, *range(0, 101, 10)]), bar(0.2, 0.5, 0.9, 20), *quadrant([], LEVELS).drawn])

    plainer = carried(drawn, "ascii")

    assert plainer.isascii()
    assert "\\" not in plainer
    assert [*map(len, plainer.split("\n"))] == [*map(len, drawn.split("\n"))]


def test_only_what_an_encoding_lacks_is_replaced():
    assert carried("“Kjærgård” · ●─", "latin-1") == '"Kjærgård" · o-'
    assert carried("“Kjærgård” · ●─", "utf-8") == "“Kjærgård” · ●─"
    assert carried("Ελαία", "ascii") == "\\u0395\\u03bb\\u03b1\\u03af\\u03b1"


def test_what_takes_the_place_of_a_sign_is_never_wider_than_a_sign_but_for_the_ellipsis():
    signs = {chr(code): plainer for code, plainer in PLAINER.items() if plainer != "..."}

    assert {unicodedata.east_asian_width(sign) in "WF" for sign in signs} == {False}
    assert set(map(len, signs.values())) == {1}


def test_long_names_are_clipped():
    assert f"● {'x' * (NAME - 1)}…" in "\n".join(quadrant([Spot("x" * 50, 0.1, 0.5)], LEVELS).drawn)
