"""The review as a mail can carry it: 72 columns, no colour, no blanks at the ends of lines, a subject first."""

from clienthealth.core.saying import say
from clienthealth.core.weekly.review import Review
from clienthealth.render.phrases import said
from clienthealth.render.sheet import Sheet, plain
from clienthealth.render.voice import Voice

WIDTH = 72
"""Columns, so that an answer may quote it twice within 80."""


def mail(made: Sheet, review: Review, voice: Voice) -> str:
    """Return the review's sheet as the text of a mail; its first line says how many clients need somebody."""
    subject = said(say("subject", title=made.title, n=len(_needing(review))), "mail", voice.language)
    text = plain(made._replace(title=subject), WIDTH)
    return "\n".join(line.rstrip() for line in text.split("\n")) + "\n"


def _needing(review: Review) -> set[str]:
    """Return the clients because of whom `needs_attention` holds."""
    now = {each.client for each in review.act_now} | {each.client for each in (*review.at_risk, *review.resting)}
    return now | {each.client for each in review.endings} | {each.client for each in review.alarms}
