"""What is stored? Written once by the builder, mapped read-only by every worker.

Start with `build.build_index`. For each file a writer and a reader: `postings_writer` and
`postings`, `lexicon_writer` and `lexicon`, `records`, `overview`; `keywords` says what an entry is
like others by; `inverting` alone knows
Whoosh, `pieces` keeps what it gave. `fields` says what is searched in.
May import: language, values, catalogue.model.
"""
