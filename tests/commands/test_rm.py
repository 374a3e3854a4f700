"""`rm`: what is taken out comes back with one undo, and nothing is left without what it refers to."""

import json

import pytest


@pytest.fixture
def acme(run):
    run.ok("add Acme")
    run.ok('log acme Called --promise "send it" fri --complaint "Empty export" -s rude')
    return run


def test_a_record_goes_and_undo_brings_it_back_under_its_handle(acme):
    before = acme.ok("export").out

    ran = acme.ok("rm p1")

    assert ran.out.startswith("removed p1    acme · ")
    assert "clienthealth undo" in ran.err
    assert acme("show p1").code == 3
    acme.ok("undo")
    assert acme.ok("export").out == before
    assert acme.ok("show p1").out.startswith("p1 ")


def test_a_record_that_others_refer_to_stays_and_they_are_named(acme):
    before = acme.db.read_bytes()

    ran = acme("rm c1")

    assert ran.code == 4
    assert "s1 refers to c1" in ran.err
    assert "clienthealth rm c1 s1" in ran.err
    assert acme.db.read_bytes() == before


def test_records_that_belong_together_go_together(acme):
    ran = acme.ok("rm c1 s1")

    assert len(ran.lines) == 2
    assert acme("show s1").code == 3


def test_a_reference_without_a_foreign_key_holds_back_too(acme):
    acme.ok("expect add acme 'A change is quoted first' --topic scope")
    acme.ok("edit c1 --against x1")

    ran = acme("rm x1")

    assert ran.code == 4
    assert "c1" in ran.err


def test_what_was_taken_out_is_no_longer_found(acme):
    acme.ok("rm i1")

    assert acme.ok("search Called").out == ""


def test_a_client_is_not_taken_out_without_a_yes(acme):
    before = acme.db.read_bytes()

    ran = acme("rm acme")

    assert ran.code == 2
    assert "4 records" in ran.err
    assert "--yes" in ran.err
    assert acme.db.read_bytes() == before


def test_a_client_goes_with_all_its_records_and_comes_back_with_one_undo(acme):
    acme.ok("add Borg")
    acme.ok("log borg Stays")
    before = acme.ok("export").out

    ran = acme.ok("rm acme --yes")

    assert "with its 4 records" in ran.out
    assert {json.loads(line)["client"] for line in acme.ok("export").lines} == {"borg"}
    acme.ok("undo")
    assert acme.ok("export").out == before


def test_a_handle_names_a_client_too(acme):
    acme.ok("rm k1 --yes")

    assert acme.ok("export").out == ""


def test_a_client_goes_alone(acme):
    assert acme("rm acme p1 --yes").code == 2


def test_a_near_miss_removes_nothing(acme):
    ran = acme("rm acne --yes")

    assert ran.code == 3
    assert "acme" in ran.err
    assert acme.ok("show acme").code == 0


def test_a_number_is_never_given_twice(acme):
    acme.ok("rm p1")
    acme.ok('log acme Again --promise "another" fri')

    assert acme("show p1").code == 3
    assert acme.ok("show p2").code == 0


def test_json_is_the_record_that_was_removed(acme):
    removed = json.loads(acme.ok("rm p1 --json").out)

    assert (removed["type"], removed["handle"], removed["text"]) == ("promise", "p1", "send it")
