"""The worlds: those the simulator publishes, and some of our own, made through its hooks.

Ours are there because a gain that exists in eight published worlds only is no gain.
"""

from datetime import timedelta
from typing import NamedTuple


class Drawn(NamedTuple):
    """One portfolio: the journal lines, and what was really the case."""

    records: list
    truth: dict


OWN = ("late_onset", "one_bad_colleague", "busy_season", "wrote_only_anger", "slow_payers", "polite_and_unlogged")


def names(lab):
    """All worlds by name, the published first."""
    return [*lab.simulate.SCENARIOS, *OWN]


def settings(lab, name):
    """The settings of a world, and the class of its clients."""
    simulate = lab.simulate
    if name in simulate.SCENARIOS:
        return simulate.settings(name), simulate.Client
    return _own(simulate, name)


def draw(lab, name, seed, number):
    """Draw one portfolio of a world."""
    world, kind = settings(lab, name)
    clients = lab.simulate.portfolio(seed, number, world, kind)
    day0 = lab.simulate.END - timedelta(days=world["T"])
    return Drawn(
        [line for client in clients for line in client.journal(day0, world["T"])],
        {client.slug: client.truth(day0) for client in clients},
    )


def _own(simulate, name):
    base = simulate.settings("base") | {"name": name}
    match name:
        case "late_onset":
            return base | {"late_onset": True}, simulate.Client
        case "one_bad_colleague":
            return base, _bad_colleague(simulate.Client)
        case "busy_season":
            return base, _busy_season(simulate.Client)
        case "wrote_only_anger":
            log = base["log"] | {"praise": 0.05, "other": 0.2, "strain": 0.95, "complaint": 0.95}
            return base | {"log": log, "flip_sat": 0.08}, simulate.Client
        case "slow_payers":
            return base, _slow_payers(simulate.Client)
        case _:
            log = base["log"] | {"strain": 0.35, "recovery": 0.6}
            return base | {"civ_problem": 0.8, "log": log, "outcome_missing": 0.4}, simulate.Client


def _bad_colleague(client):
    class BadColleague(client):
        """Ben fails more and mends worse; who meets him complains, and is right."""

        def setup(self):
            self.staff = ["anna", "ben"]

        def fault_rate(self, _):
            return 3 * self.S["fault_rate"]

        def pick_staff(self, _):
            return str(self.rng.choice(self.staff, p=[0.3, 0.7]))

        def quality(self, q, staff):
            return 0.5 * q if staff == "ben" else q

    return BadColleague


def _busy_season(client):
    class BusySeason(client):
        """For a third of the year everything is late, and little is written down."""

        def _busy(self, t):
            return 180 <= t % 365 < 300

        def p_late(self, t):
            return 0.6 if self._busy(t) else self.S["p_late"]

        def activity(self, t):
            return 1.6 if self._busy(t) else 0.9

        def log_p(self, slot, t):
            return 0.5 * self.S["log"][slot] if self._busy(t) else self.S["log"][slot]

    return BusySeason


def _slow_payers(client):
    class SlowPayers(client):
        """A hard winter: four of ten clients pay late, whoever they are."""

        def invoice_late(self, _, p):
            return max(p, 0.45) if self.index % 5 < 2 else p

    return SlowPayers
