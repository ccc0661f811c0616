"""How the shop is set up: where its settings come from, its zone and holidays, and who takes what is handed up."""

import difflib
import os
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

from careline import passwords
from careline.domain.errors import Misconfigured
from careline.domain.mail.mails import is_stuck
from careline.domain.names import fold
from careline.domain.replacements.warranty import OTHERS
from careline.domain.staff import STAFF
from careline.domain.time import moments
from careline.domain.wording import counted
from careline.reports.safekeeping.findings import MOST, Examined, Finding
from careline.settings import settings as configuration
from careline.settings import zone as of_system
from careline.settings.zone import UnknownSystemZone, variable
from careline.store.mails import open_mails
from careline.store.people import staff
from careline.store.people.parties import all_parties
from careline.store.time import holidays

OURS = "CARELINE_"
VARIABLES = ("CARELINE_CONFIG", "CARELINE_DB", "CARELINE_MAIL_PASSWORD", "CARELINE_ME", "CARELINE_NOW", "CARELINE_TZ")
SET_IT = "Set timezone under [shop] in the settings: every command then has the same, cron's too."


def sources(seen: Examined) -> Iterator[Finding]:
    """Variables of the environment that nothing reads, or that say something else than the settings or the clock."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    for name in sorted(os.environ.keys() - own.keys() - set(VARIABLES)):
        near = difflib.get_close_matches(name, VARIABLES, n=1, cutoff=0)
        yield Finding(f"{name} is set, and careline reads no such variable.", f"Did you mean {near[0]}?")
    if seen.settings.sources.get("shop.me") == "environment":
        alone = configuration.load(seen.config if seen.config.exists() else None, own)
        if alone.sources.get("shop.me") == "file" and fold(alone.me) != fold(seen.settings.me):
            yield Finding(
                f"CARELINE_ME says that {seen.settings.me} acts here; the settings file says {alone.me}.",
                "Unset CARELINE_ME, or take me out of the settings.",
            )
    if variable(os.environ, "CARELINE_NOW") and configuration.store_path(None, own) == seen.store:
        yield Finding(
            "CARELINE_NOW stands for the clock: every command takes it to be "
            f"{moments.full(seen.now, seen.shop.calendar.zone)}, and records it so.",
            "Unset it. To rehearse with it, name a store of its own with --db.",
        )


def zone(seen: Examined) -> Iterator[Finding]:
    """A time zone that this terminal alone says."""
    source = seen.settings.sources.get("shop.timezone")
    if source == "environment":
        yield Finding(f"The time zone {seen.settings.zone} comes from CARELINE_TZ, which cron does not have.", SET_IT)
    elif source is None and variable(os.environ, "TZ"):
        here = seen.shop.calendar.zone.key
        try:
            elsewhere = of_system.system_zone({})
        except UnknownSystemZone:
            elsewhere = "which is not known"
        if here != elsewhere:
            yield Finding(f"The time zone here is {here}, from TZ; the system's, and cron's, is {elsewhere}.", SET_IT)


def public_holidays(seen: Examined) -> Iterator[Finding]:
    """Years whose public holidays count as working days, as nobody has looked them up."""
    if seen.settings.country is None:
        return
    known = holidays.stored(seen.fetch, seen.settings.country, seen.settings.region or "").years
    year = seen.shop.calendar.date_of(seen.now).year
    if lacking := [str(each) for each in (year, year + 1) if each not in known]:
        yield Finding(
            f"The public holidays of {' and '.join(lacking)} are not known and count as working days.",
            "Look them up: careline config holidays.",
        )


def ladder(seen: Examined) -> Iterator[Finding]:
    """Rungs of somebody who has retired, or whom nobody knows, or for such a one."""
    known = {fold(party.name): party for party in all_parties(seen.fetch)}
    ours = {fold(name) for name in (seen.settings.owner, seen.settings.me, *seen.settings.staff)}
    for rung in seen.settings.policy.ladder:
        to = known.get(fold(rung.to))
        if to and to.retired_at:
            yield Finding(
                f"{rung.to}, on the ladder, has retired and is passed over.",
                "Name somebody else under [[ladder]] in the settings.",
            )
        if to is None and not rung.is_the_performers and fold(rung.to) not in ours:
            add = shlex.join(["careline", "party", "add", rung.to, "--kind", "staff"])
            yield Finding(
                f"{rung.to}, on the ladder, is nobody that careline knows: no sweep can run.",
                f"Write the name as careline party list has it, or: {add}.",
            )
        if rung.performer and fold(rung.performer) not in known:
            yield Finding(
                f"{rung.performer}, for whom the ladder has a rung, is nobody that careline knows.",
                "Write the name under [[ladder]] in the settings as careline party list has it.",
            )


def hooks(seen: Examined) -> Iterator[Finding]:
    """Hooks whose program is not there, or cannot be run."""
    for event, hook in seen.settings.hooks.items():
        if isinstance(hook, str):
            continue
        program = Path(hook[0]).expanduser()
        if not program.is_file() or not os.access(program, os.X_OK):
            why = "cannot be run" if program.is_file() else "is not there"
            advice = (
                f"Let it be run: {shlex.join(['chmod', '+x', str(program)])}."
                if program.is_file()
                else "Write where it is under [hooks] in the settings."
            )
            yield Finding(f"{program}, which is to be called for {event}, {why}.", advice)


def people(seen: Examined) -> Iterator[Finding]:
    """An owner of the shop who is not on its staff, goodwill of nobody, promises of somebody who has retired."""
    known = {fold(party.name): party for party in all_parties(seen.fetch)}
    owner = known.get(fold(seen.settings.owner))
    if owner and (owner.retired_at or owner.kind not in (STAFF, None)):
        what = "has retired" if owner.retired_at else f"is known as a {owner.kind}, and is not one of us"
        yield Finding(
            f"{owner.name}, the owner of the shop in the settings, {what}.",
            "Name the owner under [shop] in the settings.",
        )
    for name, _ in seen.settings.policy.goodwill:
        if fold(name) not in {*known, *map(fold, seen.settings.staff), OTHERS}:
            yield Finding(
                f"{name}, who may give goodwill by the settings, is nobody that careline knows.",
                "Write the name under goodwill in [policy] as careline party list has it.",
            )
    for number, case_id, name in staff.left_behind(seen.fetch, MOST):
        yield Finding(
            f"P-{number} belongs to {name}, who has retired.",
            f"Hand its case over: careline hand-over C-{case_id} --to NAME --because TEXT.",
        )


def mail(seen: Examined) -> Iterator[Finding]:
    """A mail account without a password that can be used, and mail that did not go out."""
    account = seen.settings.mail
    if account and account.user:
        # A password that a command gives may ask somebody to unlock a safe.
        program = account.password_command[0] if account.password_command and not account.password_file else None
        if program and not shutil.which(program):
            yield Finding(
                f"There is no program {program} to give the password of the mail account.",
                "Correct password_command under [mail] in the settings.",
            )
        if not program:
            try:
                passwords.password(account, os.environ)
            except Misconfigured as error:
                yield Finding(str(error), "Then try the account: careline mail test.")
    if stuck := [each for each in open_mails(seen.fetch, seen.now) if is_stuck(each, seen.now)]:
        why = f" ({stuck[-1].why.rstrip('.')})" if stuck[-1].why else ""
        yield Finding(f"{counted(len(stuck), 'mail')} did not go out{why}.", "To see which: careline mail outbox.")
