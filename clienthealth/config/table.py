"""The table of keys: every key the file may hold, how it is read and what it means."""

from typing import NamedTuple

from clienthealth.config import readers
from clienthealth.config.readers import Reader
from clienthealth.core.kinds import Language

WORKING_DAYS = readers.whole(0, 250)
DAYS = readers.whole(1, 3650)


class Key(NamedTuple):
    """A key. Where its default is no value: an example, as TOML, and in words what holds without it."""

    name: str
    read: Reader
    meaning: str
    example: str = ""
    otherwise: str = ""


class OpenTable(NamedTuple):
    """A table whose keys are the user's own: how their names and values are read."""

    name: str
    read_name: Reader
    read: Reader
    meaning: str
    example: str = ""


KEYS = (
    Key(
        "database",
        readers.path,
        "The database file. A relative path starts at the folder of this file.",
        '"~/clients/clients.db"',
        "clienthealth/clients.db in the folder for data ($XDG_DATA_HOME)",
    ),
    Key("me", readers.line, "Who you are, among colleagues.", '"anna"', "the login name"),
    Key(
        "language",
        readers.one_of(Language),
        "The language of everything people read: en, de, da, nb or el.",
        '"en"',
        "that of the locale, else en",
    ),
    Key(
        "timezone",
        readers.zone_name,
        "Your time zone, by its IANA name.",
        '"Europe/Copenhagen"',
        "that of the system",
    ),
    Key("hours", readers.hours, "When you work."),
    Key(
        "holidays",
        readers.days,
        "Days and spans of days on which our clocks stand still.",
        '["2026-12-24", "2026-12-27..2027-01-01"]',
        "none",
    ),
    Key("currency", readers.code(3, "ISO 4217", "EUR"), "The currency you count in."),
    Key(
        "topics",
        readers.texts,
        "Topics of your own beside the built-in ones.",
        '["hosting", "training"]',
        "none",
    ),
    Key(
        "own_addresses",
        readers.texts,
        "Your mail addresses and names: they tell in from out in imports.",
        '["me@my.example", "Anna Lund"]',
        "none",
    ),
    Key("sender.name", readers.line, "Your name, or that of your business.", '"Anna Lund"', "nothing"),
    Key(
        "sender.address",
        readers.lines,
        "The lines of your postal address.",
        '["Kirkegade 1", "8000 Aarhus C"]',
        "nothing",
    ),
    Key("sender.place", readers.line, "The place that stands before the date.", '"Aarhus"', "nothing"),
    Key("sender.email", readers.mail_address, "Your mail address.", '"me@my.example"', "nothing"),
    Key("sender.phone", readers.line, "Your telephone number.", '"+45 00 00 00 00"', "nothing"),
    Key("sender.signature", readers.text, "What stands under a letter.", '"Anna Lund"', "the name"),
    Key(
        "sender.closing",
        readers.line,
        "The words before the signature.",
        '"Kind regards"',
        "the words of the letter's language",
    ),
    Key("sender.voice", readers.one_of(("i", "we")), "Whether letters say i or we."),
    Key(
        "sender.country",
        readers.code(2, "ISO 3166-1", "DE"),
        "Your country: the size of paper and the form of dates.",
        '"DE"',
        "as is usual in the letter's language",
    ),
    Key(
        "sender.own_up_to",
        readers.whole(0, 1_000_000_000),
        "The most that may be at stake, in your currency, where an apology says that the mistake was yours.",
        "500",
        "only with --legal-ok",
    ),
    Key("targets.acknowledge", WORKING_DAYS, "Working days until a complaint is acknowledged."),
    Key("targets.answer", WORKING_DAYS, "Working days until a complaint is answered."),
    Key("targets.follow_up", WORKING_DAYS, "Working days after a solution until we ask whether it holds."),
    Key("touch.usual", DAYS, "Days between two contacts.", "30", "the client's own rhythm, else 30"),
    Key("touch.longest", DAYS, "Days of silence at most.", "60", "the client's own rhythm, else 60"),
    Key("backup.dir", readers.path, "The folder that copies go to.", '"~/backups/clients"', "none"),
    Key("backup.keep", readers.whole(1, 1000), "How many copies stay."),
    Key(
        "retention.months_after_end",
        readers.whole(0, 1200),
        "Months after the end of a relationship until `privacy due` names it.",
        "36",
        "none",
    ),
    Key("review.per_colleague", readers.truth, "Whether complaints are counted by named colleague."),
    Key("honest_log.hints", readers.truth, "Whether wording gets gentle hints."),
)

OPEN_TABLES = (
    OpenTable(
        "currency_rates",
        readers.code(3, "ISO 4217", "USD"),
        readers.rate,
        "What one unit of another currency is worth in yours; without it, no sum over currencies.",
        "USD = 0.92",
    ),
    OpenTable(
        "policy",
        readers.line,
        readers.number,
        "Any number that `config policy` lists, within its range; the model's name then carries a mark.",
    ),
)

TABLES = frozenset(key.name.partition(".")[0] for key in KEYS if "." in key.name) | {
    table.name for table in OPEN_TABLES
}
