"""An ending step by step: what comes next, by whom and in which situation, put off, called off, looked back on."""

import json

import pytest


@pytest.fixture
def acme(run):
    run.ok("add Acme --notice 30 --lang en --contract A-1 --since 2026-01-05")
    return run


def state(run, line="offboard acme"):
    return json.loads(run.ok(f"{line} --json").out)


def items(run, line="offboard acme"):
    return [each["item"] for each in state(run, line)["checklist"]]


def said(ran):
    return " ".join(f"{ran.out} {ran.err}".split())


def test_a_whole_ending_is_led_from_step_to_step(acme, later):
    acme.ok("promise add acme Hand over the files --due 2026-12-10")
    steps = []
    while (found := state(acme)["next"])["item"] != "receipt":
        steps.append(found["item"])
        later(found["due"] or "2026-11-23")
        acme.ok(found["commands"][-1].removeprefix("clienthealth "))

    assert steps == [None, "talk", "letter", "handover", "access", "invoice", "owed", "finish"]
    lines = [json.loads(line) for line in acme.ok("export").lines]
    assert [line["status"] for line in lines if line["type"] == "client"] == ["ended"]
    assert [line["status"] for line in lines if line["type"] == "promise"] == ["kept"]
    assert [line["channel"] for line in lines if line["type"] == "interaction"] == ["letter"]
    assert state(acme)["next"]["commands"] == ["clienthealth offboard acme --tick receipt"]


def test_each_step_says_the_next_one_and_its_command(acme):
    assert "clienthealth offboard acme --start" in acme.ok("offboard acme").out
    assert "clienthealth offboard acme --talk" in acme.ok("offboard acme --start").err
    assert "clienthealth letter acme offboarding --sent" in acme.ok("offboard acme --tick talk").err
    acme.ok("letter acme offboarding --sent")
    assert "clienthealth offboard acme --tick access" in acme.ok("offboard acme --tick handover").err


def test_the_end_leaves_the_agreed_notice_from_the_day_its_letter_is_planned_for(acme, later):
    acme.ok("offboard acme --start")
    later("2026-11-25")

    letter = " ".join(acme.ok("letter acme offboarding").out.split())

    assert state(acme)["end"] == "2026-12-25"
    assert "as of 25 December 2026" in letter
    assert "This keeps to the notice" in letter


def test_before_it_is_begun_the_letter_names_the_same_day(acme):
    command = state(acme)["letter_command"].removeprefix("clienthealth ")

    assert state(acme)["end"] == "2026-12-25"
    assert "25 December 2026" in acme.ok(command).out


def test_notice_counts_from_the_letter_and_not_from_the_day_one_looks(acme, later):
    acme.ok("offboard acme --start")
    later("2026-11-25")
    acme.ok("letter acme offboarding --sent")

    later("2026-12-20")

    shown = acme.ok("offboard acme").out
    assert state(acme)["short_by_days"] == 0
    assert "so Fri 25 Dec at the earliest" in shown
    assert "before the agreed notice" not in shown


@pytest.mark.parametrize(
    ("situation", "first"),
    [
        ("mutual", ["talk", "letter"]),
        ("capacity", ["talk", "letter"]),
        ("non-payment", ["reminders", "talk", "letter"]),
        ("fit", ["boundary", "talk", "letter"]),
        ("conflict", ["profession", "talk", "letter"]),
        ("non-renewal", ["form", "talk", "letter"]),
        ("conduct", ["safety", "evidence", "second", "care", "letter", "channel"]),
    ],
)
def test_each_situation_begins_with_what_it_needs(acme, situation, first):
    found = items(acme, f"offboard acme --situation {situation} --end 2026-12-31")

    assert found == [*first, "handover", "access", "invoice", "receipt", "data"]


def test_what_is_not_renewed_is_said_before_the_notice_begins_to_run(acme):
    found = state(acme, "offboard acme --situation non-renewal --end 2026-12-24")

    assert {each["item"]: each["due"] for each in found["checklist"]}["letter"] == "2026-11-24"


