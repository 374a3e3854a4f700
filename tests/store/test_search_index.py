"""The full-text index follows every change, and typed words never act in it."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.kinds import Channel, Direction
from clienthealth.core.records.client import Client
from clienthealth.core.records.contact import Interaction
from clienthealth.store import search
from clienthealth.store.finding import find
from clienthealth.store.store import Store

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = Store(tmp_path_factory.mktemp("search") / "clients.db", UTC, "robin", NOW)
    with opened.writing("add") as change:
        change.add(Client(client="acme", at=DAY, id="k", name="Acme"))
        change.add(entry("first", "a zebra crossing"))
    yield opened
    opened.close()


def entry(name, text):
    return Interaction(client="acme", at=DAY, id=name, channel=Channel.CALL, direction=Direction.IN, text=text)


def found(store, text):
    return [(hit.kind, hit.number) for hit in find(store, text, client=None, most=50).hits]


@given(text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30))
def test_no_text_breaks_the_search(store, text):
    result = find(store, text, client=None, most=5)

    assert result.total >= len(result.hits)


@given(noise=st.text(st.sampled_from('"*()^:-+{} '), max_size=12))
def test_signs_around_a_word_do_not_keep_it_from_being_found(store, noise):
    assert found(store, f"{noise} zebra {noise}") == [("interaction", 1)]


def test_the_index_follows_what_is_written_corrected_and_taken_out(store):
    with store.writing("log") as change:
        held = change.add(entry("second", "an okapi"))
    with store.writing("edit") as change:
        held = change.replace(held, entry("second", "a tapir"))
    corrected = found(store, "okapi"), found(store, "tapir")
    with store.writing("rm") as change:
        change.remove(held)

    assert corrected == ([], [("interaction", held.number)])
    assert found(store, "tapir") == []


def test_a_rebuilt_index_finds_the_same(store):
    before = found(store, "zebra")

    with store.writing("doctor"):
        search.rebuild(store.connection)

    assert found(store, "zebra") == before == [("interaction", 1)]
