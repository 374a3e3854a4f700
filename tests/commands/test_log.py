"""`log`: one line, one transaction, one undo."""

import json


def test_words_need_no_quotes_and_the_moment_understood_is_echoed(run):
    run.ok("add Acme")

    ran = run.ok("log acme Renewal call, wants a quote --via call --in -m 25 --when 'yesterday 16:30'")

    assert ran.lines == ["i1    acme · Sun 2026-11-22 16:30 · call, in · 25 min · Renewal call, wants a quote"]


def test_a_promise_a_complaint_and_a_signal_go_in_at_once(run):
    run.ok("add Acme")

    ran = run.ok('log acme Called --promise "send a quote" fri --complaint "Empty export" -s rude --quote "useless"')

    assert [line.split()[0] for line in ran.lines[:4]] == ["i1", "p1", "c1", "s1"]
    assert ran.lines[4].strip() == "acknowledge it by Tue 2026-11-24: clienthealth complaint ack c1"


def test_a_rude_complaint_is_one_act_not_two(run):
    run.ok("add Acme")

    made = [json.loads(line) for line in run.ok("log acme Call --complaint 'Empty' -s rude --json").lines]

    complaint, signal = made[1], made[2]
    assert complaint["conduct"] == "rude"
    assert signal["complaint"] == complaint["id"]


def test_an_entry_from_memory_knows_when_it_was_written(run):
    run.ok("add Acme")

    made = json.loads(run.ok("log acme Late call --when mon --json").out)

    assert made["at"] == "2026-11-23"
    assert made["recorded_at"] == "2026-11-23T11:00:00Z"


def test_amend_changes_only_what_was_typed(run):
    run.ok("add Acme")
    run.ok("log acme Renewal call --via call -m 25")

    amended = json.loads(run.ok("log acme --amend -m 1h30 --json").out)

    assert (amended["minutes"], amended["text"], amended["channel"]) == (90, "Renewal call", "call")


def test_words_come_from_standard_input(run, monkeypatch):
    import io

    run.ok("add Acme")
    monkeypatch.setattr("sys.stdin", io.StringIO("Two lines\nof text\n"))

    made = json.loads(run.ok("log acme - --json").out)

    assert made["text"] == "Two lines\nof text"


def test_an_unknown_client_is_named_with_the_near_ones(run):
    run.ok("add Acme")

    ran = run("log acne hello")

    assert ran.code == 3
    assert "acne" in ran.err
    assert "acme" in ran.err


def test_nothing_to_log_is_a_usage_error(run):
    run.ok("add Acme")

    assert run("log acme").code == 2


def test_the_future_cannot_have_happened(run):
    run.ok("add Acme")

    ran = run("log acme Call --when 2026-12-24")

    assert ran.code == 2
    assert "2026-12-24" in ran.err
