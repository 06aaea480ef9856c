"""What follows from a query's text alone: how it was read, all scores, the matching entries."""

from dataclasses import dataclass

from search.ranking.facets import Bits
from search.ranking.rank import Ranked
from search.understanding.reading import Reading
from search.values import weights as c
from search.values.results import Understood


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What follows from a text: how it was read, all scores, and the matching entries.

    Attributes:
        bits: the entries that match.
        fits: those of them that fit well.
        by_model: the model told what the text means; None where nobody had to tell.
    """

    reading: Reading
    ranked: Ranked
    bits: Bits
    fits: Bits
    by_model: bool | None = None

    @property
    def unknown(self) -> tuple[str, ...]:
        """Words that nothing answers to."""
        return tuple(one.concept.typed for one in self.ranked.scored if not one.known)

    @property
    def may_be_meant_otherwise(self) -> bool:
        """Nothing answers to some word, or only its parts do."""
        return any(not one.known or one.concept.by_parts for one in self.ranked.scored)

    @property
    def understood(self) -> Understood:
        """What was made of the text, for people: words without hits, exclusions, phrases, terms."""
        scored = self.ranked.scored
        return Understood(
            unknown=self.unknown,
            excluded=tuple(" ".join(word.text for word in one) for one in self.reading.excluded),
            phrases=tuple(" ".join(word.text for word in one) for one in self.reading.phrases),
            ignored=self.reading.ignored,
            mapped=tuple(
                dict.fromkeys(
                    (one.concept.typed, *way.term)
                    for one in scored
                    for way in one.concept.ways
                    if way.term and way.weight >= c.TERM_SYNONYM
                )
            ),
        )
