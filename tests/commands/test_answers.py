"""Answer times, last words, hours and rhythm in `show`, `why` and `review`, none of which is scored."""

import json

import pytest

LANGUAGES = ("en", "de", "da", "nb", "el")


def mail(at, direction, thread, **given):
    return {
        "type": "interaction",
        "client": "acme",
        "at": at,
        "channel": "email",
        "direction": direction,
        "thread": thread,
        "id": f"{thread}{at}",
        "source": "import:mbox",
        **given,
    }


def take(run, tmp_path, *records):
    path = tmp_path / "more.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    run.ok(f"import {path}")


TALK = (
    mail("2026-10-05T09:00:00+01:00", "in", "logo", subject="Logo draft"),
    mail("2026-10-06T10:00:00+01:00", "out", "logo", subject="Re: Logo draft"),
    mail("2026-10-06T12:00:00+01:00", "in", "logo", subject="Re: Logo draft"),
    mail("2026-10-06T13:00:00+01:00", "out", "logo", subject="Re: Logo draft"),
    mail("2026-10-16T18:00:00+02:00", "in", "invoice", subject="Invoice question"),
    mail("2026-10-19T09:00:00+02:00", "out", "invoice", subject="Re: Invoice question"),
    mail("2026-10-28T23:30:00+01:00", "in", "open", subject="Open [bold]question[/]"),
    mail("2026-11-20T09:00:00+01:00", "in", "fresh", subject="A fresh one"),
)
"""Three answers of ours, one of theirs, and two conversations in which they had the last word."""


@pytest.fixture
def acme(run, tmp_path):
    run.ok('add Acme --since 2026-01-01 --agreed "Changes are quoted first"')
    take(run, tmp_path, *TALK)
    return run


def said(ran):
    return " ".join(ran.out.split())


def told(run):
    return json.loads(run.ok("show acme --json").out)["contact"]


@pytest.mark.parametrize("line", ["show acme", "why acme"])
def test_answer_times_have_their_n_and_their_direction(acme, line):
    text = said(acme.ok(line))

    assert "half of our 3 answers within 25 hours" in text
    assert "(higher = slower)" in text
    assert "one answer is on record; from three on it is said how soon" in text
    assert "in 2 conversations, the longest for" in text
    assert "Open [bold]question[/]" in text
    assert "no hours are agreed with them" in text
    assert "contact on" in text


def test_both_clocks_stand_in_the_json(acme):
    assert told(acme)["answers"] == {
        "ours": {"n": 3, "median_hours": 25.0, "median_working_hours": 1.0},
        "theirs": {"n": 1, "median_hours": None, "median_working_hours": None},
        "misdated": 0,
    }


def test_the_json_names_what_is_open_with_its_age(acme):
    waiting = told(acme)["waiting"]

    assert (waiting["n"], waiting["talk_went_on"], waiting["left_out"]) == (2, 0, 0)
    assert [each["days"] for each in waiting["conversations"]] == [26, 3]
    assert told(acme)["awaited"]["n"] == 2


def test_holidays_and_absences_are_not_worked(acme):
    acme.ok("away 2026-10-06 2026-10-06")

    assert told(acme)["answers"]["ours"]["median_hours"] == 25
    assert told(acme)["answers"]["ours"]["median_working_hours"] == 0


def test_why_tells_contacts_as_they_stood_and_that_they_are_not_scored(acme):
    text = said(acme.ok("why acme --as-of 2026-10-20"))

    assert "Contact since" in text
    assert "No number here is scored" in text
    (client,) = json.loads(acme.ok("why acme --json --as-of 2026-10-10").out)["clients"]
    assert client["contact"]["answers"]["ours"]["n"] == 2
    assert "contact" not in json.loads(acme.ok("score acme --json").out)["clients"][0]


def test_no_threads_and_no_times_of_day_change_the_score(acme, tmp_path):
    before = json.loads(acme.ok("score acme --json").out)

    take(
        acme,
        tmp_path,
        *(
            {
                "type": "interaction",
                "client": "acme",
                "id": each["id"],
                "at": each["at"],
                "channel": "email",
                "direction": each["direction"],
                "thread": "one",
                "needs_reply": True,
            }
            for each in TALK
        ),
    )

    assert json.loads(acme.ok("score acme --json").out) == before


def test_a_client_without_contacts_has_no_block(run):
    run.ok("add Acme --since 2026-01-01")

    assert "contacts  " not in run.ok("show acme").out
    assert "Contact since" not in run.ok("why acme").out
    assert told(run)["rhythm"]["median_gap_days"] is None


def test_hours_are_those_that_were_agreed_in_their_zone(run, tmp_path):
    run.ok("add Acme --since 2026-01-01 --timezone America/New_York")
    take(
        run,
        tmp_path,
        {
            "type": "client",
            "client": "acme",
            "at": "2026-01-01",
            "id": "acme",
            "name": "Acme",
            "contact_hours": "mon-fri 10:00-16:00",
        },
        *TALK,
    )

    found = told(run)["off_hours"]

    assert (found["hours"], found["timezone"], found["agreed"]) == ("mon-fri 10:00-16:00", "America/New_York", True)
    assert (found["n"], found["of"]) == (4, 5)
    assert "outside the agreed mon-fri 10:00-16:00, America/New_York (higher = more)" in said(run.ok("show acme"))


