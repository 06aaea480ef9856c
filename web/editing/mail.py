"""A mail to whoever runs the catalogue, from the visitor's own mail program.

Pure: no Flask, no HTML.
"""

from urllib.parse import quote

_LONGEST = 1_800  # characters of an address that every mail program takes
_SCHEME = "mailto:"


def mail(contact: str, what: str, slug: str, text: str) -> str:
    """A mail's address with what is suggested in it; "" where the contact is no mailbox.

    Args:
        contact: whom to write to, as an address of any kind; "" for nobody.
        what: what is sent, as the subject says it.
        slug: of which entry.
        text: what is sent; one too long for an address is to be attached.
    """
    if not contact.startswith(_SCHEME):
        return ""
    words = f"{what} til kataloget: {slug}.md\n\n{text}\n"
    if len(quote(words)) > _LONGEST:
        words = f"{what} til kataloget: {slug}.md. Filen er vedhæftet.\n"
    return f"{contact}?subject={quote(f'{what}: {slug}')}&body={quote(words)}"
