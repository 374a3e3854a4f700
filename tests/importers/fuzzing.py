"""Files made worse step by step and given to every reader: nothing but a refusal may come of them, and in time.

Seeds are the small files of tests/data/import (and of the samples, where they are beside the checkout) which the
reader of a format recognises; a format without one is given those of the others. What brings a reader to say
something new is changed further.
"""

import io
import random
import shutil
import signal
import traceback
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from time import monotonic, process_time
from typing import get_args

from mutations import changed
from reading import BERLIN, ME, NOW, SAMPLES

from clienthealth.errors import BadData, UsageError
from clienthealth.importers.answers import Answers
from clienthealth.importers.formats import reader
from clienthealth.importers.items import REASONS, Draft, Item, Question, Skipped
from clienthealth.importers.source import Source

DATA = Path(__file__).parents[1] / "data" / "import"
LARGEST_SEED = 60_000
SECONDS_A_MB = 5.0
SMALLEST = 0.2
"""Megabytes that a file is taken to have at least: the clock of a busy machine is not to be trusted below a second."""
SLACK = 1.0
"""Seconds that even the smallest file may take: modules are loaded with the first."""
MOST_ITEMS = 200_000
MOST_QUESTIONS = 40
MOST_GROWN = 300

POOL = [
    "yes",
    "no",
    "none",
    "dmy",
    "mdy",
    "ymd",
    ",",
    ".",
    "hours",
    "minutes",
    "Europe/Berlin",
    "utf-8",
    "cp1253",
    "x",
    "",
]
"""What is answered where a question leaves it open."""

SETTINGS = {
    "order": ["dmy", "mdy", "ymd"],
    "decimal": [",", "."],
    "encoding": ["cp1253", "utf-16"],
    "header": ["yes", "no"],
    "since": ["1990-01-01", "2026-01-01"],
    "subjects": ["no"],
    "preview": ["20"],
    "lists": ["yes"],
    "titles": ["yes"],
    "floating": ["yes"],
    "all-day": ["yes"],
    "written-off": ["leave-out", "write-off", "open"],
    "refunds": ["same-day"],
    "terms": ["14", "99999999999", "x"],
}
PLAIN = str | int | float | bool | list | dict | None

Files = Mapping[str, bytes]
"""A seed: one file under the name "", or the files of a folder."""


class TooSlow(BaseException):
    """Raised from the clock into a reader that does not end; nothing in it catches this."""


@dataclass
class Finding:
    """What a reader did that none may do, where, and the file that brings it about."""

    form: str
    what: str
    where: str
    files: Files


@dataclass
class Outcome:
    """How many files a reader was given, how long the slowest took for each megabyte, what was found, each once."""

    form: str
    seeds: int
    runs: int = 0
    items: int = 0
    refused: int = 0
    slowest: float = 0.0
    findings: dict[str, Finding] = field(default_factory=dict)


def seeds(form: str, folder: Path) -> list[Files]:
    """Return the small files and folders that a format recognises, for which they are laid into a folder."""
    return [files for files in _all_files() if _recognises(form, laid(folder, files))]


def fuzz(form: str, folder: Path, *, runs: int = 0, seconds: float = 0.0, seed: int = 0) -> Outcome:
    """Read changed files so many times, or for so many seconds from the unchanged ones on.

    The same seed and number of runs give the same files.
    """
    chance = random.Random(f"{form} {seed}")
    own, every = seeds(form, folder), _all_files()
    grown = list(own or every)
    seen: set[frozenset[str]] = set()
    outcome = Outcome(form, len(own))
    end = monotonic() + seconds
    while outcome.runs < runs or monotonic() < end:
        start = chance.choice(grown) if chance.random() < 0.95 else chance.choice(every)
        files = start if outcome.runs < len(own) else _changed(start, chance, every)
        given = {name: chance.choice(values) for name, values in SETTINGS.items() if chance.random() < 0.1}
        told = _one(form, folder, files, given, chance, outcome)
        outcome.runs += 1
        if told not in seen and len(grown) < MOST_GROWN and _size(files) < LARGEST_SEED:
            seen.add(told)
            grown.append(files)
    return outcome


def laid(folder: Path, files: Files) -> Path:
    """Write a seed into a folder and return its path."""
    place = folder / "subject"
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
    if set(files) == {""}:
        place.write_bytes(files[""])
        return place
    for name, content in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    return place


def wrong_with(form: str, folder: Path, files: Files, given: Mapping[str, str]) -> Outcome:
    """Read one file with some answers, the others by chance, and return what was found."""
    outcome = Outcome(form, 1)
    _one(form, folder, files, dict(given), random.Random(0), outcome)
    return outcome


def _one(
    form: str, folder: Path, files: Files, given: dict[str, str], chance: random.Random, outcome: Outcome
) -> frozenset[str]:
    """Read one file, until it asks nothing more; return what was said, by kind."""
    source = Source(laid(folder, files))
    told: set[str] = set()
    try:
        with _within(3 * _allowed(files)):
            reader(form).recognises(source)
            items = _to_the_end(form, source, given, chance, outcome, files)
            told |= {_kind(item) for item in items}
            if [repr(item) for item in _read(form, source, given)] != [repr(item) for item in items]:
                _blame(outcome, files, "reads otherwise the second time", "")
    except (BadData, UsageError) as refusal:
        outcome.refused += 1
        told.add(f"refused {_first_words(refusal.message)}")
    except TooSlow as error:
        _blame(outcome, files, "does not end", _place(error))
    except Exception as error:  # noqa: BLE001 what a reader must not let out is what is looked for
        _blame(outcome, files, f"{type(error).__name__}: {error}"[:200], _place(error))
    return frozenset(told)


