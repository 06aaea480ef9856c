"""An entry's Markdown as HTML: what is written well looks well, and nothing else comes through."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.files.markdown_text import read_body, render_sections, split


def to_html(markdown: str) -> str:
    """What a text is shown as, in one piece."""
    return "".join(section.html for section in render_sections(markdown))


ALLOWED = {
    "p", "ul", "ol", "li", "strong", "em", "a", "blockquote", "h3", "h4", "code", "pre", "hr", "br",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip

WRITTEN = [
    ("**fed** og *kursiv*", "<strong>fed</strong> og <em>kursiv</em>"),
    ("- en\n- to", "<ul>\n<li>en</li>\n<li>to</li>\n</ul>"),
    ("- en\n  - under", "<li>under</li>"),
    ("3. tre\n4. fire", '<ol start="3">'),
    ("[far](faedre)", 'href="/indsats/faedre"'),
    ("[far](faedre.md)", 'href="/indsats/faedre"'),
    ("[far](./faedre.md)", 'href="/indsats/faedre"'),
    ("[far](/indsats/faedre)", 'href="/indsats/faedre"'),
    ("[ud](https://eksempel.dk)", '<a href="https://eksempel.dk" rel="noopener noreferrer">'),
    ("<info@eksempel.dk>", 'href="mailto:info@eksempel.dk"'),
    ("[skriv](mailto:a@eksempel.dk)", 'href="mailto:a@eksempel.dk"'),
    ("| a | b |\n|---|---|\n| 1 | 2 |", "<td>1</td>"),
    ("| a | b |\n|---|--:|\n| 1 | 2 |", '<td>1</td><td class="til-hoejre">2</td>'),
    ("| a | b |\n|:-:|--:|\n| 1 | 2 |", '<th class="i-midten">a</th><th class="til-hoejre">b</th>'),
    ("| a | b |\n|---|--:|\n| 1 | 2 |\n\n| c |\n|---|\n| 3 |", "<td>3</td>"),
    ("a<br>b<BR />c", "<p>a<br>\nb<br>\nc</p>"),
    ("| a |\n|---|\n| 1<br>2 |", "<td>1<br>\n2</td>"),
    ("### Under", "<h3>Under</h3>"),
    ("##### Lille", "<h4>Lille</h4>"),
    ("se https://eksempel.dk/a_b.", '<a href="https://eksempel.dk/a_b" rel="noopener noreferrer">'),
    ("(https://eksempel.dk)", "eksempel.dk</a>)"),
    ("`https://eksempel.dk`", "<code>https://eksempel.dk</code>"),
    ("[far](../entries/Fædre.md)", 'href="/indsats/faedre"'),
    ("[far](f%C3%A6dre)", 'href="/indsats/faedre"'),
    ("[far](faedre#afsnit-a)", 'href="/indsats/faedre#afsnit-a"'),
    ("<div>\nOrd\n</div>", "<p>Ord</p>"),
    ("Ting:\n- en\n- to", "<p>Ting:</p>\n<ul>\n<li>en</li>\n<li>to</li>\n</ul>"),
    ("a  \nb", "<p>a<br>\nb</p>"),
    ("`<b>` & c", "<code>&lt;b&gt;</code> &amp; c"),
    ("[ud](HTTPS://eksempel.dk)", 'href="HTTPS://eksempel.dk"'),
    ("[far][1]\n\n[1]: faedre", 'href="/indsats/faedre"'),
    ("(https://eksempel.dk/a_(b))", 'href="https://eksempel.dk/a_(b)"'),
    ("se www.eksempel.dk.", '<a href="https://www.eksempel.dk" rel="noopener noreferrer">www.'),
    ("a@www.eksempel.dk", "<p>a@www.eksempel.dk</p>"),
    ("[](https://eksempel.dk)", ">https://eksempel.dk</a>"),
    ("<!-- skjult --> Tekst.", "<p>Tekst.</p>"),
    ("<!-- a\nb --> Tekst. <script>x</script> Mere.", "<p>Tekst.   Mere.</p>"),
    ("2*3*4 gange", "<p>2*3*4 gange</p>"),
    ("Til slut\\", "<p>Til slut</p>"),
    ("[op](/om#ord)", '<a href="/om#ord" rel="noopener noreferrer">op</a>'),
]


@pytest.mark.parametrize(("markdown", "markup"), WRITTEN)
def test_what_is_written_is_shown(markdown: str, markup: str):
    assert markup in to_html(markdown)


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![billede](https://eksempel.dk/spor.gif)",
    "[klik](javascript:alert(1))",
    "[klik](JaVaScRiPt:alert(1))",
    "[klik](data:text/html;base64,PHNjcmlwdD4=)",
    "[klik](vbscript:x)",
    "[klik][x]\n\n[x]: javascript:alert(1)",
    "<javascript:alert(1)>",
    '<a href="https://eksempel.dk" onclick="x()">a</a>',
    "<iframe src=//eksempel.dk></iframe>",
    "<style>body{display:none}</style>",
    '<p style="position:fixed">a</p>',
    '<p id="main" class="x">a</p>',
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></p><img src=x></math>",
    "<form action=//eksempel.dk><input></form>",
    "<h1>Overskrift</h1>",
    "# Overskrift",
    "<!-- --><b onmouseover=x>b</b>",
    '[a](https://eksempel.dk "x\\" onclick=\\"y")',
    "| a |\n|:-:|\n| b |",
]


@pytest.mark.parametrize("markdown", HOSTILE)
def test_only_the_allowed_comes_through(markdown: str):
    markup = to_html(markdown)
    assert {tag.lower() for tag in re.findall(r"<([a-zA-Z0-9]+)", markup)} <= ALLOWED
    attributes = re.findall(r"<[^>]*?\s([a-z-]+)=", markup)
    assert set(attributes) <= {"href", "title", "rel", "start", "value", "class"}
    assert set(re.findall(r'class="([^"]*)"', markup)) <= {"til-hoejre", "i-midten"}
    assert not re.search(r'href="(?!https?:|mailto:|tel:|/|#)', markup)
    assert "alert(1)</script" not in markup


def test_sections_have_ids_of_their_own():
    sections = render_sections("Ind.\n\n## A\n\n1\n\n## A\n\n2\n\n## !!!\n\n3\n")
    assert [(part.id, part.title) for part in sections] == [
        ("afsnit-indledning", ""), ("afsnit-a", "A"), ("afsnit-a-2", "A"),
        ("afsnit-indledning-2", "!!!"),
    ]  # fmt: skip


def test_a_heading_in_a_code_block_is_none():
    assert [title for title, _ in split("## A\n\n```\n## B\n```\n")] == ["A"]


def test_plain_text_for_search_has_no_markup():
    [section] = render_sections("En **fed**\nlinje.\n\n- a &amp; b\n- c\n")
    assert section.text == "En fed\nlinje.\na & b\nc"


NO_POINTS = [
    # Numbers at the beginning of a line that count nothing.
    "24. december 2024 holdt man jul.\n\n1. maj 2025 sluttede det.",
    "1. maj 2025 begyndte det.\n\n2. maj 2025 sluttede det.",
    "- 18. september: åbning\n- 2. oktober: fest",
    "Mødet var den\n1. juni.",
    "> 5. juni er en fridag.",
    "7. klasses elever var med.",
    "7. klasse lavede mad.\n\n8. klasse dækkede bord.",
    "1. klasse kom.\n2. klasse blev hjemme.",
    "2. generation af unge.",
    "2. sal er tom.",
    "1. del var svær.",
    "2019. Det sluttede.\n2020. Det begyndte.",
    "1. jan. lukkede det.",
    "40. Så mange var de.",
    "3) Så mange var de.",
    "1. - 3. klasse er med.",
    "1. Januar lukkede det.",
    "1. prioritet er sprog.",
    "1. og 2. sal er tomme.",
]


@pytest.mark.parametrize("markdown", NO_POINTS)
def test_a_number_that_counts_no_points_stays_what_it_is(markdown: str) -> None:
    """A date, a class or a year at the beginning of a line, on the page and in what is searched."""
    [section] = render_sections(markdown)
    assert "<ol" not in section.html
    words = re.sub(r"<[^>]+>", " ", section.html)
    for found in (words, section.text):
        assert re.findall(r"\d+[.)]?", found) == re.findall(r"\d+[.)]?", markdown)


POINTS = [
    ("1. Find et lokale.\n2. Sæt kaffe over.", ["1", "2"]),
    ("1. Find et lokale.", ["1"]),
    ("1. find\n1. sæt\n1. hent", ["1", "2", "3"]),
    ("3. tre\n4. fire", ["3", "4"]),
    ("1. a\n\n   mere\n\n2. b", ["1", "2"]),
    ("1. a\n3. b", ["1", "3"]),
    ("1. a\n2. b\n4. c\n5. d", ["1", "2", "4", "5"]),
    ("1) a\n2) b", ["1", "2"]),
    ("1. del ud\n2. ring op", ["1", "2"]),
    ("1. 7. klasse\n2. 8. klasse", ["1", "2"]),
    ("1. 24. december: jul\n2. 31. december: fest", ["1", "2"]),
]


@pytest.mark.parametrize(("markdown", "numbers"), POINTS)
def test_points_that_count_are_a_list(markdown: str, numbers: list[str]) -> None:
    """With the same numbers on the page and in what is searched."""
    [section] = render_sections(markdown)
    assert re.findall(r"^(\d+)\. ", section.text, re.MULTILINE) == numbers
    assert counted(section.html) == numbers


def counted(markup: str) -> list[str]:
    """The numbers that a browser sets before the points of a page's lists."""
    numbers: list[str] = []
    following = 1
    for tag, value in re.findall(r'<(ol|li)(?: (?:start|value)="(\d+)")?>', markup):
        following = int(value) if value else following
        if tag == "li":
            numbers.append(str(following))
            following += 1
    return numbers


