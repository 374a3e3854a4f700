"""An archive of a mailing list: the list stands where a client would, and everybody answers everybody."""

import json
from datetime import datetime, timedelta

import pytest

from tests.importers.mails import mail, mailbox

ANNA, NORA, ME, STRANGER = "anna@acme.example", "nora@nora.example", "me@studio.example", "sam@else.example"
LIST = "talk@list.example"
BEGIN = datetime.fromisoformat("2026-03-02T09:00:00+01:00")
ASKED = ("q1", ANNA, None, 0)


@pytest.fixture
def clients(run):
    run.ok("add Acme")
    run.ok("add Nora")
    return run


def archive(path, *mails, **headers):
    """Write an archive of (id, sender, what it answers, hours after the beginning); without recipients if not told."""
    written = [
        mail(
            From=sender,
            Date=(BEGIN + timedelta(hours=hours)).strftime("%a, %d %b %Y %H:%M:%S +0100"),
            Message_id=f"<{name}@list.example>",
            Subject="Re: A question",
            In_reply_to=f"<{answers.split()[0]}@list.example>" if answers else None,
            References=" ".join(f"<{each}@list.example>" for each in reversed(answers.split())) if answers else None,
            **{"To": None, **headers},
        )
        for name, sender, answers, hours in mails
    ]
    path.write_bytes(mailbox(*written))
    return path


def imported(run, *files, lists="--include-lists"):
    said = f"import --me {ME} --client {ANNA}=acme --client {NORA}=nora {lists} --yes --json"
    return json.loads(run.ok(said, *map(str, files)).out)


def contacts(run, client="acme"):
    """Return the direction of each contact with a client, in order of time."""
    lines = [json.loads(line) for line in run.ok(f"export --client {client}").lines]
    found = sorted((each["at"], each["direction"]) for each in lines if each["type"] == "interaction")
    return [direction for _, direction in found]


@pytest.mark.parametrize(
    "headers",
    [{}, {"List_id": "<list.example>", "To": LIST}, {"To": LIST}, {"Precedence": "list", "To": LIST, "Cc": ME}],
    ids=["pipermail", "a list's own headers", "to the list only", "a copy to us"],
)
def test_ours_belongs_to_the_client_it_answers_and_a_strangers_word_to_nobody(clients, tmp_path, headers):
    file = archive(tmp_path / "a", ASKED, ("s1", STRANGER, "q1", 1), ("a1", ME, "q1", 2), **headers)

    assert imported(clients, file)["undecided"] == 1
    assert contacts(clients) == ["in", "out"]


def test_an_archive_that_does_not_tell_of_its_list_is_none_the_worse(clients, tmp_path):
    file = archive(tmp_path / "a", ASKED, ("s1", STRANGER, "q1", 1), ("a1", ME, "q1", 2), To=LIST)

    assert imported(clients, file, lists="")["undecided"] == 1
    assert contacts(clients) == ["in", "out"]


def test_our_answer_to_a_stranger_is_none_to_the_client_who_began(clients, tmp_path):
    file = archive(tmp_path / "a", ASKED, ("s1", STRANGER, "q1", 1), ("a1", ME, "s1 q1", 2))

    imported(clients, file)

    assert contacts(clients) == ["in"]


def test_our_second_word_belongs_to_whom_the_first_answered(clients, tmp_path):
    file = archive(tmp_path / "a", ("a2", ME, "a1", 3), ("a1", ME, "q1 q0", 2), ("q0", NORA, None, 0), ASKED)

    imported(clients, file)

    assert contacts(clients) == ["in", "out", "out"]
    assert contacts(clients, "nora") == ["in"]


def test_what_the_archive_does_not_hold_is_passed_over(clients, tmp_path):
    imported(clients, archive(tmp_path / "a", ASKED, ("a1", ME, "lost q1", 2)))

    assert contacts(clients) == ["in", "out"]


def test_references_in_a_circle_belong_to_nobody_and_end(clients, tmp_path):
    file = archive(tmp_path / "a", ("a1", ME, "a2", 0), ("a2", ME, "a3", 1), ("a3", ME, "a1", 2), ASKED)

    assert imported(clients, file)["undecided"] == 3
    assert contacts(clients) == ["in"]


def test_a_colleague_who_joins_by_mail_is_the_clients_also_where_lists_are_taken(clients, tmp_path):
    file = archive(tmp_path / "a", ASKED, ("a1", ME, "q1", 1), ("c1", "bo@else.example", "a1 q1", 2), To=ME, Cc=ANNA)

    imported(clients, file)

    assert contacts(clients) == ["in", "out", "in"]


def test_a_long_talk_with_oneself_takes_no_longer_than_it_should(clients, tmp_path):
    talk = [(f"a{number}", ME, f"a{number - 1}" if number else "q1", number / 60) for number in range(1500)]

    imported(clients, archive(tmp_path / "a", ASKED, *reversed(talk)))

    assert contacts(clients) == ["in"] + ["out"] * 1500
