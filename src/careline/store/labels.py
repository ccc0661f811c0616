"""What a shell proposes for a word that is half typed: an id or a name, and a line that tells which one it is."""

from careline.domain.names import fold
from careline.store.dialect import joined
from careline.store.fetch import Fetch

Label = tuple[str, str]


def open_cases(fetch: Fetch, word: str, most: int) -> list[Label]:
    """Open cases, the newest first."""
    return _by_id(
        fetch,
        word,
        most,
        """
        SELECT 'C-' || c.id, u.name || ': ' || c.subject FROM cases c JOIN customers u ON u.id = c.customer_id
        WHERE c.closed_at IS NULL AND ('C-' || c.id LIKE :id) ORDER BY c.id DESC LIMIT :most
        """,
    )


def merged_cases(fetch: Fetch, word: str, most: int) -> list[Label]:
    """Cases that are part of another one, the newest first."""
    return _by_id(
        fetch,
        word,
        most,
        """
        SELECT 'C-' || c.id, u.name || ': ' || c.subject || ', part of C-' || c.merged_into
        FROM cases c JOIN customers u ON u.id = c.customer_id
        WHERE c.merged_into IS NOT NULL AND ('C-' || c.id LIKE :id) ORDER BY c.id DESC LIMIT :most
        """,
    )


def open_cases_of_customers(fetch: Fetch, word: str, most: int) -> list[Label]:
    """Open cases of customers whose name begins with the word, the newest first."""
    return _beginning(
        fetch,
        word,
        most,
        """
        SELECT 'C-' || c.id, u.name || ': ' || c.subject FROM customers u JOIN cases c ON c.customer_id = u.id
        WHERE c.closed_at IS NULL AND u.folded BETWEEN :low AND :high ORDER BY c.id DESC LIMIT :most
        """,
    )


def customers_with_open_cases(fetch: Fetch, word: str, most: int) -> list[Label]:
    """Customers whose name begins with the word, by name, with the cases that they have open."""
    return _by_name(
        fetch,
        word,
        most,
        f"""
        SELECT u.name, {joined("'C-' || c.id || ': ' || c.subject", "; ")}
        FROM customers u JOIN cases c ON c.customer_id = u.id
        WHERE c.closed_at IS NULL AND u.folded BETWEEN :low AND :high GROUP BY u.id ORDER BY u.folded LIMIT :most
        """,
    )


def live_promises(fetch: Fetch, word: str, most: int) -> list[Label]:
    """Promises that nothing has ended, the one due first first."""
    return _by_id(
        fetch,
        word,
        most,
        """
        SELECT 'P-' || p.id, u.name || ': ' || p.what
        FROM promises p JOIN cases c ON c.id = p.case_id JOIN customers u ON u.id = c.customer_id
        WHERE p.ended_at IS NULL AND ('P-' || p.id LIKE :id) ORDER BY p.due_at LIMIT :most
        """,
    )


def unfinished_replacements(fetch: Fetch, word: str, most: int) -> list[Label]:
    """Replacements that are neither declined nor have an outcome, the newest first."""
    return _by_id(
        fetch,
        word,
        most,
        """
        SELECT 'R-' || r.id, u.name || ': ' || CASE WHEN r.quantity > 1 THEN r.quantity || ' × ' ELSE '' END || r.item
        FROM replacements r JOIN cases c ON c.id = r.case_id JOIN customers u ON u.id = c.customer_id
        WHERE r.outcome IS NULL AND r.declined_at IS NULL AND r.quantity > 0 AND ('R-' || r.id LIKE :id)
        ORDER BY r.id DESC LIMIT :most
        """,
    )


def live_escalations(fetch: Fetch, word: str, most: int) -> list[Label]:
    """Escalations of open cases that are neither resolved nor declined, the newest first."""
    return _by_id(
        fetch,
        word,
        most,
        """
        SELECT 'E-' || e.id, u.name || ': level ' || e.level || ', ' || t.name
        FROM escalations e JOIN parties t ON t.id = e.to_id
        JOIN cases c ON c.id = e.case_id JOIN customers u ON u.id = c.customer_id
        WHERE c.closed_at IS NULL AND e.resolved_at IS NULL AND e.declined_at IS NULL AND ('E-' || e.id LIKE :id)
        ORDER BY e.id DESC LIMIT :most
        """,
    )


