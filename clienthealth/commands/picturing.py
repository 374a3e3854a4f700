"""How what is drawn of a review comes from the record to the page."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING

from clienthealth.commands.session import Session

if TYPE_CHECKING:
    from clienthealth.core.assessment import Health
    from clienthealth.core.picture.moods import Moods
    from clienthealth.core.picture.pictures import Pictures
    from clienthealth.core.weekly.review import Review


def pictures(session: Session, found: "Review") -> "Pictures":
    """Return what is drawn of a review."""
    from clienthealth.commands.mirroring import whole
    from clienthealth.core.economy import dependences
    from clienthealth.core.picture.calendar import calendar
    from clienthealth.core.picture.pictures import Pictures, named_in
    from clienthealth.core.picture.quadrant import quadrant

    together, named = session.panel(found.as_of), named_in(found)
    shown = list(dict.fromkeys([*named, *(each.client for each in found.judged)]))
    names = {each.client.client: each.client.name for each in together.known.histories}
    income = dependences(session.portfolio(), found.as_of, session.settings.zone, session.rates)
    return Pictures(
        quadrant=quadrant(found.judged, names, named, income),
        moods=_moods(session, named, found.as_of),
        calendar=calendar((each.case for each in together.readings), found.as_of, shown),
        reflection=whole(session, together).asking_of(shown),
        mirror=session.judged(together).mirror,
    )


def _moods(session: Session, named: list[str], today: date) -> "Moods":
    """Look at the named clients on as many days as the size of the record allows."""
    from clienthealth.commands.ticking import ticking
    from clienthealth.core.picture.moods import looks, moods, moods_of

    records = sum(1 for each in session.portfolio().histories for _ in each.counted())
    done = 0
    with ticking(session, "looked at days:") as step:

        def look(day: date, clients: Collection[str]) -> "Mapping[str, Health]":
            nonlocal done
            done += 1
            if step:
                step(done)
            return moods_of(session.panel(day), clients)

        return moods(named, looks(today, records), look)
