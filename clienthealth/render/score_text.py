"""The judgement of several clients in words: two lines a client, every number with its direction."""

from collections.abc import Sequence
from typing import NamedTuple

from clienthealth.core.assessment import Assessment, Judgement, Mirror
from clienthealth.core.kinds import Confidence
from clienthealth.render.sheet import WIDTH, wrapped
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped, table

NAME = 17
"""Columns of a client's name, so that the numbers fit beside it."""


class Row(NamedTuple):
    """One client: cells under `header`, then the sentences below them; `decided` stands beside the advice."""

    cells: tuple[str, str, str, str]
    verdict: str
    advice: str
    hint: str = ""
    decided: str = ""


def header(voice: Voice) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the columns, and the direction of each number."""
    names = ("", *(voice.word(f"score.{each}") for each in ("conduct", "problem", "health")))
    ways = ("", *(voice.word(f"score.{each}-direction") for each in ("conduct", "problem", "health")))
    return names, ways


def text(judgement: Judgement, chosen: Sequence[Assessment], left_out: int, voice: Voice) -> str:
    """Return the table as plain text of 80 columns."""
    lines = [title(judgement, voice), ""]
    if not chosen and not left_out:
        return "\n".join([*lines[:1], voice.word("score.nobody-begun", day=voice.long_day(judgement.as_of))])
    rows = [row(each, voice) for each in chosen]
    cells = aligned(rows, voice)
    lines += cells[:2]
    for each, line in zip(rows, cells[2:], strict=True):
        lines += ["", line, *wrapped(each.verdict, WIDTH, "  "), *wrapped(f"→ {each.advice}", WIDTH, "  ")]
        lines += wrapped(each.decided, WIDTH, "    ") if each.decided else []
        lines += [f"    {each.hint}"] if each.hint else []
    return "\n".join([*lines, "", *(part for each in footer(left_out, voice) for part in wrapped(each, WIDTH))])


def aligned(rows: Sequence[Row], voice: Voice) -> list[str]:
    """Return the two lines of the header, and a line a client, in columns."""
    names, ways = header(voice)
    return table([ways, *(each.cells for each in rows)], header=names).splitlines()


def title(judgement: Judgement, voice: Voice) -> str:
    """Return as of when, and under which model."""
    return voice.word("score.title", day=voice.long_day(judgement.as_of), model=judgement.model)


def footer(left_out: int, voice: Voice) -> list[str]:
    """Return what the columns mean, and who is left out."""
    ended = [voice.word("score.ended", n=left_out)] if left_out else []
    return [*ended, voice.word("score.legend")]


def row(found: Assessment, voice: Voice) -> Row:
    """Return one client; at too little evidence no likelihood, but what to log next."""
    health = found.health
    mood = f"{health.score:.0f} ({health.low:.0f}–{health.high:.0f})"
    name = clipped(found.client, NAME)
    advice = voice.of_score(f"recommendation.{found.recommendation}")
    verdict = voice.of_score(f"verdict.{found.verdict}")
    if found.confidence is Confidence.INSUFFICIENT:
        unsaid = voice.word("likely.unsaid")
        return Row((name, unsaid, unsaid, mood), verdict, advice, _log_next(found), voice.decided(found))
    likely = [f"{voice.likely(each)}, {voice.band(each)}" for each in (found.problem_client, found.client_problem)]
    return Row((name, likely[0], likely[1], mood), verdict, advice, decided=voice.decided(found))


def mirror_sentences(mirror: Mirror, voice: Voice) -> tuple[str, ...]:
    """Return what the portfolio as a whole says of us."""
    if mirror.median_own_fault is None:
        share = voice.word("mirror.no-complaints")
    else:
        share = voice.word("mirror.share", percent=round(100 * mirror.median_own_fault))
    because = mirror.because
    factor = voice.word("mirror.not-us") if because is None else as_sentence(voice.say(because))
    return voice.word("mirror.counts", n=mirror.clients, watch=mirror.watch), share, factor


def as_sentence(text: str) -> str:
    """Return a phrase as a sentence of its own."""
    return f"{text[:1].upper()}{text[1:]}."


def _log_next(found: Assessment) -> str:
    """Return the command that brings clarity: to log what happens."""
    logs = [each.command for each in found.next_steps if each.action == "log-more"]
    return logs[0] if logs else f"clienthealth log {found.client} …"
