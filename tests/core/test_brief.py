"""The brief: facts with dates and handles for whoever steps in, and nothing that we only think."""

from datetime import datetime

import pytest
from build import DAY, ZONE, ago, build, flat

from clienthealth.core.briefing.brief import PARTS, brief
from clienthealth.core.briefing.fact import Rank
from clienthealth.core.gather import portfolio
from clienthealth.core.records.contact import Interaction

NOW = datetime(2026, 11, 20, 12, tzinfo=ZONE)


def briefed(*records):
    given = list(flat(records))
    contacts = [each for each in given if isinstance(each, Interaction)]
    client = [] if any(each.TYPE == "client" for each in given) else [build("client", 300)]
    held = portfolio([*client, *given], ZONE, until=DAY)
    return brief(held.histories[0], contacts, now=NOW, handle=str, aways=held.aways)


def part(made, name):
    return next(each for each in made.parts if each.name == name).facts


def keys(fact):
    return [each.key for each in (*fact.sayings, *fact.more)]


def value(fact, key):
    return next(dict(each.values) for each in (*fact.sayings, *fact.more) if each.key == key)


def test_every_part_is_there_in_its_order_even_of_an_empty_record():
    made = briefed()

    assert [each.name for each in made.parts] == list(PARTS)
    assert all(each.facts == () for each in made.parts)
    assert (made.client, made.day, made.owner) == ("acme", DAY, None)
    assert [each.key for each in made.opening[-1]] == ["open.nothing"]


def test_a_complaint_is_told_with_its_stages_and_what_it_waits_for():
    first = build("complaint", 40, text="Late", confirmed="accepted", confirmed_at=30)
    again = build(
        "complaint", 20, text="Late again", repeat_of=first.id, acknowledged_at=19, answered_at=15, contact="Kim"
    )

    one, two = part(briefed(first, again), "happened")

    assert (one.day, one.text, one.rank) == (ago(40), "Late", Rank.RECENT)
    assert keys(one) == ["happened.complaint", "life.accepted"]
    assert keys(two) == [
        "happened.complaint",
        "happened.by",
        "life.repeat",
        "life.acknowledged",
        "life.answered",
        "waits.resolve",
    ]
    assert value(two, "life.answered") == {"day": ago(15)}
    assert value(two, "life.repeat") == {"handle": first.id}
    assert two.rank is Rank.NEVER_FIRST


def test_a_complaint_that_was_reopened_and_is_paused_says_so():
    complaint = build(
        "complaint",
        60,
        resolved_at=50,
        reopened=[45, 10],
        paused=[{"from": 5, "until": -5}],
    )

    (fact,) = part(briefed(complaint), "happened")

    assert keys(fact) == ["happened.complaint", "life.resolved", "life.reopened", "waits.acknowledge", "life.paused"]
    assert value(fact, "life.reopened") == {"n": 2, "day": ago(10)}
    assert value(fact, "life.paused") == {"day": ago(-5)}


def test_acts_are_told_in_their_words_and_without_them_only_for_safety():
    quoted = build("signal", 10, kind="exorbitant-demand", quote="By tomorrow, for nothing")
    unquoted = build("signal", 9, kind="time-disrespect")
    threat = build("signal", 8, kind="threat", contact="Kim")

    told = part(briefed(quoted, unquoted, threat), "happened")

    assert [(keys(each), each.text) for each in told] == [
        (["happened.said"], "By tomorrow, for nothing"),
        (["happened.threat", "happened.by"], ""),
    ]
    assert told[1].rank is Rank.NEVER_FIRST


def test_only_the_latest_contacts_are_told_and_the_last_one_stays_longest():
    contacts = [
        build("interaction", day, text=f"{day}", status="no-show" if day == 1 else "held") for day in range(9, 0, -1)
    ]

    told = part(briefed(contacts), "happened")

    assert [each.text for each in told] == ["6", "5", "4", "3", "2", "1"]
    assert keys(told[-1]) == ["channel.call", "direction.both", "happened.no-show"]
    assert [each.rank for each in told] == [Rank.EARLIER] * 5 + [Rank.OPEN]


def test_one_day_is_told_in_the_order_of_its_moments():
    called = build("interaction", "2026-11-18T09:00:00+01:00", text="first")
    complaint = build("complaint", "2026-11-18T10:00:00+01:00", text="second")
    wrote = build("interaction", "2026-11-18T11:00:00+01:00", text="third")

    assert [each.text for each in part(briefed(complaint, called, wrote), "happened")] == ["first", "second", "third"]


