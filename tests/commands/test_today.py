"""`today`, and the greeting when the program is run alone."""

import json


def test_before_any_client_the_greeting_says_how_to_begin(run):
    ran = run.ok("")

    assert len(ran.lines) == 4
    assert "clienthealth add" in ran.lines[1]


def test_the_greeting_speaks_the_users_language(run, monkeypatch):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    assert run.ok("").lines[1].startswith("Mit einem Kunden beginnen")


def test_the_greeting_makes_no_database(run):
    run.ok("")

    assert not run.db.exists()


def test_with_clients_the_greeting_is_what_today_says(run):
    run.ok("add Acme")
    run.ok("next add acme Ring the printer --due today")

    assert run.ok("").out == run.ok("today").out


def test_nothing_due_is_one_line(run):
    run.ok("add Acme")

    assert run.ok("today").lines == ["Mon 23 Nov 2026: nothing is due."]


def test_each_due_thing_is_one_line_with_its_handle(run, later):
    run.ok("add Acme")
    run.ok("promise add acme Send the draft --due 2026-11-20")
    run.ok("promise add acme Photos --theirs --due 2026-11-23")
    run.ok("promise add acme Far away --due 2026-11-30")

    assert run.ok("today").lines == [
        "acme  3 days overdue  p1  we promised: Send the draft",
        "acme  due today       p2  they owe: Photos",
    ]


def test_a_long_text_is_clipped_to_eighty_columns(run):
    run.ok("add Acme")
    run.ok(f"promise add acme --due today {'word ' * 40}")

    (line,) = run.ok("today").lines

    assert len(line) <= 80
    assert line.endswith("…")


def test_an_hour_that_has_passed_is_said(run):
    run.ok("add Acme")
    run.ok('promise add acme Call back --due "2026-11-23 10:00"')

    assert "was due at 10:00" in run.ok("today").out


def test_mine_goes_by_owner(run):
    run.ok("add Acme --owner kim")
    run.ok("promise add acme Theirs --due today")
    run.ok("promise add acme Mine --due today --owner robin")

    assert [line.split()[-1] for line in run.ok("today --mine").lines] == ["Mine"]


def test_json_carries_the_command_for_each(run):
    run.ok("add Acme")
    run.ok("promise add acme Send the draft --due 2026-11-20")

    said = json.loads(run.ok("today --json").out)

    assert (said["schema"], said["day"]) == (1, "2026-11-23")
    assert said["due"][0]["command"] == "clienthealth promise keep p1"


def test_a_prompt_gets_one_number(run):
    run.ok("add Acme")
    assert run.ok("today --count").out == "0\n"

    run.ok("promise add acme Send the draft --due 2026-11-20")
    run.ok("promise add acme Far away --due 2026-11-30")

    assert run.ok("today --count").out == run.ok("today --count --json").out == "1\n"
