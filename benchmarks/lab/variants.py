"""What each change of the model gained and lost, and what was tried and not kept (variants.toml)."""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import figures
import scoring
import worlds

HERE = Path(__file__).parent
LOOPS = ("base", "biased_logger")


def listed(*kinds):
    """The entries of some kinds, in order."""
    held = tomllib.loads((HERE / "variants.toml").read_text(encoding="utf-8"))
    return [each for kind in kinds for each in held[kind]]


def numbers(lab, asked):
    """Judge the same portfolios with each number that was changed, taken back or tried."""
    cores = {each["name"]: scoring.Core(each["policy"]) for each in listed("back", "failed")}
    today = scoring.Core()
    for world in asked.worlds or worlds.names(lab):
        for seed in asked.seeds:
            days = [lab.simulate.END]
            seen = {name: [] for name in ("today", *cores)}
            for number in range(asked.portfolios):
                held = scoring.hold(lab, today, worlds.draw(lab, world, seed, number), number)
                for name, core in (("today", today), *cores.items()):
                    seen[name] += scoring.observe(core, held, days)
            for name, found in seen.items():
                figures.keep(asked, f"variant-{name.replace(' ', '-')}-{world}-{seed}", found, today)
            print("variants", world, seed, flush=True)


def steps(_, asked):
    """Measure the core of each commit that changed how the model works."""
    for each in listed("step"):
        with tempfile.TemporaryDirectory() as folder:
            checkout = Path(folder) / "checkout"
            git("worktree", "add", "--quiet", "--detach", checkout, each["commit"])
            try:
                given = ["--lab", asked.lab, "--checkout", checkout, "--results", asked.results]
                what = ["measure", "--last-day", "--name", f"step-{each['commit']}"]
                what += ["--portfolios", asked.portfolios, "--seeds", *asked.seeds]
                what += ["--worlds", *asked.worlds] if asked.worlds else []
                subprocess.run([sys.executable, HERE, *map(str, given + what)], check=True)
            finally:
                git("worktree", "remove", "--force", checkout)


def loops(lab, asked):
    """Run the closed loop with what was tried there and not kept, beside what was."""
    for each in ({"name": "today", "policy": {}}, *listed("loop")):
        if asked.name not in (None, each["name"]):
            continue
        core = scoring.Core(each["policy"], beyond=True)
        for world in asked.worlds or LOOPS:
            for seed in asked.seeds:
                found = lab.closed_loop.run(core.advise, world, portfolios=asked.portfolios, seed=seed, jobs=1)
                name = f"loops-{each['name'].replace(' ', '-')}-{world}-{seed}"
                (asked.results / f"{name}.json").write_text(json.dumps(found))
                print(lab.closed_loop.row(name, found, 0), flush=True)


def git(*given):
    subprocess.run(["git", "-C", HERE, *given], check=True)
