"""`offboard` and `letter`: what we owe comes first, then the letter, then the end."""

import json

import pytest


@pytest.fixture
def acme(run):
    run.ok("add Acme --notice 30 --lang en --contract A-1")
    return run


def test_offboard_shows_what_is_owed_and_when_it_can_end(acme):
    acme.ok('log acme Call --promise "hand over the files" fri')

    shown = acme.ok("offboard acme").out

    assert "hand over the files" in shown
    assert "2026-12-23" in shown
    assert "clienthealth promise keep p1" in shown


def test_a_letter_waits_for_a_date_that_lies_before_the_end(acme):
    acme.ok("promise add acme Hand over the files --due 2027-03-01")

    ran = acme("letter acme offboarding")

    assert ran.code == 4
    assert "p1" in ran.err
    assert "clienthealth promise move p1" in ran.err
    assert ran.out == ""


def test_a_letter_waits_for_a_word_on_a_complaint_that_is_ours(acme):
    acme.ok("complaint add acme The import is late --cause ours")
    assert acme("letter acme offboarding").code == 4

    acme.ok("complaint answer c1")

    assert acme("letter acme offboarding").code == 0


def test_what_they_owe_holds_nothing_back_and_stands_in_the_letter(acme):
    acme.ok("invoice add acme 2026-07 --amount 1234.50 --due 2026-10-01 --when 2026-09-01")

    text = acme.ok("letter acme offboarding").out

    assert "2026-07" in text
    assert "1,234.50" in text


def test_ending_for_reasons_of_ones_own_needs_no_verdict(acme):
    text = acme.ok("letter acme offboarding --situation capacity --end 31.12.").out

    assert "31 December 2026" in text
    assert "23 December 2026" not in text


def test_the_letter_comes_in_the_clients_language_or_the_one_asked_for(acme):
    assert "Zusammenarbeit" in acme.ok("letter acme offboarding --lang de").out
    acme.ok("edit acme --lang de")

    assert "Zusammenarbeit" in acme.ok("letter acme offboarding").out
    assert "collaboration" in acme.ok("letter acme offboarding --lang en").out


def test_force_needs_a_reason_and_the_reason_is_recorded(acme):
    acme.ok("promise add acme Hand over the files --due 2027-03-01")
    assert acme("letter acme offboarding --force").code == 2

    acme.ok('letter acme offboarding --force --reason "they agreed by phone"')

    assert '"choice":"overridden"' in acme.ok("export").out
    assert "they agreed by phone" in acme.ok("export").out


def test_a_letter_that_went_out_is_recorded_and_can_be_taken_back(acme):
    before = acme.ok("export").out

    acme.ok("letter acme offboarding --sent")

    after = acme.ok("export").out
    assert '"channel":"letter"' in after
    assert '"status":"offboarding"' in after
    acme.ok("undo")
    assert acme.ok("export").out == before


def test_a_letter_goes_into_a_private_file_and_never_over_one(acme, tmp_path):
    path = tmp_path / "letter.txt"

    acme.ok("letter acme offboarding --out", str(path))

    assert path.stat().st_mode & 0o777 == 0o600
    assert acme("letter acme offboarding --out", str(path)).code == 4


def test_finishing_waits_until_all_we_owe_is_met(acme):
    acme.ok("promise add acme Hand over the files --due fri")
    assert acme("offboard acme --finish").code == 4

    acme.ok("promise keep p1")
    acme.ok("offboard acme --finish")

    lines = [json.loads(line) for line in acme.ok("export").lines]
    assert [line["status"] for line in lines if line["type"] == "client"] == ["ended"]
    assert [line["result"] for line in lines if line["type"] == "outcome"] == ["ended-by-us"]


def test_an_ending_can_be_begun_and_called_off(acme):
    acme.ok("offboard acme --start")
    assert '"status":"offboarding"' in acme.ok("export").out

    acme.ok("offboard acme --cancel")

    assert '"status":"active"' in acme.ok("export").out


def test_an_end_in_the_past_is_refused(acme):
    assert acme("offboard acme --end 2026-01-01").code == 2


def test_an_ending_as_json_names_what_stands_in_the_way(acme):
    acme.ok("promise add acme Hand over the files --due fri")

    found = json.loads(acme.ok("offboard acme --json").out)

    assert found["end"] == "2026-12-23"
    assert [each["handle"] for each in found["we_owe"]["promises"]] == ["p1"]


