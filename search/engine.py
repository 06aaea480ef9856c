"""The search as pages know it: open an index, ask it with a query, get a page of results.

Immutable after opening, so threads share it without a lock; what is kept between searches
stands in bounded caches.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

from catalogue.model.vocabulary import Role, Vocabularies
from search.index.fields import search_fields
from search.index.lexicon import open_lexicon
from search.index.overview import as_days, grades_of, load_overview
from search.index.postings import Ints, open_postings
from search.index.records import Records, open_records
from search.language.word_lists import Stems, Words
from search.meaning.generation import open_meaning
from search.meaning.opened import Meaning
from search.presenting import ways_on
from search.presenting.hits import MARKED, Shower
from search.presenting.matches import Finder
from search.presenting.similar import similar
from search.presenting.suggestions import Suggester, make_suggester
from search.ranking.answer import Answer
from search.ranking.facets import Bits, Facets, bits_of, open_facets, to_mask
from search.ranking.joined import Mind, Sum, joined, mind_of
from search.ranking.order import Ordered, ordered, ranks, standings
from search.ranking.rank import Worded, by_words, everything, rank, telling_of, worded
from search.ranking.score import Scorer
from search.understanding.expansion import Expander, make_expander
from search.understanding.reading import Reading, read_question, unquoted
from search.understanding.spelling import Correction, Speller, correct
from search.values import weights as c
from search.values.query import Query
from search.values.results import Matrix, Named, ResultPage, Similar, Suggestion
from search.values.switches import ALL_PARTS, Parts


@dataclass(frozen=True, eq=False, repr=False)
class Engine:
    """An opened index. Make with `open_engine`."""

    vocabularies: Vocabularies
    words: Words
    expander: Expander
    scorer: Scorer
    facets: Facets
    shower: Shower
    records: Records
    slugs: tuple[str, ...]
    overview: Mapping[str, Any]
    names: Mapping[Stems, tuple[int, ...]]
    speller: Speller
    standing: Mapping[str, Ints]
    title_rank: Ints
    meaning: Meaning
    suggester: Suggester

    # --- Searching -----------------------------------------------------------------------------

    def search(
        self,
        query: Query,
        per_page: int = 10,
        rescue: bool = True,  # noqa: FBT001, FBT002
        *,
        typing: bool = False,
    ) -> ResultPage:
        """Answer a query with one page of hits, facet counts and help.

        Args:
            query: what is asked for; a page past the last has no hits.
            per_page: hits on a page, at least 1.
            rescue: apply a correction, and look for help, when nothing matches.
            typing: the last word is still being typed.
        """
        answer = self._answer_to(query, quick=typing)
        if query.text and not answer.bits:
            mended = self._mended(query.text) if rescue and not typing else None
            if mended is None:
                page = self._with_offer(query.text, self._page(query, answer, per_page), typing)
                return self._helped(query, page, typing) if rescue else page
            answer, text = mended
            page = replace(self._page(query, answer, per_page), corrected_to=text)
        else:
            page = self._page(query, answer, per_page)
            if answer.may_be_meant_otherwise:
                page = self._with_offer(query.text, page, typing)
        return self._helped(query, page, typing) if rescue and not page.total else page

    def _with_offer(self, text: str, page: ResultPage, typing: bool) -> ResultPage:  # noqa: FBT001
        """A page that asks whether something else was meant; not in the middle of a word."""
        offered = None if typing else self._correction(text)
        if offered is None or (offered.doubtful and not self._gives_more(offered, page)):
            return page
        return replace(page, did_you_mean=offered.text)

    def _gives_more(self, offered: Correction, page: ResultPage) -> bool:
        """What a right word was read as clearly finds more: then it may be asked about."""
        return self.answer(offered.text).bits.bit_count() > c.CLEARLY * page.total

    def _parts(self, query: Query, quick: bool) -> Iterator[tuple[str, int]]:  # noqa: FBT001
        """Known parts of a query's unknown compounds, and how many entries each finds."""
        lexicon = self.expander.lexicon
        reading = self.expander.settled(read_question(query.text, self.words))
        for word in reading.words:
            if word.small or lexicon.knows(word.word, word.stem):
                continue
            for number in lexicon.known_ends(word.word):
                shown = lexicon.shown[number]
                found = self.matching(query.with_text(shown), quick=quick).bit_count()
                if found:
                    yield shown, found

    def _helped(self, query: Query, page: ResultPage, quick: bool) -> ResultPage:  # noqa: FBT001
        answer = self._answer_to(query, quick=quick)
        ranked = answer.ranked
        page = replace(
            page,
            heard=ways_on.heard(self.facets, query, answer, self.meaning.problems),
            parts=tuple(self._parts(query, quick))[: c.NEAREST],
        )
        return ways_on.helped(
            query,
            page,
            matching=partial(self.matching, quick=quick),
            ranked=ranked,
            facets=self.facets,
            shower=self.shower,
        )

    def _mended(self, text: str) -> tuple[Answer, str] | None:
        """A text that finds something where this one finds nothing: spelled right, or unquoted."""
        correction = self._correction(text, unasked=True)
        if correction is not None:
            answer = self.answer(correction.text, correction.changed)
            if answer.bits:
                return answer, correction.text
        loose = unquoted(text)
        answer = self.answer(loose)
        return (answer, loose) if loose != text and answer.bits else None

    def all_slugs(self, query: Query) -> tuple[str, ...]:
        """The slugs of everything a query finds, in its order, without corrections."""
        answer = self._answer_to(query)
        return tuple(self.slugs[number] for number in self._ordered(query, answer)[0].tolist())

    def fitting(self, query: Query) -> frozenset[str]:
        """The slugs of those that fit a query's text well; of all that it finds without one."""
        bits = self._answer_to(query).fits & self.facets.chosen(query.choices)
        return frozenset(self.slugs[one] for one in to_mask(bits, len(self.slugs)).nonzero()[0])

    def matching(self, query: Query, *, quick: bool = False) -> Bits:
        """The entries that match a query's text and choices; without the model when `quick`."""
        return self._answer_to(query, quick=quick).bits & self.facets.chosen(query.choices)

    def counts(self, query: Query, facet_a: str, facet_b: str) -> Matrix:
        """Counts of two facets against each other, each with the strongest knowledge in it.

        Args:
            query: whose text and choices limit what counts.
            facet_a, facet_b: rows and columns.
        """
        knowledge = self.vocabularies.first_with(Role.KNOWLEDGE)
        ranked = knowledge.key if knowledge else ""
        return self.facets.matrix(facet_a, facet_b, self.matching(query), ranked)

    def without(self, query: Query, facet: str) -> tuple[Named, ...]:
        """What a query finds that carries none of a facet's terms, by title."""
        missing = self.matching(query) & ~self.facets.carrying(facet)
        numbers = to_mask(missing, len(self.slugs)).nonzero()[0].tolist()
        numbers.sort(key=self.title_rank.__getitem__)
        return tuple(Named(self.slugs[one], self.records.read(one).title) for one in numbers)

    def similar(self, slug: str, limit: int = 4) -> tuple[Similar, ...]:
        """Entries like this one, the most alike first, with the terms they share."""
        number = self._number.get(slug)
        if number is None:
            return ()
        return similar(
            number,
            limit,
            records=self.records,
            facets=self.facets,
            scorer=self.scorer,
            lexicon=self.expander.lexicon,
        )

    def suggest(self, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Completions of what is being typed."""
        return self.suggester.suggest(text, limit)

    def seen(self, text: str) -> Answer:
        """What a visitor is answered: to the text, mended where that finds nothing."""
        answer = self.answer(text)
        mended = None if answer.bits or not text else self._mended(text)
        return mended[0] if mended else answer

    def sum_of(self, text: str) -> Sum | None:
        """What each part gives every entry for a text; None when it asks for nothing."""
        answer = self.seen(text)
        scored, mind = answer.ranked.scored, None
        if not scored:
            return None
        if answer.ranked.meant is not None:
            mind = Mind(answer.ranked.meant, self.meaning.problems, frozenset())
        words = by_words(answer.reading, scored, self.scorer, self.names)
        return joined(words, telling_of(scored), mind, self.scorer.parts)

    # --- Inside --------------------------------------------------------------------------------

    @cached_property
    def _number(self) -> Mapping[str, int]:
        return {slug: number for number, slug in enumerate(self.slugs)}

    @cached_property
    def _answers(self) -> Any:
        return lru_cache(maxsize=c.CACHED_ANSWERS)(self._ranked)

    @cached_property
    def _words_of(self) -> Any:
        return lru_cache(maxsize=c.MIN_CACHED)(self._worded)  # for as long as a page is made

    def _answer_to(self, query: Query, *, quick: bool = False) -> Answer:
        return self.answer(query.text, quick=quick, not_meant=query.not_meant)

    def answer(
        self,
        text: str,
        changed: tuple[int, ...] = (),
        *,
        quick: bool = False,
        not_meant: tuple[str, ...] = (),
    ) -> Answer:
        """What follows from a text: by the model where its vector can be had in time.

        Args:
            text: cleaned.
            changed: numbers of its words that a correction put there.
            quick: somebody is typing: the word table is enough, the last word may be half.
            not_meant: terms of problems that it is not about after all.
        """
        size = len(self.slugs)
        if not text:
            every = self.facets.everything
            return Answer(Reading(()), everything(size), every, every)
        begun = quick and text[-1:].isalpha()
        pending = None if quick or self.meaning.model is None else self.meaning.begin(text)
        if pending is not None:
            self._words_of(text, changed, begun)  # read and scored while the model reads
        by_model = pending is not None and pending() is not None
        found: Answer = self._answers(text, changed, by_model, not_meant, begun)
        return found

    def _worded(
        self,
        text: str,
        changed: tuple[int, ...],
        begun: bool,  # noqa: FBT001  # part of a key
    ) -> Worded:
        """What the words of a text say, as `answer` is asked."""
        reading = self.expander.settled(read_question(text, self.words))
        if begun:
            reading = self.expander.begun(reading)
        return worded(reading, self.expander, self.scorer, self.names, frozenset(changed))

    def _ranked(
        self,
        text: str,
        changed: tuple[int, ...],
        by_model: bool,  # noqa: FBT001  # part of a key
        not_meant: tuple[str, ...],
        begun: bool,  # noqa: FBT001  # part of a key
    ) -> Answer:
        """Everything that follows from a text alone.

        Args:
            text: cleaned.
            changed: numbers of its words that a correction put there.
            by_model: the model has a vector for it.
            not_meant: terms of problems that it is not about after all.
            begun: its last word is the beginning of one.
        """
        asked: Worded = self._words_of(text, changed, begun)
        vector = self.meaning.begin(text)() if by_model else None  # kept since `answer` had it
        mind = mind_of(self.meaning, text, asked.reading, vector, not_meant)
        found = rank(asked, mind)
        size = len(self.slugs)
        bits, fits = bits_of(found.entries, size), bits_of(found.entries[found.fits], size)
        return Answer(asked.reading, found, bits, fits, by_model)

    def _correction(self, text: str, *, unasked: bool = False) -> Correction | None:
        reading = self.expander.settled(read_question(text, self.words))
        return correct(text, reading, self.expander, self.speller, unasked=unasked)

    def _ordered(self, query: Query, answer: Answer, first: int | None = None) -> Ordered:
        """A query's hits in its order; only the first ones when no more are wanted."""
        ranked = answer.ranked
        numbers, score, fits = ranked.entries, ranked.score, ranked.fits
        if query.choices:
            keep = to_mask(self.facets.chosen(query.choices), len(self.slugs))[numbers]
            numbers, fits = numbers[keep], fits[keep]
            score = None if score is None else score[keep]
        return ordered(numbers, score, fits, query.sort, self.standing, self.title_rank, first)

    def _page(self, query: Query, answer: Answer, per_page: int) -> ResultPage:
        chosen = self.facets.chosen(query.choices)
        total = (answer.bits & chosen).bit_count()
        pages = max(1, -(-total // max(per_page, 1)))
        numbers, score = self._ordered(query, answer, query.page * per_page)
        begin, end = (query.page - 1) * per_page, query.page * per_page
        shown = numbers[begin:end].tolist()
        scores = [None] * len(shown) if score is None else score[begin:end].tolist()
        return ResultPage(
            total=total,
            fitting=(answer.fits & chosen).bit_count(),
            page=query.page,
            pages=pages,
            hits=self.shower.hits(shown, scores, answer, query),
            facets=self.facets.count(query, answer.bits),
            offered=ways_on.offered(self.facets, query, answer),
            understood=answer.understood,
            heard=ways_on.heard(self.facets, query, answer, self.meaning.problems),
            hurried=answer.by_model is False and self.meaning.model is not None,
        )


def open_engine(
    folder: Path, vocabularies: Vocabularies, words: Words, parts: Parts = ALL_PARTS
) -> Engine:
    """Open an index that `build_index` wrote with the same vocabularies and words.

    Args:
        folder: the index.
        vocabularies, words: those it was built with.
        parts: what is switched on; the bench switches parts off.
    Raises:
        OSError, ValueError, KeyError: it is missing, broken or of another format.
    """
    overview = load_overview(folder)
    facets = open_facets(overview, vocabularies)
    lexicon = open_lexicon(folder, words)
    words = words.knowing(lexicon.stems)
    fields = search_fields(vocabularies)
    postings = open_postings(folder)
    if postings.documents != facets.size:
        raise ValueError(f"the index in {folder} does not fit together")
    records = open_records(folder)
    scorer = Scorer(postings, facets, parts)
    grades = grades_of(overview)
    rare = lexicon.rarity(facets.size)
    meaning = open_meaning(folder, grades, facets.size, words, lexicon.split, rare)
    finder = Finder(scorer.rows, lexicon, facets, fields, MARKED)
    names: dict[Stems, list[int]] = {}
    for stems, number in overview["names"]:
        names.setdefault(tuple(stems.split()), []).append(number)
    expander = make_expander(lexicon, words, vocabularies, parts)
    return Engine(
        vocabularies=vocabularies,
        words=words,
        expander=expander,
        scorer=scorer,
        facets=facets,
        shower=Shower(postings, records, facets, finder, meaning, fields),
        records=records,
        slugs=tuple(overview["slugs"]),
        overview=overview,
        names={stems: tuple(numbers) for stems, numbers in names.items()},
        speller=Speller(lexicon),
        standing=standings(as_days(overview), facets),
        title_rank=ranks(overview["by_title"]),
        meaning=meaning,
        suggester=make_suggester(overview, expander, facets),
    )
