"""`demo`: an invented portfolio with every verdict and recommendation, the same on the same day."""

import json
import re
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from clienthealth.cli import COMMANDS
from clienthealth.core.demo.portfolio import records
from clienthealth.core.gather import portfolio
from clienthealth.core.kinds import Recommendation, Verdict
from clienthealth.core.score.judge import judge

ZONE = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("day", [date(2026, 11, 20), date(2027, 1, 1), date(2028, 2, 29), date(2026, 7, 5)])
def test_every_verdict_and_recommendation_is_among_them_on_any_day(day):
    found = judge(portfolio(records(day, ZONE), ZONE), day, ZONE).assessments

    assert {each.verdict for each in found} == set(Verdict)
    assert {each.recommendation for each in found} == set(Recommendation)
    assert 12 <= len(found) <= 14


def test_the_demo_shows_review_why_and_letter_and_writes_them_down(run, tmp_path):
    folder = tmp_path / "demo"

    out = run.ok("demo", str(folder)).out

    assert "Act now" in out
    assert "vogel-kranz" in out
    assert "Sehr geehrte Damen und Herren" in out
    assert "[" not in (folder / "letter-vogel-kranz.txt").read_text(encoding="utf-8")
    assert (folder / "journal.jsonl").read_text(encoding="utf-8").count("\n") > 200


def test_the_demo_is_the_same_twice_and_its_journal_is_the_record(run, tmp_path):
    first, second = tmp_path / "one", tmp_path / "two"
    run.ok("demo", str(first))
    run.ok("demo", str(second))
    journal = (first / "journal.jsonl").read_bytes()

    run.ok("import", str(first / "journal.jsonl"))

    assert (second / "journal.jsonl").read_bytes() == journal
    assert run.ok("export").out.encode() == journal


def test_the_demo_never_writes_over_files_unasked(run, tmp_path):
    (tmp_path / "clients.db").write_text("mine")

    assert run("demo", str(tmp_path)).code == 4
    assert (tmp_path / "clients.db").read_text() == "mine"


def test_every_command_the_program_suggests_exists(run, tmp_path):
    run.ok("demo", str(tmp_path / "demo"))
    run.db = tmp_path / "demo" / "clients.db"
    said = run.ok("score --json").out + run.ok("review --json").out + run.ok("today --json").out

    suggested = set(
        re.findall(r"clienthealth ([a-z]+(?: [a-z-]+)?)", json.dumps(json.loads(said.splitlines()[0])) + said)
    )

    assert suggested
    for words in suggested:
        name, _, rest = words.partition(" ")
        assert name in COMMANDS, words
        if rest and rest in run(f"{name} --help").out.split():
            run.ok(f"{name} {rest} --help")


def test_the_demo_is_where_it_was_asked_for(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    run.ok("demo")

    assert Path("clienthealth-demo", "clients.db").is_file()
