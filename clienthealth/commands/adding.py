"""How a client comes into the record, with what was made clear to them."""

from collections.abc import Mapping, Sequence
from typing import Any

from clienthealth.commands.session import Session
from clienthealth.core.codec import value_of
from clienthealth.core.kinds import LETTERS, ClientStatus, Party, Topic
from clienthealth.core.matching import slug_of
from clienthealth.core.moments import text_of
from clienthealth.core.records.agreed import Expectation
from clienthealth.core.records.base import is_slug
from clienthealth.core.records.client import Client, check_typed
from clienthealth.core.when import parse_day
from clienthealth.errors import Refused, UsageError

QUESTION = "What was made clear at the start: how the work runs (empty: nothing)"


def contacts(names: Sequence[str], addresses: Sequence[str]) -> list[dict[str, Any]]:
    """Return the people of a new client: the first address is the first person's, the others theirs in turn."""
    people: list[dict[str, Any]] = [{"name": name} for name in names]
    for place, address in enumerate(addresses):
        if place < len(people):
            people[place]["email"] = [address]
        elif people:
            people[-1].setdefault("email", []).append(address)
        else:
            people.append({"name": address, "email": [address]})
    return people


def add(session: Session, slug: str | None, given: Mapping[str, Any], agreed: Sequence[str]) -> list[Any]:
    """Write a client and its first expectations; asks for them where somebody is there to answer."""
    since = parse_day(given["at"], session.now) if given["at"] else session.today
    if since > session.today and given["status"] != ClientStatus.PROSPECT:
        hint = "only a prospect begins later: --status prospect; left out, it is today"
        raise UsageError(f"--since {since.isoformat()} lies ahead", hint)
    if slug is None:
        _check_new(session, given["name"])
    plain = {name: value for name, value in given.items() if value not in (None, [])}
    plain |= {
        "client": slug or _slug(session, given["name"]),
        "at": text_of(since),
        "id": session.store.new_id(),
        "source": "cli",
        "by": session.store.who,
    }
    client = check_typed(value_of(Client, plain, session.settings.zone))
    _check(session, client)
    said = list(agreed) or _asked(session)
    with session.store.writing("add") as change:
        made: list[Any] = [change.add(client)]
        return made + [change.add(_expectation(session, client, text)) for text in said]


def remind(session: Session, made: Sequence[Any]) -> None:
    """Say how to make a page for the first contact, where nothing was made clear to a new client yet."""
    if len(made) > 1:
        return
    from clienthealth.core.saying import say
    from clienthealth.render.phrases import said

    slug = made[0].record.client
    begin = say("left.begin", client=slug, command=f"clienthealth expect sheet {slug}")
    session.remark(said(begin, "sheet", session.settings.language))


def _check_new(session: Session, name: str) -> None:
    """Refuse a name that a client has already, lest one record become two; a slug of its own is on purpose."""
    from clienthealth.core.matching import fold

    for each in session.store.names():
        if fold(name) in {fold(each.name), each.slug, *map(fold, each.aliases)}:
            hint = f"`clienthealth show {each.slug}` shows it; another one of that name takes a --slug of its own"
            raise Refused(f"{each.slug} is called {name} already", hint)


def _slug(session: Session, name: str) -> str:
    from clienthealth.commands.names import RESERVED

    return slug_of(name, {each.slug for each in session.store.names()} | RESERVED)


def _check(session: Session, client: Client) -> None:
    """Refuse a slug that is none, is taken, or would be read as a command or a handle."""
    from clienthealth.commands.names import RESERVED

    slug = client.client
    if not is_slug(slug) or slug in RESERVED or (slug[0] in LETTERS.values() and slug[1:].isdecimal()):
        raise UsageError(
            f"{slug!r} cannot be a slug", "give another with --slug: a-z, 0-9 and -, no command, no handle"
        )
    if any(each.slug == slug for each in session.store.names()):
        raise Refused(f"there is a client {slug} already", "give another slug with --slug")


def _asked(session: Session) -> list[str]:
    if not session.may_ask:
        return []
    answer = session.ask(QUESTION, "--agreed")
    return [answer] if answer else []


def _expectation(session: Session, client: Client, text: str) -> Expectation:
    return Expectation(
        client=client.client,
        at=client.at,
        id=session.store.new_id(),
        source="cli",
        by=session.store.who,
        text=text,
        topic=Topic.ALL,
        party=Party.BOTH,
    )
