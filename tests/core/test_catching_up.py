"""Catching up: who is asked about and in which order, laws no sequence of keys can break, and what a look is worth."""

from datetime import datetime

import pytest
from build import DAY, ZONE, ago, build, known, reading, signals
from build import judged as judged_of
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.gather import portfolio
from clienthealth.core.kinds import PulseState
from clienthealth.core.weekly.catchup import (
    ANSWERS,
    FRESH,
    LONG,
    LOOKS,
    Gap,
    Key,
    Run,
    answered,
    begin,
    gap,
    press,
    to_ask,
)

NOW = datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=ZONE)
CLIENTS = st.lists(st.sampled_from("abcdefgh"), max_size=10)
PRESSED = st.lists(st.tuples(st.sampled_from(Key), st.booleans()), max_size=30)
"""Keys, each with whether what it asked for was written (else the user went back, or the store was busy)."""


def played(state, pressed):
    """Play keys as the loop does; return each state, and what was written about whom."""
    states, written = [state], []
    for key, works in pressed:
        about = state.client
        state, task = press(state, key)
        if task is not None and task is not Key.HELP and works:
            written.append((about, task))
            state = answered(state, task)
        states.append(state)
    return states, written


def asked(*records, told=(), me=None):
    held = portfolio([each for group in records for each in group], ZONE, until=DAY)
    return to_ask(held.histories, NOW, ZONE, told, me)


def slugs(*records, **given):
    return [each.client for each in asked(*records, **given)]


def about(client, *days, **given):
    """A client known for long, with a look on each of some days."""
    return [build("client", 300, client, **given), *(build("pulse", day, client) for day in days)]


@given(CLIENTS, PRESSED)
def test_no_client_is_asked_about_twice_in_a_run(clients, pressed):
    states, written = played(begin(clients), pressed)

    seen = [each.client for each in states]
    assert [each for each, before in zip(seen, [None, *seen], strict=False) if each not in (None, before)] == [
        each for each in dict.fromkeys(clients) if each in seen
    ]
    assert len({client for client, _ in written}) == len(written)


@given(CLIENTS, PRESSED)
def test_left_at_any_point_nothing_is_lost_and_the_others_come_next_time(clients, pressed):
    states, written = played(begin(clients), pressed)

    for state in states:
        left, task = press(state, Key.QUIT)
        assert task is None
        assert left.is_over
        assert left.answers == state.answers
        assert [press(left, key) for key in Key] == [(left, None)] * len(Key)
    done = {client for client, _ in written}
    again = begin(each for each in clients if each not in done)
    assert set(again.clients) | done == set(clients)
    assert not set(again.clients) & done


@given(CLIENTS, PRESSED)
def test_what_was_answered_is_what_was_written_and_what_comes_later(clients, pressed):
    last, written = played(begin(clients), pressed)[0][-1], played(begin(clients), pressed)[1]

    told = [(client, key) for key in ANSWERS if key is not Key.LATER for client in last.answered(key)]
    assert sorted(told) == sorted(written)
    assert len(last.answers) == len(written) + len(last.answered(Key.LATER))


@given(CLIENTS.filter(bool), st.sampled_from([Key.QUIET, Key.FINE, Key.TROUBLE, Key.HELP]))
def test_a_key_that_writes_waits_until_it_is_written(clients, key):
    state = begin(clients)

    assert press(state, key) == (state, key)


def test_later_goes_on_and_asks_for_nothing():
    assert press(begin("ab"), Key.LATER) == (Run(("a", "b"), (Key.LATER,)), None)


def test_only_quiet_and_fine_are_looks():
    assert {Key.QUIET: PulseState.QUIET, Key.FINE: PulseState.FINE} == LOOKS


def test_the_longest_silence_comes_first():
    assert slugs(about("ada", 30), about("bolt", 90, 40), about("cedar", 40), about("dune")) == [
        "dune",
        "bolt",
        "cedar",
        "ada",
    ]


