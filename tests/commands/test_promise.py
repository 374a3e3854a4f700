"""`promise`: commitments both ways, from the making to the end."""

import json

import pytest

from clienthealth.render.words import columns


def listed(run, line=""):
    """The promises of the list, the most urgent first, with how each stands."""
    return json.loads(run.ok(f"promise list {line} --json").out)["promises"]


def handles(run, line=""):
    return [each["handle"] for each in listed(run, line)]


@pytest.fixture(autouse=True)
def acme(run):
    run.ok("add Acme")


def test_words_need_no_quotes_and_it_is_ours_unless_said(run):
    made = json.loads(run.ok("promise add acme Send the new quote --due fri --json").out)

    assert made["handle"] == "p1"
    assert (made["text"], made["party"], made["due"]) == ("Send the new quote", "us", "2026-11-27")
    assert (made["source"], made["by"]) == ("cli", "robin")
    assert "recorded_at" not in made


def test_theirs_made_earlier_knows_when_it_was_written(run):
    line = "promise add acme Send texts --theirs --due 2026-12-01 --when 3d --topic scope --owner kim --json"
    made = json.loads(run.ok(line).out)

    assert (made["party"], made["topic"], made["owner"]) == ("them", "scope", "kim")
    assert (made["at"], made["recorded_at"]) == ("2026-11-20", "2026-11-23T11:00:00Z")


def test_a_promise_without_a_due_date_is_refused_naming_the_option(run):
    ran = run("promise add acme Send the quote")

    assert ran.code == 2
    assert "--due" in ran.err


def test_a_call_back_has_a_time_of_day(run):
    assert run("promise add acme Call --kind callback --due fri").code == 2

    made = json.loads(run.ok('promise add acme Call --kind callback --due "fri 11:00" --json').out)

    assert made["due"] == "2026-11-27T10:00:00Z"
    assert run("promise move p1 --due mon").code == 2


def test_several_are_kept_at_once_and_undone_at_once(run):
    run.ok("promise add acme One --due fri")
    run.ok("promise add acme Two --due fri")

    ran = run.ok("promise keep p1 p2 p1 --when today --note done")

    assert [line.split()[0] for line in ran.lines] == ["p1", "p2"]
    assert "kept Mon 2026-11-23" in ran.lines[0]
    run.ok("undo")
    assert handles(run) == ["p1", "p2"]


def test_one_that_cannot_be_kept_leaves_the_others_open(run):
    run.ok("promise add acme One --due fri")

    assert run("promise keep p1 p9").code == 3
    assert handles(run) == ["p1"]


def test_what_is_closed_is_not_closed_again(run):
    run.ok("promise add acme One --due fri")
    run.ok("promise keep p1")

    ran = run("promise break p1")

    assert ran.code == 4
    assert "p1 is kept already" in ran.err
    assert "undo" in ran.err


def test_it_cannot_be_closed_before_it_was_made(run):
    run.ok("promise add acme One --due fri")

    ran = run("promise keep p1 --when 2026-11-01")

    assert ran.code == 2
    assert len(ran.err.splitlines()) == 2


@pytest.mark.parametrize(("verb", "status"), [("keep", "kept"), ("break", "broken"), ("release", "released")])
def test_it_ends_as_it_is_said_to(run, verb, status):
    run.ok("promise add acme One --due fri --when 3d")

    made = json.loads(run.ok(f"promise {verb} acme --when 'yesterday 16:30' --json").out)

    assert (made["status"], made["closed_at"]) == (status, "2026-11-22T15:30:00Z")


def test_accept_is_the_clients_release_of_ours(run):
    run.ok("promise add acme One --due fri")
    run.ok("promise add acme Two --theirs --due fri")

    made = json.loads(run.ok("promise accept p1 --json").out)

    assert (made["status"], made["accepted_at"]) == ("released", "2026-11-23T11:00:00Z")
    assert run("promise accept p2").code == 2


def test_a_moved_promise_remembers_its_earlier_dates(run):
    run.ok("promise add acme One --due 2026-11-20 --when 2026-11-02")
    run.ok("promise move p1 --due 2026-11-25 --when 2026-11-19")

    made = json.loads(run.ok("promise move p1 --due fri --json").out)

    assert made["due"] == "2026-11-27"
    assert made["moved"] == [
        {"at": "2026-11-19", "due": "2026-11-20"},
        {"at": "2026-11-23T11:00:00Z", "due": "2026-11-25"},
    ]
    assert run("promise move p1 --due fri").code == 2
    assert run("promise move p1 --due mon --when 2026-11-10").code == 2


