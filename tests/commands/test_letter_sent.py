"""`letter` of every kind: drafted from the record, recorded by what it is once it went out, taken back as one."""

import json

import pytest


@pytest.fixture
def acme(run, tmp_path):
    config = tmp_path / "letters.toml"
    config.write_text('timezone = "Europe/Berlin"\n[sender]\nname = "Mira Holm"\nemail = "mira@holm.example"\n')
    run.ok("add Acme --lang en --since 2025-01-01 --rate 90 --currency EUR")
    run.config = str(config)
    return run


def letter(run, *words):
    return run("--config", run.config, "letter", *words)


def ok(run, *words):
    ran = letter(run, *words)
    assert ran.code == 0, ran.err
    return ran


def lines(run, kind):
    found = [json.loads(line) for line in run.ok("export").lines]
    return [each for each in found if each["type"] == kind]


COMPLAINT = "complaint add acme The import is late --cause ours --when 2026-11-20"
PROMISE = ("promise", "add", "acme", "Import of the old list", "--due", "2026-12-04")
LATE = ("--what", "The import is late")


def test_an_acknowledgement_that_went_out_acknowledges(acme):
    acme.ok(COMPLAINT)
    acme.ok(*PROMISE)

    said = ok(acme, "acme", "acknowledgement", "--summary", "The import is late", "--sent")

    assert "by 4 December 2026" in " ".join(said.out.split())
    assert lines(acme, "complaint")[0]["acknowledged_at"]
    assert lines(acme, "complaint")[0]["summary"] == "The import is late"
    assert lines(acme, "interaction")[0]["text"] == "Letter sent: acknowledgement (c1)"


def test_what_was_acknowledged_before_is_not_acknowledged_again(acme):
    acme.ok(COMPLAINT)
    acme.ok("complaint ack c1 --when 2026-11-21")
    acme.ok('complaint handle c1 --summary "What you told me"')
    before = lines(acme, "complaint")

    ok(acme, "acme", "acknowledgement", "--summary", "Something else", "--sent")

    assert lines(acme, "complaint") == before


def test_an_apology_that_went_out_is_an_effort_and_says_what_it_owned(acme):
    acme.ok(COMPLAINT)

    said = ok(acme, "acme", "apology", *LATE, "--legal-ok", "--change", "Two look", "--sent")

    assert "The mistake was mine." in said.out
    assert "next: clienthealth complaint answer c1" in said.err
    assert [(each["kind"], each["complaint"]) for each in lines(acme, "effort")] == [
        ("apology", lines(acme, "complaint")[0]["id"])
    ]
    assert lines(acme, "complaint")[0]["apology"] == "ours"
    assert lines(acme, "complaint")[0]["acknowledged_at"]


def test_what_was_owned_before_stays_as_it_was_said(acme):
    acme.ok(COMPLAINT)
    acme.ok("complaint handle c1 --apology regret")

    ok(acme, "acme", "apology", *LATE, "--legal-ok", "--sent")

    assert lines(acme, "complaint")[0]["apology"] == "regret"


def test_what_goes_out_as_a_mail_is_recorded_as_one(acme, tmp_path):
    ok(acme, "acme", "thanks", "--what", "Briefs", "--format", "eml", "--out", str(tmp_path / "a.eml"), "--sent")

    assert [each["channel"] for each in lines(acme, "interaction")] == ["email"]


@pytest.mark.parametrize(("stake", "says"), [("400", True), ("600", False)])
def test_a_small_mistake_is_owned_up_to_the_limit_of_the_configuration(acme, tmp_path, stake, says):
    config = tmp_path / "limit.toml"
    config.write_text('[sender]\nname = "Mira Holm"\nown_up_to = 500\n')
    acme.ok(COMPLAINT)

    out = acme("--config", str(config), "letter", "acme", "apology", *LATE, "--at-stake", stake).out

    assert ("The mistake was mine." in out) is says


