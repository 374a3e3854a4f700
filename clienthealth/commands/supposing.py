"""How `whatif` goes from what was typed to what would be; it opens the store to read only."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from clienthealth.commands import choices
from clienthealth.commands.judging import show, voice_of
from clienthealth.commands.session import Session
from clienthealth.core.changes.complaints import PLAIN_KINDS
from clienthealth.core.history import History
from clienthealth.core.kinds import BoundaryStep, Confirmed, EffortKind, EffortOutcome, SignalKind
from clienthealth.core.moments import instant
from clienthealth.core.records.agreed import Promise
from clienthealth.core.records.base import Record
from clienthealth.core.records.trouble import Complaint
from clienthealth.core.suppose import acts
from clienthealth.core.suppose.acts import Stage, Supposed
from clienthealth.core.suppose.moves import supposing
from clienthealth.errors import UsageError

if TYPE_CHECKING:
    from clienthealth.store.rows import Stored

R = TypeVar("R", bound=Record)
Several = list[str] | None


class Typed(NamedTuple):
    """What was typed after `whatif CLIENT`."""

    resolve: Several
    confirm: Several
    keep: Several
    pay: Several
    effort: Several
    signal: Several
    boundary: Several
    expect: Several
    hardship: bool


class _Case(NamedTuple):
    """The client of whom things are supposed."""

    session: Session
    history: History
    stage: Stage


def whatif(session: Session, client: str, typed: Typed, *, json: bool) -> None:
    """Show a client as it is and as it would be after what was typed."""
    from clienthealth.render import suppose_text

    slug, voice = session.store.slug(client), voice_of(session, session.today)
    portfolio, judgement = session.portfolio(), session.judgement()
    before = judgement.of(slug)
    if before is None:
        session.write(voice.word("score.not-begun", client=slug, day=voice.long_day(session.today)))
        return
    history = next(each for each in portfolio.histories if each.client.client == slug)
    stage = Stage(instant(session.now), session.now, lambda record: portfolio.handle(slug, record))
    supposed = tuple(_supposed(_Case(session, history, stage), typed))
    if not supposed:
        raise UsageError("nothing is supposed", f"for example: clienthealth whatif {slug} --effort fix:satisfied")
    changed = supposing(portfolio, slug, supposed)
    after = session.judge(changed, session.today).of(slug) or before
    if json:
        from clienthealth.render.score_json import Supposition, supposed_json

        session.write(supposed_json(judgement, Supposition(supposed, before, after), portfolio.handle, voice))
    else:
        show(session, suppose_text.sheet(history.client.name, supposed, before, after, voice))


def _supposed(case: _Case, typed: Typed) -> Iterable[Supposed]:
    """Yield what was typed, in the order in which it takes effect."""
    history, stage = case.history, case.stage
    for given, make in (
        (typed.resolve, _resolve),
        (typed.confirm, _confirm),
        (typed.keep, _keep),
        (typed.pay, lambda each, of: acts.pay(of.history, each, of.stage)),
        (typed.effort, _effort),
        (typed.signal, _signal),
        (typed.boundary, _boundary),
        (typed.expect, _expect),
    ):
        yield from _each(given, make, case)
    if typed.hardship:
        yield acts.hardship(history, stage)


def _each(given: Several, make: Callable[[str, _Case], Supposed], case: _Case) -> Iterable[Supposed]:
    return (make(each, case) for each in given or ())


def _resolve(typed: str, case: _Case) -> Supposed:
    return acts.resolve(_complaint(typed, case), case.stage)


def _confirm(typed: str, case: _Case) -> Supposed:
    handle, _, word = typed.partition(":")
    result = choices.one(case.session, Confirmed, word or Confirmed.SATISFIED, "--confirm")
    return acts.confirm(_complaint(handle, case), result, case.stage)


def _keep(typed: str, case: _Case) -> Supposed:
    return acts.keep(case.history, _of_client(case.session.store.record(Promise, typed), case).id, case.stage)


def _effort(typed: str, case: _Case) -> Supposed:
    words, _, handle = typed.partition("@")
    kind_word, _, result_word = words.partition(":")
    kind = choices.one(case.session, EffortKind, kind_word, "--effort")
    result = choices.maybe(EffortOutcome, result_word or None, "--effort")
    on: Complaint | None = None
    if handle:
        on = _complaint(handle, case)
    elif kind not in PLAIN_KINDS:
        on = acts.open_complaint(case.history, case.stage)
    return acts.remedy(case.history, kind, result, on, case.stage)


def _signal(typed: str, case: _Case) -> Supposed:
    word, _, severity = typed.partition(":")
    kind = choices.one(case.session, SignalKind, word, "--signal")
    if severity and severity not in {"1", "2", "3"}:
        raise UsageError(f"{typed!r}: a severity is 1, 2 or 3", f"for example: --signal {kind}:2")
    return acts.signal(case.history, kind, int(severity) if severity else None, case.stage)


def _boundary(typed: str, case: _Case) -> Supposed:
    return acts.boundary(case.history, choices.one(case.session, BoundaryStep, typed, "--boundary"), case.stage)


def _expect(typed: str, case: _Case) -> Supposed:
    topic = choices.topic(case.session, typed, may_be_all=True)
    return acts.expect(case.history, topic or typed, case.stage)


def _complaint(typed: str, case: _Case) -> Complaint:
    return _of_client(case.session.store.record(Complaint, typed), case)


def _of_client(found: "Stored[R]", case: _Case) -> R:
    client = case.history.client.client
    if found.record.client != client:
        hint = f"`clienthealth show {client}` lists all"
        raise UsageError(f"{found.handle} is of {found.record.client}, not of {client}", hint)
    return found.record