AS_MEANT = [
    # What an editor writes, and what is shown.
    ("##Hvem er den for?\n\nAlle.", ["Hvem er den for?"], "<p>Alle.</p>\n"),
    ("##\u00a0Hvem er den for?\n\nAlle.", ["Hvem er den for?"], "<p>Alle.</p>\n"),
    ("  ## Hvem er den for?\n\nAlle.", ["Hvem er den for?"], "<p>Alle.</p>\n"),
    ("\u00a0## Hvem er den for?\n\nAlle.", ["Hvem er den for?"], "<p>Alle.</p>\n"),
    ("# Hvem er den for?\n\nAlle.", ["Hvem er den for?"], "<p>Alle.</p>\n"),
    ("Hvem er den for?\n---\nAlle.", ["Hvem er den for?"], "<p>Alle.</p>\n"),
    ("Hvem er den for?\n====\nAlle.", ["Hvem er den for?"], "<p>Alle.</p>\n"),
    ("##Hvem er den for?##", ["Hvem er den for?"], ""),
    ("Alle er med.\n---\nOgså du.", [""], "<p>Alle er med.</p>\n<hr>\n<p>Også du.</p>\n"),
    ("#fællesskab er vigtigt", [""], "<p>#fællesskab er vigtigt</p>\n"),
    ("```\n##ikke\n```\n", [""], "<pre><code>##ikke\n</code></pre>\n"),
    *(
        (f"{sign}et\n{sign}to", [""], "<ul>\n<li>et</li>\n<li>to</li>\n</ul>\n")
        for sign in ("•\t", "• ", "· ", "– ", "— ", "-", "-\u00a0", "▪ ", "‣ ")
    ),
    ("Ting:\n• et\n• to", [""], "<p>Ting:</p>\n<ul>\n<li>et</li>\n<li>to</li>\n</ul>\n"),
    ("– og så gik han.", [""], "<p>– og så gik han.</p>\n"),
    ("-5 grader", [""], "<p>-5 grader</p>\n"),
    (">50 familier", [""], "<p>&gt;50 familier</p>\n"),
    (">5 år\n>6 år", [""], "<blockquote><p>5 år\n6 år</p>\n</blockquote>\n"),
    *(
        (f"{sign}et\n{sign}to", [""], "<ul>\n<li>et</li>\n<li>to</li>\n</ul>\n")
        for sign in ("o\t", "\uf0b7\t")
    ),
    *((f"{text}", [""], f"<p>{text}</p>\n") for text in ("[Aarhus]: København", "[a]: # x")),
    (
        "[a]: /om\n[a]: /ny\n\n[a]",
        [""],
        '<p>[a]: /ny</p>\n<p><a href="/om" rel="noopener noreferrer">a</a></p>\n',
    ),
    *(
        (text, [""], f"<p>{html.escape(text)}</p>\n")
        for text in ("Kære <navn>", "<Aarhus Kommune>", "a<b og c>d", "2 < 3 > 1")
    ),
]


