#!/usr/bin/env python3
"""Measures how fast a workbook of 1,000,000 rows is read, beside openpyxl's read-only reader, and the memory of it.

    swift build -c release --static-swift-stdlib
    Tests/Benchmarks/workbooks.py [ROWS]

Needs openpyxl and XlsxWriter. Fails on no figure.
"""

import pathlib
import random
import subprocess
import sys
import tempfile
import time

import openpyxl
import xlsxwriter

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = ROOT / ".build/release/workbook-csv"
# A small process in between, as a child begins with the memory of its parent.
SOURCE = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)"
)


def write(path, rows):
    chances = random.Random(1)
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for row in range(rows):
        sheet.write_string(row, 0, f"55119{chances.randrange(10**8):08d}")
        sheet.write_string(row, 1, f"Nome {row % 50000} da Silva")
        sheet.write_number(row, 2, round(chances.random() * 1000, 2))
        sheet.write_number(row, 3, row)
    book.close()


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = str(pathlib.Path(folder) / "people.xlsx")
        write(path, rows)
        start = time.monotonic()
        with open(pathlib.Path(folder) / "out.csv", "wb") as out:
            result = subprocess.run(
                [sys.executable, "-c", SOURCE, str(TOOL), path], stdout=out, stderr=subprocess.PIPE, check=True)
        ours = time.monotonic() - start
        start = time.monotonic()
        read = openpyxl.load_workbook(path, read_only=True)
        count = sum(1 for _ in read.active.iter_rows(values_only=True))
        theirs = time.monotonic() - start
    print(f"{count} rows: {ours:.2f} s, openpyxl {theirs:.2f} s, ratio {ours / theirs:.3f}")
    print(f"largest resident set: {int(result.stderr.split()[-1]) / 1024:.0f} MiB")


main()
