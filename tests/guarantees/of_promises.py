"""What a step may break of G2 to G5: what was promised, and how it ends. None of it asks the rules of the program."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from tests.guarantees.walking import Seen, Step, stored
from tests.shop import ZONE

LIVE = {"pending", "overdue"}
KEPT = {"kept", "kept_late"}
BAD = {"overdue", "kept_late", "missed"}
TALK = {"acknowledge", "follow_up"}
TAKES_BACK = {"undo", "import", "case unmerge"}
"""What may take a row away or put it back as it was."""


def closing_of_next_working_day(moment: datetime) -> datetime:
    """17:00 of the first weekday after the moment's date; the shop of the walk knows no holidays."""
    day = moment.astimezone(ZONE).date() + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return datetime.combine(day, time(17), ZONE)


def of_case(seen: Seen, case: int) -> list[Any]:
    """The promises of a case as they are printed."""
    return [each for each in seen.promises.values() if each["case"] == f"C-{case}"]


def promised_by_import_alone(seen: Seen, case: int) -> bool:
    """True for an imported case on which nothing was promised since."""
    imports = {number for number, row in seen.rows["commands"].items() if row["command"] == "import"}
    mine = {number for number, row in seen.rows["promises"].items() if row["case_id"] == case}
    made = [c for c in seen.rows["changes"].values() if c["table_name"] == "promises" and c["action"] == "insert"]
    return seen.rows["cases"][case]["source"] is not None and all(
        change["command_id"] in imports for change in made if change["row_id"] in mine
    )


def was_due_when_imported(seen: Seen, promise: int) -> bool:
    """True for a promise that an import has brought in after it had fallen due."""
    [made] = [
        seen.rows["commands"][change["command_id"]]
        for change in seen.rows["changes"].values()
        if (change["table_name"], change["row_id"], change["action"]) == ("promises", promise, "insert")
    ]
    return made["command"] == "import" and stored(made["at"]) > stored(seen.rows["promises"][promise]["due_at"])


def g2(step: Step) -> Iterator[str]:
    """A due moment never moves; another one is a successor, told to the customer, or a slip put right in time."""
    before, after = step.before.promises, step.after.promises
    for name in before.keys() & after.keys():
        if after[name]["due_at"] != before[name]["due_at"]:
            yield f"the due moment of {name} moved from {before[name]['due_at']} to {after[name]['due_at']}"
    for name, promise in after.items():
        due_at = stored(promise["due_at"])
        if promise["state"] == "renegotiated" and (not promise["told_at"] or stored(promise["told_at"]) > due_at):
            yield f"{name} counts as renegotiated, and the customer was not told in time"
        if (
            step.command == "promise correct"
            and promise["state"] == "void"
            and promise["superseded_by"]
            and name in before
        ):
            made_on = stored(promise["made_at"]).astimezone(ZONE).date()
            if before[name]["state"] in LIVE and (
                before[name]["state"] == "overdue" or made_on != step.after.now.astimezone(ZONE).date()
            ):
                yield f"{name} was corrected after its day, or after it had fallen due"


def worked_out(row: dict[str, Any], now: datetime) -> str:
    """The state of a promise by its stored facts."""
    end = next((k for k in ("voided", "kept", "superseded", "withdrawn", "released") if row[f"{k}_at"]), None)
    due_at = stored(row["due_at"])
    if end is None or stored(row[f"{end}_at"]) > now:
        return "pending" if now <= due_at else "overdue"
    if end == "voided":
        return "void"
    in_time = stored(row[f"{end}_at"]) <= due_at
    if end == "kept":
        return "kept" if in_time else "kept_late"
    if end == "superseded":
        in_time = in_time and row["told_at"] is not None and stored(row["told_at"]) <= due_at
    return {"superseded": "renegotiated"}.get(end, end) if in_time else "missed"


def g3(step: Step) -> Iterator[str]:
    """No said promise that fell due gets better; what is said late to have been in time shows when that was said."""
    now, after = step.after.now, step.after.promises
    for number, row in step.after.rows["promises"].items():
        shown = after[f"P-{number}"]["state"]
        if shown != worked_out(row, now):
            yield f"P-{number} is shown as {shown}, and its facts say {worked_out(row, now)}"
    back = step.command == "import" and "--take-back" in step.line
    for name, was in step.before.promises.items():
        due_at = stored(was["due_at"])
        if not was["said"] or due_at >= step.after.now or back:
            continue
        if name not in after:
            # It never was our word, and goes where its import is undone.
            if step.command != "undo" or not was_due_when_imported(step.before, int(name[2:])):
                yield f"{name} had fallen due, and is gone"
            continue
        is_ = after[name]
        if (was["state"] in BAD or was["state"] == "pending") and is_["state"] not in BAD:
            said_late = is_["recorded_at"] is not None and stored(is_["recorded_at"]) > due_at
            if not said_late or not re.search("--at|--correct", step.line):
                yield f"{name} had fallen due, and got better: {was['state']}, now {is_['state']}"


