"""What judging a client yields: the value behind `score`, `why`, `review` and the letter (spec: score)."""

from datetime import date
from enum import StrEnum

from clienthealth.core.decided import Decided
from clienthealth.core.frozen import Frozen
from clienthealth.core.kinds import Confidence, Recommendation, Verdict
from clienthealth.core.saying import Saying, Value


class Axis(StrEnum):
    """The two questions that are answered apart."""

    PROBLEM_CLIENT = "problem_client"
    CLIENT_PROBLEM = "client_problem"


class Likelihood(Frozen):
    """A probability with its 80 % interval; log-odds in decibans = prior + discount x sum of the items."""

    probability: float
    low: float
    high: float
    prior_decibans: float
    discount: float


class Health(Frozen):
    """The mood of the relationship, 0 to 100, higher = better, with its band; it decides nothing."""

    score: float
    low: float
    high: float
    stale: bool = False


class Evidence(Frozen):
    """One item that was added: decibans > 0 speak for the axis, < 0 against it."""

    axis: Axis
    item: str
    decibans: float
    because: Saying
    records: tuple[str, ...] = ()


class NotCounted(Frozen):
    """A record that was not counted, and why."""

    record: str
    because: Saying


class Gate(Frozen):
    """A condition of the recommendation to end, and what would open it."""

    gate: str
    passed: bool
    because: Saying
    opens: Saying | None = None


class NextStep(Frozen):
    """One thing to do, by when, and the command to type; `values` stand in the words of the action."""

    action: str
    due: date | None
    command: str
    values: tuple[tuple[str, Value], ...] = ()


class Counts(Frozen):
    """How much of what is on record."""

    complaints: int
    open_complaints: int
    expectations: int
    records: int
    from_memory: int


class Assessment(Frozen, kw_only=True):
    """Everything that is said of one client as of one day."""

    client: str
    verdict: Verdict
    recommendation: Recommendation
    because: Saying
    confidence: Confidence
    problem_client: Likelihood
    client_problem: Likelihood
    health: Health
    own_fault_share: float
    counts: Counts
    evidence: tuple[Evidence, ...]
    not_counted: tuple[NotCounted, ...]
    gates: tuple[Gate, ...]
    next_steps: tuple[NextStep, ...]
    decided: Decided | None = None
    """What the user decided against the advice and still holds; shown beside it."""

    def gate(self, name: str) -> Gate:
        """Return the gate of that name."""
        return next(gate for gate in self.gates if gate.gate == name)


class Mirror(Frozen, kw_only=True):
    """The portfolio as a whole, and whether the common factor may be us."""

    clients: int
    watch: int
    median_own_fault: float | None
    common_factor_may_be_us: bool
    because: Saying | None = None


class Judgement(Frozen, kw_only=True):
    """All clients that had begun by the as-of day, in the order of their slugs, under one model."""

    as_of: date
    model: str
    mirror: Mirror
    assessments: tuple[Assessment, ...]

    def of(self, client: str) -> Assessment | None:
        """Return the assessment of a client, if it had begun."""
        return next((each for each in self.assessments if each.client == client), None)
