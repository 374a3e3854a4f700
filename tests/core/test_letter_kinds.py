"""What each kind of letter holds: only what the record and the user say, and a named gap for what neither does."""

from datetime import date, timedelta

import pytest
from letter_drafts import CLIENT, DUE, NOW, TODAY, TOLD, call, complaint, drafted, hardship, ids, limit, promise, theirs
from letter_drafts import values as values_of

from clienthealth.core.frozen import replace
from clienthealth.core.history import Week
from clienthealth.core.kinds import Apology, Cause, ClientStatus, EffortKind, PromiseKind, SignalKind
from clienthealth.core.letters.check import incomplete
from clienthealth.core.letters.letter import Missing
from clienthealth.core.letters.vocative import form_of_address
from clienthealth.core.records.judged import Survey
from clienthealth.core.records.trouble import Effort, Signal
from clienthealth.errors import NotFound, Refused

WHOLE = {
    "acknowledgement": {"complaints": (complaint(),), "promises": (promise(),), "summary": "It is late"},
    "apology": {
        "complaints": (complaint(),),
        "promises": (promise(),),
        "what": "It is late",
        "legal_ok": True,
        "change": "Dates are checked",
    },
    "expectations": {"agreed": (("run", ("Steps",)), ("reach", ("Phone: 1",)))},
    "boundary": {"facts": ("On 3 May",), "expect": "Calls by day", "consequence": "The line is closed at night"},
    "thanks": {"what": "Clear briefs", "gift": "A calendar"},
    "follow-up": {"complaints": (complaint(resolved_at=date(2026, 11, 20)),)},
    "survey": {},
    "hardship": {"hardships": (hardship(),), "promises": (theirs(),)},
}


def effort(kind, **given):
    return Effort(client="acme", at=date(2026, 11, 19), id=f"e-{kind}", kind=kind, complaint="c1", **given)


def signal(kind, day):
    return Signal(client="acme", at=day, id=f"s-{kind}", kind=kind)


def survey(day):
    return Survey(client="acme", at=day, id="q1", instrument="nps", score=9)


def missing(letter):
    return [each.key.removeprefix("mend.") for each in letter.missing]


def notes(letter):
    return [each.key.removeprefix("note.") for each in letter.notes]


@pytest.mark.parametrize("kind", WHOLE)
def test_the_letter_of_every_kind_is_whole(kind):
    letter = drafted(kind, **WHOLE[kind])

    assert letter.missing == ()
    assert incomplete(letter) == ()


@pytest.mark.parametrize("kind", WHOLE)
def test_nobody_without_a_name_writes_a_whole_letter(kind):
    letter = drafted(kind, sender=replace(drafted(kind, **WHOLE[kind]).sender, name=" "), **WHOLE[kind])

    assert [each.key for each in incomplete(letter)] == ["incomplete.M10", "incomplete.M11"]


# Acknowledgement


def test_an_acknowledgement_tells_when_they_hear_from_us_by_the_first_promise_on_record():
    letter = drafted("acknowledgement", complaints=(complaint(),), promises=(promise(1, due=DUE), promise(2)))

    assert ids(letter) == ["subj_matter", "ack_open", "ack_symp", "ack_sum", "ask_fair", "ack_next", "ack_person"]
    assert values_of(letter, "ack_open") == {"on_d": TOLD, "ref": "c1"}
    assert values_of(letter, "ack_next") == {"by_due": DUE}


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"promises": (promise(due=None),)},
        {"promises": (promise(due=date(2026, 11, 23)),)},
        {"promises": (promise(topic="billing"),)},
        {"promises": (promise(at=date(2026, 11, 2)),)},
        {"promises": (theirs(),)},
    ],
)
def test_a_date_that_is_not_promised_for_it_is_never_invented(given):
    letter = drafted("acknowledgement", complaints=(complaint(topic="quality"),), **given)

    assert values_of(letter, "ack_next") == {"by_due": Missing("answer_by")}


def test_a_promised_call_is_told_with_its_time_on_their_clock():
    athens = replace(CLIENT, timezone="Europe/Athens")
    letter = drafted("acknowledgement", client=athens, complaints=(complaint(),), promises=(call(),))

    assert "ack_next" not in ids(letter)
    assert values_of(letter, "ack_call")["on_d"] == date(2026, 11, 26)
    assert values_of(letter, "ack_call")["clock"].at.hour == 11


