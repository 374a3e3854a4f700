"""How the database came to be, step by step; a step that has shipped is never edited.

The column names are the field names of the journal. `handle` is the number behind a short handle (c12);
times are UTC ISO 8601 text or a bare date; lists are JSON; money is in ten-thousandths of its currency's
unit, which is exact for every currency and stays so when a currency is corrected.
"""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x636C6874
"""`clht`: tells our files from other programs' (PRAGMA application_id)."""

migrations = Migrations("clienthealth")

OWNER = '"client" text not null references "client" ("slug") on update cascade deferrable initially deferred'
ABOUT = (
    '"id" text not null, "at" text not null, "recorded_at" text, "source" text, "by" text, "owner" text, '
    '"ref" text, "note" text'
)
KEPT = '"version" integer not null default 1, "checksum" integer not null'
SAME_CLIENT = "on update cascade deferrable initially deferred"

TABLES = {
    "client": """
        "slug" text not null unique, "name" text not null, "language" text, "country" text, "timezone" text,
        "currency" text, "hourly_rate" integer, "status" text, "status_at" text, "payment_terms_days" integer,
        "notice_days" integer, "contract" text, "contract_date" text, "contract_clause" text, "address" text,
        "contact_hours" text, "recipient" text, "aliases" text, "contacts" text
    """,
    "interaction": """
        "day" integer not null, "week" integer not null, "channel" text not null, "direction" text not null,
        "text" text, "subject" text, "words" integer, "thread" text, "attachments" integer, "status" text,
        "minutes" real, "billable" integer check ("billable" in (0, 1)),
        "tone" integer check ("tone" between -2 and 2), "energy" integer check ("energy" between -2 and 2),
        "project" text, "staff" text, "contact" text,
        "needs_reply" integer check ("needs_reply" in (0, 1)), "reply_to" text
    """,
    "time": """
        "minutes" real not null, "text" text, "project" text, "staff" text,
        "billable" integer check ("billable" in (0, 1))
    """,
    "expectation": """
        "text" text not null, "topic" text, "party" text, "due" text, "via" text, "acknowledged_at" text,
        "until" text, "supersedes" text
    """,
    "promise": """
        "text" text not null, "party" text, "kind" text, "topic" text, "due" text, "accepted_at" text,
        "paused" text, "moved" text, "status" text, "closed_at" text
    """,
    "complaint": """
        "text" text, "topic" text, "severity" integer check ("severity" between 1 and 3), "cause" text,
        "conduct" text, "channel" text, "public" integer check ("public" in (0, 1)), "project" text,
        "staff" text, "contact" text, "against" text, "remedy_sought" text, "heard" text, "summary" text,
        "summary_agreed" integer check ("summary_agreed" in (0, 1)), "apology" text, "offered" text,
        "response" text, "acknowledged_at" text, "answered_at" text, "resolved_at" text,
        "confirmed" text, "confirmed_at" text, "closings" text, "reopened" text,
        "paused" text, "repeat_of" text, "incident" text
    """,
    "effort": """
        "kind" text not null, "complaint" text, "level" integer check ("level" between 1 and 3),
        "response_hours" real, "outcome" text, "outcome_at" text, "minutes" real, "cost" integer
    """,
    "signal": """
        "kind" text not null, "quote" text, "severity" integer check ("severity" between 1 and 3),
        "staff" text, "contact" text, "project" text, "topic" text, "complaint" text, "against" text,
        "public" integer check ("public" in (0, 1))
    """,
    "boundary": """ "step" text not null, "text" text, "until" text """,
    "hardship": """ "until" text, "text" text """,
    "invoice": """
        "number" text not null, "amount" integer not null, "net" integer, "kind" text, "issued" text,
        "due" text, "paid" text, "paid_amount" integer, "earned" integer, "currency" text, "disputed_at" text,
        "disputed" integer check ("disputed" in (0, 1))
    """,
    "payment": """ "invoice" text not null, "amount" integer not null, "kind" text """,
    "survey": """
        "instrument" text not null, "score" real, "scale_max" real, "asked_at" text, "answered_at" text,
        "text" text
    """,
    "next": """ "text" text not null, "due" text, "complaint" text, "closed_at" text """,
    "pulse": """ "state" text not null """,
    "away": """ "until" text, "staff" text """,
    "decision": """ "recommendation" text not null, "choice" text not null, "reason" text, "until" text """,
    "outcome": """ "result" text not null """,
}

REFERENCES = {
    "expectation": (("supersedes", "expectation", "id"),),
    "complaint": (("repeat_of", "complaint", "id"),),
    "effort": (("complaint", "complaint", "id"),),
    "signal": (("complaint", "complaint", "id"),),
    "next": (("complaint", "complaint", "id"),),
    "payment": (("invoice", "invoice", "number"),),
}

SEARCHED = {
    "interaction": ["text", "subject", "note"],
    "time": ["text", "note"],
    "expectation": ["text", "note"],
    "promise": ["text", "note"],
    "complaint": ["text", "remedy_sought", "heard", "summary", "offered", "note"],
    "effort": ["note"],
    "signal": ["quote", "note"],
    "boundary": ["text", "note"],
    "hardship": ["text", "note"],
    "invoice": ["number", "note"],
    "survey": ["text", "note"],
    "next": ["text", "note"],
    "decision": ["reason", "note"],
}

