from pathlib import Path

import pytest
from files import answers, source
from reading import drafts, read, sample

from clienthealth.core.journal import record_of
from clienthealth.errors import BadData
from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Draft, Note, Problem, Skipped, Who
from clienthealth.importers.people.vcard import MOST_VALUES
from clienthealth.importers.people.vcard import read as read_cards
from clienthealth.importers.source import Source

MANY = Path(__file__).parents[1] / "data" / "import" / "contacts" / "many.vcf"


def card(folder, *properties, version="3.0"):
    lines = ("BEGIN:VCARD", f"VERSION:{version}", *properties, "END:VCARD", "")
    return list(read_cards(source(folder, "\r\n".join(lines), "one.vcf"), answers()))


def contact(item):
    (only,) = item.said["contacts"]
    return only


def counts(name):
    """Return what the manifest counts: cards, addresses, different ones, numbers."""
    found = drafts(read("vcard", sample(f"vcf/{name}.vcf")))
    emails = [address for each in found for address in contact(each).get("email", [])]
    phones = [phone for each in found for phone in contact(each).get("phone", [])]
    return len(found), len(emails), len(set(emails)), len(phones)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ezvcard__John_Doe_EVOLUTION", (1, 1, 1, 2)),
        ("ezvcard__John_Doe_MAC_ADDRESS_BOOK", (1, 1, 1, 7)),
        ("ezvcard__fullcontact", (1, 5, 5, 9)),
        ("ezvcard__gmail-single2", (1, 5, 5, 11)),
        ("ezvcard__outlook-2003", (1, 1, 1, 4)),
        ("own__21-bare-qp-agent", (1, 2, 2, 2)),
        ("own__utf16le-two-cards", (2, 2, 2, 0)),
        ("vobject__radicale-1587", (1, 0, 0, 0)),
    ],
)
def test_samples_yield_what_the_manifest_counts(name, expected):
    assert counts(name) == expected
    assert recognised(Source(sample(f"vcf/{name}.vcf"))) == "vcard"


def test_the_telephone_book_of_a_phone_has_cards_without_names():
    items = read("vcard", sample("vcf/ezvcard__John_Doe_ANDROID.vcf"))
    found = drafts(items)

    emails = [address for each in found for address in contact(each).get("email", [])]
    assert (len(found), len(set(emails)), len(emails)) == (6, 5, 5)
    assert found[0].said["name"] == "john.doe@company.com"
    # One of the five is no address: it stays with its person, and finds nobody.
    assert [item.spot for item in items if isinstance(item, Note)] == ["line 36"]
    assert {who.address for who in found[4].parties} == {"bob@company.com", ""}


def test_names_in_wide_characters_are_read_right():
    soren, eleni = drafts(read("vcard", sample("vcf/own__utf16le-two-cards.vcf")))

    assert (contact(soren)["name"], contact(eleni)["name"]) == ("Søren Ægir", "Ελένη Παππά")
    assert (soren.said["name"], eleni.said["name"]) == ("Acme", "Ελένη Παππά")
    assert soren.parties == (Who("soren@acme.example", "Acme"),)


def test_the_assistant_in_a_card_is_not_its_person():
    (only,) = read("vcard", sample("vcf/own__21-bare-qp-agent.vcf"))

    assert contact(only) == {
        "name": "Jörg Müller",
        "email": ["joerg.mueller@acme.example", "jm@studio-m.example"],
        "phone": ["+49 30 123456", "0170 1234567"],
    }


def test_a_key_in_base64_does_not_swallow_the_next_line():
    (only,) = read("vcard", sample("vcf/ezvcard__outlook-2003.vcf"))

    assert contact(only)["email"] == ["jdoe@hotmail.com"]
    assert only.said["name"] == "Company, The"
    assert contact(only)["role"] == "The Job Title"


def test_an_address_book_of_three_versions():
    maria, group, ole, nobody, cut, last = read("vcard", MANY)

    assert maria == Draft(
        "line 1",
        "client",
        {
            "name": "Koch, Sohn & Co.",
            "contacts": [
                {
                    "name": "Maria Koch",
                    "email": ["m.koch@koch.example", "maria.privat@mail.example"],
                    "phone": ["+49-40-123456"],
                    "role": "Leitung Einkauf",
                }
            ],
            "language": "de",
            "timezone": "Europe/Zurich",
        },
        "uid:urn:uuid:1f0c6a3e-0000-4000-8000-00000000beef",
        (
            Who("m.koch@koch.example", "Koch, Sohn & Co."),
            Who("maria.privat@mail.example", "Koch, Sohn & Co."),
            Who("", "Koch, Sohn & Co.", "+49-40-123456"),
        ),
    )
    assert group == Skipped("line 18", "not-contact", "a group")
    assert (ole.said["name"], contact(ole)["email"], ole.key) == (
        "Ole Peter Dahl",
        ["ole@dahl.example"],
        "mail:ole@dahl.example",
    )
    assert nobody == Skipped("line 33", "empty")
    assert isinstance(cut, Note)
    assert (last.said["name"], last.key, last.parties) == ("Cut Off", "name:cut off:", (Who(name="Cut Off"),))


def test_what_a_card_makes_is_a_client_of_the_journal():
    for draft in drafts(read("vcard", MANY)):
        record = record_of(
            {**draft.said, "type": "client", "client": "x", "id": "1", "at": "2026-01-05"}, answers().zone
        )
        assert record.contacts[0].name


@pytest.mark.parametrize("kind", ["KIND", "X-ADDRESSBOOKSERVER-KIND"])
def test_a_group_is_nobody(tmp_path, kind):
    assert card(tmp_path, "FN:Friends", f"{kind}:group") == [Skipped("line 1", "not-contact", "a group")]


