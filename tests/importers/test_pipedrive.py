from pathlib import Path

from confirming import confirmed
from reading import drafts, read
from tracked import table

from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Question, Skipped, Who
from clienthealth.importers.source import Source

OWN = Path(__file__).parents[1] / "data" / "import" / "crm" / "pipedrive.csv"


def test_what_was_done_is_contact():
    found = drafts(confirmed("pipedrive", OWN))

    assert [each.said for each in found] == [
        {
            "at": "2026-02-02T09:30:00",
            "channel": "call",
            "direction": "both",
            "minutes": 15,
            "subject": "Menu",
            "staff": "Mina",
        },
        {
            "at": "2026-02-03T12:00:00",
            "channel": "meeting",
            "direction": "both",
            "minutes": 90,
            "subject": "Tasting",
            "staff": "Mina",
        },
        {"at": "2026-02-04", "channel": "email", "direction": "out", "subject": "Offer", "staff": "Mina"},
    ]


def test_a_person_is_known_by_address_or_name_and_their_firm_beside_them():
    found = drafts(confirmed("pipedrive", OWN))

    assert found[0].parties == (Who("olga@bakery.example", "Olga Brandt"), Who(name="Bakery"))
    assert found[2].parties == (Who(name="Olga Brandt"), Who(name="Bakery"))


def test_tasks_and_what_is_still_to_do_are_no_contact():
    assert [(each.spot, each.reason) for each in confirmed("pipedrive", OWN) if isinstance(each, Skipped)] == [
        ("line 5", "not-contact"),
        ("line 6", "not-contact"),
    ]


def test_a_word_for_done_that_is_not_known_is_asked_for(tmp_path):
    header = "Activity - Type,Activity - Due date,Activity - Done,Organization - Name"
    path = table(tmp_path, header, "Meeting,2026-02-02,erledigt,Bakery", "Meeting,2026-02-03,To do,Bakery")

    question = confirmed("pipedrive", path)[0]
    taken = confirmed("pipedrive", path, **{"status:erledigt": "held"})

    assert isinstance(question, Question)
    assert question.name == "status:erledigt"
    assert [each.said["at"] for each in drafts(taken)] == ["2026-02-02"]
    assert [each.reason for each in taken if isinstance(each, Skipped)] == ["not-held"]


def test_it_is_recognised_and_confirmed():
    assert recognised(Source(OWN)) == "pipedrive"
    assert [each.name for each in read("pipedrive", OWN)] == ["columns"]
