"""Guides of the user's own: TOML files beside the configuration; what is broken in one harms no other."""

import json
import os
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.config.guides import LONGEST, MOST, NEEDED, READERS
from clienthealth.config.guides import own as read_own
from clienthealth.config.own_files import LARGEST

PAGE = Path(__file__).parents[2] / "docs" / "guide.md"
GOOD = """
title = "A launch at night"
when = "A site goes live outside of working hours."
steps = ["Write down who decides.", "Tell them when it is done."]
instead = ["It is broken."]
due = "the summary: on the next day"
[[write]]
text = "the launch"
command = 'clienthealth log CLIENT "Went live" --out'
"""


@pytest.fixture
def own(run, nobody_home):
    """Write an own guide: `own("night-launch", text)`."""
    folder = nobody_home / "config" / "clienthealth" / "guides"
    folder.mkdir(parents=True)

    def write(name, text=GOOD):
        file = folder / f"{name}.toml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return write


def test_an_own_guide_is_listed_with_a_mark_and_read(run, own):
    file = own("night-launch")

    listed, shown = run.ok("guide").out, run.ok("guide night").out

    assert "Your own\n  night-launch  A site goes live outside of working hours. (yours)\n" in listed
    assert shown.splitlines()[0] == "A launch at night"
    assert str(file) in shown.replace("\n", "")
    assert "  1.  Write down who decides.\n  2.  Tell them when it is done.\n" in shown
    assert '  ·  the launch\n     clienthealth log CLIENT "Went live" --out\n' in shown


def test_an_own_guide_takes_the_place_of_one_of_ours_and_says_so(run, own):
    own("angry-client", GOOD)

    shown, listed = run.ok("guide angry --lang de").out, run.ok("guide").out

    assert shown.startswith("A launch at night\n")
    assert "er steht anstelle des unseren" in " ".join(shown.split())
    assert listed.count("(yours)") == 1
    assert "Your own\n" not in listed
    assert json.loads(run.ok("guide angry --json").out)["replaces"] is True


def test_the_code_of_conduct_may_be_ones_own(run, own):
    own("conduct")

    assert run.ok("guide conduct").lines[0] == "A launch at night"


def test_the_folder_is_the_one_beside_the_configuration_that_is_named(run, tmp_path):
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "here.toml").write_text(GOOD)
    (tmp_path / "mine.toml").write_text("")

    assert run.ok(f"--config {tmp_path / 'mine.toml'} guide here").lines[0] == "A launch at night"
    assert run("guide here").code == 3


def toml(table):
    """Write a table as TOML; JSON's texts, numbers and lists are TOML's as well."""
    return "".join(f"{key} = {json.dumps(value)}\n" for key, value in table.items()).encode("utf-8", "replace")


BROKEN = [
    ('title = "T"\nwhen = "W"', ":1: steps: is missing"),
    (GOOD + '\nmore = "x"', ':7: write: "more" does not belong here'),
    ('title = "T"\nwhen = "W"\nsteps = ["S"]\nletter = {command = "x"}', ":4: letter: text is missing"),
    ('title = 7\nwhen = "W"\nsteps = ["S"]', ":1: title: 7 is no text"),
    ('title = "T"\nwhen = " "\nsteps = ["S"]', ":2: when: is empty"),
    ('title = "T"\nwhen = "W"\nsteps = []', ":3: steps: has 0 entries"),
    ('title = "T"\nwhen = "W"\nsteps = {a = 1}', ":3: steps: a table is no list"),
    ('title = "T"\nwhen = "W"\nsteps = ["S", 3]', ":3: steps: 3 is no text"),
    (f'title = "T"\nwhen = "{"w" * (LONGEST + 1)}"\nsteps = ["S"]', f"is longer than {LONGEST} characters"),
    (f'title = "T"\nwhen = "W"\nsteps = {["S"] * (MOST + 1)}', f":3: steps: has {MOST + 1} entries"),
    ('title = "T"\nwhens = "W"\nsteps = ["S"]', ":2: whens: is not a key of a guide"),
    ('title = "T"\nwhen = "W"\nsteps = ["S"]\n[[write]]\nkommand = "x"', ":4: write: "),
    ("title = ", ":1: "),
    (b'title = "\xff"', ":1: is not UTF-8"),
    ("#" * (LARGEST + 1), f"is larger than {LARGEST} bytes"),
    ("a = " + "[" * 5000, "is nested too deep"),
]


@pytest.mark.parametrize(("text", "said"), BROKEN)
def test_a_broken_guide_is_named_with_its_place_and_keeps_no_other_from_being_read(run, own, text, said):
    file = own("night", text)
    own("zebra")

    listed, ours, theirs = run("guide"), run("guide angry"), run("guide zebra")

    for each in (listed, ours, theirs):
        assert each.code == 0
        assert f"left out: {file}" in each.err
        assert said in each.err
        assert len(each.err.splitlines()) == 2, each.err
    assert "zebra" in listed.out
    assert "night" not in listed.out.replace(str(file.parent), "")
    assert ours.lines[0] == "An angry client"


