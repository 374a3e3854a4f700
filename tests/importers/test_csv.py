import pytest
from files import answers, source
from reading import drafts, read, sample

from clienthealth.errors import BadData
from clienthealth.importers.formats import kept_under, recognised
from clienthealth.importers.items import Draft, Note, Problem, Question, Skipped, Who
from clienthealth.importers.mapped.any_table import read as read_table
from clienthealth.importers.mapped.mapping import guessed, pairs
from clienthealth.importers.source import Source
from clienthealth.importers.tables.table import table_of

MIXED = {
    "as": "interaction",
    "columns": "when=at,who=client,what=text,how long=minutes,their mood=tone",
    "set": "channel=call,direction=in",
    "judgement": "yes",
}
TIME = {"as": "time", "columns": "Datum=at,Kunde=client,Dauer=minutes"}


def items(folder, content, **given):
    return list(read_table(source(folder, content), answers(**given)))


def guess(folder, header, kind, row=""):
    return guessed(table_of(source(folder, f"{header}\n{row}\n"), answers()), kind, "").text


def spots(found):
    return [(each.spot, each.field) for each in found if isinstance(each, Problem)]


def test_a_mixed_log_names_line_and_column_of_what_is_wrong():
    found = read("csv", sample("generic/own__log-mixed.csv"), **MIXED)

    assert spots(found) == [("line 3", "when"), ("line 5", "when"), ("line 6", "when"), ("line 8", "their mood")]
    assert [(each.spot, each.said["tone"], each.parties[0].name) for each in drafts(found)] == [
        ("line 2", -1, "Acme"),
        ("line 7", 2, "acme"),
    ]
    assert drafts(found)[0].said == {
        "at": "2026-01-05T09:00:00+01:00",
        "text": "call",
        "minutes": 20,
        "tone": -1,
        "channel": "call",
        "direction": "in",
    }


def test_a_second_pattern_takes_the_dates_of_the_other_style():
    found = read("csv", sample("generic/own__log-mixed.csv"), **MIXED, date="%d.%m.%Y %H:%M")

    assert spots(found) == [("line 5", "when"), ("line 6", "when"), ("line 8", "their mood")]
    assert drafts(found)[1].said["text"] == "mail, long\nsecond line"


def test_opinions_are_taken_only_after_a_question_of_their_own():
    asked = {name: value for name, value in MIXED.items() if name != "judgement"}
    file = sample("generic/own__log-mixed.csv")
    (question,) = read("csv", file, **asked)

    assert (question.name, question.shown) == ("judgement", ("tone",))
    without = read("csv", file, **asked, judgement="no")
    assert all("tone" not in each.said for each in drafts(without))
    assert [each.spot for each in drafts(without)] == ["line 2", "line 7", "line 8"]


def test_a_file_without_header_is_asked_about_and_then_read():
    file = sample("generic/own__no-header.csv")
    (question,) = read("csv", file, **{"as": "interaction"})
    assert (question.name, question.shown, question.guess) == ("header", ("2026-01-05 | Acme | Anruf | 20",), "no")

    given = {"as": "interaction", "columns": "1=at,2=client,3=channel,4=minutes", "set": "direction=both"}
    found = read("csv", file, **given, header="no")
    assert [(each.said["at"], each.said["channel"], each.said["minutes"]) for each in drafts(found)] == [
        ("2026-01-05", "call", 20),
        ("2026-01-06", "email", 5),
    ]


def test_a_zero_byte_is_taken_out_and_an_open_quote_is_named():
    given = {"as": "interaction", "columns": "when=at,who=client,what=channel", "set": "direction=in"}
    good, bad = read("csv", sample("generic/own__nul-and-junk.csv"), **given)

    assert (good.spot, good.said["channel"]) == ("line 2", "call")
    assert bad.spot == "line 3"


def test_an_empty_file_says_so():
    with pytest.raises(BadData, match="empty"):
        read("csv", sample("generic/own__empty.csv"))
    with pytest.raises(BadData, match="empty"):
        recognised(Source(sample("generic/own__empty.csv")))


