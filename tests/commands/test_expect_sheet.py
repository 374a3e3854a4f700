"""`expect sheet`: the page for the first contact, what it records, and what is said where nothing was made clear."""

import json
import re
import shlex

import pytest

from clienthealth.core.expected.items import ITEMS, UNCLEAR, Work
from clienthealth.core.kinds import Language
from clienthealth.render.first_sheet import usual

CONFIG = """
hours = "mon-thu 09:00-16:30"
currency = "EUR"
holidays = ["2026-12-24..2026-12-27", "2027-04-05"]

[sender]
name = "Robin Beispiel"
email = "robin@beispiel.example"
phone = "+49 30 0000000"
country = "DE"

[targets]
acknowledge = 1
answer = 3
"""


@pytest.fixture
def configured(nobody_home):
    folder = nobody_home / "config" / "clienthealth"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(CONFIG)


@pytest.fixture
def acme(run):
    run.ok("add Acme --lang en --rate 80 --currency EUR --terms 14")
    return run


@pytest.fixture
def demo(run, tmp_path, configured):
    run.ok("demo", str(tmp_path / "demo"))
    run.db = tmp_path / "demo" / "clients.db"
    return run


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(("client", "kind"), [("mapleloaf", "web"), ("kjaergaard", "general"), ("pendragon", "design")])
def test_the_sheets_of_the_demo_read_as_kept(demo, golden, client, kind, language):
    ran = demo.ok(f"expect sheet {client} --kind {kind} --lang {language}")

    golden.matches(f"expect-sheet-{client}-{language}.txt", ran.out + "\n--- beside it ---\n" + ran.err)


@pytest.mark.parametrize(
    ("client", "kind"), [("kjaergaard", "writing"), ("nordlys", "consulting"), ("elaia", "support")]
)
def test_a_sheet_with_the_usual_sentences_reads_as_kept_in_the_clients_language(demo, golden, client, kind):
    ran = demo.ok(f"expect sheet {client} --kind {kind} --usual --format md")

    golden.matches(f"expect-sheet-{client}.md", ran.out)


def test_what_nobody_said_is_a_blank_and_nothing_is_claimed_from_a_default(acme):
    ran = acme.ok("expect sheet acme")

    assert "Working hours: […]" in ran.out
    assert "within […] working days" in ran.out
    assert "09:00" not in ran.out
    blanks = ran.out.count("[…]")
    assert f"{blanks} blanks are left" in ran.err
    assert 'clienthealth expect add acme "…" --item excluded' in ran.err
    assert "clienthealth edit acme --notice …" in ran.err


@pytest.mark.parametrize("work", Work)
def test_the_commands_that_it_names_fill_the_blanks(acme, configured, work):
    ran = acme.ok(f"expect sheet acme --kind {work}")
    commands = [line.split("clienthealth ", 1)[1] for line in ran.err.splitlines() if "  clienthealth " in line]
    assert len(commands) == ran.out.count("[…]")

    for each in commands:
        acme.ok(each.replace("--due …", "--due 2026-12-18").replace('"…"', '"Said so"').replace("…", "30"))

    filled = acme.ok(f"expect sheet acme --kind {work}")
    assert "[…]" not in filled.out
    assert filled.err == ""


def test_items_are_filled_left_out_or_refused_by_name(acme):
    ran = acme.ok('expect sheet acme --kind design --fill rounds "Two" --without rights --without rate')

    assert "Rounds of changes included: Two" in ran.out
    assert "Rights of use" not in ran.out
    assert "Per hour" not in ran.out
    assert acme("expect sheet acme --fill rounds Two").code == 2
    assert acme("expect sheet acme --without nonsense").code == 2
    assert acme("expect sheet acme --fill excluded ' '").code == 2
    assert acme("expect add acme Two --item nonsense").code == 2
    assert acme("expect sheet nobody").code == 3


