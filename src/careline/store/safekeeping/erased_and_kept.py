"""What becomes of each text when a customer is forgotten: which goes, which stays, and whose each row is.

What is not null stays so: whether a text stood there may be counted. Ids, moments, numbers and states stay as they are.
"""

from collections.abc import Mapping

from careline.domain.cases.contacts import NO_NEWS
from careline.domain.promises.promise import GAVE_WAY, UPDATE
from careline.domain.safekeeping.forgetting import WORDS

GONE = "NULL"
BLANK = f"'{WORDS}'"
"""What the column holds afterwards, wherever it held anything: an expression of SQL."""
NAME = ":name"
OURS = "CASE WHEN {column} = '{ours}' THEN {column} ELSE " + BLANK + " END"

ERASED: Mapping[str, Mapping[str, str]] = {
    "customers": {"name": NAME, "folded": ":folded", "email": GONE, "phone": GONE, "phone_key": GONE},
    "other_addresses": {"email": BLANK, "phone": BLANK, "phone_key": BLANK},
    "cases": {"subject": BLANK, "tried": BLANK, "serial": GONE, "review_address": GONE},
    "contacts": {
        "who": f"CASE WHEN direction = 'in' THEN {NAME} ELSE who END",
        "text": OURS.format(column="text", ours=NO_NEWS),
        "awaits": BLANK,
    },
    "notes": {"text": BLANK},
    # By its SHA-256 anybody who has a file could tell that it was theirs.
    "attachments": {"name": BLANK, "sha256": GONE, "note": BLANK},
    "purchases": {"serial": GONE},
    "replacements": {
        "serial": GONE,
        "because": BLANK,
        "why": BLANK,
        "different": BLANK,
        "substitute_because": BLANK,
        "consent": BLANK,
        "tracking": GONE,
        "declined_because": BLANK,
    },
    "unit_moves": {"serials": GONE},
    "outcome_corrections": {"because": BLANK},
    "lapsed_ends": {"because": BLANK},
    "returns": {"waived_because": BLANK, "finding": BLANK},
    "claims": {"reference": GONE, "rejected_because": BLANK},
    "credits": {"note": BLANK},
    "promises": {
        # Planned updates are told from other follow-ups by how they begin.
        "what": f"CASE WHEN automatic AND what LIKE '{UPDATE}%' THEN '{UPDATE}{WORDS}' ELSE {BLANK} END",
        "backup": BLANK,
        "ended_because": OURS.format(column="ended_because", ours=GAVE_WAY),
    },
    "escalations": {"because": BLANK, "backup": BLANK, "ended_because": BLANK},
    "reminders": {"text": BLANK},
    "hand_overs": {"because": BLANK},
    "case_links": {"because": BLANK},
    "costs": {"note": BLANK},
    "cost_shares": {"offered": BLANK},
    "disclosures": {"no_plan_because": BLANK},
    "tone_reviews": {"because": BLANK, "finding": BLANK},
    "efforts": {"words": BLANK},
    "opt_outs": {"words": BLANK},
    "referrals": {"note": BLANK},
    "endings": {"because": BLANK, "taken_back_because": BLANK},
    "tries": {"what": BLANK},
    "mails": {"name": BLANK, "email": BLANK},
    # A server that refuses a mail often says to whom.
    "mail_tries": {"why": BLANK},
    # What a hook answers may be what it was told.
    "hook_calls": {"why": BLANK},
}
"""The columns whose texts tell of a customer, by table, and what they hold afterwards."""

RENAMED = {"cases": {"order_number", "ref"}, "purchases": {"order_number", "ref"}}
"""Numbers by which rows belong together, or are known again: each is replaced by one of its own."""

