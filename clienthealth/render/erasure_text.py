"""What an erasure would take, and what it took: a certificate with counts and hashes, and nothing of the content."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from json import dumps
from pathlib import Path
from typing import Any, NamedTuple

from clienthealth.core.kinds import Language
from clienthealth.core.saying import say
from clienthealth.render.phrases import phrase, said
from clienthealth.render.sheet import WIDTH, wrapped
from clienthealth.render.words import visible

SUBJECT = "erasure"
MOST = 20
"""Handles that are told of what a search found."""

TABLES = frozenset({"change", "profile", "rule", "suggestion"})
"""Of which there are words for people."""


class Around(NamedTuple):
    """What lies outside the record that goes: drafts that go too, copies that stay, others that name them."""

    drafts: tuple[Path, ...]
    copies: tuple[Path, ...]
    backups: tuple[Path, ...]
    naming: tuple[str, ...]


class Plan(NamedTuple):
    """What erasing a client would take."""

    held: Any
    counts: Mapping[str, int]
    images: int
    keep: bool
    around: Around


class Certificate(NamedTuple):
    """What was erased of whom, by digests and counts; what was searched, and what may still hold them."""

    at: datetime
    handle: str
    is_person: bool
    reference: str
    counts: Mapping[str, int]
    images: int
    drafts: int
    lines: int
    digest: str
    kept: Mapping[str, int]
    kept_texts: bool
    searched: Any


def pseudonym(language: str) -> str:
    """Return what a client is called of whom only invoices are left; a number follows."""
    return str(phrase("pseudonym", SUBJECT, language))


def nobody(language: str) -> str:
    """Return the word that stands in the place of a person who was erased."""
    return str(phrase("nobody", SUBJECT, language))


def nobodies() -> frozenset[str]:
    """Return the words that may stand in the place of people who were erased, in whatever language that was."""
    return frozenset(nobody(str(each)) for each in Language)


def plan(found: Plan, language: str) -> str:
    """Return what erasing a client would take, and what would stay."""
    client = found.held.record
    lines = [
        _word("plan.title", language, name=visible(client.name), client=client.client, handle=found.held.handle),
        _word("plan.goes", language, counts=_counted(_going(found))),
        _word("plan.images", language, n=found.images),
    ]
    if found.keep:
        kept = {kind: n for kind, n in found.counts.items() if kind in {"invoice", "payment"}}
        lines.append(_word("plan.keeps", language, counts=_counted(kept)))
        lines.append(_word("plan.numbers", language))
    return _text([*lines, *_around(found.around, language), _word("plan.final", language)])


def plan_json(found: Plan) -> str:
    """Return the same as a JSON object."""
    plain = {"client": found.held.record.client, "counts": dict(found.counts), "images": found.images}
    return dumps({**plain, "keep_invoices": found.keep, **_plain(found.around)}, ensure_ascii=False, sort_keys=True)


def person_plan(planned: Any, around: Around, language: str, *, keep: bool) -> str:
    """Return what erasing a person would change."""
    client, name = planned.held.record.client, visible(planned.person.name)
    fields, texts = _places(planned.fields), _places(planned.texts)
    lines = [
        _word("person.title", language, name=name, client=client),
        _word("person.fields", language, n=fields, word=planned.word),
        _word("person.kept" if keep else "person.texts", language, n=texts, word=planned.word),
    ]
    named = " ".join(each.held.handle for each in planned.texts)
    lines += [f"  {named}"] if named else []
    return _text([*lines, *_around(around, language), _word("person.unseen", language), _word("plan.final", language)])


def person_json(planned: Any, around: Around) -> str:
    """Return the same as a JSON object."""
    plain = {"client": planned.held.record.client, "fields": _places(planned.fields), "texts": _places(planned.texts)}
    records = [each.held.handle for each in planned.texts]
    return dumps({**plain, "records": records, **_plain(around)}, ensure_ascii=False, sort_keys=True)


def of_client(done: Any, searched: Any, around: Around, at: datetime) -> Certificate:
    """Return the certificate of a client's erasure."""
    return Certificate(
        at=at,
        handle=done.handle,
        is_person=False,
        reference=done.erasure.digest,
        counts=done.counts,
        images=done.images,
        drafts=len(around.drafts),
        lines=done.lines,
        digest=done.digest,
        kept=done.kept,
        kept_texts=False,
        searched=searched,
    )


def of_person(done: Any, searched: Any, around: Around, at: datetime) -> Certificate:
    """Return the certificate of a person's erasure."""
    return Certificate(
        at=at,
        handle=done.handle,
        is_person=True,
        reference=done.erasure.digest,
        counts={"fields": done.fields, "texts": done.texts},
        images=done.images,
        drafts=len(around.drafts),
        lines=0,
        digest="",
        kept={},
        kept_texts=bool(done.erasure.kept),
        searched=searched,
    )


