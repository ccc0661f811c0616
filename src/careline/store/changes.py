"""Which rows and cases a command has touched, as the log tells."""

from collections import defaultdict

from careline.store.dialect import field
from careline.store.fetch import Fetch

CASE_OF_CHANGE = f"""
    coalesce(
        CASE h.table_name
            WHEN 'cases' THEN h.row_id
            WHEN 'promises' THEN (SELECT case_id FROM promises WHERE id = h.row_id)
            WHEN 'contacts' THEN (SELECT case_id FROM contacts WHERE id = h.row_id)
            WHEN 'notes' THEN (SELECT case_id FROM notes WHERE id = h.row_id)
            WHEN 'attachments' THEN (SELECT case_id FROM attachments WHERE id = h.row_id)
            WHEN 'replacements' THEN (SELECT case_id FROM replacements WHERE id = h.row_id)
            WHEN 'escalations' THEN (SELECT case_id FROM escalations WHERE id = h.row_id)
            WHEN 'diagnoses' THEN (SELECT case_id FROM diagnoses WHERE id = h.row_id)
            WHEN 'ask_agains' THEN (SELECT case_id FROM ask_agains WHERE id = h.row_id)
            WHEN 'reopenings' THEN (SELECT case_id FROM reopenings WHERE id = h.row_id)
            WHEN 'mails' THEN (SELECT case_id FROM mails WHERE id = h.row_id)
            WHEN 'costs' THEN (SELECT case_id FROM costs WHERE id = h.row_id)
            WHEN 'cost_shares' THEN
                (SELECT t.case_id FROM cost_shares s JOIN costs t ON t.id = s.cost_id WHERE s.id = h.row_id)
            WHEN 'refunds' THEN
                (SELECT p.case_id FROM refunds f JOIN promises p ON p.id = f.promise_id WHERE f.id = h.row_id)
            WHEN 'returns' THEN
                (SELECT coalesce(n.case_id, r.case_id)
                FROM returns n LEFT JOIN replacements r ON r.id = n.replacement_id WHERE n.id = h.row_id)
            WHEN 'applied_rules' THEN (SELECT case_id FROM applied_rules WHERE id = h.row_id)
            WHEN 'case_links' THEN (SELECT case_id FROM case_links WHERE id = h.row_id)
            WHEN 'hand_overs' THEN
                (SELECT p.case_id FROM hand_overs o JOIN promises p ON p.id = o.promise_id WHERE o.id = h.row_id)
            WHEN 'reminders' THEN
                (SELECT p.case_id FROM reminders r JOIN promises p ON p.id = r.promise_id WHERE r.id = h.row_id)
        END,
        {field("h.before", "case_id")}
    )
"""
TOUCHES = f"SELECT h.command_id, {CASE_OF_CHANGE} AS case_id FROM changes h"


def touched_rows(fetch: Fetch, command_id: int) -> dict[str, dict[int, bool]]:
    """What a command made or changed: table -> row id -> True where it was made."""
    found: dict[str, dict[int, bool]] = defaultdict(dict)
    for table, row_id, action in fetch(
        "SELECT table_name, row_id, action FROM changes WHERE command_id = :id ORDER BY id", id=command_id
    ):
        found[table].setdefault(row_id, action == "insert")
    return found
