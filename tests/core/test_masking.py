"""Masking finds what is literally known, in every text of a record, and leaves alone what only looks like it."""

import pytest
from build import DAY
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.kinds import Channel, Direction
from clienthealth.core.privacy.masking import Mask, Person, masked, of_contact
from clienthealth.core.records.client import Client, Contact
from clienthealth.core.records.contact import Interaction

IDA = Contact(name="Ida Vogelsang", email=("ida@acme.example",), phone=("+49 0151 555-0101",))


def hidden(text, *besides):
    return Mask([of_contact(IDA, "[X]", besides)]).text(text)[0]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ida Vogelsang rief an", "[X] rief an"),
        ("IDA  VOGELSANG rief an", "[X] rief an"),
        ("Idas Idee, Vogelsang's Wunsch", "[X] Idee, [X] Wunsch"),
        ("an IDA@acme.example!", "an [X]!"),
        ("0049 151 5550101 ist eine andere", "0049 151 5550101 ist eine andere"),
        ("+4901515550101, +49 (0151) 555 0101", "[X], [X]"),
        ("Ida", "[X]"),
    ],
)
def test_names_parts_addresses_and_numbers_are_found(text, shown):
    assert hidden(text) == shown


@pytest.mark.parametrize(
    "text",
    ["Idaho", "Friday", "ida", "Vogelsangweg", "frida@acme.example", "ida@acme.example.org.xida", "1+4901515550101234"],
)
def test_what_only_looks_like_it_is_left_alone(text):
    assert "[X]" not in hidden(text) or text.startswith("ida@")


def test_a_part_that_others_share_is_no_sign_of_them():
    assert hidden("Ida war da", "Ida Nord") == "Ida war da"
    assert hidden("Vogelsang war da", "Ida Nord") == "[X] war da"


def test_every_text_of_a_record_is_masked_and_ids_are_not():
    record = Interaction(
        client="acme", at=DAY, id="Ida", channel=Channel.CALL, direction=Direction.IN,
        text="Ida", note="mit Ida", contact="ida@acme.example", staff="ida", reply_to="Ida",
    )  # fmt: skip

    made = masked(record, Mask([of_contact(IDA, "[X]")]))

    assert (made.value.text, made.value.note, made.value.contact) == ("[X]", "mit [X]", "[X]")
    assert (made.value.staff, made.value.id, made.value.reply_to) == ("[X]", "Ida", "Ida")
    assert made.places == 4


def test_lists_and_values_within_a_record_are_masked():
    client = Client(client="acme", at=DAY, id="k", name="Acme", address=("c/o Ida Vogelsang",), contacts=(IDA,))

    made = masked(client, Mask([of_contact(IDA, "[X]")]))

    assert made.value.address == ("c/o [X]",)
    assert made.value.contacts[0] == Contact(name="[X]", email=("[X]",), phone=("[X]",))


NAMES = st.text("abcdefghijklmnopqrstuvwxyzäöüæøåéABCΑΒΓ", min_size=3, max_size=9).map(str.capitalize)


@given(NAMES, NAMES, st.text(max_size=30), st.text(max_size=30))
def test_a_whole_name_with_blanks_around_it_is_never_left(first, last, before, after):
    person = Person(names=(f"{first} {last}",), word="_")

    text, places = Mask([person]).text(f"{before} {first} {last} {after}")

    assert places >= 1
    assert f" {first} {last} " not in text


@given(st.lists(NAMES, max_size=5), st.text(max_size=80))
def test_a_text_without_the_name_stays_as_it_is(names, text):
    mask = Mask([Person(names=(name,), word="_") for name in names if name not in text])

    assert mask.text(text) == (text, 0)


@pytest.mark.parametrize("name", ["(", "a|b", r"\d+ x", "[", "*"])
def test_a_name_is_never_a_pattern(name):
    assert Mask([Person(names=(name,), addresses=(name,), word="_")]).text("aaa 12 xx")[1] == 0
