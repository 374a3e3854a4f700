"""WhatsApp chats: the samples, what phones put into texts, the zip, what is asked and what is refused."""

import zipfile
from pathlib import Path

import pytest
from chats import FILES, asked_for, our_answers, problems, question, reasons, runs
from reading import drafts, read, sample

from clienthealth.errors import BadData
from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Draft, Item, Problem, Skipped, Who
from clienthealth.importers.source import Source

ANNA, ELENI = Who(name="Anna Acme"), Who(name="Ελένη")


def work(path: Path, **given: str) -> list[Item]:
    return asked_for("whatsapp", path, **given)


def own(name: str, **given: str) -> list[Item]:
    return work(sample(f"whatsapp/own__{name}.txt"), **given)


def written(folder: Path, *lines: str, name: str = "chat.txt") -> Path:
    path = folder / name
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_german_android_with_twins():
    items = own("android-de-twins")
    made = drafts(items)
    assert runs(items) == [
        ("2026-01-05T09:01:00", "in", "Anna Acme"),
        ("2026-01-05T13:02:00", "out", "Anna Acme"),
        ("2026-01-13T18:00:00", "in", "Anna Acme"),
        ("2026-01-14T09:00:00", "out", "Anna Acme"),
    ]
    assert [run.said["words"] for run in made] == [3, 7, 3, 0]
    assert made[0].said["attachments"] == 2
    assert len({run.key for run in made}) == 4
    assert reasons(items) == {"not-contact": 2}
    assert our_answers(items, "Anna Acme") == [241, 900]
    assert [run.key for run in drafts(own("android-de-twins"))] == [run.key for run in made]


def test_greek_iphone_with_marks():
    items = own("ios-el-marks")
    assert runs(items) == [
        ("2026-01-05T09:01:00", "in", "Ελένη"),
        ("2026-01-05T12:30:00", "out", "Ελένη"),
        ("2026-01-25T00:05:00", "in", "Ελένη"),
    ]
    assert drafts(items)[0].said["attachments"] == 1
    assert reasons(items) == {"not-contact": 1}
    assert our_answers(items, "Ελένη") == [209]


def test_american_android_with_a_number_for_a_name():
    items = own("us-12h-nnbsp")
    assert runs(items) == [
        ("2026-01-05T09:00:00", "in", "Anna Acme"),
        ("2026-01-05T12:10:00", "out", "Anna Acme"),
        ("2026-01-25T00:05:00", "in", "+45 12 34 56 78"),
    ]
    assert drafts(items)[2].parties == (Who(phone="+45 12 34 56 78"),)


@pytest.mark.parametrize("order", ["", "mdy", "dmy"])
def test_an_order_that_rises_is_taken(order):
    items = own("monotone-order", order=order)
    assert [at[:10] for at, _, _ in runs(items)] == ["2026-01-11", "2026-01-12", "2026-02-01", "2026-02-02"]


def test_an_order_that_cannot_be_told_is_asked():
    asked = question(own("ambiguous-order"))
    assert (asked.name, asked.choices, asked.shown) == ("order", ("dmy", "mdy"), ("03/04/26", "05/04/26"))
    assert [at[:10] for at, _, _ in runs(own("ambiguous-order", order="dmy"))] == [
        "2026-04-03",
        "2026-04-03",
        "2026-04-05",
    ]
    assert [at[:7] for at, _, _ in runs(own("ambiguous-order", order="mdy"))] == ["2026-03", "2026-03", "2026-05"]
    assert question(own("ambiguous-order", order="ymd")).name == "order"


@pytest.mark.parametrize("given", [{}, {"work": "yes"}, {"work": "no"}])
def test_another_calendar_is_refused_whole(given):
    with pytest.raises(BadData, match="BE"):
        read("whatsapp", sample("whatsapp/own__buddhist-year.txt"), **given)


