from pathlib import Path

import pytest
from files import answers, source
from reading import drafts, read, sample

from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Note, Skipped, Who
from clienthealth.importers.people.people import language_of, last_digits
from clienthealth.importers.people.table import read as read_table
from clienthealth.importers.people.table import recognises
from clienthealth.importers.source import Source

CONTACTS = Path(__file__).parents[1] / "data" / "import" / "contacts"
SAMPLES = ("atomic-crm__contacts", "own__contacts-dirty", "own__contacts-utf16-tab", "own__kontakte-cp1252-semicolon")


def contact(item):
    (only,) = item.said["contacts"]
    return only


def addresses(items):
    return [who.address for each in drafts(items) for who in each.parties if who.address]


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_recognised_as_address_books(name):
    assert recognised(Source(sample(f"crm_csv/{name}.csv"))) == "contacts"


@pytest.mark.parametrize("folder", ["time", "invoices", "helpdesk", "generic"])
def test_tables_about_other_things_are_not(folder):
    files = list(sample(folder).glob("*.csv"))

    assert files
    assert not any(recognises(Source(file)) for file in files)
    assert not recognises(Source(sample("crm_csv/own__activities.csv")))


def test_five_hundred_rows_of_a_crm_without_its_opinions():
    items = read("contacts", sample("crm_csv/atomic-crm__contacts.csv"))

    assert len(items) == len(drafts(items)) == 500
    assert len(set(addresses(items))) == 500
    assert items[0].said == {
        "name": "Gottlieb and Sons",
        "contacts": [
            {
                "name": "Shelley Kerluke",
                "email": ["shelley_kerluke47@hotmail.com"],
                "phone": ["1-955-371-0847 x371"],
                "role": "Ubiquitous",
            }
        ],
    }
    assert {field for each in drafts(items) for field in each.said} == {"name", "contacts"}


def test_a_dirty_table_names_what_is_odd_and_takes_the_rest():
    items = read("contacts", sample("crm_csv/own__contacts-dirty.csv"))
    found = drafts(items)

    assert len(found) == 5
    assert len({each.key for each in found}) == 4
    assert contact(found[0])["name"] == '=HYPERLINK("http://x.example","click")'
    assert contact(found[4])["name"] == "multi line"
    assert [item for item in items if isinstance(item, Note)] == [
        Note("line 5", "has 2 cells where the header has 5"),
        Note("line 6", "has 6 cells where the header has 5"),
    ]


def test_two_addresses_in_a_cell_are_two():
    items = read("contacts", sample("crm_csv/own__contacts-utf16-tab.csv"))

    assert len(drafts(items)) == 2
    assert addresses(items) == ["anna@acme.example", "eleni@thalassa.example", "info@thalassa.example"]


def test_a_german_table_is_read_in_its_encoding():
    joerg, aenne, zoe = read("contacts", sample("crm_csv/own__kontakte-cp1252-semicolon.csv"))

    assert [each.said["name"] for each in (joerg, aenne, zoe)] == ["Müller & Söhne GmbH"] * 2 + ["Grün „Design“"]
    assert [contact(each)["name"] for each in (joerg, aenne, zoe)] == ["Jörg Müller", "Änne Groß", "Zoë Weiß"]


def test_google():
    tove, kino, nothing = read("contacts", CONTACTS / "google.csv")

    assert tove.said == {
        "name": "Fjordby Bageri",
        "contacts": [
            {
                "name": "Tove Lund",
                "email": ["tove@fjordby.example", "ordre@fjordby.example", "tove.lund@mail.example"],
                "phone": ["+45 20 30 40 50", "+45 20 30 40 51"],
                "role": "Indehaver",
            }
        ],
    }
    assert kino.said == {
        "name": "Nordlys Kino",
        "contacts": [{"name": "post@nordlys.example", "email": ["post@nordlys.example"]}],
    }
    assert nothing == Skipped("line 4", "empty")


def test_outlook_in_german_without_the_numbers_of_others():
    (only,) = read("contacts", CONTACTS / "outlook-de.csv")

    assert only.said == {
        "name": "Blumen Weiß KG",
        "contacts": [
            {
                "name": "Jürgine Weiß",
                "email": ["juergine@blumen-weiss.example", "laden@blumen-weiss.example"],
                "phone": ["+49 30 222222", "+49 170 3333333"],
                "role": "Geschäftsführung",
            }
        ],
        "language": "de",
    }


def test_hubspot_without_stages_and_owners():
    nils, note, eva = read("contacts", CONTACTS / "hubspot.csv")

    assert nils.said == {
        "name": "Fjellheim AS",
        "contacts": [{"name": "Nils Berge", "email": ["nils@fjellheim.example"], "role": "Daglig leder"}],
        "timezone": "Europe/Oslo",
    }
    assert note == Note("line 3", "'n/a' is no mail address, and was left out")
    assert (eva.said, eva.parties) == (
        {"name": "Eva Sand", "contacts": [{"name": "Eva Sand"}]},
        (Who(name="Eva Sand"),),
    )


THUNDERBIRD = {
    "en": "First Name,Last Name,Display Name,Primary Email,Secondary Email,Work Phone,Fax Number,Mobile Number"
    ",Job Title,Organization,",
    "de": "Vorname,Nachname,Anzeigename,Primäre E-Mail-Adresse,Sekundäre E-Mail-Adresse,Tel. dienstlich,Fax-Nummer"
    ",Mobil-Tel.-Nr.,Arbeitstitel,Organisation,",
    "da": "Fornavn,Efternavn,Vis navn,Primær mail,Sekundær mail,Arbejdstelefon,Faxnummer,Mobilnummer,Job titel"
    ",Organisation,",
    "nb": "Fornavn,Etternavn,Fullt navn,Primær e-post,Sekundær e-post,Arbeidstelefon,Faks,Mobil,Jobbtittel"
    ",Organisasjon,",
    "el": "Όνομα,Επώνυμο,Εμφανιζόμενο όνομα,Κύριο email,Δευτερεύον email,Τηλέφωνο εργασίας,Αριθμός φαξ"
    ",Αριθμός κινητού,Τίτλος εργασίας,Εταιρεία,",
}


