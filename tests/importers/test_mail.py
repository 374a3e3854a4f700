"""What one mail becomes, however it was written."""

import pytest
from mails import mail, mailbox, multipart, stored
from reading import drafts, read

from clienthealth.errors import BadData
from clienthealth.importers.formats import recognised
from clienthealth.importers.items import Draft, Hint, Item, Problem, Question, Skipped, Who
from clienthealth.importers.source import Source

TEXT = b"Content-Type: text/plain; charset=utf-8\n\n"
HTML = b"Content-Type: text/html; charset=utf-8\n\n"


@pytest.fixture
def items(tmp_path):
    """Read one mail."""

    def reading(raw: bytes, **given: str) -> list[Item]:
        return read("eml", stored(tmp_path, raw), **given)

    return reading


@pytest.fixture
def one(items):
    """Read one mail that becomes a draft."""

    def reading(raw: bytes, **given: str) -> Draft:
        [draft] = drafts(items(raw, **given))
        return draft

    return reading


def test_a_mail_is_told_by_its_facts_alone(one):
    draft = one(mail())

    assert draft.type == "interaction"
    assert draft.said == {
        "at": "2026-01-12T09:00:00+01:00",
        "channel": "email",
        "direction": "in",
        "subject": "Logo draft",
        "words": 5,
    }
    assert draft.key == "a1@acme.example"
    assert draft.parties == (Who("anna@acme.example", "Anna Berg"),)


def test_subjects_stay_out_and_words_come_in_only_as_they_were_asked_for(one):
    draft = one(mail(b"One  two\x1b[31m\nthree four\n> quoted\n"), subjects="no", preview="13")

    assert "subject" not in draft.said
    assert draft.said["text"] == "One two[31m t"


def test_a_preview_that_is_no_number_is_refused(items):
    with pytest.raises(BadData, match="no number"):
        items(mail(), preview="some")


def test_own_addresses_decide_the_direction_and_everybody_else_takes_part(one):
    sent = mail(
        From="Ida <KONTAKT@studio.example>", To="Anna <anna@acme.example>", Cc="Bo <bo@acme.example>, me@studio.example"
    )

    draft = one(sent)

    assert draft.said["direction"] == "out"
    assert [who.address for who in draft.parties] == ["anna@acme.example", "bo@acme.example"]


def test_who_is_me_is_asked_with_the_most_frequent_correspondents(tmp_path):
    box = stored(tmp_path, mailbox(mail(), mail(), mail(From="Bo <bo@acme.example>")), "box")

    [question] = read("mbox", box, me=frozenset({"ida"}))

    assert isinstance(question, Question)
    assert question.name == "me"
    assert question.shown == (
        "me@studio.example: 0 written, 3 received",
        "anna@acme.example: 2 written, 0 received",
        "bo@acme.example: 1 written, 0 received",
    )


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"auto_submitted": "auto-replied"}, "automatic"),
        ({"auto_submitted": "Auto-Generated (by a rule)"}, "automatic"),
        ({"x_autoreply": "yes"}, "automatic"),
        ({"precedence": "auto_reply"}, "automatic"),
        ({"content_type": "multipart/report; report-type=delivery-status; boundary=x"}, "bounce"),
        ({"content_type": "multipart/report; report-type=disposition-notification; boundary=x"}, "automatic"),
        ({"from": "Mail Delivery <MAILER-DAEMON@mx.example>"}, "bounce"),
        ({"list_id": "<talk.acme.example>"}, "newsletter"),
        ({"precedence": "Bulk"}, "newsletter"),
        ({"from": "no-reply@acme.example"}, "no-reply"),
        ({"from": "Acme <donotreply@acme.example>"}, "no-reply"),
        ({"from": "nicht-antworten@acme.example"}, "no-reply"),
        ({"from": "news@acme.example"}, "no-reply"),
        ({"from": "shares-noreply@acme.example"}, "no-reply"),
        ({"from": "calendar-notification@acme.example"}, "no-reply"),
        ({"from": "me@studio.example", "to": "kontakt@studio.example"}, "own"),
        ({"from": "me@studio.example", "to": "noreply@acme.example"}, "no-reply"),
        ({"from": None}, "no-party"),
        ({"from": "me@studio.example", "to": "undisclosed-recipients:;"}, "no-party"),
        ({"x_mozilla_status": "0009"}, "deleted"),
        ({"x_status": "DT"}, "deleted"),
        ({"subject": "DON'T DELETE THIS MESSAGE -- FOLDER INTERNAL DATA"}, "not-contact"),
        ({"x_gmail_labels": "Spam"}, "folder"),
    ],
)
def test_what_is_no_contact_is_left_out_with_its_reason(items, changed, reason):
    assert [item.reason for item in items(mail(**changed))] == [reason]


