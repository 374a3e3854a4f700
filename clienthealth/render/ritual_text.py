"""The weekly ritual in words: a client on one screen, the keys, the end; each language chooses its own letters."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, tzinfo
from typing import NamedTuple, TypeVar

from clienthealth.core.assessment import Assessment
from clienthealth.core.decided import HOLDS
from clienthealth.core.gather import latest
from clienthealth.core.history import History
from clienthealth.core.kinds import Choice
from clienthealth.core.moments import day_of
from clienthealth.core.records.judged import Decision
from clienthealth.core.saying import Value, say
from clienthealth.core.weekly.risk import first_step
from clienthealth.core.weekly.ritual import Key, Ritual
from clienthealth.render.keys import by_letter, letter
from clienthealth.render.paged import Row, Size, fitted, folded, labelled, side_by_side
from clienthealth.render.phrases import said
from clienthealth.render.voice import REASON_COLUMNS, Voice
from clienthealth.render.words import clipped, columns, visible

K = TypeVar("K")

SUBJECT = "ritual"
NAME = 40
NOTE_LINES = 3
"""Lines of a client's note on the screen; the mark says where it goes on."""

ROUND_LINES = 12
"""Decisions listed at the end before the rest becomes a number."""


class Client(NamedTuple):
    """What is known of the client on the screen."""

    found: Assessment
    history: History
    handle: Callable[[str], str]


class Aside(NamedTuple):
    """What stands below the facts: what was just done or found; and a question in the place of the keys."""

    notices: tuple[str, ...] = ()
    question: str = ""


class Round(NamedTuple):
    """Whose round it is, on which day and in which zone, and what they decided in it, by client."""

    me: str
    day: date
    zone: tzinfo
    decisions: Mapping[str, Decision]


class Speaker:
    """Speaks the words of the ritual."""

    def __init__(self, voice: Voice, running: Round) -> None:
        self.voice = voice
        self.running = running

    def word(self, key: str, **values: Value) -> str:
        """Return a phrase of the ritual."""
        return said(say(key, **values), SUBJECT, self.voice.language)

    def label(self, key: Key) -> str:
        """Return what stands on the screen for a key, its letter in brackets."""
        return self.word(f"key.{key}")

    def keys(self, offered: Iterable[Key]) -> dict[str, Key]:
        """Return the keys that are offered, by their letters, and by what these type in the other keyboard layout."""
        return by_letter({each: self.label(each) for each in offered})

    def decided(self, taken: Decision, advice: str = "") -> str:
        """Return a decision as a sentence: what, when, until when, by whom, why, and what was advised then."""
        voice, zone = self.voice, self.running.zone
        day = day_of(taken.at, zone)
        until = day_of(taken.until, zone) if taken.until is not None else None
        if until is None and taken.choice in HOLDS:
            until = day + HOLDS[taken.choice]
        key = f"decided.{taken.choice}"
        if taken.choice is Choice.FOLLOWED and until is not None:
            key += "-until"
        sentence = self.word(key, day=voice.day(day), until=voice.day(until) if until else "")
        if taken.by and taken.by != self.running.me:
            sentence = self.word("decided.by", decided=sentence, who=clipped(taken.by, NAME))
        if taken.reason:
            sentence = self.word("decided.reason", decided=sentence, reason=voice.quote(taken.reason, REASON_COLUMNS))
        if advice and taken.recommendation != advice:
            then = voice.of_score(f"recommendation.{taken.recommendation}")
            sentence = self.word("decided.advised", decided=sentence, advice=then)
        return sentence


def screen(state: Ritual, client: Client, aside: Aside, speaker: Speaker, size: Size) -> list[Row]:
    """Return the page of one client: verdict, reason, advice, next step, its day, the last decision; then the keys."""
    foot = _question(aside.question, size) if aside.question else _foot(state.keys, speaker, size)
    told = [row for each in aside.notices for row in _notice(each, size)]
    body = [*_facts(client, speaker, size), *([Row(""), *told] if told else [])]
    head = _head(_title(state, client, speaker), size)
    # Below a question there is room for the answer.
    room = size.height - len(head) - len(foot) - bool(aside.question)
    return [*head, *fitted(body, room, speaker.word("fact.cut")), *foot]


def ending(state: Ritual, notices: Sequence[str], speaker: Speaker, size: Size) -> list[Row]:
    """Return the page at the end: what was decided, and the keys that close the review or leave it."""
    foot = _foot(state.keys, speaker, size)
    title = speaker.word("place.end", day=speaker.voice.long_day(speaker.running.day))
    lines = [*summary(state, speaker, size), *([""] if notices else []), *notices, "", speaker.word("end.ask")]
    body = [Row(part) for each in lines for part in folded(each, size.width)]
    head = _head(title, size)
    return [*head, *fitted(body, size.height - len(head) - len(foot), speaker.word("fact.cut")), *foot]