@pytest.mark.parametrize("name", ["ddmmyy_24hrs", "mmddyyyy_12hrs", "yyyymmdd_24hrs"])
def test_the_same_chat_of_three_phones(name):
    items = work(sample(f"whatsapp/chat-miner__test_{name}.txt"), me="John Doe")
    made = drafts(items)
    assert len(made) == 7
    assert sum(run.said["direction"] == "out" for run in made) == 3
    assert reasons(items) == {"not-contact": 2}
    assert {party.name for run in made for party in run.parties} == {"Jahn Doe", "John-John Doe", "John Doe 🤓", "🤓"}
    assert sorted(run.said["at"] for run in made)[1].startswith("2019-01-20T11:23")
    assert [run.said["words"] for run in made if run.said["at"].startswith("2019-01-30")] == [10]


def test_german_iphone_with_calls_files_edits_and_somebody_unknown():
    items = work(FILES / "whatsapp-iphone-de.txt")
    assert runs(items) == [
        ("2026-02-28T09:00:41", "in", "Nele Nord"),
        ("2026-02-28T09:20:00", "out", "Nele Nord"),
        ("2026-02-28T09:22:00", "in", "Ole"),
        ("2026-02-28T09:23:00", "in", "Nele Nord"),
    ]
    by_time = sorted(drafts(items), key=lambda run: run.said["at"])
    assert [(run.said["words"], run.said.get("attachments")) for run in by_time] == [
        (11, 1),
        (4, 1),
        (1, None),
        (0, None),
    ]
    assert by_time[1].parties == (Who(name="Nele Nord"), Who(name="Ole"))
    assert reasons(items) == {"not-contact": 2}


def test_american_group_with_pasted_lines_and_a_broken_one():
    items = work(FILES / "whatsapp-android-group.txt")
    assert runs(items) == [
        ("2025-12-28T09:01:00", "out", "Nele Nord"),
        ("2025-12-28T09:02:00", "in", "Nele Nord"),
        ("2025-12-28T09:03:00", "in", "Ole Nord"),
        ("2025-12-28T09:40:00", "in", "Ole Nord"),
        ("2025-12-31T09:41:00", "out", "Nele Nord"),
    ]
    assert reasons(items) == {"not-contact": 3}
    assert problems(items) == [("line 11", "at"), ("line 12", "at")]
    assert [run.said["words"] for run in drafts(items) if run.spot == "line 4"] == [4]
    assert {run.thread.split("|")[1] for run in drafts(items)} == {"2025-12-28T09:01"}


def test_nothing_that_was_written_is_kept_unless_it_is_asked_for():
    path = FILES / "whatsapp-iphone-de.txt"
    assert "Logo" not in repr(work(path))
    (run,) = (run for run in drafts(work(path, preview="20")) if run.said["at"].endswith("09:00:41"))
    assert run.said["text"] == "Guten Morgen!\nDas Lo"


def test_a_longer_export_extends_the_last_run_and_adds_the_rest(tmp_path):
    first = ["01.03.26, 09:00 - Nele: ok", "01.03.26, 09:01 - Nele: ok", "13.03.26, 09:00 - Nele: one"]
    early = drafts(work(written(tmp_path, "01.03.26, 08:00 - Ida: so?", *first)))
    more = ["13.03.26, 09:04 - Nele: two three", "13.03.26, 09:30 - Ida: four"]
    late = drafts(work(written(tmp_path, "01.03.26, 08:00 - Ida: so?", *first, *more)))
    assert [run.key for run in late][:3] == [run.key for run in early]
    assert [run.said["words"] for run in late] == [1, 2, 3, 1]


def test_without_an_answer_nothing_is_read_and_with_a_no_it_is_left_out(tmp_path):
    path = FILES / "whatsapp-iphone-de.txt"
    asked = question(read("whatsapp", path))
    assert (asked.name, asked.choices) == ("work", ("yes", "no"))
    assert asked.shown == ("Nele Nord (4)", "Ida (2)", "Ole (1)")
    (left_out,) = read("whatsapp", path, work="no")
    assert left_out == Skipped(str(path), "private", "it is not about work")


