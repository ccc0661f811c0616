"""The page of help for all of careline: what each command is for in a few words, by what somebody wants to do.

It stands here, so that no command is built to be listed; a noun has its words in the tree.
"""

from typing import Any

from careline.cli.frame.lazy import write_commands
from careline.cli.frame.tree import NOUNS

GROUPS = {
    "Daily": {
        "open": "A new case, with its first promise.",
        "call": "The telephone rings: who, what, and what we promise.",
        "heard": "What the customer said, and what we answered.",
        "follow-up": "We contacted the customer, or plan to.",
        "note": "What the customer never sees.",
        "keep": "A promise was kept.",
        "renegotiate": "A new date for a promise that cannot be kept.",
        "escalate": "Hand a case to someone who can do more.",
        "hand-over": "Hand cases to another of us.",
        "close": "End a case on the customer's word, or unconfirmed.",
        "reopen": "Open a closed case again, with a promise.",
        "undo": "Take back one command.",
        "case": "",
        "attachment": "",
        "promise": "",
        "escalation": "",
    },
    "Look": {
        "brief": "What needs attention today.",
        "overdue": "Overdue promises, the worst first.",
        "show": "Where a case stands, and its whole thread.",
        "list": "Cases, by what is due next.",
        "find": "Customers, cases and more, by a few words or a number.",
        "report": "Every report, or a list of them.",
        "calendar": "What is due, as a file for a calendar.",
        "log": "What was recorded, by whom and when.",
        "date": "How a date is understood.",
    },
    "Make good": {
        "ship-replacement": "Send a replacement, with a note that says why.",
        "delivered": "A replacement has arrived.",
        "outcome": "What became of a replacement.",
        "replacement": "",
        "return": "",
        "claim": "",
        "cost": "",
        "purchase": "",
        "product": "",
        "article": "",
    },
    "People": {
        "customer": "",
        "company": "",
        "party": "",
        "invitations": "",
        "arrival-checks": "",
        "tone": "",
    },
    "Set up": {
        "config": "",
        "cron": "",
        "mail": "",
        "hooks": "",
        "completion": "",
        "sweep": "Escalate what nobody acts on; cron runs it.",
        "backup": "A checked copy of the store, in one file.",
        "restore": "Go back to a backup.",
        "import": "Cases and promises from a table, or a whole store.",
        "export": "Everything out, one JSON object a line.",
        "doctor": "What is wrong with the store, and what to do about it.",
        "schema": "What --json prints, for programs.",
        "demo": "Five short stories, in a store of their own.",
    },
}
"""Every command under what it is for; a noun without words has those of the tree."""


def write(formatter: Any) -> None:
    """The groups, each with its commands."""
    for title, lines in GROUPS.items():
        write_commands(formatter, title, [(name, words or NOUNS[name][0]) for name, words in lines.items()])
