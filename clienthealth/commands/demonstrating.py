"""How the demo is written, and what it shows of itself."""

from pathlib import Path
from shlex import quote

from clienthealth.commands.session import Session
from clienthealth.core.demo.portfolio import records
from clienthealth.errors import Refused

DATABASE, CONFIG, JOURNAL, LETTER = "clients.db", "config.toml", "journal.jsonl", "letter-vogel-kranz.txt"
PRIVATE = 0o600
FILES = (DATABASE, CONFIG, JOURNAL, LETTER)
SETTINGS = """\
me = "robin"

[sender]
name = "Robin Beispiel"
address = ["Erfundener Weg 3", "01067 Musterstadt"]
place = "Musterstadt"
email = "robin@beispiel.example"
country = "DE"
"""
"""An invented freelancer, so that the letter has somebody to be from."""

ENDED = "vogel-kranz"
"""The client whose record points at an ending, and who gets the letter."""


def show(session: Session, folder: Path, *, force: bool) -> None:
    """Write the demo into a folder, and show its review, one `why` and a letter."""
    _make_room(folder, force=force)
    (folder / CONFIG).touch(mode=PRIVATE)
    (folder / CONFIG).write_text(SETTINGS, encoding="utf-8")
    demo = session.on(folder / DATABASE, folder / CONFIG)
    try:
        _fill(demo, folder)
        _tour(demo, folder)
    finally:
        demo.close()


def _make_room(folder: Path, *, force: bool) -> None:
    """Refuse to write over files, but those of an earlier demo where that is wanted."""
    there = [folder / name for name in FILES if (folder / name).exists()]
    if there and not force:
        raise Refused(f"{there[0]} exists already", "name another folder, or make it anew with --force")
    folder.mkdir(parents=True, exist_ok=True)
    for path in there:
        path.unlink()


def _fill(demo: Session, folder: Path) -> None:
    """Write the portfolio to the store, and as a journal beside it."""
    from clienthealth.commands.files import stream_to
    from clienthealth.render.records import journal
    from clienthealth.store.whole import everything

    with demo.store.writing("demo") as change:
        for record in records(demo.today, demo.settings.zone):
            change.add(record)
    stream_to(demo, journal(everything(demo.store)), folder / JOURNAL)


def _tour(demo: Session, folder: Path) -> None:
    """Show what a user would look at first, with the command that shows it."""
    from clienthealth.commands import judging, letter_work, reviewing

    program = f"clienthealth --db {folder / DATABASE} --config {folder / CONFIG}"
    found = reviewing.review(demo, None, mine=False)
    demo.write(f"$ {program} review\n")
    reviewing.show(demo, found, "table", None, force=False)
    demo.write(f"\n$ {program} why {ENDED}\n")
    judging.why(demo, ENDED, demo.today, verbose=False, json=False)
    wish = letter_work.LetterWish("offboarding", out=folder / LETTER)
    demo.write(f"\n$ {program} letter {ENDED} offboarding --out {folder / LETTER}\n")
    letter_work.letter(demo, ENDED, wish)
    demo.write((folder / LETTER).read_text(encoding="utf-8"))
    demo.write(
        "\nThe letter is in German because the client's language is. To look on, let this terminal use the record of"
        "\nthe demo; then the commands above work as they stand:"
        f"\n  export CLIENTHEALTH_DB={quote(str((folder / DATABASE).absolute()))}"
        "\n  clienthealth score"
    )