@pytest.mark.parametrize("language", THUNDERBIRD)
def test_thunderbird_in_its_languages(tmp_path, language):
    rows = (
        ",,Kari Dahl,kari@dahl.example,k2@dahl.example,33 11 22 33,44 44 44 44,90 11 22 33,Chef,Dahl AS,\n"
        "Ole,Lie,,ole@lie.example,,,,,,,\n"
    )
    file = source(tmp_path, f"{THUNDERBIRD[language]}\n{rows}")
    kari, ole = read_table(file, answers())

    assert recognised(file) == "contacts"
    assert kari.said["name"] == "Dahl AS"
    assert contact(kari) == {
        "name": "Kari Dahl",
        "email": ["kari@dahl.example", "k2@dahl.example"],
        "phone": ["33 11 22 33", "90 11 22 33"],
        "role": "Chef",
    }
    assert contact(ole) == {"name": "Ole Lie", "email": ["ole@lie.example"]}


@pytest.mark.parametrize("kind", ["Label", "Type"])
def test_what_google_calls_a_fax_is_no_telephone(tmp_path, kind):
    header = f"First Name,Last Name,E-mail 1 - Value,Phone 1 - {kind},Phone 1 - Value,Phone 2 - {kind},Phone 2 - Value"
    file = source(tmp_path, f"{header}\nKari,Dahl,kari@dahl.example,Work Fax,44 44 44 44,* Work,33 11 22 33\n")
    (kari,) = read_table(file, answers())

    assert contact(kari)["phone"] == ["33 11 22 33"]


def test_columns_as_webmail_has_them(tmp_path):
    file = source(
        tmp_path,
        '"First","Middle","Last","Email","Mobile","Alternate Email 1","Email Work"\n'
        '"Kari","","Dahl","kari@dahl.example","90 11 22 33","k2@dahl.example","k3@dahl.example"\n',
    )
    (kari,) = read_table(file, answers())

    assert contact(kari)["email"] == ["kari@dahl.example", "k2@dahl.example", "k3@dahl.example"]


@pytest.mark.parametrize("file", ["google.csv", "outlook-de.csv", "hubspot.csv"])
def test_the_tools_are_told_by_their_columns(file):
    assert recognised(Source(CONTACTS / file)) == "contacts"


@pytest.mark.parametrize(
    "header",
    [
        "Display Name,Company Name,EmailID,Customer ID,Payment Terms",
        "Person - Name,Organization - Name,Person - Email - Work,Person - Phone - Mobile",
        "Name,E-mail,Telefon",
        "Navn;Firma;E-post;Tlf.",
        "Name;E-Mail privat;Telefon Festnetz",
    ],
)
def test_other_address_books(tmp_path, header):
    assert recognises(source(tmp_path, header + "\n"))


@pytest.mark.parametrize(
    "header",
    [
        "User,Email,Client,Project,Start date,Duration",
        "Client,Email,Invoice Number,Amount",
        "Date,Name,Email,Subject",
        "First Name,Last Name,Hours,Email",
        "Name,Company",
    ],
)
def test_no_address_books(tmp_path, header):
    assert not recognises(source(tmp_path, header + "\n"))


def test_the_customers_of_programs_for_invoices(tmp_path):
    invoicely = source(tmp_path, "Client Name,Email,Phone,Country\nHolm,hi@holm.example,,DK\n", "invoicely.csv")
    wave = source(
        tmp_path,
        "customer_name,email,contact_first_name,contact_last_name,customer_currency,phone\n"
        "Holm,hi@holm.example,Nele,Nord,DKK,\n",
        "wave.csv",
    )
    assert recognised(invoicely) == recognised(wave) == "contacts"
    assert [each.said["name"] for each in drafts(list(read_table(invoicely, answers())))] == ["Holm"]
    (made,) = drafts(list(read_table(wave, answers())))
    assert (made.said["name"], contact(made)["name"]) == ("Holm", "Nele Nord")


def test_a_title_beside_a_suffix_is_a_salutation(tmp_path):
    def role(text):
        (only,) = read_table(source(tmp_path, text), answers())
        return contact(only).get("role", "")

    assert role("First Name,Last Name,Title,Email\nA,B,Director,a@b.example\n") == "Director"
    assert role("First Name,Last Name,Title,Suffix,Email\nA,B,Mrs.,,a@b.example\n") == ""


def test_a_row_whose_quote_never_closes_is_named(tmp_path):
    items = list(read_table(source(tmp_path, 'Name,Email\nA,a@b.example\n"B,b@b.example\n'), answers()))

    assert [item.spot for item in items] == ["line 2", "line 3"]
    assert items[1].field == "row"


@pytest.mark.parametrize(
    ("text", "code"), [("de", "de"), ("German", "de"), ("en-GB", "en"), ("nb_NO", "nb"), ("fr", ""), ("", "")]
)
def test_only_our_languages_are_languages(text, code):
    assert language_of(text) == code


def test_numbers_are_compared_by_their_last_digits():
    assert last_digits("+45 12 34 56 78") == last_digits("12345678") == "12345678"
    assert last_digits("112") == ""
