"""What is stored? Written once by the builder, mapped read-only by every worker.

Start with `build.build_index`. For each file a writer and a reader: `postings_writer` and
`postings`, `lexicon_writer` and `lexicon`, `records`, `overview`; `inverting` alone knows
Whoosh, `pieces` keeps what it gave. `fields` says what is searched in.
May import: language, values, catalogue.model.

Numbers, here and above, all from 0 and never mixed:
an *entry* (Whoosh: document) number is its place in the overview's `slugs`;
a *word* number its place in `Lexicon.words`, a *field* number that of `fields.SearchField`;
a *row* is a word in one field of one entry, the index of `Postings.document`, `field`, `count`;
a *slot* is a field of an entry: entry number times the number of fields, plus the field number;
a *place* is a word's number in the whole collection, so that neighbours differ by one.
"""
