"""The sheet for the first contact: every line stands on something, and what nobody said is a blank."""

from datetime import date, timedelta

import pytest
from build import DAY, ZONE, build
from hypothesis import given
from hypothesis import strategies as st

from clienthealth.core.expected.days_off import stretches
from clienthealth.core.expected.first_sheet import House, Said, first_sheet, in_force
from clienthealth.core.expected.items import GENERAL, ITEMS, OF_WORK, UNCLEAR, Part, Work, items_of
from clienthealth.core.expected.telling import told
from clienthealth.core.expected.unclear import offers
from clienthealth.core.gather import portfolio
from clienthealth.core.kinds import SignalKind
from clienthealth.core.letters.letter import Missing, Money
from clienthealth.core.score.notice import NEEDS
from clienthealth.core.working_time import WorkingHours

NOTHING = Said(texts={})
KNOWN = House(
    name="Robin Beispiel",
    email="robin@beispiel.example",
    phone="+49 30 000",
    hours=WorkingHours.parse("mon-fri 09:00-17:00"),
    acknowledge=1,
    answer=5,
    currency="EUR",
)


def history(*records, **about):
    return portfolio([build("client", 400, **about), *records], ZONE).histories[0]


def sheet(held, house=KNOWN, said=NOTHING, **more):
    return first_sheet(held, house, said, today=DAY, zone=ZONE, **more)


def items(made, *, blank):
    return {each.item or each.key for each in made.entries if each.blank is blank}


def entry(made, name):
    (found,) = [each for each in made.entries if name in (each.item, each.key)]
    return found


def lines(made):
    return {each.topic: each.text for each in made}


def test_where_nothing_is_known_every_line_is_a_blank_with_what_fills_it():
    made = sheet(history(), House())

    assert items(made, blank=False) == set()
    assert items(made, blank=True) == {*GENERAL, "name", "email", "hours", "acknowledge", "answer"} | {
        "rate",
        "terms",
        "notice",
    }
    assert all(each.command.startswith("clienthealth ") for each in made.blanks)


def test_what_the_record_and_the_configuration_say_is_no_blank():
    made = sheet(history(hourly_rate=80, payment_terms_days=14, notice_days=0))

    assert dict(entry(made, "rate").values)["n"] == Money(80, "EUR")
    assert items(made, blank=True) == set(GENERAL)
    assert all(not each.command for each in made.entries if not each.blank)


def test_an_amount_without_a_currency_is_a_blank_that_says_what_is_missing():
    made = sheet(history(hourly_rate=80), House())

    assert entry(made, "rate").blank
    assert entry(made, "rate").command == "clienthealth edit acme --currency …"


@pytest.mark.parametrize("work", Work)
def test_each_kind_of_work_asks_for_its_own_beside_what_any_work_has_to_say(work):
    asked = [each.item for each in sheet(history(), work=work).entries if each.item]

    assert set(asked) == {*GENERAL, *OF_WORK[work]}
    assert [ITEMS[each].part for each in asked] == sorted((ITEMS[each].part for each in asked), key=list(Part).index)


def test_what_was_made_clear_stands_in_its_part_and_answers_what_it_is_about():
    held = history(
        build("expectation", 30, text="A change is quoted first", topic="scope"),
        build("expectation", 30, text="Mails are answered on Fridays", topic="communication"),
    )

    made = sheet(held)

    scope, reach = dict(made.parts)[Part.SCOPE], dict(made.parts)[Part.REACH]
    assert dict(scope[0].values)["text"] == "A change is quoted first"
    assert dict(reach[0].values)["text"] == "Mails are answered on Fridays"
    assert {"changes", "questions", "appointments"}.isdisjoint(items(made, blank=True))
    assert "excluded" in items(made, blank=True)


def test_an_item_on_record_is_shown_as_that_item_once():
    held = history(build("expectation", 30, text="Hosting", topic="scope", ref="sheet:excluded"))

    made = sheet(held)

    assert dict(entry(made, "excluded").values)["text"] == "Hosting"


def test_what_is_retired_replaced_or_still_to_come_is_not_told():
    old = build("expectation", 30, text="Old", topic="scope")
    held = history(
        old,
        build("expectation", 20, text="New", topic="scope", supersedes=old.id),
        build("expectation", 20, text="Retired", topic="scope", until=0),
        build("expectation", -1, text="Tomorrow", topic="scope"),
    )

    assert [each.text for each in in_force(held.expectations, DAY, ZONE)] == ["New"]


def test_promises_stand_with_their_day_and_a_day_gone_by_is_a_blank():
    late = build("promise", 30, text="The draft", due=2)
    held = history(late, build("promise", 3, text="The site", due=-9), build("promise", 3, text="Done", status="kept"))

    when = dict(sheet(held, handle=lambda record: "p1" if record == late.id else record).parts)[Part.WHEN]

    assert [dict(each.values) for each in when] == [
        {"text": "The draft", "due": Missing("due")},
        {"text": "The site", "due": DAY + timedelta(days=9)},
    ]
    assert when[0].command == "clienthealth promise move p1 --due …"


