"""Which column of a table is which field: as typed, or guessed from the words of the header to be confirmed."""

import csv
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from clienthealth.core.codec import fields_of, required_of
from clienthealth.core.matching import fold
from clienthealth.core.records.client import is_address
from clienthealth.core.records.types import TYPES
from clienthealth.errors import BadData
from clienthealth.importers.mapped.closed_words import words_of
from clienthealth.importers.tables.clock import clock_of, parts_of
from clienthealth.importers.tables.table import Row, Table

PEOPLE = ("client", "email", "phone")
"""What finds the client beside the fields of a record: its name, an address, a telephone number."""

PERSON = ("contact", "role")
"""More that a row of a client says of a person there."""

UNTIL = "until"
"""The end of a stretch of time, in the place of its minutes: a time of day, or a day with one."""

JUDGED = frozenset({"tone", "energy"})
"""Fields of an interaction that are opinions; nothing but the user's own hand fills them."""

FACTS = ("interaction", "time", "client", "invoice", "payment")
"""Types that are facts; the others are the user's own judgement."""

# Words of headers, in the five languages and the order in which the fields take their pick; never a field of opinion.
_WORDS = {
    "client": "client client_name customer customer_name company organisation organization account who kunde firma"
    " firmenname auftraggeber klient selskap virksomhed firmanavn πελάτης εταιρεία",
    "at": "date at when day start_date start started begin datum tag startdatum wann zeitpunkt dato dag startdato når"
    " tidspunkt ημερομηνία πότε έναρξη datetime timestamp created created_at",
    "minutes": "minutes duration how_long length time_spent hours dauer minuten stunden zeit varighed minutter timer"
    " varighet διάρκεια λεπτά ώρες netto nettozeit arbeitszeit",
    UNTIL: "end end_date ends end_at stop stop_date until to ende enddatum bis slut slutt slutdato sluttdato til λήξη"
    " έως",
    "channel": "channel via medium kanal weg medie μέσο κανάλι",
    "direction": "direction richtung retning κατεύθυνση",
    "subject": "subject betreff emne θέμα",
    "text": "text description what notes note task service activity beschreibung was notiz tätigkeit aufgabe"
    " beskrivelse hvad hva opgave oppgave περιγραφή τι σημειώσεις",
    "project": "project projekt prosjekt έργο",
    "staff": "staff user employee member team_member mitarbeiter bearbeiter medarbejder medarbeider ansatt υπάλληλος",
    "billable": "billable abrechenbar fakturerbar χρεώσιμο",
    "number": "number invoice_number invoice_no invoice_# rechnungsnr rechnungsnummer nummer fakturanummer"
    " fakturanr αριθμός",
    "invoice": "invoice invoice_number invoice_no rechnung rechnungsnr rechnungsnummer faktura fakturanummer τιμολόγιο",
    "amount": "amount total betrag summe brutto beløb beløp ποσό σύνολο",
    "issued": "issued invoice_date date_issued issue_date rechnungsdatum fakturadato έκδοση",
    "due": "due due_date fällig fällig_am fälligkeit forfald forfaldsdato forfall forfallsdato λήξη προθεσμία",
    "paid": "paid paid_on date_paid payment_date bezahlt bezahlt_am betalt betalingsdato πληρωμή εξόφληση",
    "currency": "currency währung valuta νόμισμα",
    "name": "name company organisation organization firma kunde client client_name customer customer_name navn"
    " selskap virksomhed όνομα επωνυμία πελάτης",
    "contact": "contact person contact_name contact_person ansprechpartner kontakt kontaktperson επαφή υπεύθυνος",
    "email": "email e-mail mail email_address mailadresse e-mail-adresse e-post epost ηλεκτρονικό_ταχυδρομείο",
    "phone": "phone telephone mobile telefon mobil handy tlf τηλέφωνο κινητό",
    "role": "role title position job_title funktion rolle stilling ρόλος θέση",
    "id": "id uid",
}

_BREAKS = "break breaks break_time pause pausen pausenzeit unterbrechung pauser διάλειμμα"

_TOLD_BY_WORDS = frozenset({"channel", "direction"})
_LOOKED_AT = 20

# Columns that are joined with one of those: the clock to the day, the family name to the given one.
_BESIDE = {
    "at": (
        "start_time time uhrzeit beginn startzeit klokkeslæt klokkeslett starttid ώρα ώρα_έναρξης",
        # Each may be something else, a sender for example: only where it holds times of day.
        "start begin started from von fra από",
    ),
    UNTIL: ("end_time stop_time endzeit sluttid ώρα_λήξης",),
    "contact": (
        "first_name given_name vorname fornavn όνομα",
        "last_name family_name surname nachname familienname efternavn etternavn επώνυμο",
    ),
}


