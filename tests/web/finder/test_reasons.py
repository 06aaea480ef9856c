"""What a hit says of why it fits."""

from catalogue.model.vocabulary import Vocabularies
from search.values.results import Reason
from search.values.ways import ANSWERS, HELPS, SAME_WORD, SPELLING
from web.finder.reasons import told

NOTHING = Vocabularies(())
HELP = Reason("udfordring", "", "Mistrivsel skal opdages i tide", HELPS)


def test_a_problem_is_quoted_since_it_may_be_a_sentence() -> None:
    assert told((HELP,), NOTHING, shown=False)[0] == "Hjælper mod »Mistrivsel skal opdages i tide«"


def test_a_question_that_it_answers_is_told_first_and_nothing_beside_a_visible_word() -> None:
    answer = Reason("spoergsmaal", "", "Hvem kan se det?", ANSWERS)
    assert told((answer, HELP), NOTHING, shown=True)[0] == "Svarer på: »Hvem kan se det?«"
    seen = Reason("titel", "trivsel", "trivsel", SAME_WORD)
    assert told((seen, answer, HELP), NOTHING, shown=True)[0] == ""


def test_what_a_correction_found_is_not_like_itself() -> None:
    found = Reason("spoergsmaal", "fodbold", "fodbold", SPELLING)
    assert told((found,), NOTHING, shown=False)[0] == "Passer, fordi »fodbold« står i et spørgsmål"
