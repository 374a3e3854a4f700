"""`log`: one line, one transaction, one undo."""

import io
import json

import pytest


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


def many(run, line):
    return [json.loads(made) for made in run.ok(f"{line} --json").lines]


def test_a_quote_without_a_signal_is_refused_and_not_thrown_away(run):
    run.ok("add Acme")

    ran = run('log acme Called --complaint "Empty" --quote "useless"')

    assert ran.code == 2
    assert ran.err.splitlines() == [
        "clienthealth: --quote 'useless' belongs to a signal, and there is none",
        "add the act that it shows, with -s KIND, or put it into the words",
    ]
    assert run.ok("export").out.count("\n") == 1


def test_quotes_go_to_the_signals_in_the_order_given(run):
    run.ok("add Acme")

    made = many(run, "log acme Called -s praise --quote thanks -s rude:3 --quote '' -s threat --quote 'I will sue'")

    assert [(each["kind"], each.get("quote")) for each in made[1:]] == [
        ("praise", "thanks"),
        ("rude", None),
        ("threat", "I will sue"),
    ]


def test_one_quote_goes_to_the_first_signal_that_is_no_goodwill(run):
    run.ok("add Acme")

    made = many(run, "log acme Called -s praise -s rude --quote useless -s threat")

    assert [each.get("quote") for each in made[1:]] == [None, "useless", None]


def test_one_quote_with_goodwill_only_goes_to_the_first(run):
    run.ok("add Acme")

    made = many(run, "log acme Called -s praise -s referral --quote thanks")

    assert [each.get("quote") for each in made[1:]] == ["thanks", None]


def test_quotes_that_fit_no_signals_are_refused(run):
    run.ok("add Acme")

    ran = run("log acme Called -s rude --quote one --quote two")

    assert ran.code == 2
    assert "2 quotes for 1 signal\n" in ran.err


def test_promises_and_complaints_may_be_several_and_are_one_undo(run):
    run.ok("add Acme")

    ran = run.ok(
        "log acme Called --promise one fri --promise two 3d --asked three fri --asked four mon "
        "--complaint five --complaint six"
    )

    assert [line.split()[0] for line in ran.lines[:7]] == ["i1", "p1", "p2", "p3", "p4", "c1", "c2"]
    assert [word in line for word, line in zip(("one", "two", "three", "four"), ran.lines[1:5], strict=True)] == [
        True
    ] * 4
    assert "they owe: three" in ran.lines[3]
    run.ok("undo")
    assert run.ok("export").out.count("\n") == 1


def test_of_several_complaints_the_first_is_the_one_that_was_voiced_rudely(run):
    run.ok("add Acme")

    _, first, second, signal = many(run, "log acme Called --complaint one --complaint two -s rude")

    assert first["conduct"] == "rude"
    assert "conduct" not in second
    assert signal["complaint"] == first["id"]


@pytest.mark.parametrize(
    "line",
    [
        "log acme '   '",
        "log acme ''",
        "log acme --in",
        "log acme Called --complaint ''",
        "log acme Called --complaint '  '",
        "log acme Called --promise '' fri",
        "log acme Called --asked ' ' fri",
    ],
)
def test_an_entry_that_says_nothing_is_refused(run, line):
    run.ok("add Acme")

    ran = run(line)

    assert ran.code == 2
    assert "nothing" in ran.err.splitlines()[0]
    assert run.ok("export").out.count("\n") == 1


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_standard_input_without_words_is_refused(run, monkeypatch, text):
    run.ok("add Acme")
    monkeypatch.setattr("sys.stdin", io.StringIO(text))

    ran = run("log acme - -m 25")

    assert ran.code == 2
    assert ran.err.startswith("clienthealth: nothing to log")
    assert run.ok("export").out.count("\n") == 1


@pytest.mark.parametrize("options", ["-m 25", "--via call", "-t 1", "'' -e -1", "--promise one fri"])
def test_an_entry_needs_no_words_where_an_option_says_something(run, options):
    run.ok("add Acme")

    assert "text" not in many(run, f"log acme {options}")[0]


def test_lines_of_standard_input_end_as_ours_do_and_other_text_stays_as_typed(run, monkeypatch):
    run.ok("add Acme")
    monkeypatch.setattr("sys.stdin", io.StringIO("One\r\ntwo\rthree\x0bfour\r\n"))

    assert many(run, "log acme -")[0]["text"] == "One\ntwo\rthree\x0bfour"
    assert many(run, "log acme 'One\r\ntwo'")[0]["text"] == "One\r\ntwo"


def test_closed_words_are_taken_in_any_case(run):
    run.ok("add Acme")

    contact, signal = many(run, "log acme Called --via CALL -s Rude:1")

    assert (contact["channel"], signal["kind"], signal["severity"]) == ("call", "rude", 1)


def test_a_wrong_channel_names_the_nearest(run):
    run.ok("add Acme")

    ran = run("log acme Called --via emial")

    assert ran.code == 2
    assert "did you mean email?" in ran.err


def test_an_empty_severity_is_refused(run):
    run.ok("add Acme")

    ran = run("log acme Called -s rude:")

    assert ran.code == 2
    assert "severity" in ran.err
    assert "rude alone" in ran.err


def test_words_that_look_like_options_are_shown_the_way(run):
    run.ok("add Acme")

    ran = run("log acme quoted -5 percent")

    assert ran.code == 2
    assert "put -- before them: clienthealth log acme -- quoted -5 percent" in ran.err
    assert "quoted -5 percent" in run.ok("log acme -- quoted -5 percent").out
    assert "before them" not in run("log acme quoted --whn mon").err


def test_project_staff_and_contact_are_echoed(run):
    run.ok("add Acme")

    ran = run.ok("log acme Called -p web --staff kim --contact Ada")

    assert "project web · staff kim · contact Ada · Called" in ran.out


def test_both_directions_at_once_are_refused_by_name(run):
    run.ok("add Acme")

    assert "--out and --both at once" in run("log acme Called --out --both").err