def test_hours_are_agreed_by_a_command_and_what_names_none_is_refused(acme):
    ran = acme("edit acme --contact-hours", "whenever")

    assert ran.code == 2
    assert "as in mon-fri 09:00-17:00" in ran.err
    acme.ok("edit acme --contact-hours", "mon-fri 08:00-16:00")
    assert told(acme)["off_hours"]["agreed"]


def test_an_answer_dated_before_its_question_is_told(run, tmp_path):
    run.ok("add Acme --since 2026-01-01")
    question = mail("2026-10-05T09:00:00+01:00", "in", "q")
    take(run, tmp_path, question, mail("2026-10-05T08:00:00+01:00", "out", "q", reply_to=question["id"]))

    assert told(run)["answers"]["misdated"] == 1
    take(run, tmp_path, mail("2026-10-05T10:00:00+01:00", "in", "q"), mail("2026-10-05T11:00:00+01:00", "out", "q"))
    assert "one answer is dated before what it answers, and not counted" in said(run.ok("show acme"))


def replies(run):
    return json.loads(run.ok("review --json").out)["replies"]


def test_the_review_names_who_waits_past_our_target_and_for_how_many_working_days(acme):
    (reply,) = replies(acme)

    expected = {
        "client": "acme",
        "since": "2026-10-28",
        "working_days": 18,
        "target": 5,
        "messages": 1,
        "conversations": 1,
    }
    assert reply.items() >= expected.items()
    text = said(acme.ok("review"))
    assert "They wait for our answer" in text
    assert "one message, for 18 working days: " in text
    assert "Open [bold]question[/]" in text
    assert "Our target is 5 working days (higher = slower)" in text


@pytest.mark.parametrize(("day", "conversations"), [("2026-11-27", 1), ("2026-11-28", 2)])
def test_on_the_last_day_of_the_target_nobody_waits_too_long_yet(acme, later, day, conversations):
    later(day)

    (reply,) = replies(acme)

    assert (reply["conversations"], reply["messages"]) == (conversations, conversations)


def test_what_waits_is_our_share_and_stands_before_theirs(acme):
    acme.ok("promise add acme 'The draft' --due 2026-11-20 --when 2026-11-02")
    acme.ok("signal add acme threat --severity 3 --when 2026-11-20")

    titles = [each for each in acme.ok("review").lines if each and not each.startswith(" ")]

    assert titles.index("They wait for our answer") < titles.index("Who needs attention, and why")


@pytest.mark.parametrize("answer", ['log acme "It is blue" --out', "log acme Called --via call", "log acme Talked"])
def test_any_word_of_ours_that_was_logged_ends_the_wait(acme, answer):
    acme.ok(answer)

    assert replies(acme) == []
    assert told(acme)["waiting"]["n"] == 0


def test_what_needs_no_answer_is_put_away_by_the_command_that_is_named(acme):
    (command,) = [each.strip() for each in acme.ok("review").lines if "--needs-reply no" in each]

    acme.ok(command.removeprefix("clienthealth "))

    assert replies(acme) == []
    assert told(acme)["waiting"]["n"] == 1


def test_only_what_was_noted_to_need_a_reply_needs_attention(acme):
    handle = replies(acme)[0]["handle"]
    assert not json.loads(acme.ok("review --json").out)["needs_attention"]
    assert "A calm week" not in acme.ok("review").out

    acme.ok(f"edit {handle} --needs-reply yes")

    assert json.loads(acme.ok("review --json").out)["needs_attention"]
    assert acme("review --exit-code").code == 10


def test_who_waits_is_told_once_and_is_not_among_the_quiet(acme):
    acme.ok("promise add acme 'The draft' --due 2026-11-20 --when 2026-11-02")

    text = said(acme.ok("review"))

    assert "had the last word: acme" not in text
    assert text.count("acme") > 1
    assert json.loads(acme.ok("review --json").out)["quiet"] == 0


def test_the_target_is_the_configured_one_and_absences_stop_its_clock(acme, tmp_path):
    acme.ok("away 2026-10-29 2026-11-13")
    assert replies(acme)[0]["working_days"] == 6

    acme.ok("away 2026-11-14 2026-11-17")

    assert replies(acme) == []


def test_a_word_on_a_complaint_is_a_word_of_ours(acme):
    acme.ok('complaint add acme "Late" --when 2026-10-30')
    acme.ok("complaint ack c1 --when 2026-10-30")

    assert replies(acme) == []


def test_what_is_older_than_two_months_and_who_has_ended_wait_for_nothing(acme, later):
    later("2027-02-20")
    assert replies(acme) == []


def test_an_ended_client_waits_for_nothing(acme):
    acme.ok("edit acme --status ended")

    assert replies(acme) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_is_too_wide_in_any_language(acme, monkeypatch, language):
    monkeypatch.setenv("LANG", f"{language}_XX.UTF-8")

    for line in ("show acme", "why acme", "review"):
        wide = [each for each in acme.ok(line).lines if len(each) > 80 and "clienthealth" not in each]
        assert [each for each in wide if "kept" not in each] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_contacts_read_as_kept(acme, monkeypatch, golden, language):
    monkeypatch.setenv("LANG", f"{language}_XX.UTF-8")

    why, review = (acme.ok(line).out for line in ("why acme", "review"))

    golden.matches(f"contacts-{language}.txt", f"{review}\n{why[-3000:]}")