@pytest.mark.parametrize(("days", "is_asked"), [(0, False), (FRESH.days - 1, False), (FRESH.days, True), (60, True)])
def test_what_was_noted_this_week_needs_no_question(days, is_asked):
    assert bool(asked(about("ada", days))) is is_asked


def test_a_contact_is_a_note_as_well():
    contact = build("interaction", 3, "ada")
    old = build("interaction", 30, "ada")

    assert asked([*about("ada", 60), contact]) == []
    assert [(each.since, each.days) for each in asked([*about("ada", 60), old])] == [(ago(30), 30)]


def test_what_was_written_down_lately_is_dealt_with_however_long_ago_it_happened():
    assert slugs(about("ada", 60), about("bolt", 50), told={"ada"}) == ["bolt"]


@pytest.mark.parametrize("status", ["prospect", "paused", "offboarding", "ended"])
def test_only_active_clients_are_asked_about(status):
    assert slugs(about("ada", 60), about("bolt", 60, status=status)) == ["ada"]


def test_mine_are_those_of_nobody_as_well():
    held = (about("ada", 50, owner="robin"), about("bolt", 40, owner="sam"), about("cedar", 30))

    assert slugs(*held) == ["ada", "bolt", "cedar"]
    assert slugs(*held, me="robin") == ["ada", "cedar"]


def test_it_says_what_is_still_open():
    complaints = [build("complaint", 50, text="Late"), build("complaint", 60, text="Old", confirmed="satisfied")]
    promises = [build("promise", 50), build("promise", 50, party="them"), build("promise", 50, status="kept")]

    (found,) = asked([*about("acme", 60), *complaints, *promises])

    assert (found.complaints, found.promises) == (1, 1)


def the_gap(*records):
    held = portfolio([each for group in records for each in group], ZONE, until=DAY)
    return gap(held, DAY, ZONE)


def test_a_long_silence_of_all_is_a_gap_of_the_days_between():
    found = the_gap(about("ada", 60), about("bolt", 30))

    assert found == Gap(ago(29), ago(1))
    assert found.days == 29


def test_one_client_that_was_noted_is_no_gap_nor_is_an_empty_record():
    assert the_gap(about("ada", 60), about("bolt", LONG)) is None
    assert the_gap(about("ada")) is None
    assert the_gap(about("ada", LONG + 1)) == Gap(ago(LONG), ago(1))


def test_who_was_noted_to_be_away_is_not_asked_whether_they_were():
    assert the_gap(about("ada", 60), [build("away", 50, until=30)]) is None
    assert the_gap(about("ada", 60), [build("away", 80, until=70)]) is not None
    assert the_gap(about("ada", 60), [build("away", 50, until=30, staff="sam")]) is not None


def test_a_look_says_that_the_time_was_observed_and_nothing_of_conduct():
    """Whatever was seen, the score is the same; no evidence is made of it, neither for them nor against."""
    trouble = [build("complaint", 40, text="Late", cause="client"), *signals("rude", 35, 30)]

    def with_looks(state):
        looks = [build("pulse", day, state=state) for day in (25, 15, 5)]
        return judged_of(known(300, pulses=False), trouble, looks)

    quiet, fine, bad = map(with_looks, ("quiet", "fine", "trouble"))

    assert (fine.problem_client, fine.client_problem) == (quiet.problem_client, quiet.client_problem)
    assert (bad.problem_client, bad.client_problem) == (quiet.problem_client, quiet.client_problem)
    assert not [each for each in fine.evidence if any(record.startswith("pul") for record in each.records)]


@pytest.mark.parametrize("state", PulseState)
def test_a_look_makes_a_silent_stretch_observed_whatever_was_seen(state):
    silent = [build("client", 200), build("time", 200), build("time", 80), build("time", 0)]

    assert reading(silent).observed_days == 200 - 119 - 79
    assert reading(silent, build("pulse", 40, state=state)).observed_days == 200 - 119
