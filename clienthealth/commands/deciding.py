"""What was recommended for a client on the day of a decision."""

from clienthealth.commands.session import Session
from clienthealth.core.kinds import Recommendation
from clienthealth.core.moments import When, day_of
from clienthealth.errors import NotFound


def recommendation(session: Session, client: str, at: When) -> Recommendation:
    """Return the recommendation as of the day of `at`; raises NotFound before the client begins."""
    day = day_of(at, session.settings.zone)
    assessment = session.judgement(day).of(client)
    if assessment is None:
        raise NotFound(f"{client} begins later than {day}", "give the day with --when, or state --recommendation")
    return assessment.recommendation
