"""Two processes with one journal where locks do not hold, as on some shares: nobody gets a message twice."""
import os, shutil, subprocess, unittest
from bench import Bench, Held, Server

NO_LOCKS = "int flock(int descriptor, int operation) { (void)descriptor, (void)operation; return 0; }"


@unittest.skipUnless(shutil.which("cc") or shutil.which("gcc"), "needs a C compiler")
class Twins(Bench):
    def setUp(self):
        super().setUp()
        self.write("locks.c", NO_LOCKS)
        compiler = shutil.which("cc") or shutil.which("gcc")
        subprocess.run([compiler, "-shared", "-fPIC", "-o", self.path("locks.so"), self.path("locks.c")], check=True)
        self.environment["LD_PRELOAD"] = self.path("locks.so")

    def test_a_second_one_later(self):
        """The first has some on their way when the second goes on; when they are answered it lets nobody else leave."""
        self.people(60)
        with Held(10) as server:
            command = self.command("--endpoint", server.address, "--resume", "--confirm", "60", "--concurrency", "4")
            first = self.start(command)
            self.until(server.is_holding, first)
            # Known by its credentials. While the first one writes, the second one sees that, and ends.
            self.environment["FLOWMSG_CLIENT_ID"] = "another"
            second = self.start(command)
            while not self.came(second, lambda: len(server.clients) == 2):
                self.assertIn("another process writes it too", second.communicate()[1])
                second = self.start(command)
            server.opened.set()
            _, error = second.communicate()
            _, first_error = first.communicate()
            self.assertEqual((first.returncode, second.returncode), (2, 3), first_error + error)
            self.assertIn("error: the journal cannot be written: another process writes it too", first_error)
            self.assertIn("when only one of them is left, go on with '--resume'", first_error)
            self.assertEqual(len(server.taken), len(set(server.taken)), error + first_error)
            # Who was on the way of the first is in doubt for the second, and nobody else is.
            self.assertEqual(len(server.taken), 60, error + first_error)
            self.assertIn("0 not tried", error)

    def came(self, process, condition):
        """Waits for something, or for a process to end; whether it came."""
        self.until(lambda: condition() or process.poll() is not None)
        return condition()

    def test_both_at_once(self):
        ended = set()
        for _ in range(10):
            self.people(30)
            with Server(lambda *_: (200, b"{}")) as server:
                command = self.command(
                    "--endpoint", server.address, "--resume", "--confirm", "30", "--rate", "200")
                pair = [self.start(command) for _ in range(2)]
                errors = [process.communicate()[1] for process in pair]
                # Every body has its person's name.
                self.assertEqual(len(server.bodies), len(set(server.bodies)), errors)
                ended |= {process.returncode for process in pair}
                # One alone goes on.
                code, _, error = self.run_command(command + ["--report", "r.csv"])
                self.assertEqual(len(server.bodies), len(set(server.bodies)), error)
                if code == 2:
                    # Both wrote between two looks of the other: then nobody trusts it any more.
                    self.assertIn("is damaged at byte", error)
                    os.remove(self.path("people.csv.flowmsg-journal"))
                    continue
                self.assertIn(code, (0, 3), error)
                states = [line.split(",")[2] for line in self.read("r.csv").splitlines()[1:]]
                self.assertEqual(states.count("not tried"), 0, error)
                self.assertLessEqual(states.count("sent"), len(server.bodies))
            os.remove(self.path("people.csv.flowmsg-journal"))
        self.assertIn(2, ended, "they never met")


if __name__ == "__main__":
    unittest.main()