def test_promises_say_by_whom_when_due_and_what_became_of_the_day():
    client = build("client", 300, owner="anna")
    ours = build("promise", 30, text="The draft", due=12, by="robin", moved=[{"at": 20, "due": 18}])
    theirs = build("promise", 9, party="them", due=-3)
    undated = build("promise", 8, by="anna")
    broken = build("promise", 50, status="broken", closed_at=40)
    kept = build("promise", 50, status="kept", closed_at=45)

    first, second, third, fourth = part(briefed(client, ours, theirs, undated, broken, kept), "promised")

    assert keys(first) == ["promised.ours-by", "promised.with", "due.overdue", "promised.moved"]
    assert value(first, "promised.ours-by") == {"day": ago(30), "who": "robin"}
    assert value(first, "promised.with") == {"who": "anna"}
    assert value(first, "due.overdue") == {"day": ago(12), "n": 12}
    assert value(first, "promised.moved") == {"n": 1, "day": ago(18)}
    assert (first.text, first.rank) == ("The draft", Rank.NEVER_FIRST)
    assert keys(second) == ["promised.ours-by", "due.none"]
    assert keys(third) == ["promised.theirs", "due.on"]
    assert (keys(fourth), fourth.handle) == (["promised.ours", "promised.with", "promised.broken"], broken.id)


def test_a_call_back_is_due_by_the_hour():
    called = build("promise", 2, kind="callback", due="2026-11-23T10:30:00+01:00")

    (fact,) = part(briefed(called), "promised")

    assert value(fact, "due.at") == {"day": ago(-3), "time": "10:30"}


def test_money_limits_and_what_was_made_clear_stand_below_the_promises():
    late = build("invoice", 60, amount=900, due=40)
    disputed = build("invoice", 50, amount=100.5, due=40, disputed_at=30)
    ahead = build("invoice", 5, kind="prepayment", amount=300, paid=4)
    limit = build("boundary", 20, step="written-warning", text="Changes are quoted first")
    over = build("boundary", 90, step="reminder", until=50)
    clear = build("expectation", 200, acknowledged_at=199)
    untold = build("expectation", 100, text="By mail", topic="communication")

    told = {each.handle: each for each in part(briefed(late, disputed, ahead, limit, over, clear, untold), "promised")}

    assert list(told) == [ahead.id, late.id, disputed.id, limit.id, clear.id, untold.id]
    assert keys(told[late.id]) == ["money.invoice", "due.overdue"]
    assert value(told[disputed.id], "money.invoice")["amount"] == "100.5"
    assert keys(told[disputed.id]) == ["money.invoice", "money.disputed"]
    assert keys(told[ahead.id]) == ["money.unearned"]
    assert keys(told[limit.id]) == ["limit.written-warning"]
    assert keys(told[clear.id]) == ["told.on", "told.confirmed"]
    assert keys(told[untold.id]) == ["told.on", "told.unconfirmed"]


def test_what_they_want_is_as_they_said_it_or_a_question_to_ask():
    asked = build(
        "complaint", 20, remedy_sought="Money back", heard="It broke", summary="It broke twice", summary_agreed=True
    )
    silent = build("complaint", 10)
    over = build("complaint", 30, remedy_sought="Flowers", confirmed="satisfied", confirmed_at=25)

    told = part(briefed(asked, silent, over), "wanted")

    assert [(keys(each), each.text) for each in told] == [
        (["wanted.asked"], "Money back"),
        (["wanted.heard"], "It broke"),
        (["wanted.agreed"], "It broke twice"),
        (["wanted.not-asked"], ""),
    ]
    assert value(told[-1], "wanted.not-asked") == {"handles": silent.id}


@pytest.mark.parametrize(
    ("given", "waits"),
    [
        ({"direction": "in", "channel": "email"}, True),
        ({"direction": "in", "channel": "call"}, False),
        ({"direction": "in", "channel": "call", "needs_reply": True}, True),
        ({"direction": "in", "channel": "email", "needs_reply": False}, False),
        ({"direction": "in", "needs_reply": True, "status": "no-show"}, False),
        ({"direction": "out", "channel": "email"}, False),
    ],
)
def test_their_last_message_is_a_wish_where_no_answer_is_on_record(given, waits):
    told = part(briefed(build("interaction", 9), build("interaction", 2, text="Where is it?", **given)), "wanted")

    assert [each.text for each in told] == (["Where is it?"] if waits else [])


def test_what_was_tried_stands_with_how_it_ended_and_our_own_answers_too():
    complaint = build(
        "complaint", 20, answered_at=15, response=["denied"], apology="regret", offered="A new print", severity=3
    )
    failed = build("effort", 12, kind="redo", complaint=complaint.id, outcome="unsatisfied", outcome_at=10, cost=80)
    extra = build("effort", 500, kind="extra")

    told = part(briefed(build("client", 600, currency="DKK"), complaint, failed, extra), "tried")

    assert [keys(each) for each in told] == [
        ["effort.extra", "outcome.unknown"],
        ["response.denied", "apology.regret", "tried.offered"],
        ["effort.redo", "tried.on", "tried.cost", "outcome.unsatisfied", "tried.told"],
    ]
    assert value(told[2], "tried.cost") == {"amount": "80", "currency": "DKK"}
    assert [each.rank for each in told] == [Rank.EARLIER, Rank.OPEN, Rank.OPEN]


