"""Forgetting a customer: their texts are erased from every table, from the log and from the indexes of words."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from careline import files
from careline.domain.calling import short_name
from careline.domain.cases.case import Customer
from careline.domain.errors import CarelineError
from careline.domain.names import fold
from careline.domain.people import endings as rules
from careline.domain.safekeeping.forgetting import FINGERPRINT, fingerprint, name_of
from careline.domain.shop.shop import Shop
from careline.store import mails
from careline.store.dialect import among, field
from careline.store.faults import named_faults
from careline.store.fetch import Fetch
from careline.store.file import mark_of_forgetting, rewrite
from careline.store.people.endings import still_promised
from careline.store.recording import Recording
from careline.store.safekeeping import attachments
from careline.store.safekeeping.belonging import as_json, known_as, lines_of, rows_of
from careline.store.safekeeping.erased_and_kept import ERASED, RENAMED
from careline.store.safekeeping.marks import ADDRESSES
from careline.store.sheets import remembering

FIRST_NAME = "them"
"""What a plan of ours calls somebody who has no name any more."""


def check_can_forget(fetch: Fetch, shop: Shop, customer: Customer, who: str) -> None:
    """Decide whether somebody may forget a customer. Raises Refused."""
    rules.check_owner(who, shop.owner, f"forget {customer.name}")
    rules.check_nothing_promised(customer.name, still_promised(fetch, customer.id))


def forget(work: Recording, customer_id: int) -> None:
    """Erase a customer from every table, the log and the indexes of words; a row in `forgettings` must stand already.

    What was freed in the file is overwritten; only `database.rewrite` sees to what was freed there earlier.
    """
    from careline.store import search

    work.fetch("PRAGMA secure_delete = ON")
    names, twins = known_as(work.fetch, customer_id)
    remembering.forget(work, names, *_reached_at(work.fetch, customer_id))
    mine = rows_of(work.fetch, customer_id)
    _rename_elsewhere(work, customer_id, names, {customer_id, *twins})
    for table, columns in ERASED.items():
        settings = ", ".join(
            f"{column} = CASE WHEN {column} IS NOT NULL THEN {after} END" for column, after in columns.items()
        )
        work.run(
            f"UPDATE {table} SET {settings} WHERE id {among('ids')}",
            ids=as_json(mine[table]),
            name=name_of(customer_id),
            folded=fold(name_of(customer_id)),
        )
    mails.forget(work.run, mine["mails"], work.now)
    _renumber(work, customer_id)
    for table in ("memberships", "other_addresses"):
        work.run(f"DELETE FROM {table} WHERE customer_id = :id", id=customer_id)
    _blank_log(work, mine, {customer_id, *twins})
    search.rebuild(work.fetch, work.run, work.command_id)


def begin(store: Path) -> None:
    """Leave a mark that a forgetting is to be finished, should this command not come to it. Raises StoreFault."""
    mark = mark_of_forgetting(store)
    with named_faults(store), suppress(FileExistsError):
        files.make_empty(mark)
    files.sync_folder(mark.parent)


def finish(store: Path) -> None:
    """Leave nothing of whoever was forgotten in unused parts of the file, nor among the attachments.

    Raises StoreFault and StoreBusy.
    """
    rewrite(store)
    attachments.clear(store)
    with named_faults(store):
        mark_of_forgetting(store).unlink(missing_ok=True)


def finished_late(store: Path) -> Iterator[str]:
    """Do so where another command did not come to it, and say where that fails: recording goes on all the same."""
    try:
        finish(store)
    except CarelineError as error:
        yield (
            "careline: Unused parts of the file may still hold the words of somebody who was forgotten, and the folder "
            f"of attachments their files: {error}"
        )


def was_forgotten(fetch: Fetch, customer_id: int) -> bool:
    """True for a customer who was forgotten."""
    return bool(fetch("SELECT 1 FROM forgettings WHERE customer_id = :id", id=customer_id))


def touched_by(fetch: Fetch, command_id: int) -> bool:
    """True for a command that touched what belongs to a customer who was forgotten by it or since."""
    if fetch("SELECT 1 FROM changes WHERE command_id = :id AND before = '{}'", id=command_id):
        return True
    changed: dict[str, set[int]] = {}
    for table, row_id in fetch("SELECT table_name, row_id FROM changes WHERE command_id = :id", id=command_id):
        changed.setdefault(table, set()).add(row_id)
    return any(
        not changed[table].isdisjoint(rows)
        for (customer_id,) in fetch("SELECT customer_id FROM forgettings WHERE command_id > :id", id=command_id)
        for table, rows in rows_of(fetch, customer_id).items()
        if table in changed
    )


def forgotten_refs(fetch: Fetch, source: str) -> set[str]:
    """The fingerprints of the rows from a source that belonged to customers who were forgotten."""
    bounds = {"source": source, "low": FINGERPRINT, "high": FINGERPRINT + "g"}
    rows = fetch(
        """
        SELECT ref FROM cases WHERE source = :source AND ref BETWEEN :low AND :high
        UNION SELECT ref FROM purchases WHERE source = :source AND ref BETWEEN :low AND :high
        """,
        **bounds,
    )
    return {ref for (ref,) in rows}


def _reached_at(fetch: Fetch, customer_id: int) -> tuple[list[str], list[str]]:
    """Every address and every number that a customer has, or had."""
    rows = fetch(
        f"""
        SELECT email, phone FROM ({ADDRESSES}) WHERE customer_id = :id
        UNION SELECT {field("before", "email")}, {field("before", "phone")} FROM changes
        WHERE table_name = 'customers' AND row_id = :id AND before <> '{{}}'
        """,
        id=customer_id,
    )
    return [email for email, _ in rows if email], [phone for _, phone in rows if phone]


def _rename_elsewhere(work: Recording, customer_id: int, names: set[str], ids: set[int]) -> None:
    """Take their name from the cases that were theirs by mistake, and are another customer's now."""
    once = f"""
        case_id IN (SELECT row_id FROM changes WHERE table_name = 'cases' AND before <> '{{}}'
            AND {field("before", "customer_id")} {among("ids")})
    """
    for name in names:
        work.run(
            f"UPDATE contacts SET who = :new WHERE direction = 'in' AND who = :old AND {once}",
            new=name_of(customer_id),
            old=name,
            ids=as_json(ids),
        )
        # Earlier versions called everybody by the first word of the name.
        for called in dict.fromkeys((short_name(name), name.split()[0])):
            work.run(
                "UPDATE promises SET what = replace(what, :old, :new)"
                f" WHERE automatic AND instr(what, :old) AND {once}",
                new=FIRST_NAME,
                old=called,
                ids=as_json(ids),
            )


