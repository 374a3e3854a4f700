"""Catching up in words: who is asked about on one screen, the keys, the end; each language chooses its own letters."""

from collections.abc import Iterator

from clienthealth.core.saying import Value, say
from clienthealth.core.weekly.catchup import ANSWERS, COMMAND, FRESH, Asked, Gap, Key, Run
from clienthealth.render.keys import by_letter
from clienthealth.render.paged import Row, Size, fitted, folded, labelled, side_by_side
from clienthealth.render.phrases import said
from clienthealth.render.ritual_text import NAME, Aside
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped, columns

SUBJECT = "catchup"


class Speaker:
    """Speaks the words of catching up."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice

    def word(self, key: str, **values: Value) -> str:
        """Return a phrase of catching up."""
        return said(say(key, **values), SUBJECT, self.voice.language)

    def labels(self) -> dict[Key, str]:
        """Return what stands on the screen for each key, its letter in brackets."""
        return {each: self.word(f"key.{each}") for each in Key}

    def key(self, pressed: str) -> Key | None:
        """Return what a letter asks for."""
        return by_letter(self.labels()).get(pressed.casefold())


def screen(state: Run, asked: Asked, aside: Aside, speaker: Speaker, size: Size) -> list[Row]:
    """Return the page of one client: since when nothing was noted, what is open, what was just done; then the keys."""
    foot = [f"{aside.question}:"] if aside.question else side_by_side(speaker.labels().values(), size.width)
    below = [Row(""), *(Row(part, "strong") for each in foot for part in folded(each, size.width))]
    head = [*(Row(each, "title") for each in folded(_title(state, asked, speaker), size.width)), Row("")]
    body = [
        Row(f"  {part}".rstrip(), style)
        for text, style in _facts(asked, speaker)
        for part in folded(text, size.width - 2)
    ]
    for each in aside.notices:
        body += [Row(""), *(Row(f"  {part}".rstrip(), "note") for part in folded(each, size.width - 2))]
    # Below a question there is room for the answer.
    room = size.height - len(head) - len(below) - bool(aside.question)
    return [*head, *fitted(body, room, speaker.word("fact.cut")), *below]


def help_text(speaker: Speaker, size: Size) -> str:
    """Return what each key does, and how an answer is taken back."""
    labels = speaker.labels()
    lead = max(map(columns, labels.values()))
    # A notice stands two columns in, and so do the labels.
    told = [labelled(label, lead, [speaker.word(f"help.{key}")], size.width - 2) for key, label in labels.items()]
    return "\n".join([*(line.removeprefix("  ") for lines in told for line in lines), "", speaker.word("help.undo")])


def offer(found: Gap, speaker: Speaker) -> str:
    """Return the command for an absence over the days on which nothing was noted."""
    command = f"clienthealth away {found.first.isoformat()} {found.last.isoformat()}"
    return f"{speaker.word('away.offer', n=found.days)}\n  {command}"


def stays_unseen(found: Gap, speaker: Speaker) -> str:
    """Return that a long silence stays unobserved, whatever is noted today."""
    first, last = speaker.voice.day(found.first), speaker.voice.day(found.last)
    return speaker.word("unseen.said", n=found.days, first=first, last=last)


def nobody(speaker: Speaker) -> str:
    """Return that there is nobody to be asked about."""
    return speaker.word("end.none", n=FRESH.days)


def summary(state: Run, speaker: Speaker, size: Size, *, mine: bool) -> list[str]:
    """Return what was answered at the end, who comes again, and how the last answer is taken back."""
    lines = [] if state.left else [speaker.word("end.through", n=len(state.clients))]
    lead = max(columns(speaker.word(f"answer.{each}")) for each in ANSWERS)
    for key in ANSWERS:
        names = ", ".join(state.answered(key))
        lines += labelled(speaker.word(f"answer.{key}"), lead, [names], size.width) if names else []
    later = state.answered(Key.LATER)
    if len(later) < len(state.answers):
        lines += folded(speaker.word("end.undo"), size.width)
    if later and not state.left:
        lines += [*folded(speaker.word("end.later", n=len(later)), size.width), _again(mine=mine)]
    return lines


def left(state: Run, speaker: Speaker, size: Size, *, mine: bool) -> str:
    """Return how far it came, and the command that goes on with those not dealt with."""
    done = len(state.answers) - len(state.answered(Key.LATER))
    told = folded(speaker.word("end.left", done=done, all=len(state.clients)), size.width)
    return "\n".join([*told, _again(mine=mine)])


def _again(*, mine: bool) -> str:
    return f"  clienthealth {COMMAND}{' --mine' * mine}"


def _title(state: Run, asked: Asked, speaker: Speaker) -> str:
    name = clipped(asked.name, NAME)
    return speaker.word(
        "place.title" if name.casefold() == asked.client else "place.title-slug",
        day=speaker.voice.long_day(speaker.voice.today),
        place=len(state.answers) + 1,
        all=len(state.clients),
        name=name,
        client=asked.client,
    )


def _facts(asked: Asked, speaker: Speaker) -> Iterator[tuple[str, str]]:
    yield speaker.word("fact.since", day=speaker.voice.long_day(asked.since), n=asked.days), "strong"
    counts = (("complaints", asked.complaints), ("promises", asked.promises))
    if told := [speaker.word(f"fact.{what}", n=n) for what, n in counts if n]:
        yield speaker.word("fact.open", what=", ".join(told)), ""
    yield "", ""
    yield speaker.word("fact.ask"), ""
