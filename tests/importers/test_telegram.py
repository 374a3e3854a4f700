"""Telegram chats: the samples, exports of all chats, what is asked, and files that are cut off or too large at once."""

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from chats import FILES, answered, asked_for, our_answers, problems, question, reasons, runs, settled
from reading import drafts, read, sample

from clienthealth.errors import BadData
from clienthealth.importers.formats import reader, recognised
from clienthealth.importers.items import Item, Question, Skipped, Who
from clienthealth.importers.source import Source

T = 1772438400


def entry(number: int, minutes: float, who: str | None = "Nele", **more: object) -> dict[str, Any]:
    return {
        "id": number,
        "type": "message",
        "date_unixtime": str(int(T + 60 * minutes)),
        "from": who,
        "from_id": f"user{who}",
        "text": "Hi",
        **more,
    }


def chat_of(folder: Path, *entries: object, **said: object) -> Path:
    path = folder / "result.json"
    said = {"name": "Nele", "type": "personal_chat", "id": 10, **said}
    path.write_text(json.dumps({**said, "messages": entries}), encoding="utf-8")
    return path


def test_one_chat_with_a_call_a_repeated_id_and_nobody():
    path = sample("telegram/own__single-chat.json")
    assert recognised(Source(path)) == "telegram"
    items = asked_for("telegram", path)
    assert [
        (run.said["channel"], run.said["direction"]) for run in sorted(drafts(items), key=lambda run: run.said["at"])
    ] == [
        ("chat", "in"),
        ("chat", "out"),
        ("call", "in"),
        ("chat", "in"),
    ]
    assert [run.said["minutes"] for run in drafts(items) if "minutes" in run.said] == [10]
    assert reasons(items) == {"no-party": 1, "duplicate": 1}
    assert our_answers(items, "Anna") == [60]
    assert len({run.thread for run in drafts(items)}) == 1


def test_without_any_ids():
    items = asked_for("telegram", sample("telegram/chat-miner__test_single_export.json"), me="Author 1")
    assert [(at, direction) for at, direction, _ in runs(items)] == [
        ("2018-12-05T10:39:10+00:00", "out"),
        ("2018-12-05T10:49:24+00:00", "in"),
    ]
    assert len({run.key for run in drafts(items)}) == 2


def test_cut_off_is_refused_before_anything_is_asked():
    path = sample("telegram/own__truncated.json")
    assert recognised(Source(path)) == "telegram"
    with pytest.raises(BadData, match="cut off"):
        read("telegram", path)


def test_all_chats_are_read_as_far_as_they_were_named():
    path = FILES / "telegram-all.json"
    assert recognised(Source(path)) == "telegram"
    asked = question(asked_for("telegram", path))
    assert (asked.name, asked.shown) == ("chats", ("Nele (3)", "Print, spring (3)"))
    items = asked_for("telegram", path, chats="nele")
    assert runs(items) == [
        ("2026-03-02T08:00:00+00:00", "in", "Nele"),
        ("2026-03-02T08:20:00+00:00", "out", "Nele"),
        ("2026-03-02T08:21:40+00:00", "out", "Nele"),
    ]
    first = next(run.said for run in drafts(items) if run.said["at"].startswith("2026-03-02T08:00"))
    assert (first["words"], first["attachments"], "minutes" in first) == (4, 1, False)
    assert [run.said["minutes"] for run in drafts(items) if run.said["channel"] == "call"] == [1.6]
    assert reasons(items) == {"private": 1, "own": 1, "newsletter": 1, "not-held": 1, "not-contact": 1}
    assert Skipped("Print, spring", "private", "the whole chat") in items


def test_chats_that_stand_in_a_plain_list_are_found(tmp_path):
    path = tmp_path / "result.json"
    chats = [
        {"id": 10, "name": "Nele", "type": "personal_chat", "messages": [entry(1, 0)]},
        {"id": 11, "name": "Print", "type": "private_group", "messages": [entry(1, 5, "Ole")]},
    ]
    path.write_text(json.dumps({"about": "an export", "chats": chats}), encoding="utf-8")
    assert question(asked_for("telegram", path)).shown == ("Nele (1)", "Print (1)")
    assert len(runs(asked_for("telegram", path, chats="all", me="Nele"))) == 2


@pytest.mark.parametrize(("chats", "made"), [("all", 6), ("Print, spring", 3), ("Print, Spring ", 3)])
def test_names_of_chats(chats, made):
    assert len(drafts(asked_for("telegram", FILES / "telegram-all.json", chats=chats))) == made


def test_in_a_group_what_we_write_goes_to_all(tmp_path):
    made = drafts(asked_for("telegram", FILES / "telegram-all.json", chats="Print, spring"))
    (ours,) = (run for run in made if run.said["direction"] == "out")
    assert ours.parties == (Who(name="Ole"), Who(name="Nele"))


def test_a_chat_that_is_not_there_is_asked_about_again():
    asked = question(asked_for("telegram", FILES / "telegram-all.json", chats="Nele, Bo"))
    assert "'bo'" in asked.text
    assert asked.shown == ("Nele (3)", "Print, spring (3)")


