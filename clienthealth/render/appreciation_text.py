"""Whom to ask, what was answered, and words that fit, as sheets; what goes to a client is in the client's language."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from clienthealth.core.appreciation.answers import Answer, Tally, comparable, tallies
from clienthealth.core.appreciation.asking import ASK_EVERY_DAYS, Asking
from clienthealth.core.appreciation.thanks import NOT_THANKED, SELDOM_DAYS, SILENT, Occasion, State
from clienthealth.core.kinds import Instrument
from clienthealth.core.letters.letter import Addressee, one_line
from clienthealth.core.records.trouble import THANKS
from clienthealth.core.saying import Value, say
from clienthealth.render.letter_page import NUMBERS, VOICES
from clienthealth.render.phrases import LANGUAGES, phrase, said
from clienthealth.render.salutation import greeting
from clienthealth.render.sheet import Line, Section, Sheet
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped

SUBJECT, LETTERS = "appreciation", "letters"

NAME = 44
"""Columns of a client's name."""


class Advice(NamedTuple):
    """Which words fit a client: the occasion, whom they are said to, by whom (`we` or I), in which language."""

    occasion: Occasion
    name: str
    addressee: Addressee
    we: bool
    language: str
    handle: str
    """The short handle of the record that the words are about, where they are about one."""


def word(key: str, language: str, **values: Value) -> str:
    """Return a phrase of thanks and questions."""
    return said(say(key, **values), SUBJECT, language)


def follow_up(answer: Answer, language: str) -> str:
    """Return what we remind ourselves of after a low answer."""
    return word("next.follow-up", language, **_scale(answer))


def asking(found: Sequence[Asking], voice: Voice) -> Sheet:
    """Return whom to ask, each with the command, and why the others are not asked now."""
    due = [Line(each.client, _last(each, voice), command=ask_command(each)) for each in found if each.due]
    held = [Line(each.client, _held(each, voice)) for each in found if not each.due]
    nobody = (word("asking.nobody", voice.language),)
    asked = Section(word("asking.due", voice.language), tuple(due), intro=() if due else nobody)
    rest = Section(word("asking.held", voice.language), tuple(held))
    return Sheet(
        title=word("asking.title", voice.language, day=voice.long_day(voice.today)),
        sections=(asked, rest) if held else (asked,),
        closing=(word("asking.how", voice.language, n=ASK_EVERY_DAYS),),
    )


def ask_command(asked: Asking) -> str:
    """Return the command that records the question."""
    return f"clienthealth survey add {asked.client} {asked.instrument}"


def answers(found: Sequence[tuple[Answer, ...]], voice: Voice) -> Sheet:
    """Return the latest answer of each client with those before it; where several answered, how many answered what."""
    title = word("answers.title", voice.language, day=voice.long_day(voice.today))
    told = Section(word("answers.latest", voice.language), tuple(_answered(each, voice) for each in found))
    counted = tallies((answer for each in found for answer in each), voice.today)
    if len(found) < 2 or not counted:  # noqa: PLR2004 - one client is no crowd
        return Sheet(title=title, sections=(told,))
    lines = tuple(Line(str(each.instrument), _tally(each, voice)) for each in counted)
    every = Section(word("answers.all", voice.language), lines, intro=(word("answers.counts", voice.language),))
    return Sheet(title=title, sections=(told, every))


def card_line(found: tuple[Answer, ...]) -> str:
    """Return the latest answer and the ones before it for a client's card."""
    latest, earlier = found[-1], comparable(found)
    told = f"{short(latest)} on {latest.day.isoformat()}, higher = better"
    return f"{told}; before: {_scores(earlier)} (n = {len(earlier)})" if earlier else told


def short(answer: Answer) -> str:
    """Return an answer with its scale, as `nps 9 of 10`."""
    return f"{answer.instrument} {answer.score:g} of {answer.highest:g}"


def advice(told: Advice, voice: Voice) -> Sheet:
    """Return the words that fit a client today, ideas for a little extra, and how to put it on record."""
    state, language = told.occasion.state, voice.language
    sections = () if state in SILENT else (_words(told, voice), _ideas(state, voice))
    closing = () if state in SILENT else tuple(_closing(told, voice))
    end = word("thanks.first" if state in SILENT else "thanks.record", language)
    return Sheet(
        title=word("thanks.title", language, client=clipped(told.name, NAME), day=voice.long_day(voice.today)),
        opening=(f"  {word(f'state.{state}', language)}", *(() if sections else ("", end))),
        sections=sections,
        closing=(*closing, end) if sections else (),
        command=record_command(told),
    )


