"""All judged clients as one drawing, with the words around it: who stands out is named, the others are dots."""

from collections.abc import Iterable, Sequence

from clienthealth.core.assessment import Assessment
from clienthealth.core.kinds import Confidence, Verdict
from clienthealth.core.saying import Value, say
from clienthealth.core.score.policy import Policy
from clienthealth.render.phrases import said
from clienthealth.render.quadrant import Lines, Spot, quadrant
from clienthealth.render.sheet import WIDTH, wrapped
from clienthealth.render.voice import Voice

COLUMNS, LINES = 80, 30
"""What a terminal has to have, so that the drawing is seen whole with a few lines of the table above it."""

FEWEST = 2
"""Clients in a drawing that says anything."""


def quadrant_text(chosen: Sequence[Assessment], policy: Policy, voice: Voice) -> str:
    """Return the drawing of the clients of whom enough is known, or nothing where they are too few."""
    told = [each for each in chosen if each.confidence is not Confidence.INSUFFICIENT]
    if len(told) < FEWEST:
        return ""
    levels = Lines(policy.bar.likely, policy.bar.problem_maybe)
    made = quadrant([_spot(each) for each in told], levels)
    lines = [*wrapped(_word(voice, "title"), WIDTH), "", *made.drawn]
    lines += [part for each in made.below for part in wrapped(each, WIDTH, "     ")]
    return "\n".join(
        [*lines, *(part for each in _legend(chosen, told, levels, voice) for part in wrapped(each, WIDTH))]
    )


def _spot(found: Assessment) -> Spot:
    name = "" if found.verdict is Verdict.HEALTHY else found.client
    return Spot(name, found.problem_client.probability, found.client_problem.probability)


def _legend(chosen: Sequence[Assessment], told: Sequence[Assessment], levels: Lines, voice: Voice) -> Iterable[str]:
    yield _word(voice, "levels", right=round(100 * levels.right), up=round(100 * levels.up))
    well = sum(1 for each in told if each.verdict is Verdict.HEALTHY)
    unknown = len(chosen) - len(told)
    if well:
        yield _word(voice, "well", n=well)
    if unknown:
        yield _word(voice, "unknown", n=unknown)


def _word(voice: Voice, key: str, **values: Value) -> str:
    return said(say(f"quadrant.{key}", **values), "drawing", voice.language)
