"""Where settings come from: options, the environment, the file, and what holds without any of them."""

import os
import pwd
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from clienthealth.config import load
from clienthealth.config.environment import local_timezone
from clienthealth.core.kinds import Language
from clienthealth.errors import UsageError, UserError

VARIABLES = [
    *("CLIENTHEALTH_DB", "CLIENTHEALTH_USER", "XDG_DATA_HOME", "XDG_CONFIG_HOME"),
    *("USER", "LOGNAME", "LC_ALL", "LC_MESSAGES", "LANG", "TZ"),
]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A home folder of its own, and an environment that says nothing."""
    _ = [monkeypatch.delenv(name, raising=False) for name in VARIABLES]
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def written(home):
    """Write the usual configuration file."""

    def write(text):
        path = home / ".config" / "clienthealth" / "config.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    return write


# --- the file itself


def test_no_file_is_needed(home):
    settings = load()

    assert settings.source.path == home / ".config/clienthealth/config.toml"
    assert settings.targets == (1, 5, 5)
    assert settings.touch == (None, None)
    assert settings.backup == (None, 10)
    assert settings.retention.months_after_end is None
    assert settings.review.per_colleague is False
    assert settings.honest_log.hints is True
    assert str(settings.hours) == "mon-fri 09:00-17:00"
    assert settings.holidays == frozenset()
    assert settings.policy == {}


def test_a_file_named_on_the_command_line_must_be_there(tmp_path):
    with pytest.raises(UsageError) as refused:
        load(tmp_path / "none.toml")

    assert refused.value.message == f"{tmp_path}/none.toml: there is no such configuration file"
    assert refused.value.exit_code == 2


def test_the_file_on_the_command_line_replaces_the_usual_one(written, tmp_path):
    written('currency = "SEK"\ntopics = ["usual"]')
    named = tmp_path / "named.toml"
    named.write_text('currency = "DKK"')

    settings = load(named)

    assert settings.currency == "DKK"
    assert settings.topics == ()


def test_the_usual_file_lies_in_xdg_config_home(monkeypatch, tmp_path):
    folder = tmp_path / "elsewhere" / "clienthealth"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('currency = "NOK"')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "elsewhere"))

    assert load().currency == "NOK"


@pytest.mark.parametrize("value", ["", "relative/folder", "."])
def test_an_empty_or_relative_xdg_folder_is_ignored(monkeypatch, home, written, value):
    written('currency = "NOK"')
    monkeypatch.setenv("XDG_CONFIG_HOME", value)
    monkeypatch.setenv("XDG_DATA_HOME", value)

    settings = load()

    assert settings.currency == "NOK"
    assert settings.database == home / ".local/share/clienthealth/clients.db"


def test_a_folder_in_the_place_of_the_file_is_said_to_be_unreadable(home, tmp_path):
    with pytest.raises(UserError, match="cannot be read: Is a directory"):
        load(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_no_configuration(home):
    (home / ".config").write_text("")

    assert load().currency == "EUR"


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_read(written):
    written("").write_bytes(b'\xef\xbb\xbfcurrency = "DKK"\r\n[targets]\r\nanswer = 3\r\n')

    settings = load()

    assert settings.currency == "DKK"
    assert settings.targets.answer == 3


# --- the database


def test_the_database_lies_in_xdg_data_home(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    settings = load()

    assert settings.database == tmp_path / "data/clienthealth/clients.db"
    assert settings.origin("database") == "default"


def test_the_option_wins_over_the_variable_and_the_variable_over_the_file(written, monkeypatch):
    path = written('database = "/file.db"')
    from_file = load()
    monkeypatch.setenv("CLIENTHEALTH_DB", "/variable.db")
    from_variable = load()
    from_option = load(db=Path("/option.db"))

    assert (from_file.database, from_file.origin("database")) == (Path("/file.db"), f"file {path}:1")
    assert (from_variable.database, from_variable.origin("database")) == (
        Path("/variable.db"),
        "environment CLIENTHEALTH_DB",
    )
    assert (from_option.database, from_option.origin("database")) == (Path("/option.db"), "option --db")


def test_an_empty_variable_names_no_database(monkeypatch, home):
    monkeypatch.setenv("CLIENTHEALTH_DB", "")

    assert load().database == home / ".local/share/clienthealth/clients.db"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("work.db", ".config/clienthealth/work.db"), ("../work.db", ".config/work.db"), ("~/work.db", "work.db")],
)
def test_a_relative_database_starts_at_the_folder_of_the_file_and_a_tilde_at_home(written, home, typed, meant):
    written(f'database = "{typed}"')

    assert os.path.normpath(load().database) == str(home / meant)


def test_a_tilde_in_option_and_variable_is_home(monkeypatch, home):
    monkeypatch.setenv("CLIENTHEALTH_DB", "~/v.db")

    assert load().database == home / "v.db"
    assert load(db=Path("~/o.db")).database == home / "o.db"


@pytest.mark.parametrize("value", ["", "relative"])
def test_without_a_usable_home_the_systems_list_of_users_knows_it(monkeypatch, value):
    monkeypatch.setenv("HOME", value)
    monkeypatch.setattr("pwd.getpwuid", _account)

    settings = load()

    assert settings.database == Path("/home/by-system/.local/share/clienthealth/clients.db")
    assert settings.source.path == Path("/home/by-system/.config/clienthealth/config.toml")


def test_without_any_home_folder_a_named_database_is_enough(monkeypatch):
    monkeypatch.delenv("HOME")
    monkeypatch.setattr("pwd.getpwuid", _nobody)

    with pytest.raises(UserError, match="no home folder"):
        load()
    assert load(db=Path("/x.db")).database == Path("/x.db")


# --- who I am


def test_the_variable_wins_over_the_file_and_the_file_over_the_login_name(written, monkeypatch):
    monkeypatch.setenv("USER", "login")
    by_login = load().me
    written('me = "anna"')
    by_file = load().me
    monkeypatch.setenv("CLIENTHEALTH_USER", "bo")
    by_variable = load()

    assert (by_login, by_file, by_variable.me) == ("login", "anna", "bo")
    assert by_variable.origin("me") == "environment CLIENTHEALTH_USER"


def test_the_login_name_falls_back_from_user_to_logname_to_the_system_to_me(monkeypatch):
    monkeypatch.setenv("LOGNAME", "by-logname")
    by_logname = load().me
    monkeypatch.delenv("LOGNAME")
    monkeypatch.setattr("pwd.getpwuid", _account)
    by_system = load().me
    monkeypatch.setattr("pwd.getpwuid", _nobody)
    by_nothing = load().me

    assert (by_logname, by_system, by_nothing) == ("by-logname", "by-system", "me")


def test_a_name_in_bytes_that_are_no_text_can_be_stored(monkeypatch):
    monkeypatch.setenv("CLIENTHEALTH_USER", "bj\udcf8rn")

    assert load().me == "bj?rn"


# --- language and zone


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("de_DE.UTF-8", Language.DE),
        ("da", Language.DA),
        ("nb_NO.UTF-8", Language.NB),
        ("nn_NO.UTF-8", Language.NB),
        ("no_NO", Language.NB),
        ("el_GR@euro", Language.EL),
        ("de@latin", Language.DE),
        ("EN_us", Language.EN),
        ("fr_FR.UTF-8", Language.EN),
        ("C.UTF-8", Language.EN),
        ("POSIX", Language.EN),
    ],
)
def test_the_language_is_that_of_the_locale_where_we_speak_it(monkeypatch, locale, language):
    monkeypatch.setenv("LANG", locale)

    assert load().language is language


def test_the_first_locale_variable_that_is_set_decides(monkeypatch):
    monkeypatch.setenv("LANG", "de_DE")
    monkeypatch.setenv("LC_MESSAGES", "da_DK")
    by_messages = load()
    monkeypatch.setenv("LC_ALL", "fr_FR")
    by_all = load()

    assert (by_messages.language, by_messages.origin("language")) == (Language.DA, "environment LC_MESSAGES")
    assert (by_all.language, by_all.origin("language")) == (Language.EN, "default")


def test_the_file_wins_over_the_locale_and_over_tz(written, monkeypatch):
    path = written('language = "el"\ntimezone = "Europe/Athens"')
    monkeypatch.setenv("LANG", "de_DE")
    monkeypatch.setenv("TZ", "Europe/Berlin")

    settings = load()

    assert (settings.language, settings.timezone) == (Language.EL, "Europe/Athens")
    assert settings.origin("language") == f"file {path}:1"
    assert settings.origin("timezone") == f"file {path}:2"


@pytest.mark.parametrize(
    ("tz", "hour"),
    [
        ("Europe/Athens", 14),
        (":Europe/Athens", 14),
        ("", 12),
        ("UTC", 12),
        ("/usr/share/zoneinfo/Europe/Athens", 14),
    ],
)
def test_tz_names_the_zone_or_its_file(monkeypatch, tmp_path, tz, hour):
    monkeypatch.setenv("TZ", tz.replace("/usr/share/zoneinfo/Europe/Athens", str(_zone_file(tmp_path))))

    noon_in_utc = datetime(2026, 1, 15, 12, tzinfo=UTC)

    assert noon_in_utc.astimezone(load().zone).hour == hour


def test_a_zone_that_is_none_is_named_with_its_place_and_what_is_near(written):
    path = written('\ntimezone = "Europe/Kopenhagen"')
    settings = load()

    with pytest.raises(UserError) as refused:
        _ = settings.zone

    assert refused.value.message == f'{path}:2: timezone: "Europe/Kopenhagen" is no time zone'
    assert "Europe/Copenhagen" in refused.value.hint
    assert refused.value.exit_code == 5


@pytest.mark.parametrize("tz", ["Nowhere/Atall", "../../etc/passwd", "/etc/passwd", "/no/such/file", "Europe"])
def test_a_tz_that_is_none_is_a_usage_error(monkeypatch, tz):
    monkeypatch.setenv("TZ", tz)

    with pytest.raises(UsageError) as refused:
        _ = load().zone

    assert refused.value.message == f'timezone (environment TZ): "{tz}" is no time zone'


def test_the_systems_zone_has_the_name_its_link_points_to(tmp_path):
    link = tmp_path / "localtime"
    link.symlink_to("../usr/share/zoneinfo/Europe/Oslo")

    assert local_timezone(str(link)) == "Europe/Oslo"


def test_the_systems_zone_without_a_link_is_its_file_and_without_a_file_utc(tmp_path):
    file = _zone_file(tmp_path)

    assert local_timezone(str(file)) == str(file)
    assert local_timezone(str(tmp_path / "none")) == "UTC"


# --- what it costs


def test_without_a_file_no_parser_no_zones_and_no_table_are_loaded(tmp_path):
    loaded = _modules_after("load()", tmp_path)

    assert "clienthealth.config.settings" in loaded
    assert not loaded & {"tomllib", "zoneinfo", "dataclasses", "clienthealth.config.table", "difflib", "pwd"}


def test_a_file_costs_the_parser_and_the_table_but_no_zones(tmp_path, written):
    written("[targets]\nanswer = 3")

    loaded = _modules_after("load()", tmp_path)

    assert {"tomllib", "clienthealth.config.table"} <= loaded
    assert not loaded & {"zoneinfo", "difflib", "clienthealth.config.showing"}


def _modules_after(call, home):
    script = f"import sys; from clienthealth.config import load; {call}; print(*sys.modules)"
    environment = {"HOME": str(home), "USER": "anna"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def _zone_file(folder):
    """Write a zone file: two hours east of Greenwich, always."""
    head = b"TZif2" + bytes(15)
    counts = b"".join(n.to_bytes(4) for n in (0, 0, 0, 0, 1, 4))
    block = (7200).to_bytes(4) + bytes([0, 0]) + b"EET\0"
    file = folder / "zonefile"
    file.write_bytes((head + counts + block) * 2 + b"\nEET-2\n")
    return file


def _account(_uid):
    return pwd.struct_passwd(("by-system", "x", 1, 1, "", "/home/by-system", "/bin/sh"))


def _nobody(_uid):
    raise KeyError
