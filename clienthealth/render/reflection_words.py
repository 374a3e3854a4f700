"""The sentences of the mirror in the reader's language."""

from collections.abc import Iterable, Iterator
from math import ceil

from clienthealth.core.kinds import Topic
from clienthealth.core.reflection.messages import HOURS_A_DAY, Point, Times
from clienthealth.core.reflection.reflect import Recurring
from clienthealth.core.saying import Value, say
from clienthealth.render.phrases import said
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped

SUBJECT = "mirror"
TEXT = 44
NAMES = 17
MOST = 3
"""Records named behind one sentence, the newest."""

LONGEST_IN_HOURS = 48
"""Hours up to which a length is told in hours; after that nobody counts them."""


def word(voice: Voice, key: str, **values: Value) -> str:
    """Return the sentence of a key."""
    return said(say(key, **values), SUBJECT, voice.language)


def length(times: Times, voice: Voice) -> str:
    """Return a median as a length, rounded up: in hours where the time of day is known of most."""
    hours = times.median or 0.0
    if 2 * times.exact >= times.n and hours <= LONGEST_IN_HOURS:
        return word(voice, "long.hours", n=max(1, ceil(hours)))
    days = ceil(hours / HOURS_A_DAY)
    return word(voice, "long.days", n=days) if days else word(voice, "long.same-day")


def point(found: Point, voice: Voice, *, whose: bool) -> str:
    """Return a record: its handle, whose, its day, and what it says."""
    client = clipped(found.client, NAMES) if whose else ""
    parts = (found.handle, client, voice.day(found.day), found.kind, voice.quote(found.text, TEXT))
    return " ".join(each for each in parts if each)


def points(found: Iterable[Point], voice: Voice, *, whose: bool) -> Iterator[str]:
    """Yield a line for each of the newest records, then how many more there are."""
    held = list(found)
    shown = held if len(held) == MOST + 1 else held[:MOST]
    for each in shown:
        yield f"  {point(each, voice, whose=whose)}"
    if len(held) > len(shown):
        yield f"  {voice.word('why.more', n=len(held) - len(shown))}"


def named(found: Iterable[str], voice: Voice) -> str:
    """Return some names in one line, the first ones."""
    held = list(found)
    shown = held if len(held) == MOST + 1 else held[:MOST]
    more = [voice.word("why.more", n=len(held) - len(shown))] if len(held) > len(shown) else []
    return ", ".join([*shown, *more])


def topic(name: str, voice: Voice) -> str:
    """Return a topic in the reader's words; one of the user's own as it was typed."""
    known = {each.value for each in Topic} - {Topic.OTHER, Topic.ALL}
    return word(voice, f"topic.{name}") if name in known else clipped(name, NAMES)


def recurring(found: Recurring, voice: Voice) -> str:
    """Return a topic that several clients complained about, who, since when, and whose it is."""
    names = named((clipped(name, NAMES) for name in found.clients), voice)
    key = "recurring.ours" if found.is_ours else "recurring.shared"
    told = {"names": names, "day": voice.day(found.since), "topic": topic(found.topic, voice)}
    return word(voice, key, n=len(found.clients), ours=found.ours, **told)


def good_command(client: str) -> str:
    """Return the command that notes what went well with a client."""
    return f'clienthealth log {client} "…" --tone 1'