def test_where_they_end_it_their_notice_is_confirmed_and_they_are_asked_once(acme):
    ran = acme.ok("offboard acme --by them --end 2026-12-01")

    assert items(acme, "offboard acme --by them")[:3] == ["notice", "letter", "ask"]
    assert "22 days before the agreed notice has run" in said(ran)
    assert "confirm their notice in writing" in said(ran)
    assert acme("offboard acme --by them --talk").code == 4


def test_what_they_gave_as_notice_counts_from_the_day_it_was_noted(acme, later):
    acme.ok("offboard acme --by them --end 2026-12-23 --start")

    later("2026-12-15")

    assert state(acme)["short_by_days"] == 0


def test_after_conduct_the_way_is_short_and_the_letter_gives_no_thanks(acme):
    shown = said(acme.ok("offboard acme --situation conduct"))

    assert "nobody deals with it alone" in shown
    assert "second person, who also reads the letter" in shown
    assert "no thanks, no reasons" in shown
    letter = acme.ok("letter acme offboarding --situation conduct").out
    assert "hank" not in letter


def test_where_somebody_is_unsafe_the_way_is_short_whatever_is_said(acme):
    acme.ok("signal add acme threat --severity 3 --when 3d")

    ran = acme.ok("offboard acme --situation capacity --start")

    assert "Nobody is to be alone with them, so there is no talk" in said(ran)
    assert "clienthealth guide abusive-conduct" in ran.err
    assert (items(acme)[0], "talk" in items(acme)) == ("safety", False)
    assert acme("offboard acme --talk").code == 4


def test_a_change_of_situation_takes_steps_away_and_adds_others(acme):
    acme.ok("offboard acme --situation capacity --start")
    acme.ok("offboard acme --tick handover")

    acme.ok("offboard acme --situation conduct --start")

    found = state(acme)
    assert (found["situation"], "talk" in items(acme), "safety" in items(acme)) == ("conduct", False, True)
    assert [each["item"] for each in found["checklist"] if each["done"]] == ["handover"]


def test_something_new_is_not_refused_but_told_in_every_place(acme, later):
    acme.ok("offboard acme --start --when sun")

    promised = acme.ok("promise add acme One more page --due 2027-01-10")
    told = acme.ok('log acme Called --promise "A banner" fri')
    expected = acme.ok('expect add acme "Two rounds of changes"')

    assert "nothing new is to be taken on. p1 stands with what we owe" in said(promised)
    assert "p1 is for Sun 10 Jan 2027, after the end on Fri 25 Dec" in said(promised)
    assert "p2 stands with what we owe" in said(told)
    assert "x1 stands with what we owe" in said(expected)
    assert state(acme)["taken_on"] == ["p1", "p2", "x1"]
    assert "Taken on since it was begun: p1, p2, x1." in said(acme.ok("offboard acme"))
    assert "Taken on since it was begun: p1, p2, x1." in said(acme.ok("review"))


@pytest.mark.parametrize(
    "line",
    [
        "promise add acme Their photos --theirs --due fri",
        "expect add acme No calls at night --party them",
        "log acme Hi",
    ],
)
def test_what_binds_them_or_nobody_is_no_new_promise(acme, line):
    acme.ok("offboard acme --start --when sun")

    assert acme.ok(line).err == ""
    assert state(acme)["taken_on"] == []


def test_who_is_not_leaving_hears_nothing_of_endings(acme):
    assert acme.ok("promise add acme The page --due fri").err == ""
    acme.ok("offboard acme --start")
    acme.ok("offboard acme --cancel")
    assert acme.ok("promise add acme Another page --due fri").err == ""


def test_what_was_agreed_before_or_met_since_is_nothing_new(acme):
    acme.ok("promise add acme The page --due fri --when sat")
    acme.ok("offboard acme --start --when sun")
    acme.ok("promise add acme A banner --due fri")
    acme.ok("promise keep p2")

    assert state(acme)["taken_on"] == []