BOOKS = """
    create table "counter" ("type" text primary key, "last" integer not null) strict;
    create table "setting" ("key" text primary key, "value" text not null) strict;
    create table "command" (
        "seq" integer primary key, "id" text not null unique, "at" text not null, "by" text not null,
        "name" text not null, "undoes" text references "command" ("id")
    ) strict;
    create table "change" (
        "command" integer not null references "command" ("seq"), "position" integer not null,
        "type" text not null, "handle" integer not null, "last_handle" integer, "before" text, "after" text,
        primary key ("command", "position")
    ) strict;
"""


@migrations()
def m0001_the_record(db: Database) -> None:
    """One strict table a type, the audit of every command, and a full-text index over what people wrote."""
    for name in TABLES:
        db.execute(_create(name))
        if name not in {"client", "away"}:
            db.execute(f'create index "{name}_client_at" on "{name}" ("client", "at")')
            db.execute(f'create index "{name}_at" on "{name}" ("at")')
    for statement in BOOKS.split(";"):
        if statement.strip():
            db.execute(statement)
    for name, columns in SEARCHED.items():
        db.table(name).enable_fts(columns, tokenize="unicode61 remove_diacritics 2")
    db.execute(f"pragma application_id = {APPLICATION_ID}")


def _create(name: str) -> str:
    """Return the statement that creates the table of one type."""
    owner = [] if name in {"client", "away"} else [OWNER]
    columns = ['"handle" integer primary key', *owner, ABOUT, KEPT, TABLES[name].strip()]
    return f'create table "{name}" (' + ", ".join([*columns, *_unique(name), *_references(name)]) + ") strict"


def _unique(name: str) -> list[str]:
    """Return what may stand only once in the table of a type."""
    if name == "client":
        return []
    if name == "away":
        return ['unique ("id")']
    numbered = ['unique ("client", "number")'] if name == "invoice" else []
    return ['unique ("client", "id")', *numbered]


def _references(name: str) -> list[str]:
    """Return the references of a type to other records of the same client."""
    return [
        f'foreign key ("client", "{column}") references "{other}" ("client", "{key}") {SAME_CLIENT}'
        for column, other, key in REFERENCES.get(name, ())
    ]


LIKELIHOODS = ("conduct", "conduct_low", "conduct_high", "problem", "problem_low", "problem_high")
MOODS = ("health", "health_low", "health_high")
REVIEWS = f"""
    create table "review" (
        "handle" integer primary key, {ABOUT}, {KEPT},
        "mine" integer check ("mine" in (0, 1)),
        unique ("id")
    ) strict;
    create index "review_by" on "review" ("by", "at");
    create table "said" (
        "handle" integer primary key, {OWNER}, {ABOUT}, {KEPT},
        "model" text not null, "policy" text, "verdict" text not null, "recommendation" text not null,
        "confidence" text not null,
        {", ".join(f'"{name}" real not null check ("{name}" between 0 and 1)' for name in LIKELIHOODS)},
        {", ".join(f'"{name}" real not null check ("{name}" between 0 and 100)' for name in MOODS)},
        "alarms" text,
        unique ("client", "id")
    ) strict;
    create index "said_client_at" on "said" ("client", "at");
    create index "said_at" on "said" ("at");
"""


@migrations()
def m0002_closed_reviews(db: Database) -> None:
    """Reviews that were closed, and what each of them said of whom; both are kept beside the record."""
    for statement in REVIEWS.split(";"):
        if statement.strip():
            db.execute(statement)


IMPORTS = f"""
    create table "batch" (
        "handle" integer primary key, {ABOUT}, {KEPT},
        "form" text not null, "files" text, "new" integer not null, "changed" integer not null,
        "suggested" integer not null, "command" text not null,
        unique ("id")
    ) strict;
    create table "profile" (
        "handle" integer primary key, {ABOUT}, {KEPT},
        "name" text not null unique, "answers" text not null,
        unique ("id")
    ) strict;
    create table "rule" (
        "handle" integer primary key, {OWNER}, {ABOUT}, {KEPT},
        "kind" text not null, "value" text not null,
        unique ("client", "id")
    ) strict;
    create table "given" (
        "handle" integer primary key, {OWNER}, {ABOUT}, {KEPT},
        "kind" text not null, "key" text not null, "fields" text not null,
        unique ("client", "id")
    ) strict;
    create index "given_key" on "given" ("key");
    create table "suggestion" (
        "handle" integer primary key, {OWNER}, {ABOUT}, {KEPT},
        "reason" text not null, "values" text, "would" text, "about" text, "state" text, "closed_at" text,
        "became" text,
        unique ("client", "id")
    ) strict;
"""


@migrations()
def m0003_imports(db: Database) -> None:
    """Keep what imports need to know the next time: batches, answers, who is who, what a source gave and suggests."""
    for statement in IMPORTS.split(";"):
        if statement.strip():
            db.execute(statement)


@migrations()
def m0004_versions(db: Database) -> None:
    """Keep which version of a record a source gave, so that an older file turns no change back."""
    db.execute('alter table "given" add column "rank" text')