@pytest.mark.parametrize(
    "changed",
    [
        {"auto_submitted": "no"},
        {"from": "Norbert <norbert@acme.example>"},
        {"from": "newsome@acme.example"},
        {"from": "anne-reply@acme.example"},
        {"from": "good-news@acme.example"},
        {"x_mozilla_status": "0001"},
        {"x_mozilla_status": "zz"},
        {"x_gmail_labels": "=?UTF-8?Q?Kunder/=C3=86bler_&_P=C3=A6rer,Spamfilter?="},
    ],
)
def test_what_only_looks_like_it_is_taken(one, changed):
    assert one(mail(**changed)).said["direction"] == "in"


def test_mailing_lists_are_taken_where_that_is_wanted(one):
    assert one(mail(list_id="<talk.acme.example>"), lists="yes").key == "a1@acme.example"


def test_folders_may_be_added_to_those_that_are_left_out_and_taken_from_them(items):
    kept = mail(x_gmail_labels="Old stuff,Inbox")
    spam = mail(x_gmail_labels="Spam")

    assert isinstance(items(kept, folders="old  STUFF")[0], Skipped)
    assert isinstance(items(spam, folders="-Spam")[0], Draft)


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("Mon, 12 Jan 2026 09:00:00 +0100", "2026-01-12T09:00:00+01:00"),
        ("12 Jan 2026 09:00 +0100 (CET)", "2026-01-12T09:00:00+01:00"),
        ("Mon, 12 Jan 2026 09:00:00 -0000", "2026-01-12T09:00:00+00:00"),
        ("Mon, 12 Jan 2026 09:00:00 GMT", "2026-01-12T09:00:00+00:00"),
        ("Mon, 12 Jan 2026 09:00:00 CET", "2026-01-12T09:00:00+01:00"),
        ("Mon, 12 Jan 2026 09:00:00 GMT+0100 (Central European)", "2026-01-12T09:00:00+01:00"),
        ("Mon,12 Jan 26 09.00.00 +01:00", "2026-01-12T09:00:00+01:00"),
        ("Mon, 12 Jan 126 09:00:00 +0100", "2026-01-12T09:00:00+01:00"),
        ("Mon Jan 12 09:00:00 2026", "2026-01-12T09:00:00"),
        ("Mon Jan 12 09:00:00 EST 2026", "2026-01-12T09:00:00-05:00"),
        ("Mon, \r\n\t12 Jan 2026\n  09:00:00 +0100", "2026-01-12T09:00:00+01:00"),
        ("Mon Jan 12 09:00:00 2026 -0800", "2026-01-12T09:00:00-08:00"),
        ("Mon Jan 12 09:00:00 2026 CET", "2026-01-12T09:00:00+01:00"),
        ("Mon Jan 12 2026 09:00:00 GMT-0500 (EST)", "2026-01-12T09:00:00-05:00"),
        ("Monday, January 12, 2026 9:00 AM", "2026-01-12T09:00:00"),
        ("Mon 12 Jan 2026 09:00:00 PM EDT", "2026-01-12T21:00:00-04:00"),
        ("Mon, 12 Jan 2026 12:30 am +0000", "2026-01-12T00:30:00+00:00"),
        ("Mon, 12 Jan 2026 12:30 p.m. +0000", "2026-01-12T12:30:00+00:00"),
        ("Mon, 12 Jan 2026 09:00:00 AMT", "2026-01-12T09:00:00"),
        ("Mon, 12 Jan 2026 09:00:00 -600", "2026-01-12T09:00:00-06:00"),
        ("Mon, 12 Jan 2026 09:00:00", "2026-01-12T09:00:00"),
        ("Mon, 12 Jan 2026 09:00:00 XYZ", "2026-01-12T09:00:00"),
        ("Wed, 31 Dec 2025 23:59:60 +0000", "2025-12-31T23:59:59+00:00"),
    ],
)
def test_dates_are_read_in_the_forms_that_programs_write(one, written, at):
    assert one(mail(date=written)).said["at"] == at


