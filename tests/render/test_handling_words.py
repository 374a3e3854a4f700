"""Words of the walk through a complaint: keys that are distinct, pages that fit, a draft in the client's language."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from clienthealth.core.frozen import replace
from clienthealth.core.goodbye.owed import OpenPromise, Owed
from clienthealth.core.handling.answers import Found, Mark
from clienthealth.core.handling.walk import Key, Step, begin
from clienthealth.core.kinds import Apology, Language, Response
from clienthealth.core.records.agreed import Expectation, Next, Promise
from clienthealth.core.records.client import Client, Contact
from clienthealth.core.records.trouble import Complaint
from clienthealth.render.handling_draft import draft
from clienthealth.render.handling_text import Aside, Facts, Speaker, help_page, page
from clienthealth.render.handling_told import told
from clienthealth.render.handling_words import SUBJECT, known_labels, labels, word
from clienthealth.render.keys import letter
from clienthealth.render.paged import Size
from clienthealth.render.phrases import phrase
from clienthealth.render.voice import Voice
from clienthealth.render.words import columns
from clienthealth.store.dossier import TOLD

SPOKEN = [*Language]
ZONE = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 23)
MOMENT = datetime(2026, 11, 23, 11, tzinfo=UTC)
SHARED = {"client": "acme", "at": MOMENT, "by": "robin"}
SCREEN = Size(80, 23)


def facts(**told):
    complaint = Complaint(
        **SHARED,
        id="a",
        text="The catalogue was to be in the shop last week",
        heard="You said Friday, and now it is Monday.\nMy customers ask me every day.",
        summary="The catalogue is a week late, and nobody rang.",
        summary_agreed=True,
        apology=Apology.OURS,
        remedy_sought="the catalogue, and no invoice for it",
        offered="The catalogue by hand",
        response=(Response.LISTENED, Response.APOLOGISED, Response.DENIED),
        answered_at=MOMENT,
        acknowledged_at=MOMENT,
        note="Feeling named: let down before their own customers\nWhy no: the work was done",
    )
    promise = Promise(**SHARED, id="p", text="The catalogue by hand", due=date(2026, 11, 27), owner="kim")
    reminder = Next(**SHARED, id="n", text="Ask whether it is settled", due=date(2026, 12, 7), complaint="a")
    jo = Contact(name="Jo Doe", role="owner", salutation="Frau Dr.", address_form="formal")
    gone = Contact(name="Kim Gone", until=date(2026, 11, 1))
    given = {
        "client": Client(**SHARED, id="k", name="Acme", contacts=(gone, jo), language=Language.DE),
        "found": Found(complaint, (promise,), (reminder,)),
        "told": tuple(f"Fri {day} Nov · call, in · {'They asked when it comes ' * 4}" for day in range(16, 21)),
        "agreed": tuple(Expectation(**SHARED, id=each, text=f"We answer within {each} days") for each in "23456"),
        "owed": Owed(
            as_of=TODAY,
            promises=(
                OpenPromise(id="p", handle="p1", text="The import", due=date(2026, 11, 11), overdue=12),
                OpenPromise(id="q", handle="p2", text="The list", due=date(2026, 11, 27), overdue=0),
                OpenPromise(id="r", handle="p3", text="A call", due=None, overdue=0),
            ),
        ),
        "complaint": "c1",
    }
    return Facts(**given | told)


def speaker(language):
    voice = Voice(language, TODAY)
    return Speaker(voice, ZONE, lambda told: draft(told, voice, ZONE))


def pages(language, told, size=SCREEN):
    walk = begin(told.found, known_labels())
    for place in range(len(walk.steps)):
        yield page(walk._replace(place=place), told, Aside(), speaker(language), size)


@pytest.mark.parametrize("language", SPOKEN)
def test_each_key_is_one_letter_and_all_of_them_are_distinct(language):
    letters = [letter(word(f"key.{each}", language)) for each in Key]

    assert [each for each in letters if len(each) != 1 or each.isspace()] == []
    assert len(set(letters)) == len(Key)


@pytest.mark.parametrize("language", SPOKEN)
def test_no_label_of_a_note_begins_another_one(language):
    told = labels(language)

    assert len(set(told.values())) == len(Mark)
    assert known_labels()[Mark.FEELING] >= {"Feeling named", "Gefühl benannt"}


@pytest.mark.parametrize("size", [SCREEN, Size(60, 19), Size(40, 11)])
@pytest.mark.parametrize("language", SPOKEN)
def test_every_page_fits_its_screen_and_shows_its_keys(language, size):
    for rows in pages(language, facts(), size):
        assert len(rows) <= size.height
        assert all(columns(row.text) <= size.width for row in rows)
        assert word("key.help", language) in rows[-1].text


@pytest.mark.parametrize("language", SPOKEN)
def test_the_help_fits_and_names_every_key(language):
    rows = help_page(speaker(language), SCREEN)

    assert len(rows) <= SCREEN.height
    assert all(word(f"key.{each}", language) in "\n".join(row.text for row in rows) for each in Key)
    assert rows[-1].text.endswith("clienthealth guide angry-client")


@pytest.mark.parametrize("language", SPOKEN)
def test_on_a_usual_screen_nothing_is_cut_before_the_last_page(language):
    mark = word("place.cut", language, client="acme")

    assert [place for place, rows in enumerate(pages(language, facts())) if mark in {row.text for row in rows}] == []


@pytest.mark.parametrize("language", SPOKEN)
def test_the_pages_read_as_kept(golden, language):
    told = ["\n".join(row.text for row in rows) for rows in pages(language, facts())]

    golden.matches(f"handle-{language}.txt", f"\n{'-' * 80}\n".join(told) + "\n")


def test_what_is_not_known_is_said_to_be_nothing():
    told = facts(
        client=Client(**SHARED, id="k", name="Acme"),
        found=Found(),
        told=(),
        agreed=(),
        owed=Owed(as_of=TODAY),
        complaint="",
    )
    shown = ["\n".join(row.text for row in rows) for rows in pages("en", told)]

    assert "nobody by name: ask for it" in shown[0]
    assert shown[1].count("nothing") == 3
    assert all("what they say opens one" in each for each in shown)
    assert "complaint confirm" not in shown[-1]


def test_what_was_typed_acts_on_no_terminal():
    told = facts()
    heard = Complaint(**SHARED, id="a", text="x", heard="\x1b[2J\u202egone", summary="\x07", note="\x9b1m")
    for rows in pages("en", told._replace(found=Found(heard))):
        assert not set("".join(row.text for row in rows)) & set("\x1b\x07\x9b\u202e")


def test_the_draft_is_in_the_language_of_the_client():
    told = facts()
    lines = draft(told, Voice("en", TODAY), ZONE)

    assert lines[0] == "Sehr geehrte Frau Dr. Doe,"
    assert lines[-1] == "Was wir tun, bis zum 27. November 2026: The catalogue by hand"
    unpromised = draft(told._replace(found=told.found._replace(promises=())), Voice("en", TODAY), ZONE)
    assert unpromised[-1] == "Was wir tun: The catalogue by hand"


def test_a_draft_is_in_one_language_alone():
    told = facts()
    danish = replace(told.client, language=Language.DA)
    lines = draft(told._replace(client=danish), Voice("en", TODAY), ZONE)

    assert lines[:2] == ["Kære fru Dr. Doe", word("draft.thanks", "da")]


def test_every_step_has_its_words():
    assert {*Step} == {Step(each) for each in phrase("step", SUBJECT)}


def test_every_record_of_a_timeline_is_told_in_one_line():
    unworded = {"interaction", "effort"}  # by their channel or kind, in the words of the brief

    assert {each.TYPE for each in TOLD} - unworded - {"promise"} <= {*phrase("told", SUBJECT)}
    long = Promise(**SHARED, id="p", text="The catalogue " * 20, due=date(2026, 11, 27))
    line = told(long, "Mon 23 Nov", Voice("en", TODAY), 62)
    assert line.startswith("Mon 23 Nov · we promised: “The catalogue")
    assert line.endswith("”")
    assert columns(line) <= 62
