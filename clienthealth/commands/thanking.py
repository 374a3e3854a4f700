"""Which words fit a client, from the record to the reader; and the thank-you among the kinds of effort."""

from clienthealth.commands import choices
from clienthealth.commands.session import Session
from clienthealth.core.kinds import EffortKind, Language
from clienthealth.errors import UsageError


def words(session: Session, typed: str, language: Language | None, *, json: bool) -> None:
    """Show the words that fit a client today, in the client's language unless another one is asked for."""
    from clienthealth.commands import judging
    from clienthealth.core.appreciation.thanks import occasion
    from clienthealth.core.letters.parties import addressee
    from clienthealth.render import appreciation_json, appreciation_text

    slug = session.reading_client(typed)
    portfolio, found = session.portfolio(), session.judgement().of(slug)
    history = next(each for each in portfolio.histories if each.client.client == slug)
    fitting = occasion(history, session.now, found.recommendation if found else None)
    told = appreciation_text.Advice(
        fitting,
        history.client.name,
        addressee(history.client, session.today, session.settings.zone),
        session.settings.sender.voice == "we",
        language or history.client.language or Language.EN,
        portfolio.handle(slug, fitting.record),
    )
    if json:
        session.write(appreciation_json.advice(told, session.settings.language))
    else:
        judging.show(session, appreciation_text.advice(told, judging.voice_of(session, session.today)))


def kind_of(
    session: Session, typed: str | None, level: int | None, complaint: str | None
) -> tuple[EffortKind, int | None]:
    """Return the kind and level of effort that are meant; thanks are an extra of words, on no complaint."""
    from clienthealth.core.records.trouble import THANKS, WORDS

    if (typed or "").casefold() != THANKS:
        return choices.one(session, EffortKind, typed, "KIND"), level
    if level not in (None, WORDS) or complaint is not None:
        wrong = "--complaint" if complaint is not None else "--level"
        raise UsageError(f"{THANKS} with {wrong}", f"thanks are words on no complaint; else say `extra {wrong} …`")
    return EffortKind.EXTRA, WORDS
