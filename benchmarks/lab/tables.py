"""The tables of docs/model.md, from the results that were kept: nothing in them is typed by hand."""

import json
import re
from pathlib import Path

import figures
import scoring
import variants
import worlds

HERE = Path(__file__).parent
SIMPLE = ("complaint count", "complaints per contact", "weighted-average health")
THOUSAND = 1000
ASIDE = (2002, 2003, 2004)
"""The seeds that were set aside, to be looked at when the numbers were final."""


def tables(lab, results, before, after):
    """All tables, each between its markers."""
    made = {
        "paired": paired(lab, results, before, after),
        "seeds": seeds(lab, results, before, after),
        "simple": simple(lab, results, after),
        "loop": loop(results, before, after),
        "steps": steps(lab, results),
        "numbers": numbers(lab, results),
        "loops": loops(results),
        "histories": histories(),
    }
    return "\n\n".join(f"{opening(name)}\n{text}\n{closing(name)}" for name, text in made.items())


def replace(page, text):
    """Put each table between its markers on a page."""
    written = page.read_text(encoding="utf-8")
    for name in re.findall(r"<!-- lab:(\w+) -->", text):
        found = re.escape(opening(name)) + ".*?" + re.escape(closing(name))
        table = re.search(found, text, re.DOTALL).group()
        written, n = re.subn(found, lambda _, table=table: table, written, flags=re.DOTALL)
        if n != 1:
            raise SystemExit(f"{page} has {n} places for the table {name}")
    page.write_text(written, encoding="utf-8")


def opening(name):
    return f"<!-- lab:{name} -->"


def closing(name):
    return f"<!-- /lab:{name} -->"


def paired(lab, results, before, after):
    """World by world: both models on the same portfolios, all seeds together."""
    rows = []
    for world in worlds.names(lab):
        drawn = seeds_of(results, after, world)
        old, new = (pooled(results, name, world, drawn) for name in (before, after))
        was, now = figures.figures(lab, old), figures.figures(lab, new)
        gain, error = figures.paired(lab, old, new)
        rows.append(
            [
                world.replace("_", " "),
                f"{len(drawn)}",
                f"{was['auc']:.3f} → {now['auc']:.3f}",
                f"{gain:+.4f} ± {error:.4f}",
                f"{was['ece']:.3f} → {now['ece']:.3f}",
                f"{was['good_ended']} → {now['good_ended']} of {sum(not each.problem for each in new)}",
                f"{percent(was['ended_bad'])} → {percent(now['ended_bad'])}",
                f"{percent(was['watched_good'])} → {percent(now['watched_good'])}",
                f"{percent(was['watched_bad'])} → {percent(now['watched_bad'])}",
            ]
        )
    heads = ["world", "seeds", "AUC", "gain ± SE", "ECE", "good, told to end", "bad, told to end"]
    return table([*heads, "good, on watch", "bad, on watch"], rows)


def seeds(lab, results, before, after):
    """The gain in AUC seed by seed, where there are several."""
    rows = []
    for world in worlds.names(lab):
        drawn = seeds_of(results, after, world)
        if len(drawn) > 1:
            gains = [figures.paired(lab, *both(results, before, after, world, seed))[0] for seed in drawn]
            rows.append([world.replace("_", " "), *(f"{gain:+.4f}" for gain in gains)])
    return table(["world", *map(str, seeds_of(results, after, "base"))], rows)


def simple(lab, results, after):
    """The model beside three simple rules, on the same portfolios."""
    rows = []
    for world in worlds.names(lab):
        found = figures.figures(lab, pooled(results, after, world))
        rows.append([world.replace("_", " "), f"{found['auc']:.3f}", *(f"{each:.3f}" for each in found["baselines"])])
    return table(["world", f"model {after}", *SIMPLE], rows)


def loop(results, before, after):
    """What happens where the advice is followed every four weeks for 18 months.

    The seeds that were set aside stand together; any other is a row of its own, so that none is added once it was seen.
    """
    rows = []
    for world in variants.LOOPS:
        seen = seeds_of(results, f"loop-{after}", world)
        aside = [seed for seed in seen if seed in ASIDE]
        for group in ([aside] if len(aside) > 1 else []) + [[seed] for seed in seen]:
            for name in (before, after):
                held = [json.loads((results / f"loop-{name}-{world}-{seed}.json").read_text()) for seed in group]
                which = f"**{group[0]} to {group[-1]}**" if len(group) > 1 else str(group[0])
                rows.append([world.replace("_", " "), which, name, *looped(held)])
    return table(["world", "seeds", "model", *LOOPED], rows)


