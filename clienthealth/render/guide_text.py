"""Guides in words: ours from the catalogues, the user's as they wrote them; a list, a page, JSON."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from clienthealth.core.guides.guide import Guide, Note
from clienthealth.core.guides.topics import CONDUCT, REMIND, Topic, letter_command
from clienthealth.core.saying import Value, say
from clienthealth.render.phrases import phrase, said
from clienthealth.render.sheet import Line, Section, Sheet
from clienthealth.render.words import visible

SUBJECT = "guide"
PROGRAM = "clienthealth"
SCHEMA = 1
BULLET = "·"


def ours(topic: Topic, language: str, targets: Mapping[str, int]) -> Guide:
    """Return one of our own guides in a language; `targets` are the days that the configuration sets."""

    def words(key: str) -> Any:
        return phrase(f"topic.{topic.topic}.{key}", SUBJECT, language)

    pairs = zip(words("instead"), topic.instead, strict=True)
    return Guide(
        topic=topic.topic,
        title=words("title"),
        short=words("short"),
        when=words("when"),
        steps=tuple(words("steps")),
        instead=tuple(Note(text, f"{PROGRAM} guide {other}") for text, other in pairs),
        examples=tuple(words("examples")),
        write=tuple(
            Note(_said(f"write.{key}", language), f"{PROGRAM} {command}") for key, command in topic.write.items()
        ),
        letters=tuple(_letter(kind, language) for kind in topic.letters),
        due=tuple(_said(f"due.{each.what}", language, n=targets.get(each.what, each.days)) for each in topic.due),
    )


def heading(topic: str, language: str) -> Guide:
    """Return as much of one of our own as a list shows."""
    words: dict[str, Any] = phrase(f"topic.{topic}", SUBJECT, language)
    return Guide(topic=topic, title=words["title"], short=words["short"], when=words["when"], steps=())


def page(guide: Guide, language: str, bullet: str = BULLET) -> Sheet:
    """Return a guide as a sheet; `bullet` stands before each entry, where its form brings none of its own."""
    steps = "rules" if guide.topic == CONDUCT else "steps"
    remind = [Note(_said("frame.remind", language), f"{PROGRAM} {REMIND}")] if guide.due else []
    listed = (
        ("examples", map(Note, guide.examples)),
        ("write", guide.write),
        ("letter", guide.letters),
        ("due", [*map(Note, guide.due), *remind]),
    )
    sections = (
        Section(_said("frame.when-else", language), _notes(guide.instead, bullet)),
        Section(_said(f"frame.{steps}", language), tuple(_numbered(guide.steps))),
        *(Section(_said(f"frame.{name}", language), _notes(held, bullet)) for name, held in listed),
    )
    return Sheet(
        title=visible(guide.title),
        opening=tuple(_opening(guide, language)),
        sections=tuple(each for each in sections if each.lines),
    )


def listing(guides: Sequence[Guide], folder: str, language: str) -> Sheet:
    """Return the list: the code of conduct, the playbooks by situation, then the user's own."""
    groups = (
        ("conduct", [each for each in guides if each.topic == CONDUCT]),
        ("playbooks", [each for each in guides if each.topic != CONDUCT and (each.replaces or not each.own)]),
        ("mine", [each for each in guides if each.own and not each.replaces]),
    )
    return Sheet(
        title=_said("frame.title", language),
        sections=tuple(
            Section(_said(f"frame.{name}", language), tuple(_listed(each, language) for each in held))
            for name, held in groups
            if held
        ),
        closing=(
            *([_said("frame.folder", language, folder=visible(folder))] if folder else []),
            _said("frame.read", language),
        ),
        command=f"{PROGRAM} guide angry",
    )


def listing_as_json(guides: Sequence[Guide]) -> str:
    """Return the list as one JSON object."""
    return _json({"topics": [{name: plain[name] for name in LISTED} for plain in map(_plain, guides)]})


def as_json(guide: Guide) -> str:
    """Return a guide as one JSON object; what users wrote is passed on as they wrote it."""
    return _json(_plain(guide))


LISTED = ("topic", "title", "when", "own", "replaces")


def _json(plain: Mapping[str, Any]) -> str:
    import json

    return json.dumps({"schema": SCHEMA, **plain}, ensure_ascii=False)


def _plain(guide: Guide) -> dict[str, Any]:
    def notes(held: Iterable[Note]) -> list[dict[str, str | None]]:
        return [{"text": each.text, "command": each.command or None} for each in held]

    return {
        "topic": guide.topic,
        "title": guide.title,
        "when": guide.when,
        "instead": notes(guide.instead),
        "steps": list(guide.steps),
        "examples": list(guide.examples),
        "write": notes(guide.write),
        "letters": notes(guide.letters),
        "due": list(guide.due),
        "own": guide.own,
        "replaces": guide.replaces,
        "file": guide.file or None,
    }


def _opening(guide: Guide, language: str) -> Iterable[str]:
    if guide.own:
        key = "frame.replaces" if guide.replaces else "frame.own"
        yield _said(key, language, file=visible(guide.file))
    yield visible(guide.when)


def _numbered(steps: Sequence[str]) -> Iterable[Line]:
    for number, each in enumerate(steps, start=1):
        yield Line(f"{number}.", visible(each))


def _notes(notes: Iterable[Note], bullet: str) -> tuple[Line, ...]:
    return tuple(Line(bullet, visible(each.text), command=visible(each.command)) for each in notes)


def _listed(guide: Guide, language: str) -> Line:
    mark = [_said("frame.yours", language)] if guide.own else []
    return Line(guide.topic, " ".join([visible(guide.short or guide.when), *mark]))


def _letter(kind: str, language: str) -> Note:
    return Note(_said(f"letter.{kind}", language), f"{PROGRAM} {letter_command(kind)}")


def _said(key: str, language: str, **values: Value) -> str:
    return said(say(key, **values), SUBJECT, language)
