#!/usr/bin/env python3
"""Writes the same table as CSV, NDJSON, JSON and workbooks, and compares the requests that a send makes of each.

    FLOWMSG=/path/to/flowmsg python3 -m unittest test_tables

TABLES says how many tables are generated (5), TABLES_SEED from which seed; both are printed. Needs openpyxl and
XlsxWriter.
"""

import csv
import io
import json
import os
import pathlib
import random
import subprocess
import tempfile
import unittest

import openpyxl
import xlsxwriter

FLOWMSG = os.environ.get("FLOWMSG", str(pathlib.Path(__file__).resolve().parents[2] / ".build/release/flowmsg"))
COUNT = int(os.environ.get("TABLES", "5"))
SEED = int(os.environ.get("TABLES_SEED", "0")) or random.SystemRandom().randrange(1, 1 << 32)
SOURCE = """flow offer {
  screen CART { total: number }
}

message cart(
  nome: string(min: 1, max: 40)
  total: number(min: -1000000, max: 1000000)
  pontos: integer(min: 0, max: 9999) = 7
  vip: boolean = false
  cupom: string(max: 20) = "nenhum"
) {
  title "Oferta para {nome}"
  text "Com o cupom {cupom}"
  caption "Loja"
  flow offer
  cta "Ver"
  screen CART { total: total }
  payload { total: total, pontos: pontos, vip: vip, cupom: cupom }
}
"""
NAMES = ["Ana", "João", "Núñez; Peña", 'Bia "B"', "Conceição", "O'Neil", "Zoë, a boa", "李雷", "👩‍🚀 Eva", "Mac Donald"]
COLUMNS = ["to", "nome", "total", "pontos", "vip", "cupom"]


def table(seeds):
    """Rows of values as a database has them; None is an empty cell."""
    rows = []
    for index in range(seeds.randint(1, 12)):
        rows.append([
            f"55119{seeds.randrange(10**8):08}"[:13],
            seeds.choice(NAMES),
            seeds.choice([seeds.randint(-999, 9999), round(seeds.randrange(-99900, 99900) / 100 + 0.001, 3), 0.1, 1.5, 19.9]),
            seeds.choice([None, seeds.randint(0, 9999)]),
            seeds.choice([None, True, False]),
            seeds.choice([None, "007", "A-1", "10%", "x=1", "a\nb", "1.500"]),
        ])
    return list({row[0]: row for row in rows}.values())


def plain(value):
    return "" if value is None else json.dumps(value) if isinstance(value, (bool, int, float)) else value


