"""How fast mail is read, and in how much memory: generated mailboxes, one process, processor time.

`python benchmarks/imports_mail.py [--messages N] [--memory N]` prints messages and bytes a second: of cutting a
mailbox, of reading mails whole, and of one Maildir; then the peak memory of reading a mailbox of N mails (100,000),
in a process of its own; then `import` of that mailbox as a user types it, database included, and `import` of it again.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from time import perf_counter, process_time

from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Draft
from clienthealth.importers.mail import maildir, mbox
from clienthealth.importers.source import Source

ANSWERS = Answers(frozenset({"me@studio.example"}), UTC, datetime(2026, 11, 25, 12, tzinfo=UTC))
START = datetime(2025, 1, 1, 9, tzinfo=UTC)
LINES = 25
CLIENTS = 40
ROUNDS = 3


def main() -> None:
    """Read the arguments, and print a line for each thing that is measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--memory", type=int, default=100_000)
    parser.add_argument("--only-read", type=Path, help=argparse.SUPPRESS)
    wish = parser.parse_args()
    if wish.only_read:
        count = sum(isinstance(each, Draft) for each in mbox.read(Source(wish.only_read), ANSWERS))
        print(f"{count} drafts, peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
        return
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), wish.messages)
        _memory(Path(folder), wish.memory)
        _whole(Path(folder), wish.memory)


def _measure(folder: Path, count: int) -> None:
    box, large = folder / "box.mbox", folder / "large.mbox"
    size = _write(box, count)
    large_size = _write(large, 400, attached=400_000)
    _say("cutting a mailbox", count, size, lambda: _cut(box))
    _say("cutting one of large mails", 400, large_size, lambda: _cut(large))
    _say("headers and text, mbox", count, size, lambda: _read_all(mbox, box))
    _say("the same, large mails", 400, large_size, lambda: _read_all(mbox, large))
    place = _as_maildir(box, folder / "Maildir")
    _say("headers and text, Maildir", count, size, lambda: _read_all(maildir, place))


def _memory(folder: Path, count: int) -> None:
    box = folder / "memory.mbox"
    size = _write(box, count)
    done = subprocess.run(
        [sys.executable, __file__, "--only-read", str(box)], check=True, capture_output=True, text=True
    )
    print(f"{count:,} mails, {size / 1e6:.0f} MB: {done.stdout.strip()}")


def _whole(folder: Path, count: int) -> None:
    """Import the mailbox that was written for the memory, twice."""
    place = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "TZ": "Europe/Berlin"}
    os.environ.update(place, NO_COLOR="1", CLIENTHEALTH_TODAY="2026-11-25T12:00")
    program = [sys.executable, "-m", "clienthealth", "--db", str(folder / "clients.db")]
    line = ["import", str(folder / "memory.mbox"), "--me", "me@studio.example", "--yes"]
    line += [f"--client=@client{number}.example=new Client {number}" for number in range(CLIENTS)]
    for what in ("import", "import again"):
        began = perf_counter()
        with subprocess.Popen([*program, *line], stdout=subprocess.DEVNULL) as process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        spent = perf_counter() - began
        if process.returncode:
            raise SystemExit(f"{what} ended with {process.returncode}")
        worked, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        said = f"{spent:.1f} s, {worked:.1f} of it processor time, peak {peak:.0f} MiB"
        print(f"{what:28}{count / spent:10,.0f} messages/s  {said}", flush=True)
    print(f"{'database':28}{(folder / 'clients.db').stat().st_size / count:10,.0f} bytes a message")


def _say(what: str, count: int, size: int, run: Callable[[], int]) -> None:
    """Print the best of some rounds."""
    seconds = min(_timed(run, count) for _ in range(ROUNDS))
    print(f"{what:28}{count / seconds:10,.0f} messages/s{size / seconds / 1e6:8,.0f} MB/s")


def _timed(run: Callable[[], int], expected: int) -> float:
    start = process_time()
    found = run()
    seconds = process_time() - start
    if found != expected:
        raise SystemExit(f"{found} of {expected} were found")
    return seconds


def _cut(box: Path) -> int:
    with box.open("rb") as file:
        return sum(1 for _ in mbox.messages(file))


def _read_all(reader: object, path: Path) -> int:
    return sum(isinstance(each, Draft) for each in reader.read(Source(path), ANSWERS))  # type: ignore[attr-defined]


def _write(path: Path, count: int, attached: int = 0) -> int:
    with path.open("wb") as file:
        for number in range(count):
            file.write(_mail(number, attached))
    return path.stat().st_size


def _as_maildir(box: Path, place: Path) -> Path:
    for part in ("cur", "new", "tmp"):
        (place / part).mkdir(parents=True)
    with box.open("rb") as file:
        for number, raw in enumerate(mbox.messages(file)):
            (place / "cur" / f"{number}.bench:2,S").write_bytes(raw[raw.index(b"\n") + 1 :])
    return place


def _mail(number: int, attached: int) -> bytes:
    """Return a mail as programs write them: half a dozen stamps of servers, encoded words, text and HTML, a quote."""
    at = START + timedelta(minutes=number)
    mine, firm = number % 2, f"client{number // 7 % CLIENTS}.example"
    people = ("Ida Studio <me@studio.example>", f"=?utf-8?q?Anna_S=C3=B8rensen?= <anna{number % 97}@{firm}>")
    stamp = format_datetime(at)
    received = "".join(
        f"Received: from mx{hop}.acme.example (mx{hop}.acme.example [192.0.2.{hop}])\n"
        f"\tby mx.studio.example (Postfix) with ESMTPS id {number:012X}\n\tfor <me@studio.example>; {stamp}\n"
        for hop in range(4)
    )
    before = "".join(f" <{number - back}@mail.example>" for back in range(5, 0, -1))
    text = "\n".join(f"Line {line} of what we agreed on, with a few words in it." for line in range(LINES))
    quote = "\n".join(f"> and line {line} of what was written before" for line in range(LINES))
    page = "".join(
        f"<p>Line {line} of what we agreed on, <b>with</b> a few words&nbsp;in it.</p>\n" for line in range(LINES)
    )
    head = (
        f"From MAILER-DAEMON {at:%a %b %d %H:%M:%S %Y}\n{received}DKIM-Signature: v=1; a=rsa-sha256; d=acme.example;\n"
        f"\tb={'A1b2' * 60}\nFrom: {people[not mine]}\nTo: {people[mine]}, Bo Lind <bo@{firm}>\nDate: {stamp}\n"
        f"Message-ID: <{number}@mail.example>\nIn-Reply-To: <{number - 1}@mail.example>\nReferences:{before}\n"
        f"Subject: Re: =?utf-8?b?TMO4c25pbmc=?= number {number // 7}\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="outer"\n\n'
    )
    body = (
        '--outer\nContent-Type: multipart/alternative; boundary="inner"\n\n'
        f'--inner\nContent-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n{text}\n\n'
        f"On Mon, 5 Jan 2026 at 09:00, Anna wrote:\n{quote}\n\n"
        f'--inner\nContent-Type: text/html; charset="utf-8"\n\n<html><body>{page}</body></html>\n--inner--\n'
    )
    file = "TWFueSBieXRlcyBvZiBhIGZpbGUgdGhhdCBjYW1lIHdpdGggdGhlIG1haWwgYW5kIGlzIG5vdCByZWFk\n" * (attached // 81)
    if file:
        body += f'--outer\nContent-Type: application/pdf; name="a.pdf"\nContent-Transfer-Encoding: base64\n\n{file}'
    return (head + body + "--outer--\n\n").encode()


if __name__ == "__main__":
    main()
