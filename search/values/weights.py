"""Every number that ranking rests on, in one place, with its reason.

Tuned by kind of query on the development queries and cross-validated (bench/relevance.py);
what a figure here gives is measured by switching its part off. No query is named in code or data.
"""

from types import MappingProxyType

# --- BM25F -------------------------------------------------------------------------------------
# How fast repetition of a word stops counting. Entries are short and titles decide: low.
K1 = 1.2
# Weight of each field: what an entry is called, says in short, is marked with, says at length.
FIELD_WEIGHTS = MappingProxyType(
    {
        "titel": 6.0,
        "navn": 5.0,
        "resume": 3.0,
        "sted": 2.0,
        "ansvarlig": 1.0,
        "tekst": 1.0,
        "resultater": 0.8,
        "kilder": 0.3,
        "spoergsmaal": 2.0,
        "soegeord": 1.5,
    }
)
# A label that the entry is marked with says what it is about, more surely than a word in passing.
FACET_WEIGHT = 2.0
# How much a field's length tells: long texts mention more by chance, names and labels do not.
FIELD_LENGTH = MappingProxyType({"resume": 0.3, "tekst": 0.6, "resultater": 0.5, "kilder": 0.5})
FIELD_LENGTH_OTHERS = 0.2

# --- Ways from the typed word to the written one -----------------------------------------------
EXACT = 1.0  # as typed
INFLECTED = 0.9  # the same word in another form
PART = 0.5  # inside a compound: sprog -> sprogstimulering
PREFIX = 0.4  # the beginning of a word, only for words the catalogue does not have
JOINED = 0.9  # two typed words that are one: mødre gruppe
SPLIT = 0.7  # one typed word that is two, both in the entry
SPLIT_WRITTEN = 0.35  # the same of a word that others write whole: "hjem" and "hjælp" by chance
ONE_PART = 0.2  # the most telling part of a typed compound that the catalogue has
UNKNOWN_PART = 0.3  # a part of a typed compound that the catalogue does not have
GENERAL = 0.3  # a word that tells little of a topic: klare, dårlig, projekt
SAME = 0.75  # synonym
NARROWER = 0.5  # a narrower word
RELATED = 0.25  # belongs to the topic
TERM = 0.9  # the entry carries the term whose name was typed
TERM_SYNONYM = 0.5  # the entry carries the term that a synonym names
AREA = 0.45  # the entry is from a place in the part of the country that was typed
AGE = 0.8  # the entry carries a term whose age span is meant
AGE_SAID = 0.25  # of what a word in a text weighs: the text says the very years asked for
OTHER_AGES = 0.3  # what an entry for all ages lacks of one for the asked ages alone
OF_OTHER_AGE = 0.7  # what is left of an entry that is for other ages only
NATIONWIDE = 0.35  # a place is named and the entry is for the whole country
SPELLED = 0.7  # a corrected word, when nothing matched as typed
# Several ways to one word do not add up: the best counts, the others a little.
TIE = 0.15

# --- Several words -----------------------------------------------------------------------------
# Share of several known words that an entry must match to be found by words: not much, since
# whoever writes a sentence does not expect every word to be there.
MIN_COVERAGE = 0.35
# From this weight on, a way answers for its word in full; a related word answers for a part.
SURE = 0.75
# A place or an age narrows a topic: beside a topic it counts half, so a place alone is no hit.
PLACE_MASS = 0.5
# The rarest words must not drown the rest, nor the commonest vanish.
MIN_MASS, MAX_MASS = 0.3, 3.0
# Words near each other in one field, and within how many words that counts.
NEAR_BONUS = 0.5
NEAR_WINDOW = 6
# The query, or a run of its words, is what the entry is called.
NAME_BONUS = 4.0

# --- Words, meaning and problems together --------------------------------------------------------
# What the words weigh, times the share of the question that the best entry by words answers to:
# a name or a topic is answered whole, of a sentence the catalogue has a part in its own words.
WORDS = 2.5
SMALL_MASS = 0.3  # what a small word weighs in the question: what nobody says of a name
FEW_WORDS = 2  # more telling words than these are a sentence
MEANING = 0.5  # how much nearer an entry's texts are than others'
MEANING_BY_TABLE = 0.25  # the same, told by the word table, which tells it less well
PROBLEMS = 1.1  # how well it helps against the problems that the question is about
ALIKE = 1.1  # in a sentence: helping against the same as the best entries do
BEST = 5  # those best entries
# A question is answered when the catalogue knows this share of its words' weight, and what an
# unknown word weighs there.
LEAST_KNOWN, UNKNOWN_MASS = 0.3, 2.0
# Where the model tells how near the nearest text is, that and the share together must be so much: a
# tax rule with one known word is far from all texts (docs/decisions/0014-meaning.md).
NEARNESS, LEAST_KNOWN_AND_NEAR = 3.0, 1.3
# Where no word is known: how near a saying or a passage must be, by the model, for the nearest to
# be offered. Of forty foreign topics none had a saying above 0.44 or a passage above 0.36.
SAME_SAID, SAME_TOLD = 0.5, 0.42
# The bands, as shares of the best score: what fits well, what may be relevant, and what of the
# rest still is when it would stand on the first two pages. By words: of the best by words, where
# few are typed.
GOOD, MUCH, SOME = 0.5, 0.4, 0.15
MUCH_BY_WORDS, SOME_BY_WORDS = 0.22, 0.05
A_PAGE = 30
SURE_OF_WORDS = 0.5  # share of the words that an entry must surely have to fit well by words
HELPS_WELL, HELPS, HELPS_SOME = (
    0.6,
    0.5,
    0.3,
)  # how well it must help to fit, or be relevant, by that
# How near a question of an entry must be to be said to be the one asked; by the table nearer. Of
# 1,246 such pairs from 168 needs few below say the same, and most above.
ANSWERS, ANSWERS_BY_TABLE = 0.4, 0.6
NEAR = 0.5  # how near its texts must be to be relevant by that alone

# --- Hits, spelling, suggestions -----------------------------------------------------------------
EXCERPT_CHARS = 220
# Of what the most telling word of a question tells, the share from which another's is shown.
TELLS = 0.5
MAX_WORDS = 32  # words of a query that are looked up; the rest is ignored and said so
MAX_COMPOUNDS = 150  # compounds that a part may lead to, those in most entries first
MAX_RELATIONS = 24  # ways out of one word
MIN_SPELL = 4  # shorter words have too many neighbours to guess from
CHANGED_FROM = 7  # length from which a letter may be another: rotter are no retter
TWO_EDITS_FROM = 11  # length from which two letters may be wrong
CLEARLY = 3  # in, or finding, so many times as many entries as any rival is meant clearly
CACHED_CONCEPTS = 512  # at most, of words
CACHED_SCORES = 100_000  # scores of words kept: with their rows some 10 MB
CACHED_ANSWERS = 64  # a page asks for its own thrice, and kept pages need none
MIN_CACHED = 16
CACHED_RECORDS = 512
NEAREST = 3  # entries shown on an empty page
NEAR_ENTRIES = 8  # entries that tell the nearest topic
SIMILAR_WORDS = 25
