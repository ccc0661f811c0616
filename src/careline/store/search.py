"""Finding by words: an index of customers and cases, worked out from the tables and never the only place of a fact.

It is brought up to date once, at the end of a command, for whatever the log says that the command has touched; so an
import pays for each case once, and undoing needs nothing of its own.
"""

from collections.abc import Callable, Sequence
from typing import Any

from careline.domain import ids
from careline.domain.cases.case import Customer
from careline.domain.telephones import ENDING, read_number
from careline.store.casefile import case_of
from careline.store.changes import TOUCHES
from careline.store.dialect import field, joined, matches
from careline.store.fetch import Fetch
from careline.store.rows import CUSTOMER, OF_CUSTOMER

MOST_CUSTOMERS = 5
MOST_CASES = 200
# To tell where a word stands, the index is read to its end: a million cases that all have it take longer than the rest
# of a command.
MOST_PLACED = 10_000
COLUMNS = ("numbers", "about", "promised", "who")
"""The columns of a case's words, from the one that tells most."""
QUOTE = '"'

Run = Callable[..., object]
"""SQL and named parameters in; changes rows."""

# A number is found as it was typed, as digits without signs, and without the country's or the area's code.
SIGNS = " -+()./"
WITHOUT_COUNTRY = 10


def _reached(row: str) -> str:
    """The words of an address and a number; empty without."""
    digits = f"{row}.phone"
    for sign in SIGNS:
        digits = f"replace({digits}, '{sign}', '')"
    return (
        f"coalesce({row}.email, '') || coalesce(' ' || {row}.phone || ' ' || {digits}"
        f" || ' ' || substr({digits}, -{WITHOUT_COUNTRY}) || coalesce(' ' || {row}.phone_key, ''), '')"
    )


WHO = (
    f"u.name || ' ' || {_reached('u')} || coalesce("
    f"(SELECT ' ' || {joined(_reached('a'), ' ')} FROM other_addresses a WHERE a.customer_id = u.id), '')"
)
ADD_CUSTOMERS = f"INSERT INTO customer_search (rowid, who) SELECT u.id, {WHO} FROM customers u"
ADD_CASES = f"""
    INSERT INTO case_search (rowid, who, about, numbers, promised)
    SELECT c.id, {WHO}, c.subject || coalesce(' ' || c.product, ''),
        coalesce(c.order_number, '') || coalesce(' ' || c.serial, '') || coalesce(
            (SELECT ' ' || {joined("coalesce(r.tracking, '') || ' ' || coalesce(r.serial, '') || ' ' || r.item", " ")}
             FROM replacements r WHERE r.case_id = c.id), ''),
        (SELECT {joined("p.what", " ")} FROM promises p WHERE p.case_id = c.id AND NOT p.automatic)
    FROM cases c JOIN customers u ON u.id = c.customer_id
"""
NEWEST = "SELECT coalesce(max(rowid), 0) FROM (SELECT rowid FROM {table} ORDER BY rowid DESC LIMIT 1)"
OF_ADDRESSES = f"""
    SELECT coalesce(a.customer_id, {field("h.before", "customer_id")}) FROM changes h
    LEFT JOIN other_addresses a ON a.id = h.row_id
    WHERE h.command_id = :command AND h.table_name = 'other_addresses'
"""
TOUCHED_CUSTOMERS = f"""
    SELECT id FROM (
        SELECT row_id AS id FROM changes WHERE command_id = :command AND table_name = 'customers'
        UNION {OF_ADDRESSES}
    ) WHERE id <= :newest
"""
TOUCHED_CASES = f"""
    SELECT case_id AS id FROM ({TOUCHES} WHERE h.command_id = :command
        AND h.table_name IN ('cases', 'promises', 'replacements')) WHERE case_id <= :newest
    UNION SELECT {field("before", "case_id")} FROM changes WHERE command_id = :command
        AND table_name IN ('promises', 'replacements') AND {field("before", "case_id")} <= :newest
    UNION SELECT id FROM cases WHERE id <= :newest AND customer_id IN (
        SELECT row_id FROM changes WHERE command_id = :command AND table_name = 'customers' AND action = 'update'
        UNION {OF_ADDRESSES})
"""


