"""Words for comparing: folded, without endings, and without those that say nothing by themselves."""

import re

from careline.domain.names import fold

SHORTEST_STEM = 3
ENDINGS = ("ation", "ing", "ion", "er", "ed", "ly", "e")
"""What is taken off a word that is no plural any more; the first that fits."""
_DENY = "cannot can't didn't doesn't don't hasn't haven't isn't never no nor not wasn't without won't"
_SAY_NOTHING = """
    a again all already also an and any are as at be been but by can did do does etc for from had has have he
    her him his i if in into is it its just me my new now of off on once one or our out several she since so
    some still than that the their them then there they this to too tried try trying twice up us use used
    using very was we were what when which while who will with would you your
"""
NEGATIONS = frozenset(_DENY.replace("'", "").split())
SAY_NOTHING = NEGATIONS | frozenset(_SAY_NOTHING.split())


def words(text: str) -> list[str]:
    """The folded words of a text, in order; an apostrophe does not part one."""
    return re.findall(r"\w+", re.sub("['\u2019]", "", fold(text)))


def stem(word: str) -> str:
    """A folded word without its ending, so that "reinstall", "reinstalled" and "reinstalling" are one."""
    word = _singular(word)
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word.removesuffix(ending)
            break
    if len(word) > SHORTEST_STEM and word[-1] == word[-2]:
        word = word[:-1]
    return f"{word[:-1]}i" if len(word) > SHORTEST_STEM and word.endswith("y") else word


def content_stems(text: str) -> frozenset[str]:
    """The stems of the words that say something."""
    return frozenset(stem(word) for word in words(text) if word not in SAY_NOTHING)


def _singular(word: str) -> str:
    if len(word) <= SHORTEST_STEM or word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ses", "xes", "zes", "ches", "shes")) else word[:-1]
