"""`boundary`: a limit, as firm as it was set, until it ends."""

import json


def test_a_limit_is_set_and_ended(run):
    run.ok("add Acme")
    run.ok("boundary add acme written-warning No calls after six --when 3d")

    ended = json.loads(run.ok("boundary end acme --when yesterday --json").out)

    expected = {"step": "written-warning", "text": "No calls after six", "until": "2026-11-22"}
    assert ended.items() >= expected.items()
    assert run("boundary end b1").code == 4
    assert run("boundary end acme").code == 3


def test_the_step_is_one_of_its_words(run):
    run.ok("add Acme")

    assert "did you mean reset-talk?" in run("boundary add acme reset No calls").err
    assert run("boundary add acme").code == 2
    assert run("boundary add acme reminder").code == 2


def test_a_corrected_limit_is_still_read_as_it_was_set(run):
    run.ok("add Acme")
    run.ok("boundary add acme final-notice Last time")
    run.ok("boundary end b1")

    run.ok("undo")

    assert json.loads(run.ok("boundary end b1 --json").out)["step"] == "final-notice"