def _to_the_end(
    form: str, source: Source, given: dict[str, str], chance: random.Random, outcome: Outcome, files: Files
) -> list[Item]:
    """Read a file again and again until it asks nothing that was not answered; return what was read the last time."""
    items: list[Item] = []
    for _ in range(MOST_QUESTIONS):
        began = process_time()
        items = _read(form, source, given)
        spent = process_time() - began
        outcome.items += len(items)
        outcome.slowest = max(outcome.slowest, spent / max(SMALLEST, _size(files) / 1e6))
        for wrong in _wrong(items):
            _blame(outcome, files, wrong, "")
        if spent > _allowed(files):
            _blame(outcome, files, "takes more than 5 seconds a megabyte", "")
        question = items[-1] if items and isinstance(items[-1], Question) else None
        if question is None or question.name in given:
            break
        given[question.name] = chance.choice(question.choices or ([question.guess] if question.guess else POOL))
    return items


def _allowed(files: Files) -> float:
    """Return how many seconds a file may take."""
    return SLACK + SECONDS_A_MB * max(SMALLEST, _size(files) / 1e6)


def _read(form: str, source: Source, given: Mapping[str, str]) -> list[Item]:
    """Read to the end or the first question, as the frame does."""
    found: list[Item] = []
    for item in reader(form).read(source, Answers(ME, BERLIN, NOW, dict(given))):
        found.append(item)
        if isinstance(item, Question) or len(found) > MOST_ITEMS:
            break
    return found


def _wrong(items: list[Item]) -> Iterator[str]:
    for item in items:
        if not isinstance(item, get_args(Item)):
            yield f"yields a {type(item).__name__}"
        elif isinstance(item, Skipped) and item.reason not in REASONS:
            yield f"skips for the unknown reason {item.reason!r}"
        elif isinstance(item, Draft):
            if not item.key or not item.type:
                yield "drafts what has no key or type"
            if not all(isinstance(value, PLAIN) for value in item.said.values()):
                yield "says what is no plain value"
            if any("\x00" in value for value in item.said.values() if isinstance(value, str)):
                yield "says a zero byte"


def _kind(item: Item) -> str:
    reason = getattr(item, "reason", "") or getattr(item, "field", "") or getattr(item, "type", "")
    what = _first_words(getattr(item, "what", "")) if not isinstance(item, Draft) else ",".join(sorted(item.said))
    return f"{type(item).__name__} {reason} {what}"


def _first_words(text: str) -> str:
    """Return the beginning of a message without what was quoted in it."""
    return "".join(letter for letter in text.split("'", maxsplit=1)[0] if not letter.isdigit())[:30]


def _blame(outcome: Outcome, files: Files, what: str, where: str) -> None:
    outcome.findings.setdefault(where or what, Finding(outcome.form, what, where, files))


def _place(error: BaseException) -> str:
    """Return the last line of ours that an error passed through."""
    steps = [step for step in traceback.extract_tb(error.__traceback__) if "clienthealth" in step.filename]
    return f"{Path(steps[-1].filename).name}:{steps[-1].lineno} {steps[-1].name}" if steps else "outside"


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Break off what does not end by itself."""

    def ring(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _changed(files: Files, chance: random.Random, others: list[Files]) -> Files:
    """Change one file of a seed; of an archive the bytes, or a file in it."""
    name = chance.choice(sorted(files))
    content = files[name]
    other = chance.choice(sorted(chance.choice(others).items()))[1]
    if content[:2] == b"PK" and chance.random() < 0.8:
        return {**files, name: _archive_changed(content, chance, other)}
    return {**files, name: changed(content, chance, other)}


def _archive_changed(content: bytes, chance: random.Random, other: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return changed(content, chance, other)
    if not members:
        return changed(content, chance, other)
    name = chance.choice(sorted(members))
    members[name] = changed(members[name], chance, other)
    return packed(members)


def packed(members: Files) -> bytes:
    """Return an archive of some files, the same whenever it is made."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def _recognises(form: str, path: Path) -> bool:
    try:
        return reader(form).recognises(Source(path))
    except BadData:
        return False


@cache
def _all_files() -> list[Files]:
    """Return every small file of our data and the samples, and every folder of some; X.zip may be one, to be packed."""
    found: list[Files] = []
    for root in (DATA, SAMPLES):
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            if path.is_file() and path.stat().st_size < LARGEST_SEED:
                found.append({"": path.read_bytes()})
            elif path.is_dir() and (inside := _folder(path)):
                found.append({"": packed(inside)} if path.suffix == ".zip" else inside)
    return found


def _folder(path: Path) -> Files:
    inside = {str(each.relative_to(path)): each for each in sorted(path.rglob("*")) if each.is_file()}
    if sum(each.stat().st_size for each in inside.values()) > LARGEST_SEED:
        return {}
    return {name: each.read_bytes() for name, each in inside.items()}


def _size(files: Files) -> int:
    return sum(len(content) for content in files.values())
