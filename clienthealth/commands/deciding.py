"""How a decision is made: what was recommended on its day, why it was not followed, and until when that holds."""

from typing import TYPE_CHECKING, Any

from clienthealth.commands.session import Session
from clienthealth.core.kinds import Choice, Recommendation
from clienthealth.core.moments import When, day_of
from clienthealth.errors import NotFound, UsageError

if TYPE_CHECKING:
    from clienthealth.core.records.judged import Decision


def decision(
    session: Session,
    shared: dict[str, Any],
    choice: Choice,
    *,
    stated: Recommendation | None,
    why: str | None,
    typed: str | None,
) -> "Decision":
    """Return the decision with the fields that all records `shared`; `typed` is until when, as it was typed."""
    from clienthealth.core.records.judged import Decision

    return Decision(
        **shared,
        recommendation=stated or recommendation(session, shared["client"], shared["at"]),
        choice=choice,
        reason=reason(session, choice, why),
        until=until(session, choice, typed, shared["at"]),
    )


def recommendation(session: Session, client: str, at: When) -> Recommendation:
    """Return the recommendation as of the day of `at`; raises NotFound before the client begins."""
    day = day_of(at, session.settings.zone)
    assessment = session.judgement(day).of(client)
    if assessment is None:
        raise NotFound(f"{client} begins later than {day}", "give the day with --when, or state --recommendation")
    return assessment.recommendation


def reason(session: Session, choice: Choice, typed: str | None) -> str | None:
    """Return why; what is overridden needs a reason, which is asked for on a terminal."""
    said = (typed or "").strip()
    if choice is not Choice.OVERRIDDEN or said:
        return said or None
    if session.may_ask:
        said = session.ask("Why is it overridden", "--reason")
    if not said:
        raise UsageError("overridden needs a reason", 'say why with --reason "…"; it stands beside the advice')
    return said


def until(session: Session, choice: Choice, typed: str | None, at: When) -> When | None:
    """Return until when it holds: as typed, for what is postponed as answered, else as long as is usual."""
    from clienthealth.core.decided import HOLDS
    from clienthealth.core.when import parse_due

    if choice is Choice.POSTPONED and not typed and session.may_ask:
        typed = session.ask("Postponed until when [4w]", "--until")
    if typed:
        return parse_due(typed, session.now)
    return day_of(at, session.settings.zone) + HOLDS[choice] if choice in HOLDS else None