@pytest.mark.parametrize(("markdown", "titles", "markup"), AS_MEANT)
def test_what_can_only_be_meant_one_way_is_read_so(
    markdown: str, titles: list[str], markup: str
) -> None:
    found = read_body(markdown)
    assert [section.title for section in found.sections] == titles
    assert found.sections[-1].html == markup
    assert not found.markup


@pytest.mark.parametrize("indent", ["  ", "   ", "    "])
@pytest.mark.parametrize("mark", ["-", "1."])
def test_points_moved_in_by_two_to_four_spaces_are_inside(mark: str, indent: str) -> None:
    shown = to_html(f"{mark} Uge 1\n{indent}- besøg\n{indent}- opkald\n")
    assert shown.count("<ul>\n<li>besøg</li>\n<li>opkald</li>\n</ul>") == 1
    assert shown.index("Uge 1") < shown.index("<li>besøg")
    assert shown.rstrip().endswith("</li>\n</ol>" if mark == "1." else "</li>\n</ul>")


TOLD = [
    # What would stand on the page as it was written, or be gone: the rule, and what is quoted.
    ("![Et billede](billede.jpg)", "billede-fjernet", "billede.jpg"),
    ("En note[^1].\n\n[^1]: Her.", "anden-skrivemaade", "[^1]"),
    ("Se [[faedre]].", "anden-skrivemaade", "[[faedre]]"),
    ("> [!NOTE]\n> Husk.", "anden-skrivemaade", "[!NOTE]"),
    ("{{< ref faedre >}}", "anden-skrivemaade", "{{< ref faedre >}}"),
    ("~~ikke~~", "anden-skrivemaade", "~~ikke~~"),
    ("- [ ] Ring", "anden-skrivemaade", "[ ]"),
    ("Se [VIVE] (https://vive.dk).", "anden-skrivemaade", "[VIVE] (https:"),
    ("Se [VIVE](https://vive.dk/en side).", "anden-skrivemaade", "[VIVE]("),
    ("Se [VIVE][1].", "anden-skrivemaade", "[VIVE][1]"),
    ("Det er **fed **her.", "anden-skrivemaade", "**fed"),
    ("a) et\nb) to", "anden-skrivemaade", "a)"),
    ("(1) et\n(2) to", "anden-skrivemaade", "(1)"),
    ("Ord\n: forklaring", "anden-skrivemaade", ": forklaring"),
    ("####### Syv", "anden-skrivemaade", "####### Syv"),
    ("```\nAldrig lukket\n\n## Hvem er den for?", "kodehegn", "```"),
    ("~~~\n## Hvem er den for?\n~~~", "kodehegn", "~~~"),
    ("a|b\n-|-\n1|2|3", "tabel", "1|2|3"),
    ("a|b\n-|-\n1|2\nTekst", "tabel", "Tekst"),
    ("| a | b |\n| 1 | 2 |", "anden-skrivemaade", "| a | b |"),
    ("**Hvem er den for?**\n\nAlle.", "overskrift-form", "Hvem er den for?"),
    ("Hvem er den for?\n\nAlle.", "overskrift-form", "Hvem er den for?"),
    ("# Hvem er den for?\n\nAlle.", "overskrift-form", "Hvem er den for?"),
    ("##### Hvem er den for?\n\nAlle.", "overskrift-form", "Hvem er den for?"),
    ("- ## Hvem er den for?", "overskrift-form", "Hvem er den for?"),
    ("Overskrift\n---\n", "understreget", "Overskrift"),
    ("Overskrift\n=====\n", "understreget", "Overskrift"),
    ("Alle.\n\n    ## Hvem er den for?", "kodeboks", "## Hvem er den for?"),
    ("Mandag: kaffe\nTirsdag: bad", "linjer-loeber-sammen", "Mandag: kaffe"),
]


