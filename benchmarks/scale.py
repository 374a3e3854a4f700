"""A long history: 1,000 clients, 1,000,000 interactions, 50,000 other records; import, review, and where time goes.

`python benchmarks/scale.py [INTERACTIONS]` prints seconds and peak memory of whole processes, and the ratio to
`python -c 'import sqlite3'`. The journal is invented, and the same for the same arguments.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

END = date(2026, 11, 20)
DAYS = 730
CLIENTS = 1000
PROGRAM = [sys.executable, "-m", "clienthealth"]


def journal(interactions: int, others: int) -> Iterator[dict[str, object]]:
    """Yield clients, then contact in a long-tailed share, then what else happened."""
    dice = random.Random(2026)  # noqa: S311 - repeatable on purpose
    slugs = [f"client-{number:04d}" for number in range(CLIENTS)]
    for slug in slugs:
        yield {"type": "client", "client": slug, "id": slug, "at": _day(DAYS), "name": slug, "payment_terms_days": 14}
    weights = [1 / (rank + 1) ** 0.8 for rank in range(CLIENTS)]
    for number, slug in enumerate(dice.choices(slugs, weights, k=interactions)):
        yield _contact(dice, slug, number)
    for number in range(others):
        yield _other(dice, dice.choice(slugs), number)


def _contact(dice: random.Random, slug: str, number: int) -> dict[str, object]:
    clock = f"{dice.randrange(8, 18):02d}:{dice.randrange(60):02d}:00+01:00"
    made: dict[str, object] = {
        "type": "interaction",
        "client": slug,
        "id": f"i{number}",
        "at": f"{_day(dice.randrange(1, DAYS))}T{clock}",
        "channel": dice.choice(["email", "call", "chat"]),
        "direction": dice.choice(["in", "out", "both"]),
        "minutes": dice.randrange(2, 50),
        "text": "Talked about the next part and what it needs",
    }
    return made | ({"tone": dice.randrange(-2, 3)} if dice.random() < 0.4 else {})


def _other(dice: random.Random, slug: str, number: int) -> dict[str, object]:
    days = dice.randrange(20, DAYS)
    shared: dict[str, object] = {"client": slug, "id": f"o{number}", "at": _day(days)}
    match dice.randrange(5):
        case 0:
            cause = dice.choice(["ours", "client", "unknown"])
            topic = dice.choice(["scope", "deadline", "quality", "price"])
            return shared | {"type": "complaint", "text": "Not this", "topic": topic, "cause": cause}
        case 1:
            closed = {"due": _day(days - 14), "status": "kept", "closed_at": _day(days - dice.randrange(1, 20))}
            return shared | {"type": "promise", "text": "Deliver the next part", **closed}
        case 2:
            paid = {"due": _day(days - 14), "paid": _day(days - dice.randrange(3, 20))}
            return shared | {"type": "invoice", "number": f"n{number}", "amount": dice.randrange(100, 3000), **paid}
        case 3:
            kind = dice.choice(["unpaid-change", "praise", "time-disrespect", "overrules-expert"])
            return shared | {"type": "signal", "kind": kind}
        case _:
            return shared | {"type": "expectation", "text": "How we work", "topic": "all"}


def _day(days: int) -> str:
    return (END - timedelta(days=days)).isoformat()


def _timed(name: str, *arguments: str) -> None:
    began = time.perf_counter()
    subprocess.run([*PROGRAM, *arguments], check=True, stdout=subprocess.DEVNULL)
    spent = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{name:24} {spent:8.2f} s   largest process so far {peak:6.0f} MiB", flush=True)


def main() -> None:
    """Write the journal, import it, review it, and say where a review's time goes."""
    interactions = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(HOME=folder, XDG_DATA_HOME=folder, XDG_CONFIG_HOME=folder, NO_COLOR="1")
        os.environ["CLIENTHEALTH_TODAY"] = END.isoformat()
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        path, db = Path(folder, "journal.jsonl"), str(Path(folder, "clients.db"))
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(each) + "\n" for each in journal(interactions, interactions // 20))
        print(f"{interactions:,} interactions, {interactions // 20:,} other records, {CLIENTS:,} clients")
        _timed("import", "--db", db, "import", str(path))
        print(f"{'database':24} {Path(db).stat().st_size / 2**20:8.0f} MiB")
        _timed("log", "--db", db, "log", "client-0001", "Called")
        _timed("show", "--db", db, "show", "client-0000")
        _timed("review", "--db", db, "review")
        _timed("score --json", "--db", db, "score", "--json")
        _timed("export", "--db", db, "export", "--out", str(Path(folder, "out.jsonl")))
        _where(db)


def _where(db: str) -> None:
    """Print how the time of a judgement divides into reading, sums and judging."""
    from clienthealth.commands.session import Session

    session = Session(db=Path(db))
    began = time.perf_counter()
    session.store.rows('select count(*), sum("day") from "interaction"')
    scanned = time.perf_counter()
    portfolio = session.portfolio()
    read = time.perf_counter()
    from clienthealth.core.score.judge import judge

    judge(portfolio, session.today, session.settings.zone)
    judged = time.perf_counter()
    session.close()
    print(f"{'one scan of interactions':24} {scanned - began:8.2f} s")
    print(f"{'reading the portfolio':24} {read - scanned:8.2f} s")
    print(f"{'judging it':24} {judged - read:8.2f} s")


if __name__ == "__main__":
    main()
