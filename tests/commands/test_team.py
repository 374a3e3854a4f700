"""A team over one record: lists say who takes care of what, and `--mine` is what is mine or nobody's."""

import json

import pytest

LISTS = ("clients", "today", "promise list", "complaint list", "expect list", "invoice list")


@pytest.fixture
def shared(run):
    """Three clients with the same open things: one is mine, one Kim's, one nobody's."""
    run.ok("add Mine --owner robin")
    run.ok("add Hers --owner kim")
    run.ok("add Free")
    for client in ("mine", "hers", "free"):
        run.ok(f"expect add {client} Changes are quoted first")
        run.ok(f"promise add {client} The draft --due 2026-11-20 --when 2026-11-02")
        run.ok(f"complaint add {client} Too late --when 2026-11-02")
        run.ok(f"invoice add {client} {client}-1 --amount 10 --due 2026-11-20 --when 2026-11-02")
    return run


@pytest.mark.parametrize("line", LISTS)
def test_mine_is_mine_and_nobodys(shared, line):
    said = shared.ok(f"{line} --mine").out

    assert "mine" in said
    assert "free" in said
    assert "hers" not in said


@pytest.mark.parametrize("line", [*LISTS, "review"])
def test_in_a_team_a_list_says_who_takes_care(shared, line):
    assert "kim" in shared.ok(line).out


@pytest.mark.parametrize("line", [*LISTS, "review"])
def test_by_myself_nobody_is_named(run, line):
    run.ok("add Mine --owner robin")
    run.ok("add Free")
    run.ok("promise add mine The draft --due 2026-11-20 --when 2026-11-02")
    run.ok("complaint add free Too late --when 2026-11-02")

    assert "robin" not in run.ok(line).out


def test_its_own_owner_goes_before_the_clients(shared):
    shared.ok("edit p2 --owner robin")

    owners = {each["client"]: each["owner"] for each in json.loads(shared.ok("today --json").out)["due"]}

    assert {each["handle"] for each in json.loads(shared.ok("today --mine --json").out)["due"]} >= {"p2"}
    assert owners["free"] is None
    assert "hers" in shared.ok("promise list --mine").out


def test_a_colleagues_name_is_data(run):
    run.ok("add Hers", "--owner", "\x1b[31mkim")
    run.ok("promise add hers The draft --due 2026-11-20 --when 2026-11-02")

    assert "\x1b" not in "".join(run.ok(line).out for line in (*LISTS, "review"))
