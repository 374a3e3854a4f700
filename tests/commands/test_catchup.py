"""`catchup`: by options, and by single keys at a pseudo-terminal; what it writes, how it is left and resumed."""

import json
import signal

import pytest
from at_terminal import CLEAR, AtTerminal

from clienthealth.store.sqlite import connect


@pytest.fixture
def weeks_later(run, later):
    """Acme was noted last on 1 October, Bolt on the 5th, Cedar on the 7th, and Ended is none of ours any more."""
    later("2026-10-07")
    for name in ("Acme", "Bolt", "Cedar", "Ended"):
        run.ok(f"add {name} --since 2026-01-05")
    run.ok("edit ended --status ended")
    run.ok("log acme Called --when 2026-10-01")
    run.ok("log bolt Called --when 2026-10-05")
    run.ok("log cedar Called")
    later("2026-11-23T14:10")
    return run


@pytest.fixture
def sit(weeks_later):
    """Sit down to it: `with sit() as screen:`."""
    return lambda *more, **given: AtTerminal("--db", weeks_later.db, "catchup", *more, **given)


def statement(run, text):
    connection = connect(run.db)
    try:
        return [tuple(row) for row in connection.execute(text)]
    finally:
        connection.close()


def looks(run):
    """What was observed of whom, in the order in which it was written."""
    return statement(run, "select client, state from pulse order by handle")


def made(run, line):
    return [json.loads(each) for each in run.ok(f"{line} --json").lines]


def test_by_options_one_command_writes_what_was_observed_of_several(weeks_later):
    run = weeks_later

    told = run.ok("catchup --quiet ac --quiet cedar --fine bolt --quiet acme").lines

    assert [each.partition("  ")[0] for each in told] == ["u1", "u2", "u3"]
    assert "acme · Mon 2026-11-23 14:10 · observed: quiet" in told[0]
    assert looks(run) == [("acme", "quiet"), ("cedar", "quiet"), ("bolt", "fine")]
    run.ok("undo")
    assert looks(run) == []


def test_what_was_observed_earlier_is_dated_there(weeks_later):
    (look,) = made(weeks_later, "catchup --fine acme --when 2026-11-09")

    assert (look["type"], look["state"], look["at"], look["handle"]) == ("pulse", "fine", "2026-11-09", "u1")
    assert look["recorded_at"] == "2026-11-23T13:10:00Z"


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("catchup", 2, "clienthealth catchup --quiet CLIENT --fine CLIENT"),
        ("catchup --mine", 2, "clienthealth log CLIENT what happened"),
        ("catchup --json", 2, "--json without a client"),
        ("catchup --when mon", 2, "--when without a client"),
        ("catchup --quiet acme --mine", 2, "leave it out"),
        ("catchup --quiet acme --fine ACME", 2, "acme is said to be both quiet and fine"),
        ("catchup --quiet acme --fine bolz", 3, "did you mean: bolt?"),
        ("catchup --quiet acme --when 2030-01-01", 2, "2030-01-01"),
    ],
)
def test_what_cannot_be_is_refused_and_writes_nothing(weeks_later, line, code, said):
    ran = weeks_later(line)

    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert looks(weeks_later) == []


def test_one_key_a_client_the_longest_silence_first(weeks_later, sit):
    with sit() as screen:
        screen.sees("1 of 3", "· Acme", "since Thu 1 Oct 2026 (53 days)", "clienthealth away 2026-10-08 2026-11-22")
        screen.press("u")
        screen.sees("2 of 3", "· Bolt", "acme: quiet, noted as observed (u1)", "[?] keys")
        screen.press("?")
        screen.sees("2 of 3", "something happened: you say what", "[?] keys")
        screen.press("f")
        screen.sees("3 of 3", "· Cedar", "bolt: fine, noted as observed (u2)", "[?] keys")
        screen.press("t")
        screen.sees("What happened with cedar?", "> ")
        screen.press("They shouted at Kim --via call -s rude --promise 'a call' fri\n")
        assert (screen.ends(), screen.is_as_before) == (0, True)
        assert "All 3 clients were asked about." in screen.rest
        assert "trouble  cedar" in screen.rest

    assert looks(weeks_later) == [("acme", "quiet"), ("bolt", "fine")]
    shown = weeks_later.ok("show cedar").out
    assert "They shouted at Kim" in shown
    assert "rude" in shown
    assert [each.split()[0] for each in weeks_later.ok("undo --list").lines[:3]] == ["log", "catchup", "catchup"]
    for _ in range(2):
        weeks_later.ok("undo")
    assert looks(weeks_later) == [("acme", "quiet")]
    assert "They shouted" not in weeks_later.ok("show cedar").out


def test_left_early_what_was_written_stays_and_the_others_come_next_time(weeks_later, sit):
    with sit() as screen:
        screen.sees("1 of 3", "· Acme", "[?] keys")
        screen.press("l")
        screen.sees("2 of 3", "· Bolt", "acme: later; nothing was written", "[?] keys")
        screen.press("f")
        screen.sees("3 of 3", "· Cedar", "[?] keys")
        screen.press("q")
        assert (screen.ends(), screen.is_as_before) == (0, True)
        assert "Left: 1 of 3 dealt with" in screen.rest
        assert "\n  clienthealth catchup\n" in screen.rest
    assert looks(weeks_later) == [("bolt", "fine")]

    with sit() as screen:
        again = screen.sees("1 of 2", "· Acme", "[?] keys")
        assert "clienthealth away" not in again  # something was noted today
        screen.press("u")
        screen.sees("2 of 2", "· Cedar", "[?] keys")


