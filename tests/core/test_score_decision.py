"""Every row of the decision table, every gate, every verdict, and steps that can be typed."""

import re

import pytest
from build import ago, build, closed, judged, judgement, known, signals

TOPICS = ["scope", "quality", "price", "process", "design"]
DAYS = [260, 210, 160, 110, 65]


def remedied(complaint, days, outcome="unsatisfied", **given):
    return build("effort", days, kind="fix", complaint=complaint.id, outcome=outcome, **given)


def hard(*, warned=True, told=True, start=400, tried=True):
    """A client whom nothing satisfies: a new topic after every real remedy, unpaid changes, a warning."""
    records = known(start, told=told)
    for place, (topic, day) in enumerate(zip(TOPICS, DAYS, strict=True)):
        complaint = build(
            "complaint", day, cause="client", topic=topic, project=f"p{place}", conduct="rude", staff="anna"
        )
        records += [complaint, *([remedied(complaint, day - 2)] if tried else [])]
    records += signals("unpaid-change", 250, 200, 150, 100, 50, 20) + signals("false-claim", 120, 40)
    records += [build("boundary", 90, step="written-warning"), *signals("breach", 70, 30)] if warned else []
    return records


def row(*records, **given):
    found = judged(*records, **given)
    return str(found.recommendation), found.because.key.removeprefix("because.")


def test_an_act_against_a_persons_safety_comes_before_everything():
    complaint = build("complaint", 200)

    assert row(known(), signals("threat", 365, severity=3)) == ("safety", "safety")
    assert row(known(), signals("abusive", 10, severity=3)) == ("safety", "safety")
    assert row(hard(), signals("threat", 10, severity=3)) == ("safety", "safety")
    assert row(known(), complaint, signals("threat", 199, severity=3, complaint=complaint.id))[0] == "safety"


@pytest.mark.parametrize(
    ("kind", "days", "severity"), [("threat", 366, 3), ("threat", 10, 2), ("abusive", 10, None), ("rude", 10, 3)]
)
def test_nothing_milder_or_older_is_a_matter_of_safety(kind, days, severity):
    assert row(known(), signals(kind, days, severity=severity))[0] != "safety"


def test_a_clear_record_with_every_gate_open_ends_it():
    assert row(hard()) == ("offboard", "all-gates-pass")


@pytest.mark.parametrize(
    "debt",
    [
        [build("promise", 30, due=-10)],
        [build("complaint", 300, cause="ours", topic="access")],
        [build("complaint", 300, cause="shared", topic="access", resolved_at=290, reopened=[280])],
        [build("invoice", 30, kind="prepayment", paid=20, earned=400)],
    ],
)
def test_what_we_owe_comes_before_an_ending(debt):
    assert row(hard(), debt) == ("finish-commitments", "still-owed")


@pytest.mark.parametrize(
    "settled",
    [
        [build("promise", 30, due=-10, party="them")],
        [build("complaint", 300, cause="ours", topic="access", resolved_at=290)],
        [build("complaint", 300, cause="ours", topic="access", confirmed="no-answer")],
        [build("invoice", 30, kind="prepayment", paid=20, earned=900)],
        [build("invoice", 30, kind="prepayment")],
    ],
)
def test_what_is_settled_or_theirs_keeps_nobody(settled):
    assert "no-open-commitments" not in closed(judged(hard(), settled))


def test_trouble_without_anything_made_clear_is_ours_to_mend():
    assert row(known(told=False), build("complaint", 300)) == ("set-expectations", "nothing-agreed")
    strong = signals("false-claim", *range(0, 200, 10)) + signals("rude", *range(5, 200, 10))
    assert row(known(told=False), strong) == ("set-expectations", "nothing-agreed")


def test_a_hardship_comes_before_a_boundary():
    assert row(known(), build("hardship", 20)) == ("extra-effort", "hardship")
    assert row(hard(), build("hardship", 2, until=-5))[1] != "hardship"
    open_ = build("complaint", 10, cause="client", topic="access")
    assert row(hard(), build("hardship", 2, until=-5), open_)[1] == "hardship"


