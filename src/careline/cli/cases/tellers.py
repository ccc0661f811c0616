"""What is answered to what is recorded of a case itself: opening, what was said, joining, closing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from careline.domain.cases.case import Fault, FoundBy
from careline.domain.cases.contacts import Direction
from careline.domain.promises.changing import renegotiations
from careline.domain.wording import sentence
from careline.render.layout import aligned
from careline.render.safe import visible

if TYPE_CHECKING:
    from careline.cli.frame.tellers import Done
    from careline.desk import Desk
    from careline.domain.casefile.recorded import Recorded
    from careline.domain.cases.contacts import Contact


def opened(done: "Done") -> Iterator[str]:
    """The new case, with articles that may fit it; or the old one that it was a part of."""
    case, number = done.case, done.case.id
    if done.recorded.touched["cases"].get(number):
        new = ", a new customer" if "customer" in done.recorded.new_people else ""
        headline = f"{case.name} opened for {case.customer}{new}"
    else:
        headline = _linked_with(done)
        if done.recorded.touched.get("notes"):
            headline = f"{headline} {_what_moved(done)}"
    to_tell = case.found_by is FoundBy.US and case.fault is Fault.US
    tell = f'case disclose {number} "what happened" --promise "what we do about it" --by WHEN'
    return done.answer(headline, adds=_proposed(done), next_=tell if to_tell else done.usual_next())


def _proposed(done: "Done") -> Iterator[str]:
    if done.recorded.articles:
        from careline.cli.cases.proposals import proposed  # hardly any command pays for it

        yield from proposed(done.case, done.recorded.articles)


def called(done: "Done") -> Iterator[str]:
    """What was said, or the new case."""
    return opened(done) if done.recorded.touched["cases"].get(done.case.id) else heard(done)


def in_short(recorded: "Recorded", desk: "Desk") -> str:
    """What a call would record, in a line."""
    from careline.cli.frame.tellers import Done

    done = Done(recorded, desk)
    new = recorded.touched.get("cases", {}).get(done.case.id)
    theirs, *others = sorted(done.spoken, key=lambda contact: contact.order)
    said = f"chase {done.file.tally.chases}" if theirs.chasing else f"{done.first_name}'s words"
    answered = any(contact.direction is Direction.OUT for contact in others)
    parts = [f"a new case for {done.case.customer.name}"] if new else [said] if theirs.text or theirs.chasing else []
    parts += ["your answer"] if answered else []
    parts += [done.in_short(promise) for promise in done.given]
    parts += [f"{promise.name} {done.how(promise)}" for promise in recorded.ended if promise.kept_at and promise.said]
    return f"{done.case.name}: {', '.join(parts) or 'a call'}."


def heard(done: "Done") -> Iterator[str]:
    """What kind of word it was, and whether the case is open again."""
    said = [contact for contact in done.spoken if contact.direction is Direction.IN]
    theirs = next((contact for contact in said if contact.chasing), said[-1])
    answered = any(contact.direction is Direction.OUT for contact in done.spoken)
    if theirs.chasing:
        what = f"Chase {done.file.tally.chases}"
    elif theirs.praise:
        what = "Praise"
    else:
        what = sentence(f"{done.first_name}'s words") if answered else ""
    talk = f"{what}{' and your answer' if answered else ''} recorded" if what else "Recorded"
    again = f" It is {done.open_again}." if any(done.recorded.touched.get("reopenings", {}).values()) else ""
    yield from done.answer(
        f"{talk} on {done.whose}.{again}",
        adds=_to_answer(done, theirs),
        talk=True,
        next_=done.usual_next(settled=theirs.praise),
    )
    yield from _beside(done)


def _beside(done: "Done") -> Iterator[str]:
    """Which other word stands beside a new one, and how to say that it does not."""
    new = next((promise for promise in done.given if promise.said and promise.supersedes is None), None)
    old = next((promise for promise in done.owed if promise.said), None)
    if new and old and not done.desk.besides_meant:
        agreed = ' --agreed "..."' if renegotiations(old, done.file.promises) else ""
        again = done.desk.typed_with(f'--instead {old.name} --because "..."{agreed}')
        undo = "" if done.desk.dry_run else "careline undo && "
        yield (
            f"{new.name} is in addition to {old.name}. If it keeps {old.name}, use --keeps {old.name}; if it replaces "
            f"it:  {undo}{again}"
        )


def _to_answer(done: "Done", theirs: "Contact") -> Iterator[str]:
    """By when a question is to be answered, and how to say that it is none."""
    is_question = theirs.id in done.file.tally.unanswered and not (theirs.chasing or theirs.spoken_for)
    if is_question and done.case.is_open:
        from careline.domain.ladder.causes import asked  # the answers to other commands do not need it

        desk = done.desk
        waiting = asked(done.file, desk.shop.policy.answer_within, desk.calendar, desk.now)
        by = next((each.answer_by for each in waiting if each.contact.id == theirs.id), None)
        if by:
            yield f"Answer by {done.echo(by)}. If it needs no answer, record it with --no-reply."


def followed_up(done: "Done") -> Iterator[str]:
    """That we spoke, or which attempt it was, or what is planned."""
    if not done.spoken:
        plan = done.given[0]
        made = "promised" if plan.said else "planned"
        headline = f"{plan.name} {made} on {done.whose}, {done.due(plan)}."
        yield from done.answer(headline, makes=plan, talk=True, next_=done.usual_next())
        return
    what = "Recorded" if done.spoken[-1].reached else f"Attempt {done.file.tally.attempts} recorded"
    yield from done.answer(f"{what} on {done.whose}.", talk=True, next_=done.usual_next())
    yield from _beside(done)


def noted(done: "Done") -> Iterator[str]:
    """That it was noted."""
    return done.answer(f"Noted on {done.whose}.", in_passing=True, next_=None)


def attached(done: "Done") -> Iterator[str]:
    """What was attached, under which number."""
    made = done.recorded.touched.get("attachments", {})
    new = [each for each in done.file.attachments if made.get(each.id)]
    rows: list[str] = []
    if not new:
        headline = f"Nothing new attached to {done.whose}."
    elif len(new) == 1:
        headline = f"{new[0].name} attached to {done.whose}: {new[0].described}."
    else:
        headline = f"{len(new)} files attached to {done.whose}:"
        rows = [f"  {line}" for line in aligned([(each.name, visible(each.described)) for each in new])]
    return done.answer(headline, adds=rows, in_passing=True, next_=None)


def edited(done: "Done") -> Iterator[str]:
    """That it was recorded, and which promise of an update took the place of which; of words when they were said."""
    touched = done.recorded.touched
    for each in done.file.contacts:
        if touched.get("contacts", {}).get(each.id) is False:
            return done.answer(f"{each.name} on {done.whose}, said {done.echo(each.at)}.", next_=done.usual_next())
    for note in done.file.notes:
        if touched.get("notes", {}).get(note.id) is False:
            return done.answer(f"{note.name} on {done.whose}, noted {done.echo(note.at)}.", next_=None)
    return done.answer(f"Recorded on {done.whose}.", in_passing=True, next_=None)


def handed_over(done: "Done") -> Iterator[str]:
    """Which promises went over, and to whom."""
    gone = done.recorded.handed_over
    names = ", ".join(promise.name for promise in gone)
    return done.answer(f"{done.whose}: {names} handed over to {gone[0].owner}.", next_=done.usual_next())


def merged(done: "Done") -> Iterator[str]:
    """Which case is a part of this one now."""
    made = done.recorded.touched["notes"]
    said = next(note.text for note in done.file.notes if made.get(note.id))
    return done.answer(f"{done.whose}: {said}", next_=done.usual_next())


def unmerged(done: "Done") -> Iterator[str]:
    """That each is a case of its own again; the one that came out may be closed, as the other is."""
    made = done.recorded.touched["notes"]
    said = next(note.text for note in done.file.notes if made.get(note.id))
    closed = "" if done.case.is_open else f" It is closed, {done.case.closed_how}."
    return done.answer(f"{done.whose}: {said}{closed}", next_=done.usual_next())


def moved(done: "Done") -> Iterator[str]:
    """What has come, or gone; whether the case is open again by it, or closed again without it."""
    return done.answer(f"{done.whose}: {_what_moved(done)}", next_=done.usual_next())


def _what_moved(done: "Done") -> str:
    made, touched = done.recorded.touched["notes"], done.recorded.touched
    said = next(note.text for note in done.file.notes if made.get(note.id))
    if any(each.id in touched.get("reopenings", {}) for each in done.case.reopenings):
        return f"{said} It is {done.open_again}."
    if not done.case.is_open and done.case.id in touched.get("cases", {}):
        return f"{said} It is closed again, {done.case.closed_how}, as it was."
    return said


def linked(done: "Done") -> Iterator[str]:
    """Which case it has to do with."""
    return done.answer(_linked_with(done), next_=done.usual_next())


def closed(done: "Done") -> Iterator[str]:
    """How it closed, and what that ended."""
    return done.answer(f"{done.whose}: closed, {done.case.closed_how}.", next_=None)


def reopened(done: "Done") -> Iterator[str]:
    """How many times it was opened again by now; where it was closed by mistake, that it was open all along."""
    again = done.open_again if done.recorded.touched_in("reopenings") else "open, as if it had not been closed"
    return done.answer(f"{done.whose}: {again}.", next_=done.usual_next())


def _linked_with(done: "Done") -> str:
    made = done.recorded.touched["case_links"]
    others = (link.name for link in done.file.links if made.get(link.id))
    return f"{done.whose}: linked with {', '.join(others)}."