KEPT: Mapping[str, frozenset[str]] = {
    # Words from a list, of our own, or about what we sell; products and causes are counted by their names.
    "cases": frozenset({"product", "channel", "found_by", "fault", "severity", "closed_how", "update_every", "source"}),
    "reopenings": frozenset({"closed_how"}),
    "contacts": frozenset({"direction", "channel"}),
    "purchases": frozenset({"product", "currency", "source"}),
    "replacements": frozenset({"wanted", "item", "basis", "shipped_by", "outcome", "came"}),
    "earlier_outcomes": frozenset({"outcome", "came"}),
    "attachments": frozenset({"who", "media_type"}),
    "outcome_corrections": frozenset({"outcome"}),
    "believed_outcomes": frozenset({"outcome", "came"}),
    "lapsed_ends": frozenset({"how"}),
    "lapsed_reopenings": frozenset({"closed_how"}),
    "returns": frozenset({"became"}),
    "claims": frozenset({"currency"}),
    "refunds": frozenset({"currency"}),
    "promises": frozenset({"kind"}),
    "escalations": frozenset({"raised_by", "acknowledged_by", "policy"}),
    "applied_rules": frozenset({"rule", "cause"}),
    "costs": frozenset({"kind", "currency", "payer"}),
    "causes": frozenset({"who", "cause"}),
    "flags": frozenset({"flag"}),
    # By its Message-ID nobody is found but who has the mail.
    "mails": frozenset({"about", "message_id", "queued_by"}),
    # Those that wait are taken away.
    "mail_contents": frozenset({"subject", "text", "html"}),
    "hook_calls": frozenset({"event", "cause"}),
    "hook_watches": frozenset({"event"}),
    # Who of us did it.
    **{
        table: frozenset({"who"})
        for table in ("notes", "reminders", "hand_overs", "diagnoses", "disclosures", "endings", "forgettings")
    },
    "tone_reviews": frozenset({"requested_by", "found_by"}),
    # Not about customers.
    "commands": frozenset({"who", "command", "source"}),
    "changes": frozenset({"table_name", "action"}),
    "parties": frozenset({"name", "folded", "kind", "email", "phone"}),
    "party_addresses": frozenset({"email", "phone"}),
    "companies": frozenset({"name", "folded"}),
    "products": frozenset({"name", "folded"}),
    "programmes": frozenset(
        {
            "approval",
            "approve_within",
            "ships",
            "ship_within",
            "pays_goods",
            "pays_shipping",
            "returns",
            "cap_every",
            "currency",
        }
    ),
    "articles": frozenset({"product", "symptom", "remedy", "sends", "added_by", "retired_because"}),
    "holidays": frozenset({"country", "region", "name"}),
    "holiday_years": frozenset({"country", "region"}),
    "numbers": frozenset({"kind"}),
    # Nobody can read an address out of its mark without trying them all.
    "mark_keys": frozenset({"key"}),
    "forgotten_addresses": frozenset({"mark"}),
    "upgrades": frozenset({"revision"}),
    # A value for all rows that was theirs goes with its row.
    "sheet_choices": frozenset({"command", "source", "what", "field", "text"}),
    # Taken away where nothing names it any more.
    "attachment_contents": frozenset({"sha256"}),
}
"""The columns whose texts stay, by table."""

BEFORE = {"changes": {"before"}}
"""What a row was before a change is blanked where the row was theirs."""

PARENTS: Mapping[str, Mapping[str, str]] = {
    "cases": {"customer_id": "customers"},
    **{
        table: {"customer_id": "customers"}
        for table in ("purchases", "opt_outs", "other_addresses", "memberships", "flags", "endings", "forgettings")
    },
    "referrals": {"customer_id": "customers", "by_customer_id": "customers"},
    **{
        table: {"case_id": "cases"}
        for table in (
            "reopenings",
            "lapsed_reopenings",
            "contacts",
            "notes",
            "attachments",
            "replacements",
            "promises",
            "escalations",
            "applied_rules",
            "costs",
            "diagnoses",
            "causes",
            "disclosures",
            "tone_reviews",
            "efforts",
            "ask_agains",
            "mails",
            "hook_calls",
        )
    },
    "case_links": {"case_id": "cases", "other_id": "cases"},
    "unit_moves": {"from_id": "replacements", "to_id": "replacements"},
    "earlier_outcomes": {"replacement_id": "replacements"},
    "outcome_corrections": {"replacement_id": "replacements"},
    "believed_outcomes": {"correction_id": "outcome_corrections"},
    "lapsed_ends": {"promise_id": "promises"},
    "returns": {"replacement_id": "replacements", "case_id": "cases"},
    "claims": {"replacement_id": "replacements", "promise_id": "promises"},
    "refunds": {"promise_id": "promises"},
    "credits": {"claim_id": "claims"},
    "reminders": {"promise_id": "promises"},
    "hand_overs": {"promise_id": "promises"},
    "cost_shares": {"cost_id": "costs"},
    "praises": {"contact_id": "contacts"},
    "invitations": {"purchase_id": "purchases"},
    "arrival_checks": {"purchase_id": "purchases"},
    "tries": {"ending_id": "endings"},
    "told_by_mails": {"mail_id": "mails"},
    "mail_tries": {"mail_id": "mails"},
}
"""Whose the rows of a table are: columns and the table that each points to, parents before children."""
