"""A hit as a card shows it."""

from dataclasses import dataclass

from catalogue.model.vocabulary import Role, Vocabularies
from search.values.results import Fragment, Hit
from web.addresses.urls import entry_url
from web.finder.reasons import told
from web.question.knowledge import Knowledge, knowledge_of, outcome
from web.site.wording import listed

MAX_TERMS = 3  # more terms of one kind are counted, not listed


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a card, with its label."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """An entry as a card in a list of hits."""

    slug: str
    url: str
    title: tuple[Fragment, ...]
    summary: tuple[Fragment, ...]
    facts: tuple[Fact, ...]
    knowledge: Knowledge | None
    outcome: str
    excerpt: tuple[Fragment, ...]
    because: str
    why: str
    fits: bool = True


def make_card(hit: Hit, vocabularies: Vocabularies) -> Card:
    """A card of a hit. Which facts it shows is the vocabularies' own setting (`rolle`)."""
    summary, excerpt = marked(hit)
    short, why = told(hit.reasons, vocabularies, shown=bool(excerpt))
    return Card(
        slug=hit.slug,
        url=entry_url(hit.slug),
        title=hit.title_fragments or (Fragment(hit.title),),
        summary=summary,
        facts=facts(hit, vocabularies),
        knowledge=knowledge_of(hit.terms, vocabularies),
        outcome=outcome(hit.terms, vocabularies),
        excerpt=excerpt,
        because=short,
        why=why,
        fits=hit.fits,
    )


def marked(hit: Hit) -> tuple[tuple[Fragment, ...], tuple[Fragment, ...]]:
    """The summary and the excerpt; an excerpt of the summary is marked in it instead.

    A title that says what was asked for needs no excerpt to say it again.
    """
    plain = (Fragment(hit.summary),)
    if not any(fragment.hit for fragment in hit.excerpt):
        return plain, ()
    inner = tuple(fragment for fragment in hit.excerpt if fragment.text.strip() != "…")
    before, found, after = hit.summary.partition("".join(fragment.text for fragment in inner))
    if not found:
        told = any(fragment.hit for fragment in hit.title_fragments)
        return plain, () if told else hit.excerpt
    whole = (Fragment(before), *inner, Fragment(after))
    return tuple(fragment for fragment in whole if fragment.text), ()


def facts(hit: Hit, vocabularies: Vocabularies) -> tuple[Fact, ...]:
    """The facts, what was asked for first: nobody should look for "Odense" in "2 andre"."""
    asked = {(reason.field, reason.found.casefold()) for reason in hit.reasons}
    found = []
    for vocabulary in vocabularies.with_role(Role.FACT):
        terms = hit.terms.get(vocabulary.key, ())
        every = [vocabularies.label(vocabulary.key, term) for term in terms]
        wanted = [name for name in every if (vocabulary.key, name.casefold()) in asked]
        names = [*wanted, *(name for name in every if name not in wanted)]
        if len(names) > MAX_TERMS:
            rest = len(names) - MAX_TERMS + 1
            names = [*names[: MAX_TERMS - 1], f"{rest} andre"]
        if names:
            found.append(Fact(vocabulary.label, listed(names)))
    return tuple(found)
