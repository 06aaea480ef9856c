"""What a vocabulary's file may say of itself and of its terms: one row for each setting.

Reading, checking and the table in docs/editors.md follow these rows. A setting is read here,
once, into the type that everything else relies on; a new one is a row and an attribute of
`Vocabulary`, `Term` or `TermSettings`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from catalogue.files.front_matter import Node
from catalogue.model.frozen import as_truth
from catalogue.model.kinds import UNITS, is_web_address
from catalogue.model.slugs import is_slug
from catalogue.model.vocabulary import Role

OLDEST = 120  # years
STRENGTHS = range(1, 5)
_MOST_ORDER = 9999


class WrongError(Exception):
    """A value that can't be used: at a line, for a reason in Danish that follows its key."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line, self.reason = line, reason


class UnknownRoleError(WrongError):
    """A role that there is not; `reason` is the role as written."""


@dataclass(frozen=True, slots=True)
class ValueFormat:
    """How a value is written: in words for editors, and what reads it from its node.

    `read` raises `WrongError`; an empty value never reaches it.
    """

    words: str
    read: Callable[[Node], Any]


@dataclass(frozen=True, slots=True)
class Setting:
    """A line that a file may hold.

    Attributes:
        key: its name in the file.
        attribute: where its value ends (of `Vocabulary`; of `Term`, else `TermSettings`).
        form: how it is written.
        about: what it does, for editors.
        required: a file must hold it.
    """

    key: str
    attribute: str
    form: ValueFormat
    about: str
    required: bool = False


def _text(node: Node) -> str:
    if not isinstance(node.value, str):
        raise WrongError(node.line, "skal være en tekst")
    return node.value


def _address(node: Node) -> str:
    address = _text(node)
    if not is_web_address(address):
        raise WrongError(
            node.line, "skal være en netadresse, der begynder med https:// eller http://"
        )
    return address


def _key(node: Node) -> str:
    key = _text(node)
    if not is_slug(key):
        raise WrongError(node.line, f"må kun have a-z, tal og bindestreg, og her står {key}")
    return key


def _truth(node: Node) -> bool:
    truth = as_truth(_text(node))
    if truth is None:
        raise WrongError(node.line, "skal være ja eller nej")
    return truth


def _shown(node: Node) -> bool:
    text = _text(node)
    if text not in ("skjul", "vis"):
        raise WrongError(node.line, "skal være skjul eller vis")
    return text == "vis"


def _whole(node: Node, allowed: range, form: str) -> int:
    text = _text(node)
    if not (text.isascii() and text.isdecimal() and len(text) <= 4 and int(text) in allowed):
        raise WrongError(node.line, f"skal være {form}")
    return int(text)


def _order(node: Node) -> int:
    return _whole(node, range(_MOST_ORDER + 1), "et helt tal")


def _strength(node: Node) -> int:
    return _whole(node, STRENGTHS, "et tal fra 1 til 4")


def _texts(node: Node) -> tuple[str, ...]:
    if not isinstance(node.value, tuple):
        raise WrongError(node.line, "skal være en liste i [kantede parenteser]")
    items = [item.value for item in node.value]
    if not all(isinstance(item, str) and item for item in items):
        raise WrongError(node.line, "må kun indeholde ord")
    return tuple(str(item) for item in items)


def _amounts(node: Node) -> tuple[int, int]:
    form = "to hele beløb med det mindste først, fx [1000, 5000]"
    if len(node.items) != 2:
        raise WrongError(node.line, f"skal være {form}")
    texts = [_text(item) for item in node.items]
    if not all(text.isascii() and text.isdecimal() and len(text) <= 10 for text in texts):
        raise WrongError(node.line, f"skal være {form}")
    low, high = map(int, texts)
    if low >= high:
        raise WrongError(node.line, f"skal være {form}")
    return low, high


def _unit(node: Node) -> str:
    text = _text(node)
    if text not in UNITS:
        raise WrongError(node.line, f"skal være {', '.join(UNITS)}")
    return text


def _ages(node: Node) -> tuple[int, int]:
    form = f"to hele år fra 0 til {OLDEST} med det mindste først, fx [3, 5]"
    if len(node.items) != 2:
        raise WrongError(node.line, f"skal være {form}")
    low, high = (_whole(item, range(OLDEST + 1), form) for item in node.items)
    if low > high:
        raise WrongError(node.line, f"skal være {form}")
    return low, high


