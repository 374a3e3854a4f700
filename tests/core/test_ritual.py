"""The machine of the weekly ritual: where keys lead, and laws that no sequence of keys can break."""

import itertools
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.kinds import Recommendation
from clienthealth.core.weekly.ritual import (
    CHOICES,
    LOOKING,
    Ended,
    Key,
    Ritual,
    begin,
    decided,
    known,
    letter_for,
    press,
    round_began_after,
)

ABC = ("ada", "bolt", "cedar")
CLIENTS = st.lists(st.sampled_from("abcdefgh"), max_size=8).map(tuple)
PRESSED = st.lists(st.tuples(st.sampled_from(Key), st.booleans()), max_size=40)
"""Keys, each with whether what it asked for was done (else the user went back, or the store was busy)."""


def played(state, pressed):
    """Play keys as the loop does; return each state, and whom each decision was about."""
    states, choices = [state], []
    for key, works in pressed:
        state, task = press(state, key)
        if task in CHOICES and works:
            choices.append(state.client)
            state = decided(state)
        states.append(state)
    return states, choices


def test_it_begins_with_the_first_and_goes_on_after_a_decision():
    state = begin(ABC)
    assert state.client == "ada"

    same, task = press(state, Key.FOLLOW)

    assert (same, task) == (state, Key.FOLLOW)
    assert decided(state).client == "bolt"
    assert decided(state).done == {"ada"}


def test_what_only_looks_comes_back_to_the_same_client():
    state = begin(ABC)

    assert [press(state, key) for key in LOOKING] == [(state, key) for key in LOOKING]


def test_it_resumes_with_the_first_that_was_not_decided():
    state = begin(ABC, {"ada", "gone"})

    assert (state.client, state.done, state.open) == ("bolt", {"ada"}, ("bolt", "cedar"))


def test_where_all_are_decided_it_resumes_at_the_end():
    assert begin(ABC, ABC).client is None
    assert begin(()).keys == (Key.CLOSE, Key.QUIT, Key.HELP)


def test_a_decided_client_can_be_looked_at_again_but_not_decided_again():
    state, _ = press(decided(begin(ABC)), Key.BACK)

    assert state.client == "ada"
    assert set(state.keys) & set(CHOICES) == set()
    assert press(state, Key.OVERRIDE) == (state, None)
    assert press(state, Key.SKIP)[0].client == "bolt"


def test_the_first_client_has_none_before_it():
    state = begin(ABC)

    assert Key.BACK not in state.keys
    assert press(state, Key.BACK) == (state, None)


def test_clients_that_are_gone_are_left_out_and_the_place_stays():
    state = begin(("ada", "bolt", "cedar", "dune"), {"ada"})._replace(place=2)

    after = known(state, {"bolt", "cedar"}, {"ada"})

    assert (after.clients, after.client, after.done) == (("bolt", "cedar"), "cedar", frozenset())
    assert known(state, {"ada", "dune"}, ()).client == "dune"
    assert known(state, (), ()).client is None


def test_what_another_hand_decided_or_took_back_is_taken_over():
    state = decided(begin(ABC))

    assert known(state, ABC, {"ada", "bolt"}).keys == (*LOOKING, Key.SKIP, Key.BACK, Key.QUIT, Key.HELP)
    assert known(state, ABC, ()).open == ABC


def test_a_round_can_be_resumed_for_less_than_a_week():
    zone = ZoneInfo("Europe/Berlin")

    first = round_began_after(date(2026, 11, 27), zone)

    assert first == datetime(2026, 11, 21, tzinfo=zone)


@pytest.mark.parametrize(
    ("advice", "kind"),
    [
        (Recommendation.OFFBOARD, "offboarding"),
        (Recommendation.FINISH_COMMITMENTS, "offboarding"),
        (Recommendation.SET_EXPECTATIONS, "expectations"),
        (Recommendation.SET_BOUNDARIES, "boundary"),
        (Recommendation.EXTRA_EFFORT, "apology"),
        (Recommendation.APPRECIATE, "thanks"),
        (Recommendation.SAFETY, None),
        (Recommendation.ESCALATE, None),
    ],
)
def test_each_advice_has_the_letter_that_fits(advice, kind):
    assert letter_for(advice) == kind


@given(CLIENTS, CLIENTS, PRESSED)
def test_nobody_is_decided_twice(clients, before, pressed):
    _, choices = played(begin(clients, before), pressed)

    assert len(choices) == len(set(choices))
    assert not set(choices) & set(before)


@given(CLIENTS, PRESSED)
def test_only_closing_at_the_end_closes(clients, pressed):
    states, _ = played(begin(clients), pressed)

    for before, after, (key, _) in zip(states, states[1:], pressed, strict=False):
        if after.ended is Ended.CLOSED and before.ended is None:
            assert (key, before.client) == (Key.CLOSE, None)
        if key is Key.QUIT and before.ended is None:
            assert after.ended is Ended.LEFT


@given(CLIENTS, PRESSED)
def test_it_can_be_left_and_helped_at_any_point_and_then_no_key_does_anything(clients, pressed):
    for state in played(begin(clients), pressed)[0]:
        if state.ended is None:
            assert {Key.QUIT, Key.HELP} <= set(state.keys)
            left, _ = press(state, Key.QUIT)
            assert [press(left, key) for key in Key] == [(left, None)] * len(Key)


@given(CLIENTS, CLIENTS, PRESSED)
def test_from_anywhere_every_client_can_be_reached(clients, before, pressed):
    for state in played(begin(clients, before), pressed)[0]:
        if state.ended is not None:
            continue
        behind = state
        while Key.BACK in behind.keys:
            behind, _ = press(behind, Key.BACK)
        assert behind.place == 0
        seen, ahead = [], state._replace(place=0)
        while ahead.client is not None:
            seen.append(ahead.client)
            ahead, _ = press(ahead, Key.SKIP)
        assert set(seen) >= set(state.open)
        back = []
        while Key.BACK in ahead.keys:
            ahead, _ = press(ahead, Key.BACK)
            back.append(ahead.client)
        assert tuple(reversed(back)) == state.clients


@given(CLIENTS, PRESSED)
def test_a_sitting_that_was_left_resumes_with_the_first_not_decided(clients, pressed):
    states, choices = played(begin(clients), pressed)

    again = begin(clients, choices)

    assert again.done == states[-1].done == set(choices)
    assert again.client == next(iter(again.open), None)


@given(CLIENTS, PRESSED)
def test_a_decision_leads_on_never_round_and_round(clients, pressed):
    states, _ = played(begin(clients), pressed)

    for before, after in itertools.pairwise(states):
        if len(after.done) > len(before.done):
            assert after.place > before.place
    assert all(isinstance(each, Ritual) and 0 <= each.place <= len(each.clients) for each in states)