def test_a_sheet_goes_into_a_private_file_and_over_nothing(acme, tmp_path):
    out = tmp_path / "sheet.md"

    ran = acme.ok("expect sheet acme --format md", "--out", str(out))

    assert ran.out == ""
    assert out.read_text().startswith("# How we work together\n")
    assert out.stat().st_mode & 0o777 == 0o600
    before = acme.ok("export").out
    assert acme("expect sheet acme --sent", "--out", str(out)).code == 4
    assert acme.ok("export").out == before
    acme.ok("expect sheet acme --force", "--out", str(out))
    assert out.read_text().startswith("How we work together\n")


def test_a_sheet_that_was_sent_is_a_contact_and_what_it_made_clear(acme, configured):
    ran = acme.ok("expect sheet acme --kind design --fill excluded Hosting --usual --sent --when fri --json")

    page, contact, *expectations = [json.loads(line) for line in ran.lines]
    assert (contact["type"], contact["direction"], contact["channel"]) == ("interaction", "out", "email")
    assert contact["at"] == "2026-11-20"
    assert {each["at"] for each in expectations} == {"2026-11-20"}
    by_ref = {each.get("ref", each["topic"]): each["text"] for each in expectations}
    assert by_ref["sheet:excluded"] == "Not included: Hosting"
    assert by_ref["sheet:changes"].startswith("Changes: A change to what was agreed is quoted first")
    assert by_ref["price"] == "Per hour: 80,00\xa0€"
    assert "Working hours: Mon–Thu, 09:00–16:30" in by_ref["communication"]
    assert "[…]" not in "".join(by_ref.values())
    assert {each["item"] for each in page["blanks"]} >= {"results", "rounds"}
    assert not any("acknowledged_at" in each for each in expectations)


def test_sent_twice_nothing_is_recorded_but_the_contact_and_one_confirmation_takes_them_all(acme, configured):
    first = acme.ok("expect sheet acme --usual --sent")
    again = acme.ok("expect sheet acme --usual --sent")

    assert len(again.lines) > 1
    assert [line.split()[0] for line in again.lines if " · Mon 2026-11-23 12:00 · " in line] == ["i2"]
    confirm = re.search(r"clienthealth (expect confirm x.*)", first.err)[1]
    acme.ok(confirm)
    assert "told, not confirmed" not in acme.ok("expect list acme").out


def test_an_item_is_not_said_twice_once_it_is_on_record(acme):
    acme.ok("expect sheet acme --fill excluded Hosting --sent")

    ran = acme.ok("expect sheet acme")

    assert [line for line in ran.lines if "Hosting" in line] == ["  Not included: Hosting"]
    assert "Nicht enthalten: Not included" not in acme.ok("expect sheet acme --lang de").out


def test_one_undo_takes_all_of_it_back(acme, configured):
    before = acme.ok("export").out
    acme.ok("expect sheet acme --usual --sent")

    acme.ok("undo")

    assert acme.ok("export").out == before


def test_hostile_text_is_data(run, configured):
    run.ok("add", "Evil \x1b[2J<b>*Acme*", "--slug", "evil")
    run.ok("expect add evil", "$client `rm` [x](y) \u202e <script>", "--topic", "scope")
    run.ok("promise add evil --due 2026-12-01 --", "- $due ${n} \x1b]0;x\x07")

    text = run.ok("expect sheet evil").out
    marked = run.ok("expect sheet evil --format md --fill excluded", "# <i> $text").out

    assert not {"\x1b", "\x07", "\u202e"} & set(text + marked)
    assert "$client `rm` [x](y)" in text
    assert "$due ${n}" in text
    assert r"\<script\>" in marked
    assert r"\[x\](y)" in marked
    assert r"Not included: \# \<i\> \$text" in marked


def test_what_it_is_asked_in_another_language_it_says_in_that_language(acme, configured):
    ran = acme.ok("expect sheet acme --lang de")

    assert "Arbeitszeiten: Mo–Do, 09:00–16:30" in ran.out
    assert "Geschlossen: 24.–27. Dezember 2026; 5. April 2027" in ran.out
    assert "Pro Stunde: 80,00" in ran.out


