"""Every key of the configuration: what it takes, what it refuses, and where the refusal points."""

from datetime import date
from functools import reduce
from pathlib import Path

import pytest

from clienthealth.config import load
from clienthealth.config.settings import SECTIONS, Settings
from clienthealth.config.showing import sample, shown
from clienthealth.config.source import lines_of
from clienthealth.config.table import KEYS, OPEN_TABLES
from clienthealth.core.kinds import Language
from clienthealth.core.working_time import WorkingHours
from clienthealth.errors import BadData, UsageError

ACCEPTED = [
    ("database", '"/data/clients.db"', Path("/data/clients.db")),
    ("me", '" anna "', "anna"),
    ("language", '"nb"', Language.NB),
    ("timezone", '"Europe/Athens"', "Europe/Athens"),
    ("hours", '"sun-thu 08:00-16:00"', WorkingHours.parse("sun-thu 08:00-16:00")),
    ("holidays", '["2026-12-24"]', {date(2026, 12, 24)}),
    ("holidays", "[2026-12-24]", {date(2026, 12, 24)}),
    ("holidays", '["2026-12-31..2027-01-01"]', {date(2026, 12, 31), date(2027, 1, 1)}),
    ("holidays", "[]", frozenset()),
    ("currency", '"DKK"', "DKK"),
    ("topics", '["hosting", "training", "hosting"]', ("hosting", "training")),
    ("own_addresses", '["me@my.example", "Ann Ære"]', ("me@my.example", "Ann Ære")),
    ("sender.name", '"Anna"', "Anna"),
    ("sender.address", '["Road 1", "8000 Town"]', ("Road 1", "8000 Town")),
    ("sender.address", '"Road 1\\n8000 Town\\n"', ("Road 1", "8000 Town")),
    ("sender.place", '"Aarhus"', "Aarhus"),
    ("sender.email", '"me@my.example"', "me@my.example"),
    ("sender.phone", '"+45 1"', "+45 1"),
    ("sender.signature", '"Anna\\nCEO"', "Anna\nCEO"),
    ("sender.closing", '"Best,"', "Best,"),
    ("sender.voice", '"we"', "we"),
    ("sender.country", '"GR"', "GR"),
    ("sender.own_up_to", "500", 500),
    ("targets.acknowledge", "0", 0),
    ("targets.answer", "250", 250),
    ("targets.follow_up", "10", 10),
    ("touch.usual", "1", 1),
    ("touch.longest", "3650", 3650),
    ("backup.dir", '"/copies"', Path("/copies")),
    ("backup.keep", "1", 1),
    ("retention.months_after_end", "0", 0),
    ("review.per_colleague", "true", True),
    ("honest_log.hints", "false", False),
    ("currency_rates", "{ USD = 0.92, SEK = 1 }", {"USD": 0.92, "SEK": 1.0}),
    ("policy", "{ prior = -3, half.life = 0.5 }", {"prior": -3.0, "half.life": 0.5}),
]