@pytest.mark.parametrize(("markdown", "code", "value"), TOLD)
def test_what_is_not_shown_as_meant_is_told(markdown: str, code: str, value: str) -> None:
    told = read_body(f"Før.\n\n{markdown}").told
    assert [(found[0], found[2]) for found in told][:1] == [(code, value)]
    assert told[0][1] >= 2


NOT_TOLD = [
    "Et afsnit, der er brudt ved enden af en lang linje, fordi nogen skrev det\ni et program.",
    "Mandag: kaffe  \nTirsdag: bad",
    "- Mandag\n- Tirsdag",
    "En sætning.\nOg en til.",
    "| År | Antal |\n|---|---|\n| 2019 | 4 |\n| `a \\| b` | |",
    "```\nx\n```",
    "| a |\n|---|\nb",
    "`[[x]]`",
    "<https://eksempel.dk>",
    "Se [far](faedre), [ud](https://eksempel.dk) og https://eksempel.dk.",
    "```\n~~x~~\n```",
    "Hun sagde: [...] det var godt.",
]


@pytest.mark.parametrize("markdown", NOT_TOLD)
def test_what_is_well_written_is_not_told(markdown: str) -> None:
    found = read_body(markdown)
    assert not found.told + found.unfollowed + found.markup


@pytest.mark.parametrize("name", ["Hvem er den for?", "Sådan gør man", "Hvad kræver det?"])
@pytest.mark.parametrize(
    "form",
    ["## {}", "##{}", "##\u00a0{}", "  ## {}", "# {}", "#\u00a0{}", "### {}", "##### {}",
     "    ## {}", "**{}**", "__{}__", "**{}**:", "{}", "{}\n---", "{}\n====", "> ## {}",
     "- ## {}", "1. {}", "- {}", "Før.\n{}\nEfter.", "{}  \nEfter.", "*{}*",
     "## **{}**", "<h2>{}</h2>", "<div>\n## {}\n</div>", "\t## {}"],
)  # fmt: skip
def test_a_section_is_never_lost_in_silence(form: str, name: str) -> None:
    """Either the section is there, or its line is told; its words are on the page in any case."""
    found = read_body(
        f"## Hvad går indsatsen ud på?\n\nDe mødes.\n\n{form.format(name)}\n\nTeksten.\n"
    )
    there = name in [section.title for section in found.sections]
    assert there or found.told or found.markup or any(t == name for t, _ in found.headings[1:])
    shown = "".join(f"{section.title} {section.html}" for section in found.sections)
    assert name in shown
    assert "Teksten." in shown


