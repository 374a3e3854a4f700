"""The mirror: what their own reports would say of us, drawn in parts of a whole, then in words with the records."""

from collections.abc import Iterator

from clienthealth.core.picture.pictures import Pictures
from clienthealth.core.reflection.reflect import Reflection
from clienthealth.render.page.bars import Bar, barred
from clienthealth.render.page.blocks import headed, of_sheet, sentence
from clienthealth.render.page.element import Element
from clienthealth.render.page.wording import Wording
from clienthealth.render.reflection_text import sheet
from clienthealth.render.reflection_words import word


def section(pictures: Pictures, words: Wording) -> Element:
    """Return the mirror of all clients; its answer times stand in their own section."""
    found, voice = pictures.reflection, words.voice
    told = sheet(found, pictures.mirror, voice)
    answers = word(voice, "section.answers")
    parts = [each for each in told.sections if each.title != answers]
    bars = list(_bars(found, words))
    return headed(
        "mirror",
        told.title,
        *map(sentence, told.opening),
        sentence(words.word("mirror.explains")) if bars else None,
        barred(bars),
        *(of_sheet(f"mirror-{number}", each, level=3) for number, each in enumerate(parts, start=1)),
        *map(sentence, told.closing),
    )


def _bars(found: Reflection, words: Wording) -> Iterator[Bar]:
    """Yield how much of what was promised, complained of and tried speaks against us."""
    told = found.complaints
    for key, held, of in (
        ("review.late", found.ours.late, found.ours.of),
        ("mirror.left", told.left, told.n),
        ("review.denied", told.denied, told.n),
        ("mirror.unsolved", told.unsolved, told.n),
        ("mirror.reopened", told.reopened, told.n),
        ("review.failed", found.remedies.failed, found.remedies.known),
    ):
        if of:
            n = len(held)
            own = key.startswith("mirror.")
            text = words.word(key, n=n, all=of) if own else word(words.voice, key, n=n, all=of)
            yield Bar("", text, n / of)