@pytest.mark.parametrize(
    "written",
    [
        "Thu, 01 Jan 1970 00:00:00 +0000",
        "Mon, 12 Jan 2066 09:00:00 +0100",
        "Fri, 27 Nov 2026 09:00:00 +0100",
        "Mon, 30 Feb 2026 09:00:00 +0100",
        "Mon, 12 Jan 2026 25:00:00 +0100",
        "Mon, 12 Jan 2026 13:00 PM +0100",
        "Mon, 12 Jan 2026 09:00:00 +9900",
        "Mon, 12 Foo 2026 09:00:00 +0100",
        "04.03.26 09:00",
        "yesterday",
        "",
        None,
    ],
)
def test_a_date_that_cannot_be_is_reported_and_never_guessed(items, written):
    [problem] = items(mail(date=written))

    assert isinstance(problem, Problem)
    assert problem.field == "date"
    assert "Logo draft" in problem.what


def test_the_topmost_stamp_that_can_be_read_dates_a_mail_without_a_date(one):
    raw = b"Received: by a.example; nonsense\nReceived: by b.example; Mon, 12 Jan 2026 08:00:00 +0000\n" + mail(
        date=None
    )

    assert one(raw).said["at"] == "2026-01-12T08:00:00+00:00"


def test_tomorrow_is_still_plausible_as_clocks_and_zones_go(one):
    assert one(mail(date="Thu, 26 Nov 2026 23:00:00 +0100")).said["at"].startswith("2026-11-26")


@pytest.mark.parametrize(
    ("written", "who"),
    [
        ("anna@acme.example", Who("anna@acme.example")),
        ("<ANNA@acme.example>", Who("anna@acme.example")),
        ('"Berg, Anna" <anna@acme.example>', Who("anna@acme.example", "Berg, Anna")),
        (r'"Anna \"AB\" Berg" <anna@acme.example>', Who("anna@acme.example", 'Anna "AB" Berg')),
        ("\"'Anna Berg'\" <anna@acme.example>", Who("anna@acme.example", "Anna Berg")),
        ("Anna Buddingh' <anna@acme.example>", Who("anna@acme.example", "Anna Buddingh'")),
        ("\"'anna@acme.example'\" <anna@acme.example>", Who("anna@acme.example")),
        ("anna@acme.example (Anna (AB) Berg)", Who("anna@acme.example", "Anna (AB) Berg")),
        ("anna at acme.example (Anna Berg)", Who("anna@acme.example", "Anna Berg")),
        ("anna at acme.example (anna@acme.example)", Who("anna@acme.example", "")),
        ("Anna Berg <anna at acme.example>", Who("anna@acme.example", "Anna Berg")),
        ('"Berg, Anna" <anna(a)acme.example>', Who("anna@acme.example", "Berg, Anna")),
        ("anna(a)acme.example", Who("anna@acme.example", "")),
        ("Acme: Anna <anna@acme.example>, Bo <bo@acme.example>;", Who("anna@acme.example", "Anna")),
        ("mailto:anna@acme.example", Who("anna@acme.example")),
        ("<@relay.example:anna@acme.example>", Who("anna@acme.example")),
        ("=?utf-8?q?Anna_=3Canna=40acme=2Eexample=3E?=", Who("anna@acme.example", "Anna")),
        ("=?utf-8?b?U8O4?= =?utf-8?q?ren?= <soren@acme.example>", Who("soren@acme.example", "Søren")),
        ("=?utf-8?q?S=C3?= =?UTF-8*da?q?=B8ren?= <soren@acme.example>", Who("soren@acme.example", "Søren")),
        (b"S\xf8ren <soren@acme.example>", Who("soren@acme.example", "Søren")),
        ("jdöe@mächine.example", Who("jdöe@mächine.example")),
        ("anna@acme.example <mallory@elsewhere.example>", Who("mallory@elsewhere.example")),
        ("\ue000 Anna \ue000 Berg <anna@acme.example>", Who("anna@acme.example", "Anna Berg")),
        ("Anna\u202e\x07 <anna@acme.example>", Who("anna@acme.example", "Anna")),
    ],
)
def test_whoever_wrote_it_is_the_address_and_never_the_name(one, written, who):
    assert one(mail(**{"from": written})).parties[0] == who


