"""Who waits for our answer, as lines of the review: one a client, and how what needs no answer is put away."""

from collections.abc import Iterator, Sequence

from clienthealth.core.saying import Value, say
from clienthealth.core.weekly.replies import Reply
from clienthealth.render.phrases import said
from clienthealth.render.sheet import Line
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped

SUBJECT = "contact"
TEXT = 44


def title(voice: Voice) -> str:
    """Return what the section is called."""
    return _word(voice, "review.title")


def line(reply: Reply, voice: Voice) -> Line:
    """Return how long a client waits, for the answer to what."""
    talks = _word(voice, "review.talks", n=reply.conversations)
    days = _word(voice, "review.days", n=reply.working_days)
    key, text = ("review.line", clipped(reply.text, TEXT)) if reply.text else ("review.bare", "")
    sentence = _word(voice, key, n=reply.messages, talks=talks, days=days, handle=reply.handle, text=text)
    return Line(reply.client, sentence, command=reply.command, tone="bad")


def target(replies: Sequence[Reply], voice: Voice) -> Iterator[Line]:
    """Yield what we mean to keep to, and what to type where nothing was to be answered."""
    for first in replies[:1]:
        sentence = _word(voice, "review.target", n=first.target)
        yield Line("", sentence, command=f"clienthealth edit {first.handle} --needs-reply no")


def _word(voice: Voice, key: str, **values: Value) -> str:
    return said(say(key, **values), SUBJECT, voice.language)