def test_the_review_names_the_next_step_and_since_when_it_is_put_off(acme, later):
    acme.ok("offboard acme --start")
    section = "Endings in progress"
    assert f"{section} acme by Tue 24 Nov: talk first, briefly and kindly · ends Fri 25 Dec" in said(acme.ok("review"))

    later("2026-11-27")
    late = acme.ok("review")
    assert "put off by 3 days (it was for Tue 24 Nov): talk first" in said(late)
    assert "That is long" not in said(late)
    assert acme("review --exit-code").code == 10

    later("2026-12-02")
    assert "put off by 8 days" in said(acme.ok("review"))
    assert "That is long." in said(acme.ok("review"))
    assert "That is long." in said(acme.ok("offboard acme"))


def test_a_letter_that_went_out_without_an_ending_begun_is_not_forgotten(acme, later):
    acme.ok("letter acme offboarding --sent")
    later("2026-11-25")

    assert "Endings in progress acme put off by 2 days (it was for Mon 23 Nov): set up its steps" in said(
        acme.ok("review")
    )


def test_the_letter_that_went_out_leads_on_with_its_own_day(acme):
    first, second = acme.ok("letter acme offboarding --situation fit --sent").err.splitlines()[-2:]

    assert first == "next: clienthealth offboard acme --situation fit --end 2026-12-23 --start"
    acme.ok(first.removeprefix("next: clienthealth "))
    acme.ok(second.removeprefix("next: clienthealth "))
    assert (state(acme)["end"], state(acme)["next"]["item"]) == ("2026-12-23", "boundary")
    acme.ok("undo")
    assert acme.ok("letter acme offboarding --sent").err.splitlines()[-1] == "next: clienthealth offboard acme"


def test_an_ending_that_runs_on_time_needs_no_attention(acme):
    acme.ok("offboard acme --start")

    assert acme("review --exit-code").code == 0


def test_the_review_says_what_is_still_owed_and_leads_to_it(acme, later):
    acme.ok("promise add acme Hand over the files --due 2026-12-20")
    acme.ok("offboard acme --start")
    for each in ("talk", "letter", "handover", "access", "invoice"):
        acme.ok(f"offboard acme --tick {each}")

    assert "before the end on Fri 25 Dec: meet what we still owe" in said(acme.ok("offboard acme"))
    assert state(acme)["next"]["commands"] == ["clienthealth promise keep p1"]
    assert "meet what we still owe · ends Fri 25 Dec · we still owe one thing" in said(acme.ok("review"))


def test_what_is_left_undone_at_the_finish_is_said_and_is_no_step_any_more(acme):
    acme.ok("offboard acme --start")

    ran = acme.ok("offboard acme --finish")

    assert "Left undone, and no reminder any more: talk, letter" in said(ran)
    assert items(acme) == ["handover", "access", "invoice", "receipt", "data", "right"]
    assert not any(each["done"] for each in state(acme)["checklist"])


def test_the_record_is_kept_as_long_as_the_configuration_says(acme, tmp_path):
    config = tmp_path / "config.toml"
    config.write_text("[retention]\nmonths_after_end = 15\n", encoding="utf-8")
    acme.ok("offboard acme --finish")

    assert "months_after_end in the configuration" in said(acme.ok("offboard acme"))
    assert "kept up to Wed 23 Feb 2028" in said(acme.ok(f"--config {config} offboard acme"))
    assert json.loads(acme.ok(f"--config {config} offboard acme --json").out)["kept_until"] == "2028-02-23"


def test_how_the_receipt_was_confirmed_stands_beside_it(acme):
    acme.ok("offboard acme --start")

    acme.ok('offboard acme --tick receipt --note "their mail of Monday" --when today')

    assert '"note":"their mail of Monday"' in acme.ok("export").out
    assert acme("offboard acme --note nothing").code == 2


