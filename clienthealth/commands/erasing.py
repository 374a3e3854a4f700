"""How a client or a person is erased: shown first, confirmed by name, erased, and searched for in the bytes."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from clienthealth.commands.session import Session
from clienthealth.errors import StoreError, UsageError

if TYPE_CHECKING:
    from clienthealth.core.records.client import Client
    from clienthealth.render.erasure_text import Around, Certificate
    from clienthealth.store.erased import Erasure
    from clienthealth.store.rows import Stored
    from clienthealth.store.traces import Places, Searched, Sought


class Wish(NamedTuple):
    """What was asked for: who, what may stay, what else is searched for and where, and where the certificate goes."""

    client: str
    contact: str | None
    yes: bool
    invoices: bool
    texts: bool
    terms: tuple[str, ...]
    look: tuple[Path, ...]
    out: Path | None
    json: bool


def client(session: Session, wish: Wish, *, dry: bool) -> None:
    """Erase a client, or say what would go."""
    from clienthealth.render import erasure_text as told
    from clienthealth.store import erasing, traces

    if wish.texts:
        raise UsageError("--keep-texts goes with --contact", "of a client that is erased no text is left to keep")
    store, language = session.store, session.settings.language
    held = _meant(session, wish.client)
    sought = traces.of_client(store, held, wish.terms, told.nobodies())
    found = erasing.found_of(store, held)
    plan = told.Plan(held, found.counts, found.images, keep=wish.invoices, around=_around(session, wish, sought, held))
    if dry:
        session.write(told.plan_json(plan) if wish.json else told.plan(plan, language))
        return
    _confirmed(session, wish, held.record.client, held.record.name, told.plan(plan, language))
    done = erasing.erase(store, held, keep_invoices=wish.invoices, name=told.pseudonym(language))
    searched = _finished(session, wish, sought, done.erasure, plan.around)
    _certify(session, wish, told.of_client(done, searched, plan.around, session.now), searched)


def person(session: Session, wish: Wish, *, dry: bool) -> None:
    """Erase a person at a client, or say what would change."""
    from clienthealth.commands.whom import contact_of
    from clienthealth.render import erasure_text as told
    from clienthealth.store import erasing_person, traces

    if wish.invoices:
        raise UsageError("--keep-invoices goes with a whole client", "with --contact no invoice is touched")
    store, language = session.store, session.settings.language
    held = store.client(wish.client)
    contact = contact_of(session, held, wish.contact or "")
    sought = traces.of_person(contact, wish.terms)
    planned = erasing_person.plan(store, held, contact, told.nobody(language))
    around = _around(session, wish, sought, held)
    shown = told.person_plan(planned, around, language, keep=wish.texts)
    if dry:
        session.write(told.person_json(planned, around) if wish.json else shown)
        return
    _confirmed(session, wish, held.record.client, contact.name, shown)
    done = erasing_person.erase(store, held, contact, told.nobody(language), texts=not wish.texts)
    searched = _finished(session, wish, sought, done.erasure, around)
    _certify(session, wish, told.of_person(done, searched, around, session.now), searched)


def verify(session: Session, wish: Wish) -> None:
    """Search for what is left of a client that was erased, by the words it is known by; erases nothing."""
    from clienthealth.core.matching import find
    from clienthealth.render import erasure_text as told
    from clienthealth.store import erasing
    from clienthealth.store.traces import Sought, search

    if find(wish.client, session.store.names()).exact is not None and not wish.contact:
        hint = f"`clienthealth privacy erase {wish.client} --dry-run` says what there is of them"
        raise UsageError(f"{wish.client} is on record", hint)
    sought = Sought(tuple(dict.fromkeys(each for each in (wish.contact or wish.client, *wish.terms) if each)))
    erasing.settle(session.store)
    session.store.close()
    searched = search(_places(session, wish), sought)
    language = session.settings.language
    session.write(told.searched_json(searched) if wish.json else told.searched(searched, language))
    _must_be_clean(searched)


def _meant(session: Session, wanted: str) -> "Stored[Client]":
    """Return the client that is meant, be it only in the audit because it was removed; raises NotFound."""
    from clienthealth.core.matching import find
    from clienthealth.store.images import gone

    store = session.store
    if find(wanted, store.names()).exact is None and (removed := gone(store, wanted)) is not None:
        return removed
    return store.client(wanted)


def _around(session: Session, wish: Wish, sought: "Sought", held: "Stored[Client]") -> "Around":
    """Return what lies outside the client's own record: drafts that go, copies that stay, records of others."""
    from clienthealth.render.erasure_text import Around
    from clienthealth.store import traces

    places = _places(session, wish)
    return Around(
        drafts=_drafts(session, sought, "" if wish.contact else held.record.client),
        copies=traces.holding(traces.beside(places.database.resolve()), sought.names),
        backups=traces.holding(traces.backups_in(places.backups), sought.names),
        naming=traces.naming_of(session.store.connection, sought.names, held.record.client),
    )


