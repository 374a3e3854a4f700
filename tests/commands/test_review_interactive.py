"""`review --interactive` at a pseudo-terminal: what keys write, how it is left and resumed, what it leaves behind."""

import json
import signal
import time
from pathlib import Path

import pytest
from at_terminal import CLEAR, AtTerminal

from clienthealth.core.weekly.ritual import Key
from clienthealth.render.keys import letter
from clienthealth.render.phrases import phrase
from clienthealth.store.sqlite import connect

AGENCY = Path(__file__).parents[1] / "data" / "agency" / "agency.jsonl"


@pytest.fixture
def agency(run, later):
    """Gale, Bolt and Hill need attention, in this order."""
    run.begins(f"import {AGENCY}", "complaint add hill 'The page is down' --cause ours --when yesterday")
    later("2026-11-23T14:10")
    return run


@pytest.fixture
def sit(agency):
    """Sit down to the ritual: `with sit() as screen:`."""
    return lambda *more, **given: AtTerminal("--db", agency.db, "review", "--interactive", *more, **given)


def rows(run, statement):
    connection = connect(run.db)
    try:
        return [tuple(row) for row in connection.execute(statement)]
    finally:
        connection.close()


def decisions(run):
    """What is on record as decided, in the order in which it was written."""
    return rows(run, "select client, choice, until, reason from decision order by handle")


def closed(run):
    """How many reviews were closed."""
    return len(rows(run, "select 1 from review"))


def test_off_a_terminal_it_is_refused_and_the_way_out_is_named(agency):
    ran = agency("review --interactive")

    assert ran.code == 2
    assert "needs a terminal" in ran.err
    assert "clienthealth decide CLIENT followed|postponed|overridden" in ran.err
    assert "clienthealth review --done" in ran.err


@pytest.mark.parametrize("beside", ["--json", "--format md", "--out review.md", "--done"])
def test_it_is_for_the_screen_alone(agency, beside):
    ran = agency(f"review --interactive {beside}")

    assert (ran.code, "at once" in ran.err) == (2, True)


def test_one_key_a_client_and_every_decision_is_on_record_and_in_the_next_review(agency, sit, later):
    with sit() as screen:
        screen.sees("1 of 3", "· Gale", "nothing was decided so far", "[?] keys")
        screen.press("f")
        screen.sees("2 of 3", "· Bolt", "gale: followed on Mon 23 Nov, to be done by Mon 23 Nov (d1)", "[?] keys")
        screen.press("p")
        screen.sees("Postpone bolt until when?", "> ")
        screen.press("2w\n")
        screen.sees("3 of 3", "· Hill", "bolt: postponed on Mon 23 Nov until Mon 7 Dec (d2)", "[?] keys")
        screen.press("o")
        screen.sees("hill: why do you decide otherwise?", "> ")
        screen.press("they are family\n")
        screen.sees("the end", "3 decisions in this round:", "“they are family”", "[c]lose the review")
        assert closed(agency) == 0
        screen.press("c")
        assert (screen.ends(), screen.is_as_before) == (0, True)
        assert "your next review begins here" in " ".join(screen.rest.split())

    assert decisions(agency) == [
        ("gale", "followed", "2026-11-23", None),
        ("bolt", "postponed", "2026-12-07", None),
        ("hill", "overridden", "2027-02-21", "they are family"),
    ]
    assert closed(agency) == 1
    later("2026-11-30")
    shown = json.loads(agency.ok("review --json").out)
    assert (shown["since"], shown["since_because"]) == ("2026-11-23", "last-review")
    taken = {each["client"]: (each["choice"], each["until"]) for each in shown["decided"]}
    assert taken == {
        "gale": ("followed", "2026-11-23"),
        "bolt": ("postponed", "2026-12-07"),
        "hill": ("overridden", "2027-02-21"),
    }


def test_each_decision_is_one_command_and_one_undo(agency, sit):
    with sit() as screen:
        for client in ("gale", "bolt"):
            screen.sees(f"· {client.title()}", "[?] keys")
            screen.press("f")
        screen.sees("· Hill", "[?] keys")
        screen.press("q")
        assert screen.ends() == 0

    assert [line.split("  ")[0] for line in agency.ok("undo --list").lines[:2]] == ["review --interactive"] * 2
    agency.ok("undo")
    assert [each[0] for each in decisions(agency)] == ["gale"]


