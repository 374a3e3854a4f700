"""All that is drawn of a review."""

from typing import NamedTuple

from clienthealth.core.assessment import Mirror
from clienthealth.core.picture.calendar import Calendar
from clienthealth.core.picture.moods import Moods
from clienthealth.core.picture.quadrant import Quadrant
from clienthealth.core.reflection.reflect import Reflection
from clienthealth.core.weekly.review import Review


class Pictures(NamedTuple):
    """The drawings of one review, as values: each is one section of the page."""

    quadrant: Quadrant
    moods: Moods
    calendar: Calendar
    reflection: Reflection
    mirror: Mirror


def named_in(review: Review) -> list[str]:
    """Return the clients that a review names, the most urgent first; neither what is missing nor good news counts."""
    found = (review.at_risk, review.endings, review.alarms, review.changed, review.act_now, review.resting)
    known = {each.client for each in review.judged}
    return [client for client in dict.fromkeys(each.client for part in found for each in part) if client in known]
