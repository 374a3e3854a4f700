"""`complaint`: from what they said to what they say of the solution."""

import json

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def test_a_complaint_keeps_what_was_said_and_what_they_want(run):
    run.ok("expect add acme Exports are checked")
    made = json.loads(
        run.ok(
            "complaint add acme The export is empty --topic Quality --severity 3 --cause ours --public --conduct rude "
            "--wants 'a new one' --via email --project export --staff kim --contact Jo --incident outage --owner sam "
            "--against x1 --json"
        ).out
    )

    expected = {
        "text": "The export is empty",
        "topic": "quality",
        "severity": 3,
        "cause": "ours",
        "public": True,
        "conduct": "rude",
        "remedy_sought": "a new one",
        "channel": "email",
        "project": "export",
        "staff": "kim",
        "contact": "Jo",
        "incident": "outage",
        "owner": "sam",
    }
    assert made.items() >= expected.items()
    assert made["against"]


def test_nothing_is_assumed_of_a_complaint(run):
    made = json.loads(run.ok("complaint add acme Empty --json").out)

    assert {"severity", "cause", "conduct", "topic", "public"}.isdisjoint(made)


def test_an_unknown_topic_is_kept_with_a_remark(run):
    ran = run.ok("complaint add acme Empty --topic qualty --json")

    assert json.loads(ran.out)["topic"] == "qualty"
    assert "quality" in ran.err


def test_a_topic_of_the_configuration_is_known(run, nobody_home):
    folder = nobody_home / "config" / "clienthealth"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('topics = ["hosting"]\n')

    assert run.ok("complaint add acme Down --topic hosting").err == ""


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("complaint add acme x --severity 5", 2, "severity"),
        ("complaint add acme x --cause our", 2, "did you mean ours?"),
        ("complaint add acme x --topic all", 2, "all"),
        ("complaint add acme", 2, "WORD"),
        ("complaint add acme x --repeat-of c9", 3, "c9"),
        ("complaint add nobody x", 3, "nobody"),
        ("complaint ack c9", 3, "c9"),
    ],
)
def test_what_cannot_be_is_refused_with_its_value(run, line, code, says):
    ran = run(line)

    assert ran.code == code
    assert says in ran.err
    assert run.ok("complaint list --json").out == ""


def test_the_stages_keep_their_moments(run):
    run.ok("complaint add acme Empty --when 2026-11-16")
    run.ok("complaint ack c1 --when 'tue 9:00'")
    run.ok("complaint answer acme --response listened --response denied --apology regret --when thu")
    run.ok("complaint resolve c1 --when fri")

    made = json.loads(run.ok("complaint confirm c1 satisfied --json").out)

    expected = {
        "acknowledged_at": "2026-11-17T08:00:00Z",
        "answered_at": "2026-11-19",
        "response": ["listened", "denied"],
        "apology": "regret",
        "resolved_at": "2026-11-20",
        "confirmed": "satisfied",
        "confirmed_at": "2026-11-23T11:00:00Z",
    }
    assert made.items() >= expected.items()


def test_a_second_answer_adds_to_the_first(run):
    run.ok("complaint add acme Empty --when 3d")
    run.ok("complaint answer c1 --response denied --when 2d")

    made = json.loads(run.ok("complaint answer c1 --response apologised --offered 'a new one' --json").out)

    assert made["answered_at"] == "2026-11-21"
    assert made["response"] == ["denied", "apologised"]
    assert made["offered"] == "a new one"
    assert run("complaint answer c1").code == 4


def test_a_result_left_out_off_a_terminal_names_the_words(run):
    run.ok("complaint add acme Empty")

    ran = run("complaint confirm c1")

    assert ran.code == 2
    assert "satisfied, accepted, unsatisfied, no-answer" in ran.err


def test_what_was_done_is_not_done_again(run):
    run.ok("complaint add acme Empty")
    run.ok("complaint ack c1")
    run.ok("complaint resolve c1")
    run.ok("complaint confirm c1 accepted")

    refused = [run(line).code for line in ("complaint ack c1", "complaint resolve c1", "complaint confirm c1 accepted")]

    assert refused == [4, 4, 4]