def test_the_person_of_a_chat_in_which_only_we_wrote(tmp_path):
    (run,) = drafts(asked_for("telegram", chat_of(tmp_path, entry(1, 0, "Ida"))))
    assert run.parties == (Who(name="Nele"),)


def test_a_longer_export_extends_a_run(tmp_path):
    early = drafts(asked_for("telegram", chat_of(tmp_path, entry(1, 0), entry(2, 60, "Ida"), entry(3, 70))))
    late = drafts(
        asked_for("telegram", chat_of(tmp_path, entry(1, 0), entry(2, 60, "Ida"), entry(3, 70), entry(4, 75)))
    )
    assert [run.key for run in late] == [run.key for run in early]
    assert [run.said["words"] for run in late] == [1, 1, 2]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"date_unixtime": "never"}, "date"),
        ({"date_unixtime": "99999999999999999999"}, "date"),
        ({"date_unixtime": None}, "date"),
        ({"date_unixtime": "0"}, "date"),
        ({"date_unixtime": str(T + 400 * 86400)}, "date"),
        ({"date_unixtime": {"a": 1}}, "date"),
    ],
)
def test_dates_that_cannot_be(tmp_path, wrong, field):
    items = asked_for("telegram", chat_of(tmp_path, entry(1, 0, "Ida"), entry(2, 60) | wrong))
    assert problems(items) == [("Nele entry 2", field)]
    assert len(drafts(items)) == 1


def test_an_old_export_has_local_times_only(tmp_path):
    old = entry(1, 0, "Ida") | {"date": "2026-07-01T09:00:00"}
    del old["date_unixtime"]
    (run,) = drafts(asked_for("telegram", chat_of(tmp_path, old)))
    assert run.said["at"] == "2026-07-01T09:00:00+02:00"


@pytest.mark.parametrize(
    "odd", [None, 7, "text", [], {}, {"type": 1}, {"type": "message"}, {"type": "message", "from": {}, "from_id": 3}]
)
def test_entries_of_any_kind(tmp_path, odd):
    items = asked_for("telegram", chat_of(tmp_path, entry(1, 0, "Ida"), odd))
    assert len(drafts(items)) == 1
    assert len(items) == 2


@pytest.mark.parametrize("text", [["a ", {"type": "bold", "text": "b"}, 7, {"text": None}, None], "a b", "\ud800 b"])
def test_text_of_any_kind(tmp_path, text):
    (run,) = drafts(asked_for("telegram", chat_of(tmp_path, entry(1, 0, "Ida", text=text))))
    assert run.said["words"] == 2


@pytest.mark.parametrize(
    "text",
    [
        '{"messages": [{"from_id": "user1"}',
        '{"messages": [{"from_id": "user1"}]} {}',
        '{"messages": [{"from_id": "user1",}]}',
        '{"messages": [{"from_id": "user1"} {}]}',
        '{"messages": [' + "[" * 100_000 + ' "from_id"',
        '{"messages": [{"from_id": ' + "1" * 10_000 + "}]}",
        '{"from_id": 1, "chats": {"list": [' + '{"chats": {"list": [' * 2000,
        '{"messages": [{"from_id": "\xff"}]}',
    ],
    ids=["end", "more", "comma", "no comma", "deep", "long number", "nested", "bytes"],
)
def test_what_is_no_json_is_refused(tmp_path, text):
    path = tmp_path / "result.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(BadData) as refused:
        asked_for("telegram", path)
    assert refused.value.hint


@pytest.mark.slow
def test_the_file_is_never_in_memory(tmp_path):
    path = chat_of(
        tmp_path,
        *(entry(number, number, "Nele" if number % 3 else "Ida", padding="x" * 400) for number in range(40_000)),
    )
    assert path.stat().st_size > 20 << 20
    tracemalloc.start()
    made = sum(1 for _ in reader("telegram").read(Source(path), answered()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert made > 10_000
    assert peak < 12 << 20


def test_whether_it_is_about_work_is_asked_first(tmp_path):
    path = chat_of(tmp_path, entry(1, 0))
    asked = question(read("telegram", path))
    assert (asked.name, asked.shown) == ("work", ("Nele (1)",))
    items: list[Item] = read("telegram", path, work="no")
    assert reasons(items) == {"private": 1}
    assert len(items) == 1


def test_what_was_said_of_one_chat_holds_for_it_and_for_no_other(tmp_path):
    path = chat_of(tmp_path, entry(1, 0), entry(2, 1, "Ida"))
    assert settled("telegram", path) == {"work:Nele 10": "yes"}
    assert drafts(read("telegram", path, **{"work:Nele 10": "yes"}))
    assert question(read("telegram", path, **{"work:Nele 11": "yes"})).name == "work"


@pytest.mark.parametrize(("chats", "asked"), [("nele", False), ("all", True)])
def test_of_chats_that_were_named_it_is_known_that_they_are_about_work(chats, asked):
    items = read("telegram", FILES / "telegram-all.json", chats=chats)
    assert [item.name for item in items if isinstance(item, Question)] == (["work"] if asked else [])
