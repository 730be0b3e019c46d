"""What is read is a file, or a pipe that the process was given."""
import os, subprocess, threading, unittest
from files import FLOWMSG, LINUX, PLAIN, Files, Server


class Openings(Files):
    def test_operands_that_are_no_files(self):
        for name, words in self.special().items():
            for command in [["check", name], ["compile", name], ["send", name, "--to", "593987654321", "--dry-run"]]:
                code, out, error = self.flowmsg(*command)
                self.assertEqual((code, "message" in out), (2, False), error)
                self.assertIn(f"cannot read '{name}': it is {words} and not a file", error)

    def test_other_files_that_are_no_files(self):
        """Forms, recipients, exclusions, credentials."""
        self.write("project/p.csv", "to\n593987654321\n")
        self.special()
        for name in ["fifo", "socket"]:
            os.rename(self.path(f"project/{name}"), self.path(f"project/{name}.json"))
            os.chmod(self.path(f"project/{name}.json"), 0o600)
            path = f"{name}.json"
            send = ["send", "m.flowmsg", "--bot", "B"]
            for command in [["render", path], ["send", path, "--to", "593987654321", "--dry-run"],
                            [*send, "--recipients", path, "--dry-run"],
                            [*send, "--recipients", "p.csv", "--exclude", path, "--dry-run"],
                            [*send, "--to", "593987654321", "--credentials-file", path]]:
                code, out, error = self.flowmsg(*command)
                self.assertEqual((code, out), (2, ""), error)
                self.assertIn(f"cannot read '{path}': it is a", error)

    def test_pipes_that_the_process_was_given(self):
        """`<(…)` of a shell, /dev/stdin and -."""
        people = "to\\n593987654321\\n"
        for script in [f'"$F" check <(cat m.flowmsg)', '"$F" check /dev/stdin < m.flowmsg', '"$F" check - < m.flowmsg',
                       'cat m.flowmsg | "$F" check /dev/stdin', 'cat m.flowmsg | "$F" check /proc/self/fd/0',
                       'exec 7< m.flowmsg; "$F" check /dev/fd/7',
                       f'"$F" send m.flowmsg --bot B --dry-run --recipients <(printf "{people}")',
                       f'printf "{people}" | "$F" send m.flowmsg --bot B --dry-run --recipients /dev/stdin',
                       f'printf "{people}" | "$F" send m.flowmsg --bot B --dry-run --recipients -']:
            if "/proc" in script and not LINUX:
                continue
            process = subprocess.run(
                ["bash", "-c", script], cwd=self.path("project"), env=self.environment | {"F": FLOWMSG},
                capture_output=True, text=True, timeout=120)
            self.assertEqual(process.returncode, 0, script + process.stderr)
            self.assertEqual("POST" in process.stdout, "send" in script)

    @unittest.skipUnless(LINUX and os.getuid() == 0, "a user can be changed by root alone")
    def test_pipes_of_a_user_whose_process_may_not_be_looked_into(self):
        os.chmod(self.folder.name, 0o755)
        script = '"$F" send m.flowmsg --bot B --dry-run --recipients <(printf "to\\n593987654321\\n")'
        process = subprocess.run(
            ["bash", "-c", script], cwd=self.path("project"), env=self.environment | {"F": FLOWMSG}, user=65534,
            capture_output=True, text=True, timeout=120)
        self.assertEqual(process.returncode, 0, process.stderr)
        self.assertIn("POST", process.stdout)

    @unittest.skipUnless(LINUX, "there is no /proc")
    def test_nothing_of_the_kernel_is_a_source(self):
        self.environment["FLOWMSG_CLIENT_SECRET"] = "s3cret-value"
        os.mkdir(self.path("project/linked"))
        os.symlink("/proc/self/environ", self.path("project/linked/x.flowmsg"))
        os.symlink("/proc/self/environ", self.path("project/e.json"))
        self.write("project/import.flowmsg", 'import "linked/x.flowmsg"\nlet a from "e.json"\n')
        for command, expected in [(["check", "linked/x.flowmsg"], 2), (["check", "/proc/self/environ"], 2),
                                  (["check", "linked"], 2), (["check", "import.flowmsg"], 1),
                                  (["check", "/sys/kernel/uevent_seqnum"], 2), (["render", "e.json"], 2),
                                  (["send", "m.flowmsg", "--bot", "B", "--recipients", "e.json", "--dry-run"], 2)]:
            code, out, error = self.flowmsg(*command)
            self.assertEqual(code, expected, out + error)
            self.assertNotIn("s3cret", out + error)
        with open("/proc/self/environ") as file:
            for command in [["check", "-"], ["render", "e.json"]]:
                self.assertEqual(self.flowmsg(*command, stdin=file)[0], 2)

    def test_what_a_search_passes_over_is_named(self):
        self.write("outside/secret.flowmsg", "message secret-thing {}")
        os.symlink("../outside/secret.flowmsg", self.path("project/out.flowmsg"))
        os.mkfifo(self.path("project/pipe.flowmsg"))
        code, out, error = self.flowmsg("compile", ".")
        self.assertEqual(code, 0, error)
        self.assertNotIn("secret-thing", out + error)
        self.assertIn("note: passed over 'out.flowmsg': it is a link that leads out of the project root", error)
        self.assertIn("note: passed over 'pipe.flowmsg': it is not a regular file", error)

    def test_imports_and_values_that_are_no_files(self):
        for name in self.special():
            path = name if name.startswith("/") else f"{name}"
            self.write("project/i.flowmsg", f'import "{path}"\n')
            self.write("project/v.flowmsg", f'let a from "{path}"\n')
            for file in ["i", "v"]:
                code, out, error = self.flowmsg("check", f"{file}.flowmsg")
                self.assertEqual(code, 1, out + error)
                self.assertIn("cannot be read", out)

    def test_an_image_that_no_body_holds_is_not_read(self):
        with open(self.path("project/foto.png"), "wb") as file:
            file.truncate(3 << 30)
        self.write("project/v.flowmsg", 'let a from "foto.png"\n')
        import resource
        limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
        code, out, error = self.flowmsg("check", "v.flowmsg", preexec_fn=limit)
        self.assertEqual(code, 1, out + error)
        self.assertIn("no body has room for such an image", out)

    def test_a_file_that_is_swapped_is_never_read_outside(self):
        """An import and a found file are renamed all the time, to and fro between a file and a link that leads out."""
        secret = "message outsiders_secret {}\n"
        self.write("outside/lib.flowmsg", secret)
        self.write("project/m.flowmsg", 'import "lib/x.flowmsg"\n' + PLAIN.format(name="m"))
        os.mkdir(self.path("project/lib"))
        self.write("project/lib/x.flowmsg", "let a 1\n")
        over = threading.Event()

        def swap():
            path = self.path("project/lib/x.flowmsg")
            while not over.is_set():
                os.symlink("../../outside/lib.flowmsg", self.path("project/lib/t"))
                os.replace(self.path("project/lib/t"), path)
                self.write("project/lib/t", "let a 1\n")
                os.replace(self.path("project/lib/t"), path)

        thread = threading.Thread(target=swap)
        thread.start()
        try:
            for turn in range(300):
                _, out, error = self.flowmsg("check", "m.flowmsg" if turn % 2 else "lib")
                self.assertNotIn("outsiders_secret", out)
        finally:
            over.set()
            thread.join()

    def test_few_descriptors(self):
        """As many files as there are: each is closed before the next."""
        import resource
        for i in range(60):
            self.write(f"project/m{i}.flowmsg", PLAIN.format(name=f"m{i}"))
        limit = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (6, 6))
        code, out, error = self.flowmsg("compile", "--ndjson", preexec_fn=limit)
        self.assertEqual((code, len(out.splitlines())), (0, 61), error)
        code, _, error = self.flowmsg("compile", "-o", "dist", preexec_fn=limit)
        self.assertEqual((code, len(os.listdir(self.path("project/dist")))), (0, 62), error)