@pytest.mark.parametrize("written", ["Anna", "@acme.example", "<>", "anna@", "((((", '"anna', ",;:", "=?utf-8?q?x?="])
def test_a_sender_without_an_address_is_nobody(items, written):
    assert [item.reason for item in items(mail(**{"from": written}))] == ["no-party"]


def test_a_mail_without_an_id_is_known_by_its_content_whatever_zone_and_white_space(one):
    first = one(mail(message_id=None))
    again = one(mail(b"Could you  send\nthe draft?\n\n", message_id=None, date="Mon, 12 Jan 2026 08:00:00 +0000"))
    other = one(mail(b"Could you send the daft?\n", message_id=None))

    assert (again.key, again.body) == (first.key, first.body)
    assert other.key != first.key


def test_ids_are_read_folded_without_brackets_and_with_words_around_them(one):
    draft = one(
        mail(
            message_id="<a long\n id@acme.example>",
            in_reply_to='Your message of "Monday" <b@acme.example>',
            references="<c@acme.example>\n <b@acme.example> <a longid@acme.example>",
        )
    )

    assert draft.key == "along" + "id@acme.example"
    assert draft.parents == ("b@acme.example", "c@acme.example")
    assert one(mail(message_id="bare@acme.example")).key == "bare@acme.example"


def test_of_hundreds_of_references_the_nearest_count(one):
    draft = one(mail(references=" ".join(f"<{number}@acme.example>" for number in range(20_000))))

    assert len(draft.parents) == 50
    assert draft.parents[0] == "19999@acme.example"


@pytest.mark.parametrize(
    "subject",
    [
        "Logo",
        "Re: Logo",
        "AW: SV: VS: Logo",
        "Antw: logo",
        "ΑΠ: LOGO",
        "Fwd: FW: Logo",
        "WG: TR: Logo",
        "Re[2]: Logo",
        "RE (3) :  Logo",
    ],
)
def test_the_topic_is_the_subject_without_what_programs_put_before_it(one, subject):
    assert one(mail(subject=subject)).topic_line == "logo"


def test_a_word_that_begins_like_a_mark_is_none(one):
    assert one(mail(subject="Reply: wanted")).topic_line == "reply: wanted"
    assert one(mail(subject="[shop] Re: Order")).topic_line == one(mail(subject="[shop] Order")).topic_line


def test_subjects_are_one_line_without_anything_that_acts(one):
    subject = one(mail(subject="=?utf-8?q?A=0A=1B[31m=E2=80=AEB?=\n =?utf-8?q?_C?=")).said["subject"]

    assert subject == "A [31mB C"