class Tables(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "cart.flowmsg").write_text(SOURCE)

    def send(self, name, *options, code=0):
        done = subprocess.run(
            [FLOWMSG, "send", "cart.flowmsg", "--recipients", name, "--dry-run", "--bot", "b1", "--country", "none",
             *options], cwd=self.folder, capture_output=True, env={"PATH": os.environ["PATH"]})
        self.assertEqual(done.returncode, code, (name, done.stderr.decode()))
        return done.stdout, done.stderr.decode()

    def csv(self, rows, delimiter):
        text = io.StringIO()
        writer = csv.writer(text, delimiter=delimiter)
        writer.writerow(COLUMNS)
        writer.writerows([plain(value) for value in row] for row in rows)
        return text.getvalue()

    def objects(self, rows):
        return [{name: value for name, value in zip(COLUMNS, row) if value is not None} for row in rows]

    def openpyxl(self, rows, name, numbers):
        book = openpyxl.Workbook()
        sheet = book.active
        for row in [COLUMNS] + rows:
            sheet.append([int(v) if numbers and i == 0 and v.isdigit() else v for i, v in enumerate(row)])
        book.save(self.folder / name)

    def xlsxwriter(self, rows, name):
        book = xlsxwriter.Workbook(str(self.folder / name), {"strings_to_numbers": False, "strings_to_formulas": False})
        sheet = book.add_worksheet("Clientes")
        for place, row in enumerate([COLUMNS] + rows):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(place, column, value)
                elif value is not None:
                    sheet.write(place, column, value)
        book.close()

    def test_the_same_requests(self):
        print(f"{COUNT} tables, seed {SEED}")
        seeds = random.Random(SEED)
        for index in range(COUNT):
            rows = table(seeds)
            (self.folder / "list.csv").write_text(self.csv(rows, ","), newline="")
            (self.folder / "list2.csv").write_text("\ufeff" + self.csv(rows, ";"), newline="")
            lines = [json.dumps(row, ensure_ascii=False) for row in self.objects(rows)]
            (self.folder / "list.ndjson").write_text("\n".join(lines) + "\n")
            (self.folder / "list.json").write_text(json.dumps(self.objects(rows), indent=2))
            self.openpyxl(rows, "numbers.xlsx", True)
            self.openpyxl(rows, "texts.xlsx", False)
            self.xlsxwriter(rows, "other.xlsx")
            first = self.send("list.csv", "--decimal", "point")[0]
            self.assertIn(b"POST /v1/bots/b1/users/", first)
            for name in ["list.ndjson", "list.json", "numbers.xlsx", "texts.xlsx", "other.xlsx"]:
                self.assertEqual(self.send(name)[0], first, (SEED, index, name))
            self.assertEqual(self.send("list2.csv", "--decimal", "point")[0], first, (SEED, index))

    def test_lines_and_reasons(self):
        rows = [["5511987654321", "Ana", 1.5, None, None, None], ["12", "Bo", 2, None, None, None],
                ["5511987654322", "Mc\nDonald", 2, 70000, None, None], ["5511987654323", "", 3, None, None, None]]
        self.openpyxl(rows, "people.xlsx", False)
        _, error = self.send("people.xlsx", code=2)
        for line in ["line 3: ", "line 4: ", "line 5: "]:
            self.assertIn(line, error)
        self.assertNotIn("of the file", error)
        done = self.send("people.xlsx", "--skip-invalid", "--rejects", "bad.csv")
        back = (self.folder / "bad.csv").read_bytes()
        self.assertEqual(back[:3], b"\xef\xbb\xbf")
        self.assertEqual(back.split(b"\r\n")[0], b"\xef\xbb\xbfto;nome;total;pontos;vip;cupom;reason")
        self.assertEqual(back.count(b"\r\n"), 4, back)
        self.assertEqual((self.folder / "bad.csv").stat().st_mode & 0o777, 0o600)
        self.assertEqual(done[0].count(b"POST "), 1)

    def test_sheets(self):
        book = openpyxl.Workbook()
        book.active.title = "Ana"
        book.active.append(["to", "nome", "total"])
        book.active.append([5511987654321, "Ana", 1])
        other = book.create_sheet("Beto")
        other.append(["to", "nome", "total", "cupom"])
        other.append([5511987654322, "Beto", 2, 0.5])
        other["D2"].number_format = "0%"
        other.append([5511987654323, "Caio", 2, "x"])
        other.row_dimensions[3].hidden = True
        book.save(self.folder / "book.xlsx")
        self.assertIn("'Ana', 'Beto'", self.send("book.xlsx", code=2)[1])
        self.assertIn("no sheet 'Zé'", self.send("book.xlsx", "--sheet", "Zé", code=2)[1])
        out, error = self.send("book.xlsx", "--sheet", "Beto")
        self.assertEqual(out.count(b"POST "), 2)
        self.assertIn("1 row of the sheet 'Beto' is hidden", error)
        self.assertIn("column D has 1 number that the sheet shows in another way: line 2 is shown as '50%'", error)
        self.assertIn("'--encoding' is for text", self.send("book.xlsx", "--sheet", "Ana", "--encoding", "latin1", code=2)[1])
        (self.folder / "list.csv").write_text(self.csv([["5511987654321", "A", 1, None, None, None]], ","), newline="")
        self.assertIn("'--sheet' chooses a sheet of a workbook", self.send("list.csv", "--sheet", "Ana", code=2)[1])
        # Who is left out may be in a workbook too.
        self.openpyxl([["5511987654321", "Ana", 1, None, None, None]], "out.xlsx", True)
        out, error = self.send("book.xlsx", "--sheet", "Beto", "--exclude", "out.xlsx")
        self.assertEqual(out.count(b"POST "), 2)
        self.send("book.xlsx", "--sheet", "Ana", "--exclude", "out.xlsx", code=2)

    def test_standard_input_and_render_take_none(self):
        self.openpyxl([["5511987654321", "Ana", 1, None, None, None]], "people.xlsx", True)
        book = (self.folder / "people.xlsx").read_bytes()
        done = subprocess.run(
            [FLOWMSG, "send", "cart.flowmsg", "--recipients", "-", "--dry-run", "--bot", "b"], cwd=self.folder,
            input=book, capture_output=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"a workbook", done.stderr)


if __name__ == "__main__":
    unittest.main()
