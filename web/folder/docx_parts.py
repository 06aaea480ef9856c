"""What python-docx has no word for: language, links, table heads, page numbers.

Kept apart from the dossier, so that a document reads as what it says.
"""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

ACCENT, LINK, QUIET = RGBColor(0x0F, 0x5C, 0x4D), "004D99", RGBColor(0x59, 0x59, 0x59)
FONT = "Calibri"
_LANGUAGE = "da-DK"


def element(name: str, **attributes: str) -> Any:
    """An element of the file's own XML, its attributes in the same namespace."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def set_language(document: Document) -> None:
    """Danish throughout, so that spelling and screen readers follow."""
    for lang in document.styles.element.iter(qn("w:lang")):
        for key in ("val", "eastAsia"):
            lang.set(qn(f"w:{key}"), _LANGUAGE)
    document.core_properties.language = _LANGUAGE


def set_page(document: Document) -> None:
    """A4 with room for notes, and the page number in the foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin = section.bottom_margin = Cm(2)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("Side ")
    add_field(foot, "PAGE")
    foot.add_run(" af ")
    add_field(foot, "NUMPAGES")


def add_field(paragraph: Paragraph, code: str) -> None:
    """A field that Word fills in itself, such as a page number."""
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        if kind:
            run._r.append(element("fldChar", fldCharType=kind))  # noqa: SLF001  # no other way in
        else:
            text = element("instrText")
            text.text = code
            run._r.append(text)  # noqa: SLF001


def set_styles(document: Document) -> None:
    """The template's styles in our type and colour; headings stay real headings."""
    sizes = {"Title": 26, "Subtitle": 13, "Heading 1": 18, "Heading 2": 14, "Heading 3": 10.5}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.italic = False
        style.font.color.rgb = QUIET if name == "Subtitle" else ACCENT
        unthemed(style)
    # An entry with all that is told of it in short stands on one page.
    document.styles["Heading 3"].paragraph_format.space_before = Pt(7)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    unthemed(normal)
    rule = document.styles["Title"].element.find(f".//{qn('w:pBdr')}")
    if rule is not None:
        rule.getparent().remove(rule)


def unthemed(style: Any) -> None:
    """Without the theme's fonts, which would win over the one that was set."""
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)


def add_link(paragraph: Paragraph, text: str, url: str) -> None:
    """A real link, underlined and blue."""
    target = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    run, look = element("r"), element("rPr")
    look.append(element("color", val=LINK))
    look.append(element("u", val="single"))
    words = element("t")
    words.text = text
    run.extend((look, words))
    link.append(run)
    paragraph._p.append(link)  # noqa: SLF001


def add_table(
    document: Document, heads: Sequence[str], widths: Sequence[float], caption: str
) -> Table:
    """A table whose first row is marked as its head, repeats on each page, and is described.

    Args:
        widths: of the columns in centimetres.
        caption: what the table is, for screen readers.
    """
    table: Table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    table.autofit = False
    properties = table._tbl.tblPr  # noqa: SLF001
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    properties.append(
        element("tblLook", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0",
                noHBand="1", noVBand="1", val="0620")
    )  # fmt: skip
    properties.append(element("tblCaption", val=caption))
    layout = properties.find(qn("w:tblLayout"))  # the standard wants them in this order
    layout.addprevious(quiet_borders())
    layout.addnext(room_in_cells())
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(element("tblHeader"))  # noqa: SLF001
    for cell, text in zip(head.cells, heads, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
        cell._tc.get_or_add_tcPr().append(  # noqa: SLF001
            element("shd", val="clear", color="auto", fill="E7EFED")
        )
    set_widths(table, widths)
    return table


def quiet_borders() -> Any:
    """Thin grey lines instead of the template's black grid."""
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz="4", space="0", color="BFC8C5"))
    return borders


def room_in_cells() -> Any:
    """Space between text and lines, in twentieths of a point."""
    margins = element("tblCellMar")
    for side, width in (("top", 60), ("left", 100), ("bottom", 60), ("right", 100)):
        margins.append(element(side, w=str(width), type="dxa"))
    return margins


def add_row(table: Table, texts: Sequence[str], height: float = 0) -> None:
    """A row that is not split between pages.

    Args:
        height: least height in centimetres, room to write in; 0 for none.
    """
    row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(element("cantSplit"))  # noqa: SLF001
    if height:
        row.height = Cm(height)
    for cell, text in zip(row.cells, texts, strict=True):
        cell.paragraphs[0].add_run(text)
        cell.paragraphs[0].paragraph_format.space_after = Pt(2)


def set_widths(table: Table, widths: Sequence[float]) -> None:
    """Each cell's width too: Word reads the cells, LibreOffice the columns."""
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
