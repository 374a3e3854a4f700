"""Runs, conversations, keys, and what is asked first, apart from any format."""

from datetime import datetime, timedelta

import pytest
from reading import BERLIN, NOW

from clienthealth.importers.answers import Answers
from clienthealth.importers.chats import runs as chat
from clienthealth.importers.items import Draft, Item, Question, Skipped, Who

START = datetime(2026, 3, 2, 9, 0)
PEOPLE = {"ida": Who(name="Ida"), "nele": Who(name="Nele"), "ole": Who(name="Ole")}
OTHERS = (PEOPLE["nele"], PEOPLE["ole"])


def made(*messages: tuple[str, float], others: tuple[Who, ...] = OTHERS, preview: int = 0) -> list[Item]:
    """Make runs of messages, given as writer and minutes from the start."""
    runs = chat.Runs(PEOPLE, frozenset({"ida"}), others, preview)
    items: list[Item] = []
    for number, (writer, minutes) in enumerate(messages):
        at = START + timedelta(minutes=minutes)
        items += runs.add(
            chat.Message(f"line {number}", at, writer, f"k{number}", 2, f"text {number}" if preview else "", number % 2)
        )
    items += runs.finish()
    return sorted(items, key=lambda item: int(item.spot.removeprefix("line ")))


def drafts(items: list[Item]) -> list[Draft]:
    assert all(isinstance(item, Draft) for item in items)
    return [item for item in items if isinstance(item, Draft)]


def test_messages_of_one_writer_less_than_ten_minutes_apart_are_one_run():
    (run,) = drafts(made(("nele", 0), ("nele", 9.9), ("nele", 19.8)))
    assert run.said == {
        "at": "2026-03-02T09:00:00",
        "direction": "in",
        "channel": "chat",
        "words": 6,
        "attachments": 1,
    }
    assert (run.key, run.parties) == ("k0", (PEOPLE["nele"],))


@pytest.mark.parametrize(
    ("messages", "keys"),
    [
        ([("nele", 0), ("nele", 10)], ["k0", "k1"]),
        ([("nele", 0), ("ida", 1), ("nele", 2)], ["k0", "k1", "k2"]),
        ([("nele", 0), ("ole", 1), ("nele", 2), ("ole", 3)], ["k0", "k1"]),
        ([("nele", 5), ("nele", 0)], ["k0"]),
        ([("nele", 0), ("nele", -50)], ["k0", "k1"]),
    ],
    ids=["pause", "answer between", "two of them at once", "clock a little back", "clock back an hour"],
)
def test_where_runs_end(messages, keys):
    assert [run.key for run in drafts(made(*messages))] == keys


def test_what_we_write_goes_to_all_others_and_nobody_is_left_out():
    run, answer = drafts(made(("ole", 0), ("ida", 3)))
    assert (run.parties, run.said["direction"]) == ((PEOPLE["ole"],), "in")
    assert (answer.parties, answer.said["direction"]) == (OTHERS, "out")


def test_a_chat_with_ourselves_is_nobodys():
    assert made(("ida", 0), others=()) == [Skipped("line 0", "own", "nobody else is in this chat")]


def test_a_chat_is_one_thread_however_long_nobody_wrote():
    held = drafts(made(("nele", 0), ("ida", 48 * 60 + 1), ("nele", 400_000)))
    assert [run.thread for run in held] == ["#k0", "#k0", "#k0"]


def test_text_is_kept_only_as_far_as_it_was_asked_for():
    (without,) = drafts(made(("nele", 0), ("nele", 1)))
    (with_some,) = drafts(made(("nele", 0), ("nele", 1), preview=8))
    assert "text" not in without.said
    assert with_some.said["text"] == "text 0\nt"


def test_twins_have_keys_of_their_own_and_the_same_ones_in_a_longer_export():
    first, longer = chat.Twins(), chat.Twins()
    early = [first.key("", "2026-03-02T09:00", "nele", "ok") for _ in range(3)]
    again = [longer.key("", "2026-03-02T09:00", "nele", "ok") for _ in range(5)]
    assert len(set(early)) == 3
    assert again[:3] == early
    assert chat.Twins().key("", "2026-03-02T09:00", "nele", "other") not in early
    assert not any("ok" in key for key in early)


def test_many_messages_later_a_twin_is_still_known():
    twins = chat.Twins()
    first = twins.key("", "02:30", "nele", "ok")
    for number in range(12_000):
        twins.key("", str(number), "nele", "ok")
    assert twins.key("", "02:30", "nele", "ok") == first[:-1] + "1"


def answers(*known: str, **given: str) -> Answers:
    return Answers(frozenset(known), BERLIN, NOW, given)


@pytest.mark.parametrize("given", ["ida", " IDA ", "ole, ida", "u1"])
def test_we_are_who_was_answered(given):
    people = {"u1": chat.Person("Ida", Who(name="Ida"), 3), "u2": chat.Person("Nele", Who(name="Nele"), 1)}
    assert chat.mine_of(answers(me=given), people) == {"u1"}
    assert chat.mine_of(answers(), people) == frozenset()


def test_an_address_that_is_not_ours_outweighs_the_name():
    people = {"u1": chat.Person("Ida", Who(address="ida@elsewhere.example", name="Ida"), 1)}
    assert chat.mine_of(answers("ida"), people) == frozenset()
    assert chat.mine_of(answers("ida@elsewhere.example"), people) == {"u1"}


def test_a_name_with_a_comma_is_one_name():
    people = {"a": chat.Person("Berg, Ida", Who(name="Berg, Ida"), 1), "b": chat.Person("Ida", Who(name="Ida"), 1)}
    assert chat.mine_of(answers(me="Berg, Ida"), people) == {"a"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [({"work": "yes"}, type(None)), ({"work": "no"}, Skipped), ({}, Question), ({"work": "perhaps"}, Question)],
)
def test_whether_it_is_about_work_comes_first_and_nothing_is_taken_for_a_yes(given, expected):
    assert isinstance(chat.refused_as_private("chat.txt", answers(**given), ["Nele (1)"]), expected)


@pytest.mark.parametrize(("wanted", "characters"), [("80", 80), ("", 0), ("-1", 0), ("no", 0), ("٣", 0), ("9" * 99, 0)])
def test_a_preview_is_a_number_of_characters(wanted, characters):
    assert chat.preview_of(answers(preview=wanted)) == characters


@pytest.mark.parametrize(
    ("name", "number"),
    [("+45 12 34 56 78", True), ("0151/23456", True), ("Nele", False), ("Studio 54321", False), ("12", False)],
)
def test_who_is_named_by_a_number(name, number):
    assert chat.who_of(name) == (Who(phone=name) if number else Who(name=name))


def test_names_hold_nothing_that_acts():
    assert chat.tidy(" \u202eNele\u202c\u2069 \x1b[31m Nord\ud800\n") == "Nele [31m Nord?"