def test_what_they_promised_is_what_we_need():
    held = history(build("promise", 3, text="The photos", due=-3, party="them"))

    need = dict(sheet(held).parts)[Part.NEED]

    assert dict(need[0].values)["text"] == "The photos"


def test_what_is_said_now_fills_an_item_and_what_is_left_out_is_gone():
    said = Said(texts={"excluded": "Hosting"}, without=frozenset({"approver", "rate"}))

    made = sheet(history(), said=said)

    assert dict(entry(made, "excluded").values)["text"] == "Hosting"
    assert {"approver", "rate"}.isdisjoint({each.item or each.key for each in made.entries})


def test_usual_sentences_are_taken_only_where_they_are_asked_for_and_nothing_else_is_said():
    said = Said(texts={"changes": "No changes"}, usual=True)

    made = sheet(history(), said=said)

    usual = {each.item for each in made.entries if each.usual}
    assert usual == {name for name in GENERAL if ITEMS[name].usual} - {"changes"}
    assert not any(each.usual for each in sheet(history()).entries)


def test_what_was_said_is_recorded_by_item_and_by_topic_where_nothing_was_on_record():
    held = history(
        build("expectation", 9, text="We meet monthly", topic="communication"),
        build("promise", 3, text="The site", due=-9),
        hourly_rate=80,
        payment_terms_days=14,
    )
    made = sheet(held, said=Said(texts={"excluded": "Hosting"}))

    new = told(made, held.expectations, lambda each: each.item or each.key)

    assert [(each.topic, each.ref) for each in new] == [
        ("scope", "sheet:excluded"),
        ("deadline", None),
        ("price", None),
        ("billing", None),
    ]
    assert lines(new)["billing"] == "terms"  # the notice is a blank, and a blank tells nothing


def test_what_covers_everything_leaves_only_new_items_to_record():
    held = history(build("expectation", 9), hourly_rate=80)
    made = sheet(held, said=Said(texts={"excluded": "Hosting"}))

    new = told(made, held.expectations, lambda each: each.key)

    assert [each.ref for each in new] == ["sheet:excluded"]


@given(st.lists(st.sampled_from(sorted(ITEMS)), unique=True), st.booleans(), st.sampled_from(list(Work)))
def test_a_sheet_told_twice_records_nothing_the_second_time(said_now, usual, work):
    known = {each.name for each in items_of(work)}
    said = Said(texts={name: "Said" for name in said_now if name in known}, usual=usual)
    held = history(hourly_rate=80)
    first = told(sheet(held, said=said, work=work), (), lambda _: "Said")

    after = history(*(build("expectation", 0, **each._asdict()) for each in first), hourly_rate=80)
    again = told(sheet(after, said=Said(texts={}, usual=usual), work=work), after.expectations, lambda _: "Said")

    assert again == ()


def test_days_off_are_told_as_stretches_within_their_time():
    first = date(2026, 12, 1)
    holidays = [date(2026, 12, 24), date(2026, 12, 25), date(2026, 11, 1)]

    found = stretches(holidays, [(date(2026, 12, 26), date(2027, 1, 2)), (first, first)], first, date(2026, 12, 31))

    assert found == ((first, first), (date(2026, 12, 24), date(2026, 12, 31)))


def test_each_act_against_an_agreement_has_a_sentence_of_a_topic_that_lets_it_count():
    assert set(UNCLEAR) == set(NEEDS)
    for kind, topics in NEEDS.items():
        item = ITEMS[UNCLEAR[kind]]
        assert item.usual
        assert topics is None or item.topic in topics


def test_nothing_is_offered_once_it_is_clear_or_where_another_record_tells_of_the_act():
    act = build("signal", 5, kind="unpaid-change")
    within = build("signal", 5, kind="unpaid-change", complaint="c")

    def offered(*records, acts=(act,)):
        return [each.item for each in offers(history(*records), acts, DAY, ZONE)]

    assert offered() == ["changes"]
    assert offered(acts=(act, act)) == ["changes"]
    assert offered(acts=(within,)) == []
    assert offered(build("expectation", 2, topic="scope")) == []
    assert offered(build("expectation", 2, topic="design")) == ["changes"]
    assert offered(build("boundary", 0, step="reminder")) == []


@pytest.mark.parametrize("kind", [SignalKind.RUDE, SignalKind.BREACH, SignalKind.PRAISE])
def test_nothing_is_offered_for_acts_that_need_no_agreement(kind):
    assert offers(history(), [build("signal", 5, kind=kind)], DAY, ZONE) == ()
