"""`hardship`: a hard time begins and ends."""

import json

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def test_it_needs_no_words_and_ends_by_the_client(run):
    run.ok("hardship add acme --when 2w")

    ended = json.loads(run.ok("hardship end acme --when yesterday --json").out)

    assert (ended["at"], ended["until"]) == ("2026-11-09", "2026-11-22")
    assert run("hardship end acme").code == 3
    assert run("hardship end h1").code == 4


def test_coarse_words_and_an_end_may_be_said(run):
    made = json.loads(run.ok("hardship add acme hard time --until 2w --json").out)

    assert (made["text"], made["until"]) == ("hard time", "2026-12-07")


def test_one_that_has_run_out_is_not_drawn_out_by_ending_it(run):
    run.ok("hardship add acme --when 2026-03-01")

    assert run("hardship end acme").code == 3
