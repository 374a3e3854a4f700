"""Laws of every letter that ends nothing, whatever people typed: a whole letter, a named gap, or one clear error."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st
from letter_drafts import TODAY, drafted, hardship
from typed_texts import OURS, typed

from clienthealth.core.kinds import (
    BoundaryStep,
    Cause,
    EffortKind,
    Language,
    LetterKind,
    Party,
    PromiseKind,
    Recipient,
    SignalKind,
)
from clienthealth.core.letters.check import incomplete
from clienthealth.core.letters.letter import Letter, Sender
from clienthealth.core.records.agreed import Boundary, Promise
from clienthealth.core.records.client import Client, Contact
from clienthealth.core.records.judged import Survey
from clienthealth.core.records.trouble import Complaint, Effort, Signal
from clienthealth.errors import NotFound, Refused, UserError
from clienthealth.render.letter import markdown, text
from clienthealth.render.letter_json import letter_plain
from clienthealth.render.words import BIDI

texts = typed(60)
maybe = st.just("") | texts
days = st.integers(-60, 60).map(lambda count: TODAY + timedelta(days=count))
past = st.integers(-60, 0).map(lambda count: TODAY + timedelta(days=count))
moments = days.map(lambda day: datetime(day.year, day.month, day.day, 10, tzinfo=UTC))
at = {"client": st.just("acme"), "at": past, "id": st.uuids().map(str)}

clients = st.builds(
    Client,
    client=st.just("acme"),
    at=st.just(date(2026, 1, 1)),
    id=st.just("k"),
    name=texts,
    country=st.sampled_from([None, "DE", "AT", "GB", "US", "DK", "NO", "GR"]),
    timezone=st.sampled_from([None, "Europe/Athens", "America/New_York", "no/where"]),
    contract_clause=st.none() | texts,
    recipient=st.none() | st.sampled_from(Recipient),
    contacts=st.lists(st.builds(Contact, name=texts, salutation=st.none() | texts), max_size=1).map(tuple),
)
complaints = st.builds(
    Complaint,
    **at,
    cause=st.sampled_from([None, *Cause]),
    summary=st.none() | texts,
    offered=st.none() | texts,
    resolved_at=st.none() | st.just(TODAY),
)
promises = st.builds(
    Promise,
    **at,
    text=texts,
    due=st.none() | days | moments,
    party=st.sampled_from(Party).filter(lambda party: party is not Party.BOTH),
    kind=st.sampled_from([None, PromiseKind.CALLBACK]),
)
records = st.fixed_dictionaries(
    {
        "complaints": st.lists(complaints, max_size=2).map(tuple),
        "promises": st.lists(promises, max_size=3).map(tuple),
        "signals": st.lists(st.builds(Signal, **at, kind=st.sampled_from(SignalKind)), max_size=2).map(tuple),
        "boundaries": st.lists(st.builds(Boundary, **at, step=st.sampled_from(BoundaryStep)), max_size=2).map(tuple),
        "surveys": st.lists(st.builds(Survey, **at, instrument=st.just("nps")), max_size=1).map(tuple),
        "hardships": st.sampled_from([(), (hardship(),)]),
    }
)
typed = st.fixed_dictionaries(
    {
        **dict.fromkeys(
            ("what", "summary", "policy", "higher", "expect", "consequence", "change", "gift", "link"), maybe
        ),
        "facts": st.lists(maybe, max_size=2).map(tuple),
        "final": st.booleans(),
        "legal_ok": st.booleans(),
    }
)
senders = st.builds(
    Sender, name=maybe, place=maybe, email=st.sampled_from(["", "mira@holm.example"]), phone=maybe, we=st.booleans()
)
kinds = st.sampled_from([each for each in LetterKind if each is not LetterKind.OFFBOARDING])


@st.composite
def letters(draw):
    """Draw a letter of any kind, or the error by which it is refused."""
    held = draw(records)
    about = draw(st.none() | st.sampled_from([each.id for each in held["complaints"]])) if held["complaints"] else None
    done = draw(st.none() | st.sampled_from(EffortKind))
    efforts = (Effort(client="acme", at=TODAY, id="e", kind=done, complaint=about),) if done and about else ()
    agreed = draw(st.lists(st.tuples(st.sampled_from(["run", "when", "reach"]), st.tuples(texts)), max_size=2))
    given_here = {"client": draw(clients), "sender": draw(senders), "about": about, "agreed": tuple(agreed)}
    try:
        return drafted(
            draw(kinds), language=draw(st.sampled_from(Language)), efforts=efforts, **given_here, **held, **draw(typed)
        )
    except (NotFound, Refused) as error:
        return error


@given(letters())
def test_nothing_of_our_own_signs_and_nothing_that_acts_is_left(letter):
    assume(isinstance(letter, Letter))
    shown = text(letter)

    assert not (OURS | BIDI) & set(shown)
    assert all(each.isprintable() or each.isspace() or each in "\u200c\u200d" for each in shown)
    assert markdown(letter).endswith("\n")


@given(letters())
def test_what_is_not_there_is_a_named_gap_and_all_else_is_whole(letter):
    assume(isinstance(letter, Letter))
    broken = {each.key.removeprefix("incomplete.") for each in incomplete(letter)}

    assert broken == ({"M11"} | ({"M10"} & broken) if letter.missing else set())
    assert text(letter).count("[") >= len(letter.missing)


@given(letters())
def test_a_letter_as_plain_values_holds_every_block(letter):
    assume(isinstance(letter, Letter))
    plain = letter_plain(letter)

    assert [each["id"] for each in plain["blocks"]] == [each.id for each in letter.blocks]
    assert len(plain["missing"]) == len(letter.missing)


@given(letters())
def test_what_is_refused_is_refused_in_one_line_with_a_way_out(error):
    assume(isinstance(error, UserError))

    assert error.message
    assert error.hint
