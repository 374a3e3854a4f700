"""Random commands, run as typed on a store of their own, and what its audit says of them."""

import io
import json
import shlex
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from anything import journals
from hypothesis import strategies as st

from clienthealth.cli import main
from clienthealth.core.records.held import HELD
from clienthealth.store.rows import image
from clienthealth.store.store import Store

CLIENTS = ["acme", "beta"]
TYPED = [
    "add Acme --slug acme --agreed 'In writing' --contact Ada --email ada@example.org",
    "add Beta --slug beta --lang de --terms 14",
    "log {c} Called",
    "log {c} 'Met them' --promise 'a draft' fri --asked 'the logo' 3d --complaint 'Too late' -s rude -s praise:1",
    "log {c} --amend Corrected -t 1 --energy -1",
    "promise add {c} Deliver --due fri",
    "promise keep p{n}",
    "promise break p{n}",
    "promise accept p{n}",
    "promise move p{n} --due 2026-12-24",
    "promise pause p{n} --until 2026-12-01 --reason ill",
    "promise resume p{n}",
    "complaint add {c} Broken --severity 2",
    "complaint ack c{n}",
    "complaint answer c{n}",
    "complaint assess c{n} --cause shared --repeat-of c1",
    "complaint resolve c{n}",
    "complaint confirm c{n} satisfied",
    "complaint reopen c{n}",
    "complaint pause c{n} --until 2026-12-01 --reason theirs",
    "complaint handle {c} --heard Late --proposal Again --due fri --acknowledged",
    "complaint handle c{n} --summary Late --no agreed --owner kim --follow-up 2w",
    "effort add {c} fix --complaint c{n}",
    "effort outcome e{n} satisfied",
    "signal add {c} praise",
    "expect add {c} Rules",
    "expect confirm x{n}",
    "expect retire x{n}",
    "invoice add {c} N{n} --amount 100 --due 2026-12-01",
    "invoice pay N{n}",
    "invoice pay N{n} --amount 10",
    "invoice dispute N{n}",
    "invoice credit N{n} --amount 5",
    "contact add {c} Eve --role boss",
    "contact edit {c} Eve --role chief",
    "boundary add {c} reminder Please",
    "boundary end b{n}",
    "hardship add {c}",
    "hardship end {c}",
    "time add {c} 1h work",
    "survey add {c} nps 9",
    "next add {c} Call --due fri",
    "next done n{n}",
    "away 2026-12-01 2026-12-05",
    "edit {c} --lang da",
    "edit {c} --slug other",
    "edit c{n} --severity 3",
    "edit i{n} --text Other",
    "edit t{n} --text Else",
    "rm c{n} --yes",
    "rm i{n} --yes",
    "rm t{n} --yes",
    "rm x{n} --yes",
    "rm {c} --yes",
    "merge beta acme --yes",
    "decide {c} followed",
    "outcome {c} left",
    "review --done",
    "review --done",
    "undo",
]
"""What is typed; `{c}` is a client and `{n}` a small number. Many of them will be refused, which is a law too."""

Command = str | list[dict]


def commands():
    """One command as typed, or the lines of a journal to import."""
    typed = st.builds(
        lambda line, client, number: line.format(c=client, n=number),
        st.sampled_from(TYPED),
        st.sampled_from(CLIENTS),
        st.integers(1, 3),
    )
    return st.one_of(typed, typed, typed, typed, journals(most=6))


@contextmanager
def playground():
    """A store of one's own, in memory where there is such a place."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of one's own is made in it
    with TemporaryDirectory(dir=memory if memory.is_dir() else None) as made:
        yield Played(Path(made))


class Played:
    """A store on which commands are run as typed."""

    def __init__(self, folder: Path, name: str = "clients.db") -> None:
        self.folder = folder
        self.db = folder / name

    def run(self, *argv: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(["--db", str(self.db), *argv])
        return int(code), out.getvalue(), err.getvalue()

    def do(self, command: Command) -> tuple[int, str, str]:
        if isinstance(command, str):
            return self.run(*shlex.split(command))
        return self.take(*(json.dumps(line) for line in command))

    def take(self, *lines: str) -> tuple[int, str, str]:
        path = self.folder / "journal.jsonl"
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        return self.run("import", str(path))

    def export(self) -> str:
        code, out, err = self.run("export")
        assert code == 0, err
        return out

    def rows(self, statement: str) -> list[tuple]:
        with closing(Store(self.db, UTC, "robin", datetime(2026, 11, 23, 11, tzinfo=UTC))) as store:
            return [tuple(row) for row in store.rows(statement)]

    def images(self) -> dict[tuple[str, int], str]:
        """Every record on the record now, as the audit would write it."""
        with closing(Store(self.db, UTC, "robin", datetime(2026, 11, 23, 11, tzinfo=UTC))) as store:
            return {(name, held.number): image(held.record) for name in HELD for held in store.all(HELD[name])}


IMPORTED = None
"""The image of a record that came with many others: the audit keeps one line for all, and the table keeps them."""


def replayed(changes):
    """Apply the changes of the audit to nothing; each must find what the one before it left."""
    held: dict[tuple[str, int], str | None] = {}
    for kind, first, last, before, after in changes:
        if last is not None:
            of_many(held, kind, range(first, last + 1))
            continue
        if before is None:
            assert (kind, first) not in held
        else:
            assert held.pop((kind, first)) in (before, IMPORTED)
        if after is not None:
            held[kind, first] = after
        if kind == "client" and before and after:
            take_along(held, json.loads(before)["client"], json.loads(after)["client"])
    return held


def take_along(held, old, new):
    """Give every record of a client that was renamed the new name, as the database does."""
    for name, text in held.items():
        if text is not IMPORTED and old != new:
            line = json.loads(text)
            line |= {"client": new} if line.get("client") == old else {}
            held[name] = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def of_many(held, kind, numbers):
    """Add records that came together, or take them out together where they are there."""
    there = [(kind, number) in held for number in numbers]
    assert len(set(there)) == 1
    for number in numbers:
        if there[0]:
            del held[kind, number]
        else:
            held[kind, number] = IMPORTED
