"""How a guide comes from the catalogues and the user's own files to the reader; the store takes no part."""

from pathlib import Path
from typing import TYPE_CHECKING

from clienthealth.commands.session import Session
from clienthealth.config.guides import FOLDER, Found, own
from clienthealth.config.guides import names as own_names
from clienthealth.core.guides.guide import Guide
from clienthealth.core.guides.topics import BY_NAME, TARGETS
from clienthealth.core.matching import Named, find
from clienthealth.errors import NotFound
from clienthealth.render import guide_text

if TYPE_CHECKING:
    from clienthealth.core.kinds import Language
    from clienthealth.render.sheet import Sheet


def names(session: Session) -> list[str]:
    """Return all topics, for TAB: a file that cannot be read is named as well."""
    return list(dict.fromkeys([*BY_NAME, *own_names(folder(session))]))


def folder(session: Session) -> Path | None:
    """Return where the user's own guides lie: beside the configuration, be there one or not."""
    configuration = session.configuration
    return configuration.parent / FOLDER if configuration else None


def text(
    session: Session, topic: str | None, lang: "Language | None", form: str = "txt", *, is_file: bool = False
) -> str:
    """Return the list or one guide, as it is asked for; what is wrong with an own file is said beside it."""
    found, language = own(folder(session)), str(lang or session.settings.language)
    theirs = {each.topic: each._replace(replaces=each.topic in BY_NAME) for each in found.guides}
    if topic is None:
        _remark(session, found)
        return _listed(session, theirs, language, form, is_file=is_file)
    chosen = _one(topic, theirs, found, language)
    _remark(session, found)
    guide = theirs.get(chosen) or _ours(session, chosen, language)
    if form == "json":
        return guide_text.as_json(guide)
    page = guide_text.page(guide, language, *([""] if form == "md" else []))
    return _written(session, page, form, is_file=is_file)


def _one(wanted: str, theirs: dict[str, Guide], found: Found, language: str) -> str:
    """Return the topic that is meant; raises NotFound with the candidates, or what is wrong with its own file."""
    known = dict.fromkeys([*BY_NAME, *theirs])
    match = find(wanted, [Named(name, name) for name in known])
    if match.exact is None and not match.candidates:
        # Titles come second: a name means the same in every language.
        titles = {name: (theirs.get(name) or guide_text.heading(name, language)).title for name in known}
        match = find(wanted, [Named(name, title) for name, title in titles.items()])
    if match.exact is not None:
        return match.exact
    for name, problem in found.problems:
        if name not in BY_NAME and name == wanted:
            raise problem
    near = ", ".join(each.slug for each in match.candidates or match.near)
    if match.candidates:
        raise NotFound(f"{wanted!r} may be several guides", f"one of: {near}")
    hint = f"did you mean {near}? " if near else ""
    raise NotFound(f"there is no guide {wanted!r}", f"{hint}`clienthealth guide` lists all")


def _listed(session: Session, theirs: dict[str, Guide], language: str, form: str, *, is_file: bool) -> str:
    more = [each for name, each in theirs.items() if name not in BY_NAME]
    guides = [*(theirs.get(name) or guide_text.heading(name, language) for name in BY_NAME), *more]
    if form == "json":
        return guide_text.listing_as_json(guides)
    where = folder(session)
    listed = guide_text.listing(guides, str(where) if where else "", language)
    return _written(session, listed, form, is_file=is_file)


def _ours(session: Session, topic: str, language: str) -> Guide:
    targets = session.settings.targets
    days = dict(zip(TARGETS, (targets.acknowledge, targets.answer, targets.follow_up), strict=True))
    return guide_text.ours(BY_NAME[topic], language, days)


def _written(session: Session, sheet: "Sheet", form: str, *, is_file: bool) -> str:
    if form == "md":
        from clienthealth.render.review_md import markdown as written
    elif session.on_terminal and not is_file:
        from clienthealth.render.terminal import shown as written
    else:
        from clienthealth.render.sheet import plain as written
    return written(sheet)


def _remark(session: Session, found: Found) -> None:
    """Say what is wrong with an own file; the others and ours are shown all the same."""
    from clienthealth.render.words import visible

    for _, problem in found.problems:
        session.remark(f"left out: {visible(problem.message)}")
        session.remark(f"  {visible(problem.hint)}" if problem.hint else "")