def test_a_boundary_that_went_out_is_a_boundary_and_a_final_one_comes_once(acme):
    typed = ("--fact", "On 3 May: a call at 23:00", "--expect", "Calls by day")

    ok(acme, "acme", "boundary", *typed, "--consequence", "The line is closed at night", "--sent")
    ok(acme, "acme", "boundary", *typed, "--final", "--sent")
    again = letter(acme, "acme", "boundary", *typed, "--final")

    steps = sorted((each["step"], each["text"]) for each in lines(acme, "boundary"))
    assert steps == [("final-notice", "Calls by day"), ("written-warning", "Calls by day")]
    assert again.code == 4
    assert "b2" in again.err
    assert "clienthealth offboard acme" in again.err
    assert again.out == ""


def test_expectations_that_went_out_are_told(acme):
    acme.ok("expect add acme A change is quoted before it is made --topic scope")

    ok(acme, "acme", "expectations", "--sent")

    told = {each["topic"]: each["text"] for each in lines(acme, "expectation")}
    assert told["price"] == "Per hour: €90.00"
    assert told["communication"] == "Email: mira@holm.example"
    assert [each["via"] for each in lines(acme, "expectation") if each["topic"] == "price"] == ["letter"]


def test_expectations_say_what_is_not_on_record(acme):
    said = ok(acme, "acme", "expectations")

    assert "[what is agreed: nothing is on record yet]" in said.out
    assert "not on record, and so not in the letter: steps" in said.err


def test_thanks_that_went_out_are_a_small_extra(acme):
    ok(acme, "acme", "thanks", "--what", "Clear briefs", "--sent")

    assert [(each["kind"], each["level"]) for each in lines(acme, "effort")] == [("extra", 1)]


def test_thanks_to_an_upset_client_are_an_apology_on_the_complaint(acme):
    acme.ok(COMPLAINT)

    said = ok(acme, "acme", "thanks", "--sent")

    assert "Thank you" not in said.out
    assert [(each["kind"], "complaint" in each) for each in lines(acme, "effort")] == [("apology", True)]


def test_a_follow_up_that_went_out_is_off_the_list(acme):
    acme.ok(COMPLAINT)
    acme.ok('complaint handle c1 --follow-up fri --summary "It is late"')
    acme.ok("complaint resolve c1")

    said = ok(acme, "acme", "follow-up", "--sent")

    assert "clienthealth complaint confirm c1" in said.err
    assert all("closed_at" in each for each in lines(acme, "next"))


def test_a_survey_that_went_out_was_asked_and_is_not_asked_again(acme):
    ok(acme, "acme", "survey", "--link", "https://q.example", "--sent")

    assert [(each["instrument"], "score" in each) for each in lines(acme, "survey")] == [("nps", False)]
    assert letter(acme, "acme", "survey").code == 4


def test_a_kind_word_needs_a_hard_time(acme):
    refused = letter(acme, "acme", "hardship")
    acme.ok("hardship add acme")

    ok(acme, "acme", "hardship", "--sent")

    assert refused.code == 3
    assert "clienthealth hardship add acme" in refused.err
    assert lines(acme, "interaction")[0]["text"] == "Letter sent: hardship"


SENT = {
    "acknowledgement": (),
    "apology": (),
    "boundary": ("--expect", "Calls by day"),
    "expectations": (),
    "thanks": (),
    "hardship": (),
    "offboarding": ("--force", "--reason", "they agreed"),
}


@pytest.mark.parametrize("kind", SENT)
def test_what_went_out_is_taken_back_as_one(acme, kind):
    acme.ok(COMPLAINT)
    acme.ok("hardship add acme")
    before = acme.ok("export").out

    ok(acme, "acme", kind, *SENT[kind], "--sent")
    after = acme.ok("export").out
    acme.ok("undo")

    assert after != before
    assert acme.ok("export").out == before


def test_a_draft_writes_nothing(acme):
    acme.ok(COMPLAINT)
    before = acme.ok("export").out

    ok(acme, "acme", "apology")

    assert acme.ok("export").out == before


def test_when_it_went_out_can_be_said(acme):
    acme.ok(COMPLAINT)

    ok(acme, "acme", "apology", "--sent", "--when", "2026-11-22")

    assert [each["at"][:10] for each in lines(acme, "effort")] == ["2026-11-22"]


def test_a_letter_that_cannot_be_written_to_its_file_is_not_recorded(acme, tmp_path):
    taken = tmp_path / "taken.txt"
    taken.write_text("mine")
    before = acme.ok("export").out

    ran = letter(acme, "acme", "thanks", "--out", str(taken), "--sent")

    assert ran.code == 4
    assert acme.ok("export").out == before


