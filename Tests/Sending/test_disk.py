"""A journal that cannot be kept lets nothing leave; a product that cannot be written is told."""
import os, resource, unittest
from bench import Bench


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
        """The journal has room for its first 262144 bytes and a little: 32 bytes a row and 256 for its head."""
        with self.sandbox("--keep", "1") as address:
            count = 20000
            self.people(count)
            command = self.command("--endpoint", address, "--concurrency", "64")
            code, _, error = self.run_command([*command, "--confirm", str(count)], preexec_fn=self.limited(300_000))
            self.assertEqual(code, 2, error)
            self.assertIn("error: the journal cannot be written: ", error)
            taken = self.taken()
            self.assertTrue(0 < len(taken) < count, len(taken))
            # What had left when the disk was full may stand in the journal as a doubt: 64 rows at most.
            code, _, error = self.run_command([*command, "--resume", "--confirm", "0"])
            left = int(error.split("'--confirm 0' does not fit: ")[1].split()[0])
            self.assertTrue(count - len(taken) - 64 <= left <= count - len(taken), (left, len(taken)))
            code, _, error = self.run_command([*command, "--resume", "--confirm", str(left), "--report", "r.csv"])
            self.assertIn(code, (0, 3))
            rows = [line.split(",") for line in self.read("r.csv").splitlines()[1:]]
            self.assertEqual(len(rows), count)
            self.assertLessEqual({row[1] for row in rows if row[2] == "sent"}, set(self.taken()))
            self.assertEqual(len(self.taken()), len(set(self.taken())))
            self.assertEqual(len(self.taken()), len(taken) + left)

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
