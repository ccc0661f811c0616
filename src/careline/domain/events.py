"""What a hook can be set for. To add one is a line here, and what finds it in `store.hooks`."""

EVENTS = {
    "overdue": "Overdue",
    "unanswered": "Unanswered",
    "escalated": "Escalated",
    "came_back": "Came back",
    "backup_due": "Backup due",
    "case_opened": "Case opened",
    "promise_kept": "Promise kept",
}
"""Each event, and how a line about it begins."""
