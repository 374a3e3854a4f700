"""How surveys are written: an answer completes the question that is still waiting, and a low one is followed up."""

from typing import TYPE_CHECKING, Any

from clienthealth.commands import listing, recording
from clienthealth.commands.session import Session
from clienthealth.core.appreciation.asking import Asking, answers, asking
from clienthealth.core.changes.commitments import noted
from clienthealth.core.frozen import replace
from clienthealth.core.kinds import ClientStatus, Instrument
from clienthealth.core.records.judged import Survey
from clienthealth.core.records.spent import Away

if TYPE_CHECKING:
    from clienthealth.core.appreciation.answers import Answer
    from clienthealth.core.records.agreed import Next
    from clienthealth.store.rows import Stored


def add(
    session: Session,
    client: str,
    instrument: Instrument,
    given: dict[str, Any],
    *,
    when: str | None,
    note: str | None,
    json: bool,
) -> None:
    """Write a question, an answer to the question that waits for one, or both at once; and what a low one asks for."""
    session.typed = {"client": client, "words": given["text"]}
    made = Survey(**recording.fields(session, client, when, note=note), instrument=instrument, **given)
    waiting = _waiting(session, made)
    if waiting is not None:
        asked = waiting.record
        made = replace(noted(asked, note), answered_at=made.at, asked_at=asked.asked_at or asked.at)
        made = replace(made, **{name: value for name, value in given.items() if value is not None})
    step = _follow_up(session, made)
    with session.store.writing("survey add") as change:
        stored = change.replace(waiting, made) if waiting is not None else change.add(made)
        held = [change.add(step)] if step is not None else []
    session.typed = {}
    if waiting is None or json:
        session.tell([stored, *held], json=json)
        return
    recording.tell(session, [stored], "answered", made.answered_at or made.at, json=False)
    session.tell(held, json=False)


def due(session: Session) -> list[Asking]:
    """Return of each client that has not ended whether it is to be asked; who waits longest first."""
    advice = {each.client: each.recommendation for each in session.judgement().assessments}
    found = [
        asking(each, session.now, advice.get(each.client.client))
        for each in session.portfolio().histories
        if each.client.stands is not ClientStatus.ENDED
    ]
    return sorted(found, key=lambda each: (each.asked is not None, each.asked or session.today, each.client))


def given(session: Session, client: str | None) -> "list[tuple[Answer, ...]]":
    """Return the answers of each client that gave any, in the order of their days."""
    from clienthealth.core.appreciation.answers import answered

    of: dict[str, list[Survey]] = {}
    for held in listing.records(session, Survey, client):
        of.setdefault(held.record.client, []).append(held.record)
    told = (answered(of[slug], session.now) for slug in sorted(of))
    return [each for each in told if each]


def _waiting(session: Session, answer: Survey) -> "Stored[Survey] | None":
    """Return the question that an answer completes, the latest one, if one waits."""
    if answer.score is None:
        return None
    held = session.store.of_client(Survey, answer.client)
    return next((each for each in reversed(held) if answers(answer, each.record, session.now)), None)


def _follow_up(session: Session, survey: Survey) -> "Next | None":
    """Return the reminder that a low answer asks for; none where one is open already, which is said."""
    from clienthealth.commands.reviewing import desk
    from clienthealth.core.appreciation.answers import OF_ANSWER, answer_of, follow_up_by, open_follow_up
    from clienthealth.core.moments import instant
    from clienthealth.core.records.agreed import Next
    from clienthealth.render.appreciation_text import follow_up

    by = follow_up_by(survey, desk(session).closed_for(each.record for each in session.store.all(Away)))
    answer = answer_of(survey, session.now)
    if by is None or answer is None:
        return None
    held = session.store.of_client(Next, survey.client)
    there = open_follow_up((each.record for each in held), session.now)
    if there is not None:
        handle = next(each.handle for each in held if each.record.id == there.id)
        session.remark(f"a low answer; {handle} reminds of asking about one already")
        return None
    shared = recording.fields(session, survey.client, None) | {"at": instant(session.now)}
    text = follow_up(answer, session.settings.language)
    return Next(**shared | {"ref": f"{OF_ANSWER}{survey.id}"}, text=text, due=by)
