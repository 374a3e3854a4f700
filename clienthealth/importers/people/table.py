"""Address books as tables: of Google, Outlook, Thunderbird, HubSpot, Zoho, Atomic CRM, invoice programs and others."""

import re
from collections.abc import Iterable, Iterator, Mapping

from clienthealth.importers.answers import Answers
from clienthealth.importers.items import Item, Note, Problem
from clienthealth.importers.people.people import Person, items_of, several
from clienthealth.importers.source import Source
from clienthealth.importers.tables.table import Row, Table, fold_name, header_in, table_of

_COLUMNS = {
    "email": r"((primary|secondary|alternate|primäre|sekundäre|primær|sekundær|κύριο|δευτερεύον) )?"
    r"(e-?mails?|mail|e-?post(adresse)?|e-?mail[ -]?(address(es)?|adresse))( \d)?"
    r"|e-?mail \d( - value|: adresse|-adresse| address)|emailid|email[_ ](work|home|other)|email - (work|home|other)"
    r"|e-mail (privat|geschäftlich|dienstlich|beruflich)"
    r"|ηλεκτρονικό ταχυδρομείο",
    "phone": r"phone( ?\d)?( - value| number)?|phone_(work|home|other)|phone - (work|home|mobile|other)|main phone #s"
    r"|mobile( phone)?( number)?|(mobile|business|home|primary|other|company main|car|work) (phone|number)( \d)?"
    r"|telephone|telefon(nummer)?|telefon (geschäftlich|firma)( \d)?|telefon \((privat|arbejde|hjem)( \d)?\)"
    r"|(tel\.|telefon|mobil) (dienstlich|privat|mobil|festnetz)"
    r"|(haupt|auto|arbejds|arbeids|hjemme)telefon|mobil(telefon|nummer|nr|-tel\.-nr\.)?( \d)?"
    r"|weiteres telefon|handy(nummer)?|tlf\.?|τηλέφωνο( εργασίας| οικίας)?|κινητό|αριθμός κινητού",
    "given": r"(contact[ _])?(first|given)[ _]name|firstname|first|vorname|fornavn|όνομα",
    "family": r"(contact[ _])?(last|family)[ _]name|surname|lastname|last|nachname|familienname|efternavn|etternavn"
    r"|επώνυμο",
    "name": r"((full|display|contact|customer) )?name|(vis(t)? |fullt )?navn|anzeigename|ονοματεπώνυμο"
    r"|εμφανιζόμενο όνομα",
    "organisation": r"company([ _]name)?|client([ _]name)?|customer_name|associated company"
    r"|organi[sz]ation( 1)?( -)?( name)?|firma|firmenname"
    r"|virksomhed|selskap|firmanavn|organisasjon|εταιρεία",
    "role": r"job ?title|organi[sz]ation( 1 -)? title|position|funktion|stilling|rolle|role|θέση"
    r"|job titel|jobbtittel|arbeitstitel|τίτλος εργασίας",
    "title": r"title|titel|tittel",
    "language": r"(preferred )?language|sprache|sprog|språk|γλώσσα",
    "timezone": r"time ?zone|zeitzone|tidszone|tidssone",
}
# A folded name has no other sigma at its end.
_SHAPES = {field: re.compile(shape.replace("ς", "σ")) for field, shape in _COLUMNS.items()}
_REPEATED = re.compile(r" \(\d+\)$")

# A table with such a column is about money, time or what was done, and names people only beside that.
_OTHER = re.compile(r".*\b(?:invoice|duration|hours|ticket|engagement|activity type|start date|rechnung\w*|dauer)\b.*")
_PERHAPS_OTHER = re.compile(r".*\b(?:amount|subject|date|due|betrag|betreff|datum|dato|beløb|beløp)\b.*")

_SALUTATION = "suffix"


def recognises(source: Source) -> bool:
    """Whether it has columns for names and for addresses or numbers, and none for what other tables are about."""
    header = [fold_name(name) for name in header_in(source)]
    fields = {field for name in header if (field := _field(name))}
    if not fields & {"email", "phone"} or any(map(_OTHER.fullmatch, header)):
        return False
    # A first and a last name are what address books have; a name alone stands in many tables.
    if {"given", "family"} <= fields:
        return True
    return bool(fields & {"name", "organisation"}) and not any(map(_PERHAPS_OTHER.fullmatch, header))


def read(source: Source, answers: Answers) -> Iterator[Item]:
    """Yield a client with one contact for each row, in constant memory; a ragged row is taken, and noted."""
    table = table_of(source, answers)
    places = _places(table)
    for row in table.rows():
        if isinstance(row, Problem):
            yield row
            continue
        if ragged := row.ragged():
            yield Note(ragged.spot, ragged.what)
        yield from items_of(row.spot, _person(row, places))


def _person(row: Row, places: Mapping[str, tuple[str, ...]]) -> Person:
    given, family = _first(row, places["given"]), _first(row, places["family"])
    return Person(
        name=f"{given} {family}".strip() or _first(row, places["name"]),
        organisation=_first(row, places["organisation"]),
        emails=_all(row, places["email"]),
        phones=_all(row, (column for column in places["phone"] if not _is_fax(row, column))),
        role=_first(row, places["role"]) or _first(row, places["title"]),
        language=_first(row, places["language"]),
        timezone=_first(row, places["timezone"]),
    )


def _places(table: Table) -> dict[str, tuple[str, ...]]:
    """Return the columns of each field; a title beside a suffix is a salutation, and no role."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(_COLUMNS, ())
    for name in table.header:
        if field := _field(fold_name(name)):
            found[field] = (*found[field], name)
    if table.column(_SALUTATION):
        found["title"] = ()
    return found


def _field(name: str) -> str:
    """Return the field that a column is, whatever number it carries as a repeated one."""
    bare = _REPEATED.sub("", name).removeprefix("person - ")
    return next((field for field, shape in _SHAPES.items() if shape.fullmatch(bare)), "")


def _is_fax(row: Row, column: str) -> bool:
    """Whether the column beside a number, which Google has for its kind, calls it a fax."""
    bare = fold_name(column)
    return any("fax" in row[bare.replace("- value", kind)].casefold() for kind in ("- label", "- type"))


def _first(row: Row, columns: Iterable[str]) -> str:
    for column in columns:
        if text := row[column]:
            return text
    return ""


def _all(row: Row, columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(part for column in columns if (cell := row[column]) for part in several(cell))
