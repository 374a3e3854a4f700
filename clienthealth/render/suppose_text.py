"""What would be after something that has not happened, in words: in `why`, and of `whatif`."""

from collections.abc import Iterable, Sequence

from clienthealth.core.assessment import Assessment
from clienthealth.core.kinds import Confidence
from clienthealth.core.saying import Saying, Value, say
from clienthealth.core.suppose.acts import Supposed
from clienthealth.core.suppose.moves import Move
from clienthealth.render.phrases import said
from clienthealth.render.sheet import Line, Section, Sheet
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped

SUBJECT = "suppose"
NAME = 44


def section(moves: Iterable[Move], before: Assessment, voice: Voice) -> Section:
    """Return what would move the answer most, an act a line with what would follow from it."""
    told = (_move(each, before, voice) for each in moves)
    lines = tuple(each for each in told if each.more)  # too little on record shows no numbers that could move
    intro = (_word(voice, "why.computed" if lines else "why.nothing"),)
    return Section(_word(voice, "why.heading"), lines, intro=intro)


def sheet(name: str, supposed: Sequence[Supposed], before: Assessment, after: Assessment, voice: Voice) -> Sheet:
    """Return what is supposed, how a client is judged now, and how it would be."""
    lines = tuple(Line("", _spoken(each.what, voice), command=each.command) for each in supposed)
    then = [Line("", each) for each in (*_standing(after, voice), *_gates(before, after, voice))]
    if _standing(before, voice) == _standing(after, voice) and len(then) == len(_standing(after, voice)):
        then.append(Line("", _word(voice, "whatif.same")))
    return Sheet(
        title=_word(voice, "whatif.title", name=clipped(name, NAME), day=voice.long_day(voice.today)),
        sections=(
            Section(_word(voice, "whatif.supposed"), lines),
            Section(_word(voice, "whatif.now"), tuple(Line("", each) for each in _standing(before, voice))),
            Section(_word(voice, "whatif.then"), tuple(then)),
        ),
    )


def _move(move: Move, before: Assessment, voice: Voice) -> Line:
    after = move.after
    more = []
    if (after.verdict, after.recommendation) != (before.verdict, before.recommendation):
        verdict = voice.of_score(f"verdict.{after.verdict}")
        more.append(f"{_word(voice, 'why.then', verdict=verdict)} {_advice(after, voice)}")
    if after.confidence is not Confidence.INSUFFICIENT:
        was = _numbers(before, voice)
        more += [line for line in _numbers(after, voice) if line not in was]
    more += [_word(voice, "why.opens", gate=_word(voice, f"gate.{each}")) for each in move.opened]
    return Line("", _spoken(move.act.what, voice), tuple(f"  {each}" for each in more), move.act.command)


def _standing(found: Assessment, voice: Voice) -> list[str]:
    """Return verdict, advice and numbers; at too little evidence no likelihood."""
    lines = [voice.of_score(f"verdict.{found.verdict}"), f"{_advice(found, voice)}: {voice.say(found.because)}"]
    if found.confidence is not Confidence.INSUFFICIENT:
        lines += _numbers(found, voice)
    return [*lines, _word(voice, "whatif.health", score=round(found.health.score))]


def _numbers(found: Assessment, voice: Voice) -> list[str]:
    return [
        _word(voice, f"why.{key}", word=voice.likely(each), band=voice.band(each))
        for key, each in (("conduct", found.problem_client), ("problem", found.client_problem))
    ]


def _gates(before: Assessment, after: Assessment, voice: Voice) -> Iterable[str]:
    for was, now in zip(before.gates, after.gates, strict=True):
        if was.passed is not now.passed:
            key = "whatif.gates-opened" if now.passed else "whatif.gates-closed"
            yield _word(voice, key, gate=_word(voice, f"gate.{now.gate}"))


def _advice(found: Assessment, voice: Voice) -> str:
    return _word(voice, "why.advice", recommendation=voice.of_score(f"recommendation.{found.recommendation}"))


def _spoken(saying: Saying, voice: Voice) -> str:
    return said(saying, SUBJECT, voice.language)


def _word(voice: Voice, key: str, **values: Value) -> str:
    return _spoken(say(key, **values), voice)
