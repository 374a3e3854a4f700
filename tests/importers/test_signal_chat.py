"""Signal chats: the samples, and what signal-export puts into texts."""

import pytest
from chats import FILES, asked_for, problems, question, reasons, runs
from reading import drafts, read, sample

from clienthealth.importers.formats import recognised
from clienthealth.importers.source import Source


def test_the_log_with_twins_and_a_colon_in_a_name():
    path = sample("signal/own__markdown-log.txt")
    assert recognised(Source(path)) == "signal"
    assert question(asked_for("signal", path)).name == "sender:Anna"
    asked = question(asked_for("signal", path, **{"sender:Anna": "Anna"}))
    assert (asked.name, asked.shown) == ("me", ("Anna Acme (2)", "Anna (1)", "You (1)"))
    items = asked_for("signal", path, me="You", **{"sender:Anna": "Anna: Berg"})
    assert runs(items) == [
        ("2026-01-05T09:00:00", "in", "Anna Acme"),
        ("2026-01-05T12:30:00", "out", "Anna Acme"),
        ("2026-01-06T23:59:00", "in", "Anna: Berg"),
    ]
    assert [run.said["words"] for run in drafts(items)] == [2, 11, 4]
    assert len(items) == 3


def test_a_quoted_stamp_and_a_time_there_is_not():
    items = asked_for("signal", sample("signal/own__empty-and-quote.txt"), me="none")
    assert runs(items) == [("2026-01-05T09:00:00", "in", "Anna Acme")]
    assert problems(items) == [("line 4", "at")]
    assert drafts(items)[0].said["words"] == 0


def test_a_short_log():
    items = asked_for("signal", sample("signal/chat-miner__test_export.txt"), me="John Doe")
    assert runs(items) == [("2019-12-24T12:23:00", "in", "Jane Doe"), ("2020-01-17T21:49:00", "out", "Jane Doe")]
    assert [run.said["words"] for run in drafts(items)] == [2, 2]
    assert len({run.thread for run in drafts(items)}) == 1


def test_seconds_quotes_reactions_files_calls_and_what_was_deleted():
    path = FILES / "signal-seconds.md"
    assert recognised(Source(path)) == "signal"
    items = asked_for("signal", path, me="Me")
    assert runs(items) == [
        ("2026-03-02T09:00:05", "in", "Nele Nord"),
        ("2026-03-02T09:30:00", "out", "Nele Nord"),
        ("2026-03-02T10:30:00", "in", "Nele Nord"),
    ]
    assert [(run.said["words"], run.said.get("attachments")) for run in drafts(items)] == [(3, 1), (1, None), (0, None)]
    assert reasons(items) == {"not-contact": 1}


def test_reactions_with_files_behind_them_are_no_words_of_the_writer(tmp_path):
    path = tmp_path / "chat.md"
    path.write_text(
        "[2026-03-02 09:00:05] Nele: the plan\n(- Me: ♥, Ole: ♥ -)![a.jpg](./media/a.jpg)  [b.pdf](./media/b.pdf)  \n",
        encoding="utf-8",
    )
    (run,) = drafts(asked_for("signal", path, me="none"))
    assert (run.said["words"], run.said["attachments"]) == (2, 2)


@pytest.mark.parametrize("work", ["", "no"])
def test_it_is_left_out_unless_it_is_about_work(work):
    items = read("signal", FILES / "signal-seconds.md", **({"work": work} if work else {}))
    assert len(items) == 1
    assert reasons(items) == ({"private": 1} if work else {})


def test_an_iphone_with_dates_of_the_same_shape_is_whatsapp(tmp_path):
    path = tmp_path / "chat.txt"
    path.write_text(
        "\u200e[2026-01-05 09:00:12] Nele: \u200ekrypterat\n[2026-01-05 09:01:12] Nele: Hej\n", encoding="utf-8"
    )
    assert recognised(Source(path)) == "whatsapp"
