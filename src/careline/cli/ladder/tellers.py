"""What is answered to what becomes of an escalation."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from careline.domain.wording import shell_word

if TYPE_CHECKING:
    from careline.cli.frame.tellers import Done
    from careline.domain.ladder.escalations import Escalation


def raised(done: "Done") -> Iterator[str]:
    """Who must answer by when, and with which backup plan, where that was the promise's."""
    mine = _escalation(done)
    return done.answer(
        f"{mine.name} raised on {done.whose}, level {mine.level}: {mine.to} {_must_answer(done, mine)}.",
        adds=_backup(done, mine),
        next_=f"escalation told {mine.name}",
    )


def told(done: "Done") -> Iterator[str]:
    """Who knows of it, and has to answer."""
    mine = _escalation(done)
    if mine.acknowledged_at:
        headline = _taken(done, mine)
    else:
        knows = "knows about" if mine.told_at else "will know, once the mail is sent, about"
        headline = f"Recorded on {done.whose}: {mine.to} {knows} {mine.name} and {_must_answer(done, mine)}."
    return done.answer(headline, next_=f"escalation acknowledge {mine.name} --who {shell_word(mine.to)}")


def acknowledged(done: "Done") -> Iterator[str]:
    """That it was acknowledged; who has it, where nobody has just typed that."""
    mine = _escalation(done)
    typed = mine.acknowledged_by != done.desk.settings.me
    headline = f"{mine.name} acknowledged on {done.whose}." if typed else _taken(done, mine)
    return done.answer(headline, next_=done.usual_next())


def resolved(done: "Done") -> Iterator[str]:
    """That it has done its work."""
    return done.answer(f"{_escalation(done).name} resolved on {done.whose}.", next_=done.usual_next())


def declined(done: "Done") -> Iterator[str]:
    """That somebody else has to take it."""
    mine = _escalation(done)
    heir = f'escalate {done.case.id} --to "NAME" --ack-by 1bd' if mine.is_top else f"escalate {done.case.id}"
    return done.answer(f"{mine.name} declined on {done.whose}.", next_=heir)


def _escalation(done: "Done") -> "Escalation":
    touched = done.recorded.touched_in("escalations")
    return next(each for each in done.file.escalations if each.id in touched)


def _must_answer(done: "Done", mine: "Escalation") -> str:
    must = "must answer" if done.desk.now <= mine.ack_by else "should have answered"
    return f"{must} by {done.echo(mine.ack_by)}"


def _taken(done: "Done", mine: "Escalation") -> str:
    return f"{mine.name} acknowledged on {done.whose}: {mine.acknowledged_by} has it."


def _backup(done: "Done", mine: "Escalation") -> Iterator[str]:
    """The backup plan, where it was taken over from the promise."""
    promise = next((p for p in done.file.promises if p.id == mine.promise_id), None)
    if promise and mine.backup and promise.backup == mine.backup:
        yield f"The backup plan is that of {promise.name}: {promise.backup}"