def test_left_early_it_closes_nothing_and_is_resumed_with_the_first_not_decided(agency, sit, later):
    with sit() as screen:
        screen.sees("· Gale", "[?] keys")
        screen.press("f")
        screen.sees("· Bolt", "[?] keys")
        screen.press("q")
        assert screen.ends() == 0
        assert "Left: 1 of 3 decided" in screen.rest
        assert "clienthealth review --interactive" in screen.rest
        assert screen.is_as_before
    assert closed(agency) == 0

    later("2026-11-24")
    with sit() as screen:
        screen.sees("2 of 3", "· Bolt", "resumed: 1 of 3 done, the last on Mon 23 Nov 14:10")


def test_a_round_of_several_days_is_looked_at_again_whole(agency, sit, later):
    agency.ok("review --done")
    later("2026-11-27T09:00")
    agency.ok("decide cedar followed")
    with sit() as screen:
        screen.sees("· Gale", "[?] keys")
        screen.press("f")
        screen.sees("· Bolt", "[?] keys")
        screen.press("q")
        screen.ends()
    later("2026-11-30T09:00")
    with sit() as screen:
        screen.sees("2 of 3", "resumed", "[?] keys")
        screen.press("f")
        screen.sees("3 of 3", "[?] keys")
        screen.press("s")
        screen.sees("[c]lose the review")
        screen.press("c")
        assert screen.ends() == 0

    later("2026-12-04")
    shown = json.loads(agency.ok("review --json").out)
    assert (shown["since"], shown["since_because"]) == ("2026-11-30", "last-review")
    assert sorted((each["day"], each["choice"]) for each in shown["decided"] if each["client"] != "cedar") == [
        ("2026-11-27", "followed"),
        ("2026-11-30", "followed"),
    ]
    agency.ok("review --done")
    later("2026-12-11")
    assert json.loads(agency.ok("review --json").out)["decided"] == []


def test_a_week_later_a_round_that_was_left_begins_anew(agency, sit, later):
    with sit() as screen:
        screen.sees("· Gale", "[?] keys")
        screen.press("f")
        screen.sees("· Bolt", "[?] keys")
        screen.press("q")
        screen.ends()

    later("2026-11-29")
    with sit() as screen:
        screen.sees("resumed: 1 of")
    later("2026-11-30T09:00")
    with sit() as screen:
        assert "resumed" not in screen.sees("1 of", "· Gale", "last time", "followed on Mon 23 Nov", "[?] keys")


def test_the_round_is_ones_own_and_ends_with_a_closed_review(agency, sit, monkeypatch):
    with sit() as screen:
        screen.sees("· Gale", "[?] keys")
        screen.press("f")
        screen.sees("· Bolt", "[?] keys")
        screen.press("q")
        screen.ends()
    agency.ok("decide bolt followed")
    agency.ok("decide hill postponed --when 2026-11-20")
    agency.ok("undo")

    with sit() as screen:
        screen.sees("3 of 3", "· Hill", "resumed: 2 of 3 done")
    with sit(CLIENTHEALTH_USER="sam") as screen:
        assert "resumed" not in screen.sees("1 of 3", "· Gale", "(by robin)", "[?] keys")
    agency.ok("review --done")
    with sit() as screen:
        assert "resumed" not in screen.sees("1 of 3", "· Gale", "[?] keys")


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT])
def test_a_signal_ends_it_with_the_terminal_put_right_and_all_that_was_decided_kept(agency, sit, number):
    with sit() as screen:
        screen.sees("· Gale", "[?] keys")
        assert not screen.is_as_before
        screen.press("f")
        screen.sees("· Bolt", "[?] keys")
        screen.tell(number)
        assert screen.ends() == -number
        assert screen.is_as_before

    assert [each[0] for each in decisions(agency)] == ["gale"]
    assert closed(agency) == 0
    with sit() as screen:
        screen.sees("· Bolt", "resumed: 1 of 3 done")


def test_a_lost_line_ends_it_too(agency, sit):
    with sit() as screen:
        screen.sees("· Gale", "[?] keys")
        screen.press("f")
        screen.sees("· Bolt", "[?] keys")
        screen.hang_up()
        assert screen.process.wait(timeout=20) == -signal.SIGHUP

    assert [each[0] for each in decisions(agency)] == ["gale"]


@pytest.mark.parametrize("asking", ["", "o"])
def test_ctrl_c_leaves_and_says_how_to_go_on(agency, sit, asking):
    with sit() as screen:
        screen.sees("· Gale", "[?] keys")
        screen.press("f")
        screen.sees("· Bolt", "[?] keys")
        if asking:
            screen.press(asking)
            screen.sees("> ")
        screen.press("\x03")
        assert screen.ends() == 130
        assert "interrupted" in screen.rest
        assert "Left: 1 of 3 decided" in screen.rest
        assert "nothing was written" not in screen.rest
        assert screen.is_as_before

    assert [each[0] for each in decisions(agency)] == ["gale"]