def test_a_call_whose_time_has_passed_is_not_announced():
    letter = drafted("acknowledgement", complaints=(complaint(),), promises=(call(due=NOW - timedelta(hours=1)),))

    assert "ack_call" not in ids(letter)


def test_a_call_promised_by_a_day_is_a_day_they_hear_from_us():
    by_day = promise(kind=PromiseKind.CALLBACK, due=date(2026, 11, 27))
    letter = drafted("acknowledgement", complaints=(complaint(),), promises=(by_day, promise(2)))

    assert values_of(letter, "ack_next") == {"by_due": date(2026, 11, 27)}


@pytest.mark.parametrize("given", [{"remedy_sought": "a discount"}, {"offered": "a new print"}])
def test_what_would_be_fair_is_asked_only_where_nobody_said_it(given):
    assert "ask_fair" not in ids(drafted("acknowledgement", complaints=(complaint(**given),)))


def test_how_it_was_understood_is_what_was_said_to_them_never_what_was_noted():
    noted = drafted("acknowledgement", complaints=(complaint(text="Whines about the import"),))
    told = drafted("acknowledgement", complaints=(complaint(summary="The import is late"),))

    assert values_of(noted, "ack_sum") == {"summary": Missing("summary")}
    assert values_of(told, "ack_sum") == {"summary": "The import is late"}


# Which complaint


def test_a_letter_about_a_complaint_needs_one():
    with pytest.raises(NotFound, match="no complaint of acme is open"):
        drafted("apology")


def test_of_several_open_complaints_one_is_named():
    two = (complaint(1), complaint(2, at=date(2026, 11, 20)))

    with pytest.raises(NotFound, match="2 complaints"):
        drafted("apology", complaints=two)
    assert values_of(drafted("apology", complaints=two, about="c2"), "apo_open")["on_d"] == date(2026, 11, 20)


def test_a_complaint_that_is_not_theirs_is_not_found():
    with pytest.raises(NotFound, match="c7 is no complaint of acme"):
        drafted("apology", complaints=(complaint(),), about="c7")


# Apology


@pytest.mark.parametrize(
    ("given", "typed", "block", "said"),
    [
        ({}, {"legal_ok": True}, "apo_own", []),
        ({}, {}, "apo_regret", ["own"]),
        ({}, {"at_stake": 500, "limit": 500}, "apo_own", []),
        ({}, {"at_stake": 501, "limit": 500}, "apo_regret", ["own"]),
        ({}, {"at_stake": 5}, "apo_regret", ["own"]),
        ({"cause": Cause.SHARED}, {"legal_ok": True}, "apo_regret", ["not_ours"]),
        ({"cause": None}, {}, "apo_regret", []),
        ({"cause": None, "apology": Apology.OURS}, {"legal_ok": True}, "apo_own", []),
    ],
)
def test_a_mistake_is_owned_where_the_record_and_the_law_allow_it(given, typed, block, said):
    letter = drafted("apology", complaints=(complaint(**given),), **typed)

    assert {"apo_own", "apo_regret"}.intersection(ids(letter)) == {block}
    assert notes(letter) == said


def test_what_comes_next_are_the_promises_that_answer_it():
    broken = promise(4, at=date(2026, 10, 1), due=date(2026, 11, 10))
    late = promise(5, at=date(2026, 10, 1), due=date(2026, 11, 12), topic="deadline")
    offered = promise(6, at=date(2026, 11, 1), text="A new print", due=DUE, topic="quality")
    other = promise(7, at=date(2026, 10, 1), due=DUE)
    untold = promise(3, at=date(2026, 10, 1), due=date(2026, 11, 12))
    letter = drafted(
        "apology",
        complaints=(complaint(topic="deadline", against="p4", offered="A new print"),),
        promises=(broken, late, offered, other, untold, promise(8, topic="billing")),
    )

    lines = {line.record: dict(line.values) for line in letter.block("apo_fix").lines}
    assert set(lines) == {"p3", "p4", "p5", "p6"}
    assert lines["p6"] == {"text": "A new print", "by_due": DUE}
    assert lines["p4"]["due"] == lines["p5"]["due"] == Missing("due")


def test_what_was_offered_without_a_day_has_a_gap_for_it():
    letter = drafted("apology", complaints=(complaint(offered="A new print"),))

    assert [dict(line.values) for line in letter.block("apo_fix").lines] == [
        {"text": "A new print", "due": Missing("fix_by")}
    ]


