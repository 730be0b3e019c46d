"""What a send keeps in memory: 24 bytes a row of the list, and as much for each person of a journal that is read."""
import os, shutil, subprocess, sys, unittest
import journal_bytes
from bench import Bench

FEW, MANY = 100_000, 1_000_000
JOURNAL = "people.csv.flowmsg-journal"


class Memory(Bench):
    def peak(self, command, code):
        """The most memory that a process had, in bytes."""
        with open(self.path("error"), "w+") as error:
            process = subprocess.Popen(
                command, cwd=self.folder.name, env=self.environment, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=error)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            error.seek(0)
            self.assertEqual(process.returncode, code, error.read()[-500:])
        return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)

    def holds(self, peaks):
        self.assertLessEqual((peaks[1] - peaks[0]) / (MANY - FEW), 24, peaks)

    def rows(self, count):
        with open(self.path("people.csv"), "w") as file:
            file.write("to,name\n")
            file.writelines(f"{593980000000 + row},Ana\n" for row in range(count))

    def test_rows_of_the_list(self):
        refused = ["--endpoint", "http://127.0.0.1:9", "--confirm", "1"]
        peaks = {"dry run": [], "check": []}
        for count in (FEW, MANY):
            self.rows(count)
            peaks["dry run"].append(self.peak(self.command("--dry-run"), 0))
            peaks["check"].append(self.peak(self.command(*refused), 2))
        for name, both in peaks.items():
            with self.subTest(name):
                self.holds(both)

    def test_people_of_a_journal(self):
        """Of one that is gone on with, that is left out, that is beside the list, and whose state is reported."""
        target = ["--endpoint", "http://127.0.0.1:9", "--confirm", "1"]
        self.rows(10)
        self.assertEqual(
            self.run_command(self.command(*target[:2], "--limit", "0", "--confirm", "0"))[0], 3)
        os.rename(self.path(JOURNAL), self.path("begun"))
        os.mkdir(self.path("elsewhere"))
        peaks = {}
        for count in (FEW, MANY):
            # By another process: until it is replaced by a program, a child counts what its parent has in memory.
            command = [sys.executable, journal_bytes.__file__, "begun", "elsewhere/journal", "593970000000", str(count)]
            subprocess.run(command, cwd=self.folder.name, check=True)
            shutil.copy(self.path("elsewhere/journal"), self.path(JOURNAL))
            runs = {
                "resume": (self.command(*target, "--resume"), 2), "beside": (self.command(*target, "--journal", "new"), 2),
                "status": ([self.command()[0], "status", JOURNAL], 0)}
            for name, (command, code) in runs.items():
                peaks.setdefault(name, []).append(self.peak(command, code))
            os.remove(self.path(JOURNAL))
            peaks.setdefault("exclude", []).append(
                self.peak(self.command(*target, "--exclude", "elsewhere/journal"), 2))
        for name, both in peaks.items():
            with self.subTest(name):
                self.holds(both)


if __name__ == "__main__":
    unittest.main()
