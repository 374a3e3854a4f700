"""What tests of chats share: where their files are, who wrote when, and how long answers took."""

from datetime import datetime
from pathlib import Path

from reading import BERLIN, ME, NOW

from clienthealth.importers.answers import Answers
from clienthealth.importers.formats import reader
from clienthealth.importers.items import Draft, Item, Problem, Question, Settled, Skipped
from clienthealth.importers.source import Source

FILES = Path(__file__).parents[1] / "data" / "import" / "chat"


def asked_for(form: str, path: Path, **given: str) -> list[Item]:
    """Read a file about work with some answers, among which may be who we are; that it is about work is left out."""
    items = reader(form).read(Source(path), answered(**given))
    return [item for item in items if not isinstance(item, Settled)]


def settled(form: str, path: Path, **given: str) -> dict[str, str]:
    """Return what is to be kept of the answers about a file."""
    items = reader(form).read(Source(path), answered(**given))
    return {item.name: item.value for item in items if isinstance(item, Settled)}


def answered(**given: str) -> Answers:
    """Return answers with which a chat is read."""
    return Answers(ME, BERLIN, NOW, {"work": "yes", **given})


def runs(items: list[Item]) -> list[tuple[str, str, str]]:
    """Return time of day, direction and first party of the drafts, in order of time."""
    made = sorted((item for item in items if isinstance(item, Draft)), key=lambda item: item.said["at"])
    return [(item.said["at"], item.said["direction"], item.parties[0].name or item.parties[0].phone) for item in made]


def question(items: list[Item]) -> Question:
    """Return the question that is all there is."""
    (only,) = items
    assert isinstance(only, Question)
    return only


def reasons(items: list[Item]) -> dict[str, int]:
    """Return how many items were left out for which reason."""
    found = [item.reason for item in items if isinstance(item, Skipped)]
    return {reason: found.count(reason) for reason in found}


def problems(items: list[Item]) -> list[tuple[str, str]]:
    """Return the places and fields of what cannot be taken."""
    return [(item.spot, item.field) for item in items if isinstance(item, Problem)]


def our_answers(items: list[Item], client: str) -> list[int]:
    """Return the minutes from the first unanswered message of somebody to our answer, within each conversation."""
    waiting: dict[str, datetime] = {}
    found = []
    made = [item for item in items if isinstance(item, Draft) and any(client in who for who in item.parties)]
    for item in sorted(made, key=lambda item: item.said["at"]):
        at = datetime.fromisoformat(item.said["at"])
        if item.said["direction"] == "in":
            waiting.setdefault(item.thread, at)
        elif item.thread in waiting:
            found.append(int((at - waiting.pop(item.thread)).total_seconds() // 60))
    return found
