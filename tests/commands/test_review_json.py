"""docs/review-json.md is the schema of `review --json`: its tables are compared with what is printed."""

import json
import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from clienthealth.core.kinds import AlarmKind, Choice, Recommendation, Verdict
from clienthealth.core.weekly.absence import ORDER
from clienthealth.core.weekly.due import What
from clienthealth.core.weekly.since import Basis

DATA = Path(__file__).parents[1] / "data"
PAGE = (Path(__file__).parents[2] / "docs" / "review-json.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([a-z_]+)` \| ([a-z -]+) \| (.+) \|$", re.MULTILINE)
WORDS = {
    name: tuple(re.findall("`([a-z-]+)`", listed))
    for name, listed in re.findall(r"^\| ([a-z-]+) \| (`.+) \|$", PAGE, re.MULTILINE)
}
SHAPES = {
    title: {key: kind for key, kind, _ in ROW.findall(body)}
    for title, body in re.findall(r"^## ([a-z-]+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
}


def is_day(value):
    return isinstance(value, str) and date.fromisoformat(value).isoformat() == value


def is_moment(value):
    return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None


def is_whole(value):
    return type(value) is int


PLAIN = {
    "text": lambda value: isinstance(value, str),
    "day": is_day,
    "moment": is_moment,
    "count": lambda value: is_whole(value) and value >= 0,
    "whole number": is_whole,
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "share": lambda value: isinstance(value, float | int) and 0 <= value <= 1,
    "yes or no": lambda value: isinstance(value, bool),
}


class Reader:
    """Walks a review along the page, and counts what of the page it met."""

    def __init__(self):
        self.met = Counter()

    def read(self, value, kind, where):
        self.met[kind] += 1
        if kind in PLAIN:
            assert PLAIN[kind](value), f"{where}: {value!r} is no {kind}"
            return True
        if kind.endswith(" or null"):
            return value is None or self.read(value, kind.removesuffix(" or null"), where)
        if kind.startswith("list of "):
            assert isinstance(value, list), where
            return all(self.read(each, kind.removeprefix("list of "), f"{where}[]") for each in value)
        if kind in SHAPES:
            assert value.keys() == SHAPES[kind].keys(), where
            return all(self.read(value[key], held, f"{where}.{key}") for key, held in SHAPES[kind].items())
        assert value in WORDS[kind], f"{where}: {value!r} is no {kind}"
        return True


def said(run, *more):
    return json.loads(run.ok("review --json", *more).out)


@pytest.fixture
def reviews(run, later, tmp_path):
    """Reviews in which everything comes up: of a demo, of its first weeks, after a closed one, of an agency."""
    run.ok(f"--quiet demo {tmp_path / 'demo'}")
    run.ok(f"import {tmp_path / 'demo' / 'journal.jsonl'}")
    later("2026-11-20")
    config = tmp_path / "with-copies.toml"
    config.write_text(f'[backup]\ndir = "{tmp_path / "copies"}"\n[review]\nper_colleague = true\n', encoding="utf-8")
    copied = json.loads(run.ok("--config", str(config), "review", "--json").out)
    found = [copied, said(run), said(run, "--since", "2026-06-01"), said(run, "--mine")]
    run.ok("decide silverbirch overridden --reason family")
    run.ok("decide vogel postponed --until 2026-12-20")
    run.ok("offboard quillfeather --situation fit --start")
    run.ok("offboard harbour-lane --by them --start")
    run.ok("promise add nordlys Ring back --due", "2026-11-23 10:00")
    run.ok("away today fri --staff kim")
    run.ok("add Sour --since 2026-01-05")
    assert [run(f'signal add sour rude --when "{weeks}w"').code for weeks in range(1, 7)] == [0] * 6
    run.ok("review --done")
    run.ok("log sour Well? --in --when 2026-11-02")
    later("2026-11-23")
    run.ok(f"import {DATA / 'agency' / 'agency.jsonl'}")
    return [*found, said(run)]


def test_every_key_of_every_review_is_on_the_page_and_is_what_the_page_says(run, reviews):
    reader = Reader()

    assert all(reader.read(each, "review", "review") for each in reviews)
    assert reader.read(json.loads(run.ok("today --json").out), "today", "today")
    assert set(SHAPES) - set(reader.met) == set()
    assert set(WORDS) - set(reader.met) == set()


def test_every_row_of_the_page_is_read():
    rows = [line for line in PAGE.splitlines() if line.startswith("| `")]

    assert len(rows) == sum(map(len, SHAPES.values())) > 100


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("what", What),
        ("basis", Basis),
        ("alarm-kind", AlarmKind),
        ("verdict", Verdict),
        ("recommendation", Recommendation),
        ("choice", Choice),
        ("missing", ORDER),
    ],
)
def test_the_words_are_those_of_the_program(name, kinds):
    assert WORDS[name] == tuple(kinds)


def test_the_mirror_names_a_few_and_counts_the_rest(run):
    run.ok('add Acme --agreed "Fixed price"')
    for number in range(9):
        run.ok(f"promise add acme Part {number} --due 2026-10-{number + 10} --when 2026-10-01")

    ours = said(run)["reflection"]["promises"]["ours"]

    assert [each["text"] for each in ours["late"]] == [f"Part {number}" for number in (8, 7, 6, 5, 4)]
    assert (ours["due"], ours["late_left_out"]) == (9, 4)
    assert len(json.loads(run.ok("score --mirror --json").out)["reflection"]["promises"]["ours"]["late"]) == 9
