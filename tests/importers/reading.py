"""Reading one file with one reader, as the frame does, and the samples that are kept beside a checkout."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from clienthealth.importers.answers import Answers
from clienthealth.importers.formats import reader
from clienthealth.importers.items import Draft, Item
from clienthealth.importers.source import Source

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=BERLIN)
ME = frozenset({"me@studio.example", "kontakt@studio.example", "ida"})
SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


def sample(name: str) -> Path:
    """Return the path of a sample; the test is skipped where the samples are not beside the checkout."""
    if not SAMPLES.is_dir():
        pytest.skip("the samples are not beside this checkout")
    return SAMPLES / name


def read(form: str, path: Path, *, me: frozenset[str] = ME, now: datetime = NOW, **given: str) -> list[Item]:
    """Read a file by a format, with some answers."""
    return list(_items(form, path, Answers(me, BERLIN, now, given)))


def _items(form: str, path: Path, answers: Answers) -> Iterator[Item]:
    yield from reader(form).read(Source(path), answers)


def drafts(items: list[Item]) -> list[Draft]:
    """Return the drafts among what was read."""
    return [item for item in items if isinstance(item, Draft)]