@pytest.mark.parametrize("asking", ["", "o", "t"])
def test_ctrl_d_leaves(agency, sit, asking):
    with sit() as screen:
        screen.sees("· Gale", "[?] keys")
        if asking:
            screen.press(asking)
            screen.sees("> " if asking == "o" else "page 1")
        screen.press("\x04")
        assert screen.ends() == 0
        assert "Left: 0 of 3 decided" in screen.rest
        assert screen.is_as_before

    assert decisions(agency) == []


def test_what_is_opened_comes_back_to_the_same_client(agency, sit):
    with sit() as screen:
        screen.sees("· Gale", "[?] keys")
        for key, shown in (
            ("t", "status    active"),
            ("w", "as of Mon 23 Nov"),
            ("d", "no letter fits"),
            ("?", "this page"),
        ):
            screen.press(key)
            screen.sees(shown, "-- page 1 of")
            screen.press("q")
            screen.sees("1 of 3", "· Gale", "[?] keys")

    assert decisions(agency) == []


def test_pages_go_on_and_back(agency, sit):
    with sit(rows=14) as screen:
        screen.sees("· Gale", "[?] keys")
        screen.press("w")
        screen.sees("-- page 1 of")
        screen.press(" ")
        screen.sees("-- page 2 of")
        screen.press("b")
        screen.sees("-- page 1 of")
        screen.press("b")
        screen.sees("-- page 1 of")
        shown = ""
        while "any key goes back" not in shown:
            screen.press("\n")
            shown = screen.sees("-- page")
        screen.press(" ")
        screen.sees("· Gale", "[?] keys")


def test_the_letter_that_fits_is_printed_and_nothing_is_written(run, later):
    run.ok(f"import {AGENCY.parents[1] / 'vignettes' / 'nothing-ever-satisfies.jsonl'}")
    later("2026-11-20")
    before = run.ok("export").out
    with AtTerminal("--db", run.db, "review", "--interactive") as screen:
        screen.sees("1 of 1", "end it quickly", "[?] keys")
        screen.press("d")
        screen.sees("End of our collaboration", "-- page 1 of")

    assert run.ok("export").out == before


def test_something_forgotten_is_logged_with_all_that_log_takes(agency, sit):
    with sit() as screen:
        screen.sees("· Gale", "[?] keys")
        for typed, said in (
            ("Called, it's fine - mostly", "Called, it's fine - mostly"),
            ("'Called back' --via call --promise 'Send the draft' fri", "we owe: Send the draft"),
            ("-5 percent, they ask", "-5 percent, they ask"),
        ):
            screen.press("l")
            screen.sees("What happened with gale?", "> ")
            screen.press(f"{typed}\n")
            screen.sees("1 of 3", "· Gale", said, "[?] keys")
        screen.press("l")
        screen.sees("> ")
        screen.press("Called --via telepathy\n")
        screen.sees("1 of 3", "--via: 'telepathy' is not one of its words", "[?] keys")

    told = [json.loads(line) for line in agency.ok("export").lines]
    texts = [
        each.get("text") for each in told if each["client"] == "gale" and each["type"] in {"interaction", "promise"}
    ]
    assert {"Called, it's fine - mostly", "Called back", "Send the draft", "-5 percent, they ask"} <= set(texts)


@pytest.mark.parametrize(("key", "answer"), [("p", "-"), ("o", ""), ("o", "-"), ("l", ""), ("l", "-")])
def test_a_question_can_be_gone_back_from(agency, sit, key, answer):
    before = agency.ok("export").out
    with sit() as screen:
        screen.sees("· Gale", "[?] keys")
        screen.press(key)
        screen.sees("> ")
        screen.press(f"{answer}\n")
        screen.sees("1 of 3", "· Gale", "nothing was written", "[?] keys")

    assert agency.ok("export").out == before


def test_a_day_that_cannot_be_is_said_and_nothing_is_decided(agency, sit):
    with sit() as screen:
        screen.sees("· Gale", "[?] keys")
        screen.press("p")
        screen.sees("> ")
        screen.press("someday\n")
        screen.sees("1 of 3", "· Gale", "someday", "for example", "[?] keys")
        screen.press("p")
        screen.sees("> ")
        screen.press("\n")
        screen.sees("2 of 3", "gale: postponed on Mon 23 Nov until Mon 21 Dec (d1)")


