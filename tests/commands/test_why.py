"""`why`: our share first, then what weighs, with the records behind it."""

import json
from pathlib import Path

VIGNETTES = Path(__file__).parents[1] / "data" / "vignettes"
OWN_REASONS = "You may end a contract for reasons of your own"


def section(ran, title):
    lines = ran.lines[ran.lines.index(title) + 1 :]
    return lines[: lines.index("")] if "" in lines else lines


def test_why_reads_as_kept(harsh, golden):
    golden.matches("why-harsh.txt", harsh.ok("why nothing").out)


def test_why_reads_as_kept_in_danish(let_down, golden, monkeypatch):
    monkeypatch.setenv("LANG", "da_DK.UTF-8")

    golden.matches("why-let-down-da.txt", let_down.ok("why good").out)


def test_why_before_an_ending_reads_as_kept_in_danish(harsh, golden, monkeypatch):
    monkeypatch.setenv("LANG", "da_DK.UTF-8")

    golden.matches("why-harsh-da.txt", harsh.ok("why nothing").out)


def test_why_reads_as_kept_in_german(let_down, golden, monkeypatch):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    golden.matches("why-let-down-de.txt", let_down.ok("why good").out)


def test_our_share_stands_before_their_conduct(let_down):
    lines = let_down.ok("why good").lines

    assert lines.index("Our side and their situation") < lines.index("What weighs: their conduct")


def test_our_share_of_complaints_without_a_cause_is_an_assumption_and_said_to_be_one(run):
    run.ok("add Acme --since 2026-01-05 --agreed 'All in writing'")
    run.ok("complaint add acme Too late --when 12d")

    assert "not known, no cause is noted" in run.ok("why acme").out
    run.ok("edit c1 --cause shared")
    assert "not known, no cause is noted" not in run.ok("why acme").out


def test_a_complaint_that_is_all_ours_is_no_record_of_their_conduct(run):
    run.ok("add Acme --since 2026-01-05 --agreed 'All in writing'")
    run.ok("complaint add acme Ours --cause ours --when 40d")
    run.ok("complaint add acme Theirs --topic design --cause client --when 30d")
    run.ok("signal add acme rude --when 20d")

    shown = " ".join(section(run.ok("why acme --verbose"), "What weighs: their conduct"))

    assert "c2" in shown
    assert "c1" not in shown


def test_of_a_client_who_has_ended_nothing_is_to_be_done(harsh):
    harsh.ok("offboard nothing --by them")
    harsh.ok("offboard nothing --finish --force --reason 'they left'")

    out = harsh.ok("why nothing").out

    assert "ended on " in out
    assert "What to do next" not in out
    assert OWN_REASONS not in out


def test_decibans_are_for_those_who_ask(harsh):
    assert "dB" not in harsh.ok("why nothing").out
    assert "dB" in harsh.ok("why nothing --verbose").out


def test_verbose_names_every_record(harsh):
    assert "and 12 more" in harsh.ok("why nothing").out
    assert " more\n" not in harsh.ok("why nothing --verbose").out


def test_gates_are_shown_from_the_watch_level_on_and_not_before(harsh, let_down):
    assert "Before an ending" in harsh.ok("why nothing").lines
    assert "Before an ending" not in let_down.ok("why good").lines


def test_a_closed_gate_says_what_opens_it(run, later):
    run.ok(f"import {VIGNETTES / 'nothing-satisfies-but-we-owe.jsonl'}")
    later("2026-11-20")

    intro, more, *gates = section(run.ok("why nothing"), "Before an ending")

    assert "comes only when each of these conditions is met" in f"{intro} {more}"
    assert gates[0].split() == ["✗", "we", "still", "owe", "one", "thing"]
    assert "clienthealth promise keep p" in gates[1]
    assert gates[2].split()[0] == "✓"


def test_a_harsh_result_ends_with_the_users_own_freedom(harsh):
    lines = harsh.ok("why nothing").lines

    assert lines[-2].startswith(OWN_REASONS)
    assert lines[-1].strip() == "clienthealth offboard nothing-ever-satisfies --situation fit"


def test_a_clear_and_kind_result_leaves_it_out(let_down):
    assert OWN_REASONS not in let_down.ok("why good").out


def test_an_act_that_did_not_count_is_shown_with_its_reason(run):
    run.ok("add Acme")
    run.ok("signal add acme unpaid-change", "--quote", "just one more page")

    shown = " ".join(" ".join(section(run.ok("why acme"), "Not counted, or counted for less, and why")).split())

    assert "s1 Mon 23 Nov unpaid-change “just one more page”" in shown
    assert "had not been made clear before it" in shown


def test_what_a_hardship_explains_is_shown_with_how_much_of_it_counts(run):
    run.ok('add Acme --since 2026-01-01 --agreed "How we work"')
    run.ok("hardship add acme --when 2026-11-01")
    run.ok("signal add acme rude --when 2026-11-10", "--quote", "Not now")

    shown = " ".join(" ".join(section(run.ok("why acme"), "Not counted, or counted for less, and why")).split())
    less, late = json.loads(run.ok("why acme --json").out)["clients"][0]["discounted"]

    assert "counts for 35 % of its weight (100 % = in full): they were going through something hard" in shown
    assert "s1 Tue 10 Nov rude “Not now”" in shown
    assert "written down more than 7 days later, from memory" in shown
    assert (less["handle"], late["handle"]) == ("s1", "s1")
    assert less["because"].startswith("counts for 35 %")


