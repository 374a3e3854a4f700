"""Whatever was done with a client, in whatever order and under either journal: erased, no byte of it is left."""

import random
import sqlite3
from contextlib import closing

import pytest

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ACTS = (
    *(['log {any} "{text}"'] * 3),
    'log {slug} --amend "{text}"',
    'complaint add {slug} "{text}" --cause ours',
    "complaint answer {slug}",
    'edit i{n} --note "{text}"',
    'edit {slug} --slug zwitscher{end} --name "{text}"',
    "rm i{n}",
    "rm c{n}",
    "rm s{n}",
    *(["undo"] * 2),
    'next add {slug} "{text}" --due fri',
    'signal add {slug} praise --quote "{text}"',
    'contact add {slug} "{text}" --role "{text}"',
    "review --done",
)


class Life:
    """A client and a neighbour who are written about at random; every word about the client is remembered."""

    def __init__(self, run, seed):
        self.run = run
        self.chance = random.Random(seed)
        self.slug = "zwitscher"
        self.words = ["zwitscher"]
        run.ok(f'add "{self.word()} GmbH" --slug zwitscher --contact "{self.word()} {self.word()}"')
        run.ok("add Beta --slug beta")

    def word(self):
        """A word that nobody else uses."""
        made = "q" + "".join(self.chance.choices(LETTERS, k=11))
        self.words.append(made)
        return made.capitalize() if self.chance.random() < 0.5 else made

    def text(self):
        return " ".join(self.word() for _ in range(self.chance.choice([1, 2, 3, 200])))

    def act(self):
        """Type one line, which may well be refused: there is no such record, or it does not suit."""
        line = self.chance.choice(ACTS)
        given = {"slug": self.slug, "any": self.chance.choice([self.slug, "beta"]), "n": self.chance.randint(1, 9)}
        self.run(line.format(**given, text=self.text(), end=self.chance.choice(["", "-kg", "-ag"])))
        self.slug = self.current()

    def current(self):
        with closing(sqlite3.connect(self.run.db)) as connection:
            found = connection.execute("select slug from client where slug like 'zwitsch%'").fetchone()
        return found[0] if found else self.slug

    def of_beta(self):
        """What was written about the neighbour stays, and may be told of anybody."""
        with closing(sqlite3.connect(self.run.db)) as connection:
            rows = connection.execute("""select coalesce("text", '') || coalesce("note", '') from interaction""")
            return " ".join(row[0] for row in rows).casefold()


def live(run, tmp_path, seed, acts):
    life = Life(run, seed)
    if seed % 2:
        with closing(sqlite3.connect(run.db)) as connection:
            connection.execute("pragma journal_mode = wal")
    for _ in range(acts):
        life.act()
    life.slug = life.current()
    run.ok(f"privacy erase {life.slug} --yes")

    kept = life.of_beta()
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    # What was once said of the neighbour, and corrected or removed since, is in its own audit.
    audit = about_beta(run.db)
    return [word for word in life.words if word not in kept and word not in audit and word.encode() in held.lower()]


def about_beta(path):
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("""select coalesce("before", '') || coalesce("after", '') from "change" """)
        return " ".join(row[0] for row in rows if '"client":"beta"' in row[0]).casefold()


@pytest.mark.parametrize("seed", range(3))
def test_no_word_is_left(run, tmp_path, seed):
    assert live(run, tmp_path, seed, acts=30) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3, 33))
def test_no_word_is_left_after_a_long_life(run, tmp_path, seed):
    assert live(run, tmp_path, seed, acts=120) == []
