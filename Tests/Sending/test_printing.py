"""What a dry run prints is what leaves; recipients come from files, pipes and processes; a person is asked on a terminal."""
import json, os, pty, re, shutil, subprocess, threading, time, unittest, xml.etree.ElementTree
from bench import Bench, Server, FLOWMSG


class Printing(Bench):
    def test_curl_lines_send_the_same_bytes(self):
        """Run by a shell, with texts that have quotes, dollars and line breaks of other scripts in them."""
        self.assertIsNotNone(shutil.which("curl"), "curl is not installed")
        self.write("people.csv", 'to,name\n593987000001,"It\'s ""x"" $(id) `id` \\"\n593987000002,João ’🎄\n593987000003,@/etc/passwd\n')
        with Server(lambda *_: (200, b"{}")) as server:
            endpoint = ["--endpoint", server.address + "/base"]
            code, out, error = self.run_command(self.command(*endpoint, "--as", "curl"))
            self.assertEqual((code, len(server.bodies)), (0, 0), error)
            shell = subprocess.run(["sh", "-e"], input=out, env=self.environment, text=True, capture_output=True)
            self.assertEqual(shell.returncode, 0, shell.stderr)
            printed, server.bodies = server.bodies, []
            code, _, error = self.run_command(self.command(*endpoint, "--confirm", "3", "--concurrency", "1"))
            self.assertEqual(code, 0, error)
            self.assertEqual(printed, server.bodies)
            dry = self.run_command(self.command(*endpoint, "--dry-run"))[1]
            for body in printed:
                self.assertIn(body.decode(), dry)
            self.assertEqual(dry.count("Authorization: Basic ***"), 3)

    def test_curl_lines_pass_the_sandbox(self):
        self.people(2)
        with self.sandbox() as address:
            out = self.run_command(self.command("--endpoint", address, "--as", "curl"))[1]
            subprocess.run(["sh", "-e"], input=out, env=self.environment, text=True, check=True, capture_output=True)
            self.assertEqual(len(self.taken()), 2)

    def test_recipients_that_can_be_read_once(self):
        self.people(3)
        before = set(os.listdir("/tmp"))
        with self.sandbox() as address:
            rest = f"--endpoint {address} --confirm 3 --rate 0"
            for line in [
                f"{FLOWMSG} send m.flowmsg --recipients <(cat people.csv) --journal j {rest}",
                f"cat people.csv | {FLOWMSG} send m.flowmsg --recipients /dev/stdin --journal i {rest}",
                f"{FLOWMSG} send m.flowmsg --recipients - --journal k {rest} < people.csv",
                # The last, as the journals of the others are not beside the list by their names, and this one is.
                f"cat people.csv | {FLOWMSG} send m.flowmsg --recipients - {rest}"]:
                code, _, error = self.run_command(["bash", "-c", line])
                self.assertEqual(code, 0, error)
            self.assertEqual(len(self.taken()), 12)
        for journal in ["stdin.flowmsg-journal", "i", "j", "k"]:
            self.assertTrue(os.path.exists(self.path(journal)))
        self.assertFalse([name for name in set(os.listdir("/tmp")) - before if "recipients" in name])

    def on_terminal(self, command, answer):
        """Runs a command on a terminal and types an answer when it is asked; its exit code and what it showed."""
        pid, terminal = pty.fork()
        if pid == 0:
            os.chdir(self.folder.name)
            os.execvpe(command[0], command, self.environment)
        shown = b""
        typed = False
        while True:
            try:
                piece = os.read(terminal, 4096)
            except OSError:
                piece = b""
            if not piece:
                break
            shown += piece
            if b"to send: " in shown and not typed:
                os.write(terminal, answer)
                typed = True
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), shown.decode()

    def test_a_person_is_asked(self):
        self.people(30)
        with self.sandbox() as address:
            command = self.command("--endpoint", address, "--rate", "100")
            for answer, code in [(b"29\n", 2), (b"yes\n", 2), (b"\n", 2), (b"\x04", 2), (b"30\n", 0)]:
                got, shown = self.on_terminal(command, answer)
                self.assertEqual(got, code, shown)
                self.assertIn("30 people would get the message. Write 30 to send: ", shown)
                self.assertEqual(len(self.taken()), 30 if code == 0 else 0)
            self.assertRegex(shown, r"\r\x1b\[K\d+ of 30 · \d+/s · \d+ sent · 0 refused · 0 in doubt")
            self.assertIn("30 sent, 0 refused, 0 in doubt, 0 not tried", shown)
            # One person is not asked about.
            got, shown = self.on_terminal(
                [FLOWMSG, "send", "m.flowmsg", "--to", "593987000001", "--set", "name=A", "--endpoint", address], b"")
            self.assertEqual((got, "to send:" in shown), (0, False), shown)

    def test_compiled_folder_and_bodies(self):
        self.write("other.flowmsg", 'message plain { title "T", text "B", caption "C", flow "f", cta "Go", screen S, payload { "$x": { "$$y": 1 } } }\n')
        subprocess.run([FLOWMSG, "compile", "m.flowmsg", "other.flowmsg", "-o", "dist"], cwd=self.folder.name, check=True, capture_output=True)
        to = ["--to", "593987000001", "--as", "curl"]
        code, _, error = self.run_command([FLOWMSG, "send", "dist", *to])
        self.assertEqual(code, 2)
        self.assertIn("choose one: --message m, --message plain", error)
        self.assertIn("did you mean '--message plain'", self.run_command([FLOWMSG, "send", "dist", *to, "--message", "plein"])[2])
        folder = self.run_command([FLOWMSG, "send", "dist", *to, "--message", "plain", "--bot", "B"])
        body = self.run_command([FLOWMSG, "send", "dist/plain.json", *to, "--bot", "B"])
        source = self.run_command([FLOWMSG, "send", "other.flowmsg", *to, "--bot", "B"])
        self.assertEqual(folder, body)
        self.assertEqual(folder, source)
        self.assertIn('"payload":{"$x":{"$$y":1}}', folder[1])
        self.assertIn("no bot is known", self.run_command([FLOWMSG, "send", "dist/plain.json", *to])[2])
        form = self.run_command([FLOWMSG, "send", "dist", *to, "--message", "m", "--set", "name=A"])
        self.assertIn('"title":"Hello A"', form[1], form)
        with open(self.path("dist/plain.json"), "a") as file:
            file.write("\n")
        code, _, error = self.run_command([FLOWMSG, "send", "dist", *to, "--message", "plain", "--bot", "B"])
        self.assertEqual(code, 2)
        self.assertIn("'dist/plain.json' was edited after it was compiled", error)

    def test_junit_is_read_by_others(self):
        self.people(40)
        with self.sandbox("--fault", "400:30%", "--fault", "reset-after:20%") as address:
            code, _, error = self.run_command(self.command(
                "--endpoint", address, "--confirm", "30", "--limit", "30", "--max-failures", "100%", "--report", "r.xml"))
            self.assertEqual(code, 3, error)
            suite = xml.etree.ElementTree.parse(self.path("r.xml")).getroot()[0]
            children = [[inner.tag for inner in case] for case in suite]
            self.assertEqual(len(children), int(suite.get("tests")))
            for name, tag in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]:
                self.assertEqual(sum(tag in inner for inner in children), int(suite.get(name)))
            counts = [len(children) - sum(map(bool, children)), *(int(suite.get(n)) for n in ["failures", "errors", "skipped"])]
            # Who is beyond the limit was not tried, and the report names everybody.
            self.assertEqual((sum(counts), min(counts) > 0, counts[3] >= 10), (40, True, True), counts)
            self.assertIn("{} sent, {} refused, {} in doubt, {} not tried".format(*counts), error)
            names = [case.get("name") for case in suite]
            self.assertEqual(len(set(names)), 40)
            self.run_command(self.command("--endpoint", address, "--resume", "--limit", "0", "--confirm", "0", "--report", "r.json"))
            report = json.loads(self.read("r.json"))
            self.assertEqual(len(report["rows"]), sum(report["summary"].values()))


if __name__ == "__main__":
    unittest.main()