def _places(session: Session, wish: Wish) -> "Places":
    from clienthealth.commands.backup import folder as backups
    from clienthealth.commands.drafts import folder as drafts
    from clienthealth.store.traces import Places

    return Places(session.settings.database, drafts(), backups(session.settings), wish.look)


def _drafts(session: Session, sought: "Sought", slug: str) -> tuple[Path, ...]:
    """Return what was kept of writes that failed and names them, or is about that client."""
    from clienthealth.commands.drafts import folder, words_in
    from clienthealth.core.matching import find
    from clienthealth.store.traces import holds

    names = session.store.names()
    kept = [path for path in sorted(folder().glob("*")) if path.is_file()]
    return tuple(
        path
        for path in kept
        if holds(path, sought.names) or (slug and any(find(word, names).exact == slug for word in words_in(path)))
    )


def _confirmed(session: Session, wish: Wish, slug: str, name: str, shown: str) -> None:
    """Have the name typed, or the slug with --yes; raises UsageError on anything else."""
    from clienthealth.core.matching import fold
    from clienthealth.render.words import visible

    if wish.yes:
        if wish.client != slug:
            raise UsageError("--yes needs the slug in full", f"clienthealth privacy erase {slug} --yes")
        return
    session.remark(shown)
    session.parting = "nothing was erased"
    typed = session.ask(f"No undo brings it back. Type {visible(name)} to erase", "--yes")
    if fold(typed) not in {fold(name), fold(slug)}:
        raise UsageError("not confirmed: nothing was erased", f"type {visible(name)}")


def _finished(session: Session, wish: Wish, sought: "Sought", erasure: "Erasure", around: "Around") -> "Searched":
    """Do what comes after the transaction: lists, drafts, the file written anew; then search everything."""
    from clienthealth.store import erased, erasing, traces

    session.parting = "it is erased already; `clienthealth privacy erase … --verify` does what is left of the work"
    places = _places(session, wish)
    for folder in (places.database.resolve().parent, places.backups):
        erased.note_in(folder, [erasure])
    for path in around.drafts:
        path.unlink(missing_ok=True)
    try:
        erasing.settle(session.store)
    except StoreError as error:
        hint = f"{error.hint}; then `clienthealth privacy erase … --verify` does it again"
        raise StoreError(f"erased, but the file could not be written anew: {error.message}", hint) from error
    session.store.close()
    return traces.search(places, sought)


def _certify(session: Session, wish: Wish, made: "Certificate", searched: "Searched") -> None:
    """Show the certificate, or write it to a file; raises StoreError where something is left."""
    from clienthealth.commands.files import stream_to
    from clienthealth.render import erasure_text as told

    text = told.certificate_json(made) if wish.json else told.certificate(made, session.settings.language)
    stream_to(session, [f"{text}\n"], wish.out)
    _must_be_clean(searched)


def _must_be_clean(searched: "Searched") -> None:
    if not searched.clean:
        left = [
            *(str(path) for path in searched.drafts),
            *searched.indexes,
            *([f"{searched.left} texts"] * bool(searched.left)),
        ]
        raise StoreError(f"something is left: {', '.join(left)}", "`clienthealth privacy erase … --verify` tries again")
