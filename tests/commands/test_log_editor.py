"""The editor of `log`: when it opens, and that what was saved in it is never lost."""

import io
import json
import stat
import sys

import pytest


class Terminal(io.StringIO):
    """Somebody is there, and types nothing."""

    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """Sit down at a terminal with an editor of a few lines of Python on the path `p`; what it opens is returned."""

    def made(body):
        script, seen = tmp_path / "editor", tmp_path / "seen"
        script.write_text(
            f"#!{sys.executable}\nimport sys, pathlib\np = pathlib.Path(sys.argv[1])\n"
            f"pathlib.Path({str(seen)!r}).write_bytes(p.read_bytes())\n{body}\n"
        )
        script.chmod(stat.S_IRWXU)
        monkeypatch.setenv("EDITOR", str(script))
        monkeypatch.setattr("sys.stdin", Terminal())
        monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
        return seen

    return made


@pytest.fixture
def drafts(nobody_home):
    return lambda: sorted(nobody_home.glob("data/clienthealth/drafts/*"))


WROTE = "p.write_text('What happened\\n' + p.read_text())"


@pytest.mark.parametrize("options", ["", "-m 25", "-t 1", "-e -1", "--via call", "--staff kim"])
def test_the_editor_opens_where_there_are_no_words(run, editor, options):
    editor(WROTE)

    assert json.loads(run.ok(f"log acme {options} --json").out)["text"] == "What happened"


@pytest.mark.parametrize("options", ["--promise one fri", "--asked one fri", "--complaint one", "-s rude", "'' -m 25"])
def test_it_does_not_open_where_the_entry_is_complete_without_words(run, editor, options):
    seen = editor(WROTE)

    run.ok(f"log acme {options}")

    assert not seen.exists()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("log nobody", 3),
        ("log acme --when someday", 2),
        ("log acme --via emial", 2),
        ("log acme -t 9", 2),
        ("log acme -m nonsense", 2),
        ("log acme --quote useless", 2),
        ("log acme --amend", 3),
        ("log nobody --amend", 3),
    ],
)
def test_all_else_is_checked_before_it_opens(run, editor, line, code):
    seen = editor(WROTE)

    assert run(line).code == code
    assert not seen.exists()


def test_amend_alone_opens_the_words_as_they_stand(run, editor):
    run.ok("log acme Called twice")
    seen = editor("p.write_text(p.read_text().replace('twice', 'back'))")

    amended = json.loads(run.ok("log acme --amend --json").out)

    assert seen.read_text().startswith("Called twice\n# i1: ")
    assert (amended["handle"], amended["text"]) == ("i1", "Called back")


def test_an_empty_text_logs_nothing(run, editor):
    editor("p.write_text('')")

    ran = run("log acme -m 25")

    assert ran.code == 2
    assert "nothing to log" in ran.err


def test_lines_end_as_ours_do_and_other_text_stays_as_typed(run, editor):
    editor(r"p.write_bytes('\ufeffOne\r\ntwo\x0bthree\u2028four\r\n'.encode())")

    assert json.loads(run.ok("log acme --json").out)["text"] == "One\ntwo\x0bthree\u2028four"


def test_text_that_is_no_utf8_is_kept_and_the_way_out_is_named(run, editor, drafts):
    editor(r"p.write_bytes('Café war zu\n'.encode('latin-1') + p.read_bytes())")

    ran = run("log acme")

    assert ran.code == 2
    assert "not UTF-8, from byte 4 on" in ran.err.splitlines()[0]
    (kept,) = drafts()
    assert kept.read_bytes().strip() == "Café war zu".encode("latin-1")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert f"clienthealth log acme - < {kept}" in ran.err


def test_what_an_editor_saved_before_it_failed_is_kept(run, editor, drafts, monkeypatch):
    editor(f"{WROTE}\nsys.exit(3)")

    ran = run("log acme")

    assert ran.code == 2
    assert "ended with 3" in ran.err
    (kept,) = drafts()
    assert f"clienthealth log acme - < {kept}" in ran.err
    monkeypatch.setattr("sys.stdin", io.StringIO(kept.read_text()))
    assert json.loads(run.ok("log acme - --json").out)["text"] == "What happened"


def test_an_editor_that_is_left_without_saving_leaves_nothing(run, editor, drafts):
    editor("sys.exit(1)")

    ran = run("log acme")

    assert ran.err.splitlines()[1] == "nothing was written"
    assert drafts() == []


def test_ctrl_c_in_the_editor_is_the_editors(run, editor):
    editor(f"import os, signal\nos.kill(os.getppid(), signal.SIGINT)\n{WROTE}")

    assert json.loads(run.ok("log acme --json").out)["text"] == "What happened"


def test_words_from_the_editor_outlive_a_failing_store(run, editor):
    editor(f"{WROTE}\npathlib.Path({str(run.db)!r}).write_bytes(b'this is no database' * 100)")
    sound = run.db.read_bytes()

    ran = run("log acme")
    run.db.write_bytes(sound)

    assert ran.code == 6
    assert "What happened" in run.ok("log --draft").out


def test_words_edited_for_another_record_stand_in_the_line_to_type_again(run, editor):
    run.ok("log acme Called")
    editor(f"p.write_text(\"It's new\\n\")\npathlib.Path({str(run.db)!r}).write_bytes(b'no database' * 100)")

    ran = run("edit i1")

    assert ran.code == 6
    assert "edit i1 --text 'It'\"'\"'s new'" in ran.err