def test_it_can_be_reopened_and_closed_again(run, later):
    run.ok("complaint add acme Empty --when 3d")
    run.ok("complaint resolve c1")
    run.ok("complaint confirm c1 satisfied")
    later("2026-11-25")

    ran = run.ok("complaint reopen c1 --note 'empty again'")

    assert "reopened Wed 2026-11-25" in ran.out
    assert run("complaint reopen c1").code == 4
    again = json.loads(run.ok("complaint list --open --json").out)
    assert again["closings"] == [{"at": "2026-11-23T11:00:00Z", "confirmed": "satisfied"}]
    assert again["reopened"] == ["2026-11-25T11:00:00Z"]
    assert "confirmed" not in again
    later("2026-11-26")
    run.ok("complaint resolve c1")
    run.ok("complaint confirm c1 accepted")
    assert run.ok("complaint list --open").out == ""


def test_it_cannot_be_reopened_before_it_was_closed(run):
    run.ok("complaint add acme Empty --when 2026-11-02")
    run.ok("complaint confirm c1 satisfied")

    assert run("complaint reopen c1 --when 2026-11-10").code == 2


def test_a_pause_needs_a_reason_and_an_open_complaint(run):
    run.ok("complaint add acme Empty")

    assert run("complaint pause c1 --until 2w").code == 2
    run.ok("complaint pause c1 --until 2w --reason 'their files'")
    run.ok("complaint confirm c1 accepted")
    assert run("complaint pause c1 --until 2w --reason late").code == 4


def test_the_list_says_how_far_each_has_come_and_what_we_let_pass(run):
    run.ok("complaint add acme Old --when 2026-11-02")
    run.ok("complaint add acme Newer --when 2026-11-19")
    run.ok("complaint add acme Known --when 2026-11-19")
    run.ok("complaint ack c3 --when 2026-11-19")
    run.ok("complaint add acme New")

    lines = {line.split()[0]: line for line in run.ok("complaint list").lines}

    assert "answer 14 days overdue" in lines["c1"]
    assert "acknowledgement 3 days overdue" in lines["c2"]
    assert "overdue" not in lines["c3"]
    assert "acknowledged" in lines["c3"]
    assert "overdue" not in lines["c4"]


def test_undo_takes_a_stage_back(run):
    run.ok("complaint add acme Empty")
    before = run.ok("export").out
    run.ok("complaint answer c1 --response denied")

    run.ok("undo")

    assert run.ok("export").out == before


def test_reopen_by_client_means_the_one_that_is_closed(run):
    run.ok("complaint add acme One --when 5d")
    run.ok("complaint confirm c1 satisfied --when 3d")
    run.ok("complaint add acme Two --when 2d")

    assert run.ok("complaint reopen acme").out.startswith("c1")


def test_a_closed_complaint_takes_no_further_answer(run):
    run.ok("complaint add acme One --when 5d")
    run.ok("complaint confirm c1 satisfied --when 3d")

    assert run("complaint ack c1").code == 4
    assert run("complaint answer c1").code == 4


def test_a_near_miss_where_a_record_is_meant_names_the_candidates(run):
    run.ok("complaint add acme One")

    ran = run("complaint ack acmee")

    assert ran.code == 3
    assert "acme?" in ran.err


def test_it_is_assessed_when_it_was_looked_into(run):
    run.ok("promise add acme Export --due fri")
    run.ok("complaint add acme Empty")
    assert "not yet: clienthealth complaint assess c1 --cause" in run.ok("show c1").out

    made = json.loads(
        run.ok("complaint assess acme --cause shared --severity 3 --against p1 --note 'two bugs' --json").out
    )

    assert made.items() >= {"cause": "shared", "severity": 3, "note": "two bugs"}.items()
    assert "partly justified: the cause was shared" in run.ok("show c1").out
    assert run("complaint assess c1").code == 2
    assert run("complaint assess c1 --severity 3").code == 4
    assert run("complaint assess c1 --repeat-of c1").code == 2


def line_of(ran, handle):
    return next(line for line in ran.lines if line.startswith(handle))


