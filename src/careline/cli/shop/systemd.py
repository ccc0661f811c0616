"""What systemd needs to run careline: three timers, and what each of them starts."""

import re
from collections.abc import Mapping, Sequence

from careline.domain.time.moments import DAYS
from careline.domain.time.schedule import BACKUP, NIGHT, Mornings

FOLDER = "~/.config/systemd/user"
SETTING_UP = (
    "systemctl --user daemon-reload",
    "systemctl --user enable --now careline-sweep.timer careline-brief.timer careline-backup.timer",
    "loginctl enable-linger",
)
"""The commands that set the timers going; the last one lets them run while nobody is logged in."""
_SERVICE = """\
[Unit]
Description={what}

[Service]
Type=oneshot
ExecStart={command}
"""
_TIMER = """\
[Unit]
Description={what}

[Timer]
OnCalendar={when}
Persistent=true

[Install]
WantedBy=timers.target
"""


def units(careline: Sequence[str], mornings: Mornings, zone: str | None, *, mails: bool = False) -> dict[str, str]:
    """The unit files by name, for mornings in this zone, None being the system's.

    The pages go to the journal, so every morning has one: a page that says "nothing" tells that the timer is alive.
    With `mails` careline mails them to the staff.
    """
    days = ",".join(DAYS[day] for day in mornings.days)
    morning = " ".join(filter(None, (days, f"*-*-* {mornings.at:%H:%M}:00", zone)))
    night = " ".join(filter(None, (f"*-*-* {NIGHT:%H:%M}:00", zone)))
    runs = (
        ("careline-sweep", "careline: escalate what nobody acts on", "*:0/15", ("sweep", "--quiet")),
        ("careline-brief", "careline: the morning page", morning, ("mail", "briefs") if mails else ("brief",)),
        ("careline-backup", "careline: a backup of the store", night, BACKUP),
    )
    made = {}
    for name, what, when, words in runs:
        made[f"{name}.service"] = _SERVICE.format(what=what, command=" ".join(map(_quoted, (*careline, *words))))
        made[f"{name}.timer"] = _TIMER.format(what=what, when=when)
    return made


def script(units: Mapping[str, str]) -> list[str]:
    """The lines of a script for sh that writes the unit files and sets the timers going."""
    lines = [f"mkdir -p {FOLDER}"]
    for name, text in units.items():
        lines += [f"cat > {FOLDER}/{name} <<'END'", *text.splitlines(), "END"]
    return [*lines, *SETTING_UP]


def _quoted(word: str) -> str:
    """The word as systemd reads it back: percent and dollar signs doubled, in quotation marks where it needs them."""
    doubled = re.sub(r"([%$])", r"\1\1", word)
    if re.fullmatch(r"[\w@%+=:,./$-]+", doubled):
        return doubled
    escaped = re.sub(r'(["\\])', r"\\\1", doubled)
    return f'"{escaped}"'