def test_german_invoices_are_read_by_what_their_columns_prove():
    columns = "Rechnungsnr.=number,Kunde=client,Rechnungsdatum=issued,Fällig am=due,Bezahlt am=paid,Betrag=amount"
    found = read("csv", sample("invoices/own__rechnungen-de.csv"), **{"as": "invoice", "columns": columns})

    assert [(each.said["number"], each.said["amount"], each.said.get("paid")) for each in drafts(found)][:3] == [
        ("2026-001", "1234.56", "2026-02-02"),
        ("2026-002", "99.00", None),
        ("2026-003", "1000", "2026-03-21"),
    ]
    # An amount below nothing is no invoice; whether it is a credit is for the user to say.
    assert spots(found) == [("line 5", "Betrag")]


@pytest.mark.parametrize(
    ("header", "kind", "text"),
    [
        ("when,who,what,how long,their mood", "interaction", "who=client,when=at,how long=minutes,what=text"),
        ("Datum;Uhrzeit;Kunde;Dauer;Grund", "interaction", "Kunde=client,Datum=at,Uhrzeit=at,Dauer=minutes"),
        (
            "Dato;Kunde;Kanal;Retning;Varighed",
            "interaction",
            "Kunde=client,Dato=at,Varighed=minutes,Kanal=channel,Retning=direction",
        ),
        (
            "Dato;Klient;Varighet;Prosjekt;Oppgave",
            "time",
            "Klient=client,Dato=at,Varighet=minutes,Oppgave=text,Prosjekt=project",
        ),
        ("Ημερομηνία;Πελάτης;Διάρκεια", "time", "Πελάτης=client,Ημερομηνία=at,Διάρκεια=minutes"),
        ("Invoice #,Client,Total,Due Date,Tone", "invoice", "Client=client,Invoice #=number,Total=amount,Due Date=due"),
        ("Firma;Vorname;Nachname;E-Mail", "client", "Firma=name,Vorname=contact,Nachname=contact,E-Mail=email"),
        ("Client,Email,Date,Hours", "time", "Client=client,Date=at,Hours=minutes"),
        ("Email,Date,Hours", "time", "Date=at,Hours=minutes,Email=email"),
        ("Start Time,Client", "time", "Client=client"),
        ("Tone,Energy,Complaint", "interaction", ""),
    ],
)
def test_the_mapping_is_guessed_from_the_words_of_the_header(tmp_path, header, kind, text):
    assert guess(tmp_path, header, kind) == text


def test_the_guess_is_shown_with_three_rows_and_never_taken_unseen(tmp_path):
    table = "Kunde;Datum;Dauer;Laune\n" + "Acme;05.01.2026;1:00;gut\n" * 5
    (question,) = items(tmp_path, table, **{"as": "time"})

    assert question == Question(
        "columns",
        "which column is which field?",
        (),
        (
            "line 2: Kunde = Acme, Datum = 05.01.2026, Dauer = 1:00",
            "line 3: Kunde = Acme, Datum = 05.01.2026, Dauer = 1:00",
            "line 4: Kunde = Acme, Datum = 05.01.2026, Dauer = 1:00",
            "left out: Laune",
        ),
        "Kunde=client,Datum=at,Dauer=minutes",
    )
    found = items(tmp_path, table, **{"as": "time", "columns": question.guess})
    assert found[0] == Note("header", "no field takes: Laune")
    assert len(drafts(found)) == 5


def test_what_each_row_is_must_be_said(tmp_path):
    (question,) = items(tmp_path, "a,b\n1,2\n")

    assert question.name == "as"
    assert {"interaction", "invoice", "client", "complaint"} <= set(question.choices)
    assert "away" not in question.choices


def test_a_mapping_that_lacks_what_a_record_needs_is_asked_for_again(tmp_path):
    (question,) = items(tmp_path, "Datum,Dauer\n2026-01-05,5\n", **{"as": "time", "columns": "Dauer=minutes"})

    assert question.text.endswith("written Column=field, with commas between")
    assert any(line.startswith("fields: client, email, phone, at,") for line in question.shown)

    assert question.name == "columns"
    assert "at, client" in question.text
    # The return key is no way to a mapping that cannot be.
    assert (question.shown[-1], question.guess) == ("so far: Dauer=minutes", "")


def test_a_guess_without_minutes_is_no_answer_either(tmp_path):
    (question,) = items(tmp_path, "Client,Date,Budget\nAcme,2026-01-05,5\n", **{"as": "time"})

    assert "no column is mapped to minutes" in question.text
    assert (question.shown[-1], question.guess) == ("so far: Client=client,Date=at", "")