def shareable_costs(fetch: Fetch, word: str, most: int) -> list[Label]:
    """Costs of ours that are not shared yet, the newest first."""
    return _by_id(
        fetch,
        word,
        most,
        """
        SELECT 'M-' || t.id, u.name || ': ' || t.kind || coalesce(', ' || t.note, '')
        FROM costs t JOIN cases c ON c.id = t.case_id JOIN customers u ON u.id = c.customer_id
        WHERE t.payer = 'us' AND NOT t.waived AND t.kind NOT IN ('goodwill', 'refund') AND ('M-' || t.id LIKE :id)
            AND NOT EXISTS (SELECT 1 FROM cost_shares WHERE cost_id = t.id)
        ORDER BY t.id DESC LIMIT :most
        """,
    )


def contacts_and_notes(fetch: Fetch, word: str, most: int) -> list[Label]:
    """Contacts and notes, the newest first."""
    return _by_id(
        fetch,
        word,
        most,
        """
        SELECT 'W-' || w.number, 'C-' || c.id || ', ' || u.name || coalesce(': ' || w.text, '')
        FROM (SELECT number, case_id, text FROM contacts UNION ALL SELECT number, case_id, text FROM notes) w
        JOIN cases c ON c.id = w.case_id JOIN customers u ON u.id = c.customer_id
        WHERE 'W-' || w.number LIKE :id ORDER BY w.number DESC LIMIT :most
        """,
    )


def attachments(fetch: Fetch, word: str, most: int) -> list[Label]:
    """Attachments, the newest first."""
    return _by_id(
        fetch,
        word,
        most,
        """
        SELECT 'A-' || a.id, 'C-' || c.id || ', ' || u.name || ': ' || a.name
        FROM attachments a JOIN cases c ON c.id = a.case_id JOIN customers u ON u.id = c.customer_id
        WHERE 'A-' || a.id LIKE :id ORDER BY a.id DESC LIMIT :most
        """,
    )


def articles_in_use(fetch: Fetch, word: str, most: int) -> list[Label]:
    """Articles that are not retired, the newest first."""
    return _by_id(
        fetch,
        word,
        most,
        """
        SELECT 'K-' || a.id, a.product || ': ' || a.symptom FROM articles a
        WHERE a.retired_at IS NULL AND ('K-' || a.id LIKE :id) ORDER BY a.id DESC LIMIT :most
        """,
    )


def customers(fetch: Fetch, word: str, most: int) -> list[Label]:
    """Customers whose name begins with the word, by name."""
    return _by_name(
        fetch,
        word,
        most,
        """
        SELECT name, coalesce(email, phone, '') FROM customers
        WHERE folded BETWEEN :low AND :high ORDER BY folded LIMIT :most
        """,
    )


def companies(fetch: Fetch, word: str, most: int) -> list[Label]:
    """Companies whose name begins with the word, by name."""
    return _by_name(
        fetch,
        word,
        most,
        "SELECT name, '' FROM companies WHERE folded BETWEEN :low AND :high ORDER BY folded LIMIT :most",
    )


def parties(fetch: Fetch, word: str, most: int) -> list[Label]:
    """Parties whose name begins with the word, by name."""
    return _by_name(
        fetch,
        word,
        most,
        "SELECT name, coalesce(kind, '') FROM parties WHERE folded BETWEEN :low AND :high ORDER BY folded LIMIT :most",
    )


def products(fetch: Fetch, word: str, most: int) -> list[Label]:
    """Products whose name begins with the word, by name."""
    return _by_name(
        fetch,
        word,
        most,
        """
        SELECT p.name, coalesce(s.name, '') FROM products p LEFT JOIN parties s ON s.id = p.supplier_id
        WHERE p.folded BETWEEN :low AND :high ORDER BY p.folded LIMIT :most
        """,
    )


def _by_id(fetch: Fetch, word: str, most: int, sql: str) -> list[Label]:
    # `1`, `c1`, `C1` and `C-1` are the same, and a shell takes only what goes on as it was begun.
    letters = f"{word}-" if word.isalpha() else word.rstrip("0123456789")
    found = fetch(sql, id=f"_-{word[len(letters) :]}%", most=most)
    return [((letters + name[2:]) if word else name, about) for name, about in found]


def _by_name(fetch: Fetch, word: str, most: int, sql: str) -> list[Label]:
    return [(word + name[len(word) :], about) for name, about in _beginning(fetch, word, most, sql)]


def _beginning(fetch: Fetch, word: str, most: int, sql: str) -> list[Label]:
    beginning = fold(word)
    return [(name, about) for name, about in fetch(sql, low=beginning, high=beginning + "\U0010ffff", most=most)]