LINKS = [
    ("[a](faedre) og [b](https://eksempel.dk/x)", ["faedre"]),
    ("[a](faedre 'titel')", ["faedre"]),
    ("[a][1]\n\n[1]: faedre", ["faedre"]),
    ("`[a](faedre)`", []),
    ("![a](faedre)", []),
    ("[a](#afsnit-a)", []),
    ("[a](/om)", []),
    ("[a](/indsats/faedre/)", ["faedre"]),
]


@pytest.mark.parametrize(("markdown", "slugs"), LINKS)
def test_links_to_entries_are_found(markdown: str, slugs: list[str]):
    assert [slug for slug, _ in read_body(markdown).links] == slugs


@pytest.mark.parametrize(
    "address",
    [
        "//ond.eksempel",
        r"\\\\ond.eksempel",
        r"/\\ond.eksempel",
        "www.eksempel.dk",
        "javascript:x",
        "http:///x",
        "mailto:",
        "#",
        "a b",
    ],
)
def test_an_address_that_leads_nowhere_is_only_words(address: str):
    found = read_body(f"[ord](<{address}>)")
    assert found.sections[0].html == "<p>ord</p>\n"
    assert [line for _, line in found.unfollowed] == [0]


def test_lines_are_told_where_they_stand():
    found = read_body("æ\n\n## Nå\n\n> - [a](faedre)\n\n<b>x</b>\n\n[b](www.dk)")
    assert found.headings == (("Nå", 2),)
    assert found.links == (("faedre", 4),)
    assert found.markup == (("<b>", 6), ("</b>", 6))
    assert found.unfollowed == (("www.dk", 8),)
    assert read_body("a\n\n<iframe\nsrc=x>\n</iframe>\n\nb").markup == (("<iframe", 2),)


