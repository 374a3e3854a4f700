"""The judgement of several clients in words: two lines a client, every number with its direction."""

from collections.abc import Sequence
from typing import NamedTuple

from clienthealth.core.assessment import Assessment, Judgement, Mirror
from clienthealth.core.kinds import Confidence
from clienthealth.render.drawing import likelihood_bar, mood_bar
from clienthealth.render.sheet import WIDTH, wrapped
from clienthealth.render.voice import Voice
from clienthealth.render.words import clipped, table

NAME = 17
"""Columns of a client's name, so that the numbers fit beside it."""


BAR = 15
"""Columns of a bar under its number."""


class Row(NamedTuple):
    """One client: cells under `header`, the same drawn, then the sentences below; `decided` is beside the advice."""

    cells: tuple[str, ...]
    bars: tuple[str, ...]
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
    head, table = aligned(rows, voice)
    lines += head
    for each, drawn in zip(rows, table, strict=True):
        lines += ["", *drawn, *wrapped(each.verdict, WIDTH, "  "), *wrapped(f"→ {each.advice}", WIDTH, "  ")]
        lines += wrapped(each.decided, WIDTH, "    ") if each.decided else []
        lines += [f"    {each.hint}"] if each.hint else []
    return "\n".join([*lines, "", *(part for each in footer(left_out, voice) for part in wrapped(each, WIDTH))])


def aligned(rows: Sequence[Row], voice: Voice) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the two lines of the header, and for each client its numbers and its bars, in columns."""
    names, ways = header(voice)
    lines = table([ways, *(cells for each in rows for cells in (each.cells, each.bars))], header=names).splitlines()
    return lines[:2], list(zip(lines[2::2], lines[3::2], strict=True))


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
        unknown = Row((name, unsaid, unsaid, mood), ("", "", "", mood_bar(health, BAR)), verdict, advice)
        return unknown._replace(hint=_log_next(found), decided=voice.decided(found))
    both = found.problem_client, found.client_problem
    conduct, problem = (f"{voice.likely(each)}, {voice.band(each)}" for each in both)
    bars = ("", *(likelihood_bar(each, BAR) for each in both), mood_bar(health, BAR))
    return Row((name, conduct, problem, mood), bars, verdict, advice, decided=voice.decided(found))


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
