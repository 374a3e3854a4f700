"""Who is away and until when, in sentences, so that nobody wonders why a clock stands still."""

from collections.abc import Iterable, Iterator

from clienthealth.core.commitments.clocks import Absent
from clienthealth.render.voice import Voice
from clienthealth.render.words import visible


def absent_lines(absent: Iterable[Absent], voice: Voice) -> Iterator[str]:
    """Yield a sentence for each absence of today and of the coming week."""
    for each in absent:
        when = "now" if each.covers(voice.today) else "soon"
        who = "all" if each.who is None else "one"
        first, last = voice.day(each.first), voice.day(each.last)
        yield voice.word(f"away.{who}-{when}", who=visible(each.who or ""), first=first, last=last)
