"""The recipes of the README, run as they stand there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from icalendar import Calendar

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
AGENCY = Path(__file__).parent / "data" / "agency" / "agency.jsonl"
BLOCKS = re.findall(r"^```(\w+)\n((?:#!.*\n)?# .*\n(?:.*\n)*?)```$", README, re.MULTILINE)


def block(beginning):
    """Return the one block whose comment begins like that."""
    (found,) = [text for _, text in BLOCKS if re.search(rf"^# {re.escape(beginning)}", text, re.MULTILINE)]
    return found


def scheduled(containing):
    """Return the command of a line of a crontab, as cron would hand it to sh."""
    lines = [line for kind, text in BLOCKS if kind == "crontab" for line in text.splitlines()]
    (line,) = [line for line in lines if containing in line]
    assert "%" not in line
    return re.split(r"\s+", line, maxsplit=5)[5]


@pytest.fixture
def home(nobody_home, run):
    """A home with the program, the script of the README, and a `mail` that keeps what it is given."""
    run.ok("add Nobody")
    programs = nobody_home / ".local" / "bin"
    programs.mkdir(parents=True)
    wanted = {
        "clienthealth": f'#!/bin/sh\nexec "{sys.executable}" -m clienthealth "$@"\n',
        "mail": '#!/bin/sh\nprintf "%s\\n" "$@" >"$HOME/mail.arguments"\ncat >"$HOME/mail.text"\n',
        "clienthealth-mail": block("~/.local/bin/clienthealth-mail"),
    }
    for name, text in wanted.items():
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    return nobody_home


def sh(command, home, by="sh"):
    """Run a command as cron does: by sh, with little in the environment."""
    settings = {name: os.environ[name] for name in ("CLIENTHEALTH_TODAY", "CLIENTHEALTH_USER", "TZ")}
    settings |= {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        [by, "-c", command], capture_output=True, text=True, env=settings, check=False, cwd=home, timeout=60
    )


def with_agency(home):
    ran = sh(f'"$HOME/.local/bin/clienthealth" --quiet import {AGENCY}', home)
    assert ran.returncode == 0, ran.stderr


def test_the_mail_of_cron_has_the_first_line_as_its_subject(home):
    with_agency(home)

    ran = sh(scheduled("clienthealth-mail"), home)

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    subject = "Review of Mon 23 Nov 2026: 4 clients need attention"
    assert (home / "mail.arguments").read_text().splitlines() == ["-s", subject, "me@example.org"]
    assert (home / "mail.text").read_text().startswith(subject + "\n")


def test_in_a_calm_week_no_mail_is_sent(home):
    ran = sh(scheduled("clienthealth-mail"), home)

    assert ran.returncode == 0
    assert not (home / "mail.text").exists()


def test_a_store_that_cannot_be_read_is_no_calm_week(home):
    store = home / ".local" / "share" / "clienthealth" / "clients.db"
    store.parent.mkdir(parents=True)
    store.write_bytes(b"no database at all" * 100)

    ran = sh(scheduled("clienthealth-mail"), home)

    assert ran.returncode == 1
    assert "clients.db" in ran.stderr
    assert not (home / "mail.text").exists()


def test_the_morning_mail_says_what_is_due(home):
    with_agency(home)

    ran = sh(scheduled("today --mine"), home)

    assert "call back" in ran.stdout
    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_calendar_of_cron_is_written_over_without_a_word(home):
    with_agency(home)

    ran = [sh(scheduled("--format ics"), home) for _ in range(2)]

    assert [(each.returncode, each.stdout, each.stderr) for each in ran] == [(0, "", "")] * 2
    assert len(Calendar.from_ical((home / "clienthealth.ics").read_bytes()).subcomponents) == 5


PROMPT = """
PATH="$HOME/.local/bin:$PATH"
PS1='$ '
{recipe}
printf '<%s>' "${{PS1@P}}"
touch "$HOME/go"
for try in $(seq 100); do [ -e "$HOME/.cache/clienthealth-due" ] && break; sleep 0.1; done
printf '<%s>' "${{PS1@P}}"
"""

SLOW = """#!/bin/sh
until [ -e "$HOME/go" ]; do sleep 0.1; done
exec "$0-at-last" "$@"
"""


@pytest.fixture
def slow(home):
    """A program that answers only after the first prompt was shown: a prompt that waited would wait for ever."""
    program = home / ".local" / "bin" / "clienthealth"
    program.rename(f"{program}-at-last")
    program.write_text(SLOW)
    program.chmod(0o755)
    return home


def test_the_prompt_waits_for_nothing_and_then_shows_how_much_is_due(home, request):
    with_agency(home)
    request.getfixturevalue("slow")

    ran = sh(PROMPT.format(recipe=block("~/.bashrc")), home, by="bash")

    assert (ran.stdout, ran.stderr) == ("<$ ><[2 due] $ >", "")
    assert (home / ".cache" / "clienthealth-due").stat().st_mode & 0o777 == 0o600


def test_with_nothing_due_the_prompt_is_as_it_was(home):
    ran = sh(PROMPT.format(recipe=block("~/.bashrc")), home, by="bash")

    assert (ran.stdout, ran.stderr) == ("<$ ><$ >", "")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_takes_the_units_as_they_are(home):
    units = home / ".config" / "systemd" / "user"
    units.mkdir(parents=True)
    for name in ("clienthealth-review.service", "clienthealth-review.timer"):
        (units / name).write_text(block(f"~/.config/systemd/user/{name}"))

    settings = {**os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    command = ["systemd-analyze", "--user", "verify", *sorted(units.iterdir())]
    ran = subprocess.run(command, capture_output=True, text=True, env=settings, check=False)

    assert (ran.returncode, ran.stderr) == (0, "")
