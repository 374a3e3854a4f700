"""How `calibrate` judges the closed cases again, each day once."""

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from clienthealth.commands.session import Session

if TYPE_CHECKING:
    from clienthealth.core.assessment import Judgement
    from clienthealth.core.calibration import Calibration


def calibration(session: Session) -> "Calibration":
    """Return the closed cases beside what was said of them before."""
    from clienthealth.commands.progress import counting
    from clienthealth.core.calibration import calibrate, days_to_judge

    portfolio, day, zone = session.portfolio(), session.today, session.settings.zone
    days = len(days_to_judge(portfolio, day, zone))

    with counting(session, "judging", days) as one_more:

        @cache
        def past(earlier: date) -> "Judgement":
            one_more()
            return session.judgement(earlier)

        return calibrate(portfolio, day, zone, past, session.policy.model)