def test_a_client_decided_in_this_round_is_not_decided_again(agency, sit):
    with sit() as screen:
        screen.sees("· Gale", "[?] keys")
        screen.press("f")
        screen.sees("· Bolt", "[?] keys")
        screen.press("b")
        back = screen.sees("1 of 3", "· Gale", "decided", "followed on Mon 23 Nov", "[?] keys")
        assert "[f]ollow" not in back
        screen.press("f")
        screen.sees("1 of 3", "· Gale", "[?] keys")
        screen.press("s")
        screen.sees("2 of 3", "· Bolt", "[?] keys")

    assert [each[0] for each in decisions(agency)] == ["gale"]


def test_keys_typed_ahead_of_a_client_decide_nothing(agency, sit):
    with sit() as screen:
        screen.sees("· Gale", "[?] keys")
        screen.press("fff")
        screen.sees("· Bolt", "[?] keys")
        time.sleep(0.5)

    assert [each[0] for each in decisions(agency)] == ["gale"]


def test_arrow_and_function_keys_are_no_letters(agency, sit):
    with sit() as screen:
        screen.sees("· Gale", "[?] keys")
        for key in ("\x1b[A", "\x1bOP", "\x1b[15~", "\x1bf", "é", "\t"):
            screen.press(key)
            time.sleep(0.1)
        screen.press("s")
        screen.sees("2 of 3", "· Bolt", "[?] keys")

    assert decisions(agency) == []


def test_it_can_be_stopped_and_continued_as_any_job(agency, sit):
    with sit(job=True) as screen:
        screen.sees("· Gale", "[?] keys")
        for _ in range(2):
            screen.press("\x1a")
            screen.sees("[stopped]")
            assert screen.is_as_before
            screen.press("fg\n")
            screen.sees("· Gale", "[?] keys")
            assert not screen.is_as_before
        screen.press("o")
        screen.sees("> ")
        screen.press("\x1a")
        screen.sees("[stopped]")
        screen.press("fg\n")
        time.sleep(0.3)
        screen.press("they are family\n")
        screen.sees("· Bolt", "gale: decided otherwise", "[?] keys")
        screen.press("q")
        assert screen.ends() == 0
        assert screen.is_as_before


def test_a_window_of_another_size_is_drawn_anew_and_nothing_is_wider_or_longer(agency, sit):
    agency.ok("edit gale --note", "Very long. " * 200)
    with sit() as screen:
        page = screen.sees("· Gale", "[?] keys", "… cut; the timeline shows all")
        assert_fits(page, 80, 24)
        for rows, columns in ((12, 40), (24, 80), (50, 200)):
            screen.resize(rows, columns)
            page = screen.sees("[?] keys")
            assert_fits(page, min(columns, 80), min(rows, 24))


def assert_fits(page, columns, rows):
    lines = page.splitlines()
    assert len(lines) < rows
    assert max(map(len, lines)) <= columns


def test_text_from_the_store_cannot_act_on_the_terminal(run):
    run.ok("add", "Evil \x1b[2J\x1b]0;owned\x07 \u202ename", "--slug", "evil")
    run.ok("edit evil --note", "\x1b[31mred\x9b2J")
    run.ok("complaint add evil --cause ours --when yesterday", "Late \x1b[5m")
    run.ok("decide evil postponed --until 2w --reason", "so \x1b[1A it is")
    with AtTerminal("--db", run.db, "review", "--interactive") as screen:
        pages = [screen.sees("(evil)", "[?] keys")]
        for key in "tw":
            screen.press(key)
            pages.append(screen.sees("-- page"))
            screen.press("q")
            pages.append(screen.sees("(evil)", "[?] keys"))

    for page in pages:
        assert [each for each in page if not each.isprintable() and each != "\n"] == []
        assert "\u202e" not in page


def test_what_the_store_cannot_take_is_kept_as_a_draft(agency, sit, nobody_home):
    with sit() as screen:
        screen.sees("· Gale", "[?] keys")
        screen.press("o")
        screen.sees("> ")
        sound = agency.db.read_bytes()
        agency.db.write_bytes(b"this is no database" * 100)
        screen.press("they are family\n")
        screen.sees("1 of 3", "what you typed is kept in", "[?] keys")
        agency.db.write_bytes(sound)
        screen.press("s")
        screen.sees("2 of 3")

    (draft,) = nobody_home.glob("data/clienthealth/drafts/*")
    assert "they are family" in draft.read_text()