def test_an_old_one_again_is_recognised_and_recorded_only_when_it_is_said(run):
    run.ok("complaint add acme The export is empty --topic quality --when 2026-11-02")
    run.ok("complaint resolve c1 --when 2026-11-10")

    added = run.ok("complaint add acme Empty again --topic quality").lines
    logged = run.ok("log acme Called --complaint 'An empty export'").lines

    assert added[1].strip() == "acknowledge it by Tue 2026-11-24: clienthealth complaint ack c2"
    assert added[2].strip() == "it may repeat c1, resolved Tue 2026-11-10, 13 days before; if it does:"
    assert added[3].strip() == "clienthealth complaint assess c2 --repeat-of c1"
    assert logged[-1].strip() == "clienthealth complaint assess c3 --repeat-of c1"
    assert "repeats c1?" in line_of(run.ok("complaint list"), "c2")
    assert json.loads(run.ok("show c2 --json").out)["life"]["may_repeat"] == "c1"
    run.ok("complaint assess c2 --repeat-of c1")
    assert "repeats c1 " in line_of(run.ok("complaint list"), "c2")
    assert "it repeats c1, resolved Tue 2026-11-10, 13 days before" in run.ok("show c2").out
    assert json.loads(run.ok("show c2 --json").out)["life"]["repeats"] == "c1"
    assert "a repeat" in run.ok("show acme").out


def test_a_paused_clock_is_shown_with_its_end_its_reason_and_how_late_it_was(run, later):
    run.ok("complaint add acme Old --when 2026-11-02")
    run.ok("complaint ack c1 --when 2026-11-03")
    run.ok("complaint pause c1 --until 2026-12-04 --reason 'their files'")
    later("2026-11-30")

    (listed,) = run.ok("complaint list").lines
    shown, card = run.ok("show c1").out, run.ok("show acme").out

    assert "paused until 2026-12-04: their files; answer 14 days overdue when paused" in listed
    assert "acknowledged · paused until 2026-12-04: their files" in shown
    assert "unanswered for      28 days, its clock paused on 8 of these days" in shown
    assert "acknowledged after  1 day\n" in shown
    assert "paused until 2026-12-04: their files" in card.splitlines()[3]
    life = json.loads(run.ok("show c1 --json").out)["life"]
    assert (life["paused_until"], life["paused_because"]) == ("2026-12-04", "their files")
    assert life["answered"] == {"done": False, "days": 28, "paused_days": 8}
    assert run.ok("today").out.strip() == "Mon 30 Nov 2026: nothing is due."
    run.ok("complaint pause c1 --until today --reason 'they came'")
    later("2026-12-01")
    assert "c1" in run.ok("today").out


def test_without_an_answer_it_is_closed_only_after_they_were_asked(run, later):
    run.ok("complaint add acme Empty --when 5d")
    refused = run("complaint confirm c1 no-answer")
    assert (refused.code, "complaint answer c1" in refused.err) == (4, True)
    run.ok("complaint resolve c1 --when 3d")

    ran = run.ok("complaint confirm c1 no-answer")

    assert "closed without an answer Mon 2026-11-23 12:00" in ran.out
    assert "no answer since     our last word, Fri 2026-11-20; closed 3 days later" in run.ok("show c1").out


def test_reopened_and_confirmed_on_one_day_it_is_over_for_every_command(run, later):
    run.ok("complaint add acme Empty --cause ours --when 5d")
    run.ok("complaint resolve c1 --when 4d")
    later("2026-11-23T09:00")
    run.ok("complaint reopen c1")
    later("2026-11-23T10:00")
    run.ok("complaint answer c1")
    assert "reopened, answered" in run.ok("complaint list").out
    shown = run.ok("show c1").out
    assert "unacknowledged" not in shown
    later("2026-11-23T11:00")
    run.ok("complaint resolve c1")
    run.ok("complaint confirm c1 satisfied")

    assert "closed: satisfied" in run.ok("complaint list").out
    assert "complaint reopen c1" not in run.ok("why acme").out
    assert run.ok("today").out.strip() == "Mon 23 Nov 2026: nothing is due."
    assert "we owe    nothing" in run.ok("show acme").out


def test_the_end_of_a_complaint_names_the_reminder_that_is_still_open(run):
    run.ok("add Zed")
    run.ok("complaint handle zed --heard Late --wants Sooner --follow-up 2w")

    assert "clienthealth complaint confirm c1 …" in run.ok("complaint resolve c1").out
    assert "clienthealth next done n1" in run.ok("complaint confirm c1 satisfied").out
