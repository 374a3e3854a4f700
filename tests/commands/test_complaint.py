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
