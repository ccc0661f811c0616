"""Records for a while: `python -m tests.store.recorder STORE WHO ROUNDS`, several at once.

Each round is five commands: a case with a promise is opened, its customer calls, somebody follows up twice, and the
promise is kept. Every text names who recorded it and the round. Prints the exit codes.
"""

import json
import sys
import tempfile
from pathlib import Path

from tests.shop import SETTINGS, Answer, Shop

COMMANDS_A_ROUND = 5


def rounds(shop: Shop, who: str, count: int) -> list[Answer]:
    """What each command said."""
    said: list[Answer] = []
    for number in range(count):
        name = f"{who} {number}"
        opened = shop.run(
            f"open '{name}' --customer '{who} <{who}@example.com>' --json"
            f" --promise 'P {name}' --by 2bd --performer FieldCo --text 'T {name}'"
        )
        said.append(opened)
        case = opened.json["case"]["id"] if opened.code == 0 else "C-1"
        promise = opened.json["promises"][0]["id"] if opened.code == 0 else "P-1"
        said += [
            shop.run(f"heard {case} 'H {name}' --chasing"),
            shop.run(f"follow-up {case} 'F {name}'"),
            shop.run(f"keep {promise} --note 'K {name}'"),
            shop.run(f"follow-up {case} 'G {name}' --no-answer"),
        ]
    return said


def main() -> None:
    """Record, and print the codes and what was refused."""
    store, who, count = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        shop = Shop(Path(folder), environment={"CARELINE_DB": store, "CARELINE_ME": who})
        # Each is one of us by settings of their own.
        shop.settings_file.write_text(SETTINGS.replace("Ana", who), encoding="utf-8")
        said = rounds(shop, who, int(count))
    json.dump({"codes": [each.code for each in said], "errors": [each.err for each in said if each.code]}, sys.stdout)


if __name__ == "__main__":
    main()
