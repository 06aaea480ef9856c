"""Writes web/folder/template.docx: python-docx's own template without what is foreign in it.

That one carries a thumbnail, a bibliography, the name of a program it was not made by and the
layout rules of 2010. Run again only when python-docx has a new template that is worth having.
"""

import io
import re
import zipfile
from pathlib import Path

import docx

OURS = Path(__file__).parent.parent / "web" / "folder" / "template.docx"
DROPPED = re.compile(r"docProps/thumbnail|customXml/|word/_rels/.*customXml|stylesWithEffects")
APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Indsatskataloget</Application></Properties>"
)
COMPATIBILITY = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)
MOMENT = (1980, 1, 1, 0, 0, 0)  # so that the same template gives the same file


def cleaned(name: str, data: bytes) -> bytes:
    """A part of the template without what points to the parts that were dropped."""
    if name == "docProps/app.xml":
        return APP.encode()
    if not name.endswith((".xml", ".rels")):
        return data
    text = data.decode()
    text = re.sub(r"<Relationship [^>]*(thumbnail|customXml|stylesWithEffects)[^>]*/>", "", text)
    text = re.sub(r"<Override [^>]*(customXml|stylesWithEffects)[^>]*/>", "", text)
    text = re.sub(r'<Default [^>]*Extension="jpeg"[^>]*/>', "", text)
    if name == "word/settings.xml":
        text = re.sub(r"<w:themeFontLang [^>]*/>", '<w:themeFontLang w:val="da-DK"/>', text)
        text = re.sub(r"<w:compat>.*?</w:compat>", COMPATIBILITY, text, flags=re.DOTALL)
        text = re.sub(r"<w:rsids>.*?</w:rsids>", "", text, flags=re.DOTALL)
    return text.encode()


def main() -> None:
    original = io.BytesIO()
    docx.Document().save(original)
    with zipfile.ZipFile(original) as source, zipfile.ZipFile(OURS, "w") as target:
        for name in sorted(source.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            if not DROPPED.search(name):
                info = zipfile.ZipInfo(name, MOMENT)
                info.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(info, cleaned(name, source.read(name)))
    print(f"{OURS.name}: {OURS.stat().st_size} bytes")


if __name__ == "__main__":
    main()
