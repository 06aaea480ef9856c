"""What somebody has written is never lost: folder notes and the form at /ny, in three engines."""

import json

import pytest

pytestmark = pytest.mark.browser
FOLDER = "/mappe?indsats=sprogstart&indsats=bogglad"
NOTE, REASON, TITLE = "note-sprogstart", "grund-bogglad", "titel"
VALUE = "document.getElementById(args[0]).value"
IS = f"{VALUE} === args[1]"


def write(window, field: str, text: str) -> None:
    window.run("document.getElementById(args[0]).focus()", field)
    window.type(text)


def leave_and_come_back(window, way: str) -> None:
    """Ways a visitor leaves a page that is not done and comes to it again."""
    address = window.address
    if way == "reload":
        window.reload()
        return
    window.click("footer a[href='/ordliste']")
    window.until("location.pathname === '/ordliste'")
    if way == "back":
        window.back()
    else:
        window.open(address)
    window.until("location.pathname + location.search === args[0]", address)
    window.ready()


@pytest.mark.parametrize("way", ["back", "reload", "address"])
@pytest.mark.parametrize("kept", [True, False], ids=["remembered", "only here"])
def test_notes_are_there_again(window, way, kept):
    """Whether the device is to remember the folder or not; and one more letter erases nothing."""
    window.open(FOLDER)
    if kept:
        window.click("button", "Husk mappen på denne enhed")
    write(window, NOTE, "Ring til skolen")
    write(window, REASON, "For dyrt")
    leave_and_come_back(window, way)
    window.until(IS, NOTE, "Ring til skolen")
    window.until(IS, REASON, "For dyrt")
    write(window, TITLE, "Ny plan")
    store = "localStorage" if kept else "sessionStorage"
    found = json.loads(window.value(f"{store}.getItem('indsatskataloget-mappe')"))
    texts = found["texts"] if kept else found
    assert texts == {NOTE: "Ring til skolen", REASON: "For dyrt", TITLE: "Ny plan"}


@pytest.mark.parametrize(
    ("page", "box"),
    [
        ("/situation", "spm-oekonomi"), ("/kort", "maalgruppe-gravide"),
        (FOLDER, "sammen-bogglad"), (FOLDER, "alt"),
    ],
)  # fmt: skip
def test_ticks_that_were_not_sent_are_there_again(window, page, box):
    """Answers at /situation, filters of the map, what to compare, what the dossier is to hold."""
    window.open(page)
    window.run("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
    before = window.value("document.getElementById(args[0]).checked", box)
    window.click(f"label[for={box}]")
    leave_and_come_back(window, "back")
    window.until("document.getElementById(args[0]).checked === args[1]", box, not before)


def test_an_emptied_note_stays_empty(window):
    window.open(FOLDER)
    window.click("button", "Husk mappen på denne enhed")
    write(window, NOTE, "x")
    window.press("Backspace")
    window.reload()
    assert window.value(VALUE, NOTE) == ""


def test_a_draft_is_there_again_after_anything(window):
    """Text, ticks and rows at /ny, after a link and Back, a reload, and in a new window."""
    window.open("/ny")
    write(window, "felt-titel", "Morgencafé i gården")
    write(window, "felt-afsnit-1", "Man spiser sammen.")
    window.click("label[for=felt-maalgruppe-faedre]")
    write(window, "felt-kilder-1-titel", "Årsrapport")
    for way in ("back", "reload", "address"):
        leave_and_come_back(window, way)
        window.until(IS, "felt-titel", "Morgencafé i gården")
        assert window.value(VALUE, "felt-afsnit-1") == "Man spiser sammen."
        assert window.value("document.getElementById('felt-maalgruppe-faedre').checked")
        assert window.value(VALUE, "felt-kilder-1-titel") == "Årsrapport"
    assert "gemt i denne browser" in window.text("[data-draft-memory]")


def test_a_draft_with_more_rows_than_the_page_loses_none(window):
    """A third source, whose row the empty form has not: it is sent along, and shown after."""
    window.open("/ny")
    for number in (1, 2):
        write(window, f"felt-kilder-{number}-titel", f"Kilde {number}")
    window.click("button", "Vis og kontrollér")
    window.until("document.getElementById('felt-kilder-3-titel')")
    window.ready()
    write(window, "felt-kilder-3-titel", "Den tredje")
    window.open("/ny")
    window.until(IS, "felt-kilder-2-titel", "Kilde 2")
    assert "flere rækker" in window.text("[data-draft-memory]")
    window.click("button", "Vis og kontrollér")
    window.until(f"document.getElementById(args[0]) && {IS}", "felt-kilder-3-titel", "Den tredje")


def test_a_deleted_draft_is_gone(window):
    window.open("/ny")
    write(window, "felt-titel", "Hemmelig plan")
    window.click("button", "Slet kladden")
    window.until(f"document.documentElement.classList.contains('klar') && {IS}", "felt-titel", "")
    assert window.value("localStorage.length") == 0
    window.reload()
    assert window.value(VALUE, "felt-titel") == ""


def test_faults_come_first_and_lead_to_their_questions(window):
    """The summary has focus and is in the title; its links go to the fields, by their labels."""
    window.open("/ny")
    window.click("button", "Vis og kontrollér")
    window.until("document.title.startsWith('Fejl: ')")
    window.ready()
    assert window.value("document.activeElement.hasAttribute('data-focus')")
    assert "at rette" in window.value("document.activeElement.textContent")
    summary = window.text(".ny-fejl")
    assert "Målgruppe mangler." in summary
    assert "maalgruppe" not in summary
    assert window.value("document.getElementById('felt-titel').getAttribute('aria-invalid')")
    window.click(".ny-fejl a", "Titel")
    window.until("location.hash === '#felt-titel' && document.activeElement.id === 'felt-titel'")


UNDER_THE_BAR = """
const bar = document.querySelector(".ny-knapper");
const hidden = [];
for (const one of document.querySelectorAll("a, button, input, textarea, select, summary")) {
  if (!one.checkVisibility() || bar.contains(one)) continue;
  one.focus();
  const seen = one.type === "checkbox" || one.type === "radio" ? one.labels[0] : one;
  const [box, over] = [seen.getBoundingClientRect(), bar.getBoundingClientRect()];
  if (box.top >= over.top && box.bottom <= over.bottom) hidden.push(one.id || one.textContent);
}
return hidden;"""


@pytest.mark.parametrize("size", [(1280, 800), (375, 667), (320, 256)])
def test_nothing_with_focus_lies_under_the_bar(window, size):
    """WCAG 2.4.11, at the sizes where it failed: no stop is wholly under the form's buttons."""
    window.driver.resize(*size)
    window.open("/ny")
    assert window.run(UNDER_THE_BAR) == []