def test_what_waits_for_a_decision_has_the_command_that_records_it():
    old, new = build("complaint", 20), build("complaint", 10)
    solved = build("complaint", 30, resolved_at=20)
    late, soon, undated = build("promise", 30, due=3), build("promise", 5, due=-3), build("promise", 4)
    disputed = build("invoice", 50, due=40, disputed_at=30, number="A 1")
    client = build("client", 300, status="offboarding")

    told = part(briefed(client, old, new, solved, late, soon, undated, disputed), "deciding")

    assert [(keys(each), each.command) for each in told] == [
        (["decide.acknowledge", "decide.also"], f"clienthealth complaint ack {new.id}"),
        (["decide.follow-up"], f"clienthealth complaint confirm {solved.id} …"),
        (["decide.promise"], f"clienthealth promise move {late.id} --due …"),
        (["decide.undated"], f"clienthealth promise move {undated.id} --due …"),
        (["decide.disputed"], "clienthealth invoice credit 'A 1' --amount …"),
        (["decide.ending"], "clienthealth offboard acme"),
    ]
    assert value(told[0], "decide.also") == {"handles": old.id}


def test_people_of_both_sides_and_the_ways_to_them():
    contacts = [
        {"name": "Gone", "until": ago(30).isoformat(), "email": ["gone@acme.example"]},
        {"name": "Kim Beispiel", "role": "owner", "email": ["kim@acme.example", "k@acme.example"], "phone": ["+49 1"]},
    ]
    client = build("client", 300, owner="anna", contacts=contacts, contact_hours="mornings", language="de")
    complaints = [build("complaint", day, staff="ben") for day in (9, 8, 7)]
    called = [build("interaction", 5), build("interaction", 4, channel="email"), build("interaction", 3)]

    made = briefed(client, complaints, called, build("next", 3, owner="cleo"))

    theirs, gone, owner, others = part(made, "people")
    assert keys(theirs) == ["people.role", "people.email", "people.phone"]
    assert (keys(gone), gone.rank) == (["people.left"], Rank.EARLIER)
    assert (owner.who, keys(owner)) == ("anna", ["people.owner"])
    assert value(others, "people.know") == {"names": "ben, cleo"}
    wishes, ways = part(made, "reach")
    assert keys(wishes) == ["reach.hours", "language.de"]
    assert keys(ways) == ["used.call", "used.email", "reach.contacts"]
    assert value(ways, "used.call") == {"times": 2}


def test_nothing_that_we_only_think_is_in_it():
    ours = "between ourselves"
    records = [
        build("client", 300, note=ours),
        build("complaint", 20, note=ours, cause="ours", severity=3, conduct="abusive", public=True, incident=ours),
        build("promise", 10, note=ours),
        build("effort", 9, kind="fix", note=ours),
        build("signal", 8, kind="threat", note=ours, severity=3),
        build("hardship", 8, text=ours, note=ours),
        build("interaction", 7, note=ours, tone=-2, energy=-2),
        build("decision", 6, recommendation="offboard", choice="postponed", reason=ours),
        build("pulse", 5, state="trouble", note=ours),
        build("survey", 4, score=1, text=ours),
    ]

    made = briefed(records)

    assert ours not in repr(made.parts) + repr(made.opening)
    said = [key for each in made.parts for fact in each.facts for key in keys(fact)]
    assert not [key for key in said if any(word in key for word in ("severity", "cause", "tone", "score", "verdict"))]
    assert [each.key for sentence in made.opening for each in sentence][-1] == "opening.hardship"


def test_what_is_left_out_first_is_what_weighs_least_and_is_oldest_and_it_is_counted():
    open_one = build("complaint", 30)
    old, newer = [build("complaint", day, confirmed="satisfied", confirmed_at=day - 5) for day in (700, 500)]
    client = build("client", 900)

    whole = briefed(client, old, newer, open_one)
    less, least = whole.shorter(1), whole.shorter(99)

    assert [each.handle for each in part(less, "happened")] == [newer.id, open_one.id]
    assert [each.handle for each in part(least, "happened")] == [open_one.id]
    assert next(each for each in least.parts if each.name == "happened").left_out == 2
    assert least.shorter(1) == least


def test_a_client_who_begins_tomorrow_has_a_brief():
    made = briefed(build("client", -1))

    assert all(each.facts == () for each in made.parts)
