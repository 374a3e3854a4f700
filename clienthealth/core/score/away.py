"""The days on which nobody works, as stretches."""

from collections.abc import Iterable
from datetime import tzinfo

from clienthealth.core.records.spent import Away
from clienthealth.core.score.dated import ordinal
from clienthealth.core.score.spans import Cover, cover


def away_days(aways: Iterable[Away], zone: tzinfo) -> Cover:
    """Return the days on which nobody worked; one colleague's absence stops no clock, nor does it hide."""
    return cover((ordinal(each.at, zone), ordinal(each.until or each.at, zone)) for each in aways if not each.staff)