SHEET = "Datum;Von;Bis;Kunde\n"
SPANS = {"as": "time", "columns": "Kunde=client,Datum=at,Von=at,Bis=until"}


@pytest.mark.parametrize(
    ("header", "row", "kind", "text"),
    [
        (SHEET, "05.01.2026;09:00;12:30;Acme", "time", SPANS["columns"]),
        (
            "client,start,end",
            "Acme,2026-01-05T09:00:00Z,2026-01-05T10:00:00Z",
            "time",
            "client=client,start=at,end=until",
        ),
        (
            "Client,Date,Start,End,Hours",
            "Acme,2026-01-05,9:00,10:00,1",
            "time",
            "Client=client,Date=at,Start=at,Hours=minutes",
        ),
        ("Datum;Von;Betreff", "05.01.2026;Anna;Hallo", "interaction", "Datum=at,Betreff=subject"),
        # An end counts the break too; what is left of it may stand beside.
        ("Datum;Von;Bis;Pause(min);Kunde", "05.01.2026;8:00;16:30;30;A", "time", "Kunde=client,Datum=at,Von=at"),
        ("Datum;Kunde;Bis;Pause;Netto(h)", "05.01.2026;A;16:30;30;8", "time", "Kunde=client,Datum=at,Netto(h)=minutes"),
    ],
)
def test_an_end_stands_in_for_minutes_and_a_beginning_is_one_where_it_holds_times(tmp_path, header, row, kind, text):
    assert guess(tmp_path, header.strip(), kind, row) == text


@pytest.mark.parametrize(
    ("row", "minutes"),
    [
        ("05.01.2026;09:00;12:30;Acme", 210),
        ("05.01.2026;9:00 PM;12:30 AM;Acme", 210),
        ("05.01.2026;22:00;06.01.2026 01:00;Acme", 180),
        # The night in which the clocks go forward has an hour less.
        ("28.03.2026;23:00;04:00;Acme", 240),
        ("05.01.2026;09:00;09:00;Acme", 0),
    ],
)
def test_minutes_are_counted_from_beginning_to_end(tmp_path, row, minutes):
    (made,) = drafts(items(tmp_path, SHEET + row, order="dmy", **SPANS))

    assert made.said["minutes"] == minutes
    assert "until" not in made.said


@pytest.mark.parametrize(
    "row", ["05.01.2026;;12:30;Acme", "05.01.2026;09:00;04.01.2026 10:00;Acme", "05.01.2026;09:00;noon;Acme"]
)
def test_an_end_that_cannot_be_one_is_a_problem_at_its_column(tmp_path, row):
    assert spots(items(tmp_path, SHEET + row, order="dmy", **SPANS)) == [("line 2", "Bis")]


def test_an_end_beside_minutes_changes_nothing(tmp_path):
    columns = "Kunde=client,Datum=at,Von=at,Bis=until,Dauer=minutes"
    found = items(
        tmp_path,
        "Datum;Von;Bis;Kunde;Dauer\n05.01.2026;09:00;12:30;Acme;0:45\n",
        order="dmy",
        **{"as": "time", "columns": columns},
    )

    assert drafts(found)[0].said["minutes"] == 45


def test_what_no_column_says_is_asked_for_all_rows(tmp_path):
    table = "Datum,Kunde\n2026-01-05,Acme\n"
    given = {"as": "interaction", "columns": "Datum=at,Kunde=client"}
    (channel,) = items(tmp_path, table, **given)
    assert (channel.name, channel.choices[:2]) == ("all:channel", ("email", "call"))
    (direction,) = items(tmp_path, table, **given, **{"all:channel": "call"})
    assert direction == Question(
        "all:direction", "no column is mapped to direction: what is it in all rows?", ("in", "out", "both")
    )
    (found,) = items(tmp_path, table, **given, **{"all:channel": "call", "all:direction": "in"})
    assert found.said == {"at": "2026-01-05", "channel": "call", "direction": "in"}


