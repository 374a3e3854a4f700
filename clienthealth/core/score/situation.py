"""What explains conduct: a hardship of theirs, a fault of ours shortly before.

Most difficult people are clients with a problem (Jackson & Kroenke 1999, Arch Intern Med 159:1069).
"""

from collections.abc import Iterable

from clienthealth.core.frozen import Frozen
from clienthealth.core.records.trouble import Hardship
from clienthealth.core.score.dated import Case, Dated
from clienthealth.core.score.lateness import Fate
from clienthealth.core.score.own_fault import Told
from clienthealth.core.score.policy import Policy
from clienthealth.core.score.spans import Cover, cover


class Situation(Frozen):
    """The days that explain conduct, and what an act on them weighs (0 to 1, 1 = fully)."""

    hardships: Cover
    own_faults: Cover
    hardship_factor: float
    own_fault_factor: float
    in_force: tuple[str, ...]
    """The hardships in force today, by id."""

    def hard(self, day: int) -> float:
        """Return what is left of an act on that day beside a hardship."""
        return self.hardship_factor if day in self.hardships else 1.0

    def conduct(self, day: int) -> float:
        """Return g: what is left of an act on that day beside a hardship and our own fault; both multiply."""
        return self.hard(day) * (self.own_fault_factor if day in self.own_faults else 1.0)


def situation(case: Case, told: Iterable[Told], fates: Iterable[Fate], policy: Policy) -> Situation:
    """Find the days that explain conduct."""
    window = policy.window
    faults = [each.day for each in told if each.fault >= policy.fault.own]
    faults += [each.due for each in fates if each.late and each.promise.ours and each.due is not None]
    return Situation(
        hardships=cover(
            (each.day - window.hardship_before, hardship_end(each, case, policy)) for each in case.hardships
        ),
        own_faults=cover((day, day + window.after_fault) for day in faults),
        hardship_factor=policy.mitigation.hardship,
        own_fault_factor=policy.mitigation.own_fault,
        in_force=tuple(each.record.id for each in case.hardships if hardship_end(each, case, policy) >= case.today),
    )


def hardship_end(dated: Dated[Hardship], case: Case, policy: Policy) -> int:
    """Return the last day of a hardship: as told, else after the usual time."""
    until = dated.record.until
    return dated.day + policy.window.hardship if until is None else case.day(until)