def test_nothing_about_the_relationship_is_taken():
    said = str([draft.said for draft in drafts(read("vcard", MANY))])

    assert "VIP" not in said
    assert "difficult" not in said


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("FN;CHARSET=ISO-8859-7;ENCODING=QUOTED-PRINTABLE:=C5=EB=DD=ED=E7", "Ελένη"),
        ("FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:S=C3=B8=\r\nren", "Søren"),
        ("FN;CHARSET=no-such-thing:Anna", "Anna"),
        ("FN;CHARSET=rot13:Anna", "Anna"),
        ("FN:Anna\r\n  Berg", "Anna Berg"),
        (r"FN:Berg\; Anna\, B\\C\nD", r"Berg; Anna, B\C D"),
        ('FN;X="a:b;c":Anna', "Anna"),
        ("FN;ENCODING=QUOTED-PRINTABLE:Anna=", "Anna"),
        ("FN:Anna\x1b[31m\u202e", "Anna[31m"),
    ],
)
def test_one_value_however_it_is_written(tmp_path, written, read_as):
    (only,) = card(tmp_path, written, version="2.1" if "QUOTED" in written else "3.0")

    assert contact(only)["name"] == read_as


def test_an_equals_sign_goes_on_only_where_the_value_is_quoted(tmp_path):
    (only,) = card(tmp_path, "FN:Anna=", "EMAIL:a@b.example")

    assert contact(only) == {"name": "Anna=", "email": ["a@b.example"]}


def test_folding_in_the_old_version_keeps_the_space(tmp_path):
    (only,) = card(tmp_path, "FN:Anna\r\n Berg", version="2.1")

    assert contact(only)["name"] == "Anna Berg"


def test_eight_bit_text_is_in_the_encoding_it_names_or_that_of_the_file(tmp_path):
    lines = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=windows-1253:\xc5\xeb\xdd\xed\xe7\r\nORG:Gr\xfcn\r\nEND:VCARD\r\n"
    )
    (only,) = read_cards(source(tmp_path, lines, "one.vcf"), answers())

    assert (contact(only)["name"], only.said["name"]) == ("Ελένη", "Grün")


def test_a_fold_within_a_letter_makes_no_other_encoding_of_the_file(tmp_path):
    name = "Ελένη Παππά".encode()
    lines = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:" + name[:3] + b"\r\n " + name[3:] + b"\r\nEND:VCARD\r\n"
    file = source(tmp_path, lines, "one.vcf")
    (only,) = read_cards(file, answers())

    assert contact(only)["name"] == "Ελένη Παππά"
    assert not file.guessed


def test_a_quoted_value_in_no_encoding_that_is_named_is_shown(tmp_path):
    written = "FN;ENCODING=QUOTED-PRINTABLE:J=F6rg M=FCller"
    drafted, note = card(tmp_path, written, version="2.1")

    assert contact(drafted)["name"] == "Jörg Müller"
    assert note == Note("line 1", "'Jörg Müller' was read as cp1252: --encoding names another")

    lines = f"BEGIN:VCARD\r\nVERSION:2.1\r\n{written}\r\nEND:VCARD\r\n"
    (other,) = read_cards(source(tmp_path, lines, "two.vcf"), answers(encoding="iso-8859-7"))
    assert contact(other)["name"] == "Jφrg Mόller"


@pytest.mark.parametrize(
    "folded", ["EMAIL;TYPE=INTERNET\r\n ,PREF:a@b.example", "EMAIL;TYPE=WO\r\n RK\r\n :a@b.example"]
)
def test_a_fold_before_the_value_begins_loses_nothing(tmp_path, folded):
    (only,) = card(tmp_path, "FN:Anna", folded, "TEL:12")

    assert contact(only) == {"name": "Anna", "email": ["a@b.example"], "phone": ["12"]}


def test_a_property_that_never_comes_to_its_value_is_none(tmp_path):
    (only,) = card(tmp_path, "FN:Anna", "EMAIL;TYPE=WORK" + "\r\n ;X=1" * 2_000, "TEL", "TEL:12")

    assert contact(only) == {"name": "Anna", "phone": ["12"]}


def test_the_same_person_has_the_same_key_by_the_surest_that_is_there(tmp_path):
    def key(*properties):
        (only,) = card(tmp_path, "FN:Anna", *properties)
        return only.key

    assert key("UID:7", "EMAIL:a@x.example") == "uid:7"
    assert key("EMAIL:A@X.example", "TEL:12345678") == "mail:a@x.example"
    assert key("TEL:12", "TEL:+45 12 34 56 78") == key("TEL:12345678") == "phone:12345678"
    assert key("ORG:Acme") == "name:anna:acme"


def test_a_card_without_end_ends_where_the_next_begins(tmp_path):
    text = "BEGIN:VCARD\nFN:One\nBEGIN:VCARD\nFN:Two\nEND:VCARD\n"
    note, one, two = read_cards(source(tmp_path, text, "two.vcf"), answers())

    assert note == Note("line 1", "this card has no END:VCARD; what there is was taken")
    assert (one.said["name"], two.said["name"], two.spot) == ("One", "Two", "line 3")


def test_a_card_of_thousands_of_addresses_is_a_problem_and_not_kept_in_memory(tmp_path):
    (only,) = card(tmp_path, *(f"EMAIL:{number}@x.example" for number in range(MOST_VALUES + 5000)))

    assert isinstance(only, Problem)


def test_a_file_without_card_is_refused(tmp_path):
    with pytest.raises(BadData, match="holds no card"):
        list(read_cards(source(tmp_path, "FN:Anna\n"), answers()))
