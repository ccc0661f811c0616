"""What a step may break of G10, G11 and G13: reading, the log, and the way back."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.guarantees.of_promises import LIVE, TAKES_BACK, promised_by_import_alone
from tests.guarantees.walking import Step, stored
from tests.shop import Shop
from tests.store import contents
from tests.store.contents import LOG, opened

CORRECTS = {
    *TAKES_BACK,
    "case disclose",
    "case edit",
    "case merge",
    "case move",
    "customer edit",
    "customer forget",
    "customer merge",
    "party edit",
    "product edit",
    "purchase import",
    "replacement pack",
    "replacement track",
}
"""What corrects the record for every moment, so that earlier pages change.

Whose fault it was, and the numbers of a unit and of its parcel, have no moment of their own.
"""
COPIES = ("backup", "restore")
"""What carries the whole store, and records nothing."""
REPORTS = ("overdue", "brief", "performers", "replacements")
ASKED = ("show {case} --json", "overdue --json", "brief --json", "list --all --json", "show {case} --format plain")


def g10(step: Step) -> Iterator[str]:
    """Looking writes nothing, and shows of a moment what it showed then."""
    world, shop = step.world, step.world.shop
    if (step.command in CORRECTS and step.done) or re.search(
        "--(at|take-back|from|mistake|not-kept|not-yet) ", step.line
    ):
        world.remembered.clear()
    if not step.cases:
        return
    before = shop.store.read_bytes()
    asked = [page for page, (cases, _) in world.remembered.items() if not cases or cases & step.cases]
    for page in world.glance.sample(asked, min(1, len(asked))):
        if (now := shop(page).out) != (then := world.remembered[page][1]):
            yield f"{page} shows something else: {difference(then, now)}"
    number = min(step.cases)
    if world.taken % 2 and step.after.rows["cases"][number]["merged_into"] is None:
        page = world.glance.choice(ASKED)
        asking = f"{page.format(case=number)} --as-of {step.after.now.isoformat()}"
        world.remembered[asking] = ({number} if "case" in page else set(), shop(asking).out)
    if shop.store.read_bytes() != before:
        yield "looking wrote"


def difference(then: str, now: str) -> str:
    """The first line in which two pages differ."""
    pairs = zip(then.splitlines(), now.splitlines(), strict=False)
    return next((f"{old.strip()} | {new.strip()}" for old, new in pairs if old != new), "its length")


def g11(step: Step) -> Iterator[str]:
    """Every changed row has its line in the log, with what it was; the log only grows; a refusal changes nothing."""
    before, after = step.before.rows, step.after.rows
    if step.command == "customer forget":
        return
    for table in LOG:
        for number, row in before[table].items():
            if after[table].get(number) != row:
                yield f"line {number} of {table} was changed"
    commands = {number: row for number, row in after["commands"].items() if number not in before["commands"]}
    changes = [row for row in after["changes"].values() if row["id"] not in before["changes"]]
    if not step.done and (changes or commands):
        yield "a refused command stands in the log"
    if any(change["command_id"] not in commands for change in changes):
        yield "a change belongs to no command of its moment"
    for row in commands.values():
        if row["who"] != "Ana" or abs((stored(row["at"]) - step.after.now).total_seconds()) > 1:
            yield f"command {row['id']} has another name or moment: {row['who']}, {row['at']}"
    logged: dict[tuple[str, int], dict[str, Any]] = {}
    for change in changes:
        logged.setdefault((change["table_name"], change["row_id"]), change)
    for table in after.keys() - set(LOG):
        for number in before[table].keys() | after[table].keys():
            was, is_ = before[table].get(number), after[table].get(number)
            if was == is_:
                continue
            first = logged.get((table, number))
            if first is None:
                yield f"row {number} of {table} changed, and the log has no line of it"
            elif was is not None and json.loads(first["before"]) != was:
                yield f"the log does not have what row {number} of {table} was before"


def copied(step: Step) -> Iterator[str]:
    """A backup changes nothing and holds all; a restored one is the store, and what was the store is kept aside."""
    if not step.done:
        if step.before.rows != step.after.rows:
            yield "a refusal changed something"
        return
    if step.command == "backup":
        if step.before.rows != step.after.rows:
            yield "a backup changed something"
        if rows_of(step.answer.json["backup"]["path"]) != step.after.rows:
            yield "the backup does not hold what the store does"
        return
    step.world.remembered.clear()
    if rows_of(step.answer.json["file"]) != step.after.rows:
        yield "the store does not hold what the backup does"
    if rows_of(step.answer.json["aside"]) != step.before.rows:
        yield "what the store held is not kept aside"


def rows_of(path: str) -> contents.Contents:
    """Every row of a backup."""
    with opened(Path(path)) as store:
        return contents.contents(store)


def g13(step: Step) -> Iterator[str]:
    """There and back leaves things as they were: words that move, cases that merge, and whatever is undone."""
    if not step.done:
        return
    if moved := re.match(r"case move (W-\d+) ", step.line):
        (home,) = {
            row["case_id"]
            for table in ("contacts", "notes")
            for row in step.before.rows[table].values()
            if f"W-{row['number']}" == moved[1]
        }
        yield from there_and_back(step, f"case move {moved[1]} --to {home}", home)
    merged = re.match(r"case merge (\d+) --into (\d+)", step.line)
    # One that was imported without a promise comes out with one (G1).
    if merged and not any(promised_by_import_alone(step.before, int(case)) for case in merged.groups()):
        yield from there_and_back(step, f"case unmerge {merged[1]}", *map(int, merged.groups()))
    lines = step.after.rows["commands"].keys() - step.before.rows["commands"].keys()
    if step.world.taken % 3 == 0 and lines and step.command not in {"undo", "customer forget"}:
        with step.world.aside() as shop:
            if shop.run(f"undo {max(lines)}").code == 0:
                rows = step.before.rows
                with opened(shop.store) as store:
                    left = contents.contents(store)
                for table in left.keys() - set(LOG):
                    if without_index(left[table]) != without_index(rows[table]):
                        yield f"undone, {table} is not as it was before"


def there_and_back(step: Step, back: str, *cases: int) -> Iterator[str]:
    """What is not as it was before the step, after the way back."""
    with step.world.aside() as shop:
        came = shop.store.read_bytes()
        shop.store.write_bytes(step.world.kept)
        before = told(step, shop, *cases)
        shop.store.write_bytes(came)
        if shop.run(back).code == 0:
            for page, now in told(step, shop, *cases).items():
                if now != before[page]:
                    yield f"after {back}, {page} is not as it was: {before[page]} | {now}"


def told(step: Step, shop: Shop, *cases: int) -> dict[str, Any]:
    """What is told of cases, part by part, and what the reports say.

    Left out are the traces of the way: notes, plans that were made on it and have ended, and that whoever has
    acknowledged an escalation has done something since.
    """
    files = {case: shop.case(case) for case in cases}
    for file in files.values():
        known = step.before.rows["promises"]
        for each in file["escalations"]:
            each["state"] = "acknowledged" if each["state"] == "acting" else each["state"]
        file["promises"] = [p for p in file["promises"] if int(p["id"][2:]) in known or p["state"] in LIVE]
    found = {f"{part} of C-{case}": file[part] for case, file in files.items() for part in file if part != "notes"}
    return found | {name: shop.json(f"report {name}")["sections"] for name in REPORTS}


def without_index(rows: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """The rows without what is noted for an index alone, and may be worked out later."""
    return {number: {**row, "answered_at": None} for number, row in rows.items()}
