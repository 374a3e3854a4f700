"""`complaint handle` at a pseudo-terminal: the same record as by flags, left in every way and gone on with."""

import json
import signal

import pytest
from at_terminal import AtTerminal

KEYS = (
    ("n", "before: what is known", "we owe"),
    ("n", "· listen"),
    ("w", "in their words", "> "),
    ("It is late again\n", "· say it back", "they said  It is late again", "on record: c1"),
    ("w", "> "),
    ("the draft came late\n", "did you get it right?"),
    ("y", "name the feeling"),
    ("w", "> "),
    ("let down\n", "· apologise", "our mistake", "regret"),
    ("r", "what they want"),
    ("w", "> "),
    ("a new one\n", "what is possible", "they want  a new one"),
    ("w", "> "),
    ("a redo\n", "one proposal"),
    ("p", "> "),
    ("A new draft\n", "by when"),
    ("w", "By when?", "> "),
    ("fri\n", "who keeps it", "on record: p1"),
    ("w", "> "),
    ("kim\n", "after: acknowledge", "Dear Jo Doe", "We have your complaint", "by 27 November 2026: A new draft"),
    ("y", "after: follow up"),
    ("w", "> "),
    ("2w\n", "a note for colleagues", "on record: n1"),
    ("w", "> "),
    ("calls before ten\n", "a few minutes for yourself", "complaint confirm c1"),
)
"""What is pressed, and what must stand on the screen then."""

FLAGS = (
    "complaint handle acme --heard 'It is late again' --summary 'the draft came late' --agreed --feeling 'let down' "
    "--apology regret --wants 'a new one' --possible 'a redo' --proposal 'A new draft' --due fri --owner kim "
    "--acknowledged --follow-up 2w --note 'calls before ten'"
)


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme --contact 'Jo Doe' --agreed 'Answers within a day'")


@pytest.fixture
def walk(run):
    """Begin a walk: `with walk("acme") as screen:`."""
    return lambda wanted="acme", *more, **given: AtTerminal(
        "--db", run.db, "complaint", "handle", wanted, *more, **given
    )


def played(screen, *steps):
    for keys, *texts in steps:
        screen.press(keys)
        screen.sees(*texts)


def journal(run):
    """The record without its ids: what they refer to is told by the text of the other one."""
    lines = [json.loads(line) for line in run.ok("export").lines]
    names = {each["id"]: each.get("text") or each.get("name") for each in lines}
    told = [{**each, "id": "", "complaint": names.get(each.get("complaint"))} for each in lines]
    return sorted(json.dumps(each, sort_keys=True) for each in told)


def test_keys_and_flags_leave_the_same_record(run, walk):
    with walk() as screen:
        shown = screen.sees("before: a breath", "Jo Doe", "It is not about you", "what they say opens one")
        assert "[b]ack" not in shown
        played(screen, *KEYS)
        screen.press("n")
        assert (screen.ends(), screen.is_as_before) == (0, True)
        assert "complaint confirm c1 satisfied" in screen.rest
    by_keys = journal(run)
    assert len([line for line in run.ok("undo --list").lines if line.startswith("complaint handle")]) == 13

    for _ in range(13):
        run.ok("undo")
    run.ok(FLAGS)

    assert by_keys == journal(run)


QUICK = {2, 6, 10, 17, 20}
"""Keys after which it is left in the quick suite: before, in and after the conversation, at keys and at questions."""


@pytest.mark.parametrize(
    "step", [pytest.param(each, marks=[] if each in QUICK else [pytest.mark.slow]) for each in range(1, len(KEYS))]
)
def test_left_after_any_key_nothing_is_lost_and_it_goes_on_there(run, walk, step):
    with walk() as screen:
        screen.sees("before: a breath")
        played(screen, *KEYS[:step])
        screen.tell(signal.SIGHUP)
        assert screen.ends() == -signal.SIGHUP
        assert screen.is_as_before
    asking = KEYS[step - 1][-1] == "> "
    begun = sum(keys.endswith("\n") for keys, *_ in KEYS[:step])

    with walk() as screen:
        if begun:
            at = next(texts[0] for keys, *texts in reversed(KEYS[: step - asking]) if keys not in {"n", "w", "p"})
            screen.sees(at, "goes on with the first step that is not done")
        else:
            screen.sees("before: a breath")
            played(screen, *KEYS[:2])
        rest = KEYS[step - asking :] if begun else KEYS[2:]
        played(screen, *rest)
        screen.press("n")
        assert screen.ends() == 0
    by_keys = journal(run)

    while run.ok("undo --list").lines[0].startswith("complaint handle"):
        run.ok("undo")
    run.ok(FLAGS)
    assert by_keys == journal(run)


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 0), ("q", 0)])
def test_left_by_a_key_it_says_how_to_go_on(run, walk, key, code):
    with walk() as screen:
        screen.sees("before: a breath")
        played(screen, *KEYS[:4])
        screen.press(key)
        assert screen.ends() == code
        assert "clienthealth complaint handle c1" in screen.rest
        assert "nothing was written" not in screen.rest
        assert screen.is_as_before