def test_what_was_done_is_told_with_its_day_and_needs_no_promise():
    letter = drafted("apology", complaints=(complaint(),), efforts=(effort(EffortKind.FIX), effort(EffortKind.APOLOGY)))

    assert [line.key for line in letter.block("apo_done").lines] == ["done_fix"]
    assert letter.block("apo_fix") is None


def test_what_has_changed_is_asked_for_only_where_the_mistake_is_owned():
    owned = drafted("apology", complaints=(complaint(),), legal_ok=True)
    regretted = drafted("apology", complaints=(complaint(),))

    assert "change" in missing(owned)
    assert "apo_prevent" not in ids(regretted)


# Follow-up and survey


def test_a_follow_up_waits_until_it_is_put_right():
    with pytest.raises(NotFound, match="resolved and waiting"):
        drafted("follow-up", complaints=(complaint(),))
    with pytest.raises(Refused, match="c1 is not resolved"):
        drafted("follow-up", complaints=(complaint(),), about="c1")


def test_with_nothing_open_a_follow_up_asks_about_what_was_settled_last():
    over = {"resolved_at": date(2026, 11, 20), "confirmed": "satisfied", "confirmed_at": date(2026, 11, 21)}
    letter = drafted("follow-up", complaints=(complaint(1, **over), complaint(2, at=date(2026, 11, 18), **over)))

    assert values_of(letter, "fup_open") == {"on_d": date(2026, 11, 18)}


def test_the_survey_comes_along_only_where_nothing_is_open():
    over = complaint(resolved_at=date(2026, 11, 20), confirmed="satisfied", confirmed_at=date(2026, 11, 21))
    closed = drafted("follow-up", complaints=(over,), about="c1", link="https://q.example")
    waiting = drafted(
        "follow-up", complaints=(replace(over, confirmed=None, confirmed_at=None),), link="https://q.example"
    )
    asked = drafted("follow-up", complaints=(over,), about="c1", link="x", surveys=(survey(date(2026, 10, 1)),))

    assert "fup_survey" in ids(closed)
    assert [("fup_survey" in ids(each), notes(each)) for each in (waiting, asked)] == [(False, ["no_survey"])] * 2


def test_nobody_is_surveyed_with_a_complaint_open_or_twice_a_quarter():
    with pytest.raises(Refused, match="while a complaint is open: c1"):
        drafted("survey", complaints=(complaint(),))
    with pytest.raises(Refused, match="less than a quarter ago"):
        drafted("survey", surveys=(survey(TODAY - timedelta(days=89)),))
    assert drafted("survey", surveys=(survey(TODAY - timedelta(days=90)),)).block("survey_here")


def test_a_survey_without_a_link_asks_here_three_questions():
    assert len(drafted("survey").block("survey_here").lines) == 3
    assert values_of(drafted("survey", link="https://q.example"), "survey_link") == {"link": "https://q.example"}


# Boundary


def test_a_final_warning_comes_once():
    first = drafted("boundary", final=True, facts=("x",), expect="y", boundaries=(limit(),))

    assert ids(first) == ["subj_final", "bnd_again", "bnd_fact", "bnd_expect", "bnd_end", "bnd_confirm"]
    with pytest.raises(Refused, match="2026-10-06"):
        drafted("boundary", final=True, boundaries=(limit(step="final-notice"),))


def test_a_final_warning_that_is_over_does_not_count():
    over = replace(limit(step="final-notice"), until=date(2026, 11, 1))

    assert drafted("boundary", final=True, boundaries=(over,)).block("subj_final")


def test_the_clause_stands_only_where_it_is_on_record():
    bare = replace(CLIENT, contract_clause=None)

    assert "bnd_end_plain" in ids(drafted("boundary", final=True, client=bare))


@pytest.mark.parametrize(
    ("limits", "about", "day"),
    [
        ((), None, None),
        ((limit(),), None, date(2026, 10, 6)),
        ((limit(1), limit(2, at=date(2026, 11, 3))), None, None),
        ((limit(1), limit(2, at=date(2026, 11, 3))), "b2", date(2026, 11, 3)),
    ],
)
def test_a_limit_is_come_back_to_only_where_it_is_clear_which(limits, about, day):
    letter = drafted("boundary", boundaries=limits, about=about)

    assert ("bnd_open" in ids(letter)) is (day is None)
    assert day is None or values_of(letter, "bnd_again") == {"on_d": day}


