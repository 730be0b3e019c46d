"""What is written takes the place of nothing that is read, and is there whole or not at all."""
import ctypes, ctypes.util, os, resource, subprocess, unittest
from files import FLOWMSG, LINUX, MESSAGE, PLAIN, Files

FORM = '{"title":"t","text":"t","caption":"c","parameters":{"flow_name":"f","flow_cta":"Open","flow_action_payload":{"screen":"S"}}}'


class Inputs(Files):
    def refused(self, name, *arguments, **others):
        """A run that would write over the file `name`: it writes nothing at all, and says which file it is."""
        def state():
            found = {}
            for folder, _, names in os.walk(self.folder.name):
                for one in names:
                    path = os.path.join(folder, one)
                    if os.path.isfile(path):
                        with open(path, "rb") as file:
                            found[path] = file.read()
            return found
        before = state()
        code, out, error = self.flowmsg(*arguments, **others)
        self.assertEqual(code, 2, (arguments, out, error))
        self.assertEqual(state(), before, arguments)
        self.assertIn(name, error)
        return error

    def test_reports_of_check(self):
        os.link(self.path("project/m.flowmsg"), self.path("project/hard"))
        os.symlink("m.flowmsg", self.path("project/soft"))
        for name in ["m.flowmsg", "./m.flowmsg", "hard", "soft"]:
            error = self.refused(f"'{name}'", "check", "--format", f"json={name}", "m.flowmsg")
            self.assertIn("it is read in this run, as", error)
        self.refused("m.flowmsg", "check", "--format", "concise=new.txt", "--format", "json=hard", ".")
        self.assertEqual(self.flowmsg("check", "--format", "json=other", "m.flowmsg")[0], 0)

    def test_outputs_of_compile(self):
        os.mkdir(self.path("project/dist"))
        self.write("project/dist/m.json", '{"a": "b"}')
        self.write("project/m.flowmsg", 'let a from "dist/m.json"\n' + PLAIN.format(name="m").replace('"Two"', '"{a.a}"'))
        self.refused("'dist/m.json'", "compile", "m.flowmsg", "-o", "dist")
        os.rename(self.path("project/dist/m.json"), self.path("project/data.json"))
        self.write("project/m.flowmsg", self.read("project/m.flowmsg").replace("dist/m.json", "data.json"))
        os.link(self.path("project/data.json"), self.path("project/dist/m.json"))
        self.refused("'dist/m.json'", "compile", "m.flowmsg", "-o", "dist")
        os.remove(self.path("project/dist/m.json"))
        os.link(self.path("project/data.json"), self.path("project/made.d"))
        self.refused("'made.d'", "compile", "m.flowmsg", "-o", "dist", "--depfile", "made.d")
        # What an earlier run made may be made again.
        self.assertEqual(self.flowmsg("compile", "m.flowmsg", "-o", "dist", "--source-map")[0], 0)
        self.write("project/data.json", '{"a": "c"}')
        self.assertEqual(self.flowmsg("compile", "m.flowmsg", "-o", "dist", "--source-map")[0], 0)
        self.assertIn('"c"', self.read("project/dist/m.json"))

    def test_outputs_through_links_that_lead_out(self):
        self.write("outside/precious", "mine")
        os.mkdir(self.path("project/dist"))
        os.symlink("../../outside/precious", self.path("project/dist/m.json"))
        self.refused("'dist/m.json'", "compile", "m.flowmsg", "-o", "dist")
        os.symlink("../outside", self.path("project/out"))
        for name in ["out", "out/new"]:
            error = self.refused(f"'{name}'", "compile", "m.flowmsg", "-o", name)
            self.assertIn("a link leads out of the project there", error)
        # A folder that was named where it is may be anywhere.
        self.assertEqual(self.flowmsg("compile", "m.flowmsg", "-o", "../outside")[0], 0)

    def test_fixes_through_links_that_lead_out(self):
        fixable = PLAIN.format(name="m").replace('"One"', "“One”")
        self.write("outside/x.flowmsg", fixable)
        self.write("project/m.flowmsg", fixable)
        os.symlink("../outside/x.flowmsg", self.path("project/x.flowmsg"))
        os.symlink("../outside", self.path("project/folder"))
        for name in ["x.flowmsg", "folder/x.flowmsg"]:
            error = self.refused(f"'{name}'", "check", "--fix", name)
            self.assertIn("a link leads out of the project there", error)
        self.assertEqual(self.flowmsg("check", "--fix", "m.flowmsg")[0], 0)
        self.assertIn('"One"', self.read("project/m.flowmsg"))
        self.assertEqual(self.flowmsg("check", "--fix", "../outside/x.flowmsg")[0], 0)
        self.assertIn('"One"', self.read("outside/x.flowmsg"))

    def test_fixes_and_a_report_over_a_source(self):
        self.write("project/m.flowmsg", PLAIN.format(name="m").replace('"One"', "“One”"))
        self.refused("'m.flowmsg'", "check", "--fix", "--format", "json=m.flowmsg", "m.flowmsg")

    def test_standard_input_is_read_too(self):
        self.write("project/form.json", FORM)
        self.write("project/in.csv", "to\n593987654321\nbad\n")
        for name in ["in.csv", "form.json"]:
            with open(self.path("project/in.csv")) as file:
                self.refused(f"'{name}'", "render", "form.json", "--bot", "B", "--skip-invalid", "--rejects", name, stdin=file)
        with open(self.path("project/m.flowmsg")) as file:
            self.refused("'m.flowmsg'", "check", "-", "--format", "json=m.flowmsg", stdin=file)

    def test_standard_output_that_goes_into_an_input(self):
        self.write("project/form.json", FORM)
        self.write("project/in.csv", "to\n593987654321\n")
        for name, arguments in [("m.flowmsg", ["compile", "m.flowmsg"]), ("m.flowmsg", ["check", "m.flowmsg"]),
                                ("in.csv", ["render", "form.json", "--bot", "B"])]:
            with open(self.path("project/in.csv")) as file, open(self.path(f"project/{name}"), "a") as output:
                self.refused("standard output", *arguments, stdin=file, stdout=output)

    def test_files_of_a_send(self):
        self.write("project/people.csv", "to\n593987654321\nbad\n")
        self.write("project/none.csv", "5511900000001\n")
        send = ["send", "m.flowmsg", "--bot", "B", "--recipients", "people.csv", "--exclude", "none.csv", "--sandbox",
                "--skip-invalid", "--confirm", "1"]
        for name in ["people.csv", "none.csv", "m.flowmsg"]:
            os.link(self.path(f"project/{name}"), self.path(f"project/hard-{name}"))
            for option in ["--rejects", "--report"]:
                self.refused(f"'hard-{name}'", *send, option, f"hard-{name}")


