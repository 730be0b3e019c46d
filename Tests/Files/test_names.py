"""Names are bytes: what is not UTF-8 is opened, written and shown; a source that reports could not name is refused."""
import json, os, subprocess, sys, unittest
from files import FLOWMSG, PLAIN, Files

ODD = b"caf\xe9"


@unittest.skipIf(sys.platform == "darwin", "names are UTF-8 there")
class Names(Files):
    def run_bytes(self, *arguments, folder=b"outside"):
        process = subprocess.run(
            [FLOWMSG.encode(), *arguments], cwd=os.path.join(self.folder.name.encode(), folder), env=self.environment,
            stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
        return process.returncode, process.stdout.decode(), process.stderr.decode()

    def put(self, name, text):
        path = os.path.join(self.folder.name.encode(), b"outside", name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)

    def names(self, folder=b""):
        return sorted(os.listdir(os.path.join(self.folder.name.encode(), b"outside", folder)))

    def setUp(self):
        super().setUp()
        self.put(ODD + b"/m.flowmsg", PLAIN.format(name="m"))
        os.mkdir(os.path.join(self.folder.name.encode(), b"outside", ODD, b".git"))
        self.put(b"p" + ODD + b".csv", "to\n593987000001\nx\n")

    def test_folders_roots_and_products(self):
        source = ODD + b"/m.flowmsg"
        for arguments in [[b"check", source], [b"check", ODD], [b"check", b"--root", ODD, source]]:
            code, out, error = self.run_bytes(*arguments)
            self.assertEqual(code, 0, error)
            self.assertIn("caf\\xE9/m.flowmsg", out)
        self.assertEqual(self.run_bytes(b"check", folder=b"outside/" + ODD)[0], 0)
        code, _, error = self.run_bytes(b"compile", source, b"-o", b"d\xff", b"--depfile", b"e\xff.d")
        self.assertEqual((code, error), (0, ""))
        self.assertEqual(self.names(b"d\xff"), [b"flowmsg.manifest.json", b"m.json"])
        with open(os.path.join(self.folder.name.encode(), b"outside/e\xff.d"), "rb") as file:
            self.assertIn(b"d\xff/m.json: \\\n  caf\xe9/m.flowmsg\n", file.read())
        code, out, error = self.run_bytes(b"check", b"--format", b"json", source)
        self.assertEqual(json.loads(out)["diagnostics"][0]["file"], "caf\\xE9/m.flowmsg")

    def test_lists_and_what_a_send_writes(self):
        code, _, error = self.run_bytes(
            b"send", ODD + b"/m.flowmsg", b"--sandbox", b"--recipients", b"p" + ODD + b".csv", b"--skip-invalid",
            b"--rejects", b"r\xff.csv", b"--report", b"s\xff.json", b"--unsent", b"u\xff.csv")
        self.assertEqual(code, 0, error)
        self.assertEqual(
            self.names(), [b"caf\xe9", b"pcaf\xe9.csv", b"pcaf\xe9.csv.flowmsg-journal", b"r\xff.csv", b"s\xff.json",
                           b"u\xff.csv"])
        # The command that is offered is one that a shell takes.
        command = next(line for line in error.splitlines() if line.startswith("  flowmsg send"))
        self.assertIn("$'pcaf\\xE9.csv.flowmsg-journal'", command)
        code, _, error = self.run_bytes(b"status", b"pcaf\xe9.csv.flowmsg-journal")
        self.assertEqual(code, 0, error)

    def test_sources_that_reports_could_not_name(self):
        self.put(ODD + b"/x\xe9.flowmsg", PLAIN.format(name="x"))
        self.put(ODD + b"/wrong.flowmsg", "message w {}\n")
        for operands in [[ODD], [ODD + b"/x\xe9.flowmsg", ODD + b"/wrong.flowmsg"]]:
            code, out, error = self.run_bytes(b"check", b"--format", b"concise", *operands)
            self.assertEqual(code, 2)
            self.assertIn("cannot read 'caf\\xE9/x\\xE9.flowmsg': its path below the project root is not valid UTF-8", error)
            self.assertIn("wrong.flowmsg:1:9: error", out)

    def test_text_that_is_not_utf_8(self):
        """Options and variables: refused by their names, with the byte's place from 1."""
        send = [b"send", ODD + b"/m.flowmsg", b"--to", b"593987000001", b"--dry-run"]
        for arguments, name, place in [([b"--bot", b"a\xff"], "'--bot'", 2), ([b"--bot", b"B", b"--type=\xe9"], "'--type'", 1),
                                       ([b"--bot", b"B", b"--set", "n=é".encode() + b"\xe9"], "'--set'", 5)]:
            code, out, error = self.run_bytes(*send, *arguments)
            self.assertEqual((code, out), (2, ""))
            self.assertIn(f"{name} is not valid UTF-8: byte {place} of its value", error)
        environment = {key.encode(): value.encode() for key, value in self.environment.items()}
        process = subprocess.run(
            [FLOWMSG, "send", "m.flowmsg", "--to", "593987000001", "--dry-run"], cwd=self.path("project"),
            env=environment | {b"FLOWMSG_BOT": b"ab\xc3"}, capture_output=True, timeout=120)
        self.assertEqual((process.returncode, process.stdout), (2, b""))
        self.assertIn(b"FLOWMSG_BOT is not valid UTF-8: byte 3 of its value", process.stderr)

    def test_two_spellings_of_one_character_are_two_files(self):
        os.mkdir(self.path("project/two"))
        self.write("project/two/e\u0301.flowmsg", PLAIN.format(name="one"))
        self.write("project/two/\u00e9.flowmsg", PLAIN.format(name="two"))
        self.assertEqual(len(os.listdir(self.path("project/two"))), 2)
        for operands in [["two"], ["two/e\u0301.flowmsg", "two/\u00e9.flowmsg"]]:
            code, out, error = self.flowmsg("compile", "--ndjson", *operands)
            self.assertEqual((code, out.count('{"output":')), (0, 2), error)


if __name__ == "__main__":
    unittest.main()
