"""One case, promise, replacement or escalation on a page."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from careline.domain.casefile.case_file import CaseFile, file_as_of
from careline.domain.cases.serials import told
from careline.domain.errors import NotFound
from careline.domain.ids import NoSuchId, show
from careline.domain.promises import promise_states
from careline.domain.promises.promise import State
from careline.domain.replacements import replacement_states
from careline.domain.replacements.chain import chain_of
from careline.domain.replacements.replacement import Replacement, several
from careline.domain.report import Key, Kind, Page, PageLine, Several, Shape, Tone
from careline.domain.shop.shop import Shop
from careline.domain.time import moments
from careline.domain.wording import sentence
from careline.render import casefile, goods
from careline.render.objects import Objects
from careline.reports.casefile import standing, thread
from careline.reports.casefile.view import View, words_of
from careline.store.casefile import case_file, case_of
from careline.store.fetch import Fetch
from careline.store.promises import waiting_for

if TYPE_CHECKING:
    from careline.reports.money.money import CaseMoney

SEVERAL = 2
CASE_PAGE = Shape(
    "case_page", "a case with everything on it", (*casefile.FILE.keys, Key("money", casefile.CASE_MONEY, null=True))
)
PROMISE_PAGE = Shape(
    "promise_page",
    "a promise, with its case and the promises that wait for it",
    (*casefile.FILE.keys, Key("awaited_by", Several(Kind.ID))),
)
REPLACEMENT_PAGE = Shape(
    "replacement_page",
    "a replacement, with its case and every attempt of its chain",
    (*casefile.FILE.keys, Key("chain", Several(goods.REPLACEMENT))),
)
ESCALATION_PAGE = Shape("escalation_page", "an escalation, with its case", casefile.FILE.keys)
WHY_PAGE = Shape(
    "why_page",
    "how the state of a promise follows from the facts",
    (Key("promise", Kind.ID), Key("state", State), Key("why"), Key("chases", Kind.NUMBER)),
)


class NotYet(NotFound):
    """A thing asked for as of a moment before it existed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} did not exist yet at that moment.")


def case_page(fetch: Fetch, shop: Shop, case_id: int, now: datetime) -> Page:
    """A case with its whole thread. Raises NoSuchId and NotYet."""
    file = file_at(fetch, shop, "C", case_id, case_id, now)
    money = _money(fetch, file, now)
    payload = CASE_PAGE.filled(**Objects.at(now, shop).file(file), money=money.object() if money else None)
    return Page(tuple(_lines(View(file, shop, now), money)), payload)


def _lines(view: View, money: "CaseMoney | None") -> Iterator[PageLine]:
    """The page: where it stands, what is owed, what comes next, the thread."""
    case = view.file.case
    since = f"open since {moments.day(case.opened_at, view.shop.calendar.zone)}"
    if case.closed_at:
        since = f"closed {view.short(case.closed_at)}, {case.closed_how}"
    yield PageLine(f"{case.name}  {case.subject}", right=since, tone=Tone.TITLE)
    who = case.customer
    yield PageLine(" · ".join(filter(None, (who.name, who.email, who.number))))
    product = case.product and several(case.quantity, case.product)
    serial, order = told(case.serial, case.quantity), case.order and f"order {case.order}"
    about = ", ".join(filter(None, (product, serial, order)))
    if about:
        yield PageLine(about)
    if case.review_address:
        yield PageLine(f"Found in a review: {case.review_address}")
    yield PageLine(standing.sentence(view))
    if money:
        yield PageLine(money.words())
    live = promise_states.live(view.file.promises, view.now)
    owed = [standing.owed(view, promise) for promise in sorted(live, key=lambda promise: not promise.is_word)]
    coming = [PageLine(text, label="NEXT  ") for text in standing.coming(view)]
    say = [PageLine(text, label="SAY   ") for text in standing.say(view)]
    if owed or coming:
        yield PageLine("")
    yield from owed
    yield from (*coming, *say)
    yield PageLine("")
    yield from thread.lines(view)


def _money(fetch: Fetch, file: CaseFile, now: datetime) -> "CaseMoney | None":
    if not file.costs:
        return None
    # Most cases cost nothing, and `show` is instant: only those that do pay for these.
    from careline.domain.money.purchases import purchase_of
    from careline.reports.money.money import CaseMoney
    from careline.store.money.purchases import purchases_of

    return CaseMoney.of(file, purchase_of(file.case, purchases_of(fetch, file.case.customer.id, now)))


def promise_page(fetch: Fetch, shop: Shop, promise_id: int, now: datetime) -> Page:
    """A promise. Raises NoSuchId and NotYet."""
    return _part(fetch, shop, "P", promise_id, "promises", PROMISE_PAGE, now)


