"""`complaint handle` by flags: one command a conversation, nobody is asked, and nothing but the client closes it."""

import json

import pytest


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def records(run, kind):
    return [each for each in map(json.loads, run.ok("export").lines) if each["type"] == kind]


def test_a_whole_conversation_is_one_command_and_one_undo(run):
    before = run.ok("export").out
    ran = run.ok(
        "complaint handle acme --heard 'It is late again' --summary 'the draft came late' --agreed "
        "--feeling 'let down' --apology ours --wants 'a new one' --possible 'a redo' --proposal 'A new draft' "
        "--due fri --owner kim --acknowledged --follow-up 2w --note 'calls before ten'"
    )

    assert [line[:2] for line in ran.lines] == ["c1", "p1", "n1"]
    (complaint,), (promise,), (reminder,) = (records(run, kind) for kind in ("complaint", "promise", "next"))
    moment = "2026-11-23T11:00:00Z"
    assert (
        complaint.items()
        >= {
            "text": "It is late again",
            "heard": "It is late again",
            "summary": "the draft came late",
            "summary_agreed": True,
            "apology": "ours",
            "remedy_sought": "a new one",
            "offered": "A new draft",
            "response": ["listened", "apologised"],
            "acknowledged_at": moment,
            "answered_at": moment,
            "note": "Feeling named: let down\nPossible: a redo\nFor colleagues: calls before ten",
        }.items()
    )
    assert {"confirmed", "resolved_at"}.isdisjoint(complaint)
    assert promise.items() >= {"text": "A new draft", "due": "2026-11-27", "owner": "kim", "party": "us"}.items()
    assert reminder.items() >= {"due": "2026-12-07", "complaint": complaint["id"]}.items()
    run.ok("undo")
    assert run.ok("export").out == before


def test_a_no_is_recorded_as_what_it_was_and_counts(run):
    run.ok("complaint add acme The refund is missing --when 3d")
    run.ok(
        "complaint handle acme --no 'it was used' --rule 'no refunds after use' --instead 'half of it' --authority Kim"
    )

    (complaint,) = records(run, "complaint")
    assert complaint["response"] == ["denied", "quoted-policy"]
    assert complaint["note"].splitlines() == [
        "Why no: it was used",
        "Rule quoted: no refunds after use",
        "Possible instead: half of it",
        "May decide more: Kim",
    ]
    assert "denied" in run.ok("why acme --verbose").out


def test_a_step_may_come_later_and_the_rest_stays(run):
    run.ok("complaint handle acme --heard Late --summary Late --not-agreed")
    run.ok("complaint handle c1 --proposal 'A new one' --due fri --when 2026-11-23T12:00")
    made = [json.loads(line) for line in run.ok("complaint handle acme --owner kim --summary 'Too late' --json").lines]

    assert [each["handle"] for each in made] == ["c1", "p1"]
    assert made[0]["heard"] == "Late"
    assert "summary_agreed" not in made[0]
    assert made[1]["owner"] == "kim"


def test_when_is_when_it_was_said(run):
    run.ok("complaint handle acme --heard Late --proposal 'A new one' --due fri --when 'fri 16:30'")

    (complaint,), (promise,) = (records(run, kind) for kind in ("complaint", "promise"))
    told = "2026-11-20T15:30:00Z"
    assert (complaint["at"], complaint["answered_at"], promise["at"]) == (told, told, told)
    assert complaint["recorded_at"] == "2026-11-23T11:00:00Z"


def test_the_notes_are_in_the_language_of_who_writes_them(run, nobody_home):
    folder = nobody_home / "config" / "clienthealth"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('language = "de"\n')
    run.ok("complaint handle acme --heard Spät --feeling enttäuscht")

    assert records(run, "complaint")[0]["note"] == "Gefühl benannt: enttäuscht"


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("complaint handle acme", 2, "--heard, --summary, --agreed"),
        ("complaint handle acme --json", 2, "--heard, --summary, --agreed"),
        ("complaint handle acme --wants 'a new one'", 2, "--heard"),
        ("complaint handle acme --heard ' '", 2, "--heard has no words"),
        ("complaint handle acme --heard x --agreed", 2, "--summary"),
        ("complaint handle acme --heard x --proposal y", 2, "--due"),
        ("complaint handle acme --heard x --due fri", 2, "--proposal"),
        ("complaint handle acme --heard x --owner kim", 2, "--proposal"),
        ("complaint handle acme --heard x --apology mine", 2, "ours, regret"),
        ("complaint handle acme --heard x --follow-up soon", 2, "soon"),
        ("complaint handle nobody --heard x", 3, "nobody"),
        ("complaint handle c9 --heard x", 3, "c9"),
        ("complaint handle k1 --heard x --when 'in a week'", 2, "in a week"),
        ("complaint handle x1 --heard x", 2, "expectation"),
    ],
)
def test_what_cannot_be_is_refused_with_the_way_out_and_writes_nothing(run, line, code, says):
    run.ok("expect add acme Rules")
    before = run.ok("export").out
    ran = run(line)

    assert ran.code == code
    assert says in ran.err
    assert run.ok("export").out == before


def test_of_several_open_ones_it_has_to_be_said_which(run):
    run.ok("complaint add acme Late")
    run.ok("complaint add acme Wrong")

    ran = run("complaint handle acme --heard x")

    assert (ran.code, "c1, c2" in ran.err) == (3, True)
    run.ok("complaint handle c2 --heard x")


def test_what_is_over_is_left_alone_and_a_client_without_one_gets_a_new_one(run):
    run.ok("complaint handle acme --heard Late")
    run.ok("complaint confirm c1 satisfied")

    assert run("complaint handle c1 --wants more").code == 4
    assert run.ok("complaint handle acme --heard Wrong").out.startswith("c2")


def test_what_is_on_record_already_is_not_written_again(run):
    run.ok("complaint handle acme --heard Late --summary Late --agreed")

    ran = run("complaint handle acme --agreed")

    assert (ran.code, "says so already" in ran.err) == (2, True)


def test_the_next_step_leads_here_until_it_is_answered(run):
    run.ok("complaint add acme Late --cause ours --when 2d")

    def command():
        steps = json.loads(run.ok("score acme --json").out)["clients"][0]["next_steps"]
        return next(each["command"] for each in steps if each["action"] in {"handle-complaint", "resolve-complaint"})

    assert command() == "clienthealth complaint handle c1"
    run.ok("complaint ack c1")
    assert command() == "clienthealth complaint handle c1"
    run.ok("complaint handle c1 --proposal 'A new one' --due fri")
    assert command() == "clienthealth complaint resolve c1"


def test_what_is_answered_already_is_not_asked_to_be_acknowledged(run):
    assert "complaint ack" not in run.ok("complaint handle acme --heard 'Too dear' --no 'it was agreed'").out
