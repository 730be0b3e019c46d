"""Standard streams that are closed are on /dev/null, and what needs them is refused before anything is done."""
import os, subprocess, unittest
from files import FLOWMSG, Files, Server

PEOPLE = "to\n593987000001\nx\n"
SEND = '"$F" send m.flowmsg --bot B --recipients p.csv --skip-invalid'


class Streams(Files):
    def setUp(self):
        super().setUp()
        self.write("project/p.csv", PEOPLE)

    def shell(self, script, **variables):
        process = subprocess.run(
            ["bash", "-c", script], cwd=self.path("project"), env=self.environment | {"F": FLOWMSG} | variables,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
        return process.returncode, process.stdout, process.stderr

    def test_a_product_for_a_closed_output(self):
        before = sorted(os.listdir(self.path("project")))
        for command in ["check m.flowmsg", "check --format json=r.json --format text m.flowmsg", "compile m.flowmsg",
                        "render m.flowmsg --bot B --skip-invalid --rejects r.csv < p.csv", "explain", "schema body",
                        "--version", "--help", "help send", "status j", "sandbox --port 0",
                        "send m.flowmsg --bot B --recipients p.csv --skip-invalid --dry-run",
                        "send m.flowmsg --bot B --recipients p.csv --skip-invalid --as curl",
                        "send m.flowmsg --bot B --recipients p.csv --skip-invalid --rejects r.csv --sandbox"]:
            with self.subTest(command):
                code, _, error = self.shell(f'"$F" {command} 1>&-')
                self.assertEqual(code, 2, error)
                self.assertIn("standard output is closed", error)
                self.assertEqual(self.shell(f'"$F" {command} 1>&- 2>&- <&-')[0], 2)
                self.assertEqual(sorted(os.listdir(self.path("project"))), before)

    def test_a_closed_input_that_is_read(self):
        before = sorted(os.listdir(self.path("project")))
        for command in ["check -", "compile -", "render m.flowmsg --bot B --skip-invalid --rejects r.csv",
                        "send m.flowmsg --bot B --recipients - --dry-run",
                        "send m.flowmsg --bot B --recipients p.csv --skip-invalid --exclude - --dry-run"]:
            with self.subTest(command):
                code, out, error = self.shell(f'"$F" {command} <&-')
                self.assertEqual((code, out), (2, ""), error)
                self.assertIn("standard input is closed", error)
                self.assertEqual(sorted(os.listdir(self.path("project"))), before)

    def test_closed_descriptors_by_their_names(self):
        for command in ["check /dev/stdin <&-", "check /dev/fd/0 <&-", "check --format json=/dev/stdout m.flowmsg 1>&-",
                        "send m.flowmsg --bot B --recipients /dev/stdin --dry-run <&-"]:
            code, out, error = self.shell(f'"$F" {command}')
            self.assertEqual((code, out), (2, ""), error)
            self.assertIn("it is closed", error)

    def test_a_send_without_streams(self):
        """Its summary goes nowhere, and never into the journal."""
        with Server(lambda *_: (200, b"{}")) as server:
            code, _, _ = self.shell(f'{SEND} --endpoint {server.address} --report r.json 1>&- 2>&- <&-')
            self.assertEqual((code, len(server.bodies)), (0, 1))
        self.assertIn("1 sent", self.shell('"$F" status p.csv.flowmsg-journal')[1])
        self.assertIn('"sent": 1', self.read("project/r.json"))

    def test_products_that_are_files(self):
        self.assertEqual(self.shell('"$F" compile m.flowmsg -o dist 1>&- 2>&- <&-')[0], 0)
        self.assertIn("m.json", os.listdir(self.path("project/dist")))
        self.assertEqual(self.shell('"$F" check --format json=r.json m.flowmsg 1>&- 2>&- <&-')[0], 0)
        self.assertTrue(self.read("project/r.json").startswith("{"))

    def test_an_output_that_nobody_reads(self):
        self.assertEqual(self.shell('"$F" explain | true; exit ${PIPESTATUS[0]}')[0], 0)


if __name__ == "__main__":
    unittest.main()
