"""`guide`: the code of conduct and the playbooks, without a record; commands in them are commands there are."""

import json
import re
import shlex
from types import SimpleNamespace

import pytest

from clienthealth.core.guides.guide import CLIENT
from clienthealth.core.guides.topics import BY_NAME, LETTERS, REMIND, TOPICS, letter_command
from clienthealth.core.kinds import Language

COMMANDS = sorted(
    {command for each in TOPICS for command in each.write.values()}
    | {letter_command(kind) for each in TOPICS for kind in each.letters}
    | {REMIND}
)
WALK = f"complaint handle {CLIENT}"


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("topic", ["conduct", "angry-client", "late-payment"])
def test_a_guide_reads_as_kept(run, golden, topic, language):
    golden.matches(f"guide-{topic}-{language}.txt", run.ok(f"guide {topic} --lang {language}").out)


@pytest.mark.parametrize("language", Language)
def test_the_list_reads_as_kept(run, golden, monkeypatch, language):
    monkeypatch.setenv("XDG_CONFIG_HOME", "/home/robin/.config")  # lines break by how long a path is

    golden.matches(f"guide-{language}.txt", run.ok(f"guide --lang {language}").out)


def test_a_guide_as_markdown_reads_as_kept(run, golden):
    golden.matches("guide-saying-no.md", run.ok("guide saying-no --format md").out)


def test_no_database_is_opened_or_made(run):
    run.db.write_bytes(b"this is no database")
    run.ok("guide")
    run.ok("guide angry")
    run.db.unlink()

    run.ok("guide conduct")

    assert not run.db.exists()


@pytest.mark.parametrize("line", [each for each in COMMANDS if each != WALK])
def test_every_command_in_a_guide_is_one_that_the_program_has(run, line):
    run.ok("add CLIENT --slug client --agreed 'All in writing'")
    run.ok("invoice add client NUMBER --amount 100 --due 3d")

    ran = run(line)

    # It may find nothing to act on (3), or something in its way (4), but nothing in it that it does not understand.
    assert ran.code in {0, 3, 4}, ran.err


def test_the_walk_in_a_guide_is_the_one_that_asks_on_a_terminal(run):
    run.ok("add CLIENT --slug client --agreed 'All in writing'")

    assert WALK in COMMANDS
    assert "complaint handle asks on a terminal" in run(WALK).err


def test_the_walk_and_the_sheet_are_named_for_their_letters():
    assert letter_command("offboarding") == "letter CLIENT offboarding"
    assert letter_command("acknowledgement") == LETTERS["acknowledgement"] == "complaint handle CLIENT"
    assert letter_command("apology") == "letter CLIENT apology"


@pytest.mark.parametrize("typed", ["angry", "ANGRY-CLIENT", "angry_client", "an", "'An angry'"])
def test_any_beginning_of_its_name_or_title_will_do(run, typed):
    assert run.ok(f"guide {typed}").lines[0] == "An angry client"


def test_the_title_is_found_in_the_language_that_is_read(run):
    assert run.ok("guide 'ein verärg' --lang de").lines[0] == "Ein verärgerter Kunde"


def test_a_near_miss_names_the_candidates(run):
    ran = run("guide angri-client")

    assert (ran.code, ran.out) == (3, "")
    assert "did you mean angry-client" in ran.err


def test_what_may_be_several_names_them(run):
    ran = run("guide s")

    assert (ran.code, ran.out) == (3, "")
    assert "one of: saying-no, scope-drift, survey" in ran.err


def test_a_beginning_of_a_name_means_the_same_in_every_language(run):
    assert {json.loads(run.ok(f"guide fol --json --lang {each}").out)["topic"] for each in Language} == {"follow-up"}
    assert run.ok("guide first").lines[0] == "First contact, or a fresh start"


def test_what_is_nothing_leads_to_the_list(run):
    ran = run("guide zzz")

    assert ran.code == 3
    assert "`clienthealth guide` lists all" in ran.err


def test_the_language_is_that_of_the_configuration_unless_another_is_asked_for(run, monkeypatch):
    monkeypatch.setenv("LANG", "da_DK.UTF-8")

    assert run.ok("guide angry").lines[0] == "En vred kunde"
    assert run.ok("guide angry --lang el").lines[0] == "Ένας θυμωμένος πελάτης"


def test_days_follow_the_configuration(run, nobody_home):
    folder = nobody_home / "config" / "clienthealth"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("[targets]\nacknowledge = 2\nanswer = 10\n")

    shown = run.ok("guide angry").out

    assert "acknowledge the complaint: within 2 days" in shown
    assert "answer the complaint: within 10 days" in shown


def test_json_holds_the_list_and_a_guide(run):
    listed = json.loads(run.ok("guide --json").out)
    angry = json.loads(run.ok("guide angry --format json").out)

    assert [each["topic"] for each in listed["topics"]] == list(BY_NAME)
    assert angry["schema"] == 1
    assert len(angry["steps"]) == 10
    assert angry["write"][0] == {
        "text": "the conversation, step by step, while it goes on or after it",
        "command": "clienthealth complaint handle CLIENT",
    }
    assert (angry["own"], angry["replaces"], angry["file"]) == (False, False, None)


def test_a_guide_goes_into_a_file_and_over_none(run, tmp_path):
    out = tmp_path / "conduct.md"

    run.ok(f"guide conduct --format md --out {out}")

    assert out.read_text().startswith("# Our code of conduct\n")
    assert out.stat().st_mode & 0o777 == 0o600
    assert run(f"guide conduct --out {out}").code == 4
    run.ok(f"guide conduct --out {out} --force")


def test_markdown_numbers_the_steps_as_a_list(run):
    shown = run.ok("guide survey --format md").out

    assert "\n1. Ask three things at most" in shown
    assert "\n2. Ask soon after" in shown


def test_topics_complete_on_tab(run, nobody_home):
    from clienthealth.commands.guide import topics

    root = SimpleNamespace(params={"config": None})

    assert topics(SimpleNamespace(find_root=lambda: root), "S") == ["saying-no", "scope-drift", "survey"]


def test_why_points_to_the_guide_that_fits_once(let_down):
    shown = let_down.ok("why good").out

    assert len(re.findall("clienthealth guide ", shown)) == 1
    assert "guide: clienthealth guide our-mistake" in shown


def test_of_a_calm_client_nothing_is_pointed_to(run):
    run.ok("add Acme --since 2026-01-05 --agreed 'All in writing'")
    run.ok("log acme Went well --signal praise")

    assert "clienthealth guide" not in run.ok("why acme").out
    assert "clienthealth guide" not in run.ok("review").out


def test_who_has_ended_needs_none(harsh):
    harsh.ok("offboard nothing --by them")
    harsh.ok("offboard nothing --finish --force --reason 'they left'")

    assert "clienthealth guide" not in harsh.ok("why nothing").out


def test_the_review_points_once_a_client_in_words_and_in_json(agency):
    shown = agency.ok("review").out
    risks = json.loads(agency.ok("review --json").out)["at_risk"]

    pointed = re.findall(r"guide: (clienthealth guide \S+)", shown)
    assert pointed == [f"clienthealth guide {each['guide']}" for each in risks if each["guide"]]
    assert pointed
    assert all(agency.ok(" ".join(shlex.split(line)[1:])).out for line in pointed)
