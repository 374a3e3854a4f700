"""Each practice the program exists for, as one small story by commands; docs/practices.md is the table of them."""

import json
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[1] / "docs" / "practices.md"
VIGNETTES = Path(__file__).parent / "data" / "vignettes"
ROW = re.compile(r"^\| ([A-E]\d) \| .* \| `(test_\w+)`")


@pytest.fixture
def acme(run):
    run.ok("add Acme --since 2026-01-05 --agreed 'A change is quoted first'")
    return run


def judged(run, client):
    (found,) = json.loads(run.ok(f"score {client} --json").out)["clients"]
    return found


def conduct(run):
    return judged(run, "acme")["problem_client"]["probability"]


def our_share(run):
    return judged(run, "acme")["client_problem"]["probability"]


def records(run, kind):
    return [each for each in map(json.loads, run.ok("export").lines) if each["type"] == kind]


def review(run):
    """Return the review without the breaks of its lines."""
    return " ".join(run.ok("review").out.split())


def case(run, name):
    run.ok(f"import {VIGNETTES / name}.jsonl")


def test_the_page_lists_each_practice_with_the_test_that_proves_it():
    listed = [found.groups() for found in map(ROW.match, PAGE.read_text().splitlines()) if found]
    here = [name for name in globals() if re.match(r"test_[a-e]\d_", name)]

    assert [test for _, test in listed] == here
    assert [row for row, _ in listed] == [name[5:7].upper() for name in here]
    assert len(here) == 27


# --- Two kinds of unhappy client ---


def test_a1_two_clients_who_complain_alike_get_different_answers(run, later):
    case(run, "nothing-ever-satisfies")
    case(run, "good-client-we-let-down-twice")
    later("2026-11-20")

    harsh, let_down = judged(run, "nothing"), judged(run, "good")

    assert (harsh["verdict"], let_down["verdict"]) == ("problem-client", "client-with-a-problem")
    assert harsh["recommendation"] != let_down["recommendation"]
    for each in (harsh, let_down):
        assert each["problem_client"]["low"] < each["problem_client"]["probability"] < each["problem_client"]["high"]
        assert each["evidence"]


def test_a2_our_fault_and_their_hard_time_explain_complaints_away(acme, later):
    for days in (40, 30, 20, 10):
        acme.ok(f"complaint add acme Not what we wanted --topic design --when {days}d")
    unexplained = conduct(acme)
    for number in (1, 2, 3, 4):
        acme.ok(f"edit c{number} --cause ours")
    ours = conduct(acme)
    for number in (1, 2, 3, 4):
        acme.ok(f"edit c{number} --cause unknown")
    acme.ok("hardship add acme --when 60d")
    hardship = conduct(acme)

    assert ours < unexplained
    assert hardship < unexplained


def test_a3_how_they_take_what_we_mend_speaks_either_way(acme):
    for days, topic in ((60, "design"), (40, "price"), (20, "quality")):
        acme.ok(f"complaint add acme Not right --topic {topic} --cause client --when {days}d")
        acme.ok(f"effort add acme redo --level 2 --complaint c{(80 - days) // 20} --when {days - 2}d")
    for each in ("e1", "e2", "e3"):
        acme.ok(f"effort outcome {each} satisfied")
    satisfied = conduct(acme)
    for each in ("e1", "e2", "e3"):
        acme.ok(f"effort outcome {each} unsatisfied")

    assert conduct(acme) > 2 * satisfied
    assert "0 of 3 remedies satisfied them" in acme.ok("why acme").out


@pytest.mark.parametrize(
    "kind", ["overrules-expert", "unpaid-change", "staff-criticism", "exorbitant-demand", "time-disrespect"]
)
def test_a4_each_sign_is_an_act_that_can_be_logged_and_weighs(acme, kind):
    acme.ok("log acme Kick-off --via call --when 90d")
    before = conduct(acme)
    for days in (30, 20, 10):
        acme.ok(f"signal add acme {kind} --quote 'as they said it' --when {days}d")

    assert conduct(acme) > before
    assert kind in acme.ok("signal kinds").out


