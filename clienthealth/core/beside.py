"""What stands beside a judgement and never enters it: what the user decided, and the income an ending would cost."""

from collections.abc import Mapping
from datetime import date, tzinfo
from functools import cache, partial

from clienthealth.core.assessment import Assessment, Judgement, NextStep
from clienthealth.core.decided import in_force
from clienthealth.core.economy import Dependence, Rates, dependences, replacing_command
from clienthealth.core.frozen import replace
from clienthealth.core.history import Portfolio
from clienthealth.core.kinds import ENDINGS
from clienthealth.core.score.policy import Policy
from clienthealth.core.score.steps import working_day

BEGIN = 5
"""Working days in which to begin replacing an income: this week, before the ending is under way."""


def beside(judgement: Judgement, portfolio: Portfolio, zone: tzinfo, policy: Policy, rates: Rates) -> Judgement:
    """Return the judgement with each decision that holds, and the income to replace before an ending.

    Nothing that was judged is touched: decisions and money come in after it. Income is summed only where
    an ending is advised.
    """
    day = judgement.as_of
    decisions = {each.client.client: each.decisions for each in portfolio.histories if each.decisions}
    income = cache(lambda: dependences(portfolio, day, zone, rates))

    def told(found: Assessment) -> Assessment:
        handle = partial(portfolio.handle, found.client)
        taken = decisions.get(found.client, ())
        decided = in_force(taken, day, zone, handle) if taken else None
        share = much(income(), found.client, policy) if found.recommendation in ENDINGS else None
        first = () if share is None else (replacing(found.client, share, day),)
        if decided is None and not first:
            return found
        return replace(found, decided=decided, next_steps=(*first, *found.next_steps))

    return replace(judgement, assessments=tuple(told(each) for each in judgement.assessments))


def much(income: Mapping[str, Dependence], client: str, policy: Policy) -> float | None:
    """Return a client's share of our income, 0 to 1, where it is more than one should lose unprepared."""
    share = income[client].share if client in income else None
    return share if share is not None and share > policy.bar.concentration else None


def replacing(client: str, share: float, day: date) -> NextStep:
    """Return the step that comes before an ending that costs so much of our income, 0 to 1."""
    values = (("percent", round(100 * share)),)
    return NextStep("start-replacing", working_day(day, BEGIN), replacing_command(client), values)
