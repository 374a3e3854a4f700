"""The portfolio as a mirror: where many clients are in trouble, the common factor may be us."""

from collections import defaultdict
from collections.abc import Iterable

from clienthealth.core.assessment import Assessment, Mirror
from clienthealth.core.median import median
from clienthealth.core.saying import Saying, say
from clienthealth.core.score.dated import Case
from clienthealth.core.score.policy import Policy


def mirror(cases: Iterable[Case], assessments: tuple[Assessment, ...], policy: Policy) -> Mirror:
    """Look at all clients together (scoring model, section 11)."""
    watch = sum(1 for each in assessments if each.problem_client.probability >= policy.bar.watch)
    shares = [each.own_fault_share for each in assessments if each.counts.complaints]
    typical = median(shares)
    because = (
        _many_watched(watch, len(assessments), policy)
        or _mostly_ours(typical, len(shares), policy)
        or _one_thing(cases, policy)
    )
    return Mirror(
        clients=len(assessments),
        watch=watch,
        median_own_fault=typical,
        common_factor_may_be_us=because is not None,
        because=because,
    )


def _many_watched(watch: int, clients: int, policy: Policy) -> Saying | None:
    if watch < policy.bar.mirror_clients or watch <= policy.bar.mirror_share * clients:
        return None
    return say("mirror.many-watched", n=watch, clients=clients)


def _mostly_ours(typical: float | None, clients: int, policy: Policy) -> Saying | None:
    if typical is None or clients < policy.bar.mirror_clients or typical <= policy.bar.mirror_fault:
        return None
    return say("mirror.mostly-ours", n=clients, percent=round(100 * typical))


def _one_thing(cases: Iterable[Case], policy: Policy) -> Saying | None:
    """Find the topic, else the colleague, of which most clients complained lately."""
    topics: dict[str, set[str]] = defaultdict(set)
    colleagues: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        for day, complaint in case.complaints:
            if case.today - day <= policy.window.mirror:
                topics[complaint.about].add(case.client)
                if complaint.staff:
                    colleagues[complaint.staff].add(case.client)
    n, name = _most(topics)
    if n >= policy.bar.mirror_clients:
        return say("mirror.one-topic", n=n, name=name, days=policy.window.mirror)
    n, _ = _most(colleagues)
    # Whoever it is stays unnamed: complaints are counted by named colleague only where the user wants that.
    return say("mirror.one-colleague", n=n, days=policy.window.mirror) if n >= policy.bar.mirror_clients else None


def _most(clients: dict[str, set[str]]) -> tuple[int, str]:
    return max(((len(held), name) for name, held in clients.items()), default=(0, ""))
