"""How the sheet for the talk comes from the record to the one who talks: on the terminal or into a private file."""

from pathlib import Path
from typing import TYPE_CHECKING

from clienthealth.commands.session import Session
from clienthealth.errors import UsageError

if TYPE_CHECKING:
    from clienthealth.core.goodbye.ending import Ending
    from clienthealth.core.goodbye.talk import Talk
    from clienthealth.core.history import History

SENDABLE = frozenset({".eml", ".msg", ".docx", ".pdf"})
"""Endings of what goes out by mail: the sheet never looks like something to send."""


def show(session: Session, history: "History", found: "Ending", out: Path | None, *, json: bool) -> None:
    """Print the sheet, or write it to a file of one's own (0600)."""
    from clienthealth.commands.judging import voice_of
    from clienthealth.render import talk_text

    if out is not None:
        _check_private(out)
    made, voice = _made(session, history, found), voice_of(session, session.today)
    if json:
        text = talk_text.as_json(made, voice)
    elif session.on_terminal and out is None:
        from clienthealth.render.terminal import shown

        text = shown(talk_text.sheet(made, voice))
    else:
        from clienthealth.render.sheet import plain

        text = plain(talk_text.sheet(made, voice))
    if out is None:
        session.write(text)
        return
    from clienthealth.commands.files import stream_to

    stream_to(session, [text if text.endswith("\n") else f"{text}\n"], out)


def _made(session: Session, history: "History", found: "Ending") -> "Talk":
    from clienthealth.commands import briefing
    from clienthealth.commands.economics import of_clients
    from clienthealth.core.goodbye.talk import reasons_of, talk

    slug, zone = found.client, session.settings.zone
    return talk(
        history,
        found,
        briefing.made(session, session.store.client(slug)),
        economy=of_clients(session, [slug], session.today)[slug],
        assessment=session.judgement().of(slug),
        reasons=reasons_of(history, zone),
        colleagues=_colleagues(session),
    )


def _colleagues(session: Session) -> list[str]:
    """Return who else of us takes care of clients: somebody to call afterwards."""
    owners = {each.client.owner for each in session.portfolio().histories} - {None, session.settings.me}
    return sorted(str(each) for each in owners)


def _check_private(out: Path) -> None:
    """Refuse a file that looks like something to send, or lies where drafts lie."""
    from clienthealth.commands.drafts import folder

    if out.suffix.casefold() in SENDABLE:
        raise UsageError(
            f"{out.name}: the sheet for the talk is never a mail or a document to send", "name a .txt file"
        )
    if out.expanduser().resolve().parent == folder().resolve():
        raise UsageError(f"{out} lies among the drafts, which are to be sent", "name another folder")
