"""Small files written where a test wants them, and the answers that reading takes."""

from pathlib import Path

from reading import BERLIN, ME, NOW

from clienthealth.importers.answers import Answers
from clienthealth.importers.source import Source


def answers(**given: str) -> Answers:
    """Return answers at the tests' present."""
    return Answers(ME, BERLIN, NOW, given)


def source(folder: Path, content: str | bytes, name: str = "file.csv") -> Source:
    """Write a file, text as UTF-8, and return it as a source."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Source(path)