# Which complaint, which options


def test_of_two_complaints_one_is_named(acme):
    acme.ok(COMPLAINT)
    acme.ok("complaint add acme The colour is wrong --when 2026-11-22")

    ran = letter(acme, "acme", "apology")

    assert ran.code == 3
    assert "--about: c1, c2" in ran.err
    assert "22 November 2026" in ok(acme, "acme", "apology", "--about", "c2").out


@pytest.mark.parametrize(
    "words",
    [
        ("apology", "--about", "b1"),
        ("boundary", "--about", "c1"),
        ("apology", "--gift", "wine"),
        ("thanks", "--final"),
        ("offboarding", "--what", "x"),
        ("survey", "--end", "fri"),
        ("hardship", "--force"),
    ],
)
def test_what_has_no_place_in_a_letter_is_refused(acme, words):
    acme.ok(COMPLAINT)
    acme.ok("boundary add acme reminder Calls by day")

    assert letter(acme, "acme", *words).code == 2


def test_a_complaint_of_another_client_is_not_taken(acme):
    acme.ok("add Beta")
    acme.ok("complaint add beta The import is late")

    assert letter(acme, "acme", "apology", "--about", "c1").code == 2


def test_a_wrong_kind_names_the_nearest(acme):
    ran = letter(acme, "acme", "apologise")

    assert ran.code == 2
    assert "did you mean apology?" in ran.err


def test_a_kind_left_out_off_a_terminal_is_refused_with_the_list(acme):
    ran = letter(acme, "acme")

    assert ran.code == 2
    assert "acknowledgement" in ran.err


# Beside the letter


def test_a_gloss_stands_beside_a_letter_and_never_in_its_file(acme, tmp_path):
    path = tmp_path / "letter.txt"

    said = ok(acme, "acme", "thanks", "--what", "Clear briefs", "--lang", "el", "--gloss", "--out", str(path))

    assert "The same letter in your language, for you alone:" in said.err
    assert "What I value in particular: Clear briefs." in said.err
    assert "value" not in path.read_text()
    assert "Σας" in path.read_text() or "σας" in path.read_text()


def test_a_letter_in_ones_own_language_needs_no_gloss(acme):
    assert "in your language" not in ok(acme, "acme", "thanks", "--what", "Clear briefs", "--gloss").err


@pytest.mark.parametrize("form", ["txt", "md", "eml", "docx", "pdf"])
def test_every_kind_takes_every_form(acme, tmp_path, form):
    path = tmp_path / f"letter.{form}"

    ok(acme, "acme", "thanks", "--what", "Clear briefs", "--lang", "el", "--format", form, "--out", str(path))

    assert path.stat().st_size > 100


def test_as_json_it_holds_its_blocks_by_id(acme):
    acme.ok(COMPLAINT)
    acme.ok(*PROMISE)

    held = json.loads(ok(acme, "acme", "apology", *LATE, "--gloss", "--lang", "da", "--sent", "--json").out)

    blocks = {each["id"]: each for each in held["blocks"]}
    assert blocks["apo_open"]["values"] == {"on_d": "2026-11-20", "what": "The import is late"}
    assert blocks["apo_fix"]["lines"][0]["values"] == {"text": "Import of the old list", "by_due": "2026-12-04"}
    assert (held["kind"], held["language"], held["missing"], held["incomplete"]) == ("apology", "da", [], [])
    assert held["text"].startswith("Mira Holm\n")
    assert "I am sorry" in held["gloss"]
    assert held["recorded"] == ["i1", "e1", "c1"]


def test_a_greek_form_of_address_is_suggested_and_never_taken(run):
    run.ok("add Ελαία --slug elaia --lang el")

    ran = run.ok('contact add elaia "Νίκος Παπαδόπουλος"')

    assert '--salutation "κύριε Παπαδόπουλε"' in ran.err
    assert "Παπαδόπουλε" not in run.ok("letter elaia offboarding").out
    assert run.ok('contact edit elaia Νίκος --salutation "κύριε Παπαδόπουλε"').err == ""
    assert "Αξιότιμε κύριε Παπαδόπουλε," in run.ok("letter elaia offboarding").out