def test_a_near_miss_is_shown_but_never_recorded(acme):
    assert acme.ok("expect sheet acmee").out
    assert acme("expect sheet acmee --sent").code == 3


def test_a_new_client_without_it_is_told_how_to_make_one(run):
    assert "clienthealth expect sheet acme" in run.ok("add Acme").err
    assert run.ok("add Beta --agreed 'In writing'").err == ""
    assert run.ok("--quiet add Gamma").err == ""


def test_an_act_that_cannot_count_comes_with_the_sentence_that_would_make_it_clear(run, later):
    run.ok("add Acme --lang de")

    ran = run.ok("signal add acme unpaid-change")

    said, now = ran.lines[1:]
    assert "s1 does not count against acme" in said
    command = now.partition("clienthealth ")[2]
    assert "Zu einer Änderung" in command
    made = json.loads(run.ok(f"{command} --json").out)
    assert made["topic"] == "scope"
    later("2026-11-24")
    assert "does not count" not in run.ok("signal add acme unpaid-change").out


@pytest.mark.parametrize("line", ["log acme Met -s rude", "log acme Met -s praise", "signal add acme breach"])
def test_of_other_acts_nothing_is_said(run, line):
    run.ok("add Acme")

    assert "make it clear" not in run.ok(line).out


def test_log_says_it_too_but_not_in_json(run):
    run.ok("add Acme --lang en")

    said = run.ok("log acme Met -s time-disrespect -s unpaid-change").out
    assert said.count("to make it clear from now on: clienthealth expect add acme ") == 2
    assert all(json.loads(line) for line in run.ok("log acme Met -s time-disrespect --json").lines)


def test_why_offers_it_once_a_kind_until_it_is_clear(run):
    run.ok("add Acme --lang en --since 2026-10-01")
    run.ok("signal add acme unpaid-change --when 9d")
    run.ok("signal add acme unpaid-change --when 5d")

    told = run.ok("why acme").out
    command = next(line for line in told.splitlines() if "expect add acme" in line and "--topic scope" in line)

    assert told.count("--topic scope") == 1
    assert "to make it clear from now on" in " ".join(told.split())
    run.ok(command.strip().removeprefix("clienthealth "))
    assert "--topic scope" not in run.ok("why acme").out


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("item", sorted(set(UNCLEAR.values())))
def test_the_sentences_are_safe_between_quotes_in_a_shell(language, item):
    for we in (False, True):
        sentence = usual(item, language, we=we)

        assert not set('"$`\\!{}|<>') & set(sentence)
        assert shlex.split(f'"{sentence}"') == [sentence]
        assert ITEMS[item].usual


def test_a_sheet_of_one_page_is_not_said_to_be_long(acme, configured):
    assert "lines long" not in acme.ok("expect sheet acme --kind web --usual").err


def test_a_sheet_of_more_than_a_page_is_whole_and_says_so(acme, configured):
    said = [f"Agreed {each}" + " and once more" * 11 for each in range(25)]
    for text in said:
        acme.ok("expect add acme --topic scope", text)

    ran = acme.ok("expect sheet acme --kind web --usual")
    whole = " ".join(ran.out.split())

    assert all(text in whole for text in said)
    length = len(ran.lines)
    assert f"it is {length} lines long, and one page holds 66; nothing was cut" in ran.err
    assert re.search(r"^  (x\d+) +3 lines  clienthealth edit \1$", ran.err, re.MULTILINE)


def test_an_item_that_is_long_can_be_left_out(acme, configured):
    long = "word " * 1200

    ran = acme.ok("expect sheet acme", "--fill", "excluded", long)

    assert re.search(r"^  excluded +\d\d lines +--without excluded$", ran.err, re.MULTILINE)
    assert "lines long" not in acme.ok("expect sheet acme --without excluded").err
