"""The sheet for the first contact: how the work runs, what arrives by when, what is not included, how to reach us.

Every line stands on a record, on the configuration, or on what the user says now; what nobody has said is `Missing`
and shown as a blank, with the command that fills it. Nothing is claimed for the user.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, tzinfo

from clienthealth.core.expected.items import ITEMS, REF, Item, Part, Work, items_of
from clienthealth.core.frozen import Frozen
from clienthealth.core.history import History
from clienthealth.core.kinds import Language, PromiseStatus, Topic
from clienthealth.core.letters.letter import Addressee, Filling, Fillings, Missing, Money, fill, known, one_line
from clienthealth.core.letters.parties import addressee
from clienthealth.core.moments import When, day_of
from clienthealth.core.records.agreed import Expectation
from clienthealth.core.working_time import WorkingHours

PART_OF: dict[str, Part] = {
    Topic.DEADLINE: Part.WHEN,
    Topic.SCOPE: Part.SCOPE,
    Topic.COMMUNICATION: Part.REACH,
    Topic.PRICE: Part.MONEY,
    Topic.BILLING: Part.MONEY,
}
"""Where an expectation of a topic stands; all others tell how the work runs."""


class House(Frozen, kw_only=True):
    """What the configuration says of us; what is empty or None was not said there, whatever holds by default."""

    name: str = ""
    email: str = ""
    phone: str = ""
    country: str = ""
    we: bool = False
    hours: WorkingHours | None = None
    zone: str = ""
    """The zone of the hours, where a client may be in another one."""
    closed: tuple[tuple[date, date], ...] = ()
    """Days off from today on, first and last of each stretch."""
    acknowledge: int | None = None
    """Working days until a complaint is acknowledged; `answer` until it is answered."""
    answer: int | None = None
    currency: str = ""


class Said(Frozen, kw_only=True):
    """What the user says for this sheet: texts by item, items left out, and whether the usual sentences are theirs."""

    texts: Mapping[str, str]
    without: frozenset[str] = frozenset()
    usual: bool = False


LINES = ("name", "email", "phone", "hours", "closed", "acknowledge", "answer", "rate", "terms", "notice")
"""The lines beside the items, which the record of the client or the configuration fills."""


class Entry(Frozen, kw_only=True):
    """One line of a sheet; `topic` is what it is about where it makes something clear that is no record yet."""

    key: str
    values: Fillings = ()
    topic: str = ""
    item: str = ""
    usual: bool = False
    """Whether the item's usual sentence is what it says."""
    command: str = ""
    """What fills its blank, where it has one."""
    handle: str = ""
    """Of the record it says, where it is one."""

    @property
    def blank(self) -> bool:
        """Whether something in it is still to be filled in."""
        return any(isinstance(value, Missing) for _, value in self.values)


