"""The draft that acknowledges a complaint, in the client's language: thanks, what was understood, what comes when."""

from datetime import tzinfo

from clienthealth.core.kinds import Language
from clienthealth.core.letters.parties import addressee
from clienthealth.core.moments import day_of
from clienthealth.render.dates import locale_of, written
from clienthealth.render.handling_text import Facts
from clienthealth.render.handling_words import word
from clienthealth.render.phrases import phrase
from clienthealth.render.salutation import greeting
from clienthealth.render.voice import Voice

LETTERS = "letters"


def draft(facts: Facts, voice: Voice, zone: tzinfo) -> list[str]:
    """Return the lines of the draft; what is not on record is left open in it, and nothing is sent."""
    language = facts.client.language or Language.EN
    to = addressee(facts.client, voice.today, zone)
    lines = [greeting(to, lambda key: phrase(key, LETTERS, language), str).salutation, word("draft.thanks", language)]
    complaint, promise = facts.found.complaint, facts.found.promise
    if complaint is not None and complaint.summary:
        lines.append(word("draft.understood", language, summary=complaint.summary))
    if promise is not None and promise.due is not None:
        day = written(day_of(promise.due, zone), locale_of(language, facts.client.country or ""))
        lines.append(word("draft.will-by", language, proposal=promise.text, day=day))
    elif complaint is not None and complaint.offered:
        lines.append(word("draft.will", language, proposal=complaint.offered))
    else:
        lines.append(word("draft.hear", language))
    return lines