@pytest.mark.parametrize(
    ("charset", "content", "text"),
    [
        ("", b"sm\xc3\xb8r", "smør"),
        ("", b"sm\xf8r", "smør"),
        ("us-ascii", b"sm\xf8r", "smør"),
        ("utf-8", b"sm\xf8r", "smør"),
        ("iso-8859-1", b"\x93sm\xf8r\x94", "“smør”"),
        ("iso-8859-7", "σμερ".encode("iso-8859-7"), "σμερ"),
        ("x-unknown-99", b"sm\xf8r", "smør"),
        ("punycode", b"sm\xf8r", "smør"),
        ("zlib_codec", b"sm\xf8r", "smør"),
        ("rot13", b"smor", "smor"),
        ("utf-16", b"abc", "abc"),
        ("shift_jis", "東京".encode("shift_jis"), "東京"),
    ],
)
def test_a_charset_that_is_missing_wrong_or_unknown_costs_at_most_some_letters(one, charset, content, text):
    kind = f"text/plain; charset={charset}" if charset else "text/plain"

    assert one(mail(content, content_type=kind), preview="50").said["text"] == text


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("base64", b"c23DuHIgb2cgYnLDuGQ="),
        ("BASE64", b"c23DuHIgb2cgYnLDuGQ"),
        ("base64", b"c23D\nuHIg!b2cgYnLDuGQ\n=x"),
        ("quoted-printable", b"sm=C3=B8r =\nog br=C3=B8d"),
        ("7bit", "smør og brød".encode()),
        ("nonsense", "smør og brød".encode()),
    ],
)
def test_transfer_encodings_are_undone_as_far_as_they_go(one, encoding, content):
    draft = one(
        mail(content, content_type="text/plain; charset=utf-8", content_transfer_encoding=encoding), preview="50"
    )

    assert draft.said["text"] == "smør og brød"


@pytest.mark.parametrize(
    "quoted",
    [
        b"> old\n> words\n",
        b"On Mon, 12 Jan 2026 at 09:00, Anna Berg <anna@acme.example> wrote:\n> old\n",
        b"On Mon, 12 Jan 2026 at 09:00, Anna Berg\n<anna@acme.example> wrote:\nold\n",
        b"Am Mo., 12. Jan. 2026 um 09:00 Uhr schrieb Anna <anna@acme.example>:\n\n> alt\n",
        b"Den man. 12. jan. 2026 kl. 09.00 skrev Anna <anna@acme.example>:\ngammel\n",
        "Στις Δευ 12 Ιαν 2026 στις 9:00 π.μ., ο χρήστης Anna <anna@acme.example> έγραψε:\n> παλιό\n".encode(),
        b"-----Original Message-----\nFrom: x\nold\n",
        "-----Ursprüngliche Nachricht-----\nalt\n".encode(),
        "Από: Anna\nΣτάλθηκε: Δευτέρα\nπαλιό\n".encode(),
        b"From: Anna <anna@acme.example>\nSent: Monday\nTo: Ida\nold words here\n",
        b"Von: Anna\nGesendet: Montag\nalt\n",
        b"________________________________\nold\n",
        b"-- \nAnna Berg\nAcme\n",
    ],
)
def test_words_are_counted_without_an_older_mail_and_the_signature(one, quoted):
    assert one(mail(b"Two words.\n\n" + quoted)).said["words"] == 2


def test_an_answer_below_the_quote_counts(one):
    assert one(mail(b"On Mon, 12 Jan 2026 at 09:00, Anna wrote:\n> old\n\nMy two words.\n")).said["words"] == 3


def test_what_only_looks_like_the_head_of_a_quote_counts(one):
    assert one(mail(b"He wrote:\nFrom now on we pay later.\nFrom: where?\n")).said["words"] == 10


def test_html_counts_where_there_is_no_plain_text(one):
    page = b"<html><head><title>No</title><style>p {x: y}</style></head><body><p>Bitte<br>&auml;ndern.</p><!-- no > -->"

    assert one(mail(page, content_type="text/html"), preview="50").said["text"] == "Bitte ändern."
    both = multipart(TEXT + b"plain words here", HTML + b"<p>and many more words in html")
    assert one(mail(both, content_type="multipart/alternative; boundary=b")).said["words"] == 3


@pytest.mark.parametrize(
    "quoted",
    [
        b'<div class="gmail_quote">old <div>older</div> old</div>',
        b'<blockquote type="cite">old</blockquote>',
        b'<div class="moz-cite-prefix">On Monday Anna wrote:</div><blockquote type="cite">old</blockquote>',
        b'<div id="divRplyFwdMsg">From: x</div><div>old</div>',
        b'<div style="border:none;border-top:solid #E1E1E1 1.0pt">From: x</div>old',
        b"<script>var old;</script>",
        b"<script>never ends",
        b"<!-- never ends",
        b"<p never ends",
    ],
)
def test_in_html_the_older_mail_is_left_out_as_programs_mark_it(one, quoted):
    page = b"<p>Two <b>words</b>.</p>" + quoted

    assert one(mail(page, content_type="text/html")).said["words"] == 2


