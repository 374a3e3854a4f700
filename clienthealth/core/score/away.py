"""The days on which nobody works, as stretches."""

from collections.abc import Iterable
from datetime import tzinfo

from clienthealth.core.records.spent import Away
from clienthealth.core.score.dated import ordinal
from clienthealth.core.score.spans import Cover, cover


def away_days(aways: Iterable[Away], zone: tzinfo, staff: str | None = None) -> Cover:
    """Return the days on which nobody worked; with `staff` those on which that one did not, which no score knows."""
    theirs = {None, "", staff}
    meant = (each for each in aways if each.staff in theirs)
    return cover((ordinal(each.at, zone), ordinal(each.until or each.at, zone)) for each in meant)