def test_a5_what_a_client_drains_is_told_with_its_direction(acme):
    acme.ok("invoice add acme A-1 --amount 400 --due 2026-11-01 --when 30d")
    acme.ok("invoice pay A-1 --when 20d")
    acme.ok("log acme Called again --via call -m 240 --unbilled --energy -2 --when 3d")

    shown = " ".join(acme.ok("show acme").out.split())

    assert "100 EUR an hour" in shown
    assert "4 of 4 h noted as unbilled, in one entry (higher = more drain)" in shown
    assert "−2 in one contact (−2 to 2, higher = gave us more)" in shown


# --- Expectations ---


def test_b1_a_client_without_expectations_is_flagged_and_the_page_for_the_first_contact_is_drafted(run):
    run.ok("add Acme --since 2026-10-05")
    run.ok("log acme First call --via call --when 2d")
    assert "made clear in advance (acme)" in review(run)

    page = run.ok("expect sheet acme --usual --sent").out

    assert "How the work runs" in page
    assert "How to reach me" in page
    assert "made clear in advance" not in review(run)


def test_b2_what_is_due_and_overdue_stands_in_the_review_before_they_notice(acme):
    acme.ok("promise add acme Send the draft --due tomorrow")
    acme.ok("promise add acme Send the quote --due 2026-11-20 --when 2w")

    said = review(acme)

    assert "due tomorrow · we promised: Send the draft" in said
    assert "3 days overdue · we promised: Send the quote" in said


def test_b3_a_limit_of_what_we_offer_is_made_clear_in_advance(acme):
    acme.ok("expect add acme Printing is not included --topic scope --confirmed")

    (limit,) = [each for each in records(acme, "expectation") if each.get("topic") == "scope"]

    assert limit["acknowledged_at"]
    assert "Printing is not included" in acme.ok("expect sheet acme").out


def test_b4_promises_of_both_sides_are_kept_or_broken_and_count(acme):
    acme.ok("promise add acme Send the draft --due 2026-11-12 --when 3w")
    acme.ok("promise add acme Send the photos --theirs --due 2026-11-12 --when 3w")
    acme.ok("promise keep p1 p2 --when 2026-11-12")
    kept = judged(acme, "acme")
    acme.ok("undo")
    acme.ok("promise break p1 --when 2026-11-13")
    acme.ok("promise break p2 --when 2026-11-13")
    broken = judged(acme, "acme")

    assert broken["health"]["score"] < kept["health"]["score"]
    assert broken["problem_client"]["probability"] > kept["problem_client"]["probability"]


def test_b5_a_call_back_has_its_time_of_day(acme, later):
    acme.ok("promise add acme Ring back --kind callback --due 17:30")
    later("2026-11-23T18:00")

    assert "17:30" in acme.ok("today").out
    assert acme("promise add acme Ring back --kind callback --due fri").code == 2


# --- A complaint arrives ---


def test_c1_the_time_to_acknowledge_and_to_answer_is_kept_against_a_target(acme):
    acme.ok("complaint add acme The shop is down --when 2026-11-16T10:00")
    assert "acknowledge the complaint: The shop is down" in review(acme)

    acme.ok("complaint ack c1 --when 2026-11-16T11:00")

    said = review(acme)
    assert "answer the complaint: The shop is down" in said
    assert "acknowledge the complaint" not in said


def test_c2_the_seven_steps_are_walked_and_each_is_on_record(acme):
    acme.ok(
        "complaint handle acme --heard 'It is late again' --summary 'the draft came late' --agreed --feeling sad "
        "--apology regret --wants 'a new date' --proposal 'A new draft' --due fri --acknowledged"
    )

    (complaint,) = records(acme, "complaint")
    assert complaint["heard"] == "It is late again"
    assert complaint["summary_agreed"] is True
    assert complaint["apology"] == "regret"
    assert complaint["remedy_sought"] == "a new date"
    assert complaint["offered"] == "A new draft"
    assert "confirmed" not in complaint


