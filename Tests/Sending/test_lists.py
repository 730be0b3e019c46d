"""The list of a send: changed meanwhile, without a header, through a link or a pipe, without a folder for copies."""
import json, os, subprocess, unittest
from bench import Bench, FLOWMSG, Held, Server


class Changes(Bench):
    def begin(self, server, count, *options):
        # Long rows, so that the list is read in several blocks.
        self.write("people.csv", "to,name\n" + "".join(f"{593987000000 + i},{'中' * 36}\n" for i in range(count)))
        process = self.start(self.command(
            "--endpoint", server.address, "--confirm", str(count), "--timeout", "3600", "--report", "r.json", *options))
        self.until(server.is_holding, process)
        return process

    def end(self, server, process):
        server.opened.set()
        _, error = process.communicate()
        return process.returncode, error, json.loads(self.read("r.json"))

    def test_a_list_that_is_touched(self):
        with Held() as server:
            process = self.begin(server, 3000)
            os.utime(self.path("people.csv"), (1, 1))
            code, error, report = self.end(server, process)
            self.assertEqual((code, len(server.taken), report["complete"], len(report["rows"])), (0, 3000, True, 3000), error)
            self.assertIn("note: 'people.csv' was changed meanwhile", error)

    def test_rows_that_are_added(self):
        with Held() as server:
            process = self.begin(server, 3000)
            with open(self.path("people.csv"), "a") as file:
                file.write("593987999999,Eva\n")
            code, error, report = self.end(server, process)
            self.assertEqual((code, len(server.taken), len(report["rows"])), (0, 3000, 3000), error)
            self.assertNotIn("593987999999", server.taken)
            self.assertIn("what is new in it was not", error)

    def test_a_row_that_is_changed_before_it_is_read_again(self):
        with Held() as server:
            process = self.begin(server, 3000)
            with open(self.path("people.csv"), "r+") as file:
                file.seek(os.path.getsize(self.path("people.csv")) - 10)
                file.write("X")
            code, error, report = self.end(server, process)
            self.assertEqual((code, report["complete"], len(report["rows"])), (2, False, 3000), error)
            self.assertIn("the file was changed while it was sent", error)
            self.assertEqual(report["summary"]["sent"], len(server.taken))
            self.assertEqual(report["summary"]["notTried"], 3000 - len(server.taken))
            self.assertEqual(
                {row["to"] for row in report["rows"] if row["state"] == "sent"}, set(server.taken))
            self.assertEqual([row["line"] for row in report["rows"]], list(range(2, 3002)))

    def test_a_list_that_is_emptied_after_it_was_read(self):
        with Held() as server:
            process = self.begin(server, 40, "--unsent", "u.csv")
            os.truncate(self.path("people.csv"), 0)
            code, error, report = self.end(server, process)
            self.assertEqual((len(server.taken), report["summary"]["sent"], len(report["rows"])), (40, 40, 40), error)
            self.assertEqual(code, 2, error)
            self.assertIn("the file was changed while it was sent", error)

    def test_a_list_that_is_replaced(self):
        with Held() as server:
            process = self.begin(server, 3000)
            self.write("new.csv", "to,name\n593987999999,Eva\n")
            os.rename(self.path("new.csv"), self.path("people.csv"))
            code, error, report = self.end(server, process)
            self.assertEqual((code, len(server.taken), len(report["rows"])), (0, 3000, 3000), error)

    def test_lines_of_a_report(self):
        self.write("people.csv", 'to,name,note\n\n593987000001,Ana,"a\nb"\nx,y,z\n\n\n593987000002,Bo,\n593987000001,Ana,\n593987000003,Cy,\n')
        with Server(lambda *_: (200, b"{}")) as server:
            self.assertEqual(self.run_command(self.command(
                "--endpoint", server.address, "--confirm", "3", "--skip-invalid", "--report", "r.json"))[0], 0)
        rows = json.loads(self.read("r.json"))["rows"]
        self.assertEqual([(row["line"], row["to"][-1]) for row in rows], [(3, "1"), (7, "2"), (9, "3")])


