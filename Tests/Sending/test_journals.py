"""Journals that are taken away, are something else, or were cut: nobody gets a message twice."""
import collections, contextlib, os, shutil, stat, unittest
from bench import Bench, Held

JOURNAL = "people.csv.flowmsg-journal"


class Journals(Bench):
    def holds(self, taken):
        """Fails if anybody has the message twice."""
        self.assertEqual([number for number, times in collections.Counter(taken).items() if times > 1], [])

    def begin(self, server, count):
        self.people(count)
        process = self.start(self.command(
            "--endpoint", server.address, "--confirm", str(count), "--concurrency", "8", "--timeout", "3600"))
        self.until(server.is_holding, process)
        return process

    @contextlib.contextmanager
    def interrupted(self, change, count=60):
        """A campaign in whose middle `change` is done to its journal's folder; what it says then, and its server."""
        with Held() as server:
            process = self.begin(server, count)
            change()
            server.opened.set()
            _, error = process.communicate()
            self.assertEqual(process.returncode, 2, error)
            self.assertIn("error: the journal cannot be written: it was taken away or replaced while it was written\n", error)
            reached = len(server.taken)
            self.assertTrue(10 <= reached < count, reached)
            yield server, error
            self.holds(server.taken)

    def again(self, server, *options, count=60):
        return self.run_command(self.command(
            "--endpoint", server.address, "--timeout", "3600", "--resume", "--confirm", str(count), *options))

    def test_taken_away(self):
        """What the journal had is kept beside the recipients, where the next send finds it and refuses to repeat."""
        with self.interrupted(lambda: os.remove(self.path(JOURNAL))) as (server, error):
            kept = "people.csv.kept-1.flowmsg-journal"
            self.assertIn(f"help: nothing was sent after that; to go on: '--resume --journal {kept}'", error)
            self.assertEqual(stat.S_IMODE(os.stat(self.path(kept)).st_mode), 0o600)
            reached = len(server.taken)
            code, _, error = self.again(server)
            self.assertEqual((code, len(server.taken)), (2, reached), error)
            self.assertIn(f"the journal '{kept}' is of this message, and has ", error)
            code, _, error = self.again(server, "--journal", kept)
            self.assertIn(code, (0, 3), error)
            # Only what was on its way when it was found out is not sent.
            self.assertGreaterEqual(len(server.taken), 60 - 8)

    def test_moved_away_and_put_back(self):
        def move():
            os.rename(self.path(JOURNAL), self.path("elsewhere"))

        with self.interrupted(move) as (server, _):
            os.rename(self.path("elsewhere"), self.path(JOURNAL))
            os.remove(self.path("people.csv.kept-1.flowmsg-journal"))
            code, _, error = self.again(server)
            self.assertIn(code, (0, 3), error)
            self.assertGreaterEqual(len(server.taken), 60 - 8)

    def test_replaced_by_an_older_copy(self):
        """A copy from before the campaign's first message: to go on with that repeats it, which the next send refuses."""
        def replace():
            os.rename(self.path("older"), self.path(JOURNAL))

        with Held() as server:
            self.people(60)
            command = self.command("--endpoint", server.address, "--timeout", "3600", "--concurrency", "8")
            self.run_command([*command, "--limit", "0", "--confirm", "0"])
            shutil.copy(self.path(JOURNAL), self.path("older"))
            process = self.start([*command, "--resume", "--confirm", "60"])
            self.until(server.is_holding, process)
            replace()
            server.opened.set()
            _, error = process.communicate()
            self.assertEqual(process.returncode, 2, error)
            reached = len(server.taken)
            code, _, error = self.again(server)
            self.assertEqual((code, len(server.taken)), (2, reached), error)
            self.assertIn("the journal 'people.csv.kept-1.flowmsg-journal' is of this message, and has ", error)
            code, _, error = self.again(server, "--exclude", "people.csv.kept-1.flowmsg-journal")
            self.assertEqual(code, 2, error)  # the number to confirm is another one now
            left = error.split("does not fit: ")[1].split()[0]
            code, _, error = self.again(
                server, "--exclude", "people.csv.kept-1.flowmsg-journal", count=left)
            self.assertEqual(code, 0, error)
            self.holds(server.taken)

    def test_what_is_no_journal_stays_as_it_is(self):
        self.people(3)
        os.mkdir(self.path("folder"))
        texts = {"notes": b"to,name\n", "empty": b"", "zeros": bytes(5000), "start": b"flowmsg jour", "head": b"flowmsg journal\n"}
        for name, text in texts.items():
            with open(self.path(name), "wb") as file:
                file.write(text)
            os.chmod(self.path(name), 0o644)
        with self.sandbox() as address:
            for name in [*texts, "folder", "/dev/null", "/dev/zero"]:
                for options in [["--confirm", "3"], ["--confirm", "3", "--resume"]]:
                    with self.subTest(name, options=options):
                        path = name if name.startswith("/") else self.path(name)
                        before = os.stat(path)
                        code, out, error = self.run_command(
                            self.command("--endpoint", address, "--journal", name, *options))
                        self.assertEqual((code, out, self.taken()), (2, "", []), error)
                        self.assertIn(f"'{name}'", error)
                        self.assertIn("help: ", error)
                        after = os.stat(path)
                        self.assertEqual((after.st_mode, after.st_size, after.st_ino), (before.st_mode, before.st_size, before.st_ino))
                        if name in texts:
                            with open(path, "rb") as file:
                                self.assertEqual(file.read(), texts[name])

    def test_a_refused_journal_stays_as_it_is(self):
        with self.sandbox() as address:
            self.people(3)
            command = self.command("--endpoint", address, "--confirm", "3")
            self.assertEqual(self.run_command(command)[0], 0)
            os.chmod(self.path(JOURNAL), 0o640)
            self.assertEqual(self.run_command(command)[0], 2)
            self.assertEqual(stat.S_IMODE(os.stat(self.path(JOURNAL)).st_mode), 0o640)
            # One that is gone on with is its owner's alone.
            self.assertEqual(self.run_command([*command, "--resume"])[0], 0)
            self.assertEqual(stat.S_IMODE(os.stat(self.path(JOURNAL)).st_mode), 0o600)

    def test_cut_to_any_length(self):
        """After twenty of forty rows, both while the space was reserved and after it was given back."""
        with self.sandbox() as address:
            self.people(40)
            command = self.command("--endpoint", address, "--confirm", "40", "--resume", "--max-failures", "100%")
            self.run_command(self.command("--endpoint", address, "--limit", "20", "--confirm", "20"))
            self.assertEqual(len(self.taken()), 20)
            with open(self.path(JOURNAL), "rb") as file:
                whole = file.read()
            lengths = {0, 1, 15, 16, 256, 511, 512, 593, 600, 4095, 4096, 4224, 8191, 8192, 8320, 12287, 12288, len(whole) - 1}
            lengths |= set(range(12288, len(whole), 97)) | set(range(700, 12288, 1501))
            went_on = 0
            for length in sorted(lengths):
                with self.subTest(length):
                    before = len(self.taken())
                    with open(self.path(JOURNAL), "wb") as file:
                        file.write(whole[:length])
                    code, _, error = self.run_command(command)
                    new = self.taken()[before:]
                    if code == 2:
                        self.assertEqual(new, [])
                        self.assertIn("help: ", error)
                    else:
                        # Nobody of the first twenty: they had it.
                        self.assertEqual([number for number in new if int(number) < 593987000020], [], error)
                        went_on += 1
            self.assertGreater(went_on, 5)


if __name__ == "__main__":
    unittest.main()