def summary(state: Ritual, speaker: Speaker, size: Size) -> list[str]:
    """Return what was decided in a round, and what was not."""
    if not state.clients:
        return [speaker.word("end.none")]
    lines = [speaker.word("end.all", n=len(state.clients)), speaker.word("end.decided", n=len(state.done))]
    taken = [each for each in state.clients if each in state.done]
    lead = max((columns(each) for each in taken[:ROUND_LINES]), default=0)
    for client in taken[:ROUND_LINES]:
        lines += labelled(client, lead, [speaker.decided(speaker.running.decisions[client])], size.width)
    if rest := len(taken) - ROUND_LINES:
        lines += [f"  {speaker.word('end.more', n=rest)}"] if rest > 0 else []
    if state.open:
        lines += folded(speaker.word("end.open", n=len(state.open), names=", ".join(state.open)), size.width)
    return lines


def page_foot(place: int, many: int, speaker: Speaker) -> str:
    """Return how it goes on below one of several pages; `place` counts from 0."""
    back, left = (letter(speaker.label(each)) for each in (Key.BACK, Key.QUIT))
    key = "page.last" if place == many - 1 else "page.of"
    return speaker.word(key, page=place + 1, all=many, back=back, quit=left)


def help_page(speaker: Speaker, size: Size) -> str:
    """Return what each key does, and how a decision is taken back."""
    labels = {each: speaker.label(each) for each in Key}
    lead = max(columns(each) for each in labels.values())
    lines = [speaker.word("help.title"), ""]
    for key, label in labels.items():
        lines += labelled(label, lead, [speaker.word(f"help.{key}")], size.width)
    return "\n".join([*lines, "", speaker.word("help.undo")])


def _title(state: Ritual, client: Client, speaker: Speaker) -> str:
    slug, name = client.found.client, clipped(client.history.client.name, NAME)
    return speaker.word(
        "place.title" if name.casefold() == slug else "place.title-slug",
        day=speaker.voice.long_day(speaker.running.day),
        place=state.place + 1,
        all=len(state.clients),
        name=name,
        client=slug,
    )


def _head(title: str, size: Size) -> list[Row]:
    return [*(Row(each, "title") for each in folded(title, size.width)), Row("")]


def _foot(keys: Iterable[Key], speaker: Speaker, size: Size) -> list[Row]:
    return [Row(""), *(Row(each, "strong") for each in side_by_side(map(speaker.label, keys), size.width))]


def _question(question: str, size: Size) -> list[Row]:
    return [Row(""), *(Row(each, "strong") for each in folded(f"{question}:", size.width))]


def _notice(text: str, size: Size) -> Iterator[Row]:
    for line in folded(text, size.width - 2):
        yield Row(f"  {line}", "note")


def _facts(client: Client, speaker: Speaker, size: Size) -> list[Row]:
    voice, found = speaker.voice, client.found
    verdict = voice.of_score(f"verdict.{found.verdict}")
    because = speaker.word("fact.reason", because=voice.say(found.because))
    rows = [Row(f"  {each}", "strong") for each in folded(verdict, size.width - 2)]
    rows += [Row(f"  {each}") for each in folded(because, size.width - 2)]
    named = list(_named(client, speaker))
    lead = max(columns(each) for each in (*(label for label, _ in named), speaker.word("label.note")))
    rows.append(Row(""))
    for label, sentences in named:
        rows += [Row(each) for each in labelled(label, lead, sentences, size.width)]
    return [*rows, *_note(client.history, lead, speaker, size)]


def _named(client: Client, speaker: Speaker) -> Iterator[tuple[str, tuple[str, ...]]]:
    voice, found = speaker.voice, client.found
    step = first_step(found)
    yield speaker.word("label.advice"), (voice.of_score(f"recommendation.{found.recommendation}"),)
    what = (voice.action(step), *filter(None, [step.command])) if step else (speaker.word("fact.no-step"),)
    yield speaker.word("label.step"), what
    if step:
        yield speaker.word("label.due"), (voice.day(step.due) if step.due else speaker.word("fact.no-day"),)
    now = speaker.running.decisions.get(found.client)
    taken = now or latest(client.history.decisions, speaker.running.day, speaker.running.zone)
    told = speaker.decided(taken, found.recommendation) if taken else speaker.word("fact.never")
    yield speaker.word("label.now" if now else "label.last"), (told,)


def _note(history: History, lead: int, speaker: Speaker, size: Size) -> list[Row]:
    """Return the first lines of a client's note, with a mark where it goes on."""
    text = " ".join(visible(history.client.note or "").split())
    lines = labelled(speaker.word("label.note"), lead, [text], size.width) if text else []
    if len(lines) > NOTE_LINES:
        lines = [*lines[: NOTE_LINES - 1], " " * (lead + 4) + speaker.word("fact.cut")]
    return [Row(each) for each in lines]