def test_each_fact_is_a_line():
    lines = drafted("boundary", facts=("On 3 May", " ", "on 9 May")).block("bnd_fact").lines

    assert [dict(line.values) for line in lines] == [{"text": "On 3 May"}, {"text": "on 9 May"}]


def test_what_a_boundary_needs_is_never_made_up():
    assert missing(drafted("boundary")) == ["facts", "expect", "consequence"]


# Thanks


@pytest.mark.parametrize(
    ("given", "block"),
    [
        ({"complaints": (complaint(),)}, "thx_upset_on"),
        ({"signals": (signal(SignalKind.RUDE, date(2026, 11, 20)),)}, "thx_upset"),
        ({"weeks": (Week(739575, TODAY.toordinal() - 3, 2, 0, tone_sum=-1),)}, "thx_upset"),
        ({"complaints": (complaint(),), "what": "the crash"}, "thx_upset_what"),
    ],
)
def test_an_upset_client_hears_that_we_are_sorry_and_no_thanks(given, block):
    letter = drafted("thanks", **given)

    assert ids(letter) == ["subj_words", block, "thx_value"]
    assert notes(letter) == ["upset"]


@pytest.mark.parametrize(
    "given",
    [
        {"signals": (signal(SignalKind.RUDE, date(2026, 11, 9)),)},
        {"weeks": (Week(739575, TODAY.toordinal() - 15, 2, 0, tone_sum=-1),)},
        {"complaints": (complaint(confirmed="satisfied", confirmed_at=TODAY),)},
    ],
)
def test_what_is_over_does_not_upset(given):
    assert "thx_value" not in ids(drafted("thanks", what="Clear briefs", **given))


def test_the_latest_kindness_on_record_is_what_is_thanked_for():
    praised, referred = signal(SignalKind.PRAISE, date(2026, 9, 1)), signal(SignalKind.REFERRAL, date(2026, 10, 1))

    assert "thx_referral" in ids(drafted("thanks", signals=(praised, referred)))
    assert "thx_open" in ids(drafted("thanks", signals=(praised,), what="Clear briefs"))
    assert missing(drafted("thanks", signals=(signal(SignalKind.PRAISE, date(2026, 5, 1)),))) == ["thanks"]


def test_nothing_is_looked_forward_to_with_a_client_who_leaves():
    leaving = replace(CLIENT, status=ClientStatus.OFFBOARDING)

    assert "thx_close" not in ids(drafted("thanks", client=leaving, what="Clear briefs"))


# Hardship and what is agreed


def test_a_kind_word_needs_a_hard_time_on_record_and_asks_for_nothing():
    with pytest.raises(NotFound, match="no hard time"):
        drafted("hardship", hardships=(hardship(until=date(2026, 11, 20)),))
    assert ids(drafted("hardship", hardships=(hardship(),))) == ["subj_words", "hard_open", "hard_none"]
    assert "hard_wait" in ids(drafted("hardship", hardships=(hardship(),), promises=(theirs(),)))


def test_that_something_can_wait_is_never_said_of_money():
    payment = theirs(kind=PromiseKind.PAYMENT)

    assert "hard_wait" not in ids(drafted("hardship", hardships=(hardship(),), promises=(payment,)))


def test_what_is_agreed_stands_part_by_part_and_nothing_else():
    letter = drafted("expectations", agreed=(("when", ("Draft: by Friday",)), ("need", ()), ("money", ("Rate: 5",))))

    assert ids(letter) == ["subj_exp", "exp_open", "exp_when", "exp_money", "exp_change", "exp_confirm"]


def test_without_anything_agreed_there_is_a_gap():
    assert missing(drafted("expectations", agreed=(("reach", ("Phone: 1",)),))) == ["agreed"]


# Form of address


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Νίκος Παπαδόπουλος", "κύριε Παπαδόπουλε"),
        ("Πέτρος Δημητριάδης", "κύριε Δημητριάδη"),
        ("Γιάννης Παππάς", "κύριε Παππά"),
        ("Κώστας Δημητρίου", "κύριε Δημητρίου"),
        ("Αντώνης Κολοκοτρωνής", "κύριε Κολοκοτρωνή"),
        ("Ελένη Παπαδοπούλου", "κυρία Παπαδοπούλου"),
        ("Ελένη", None),
        ("Kim Berg", None),
        ("", None),
    ],
)
def test_a_greek_form_of_address_is_suggested_for_a_full_greek_name(name, form):
    assert form_of_address(name) == form