def test_who_we_are_is_asked_and_nobody_is_an_answer(tmp_path):
    path = written(tmp_path, "13.01.26, 09:00 - Nele: Hi", "13.01.26, 09:01 - Ole: Hi")
    asked = question(work(path))
    assert (asked.name, asked.shown) == ("me", ("Nele (1)", "Ole (1)"))
    assert [direction for _, direction, _ in runs(work(path, me="ole"))] == ["in", "out"]
    assert [direction for _, direction, _ in runs(work(path, me="none"))] == ["in", "in"]


def test_a_name_with_a_colon_is_asked_unless_it_is_known_otherwise(tmp_path):
    lines = ["13.01.26, 09:00 - Ida: Hi", "13.01.26, 10:00 - Nele: Nord: Hi"]
    asked = question(work(written(tmp_path, *lines)))
    assert (asked.name, asked.choices) == ("sender:Nele", ("Nele", "Nele: Nord"))
    for answer, words in (("Nele", 2), ("Nele: Nord", 1)):
        made = drafts(work(written(tmp_path, *lines), **{"sender:Nele": answer}))
        assert (made[1].parties, made[1].said["words"]) == ((Who(name=answer),), words)
    known = drafts(work(written(tmp_path, *lines, "13.01.26, 11:00 - Nele: Hi")))
    assert [run.parties[0].name for run in known] == ["Nele", "Nele", "Nele"]


def test_what_a_notice_quotes_is_nobody(tmp_path):
    lines = [
        "13.01.26, 09:00 - Ida: Hi",
        "13.01.26, 09:01 - Nele changed the subject to “Print: spring”",
        "13.01.26, 09:02 - Nele: Hi",
    ]
    lines.append('13.01.26, 09:03 - Nele changed the subject from "Print: spring" to "Print: summer"')
    items = work(written(tmp_path, *lines, '13.01.26, 09:04 - Nele changed the subject to "Print: spring"'))
    assert [party.name for run in drafts(items) for party in run.parties] == ["Nele", "Nele"]
    assert reasons(items)["not-contact"] >= 2


def test_a_chat_in_which_only_we_wrote_is_with_whom_the_file_is_named_after(tmp_path):
    lines = ["13.01.26, 09:00 - Ida: Hi", "13.01.26, 09:01 - Ida: Are you there?"]
    names = [
        "WhatsApp Chat with Nele Nord.txt",
        "WhatsApp-Chat mit Nele Nord.txt",
        "Συνομιλία WhatsApp με Nele Nord (2).txt",
    ]
    for name in (*names, "WhatsApp Chat - Nele Nord.txt", "WhatsApp-samtale med Nele Nord.txt"):
        (run,) = drafts(work(written(tmp_path, *lines, name=name)))
        assert run.parties == (Who(name="Nele Nord"),)
    assert reasons(work(written(tmp_path, *lines))) == {"own": 1}


@pytest.mark.parametrize(
    "lines",
    [
        ["٢٣/٣/٢٢، ٢:٥٦ م - Nele: a", "٢٣/٣/٢٢، ٢:٥٧ م - Nele: b"],
        ["令和6年1月5日 15:21 - Nele: a", "令和6年1月5日 15:22 - Nele: b"],
        ["3/18/22, 2:56 م - Nele: a", "3/18/22, 2:57 م - Nele: b"],
        ["5/1/2569, 09:00 - Nele: a", "6/1/2569, 09:00 - Nele: b"],
        ["13/01/26, 09:00 - Nele: a", "01/13/26, 09:00 - Nele: b"],
    ],
    ids=["Arabic digits", "Japanese era", "Arabic halves of the day", "Buddhist year", "two orders"],
)
def test_what_cannot_be_read_is_refused_before_anything_is_asked(tmp_path, lines):
    path = written(tmp_path, *lines)
    assert recognised(Source(path)) == "whatsapp"
    with pytest.raises(BadData) as refused:
        read("whatsapp", path)
    assert refused.value.hint


def test_a_file_of_which_most_cannot_be_read_is_not_read_by_half(tmp_path):
    path = written(tmp_path, "13.01.26, 09:00 - Nele: a", *["٢٣/٣/٢٢، ٢:٥٦ م - Nele: b"] * 2)
    with pytest.raises(BadData, match="no kind that can be read"):
        work(path)


