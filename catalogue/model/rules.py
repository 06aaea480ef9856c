"""Every rule that a file can break, in the words an editor reads.

One table, `rules.yaml`, for all ways out: the check command, the forge's annotations, the
form on the site, the status page, and the table in docs/editors.md, which a test holds
against this.
"""

from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, its Danish message and remedy, and an example of what breaks it.

    `message` says what is wrong, `remedy` what to do; both are filled from `Fault.values`.
    """

    code: str
    message: str
    remedy: str
    example: str = ""
    warning: bool = False


def _load(path: Path) -> dict[str, Rule]:
    # By the parser in C where there is one: every start of a program reads this.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table = loader(path.read_text(encoding="utf-8")).get_single_data()
    return {
        code: Rule(code, row["besked"], row["hjaelp"], row["eksempel"], bool(row.get("advarsel")))
        for code, row in table.items()
    }


RULES = _load(Path(__file__).with_name("rules.yaml"))
