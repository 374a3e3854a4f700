"""The walk through a complaint in a real terminal: interrupted in the middle, resumed, and the same as by flags."""

import json
import sys

from test_review_in_tmux import played, pytestmark  # noqa: F401 - slow, and only where there is tmux


def journal(run):
    """The record without its ids."""
    lines = [json.loads(line) for line in run.ok("export").lines]
    return sorted(json.dumps({**each, "id": "", "complaint": ""}, sort_keys=True) for each in lines)


def test_interrupted_in_the_middle_and_resumed_it_leaves_the_same_record_as_flags(run, tmux):
    run.ok("add Acme --contact 'Jo Doe' --agreed 'Answers within a day'")
    line = (sys.executable, "-m", "clienthealth", "--db", str(run.db), "complaint", "handle", "acme")
    tmux.opened(*line)
    tmux.sees("1 of 13", "before: a breath", "Jo Doe", "[?] keys")
    played(
        tmux,
        ("n", "before: what is known", "Answers within a day", "[?] keys"),
        ("n", "3 of 13", "listen", "[?] keys"),
        ("w", "in their words"),
        (("It is late again", "Enter"), "say it back", "on record: c1", "[?] keys"),
        ("w", "The summary that you say back"),
        (("the draft came late", "Enter"), "did you get it right?", "[?] keys"),
        ("y", "name the feeling", "[?] keys"),
        ("w", "The feeling that you named"),
        ("half a", "> half a"),
        ("C-c", "interrupted", "What was answered is on record", "complaint handle c1", "$"),
        (("echo sound-$((6 * 7))", "Enter"), "sound-42"),
        (("clear", "Enter"), "$"),
        ((" ".join(line), "Enter"), "name the feeling", "goes on with the first step that is not done", "[?] keys"),
        ("C-z", "Stopped"),
        (("fg", "Enter"), "name the feeling", "[?] keys"),
    )
    tmux("resize-window", "-t", "ritual", "-x", "60", "-y", "20")
    tmux.sees("name the feeling", "[?] keys")
    played(
        tmux,
        ("w", "The feeling that you named"),
        (("let down", "Enter"), "apologise", "[?] keys"),
        ("o", "what they want", "[?] keys"),
        ("n", "what is possible", "[?] keys"),
        ("n", "one proposal", "[?] keys"),
        ("p", "What you propose"),
        (("A new draft", "Enter"), "by when", "[?] keys"),
    )
    tmux.closes()

    tmux.opened(*line)
    tmux.sees("what they want", "goes on with the first step that is not done", "[?] keys")
    played(
        tmux,
        ("n", "what is possible", "[?] keys"),
        ("n", "by when", "proposed A new draft", "[?] keys"),
        ("w", "By when?"),
        (("fri", "Enter"), "who keeps it", "due Fri 27 Nov", "[?] keys"),
        ("n", "after: acknowledge", "Jo Doe", "[?] keys"),
        ("y", "after: follow up", "[?] keys"),
        ("w", "The day on which you ask"),
        (("2w", "Enter"), "a note for colleagues", "[?] keys"),
        ("n", "a few minutes for yourself", "is not recorded", "[?] keys"),
        ("n", "Gone through.", "complaint confirm c1 satisfied", "$"),
    )
    by_keys = journal(run)

    while run.ok("undo --list").lines[0].startswith("complaint handle"):
        run.ok("undo")
    run.ok(
        "complaint handle acme --heard 'It is late again' --summary 'the draft came late' --agreed "
        "--feeling 'let down' --apology ours --proposal 'A new draft' --due fri --acknowledged --follow-up 2w"
    )
    assert by_keys == journal(run)