class Mapped(NamedTuple):
    """For one type: each field with the columns that are joined for it, and the values that all rows share."""

    type: str
    columns: dict[str, tuple[str, ...]]
    constants: dict[str, str]
    absent: tuple[str, ...] = ()

    @property
    def judged(self) -> tuple[str, ...]:
        """What of it is opinion: single fields, or the whole type."""
        if self.type not in FACTS:
            return (self.type,)
        return tuple(name for name in (*self.columns, *self.constants) if name in JUDGED)

    def without_judgement(self) -> "Mapped":
        """Leave out what is opinion; raises BadData where that is all."""
        if self.type not in FACTS:
            raise BadData(f"each row is {self.type}, which is a judgement", "nothing was imported")
        columns = {name: each for name, each in self.columns.items() if name not in JUDGED}
        return self._replace(
            columns=columns, constants={name: each for name, each in self.constants.items() if name not in JUDGED}
        )

    def title(self, field: str) -> str:
        """Return the columns of a field as they are called in the file; nothing where it has none."""
        return " + ".join(self.columns.get(field, ()))

    def with_constants(self, given: Mapping[str, str]) -> "Mapped":
        """Add what was answered to hold for all rows: answers named `all:FIELD`, of fields that no column has."""
        known = targets(self.type)
        more = {
            field: given[f"all:{field}"] for field in known if f"all:{field}" in given and field not in self.columns
        }
        return self._replace(constants={**more, **self.constants})

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that a record of this type cannot be without, and has not."""
        given = {*self.columns, *self.constants}
        needed = [field.name for field in required_of(TYPES[self.type]) if field.name not in {"client", "id", "at"}]
        if self.type != "client":
            needed += [] if given & {"at", "issued"} else ["at"]
            needed += [] if given & set(PEOPLE) else ["client"]
        if UNTIL in given:
            given.add("minutes")
        return tuple(name for name in needed if name not in given)

    @property
    def text(self) -> str:
        """The columns as they are typed: `Kunde=client,Datum=at`."""
        return ",".join(f"{_quoted(column)}={field}" for field, columns in self.columns.items() for column in columns)


def targets(kind: str) -> tuple[str, ...]:
    """Return what a column may be mapped to in a table of one type."""
    fields = [name for name in fields_of(TYPES[kind]) if name not in {"client", "source", "contacts", "recorded_at"}]
    people = (*PEOPLE[1:], *PERSON) if kind == "client" else PEOPLE
    ends = (UNTIL,) if "minutes" in fields else ()
    return tuple(dict.fromkeys((*people, *fields, *ends)))


def mapped(table: Table, kind: str, columns: str, constants: str) -> Mapped:
    """Read what was typed; raises BadData for a field that the type has not."""
    chosen: dict[str, tuple[str, ...]] = {}
    absent = []
    known = targets(kind)
    for column, field in pairs(columns):
        _check_target(field, known, kind)
        if name := table.column(column):
            chosen[field] = (*chosen.get(field, ()), name)
        else:
            absent.append(column)
    fixed = dict(pairs(constants))
    for field in fixed:
        _check_target(field, known, kind)
    return Mapped(kind, chosen, fixed, tuple(absent))


def pairs(text: str) -> list[tuple[str, str]]:
    """Read `A=b,"C, d"=e`; raises BadData for a part without =."""
    found = []
    for part in next(csv.reader([text], skipinitialspace=True), []):
        left, sign, right = part.rpartition("=")
        if not sign or not left.strip() or not right.strip():
            raise BadData(f"{part!r} is no pair", "such as Kunde=client,Datum=at")
        found.append((left.strip(), right.strip()))
    return found


def guessed(table: Table, kind: str, constants: str) -> Mapped:
    """Guess the mapping from the words of the header, else from what columns hold; fields of opinion never.

    Each column is taken at most once.
    """
    known = targets(kind)
    chosen: dict[str, tuple[str, ...]] = {}
    free = list(table.header)
    rows = list(islice(table.good_rows(), _LOOKED_AT))
    for field, words in _WORDS.items():
        if field not in known or _needless(field, kind, chosen, free):
            continue
        found = [_first(free, each) for each in (words, *_BESIDE.get(field, ()))]
        found[0] = found[0] or _by_content(field, kind, free, rows)
        if field == "at" and (found[1] or found[2] == found[0] or not _holds_clocks(found[2], rows)):
            found[2] = ""
        # A clock alone is no time at which anything was.
        if columns := () if field == "at" and not found[0] else tuple(filter(None, found)):
            chosen[field] = columns
            free = [column for column in free if column not in columns]
    return Mapped(kind, chosen, dict(pairs(constants)))


def _by_content(field: str, kind: str, free: Sequence[str], rows: Sequence[Row]) -> str:
    """Return the first column that holds nothing but days or addresses, or mostly words of the field."""
    fits: dict[str, Callable[[str], object]] = {"at": parts_of, "email": is_address}
    words = words_of(kind, field, {}) if field in _TOLD_BY_WORDS else {}
    for column in free:
        cells = [cell for row in rows if (cell := row[column])]
        if field in fits and cells and all(map(fits[field], cells)):
            return column
        if 2 * sum(1 for cell in cells if cell.casefold() in words) > len(cells):
            return column
    return ""


def _holds_clocks(column: str, rows: Sequence[Row]) -> bool:
    """Whether a column has times of day and nothing else."""
    cells = [cell for row in rows if column and (cell := row[column])]
    return bool(cells) and all(map(clock_of, cells))


def _needless(field: str, kind: str, chosen: Collection[str], free: Sequence[str]) -> bool:
    """Whether a field is not guessed: a day where there are better ones; an end beside minutes or breaks; an address.

    Beside a client an address may be ours.
    """
    if field == "at":
        return kind in {"client", "invoice"}
    if field == UNTIL:
        return kind != "time" or "minutes" in chosen or bool(_first(free, _BREAKS))
    return kind != "client" and field in {"email", "phone"} and "client" in chosen


def left_out(table: Table, choice: Mapped) -> tuple[str, ...]:
    """Return the columns that no field takes."""
    used = {column for columns in choice.columns.values() for column in columns}
    return tuple(column for column in table.header if column not in used)


def _first(free: Sequence[str], words: str) -> str:
    """Return the first column of exactly such a word, what stands in parentheses left aside: `Duration (h)`."""
    meant = {fold(word.replace("_", " ")) for word in words.split()}
    return next((column for column in free if fold(column.partition("(")[0].strip(" .:*?")) in meant), "")


def _check_target(field: str, known: Sequence[str], kind: str) -> None:
    if field not in known:
        raise BadData(f"{field!r} is no field of {kind}", "fields: " + ", ".join(known))


def _quoted(column: str) -> str:
    return f'"{column}"' if "," in column else column