def test_two_exports_in_one_file_are_refused(tmp_path):
    first = [f"{day}.01.26, 09:00 - Nele: a" for day in range(10, 30)]
    second = ["1/30/26, 9:00 AM - Ole: b"] * 3
    with pytest.raises(BadData, match=r"in two ways, 10\.01\.26 and 1/30/26"):
        work(written(tmp_path, *first, *second))
    assert len(drafts(work(written(tmp_path, *first, *second[:2]), me="none"))) == 20


def test_days_that_cannot_be(tmp_path):
    lines = [f"{day:02d}.03.26, 09:00 - Nele: Hi" for day in range(1, 29)]
    items = work(
        written(tmp_path, *lines, "31.02.26, 09:00 - Nele: a", "24.12.26, 09:00 - Nele: b", "01.01.07, 09:00 - Ida: c")
    )
    assert problems(items) == [("line 29", "at"), ("line 30", "at"), ("line 31", "at")]
    assert len(drafts(items)) == 28


def test_text_in_another_encoding_is_asked_about(tmp_path):
    path = tmp_path / "chat.txt"
    path.write_bytes("13.01.26, 09:00 - Søren: Hej\n13.01.26, 09:01 - Ida: Hej\n".encode("cp1252"))
    asked = question(work(path))
    assert (asked.name, [word for word in asked.shown if "Søren" in word]) == ("encoding", ["Søren:"])
    assert drafts(work(path, encoding="cp1252"))[0].parties == (Who(name="Søren"),)
    path.write_text("13.01.26, 09:00 - Søren: Hej\n13.01.26, 09:01 - Ida: Hej\n", encoding="utf-16")
    assert drafts(work(path))[0].parties == (Who(name="Søren"),)