LOOPED = ("good, ended", "bad, ended", "good, watched", "bad, watched")


def looped(held):
    """Who was ended and who was watched: how many of how many, all seeds together."""
    return [rate(held, whom, what) for what in ("ended", "watched") for whom in ("good", "bad")]


def rate(held, whom, what):
    everybody = sum(each[whom] for each in held)
    found = sum(round(each[whom] * each[f"{whom}_{what}"]) for each in held)
    return f"{percent(found / everybody)} ({found} of {everybody})"


def steps(lab, results):
    """What each change of how the model works gained, against the row before; in thousandths of AUC."""
    names = worlds.names(lab)
    held = {each["commit"]: one(lab, results, f"step-{each['commit']}", names) for each in variants.listed("step")}
    rows, last = [], None
    for each in variants.listed("step"):
        found = held[each["commit"]]
        shown = [f"{auc:.3f}" if last is None else thousandths(auc - last[i]) for i, auc in enumerate(found)]
        rows.append([f"**{each['name']}** ({each['commit']}): {each['says']}", *shown])
        last = found
    return table(["change", *(name.replace("_", " ") for name in names)], rows)


def numbers(lab, results):
    """What today's model would gain or lose with another number; in thousandths of AUC."""
    names = worlds.names(lab)
    today = one(lab, results, "variant-today", names)
    rows = [["**today** (AUC)", *(f"{auc:.3f}" for auc in today)]]
    for each in variants.listed("back", "failed"):
        found = one(lab, results, f"variant-{each['name'].replace(' ', '-')}", names)
        said = ", ".join(f"`{name} = {value:g}`" for name, value in each["policy"].items())
        why = f"; {each['says']}" if "says" in each else ""
        rows.append([f"{each['name']}: {said}{why}", *map(thousandths, map(float.__sub__, found, today))])
    return table(["with", *(name.replace("_", " ") for name in names)], rows)


def loops(results):
    """The closed loop with what was tried there and not kept."""
    rows = []
    for each in ({"name": "today", "says": "as it is"}, *variants.listed("loop")):
        for world in variants.LOOPS:
            held = [
                json.loads(path.read_text())
                for path in sorted(results.glob(f"loops-{each['name'].replace(' ', '-')}-{world}-*.json"))
            ]
            if held:
                rows.append([f"{each['name']}: {each['says']}", world.replace("_", " "), *looped(held)])
    return table(["with", "world", *LOOPED], rows)


def histories():
    """The published histories: how likely each model finds it that the record points at their conduct."""
    held = HERE.parents[1] / "tests" / "data" / "vignettes"
    old, new = (json.loads((held / f"{name}.json").read_text())["cases"] for name in ("reference", "model"))
    rows = []
    for name in sorted(old):
        was, now = old[name]["problem_client"], new[name]["problem_client"]
        rows.append([name.replace("-", " "), old[name]["recommendation"], *map(band, (was, now))])
    return table(["history", "advice of both models", "reference", "today"], rows)


def band(likelihood):
    return f"{likelihood['probability']:.3f} ({likelihood['low']:.3f} to {likelihood['high']:.3f})"


def one(lab, results, name, names):
    """The AUC of what was kept under a name, world by world."""
    found = (figures.figures(lab, pooled(results, name, world))["auc"] for world in names)
    return list(map(float, found))


def seeds_of(results, name, world):
    """The seeds that were measured of a world."""
    found = (re.fullmatch(rf"{re.escape(name)}-{world}-(\d+)\.json", path.name) for path in results.iterdir())
    return sorted(int(each[1]) for each in found if each)


def both(results, before, after, world, seed):
    """What two models said of the same portfolios."""
    return (figures.read(results / f"{name}-{world}-{seed}.json", scoring.Seen) for name in (before, after))


def pooled(results, name, world, seeds=None):
    """What was seen under a name, some seeds together, or all."""
    return [
        each._replace(portfolio=seed * THOUSAND + each.portfolio)
        for seed in seeds or seeds_of(results, name, world)
        for each in figures.read(results / f"{name}-{world}-{seed}.json", scoring.Seen)
    ]


def percent(share):
    return f"{100 * share:.2f} %" if share < 0.01 else f"{100 * share:.1f} %"  # rare things need the second place


def thousandths(gain):
    return f"{1000 * gain:+.1f}"


def table(heads, rows):
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
