"""How long the judgement of a portfolio takes, whether it grows linearly, and where the time goes.

`python benchmarks/scoring.py [CLIENTS]` judges portfolios of a quarter, a half and all of the clients (1,000), with
50 complaints, promises, invoices, signals and expectations a client and as many contacts: seconds of processor time,
the fastest of five, and the same for the whole command. The journals are invented, and the same for the same arguments.
"""

import cProfile
import gc
import json
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import scale

ROUNDS = 5
EACH = 50


def main() -> None:
    """Print one row a size, then the profile of the largest."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    gc.set_threshold(100_000)  # as the program does at its start
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(HOME=folder, XDG_DATA_HOME=folder, XDG_CONFIG_HOME=folder, NO_COLOR="1")
        os.environ["CLIENTHEALTH_TODAY"] = scale.END.isoformat()
        print(f"{'clients':>8} {'records':>8} {'reading':>8} {'judging':>8} {'score --json':>13}   seconds")
        for clients in (most // 4, most // 2, most):
            db = made(Path(folder, f"{clients}.db"), clients)
            print(f"{clients:8,} {clients * EACH:8,} {' '.join(timed(db))}", flush=True)
        profile(db)


def made(db: Path, clients: int) -> Path:
    """Import a journal of so many clients into an empty store."""
    scale.CLIENTS = clients
    path = db.with_suffix(".jsonl")
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(each) + "\n" for each in scale.journal(clients * EACH, clients * EACH))
    subprocess.run([*scale.PROGRAM, "--db", db, "import", path], check=True, stdout=subprocess.DEVNULL)
    return db


def timed(db: Path) -> tuple[str, str, str]:
    """Return the fastest reading, judging and whole command."""
    from clienthealth.commands.session import Session
    from clienthealth.core.score.judge import judge

    read, judged, whole = [], [], []
    for _ in range(ROUNDS):
        session = Session(db=db)
        began = time.process_time()
        portfolio = session.portfolio()
        read.append(time.process_time() - began)
        judge(portfolio, session.today, session.settings.zone)
        judged.append(time.process_time() - began - read[-1])
        session.close()
        before = children()
        subprocess.run([*scale.PROGRAM, "--db", db, "score", "--json"], check=True, stdout=subprocess.DEVNULL)
        whole.append(children() - before)
    return f"{min(read):8.2f}", f"{min(judged):8.2f}", f"{min(whole):13.2f}"


def children() -> float:
    """Return the processor time of all finished children."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def profile(db: Path) -> None:
    """Print which functions a judgement spends its time in, their own time only."""
    from clienthealth.commands.session import Session
    from clienthealth.core.score.judge import judge

    session = Session(db=db)
    portfolio = session.portfolio()
    watch = cProfile.Profile()
    watch.runcall(judge, portfolio, session.today, session.settings.zone)
    session.close()
    held = pstats.Stats(watch)
    total = held.total_tt  # type: ignore[attr-defined]
    print("\nown time, of the judgement, in per cent")
    rows = sorted(held.stats.items(), key=lambda row: -row[1][2])[:15]  # type: ignore[attr-defined]
    for (path, _, name), (_, calls, own, _, _) in rows:
        print(f"{100 * own / total:6.1f}  {calls:8,} x  {Path(path).stem}.{name}")


if __name__ == "__main__":
    main()