REFUSED = [
    ("database", "1", "1 is no text"),
    ("database", '""', "is empty"),
    ("database", '"~nosuchuser/x.db"', '"~nosuchuser/x.db": there is no such home folder'),
    ("me", '" "', "is empty"),
    ("me", '"a\\nb"', '"a\nb" is more than one line of plain text'),
    ("language", '"fr"', '"fr" is not known'),
    ("language", "[]", "[] is not known"),
    ("timezone", "2", "2 is no text"),
    ("timezone", '"/etc/localtime"', '"/etc/localtime" is no name of a time zone'),
    ("hours", '"mon-fri 17:00-09:00"', '"mon-fri 17:00-09:00": 17:00 is not before 09:00'),
    ("hours", "9", "9 is no text"),
    ("holidays", '"2026-12-24"', '"2026-12-24" is no list'),
    ("holidays", '["24.12.2026"]', '"24.12.2026" is no day and no span of days'),
    ("holidays", '["2026-02-29"]', '"2026-02-29" is no day and no span of days'),
    ("holidays", '["2026-12-24.."]', '"2026-12-24.." is no day and no span of days'),
    ("holidays", '["2026-12-24..2026-12-23"]', '"2026-12-24..2026-12-23" spans 0 days'),
    ("holidays", '["2026-01-01..2027-01-02"]', '"2026-01-01..2027-01-02" spans 367 days'),
    ("currency", '"eur"', '"eur" is no ISO 4217 code'),
    ("currency", '"EURO"', '"EURO" is no ISO 4217 code'),
    ("currency", "978", "978 is no ISO 4217 code"),
    ("topics", '"hosting"', '"hosting" is no list'),
    ("topics", "[1]", "1 is no text"),
    ("own_addresses", '[""]', "is empty"),
    ("sender.name", "true", "true is no text"),
    ("sender.address", '["Road\\n1"]', '"Road\n1" is more than one line of plain text'),
    ("sender.address", "{}", "a table is no text"),
    ("sender.place", "[]", "[] is no text"),
    ("sender.email", '"me"', '"me" is no mail address'),
    ("sender.email", '"@my.example"', '"@my.example" is no mail address'),
    ("sender.email", '"me@"', '"me@" is no mail address'),
    ("sender.email", '"Anna <me@my.example>"', '"Anna <me@my.example>" is no mail address'),
    ("sender.phone", "112", "112 is no text"),
    ("sender.signature", '"\\u0000"', "holds a NUL character"),
    ("sender.closing", '""', "is empty"),
    ("sender.voice", '"they"', '"they" is not known'),
    ("sender.country", '"Denmark"', '"Denmark" is no ISO 3166-1 code'),
    ("sender.own_up_to", "-1", "-1 is out of range"),
    ("targets.acknowledge", "-1", "-1 is out of range"),
    ("targets.answer", "251", "251 is out of range"),
    ("targets.follow_up", "1.5", "1.5 is no whole number"),
    ("touch.usual", "0", "0 is out of range"),
    ("touch.longest", '"60"', '"60" is no whole number'),
    ("backup.dir", "[]", "[] is no text"),
    ("backup.keep", "true", "true is no whole number"),
    ("retention.months_after_end", "-1", "-1 is out of range"),
    ("review.per_colleague", '"yes"', '"yes" is neither true nor false'),
    ("honest_log.hints", "1", "1 is neither true nor false"),
    ("currency_rates.USD", "0", "0 is no rate"),
    ("currency_rates.usd", "1", '"usd" is no ISO 4217 code'),
    ("policy.prior", '"3"', '"3" is no number'),
    ("policy.prior", "nan", "nan is no number"),
    ("policy.prior", "-inf", "-inf is no number"),
    ("policy.prior", "false", "false is no number"),
]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A home folder of its own, and an environment that overrides no key."""
    _ = [monkeypatch.delenv(name, raising=False) for name in ("CLIENTHEALTH_DB", "CLIENTHEALTH_USER")]
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def file(tmp_path):
    return tmp_path / "config.toml"


def value_of(settings, key):
    return reduce(getattr, key.split("."), settings)


# --- every key


def test_every_key_is_accepted_and_refused_below():
    open_tables = {table.name for table in OPEN_TABLES}
    known = {key.name for key in KEYS} | open_tables

    assert {key for key, *_ in ACCEPTED} == known
    assert {key.partition(".")[0] if key.partition(".")[0] in open_tables else key for key, *_ in REFUSED} == known


def test_every_setting_has_its_key_and_every_key_its_setting():
    plain = set(Settings._fields) - set(SECTIONS) - {"source", "given"}
    inner = {f"{table}.{field}" for table, kind in SECTIONS.items() for field in kind._fields}

    assert {key.name for key in KEYS} | {table.name for table in OPEN_TABLES} == plain | inner


@pytest.mark.parametrize(("key", "toml", "value"), ACCEPTED)
def test_a_possible_value_is_in_force(file, key, toml, value):
    file.write_text(f"# one\n{key} = {toml}\n")

    settings = load(file)

    assert value_of(settings, key) == value
    assert settings.origin(key) == f"file {file}:2"


@pytest.mark.parametrize(("key", "toml", "complaint"), REFUSED)
def test_an_impossible_value_is_refused_with_file_line_and_key(file, key, toml, complaint):
    file.write_text(f"# one\n# two\n{key} = {toml}\n")

    with pytest.raises(BadData) as refused:
        load(file)

    assert refused.value.message == f"{file}:3: {key}: {complaint}"
    assert refused.value.hint
    assert refused.value.exit_code == 5


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ('language = "no"', "one of: en, de, da, nb, el"),
        ("backup.keep = 0", "a whole number from 1 to 1000, without quotes"),
        ('hours = "always"', 'write it like "mon-fri 09:00-17:00"'),
    ],
)
def test_the_hint_says_what_is_possible(file, written, hint):
    file.write_text(written)

    with pytest.raises(BadData) as refused:
        load(file)

    assert refused.value.hint == hint


def test_a_relative_backup_folder_starts_at_the_folder_of_the_file(file):
    file.write_text('backup.dir = "copies"')

    assert load(file).backup.dir == file.parent / "copies"


# --- keys nobody knows


@pytest.mark.parametrize(
    ("written", "key", "line", "hint"),
    [
        ('me = "a"\ncurrencies = "EUR"', "currencies", 2, "did you mean currency?"),
        ("[targets]\nanswers = 5", "targets.answers", 2, "did you mean targets.answer?"),
        ("[target]\nanswer = 5", "target", 1, "did you mean targets?"),
        ("keep = 5", "keep", 1, "did you mean backup.keep?"),
        ("\n[sendr]", "sendr", 2, "did you mean sender?"),
        (
            "zzz.a = 1",
            "zzz",
            1,
            "known here: database, me, language, timezone, hours, holidays, currency, topics, own_addresses",
        ),
        ("[backup]\nzzz = 5", "backup.zzz", 2, "known here: backup.dir, backup.keep"),
        ("[[targets]]\nanswer = 5", "targets", 1, "write [targets] on its own line and its keys below"),
        ("targets = 5", "targets", 1, "write [targets] on its own line and its keys below"),
        ("me.name = 5", "me", 1, 'text stands in quotes: "like this"'),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest(file, written, key, line, hint):
    file.write_text(written)

    with pytest.raises(BadData) as refused:
        load(file)

    assert refused.value.message.startswith(f"{file}:{line}: {key}: ")
    assert refused.value.hint == hint


# --- the line is right however the file is written


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("targets.answer = 999", 1),
        ("targets = { acknowledge = 1, answer = 999 }", 1),
        ("[targets]\nacknowledge = 1\nanswer = 999", 3),
        ('["targets"] # ours\n\n  "answer" = 999', 3),
        ('me = """\nanswer = 1\n"""\n[touch]\nusual = 3\n[targets]\nanswer = 999', 7),
        ('topics = [\n  "a", # ]\n  "[targets]",\n]\ntargets.answer = 999', 5),
        ("[touch]\nusual = 5\n[backup]\n[targets]\r\n# answer = 4\r\nanswer = 999\r\n", 6),
        ("# a form feed of two lines \u2028 for some\ntargets.answer = 999", 2),
    ],
)
def test_the_line_is_that_of_the_key_in_its_table(file, written, line):
    file.write_text(written.replace('me = """\nanswer', 'sender.signature = """\nanswer'), newline="")

    with pytest.raises(BadData) as refused:
        load(file)

    assert refused.value.message == f"{file}:{line}: targets.answer: 999 is out of range"


def test_a_table_stands_where_it_is_first_named():
    assert lines_of("targets.answer = 1\n\ntargets.follow_up = 2\n") == {
        "targets": 1,
        "targets.answer": 1,
        "targets.follow_up": 3,
    }


def test_a_value_over_several_lines_stands_where_it_begins(file):
    file.write_text('\ntopics = [\n  "a",\n  2,\n]\n')

    with pytest.raises(BadData, match=r"config\.toml:2: topics: 2 is no text"):
        load(file)


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ('me = "a"\nme = "b"\n', 2),
        ("\n\nme = anna\n", 3),
        ("me = 'a\n", 1),
        ('\ntopics = ["a",\n\n', 2),
        ("x = 1" + "0" * 5000, 1),
        ("topics = " + "[" * 5000, 1),
    ],
)
def test_what_is_no_toml_is_refused_with_its_line(file, written, line):
    file.write_text(written)

    with pytest.raises(BadData) as refused:
        load(file)

    assert refused.value.message.startswith(f"{file}:{line}: ")
    assert "(at " not in refused.value.message


def test_what_is_no_utf_8_is_refused_with_its_line(file):
    file.write_bytes(b'me = "a"\nsender.name = "S\xf8ren"\n')

    with pytest.raises(BadData, match=r"config\.toml:2: is not UTF-8"):
        load(file)


# --- values that turn out wrong later


def test_who_finds_a_value_wrong_later_can_say_where_it_stands(file):
    file.write_text("[policy]\nprior = 7\n")

    error = load(file).wrong("policy.prior", "7 is out of range", "-6 to 0")

    assert isinstance(error, BadData)
    assert (error.message, error.hint) == (f"{file}:2: policy.prior: 7 is out of range", "-6 to 0")


def test_a_wrong_value_of_the_environment_is_a_usage_error_whatever_the_file_says(file, monkeypatch):
    file.write_text('database = "/y"')
    monkeypatch.setenv("CLIENTHEALTH_DB", "/x")

    error = load(file).wrong("database", "is a folder")

    assert isinstance(error, UsageError)
    assert error.message == "database (environment CLIENTHEALTH_DB): is a folder"


def test_settings_cannot_be_changed(file):
    file.write_text("[policy]\nprior = 7\n")
    settings = load(file)

    with pytest.raises(AttributeError):
        settings.me = "bo"
    with pytest.raises(TypeError):
        settings.policy["prior"] = 8


# --- config show, and the file to begin with


def test_what_is_in_force_is_shown_with_where_it_comes_from(file):
    file.write_text(
        'currency = "DKK"\nholidays = ["2026-12-24..2026-12-26", 2026-05-01]\ntopics = ["a", "b"]\n'
        "[review]\nper_colleague = true\n[currency_rates]\nEUR = 7.46\n[policy]\na.b = 0.1\n"
    )

    rows = shown(load(file, Path("/x.db")))

    assert {key: (value, origin) for key, value, origin in rows if origin != "default"} == {
        "database": ("/x.db", "option --db"),
        "currency": ("DKK", f"file {file}:1"),
        "holidays": ("2026-05-01, 2026-12-24..2026-12-26", f"file {file}:2"),
        "topics": ("a, b", f"file {file}:3"),
        "review.per_colleague": ("true", f"file {file}:5"),
        "currency_rates.EUR": ("7.46", f"file {file}:7"),
        "policy.a.b": ("0.1", f"file {file}:9"),
    } | {key: (value, origin) for key, value, origin in rows if origin.startswith("environment")}


def test_defaults_are_shown_in_words_where_they_are_no_value():
    rows = {key: (value, origin) for key, value, origin in shown(load())}

    assert [*rows] == [key.name for key in KEYS]
    assert rows["targets.answer"] == ("5", "default")
    assert rows["honest_log.hints"] == ("true", "default")
    assert rows["touch.usual"] == ("the client's own rhythm, else 30", "default")
    assert rows["holidays"] == ("none", "default")
    assert all(value for value, _ in rows.values())


def test_the_sample_as_it_stands_changes_nothing(file):
    file.write_text(sample())

    assert load(file)._replace(source=None) == load()._replace(source=None)


def test_the_sample_with_every_key_in_force_holds_the_defaults_that_are_values(file):
    text = "\n".join(line if line.startswith("# ") else line.removeprefix("#") for line in sample().split("\n"))
    file.write_text(text)

    settings = load(file)

    rows = {key: (value, origin) for key, value, origin in shown(settings)}
    assert {key for key, (_, origin) in rows.items() if origin == "default"} == set()
    usual = {key: value for key, value, _ in shown(Settings(Path("x"), "x", "x"))}
    plain = [key.name for key in KEYS if not key.otherwise]
    assert {key: rows[key][0] for key in plain} == {key: usual[key] for key in plain}


@pytest.mark.parametrize("key", KEYS)
def test_the_sample_says_above_each_key_what_it_means_and_what_holds_without_it(key):
    lines = [f"# {key.meaning}", f"# Default: {key.otherwise}.", f"#{key.name.rpartition('.')[2]} = "]

    assert "\n".join(line for line in lines if line != "# Default: .") in sample()


def test_the_lines_of_the_sample_fit_a_page():
    assert max(len(line) for line in sample().split("\n")) <= 100