def test_two_failed_remedies_without_a_boundary_ask_for_somebody_senior():
    complaint = build("complaint", 40, cause="client")
    failed = [remedied(complaint, 38), remedied(complaint, 30)]
    limit = build("boundary", 20, step="reset-talk")

    assert row(known(), complaint, failed) == ("escalate", "remedies-failed")
    assert row(known(), complaint, failed, build("boundary", 20, step="reminder"))[1] == "remedies-failed"
    assert row(known(), complaint, failed, limit)[1] != "remedies-failed"
    assert row(known(), complaint, failed[:1])[1] == "effort-failed"


def test_an_open_complaint_that_is_ours_asks_for_an_effort():
    assert row(known(), build("complaint", 60, cause="shared")) == ("extra-effort", "open-and-ours")
    assert row(known(), build("complaint", 61, cause="ours")) == ("appreciate", "nothing-to-mend")
    older = [build("complaint", 200 - 20 * place, cause="ours") for place in range(6)]
    assert row(known(), older, build("complaint", 30, cause="client"))[1] == "open-and-ours"


def test_a_likely_record_asks_for_a_limit_before_it_ends():
    found = judged(hard(warned=False))

    assert (found.recommendation, found.because.key) == ("set-boundaries", "because.conduct-likely")
    assert closed(found) == {"warned-and-continued"}


def test_a_likely_record_with_our_own_share_or_nothing_tried_asks_for_somebody_senior():
    ours = [build("complaint", 300 - day, cause="ours", topic="access") for day in range(0, 230, 15)]
    acts = signals("false-claim", *range(0, 120, 6)) + signals("unpaid-change", *range(3, 120, 6))
    open_ = build("complaint", 15, cause="client", topic="price")

    assert row(known(), ours, acts, signals("overrules-expert", *range(2, 90, 9)))[1] == "unclear-whose"
    assert row(known(), acts, signals("overrules-expert", *range(2, 90, 9)), open_)[1] == "nothing-tried"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"due": 46}, "long-overdue"),
        ({"due": 45}, "nothing-to-mend"),
        ({"due": 46, "paid": 0}, "nothing-to-mend"),
        ({"due": 46, "disputed_at": 0}, "nothing-to-mend"),
        ({"due": 46, "kind": "prepayment"}, "nothing-to-mend"),
    ],
)
def test_money_long_overdue_is_a_rule_of_its_own(given, expected):
    assert row(known(), build("invoice", 100, **given))[1] == expected


def test_a_failed_effort_beside_an_open_complaint_asks_for_somebody_senior():
    old, new = build("complaint", 170, cause="client"), build("complaint", 20, cause="client", topic="price")

    assert row(known(), old, remedied(old, 165), new) == ("escalate", "effort-failed")
    assert row(known(), old, remedied(old, 165), build("pulse", 0)) == ("appreciate", "nothing-to-mend")


@pytest.mark.parametrize("kind", ["unpaid-change", "overrules-expert", "time-disrespect", "withheld-input", "reopened"])
def test_a_pattern_asks_for_one_clear_talk(kind):
    acts = signals(kind, 9, 6, 3)
    talk = build("boundary", 60, step="reset-talk")

    assert row(known(), acts) == ("set-boundaries", f"pattern.{kind}")
    assert row(known(), acts[:2])[0] == "appreciate"
    assert row(known(), acts, talk)[0] == "appreciate"
    assert row(known(), acts, build("boundary", 61, step="reset-talk"))[0] == "set-boundaries"
    assert row(known(), acts, build("boundary", 10, step="reminder"))[0] == "set-boundaries"


def test_a_boundary_crossed_is_a_pattern_at_once():
    reminder, talk = build("boundary", 90, step="reminder"), build("boundary", 90, step="reset-talk")

    assert row(known(), reminder, signals("breach", 0))[1] == "pattern.breach-reminded"
    assert row(known(), talk, signals("breach", 0))[1] == "pattern.breach"


