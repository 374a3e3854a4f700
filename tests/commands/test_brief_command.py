"""`brief`: one page for whoever steps in, in every form."""

import json
import re
import stat

import pytest
from crowd import PAGE, WIDE, crowd

from clienthealth.core.kinds import Language
from clienthealth.render.words import columns


@pytest.mark.parametrize(
    ("client", "language"),
    [
        *((each, language) for each in ("kjaergaard", "silverbirch") for language in ("en", "de")),
        ("kjaergaard", "da"),
        ("nordlys", "nb"),
        ("elaia", "el"),
    ],
)
def test_the_brief_reads_as_kept(demo, golden, client, language):
    golden.matches(f"brief-{client}-{language}.txt", demo.ok(f"brief {client} --lang {language}").out)


def test_the_brief_as_markdown_reads_as_kept(demo, golden):
    golden.matches("brief-elaia.md", demo.ok("brief elaia --format md").out)


def test_every_brief_of_the_demo_is_one_page_of_80_columns(demo):
    for client in [json.loads(each)["client"] for each in demo.ok("export").lines if '"type":"client"' in each]:
        for language in Language:
            lines = demo.ok(f"brief {client} --lang {language}").lines
            assert len(lines) <= PAGE, client
            assert max(map(len, lines)) <= WIDE, client


def test_the_language_is_the_users_unless_another_is_named(demo, monkeypatch):
    monkeypatch.setenv("LANG", "de_DE.UTF-8")

    assert demo.ok("brief elaia").lines[0].startswith("Briefing zu")
    assert demo.ok("brief elaia --lang en").lines[0].startswith("Brief on")


WORDS = {
    "short": "a",
    "sentences": "Words that fill the line and run on into the next one, twice over",
    "one word": "x" * 90,
    "wide": "苦情の内容" * 20,
    "wide words": "苦情 の 内容 " * 20,
    "Greek": "Λέξεις που γεμίζουν τη γραμμή και συνεχίζουν στην επόμενη",
}


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("language", ["en", "de", "el"])
def test_a_crowded_record_is_cut_to_one_page_that_says_what_is_left_out(run, tmp_path, language, words):
    lines = crowd(run, tmp_path, WORDS[words]).ok(f"brief acme --lang {language}").lines

    assert len(lines) <= PAGE
    assert max(map(columns, lines)) <= WIDE
    if language == "en":
        left = sum(int(each.split()[1]) for each in lines if re.match(r"  and \d+ more$", each))
        whole = json.loads(run.ok("brief acme --json").out)
        facts = sum(len(whole[name]) for name in ("happened", "promised", "wanted", "tried", "deciding", "people"))
        assert left > 100
        assert left < facts


def test_json_leaves_nothing_out_and_cuts_no_text(run, tmp_path):
    found = json.loads(crowd(run, tmp_path).ok("brief acme --json").out)

    assert found["client"] == "acme"
    assert found["as_of"] == "2026-11-23"
    assert len([each for each in found["happened"] if each["handle"].startswith("c")]) == 28
    assert found["wanted"][0]["text"].startswith("Words that fill")
    assert set(found) == {"client", "name", "as_of", "owner", "opening"} | {
        *("happened", "promised", "wanted", "tried", "deciding", "people", "reach")
    }
    assert json.loads(run.ok("brief acme --format json").out) == found


def test_nothing_of_another_client_is_in_it(run):
    run.ok("add Acme")
    run.ok("add Beta --slug beta --owner robin")
    run.ok("complaint add beta The secret of Beta --incident outage")
    run.ok("complaint add acme The server was down --incident outage")

    for form in ("txt", "md", "json"):
        said = run.ok(f"brief acme --format {form}").out
        assert "server was down" in said
        assert "eta" not in said.replace("beta-testing", "")


def test_a_file_is_private_and_never_overwritten_unasked(run, tmp_path):
    run.ok("add Acme")
    out = tmp_path / "acme.md"

    said = run.ok(f"brief acme --format md --out {out}")

    assert said.out == ""
    assert str(out) in said.err
    assert out.read_text().startswith("# Brief on Acme")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert run(f"brief acme --out {out}").code == 4
    assert run.ok(f"brief acme --out {out} --force").code == 0
    assert out.read_text().startswith("Brief on Acme")


def test_a_near_miss_is_taken_for_reading_and_said(run):
    run.ok("add Acme")

    ran = run.ok("brief acmme")

    assert "taking acme" in ran.err
    assert ran.lines[0].startswith("Brief on Acme")
    assert run("brief nobody").code == 3


def test_amounts_are_written_as_the_reader_writes_them(run):
    run.ok("add Acme")
    run.ok("invoice add acme A-1 --amount 1450.50 --due 2026-12-01")
    run.ok("invoice add acme A-2 --amount 900 --due 2026-12-01")

    assert "open 1450.50 EUR" in run.ok("brief acme").out
    german = run.ok("brief acme --lang de").out
    assert " 1450,50 EUR" in german
    assert " 900 EUR" in german


def test_reading_writes_nothing(run):
    run.ok("add Acme")
    before = run.ok("undo --list").out

    run.ok("brief acme")

    assert run.ok("undo --list").out == before


def test_a_life_is_told_in_the_order_of_its_days(run):
    run.ok("add Zed --since 2026-10-01")
    run.ok("complaint add zed Wrong --when 2026-11-02")
    run.ok("complaint answer c1 --when 2026-11-03")
    run.ok("complaint confirm c1 unsatisfied --when 2026-11-04")
    run.ok("complaint reopen c1 --when 2026-11-09")
    run.ok("complaint ack c1 --when 2026-11-10")

    told = " ".join(run.ok("brief zed").out.split())

    assert told.index("reopened Mon 9 Nov") < told.index("acknowledged Tue 10 Nov")


def test_where_all_was_kept_it_does_not_say_that_nothing_was_promised(run):
    run.ok("add Zed")
    run.ok("promise add zed Draft --due fri")
    run.ok("promise keep p1")

    assert "nothing open or in force is on record" in run.ok("brief zed").out