def named(line: str) -> set[str]:
    """The promises that a line names as kept."""
    said = r"(?:--keeps|--for|^keep|--plan) (\d+)|promise correct (\d+)(?= --kept)"
    return {f"P-{keeps or kept}" for keeps, kept in re.findall(said, line)}


def spoken_on(step: Step) -> tuple[set[int], bool]:
    """The cases on which we spoke in a step, or tried to; and whether we reached the customer."""
    said = [row for row in step.new("contacts") if row["direction"] == "out" or row["reached"]]
    return {row["case_id"] for row in said}, any(row["reached"] for row in said)


def g4(step: Step) -> Iterator[str]:
    """Reaching the customer keeps the acknowledgement and the follow-ups due next, nothing else; the rest is told."""
    if not step.done or step.command in {*TAKES_BACK, "case merge"}:
        return
    before, after = step.before.promises, step.after.promises
    cases, reached = spoken_on(step)
    horizon = closing_of_next_working_day(step.after.now)
    closed = {f"C-{n}" for n, row in step.after.rows["cases"].items() if row["closed_at"]}
    for name, is_ in after.items():
        was = before.get(name)
        if is_["state"] not in KEPT or (was and was["state"] in KEPT) or name in named(step.line):
            continue
        by_word = is_["kind"] in TALK and int(is_["case"][2:]) in cases
        soon = stored(is_["due_at"]) <= horizon
        if by_word and (reached if is_["kind"] == "acknowledge" else soon):
            continue
        if (
            is_["kind"] in TALK
            and is_["case"] in closed
            and step.before.rows["cases"][int(is_["case"][2:])]["closed_at"] is None
        ):
            continue
        if is_["replacement"] and re.match("replacement|case ship", step.command):
            continue
        if step.command == "tone review":
            continue
        yield f"{name} ({is_['kind']}) was kept, and nobody said so"
    for name, was in before.items():
        is_ = after.get(name)
        if is_ is None or was["state"] not in LIVE or is_["state"] not in LIVE or int(was["case"][2:]) not in cases:
            continue
        owed_to_talk = was["kind"] == "acknowledge" or (was["kind"] == "follow_up" and stored(was["due_at"]) <= horizon)
        if reached and owed_to_talk and "--at" not in step.line:
            yield f"{name} ({was['kind']}) is still owed, though the customer was reached"
        expected = was["said"] or was["kind"] == "acknowledge" or is_["state"] == "overdue"
        if expected and step.command in {"case heard", "case follow-up", "call"} and f"{name} " not in step.answer.out:
            yield f"{name} is still owed, and the answer does not say so"


def g5(step: Step) -> Iterator[str]:
    """A case closed on the customer's word, or after tries enough."""
    before, after = step.before, step.after
    for number, case in after.rows["cases"].items():
        was = before.rows["cases"].get(number)
        if was is None or case["closed_how"] == "merged" or was["closed_at"] or not case["closed_at"]:
            continue
        if step.command in TAKES_BACK:
            continue
        owed = [p for p in of_case(before, number) if p["state"] in LIVE and p["kind"] not in TALK]
        owed = [p for p in owed if after.promises[p["id"]]["recorded_at"] is None or step.command == "case close"]
        if owed:
            yield f"C-{number} closed while {owed[0]['id']} was live"
        if case["closed_how"] == "confirmed" and not any(
            row["direction"] == "in" and row["case_id"] == number for row in step.new("contacts")
        ):
            yield f"C-{number} closed as confirmed, without a word of the customer"
        if case["closed_how"] == "unconfirmed" and tries(before, number) < 2:
            yield f"C-{number} closed unconfirmed after {tries(before, number)} tries"
    if step.done and step.command in {"case heard", "call"} and not re.search("--praise|--no-reply", step.line):
        for row in step.new("contacts"):
            if after.rows["cases"][row["case_id"]]["closed_at"]:
                yield f"C-{row['case_id']} stays closed, though its customer came back"
    if step.command not in {*TAKES_BACK, "case move", "case merge"}:
        for number in before.rows["reopenings"].keys() - after.rows["reopenings"].keys():
            yield f"reopening {number} is not counted any more"


def tries(seen: Seen, case: int) -> int:
    """How often we wrote or called since the customer's last word."""
    words = sorted(
        (w for w in seen.rows["contacts"].values() if w["case_id"] == case), key=lambda w: (w["at"], w["id"])
    )
    last = max((place for place, word in enumerate(words) if word["direction"] == "in"), default=-1)
    return len(words) - 1 - last
