"""How the mirror comes from the record to the reader."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from clienthealth.commands.session import Session

if TYPE_CHECKING:
    from clienthealth.core.reflection.colleagues import Colleague
    from clienthealth.core.reflection.reflect import Reflection
    from clienthealth.core.score.judge import Panel
    from clienthealth.render.voice import Voice


def mirror(session: Session, wanted: Sequence[str], day: date, *, json: bool) -> None:
    """Show what the reports of the clients that are meant would say of us, or of all together."""
    from clienthealth.commands.judging import voice_of

    slugs = [session.store.slug(each) for each in wanted]
    together, voice = session.panel(day), voice_of(session, day)
    if slugs:
        _clients(session, together, slugs, voice, json=json)
    else:
        _all(session, together, voice, json=json)


def in_review(session: Session, together: "Panel") -> "Reflection":
    """Return the mirror without the answer times: only the clients that may wait for a word are read one by one."""
    from clienthealth.core.reflection.reflect import may_wait, reflect
    from clienthealth.store.messages import messages_of

    until = together.day.toordinal()
    waiting = (
        messages_of(session.store, client, _from(date.fromordinal(since)), until)
        for client, since in may_wait(together)
    )
    return reflect(together, (each for messages in waiting for each in messages))


def by_colleague(session: Session, together: "Panel") -> "tuple[Colleague, ...]":
    """Return complaints by named colleague, with the contacts each had: only where the user wants them so."""
    from clienthealth.core.commitments.rates import first_day
    from clienthealth.core.reflection.colleagues import colleagues
    from clienthealth.store.messages import contacts_of_staff

    day = together.day
    contacts = contacts_of_staff(session.store, _from(first_day(day)), day.toordinal())
    return colleagues(together.readings, contacts, together.policy)


def whole(session: Session, together: "Panel") -> "Reflection":
    """Return the mirror of all clients together, every message of the year being read."""
    from clienthealth.core.commitments.rates import first_day
    from clienthealth.core.reflection.reflect import reflect
    from clienthealth.store.messages import messages

    day = together.day
    return reflect(together, messages(session.store, _from(first_day(day)), day.toordinal()))


def _all(session: Session, together: "Panel", voice: "Voice", *, json: bool) -> None:
    from clienthealth.commands.judging import show

    judgement, found = session.judged(together), whole(session, together)
    if json:
        from clienthealth.render.reflection_json import all_json

        session.write(all_json(judgement, found, voice))
        return
    from clienthealth.render.reflection_text import sheet

    show(session, sheet(found, judgement.mirror, voice))


def _clients(session: Session, together: "Panel", slugs: Sequence[str], voice: "Voice", *, json: bool) -> None:
    from clienthealth.commands.judging import show
    from clienthealth.core.commitments.rates import first_day
    from clienthealth.core.reflection.reflect import reflect
    from clienthealth.store.messages import messages_of

    judgement, since, until = session.judged(together), _from(first_day(together.day)), together.day.toordinal()
    begun = [slug for slug in slugs if judgement.of(slug) is not None]
    told = [(slug, reflect(together, messages_of(session.store, slug, since, until), slug)) for slug in begun]
    if json:
        from clienthealth.render.reflection_json import clients_json

        session.write(clients_json(judgement, told, voice))
        return
    from clienthealth.render.reflection_text import About, sheet

    for slug in slugs:
        if slug not in begun:
            session.write(voice.word("score.not-begun", client=slug, day=voice.long_day(together.day)))
    for slug, found in told:
        assessment = judgement.of(slug)
        name = next(each.client.name for each in together.known.histories if each.client.client == slug)
        share = assessment.own_fault_share if assessment and found.complaints.n else None
        show(session, sheet(found, judgement.mirror, voice, About(name, share)))


def _from(day: date) -> str:
    """Return a day as the store compares it: one earlier, as days of UTC are not ours."""
    return (day - timedelta(days=1)).isoformat()
