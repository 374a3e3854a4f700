"""Measure the score on simulated portfolios; see benchmarks/lab/README.md."""

import argparse
import json
import sys
import time
from pathlib import Path

import figures
import scoring
import simulator
import variants
import worlds

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LOOPS = ("base", "biased_logger")


def main():
    asked = parser().parse_args()
    sys.path.insert(0, str(asked.checkout.resolve()))
    lab = simulator.simulator(asked.lab)
    asked.results.mkdir(parents=True, exist_ok=True)
    asked.do(lab, asked)


def parser():
    made = argparse.ArgumentParser(prog="python benchmarks/lab", description=__doc__)
    made.add_argument("--lab", type=Path, default=simulator.BESIDE, help="folder of the simulator")
    made.add_argument("--checkout", type=Path, default=ROOT, help="whose core is measured; default: this one")
    made.add_argument("--results", type=Path, default=HERE / "results", help="where results are kept")
    what = made.add_subparsers(required=True)
    for name, do, seeds in (
        ("measure", measure, (2002, 2003, 2004)),
        ("loop", loop, (2002, 2003, 2004)),
        ("variants", variants.numbers, (11,)),
        ("steps", variants.steps, (11,)),
        ("loops", variants.loops, (21,)),
    ):
        each = what.add_parser(name, help=do.__doc__)
        each.set_defaults(do=do)
        each.add_argument("--worlds", nargs="*", help="default: all; for a closed loop base and biased_logger")
        each.add_argument("--seeds", nargs="*", type=int, default=seeds)
        each.add_argument("--portfolios", type=int, default=60)
        each.add_argument("--name", help="what results are called (default: the model's name); of loops: only this one")
    what.choices["measure"].add_argument("--last-day", action="store_true", help="not every four weeks as well")
    show = what.add_parser("tables", help=tables.__doc__)
    show.set_defaults(do=tables)
    show.add_argument("--before", default="2026.1")
    show.add_argument("--after", default="2026.2")
    show.add_argument("--into", type=Path, help="write them between the markers of a page")
    return made


def measure(lab, asked):
    """Score drawn portfolios on the last day and every four weeks; keep what was seen of each client."""
    core = scoring.Core()
    name = asked.name or core.policy.model
    for world in asked.worlds or worlds.names(lab):
        days = scoring.days_of(lab, worlds.settings(lab, world)[0], 0 if asked.last_day else scoring.WEEKS)
        for seed in asked.seeds:
            began = time.monotonic()
            seen = [
                each
                for number in range(asked.portfolios)
                for each in scoring.observe(
                    core, scoring.hold(lab, core, worlds.draw(lab, world, seed, number), number), days
                )
            ]
            figures.keep(asked, f"{name}-{world}-{seed}", seen, core)
            shown = figures.figures(lab, seen)
            print(
                f"{name} {world:20} {seed}: AUC {shown['auc']:.4f} ECE {shown['ece']:.3f}"
                f" ended {100 * shown['ended_good']:.2f}/{100 * shown['ended_bad']:.1f}"
                f" watched {100 * shown['watched_good']:.1f}/{100 * shown['watched_bad']:.1f}"
                f" [{time.monotonic() - began:.0f} s]",
                flush=True,
            )


def loop(lab, asked):
    """Let a simulated user follow the advice every four weeks; keep who was ended and who was watched."""
    core = scoring.Core()
    name = asked.name or core.policy.model
    for world in asked.worlds or LOOPS:
        for seed in asked.seeds:
            found = lab.closed_loop.run(core.advise, world, portfolios=asked.portfolios, seed=seed, jobs=1)
            path = asked.results / f"loop-{name}-{world}-{seed}.json"
            path.write_text(json.dumps(found | {"model": core.policy.model, "commit": figures.commit(asked.checkout)}))
            print(name, lab.closed_loop.row(f"seed {seed}", found, 0), flush=True)


def tables(lab, asked):
    """Write the tables of docs/model.md from the results that were kept."""
    import tables as made

    text = made.tables(lab, asked.results, asked.before, asked.after)
    if asked.into:
        made.replace(asked.into, text)
    else:
        print(text)


if __name__ == "__main__":
    main()
