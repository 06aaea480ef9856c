"""What one types, ticks and goes back to is never lost, in Chromium, Firefox and WebKit."""

import pytest

pytestmark = pytest.mark.browser
STAYS = "window.stays = true"
FIELD = 'document.getElementById("q").value'
COUNT = 'document.getElementById("antal").textContent.includes(args[0])'
# Words on buttons that stand on more than one line.
BROKEN = """[...document.querySelectorAll(".button, .button *")]
  .flatMap((one) => [...one.childNodes]).filter((text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return text.nodeType === 3 && !text.data.trim().includes(" ")
      && range.getClientRects().length > 1;
  }).map((text) => text.data)"""
TICKED = "document.getElementById(args[0])?.checked"


def stand_in_field(window) -> None:
    window.run('const q = document.getElementById("q"); q.focus(); q.select()')


@pytest.mark.parametrize(
    ("start", "words", "pause_after"),
    [
        ("/?q=sprog", "fritidsjob", 3),  # nothing is called "fri": fewer facets on the way
        ("/?q=xqzw", "sprogstart", 6),  # and more of them on the way back to hits
        ("/?q=", "vejle for gravide", 5),
        ("/?q=sprog&maalgruppe=gravide&kommune=aarhus", "natteravne på gaden", 4),
    ],
)
def test_no_letter_is_lost_to_a_pause(window, start, words, pause_after):
    """The answer to half a word comes while one rests; the rest of the word still arrives."""
    window.open(start)
    window.run(STAYS)
    stand_in_field(window)
    window.type(words, pause_after, pause=0.6)
    window.until(COUNT, f"»{words}«")
    assert window.value(FIELD) == words
    assert window.focus == "q"
    assert window.value("document.getElementById('q').selectionStart") == len(words)
    assert window.value("window.stays")


def test_a_tick_that_leaves_nothing_keeps_the_place(window):
    """A tick after which other choices are left: same document, focus, scroll and open panel."""
    window.driver.resize(360, 700)
    window.open("/?q=sprogstart")
    window.run(STAYS)
    window.click("#filtre > summary")
    window.run('document.getElementById("maalgruppe-aeldre").focus()')
    before = window.value("scrollY")
    window.press("Space")
    window.until(COUNT, "Ingen indsatser")
    assert window.focus == "maalgruppe-aeldre"
    assert window.value("document.getElementById('filtre').open")
    assert abs(window.value("scrollY") - before) < 300
    assert window.value("window.stays")


def test_back_says_the_same_in_field_and_list(window):
    """Also while the field has focus; and what is ticked next asks for what the list shows."""
    window.open("/?q=sprog")
    stand_in_field(window)
    window.type("far")
    window.press("Enter")
    window.until(COUNT, "»far«")
    window.until("location.search === '?q=far'")
    window.back()
    window.until(COUNT, "»sprog«")
    assert window.value(FIELD) == "sprog"
    window.click("label[for=maalgruppe-gravide]")
    window.until(COUNT, "for gravide")
    assert window.address == "/?q=sprog&maalgruppe=gravide"
    window.back()
    window.until(COUNT, "»sprog«")
    window.forward()
    window.until(COUNT, "for gravide")
    assert window.value(TICKED, "maalgruppe-gravide")


def test_enter_on_what_is_shown_is_no_step(window):
    window.open("/?q=")
    stand_in_field(window)
    window.type("sprog")
    window.until(COUNT, "»sprog«")
    window.until("location.search === '?q=sprog'")
    steps = window.value("history.length")
    window.press("Enter", "Enter")
    window.until("!document.querySelector('[aria-busy]')")
    assert window.value("history.length") == steps
    window.back()
    window.until("location.search === '?q='")
    window.until(COUNT, "Alle")
    assert window.value(FIELD) == ""


def test_entry_and_back_finds_words_and_ticks_as_they_were(window):
    """The way through the site: search, tick, entry, back, and on from there."""
    window.open("/?q=")
    stand_in_field(window)
    window.type("far")
    window.until(COUNT, "»far«")
    window.press("Escape")
    window.click("label[for=maalgruppe-faedre]")
    window.until(COUNT, "for fædre")
    window.click("article h3 a")
    window.until("document.querySelector('h1.indsats-titel, .indsats-top h1, article h1')")
    window.back()
    window.until(COUNT, "for fædre")
    window.until(f"{FIELD} === 'far' && {TICKED}", "maalgruppe-faedre")
    window.click("label[for=forebyggelse-sundhedspleje]")
    window.until("location.search.startsWith('?q=far&maalgruppe=faedre&')")


def test_suggestions_by_keyboard_keep_the_filters(window):
    window.open("/?q=&kommune=odense")
    stand_in_field(window)
    window.type("spro")
    window.until("document.querySelectorAll('[role=option]').length")
    number = window.value("document.querySelectorAll('[role=option]').length")
    window.until("document.querySelector('[data-suggest] [role=status]').textContent === args[0]",
                 f"{number} forslag. Vælg med piletasterne.")  # fmt: skip
    window.press("ArrowDown")
    window.until("document.querySelector('[role=option][aria-selected=true]')")
    for _ in range(number):
        if window.value("document.querySelector('[aria-selected=true]').dataset.url[1] === '?'"):
            break
        window.press("ArrowDown")
    window.press("Enter")
    window.until("location.search.length > '?q=&kommune=odense'.length")
    assert "kommune=odense" in window.address
    assert window.value(TICKED, "kommune-odense")


@pytest.mark.parametrize("width", [375, 1280])
def test_no_button_breaks_a_word(window, width):
    """ "Sø/g" was the first that a visitor with Firefox saw."""
    window.driver.resize(width, 800)
    for address in ("/", "/?q=sprog"):
        window.open(address)
        assert window.value(BROKEN) == []


def test_gather_and_compare(window):
    """From the list into the folder, side by side, and back to the same folder."""
    window.open("/?q=sprog")
    for slug in ("sprogstart", "bogglad"):
        window.click(f"[data-folder-add={slug}]")
        window.until("document.querySelector(args[0]).ariaPressed === 'true'",
                     f"[data-folder-add={slug}]")  # fmt: skip
    window.click(".mainmenu a", "Mappe (2)")
    window.until("document.querySelectorAll('.mappe-post').length === 2")
    window.click("button", "Sammenlign de afkrydsede")
    window.until("document.querySelector('table.sml')")
    assert "Sprogstart" in window.text("table.sml thead")
    assert "Bogglad" in window.text("table.sml thead")
    window.back()
    window.until("document.querySelectorAll('.mappe-post').length === 2")