def test_a_mistyped_key_names_the_one_that_was_meant(run, own):
    own("night", 'title = "T"\nwhens = "W"\nsteps = ["S"]')

    assert "did you mean when?" in run("guide").err


def test_whoever_asks_for_a_broken_guide_gets_its_mistake(run, own):
    own("night", 'title = 7\nwhen = "W"\nsteps = ["S"]')

    ran = run("guide night")

    assert (ran.code, ran.out) == (5, "")
    assert "night.toml:1: title: 7 is no text\ntext stands in quotes" in ran.err


def test_a_broken_one_of_the_same_name_leaves_ours(run, own):
    own("angry-client", "title = 7")

    ran = run.ok("guide angry")

    assert ran.lines[0] == "An angry client"
    assert "angry-client.toml" in ran.err


@pytest.mark.parametrize("name", ["Night", "a b", "a--b", "-a", "n" * 21, "a.b", "x\x1b[31m", "a_b"])
def test_a_name_that_cannot_be_typed_is_refused(run, own, name):
    own(name)

    ran = run.ok("guide")

    assert "is no name of a guide" in ran.err
    assert "\x1b" not in ran.err
    assert "(yours)" not in ran.out


def test_what_is_hidden_or_no_toml_is_left_alone(run, own):
    own(".night")
    (own("x").parent / "notes.txt").write_text("notes")
    own("x").unlink()

    ran = run.ok("guide")

    assert ran.err == ""
    assert "(yours)" not in ran.out


def test_a_pipe_or_a_folder_is_no_guide_and_nobody_waits_for_it(run, own):
    folder = own("x").parent
    os.mkfifo(folder / "pipe.toml")
    (folder / "sub.toml").mkdir()

    ran = run.ok("guide")

    assert ran.err.count("is no file") == 2


def test_what_users_write_is_data(run, own):
    own(
        "night",
        r"""
title = "\u001b[31mred\u001b[0m [bold]b[/bold] \u202e"
when = "# no heading *no* <b>x</b> $client ${title}"
steps = ["\u0007- [x](http://e.example)\nnext line", "$n"]
[[write]]
text = "`tick`"
command = "clienthealth log `a` \u001b]0;x\u0007"
""",
    )

    text, listed, marked = run.ok("guide night").out, run.ok("guide").out, run.ok("guide night --format md").out

    for shown in (text, listed, marked):
        assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown) == []
    assert r"\x1b[31mred" in text
    assert "[bold]b[/bold]" in text
    assert "$client ${title}" in text
    assert r"\[x\](http\://e.example) next line" in marked
    assert r"\# no heading \*no\*" in marked


def test_an_own_guide_on_a_terminal_holds_no_markup(run, own, monkeypatch):
    from clienthealth.commands.session import Session

    own("night", 'title = "[red]T[/red]"\nwhen = "W [link=x]y[/link]"\nsteps = ["[bold]S[/bold]"]')
    monkeypatch.setattr(Session, "on_terminal", property(lambda _: True))

    shown = run.ok("guide night").out

    assert "[red]T[/red]" in shown
    assert "[bold]S[/bold]" in shown


SCALARS = st.one_of(st.text(max_size=20), st.integers(), st.booleans(), st.floats(allow_nan=False))
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3), max_leaves=6)


@given(st.one_of(st.binary(max_size=200), st.dictionaries(st.sampled_from([*READERS, "other"]), VALUES).map(toml)))
def test_whatever_a_file_holds_it_is_a_guide_or_a_mistake_with_a_way_out(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("guides")
    (folder / "night.toml").write_bytes(content)

    found = read_own(folder)

    assert len(found.guides) + len(found.problems) == 1
    assert all(problem.message.startswith(str(folder)) and problem.hint for _, problem in found.problems)


def test_tab_knows_own_guides_by_their_files(own):
    from types import SimpleNamespace

    from clienthealth.commands.guide import topics

    own("night", "broken")
    root = SimpleNamespace(params={"config": None})

    assert topics(SimpleNamespace(find_root=lambda: root), "ni") == ["night"]


def test_the_page_tells_every_key_and_its_example_is_a_guide(run, own):
    page = PAGE.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", page, re.MULTILINE))
    example = page.partition("```toml\n")[2].partition("```")[0]
    own("night", example)

    assert rows.keys() == READERS.keys()
    assert {key for key, value in rows.items() if "needed" in value} == set(NEEDED)
    assert tomllib.loads(example).keys() == READERS.keys()
    assert run.ok("guide night").err == ""
