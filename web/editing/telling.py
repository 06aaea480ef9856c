"""What is wrong with a draft, said to who sits at the form: labels, not the file's keys.

Pure: no Flask, no HTML.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.model.faults import Fault

# What the checker says of a file's lines, said of a form's questions.
_REMEDIES = {
    "mangler": "",
    "tomt": "Skriv noget, hvis kilderne siger det.",
    "mangler-sted": "Vælg kommune, eller skriv stedet. Gælder den hele landet, så vælg det.",
    "krumme-anfoerselstegn": "Slet dem, hvis de ikke hører til navnet.",
    "punkt-for-hvert-felt": "Skriv det, der hører sammen, under det samme nummer.",
    "resultat-uden-kilde": "Vælg den kilde, det står i.",
    "resultat-uden-slags": "Vælg, hvad for en slags tal det er.",
    "retning-uden-effekt": "Vælg ingen retning: Kun tal, der er målt mod nogen, der ikke fik "
    "indsatsen, har en.",
    "tal-uden-resultat": "Tilføj det under Resultater med slags og kilde, eller tag det ud af "
    "teksten.",
    "ikke-gennemgaaet": "Se, om kilderne stadig gælder, ret teksten, og skriv dagens dato.",
    "uden-udfald": "Skriv, hvad der kom ud af det, eller vælg »Anden oplysning« som slags tal.",
}
_MESSAGES = {"tal-uden-resultat": "Teksten nævner {value}, men tallet står ikke under Resultater."}
_KEY = re.compile(r"Feltet [a-z0-9_.\[\]]+")


@dataclass(frozen=True, slots=True)
class Told:
    """A fault in words, and the question it stands at: an address on the page and a label."""

    text: str
    is_warning: bool
    target: str = ""
    label: str = ""

    @property
    def after_label(self) -> str:
        """The text as it goes on after a link that says the label."""
        if not self.target:
            return self.text
        named = f"»{self.label}«"
        return self.text.removeprefix(named) if self.text.startswith(named) else f": {self.text}"


def tell_fault(fault: Fault, label: str = "", target: str = "") -> Told:
    """A fault as the form says it.

    Args:
        label: what its question is called; "" when it belongs to none.
        target: the id of what is to be written in.
    """
    name = f"»{label}«" if label else "Et felt"
    remedy = _REMEDIES.get(fault.code, fault.remedy)
    own = _MESSAGES.get(fault.code)
    message = own.format_map(fault.values) if own else fault.message
    parts = (_KEY.sub(name, message), fault.hint, remedy)
    return Told(" ".join(filter(None, parts)), fault.is_warning, target, label)


def errors(told: Iterable[Told]) -> tuple[Told, ...]:
    """Those that stop the entry."""
    return tuple(one for one in told if not one.is_warning)


def warnings(told: Iterable[Told]) -> tuple[Told, ...]:
    """Those that do not stop the entry."""
    return tuple(one for one in told if one.is_warning)
