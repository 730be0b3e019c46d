#!/usr/bin/env python3
"""One campaign as people do it: from a workbook with names, numbers and mistakes of its own to messages in a sandbox.

    FLOWMSG=/path/to/flowmsg python3 -m unittest test_session

Each command is the one before it with what its messages ask for: options come from them, and are not known here.
"""

import csv
import io
import json
import pathlib
import re
import shlex
import sys
import unittest
import urllib.request

import openpyxl

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Sending"))
from bench import FLOWMSG, Bench  # noqa: E402

FORM = pathlib.Path(__file__).resolve().parent / "forms" / "oferta.flowmsg"
GOOD = 17


def national(number):
    return 11987654300 + number


class Session(Bench):
    def setUp(self):
        super().setUp()
        self.write("oferta.flowmsg", FORM.read_text())
        self.environment["FLOWMSG_BOT"] = "demo"

    def workbook(self):
        """Twenty people, of whom three cannot be used: an error cell, a number that is cut, and money with its sign."""
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(["Teléfono", "Nome", "Valor", "Cupons", "Vendedor"])
        for person in range(20):
            sheet.append([national(person), f"Cliente {person}", 10.5 + person, f"C-{person}", "Rui"])
        sheet["B4"] = "#N/A"
        sheet["B4"].data_type = "e"
        sheet["A7"] = "(11) 98765"
        sheet["C9"] = "R$ 100"
        book.save(self.path("clientes.xlsx"))

    def refused(self, command, *parts):
        """Runs a command that sends nothing; the options that its help lines give."""
        code, out, error = self.run_command(command)
        self.assertEqual((code, out, self.taken()), (2, "", self.seen), error)
        for part in parts:
            self.assertIn(part, error)
        return re.findall(r"'(--[^']*)'", "".join(line for line in error.splitlines(True) if line.startswith("  help:")))

    def received(self, address):
        with urllib.request.urlopen(address + "/messages") as answer:
            return json.load(answer)

    def correct(self, name):
        """Does what each row's reason asks for, and leaves the reason there."""
        with open(self.path(name), encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter=";"))
        for row in rows[1:]:
            if "error of the spreadsheet" in row[-1]:
                row[1] = "Caio"
            elif "phone number" in row[-1]:
                row[0] = f"+55 {national(5)}"
            elif "sign of the currency" in row[-1]:
                row[2] = "100"
            else:
                self.fail(row)
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows(rows)
        pathlib.Path(self.path(name)).write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode())
        return rows

    def test_from_a_workbook_to_everybody_once(self):
        self.workbook()
        with self.sandbox() as address:
            self.seen = []
            command = [FLOWMSG, "send", "oferta.flowmsg", "--recipients", "clientes.xlsx", "--endpoint", address, "--rate", "0"]
            # The columns, one after the other, and the country.
            options = self.refused(command, "no column 'to'")
            self.assertEqual(options, ["--column to=Teléfono"])
            command += shlex.split(options[0])
            options = self.refused(command, "'Cupons' fills nothing, and no column fills 'cupom'")
            self.assertEqual(options, ["--column cupom=Cupons", "--column cupom="])
            command += shlex.split(options[0])
            options = self.refused(command, "19 of 20 numbers are complete numbers of Brazil without the country code")
            self.assertEqual(options, ["--country BR", "--country none"])
            command += shlex.split(options[0])
            # The rows.
            options = self.refused(
                command, "note: the column 'Vendedor' fills nothing", "line 4: 'nome': '#N/A'", "line 7: the phone number",
                "line 9: 'valor': found 'R$ 100'", "3 rows of 20 cannot be used")
            self.assertEqual(options, ["--skip-invalid --rejects FILE"])
            command += shlex.split(options[0].replace("FILE", "rejects.csv"))
            # The look at it, and the number of people.
            options = self.refused(
                command + ["--unsent", "unsent.csv"], "skipped 3 rows of 20", "| Oferta para Cliente 0", "'Teléfono' as 'to'",
                f"the country code is written before {GOOD} numbers", f"to {GOOD} people")
            self.assertEqual(options, [f"--confirm {GOOD}", "--dry-run"])
            code, _, error = self.run_command(command + ["--unsent", "unsent.csv"] + shlex.split(options[0]))
            self.assertEqual(code, 0, error)
            self.assertIn(f"{GOOD} sent, 0 refused, 0 in doubt, 0 not tried", error)
            self.check_first(address)
            printed = self.check_rest(address, error)
            self.check_nobody_twice(printed, command)

    def check_first(self, address):
        """What the sandbox shows after the first run."""
        answer = self.received(address)
        self.assertEqual(answer["counts"], {"received": GOOD, "accepted": GOOD, "refused": 0, "faulted": 0, "taken": GOOD})
        people = [person for person in range(20) if person not in (2, 5, 7)]
        bodies = {message["user"]: message["body"] for message in answer["messages"]}
        self.assertEqual(sorted(bodies), sorted(f"55{national(person)}" for person in people))
        for person in people:
            body = bodies[f"55{national(person)}"]
            self.assertEqual(body["title"], f"Oferta para Cliente {person}")
            self.assertEqual(body["payload"], {"valor": 10.5 + person, "pontos": 7, "vip": False, "cupom": f"C-{person}"})
        with urllib.request.urlopen(address) as page:
            self.assertIn(b"<title>flowmsg sandbox</title>", page.read())

    def check_rest(self, address, error):
        """Corrects the rows that came back and sends them as the summary prints; gives that command, confirmed."""
        self.seen = self.taken()
        self.assertEqual(len(self.seen), GOOD)
        rejects, unsent = (self.correct(name) for name in ["rejects.csv", "unsent.csv"])
        self.assertEqual(rejects, unsent)
        self.assertEqual(rejects[0], ["Teléfono", "Nome", "Valor", "Cupons", "Vendedor", "reason"])
        self.assertEqual([row[3] for row in rejects[1:]], ["C-2", "C-5", "C-7"])
        line = error.split("once corrected, they are sent by:\n")[1].splitlines()[0]
        printed = [FLOWMSG, *shlex.split(line)[1:]]
        self.assertIn("clientes.xlsx.flowmsg-journal", printed)
        options = self.refused(printed, "to 3 people")
        printed += shlex.split(options[0])
        code, _, error = self.run_command(printed)
        self.assertEqual(code, 0, error)
        self.assertEqual(sorted(self.taken()), sorted(f"55{national(person)}" for person in range(20)))
        messages = self.received(address)["messages"][GOOD:]
        self.assertEqual({message["user"]: message["body"]["payload"]["valor"] for message in messages},
                         {f"55{national(2)}": 12.5, f"55{national(5)}": 15.5, f"55{national(7)}": 100})
        return printed

    def check_nobody_twice(self, printed, command):
        """The same command once more, the list of the rejects as one of its own, and the workbook: none sends again."""
        self.seen = self.taken()
        code, _, error = self.run_command(printed)
        self.assertEqual((code, self.taken()), (0, self.seen), error)
        again = [part for part in printed if part != "--resume" and not part.endswith("-journal") and part != "--journal"]
        place = again.index("--recipients") + 1
        self.refused(
            again[:place] + ["rejects.csv"] + again[place + 1:],
            "the journal 'clientes.xlsx.flowmsg-journal' is of this message, and has 3 people of this list as sent")
        self.refused(command, "clientes.xlsx.flowmsg-journal")


if __name__ == "__main__":
    unittest.main()
