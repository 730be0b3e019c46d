"""Journals that say numbers which no campaign has: they are refused or believed no further than is cheap."""
import os, resource, unittest
import journal_bytes
from bench import FLOWMSG, Bench, Server

MEMORY = 1 << 31


class Forged(Bench):
    def setUp(self):
        super().setUp()
        self.people(30)
        with Server(lambda *_: (200, b"{}")) as server:
            self.address = server.address
            self.run_command(self.command("--endpoint", self.address, "--confirm", "30", "--journal", "j.flowmsg-journal"))
        with open(self.path("j.flowmsg-journal"), "rb") as file:
            self.journal = file.read()
        self.assertGreater(len(self.journal), journal_bytes.RECORDS)

    def ended(self, *command):
        """Runs a command with little memory; it ends in its own way, soon, and writes no large file."""
        def limit():
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
            resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 24, 1 << 24))
        code, _, error = self.run_command([FLOWMSG, *command], preexec_fn=limit)
        self.assertIn(code, (0, 1, 2, 3), error)
        return code, error

    def put(self, name, data, size=None):
        with open(self.path(name), "wb") as file:
            file.write(data)
        if size:
            os.truncate(self.path(name), size)

    def test_claims(self):
        largest = (1 << 32) - 1
        for numbers in [dict(records=largest), dict(records=1 << 29), dict(people=(1 << 64) - 1), dict(rows=largest),
                        dict(handed_out=largest), dict(records=largest, people=(1 << 63), handed_out=largest, rows=largest)]:
            for size in [None, journal_bytes.RECORDS, 1 << 28]:
                with self.subTest(numbers, size=size):
                    self.put("f.flowmsg-journal", journal_bytes.claiming(self.journal, **numbers), size)
                    self.ended("status", "f.flowmsg-journal", "j.flowmsg-journal")
                    self.ended(*self.command("--endpoint", self.address, "--confirm", "0", "--resume",
                                             "--journal", "f.flowmsg-journal", "--retries", "0")[1:])
                    self.ended(*self.command("--endpoint", self.address, "--confirm", "0", "--exclude", "f.flowmsg-journal",
                                             "--journal", "new.flowmsg-journal", "--retries", "0")[1:])

    def test_version_1(self):
        for rows in [1 << 25, 1 << 28, (1 << 32) - 1]:
            self.put("old", journal_bytes.old(self.journal, rows, bytes(32), [], bytes(32)))
            self.ended("status", "old")


if __name__ == "__main__":
    unittest.main()
