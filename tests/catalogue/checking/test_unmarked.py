"""Terms that a text names but its fields do not."""

from catalogue.checking.unmarked import unmarked
from tests.support.small_folder import ENTRY, Catalogue


def named(catalogue: Catalogue) -> list[tuple[str, str, str]]:
    loaded = catalogue.load()
    assert loaded.vocabularies is not None
    entries = [item.entry for item in loaded.checked if item.entry is not None]
    return [(u.term.key, u.slug, u.word) for u in unmarked(entries, loaded.vocabularies)]


def test_a_term_named_only_in_the_text_is_listed(catalogue: Catalogue) -> None:
    """Its label or a synonym, as whole words, in the summary or a section; once for each term."""
    catalogue.write("faedre", ENTRY.replace("[faedre, gravide]", "[gravide]"))
    catalogue.write("odense", ENTRY.replace("Sæt kaffe over.", "Besøg Odense og Odenses havn."))
    assert named(catalogue) == [("faedre", "faedre", "fædre"), ("odense", "odense", "odense")]


def test_what_is_marked_or_inside_a_word_is_not(catalogue: Catalogue) -> None:
    """Nor words too short to tell anything."""
    catalogue.write("faedre", ENTRY.replace("Find et lokale.", "Fædrenes unge i Aarhusegnen."))
    assert named(catalogue) == []