def certificate(made: Certificate, language: str) -> str:
    """Return the certificate as text."""
    lines = [
        _word("certificate.title", language),
        _word("certificate.when", language, at=f"{made.at:%Y-%m-%d %H:%M %Z}"),
        _word("certificate.person" if made.is_person else "certificate.client", language, handle=made.handle),
        _word("certificate.reference", language, digest=made.reference),
        "",
        _word("certificate.places" if made.is_person else "certificate.erased", language, **_counts(made)),
        _word("certificate.images", language, n=made.images),
        _word("certificate.drafts", language, n=made.drafts),
    ]
    if made.digest:
        lines.append(_word("certificate.lines", language, n=made.lines, digest=made.digest))
    if made.kept:
        lines.append(_word("certificate.kept", language, counts=_counted(made.kept)))
    if made.kept_texts:
        lines.append(_word("certificate.kept-texts", language))
    return _text([*lines, "", *_searched(made.searched, language)])


def searched(found: Any, language: str) -> str:
    """Return what was searched and what was found."""
    return _text(_searched(found, language))


def certificate_json(made: Certificate) -> str:
    """Return the certificate as a JSON object."""
    plain = made._asdict() | {"at": made.at.isoformat(), "counts": dict(made.counts), "searched": _found(made.searched)}
    return dumps(plain, ensure_ascii=False, sort_keys=True)


def searched_json(found: Any) -> str:
    """Return what was searched and found as a JSON object."""
    return dumps(_found(found), ensure_ascii=False, sort_keys=True)


def _going(found: Plan) -> dict[str, int]:
    kept = {"invoice", "payment"} if found.keep else set()
    return {kind: n for kind, n in found.counts.items() if kind not in kept}


def _around(around: Around, language: str) -> Iterator[str]:
    """Yield what else goes, and what stays and has to be seen to."""
    for key, paths in (("drafts", around.drafts), ("copies", around.copies), ("backups", around.backups)):
        if paths:
            yield _word(f"around.{key}", language, n=len(paths))
            yield from _listed(paths)
    if around.naming:
        yield _word("around.naming", language, n=len(around.naming), handles=" ".join(around.naming))


def _searched(found: Any, language: str) -> Iterator[str]:
    looked, of = found.pieces
    yield _word("searched.texts", language, n=looked, of=of)
    yield from _listed(found.store)
    clean = "rows.clean" if found.besides else "searched.clean"
    yield _word(clean if found.clean else "searched.left", language)
    yield _word("searched.database", language, digest=found.digest)
    yield _word("searched.files", language, n=found.files)
    for key in ("drafts", "copies", "backups", "elsewhere"):
        if paths := getattr(found, key):
            yield _word(f"searched.{key}", language, n=len(paths))
            yield from _listed(paths)
    if found.naming:
        yield _word("around.naming", language, n=len(found.naming), handles=" ".join(found.naming))
    if found.besides:
        yield _word("rows.found", language, n=len(found.besides), where=_where(found.besides, language))
    yield ""
    yield _word("searched.beyond", language)


def _found(found: Any) -> dict[str, Any]:
    plain = {key: [str(each) for each in value] for key, value in found._asdict().items() if isinstance(value, tuple)}
    plain["pieces"] = list(found.pieces)
    return {**plain, "left": found.left, "files": found.files, "sha256": found.digest, "clean": found.clean}


def _where(rows: Sequence[str], language: str) -> str:
    """Return handles, and of tables whose rows have none that is shown how many these are."""
    handles = [each for each in rows if each[-1].isdigit()]
    tables = Counter(each for each in rows if not each[-1].isdigit())
    counts = (
        _word(f"rows.{each if each in TABLES else 'other'}", language, n=n, table=each) for each, n in tables.items()
    )
    return ", ".join([*handles[:MOST], *["…"] * (len(handles) > MOST), *counts])


def _plain(around: Around) -> dict[str, list[str]]:
    return {key: [str(each) for each in value] for key, value in around._asdict().items()}


def _places(found: Iterable[Any]) -> int:
    return sum(each.places for each in found)


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{n} {kind}" for kind, n in counts.items() if n) or "0"


def _counts(made: Certificate) -> dict[str, str | int]:
    return {**made.counts} if made.is_person else {"counts": _counted(made.counts)}


def _listed(paths: Iterable[Path]) -> Iterator[str]:
    yield from (f"  {visible(str(path))}" for path in paths)


def _word(key: str, language: str, **values: str | int) -> str:
    return said(say(key, **values), SUBJECT, language)


def _text(lines: Iterable[str]) -> str:
    """Return the lines, sentences broken and what is a path or a hash left whole."""
    made: list[str] = []
    for line in (part for each in lines for part in each.split("\n")):
        made += [line] if line.startswith("  ") or not line else wrapped(line, WIDTH)
    return "\n".join(made)
