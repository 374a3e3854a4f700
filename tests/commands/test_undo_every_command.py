"""`undo` after each and every command that writes gives back the export to the byte."""

import json

import pytest

from clienthealth.cli import COMMANDS

BEFORE = [
    'add "Acme GmbH" --slug acme --lang de --terms 14 --notice 30 --email kim@acme.example --agreed "All in writing"',
    "add Beta --slug beta",
    "log acme Kick-off --via call -m 45 --when 20d",
    "promise add acme The draft --due fri",
    "promise add acme Their photos --theirs --due mon",
    "expect add acme Changes are quoted first --topic scope",
    "complaint add acme The draft is late --cause ours --when 10d",
    "complaint add acme Nothing to see --when 9d",
    "complaint answer c2 --when 8d",
    "complaint confirm c2 satisfied --when 7d",
    "effort add acme fix --complaint c1 --when 6d",
    "signal add acme praise --when 5d",
    "contact add acme Kim --role owner",
    "boundary add acme reset-talk Not at night --when 5d",
    "hardship add acme --when 4d",
    "invoice add acme A-1 --amount 1000 --due 2026-12-01 --when 20d",
    "invoice add acme A-2 --amount 500 --due 2026-12-01 --when 20d",
    "invoice pay A-2 --when 3d",
    "time add acme 1h30 Drafting",
    "survey add acme nps 9",
    "next add acme Ask how it went --due mon",
    "away 2026-11-20 2026-12-02",
    "promise add acme The film --due fri --when 5d",
    "promise pause p3 --until mon --reason theirs --when 2d",
]
"""A record on which each command below has something to do."""

WRITING = {
    "add": ["add Gamma --agreed 'In writing'"],
    "log": [
        "log acme Called",
        'log acme They met us --promise "a quote" fri --asked "the logo" mon --complaint Late -s rude:2 -t -1 -e -2',
        "log acme --amend Met them",
        "log acme --amend --when 21d",
    ],
    "expect": [
        "expect add acme No calls at night",
        "expect confirm x2",
        "expect retire x2",
        "expect sheet beta --kind web --usual --sent",
    ],
    "promise": [
        "promise add acme The files --due fri",
        "promise keep p1",
        "promise break p1",
        "promise accept p1",
        "promise release p2",
        "promise move p1 --due 2026-12-24",
        "promise pause p1 --until 2026-12-01 --reason ill",
        "promise resume p3",
    ],
    "next": ["next add acme Call them --due fri", "next done n1"],
    "complaint": [
        "complaint add acme Broken --severity 3 --public --conduct rude",
        "complaint ack c1",
        "complaint assess c1 --severity 3 --against p1",
        "complaint answer c1 --response apologised",
        "complaint resolve c1",
        "complaint confirm c1 accepted",
        "complaint reopen c2",
        "complaint pause c1 --until 2026-12-01 --reason theirs",
        "complaint handle c1 --heard Late --apology ours --proposal Again --due fri --follow-up 2w",
        "complaint handle beta --heard Late",
    ],
    "effort": [
        "effort add acme refund --complaint c1 --cost 50",
        "effort outcome e1 satisfied",
        "effort add acme thanks",
    ],
    "signal": ["signal add acme unpaid-change --severity 2"],
    "contact": ["contact add acme Jo --email jo@acme.example", "contact edit acme Kim --role boss"],
    "boundary": ["boundary add acme reminder Please", "boundary end b1"],
    "hardship": ["hardship add beta", "hardship end acme"],
    "invoice": [
        "invoice add acme A-3 --amount 10 --due 2026-12-01",
        "invoice pay A-1",
        "invoice pay A-1 --amount 10",
        "invoice dispute A-1",
        "invoice credit A-1 --amount 5",
        "invoice refund A-2 --amount 5",
        "invoice write-off A-1",
    ],
    "time": ["time add acme 25 Mails"],
    "survey": ["survey add acme csat 4", "survey add beta csat 1"],
    "away": ["away 2026-12-24 2026-12-31", "away --back"],
    "catchup": ["catchup --quiet acme --fine beta", "catchup --fine acme --when mon"],
    "edit": ["edit acme --lang en --terms 30", "edit p1 --topic deadline", "edit acme --slug apex"],
    "rm": ["rm s1", "rm beta --yes", "rm acme --yes"],
    "merge": ["merge beta acme --yes"],
    "handover": ["handover acme --to anna"],
    "decide": ["decide acme postponed --until 2026-12-24 --reason soon"],
    "outcome": ["outcome acme repaired"],
    "offboard": [
        "offboard acme --situation capacity --start",
        "offboard acme --finish --force --reason agreed",
    ],
    "letter": ["letter beta offboarding --sent"],
    "import": ["import {journal} --yes"],
    "privacy": ["privacy request acme --kind access", "privacy request acme --contact Kim --kind erasure"],
}
READING = {
    "today", "review", "why", "whatif", "clients", "show", "search", "score", "export", "backup", "doctor", "config",
    "demo", "undo", "brief", "restore", "calibrate", "history", "guide", "check", "imports", "inbox",
}  # fmt: skip
"""What writes nothing into the record; `undo`, `restore`, `imports undo` and `inbox` have tests of their own."""

JOURNAL = [
    {"type": "client", "client": "delta", "at": "2026-01-01", "name": "Delta"},
    {"type": "interaction", "client": "delta", "at": "2026-02-01", "channel": "call", "direction": "in", "text": "Hi"},
    {"type": "promise", "client": "acme", "at": "2026-02-01", "text": "Imported", "id": "j1"},
]


@pytest.fixture
def known(run):
    return run.begins(*BEFORE)


def test_every_command_is_on_one_of_the_two_lists():
    assert set(WRITING) | READING == set(COMMANDS)
    assert not set(WRITING) & READING


@pytest.mark.parametrize("line", [line for lines in WRITING.values() for line in lines])
def test_undo_restores_the_export(known, tmp_path, line):
    journal = tmp_path / "journal.jsonl"
    journal.write_text("".join(f"{json.dumps(each)}\n" for each in JOURNAL))
    before = known.ok("export").out
    known.ok(line.format(journal=journal))
    assert known.ok("export").out != before

    known.ok("undo")

    assert known.ok("export").out == before


@pytest.mark.parametrize(
    "line",
    [
        'offboard beta --tick talk --note "by telephone"',
        "offboard beta --situation conduct --end 2027-01-31 --start",
        "offboard beta --by them --start",
        "offboard beta --cancel",
        "offboard beta --finish",
        "letter beta offboarding --sent",
    ],
)
@pytest.mark.parametrize("so_far", [[], ["letter", "access"]])
def test_undo_takes_one_step_of_an_ending_back(known, line, so_far):
    known.ok("offboard beta --start")
    for each in so_far:
        known.ok(f"offboard beta --tick {each}")
    before = known.ok("export").out
    known.ok(line)
    assert known.ok("export").out != before

    known.ok("undo")

    assert known.ok("export").out == before
