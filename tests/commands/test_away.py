"""`away`: days on which our clocks stand still, ahead or back."""

import json

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def made(run, line):
    return json.loads(run.ok(f"{line} --json").out)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("23.12. 6.1.", "2026-12-23", "2027-01-06"),
        ("yesterday fri", "2026-11-22", "2026-11-27"),
        ("fri mon", "2026-11-27", "2026-11-30"),
        ("mon wed", "2026-11-23", "2026-11-25"),
        ("9.11. 13.11.", "2026-11-09", "2026-11-13"),
        ("2026-08-01 2026-08-20", "2026-08-01", "2026-08-20"),
        ("today today", "2026-11-23", "2026-11-23"),
    ],
)
def test_away_lies_ahead_or_back(run, typed, first, last):
    away = made(run, f"away {typed}")

    assert (away["at"], away["until"]) == (first, last)
    assert "client" not in away


def test_away_ends_after_it_begins(run):
    assert run("away 2026-12-24 2026-12-01").code == 2
    assert run("away soon later").code == 2


def test_alone_it_lists_what_runs_and_what_lies_ahead(run):
    run.ok("away 2026-11-02 2026-11-06")
    run.ok("away 2026-12-23 2027-01-06 --note Christmas")
    run.ok("away today fri --staff kim")

    assert run.ok("away").lines == [
        "a3  kim        Mon 2026-11-23 to Fri 2026-11-27",
        "a2  everybody  Wed 2026-12-23 to Wed 2027-01-06  Christmas",
    ]
    assert [line.split()[0] for line in run.ok("away --all").lines] == ["a1", "a3", "a2"]
    assert [line.split()[0] for line in run.ok("away --staff kim").lines] == ["a3"]


def test_nobody_away_is_said(run):
    ran = run.ok("away")

    assert (ran.out, ran.err) == ("", "no absence today or ahead\n")


def test_back_at_work_the_last_day_away_is_the_day_before(run):
    run.ok("away 2026-11-16 2026-12-04")
    run.ok("away 2026-11-16 2026-12-04 --staff kim")

    (ended,) = map(json.loads, run.ok("away --back --json").lines)

    assert (ended["until"], "staff" in ended) == ("2026-11-22", False)
    assert [line.split()[0] for line in run.ok("away").lines] == ["a2"]
    assert json.loads(run.ok("away --back --staff kim --when yesterday --json").out)["until"] == "2026-11-21"
    run.ok("undo")
    assert [line.split()[0] for line in run.ok("away").lines] == ["a2"]


def test_what_does_not_run_is_not_ended(run):
    run.ok("away 2026-12-24 2026-12-31")
    run.ok("away today fri")

    ran = run("away --back")

    assert ran.code == 4
    assert "clienthealth rm" in ran.err


@pytest.mark.parametrize("line", ["away mon", "away fri --back", "away mon fri --when yesterday"])
def test_half_a_stretch_or_too_much_is_refused(run, line):
    ran = run(line)

    assert ran.code == 2
    assert len(ran.err.splitlines()) == 2


def test_absences_that_overlap_are_said_to_and_count_once(run):
    run.ok("promise add acme Draft --due 2026-11-20 --when 2026-11-02")
    run.ok("away 2026-11-09 2026-11-13")

    assert "overlaps a1" in run.ok("away 2026-11-11 2026-11-16").err
    assert "overlaps" not in run.ok("away 2026-11-11 2026-11-16 --staff kim").err

    (stands,) = [each["stands"] for each in json.loads(run.ok("promise list --json").out)["promises"]]
    assert (stands["due"], stands["promised_for"]) == ("2026-11-28", "2026-11-20")


def test_while_everybody_is_away_that_is_said_and_clocks_stand_still(run):
    run.ok("promise add acme Draft --due 2026-11-24 --when 2026-11-16")
    run.ok("away 2026-11-20 2026-11-30")

    for line in ("today", "review", "promise list"):
        assert "Away until Mon 30 Nov: our clocks stand still." in run.ok(line).out
    assert "away until Mon 30 Nov: its clock stands still" in " ".join(run.ok("promise list").out.split())
    assert json.loads(run.ok("today --json").out)["away"] == [
        {"who": None, "from": "2026-11-20", "until": "2026-11-30"}
    ]


def test_an_absence_is_spoken_of_a_week_ahead(run, later):
    run.ok("away 2026-11-30 2026-12-04")
    assert "Away from Mon 30 Nov until Fri 4 Dec: our clocks stand still then." in run.ok("today").out

    later("2026-11-22")
    assert "Away" not in run.ok("today").out


@pytest.fixture
def kims(run):
    """What came due while Kim was away: hers, a client's of hers, and nobody's."""
    run.ok("add Beta --owner kim")
    run.ok("promise add beta Hers --due 2026-11-20 --when 2026-11-02")
    run.ok("promise add acme Nobodys --due 2026-11-20 --when 2026-11-02")
    run.ok("complaint add acme Late --owner kim --when 2026-11-17")
    run.ok("complaint add acme 'Late again' --when 2026-11-17 --topic design")
    run.ok("away 2026-11-18 2026-11-27 --staff kim")
    return run


def test_a_colleagues_absence_stops_the_clock_of_what_that_one_takes_care_of(kims):
    due = [(each["handle"], each["what"]) for each in json.loads(kims.ok("today --json").out)["due"]]

    assert due == [("c2", "acknowledge"), ("p2", "promise")]
    assert "kim is away until Fri 27 Nov" in kims.ok("today").out
    said = " ".join(kims.ok("promise list beta").out.split())
    assert "kim is away until Fri 27 Nov: its clock stands still promised for Fri 20 Nov;" in said


def test_a_colleagues_absence_changes_no_score_and_no_rate(kims):
    with_it = [kims.ok(line).out for line in ("score --json", "history acme --json")]
    rates = json.loads(kims.ok("promise list --json").out)["kept"]
    kims.ok("undo")

    assert [kims.ok(line).out for line in ("score --json", "history acme --json")] == with_it
    assert (
        json.loads(kims.ok("promise list --json").out)["kept"]
        == rates
        == {
            "since": "2025-11-24",
            "ours": {"kept": 0, "due": 2, "share": None},
            "theirs": {"kept": 0, "due": 0, "share": None},
        }
    )


def test_the_name_of_who_is_away_is_data(run):
    run.ok("away today fri --staff", "\x1b[31mkim")

    assert "\x1b" not in "".join(run.ok(line).out for line in ("away", "today", "review", "promise list"))