@pytest.mark.parametrize(
    ("header", "row", "kind", "text"),
    [
        ("Kunde;Art;Von", "Acme;Anruf;05.01.2026", "interaction", "Kunde=client,Von=at,Art=channel"),
        ("Kunde;Art", "Acme;Anruf\nBo;Funk\nAcme;E-Mail", "interaction", "Kunde=client,Art=channel"),
        ("Kunde;Art;Von", "Acme;Entwurf;05.01.2026", "interaction", "Kunde=client,Von=at"),
        ("x;y;z", "a@acme.example;2026-01-05;", "time", "y=at,x=email"),
        ("Kunde;Nr.;Am;Betrag", "Acme;7;05.01.2026;9", "invoice", "Kunde=client,Betrag=amount"),
    ],
)
def test_where_the_header_says_nothing_what_a_column_holds_may(tmp_path, header, row, kind, text):
    assert guess(tmp_path, header, kind, row) == text


def test_a_column_that_a_saved_mapping_names_may_be_absent(tmp_path):
    found = items(
        tmp_path, "Datum,Kunde,Dauer\n2026-01-05,Acme,5\n", **TIME | {"columns": TIME["columns"] + ",Notiz=text"}
    )

    assert found[0] == Note("header", "has no column Notiz: the mapping names it, and goes on without")
    assert len(drafts(found)) == 1


@pytest.mark.parametrize(
    ("columns", "match"),
    [
        ("Datum=moment", "is no field of time"),
        ("Datum", "is no pair"),
        ("Datum=tone", "is no field of time"),
        ("=at", "is no pair"),
    ],
)
def test_mappings_that_are_none(tmp_path, columns, match):
    with pytest.raises(BadData, match=match):
        items(tmp_path, "Datum,Kunde\n2026-01-05,Acme\n", **{"as": "time", "columns": columns})


@pytest.mark.parametrize("constants", ["minutes=soon", "minutes=5,at=yesterday", "minutes=5,billable=perhaps"])
def test_constants_that_no_row_can_have(tmp_path, constants):
    with pytest.raises(BadData):
        items(
            tmp_path,
            "Datum,Kunde\n2026-01-05,Acme\n",
            **{"as": "time", "columns": "Datum=at,Kunde=client", "set": constants},
        )


def test_columns_with_commas_and_equals_signs_can_be_named():
    assert pairs('"Name, Vorname"=contact, a=b=text') == [("Name, Vorname", "contact"), ("a=b", "text")]


def test_several_columns_of_one_field_are_joined(tmp_path):
    given = {"as": "time", "columns": "Tag=at,Uhr=at,Kunde=client,Std.=minutes"}
    (found,) = items(tmp_path, "Tag,Uhr,Kunde,Std.\n13/01/2026,2:30 PM,Acme,1.5\n", **given)

    assert found.said == {"at": "2026-01-13T14:30:00+01:00", "minutes": 90}


def test_words_of_a_closed_field_are_those_of_the_languages_or_asked(tmp_path):
    table = "d,k,art\n2026-01-05,Acme,Anruf\n2026-01-06,Acme,Funk\n"
    given = {"as": "interaction", "columns": "d=at,k=client,art=channel", "set": "direction=in"}
    (question,) = items(tmp_path, table, **given)

    assert (question.name, question.shown) == ("channel:funk", ("line 3: Funk",))
    assert "call" in question.choices
    found = items(tmp_path, table, **given, **{"channel:funk": "other"})
    assert [each.said["channel"] for each in found] == ["call", "other"]


def test_a_column_of_free_text_is_not_asked_about_word_by_word(tmp_path):
    table = "d,k,art\n" + "".join(f"2026-01-05,Acme,text {number}\n" for number in range(40))
    given = {"as": "interaction", "columns": "d=at,k=client,art=channel", "set": "direction=in"}
    found = items(tmp_path, table, **given)

    assert len(spots(found)) == len(found) == 40
    assert spots(found)[0] == ("line 2", "art")


def test_an_address_finds_the_client_as_well_as_a_name(tmp_path):
    given = {"as": "time", "columns": "d=at,k=client,m=minutes,mail=email,tel=phone"}
    table = "d,k,m,mail,tel\n2026-01-05,Anna@acme.example,5,,\n2026-01-05,Acme  A/S,5,Bo@acme.example,+45 12345678\n"

    assert [each.parties for each in items(tmp_path, table, **given)] == [
        (Who("anna@acme.example"),),
        (Who("bo@acme.example", "Acme A/S", "+45 12345678"),),
    ]