def test_signs_that_are_no_tags_and_entities_that_are_none_stay(one):
    page = b"1 < 2 &amp; &nonsense; &#99999999999999; &lt;p&gt; <3"

    assert one(mail(page, content_type="text/html"), preview="99").said["text"] == (
        "1 < 2 & &nonsense; &#99999999999999; <p> <3"
    )


def test_files_are_counted_and_signatures_and_pictures_in_the_text_are_not(one):
    body = multipart(
        TEXT + b"See the files.",
        b"Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nAAAA",
        b"Content-Type: text/plain\nContent-Disposition: attachment; filename=notes.txt\n\nnot my words",
        b"Content-Type: message/rfc822\n\nSubject: forwarded\n\nnot my words either",
        b'Content-Type: TEXT/PLAIN; name="a.c"\nContent-ID: <Pine.LNX.1>\n\nnor these',
        b"Content-Type: image/png; name=logo.png\nContent-ID: <logo>\nContent-Disposition: inline\n\nAAAA",
        b"Content-Type: application/pkcs7-signature; name=smime.p7s\n\nAAAA",
    )

    said = one(mail(body, content_type="multipart/mixed; boundary=b")).said

    assert (said["attachments"], said["words"]) == (4, 3)


def test_the_mails_of_a_digest_are_files(one):
    body = multipart(b"\nFrom: bo@acme.example\n\nnot my words", b"From: bo@acme.example\n\nnor these")

    said = one(mail(body, content_type="multipart/digest; boundary=b")).said

    assert (said["attachments"], said["words"]) == (2, 0)


@pytest.mark.parametrize(
    "kind", ["multipart/encrypted; boundary=b", "application/pkcs7-mime; smime-type=enveloped-data"]
)
def test_the_length_of_a_sealed_mail_is_not_known(one, kind):
    said = one(mail(multipart(b"Content-Type: application/octet-stream\n\nsealed words"), content_type=kind)).said

    assert "words" not in said


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--b\n",
        b"--b--\n",
        b"--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n--b\n--b--",
        b"--b\nContent-Type: multipart/mixed; boundary=\n\nx\n--b--",
        b"--b\nContent-Type: multipart/mixed\n\nx\n--b--",
        b"--b\nContent-Type: /;;;=\n\nx\n--b--",
        b"no parts at all",
    ],
)
def test_broken_parts_are_read_as_far_as_they_go(one, body):
    assert one(mail(body, content_type="multipart/mixed; boundary=b")).said["words"] >= 0


def test_without_any_blank_line_all_is_headers_and_the_body_is_empty(one):
    raw = mail().partition(b"\n\n")[0]

    assert one(raw).said["words"] == 0


def test_an_empty_file_and_one_of_another_kind_are_refused(tmp_path):
    with pytest.raises(BadData, match="no mail"):
        read("eml", stored(tmp_path, b""))
    with pytest.raises(BadData, match="no mail"):
        read("eml", stored(tmp_path, b"BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n"))
    with pytest.raises(BadData, match="no mailbox"):
        read("mbox", stored(tmp_path, b"From Monday on we are closed.\n"))


def test_apple_mail_writes_a_count_before_and_a_list_after(one):
    raw = mail()

    assert one(b"%d   \n" % len(raw) + raw + b"<?xml version='1.0'?><plist>words</plist>").said["words"] == 5


def test_the_line_that_begins_a_mail_in_a_mailbox_may_stand_before_a_single_one(one):
    assert one(b"From anna@acme.example Mon Jan 12 08:00:00 2026\n" + mail()).key == "a1@acme.example"