@pytest.mark.parametrize("line", ["letter acme invoice", "offboard acme --start --finish", "offboard acme --by nobody"])
def test_what_does_not_exist_is_a_usage_error(acme, line):
    assert acme(line).code == 2


def begun(run, *more):
    run.ok("offboard acme --situation capacity --end 2026-12-31 --start", *more)
    return [json.loads(line) for line in run.ok("export").lines if '"type":"next"' in line]


def test_an_ending_that_was_begun_remembers_its_day_and_its_situation(acme):
    begun(acme)

    found = json.loads(acme.ok("offboard acme --json").out)

    assert (found["end"], found["situation"]) == ("2026-12-31", "capacity")
    assert "31 December 2026" in acme.ok("letter acme offboarding").out


def test_what_an_ending_asks_of_us_is_due_like_anything_else(acme):
    begun(acme)

    assert "Ending: talk first" in acme.ok("review").out


def test_an_item_of_the_checklist_is_ticked_once(acme):
    begun(acme)

    acme.ok("offboard acme --tick talk --when today")

    assert "[x] 2026-11-24  talk" in acme.ok("offboard acme").out
    assert acme("offboard acme --tick talk").code == 4
    assert acme("offboard acme --tick tango").code == 2


def test_there_is_nothing_to_tick_or_cancel_before_an_ending_was_begun(acme):
    assert acme("offboard acme --tick talk").code == 4
    assert acme("offboard acme --cancel").code == 4


def test_beginning_again_sets_new_dates_and_keeps_what_is_done(acme):
    begun(acme)
    acme.ok("offboard acme --tick talk")

    acme.ok("offboard acme --end 2027-01-31 --start")

    found = json.loads(acme.ok("offboard acme --json").out)
    assert (found["end"], found["situation"]) == ("2027-01-31", "capacity")
    assert [each["item"] for each in found["checklist"] if each["done"]] == ["talk"]
    assert {"item": "handover", "due": "2027-01-31", "done": False} in found["checklist"]


def test_a_letter_that_went_out_is_ticked(acme):
    begun(acme)

    acme.ok("letter acme offboarding --sent")

    assert "[x] 2026-11-25  letter" in acme.ok("offboard acme").out


def test_an_ending_called_off_leaves_no_reminders(acme):
    before = [line for line in acme.ok("export").lines if '"type":"next"' in line]
    begun(acme)

    acme.ok("offboard acme --cancel")

    assert [line for line in acme.ok("export").lines if '"type":"next"' in line] == before
    assert json.loads(acme.ok("offboard acme --json").out)["situation"] is None


def test_a_finished_ending_still_asks_for_the_receipt_and_for_nothing_that_is_over(acme, later):
    begun(acme)
    acme.ok("offboard acme --finish")

    later("2027-01-08")

    due = acme.ok("today").out
    assert "receipt confirmed" in due
    assert "talk first" not in due


def test_they_may_end_it_and_the_letter_says_so(acme):
    acme.ok("offboard acme --by them --end 2026-12-31 --start")

    assert "I confirm that our collaboration ends" in " ".join(acme.ok("letter acme offboarding").out.split())
    acme.ok("offboard acme --finish")
    assert '"result":"left"' in acme.ok("export").out


def test_an_end_that_has_passed_is_shown_but_not_announced(acme, later):
    begun(acme)

    later("2027-01-05")

    assert "2026-12-31" in acme.ok("offboard acme").out
    assert acme("letter acme offboarding").code == 2


def test_what_has_ended_is_not_ended_again(acme):
    acme.ok("offboard acme --finish")
    before = acme.ok("export").out

    assert acme("offboard acme --finish").code == 4
    assert acme("offboard acme --start").code == 4
    assert acme.ok("export").out == before


def test_the_day_an_agreement_runs_out_is_never_invented(acme):
    ran = acme("letter acme offboarding --situation non-renewal")

    assert ran.code == 2
    assert "--end" in ran.err
    assert acme("letter acme offboarding --situation non-renewal --end 2026-12-31").code == 0


def test_what_is_left_after_the_end_can_still_be_ticked(acme):
    begun(acme)
    acme.ok("offboard acme --finish")

    acme.ok("offboard acme --tick receipt")

    found = json.loads(acme.ok("offboard acme --json").out)
    assert found["end"] == "2026-12-31"
    assert "receipt" in [each["item"] for each in found["checklist"] if each["done"]]