def test_the_watch_level_asks_for_one_clear_talk():
    acts = signals("false-claim", *range(0, 90, 20)) + signals("rude", *range(3, 90, 30))

    assert row(known(), acts) == ("set-boundaries", "watch")


def test_an_open_complaint_or_a_probable_problem_asks_for_an_effort():
    overdue = [build("promise", 60, due=5, topic="price") for _ in range(6)]

    assert row(known(), build("complaint", 30, cause="client")) == ("extra-effort", "open")
    assert row(known(), overdue, signals("rude", 200)) == ("extra-effort", "troubled")


def test_a_new_client_is_told_how_the_work_runs_and_an_old_calm_one_is_appreciated():
    assert row(known(179, told=False)) == ("set-expectations", "new-client")
    assert row(known(180, told=False)) == ("appreciate", "calm-without-expectations")
    assert row(known(180)) == ("appreciate", "nothing-to-mend")


def test_acts_that_could_not_count_ask_for_expectations():
    partly = [*known(told=False), build("expectation", 300, topic="design")]

    assert row(partly, signals("unpaid-change", 180, 10)) == ("set-expectations", "acts-untold")
    assert row(partly, signals("unpaid-change", 181, 10))[0] == "appreciate"
    assert row(partly, signals("breach", 20, 10))[0] == "appreciate"


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (known, "healthy"),
        (lambda: [*known(), build("complaint", 20)], "client-with-a-problem"),
        (lambda: [*known(), build("hardship", 20)], "client-with-a-problem"),
        (hard, "problem-client"),
        (lambda: [*hard(), build("hardship", 2), build("complaint", 5, topic="access")], "both"),
        (lambda: [*known(), *signals("unpaid-change", 9, 6, 3)], "watch"),
        (lambda: known(20), "not-enough-evidence"),
        (lambda: [build("client", 90)], "not-enough-evidence"),
    ],
)
def test_every_verdict_has_its_record(records, expected):
    assert judged(records()).verdict == expected


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (lambda: known(21), "ok"),
        (lambda: known(20), "insufficient"),
        (lambda: [build("client", 90), build("pulse", 90), build("pulse", 60)], "insufficient"),
        (lambda: [*known(), *signals("false-claim", 0, severity=3)], "ok"),
    ],
)
def test_confidence_asks_for_records_time_and_mass(records, expected):
    assert judged(records()).confidence == expected


def test_a_suspicion_on_one_strain_alone_is_insufficient():
    first = build("complaint", 60, cause="client")
    failed = [remedied(first, 50 - day) for day in range(4)]

    found = judged(known(60), first, failed)

    assert found.problem_client.probability > 0.15
    assert found.confidence == "insufficient"


@pytest.mark.parametrize(
    ("gate", "change"),
    [
        ("expectations-set", lambda held: [r for r in held if r.TYPE != "expectation"]),
        (
            "own-fault-low",
            lambda held: [
                *held,
                *(build("complaint", d, cause="ours", topic="access", resolved_at=0) for d in range(15, 300, 15)),
            ],
        ),
        ("real-remedies-tried", lambda held: [r for r in held if r.TYPE != "effort"]),
        ("enough-evidence", lambda held: [late_entry(r) for r in held]),
        ("no-hardship", lambda held: [*held, build("hardship", 1)]),
        ("warned-and-continued", lambda held: [r for r in held if r.TYPE != "boundary"]),
    ],
)
def test_each_gate_closes_for_its_own_reason_and_says_what_opens_it(gate, change):
    before, after = judged(hard()), judged(change(hard()))

    assert closed(before) == set()
    assert gate in closed(after)
    assert after.recommendation != "offboard"
    assert re.match("clienthealth [a-z]+", dict(after.gate(gate).opens.values)["command"])


def late_entry(record):
    from clienthealth.core.frozen import replace

    return replace(record, recorded_at=ago(0)) if record.TYPE in ("complaint", "signal") else record


def test_entries_from_memory_open_no_gate_and_are_counted_as_such():
    found = judged([late_entry(each) for each in hard()])

    assert closed(found) == {"enough-evidence"}
    assert found.counts.from_memory == 15


