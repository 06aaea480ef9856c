"""A table as a file that Danish Excel opens right: CSV and XLSX.

No cell can start a formula: in CSV an apostrophe goes in front of what a spreadsheet would
calculate, and in XLSX every text is written as text.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from web.opendata.tables import Table, TableCell

# What Excel, LibreOffice or Google read as the beginning of a formula, their wide forms included.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # alike on purpose
_MAX_CELL = 32_767  # Excel's own limit
_MAX_LINK = 2_000


def harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula, on one line.

    >>> harmless("=1+1")
    "'=1+1"
    """
    line = " ".join(text.replace("\0", "").split())
    return f"'{line}" if line.startswith(_FORMULA) else line


def as_csv(table: Table) -> bytes:
    """A table as UTF-8 with a byte-order mark, semicolons and no formulas."""
    head = tuple(column.label for column in table.columns)
    return csv_lines((head, *(tuple(cell_text(cell) for cell in row) for row in table.rows)))


def csv_lines(lines: Iterable[Sequence[str]]) -> bytes:
    """Rows of text as UTF-8 with BOM, semicolons and CRLF."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(text) for text in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def cell_text(cell: TableCell) -> str:
    """A cell's value as text; a day as in ISO 8601."""
    return cell.value.isoformat() if isinstance(cell.value, dt.date) else str(cell.value)


def as_xlsx(table: Table, name: str, about: Sequence[tuple[str, str]], made: dt.date) -> bytes:
    """A workbook with filters, a frozen head and links, and a sheet about the extract.

    Args:
        table: the rows.
        name: of the sheet, at most 31 characters.
        about: name and text of what the second sheet tells.
        made: the workbook's date, so that the same content gives the same file.
    """
    out = io.BytesIO()
    with workbook(out, name, made) as book:
        _write_rows(book, name, table)
        _write_about(book, about)
    return out.getvalue()


def xlsx_lines(lines: Sequence[Sequence[str]], name: str, made: dt.date) -> bytes:
    """Rows of text as a workbook whose first row and column stay in sight."""
    out = io.BytesIO()
    with workbook(out, name, made) as book:
        sheet = book.add_worksheet(name)
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        text = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, len(lines[0]) - 1, 44)
        for row, line in enumerate(lines):
            for number, value in enumerate(line):
                look = bold if row == 0 or number == 0 else text
                sheet.write_string(row, number, value[:_MAX_CELL], look)
        _to_read(sheet)
        sheet.fit_to_pages(1, 0)
    return out.getvalue()


def workbook(out: io.BytesIO, name: str, made: dt.date) -> xlsxwriter.Workbook:
    """A workbook in which text is text, whatever it looks like."""
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    moment = dt.datetime.combine(made, dt.time(), dt.UTC).replace(tzinfo=None)
    book.set_properties({"title": f"Indsatskataloget: {name}", "created": moment})
    return book


def _to_read(sheet: xlsxwriter.worksheet.Worksheet) -> None:
    """The head and the first column frozen on screen, and repeated on each sheet of paper."""
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4


def _write_rows(book: xlsxwriter.Workbook, name: str, table: Table) -> None:
    sheet = book.add_worksheet(name)
    text = book.add_format({"text_wrap": True, "valign": "top"})
    link = book.add_format(
        {"text_wrap": True, "valign": "top", "font_color": "#004d99", "underline": 1}
    )
    date = book.add_format({"num_format": "dd-mm-yyyy", "valign": "top", "align": "left"})
    year = book.add_format({"num_format": "0", "valign": "top", "align": "left"})
    last = max(len(table.rows), 1)  # a table needs a row under its head
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    heads = [{"header": column.label, "header_format": bold} for column in table.columns]
    options = {"columns": heads, "style": "Table Style Light 1", "name": "Tabel"}
    sheet.add_table(0, 0, last, len(table.columns) - 1, options)
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
    for row, cells in enumerate(table.rows, 1):
        for number, cell in enumerate(cells):
            if isinstance(cell.value, dt.date):
                sheet.write_datetime(row, number, cell.value, date)
            elif isinstance(cell.value, int):
                sheet.write_number(row, number, cell.value, year)
            elif cell.url.startswith(("https://", "http://")) and len(cell.url) < _MAX_LINK:
                sheet.write_url(row, number, cell.url, link, cell.value[:_MAX_CELL])
            elif cell.value:
                sheet.write_string(row, number, cell.value[:_MAX_CELL], text)
    _to_read(sheet)


def _write_about(book: xlsxwriter.Workbook, about: Sequence[tuple[str, str]]) -> None:
    sheet = book.add_worksheet("Om udtrækket")
    bold = book.add_format({"bold": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 90)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for row, (name, value) in enumerate(about):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, value[:_MAX_CELL], text)