def test_a_pause_says_until_when_and_why(run):
    run.ok("promise add acme One --due fri")

    ran = run.ok("promise pause p1 --until 2w --reason 'waiting for texts'")

    assert "paused until Mon 2026-12-07" in ran.out
    (made,) = listed(run)
    assert made["stands"]["as"] == "still"
    assert made["paused"] == [{"from": "2026-11-23T11:00:00Z", "reason": "waiting for texts", "until": "2026-12-07"}]


def test_the_list_has_the_most_urgent_first_and_says_what_is_overdue(run):
    run.ok("promise add acme Later --due fri")
    run.ok("promise add acme Late --due 2026-11-20 --when 2026-11-02")
    run.ok("promise add acme Call --due '2026-11-23 10:00' --when 2026-11-02")

    said = run.ok("promise list").out

    assert handles(run) == ["p2", "p3", "p1"]
    assert "3 days overdue, since Fri 20 Nov" in said
    assert "was due at 10:00, 2 hours ago" in said
    assert handles(run, "--overdue") == ["p2", "p3"]


def test_a_day_away_is_no_day_late(run):
    run.ok("promise add acme Late --due 2026-11-20 --when 2026-11-02")
    run.ok("away 2026-11-19 2026-11-20")

    said = run.ok("promise list").out

    assert "1 day overdue" in said
    assert "promised for Fri 20 Nov" in " ".join(said.split())


def test_the_list_can_be_of_one_client_of_theirs_and_mine(run):
    run.ok("add Beta")
    run.ok("promise add acme One --due fri --owner kim")
    run.ok("promise add beta Two --due fri --theirs")

    assert handles(run, "beta") == ["p2"]
    assert handles(run, "--theirs") == ["p2"]
    assert handles(run, "--mine") == ["p2"]
    assert handles(run, "acme --all") == ["p1"]


def test_what_is_a_colleagues_is_not_mine_though_i_wrote_it_down(run):
    run.ok("add Beta --owner kim")
    run.ok("promise add beta Theirs --due fri")
    run.ok("promise add beta Mine --due fri --owner robin")

    assert handles(run, "--mine") == ["p2"]


def test_both_sides_stand_side_by_side(run, golden):
    run.ok("add Beta --owner kim")
    for line in (
        "add acme The logo in three colours --due 2026-11-20 --when 2026-11-02",
        "add acme Texts for the start page --theirs --due 2026-11-19 --when 2026-11-02",
        "add acme The first draft --due 2026-11-18 --when 2026-11-02",
        "move p3 --due 2026-11-20 --when 2026-11-17",
        "move p3 --due wed --when 2026-11-19",
        "add acme Ring back --kind callback --due 15:00",
        "add beta The map --due 2026-12-24 --when 2026-11-02",
        "pause p5 --until 2026-12-01 --reason 'their survey of the ground' --when 2026-11-16",
        "add beta A photo of each room --theirs --due thu",
        "add beta Some day a quote --due 2026-12-20",
        "add acme The old site --due 2026-11-10 --when 2026-10-20",
        "move p8 --due 2026-12-30 --when 2026-11-12",
        "add acme One --due 2026-11-06 --when 2026-11-02",
        "keep p9 --when 2026-11-05",
    ):
        run.ok(f"promise {line}")

    golden.matches("promises.txt", run.ok("promise list").out)
    golden.matches("promises-all.txt", run.ok("promise list acme --all").out)


@pytest.mark.parametrize("language", ["de", "da", "nb", "el"])
def test_the_list_speaks_each_language(run, golden, monkeypatch, language):
    run.ok("promise add acme One --due 2026-11-20 --when 2026-11-02")
    run.ok("promise add acme Two --due 15:00 --kind callback")
    run.ok("promise add acme Three --theirs --due 2026-11-19 --when 2026-11-02")
    run.ok("promise add acme Four --due 2026-12-19 --when 2026-11-02")
    run.ok("promise pause p4 --until 2026-12-01 --reason 'Texte'")
    run.ok("promise move p1 --due 2026-11-21 --when 2026-11-19")
    monkeypatch.setenv("LANG", f"{language}_XX.UTF-8")

    golden.matches(f"promises-{language}.txt", run.ok("promise list").out)