class Products(Files):
    def test_products_that_are_no_files(self):
        special = self.special() | {"/dev/full": "a device", "/dev/zero": "a device"}
        for name, words in special.items():
            code, out, error = self.flowmsg("check", "m.flowmsg", "--format", f"json={name}")
            self.assertEqual((code, out), (2, ""), error)
            self.assertIn(f"cannot write '{name}': it is {words} and not a file", error)
            self.write("project/people.csv", "to\n593987654321\n")
            code, _, error = self.flowmsg(
                "send", "m.flowmsg", "--bot", "B", "--recipients", "people.csv", "--sandbox", "--report", name)
            self.assertEqual(code, 2, error)
            self.assertIn(f"cannot write '{name}': it is {words} and not a file", error)
            code, _, error = self.flowmsg(
                "send", "m.flowmsg", "--bot", "B", "--recipients", "people.csv", "--sandbox", "--journal", name)
            self.assertEqual(code, 2, error)

    def test_streams_that_the_process_was_given(self):
        for name in ["/dev/stdout", "/dev/fd/1"] + (["/proc/self/fd/1"] if LINUX else []):
            code, out, error = self.flowmsg("check", "m.flowmsg", "--format", "text", "--format", f"json={name}")
            self.assertEqual((code, '"version": 1' in out), (0, True), error)
        self.assertEqual(self.flowmsg("check", "m.flowmsg", "--format", "json=/dev/null")[:2], (0, ""))
        code, _, error = self.flowmsg("check", "m.flowmsg", "--format", "json=/dev/stderr")
        self.assertEqual((code, '"version": 1' in error), (0, True))
        script = '"$F" check m.flowmsg --format json=>(cat > copy.json)'
        subprocess.run(
            ["bash", "-c", script + "; wait"], cwd=self.path("project"), env=self.environment | {"F": FLOWMSG}, check=True,
            timeout=120)
        with open(self.path("project/all"), "w+") as file:
            self.assertEqual(self.flowmsg("check", "m.flowmsg", "--format", "json=/dev/stdout", stdout=file)[0], 0)
        self.assertIn('"version": 1', self.read("project/all"))

    def test_products_with_numbers_are_private(self):
        self.write("project/m.flowmsg", PLAIN.format(name="m"))
        self.write("project/form.json", FORM)
        self.write("project/people.csv", "to\n593987654321\nbad\n")
        people = "to\n593987654321\nbad\n".encode()
        for _ in range(2):
            code, _, error = self.flowmsg(
                "render", "form.json", "--bot", "B", "--skip-invalid", "--rejects", "rejects", input=people, umask=0)
            self.assertEqual(code, 0, error)
            code, _, error = self.flowmsg(
                "send", "m.flowmsg", "--bot", "B", "--recipients", "people.csv", "--sandbox", "--skip-invalid",
                "--confirm", "1", "--rejects", "rejects2", "--report", "r.json", umask=0)
            self.assertEqual(code, 0, error)
            for name in ["rejects", "rejects2", "r.json", "people.csv.flowmsg-journal"]:
                self.assertEqual(self.mode(f"project/{name}"), 0o600, name)
                os.chmod(self.path(f"project/{name}"), 0o644)

    def test_the_log_of_a_sandbox(self):
        os.mkfifo(self.path("project/fifo"))
        code, out, error = self.flowmsg("sandbox", "--port", "0", "--log", "fifo")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("cannot write 'fifo': it is a FIFO and not a file", error)
        for _ in range(2):
            process = subprocess.Popen(
                [FLOWMSG, "sandbox", "--port", "0", "--log", "log"], cwd=self.path("project"), stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, text=True, umask=0)
            self.assertIn("http://", process.stdout.readline())
            self.assertEqual(self.mode("project/log"), 0o600)
            os.chmod(self.path("project/log"), 0o644)
            process.terminate()
            process.communicate()

    def many(self, count):
        for i in range(count):
            self.write(f"project/m{i}.flowmsg", PLAIN.format(name=f"m{i}").replace("Two", "Two " * 200))

    def test_all_or_none_where_files_may_not_grow(self):
        """The manifest alone is too large, and it is written last."""
        self.many(40)
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
        code, _, error = self.flowmsg("compile", "-o", "dist", preexec_fn=limit)
        self.assertEqual(code, 2)
        self.assertIn("cannot write 'dist/flowmsg.manifest.json': ", error)
        # Neither is the folder that would have been made for it.
        self.assertFalse(os.path.exists(self.path("project/dist")))
        self.assertEqual(self.flowmsg("compile", "-o", "dist")[0], 0)
        self.assertEqual(len(os.listdir(self.path("project/dist"))), 42)

    @unittest.skipUnless(LINUX and os.getuid() == 0, "A FULL DISK IS NOT TRIED: only root can mount one")
    def test_all_or_none_on_a_full_disk(self):
        self.many(60)
        os.mkdir(self.path("project/dist"))
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.mount(b"tmpfs", self.path("project/dist").encode(), b"tmpfs", 0, b"size=100k") != 0:
            self.skipTest(f"A FULL DISK IS NOT TRIED: cannot mount one: {os.strerror(ctypes.get_errno())}")
        try:
            # What an earlier run wrote.
            old = '{"title":"One","text":"Two","caption":"Three","parameters":{"flow_name":"f","flow_cta":"Open"}}'
            self.write("project/dist/m0.json", old)
            code, _, error = self.flowmsg("compile", "-o", "dist")
            self.assertEqual(code, 2)
            self.assertIn("no space left on device", error)
            self.assertEqual(os.listdir(self.path("project/dist")), ["m0.json"])
            self.assertEqual(self.read("project/dist/m0.json"), old)
        finally:
            libc.umount2(self.path("project/dist").encode(), 2)

    def test_what_a_killed_run_left_goes_with_the_next(self):
        """A render is killed while its rejects are under another name, and one goes on meanwhile."""
        self.write("project/form.json", FORM)
        command = [FLOWMSG, "render", "form.json", "--bot", "B", "--skip-invalid", "--rejects", "rejects"]
        temporary = lambda: sorted(n for n in os.listdir(self.path("project")) if n.endswith(".tmp"))
        runs = []
        for i in range(2):
            runs.append(subprocess.Popen(
                command, cwd=self.path("project"), env=self.environment, stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
            self.until(lambda: len(temporary()) == i + 1, runs[i])
        runs[0].kill()
        runs[0].wait()
        self.assertEqual(len(temporary()), 2)
        code, _, error = self.flowmsg(*command[1:], input=b"to\n593987654321\nbad\n")
        self.assertEqual(code, 0, error)
        self.assertEqual([name.split("-")[1] for name in temporary()], [str(runs[1].pid)])
        runs[1].communicate(b"to\n593987654321\nbad\n")
        self.assertEqual((runs[1].returncode, temporary()), (0, []))
        self.assertIn("bad", self.read("project/rejects"))

    def test_a_report_with_few_descriptors(self):
        self.write("project/people.csv", "to\n" + "".join(f"{593987000000 + i}\n" for i in range(40)))
        limit = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (14, 14))
        with self.sandbox() as address:
            code, _, error = self.flowmsg(
                "send", "m.flowmsg", "--bot", "B", "--recipients", "people.csv", "--endpoint", address, "--confirm", "40",
                "--rate", "0", "--report", "r.csv", "--concurrency", "64", "--max-failures", "100%", "--retries", "0",
                preexec_fn=limit)
        self.assertIn(code, (0, 3), error)
        self.assertEqual(len(self.read("project/r.csv").splitlines()), 41, error)


class Messages(Files):
    def test_render_reports_the_first_hundred_rows(self):
        self.write("project/form.json", FORM)
        rows = "to\n" + "bad\n" * 250 + "593987654321\n"
        code, out, error = self.flowmsg(
            "render", "form.json", "--bot", "B", "--skip-invalid", "--rejects", "r", input=rows.encode())
        lines = error.splitlines()
        self.assertEqual((code, len(out.splitlines()), len(lines)), (0, 1, 102), error)
        self.assertTrue(lines[0].startswith("line 2: ") and lines[99].startswith("line 101: "), error)
        self.assertEqual(lines[100:], ["… and 150 more", "skipped 250 of 251 rows"])
        self.assertEqual(len(self.read("project/r").splitlines()), 251)

    def test_escape_sequences_are_shown(self):
        escape = "\x1b]0;title\x07\x1b[31m\u009b2J\u202e"
        name = f"{escape}.flowmsg"
        self.write(f"project/{name}", "message a {\n")
        os.symlink("../outside/x", self.path(f"project/{escape}x.flowmsg"))
        self.write("outside/x", "")
        for arguments in [["check", name], ["check", "."], ["check", escape], ["compile", name], [escape],
                          ["check", "--color", escape], ["check", f"--{escape}"], ["check", "--format", f"json=no/{escape}", name],
                          ["check", "--format", "concise", name], ["explain", escape], ["compile", "m.flowmsg", "--message", escape],
                          ["send", "m.flowmsg", "--bot", "B", "--to", escape], ["render", f"{escape}.json"],
                          ["send", "m.flowmsg", "--to", "593987654321", "--endpoint", escape],
                          ["compile", "m.flowmsg", "-o", "../outside", "--check"]]:
            code, out, error = self.flowmsg(*arguments)
            self.assertNotEqual(code, 0)
            for control in ["\x1b", "\x07", "\u009b", "\u202e"]:
                self.assertNotIn(control, out + error, arguments)


if __name__ == "__main__":
    unittest.main()
