"""Mail that did not go out."""

from careline.domain.names import fold
from careline.domain.report import Task, Words
from careline.reports.casefile.attention.morning import Entry, Morning, about


def stuck(morning: Morning) -> list[Entry]:
    """Mail that a server has refused, or that waits for longer than it should: the shop's owner sees all of it.

    Others see what they have queued themselves.
    """
    if not morning.has_open_mail:
        return []
    from careline.domain.mail import mails as rules
    from careline.reports.mail.outbox import in_words
    from careline.store.mails import open_mails

    found = [mail for mail in open_mails(morning.fetch, morning.now) if rules.is_stuck(mail, morning.now)]
    owner = morning.whose.owner or ""
    if not morning.whose.answers_for(morning.shop):
        found = [mail for mail in found if fold(mail.queued_by) == fold(owner)]
    files = {file.case.id: file for file in morning.outlines([mail.case_id for mail in found if mail.case_id])}
    entries = []
    for mail in found:
        file = files.get(mail.case_id or 0)
        how = in_words(mail, morning.now)
        row = (mail.number, mail.email, how, mail.queued_at, mail.why)
        task = Task(
            case=mail.number,
            person=f"{mail.name or mail.email}",
            words=Words(f"{how}: {(mail.why or 'nobody has sent it').rstrip('.')}", said=False),
            since=f"since {morning.day(mail.queued_at)}",
            command="careline mail outbox",
            subject=f"{rules.CALLED[mail.about]}{f' on {file.case.name} {file.case.subject}' if file else ''}",
        )
        entries.append(Entry((*(about(file) if file else (None, None, None)), *row), task))
    return entries