@pytest.mark.parametrize(
    ("moment", "said", "left"),
    [
        ("2026-11-23T12:00", "due today at 15:00, in 3 hours", 180),
        ("2026-11-23T13:30", "due today at 15:00, in an hour", 90),
        ("2026-11-23T14:59", "due today at 15:00, in a minute", 1),
        ("2026-11-23T15:01", "was due at 15:00, a minute ago", -1),
        ("2026-11-23T17:00", "was due at 15:00, 2 hours ago", -120),
        ("2026-11-24T02:00", "was due at 15:00, 11 hours ago", -660),
        ("2026-11-24T16:00", "1 day overdue", -1500),
    ],
)
def test_a_call_back_is_due_by_the_hour(run, later, moment, said, left):
    run.ok("promise add acme Ring back --kind callback --due 15:00")

    later(moment)

    assert said in run.ok("promise list").out
    assert said in run.ok("today").out
    assert said in " ".join(run.ok("review").out.split())
    (stands,) = [each["stands"] for each in listed(run)]
    assert (stands["minutes_left"], stands["as"]) == (left, "overdue" if left < 0 else "soon")


def test_a_call_back_is_to_be_acted_on_from_its_hour_on(run, later):
    run.ok("promise add acme Ring back --kind callback --due 15:00")

    later("2026-11-23T14:59")
    before = json.loads(run.ok("review --format json").out)
    later("2026-11-23T15:01")
    after = json.loads(run.ok("review --format json").out)

    assert [len(before[key]) for key in ("act_now", "coming_up")] == [0, 1]
    assert [len(after[key]) for key in ("act_now", "coming_up")] == [1, 0]


def test_a_call_back_of_tomorrow_has_its_hour(run):
    run.ok("promise add acme Ring back --kind callback --due 'tue 09:00'")

    assert "due tomorrow at 09:00" in run.ok("promise list").out


def test_moved_before_it_was_due_is_no_break_and_moved_after_is_one(run):
    run.ok("promise add acme One --due 2026-11-10 --when 2026-11-02")
    run.ok("promise add acme Two --due 2026-11-10 --when 2026-11-02")
    run.ok("promise move p1 --due 2026-11-20 --when 2026-11-10")
    run.ok("promise move p2 --due 2026-11-20 --when 2026-11-11")
    run.ok("promise keep p1 p2 --when 2026-11-20")

    told = json.loads(run.ok("promise list --all --json").out)

    moved = {each["handle"]: each["stands"] for each in told["promises"]}
    assert [(moved[key]["moved"], moved[key]["moved_late"], moved[key]["late"]) for key in ("p1", "p2")] == [
        (1, 0, False),
        (0, 1, True),
    ]
    assert told["kept"]["ours"] == {"kept": 1, "due": 2, "share": None}
    said = run.ok("promise list --all").out
    assert "moved once, in time" in said
    assert "moved once, after its day had come" in " ".join(said.split())


def test_no_share_is_given_of_few(run):
    for number in range(9):
        run.ok(f"promise add acme Part {number} --due 2026-11-10 --when 2026-11-02")
    run.ok("promise keep p1 p2 --when 2026-11-09")

    assert "We: 2 of 9 " in run.ok("promise list").out

    run.ok("promise add acme Part nine --due 2026-11-10 --when 2026-11-02")
    assert "We: 2 of 10 (20 %)" in run.ok("promise list").out


def test_the_kept_rate_is_the_mirrors_the_cards_and_the_lists(run):
    run.ok("add Beta")
    for client, due, kept in (("acme", "10", "09"), ("acme", "11", "12"), ("beta", "10", "10")):
        run.ok(f"promise add {client} Part --due 2026-11-{due} --when 2026-11-02")
        run.ok(f"promise keep {client} --when 2026-11-{kept}")
    run.ok("promise add acme Texts --theirs --due 2026-11-10 --when 2026-11-02")

    mirror = json.loads(run.ok("score --mirror --json").out)["reflection"]["promises"]
    of_all = json.loads(run.ok("promise list --json").out)["kept"]
    of_one = json.loads(run.ok("promise list acme --json").out)["kept"]

    assert [(side["kept"], side["due"]) for side in (mirror["ours"], mirror["theirs"])] == [(2, 3), (0, 1)]
    assert [(side["kept"], side["due"]) for side in (of_all["ours"], of_all["theirs"])] == [(2, 3), (0, 1)]
    assert [(side["kept"], side["due"]) for side in (of_one["ours"], of_one["theirs"])] == [(1, 2), (0, 1)]
    assert "kept      ours: 1 of 2 · theirs: 0 of 1" in run.ok("show acme").out
    assert json.loads(run.ok("show acme --json").out)["kept"] == of_one


