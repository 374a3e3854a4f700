"""A million lines of chat: how long each reader of chats takes, and how much memory, each in a process of its own.

`python benchmarks/imports_chat.py [LINES]`; the aim for text is 20 seconds a million lines, with memory that does not
grow with the file. The chats are invented, and the same for the same number of lines.
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

BEGUN = datetime(2018, 1, 1, 8, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
WORDS = ("the", "logo", "is", "fine", "but", "could", "you", "move", "it", "a", "little", "before", "Monday")
AIM = 20.0


class Said(NamedTuple):
    at: datetime
    mine: bool
    text: str


def talk(messages: int) -> Iterator[Said]:
    """Yield messages of two people, in bursts, over less than nine years."""
    dice = random.Random(2026)  # noqa: S311 - repeatable on purpose
    at, mine = BEGUN, False
    step = 2 * (NOW - BEGUN).total_seconds() / messages * 0.95
    for _ in range(messages):
        burst = dice.random() < 0.7
        at += timedelta(seconds=dice.uniform(1, 60) if burst else dice.uniform(0, step * 3))
        mine = mine if burst else not mine
        yield Said(min(at, NOW), mine, " ".join(dice.choices(WORDS, k=dice.randrange(1, 14))))


def whatsapp(folder: Path, lines: int) -> Path:
    """Write lines as a German phone exports them; one in eight goes on with the message above."""
    path = folder / "chat.txt"
    with path.open("w", encoding="utf-8") as file:
        for number, each in enumerate(talk(lines)):
            if number % 8 == 7:
                file.write(f"{each.text}\n")
            else:
                file.write(f"{each.at:%d.%m.%y, %H:%M} - {'Ida' if each.mine else 'Anna Acme'}: {each.text}\n")
    return path


def telegram(folder: Path, lines: int) -> Path:
    """Write as many messages in the JSON of one chat."""
    path = folder / "chat.json"
    with path.open("w", encoding="utf-8") as file:
        file.write('{"name": "Anna", "type": "personal_chat", "id": 42, "messages": [')
        for number, each in enumerate(talk(lines)):
            entry = {
                "id": number,
                "type": "message",
                "date": each.at.isoformat(),
                "date_unixtime": str(int(each.at.timestamp())),
                "from": "Ida" if each.mine else "Anna",
                "from_id": "user1" if each.mine else "user2",
                "text": each.text,
                "text_entities": [{"type": "plain", "text": each.text}],
            }
            file.write((",\n" if number else "") + json.dumps(entry))
        file.write("]}")
    return path


def slack(folder: Path, lines: int) -> Path:
    """Write as many messages in one channel, a file a day."""
    path = folder / "slack.zip"
    days: dict[str, list[dict[str, object]]] = {}
    for number, each in enumerate(talk(lines)):
        user = "U1" if each.mine else "U2"
        entry = {
            "type": "message",
            "ts": f"{each.at.timestamp():.0f}.{number % 1_000_000:06d}",
            "user": user,
            "text": each.text,
        }
        days.setdefault(f"{each.at:%Y-%m-%d}", []).append(entry)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("users.json", json.dumps([{"id": "U1", "name": "ida"}, {"id": "U2", "name": "anna"}]))
        archive.writestr("channels.json", json.dumps([{"id": "C1", "name": "acme", "members": ["U1", "U2"]}]))
        for day, entries in days.items():
            archive.writestr(f"acme/{day}.json", json.dumps(entries))
    return path


def read(form: str, path: Path) -> None:
    """Read a file to its end and print what came of it, the seconds, and the peak of memory."""
    from clienthealth.importers.answers import Answers
    from clienthealth.importers.formats import reader, recognised
    from clienthealth.importers.items import Draft
    from clienthealth.importers.source import Source

    source = Source(path)
    if recognised(source) != form:
        sys.exit(f"{path} is taken for {recognised(source)}")
    answers = Answers(frozenset({"ida"}), UTC, NOW, {"work": "yes"})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    began, busy = time.perf_counter(), time.process_time()
    runs = sum(isinstance(item, Draft) for item in reader(form).read(source, answers))
    spent, busy = time.perf_counter() - began, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = path.stat().st_size / 2**20
    print(
        f"{form:10} {size:6.0f} MiB {spent:7.2f} s ({busy:.2f} s busy) {runs:9,} runs {before:6.0f} -> {peak:.0f} MiB",
        flush=True,
    )


WRITERS = {each.__name__: each for each in (whatsapp, telegram, slack)}


def main() -> None:
    """Write each kind of chat and read it, each in a process of its own: the peak of one is not the other's."""
    if sys.argv[1:2] == ["write"]:
        WRITERS[sys.argv[2]](Path(sys.argv[3]), int(sys.argv[4]))
    elif sys.argv[1:2] == ["read"]:
        read(sys.argv[2], Path(sys.argv[3]))
    else:
        lines = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
        print(f"{lines:,} lines or messages; the aim for a million lines of text is {AIM:.0f} s")
        for form in WRITERS:
            with tempfile.TemporaryDirectory() as folder:
                _run("write", form, folder, str(lines))
                _run("read", form, str(next(Path(folder).iterdir())))


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, __file__, *arguments], check=True)


if __name__ == "__main__":
    main()
