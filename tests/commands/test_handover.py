"""`handover`: the client and all that is open go to a colleague, in one step, with the brief for them."""

import json

import pytest


@pytest.fixture
def known(run):
    run.ok("add 'Acme GmbH' --slug acme --owner robin --agreed 'All in writing'")
    run.ok("add Beta --slug beta --owner robin")
    run.ok("promise add acme The draft --due fri --owner robin --when 10d")
    run.ok("promise add acme Their photos --theirs --due today")
    run.ok("promise add acme An old one --due fri --when 10d")
    run.ok("promise keep p3 --when 9d")
    run.ok("complaint add acme The draft is late --when 5d --owner cleo")
    run.ok("effort add acme fix --complaint c1 --when 4d")
    run.ok("next add acme Ask how it went --due mon")
    run.ok("boundary add acme reminder Please --owner cleo")
    run.ok("invoice add acme A-1 --amount 100 --due 2026-12-01")
    run.ok("promise add beta A quote --due fri --owner robin")
    return run


def owners(run):
    told = [json.loads(each) for each in run.ok("export").lines]
    return {(each["client"], each["type"], each["at"][:10], each.get("text", "")): each.get("owner") for each in told}


def test_the_client_and_everything_open_move_and_the_brief_follows(known):
    ran = known.ok("handover acme --to anna")

    head, *moved = ran.out.partition("\n\n")[0].splitlines()
    assert head == "acme goes to anna, with 6 open items:"
    assert [each.split()[0] for each in moved] == ["k1", "p1", "p2", "c1", "e1", "b1", "n1"]
    assert "  p1    promise, was with robin, “The draft”" in moved
    assert "  c1    complaint, was with cleo, “The draft is late”" in moved
    assert "Brief on Acme GmbH (acme), Mon 23 Nov 2026" in ran.out
    assert "with us: anna" in ran.out
    assert "undo" in ran.err


def test_what_is_closed_or_of_another_client_stays_with_whom_it_was(known):
    before = owners(known)

    known.ok("handover acme --to anna")

    changed = {key[3] for key, owner in owners(known).items() if owner != before[key]}
    assert changed == {"", "The draft", "Their photos", "The draft is late", "Please", "Ask how it went"}


def test_mine_shows_it_to_the_new_owner_and_no_more_to_the_old_one(known, monkeypatch):
    known.ok("handover acme --to anna")

    old = [known.ok(each).out for each in ("today --mine", "promise list --mine", "clients --mine")]
    monkeypatch.setenv("CLIENTHEALTH_USER", "anna")
    new = [known.ok(each).out for each in ("today --mine", "promise list --mine", "clients --mine")]

    assert not [each for each in old if "acme" in each]
    assert all("acme" in each for each in new)
    assert "The draft is late" in known.ok("complaint list --mine").out
    assert "acme" in known.ok("review --mine").out
    assert "beta" not in "".join(new)


def test_one_undo_gives_every_owner_back(known):
    before = known.ok("export").out

    known.ok("handover acme --to anna")
    known.ok("undo")

    assert known.ok("export").out == before


def test_the_same_owner_is_refused_and_nothing_moves(known):
    before = known.ok("export").out

    ran = known("handover acme --to robin")

    assert (ran.code, ran.out) == (4, "")
    assert ran.err.splitlines()[0] == "clienthealth: acme is robin's already; nothing was moved"
    assert "clienthealth edit ID --owner robin" in ran.err
    assert known.ok("export").out == before


@pytest.mark.parametrize(
    ("line", "code"),
    [("handover acme", 2), ("handover acme --to ' '", 2), ("handover amce --to anna", 3), ("handover c1 --to anna", 3)],
)
def test_without_a_new_owner_or_for_a_near_miss_nothing_moves(known, line, code):
    before = known.ok("export").out

    assert known(line).code == code
    assert known.ok("export").out == before


def test_json_is_the_journal_record_of_each_with_its_handle(known):
    told = [json.loads(each) for each in known.ok("handover acme --to anna --json").lines]

    assert [each["handle"] for each in told] == ["k1", "p1", "p2", "c1", "e1", "b1", "n1"]
    assert {each["owner"] for each in told} == {"anna"}