def test_c3_whose_cause_it_was_is_apart_from_how_it_was_handled(acme):
    acme.ok("complaint add acme Too dear --cause client --when 3d")
    acme.ok("complaint handle c1 --apology regret")

    (complaint,) = records(acme, "complaint")

    assert (complaint["cause"], complaint["apology"]) == ("client", "regret")


def test_c4_a_remedy_has_its_kind_and_its_cost(acme):
    acme.ok("complaint add acme Faulty print --when 5d")
    acme.ok("effort add acme credit --complaint c1 --cost 120")

    (effort,) = records(acme, "effort")

    assert (effort["kind"], effort["cost"]) == ("credit", 120)


def test_c5_hiding_behind_a_rule_can_be_recorded_and_is_our_share(acme):
    acme.ok("complaint add acme The refund is missing --when 9d")
    before = our_share(acme)
    acme.ok("complaint handle c1 --no 'it was used' --rule 'no refunds after use'")

    (complaint,) = records(acme, "complaint")

    assert complaint["response"] == ["denied", "quoted-policy"]
    assert our_share(acme) > before


def test_c6_who_steps_in_is_briefed_first(acme):
    acme.ok("complaint add acme The search loses listings --when 3w --cause shared")
    for days in (16, 8):
        acme.ok(f"effort add acme fix --complaint c1 --level 2 --outcome unsatisfied --when {days}d")

    assert judged(acme, "acme")["recommendation"] == "escalate"
    assert "clienthealth brief acme" in acme.ok("why acme").out
    assert "The search loses listings" in acme.ok("brief acme").out


def test_c7_a_complaint_closes_on_their_word_and_not_on_our_fix(acme):
    acme.ok("complaint add acme The print is off --when 9d")
    acme.ok("complaint answer c1 --when 8d")
    acme.ok("complaint resolve c1 --when 8d")
    assert "c1" in acme.ok("complaint list --open").out

    acme.ok("complaint confirm c1 satisfied")

    assert "c1" not in acme.ok("complaint list --open").out


def test_c8_colleagues_see_it_on_the_account_and_what_recurs_is_ours(run, monkeypatch):
    for name in ("Acme", "Birch", "Cedar"):
        run.ok(f"add {name} --since 2026-01-05")
        run.ok(f"complaint add {name} Late again --topic deadlines --cause ours --when 10d")
    monkeypatch.setenv("CLIENTHEALTH_USER", "kim")

    assert "Late again" in run.ok("show acme").out
    assert "deadlines: 3 clients (acme, birch, cedar)" in review(run)


# --- Extra effort and appreciation ---


def test_d1_where_it_is_their_situation_the_next_steps_are_named_with_a_day(acme):
    acme.ok("log acme They call in tears --via call --when 20d")
    acme.ok("hardship add acme --when 20d")
    acme.ok("complaint add acme All too much --when 9d")

    assert judged(acme, "acme")["recommendation"] == "extra-effort"
    steps = acme.ok("why acme").out.partition("What to do next")[2]
    assert re.search(r"(Mon|Tue|Wed|Thu|Fri) \d+ (Nov|Dec)", steps)
    assert "clienthealth" in steps


def test_d2_who_had_no_kind_word_for_long_is_named_until_one_is_on_record(acme):
    acme.ok("contact add acme 'Ines Marlow' --salutation Ms")
    for month in range(1, 12):
        acme.ok(f"log acme Status call --via call --when 2026-{month:02}-03")

    assert "no thank-you or little extra for half a year (acme)" in review(acme)
    shown = acme.ok("effort thanks acme").out
    assert "Dear Ms Marlow" in shown
    assert "no offer and no request" in " ".join(shown.split())
    acme.ok("effort add acme thanks")
    assert "no thank-you" not in review(acme)