def test_while_they_keep_us_waiting_the_pause_that_stops_our_clock_is_offered(run):
    run.ok("promise add acme The page --due 2026-11-26")
    run.ok("promise add acme The texts --theirs --due 2026-11-19 --when 2026-11-02")
    assert 'clienthealth promise pause p1 --until 1w --reason "…"' in run.ok("promise list").out

    run.ok("promise pause p1 --until 1w --reason 'their texts'")

    said = " ".join(run.ok("promise list").out.split())
    assert "since Mon 23 Nov, until Mon 30 Nov: their texts" in said
    assert "promise pause" not in said


def test_a_pause_of_what_was_overdue_hides_nothing(run):
    run.ok("promise add acme The page --due 2026-11-19 --when 2026-11-02")
    run.ok("promise pause p1 --until 1w --reason 'their texts'")

    assert "its day had passed before" in run.ok("promise list").out


def test_a_client_with_two_open_is_asked_which(run):
    run.ok("promise add acme One --due fri")
    run.ok("promise add acme Two --due fri")

    ran = run("promise keep acme")

    assert ran.code == 3
    assert "p1" in ran.err
    assert "p2" in ran.err


def test_what_is_typed_never_acts_on_the_terminal(run):
    run.ok("promise add acme --due fri", "\x1b[31mred")

    assert "\x1b" not in run.ok("promise list").out


def test_a_clock_that_stood_still_runs_again(run):
    run.ok("promise add acme The page --due 2026-11-26 --when 2026-11-16")
    run.ok("promise pause p1 --until 2026-12-04 --reason 'their texts' --when 2026-11-18")
    assert run.ok("today").out.endswith("nothing is due.\n")

    ran = run.ok("promise resume p1")

    assert "runs again from Mon 2026-11-23" in ran.out
    (made,) = listed(run)
    assert made["paused"] == [{"from": "2026-11-18", "until": "2026-11-22", "reason": "their texts"}]
    assert (made["stands"]["due"], made["stands"]["promised_for"]) == ("2026-12-01", "2026-11-26")
    again = run("promise resume p1")
    assert (again.code, len(again.err.splitlines())) == (4, 2)


def test_a_pause_that_is_taken_back_on_its_day_was_none(run):
    run.ok("promise add acme The page --due 2026-11-26")
    run.ok("promise pause p1 --until 2026-12-04 --reason 'their texts'")
    run.ok("promise resume p1")

    (made,) = listed(run)

    assert "paused" not in made
    assert made["stands"]["due"] == "2026-11-26"


def test_once_they_did_their_part_it_says_what_still_stands_still(run):
    run.ok("promise add acme The page --due 2026-11-26")
    run.ok("promise add acme The texts --theirs --due 2026-11-19 --when 2026-11-02")
    run.ok("promise pause p1 --until 1w --reason 'their texts'")

    assert run.ok("promise keep p2").err == "p1 still stands still: `clienthealth promise resume p1`\n"
    run.ok("undo")
    run.ok("promise resume p1")
    assert run.ok("promise keep p2").err == ""


@pytest.mark.parametrize("letter", ["x", "ж", "永", "e\u0301"])
def test_no_line_is_wider_than_the_page_whatever_people_write(run, letter):
    long = letter * 70
    run.ok("add", f"{long} {long}", "--slug", "long-name-of-a-client", "--owner", long)
    for side in ("", "--theirs"):
        run.ok(f"promise add long-name --due 2026-11-19 --when 2026-11-02 {side}", f"{long} {long}")
        run.ok(f"promise add long-name --due 2026-12-19 {side}", f"{long} and {long}")
    run.ok("promise pause p2 --until 2w --reason", f"{long} {long}")

    for line in ("promise list", "promise list long-name", "promise list --theirs"):
        assert max(map(columns, run.ok(line).lines)) <= 80


def test_which_of_several_is_asked_in_their_order_with_their_words(run):
    run.ok("add Zed")
    for text in ("First draft", "Second draft"):
        run.ok(f"promise add zed {text} --due fri")

    assert run("promise keep zed").err.splitlines()[-1] == "say which: p1 (First draft), p2 (Second draft)"


def test_of_many_only_the_handles_are_named(run):
    run.ok("add Zed")
    for _ in range(9):
        run.ok("promise add zed Draft --due fri")

    assert run("promise keep zed").err.splitlines()[-1].endswith("p7 (zed), p8 (zed), …")


def test_nothing_overdue_is_said_of_overdue_ones(run):
    run.ok("add Zed")
    run.ok("promise add zed Draft --due fri")

    assert "no overdue promises" in run.ok("promise list --overdue").err
