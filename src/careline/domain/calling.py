"""What we call somebody by: the first name of a person, the whole name of a company, and no number ever."""

from careline.domain.names import fold
from careline.domain.telephones import is_number


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAMELESS = "the customer"
"""Whoever is known by nothing but a number."""
TITLES = _words(
    """
    mr mrs ms miss mx sir madam madame dr doctor prof professor rev reverend fr capt captain hon herr
    frau hr mme mlle monsieur mademoiselle sr sra srta senor senora sig signor signora dott dipl ing mag
    med dhr mevr mevrouw
    """
)
AFTER_NAMES = _words(
    """
    jr sr ii iii iv md phd dds esq mba rn pe cpa msc bsc ma ba llm ret
    """
)
LEGAL_FORMS = _words(
    """
    gmbh mbh ag kg ohg gbr ug kgaa ek ev eg se inc incorporated ltd limited llc llp lp plc corp
    corporation co company cie sa sas sarl sasu eurl snc spa srl sl slu bv nv vof cv ab as asa aps oy
    oyj kft zrt sro pty pte pvt kk holding holdings group gruppe
    """
)
OF_COMPANIES = _words(
    """
    hotel motel inn hostel restaurant cafe bar pub bistro bakery pharmacy pharma clinic hospital
    practice dental school college university institute academy library museum theatre theater church
    parish club society association foundation council ministry department office agency bureau bank
    insurance services service solutions systems technologies technology software consulting partners
    associates studio studios shop store stores market supplies supply logistics transport express
    motors garage works industries manufacturing construction builders electric electronics energy media
    press publishing books records radio network networks telecom airlines airport station center centre
    team staff support helpdesk reception sales accounts praxis kanzlei schule verein stadt gemeinde
    werke apotheke kindergarten klinik gasthof
    """
)
_NO_WORDS_OF_NAMES = TITLES | AFTER_NAMES
CONNECTING = frozenset(("and", "und", "of", "&", "+"))
ALSO_WORDS = frozenset(("as", "se", "sa", "ag", "ek", "ev", "eg", "co", "ab", "sl", "cv", "kk", "lp", "spa", "ug"))
"""Legal forms that are parts of names too: they tell a company only at the end."""


def short_name(name: str) -> str:
    """How we speak to somebody: `Dana` for `Dr. Dana Reyes` and `Reyes, Dana`, `Acme GmbH` for a company.

    A title goes with the family's name where no first name is known: `Mr Vale`. A number is no name: NAMELESS.
    """
    if is_number(name):
        return NAMELESS
    words = name.split()
    if len(words) < 2 or _is_company(name, words):
        return " ".join(words)
    if "," in name:
        words = _in_order(name)
    titles = _titles(words)
    rest = [word for word in words[titles:] if _bare(word) not in AFTER_NAMES] or words[titles:]
    if titles and len(rest) < 2:
        return " ".join(words)
    first = next((word for word in rest if len(_bare(word)) > 1), rest[0])
    # Of `J. Lowe` no first name is known, and `M. R. Lowe` is called by all of it.
    return " ".join(words[titles:]) if first is rest[-1] and len(rest) > 1 else first.strip(",")


def without_titles(name: str) -> list[str]:
    """The folded words of a name, first names first, without titles and signs."""
    words = _in_order(name) if "," in name else name.split()
    titles = _titles(words)
    return [bare for word in words[titles:] or words if (bare := _bare(word)) and bare not in AFTER_NAMES]


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name whatever their order, titles and signs aside: one for `Dr. Dana Reyes` and `Reyes, Dana`."""
    folded = fold(name).split()
    # Most names are nothing but words, and an import asks it of each.
    plain = "".join(folded).isalpha() and _NO_WORDS_OF_NAMES.isdisjoint(folded)
    return tuple(sorted(folded if plain else without_titles(name)))


def is_akin(one: str, other: str) -> bool:
    """True for two names that one person may well have: the same words in any order, fewer of them, or initials."""
    if any(is_number(name) or "@" in name for name in (one, other)):
        return True
    first, second = without_titles(one), without_titles(other)
    if set(first) <= set(second) or set(second) <= set(first):
        return True
    for short, long in ((first, second), (second, first)):
        if len(short) == 1 and short[0] == "".join(word[0] for word in long):
            return True
    return len(first) == len(second) and all(
        mine == theirs or (min(len(mine), len(theirs)) == 1 and mine[0] == theirs[0])
        for mine, theirs in zip(first, second, strict=True)
    )


def _in_order(name: str) -> list[str]:
    """The words of `Reyes, Dana` with the first names in front; of `Dana Reyes, MD` as they stand."""
    family, _, given = name.partition(",")
    if not given.strip() or all(_bare(word) in AFTER_NAMES for word in given.split()):
        return family.split()
    after, before = family.split(), given.replace(",", " ").split()
    titles = _titles(after)
    return [*after[:titles], *before, *after[titles:]]


def _titles(words: list[str]) -> int:
    """How many titles lead a name; its last word is none."""
    return next((n for n, word in enumerate(words[:-1]) if _bare(word) not in TITLES), len(words) - 1)


def _is_company(name: str, words: list[str]) -> bool:
    bare = [_bare(word) for word in words]
    return (
        bare[-1] in LEGAL_FORMS
        or bool(set(bare) & (LEGAL_FORMS - ALSO_WORDS | OF_COMPANIES))
        or bare[0] == "the"
        or not CONNECTING.isdisjoint(bare[1:-1])
        or any(mark.isdigit() or mark in '"\u201c\u201d\u201e\u00ab\u00bb@/' for mark in name)
    )


def _bare(word: str) -> str:
    """A word as it is compared: folded, without dots and commas."""
    return "".join(mark for mark in fold(word) if mark.isalnum() or mark in "&+")
