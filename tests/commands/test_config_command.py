"""`config`: what is in force and why; a file that went wrong in the editor is kept and named."""

import json
import stat
import sys

import pytest


@pytest.fixture
def file(nobody_home):
    return nobody_home / "config" / "clienthealth" / "config.toml"


@pytest.fixture
def someone(monkeypatch):
    """Let somebody sit at the terminal."""

    def sitting():
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)

    return sitting


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """Make an editor that adds a line to the file."""

    def adding(line):
        script = tmp_path / "editor"
        script.write_text(f"#!{sys.executable}\nimport sys\nopen(sys.argv[1], 'a').write({line!r} + '\\n')\n")
        script.chmod(stat.S_IRWXU)
        monkeypatch.setenv("EDITOR", str(script))

    return adding


def written(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_every_key_has_its_value_and_where_that_comes_from(run, file):
    written(file, 'currency = "DKK"\n\n[policy]\nprior_problem_client = 0.1\n')

    lines = {line.split()[0]: line for line in run.ok("config show").lines}

    assert lines["me"].endswith("environment CLIENTHEALTH_USER")
    assert lines["database"].endswith("option --db")
    assert lines["currency"].split()[1:] == ["DKK", "file", f"{file}:1"]
    assert lines["policy.prior_problem_client"].split()[1:] == ["0.1", "file", f"{file}:4"]
    assert lines["backup.keep"].endswith("default")


def test_alone_it_shows(run):
    assert run.ok("config").out == run.ok("config show").out


def test_json_is_an_object_a_key(run):
    keys = [json.loads(line) for line in run.ok("config show --json").lines]

    assert {"key": "currency", "value": "EUR", "from": "default"} in keys


def test_the_path_is_said_whether_there_is_a_file_or_not(run, file):
    without = run.ok("config path")
    written(file, "")

    assert without.out == run.ok("config path").out == f"{file}\n"
    assert "config edit" in without.err


def test_a_file_that_cannot_be_read_still_has_a_path(run, file):
    written(file, "not toml at all")

    assert run.ok("config path").out == f"{file}\n"
    assert run("config show").code == 5


def test_a_file_named_on_the_command_line_is_the_one(run, tmp_path):
    assert run.ok(f"--config {tmp_path / 'mine.toml'} config path").out == f"{tmp_path / 'mine.toml'}\n"


def test_the_editor_gets_a_file_with_every_key_explained(run, file, editor, someone):
    editor("# nothing")
    someone()

    ran = run.ok("config edit")

    assert "is in order" in ran.out
    assert "#currency = " in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_was_there_is_what_the_editor_opens(run, file, editor, someone):
    written(file, 'currency = "DKK"\n')
    editor('me = "sam"')
    someone()

    run.ok("config edit")

    assert file.read_text() == 'currency = "DKK"\nme = "sam"\n'


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('curency = "DKK"', "curency"),
        ("this is no toml", "config.toml:"),
        ('timezone = "Europe/Berln"', "Berln"),
        ("[policy]\nprior_problem_client = 7", "prior_problem_client"),
    ],
)
def test_what_went_wrong_in_the_editor_is_kept_and_named(run, file, editor, someone, line, named):
    written(file, 'me = "robin"\n')
    editor(line)
    someone()

    ran = run("config edit")

    assert ran.code in {2, 5}
    assert named in ran.err
    assert "kept as you saved it" in ran.err
    assert file.read_text() == f'me = "robin"\n{line}\n'


def test_off_a_terminal_nothing_is_opened(run, file, editor):
    editor("# nothing")

    ran = run("config edit")

    assert ran.code == 2
    assert str(file) in ran.err
    assert not file.exists()


def test_the_policy_has_every_number_with_its_range_and_reason(run):
    ran = run.ok("config policy")

    assert ran.lines[0] == "model 2026.2"
    assert "prior_problem_client" in ran.out
    assert "0.01 to 0.15" in ran.out
    assert len(ran.lines) > 100


def test_a_number_that_was_set_is_shown_with_its_default_and_marks_the_model(run, file):
    written(file, "[policy]\nprior_problem_client = 0.1\n")

    ran = run.ok("config policy prior_problem")

    assert ran.lines[0] == "model 2026.2*"
    assert "0.1 (default 0.05)" in ran.out


def test_the_policy_as_json_is_an_object_a_number(run):
    number = json.loads(run.ok("config policy prior_problem_client --json").out)

    assert (number["value"], number["default"], number["low"], number["high"]) == (0.05, 0.05, 0.01, 0.15)