def _roles(node: Node) -> tuple[Role, ...]:
    found = _texts(node)
    for text in found:
        if text not in tuple(Role):
            raise UnknownRoleError(node.line, text)
    return tuple(Role(text) for text in dict.fromkeys(found))


_PLACES = ("{lille}", "{navn}", "{citat}")


def _phrase(node: Node) -> str:
    text = _text(node)
    places = re.findall(r"\{[^}]*\}?|\}", text)
    if len(places) != 1 or places[0] not in _PLACES:
        raise WrongError(node.line, "skal have {lille}, {navn} eller {citat} netop ét sted")
    return text


def _own_phrase(node: Node) -> str:
    text = _text(node)
    return _phrase(node) if "{" in text or "}" in text else text


ADDRESS = ValueFormat("netadresse", _address)
TEXT, TRUTH = ValueFormat("tekst", _text), ValueFormat("ja eller nej", _truth)
KEY, TEXTS = ValueFormat("nøgle", _key), ValueFormat("liste", _texts)
ROLES, ORDER = ValueFormat("liste af roller", _roles), ValueFormat("helt tal", _order)
SHOWN = ValueFormat("`vis` eller `skjul`", _shown)
PHRASE = ValueFormat("tekst med `{lille}`", _phrase)
OWN_PHRASE = ValueFormat("tekst", _own_phrase)
AMOUNTS, UNIT = ValueFormat("to beløb", _amounts), ValueFormat("enhed", _unit)
STRENGTH, AGES = ValueFormat("tal fra 1 til 4", _strength), ValueFormat("to tal", _ages)


def _by_key(rows: Iterable[Setting]) -> Mapping[str, Setting]:
    return {row.key: row for row in rows}


