"""Slack exports: the samples, threads, versions, who is in a channel, and zips that are not what they should be."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from chats import asked_for, our_answers, problems, question, reasons, runs
from reading import drafts, read, sample

from clienthealth.errors import BadData
from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Who
from clienthealth.importers.source import Source

ANNA = Who(address="anna@acme.example", name="Anna Berg")
T = 1772438400
USERS = [
    {"id": "U1", "name": "ida", "profile": {"email": "Me@Studio.example", "real_name": "Ida"}},
    {"id": "U2", "name": "nele", "profile": {"email": "nele@nord.example", "real_name": "Nele"}},
    {"id": "U3", "name": "ole", "profile": {"display_name": "Ole"}},
    {"id": "U4", "name": "helper", "is_bot": True},
]
CHANNELS = [{"id": "C1", "name": "nord", "members": ["U1", "U2", "U3", "U4", "U7"]}]


def said(minutes: float, user: str = "U2", **more: object) -> dict[str, Any]:
    return {
        "type": "message",
        "ts": f"{int(T + 60 * minutes)}.{int(minutes):06d}",
        "user": user,
        "text": "so it is",
        **more,
    }


def export(folder: Path, *days: list[Any], users: object = USERS, channels: object = CHANNELS) -> Path:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("users.json", json.dumps(users))
        archive.writestr("channels.json", json.dumps(channels))
        for number, day in enumerate(days, start=2):
            archive.writestr(f"nord/2026-03-{number:02d}.json", json.dumps(day))
    return path


def test_the_export():
    path = sample("slack/own__export.zip")
    assert recognised(Source(path)) == "slack"
    items = asked_for("slack", path)
    assert runs(items) == [
        ("2026-01-05T08:00:00+00:00", "in", "Anna Berg"),
        ("2026-01-05T09:00:00+00:00", "out", "Anna Berg"),
        ("2026-01-05T10:46:40+00:00", "in", "Anna Berg"),
        ("2026-01-06T08:00:00+00:00", "in", "U9"),
        ("2026-01-06T09:00:00+00:00", "out", "Anna Berg"),
    ]
    assert reasons(items) == {"bot": 1, "not-contact": 1, "deleted": 1, "duplicate": 1, "own": 1}
    assert our_answers(items, "Anna Berg") == [60, 1333]
    edited = next(run for run in drafts(items) if run.said["at"].startswith("2026-01-05T10:46"))
    assert (edited.said["words"], edited.said["attachments"], edited.parties) == (2, 1, (ANNA,))


def test_an_export_without_users_and_with_what_must_not_be_read():
    path = sample("slack/own__no-users-and-traversal.zip")
    asked = question(asked_for("slack", path))
    assert (asked.name, asked.shown) == ("me", ("U2 (4)", "U1 (3)", "U9 (1)"))
    items = asked_for("slack", path, me="U1")
    assert problems(items) == [("../../evil.json", "member"), ("acme/2026-01-07.json", "file")]
    assert [direction for _, direction, _ in runs(items)] == ["in", "out", "in", "in", "out"]
    assert {party.name for run in drafts(items) for party in run.parties} == {"U2", "U9"}


def test_whether_it_is_about_work_is_asked_first():
    path = sample("slack/own__export.zip")
    assert question(read("slack", path)).shown == ("Anna Berg (4)", "Ida (3)", "U9 (1)")
    assert reasons(read("slack", path, work="no")) == {"private": 1}


def test_what_we_write_goes_to_all_people_of_the_channel(tmp_path):
    (run,) = drafts(asked_for("slack", export(tmp_path, [said(0, "U1")])))
    assert run.parties == (Who(address="nele@nord.example", name="Nele"), Who(name="Ole"))


def test_a_thread_is_a_conversation_of_its_own(tmp_path):
    parent = said(0)
    path = export(tmp_path, [parent, said(5), said(6, "U1", thread_ts=parent["ts"]), said(7, "U1")])
    made = sorted(drafts(asked_for("slack", path)), key=lambda run: run.said["at"])
    assert [run.thread.partition("#")[0] for run in made] == [f"C1/{parent['ts']}", "C1", f"C1/{parent['ts']}", "C1"]
    assert our_answers(list(made), "Nele") == [6, 2]


def test_messages_are_put_in_the_order_of_time_and_the_last_version_wins(tmp_path):
    path = export(tmp_path, [said(30, "U1"), said(0), said(1, text="one two")], [said(1, text="one two three four")])
    made = drafts(asked_for("slack", path))
    assert [(run.said["direction"], run.said["words"]) for run in made] == [("in", 7), ("out", 3)]


def test_programs_are_nobody_and_people_outside_have_their_names(tmp_path):
    day = [
        said(0, "U4"),
        said(1, "USLACKBOT"),
        said(2, "U2", bot_id="B1"),
        said(3, "U2", subtype="channel_topic"),
        said(4, "U2", subtype="huddle_thread"),
        said(5, None, subtype="file_comment"),
        {"type": "reaction", "ts": f"{T}.0"},
        said(6, "U8", user_profile={"real_name": "Bo Beyond"}),
        said(7, "U2", subtype="thread_broadcast"),
        said(8, "U2", subtype=7),
        said(40, "U1", subtype="me_message"),
    ]
    items = asked_for("slack", export(tmp_path, day))
    assert reasons(items) == {"bot": 3, "not-contact": 5}
    assert [run.parties[0].name for run in drafts(items)][:2] == ["Bo Beyond", "Nele"]


@pytest.mark.parametrize(
    "odd",
    [None, 7, "text", [], {"type": "message"}, said(0) | {"ts": 3}, said(0) | {"ts": "0.1"}, said(0) | {"ts": "x"}],
)
def test_entries_of_any_kind(tmp_path, odd):
    items = asked_for("slack", export(tmp_path, [said(20, "U1"), odd]))
    assert len(drafts(items)) == 1
    assert len(items) == 2


@pytest.mark.parametrize("users", [None, 7, {}, [7, None, {"id": 3}, {"id": "U1"}, {"id": "U2", "profile": 7}]])
def test_a_list_of_users_of_any_kind(tmp_path, users):
    items = asked_for(
        "slack",
        export(tmp_path, [said(0), said(20, "U1")], users=users, channels=[{"id": "C1", "members": 3}]),
        me="U1",
    )
    assert [run.said["direction"] for run in drafts(items)] == ["in", "out"]


@pytest.mark.parametrize("broken", ["", "{", "[" * 100_000, '{"a": 1}', "[1e999]", "\x00"])
def test_a_broken_day_is_named_and_the_others_are_read(tmp_path, broken):
    path = export(tmp_path, [said(0), said(20, "U1")])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("nord/2026-03-09.json", broken)
    items = asked_for("slack", path)
    assert [spot for spot, _ in problems(items)] in (["nord/2026-03-09.json"], ["nord/2026-03-09.json entry 1"])
    assert len(drafts(items)) == 2


def test_a_damaged_day_a_locked_one_and_one_that_grows_without_end(tmp_path):
    path = export(tmp_path, [said(0, text="gentle"), said(20, "U1")], [said(60 * 24)])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("nord/2026-03-08.json", b" " * (17 << 20))
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"gentle")] ^= 1
    entry = raw.index(b"nord/2026-03-03.json", raw.index(b"PK\x01\x02")) - 46
    raw[entry + 8] |= 1
    path.write_bytes(raw)
    items = asked_for("slack", path, me="none")
    assert problems(items) == [
        ("nord/2026-03-03.json", "member"),
        ("nord/2026-03-08.json", "member"),
        ("nord/2026-03-02.json", "file"),
    ]
    assert not drafts(items)


def test_a_zip_that_is_cut_off_is_refused(tmp_path):
    path = export(tmp_path, [said(0)])
    path.write_bytes(path.read_bytes()[:-40])
    assert recognised(Source(path)) == "slack"
    with pytest.raises(BadData, match="cut-off"):
        asked_for("slack", path)


def test_a_preview_is_kept_only_if_asked_for(tmp_path):
    path = export(tmp_path, [said(0), said(20, "U1")])
    assert "so it is" not in repr(asked_for("slack", path))
    assert [run.said["text"] for run in drafts(asked_for("slack", path, preview="5"))] == ["so it", "so it"]


def test_another_zip_is_none_of_it(tmp_path):
    path = tmp_path / "other.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("users.json", "[]")
        archive.writestr("data/clients.json", "[]")
    with pytest.raises(BadData):
        recognised(Source(path))