def why_page(fetch: Fetch, shop: Shop, promise_id: int, now: datetime) -> Page:
    """How the state of a promise follows from the facts. Raises NoSuchId and NotYet."""
    file = file_at(fetch, shop, "P", promise_id, case_of(fetch, "P", promise_id), now)
    promise = next((each for each in file.promises if each.id == promise_id), None)
    if promise is None:
        raise NotYet(show("P", promise_id))
    why = promise_states.why(promise, now, shop.calendar)
    lines = (PageLine(why), *(PageLine(text) for text in standing.asked(View(file, shop, now), promise)))
    state, chases = promise_states.state(promise, now), file.chases(promise)
    return Page(lines, WHY_PAGE.filled(promise=promise.name, state=state, why=why, chases=chases))


def replacement_page(fetch: Fetch, shop: Shop, replacement_id: int, now: datetime) -> Page:
    """A replacement. Raises NoSuchId and NotYet."""
    return _part(fetch, shop, "R", replacement_id, "replacements", REPLACEMENT_PAGE, now)


def escalation_page(fetch: Fetch, shop: Shop, escalation_id: int, now: datetime) -> Page:
    """An escalation. Raises NoSuchId and NotYet."""
    return _part(fetch, shop, "E", escalation_id, "escalations", ESCALATION_PAGE, now)


def file_at(fetch: Fetch, shop: Shop, prefix: str, number: int, case_id: int | None, now: datetime) -> CaseFile:
    """The file of a case as it stood at `now`. Raises NoSuchId and NotYet."""
    whole = case_file(fetch, case_id) if case_id is not None else None
    if whole is None:
        raise NoSuchId(prefix, number)
    file = file_as_of(whole, now, shop)
    if file is None:
        raise NotYet(whole.case.name)
    return file


def _part(fetch: Fetch, shop: Shop, prefix: str, number: int, table: str, shape: Shape, now: datetime) -> Page:
    file = file_at(fetch, shop, prefix, number, case_of(fetch, prefix, number), now)
    name = f"{prefix}-{number}"
    chosen = {table: {number}}
    if table == "replacements":
        chosen["returns"] = {each.id for each in file.returns if each.replacement_id == number}
        chosen["claims"] = {each.id for each in file.claims if each.replacement_id == number}
    shown = Objects.at(now, shop)
    objects = shown.file(file, chosen)
    if not objects[table]:
        if table == "replacements" and any(each.id == number for each in file.joined):
            file.unit(number)
        raise NotYet(name)
    view = View(file, shop, now)
    case = file.case
    lines = [PageLine(f"{name} on {case.name}, {case.subject}, {case.customer.name}", tone=Tone.TITLE)]
    events = (event for event in thread.events(view) if event.mark == name and event.at <= now)
    for event in sorted(events, key=lambda e: e.at):
        lines.append(PageLine(event.text, label=f"  {view.short(event.at)}  ", tone=event.tone, pasted=True))
    if table == "promises":
        promise = next(each for each in file.promises if each.id == number)
        lines.append(PageLine(promise_states.why(promise, now, shop.calendar)))
        lines += [PageLine(text) for text in standing.warnings(view, promise)]
        waiting = waiting_for(fetch, number, now)
        lines += [PageLine((f"{each.name} waits for it: ", words_of(each), f", {each.by}")) for each in waiting]
        objects["awaited_by"] = [each.name for each in waiting]
    if table == "replacements" and (page := objects[table][0]["tracking_url"]):
        lines.append(PageLine(f"Track it here: {page}"))
    if table == "replacements":
        unit = next(each for each in file.replacements if each.id == number)
        if unit.serial:
            lines.append(PageLine(f"{sentence(told(unit.serial, unit.quantity))}."))
        chain = chain_of(unit, file.replacements)
        lines += _chain(view, chain)
        objects["chain"] = [goods.REPLACEMENT.of(replacement_states.as_of(each, now)) for each in chain]
    return Page(tuple(lines), shape.filled(**objects))


def _chain(view: View, chain: Sequence[Replacement]) -> Iterator[PageLine]:
    """The attempts of a chain that has several, each on a line: what it was, and when what became of it."""
    if len(chain) < SEVERAL:
        return
    yield PageLine("Its chain:")
    for each in chain:
        number = "no attempt" if each.declined_at else f"attempt {each.attempt}"
        facts = [(each.requested_at, "requested"), (each.shipped_at, "shipped"), (each.delivered_at, "delivered")]
        facts = facts if each.requested_at != each.shipped_at else facts[1:]
        facts += [(each.declined_at, "declined"), *((at, str(outcome)) for outcome, at in each.outcomes)]
        wrong = "".join(
            f" ({c.wrong.outcome} was wrong, corrected {view.short(c.at)})" for c in each.corrections if c.wrong
        )
        steps = ", ".join(f"{step} {view.short(at)}" for at, step in facts if at)
        what = ", ".join(filter(None, (each.described, told(each.serial, each.quantity))))
        came = f" ({each.came} came)" if each.came else ""
        different = f". Different: {each.different}" if each.different else ""
        yield PageLine(f"{number}, {what}: {steps}{wrong}{came}{different}", label=f"  {each.name}  ")