def test_ninety_days_later_it_is_asked_whether_it_was_right(acme, later):
    acme.ok("offboard acme --start")
    for each in ("handover", "access", "invoice", "receipt", "data"):
        acme.ok(f"offboard acme --tick {each}")
    acme.ok("offboard acme --finish")
    later("2027-02-20")
    assert "was it right?" not in acme.ok("today").out

    later("2027-02-21")

    assert "Was it right? outcome acme" in acme.ok("today").out
    assert "by Sun 21 Feb: was it right? · has ended" in said(acme.ok("review"))
    assert state(acme)["next"]["commands"] == [
        "clienthealth outcome acme ended-by-us",
        "clienthealth outcome acme ended-regretted",
    ]


@pytest.mark.parametrize("result", ["ended-by-us", "ended-regretted", "repaired"])
def test_the_answer_takes_the_question_off_the_list_and_one_undo_brings_it_back(acme, later, result):
    acme.ok("offboard acme --finish")
    later("2027-02-21")
    before = acme.ok("export").out

    acme.ok(f"outcome acme {result}")

    assert acme.ok("today").out.endswith("nothing is due.\n")
    assert state(acme)["next"]["commands"] == []
    acme.ok("undo")
    assert acme.ok("export").out == before


def test_an_outcome_of_before_the_end_answers_nothing(acme, later):
    acme.ok("offboard acme --finish")
    later("2027-02-21")

    acme.ok("outcome acme repaired --when 2026-05-01")

    assert "Was it right?" in acme.ok("today").out


def test_where_they_left_the_question_is_whether_that_was_right(acme, later):
    acme.ok("offboard acme --by them --start")
    for each in ("handover", "access", "invoice", "receipt", "data"):
        acme.ok(f"offboard acme --tick {each}")
    acme.ok("offboard acme --finish")

    assert state(acme)["next"]["commands"][0] == "clienthealth outcome acme left"


def test_what_is_due_of_an_ending_names_its_own_command(acme, later):
    acme.ok("offboard acme --start")
    later("2026-12-25")

    commands = {each["command"] for each in json.loads(acme.ok("today --json").out)["due"]}

    assert commands == {
        "clienthealth offboard acme --finish",
        "clienthealth offboard acme --talk",
        "clienthealth letter acme offboarding",
        "clienthealth offboard acme --tick handover",
        "clienthealth offboard acme --tick access",
        "clienthealth offboard acme --tick invoice",
    }


@pytest.mark.parametrize("ticked", [[], ["talk"], ["talk", "letter"], ["talk", "letter", "handover", "access"]])
def test_it_can_be_called_off_at_any_step_and_taken_up_where_it_was(acme, ticked):
    acme.ok("offboard acme --start")
    for each in ticked:
        acme.ok(f"offboard acme --tick {each}")
    before = acme.ok("export").out

    ran = acme.ok("offboard acme --cancel")

    assert state(acme)["begun"] is None
    assert ("tell them in writing that you go on" in said(ran)) is ("letter" in ticked)
    acme.ok("undo")
    assert acme.ok("export").out == before


def test_an_end_that_has_passed_is_set_anew_before_the_letter(acme, later):
    acme.ok("offboard acme --start")
    acme.ok("offboard acme --tick talk")
    later("2027-01-05")

    assert acme("offboard acme --start").code == 2
    assert state(acme)["next"]["commands"] == ["clienthealth offboard acme --end DATE --start"]
    acme.ok("offboard acme --end 2027-02-28 --start")
    assert state(acme)["end"] == "2027-02-28"


def test_forcing_the_finish_is_recorded_with_its_reason(acme):
    acme.ok("promise add acme Hand over the files --due fri")
    acme.ok("offboard acme --start")
    assert acme("offboard acme --finish --force").code == 2

    acme.ok('offboard acme --finish --force --reason "they do it themselves"')

    assert '"reason":"they do it themselves"' in acme.ok("export").out
    assert state(acme)["ended"] is True
