"""Converts workbooks that other programs write, and compares with the rows they were given.

Run after `swift build -c release --product workbook-csv`; WORKBOOK_CSV names another executable. Needs openpyxl and
XlsxWriter, and LibreOffice, which writes some of the files.
"""

import csv
import datetime
import decimal
import io
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import unittest

import openpyxl
import xlsxwriter
from openpyxl.styles import Font
from openpyxl.worksheet.table import Table

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = os.environ.get("WORKBOOK_CSV", str(ROOT / ".build/release/workbook-csv"))
MEMORY = 512 << 20


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def run(path, *sheet):
    return subprocess.run([TOOL, str(path), *sheet], capture_output=True, preexec_fn=limit)


def shown(value):
    """A value as its cell is written."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() | int():
            text = format(decimal.Decimal(f"{value:.15g}"), "f")
            return "0" if text == "-0" else text
        case datetime.datetime():
            text = value.strftime("%Y-%m-%d")
            if value.time() == datetime.time():
                return text
            return text + value.strftime(" %H:%M:%S" if value.second else " %H:%M")
        case datetime.date():
            return value.isoformat()
        case datetime.time():
            return value.strftime("%H:%M:%S" if value.second else "%H:%M")
        case datetime.timedelta():
            seconds = round(value.total_seconds())
            text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
            return text + (f":{seconds % 60:02}" if seconds % 60 else "")
    return value


def table(rows):
    """The rows as text, cut to what has content."""
    rows = [[shown(value) for value in row] for row in rows]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((place + 1 for row in rows for place, text in enumerate(row) if text), default=0)
    return [(row + [""] * width)[:width] for row in rows]


TEXTS = ["plain", "a;b", 'say "x"', "two\nlines", " blanks ", "é漢😀", "", "=1", "0012", "_x000D_", "<&>'", "\t", "a,b"]
DAY = datetime.datetime(2024, 2, 29)
ROWS = [
    ["to", "nome", "valor", "dia"],
    [5511987654321, "Ana", 19.9, DAY],
    [1, None, 0.1 + 0.2, DAY + datetime.timedelta(hours=10, minutes=30)],
    [],
    [None, None, None, DAY + datetime.timedelta(seconds=59)],
    [True, False, -0.0, datetime.time(7, 5)],
    [1e-7, 123456789012345678, -1234.5, datetime.time(23, 59, 58)],
    [2.5e-10, 1e20, 1 / 3, datetime.date(1999, 12, 31)],
    TEXTS,
    [None] * 20 + ["far"],
]


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.path = self.folder / "book.xlsx"

    def converted(self, path=None, *sheet):
        result = run(path or self.path, *sheet)
        self.assertEqual(result.returncode, 0, result.stderr.decode())
        self.notes = result.stderr.decode()
        text = result.stdout.decode()
        self.assertTrue(text.endswith("\n") or not text)
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))

    def refused(self, *sheet):
        result = run(self.path, *sheet)
        self.assertEqual(result.returncode, 1, result.stderr.decode())
        self.assertTrue(result.stderr.startswith(b"error: "))
        return result.stderr.decode()


class OpenpyxlTests(Case):
    def save(self, rows, **options):
        book = openpyxl.Workbook(**options)
        sheet = book.active or book.create_sheet()
        for row in rows:
            sheet.append(row)
        book.save(self.path)

    # It writes `=1` as a formula, and `_x000D_` without an escape.
    rows = [[value for value in row if value not in ("=1", "_x000D_")] for row in ROWS]

    def test_rows(self):
        self.save(self.rows)
        self.assertEqual(self.converted(), table(self.rows))

    def test_write_only(self):
        self.save(self.rows, write_only=True)
        self.assertEqual(self.converted(), table(self.rows))

    def test_many_numbers(self):
        numbers = random.Random(1)
        rows = [
            [numbers.random(), numbers.uniform(-1e6, 1e6), round(numbers.uniform(0, 1e4), 2), numbers.randrange(10**18)]
            + [numbers.uniform(-1, 1) * 10.0 ** numbers.randrange(-30, 20)]
            for _ in range(5000)
        ]
        # It writes at most 16 digits.
        rows = [[float(f"{value:.16g}") for value in row] for row in rows]
        self.save(rows)
        self.assertEqual(self.converted(), table(rows))

    def test_days(self):
        first = datetime.datetime(1900, 3, 1)
        rows = [[first + datetime.timedelta(days=37 * place, minutes=7 * place)] for place in range(3000)]
        self.save(rows)
        self.assertEqual(self.converted(), table(rows))

    def test_days_from_1904(self):
        book = openpyxl.Workbook()
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        rows = [[DAY], [datetime.datetime(1904, 1, 2)], [datetime.datetime(1999, 12, 31, 23, 59)]]
        for row in rows:
            book.active.append(row)
        book.save(self.path)
        self.assertEqual(self.converted(), table(rows))

    def test_elapsed(self):
        rows = [[datetime.timedelta(hours=36, minutes=5)], [datetime.timedelta(minutes=9)]]
        self.save(rows)
        self.assertEqual(self.converted(), table(rows))

    def test_sheets(self):
        book = openpyxl.Workbook()
        book.active.append(["first"])
        second = book.create_sheet("Contatos & cia")
        second.append(["second"])
        book.create_chartsheet("Gráfico")
        book.save(self.path)
        self.assertIn("--sheet NAME", self.refused())
        self.assertIn("'Contatos & cia'", self.refused("none"))
        self.assertIn("chartsheet", self.refused("Gráfico"))
        self.assertEqual(self.converted(None, "Contatos & cia"), [["second"]])
        second.sheet_state = "hidden"
        book.save(self.path)
        self.assertEqual(self.converted(), [["first"]])

    def test_notes(self):
        book = openpyxl.Workbook()
        sheet = book.active
        for place in range(1, 6):
            sheet.append([place / 4, 1234.5, 12, place, DAY])
            sheet.cell(place, 1).number_format = "0.0%"
            sheet.cell(place, 2).number_format = '"R$" #,##0.00'
            sheet.cell(place, 3).number_format = "00000"
            sheet.cell(place, 4).number_format = "0.00"
            sheet.cell(place, 4).font = Font(bold=True)
        sheet.row_dimensions[2].hidden = True
        sheet.merge_cells("A8:C9")
        book.save(self.path)
        self.assertEqual(len(self.converted()), 5)
        self.assertIn("hidden 1, filtered 0\nmerged 1 A8:C9\n", self.notes)
        self.assertIn("formatted A 5 from 1: 0.25 as 25.0% by 0.0%\n", self.notes)
        self.assertIn('formatted B 5 from 1: 1234.5 as R$ 1,234.50 by "R$" #,##0.00\n', self.notes)
        self.assertIn("formatted C 5 from 1: 12 as 00012 by 00000\n", self.notes)
        self.assertNotIn("formatted D", self.notes)
        self.assertNotIn("formatted E", self.notes)

    def test_formulas_and_tables(self):
        book = openpyxl.Workbook()
        for row in [["a", "b"], ["=1+1", "x"]]:
            book.active.append(row)
        book.active.add_table(Table(displayName="T", ref="A1:B2"))
        book.save(self.path)
        self.assertEqual(self.converted(), [["a", "b"], ["", "x"]])


class XlsxWriterTests(Case):
    def save(self, rows, **options):
        book = xlsxwriter.Workbook(self.path, options)
        sheet = book.add_worksheet()
        formats = {
            datetime.datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
            datetime.date: book.add_format({"num_format": 14}),
            datetime.time: book.add_format({"num_format": "h:mm AM/PM"}),
        }
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if type(value) in formats:
                    sheet.write_datetime(number, place, value, formats[type(value)])
                elif isinstance(value, str):
                    sheet.write_string(number, place, value)
                elif value is not None:
                    sheet.write(number, place, value)
        return book, sheet

    def compare(self, **options):
        book, _ = self.save(ROWS, **options)
        book.close()
        self.assertEqual(self.converted(), table(ROWS))

    def test_rows(self):
        self.compare()

    def test_constant_memory(self):
        self.compare(constant_memory=True)

    def test_zip64(self):
        self.compare(use_zip64=True)

    def test_days_from_1904(self):
        self.compare(date_1904=True)

    def test_rich_text_formulas_and_errors(self):
        book, sheet = self.save([])
        bold = book.add_format({"bold": True})
        sheet.write_rich_string(0, 0, "a", bold, " b ", "c")
        sheet.write_formula(0, 1, "=1+1", None, 2)
        sheet.write_formula(0, 2, '="x"', None, "x;y")
        sheet.write_formula(0, 3, "=TRUE()", None, True)
        sheet.write_formula(0, 4, "=NA()", None, "#N/A")
        sheet.write_string(0, 5, "a\rb\x01")
        sheet.write_blank(0, 9, None, bold)
        sheet.write_url(1, 0, "https://example.com/", string="link")
        book.close()
        self.assertEqual(self.converted(), [["a b c", "2", "x;y", "true", "#N/A", "a\rb\x01"], ["link"] + [""] * 5])

    def test_filtered_rows(self):
        book, sheet = self.save([["name"], ["a"], ["b"], ["a"], ["b"]])
        sheet.autofilter("A1:A4")
        sheet.filter_column("A", "x == a")
        for row in [2, 4]:
            sheet.set_row(row, options={"hidden": True})
        book.close()
        self.converted()
        self.assertIn("hidden 1, filtered 1\n", self.notes)


class LibreOfficeTests(Case):
    def convert(self, source, kind):
        command = [
            "soffice", f"-env:UserInstallation=file://{self.folder}/profile", "--headless", "--infilter=CSV:44,34,76,1",
            "--convert-to", kind, "--outdir", str(self.folder), str(source)]
        subprocess.run(command, check=True, capture_output=True)
        return source.with_suffix("." + kind)

    def test_rows(self):
        source = self.folder / "source.csv"
        rows = [["to", "nome"], ["5511987654321", "Ana"], ["1.5", 'x "y"'], ["", "é漢"]]
        with source.open("w", newline="") as file:
            csv.writer(file).writerows(rows)
        self.assertEqual(self.converted(self.convert(source, "xlsx"), "source"), rows)

    def test_other_kinds(self):
        source = self.folder / "source.csv"
        source.write_text("to,nome\n5511987654321,Ana\n")
        for kind, name in [("ods", "OpenDocument"), ("xls", "Excel")]:
            self.path = self.convert(source, kind)
            self.assertIn(name, self.refused())


class OtherFileTests(Case):
    def test_names_them(self):
        for start, part in [(b"", "empty"), (b"a;b\n", "no workbook"), (b"\xd0\xcf\x11\xe0" + b"x" * 600, "password")]:
            self.path.write_bytes(start)
            self.assertIn(part, self.refused())


class DamageTests(Case):
    """Flips, cuts and zeroed ranges: each file either converts or is a clear failure."""

    COUNT = 300

    def test_never_crashes(self):
        book, sheet = XlsxWriterTests.save(self, ROWS * 40)
        sheet.merge_range("W1:X2", "m")
        book.close()
        good = self.path.read_bytes()
        chances = random.Random(20)
        outcomes = {0: 0, 1: 0}
        for number in range(self.COUNT):
            bytes_ = bytearray(good)
            for _ in range(chances.choice([1, 1, 2, 8])):
                self.damage(bytes_, chances)
            self.path.write_bytes(bytes_)
            result = run(self.path)
            self.assertIn(result.returncode, outcomes, f"file {number}: {result.stderr[-300:]}")
            if result.returncode == 1:
                self.assertTrue(result.stderr.startswith(b"error: "), result.stderr[-300:])
            outcomes[result.returncode] += 1
        print(f"\n{self.COUNT} damaged files: {outcomes[0]} converted, {outcomes[1]} refused", file=sys.stderr)

    def test_damaged_xml(self):
        """The same to the parts inside, behind sizes and checks that hold."""
        import zipfile

        book, _ = XlsxWriterTests.save(self, ROWS * 4)
        book.close()
        with zipfile.ZipFile(self.path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        names = [name for name in parts if name.endswith((".xml", ".rels")) and "docProps" not in name]
        chances = random.Random(21)
        outcomes = {0: 0, 1: 0}
        for number in range(self.COUNT):
            name = chances.choice(names)
            bytes_ = bytearray(parts[name])
            self.damage(bytes_, chances)
            with zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED) as archive:
                for other, content in parts.items():
                    archive.writestr(other, bytes(bytes_) if other == name else content)
            result = run(self.path)
            self.assertIn(result.returncode, outcomes, f"file {number}, {name}: {result.stderr[-300:]}")
            outcomes[result.returncode] += 1
        print(f"\n{self.COUNT} damaged parts: {outcomes[0]} converted, {outcomes[1]} refused", file=sys.stderr)

    def damage(self, bytes_, chances):
        if not bytes_:
            return
        place = chances.randrange(len(bytes_))
        match chances.randrange(5):
            case 0 | 1:
                bytes_[place] ^= 1 << chances.randrange(8)
            case 2:
                bytes_[place] = chances.randrange(256)
            case 3:
                end = min(len(bytes_), place + chances.randrange(1, 64))
                bytes_[place:end] = bytes(end - place)
            case 4:
                if chances.random() < 0.5:
                    del bytes_[place:]
                else:
                    del bytes_[place : place + chances.randrange(1, 32)]


if __name__ == "__main__":
    unittest.main()
