"""What is said where an act cannot count because nothing was made clear before it: what would make it clear now."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from clienthealth.commands.session import Session
from clienthealth.core.kinds import SignalKind

if TYPE_CHECKING:
    from clienthealth.core.assessment import Assessment
    from clienthealth.core.expected.unclear import Offer
    from clienthealth.core.history import History

BESIDE = frozenset(
    {
        SignalKind.UNPAID_CHANGE,
        SignalKind.TIME_DISRESPECT,
        SignalKind.EXCESS_CONTACT,
        SignalKind.WITHHELD_INPUT,
        SignalKind.DENIES_AGREEMENT,
    }
)
"""The acts that are against an agreement; what tells of them is loaded for these only, lest `log` be slow."""


def commands(session: Session, found: "Assessment", history: "History", day: date) -> Mapping[str, str]:
    """Return by record the command that makes clear what was not clear before it, at the first act of each kind."""
    from clienthealth.core.expected.unclear import offers
    from clienthealth.core.kinds import ClientStatus
    from clienthealth.core.score.notice import UNTOLD

    if history.client.stands is ClientStatus.ENDED:
        return {}
    refused = {each.record for each in found.not_counted if each.because.key.startswith(UNTOLD)}
    acts = [each for each in history.signals if each.id in refused]
    return {each.record: command(session, history, each) for each in offers(history, acts, day, session.settings.zone)}


def command(session: Session, history: "History", offer: "Offer") -> str:
    """Return the command that records the usual sentence of an item, in the client's language."""
    from clienthealth.core.letters.parties import addressee
    from clienthealth.render.first_sheet import usual

    client, settings = history.client, session.settings
    one = addressee(client, session.today, settings.zone).one
    sentence = usual(offer.item, client.language or "en", we=settings.sender.voice == "we", one=one)
    return f'clienthealth expect add {client.client} "{sentence}" --topic {offer.topic}'


def say(session: Session, made: Iterable[Any]) -> None:
    """Say of the acts among new records which cannot count, and what would make it clear from now on."""
    acts = [held for held in made if held.record.TYPE == "signal" and held.record.kind in BESIDE]
    if acts:
        _say(session, acts)


def _say(session: Session, acts: list[Any]) -> None:
    from clienthealth.core.expected.unclear import offers
    from clienthealth.core.history import History
    from clienthealth.core.records.agreed import Boundary, Expectation
    from clienthealth.core.saying import say as saying
    from clienthealth.render.phrases import said

    slug, store, language = acts[0].record.client, session.store, session.settings.language
    history = History(
        client=store.client(slug).record,
        expectations=tuple(each.record for each in store.of_client(Expectation, slug)),
        boundaries=tuple(each.record for each in store.of_client(Boundary, slug)),
    )
    handles = {held.record.id: held.handle for held in acts}
    for each in offers(history, (held.record for held in acts), session.today, session.settings.zone):
        because = said(each.because, "score", language)
        told = saying("unclear.signal", handle=handles[each.record], client=slug, because=because)
        session.write(f"      {said(told, 'sheet', language)}")
        now = said(saying("unclear.now"), "sheet", language)
        session.write(f"      {now} {command(session, history, each)}")
