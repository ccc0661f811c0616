"""What is said to a word or an option that careline does not have: what other tools call it, or what is nearly it."""

import difflib
from collections.abc import Iterable, Sequence

from careline.domain.errors import BadInput

KEPT = "a promise is kept with careline keep, a case closed with careline close"
SHOWN = "where a case stands is shown by careline show, and where the shop stands by careline brief"
ELSEWHERE = {
    "done finish finished complete completed fulfil fulfill": KEPT,
    "new add create start ticket issue": "a new case is opened with careline open, a promise made with careline "
    "promise make, a customer added with careline customer add",
    "today morning agenda inbox todo dashboard": "what wants attention today is shown by careline brief",
    "late due expired": "what is overdue is shown by careline overdue",
    "ship send replace": "a replacement is sent with careline ship-replacement",
    "ls all cases tickets": "cases are listed by careline list",
    "resolve resolved solve solved end": "a case is closed with careline close, an escalation resolved with careline "
    "escalation resolve",
    "reply respond answer email message contact": "what we tell a customer is recorded with careline follow-up",
    "comment remark annotate": "what the customer never sees is written with careline note",
    "attach upload photo picture file": "a file is attached to a case with careline case attach, and saved again with "
    "careline attachment save",
    "detach move mv": "what stands on the wrong case, an attachment, a contact or a note, is moved with careline "
    "case move",
    "hold wait waiting": "what we are waiting for is recorded with careline follow-up and --await",
    "assign reassign transfer delegate": "a case is handed to a colleague with careline hand-over, to somebody who "
    "can do more with careline escalate",
    "status state view info": SHOWN,
    "search query lookup grep": "customers, cases and promises are found by careline find",
    "delete rm remove del": "what is recorded stays; careline undo takes back a command, and careline customer forget "
    "erases a person",
    "edit update modify change": "a mistake is corrected with careline case edit, careline promise "
    "correct or careline customer edit",
    "snooze postpone reschedule defer extend": "a due moment never moves; a new promise takes its place with careline "
    "renegotiate",
    "cancel drop": "a promise is taken back with careline promise withdraw; where the customer lets us off, it is "
    "careline promise release",
    "merge join duplicate": "cases are merged with careline case merge, customers with careline customer merge",
    "init setup configure settings": "the settings are written with careline config init",
    "save": "an attached file is saved with careline attachment save, a checked copy of the store made with "
    "careline backup",
    "copy dump archive snapshot": "a checked copy of the store is made with careline backup",
    "rollback recover revert": "careline restore goes back to a backup, and careline undo takes back a command",
    "history audit": "what was recorded is listed by careline log",
    "ical ics": "what is due is written for a calendar by careline calendar",
    "download": "the whole store is written out by careline export",
    "load": "a table of cases, or a whole store, is taken in by careline import, an address book by careline customer "
    "import",
    "help": "help is printed by careline --help, and of one command by careline open --help",
    "version": "the version is printed by careline --version",
}
"""What other tools call it, and what it is called here. Nothing is ever run instead."""

OPTIONS = {
    "--due": "--by",
    "--due-date": "--by",
    "--deadline": "--by",
    "--until": "--by",
    "--assignee": "--owner",
    "--assign": "--owner",
    "--assigned-to": "--owner",
    "--agent": "--owner",
    "--client": "--customer",
    "--contact": "--customer",
    "--priority": "--severity",
    "--reason": "--because",
    "--title": "--subject",
    "--date": "--at",
    "--when": "--at",
}


class NoSuchCommand(BadInput):
    """A word that is no command."""

    def __init__(self, word: str, group: str, names: Iterable[str]) -> None:
        there = f"careline {group} ".replace("  ", " ")
        called = next((said for words, said in ELSEWHERE.items() if word.lower() in words.split()), "")
        near = _near(word.lower(), names)
        if called and (there in called or not near):
            super().__init__(f'There is no "{there.removeprefix("careline ")}{word}"; {called}.')
        else:
            meant = f"Did you mean {' or '.join(f'{there}{name}' for name in near)}?" if near else ""
            super().__init__(f"No such command '{word}'. {meant or f'{there}--help lists what there is.'}")


def option(typed: str, there: Iterable[str]) -> str:
    """What is said to an option that a command does not have, of those that it has."""
    known = [name for name in there if name.startswith("--")]
    meant = OPTIONS.get(typed, "")
    near = [meant] if meant in known else _near(typed, known)
    advice = f"Did you mean {' or '.join(near)}?" if near else "--help lists what there is."
    return f"No such option: {typed}. {advice}"


def _near(word: str, names: Iterable[str]) -> Sequence[str]:
    """What begins as the word does, else what is spelled almost like it."""
    known = list(names)
    begun = [name for name in known if name.startswith(word)] if word.strip("-")[1:] else []
    return begun or difflib.get_close_matches(word, known, cutoff=0.7)
