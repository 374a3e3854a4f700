"""`score --mirror` and `score CLIENT --mirror`: what their own reports would say of us, in words and as JSON."""

import json
import tomllib
from pathlib import Path

import pytest

WORDS = Path(__file__).parents[1] / "data" / "mirror_words.toml"
LANGUAGES = tomllib.loads(WORDS.read_text(encoding="utf-8"))


def journal(*records):
    return "\n".join(json.dumps(each) for each in records)


def told(kind, client, at, /, **given):
    """A line of a journal; its id comes from what it is."""
    return {"type": kind, "client": client, "at": at, "id": f"{client}-{kind}-{at[:13]}", **given}


def mail(client, at, direction, text, **given):
    return told("interaction", client, at, channel="email", direction=direction, text=text, **given)


def late(client, at, **given):
    return told("complaint", client, at, text="The draft came late", topic="deadline", cause="ours", **given)


STORY = journal(
    *(told("client", name, "2026-06-01", name=name.title()) for name in ("acme", "bolt", "cask", "dune")),
    mail("acme", "2026-11-02T09:00:00+01:00", "in", "Where is the draft?"),
    mail("acme", "2026-11-02T11:00:00+01:00", "out", "Here it is."),
    mail("acme", "2026-11-17T09:00:00+01:00", "in", "And the invoice?"),
    told("promise", "acme", "2026-10-20", text="The draft", due="2026-11-05", status="broken", closed_at="2026-11-06"),
    late("acme", "2026-11-06", answered_at="2026-11-07", response=["denied"]),
    late("acme", "2026-11-10"),
    late("bolt", "2026-10-12"),
    late("cask", "2026-10-12"),
    *(told("signal", "dune", f"2026-11-{day:02}", kind="rude", quote="Now!") for day in (2, 4, 6, 9, 11)),
)
"""Acme with answers, a broken promise and two complaints; two more with the same; one with nothing but trouble."""


@pytest.fixture
def story(run, tmp_path):
    (tmp_path / "story.jsonl").write_text(STORY, encoding="utf-8")
    run.ok(f"import {tmp_path / 'story.jsonl'}")
    return run


def words(text):
    return " ".join(text.split())


@pytest.fixture
def speaking(story, monkeypatch):
    def speak(line, language):
        monkeypatch.setenv("LANG", f"{language}_{language.upper()}.UTF-8")
        return words(story.ok(line).out)

    return speak


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_clients_report_in_both_languages(speaking, language):
    said = speaking("score acme --mirror", language)

    for key in ("answers", "waiting", "late", "denied", "left"):
        assert LANGUAGES[language][key] in said, key
    assert "dune" not in said
    assert 'clienthealth log acme "…" --out' in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_reports_name_what_recurs_and_ask_about_only_bad_entries(speaking, language):
    said = speaking("score --mirror", language)

    for key in ("recurring", "only-bad", "question"):
        assert LANGUAGES[language][key] in said, key
    assert 'clienthealth log dune "…"' in said


def test_one_clients_report_as_json(story):
    said = json.loads(story.ok("score acme --mirror --json").out)
    [told] = said["clients"]
    found = told["reflection"]

    assert told["client"] == "acme"
    assert found["answers"]["ours"] == {"median_hours": 2.0, "n": 1, "with_time_of_day": 1}
    assert found["answers"]["theirs"]["n"] == 1
    assert [(each["messages"], each["day"]) for each in found["answers"]["waiting"]] == [(1, "2026-11-17")]
    assert (found["promises"]["ours"]["kept"], found["promises"]["ours"]["due"]) == (0, 1)
    assert [each["handle"] for each in found["promises"]["ours"]["late"]] == ["p1"]
    assert [each["handle"] for each in found["complaints"]["denied"]] == ["c1"]
    assert [each["handle"] for each in found["complaints"]["unacknowledged"]] == ["c2"]
    assert [each["handle"] for each in found["complaints"]["unsolved"]] == ["c2", "c1"]
    assert found["complaints"]["n"] == 2
    assert found["recurring"] == []


def test_all_reports_as_json(story):
    said = json.loads(story.ok("score --mirror --json").out)
    found = said["reflection"]
    [cause] = found["recurring"]

    assert list(said) == ["schema", "as_of", "model", "portfolio", "reflection"]
    assert (cause["topic"], cause["clients"], cause["since"]) == ("deadline", ["acme", "bolt", "cask"], "2026-10-12")
    assert cause["is_ours"] is True
    assert [(each["client"], each["entries"]) for each in found["only_bad"]] == [("dune", 5)]
    assert found["only_bad"][0]["command"] == 'clienthealth log dune "…" --tone 1'
    assert found["complaints"]["n"] == 4


def test_the_mirror_as_it_stood_on_a_day(story):
    found = json.loads(story.ok("score acme --mirror --as-of 2026-11-04 --json").out)["clients"][0]["reflection"]

    assert found["complaints"]["n"] == 0
    assert found["promises"]["ours"]["due"] == 0
    assert found["answers"]["waiting"] == []


def test_several_clients_are_told_one_by_one(story):
    clients = json.loads(story.ok("score bolt cask --mirror --json").out)["clients"]

    assert [(each["client"], each["reflection"]["complaints"]["n"]) for each in clients] == [("bolt", 1), ("cask", 1)]


def test_a_contact_that_was_called_off_is_no_answer(run, tmp_path):
    asked = mail("acme", "2026-11-10T09:00:00+01:00", "in", "Please call")
    (tmp_path / "off.jsonl").write_text(
        journal(
            told("client", "acme", "2026-06-01", name="Acme"),
            asked,
            mail("acme", "2026-11-11T09:00:00+01:00", "both", "Meeting", status="no-show"),
        ),
        encoding="utf-8",
    )
    run.ok(f"import {tmp_path / 'off.jsonl'}")

    waiting = json.loads(run.ok("score acme --mirror --json").out)["clients"][0]["reflection"]["answers"]["waiting"]

    assert [each["record"] for each in waiting] == [asked["id"]]


def test_the_commands_it_names_work(story):
    story.ok('log acme "sent it" --out')
    story.ok('log dune "they thanked us" --tone 1')
    found = json.loads(story.ok("score --mirror --json").out)["reflection"]

    assert found["answers"]["waiting"] == []
    assert found["only_bad"] == []


def test_what_people_wrote_acts_on_no_terminal(run):
    run.ok("add Acme --since 2026-06-01")
    run.ok("log acme --via email --in --when 2026-11-10 --", "red \x1b[31m $name")

    said = run.ok("score acme --mirror").out

    assert "\x1b" not in said
    assert "$name" in said


def test_of_nobody_there_is_nothing_to_say(run):
    assert "No complaint is on record" in run.ok("score --mirror").out
    assert json.loads(run.ok("score --mirror --json").out)["reflection"]["recurring"] == []


def test_a_client_that_is_not_there_is_said(run):
    assert run("score nobody --mirror").code != 0
