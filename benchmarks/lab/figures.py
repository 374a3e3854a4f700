"""From what was seen to figures: alone, and paired with another model on the same portfolios."""

import json
import subprocess

FIELDS = ("portfolio", "client", "problem", "distress", "p", "b", "ended", "watched", "recommendation", "insufficient")


def as_json(seen, **about):
    """What was seen, small enough to keep: one row a client, probabilities to six places."""
    rows = [[*each[:4], round(each.p, 6), round(each.b, 6), *each[6:]] for each in seen]
    return json.dumps(about | {"clients": rows}, separators=(",", ":"))


def keep(asked, name, seen, core):
    """Keep what was seen, with the model and the commit that saw it."""
    text = as_json(seen, model=core.policy.model, commit=commit(asked.checkout))
    (asked.results / f"{name}.json").write_text(text)


def commit(checkout):
    """The commit that was measured."""
    given = ["git", "-C", checkout, "rev-parse", "--short", "HEAD"]
    return subprocess.run(given, capture_output=True, text=True, check=True).stdout.strip()


def read(path, kind):
    """What was kept of one world and seed, as it was seen."""
    held = json.loads(path.read_text(encoding="utf-8"))
    return [kind(*row[:10], tuple(row[10]), tuple(row[11])) for row in held["clients"]]


def figures(lab, seen):
    """AUC, Brier, calibration, who was ever told to end or watched, and three baselines."""
    np, measure = __import__("numpy"), lab.evaluate
    problem = np.array([each.problem for each in seen])
    p = np.array([each.p for each in seen])
    auc, error = measure.auc(problem, p)
    calm = [each for each in seen if not each.problem]
    return {
        "clients": len(seen),
        "auc": auc,
        "se": error,
        "fpr60": measure.fpr_at(problem, p),
        "brier": float(np.mean((p - problem) ** 2)),
        "constant": float(problem.mean() * (1 - problem.mean())),
        "ece": measure.ece(problem, p),
        "b_auc": measure.auc([each.distress for each in calm], [each.b for each in calm])[0],
        **{
            f"{what}_{whom}": share([getattr(each, what) for each in seen if each.problem == (whom == "bad")])
            for what in ("ended", "watched")
            for whom in ("good", "bad")
        },
        "good_ended": sum(1 for each in calm if each.ended is not None),
        "days": {what: median([getattr(e, what) for e in seen if e.problem]) for what in ("ended", "watched")},
        "baselines": [measure.auc(problem, [each.baselines[i] for each in seen])[0] for i in range(3)],
        "baselines_fpr": [measure.fpr_at(problem, [each.baselines[i] for each in seen]) for i in range(3)],
    }


def share(values):
    """The share of what is not None."""
    return sum(each is not None for each in values) / max(1, len(values))


def median(values):
    """The middle of what is not None."""
    held = sorted(each for each in values if each is not None)
    return held[len(held) // 2] if held else None


def paired(lab, before, after, rounds=400):
    """The difference in AUC on the same clients, with a standard error over whole portfolios (bootstrap)."""
    np, auc = __import__("numpy"), lab.evaluate.auc
    problem = np.array([each.problem for each in before])
    old, new = (np.array([each.p for each in seen]) for seen in (before, after))
    groups = np.array([each.portfolio for each in before])
    places = [np.flatnonzero(groups == number) for number in np.unique(groups)]
    rng = np.random.default_rng(0)
    drawn = []
    for _ in range(rounds):
        held = np.concatenate([places[i] for i in rng.integers(0, len(places), len(places))])
        drawn.append(auc(problem[held], new[held])[0] - auc(problem[held], old[held])[0])
    return auc(problem, new)[0] - auc(problem, old)[0], float(np.std(drawn))
