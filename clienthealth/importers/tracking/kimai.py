"""Kimai: the export as CSV, whose headers are in the language of its user."""

from collections.abc import Iterator

from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Item
from clienthealth.importers.source import Source
from clienthealth.importers.tables.table import fold_name, header_in
from clienthealth.importers.tracking.sheet import Tool, read_sheet

# English, German, Danish, Norwegian, Greek; also as the tool's own names, which stand where a translation is missing.
TOOL = Tool(
    "kimai",
    {
        "id": ("id",),
        "day": ("date", "Datum", "Dato", "Ημερομηνία"),
        "start": ("begin", "From", "In", "Start", "Beginn", "Von", "Fra", "Από", "Εκκίνηση"),
        "end": ("end", "To", "Out", "Ende", "Bis", "Til", "Slut", "Slutt", "Σε", "Τερματισμός"),
        "duration": ("duration", "Dauer", "Varighed", "Varighet", "Διάρκεια"),
        "client": ("customer", "Kunde", "Πελάτης"),
        "project": ("project", "Projekt", "Prosjekt", "Εργασία", "Έργο"),
        "task": ("activity", "Tätigkeit", "Aktivität", "Aktivitet", "Δραστηριότητα"),
        "text": ("description", "Beschreibung", "Beskrivelse", "Περιγραφή"),
        "staff": ("alias", "Name", "Navn", "Όνομα", "user", "username", "Benutzer", "Bruger", "Bruker", "Χρήστης"),
        "billable": ("billable", "Abrechenbar", "Fakturerbar", "Fakturerbart", "Τιμολογήσιμο"),
    },
    ("day", "duration", "client", "project", "task"),
    unit_asked=True,
)


def recognises(source: Source) -> bool:
    """Whether it has a day, a duration, a customer, a project and an activity in one of the languages known here."""
    header = {fold_name(name) for name in header_in(source)}
    return all(any(fold_name(name) in header for name in TOOL.names[role]) for role in TOOL.needed)


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield a `time` for each entry that has ended."""
    return read_sheet(TOOL, source, answers)
