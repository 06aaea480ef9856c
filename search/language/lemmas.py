"""The base form of an inflected word that Snowball's rules take for another word.

Snowball knows no preterite on -ede, no neuter on -t, no *regel/regler*, no word as short as *by*,
and reads folded *naboerne* as *nabørne*. A rule counts only where the word list says that the word
is a form of one word alone, and which: *aktør* stays itself, *talent* is no form of *tale*, and
*fremmede* may be of *fremmed* or of *fremme*, so it is left to Snowball.
"""

from search.language.dictionary import Dictionary, open_dictionary

# What an inflected form ends in → what its base form has there. The first that is borne out counts.
_ENDINGS = (
    ("erne", ""), ("ene", ""), ("er", ""), ("en", ""), ("et", ""), ("ne", ""), ("n", ""), ("r", ""),
    ("ede", "e"), ("ede", ""), ("te", "e"), ("te", ""), ("de", "e"), ("t", "e"), ("t", ""),
    ("lerne", "el"), ("ler", "el"), ("len", "el"), ("le", "el"), ("rene", "er"), ("rer", "er"),
    ("re", "er"), ("kre", "kker"), ("kkert", "kker"), ("dre", "dder"), ("mle", "mmel"),
)  # fmt: skip
_SHORTEST = 2  # letters of a base form
_SURE_VOWEL = 4  # letters of one on -o or -a: "doer" is "dør", no form of "do"
_SHORTEST_TAIL = 5  # letters of a compound's last part that is looked up by itself


def base_form(folded: str) -> str:
    """The base form of a folded word, or of a compound's last part; else the word itself."""
    dictionary = open_dictionary()
    for cut in (0, *range(2, len(folded) - _SHORTEST_TAIL + 1)):
        tail = folded[cut:]
        if dictionary.has(tail):
            base = _base(tail, dictionary)
            if base == tail and tail.endswith("s"):  # beboernes, mødtes
                bare = tail[:-1]
                shorter = _base(bare, dictionary)
                base = tail if shorter == bare else shorter
            return folded[:cut] + base
    return folded


def _base(word: str, dictionary: Dictionary) -> str:
    for ending, base_ending in _ENDINGS:
        if word.endswith(ending):
            base = word.removesuffix(ending) + base_ending
            if _long_enough(base) and dictionary.is_only_form_of(word, base):
                return word if ending == "te" and _stands(word[:-1], dictionary) else base
    return word


def _stands(participle: str, dictionary: Dictionary) -> bool:
    """An adjective of its own: "gennemført", so "gennemførte" goes with it."""
    return dictionary.has(participle) and _base(participle, dictionary) == participle


def _long_enough(base: str) -> bool:
    return len(base) >= (_SURE_VOWEL if base.endswith(("o", "a")) else _SHORTEST)