TERMS = "termer"  # the list of terms, read row by row with `TERM`
VOCABULARY = _by_key((
    Setting("noegle", "key", TEXT,
            "Filens navn uden `.yaml`, i a-z og _. Feltets navn i indsatserne og i adresser; "
            "ændres aldrig, når det er i brug.", required=True),
    Setting("navn", "label", TEXT, "Det, siderne kalder listen.", required=True),
    Setting("bestemt", "definite", TEXT,
            "Navnet, som det står i en sætning: `målgruppen`. Bruges i historikken."),
    Setting("forklaring", "explanation", TEXT,
            "Hvad listen siger om en indsats. Vises i ordlisten og i formularen."),
    Setting("facet", "facet", TRUTH, "Man kan filtrere efter listen. Ellers er den kun et felt."),
    Setting("flere", "many", TRUTH, "En indsats kan have flere af termerne. Ja, når intet står."),
    Setting("paakraevet", "required", TRUTH, "En indsats skal have mindst én af termerne."),
    Setting("raekkefoelge", "order", ORDER, "Pladsen blandt listerne, den laveste først."),
    Setting("nul", "show_zeros", SHOWN,
            "Om termer uden indsatser står i filteret. `vis`, når hullerne siger noget; ellers "
            "`skjul`."),
    Setting("aaben", "open", TRUTH, "Filteret er foldet ud, når siden åbner."),
    Setting("filterfelt", "filter_field", TRUTH,
            "Listen er lang og får et felt, der snævrer den ind, mens man skriver."),
    Setting("ordnet", "ranked", TRUTH, "Rækkefølgen er en rangorden med det stærkeste først."),
    Setting("graderet", "graded", TRUTH,
            "En indsats siger ved hver term, hvor godt den passer: 3 (kernen), 2 (hjælper "
            "tydeligt) eller 1 (berører). I indsatsen skrives `term: 3`."),
    Setting("rolle", "roles", ROLES, "Hvad listen ellers bruges til; se rollerne nedenfor."),
    Setting("standard", "default", KEY, "Den term, en indsats har, når den ikke nævner nogen."),
    Setting("i_saetning", "phrase", PHRASE,
            "Hvordan et valg læses op: `for {lille}`. Med `{navn}` beholder termerne deres store "
            "bogstaver, og med `{citat}` står de i anførselstegn, som de er."),
    Setting("egennavne", "proper_names", TRUTH,
            "Termerne er navne og beholder deres store bogstav inde i en sætning."),
    Setting("spoergsmaal", "question", TEXT,
            "Sådan spørger »Min situation« efter den. Uden spørgsmål er listen ikke med dér."),
))  # fmt: skip
TERM = _by_key((
    Setting("noegle", "key", KEY,
            "Det, der skrives i indsatserne; ændres aldrig, når det er i brug.", required=True),
    Setting("navn", "label", TEXT, "Det, siderne kalder den.", required=True),
    Setting("forklaring", "explanation", TEXT, "Hvad den betyder. Vises i ordlisten."),
    Setting("synonymer", "synonyms", TEXTS,
            "Andre navne for det samme. Findes i søgningen og vises i ordlisten."),
    Setting("eksempler", "examples", TEXTS,
            "Det, folk siger, når de mener den. Findes i søgningen, vises aldrig."),
    Setting("gruppe", "group", TEXT, "Overskriften, den står under i en lang liste."),
    Setting("kilde", "source", TEXT, "Hvor forklaringen kommer fra."),
    Setting("kilde_url", "source_url", ADDRESS, "Netadressen til kilden."),
    Setting("kort", "short", TEXT, "Navnet, hvor der er lidt plads, fx i overblikkets felter."),
    Setting("i_saetning", "in_sentence", TEXT, "Navnet, som det står i en sætning."),
    Setting("saetning", "phrase", OWN_PHRASE,
            "Termens egen vending i stedet for listens `i_saetning`: `på {navn}` om en ø."),
    Setting("alder", "ages", AGES,
            "Den yngste og den ældste i år: `[3, 5]`. Så findes den af »4-årige« og bliver spurgt "
            "om for sig i »Min situation«."),
    Setting("arena", "arena", TRUTH, "Står på forsiden (i listen med rollen `arenaer`)."),
    Setting("landsdaekkende", "nationwide", TRUTH,
            "Gælder alle steder: tælles for sig og passer, hvor man end er."),
    Setting("region", "region", TEXT, "Den del af landet, stedet ligger i, på kortets liste."),
    Setting("kode", "code", TEXT,
            "Stedets nummer i offentlige registre, som kortet er tegnet efter."),
    Setting("styrke", "strength", STRENGTH,
            "Hvor stærk viden er, 4 er stærkest: farven på lister og overblik."),
    Setting("baerer", "carries", KEY,
            "Den stærkeste dokumentation, et tal af den slags kan bære."),
    Setting("effekt", "effect", TRUTH, "Tal af den slags er en målt effekt."),
    Setting("beloeb", "amounts", AMOUNTS,
            "Priser fra det første beløb og op til det andet, i hele kroner: `[1000, 5000]`."),
    Setting("enhed", "unit", UNIT, "Hvad beløbet gælder, som i feltet `pris`."),
    Setting("tom", "empty", TRUTH, "Det er med vilje, at ingen indsats har den."),
))  # fmt: skip
ABOUT_ROLES: Mapping[Role, str] = {
    Role.MATRIX: "Kan være rækker og søjler på `/overblik`.",
    Role.PLACES: "Termerne er steder: de står på kortet, og en indsats skal have ét af dem eller "
    "`sted_note`. Har flere lister rollen, viser kortet den første.",
    Role.ARENAS: "Termer med `arena: ja` er forsidens indgange.",
    Role.KNOWLEDGE: "Hvad viden hviler på: vises som mærke på hvert kort og holdes op mod "
    "resultaterne. Listen er `ordnet`. Kun én liste.",
    Role.KIND: "Står over titlen på et kort.",
    Role.FACT: "Står blandt oplysningerne på et kort.",
    Role.DECISION: "Står i boksen ved siden af teksten og øverst i en sammenligning.",
    Role.TOPICS: "Hver term har en side for sig på `/emne`: hvad indsatserne siger om den.",
    Role.GROUPS: "Sagsmappen er inddelt efter den. Kun én liste.",
    Role.PRICES: "Termerne er priser med `beloeb` og `enhed`. Ingen skriver dem i indsatsen; de "
    "følger af feltet `pris`.",
}
