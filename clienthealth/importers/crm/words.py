"""The words in which a CRM says what an activity was and how it ended."""

from typing import NamedTuple

from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Question

NO_CONTACT, SKIP = "none", "skip"
CHANNELS = ("call", "meeting", "email", "chat", "sms", "letter", "visit", "social", "other", NO_CONTACT)
ENDINGS = ("held", "no-show", "cancelled", "moved", SKIP)


class Meaning(NamedTuple):
    """A channel or `none`, and the direction where the word has one."""

    channel: str
    direction: str = ""


KINDS = {
    "call": Meaning("call"),
    "meeting": Meaning("meeting"),
    "lunch": Meaning("meeting"),
    "email": Meaning("email", "out"),
    "logged email": Meaning("email", "out"),
    "forwarded email": Meaning("email", "in"),
    "incoming email": Meaning("email", "in"),
    "sms": Meaning("sms"),
    "whatsapp": Meaning("chat"),
    "whats app": Meaning("chat"),
    "linkedin message": Meaning("social"),
    "postal mail": Meaning("letter", "out"),
    "note": Meaning(NO_CONTACT),
    "task": Meaning(NO_CONTACT),
    "deadline": Meaning(NO_CONTACT),
}

# How it ended, and the direction of a call that ended so: with an answer both sides spoke.
OUTCOMES = {
    "connected": Meaning("held", "both"),
    "completed": Meaning("held", "both"),
    "held": Meaning("held", "both"),
    "no answer": Meaning("held", "out"),
    "busy": Meaning("held", "out"),
    "left voicemail": Meaning("held", "out"),
    "left live message": Meaning("held", "out"),
    "wrong number": Meaning(SKIP),
    "no show": Meaning("no-show", "both"),
    "canceled": Meaning("cancelled", "both"),
    "cancelled": Meaning("cancelled", "both"),
    "rescheduled": Meaning("moved", "both"),
    "scheduled": Meaning(SKIP),
}

DIRECTIONS = {"inbound": "in", "incoming": "in", "in": "in", "outbound": "out", "outgoing": "out", "out": "out"}


def folded(word: str) -> str:
    """Reduce a word to what is compared: `NO_SHOW`, `No-show` and `no show` are one."""
    return " ".join(word.casefold().replace("_", " ").replace("-", " ").split())


def kind_of(word: str, answers: Answers) -> Meaning | Question:
    """Say what a kind of activity is; one that is not known is asked for."""
    name = f"kind:{folded(word)}"
    if answer := answers.get(name):
        return Meaning(answer) if answer in CHANNELS else _about(name, word, CHANNELS)
    return KINDS.get(folded(word)) or _about(name, word, CHANNELS)


def outcome_of(word: str, answers: Answers) -> Meaning | Question:
    """Say how an activity ended; a word that is not known is asked for."""
    name = f"status:{folded(word)}"
    if answer := answers.get(name):
        return Meaning(answer) if answer in ENDINGS else _about(name, word, ENDINGS)
    return OUTCOMES.get(folded(word)) or _about(name, word, ENDINGS)


def _about(name: str, word: str, choices: tuple[str, ...]) -> Question:
    return Question(name, f"what does {word!r} mean there?", choices)