def test_rows_that_name_nobody_are_left_out_and_ragged_ones_named(tmp_path):
    table = "Datum,Kunde,Dauer,x\n2026-01-05,,5,\n2026-01-05,Acme,5\n2026-01-05,Acme,5,,y\n,,,\n2026-01-05,Acme\n"
    found = items(tmp_path, table, **TIME)

    assert [type(each) for each in found] == [Note, Skipped, Note, Draft, Problem, Problem]
    assert found[1] == Skipped("line 2", "no-party")
    assert spots(found) == [("line 4", "row"), ("line 6", "Dauer")]


def test_what_has_not_happened_yet_is_a_problem_at_its_column(tmp_path):
    found = items(tmp_path, "Datum,Kunde,Dauer\n2027-01-05,Acme,5\n", **TIME)

    assert spots(found) == [("line 2", "Datum")]


def test_twins_are_kept_apart_and_the_same_row_keeps_its_key(tmp_path):
    def keys(*rows, **given):
        return [each.key for each in items(tmp_path, "\n".join(("Datum,Kunde,Dauer", *rows)), **TIME | given)]

    first = keys("2026-01-05,Acme,5", "2026-01-05,Acme,5", "2026-01-06,Acme,5")
    later = keys("2026-01-04,Acme,1", "2026-01-05,Acme,5", "2026-01-05,Acme,15", "2026-01-06,Acme,5")
    assert len(set(first)) == 3
    # A corrected length is still the same entry, and a new row changes no other.
    assert later[1:] == first


def test_answers_are_kept_for_tables_of_the_same_columns_only(tmp_path):
    def under(text):
        return kept_under("csv", source(tmp_path, text))

    assert under("Datum;Kunde\n1.2.2026;Acme\n") == under("datum;kunde\n5.5.2026;Bo\n".title())
    assert under("Datum;Kunde\n") != under("Datum;Kunde;Dauer\n")
    # The first row of a file without header is of this file alone.
    assert under("2026-01-05;Acme;5\n") == under("2026-01-06;Bo;7\n") == "csv of 3 columns without names"
    assert kept_under("contacts", source(tmp_path, "Name,Email\n")) == "contacts"


def test_an_id_of_the_source_is_the_key(tmp_path):
    given = {"as": "time", "columns": "n=id,d=at,k=client,m=minutes"}
    (found,) = items(tmp_path, "n,d,k,m\n77,2026-01-05,Acme,5\n", **given)

    assert found.key == "77"
    assert "id" not in found.said


def test_judgements_are_taken_as_typed_when_confirmed(tmp_path):
    given = {"as": "complaint", "columns": "d=at,k=client,t=text,s=severity"}
    table = "d,k,t,s\n2026-01-05,Acme,The pages came late,3\n"
    (question,) = items(tmp_path, table, **given)
    assert (question.name, question.shown) == ("judgement", ("complaint",))

    (found,) = items(tmp_path, table, **given, judgement="yes")
    assert (found.type, found.said["severity"]) == ("complaint", 3)
    with pytest.raises(BadData, match="is a judgement"):
        items(tmp_path, table, **given, judgement="no")


def test_clients_have_the_person_of_the_row_as_contact(tmp_path):
    given = {"as": "client", "columns": "Firma=name,Vorname=contact,Name=contact,Mail=email,Land=country,Alias=aliases"}
    found = items(tmp_path, "Firma,Vorname,Name,Mail,Land,Alias\nAcme,Anna,Berg,A@acme.example,DK,ac; me\n", **given)

    assert found == [
        Draft(
            "line 2",
            "client",
            {
                "name": "Acme",
                "country": "DK",
                "aliases": ["ac", "me"],
                "contacts": [{"name": "Anna Berg", "email": ["a@acme.example"]}],
            },
            found[0].key,
            (Who("a@acme.example", "Acme"),),
        )
    ]


def test_numbers_that_may_be_read_in_two_ways_are_asked(tmp_path):
    table = "n,k,d,b\n1,Acme,2026-01-05,1.000\n"
    given = {"as": "invoice", "columns": "n=number,k=client,d=issued,b=amount"}
    (question,) = items(tmp_path, table, **given)

    assert (question.name, question.choices) == ("decimal", (",", "."))
    (found,) = items(tmp_path, table, **given, decimal=",")
    assert found.said["amount"] == "1000"
    assert found.said["at"] == "2026-01-05"