def test_a_folder_of_mails_is_read_file_by_file(tmp_path):
    stored(tmp_path / "box", mail(), "b/one.eml")
    stored(tmp_path / "box", b"not a mail", "a.eml")
    stored(tmp_path / "box", mail(), "readme.txt")
    (tmp_path / "box" / "c.eml").symlink_to(stored(tmp_path, mail(), "elsewhere.eml"))

    items = read("eml", tmp_path / "box")

    assert [(type(item), item.spot) for item in items] == [(Problem, "a.eml"), (Problem, "c.eml"), (Draft, "b/one.eml")]


def test_a_folder_of_mh_numbers_its_mails(tmp_path):
    stored(tmp_path / "box", b"2-3\n", ".mh_sequences")
    for number in (2, 10):
        stored(tmp_path / "box", mail(message_id=f"<{number}@acme.example>"), str(number))
    stored(tmp_path / "years", b"what was in it\n", "2025")

    assert recognised(Source(tmp_path / "box")) == "eml"
    assert len(drafts(read("eml", tmp_path / "box"))) == 2
    with pytest.raises(BadData, match="years holds no mails"):
        read("eml", tmp_path / "years")


@pytest.mark.parametrize("folder", ["Drafts", "Deleted Messages.mbox/1/Messages", ".Papierkorb"])
def test_in_a_folder_of_mails_those_that_hold_no_contact_are_left_out(tmp_path, folder):
    stored(tmp_path / "box", mail(), f"{folder}/one.eml")

    assert [item.reason for item in read("eml", tmp_path / "box")] == ["folder"]
    assert [item.reason for item in read("eml", tmp_path / "box" / folder.partition("/")[0])] == ["folder"]


CALENDAR = b"""Content-Type: text/calendar; method=ASKS; charset=utf-8

BEGIN:VCALENDAR
METHOD:ASKS
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19701025T030000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:kick
 @acme.example
DTSTART;TZID=Europe/Berlin:20260210T100000
DURATION:PT1H30M
SUMMARY:Kick\\, off
ATTENDEE:mailto:ME@studio.example
ATTENDEE;CN="B: C":MAILTO:Bo@acme.example
BEGIN:VALARM
DTSTART:20300101T000000Z
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def invited(items, calendar: bytes, **changed: str) -> list[Hint]:
    body = multipart(TEXT + b"Come", calendar)
    found = items(mail(body, content_type="multipart/alternative; boundary=b", **changed))
    return [item for item in found if isinstance(item, Hint)]


def test_an_invitation_gives_reason_to_ask(items):
    [hint] = invited(items, CALENDAR.replace(b"ASKS", b"REQUEST"))

    assert (hint.key, hint.at) == ("kick@acme.example|", "2026-02-10T10:00:00+01:00")
    assert hint.parties == (Who("bo@acme.example"),)
    assert hint.would is not None
    assert (hint.would["minutes"], hint.would["subject"], hint.values["title"]) == (90, "Kick, off", "Kick, off")


def test_one_of_a_series_is_known_by_when_it_was_to_be(items):
    again = CALENDAR.replace(b"SUMMARY", b"RECURRENCE-ID;TZID=Europe/Berlin:20260209T100000\nSUMMARY")

    assert [hint.key for hint in invited(items, again)] == []
    assert [hint.key for hint in invited(items, again.replace(b"ASKS", b"PUBLISH"))] == [
        "kick@acme.example|20260209T090000Z"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"ASKS", b"CANCEL"),
        (b"ASKS", b"REPLY"),
        (b"20260210T100000", b"20261210T100000"),
        (b"20260210T100000", b"20260230T100000"),
        (b"UID:kick", b"X-UID:kick"),
        (b"SUMMARY", b"STATUS:CANCELLED\nSUMMARY"),
    ],
)
def test_what_is_no_invitation_to_something_that_has_begun_gives_none(items, old, new):
    assert invited(items, CALENDAR.replace(old, new).replace(b"ASKS", b"REQUEST")) == []


def test_a_calendar_that_sends_by_itself_still_invites(items):
    assert len(invited(items, CALENDAR.replace(b"ASKS", b"REQUEST"), auto_submitted="auto-generated")) == 1