def test_as_json_it_asks_nobody(run, walk):
    with walk("acme", "--json") as screen:
        assert screen.ends() == 2
        assert "give --heard, --summary" in screen.rest


@pytest.mark.parametrize("asking", ["", "w"])
def test_left_before_anything_was_said_it_opens_nothing(run, walk, asking):
    with walk() as screen:
        screen.sees("before: a breath")
        played(screen, *KEYS[:2])
        if asking:
            screen.press(asking)
            screen.sees("> ")
        screen.press("\x04")
        assert screen.ends() == 0
        assert "nothing was written" in screen.rest

    assert run.ok("complaint list").lines == run.ok("complaint list --open").lines
    assert '"type":"complaint"' not in run.ok("export").out


def test_a_no_asks_for_the_rule_what_is_possible_and_who_may_decide_more(run, walk):
    run.ok("complaint add acme The refund is missing --when 3d")
    run.ok("complaint handle acme --heard Missing --summary Missing --agreed --feeling cross --apology regret")
    run.ok("complaint handle acme --wants Money --possible Half")
    with walk("c1") as screen:
        screen.sees("one proposal", "they want  Money")
        played(
            screen,
            ("s", "why the answer is no", "> "),
            ("it was used\n", "no: the rule"),
            ("w", "> "),
            ("no refunds\n", "what is possible instead"),
            ("n", "who may decide more"),
            ("w", "> "),
            ("Kim\n", "after: acknowledge", "You hear from us by …"),
            ("b", "who may decide more"),
            ("b", "what is possible instead"),
            ("w", "> "),
            ("\n", "nothing was written"),
            ("w", "> "),
            ("half of it\n", "after: acknowledge"),
        )
    complaint = json.loads(run.ok("show c1 --json").out)
    assert complaint["response"] == ["listened", "apologised", "denied", "quoted-policy"]
    assert complaint["note"].splitlines()[2:] == [
        "Why no: it was used",
        "Rule quoted: no refunds",
        "May decide more: Kim",
        "Possible instead: half of it",
    ]


def test_what_cannot_be_understood_is_said_and_the_step_stays(run, walk):
    run.ok("complaint handle acme --heard Late --proposal 'A new one' --due fri")
    with walk("c1") as screen:
        screen.sees("say it back")
        played(screen, *(("n", text) for text in ("the feeling", "apologise", "they want", "possible", "who keeps it")))
        played(
            screen, ("n", "acknowledge"), ("n", "follow up"), ("w", "> "), ("soon\n", "follow up", "'soon' is no date")
        )
        played(screen, ("?", "this page", "Each answer is one command"), ("x", "follow up"))
        screen.press("q")
        assert screen.ends() == 0

    assert '"type":"next"' not in run.ok("export").out


def test_what_is_closed_meanwhile_takes_no_answer(run, walk):
    run.ok("complaint add acme Late")
    with walk() as screen:
        screen.sees("before: a breath")
        played(screen, *KEYS[:3])
        run.ok("complaint confirm c1 satisfied")
        played(screen, ("Later\n", "· listen", "c1 is closed (satisfied) already"))

    assert "heard" not in json.loads(run.ok("show c1 --json").out)


def test_what_they_say_acts_on_no_terminal(run, walk):
    run.ok("complaint add acme Late")
    run("complaint handle c1 --heard", "\x1b]0;gone\x07[bold]late[/bold]\u202e")
    with walk() as screen:
        shown = screen.sees("say it back", "[bold]late[/bold]")

    assert not set(shown.split("say it back", 1)[1]) & set("\x1b\x07\u202e")


def test_in_german_the_keys_are_others(run, walk, nobody_home):
    folder = nobody_home / "config" / "clienthealth"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('language = "de"\n')
    with walk() as screen:
        screen.sees("vorher: durchatmen", "[?] Tasten")
        played(screen, ("w", "was bekannt"), ("w", "zuhören"), ("e", "> "), ("Zu spät\n", "wiedergeben", "Zu spät"))
        screen.press("q")
        assert screen.ends() == 0
        assert "Weiter geht es mit:" in screen.rest


def test_at_any_size_no_line_is_broken_by_the_terminal(run, walk):
    run.ok("complaint add acme", "Too late " * 60)
    with walk(rows=12, columns=40) as screen:
        shown = screen.sees("1 of 13", "… cut", "[?] keys")
        assert all(len(line) < 41 for line in shown.splitlines())
        assert len(shown.splitlines()) <= 12