class FirstSheet(Frozen, kw_only=True):
    """A whole sheet: who tells whom, and the entries by part; parts without entries are left out."""

    client: str
    language: Language
    day: date
    house: House
    addressee: Addressee
    work: Work
    parts: tuple[tuple[Part, tuple[Entry, ...]], ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, in their order."""
        return tuple(entry for _, entries in self.parts for entry in entries)

    @property
    def blanks(self) -> tuple[Entry, ...]:
        """The entries in which something is still to be filled in."""
        return tuple(entry for entry in self.entries if entry.blank)


class _Facts(Frozen):
    """What a sheet is made from."""

    history: History
    house: House
    said: Said
    today: date
    zone: tzinfo
    handle: Callable[[str], str]

    @property
    def slug(self) -> str:
        return self.history.client.client

    @property
    def in_force(self) -> tuple[Expectation, ...]:
        return in_force(self.history.expectations, self.today, self.zone)


def first_sheet(  # noqa: PLR0913 - all by name, most with a default
    history: History,
    house: House,
    said: Said,
    *,
    today: date,
    zone: tzinfo,
    work: Work = Work.GENERAL,
    language: Language | None = None,
    handle: Callable[[str], str] = str,
) -> FirstSheet:
    """Return the sheet for a client; without a language in the client's own, else in English."""
    facts = _Facts(history, house, said, today, zone, handle)
    items = [each for each in items_of(work) if each.name not in said.without]
    made: dict[Part, list[Entry]] = {part: [] for part in Part}
    for each in facts.in_force:
        made[PART_OF.get(each.about, Part.RUN)].append(_expectation(each, facts))
    for part, promised in ((Part.WHEN, True), (Part.NEED, False)):
        made[part] += _promises(facts, ours=promised)
    made[Part.REACH] += _reach(facts)
    made[Part.MONEY] += _money(facts)
    for item in items:
        made[item.part] += _item(item, facts, made)
    return FirstSheet(
        client=facts.slug,
        language=language or history.client.language or Language.EN,
        day=today,
        house=house,
        addressee=addressee(history.client, today, zone),
        work=work,
        parts=tuple(_parts(made, said.without)),
    )


def _parts(made: Mapping[Part, list[Entry]], without: frozenset[str]) -> Iterator[tuple[Part, tuple[Entry, ...]]]:
    """Yield the parts that have something to say, without the lines that are not wanted."""
    for part, entries in made.items():
        kept = tuple(each for each in entries if (each.item or each.key) not in without)
        if kept:
            yield part, kept


def in_force(expectations: tuple[Expectation, ...], today: date, zone: tzinfo) -> tuple[Expectation, ...]:
    """Return what was made clear up to a day, and neither retired nor replaced by then."""
    known = [each for each in expectations if day_of(each.at, zone) <= today]
    replaced = {each.supersedes for each in known}
    return tuple(
        each for each in known if each.id not in replaced and (each.until is None or day_of(each.until, zone) > today)
    )


def _expectation(record: Expectation, facts: _Facts) -> Entry:
    """Return what was made clear already; an item that was is named as such."""
    item = (record.ref or "").removeprefix(REF) if (record.ref or "").startswith(REF) else ""
    handle = facts.handle(record.id)
    if item in ITEMS:
        return Entry(key="item", values=fill(text=record.text), item=item, handle=handle)
    if record.due is not None:
        due = day_of(record.due, facts.zone)
        return Entry(key="due", values=fill(text=record.text, due=due), handle=handle)
    return Entry(key="said", values=fill(text=record.text), handle=handle)


def _promises(facts: _Facts, *, ours: bool) -> Iterator[Entry]:
    """Yield what is promised and open; a day that has passed is no day to tell, so that is a blank."""
    for each in facts.history.promises:
        if each.ours is not ours or each.state is not PromiseStatus.OPEN:
            continue
        due = _ahead(each.due, facts)
        handle = facts.handle(each.id)
        command = "" if due else f"clienthealth promise move {handle} --due …"
        values = fill(text=each.text, due=due or Missing("due"))
        yield Entry(key="due", values=values, topic=str(Topic.DEADLINE), command=command, handle=handle)


def _ahead(due: When | None, facts: _Facts) -> date | None:
    if due is None:
        return None
    day = day_of(due, facts.zone)
    return day if day >= facts.today else None


def _item(item: Item, facts: _Facts, made: Mapping[Part, list[Entry]]) -> Iterator[Entry]:
    """Yield an item: as said now, else nothing where it is on record, else the usual sentence or a blank."""
    text = one_line(facts.said.texts.get(item.name, ""))
    if text:
        yield Entry(key="item", values=fill(text=text), item=item.name, topic=str(item.topic))
    elif not _is_met(item, facts, made):
        if facts.said.usual and item.usual:
            yield Entry(key="usual", item=item.name, topic=str(item.topic), usual=True)
        else:
            yield Entry(
                key="item", values=fill(text=Missing("text")), item=item.name, command=_filling(item, facts.slug)
            )


def _is_met(item: Item, facts: _Facts, made: Mapping[Part, list[Entry]]) -> bool:
    """Whether the record says an item: it itself, or anything on a topic that stands for it."""
    if any(each.ref == f"{REF}{item.name}" for each in facts.in_force):
        return True
    if item.name == "results" and made[Part.WHEN]:
        return True
    return any(each.about in item.met_by for each in facts.in_force)


def _filling(item: Item, slug: str) -> str:
    if item.name == "results":
        return f'clienthealth promise add {slug} "…" --due …'
    return f'clienthealth expect add {slug} "…" --item {item.name}'


def _reach(facts: _Facts) -> Iterator[Entry]:
    """Yield who we are, how to reach us and how soon an answer comes, as the configuration says."""
    house, topic = facts.house, str(Topic.COMMUNICATION)
    yield _configured("name", house.name, topic="")
    if one_line(house.email) or not one_line(house.phone):
        yield _configured("email", house.email, topic)
    if one_line(house.phone):
        yield _configured("phone", house.phone, topic)
    yield _configured("hours", str(house.hours or ""), topic)
    if house.closed:
        yield Entry(key="closed", topic=topic)
    for name, days in (("acknowledge", house.acknowledge), ("answer", house.answer)):
        yield _configured(name, "" if days is None else str(days), topic)


CONFIGURED = {
    "name": "[sender] name",
    "email": "[sender] email",
    "hours": "hours",
    "acknowledge": "[targets] acknowledge",
    "answer": "[targets] answer",
}
"""The key of the configuration that fills a line."""


def _configured(key: str, value: str, topic: str) -> Entry:
    """Return a line that the configuration fills; `n` is its value, be it a number of days or a text."""
    command = "" if one_line(value) else f"clienthealth config edit   # {CONFIGURED[key]}"
    return Entry(key=key, values=fill(n=known(value, key)), topic=topic, command=command)


def _money(facts: _Facts) -> Iterator[Entry]:
    """Yield what an hour costs, by when an invoice is paid, and the notice."""
    client = facts.history.client
    rate, currency = client.hourly_rate, client.currency or facts.house.currency
    # An amount without its currency would be a claim about the currency.
    unknown = [option for option, value in (("--rate", rate), ("--currency", currency)) if value in (None, "")]
    cost = Missing("rate") if rate is None or not currency else Money(rate, currency)
    yield Entry(
        key="rate", values=fill(n=cost), topic=str(Topic.PRICE), command=_editing(facts, *unknown) if unknown else ""
    )
    for key, days in (("terms", client.payment_terms_days), ("notice", client.notice_days)):
        value: Filling = Missing(key) if days is None else str(days)
        command = _editing(facts, f"--{key}") if days is None else ""
        yield Entry(key=key, values=fill(n=value), topic=str(Topic.BILLING), command=command)


def _editing(facts: _Facts, *options: str) -> str:
    return " ".join([f"clienthealth edit {facts.slug}", *(f"{each} …" for each in options)])
