"""What a command loads: start-up is lazy by rule, and this is the rule's alarm."""

import os
import subprocess
import sys

import pytest

HEAVY = {"rich", "pydantic", "sqlite_utils", "dateutil", "babel", "jinja2", "docx", "fpdf", "icalendar", "tomllib"}

LOADED = """
import sys
from clienthealth.cli import main
code = main(sys.argv[1:])
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
print(*sorted(name for name in sys.modules if name.startswith("clienthealth.")), file=sys.stderr)
sys.exit(code)
"""


def loaded_after(*arguments):
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True, env=os.environ, check=False
    )
    assert ran.returncode == 0, ran.stderr
    libraries, ours = ran.stderr.splitlines()[-2:]
    return set(libraries.split()), set(ours.split())


@pytest.fixture
def acme(run):
    run.ok("add Acme")
    return str(run.db)


def test_log_loads_no_heavy_library(acme):
    libraries, _ = loaded_after("--db", acme, "log", "acme", "Called", "back", "--via", "call")

    assert libraries & HEAVY == set()


def test_log_loads_no_other_command_and_no_score(acme):
    _, ours = loaded_after("--db", acme, "log", "acme", "Called", "back")

    assert "clienthealth.commands.review" not in ours
    assert "clienthealth.core.score.judge" not in ours
    assert "clienthealth.core.records.types" not in ours


@pytest.mark.parametrize("command", ["today", "undo", "clients", "export"])
def test_commands_off_a_terminal_load_no_terminal_library(acme, command):
    libraries, _ = loaded_after("--db", acme, command)

    assert libraries & {"rich", "sqlite_utils", "babel", "pydantic"} == set()


@pytest.mark.parametrize("form", ["table", "txt", "md", "ics"])
def test_a_review_loads_only_what_its_format_needs(acme, form):
    libraries, ours = loaded_after("--db", acme, "review", "--format", form)

    assert libraries & {"rich", "sqlite_utils", "babel", "icalendar"} == set()
    writers = {"review_txt", "review_md", "review_ics", "review_json", "score_quadrant"}
    loaded = {name.removeprefix("clienthealth.render.") for name in ours} & writers
    assert loaded == ({f"review_{form}"} & writers)


def test_the_review_off_a_browser_loads_nothing_of_the_page(acme):
    libraries, ours = loaded_after("--db", acme, "review")

    assert libraries & {"rich", "babel", "html", "hashlib", "base64"} == set()
    assert {
        name for name in ours if name.startswith(("clienthealth.render.page", "clienthealth.core.picture"))
    } == set()


def test_help_loads_no_command(acme):
    _, ours = loaded_after("--help")

    assert {name for name in ours if name.startswith("clienthealth.commands.")} <= {
        "clienthealth.commands.session",
    }


def test_log_loads_what_is_unclear_only_for_an_act_against_an_agreement(acme):
    _, plain = loaded_after("--db", acme, "log", "acme", "Met", "-s", "rude")
    _, against = loaded_after("--db", acme, "log", "acme", "Met", "-s", "unpaid-change")

    assert "clienthealth.core.expected.unclear" not in plain
    assert "clienthealth.core.expected.unclear" in against


def test_a_guide_loads_neither_the_store_nor_the_score(acme):
    libraries, ours = loaded_after("--db", acme, "guide", "angry")

    assert libraries & (HEAVY - {"tomllib"} | {"sqlite3", "json", "hashlib"}) == set()
    assert {name for name in ours if name.startswith(("clienthealth.store", "clienthealth.core.score"))} == set()