class Credentials(Files):
    def sent(self, text, **others):
        """What the credentials file `text` makes of `Authorization`, and how the run ended."""
        with open(self.path("project/secret"), "wb", opener=lambda p, f: os.open(p, f, 0o600)) as file:
            file.write(text)
        seen = []

        def answer(handler, _):
            seen.append(handler.headers["Authorization"])
            return 200, b"{}"

        with Server(answer) as server:
            code, _, error = self.flowmsg(
                "send", "m.flowmsg", "--bot", "B", "--to", "593987654321", "--endpoint", server.address,
                "--credentials-file", "secret", **others)
        import base64
        return code, [base64.b64decode(one.split()[1]) for one in seen], error

    def test_what_a_file_may_have(self):
        both = b"FLOWMSG_CLIENT_ID=%s\nFLOWMSG_CLIENT_SECRET=%s\n"
        for text, pair in [(b"id:se=cr=et", b"id:se=cr=et"), (b"id:secret==\n", b"id:secret=="),
                           (b"\xef\xbb\xbfid:a=b\r\n", b"id:a=b"), (b"\xef\xbb\xbf" + both % (b"i", b"s=="), b"i:s=="),
                           (b"# mine\nexport " + both % (b"i", b"a:b"), b"i:a:b"), (b"X=1:y=2", b"X=1:y=2")]:
            code, seen, error = self.sent(text)
            self.assertEqual((code, seen), (0, [pair]), (text, error))

    def test_what_it_may_not(self):
        for text in [b"", b"id=secret", b"FLOWMSG_CLIENT_ID=a:b", b"x" * 70000, b"id:\nsecret"]:
            code, seen, error = self.sent(text)
            self.assertEqual((code, seen), (2, []), (text, error))
            self.assertNotIn("xxx", error)

    def test_a_pipe(self):
        script = ('"$F" send m.flowmsg --bot B --to 593987654321 --endpoint "$A" '
                  '--credentials-file <(printf id:from-a-pipe)')
        seen = []

        def answer(handler, _):
            seen.append(handler.headers["Authorization"])
            return 200, b"{}"

        with Server(answer) as server:
            process = subprocess.run(
                ["bash", "-c", script], cwd=self.path("project"), capture_output=True, text=True, timeout=120,
                env=self.environment | {"F": FLOWMSG, "A": server.address})
        self.assertEqual((process.returncode, len(seen)), (0, 1), process.stderr)

    @unittest.skipUnless(LINUX, "there is no /proc")
    def test_a_send_keeps_them_to_itself(self):
        """While requests are on their way the process cannot be looked into, and its environment has no secret."""
        secret = "s3cret-of-the-environment"
        self.environment |= {"FLOWMSG_CLIENT_ID": "client", "FLOWMSG_CLIENT_SECRET": secret}
        found = {}

        def answer(handler, _):
            pid = found["pid"]
            with open(f"/proc/{pid}/environ", "rb") as file:
                found["environ"] = file.read()
            with open(f"/proc/{pid}/limits") as file:
                found["core"] = [line for line in file if line.startswith("Max core file size")][0].split()[4:6]
            found["owner"] = os.stat(f"/proc/{pid}/environ").st_uid
            return 200, b"{}"

        others = {}
        if os.getuid() == 0:
            os.chmod(self.folder.name, 0o755)
            others["user"] = 65534
        with Server(answer) as server:
            process = subprocess.Popen(
                [FLOWMSG, "send", "m.flowmsg", "--bot", "B", "--to", "593987654321", "--endpoint", server.address],
                cwd=self.path("project"), env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                **others)
            found["pid"] = process.pid
            _, error = process.communicate(timeout=120)
        self.assertEqual((process.returncode, found["core"]), (0, ["0", "0"]), error)
        self.assertNotIn(secret.encode(), found["environ"])
        # The files of a process that may not be looked into belong to root.
        self.assertEqual(found["owner"], 0)


if __name__ == "__main__":
    unittest.main()
