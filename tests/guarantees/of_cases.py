"""What a step may break of G6 to G9 and G12: units, letters, escalations, disclosures, and the morning page."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from tests.guarantees.of_promises import LIVE, TAKES_BACK, closing_of_next_working_day
from tests.guarantees.walking import Seen, Step, stored


def first_name(row: dict[str, Any]) -> str:
    """How a customer is called in a letter."""
    return str(row["name"]).split()[0]


def g6(step: Step) -> Iterator[str]:
    """Attempts form one chain: each has its number, and follows an outcome; splitting makes no unit and loses none."""
    if not step.done:
        return
    units = [row for row in step.after.rows["replacements"].values() if row["declined_at"] is None]
    for row in step.new("replacements"):
        earlier = [u for u in units if u["case_id"] == row["case_id"] and u["id"] < row["id"] and u["quantity"]]
        mine = [u for u in earlier if u["chain"] == row["chain"]]
        before, own = row["attempt"] - 1, step.after.rows["cases"][row["case_id"]]["quantity"]
        if row["shipment"]:
            whole = step.after.rows["replacements"][row["shipment"]]
            if any(whole[key] != row[key] for key in ("case_id", "chain", "attempt", "wanted", "item", "shipped_at")):
                yield f"R-{row['id']} is not what it was split off, R-{whole['id']}"
            continue
        sent = sum(u["quantity"] for u in (*mine, row) if u["attempt"] == row["attempt"])
        failed = sum(u["quantity"] for u in mine if u["attempt"] <= before and u["outcome"] not in {None, "works"})
        if mine and sent > failed + own:
            yield f"R-{row['id']} sends {sent} of attempt {row['attempt']} for {failed} that failed"
        if before and not any(u["attempt"] == before and u["outcome"] not in {None, "works"} for u in mine):
            yield f"R-{row['id']} is attempt {row['attempt']}, and nothing of attempt {before} has failed"
        if any(u["outcome"] is None for u in earlier) and own == 1:
            yield f"R-{row['id']} was asked for before the outcome of the one before was known"
        lasts = {u["chain"]: u for u in sorted(earlier, key=lambda u: (u["attempt"], u["id"]))}
        if not mine and own == 1 and any(u["outcome"] != "works" for u in lasts.values()):
            yield f"R-{row['id']} starts the count anew, though a chain of its case goes on"
    if step.command not in {*TAKES_BACK, "case merge"}:
        counts, was = _counted(units), _counted(step.before.rows["replacements"].values())
        if step.command != "replacement decline" and was - counts:
            yield f"units are counted no more: {dict(was - counts)}"


def _counted(rows: Iterable[dict[str, Any]]) -> Counter[int]:
    """How many units there are of each attempt, what was declined aside."""
    counts = Counter[int]()
    for row in rows:
        counts[row["attempt"]] += row["quantity"] if row["declined_at"] is None else 0
    return counts


def g7(step: Step) -> Iterator[str]:
    """Whatever ships has a why, and the letters say it to the customer by name."""
    if not step.done:
        return
    was = step.before.rows["replacements"]
    for number, row in step.after.rows["replacements"].items():
        if row["shipped_at"] is None or (number in was and was[number]["shipped_at"]) or step.command in TAKES_BACK:
            continue
        if row["shipment"]:  # it was split off one that had shipped
            continue
        case = step.after.rows["cases"][row["case_id"]]
        name = first_name(step.after.rows["customers"][case["customer_id"]])
        letters = [step.answer.out]
        if row["shipped_by"] == "us":
            letters.append(step.world.shop(f"replacement slip {number}").out)
        for letter in letters:
            if not row["why"].strip() or " ".join(row["why"].split()) not in " ".join(letter.split()):
                yield f"R-{number} shipped without a why"
            if f"Dear {name}" not in letter:
                yield f"R-{number} shipped without the customer's name"


def g8(step: Step) -> Iterator[str]:
    """One live escalation a case, with a name and a moment; never to oneself, and never longer than its causes."""
    seen = step.after
    live = seen.page("escalation list")
    for each in live:
        case = int(each["case"][2:])
        if not each["to"] or not each["ack_by"]:
            yield f"{each['id']} lacks who takes it, or by when"
        if sum(other["case"] == each["case"] for other in live) > 1:
            yield f"{each['case']} has several live escalations"
        if seen.rows["cases"][case]["closed_at"]:
            yield f"{each['id']} outlives {each['case']}"
        reasons = [row for row in on(seen.rows["escalations"].values(), case) if row["raised_by"] != "sweep"]
        # Somebody's reason stands until it is resolved, on whatever rung.
        if (
            each["causes"]
            and all(row["resolved_at"] for row in reasons)
            and not any(stands(name, seen) for name in each["causes"])
        ):
            yield f"{each['id']} outlives {' and '.join(each['causes'])}"
    for row in step.new("escalations"):
        to = seen.rows["parties"][row["to_id"]]["name"]
        promise = seen.rows["promises"].get(row["promise_id"])
        theirs = (promise["owner_id"], promise["performer_id"]) if promise else ()
        if to == row["raised_by"] or (row["raised_by"] == "sweep" and row["to_id"] in theirs):
            yield f"E-{row['id']} was raised to {to}, who has it already"


def stands(cause: str, seen: Seen) -> bool:
    """True while what an escalation was raised for has not ended, as far as it is a promise or a question."""
    kind, number = cause.split("-")
    if kind == "P":
        return bool(seen.promises[cause]["state"] in LIVE)
    if kind != "W":
        return True
    words = seen.rows["contacts"].values()
    asked = next(word for word in words if word["number"] == int(number))
    if asked["at"] in {row["reopened_at"] for row in seen.rows["reopenings"].values()}:
        return True
    return not any(word["reached"] and order(word) > order(asked) for word in on(words, asked["case_id"]))


def on(rows: Any, case: int) -> list[dict[str, Any]]:
    """The rows of a case."""
    return [row for row in rows if row["case_id"] == case]


def order(word: dict[str, Any]) -> tuple[str, int]:
    """By which contacts follow one another."""
    return (word["at"], word["id"])


def g9(step: Step) -> Iterator[str]:
    """Our own fault is told with a plan, or with the reason why there is none; telling reaches the customer."""
    for row in step.new("disclosures"):
        words = [w for w in step.after.rows["contacts"].values() if w["id"] == row["contact_id"]]
        if not (words and words[0]["direction"] == "out" and words[0]["reached"]):
            yield f"C-{row['case_id']} was told of our fault, and that does not count as reaching them"
        plan = [p for p in on(step.new("promises"), row["case_id"]) if p["said"]]
        told = {int(number) for number in re.findall(r"--plan (\d+)", step.line)}
        plan += [p for p in step.after.rows["promises"].values() if p["id"] in told and p["said"]]
        if not plan and not (row["no_plan_because"] or "").strip():
            yield f"C-{row['case_id']} was told of our fault without a plan"


def g12(step: Step) -> Iterator[str]:
    """What waits is on the morning page."""
    seen, rows = step.after, step.after.rows
    sections = {name: {str(row.get("promise")) for row in found} for name, found in seen.brief.items()}
    cases = {name: {row.get("case") for row in found} for name, found in seen.brief.items()}
    open_ = {number for number, case in rows["cases"].items() if case["closed_at"] is None}
    for name, promise in seen.promises.items():
        is_word = promise["said"] or promise["kind"] == "acknowledge"
        if promise["state"] == "overdue" and is_word and name not in sections["overdue"]:
            yield f"{name} is overdue, and not on the page"
        if promise["state"] in LIVE and promise["kind"] == "backup" and name not in sections["backup_due"]:
            yield f"the backup {name} is due, and not on the page"
    for question, ends_at in questions(seen):
        name, case = f"W-{question['number']}", question["case_id"]
        where = f"C-{case}" in cases["unanswered"], f"C-{case}" in cases["to_answer_today"]
        if case in open_ and seen.now > ends_at and not where[0]:
            yield f"{name} is unanswered, and not on the page"
        is_today = ends_at.date() == seen.now.astimezone(ends_at.tzinfo).date()
        if case in open_ and seen.now <= ends_at and is_today and not any(where):
            yield f"{name} is to be answered today, and not on the page"
    for each in seen.page("escalation list"):
        if each["state"] == "unacknowledged" and each["case"] not in cases["unacknowledged"]:
            yield f"{each['id']} is unacknowledged, and not on the page"
    for number in open_:
        name = f"C-{number}"
        back = [r["reopened_at"] for r in on(rows["reopenings"].values(), number)]
        units = on(rows["replacements"].values(), number)
        said = [p for p in on(rows["promises"].values(), number) if p["said"]]
        if len(back) > 1 and name not in cases["came_back"]:
            last = max(back)
            new = any(p["made_at"] >= last for p in said)
            if not new and not any(u["outcome_at"] and u["outcome_at"] >= last for u in units):
                yield f"{name} came back twice, and is not on the page"
        for unit in units:
            if unit["delivered_at"] and unit["outcome"] is None and name not in cases["unverified"]:
                yield f"R-{unit['id']} has come, nobody knows whether it works, and it is not on the page"
        live = any(p["state"] in LIVE for p in seen.promises.values() if p["case"] == name)
        if not live and name not in cases["silent"]:
            yield f"{name} has no promise, and is not on the page"


def questions(seen: Seen) -> Iterator[tuple[dict[str, Any], datetime]]:
    """What nobody answered, and until when it may wait."""
    spoken_for = {row["opened_at"] for row in seen.rows["cases"].values()}
    spoken_for |= {row["reopened_at"] for row in seen.rows["reopenings"].values()}
    for word in seen.rows["contacts"].values():
        if word["direction"] == "out" or word["praise"] or word["no_reply"] or word["at"] in spoken_for:
            continue
        later = [each for each in on(seen.rows["contacts"].values(), word["case_id"]) if order(each) > order(word)]
        closed = [r["closed_at"] for r in on(seen.rows["reopenings"].values(), word["case_id"])]
        if word["reached"] or any(each["reached"] for each in later) or any(at >= word["at"] for at in closed):
            continue
        tried = [each["at"] for each in later if each["direction"] == "out"]
        yield word, closing_of_next_working_day(stored(max([word["at"], *tried])))