def test_d3_the_words_fit_how_the_client_feels_today(acme):
    acme.ok("signal add acme praise")
    assert "Thank you for your kind words" in acme.ok("effort thanks acme").out
    assert "hank" in acme.ok("letter acme thanks").out

    acme.ok("complaint add acme The files were empty")

    shown = " ".join(acme.ok("effort thanks acme").out.split())
    assert "I am sorry for today. You matter to me" in shown
    assert "Thank you" not in shown
    letter = acme.ok("letter acme thanks").out
    assert "I am sorry about the trouble you raised" in letter
    assert "hank" not in letter


def test_d4_who_is_asked_has_nothing_open_and_a_low_answer_is_followed_up(acme):
    acme.ok("log acme Delivered --when 2026-11-02")
    assert "clienthealth survey add acme nps" in acme.ok("survey due").out

    acme.ok("complaint add acme The files were empty --when yesterday")
    assert "acme a complaint is open" in " ".join(acme.ok("survey due").out.split())

    acme.ok("complaint confirm acme satisfied")
    acme.ok("survey add acme nps 4")
    assert [each["due"] for each in records(acme, "next")] == ["2026-11-30"]
    assert "nps 4 of 10" in acme.ok("show acme").out
    assert "clienthealth survey add" not in acme.ok("survey due").out


def test_d5_the_code_of_conduct_and_the_playbook_that_fits_are_there_to_read(acme):
    acme.ok("complaint add acme The draft came too late --cause ours")

    pointed = re.search(r"clienthealth (guide \S+)", acme.ok("why acme").out)
    conduct = {each: acme.ok(f"guide conduct --lang {each}").lines[0] for each in ("en", "de", "da", "nb", "el")}

    assert pointed
    assert acme.ok(pointed[1]).lines[0] == "Our own mistake"
    assert f"clienthealth {pointed[1]}" in review(acme)
    assert len(set(conduct.values())) == 5
    assert "Our share first" in acme.ok("guide conduct").out


# --- Goodbye ---


def test_e1_an_ending_that_is_advised_says_how_long_it_has_been_put_off(run, later):
    case(run, "nothing-ever-satisfies")
    later("2026-11-20")

    said = review(run)

    assert "Endings being put off nothing-ever" in said
    assert "advised for 13 weeks or longer" in said


def test_e2_what_we_owe_holds_an_ending_back_and_what_they_owe_never_does(acme):
    acme.ok("promise add acme Hand over the print files --due 2027-03-01")
    acme.ok("invoice add acme A-1 --amount 900 --due 2026-11-01 --when 30d")
    acme.ok("offboard acme --start --situation capacity --end 2026-12-31")

    refused = acme("letter acme offboarding")
    assert refused.code == 4
    assert "Hand over the print files" in refused.err
    acme.ok("promise keep p1")

    assert "A-1" in acme.ok("letter acme offboarding").out


def test_e3_the_letter_is_short_in_their_language_and_an_insult_or_a_new_promise_is_marked(run, tmp_path):
    run.ok("add Acme --lang da --since 2026-01-05 --agreed 'A change is quoted first'")
    letter = tmp_path / "letter.txt"
    run.ok("letter acme offboarding --situation capacity", "--out", str(letter))
    assert "Med venlig hilsen" in letter.read_text()
    assert run.ok("check", str(letter)).code == 0

    letter.write_text(f"{letter.read_text()}\nDu er en idiot. Jeg lover dig et helt gratis ekstra logo.\n")
    marked = run("check --lang da", str(letter))

    assert marked.code == 4
    assert "insult" in marked.out
    assert "new promise" in marked.out


@pytest.mark.parametrize(
    "kind", ["boundary --expect 'Calls by day' --consequence 'The work rests' --fact", "thanks --what"]
)
def test_e4_every_letter_stays_polite_where_the_client_is_not(acme, kind):
    acme.ok("signal add acme abusive --quote 'You are a fool' --when 2026-11-20")

    refused = acme(f"letter acme {kind} 'You are a stupid liar' --sent")

    assert refused.code == 4
    assert refused.out == ""
    assert "You are a stupid liar" in refused.err