def zipped(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_txt", ".txt").replace("_jpg", ".jpg"), text)
    return path


def test_a_zip_is_read_where_it_is(tmp_path):
    text = (FILES / "whatsapp-iphone-de.txt").read_text(encoding="utf-8")
    path = zipped(tmp_path / "WhatsApp Chat - Nele Nord.zip", _chat_txt=text, photo_jpg="x")
    assert recognised(Source(path)) == "whatsapp"
    plain = work(FILES / "whatsapp-iphone-de.txt")
    assert [item._replace(spot="") for item in work(path)] == [item._replace(spot="") for item in plain]
    assert question(read("whatsapp", path)).name == "work"
    assert sorted(each.name for each in tmp_path.iterdir()) == [path.name]


def test_a_zip_with_more_than_one_text(tmp_path):
    text = (FILES / "whatsapp-iphone-de.txt").read_text(encoding="utf-8")
    path = zipped(tmp_path / "a.zip", _chat_txt=text, notes_txt="nothing")
    assert len(drafts(work(path))) == 4
    two = zipped(tmp_path / "b.zip", one___chat_txt=text, two___chat_txt=text)
    asked = question(work(two))
    assert asked.name == "member"
    assert len(drafts(work(two, member=asked.choices[0]))) == 4


def test_a_zip_that_leads_elsewhere_is_locked_or_is_broken(tmp_path):
    text = (FILES / "whatsapp-iphone-de.txt").read_text(encoding="utf-8")
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../_chat.txt", text)
        archive.writestr("/etc/_chat.txt", text)
        archive.writestr("_chat.txt", text)
    assert question(read("whatsapp", path)).name == "work"
    items = work(path)
    assert problems(items) == [("../../_chat.txt", "member"), ("/etc/_chat.txt", "member")]
    assert len(drafts(items)) == 4
    raw = bytearray(path.read_bytes())
    raw[raw.rindex(b"Logo")] ^= 1
    path.write_bytes(raw)
    with pytest.raises(BadData, match=r"_chat\.txt"):
        work(path)
    path.write_bytes(raw[: len(raw) // 2])
    assert recognised(Source(path)) == "whatsapp"
    with pytest.raises(BadData, match="cut-off"):
        work(path)


def test_a_zip_without_a_chat(tmp_path):
    path = zipped(tmp_path / "a.zip", photo_jpg="x")
    (item,) = work(path)
    assert isinstance(item, Problem)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dear all,\n12:30 - lunch: pasta\n", None),
        ("Date,Client\n3/18/22,Acme\n", None),
        ("BEGIN:VCARD\nEND:VCARD\n", None),
        ("From a@b.example Mon Jan  5 09:00:00 2026\nSubject: 1/2/26\n", None),
        ("3/18/22, 14:56 - Nele: one line\n", "whatsapp"),
    ],
)
def test_what_is_taken_for_a_chat(tmp_path, text, expected):
    path = tmp_path / "file"
    path.write_text(text, encoding="utf-8")
    try:
        found: str | None = recognised(Source(path))
    except BadData:
        found = None
    assert found in ({expected} if expected else {None, "csv", "vcard", "mbox", "contacts"})
    assert isinstance(expected, str) or found != "whatsapp"


def test_each_draft_is_plain(tmp_path):
    for item in work(FILES / "whatsapp-android-group.txt"):
        if isinstance(item, Draft):
            assert set(item.said) <= {"at", "direction", "channel", "words", "attachments"}
            assert (item.type, item.body, item.rank) == ("interaction", "", "")


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("\u200eimage omitted", (0, 1)),
        ("\u200eBild weggelassen", (0, 1)),
        ("\u200ebillede udeladt", (0, 1)),
        ("\u200ebilde ikke inkludert", (0, 1)),
        ("\u200eεικόνα παραλείφθηκε", (0, 1)),
        ("\u200eimmagine omessa", (0, 1)),
        ("Plan.pdf • \u200e3 Seiten \u200eDokument weggelassen", (6, None)),
        ("\u200ePlan.pdf • \u200e3 pages \u200edocument omitted", (0, 1)),
        ("<Media omitted>", (0, 1)),
        ("<Mediefil udeladt>", (0, 1)),
        ("<Uten vedlegg>", (0, 1)),
        ("<Εξαίρεση πολυμέσων>", (0, 1)),
        ("\u200ePlan.pdf (fil vedhæftet)", (0, 1)),
        ("IMG-20260113-WA0001.jpg (Datei angehängt)", (0, 1)),
        ("see Plan.pdf (the new one)", (5, None)),
        ("\u200eThis message was deleted.", (0, None)),
        ("Du slettede denne besked", (0, None)),
        ("Denne meldingen ble slettet.", (0, None)),
        ("Διαγράψατε αυτό το μήνυμα", (0, None)),
        ("null", (0, None)),
        ("so it is <This message was edited>", (3, None)),
        ("so it is \u200e<Denne besked blev redigeret>", (3, None)),
        ("a <b> c", (3, None)),
        ("\u200eLocation: https://maps.example/?q=1,2", (2, None)),
        ("\u200ePOLL:", (1, None)),
        ("Standort: https://maps.example/?q=1,2", (2, None)),
        ("the image was omitted", (4, None)),
    ],
)
def test_what_phones_write_into_texts_is_not_counted_as_words(tmp_path, text, counted):
    path = written(tmp_path, "[13.01.26, 09:00:00] Nele: Hi", f"[13.01.26, 10:00:00] Nele: {text}")
    _, run = drafts(work(path, me="none"))
    assert (run.said["words"], run.said.get("attachments")) == counted


@pytest.mark.parametrize(
    "text",
    [
        "\u200eMissed voice call",
        "\u200eUbesvaret taleopkald",
        "\u200eNele added Ole",
        "\u200eΑναπάντητη φωνητική κλήση",
        "Messages and calls are end-to-end encrypted. No one outside of this chat can read or listen to them.",
        "Meldinger og samtaler er kryptert fra ende til ende. Ingen andre kan lese eller lytte til dem.",
    ],
)
def test_a_notice_is_no_message_though_a_name_stands_before_it(tmp_path, text):
    items = work(written(tmp_path, "[13.01.26, 09:00:00] Nele: Hi", f"[13.01.26, 10:00:00] Nele: {text}"), me="none")
    assert len(drafts(items)) == 1
    assert reasons(items) == {"not-contact": 1}
