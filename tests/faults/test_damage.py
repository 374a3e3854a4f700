"""A file that cannot be trusted is refused in one line, by every command, and not a byte of it is touched."""

import hashlib
import json
import random
import shutil
import sqlite3
from contextlib import closing

import pytest

from clienthealth.cli import COMMANDS
from clienthealth.store.opening import SCHEMA

PAGE = 4096
WITHOUT_THE_STORE = {"config", "demo", "restore", "doctor", "guide"}
"""They read no record, or are there for a file that is damaged."""

LINES = {
    "add": "add Beta",
    "log": "log acme Called",
    "why": "why acme",
    "whatif": "whatif acme --hardship",
    "history": "history acme",
    "letter": "letter acme offboarding",
    "expect": "expect list",
    "promise": "promise list",
    "next": "next add acme Call --due fri",
    "complaint": "complaint list",
    "effort": "effort add acme fix",
    "signal": "signal add acme rude",
    "contact": "contact add acme Ada",
    "boundary": "boundary add acme reminder Please",
    "hardship": "hardship add acme",
    "invoice": "invoice list",
    "time": "time add acme 1h",
    "survey": "survey add acme nps 9",
    "away": "away 2026-12-01 2026-12-08",
    "catchup": "catchup --quiet acme",
    "show": "show acme",
    "edit": "edit acme --lang de",
    "rm": "rm acme --yes",
    "merge": "merge acme beta --yes",
    "brief": "brief acme",
    "handover": "handover acme --to anna",
    "search": "search Called",
    "check": "check pyproject.toml",
    "decide": "decide acme followed",
    "outcome": "outcome acme left",
    "offboard": "offboard acme",
    "privacy": "privacy due",
}
"""What is typed after the name of a command, where the name alone does not do."""


def flip(path, place, size=1):
    """Turn over all bits of some bytes."""
    content = bytearray(path.read_bytes())
    content[place : place + size] = bytes(each ^ 0xFF for each in content[place : place + size])
    path.write_bytes(content)


def statement(text):
    """Return what runs one statement on a file, behind our back."""

    def run(path):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(text)
            connection.commit()

    return run


STEP = "insert into \"_sqlite_migrations\" values (99, 'clienthealth', 'm9999_later', '2030-01-01')"
HARM = {
    "flipped in the magic": lambda path: flip(path, 3),
    "flipped in the page size": lambda path: flip(path, 16, 2),
    "flipped in the schema format": lambda path: flip(path, 44, 4),
    "flipped in the first page": lambda path: flip(path, 100, 8),
    "flipped in the schema": lambda path: flip(path, PAGE - 300, 300),
    "cut in the header": lambda path: path.write_bytes(path.read_bytes()[:90]),
    "cut in a page": lambda path: path.write_bytes(path.read_bytes()[: 3 * PAGE + 100]),
    "cut by half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 // PAGE * PAGE]),
    "a text": lambda path: path.write_text("Dear diary, today I lost my database.\n" * 200),
    "another program's": statement("pragma application_id = 252006674"),
    "a newer version": statement(f"pragma user_version = {SCHEMA + 1}"),
    "an unknown step": statement(STEP),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A database with something of everything that a command of `LINES` may touch."""
    from clienthealth.cli import main

    folder = tmp_path_factory.mktemp("sound")
    journal = folder / "journal.jsonl"
    lines = [
        {"type": "client", "client": "acme", "id": "acme", "at": "2026-01-05", "name": "Acme", "aliases": ["A"]},
        {"type": "complaint", "client": "acme", "id": "c1", "at": "2026-02-01", "text": "Late", "cause": "ours"},
        *(
            {"type": "time", "client": "acme", "at": "2026-02-01", "minutes": n, "text": "work " * 20}
            for n in range(99)
        ),
    ]
    journal.write_text("".join(json.dumps(each) + "\n" for each in lines))
    assert main(["--db", str(folder / "clients.db"), "import", str(journal)]) == 0
    return folder / "clients.db"


def digests(folder):
    return {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in folder.iterdir() if each.is_file()}


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in WITHOUT_THE_STORE])
def test_every_command_refuses_a_file_it_cannot_trust_and_leaves_it_alone(run, sound, tmp_path, name, harm):
    shutil.copy(sound, run.db)
    HARM[harm](run.db)
    journal = tmp_path / "more.jsonl"
    journal.write_text('{"type":"client","client":"beta","at":"2026-01-05","name":"Beta"}\n')
    line = {"import": f"import {journal}", "backup": f"backup {tmp_path / 'copy.db'}"}.get(name, LINES.get(name, name))
    before = digests(tmp_path)

    ran = run(line)

    assert ran.code == 6, f"{line}: {ran.err}"
    assert ran.out == ""
    first, hint = [each for each in ran.err.splitlines() if "what you typed is kept" not in each]
    assert first.startswith("clienthealth: ")
    assert str(run.db) in first
    assert hint
    assert digests(tmp_path) == before


@pytest.mark.parametrize("seed", range(20))
def test_damage_anywhere_is_a_store_error_or_harmless_and_never_a_bug(run, sound, seed):
    """Flipped bytes that no check of a page sees may change a word; what cannot be read is said to be damaged."""
    chance = random.Random(seed)
    shutil.copy(sound, run.db)
    for _ in range(6):
        flip(run.db, chance.randrange(PAGE, run.db.stat().st_size), chance.choice([1, 2, 64]))

    ran = [run(line) for line in ("export", "show acme", "score", "search work", "log acme Called", "undo")]

    assert [each for each in ran if each.code not in {0, 3, 6}] == []


def test_a_record_that_cannot_be_read_is_named(run, sound):
    shutil.copy(sound, run.db)
    statement('update "client" set "aliases" = \'[not json\'')(run.db)
    statement('update "complaint" set "cause" = \'nobody knows\'')(run.db)

    ran = run("export")

    assert ran.code == 6
    assert "complaint 1 on record is damaged" in ran.err or "client 1 on record is damaged" in ran.err