def test_what_safety_rests_on_is_quoted_and_said_to_stand_apart(run):
    run.ok('add Acme --since 2026-01-01 --agreed "How we work"')
    run.ok("signal add acme threat --severity 3 --when 2026-11-10", "--quote", "You will see")

    opening = " ".join(" ".join(run.ok("why acme").lines[:8]).split())

    assert "s1 Tue 10 Nov threat “You will see”" in opening
    assert "It stands apart" in opening


def test_a_promise_says_by_when_it_was_due(run):
    run.ok('add Acme --since 2026-01-01 --agreed "How we work"')
    run.ok('promise add acme "The draft" --due 2026-11-06 --when 2026-11-02')

    assert "p1 Mon 2 Nov “The draft”, due Fri 6 Nov" in " ".join(run.ok("why acme").out.split())


def test_the_advice_and_its_reason_are_two_sentences(harsh):
    lines = harsh.ok("why nothing").lines

    assert lines[2] == "  → end it quickly and professionally"
    assert lines[3].startswith("    the reason: the record points clearly")


def test_a_calm_client_has_no_trouble_in_words_and_no_records_of_it(run):
    run.ok('add Acme --since 2026-01-01 --agreed "How we work"')
    for month in range(1, 11):
        run.ok(f"log acme A call --when 2026-{month:02d}-10")

    said = run.ok("why acme").out

    assert "no trouble in the" in said
    assert "trouble 0 times" not in said


def test_too_little_evidence_says_what_to_log_and_no_likelihood(run):
    run.ok("add Acme")

    said = run.ok("why acme").out

    assert "%" not in said
    assert "There is too little on record to judge" in said
    assert "clienthealth log acme" in said


def test_one_person_who_carries_most_of_it_is_named(run, later):
    later("2026-01-05T12:00")
    run.ok('add Acme --agreed "Fixed price" --contact "Jane Roe" --contact "Max Sample"')
    for month in ("02", "03", "04", "05"):
        later(f"2026-{month}-10T12:00")
        run.ok('signal add acme false-claim --contact "Jane Roe"')
    later("2026-06-01T12:00")

    assert "4 of the 4 records behind it name one person: Jane Roe." in " ".join(run.ok("why acme").out.split())


def test_why_as_json_is_the_score_of_that_client(harsh):
    why, score = json.loads(harsh.ok("why nothing --json").out), json.loads(harsh.ok("score nothing --json").out)

    moved, less, spoken = (why["clients"][0].pop(key) for key in ("would_move", "discounted", "contact"))

    assert (less, spoken["answers"]["ours"]["n"]) == ([], 0)
    assert why == score
    assert all(each["command"].startswith("clienthealth ") for each in moved)


def test_an_earlier_day_shows_the_record_as_it_stood(harsh):
    lines = harsh.ok("why nothing --as-of 2026-02-20").lines

    assert lines[0].endswith("as of Fri 20 Feb 2026")
    assert lines[1].strip() == "too little to say"


def test_what_was_not_known_yet_is_not_shown(run, later):
    later("2026-10-01T12:00")
    run.ok('add Acme --agreed "Fixed price"')
    run.ok("complaint add acme Empty --cause shared")
    run.ok("effort add acme fix --complaint c1")
    later("2026-11-20T12:00")
    run.ok("effort outcome e1 unsatisfied")

    assert "(they were not satisfied)" in run.ok("why acme").out
    assert "(they were not satisfied)" not in run.ok("why acme --as-of 2026-11-01").out


def test_before_its_beginning_there_is_nothing_to_explain(run):
    run.ok("add Acme")

    assert run.ok("why acme --as-of 2020-01-01").lines == ["acme had not begun by Wed 1 Jan 2020."]


def test_an_unknown_client_is_not_found(run):
    assert run("why nobody").code == 3


def test_remedies_that_failed_are_not_said_to_have_satisfied_whoever_caused_the_trouble(run):
    run.ok("add Acme --since 2026-01-05 --agreed 'All in writing'")
    for days in (90, 60):
        run.ok(f"complaint add acme Broken --cause ours --project p{days} --when {days}d")
    run.ok("effort add acme fix --complaint c1 --outcome unsatisfied --when 80d")
    run.ok("effort add acme fix --complaint c2 --outcome satisfied --when 50d")

    assert "1 of 2 remedies satisfied them" in run.ok("why acme").out


def test_on_the_day_of_a_reopening_it_explains_as_on_any_other(run, later):
    later("2026-11-24T10:00")
    run.ok("add Acme --agreed Fixed")
    run.ok("complaint add acme Wrong --cause ours")
    run.ok("complaint answer c1 --response apologised")
    run.ok("complaint confirm c1 unsatisfied")
    later("2026-11-25T09:00")
    run.ok("complaint reopen c1")

    for moment in ("2026-11-25T09:00", "2026-11-25T16:00", "2026-11-26"):
        later(moment)
        assert "c1" in run.ok("why acme").out


def test_a_calm_client_whom_we_owe_something_late_is_not_only_thanked(run, later):
    later("2026-10-01")
    run.ok("add Acme --since 2026-01-05 --agreed 'All in writing'")
    run.ok("promise add acme Draft --due fri")
    later("2026-11-23")
    run.ok("catchup --fine acme")

    told = run.ok("why acme").out

    assert "thank, ask, surprise" in told
    assert told.index("clienthealth promise keep p1") < told.index("clienthealth effort thanks acme")