def _renumber(work: Recording, customer_id: int) -> None:
    """Give orders other numbers, the same for the same, and refs what only a re-import can know again."""
    rows = work.fetch(
        """
        SELECT order_number FROM cases WHERE customer_id = :id AND order_number IS NOT NULL
        UNION SELECT order_number FROM purchases WHERE customer_id = :id AND order_number IS NOT NULL
        """,
        id=customer_id,
    )
    # Case and accents aside, as orders are compared.
    same = {folded: n for n, folded in enumerate(sorted({fold(order) for (order,) in rows}), 1)}
    for (order,) in rows:
        for table in RENAMED:
            work.run(
                f"UPDATE {table} SET order_number = :other WHERE customer_id = :id AND order_number = :order",
                other=f"forgotten {customer_id}-{same[fold(order)]}",
                order=order,
                id=customer_id,
            )
    for table in RENAMED:
        for number, source, ref in work.fetch(
            f"SELECT id, source, ref FROM {table} WHERE customer_id = :id AND ref IS NOT NULL", id=customer_id
        ):
            work.run(f"UPDATE {table} SET ref = :ref WHERE id = :id", ref=fingerprint(source or "", ref), id=number)


def _blank_log(work: Recording, mine: Mapping[str, set[int]], customers: set[int]) -> None:
    """Blank what their rows were before every change, also of rows that are gone by now, or another customer's."""
    for lines in lines_of(work.fetch, mine, customers):
        work.run(
            f"UPDATE changes SET before = '{{}}' WHERE table_name = :table AND before <> '{{}}' AND {lines.test}",
            table=lines.table,
            **lines.given,
        )
    work.run("UPDATE changes SET before = '{}' WHERE command_id = :id AND before IS NOT NULL", id=work.command_id)
