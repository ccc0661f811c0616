"""Who is one of us: as the parties say, and as the settings do."""

from collections.abc import Iterable

from careline.domain.names import fold
from careline.domain.staff import STAFF, NotStaff, Retired
from careline.store.fetch import Fetch
from careline.store.near import nearest_of_few
from careline.store.people.parties import Party, all_parties, party_named
from careline.store.recording import Recording


def check_acting(work: Recording, me: str, named: Iterable[str], said: Iterable[str]) -> None:
    """Let one of us act, and know from then on who is: `named` in the settings, or `said` at the terminal just now.

    The first who acts in a new shop is made staff, and so is who was said to be. Raises NotStaff and Retired.
    """
    named, said = [*named], {fold(name) for name in said}
    work.colleagues = frozenset(map(fold, named)) | said
    known = party_named(work.fetch, fold(me))
    if known and known.retired_at:
        raise Retired(known.name)
    if known and known.kind == STAFF:
        return
    if known and known.kind:
        raise not_staff(work.fetch, me, known, named, acting=True)
    if fold(me) not in work.colleagues:
        if not _is_first(work, named):
            raise not_staff(work.fetch, me, known, named, acting=True)
        work.colleagues |= {fold(me)}
        if work.command == "undo":
            return
    elif fold(me) not in said:
        return
    make_staff(work, me, known)


def _is_first(work: Recording, named: list[str]) -> bool:
    """True where nobody is on the staff yet, and this is the first command, or the settings name nobody either."""
    ((staff,),) = work.fetch("SELECT count(*) FROM parties WHERE kind = 'staff' AND retired_at IS NULL")
    ((before,),) = work.fetch("SELECT count(*) FROM commands WHERE id < :number", number=work.command_id)
    return not staff and (not named or not before)


def make_staff(work: Recording, name: str, known: Party | None) -> int:
    """Record that somebody is one of us: a new party, or one of which nobody had said what it is. The id."""
    from careline.store.tables import parties as tables

    if known is None:
        return work.add(tables.Party(name=name, folded=fold(name), kind=STAFF))
    work.session.get_one(tables.Party, known.id).kind = STAFF
    return known.id


def not_staff(fetch: Fetch, name: str, known: Party | None, named: Iterable[str], *, acting: bool = False) -> NotStaff:
    """The refusal of somebody who is not known as one of us, with who may have been meant."""
    ours = {fold(party.name): party.name for party in active_staff(fetch)} | {fold(one): one for one in named}
    by = next(iter(ours.values()), None) if acting else None
    if known:
        return NotStaff(known.name, known.kind, is_party=True, by=by)
    if fetch("SELECT 1 FROM customers WHERE folded = :folded LIMIT 1", folded=fold(name)):
        return NotStaff(name, "customer", is_party=False, by=by)
    near = [ours[each] for each in nearest_of_few(fold(name), ours)]
    return NotStaff(name, None, is_party=False, near=near, by=by)


def went_to_staff(fetch: Fetch, number: int) -> bool:
    """True where the escalation of that number was raised to one of us."""
    sql = "SELECT 1 FROM escalations e JOIN parties t ON t.id = e.to_id WHERE e.id = :number AND t.kind = 'staff'"
    return bool(fetch(sql, number=number))


def active_staff(fetch: Fetch) -> list[Party]:
    """Those of us who have not retired, by name."""
    return [party for party in all_parties(fetch) if party.kind == STAFF and not party.retired_at]


def left_behind(fetch: Fetch, most: int) -> list[tuple[int, int, str]]:
    """Live promises that belong to somebody who has retired: number, case, and whose; no more than `most`."""
    rows = fetch(
        """
        SELECT p.id, p.case_id, t.name FROM promises p JOIN parties t ON t.id = p.owner_id
        WHERE p.ended_at IS NULL AND t.retired_at IS NOT NULL ORDER BY p.id LIMIT :most
        """,
        most=most,
    )
    return [(number, case_id, name) for number, case_id, name in rows]


def one_of_us(work: Recording, name: str) -> str:
    """The name of one of us: this one, else who acts, else the first of the staff; this one where there is nobody."""
    ours = active_staff(work.fetch)
    for each in (name, work.who):
        known = party_named(work.fetch, fold(each))
        if known in ours or (fold(each) in work.colleagues and (known is None or known.kind is None)):
            return known.name if known else each
    return min(ours, key=lambda party: party.id).name if ours else name