def test_a_strain_on_the_day_of_the_first_expectation_is_not_after_it():
    acts = signals("rude", 100, 90, 80)

    assert "expectations-set" in closed(judged(known(100), acts))
    assert "expectations-set" not in closed(judged(known(101), acts))


def test_a_warning_after_the_last_strain_is_not_continued():
    quiet = hard(warned=False)

    assert closed(judged(quiet, build("boundary", 20, step="reset-talk"))) == {"warned-and-continued"}
    assert closed(judged(quiet, build("boundary", 21, step="reset-talk"))) == set()


def test_a_record_of_less_than_six_weeks_ends_nothing():
    moved = [build("client", 400), build("expectation", 400), build("pulse", 399)]
    acts = [
        signals(kind, *range(start, 44, 4))
        for start, kind in enumerate(["false-claim", "unpaid-change", "overrules-expert", "time-disrespect"])
    ]

    assert "enough-evidence" in closed(judged(moved, *acts))


COMMANDS = re.compile(
    r"^clienthealth (edit [a-z-]+ --owner …|brief [a-z-]+|handover [a-z-]+ --to …|show [a-z-]+|decide [a-z-]+ followed"
    r"|(offboard [a-z-]+|letter [a-z-]+ offboarding)( --situation conduct)?|promise keep [a-z0-9]+"
    r"|complaint (handle|resolve) [a-z0-9]+|complaint confirm [a-z0-9]+ …"
    r"|invoice (refund [a-z0-9]+|list --overdue)|expect add [a-z-]+ \"…\" --topic all|expect sheet [a-z-]+"
    r"|effort (add [a-z-]+ (extra|escalation --complaint [a-z0-9]+)|thanks [a-z-]+)"
    r"|boundary add [a-z-]+ (reset-talk|written-warning) \"…\"|log [a-z-]+ …( --out)?)$"
)


@pytest.mark.parametrize(
    "records",
    [
        lambda: [*known(), *signals("threat", 10, severity=3)],
        hard,
        lambda: [*hard(), build("promise", 30, due=-10)],
        lambda: [*known(told=False), build("complaint", 30)],
        lambda: [*known(), build("complaint", 30, cause="ours", resolved_at=20), build("hardship", 3)],
        lambda: [*known(), build("complaint", 30, cause="client"), build("promise", 30, due=10)],
        lambda: hard(warned=False),
        lambda: [*known(), build("invoice", 90, due=80)],
        lambda: known(told=False),
        lambda: known(10),
    ],
)
def test_every_next_step_is_a_command_to_type_with_a_day(records):
    steps = judged(records()).next_steps

    assert 1 <= len(steps) <= 3
    assert all(COMMANDS.match(step.command) for step in steps)
    assert all(step.due >= ago(0) and step.due.weekday() < 5 for step in steps)


def test_the_common_factor_may_be_us():
    def portfolio(clients, cause, topic="quality", days=30):
        return [
            record
            for place in range(clients)
            for record in (
                *known(client=f"c{place}"),
                build("complaint", days + 50 * place, f"c{place}", cause=cause, topic=topic, staff=f"s{place}"),
            )
        ]

    assert judgement(portfolio(4, "client")).mirror.common_factor_may_be_us is False
    assert judgement(portfolio(3, "ours")).mirror.because.key == "mirror.mostly-ours"
    same_time = [build("complaint", 30, f"c{place}", cause="client") for place in range(3)]
    assert judgement(portfolio(4, "client"), same_time).mirror.because.key == "mirror.one-topic"


def test_many_clients_on_watch_say_more_about_us():
    def watched(client):
        acts = [signals(kind, *range(0, 90, 9), client=client) for kind in ("false-claim", "overrules-expert", "rude")]
        return [*known(client=client), *acts, signals("time-disrespect", *range(5, 90, 9), client=client)]

    calm = [known(client=f"q{place}") for place in range(9)]
    found = judgement(calm, [watched(f"c{place}") for place in range(3)]).mirror

    assert (found.watch, found.because.key) == (3, "mirror.many-watched")
