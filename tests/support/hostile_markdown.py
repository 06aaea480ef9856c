"""Markdown made to hurt whoever reads it: known cases, and a loom for unknown ones."""

from random import Random

from hypothesis import strategies as st

N = 29_000  # characters; just below what a text may be

TEXTS = {
    "brackets": "[" * N,
    "as many brackets as allowed": "[" * 119 + "a" * N,
    "links": "[a](" * (N // 4),
    "long links": ("[" + "x" * 70 + "](") * 119,
    "link targets": ("[a](" + "b" * 120) * 119,
    "parentheses": "[a](" + "(" * N,
    "references": "\n".join(f"[{n}]: http://eksempel.dk" for n in range(119)),
    "quotes in quotes": ">" * N,
    "quotes deeper and deeper": "\n".join(">" * n + " a" for n in range(200)),
    "lists deeper and deeper": "\n".join("  " * n + "- a" for n in range(160)),
    "lists in one line": "- " * (N // 2),
    "numbers in one line": "1. " * (N // 3),
    "definition lists": "a\n: b\n" * (N // 6),
    "strong": "**a " * (N // 4),
    "emphasis": "*a " * (N // 3),
    "mixed emphasis": "*a**b" * (N // 5),
    "stars": "*" * N,
    "stars and lines": "*_" * (N // 2),
    "backticks": "`" * N,
    "code": "``a`" * (N // 4),
    "angle brackets": "<" * N,
    "open tags": "<a " * (N // 3),
    "open attributes": "<p " + 'a="' * (N // 3),
    "comments": "<!--" * (N // 4),
    "entities": "&amp" * (N // 4),
    "backslashes": "\\" * N,
    "a wide table": "|a" * 7000 + "\n" + "|-" * 7000 + "\n" + "|b" * 500,
    "a long table": "a|b\n-|-\n" + "|\n" * 990,
    "headings": "## x\n" * (N // 5),
    "rules": "---\n" * (N // 4),
    "underlined headings": "a\n=\n" * (N // 4),
    "fences": "```\n" * (N // 4),
    "tabs": "\t" * N + "a",
    "spaces": " " * N + "a",
    "digits": "1" * N,
    "digits with points": "1." * (N // 2),
    "digits with dashes": "1-" * (N // 2),
    "combining marks": "a" + "\u0301" * N,
    "emoji": "👩‍👩‍👧‍👦" * 2000,
}

# The kinds that other parsers of Markdown are known to be slow at.
TEXTS |= {
    "comments that end": "<!---->" * (N // 7),
    "addresses with tails of brackets": ("https://x.dk/" + ")" * 1985 + " ") * 14,
    "names that no link asks for": "[a]: b\n" * (N // 7),
    "a heading with a tail of spaces": "x\n\n## a" + " " * (N - 100) + "b",
    "a heading with a tail of signs": "## a" + " #" * (N // 2 - 50) + "b",
    "a table that fills itself": "|" + "a|" * 990 + "\n|" + "-|" * 990 + "\n" + "|a\n" * 6000,
    "a broad table of few rows": "|" + "a|" * 4000 + "\n|" + "-|" * 4000 + "\n" + "|a\n" * 3000,
    "many tables": "a|b\n-|-\nc\n\n" * (N // 12),
    "a table's rule alone": "|-" * (N // 2),
    "pipes": "|" * N,
    "a long reference used often": "[a]: /" + "x" * 14_000 + "\n\n" + "[a]" * 4500,
    "references upon references": "[a]: b\n" * (N // 7),
    "references without end": "[a\n" * (N // 3),
    "titles without end": '[a]: b "\n' * (N // 9),
    "links to entries": "[a](b-c) " * (N // 9),
    "brackets with long targets": ("[" * 299 + "(" + "x" * 600) * 30,
    "brackets in brackets": "[" * (N // 2) + "]" * (N // 2),
    "links in links": "[a](" * 3000 + "b" + ")" * 3000,
    "pictures in pictures": "![" * 5000 + "a" + "](x)" * 4000,
    "targets in brackets": "[a](<b" * (N // 6),
    "titles in links": '[a](b "' * (N // 7),
    "runs of backticks": " ".join("`" * length for length in range(1, 235)),
    "emphasis opened in turn": "*a _b " * (N // 6),
    "emphasis opened and closed": "*" * (N // 2) + "a" + "*" * (N // 2),
    "emphasis inside emphasis": "*a **b " * 2000 + "c** d* " * 2000,
    "emphasis of three signs": "***a" * (N // 4),
    "underscores within words": "a_" * (N // 2),
    "strikes": "~~a " * (N // 4),
    "quotes that go on lazily": ">" * (N // 2) + "a\n" + "a\n" * (N // 4),
    "lists that go on lazily": "- " * (N // 3) + "a\n" + "a\n" * (N // 6),
    "lists and empty lines": "- " * (N // 3) + "a" + "\n" * (N // 3),
    "quotes and lists in turn": "> - " * (N // 4),
    "lists of all kinds": "- * + 1. 2) " * (N // 12),
    "items": "* a\n" * (N // 4),
    "empty items": "-\n" * (N // 2),
    "declarations": "<!A " * (N // 4),
    "character data": "<![CDATA[" * (N // 9),
    "instructions": "<?" * (N // 2),
    "closing tags": "</a " * (N // 4),
    "formatting that is opened anew": "".join(f"<b a={n}>" for n in range(900)) + "x\n\n" * 4000,
    "tables in paragraphs": "<table><tr><td><p>" * (N // 18),
    "numbered entities": "&#x" * (N // 3),
    "ampersands": "&" * N,
    "quotation marks": "\"'" * (N // 2),
    "addresses": "<http://a" * (N // 9),
    "mail addresses": "<a@" * (N // 3),
    "escaped signs": "\\*" * (N // 2),
    "code by spaces": "    a" + " " * (N - 100) + "b",
    "code lines": "    a\n" * (N // 6),
    "spaces before line ends": ("a" + " " * 90 + "\n") * (N // 92),
    "tab lines": "\t\n" * (N // 2),
    "items with tabs": "-\t" * (N // 2),
    "one underlined paragraph": "a\n" * (N // 2 - 1) + "=",
    "tildes": "~~~\n" * (N // 4),
    "definitions of notes": "[^1]: a\n" * (N // 8),
    "figures": "1 " * (N // 2),
    "figures and spaces": "1" + " " * (N - 10) + "-",
    "percentages": "30 procent " * (N // 11),
    "a field in the text": "titel:" + " " * (N - 10),
}  # fmt: skip
_SIGNS = (
    *"*_`~[]()<>!|#-+=&:\\\"'/@.1a \t\n\u00a0æ",
    "**", "__", "](", "](a)", "![", "[a]", "[a]: ", "](<", "> ", "- ", "1. ", "* ", "    ", "\n\n",
    "|-", "|a", "|\n", "-|-\n", "```", "~~~\n", "## ", "\n## ", "===\n", "---\n", "<b>", "</b>",
    "<!--", "-->", "<!", "<?", "<a b=\"", "&amp;", "&#1;", "&a", "http://", "a@b.dk", "faedre",
    "30 procent", "😀", "e\u0301",
)  # fmt: skip
_SOME = st.lists(st.sampled_from(_SIGNS), min_size=1, max_size=5)
_PATTERN = st.tuples(_SOME, st.integers(1, 9000))


def woven(most: int) -> st.SearchStrategy[str]:
    """Texts of a few short patterns, each repeated, up to a length in characters."""
    return st.lists(_PATTERN, min_size=1, max_size=5).map(
        lambda parts: "".join("".join(signs) * times for signs, times in parts)[:most]
    )


def drawn(random: Random, length: int) -> str:
    """One such text of a given length, without hypothesis: for runs of thousands."""
    parts: list[str] = []
    left = length
    while left > 0:
        pattern = "".join(random.choices(_SIGNS, k=random.randint(1, 5)))
        times = min(random.choice((1, 2, 30, 500, 9000)), left // len(pattern) + 1)
        parts.append(pattern * times)
        left -= len(parts[-1])
    return "".join(parts)[:length]
