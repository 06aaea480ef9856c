"""An entry's Markdown as HTML: what is written well looks well, and nothing else comes through."""

import re

import pytest

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
    ("[skriv](mailto:a@eksempel.dk)", 'href="mailto:a@eksempel.dk"'),
    ("| a | b |\n|---|---|\n| 1 | 2 |", "<td>1</td>"),
    ("### Under", "<h3>Under</h3>"),
    ("# For stor", "<h3>For stor</h3>"),
    ("Ting:\n- en\n- to", "<p>Ting:</p>\n<ul>\n<li>en</li>\n<li>to</li>\n</ul>"),
    ("a  \nb", "<p>a<br>\nb</p>"),
    ("`<b>` & c", "<code>&lt;b&gt;</code> &amp; c"),
    ("[far][1]\n\n[1]: faedre", 'href="/indsats/faedre"'),
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
    assert set(attributes) <= {"href", "title", "rel", "start"}
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


def test_a_history_sees_each_section():
    parts = list(split("Ind.\n\n## A\n\n1\n\n## B\n2\n"))
    assert [(title, " ".join(text.split())) for title, text in parts] == [
        ("", "Ind."), ("A", "1"), ("B", "2"),
    ]  # fmt: skip
