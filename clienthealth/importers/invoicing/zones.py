"""The zones that PayPal writes beside its times: abbreviations, or names of the zone database."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Those that mean one offset wherever PayPal writes them; CST, IST and such mean several.
OFFSETS = {
    "UTC": "+00:00",
    "GMT": "+00:00",
    "WET": "+00:00",
    "WEST": "+01:00",
    "BST": "+01:00",
    "CET": "+01:00",
    "CEST": "+02:00",
    "MEZ": "+01:00",
    "MESZ": "+02:00",
    "EET": "+02:00",
    "EEST": "+03:00",
    "PST": "-08:00",
    "PDT": "-07:00",
    "MDT": "-06:00",
    "CDT": "-05:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "AEST": "+10:00",
    "AEDT": "+11:00",
    "NZST": "+12:00",
    "NZDT": "+13:00",
}


def in_zone(moment: str, zone: str) -> str:
    """Return a local time as an instant; only its day where the zone is none that we know."""
    if zone.upper() in OFFSETS:
        return f"{moment}{OFFSETS[zone.upper()]}"
    try:
        return datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone)).isoformat()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return moment[:10]