def test_trouble_of_weeks_ago_is_dealt_with_as_well(weeks_later, sit):
    with sit() as screen:
        screen.sees("1 of 3", "· Acme", "[?] keys")
        screen.press("t")
        screen.sees("What happened with acme?", "> ")
        screen.press("They shouted --when 2026-10-20\n")
        screen.sees("2 of 3", "· Bolt", "They shouted", "[?] keys")
        screen.press("q")
        screen.ends()

    with sit() as screen:
        screen.sees("1 of 2", "· Bolt", "[?] keys")


@pytest.mark.parametrize(
    ("typed", "said"),
    [("\n", "nothing was written"), ("Called --tone 9\n", "tone"), ("Called --nonsense\n", "No such option")],
)
def test_trouble_that_was_not_logged_leaves_the_question(weeks_later, sit, typed, said):
    before = weeks_later.ok("export").out
    with sit() as screen:
        screen.sees("1 of 3", "· Acme", "[?] keys")
        screen.press("t")
        screen.sees("What happened with acme?", "> ")
        screen.press(typed)
        screen.sees("1 of 3", "· Acme", said, "[?] keys")
    assert weeks_later.ok("export").out == before


def test_a_client_that_is_gone_is_left_out_and_no_namesake_is_written_to(weeks_later, sit):
    with sit() as screen:
        screen.sees("1 of 3", "· Acme", "[?] keys")
        weeks_later.ok("edit acme --slug acme-gmbh")
        screen.press("u")
        screen.sees("2 of 3", "· Bolt", "acme is no longer on record", "[?] keys")
        weeks_later.ok("rm bolt --yes")
        screen.press("t")
        screen.sees("What happened with bolt?", "> ")
        screen.press("They shouted\n")
        screen.sees("3 of 3", "· Cedar", "bolt is no longer on record", "[?] keys")
    assert looks(weeks_later) == []


def test_what_the_store_does_not_take_is_said_and_asked_again(weeks_later, sit):
    with sit() as screen:
        screen.sees("1 of 3", "· Acme", "[?] keys")
        statement(weeks_later, "pragma user_version = 99")
        screen.press("u")
        screen.sees("1 of 3", "· Acme", "newer", "catchup", "--quiet", "[?] keys")
        screen.press("q")
        assert screen.ends() == 0
        assert "Left: 0 of 3 dealt with" in screen.rest


@pytest.mark.parametrize(("key", "code"), [("\x04", 0), ("\x03", 130)])
def test_the_keys_that_always_end_a_program_end_this_one_and_say_how_to_go_on(weeks_later, sit, key, code):
    with sit() as screen:
        screen.sees("1 of 3", "· Acme", "[?] keys")
        screen.press("u")
        screen.sees("2 of 3", "· Bolt", "[?] keys")
        screen.press(key)
        assert (screen.ends(), screen.is_as_before) == (code, True)
        assert "Left: 1 of 3 dealt with" in screen.rest
        assert "clienthealth catchup" in screen.rest
    assert looks(weeks_later) == [("acme", "quiet")]


def test_a_closed_window_loses_nothing_that_was_answered(weeks_later, sit):
    with sit() as screen:
        screen.sees("1 of 3", "· Acme", "[?] keys")
        screen.press("u")
        screen.sees("2 of 3", "· Bolt", "[?] keys")
        screen.hang_up()
        assert screen.ends() == -signal.SIGHUP
    assert looks(weeks_later) == [("acme", "quiet")]


def test_where_something_fresh_is_known_of_all_nobody_is_asked(weeks_later, sit):
    weeks_later.ok("catchup --quiet acme --quiet bolt --fine cedar")

    with sit() as screen:
        assert screen.ends() == 0
        assert "of every active client something was noted in the last 7 days" in screen.rest


def test_in_german_with_its_own_letters_and_of_mine_alone(weeks_later, sit):
    weeks_later.ok("edit bolt --owner sam")
    weeks_later.ok("edit cedar --owner robin")

    with sit("--mine", LANG="de_DE.UTF-8") as screen:
        screen.sees("Nachholen am Mo 23. Nov. 2026", "1 von 2", "· Acme", "[?] Tasten")
        screen.press("r")
        screen.sees("2 von 2", "· Cedar", "acme: ruhig, als beobachtet vermerkt (u1)", "[?] Tasten")
        screen.press("q")
        assert screen.ends() == 0
        assert "clienthealth catchup --mine" in screen.rest


@pytest.mark.parametrize(
    ("language", "letters"), [("en", "u?ftq"), ("de", "r?gsq"), ("da", "r?gpq"), ("nb", "r?bpq"), ("el", "η?κδξ")]
)
def test_the_pages_read_as_kept(weeks_later, sit, golden, language, letters):
    quiet, keys, fine, trouble, leave = letters
    weeks_later.ok("promise add cedar 'The draft' --due 2026-10-10 --when 2026-10-07")
    with sit(LANG=f"{language}_{language.upper()}.UTF-8") as screen:
        shown = [screen.sees("· Acme", "[?]")]
        for pressed, *texts in (
            (quiet, "· Bolt", "[?]"),
            (keys, "· Bolt", "`clienthealth undo`", "[?]"),
            (fine, "· Cedar", "[?]"),
            (trouble, "> "),
            ("\n", "· Cedar", "[?]"),
            (leave,),
        ):
            screen.press(pressed)
            if texts:
                shown.append(screen.sees(*texts))
        assert screen.ends() == 0

    golden.matches(f"catchup-{language}.txt", f"\n{'-' * 80}\n".join([*shown, screen.rest.rpartition(CLEAR)[2]]))
