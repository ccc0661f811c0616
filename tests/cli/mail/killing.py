"""Kills a command that mails a page, before each of its writes into the store and before many of its other calls.

`python -m tests.cli.mail.killing FOLDER STEP` does so at every so-many-th place, and says, a line of JSON a kill,
before which call it was, how many messages the server had then, and what the next runs made of it.
"""

import gc
import json
import signal
import sys
from itertools import count
from pathlib import Path
from shutil import copytree, rmtree

from tests.postbox import Postbox, postbox, settings
from tests.shop import Shop
from tests.store.stopping import impossible, traced

OTHERS = 40
"""Of the calls that write nothing into the store, each so-many-th is one of the places."""
LINE = "brief --mail-to ana@example.com"


def main(folder: Path, step: int) -> None:
    """Kill at one call after another until the command ends by itself."""
    if why := impossible(folder):
        say({"impossible": why})
        return
    with postbox() as box:
        shop = Shop(folder)
        shop.configure(settings(box))
        shop('open "No sound" --customer Robin --promise "A call" --by 1bd')
        before = folder / "before"
        copytree(shop.store.parent, before)
        shop.at("06-03 10:00")(LINE)  # so that all is loaded, and what it does is in the caches
        gc.freeze()
        for place in count(0, step):
            found = killed(shop, before, box, place)
            say(found)
            if found["call"] == "end":
                return


def killed(shop: Shop, before: Path, box: Postbox, place: int) -> dict[str, object]:
    """Kill before one call, and let the next run, eleven minutes later, do what is left."""
    rmtree(shop.store.parent)
    copytree(before, shop.store.parent)
    box.taken.clear()
    seen: list[str] = []
    others = count()

    def wait_for_the_next(call: str | None) -> int:
        if call or (seen and next(others) % OTHERS == 0):
            seen.append(call or "another call")
        return signal.SIGKILL if len(seen) > place else 0

    shop.at("06-03 10:00")
    code = traced(shop.store.parent, lambda: shop(LINE), wait_for_the_next)
    assert code in (0, -signal.SIGKILL), code
    had = len(box.taken)
    queued = shop.json("mail outbox --all")["items"]
    at_once = shop.json("mail send")["mails"] if queued else []
    between = len(box.taken)
    later = shop.at("06-03 10:11").json("mail send")["mails"] if queued else []
    now = shop.json("mail outbox --all")["items"]
    return {
        "call": seen[-1] if code else "end",
        "had": had,
        "queued": len(queued),
        "at_once": len(at_once),
        "between": between,
        "later": len(later),
        "taken": len(box.taken),
        "ids": len({each["Message-ID"] for each in box.messages}),
        "states": [each["state"] for each in now],
        "perhaps": [each["perhaps_sent"] for each in now],
        "findings": [each["check"] for each in json.loads(shop.run("doctor --json").out)["items"]],
    }


def say(answer: object) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
