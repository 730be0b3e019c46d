"""A journal that cannot be kept lets nothing leave; a product that cannot be written is told."""
import os, resource, subprocess, tempfile, unittest
from bench import Bench


def mounts():
    """Whether this user may mount a file system here."""
    with tempfile.TemporaryDirectory() as place:
        if subprocess.run(["mount", "-t", "tmpfs", "none", place], capture_output=True).returncode:
            return False
        return subprocess.run(["umount", place], capture_output=True).returncode == 0


class Disk(Bench):
    def limited(self, size):
        """A process whose files may not grow beyond `size` bytes: a disk that is full, for one who is not its owner."""
        return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    def test_no_room_for_a_journal(self):
        with self.sandbox() as address:
            self.people(50)
            command = self.command("--endpoint", address, "--confirm", "50")
            code, _, error = self.run_command(command, preexec_fn=self.limited(4096))
            self.assertEqual((code, self.taken()), (2, []), error)
            self.assertIn("error: cannot write the journal 'people.csv.flowmsg-journal': ", error)
            self.assertIn("nothing was sent", error)
            self.assertFalse(os.path.exists(self.path("people.csv.flowmsg-journal")))
            self.assertEqual(self.run_command(command)[0], 0)

    def test_room_that_ends(self):
        """Room for how a row ends is there before its request leaves: nobody is in doubt, then or after."""
        for concurrency in ["1", "16", "64"]:
            with self.subTest(concurrency), self.sandbox("--keep", "1") as address:
                count = 6000
                self.people(count)
                command = self.command("--endpoint", address, "--concurrency", concurrency)
                code, _, error = self.run_command([*command, "--confirm", str(count)], preexec_fn=self.limited(100_000))
                self.assertEqual(code, 2, error)
                self.assertIn("error: the journal cannot be written: ", error)
                taken = self.taken()
                self.assertIn(f"{len(taken):,} sent, 0 refused, 0 in doubt, {count - len(taken):,} not tried", error)
                # Two records for each, the head, and what is reserved in vain.
                self.assertTrue(1000 < len(taken) < count, len(taken))
                code, _, error = self.run_command(
                    [*command, "--resume", "--confirm", str(count - len(taken)), "--report", "r.csv"])
                self.assertEqual(code, 0, error)
                rows = [line.split(",") for line in self.read("r.csv").splitlines()[1:]]
                self.assertEqual({row[2] for row in rows}, {"sent"})
                self.assertEqual((len(self.taken()), len(set(self.taken()))), (count, count))
            for name in ["people.csv.flowmsg-journal", "log", "r.csv"]:
                os.remove(self.path(name))

    @unittest.skipUnless(mounts(), "needs a file system of its own")
    def test_a_disk_that_is_full(self):
        """A real one, of 128 KiB, that others fill as well."""
        with tempfile.TemporaryDirectory() as place:
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "none", place], check=True)
            try:
                with self.sandbox("--keep", "1") as address:
                    count = 6000
                    self.people(count)
                    command = self.command("--endpoint", address, "--journal", f"{place}/j.flowmsg-journal")
                    code, _, error = self.run_command([*command, "--confirm", str(count)])
                    self.assertEqual(code, 2, error)
                    self.assertIn("no space left on device", error)
                    taken = self.taken()
                    self.assertIn(f"{len(taken):,} sent, 0 refused, 0 in doubt", error)
                    subprocess.run(["mount", "-o", "remount,size=8m", place], check=True)
                    code, _, error = self.run_command(
                        [*command, "--resume", "--confirm", str(count - len(taken))])
                    self.assertEqual((code, len(self.taken()), len(set(self.taken()))), (0, count, count), error)
            finally:
                subprocess.run(["umount", place], check=True)

    def test_places_where_no_journal_can_be(self):
        with self.sandbox() as address:
            self.people(3)
            os.mkdir(self.path("folder"))
            modes = [os.stat(name).st_mode for name in ("/dev/full", "/dev/null")]
            for place, words in [
                ("none/j", "there is no such file or folder"), ("folder", "it is a folder"), ("/proc/j", ""),
                ("/dev/full", ""), ("/dev/null", "")]:
                code, _, error = self.run_command(
                    self.command("--endpoint", address, "--confirm", "3", "--journal", place))
                self.assertEqual((code, self.taken()), (2, []), error)
                self.assertIn(f"cannot use the journal '{place}': {words}", error)
                self.assertIn("name another place for it: '--journal FILE'", error)
            # Root may change a device, but does not.
            self.assertEqual([os.stat(name).st_mode for name in ("/dev/full", "/dev/null")], modes)

    @unittest.skipIf(os.getuid() != 0, "a user can be changed by root alone")
    def test_journal_that_may_not_be_written(self):
        """As a user who is not the owner of the folder, since root may write everywhere."""
        with self.sandbox() as address:
            self.people(3)
            os.chmod(self.folder.name, 0o755)
            command = self.command("--endpoint", address, "--confirm", "3")
            code, _, error = self.run_command(command, user=65534)
            self.assertEqual((code, self.taken()), (2, []), error)
            self.assertIn("there is no permission", error)
            self.assertEqual(self.run_command(command)[0], 0)
            code, _, error = self.run_command([*command, "--resume"], user=65534)
            self.assertEqual((code, len(self.taken())), (2, 3), error)

    def test_report_on_a_full_disk(self):
        with self.sandbox() as address:
            self.people(3)
            with open("/dev/full", "w") as full:
                name = f"/dev/fd/{full.fileno()}"
                code, _, error = self.run_command(
                    self.command("--endpoint", address, "--confirm", "3", "--report", name), pass_fds=[full.fileno()])
            self.assertEqual((code, len(self.taken())), (2, 3), error)
            self.assertIn(f"cannot write '{name}': no space left on device", error)
            self.assertIn("3 sent, 0 refused", error)
            self.assertEqual(sorted(os.listdir(self.folder.name)), ["log", "m.flowmsg", "people.csv", "people.csv.flowmsg-journal"])


if __name__ == "__main__":
    unittest.main()