def refresh(fetch: Fetch, run: Run, command_id: int) -> None:
    """Index anew what a command has touched, and what is newer than all that is indexed.

    What is new has no words yet to be taken away, and looking it up one by one would double the time that an import
    spends here.
    """
    for table, key, touched, add in (
        ("case_search", "c.id", TOUCHED_CASES, ADD_CASES),
        ("customer_search", "u.id", TOUCHED_CUSTOMERS, ADD_CUSTOMERS),
    ):
        # Asked first: what asks the table into which it adds is first put together in memory, all of it.
        [(newest,)] = fetch(NEWEST.format(table=table))
        if newest:
            run(f"CREATE TEMP TABLE touched AS {touched}", command=command_id, newest=newest)
            run(f"DELETE FROM {table} WHERE rowid IN (SELECT id FROM touched)")
            run(f"{add} WHERE {key} IN (SELECT id FROM touched)")
            run("DROP TABLE touched")
        run(f"{add} WHERE {key} > :newest", newest=newest)


def rebuild(fetch: Fetch, run: Run, command_id: int) -> None:
    """Index anew what a command has touched, and write the indexes of words anew.

    Words that are taken out of an index stay in it until it is.
    """
    refresh(fetch, run, command_id)
    for table in ("customer_search", "case_search"):
        run(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")


def fill(run: Run) -> None:
    """Index everything anew."""
    for table, add in (("customer_search", ADD_CUSTOMERS), ("case_search", ADD_CASES)):
        run(f"DELETE FROM {table}")
        run(add)


def stale(fetch: Fetch) -> int:
    """How many cases are in the index with other words than theirs, or are not in it."""
    return _stale(fetch, "case_search", ADD_CASES, ("who", "about", "numbers", "promised"))


def stale_customers(fetch: Fetch) -> int:
    """How many customers are."""
    return _stale(fetch, "customer_search", ADD_CUSTOMERS, ("who",))


def _stale(fetch: Fetch, table: str, add: str, columns: Sequence[str]) -> int:
    meant = f"meant (id, {', '.join(columns)}) AS ({add.partition(')')[2]})"
    differs = " OR ".join(f"s.{column} IS NOT m.{column}" for column in columns)
    beside = f"LEFT JOIN {table} s ON s.rowid = m.id"
    [(lost,)] = fetch(f"WITH {meant} SELECT count(*) FROM meant m {beside} WHERE {differs}")
    [(known,)] = fetch(f"SELECT count(*) FROM {table}")
    [(there,)] = fetch(f"WITH {meant} SELECT count(*) FROM meant m JOIN {table} s ON s.rowid = m.id")
    return int(lost + known - there)


def customers(fetch: Fetch, words: Sequence[str]) -> list[Customer]:
    """The customers whose name, address or number has all words, by name; at most MOST_CUSTOMERS of them."""
    rows = fetch(
        f"""
        {CUSTOMER}
        WHERE u.id IN (SELECT rowid FROM customer_search WHERE {matches("customer_search", "words")} LIMIT :most)
        ORDER BY u.folded, u.id
        """,
        words=_all_of(words),
        most=MOST_CUSTOMERS,
    )
    return [OF_CUSTOMER.read(row) for row in rows]


def open_cases_of_named(fetch: Fetch, word: str) -> list[tuple[Customer, int, str]]:
    """The open cases of the customers who have a word in their name or addresses, with customer and subject, by id."""
    rows = fetch(
        f"""
        SELECT {OF_CUSTOMER.sql}, c.id, c.subject FROM customer_search s
        JOIN customers u ON u.id = s.rowid JOIN cases c ON c.customer_id = u.id AND c.closed_at IS NULL
        WHERE {matches("s.customer_search", "words")} ORDER BY c.id
        """,
        words=_all_of([word]),
    )
    return [(OF_CUSTOMER.read(them), case_id, subject) for *them, case_id, subject in rows]


def as_number(words: Sequence[str]) -> list[list[str]]:
    """What else finds a telephone number, which everybody writes in another way; nothing for other words."""
    number = read_number(" ".join(words))
    if number is None or len(number.digits) < ENDING:
        return []
    return [[number.digits[-WITHOUT_COUNTRY:]], [number.digits[-ENDING:]]]


def readings(words: Sequence[str]) -> list[Sequence[str]]:
    """How words are looked for, one way after another: as they are, as a number, and as beginnings."""
    return [words, *as_number(words), [f"{word}*" for word in words]]


def words_of_customers(fetch: Fetch, beginning: str) -> list[str]:
    """The words in names and addresses that begin so, as the index has them: folded, and without endings."""
    rows = fetch(
        "SELECT term FROM customer_search_words WHERE term >= :low AND term < :high",
        low=beginning,
        high=beginning + "\U0010ffff",
    )
    return [term for (term,) in rows]


def cases(fetch: Fetch, words: Sequence[str]) -> list[tuple[int, int]]:
    """Case and customer where the case's words have all of these, best first: at most MOST_CASES, the newest ones.

    Those with all words in one place come first, an order's or a parcel's number before the subject before promises;
    of each kind the open ones, the newest first. Where more than MOST_PLACED have them, no place comes first.
    """
    found: dict[tuple[int, int], tuple[int, bool]] = {}
    for place, column in enumerate((None,) if _are_common(fetch, words) else (*COLUMNS, None)):
        if len(found) >= MOST_CASES:
            break
        rows = fetch(
            f"""
            SELECT c.id, c.customer_id, c.closed_at IS NOT NULL FROM cases c WHERE c.id IN (
                SELECT rowid FROM case_search WHERE {matches("case_search", "words")} ORDER BY rowid DESC LIMIT :most)
            """,
            words=_all_of(words, column),
            most=MOST_CASES,
        )
        for case_id, customer_id, is_closed in rows:
            found.setdefault((case_id, customer_id), (place, bool(is_closed)))
    return sorted(found, key=lambda each: (*found[each], -each[0]))[:MOST_CASES]


def _are_common(fetch: Fetch, words: Sequence[str]) -> bool:
    """True where more than MOST_PLACED cases have all the words."""
    rows = fetch(
        f"SELECT 1 FROM case_search WHERE {matches('case_search', 'words')} LIMIT 1 OFFSET :most",
        words=_all_of(words),
        most=MOST_PLACED,
    )
    return bool(rows)


def by_id(fetch: Fetch, words: Sequence[str]) -> list[tuple[Any, ...]]:
    """Case and customer where the only word is the id of a case, or of what stands on one."""
    named = ids.split(words[0]) if len(words) == 1 else None
    if named is None or named[0] in "KB":
        return []
    case_id = named[1] if named[0] == "C" else case_of(fetch, *named)
    return fetch("SELECT id, customer_id FROM cases WHERE id = :id", id=case_id)


def by_file_name(fetch: Fetch, words: Sequence[str]) -> list[tuple[int, int]]:
    """Case and customer where the name of something attached has all these words, the newest first.

    Read from the rows, so it is asked only where the index knows nothing.
    """
    has_all = " AND ".join(f"instr(lower(a.name), lower(:word{place}))" for place in range(len(words)))
    rows = fetch(
        f"""
        SELECT a.case_id, c.customer_id FROM attachments a JOIN cases c ON c.id = a.case_id
        WHERE {has_all} GROUP BY a.case_id ORDER BY max(a.id) DESC LIMIT :most
        """,
        most=MOST_CASES,
        **{f"word{place}": word for place, word in enumerate(words)},
    )
    return [(case_id, customer_id) for case_id, customer_id in rows]


def open_cases_of(fetch: Fetch, customer_id: int) -> list[int]:
    """The newest open cases of a customer, at most MOST_CASES."""
    rows = fetch(
        "SELECT id FROM cases WHERE customer_id = :id AND closed_at IS NULL ORDER BY id DESC LIMIT :most",
        id=customer_id,
        most=MOST_CASES,
    )
    return [case_id for (case_id,) in rows]


def _all_of(words: Sequence[str], column: str | None = None) -> str:
    """The words as a query of FTS5: each in quotation marks, so that no sign in it means anything, but a last `*`."""
    # FTS5 reads no further than the first NUL.
    plain = (word.replace("\0", " ").replace(QUOTE, QUOTE * 2) for word in words)
    quoted = " ".join(f'"{word.rstrip("*")}"{"*" * word.endswith("*")}' for word in plain)
    return f"{column} : ({quoted})" if column else quoted
