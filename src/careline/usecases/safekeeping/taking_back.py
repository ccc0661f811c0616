"""Taking back the last import from a source, as far as nobody has touched what came of it."""

from careline.domain.safekeeping import taking_back as rules
from careline.domain.safekeeping.taking_back import Imported, TakenBack
from careline.store.recording import Recording
from careline.store.safekeeping import imported
from careline.store.safekeeping import taking_back as store
from careline.store.safekeeping.imported import Kind
from careline.store.sheets import remembering


def what_goes(work: Recording, kind: Kind, source: str) -> TakenBack:
    """What of the last import would go, and what would stay. Raises NotFound and Refused."""
    last = _last(work, kind, source)
    going, changed = store.counts(work.fetch)
    found = TakenBack(last, going, changed, store.staying(work.fetch, kind), {})
    rules.check_something_goes(found, kind.noun)
    return found


def take_back(work: Recording, kind: Kind, source: str) -> TakenBack:
    """Take it back: what went, and what stays. Raises NotFound and Refused.

    Misses go with their promises: an import never was our word.
    """
    found = what_goes(work, kind, source)
    rows = store.take_away(work, kind, found.imported.number)
    remembering.take_back(work, kind.command, source, found.imported.number)
    return TakenBack(found.imported, found.roots, found.changed, found.staying, rows)


def _last(work: Recording, kind: Kind, source: str) -> Imported:
    """The last import from the source of which something is left, gathered."""
    rules.check_source(source, imported.sources(work.fetch, kind), imported.sources_gone(work.fetch, kind))
    for each in imported.imports(work.fetch, kind, source):
        if store.gather(work, kind, each.number):
            return each
    raise rules.nothing_left(source)