class Headers(Bench):
    def test_lists_without_a_header(self):
        for text, header in [("593987654321,Ana\n593987654322,Bo\n", "to,name"), ("Ana;+593 98 765-4321\n", "name,to"),
                             ("593987654321\n", "to"), ("593987654321,,\n", "to,name,column3"),
                             ("593987654321,593987654321\n", "to,name"), ('"(098) 765 4321",x,y\n', "to,name,column3"),
                             ("5.93988E+11;Ana\n", "to,name"), ("sep=;\n593987654321;Ana\n", "to,name")]:
            self.write("people.csv", text)
            for options in [[], ["--column", "to=593987654321"], ["--column", "to=Telefone"]]:
                with open(self.path("people.csv")) as file:
                    render = subprocess.run(
                        [FLOWMSG, "render", "m.flowmsg", *options], cwd=self.folder.name, env=self.environment, stdin=file,
                        capture_output=True, text=True)
                send = self.run_command(self.command("--dry-run", *options))
                for code, out, error in [(render.returncode, render.stdout, render.stderr), send]:
                    self.assertEqual((code, out), (2, ""), text)
                    self.assertIn("the list has no header", error)
                    self.assertIn(f"'--header {header}'", error)
                    self.assertNotIn("98765432", error)
                    self.assertNotIn("98 765", error)

    def test_the_help_works(self):
        self.write("people.csv", "593987654321,Ana\n593987654322,Bo\n")
        code, out, error = self.run_command(self.command("--dry-run", "--header", "to,name"))
        self.assertEqual((code, out.count("POST")), (0, 2), error)

    def test_headers_that_have_numbers(self):
        self.write("people.csv", "to,name,20261128\n593987654321,Ana,x\n")
        self.assertEqual(self.run_command(self.command("--dry-run"))[0], 0)
        self.write("people.csv", "Telefone,name,20261128\n593987654321,Ana,x\n")
        self.assertEqual(self.run_command(self.command("--dry-run", "--column", "to=Telefone"))[0], 0)
        self.write("people.csv", "to,name,593987654321,593987654321\n")
        code, _, error = self.run_command(self.command("--dry-run"))
        self.assertEqual((code, "593987654321" in error), (2, False), error)

    def test_exclusions_are_lists(self):
        self.people(3)
        self.write("gone", "593987000001\n")
        code, out, error = self.run_command(self.command("--dry-run", "--exclude", "gone"))
        self.assertEqual((code, out.count("POST")), (0, 2), error)

    def test_a_trial_writes_no_report(self):
        self.people(1)
        code, _, error = self.run_command(self.command("--dry-run", "--report", "r.json", "--unsent", "u.csv"))
        self.assertEqual((code, os.path.exists(self.path("r.json"))), (0, False), error)
        self.assertIn("no '--report' is written", error)
        self.assertIn("no '--unsent' is written", error)


class Places(Bench):
    def send(self, server, recipients, *options, **others):
        process = subprocess.run(
            self.command("--endpoint", server.address, *options, recipients=recipients), cwd=self.folder.name,
            env=self.environment | others.pop("environment", {}), capture_output=True, text=True, timeout=120,
            **({"stdin": subprocess.DEVNULL} if not others else others))
        return process.returncode, process.stderr

    def setUp(self):
        super().setUp()
        os.mkdir(self.path("a"))
        os.mkdir(self.path("b"))
        self.people(1, "a/nov.csv")
        os.symlink("../a/nov.csv", self.path("b/current.csv"))
        os.symlink("b/current.csv", self.path("list.csv"))

    def test_a_list_through_a_link(self):
        with Server(lambda *_: (200, b"{}")) as server:
            code, error = self.send(server, "list.csv")
            self.assertEqual((code, sorted(os.listdir(self.path("a")))), (0, ["nov.csv", "nov.csv.flowmsg-journal"]), error)
            self.assertIn("'list.csv' is a link: the journal is beside the file that it leads to", error)
            for name in ["list.csv", "a/nov.csv", "b/current.csv"]:
                self.assertEqual(self.send(server, name)[0], 2)
                self.assertEqual(self.send(server, name, "--resume")[0], 0)
            self.assertEqual(len(server.bodies), 1)

    def test_a_journal_beside_the_link(self):
        with Server(lambda *_: (200, b"{}")) as server:
            self.assertEqual(self.send(server, "list.csv", "--journal", "list.csv.flowmsg-journal")[0], 0)
            for options in [[], ["--resume"]]:
                code, error = self.send(server, "list.csv", *options)
                self.assertEqual(code, 2)
                self.assertIn("list.csv.flowmsg-journal", error)
            self.assertEqual(len(server.bodies), 1)

    def test_a_list_through_a_pipe(self):
        people = self.read("a/nov.csv")
        with Server(lambda *_: (200, b"{}")) as server:
            for name in ["-", "/dev/stdin", "/dev/fd/0"]:
                code, error = self.send(server, name, "--resume", input=people)
                self.assertEqual((code, os.path.exists(self.path("stdin.flowmsg-journal"))), (0, True), error)
                self.assertIn("its journal is 'stdin.flowmsg-journal' in the working directory", error)
            self.assertEqual(len(server.bodies), 1)

    def test_no_folder_for_copies(self):
        nowhere = {"TMPDIR": "/nonexistent"}
        with Server(lambda *_: (200, b"{}")) as server:
            command = [FLOWMSG, "send", "m.flowmsg", "--to", "593987000001", "--set", "name=Ana", "--endpoint", server.address]
            process = subprocess.run(
                command, cwd=self.folder.name, env=self.environment | nowhere, capture_output=True, text=True)
            self.assertEqual((process.returncode, len(server.bodies)), (0, 1), process.stderr)
            code, error = self.send(server, "-", input=self.read("a/nov.csv"), environment=nowhere)
            self.assertEqual((code, len(server.bodies)), (2, 1))
            self.assertIn("'/nonexistent'", error)
            self.assertIn("TMPDIR", error)


if __name__ == "__main__":
    unittest.main()