def record_command(told: Advice) -> str:
    """Return the command that puts it on record; where no thanks are due, the one to go on with."""
    found, slug = told.occasion, told.occasion.client
    if found.state is State.ENDING:
        return f"clienthealth offboard {slug}"
    if found.state in SILENT:
        return f"clienthealth why {slug}"
    if found.state in (State.UPSET, State.UPSET_TODAY) and found.record:
        return f"clienthealth effort add {slug} apology --complaint {told.handle}"
    if found.state in NOT_THANKED:
        return f"clienthealth log {slug} … --out"
    return f"clienthealth effort add {slug} {THANKS}"


def greeted(told: Advice) -> str:
    """Return how they are greeted: as a letter does in a language that has letters, else by their name alone.

    Nobody is greeted as nobody: where no name is on record there is no greeting.
    """
    if not told.addressee.person and not told.addressee.known_as_team:
        return ""
    if (LANGUAGES / told.language / f"{LETTERS}.toml").is_file():
        return greeting(told.addressee, lambda key: phrase(key, LETTERS, told.language), str).salutation
    return f"{one_line(told.addressee.person or told.addressee.organisation)},"


def spoken(state: State, language: str, *, we: bool, one: bool) -> str:
    """Return the words for a state in the sender's voice, to one person or to several."""
    found: str = phrase(f"words.{state}", SUBJECT, language)
    return NUMBERS.sub(r"\2" if one else r"\1", VOICES.sub(r"\1" if we else r"\2", found))


def ideas(state: State, language: str) -> list[str]:
    """Return ideas for a little extra that suit a state; none where none is due."""
    if state in SILENT:
        return []
    group = "hardship" if state is State.HARDSHIP else "upset" if state in NOT_THANKED else "well"
    found: list[str] = phrase(f"ideas.{group}", SUBJECT, language)
    return found


def said_words(told: Advice) -> str:
    """Return the words that are said, or nothing where none are; without a greeting before them they begin anew."""
    state = told.occasion.state
    if state in SILENT:
        return ""
    words = spoken(state, told.language, we=told.we, one=told.addressee.one)
    return words if greeted(told) else words[:1].upper() + words[1:]


def _words(told: Advice, voice: Voice) -> Section:
    lines = [line for line in (greeted(told), said_words(told)) if line]
    return Section(word("thanks.words", voice.language), tuple(Line("", each) for each in lines))


def _ideas(state: State, voice: Voice) -> Section:
    key = "ideas-after" if state in NOT_THANKED and state is not State.HARDSHIP else "ideas"
    lines = tuple(Line("·", each) for each in ideas(state, voice.language))
    return Section(word(f"thanks.{key}", voice.language), lines, intro=(word("thanks.rule", voice.language),))


def _closing(told: Advice, voice: Voice) -> Iterable[str]:
    found = told.occasion
    if not greeted(told):
        yield word("thanks.name", voice.language, command=f"clienthealth contact add {found.client} …")
    if found.last is None:
        yield word("thanks.none", voice.language)
        return
    yield word("thanks.last", voice.language, day=voice.day(found.last))
    if found.recent and found.state not in NOT_THANKED:
        yield word("thanks.recent", voice.language, n=SELDOM_DAYS)


def _last(asked: Asking, voice: Voice) -> str:
    if asked.asked is None:
        return word("asking.never", voice.language)
    return word("asking.last", voice.language, day=voice.day(asked.asked))


def _held(asked: Asking, voice: Voice) -> str:
    told = [word(f"hold.{each}", voice.language) for each in asked.holds]
    told += [word("asking.again", voice.language, day=voice.day(asked.again))] if asked.again else []
    return voice.joined(told)


def _answered(found: tuple[Answer, ...], voice: Voice) -> Line:
    latest, earlier = found[-1], comparable(found)
    line = word("answers.line", voice.language, **_scale(latest), day=voice.day(latest.day))
    more = [word("answers.low", voice.language)] if latest.low else []
    if earlier:
        more.append(word("answers.before", voice.language, scores=_scores(earlier), n=len(earlier)))
    return Line(latest.client, line, tuple(more), tone="warn" if latest.low else "")


def _tally(tally: Tally, voice: Voice) -> str:
    key = "answers.tally-nps" if tally.instrument is Instrument.NPS else "answers.tally"
    return word(key, voice.language, n=tally.n, up=tally.high, middle=tally.middle, down=tally.low)


def _scores(found: Iterable[Answer]) -> str:
    return ", ".join(f"{each.score:g}" for each in found)


def _scale(answer: Answer) -> dict[str, Value]:
    return {"instrument": str(answer.instrument), "score": f"{answer.score:g}", "high": f"{answer.highest:g}"}