def test_an_error_in_between_puts_the_terminal_right(agency, sit):
    with sit() as screen:
        screen.sees("· Gale", "[?] keys")
        agency.db.write_bytes(b"this is no database" * 100)
        screen.press("w")
        screen.sees("-- page 1 of 1")
        screen.press("q")
        screen.sees("· Gale", "[?] keys")
        screen.press("q")
        screen.ends()
        assert screen.is_as_before


def test_a_client_that_another_hand_took_out_is_left_out(agency, sit):
    with sit() as screen:
        screen.sees("· Gale", "[?] keys")
        agency.ok("rm bolt --yes")
        screen.press("f")
        screen.sees("2 of 2", "· Hill", "no longer on record, and left out: bolt", "[?] keys")


def test_what_was_decided_elsewhere_meanwhile_is_not_decided_again(agency, sit):
    with sit() as screen:
        screen.sees("· Gale", "[?] keys")
        screen.press("f")
        screen.sees("· Bolt", "[?] keys")
        agency.ok("decide bolt postponed --until 2w")
        screen.press("f")
        page = screen.sees("· Bolt", "decided meanwhile", "postponed on Mon 23 Nov until Mon 7 Dec", "[?] keys")
        assert "[f]ollow" not in page
        agency.ok("undo")
        agency.ok("undo")
        screen.press("l")
        screen.sees("> ")
        screen.press("Called\n")
        screen.sees("· Bolt", "nothing was decided so far", "[f]ollow", "[?] keys")
        screen.press("b")
        screen.sees("· Gale", "nothing was decided so far", "[f]ollow", "[?] keys")

    assert decisions(agency) == []


def test_with_nobody_to_see_it_can_be_closed_at_once(run):
    run.ok('add Acme --agreed "Fixed price"')
    run.ok("log acme A good call")
    with AtTerminal("--db", run.db, "review", "--interactive") as screen:
        screen.sees("Nobody needs attention.", "[c]lose the review")
        screen.press("c")
        assert screen.ends() == 0

    assert closed(run) == 1


def test_in_german_the_keys_are_german(agency, sit):
    with sit(LANG="de_DE.UTF-8") as screen:
        screen.sees("1 von 3", "· Gale", "[f]olgen", "über[s]pringen", "[?] Tasten")
        screen.press("S")
        screen.sees("2 von 3", "· Bolt", "[?] Tasten")
        screen.press("v")
        screen.sees("bolt bis wann verschieben?", "> ")
        screen.press("freitag\n")
        screen.sees("3 von 3", "bolt: am Mo 23. Nov. verschoben bis Fr 27. Nov.", "[?] Tasten")


def test_colour_is_used_where_it_is_wanted_and_says_nothing_alone(agency, sit):
    plain, coloured = None, None
    with sit() as screen:
        plain = screen.sees("· Gale", "[?] keys")
    with sit(NO_COLOR="") as screen:
        coloured = screen.sees("· Gale", "[?] keys")

    assert "\x1b[" not in plain
    assert "\x1b[1m" in coloured


def test_a_dumb_terminal_gets_no_escape_at_all(agency, sit):
    with sit(TERM="dumb", NO_COLOR="") as screen:
        assert "\x1b" not in screen.sees("· Gale", "[?] keys")
        screen.press("f")
        assert "\x1b" not in screen.sees("· Bolt", "gale: followed")


@pytest.mark.parametrize("language", ["en", "de", "da", "nb", "el"])
def test_the_pages_read_as_kept(agency, sit, golden, language):
    agency.ok(
        "edit hill --note", "Their shop is the oldest in town. They answer mails in the evening, and calls never. " * 4
    )
    follow, skip, leave = (
        letter(phrase(f"key.{each}", "ritual", language)) for each in (Key.FOLLOW, Key.SKIP, Key.QUIT)
    )
    with sit(LANG=f"{language}_XX.UTF-8") as screen:
        shown = [screen.sees("· Gale", "[?]")]
        for key, *texts in (
            (follow.upper(), "· Bolt", "[?]"),
            ("?", "-- "),
            (leave, "· Bolt", "[?]"),
            (skip, "· Hill", "[?]"),
            (follow, "(d2)", "[?]"),
        ):
            screen.press(key)
            shown.append(screen.sees(*texts))
        screen.press(leave)
        assert screen.ends() == 0

    golden.matches(f"ritual-{language}.txt", f"\n{'-' * 80}\n".join([*shown, screen.rest.rpartition(CLEAR)[2]]))
