"""Every term of every vocabulary in every sentence that the site builds with it, to be read aloud.

    .venv/bin/python scripts/sentences_table.py [vocabulary …] > saetninger.txt

Read it as a copy editor would: prepositions, articles, number, capitals. What is odd is mended in
the vocabulary's file (`i_saetning`, `saetning`), not in code.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from catalogue.files.settings import CATALOGUE
from catalogue.files.vocabulary_files import load_vocabularies
from search.values.query import Query
from web.question.sentence import heading, question


def main(wanted: list[str]) -> None:
    vocabularies, faults = load_vocabularies(CATALOGUE / "vocabularies")
    if vocabularies is None:
        sys.exit("\n".join(fault.message for fault in faults))
    for facet in vocabularies.facets:
        if wanted and facet.key not in wanted:
            continue
        print(f"\n# {facet.label} ({facet.key})")
        keys = facet.keys()
        for key in keys:
            query = Query(vocabularies=vocabularies).with_choice(facet.key, key)
            print(" | ".join((question(1, query, vocabularies), question(12, query, vocabularies),
                              heading(query, vocabularies))))  # fmt: skip
        for pair in zip(keys, keys[1:] + keys[:1], strict=True):
            query = Query(vocabularies=vocabularies)
            for key in pair:
                query = query.with_choice(facet.key, key)
            print("+", question(0, query, vocabularies))


if __name__ == "__main__":
    main(sys.argv[1:])