def test_a_history_sees_each_section():
    parts = list(split("Ind.\n\n## A\n\n1\n\n## B\n2\n"))
    assert [(title, " ".join(text.split())) for title, text in parts] == [
        ("", "Ind."), ("A", "1"), ("B", "2"),
    ]  # fmt: skip


@pytest.mark.parametrize("form", ["{}\n\nAlle.", "- {}\n", "Før.\n{}\nAlle.", "### {}\n\nAlle."])
def test_a_name_of_a_section_alone_on_its_line_is_told_once(form: str):
    told = read_body(form.format("Hvem er den for?")).told
    assert [code for code, *_ in told] == ["overskrift-form"]


def test_a_table_without_its_line_is_told_once():
    found = read_body("| a | b |\n| 1 | 2 |\n| 3 | 4 |\n\n| c | d |\n| 1 | 2 |")
    assert [line for _, line, _, _ in found.told] == [0, 4]


_BEGINNINGS = [
    "", "- ", "* ", "+ ", "1. ", "2. ", "24. ", "1) ", "a) ", "• ", "– ", "o ", "> ", ">", "# ",
    "##", "## ", "#### ", "    ", "\t", "\u00a0", "  - ", "    - ", "   1. ", "| ", "[x]: ", ": ",
    "[^1]: ", "<b>", "<!-- x --> ", "<div>", "<p ", "![", "[", "**", "~~", "\\", "``` ", "$", "{",
    "[ ] ", "2019. ",
]  # fmt: skip
_ENDS = [
    "", "\\", "  ", " ##", "](x y)", "](www.x.dk)", "]", "**", " |", ":", "</b>", "-->", ">", " `",
]  # fmt: skip
_BETWEEN = [
    "\n", "\n\n", "\n---\n", "\n===\n", "\n|---|\n", "\n```\n", "\n\n***\n", "\n</div>\n",
]  # fmt: skip
_LINES = st.lists(
    st.tuples(*(st.sampled_from(some) for some in (_BEGINNINGS, _ENDS, _BETWEEN))),
    min_size=1, max_size=9,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(_LINES)
def test_no_words_go_in_silence(lines: list[tuple[str, str, str]]) -> None:
    """Whatever is put around words, they are on the page and searched, or something is told."""
    words = [f"ord{chr(97 + number)}" for number in range(len(lines))]
    body = "".join(f"{a}{word}{b}{c}" for word, (a, b, c) in zip(words, lines, strict=True))
    found = read_body(body)
    shown = "".join(f"{one.title} {re.sub(r'<[^>]+>', '', one.html)}" for one in found.sections)
    searched = "".join(f"{one.title} {one.text}" for one in found.sections)
    told = [line for _, line, *_ in found.told] + [
        line for _, line in found.markup + found.unfollowed
    ]
    for word in words:
        at = body[: body.index(word)].count("\n")
        assert (word in shown and word in searched) or any(line <= at + 1 for line in told), body
